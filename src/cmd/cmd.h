/*
 * cmd - one file a verb: parse arguments, call the library, print, exit.
 *
 * A verb is one row of the table in main.c. Options are rows too; --help and the words of bash completion are
 * printed from the same rows, and a test holds the man page to them.
 */
#ifndef HS_CMD_CMD_H
#define HS_CMD_CMD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

enum hs_exit {
	HS_EXIT_OK = 0,
	HS_EXIT_NOTHING = 1,            /* search, verify: nothing found, something wrong */
	HS_EXIT_USAGE = 2,
	HS_EXIT_REJECTS = 3,            /* some input was rejected */
	HS_EXIT_STORE = 4,
	HS_EXIT_INTERNAL = 5            /* output cannot be written, broken installation, a bug */
};

enum hs_opt_type {
	HS_OPT_FLAG,                    /* bool */
	HS_OPT_STRING,                  /* const char * */
	HS_OPT_CHOICE,                  /* const char *, one of the words of `arg`: "byte|char" */
	HS_OPT_NUMBER                   /* long, 1 or more */
};

struct hs_opt {
	char letter;                    /* 0: long form alone */
	const char *name;               /* "format" */
	enum hs_opt_type type;
	const char *arg;                /* "FILE" in the help; NULL for flags */
	const char *help;
	size_t offset;                  /* of the bool, const char * or long in the verb's options struct */
};

struct hs_verb {
	const char *name, *args, *summary;      /* "ingest", "PATH...", "read articles into a database" */
	const char *details;                    /* more lines for --help, or NULL */
	const char *words;                      /* what the first operand can be, "a|b|c", or NULL: anything */
	const struct hs_opt *opts;              /* ends with a row whose name is NULL */
	int (*run)(int argc, char **argv);      /* argv[0] is the verb; returns enum hs_exit */
};

/* Options that every verb has: -q, --help. */
struct hs_common {
	bool quiet;
};
extern struct hs_common hs_common;

/* Fill `options` from argv by the verb's rows. Returns the number of operands, which are then argv[1] and
 * following, or -1 after telling what is wrong (exit 2), or -2 after --help (exit 0). */
int hs_opts_parse(const struct hs_verb *verb, int argc, char **argv, void *options);

/* The exit status for a negative result of hs_opts_parse(). */
int hs_opts_exit(int result);

/* Is `word` one of `choices`, "a|b|c"? */
bool hs_opts_is_choice(const char *choices, const char *word);

/* Are there no operands? Tells if there are (exit 2). */
bool hs_opts_no_operands(const struct hs_verb *verb, char **argv, int n);

void hs_opts_help(const struct hs_verb *verb, FILE *out);

/* The words that completion offers behind the verb, one a line. */
void hs_opts_words(const struct hs_verb *verb, FILE *out);

/* "hearsay: MESSAGE" on standard error, where control bytes and bad UTF-8 in the message show as '?'. */
void hs_tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void hs_tell_err(const struct hs_err *err);

/* The same, but not with -q: what was done. */
void hs_tell_done(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* May `out` get colours? A terminal that knows them, and no NO_COLOR. */
bool hs_may_colour(FILE *out);

/* The exit status that a failure means; HS_EIO is taken to be about input. */
int hs_exit_of(const struct hs_err *err);
struct hs_output;
/* Close an output that was written with outcome `rc` (`err` says of what); a failed write (HS_EIO) is told at the close, anything else
 * leaves no trace of it. The exit status; what went wrong has been told. */
int hs_output_finish(struct hs_output *output, int rc, const struct hs_err *err);
int hs_tell_status(const struct hs_err *err);   /* tell it, and that status */

/* Is the file that --output names (NULL: none) one of those that are read? It would be lost. Tells if so (exit 2). */
bool hs_output_is_input(const char *output, const char *const *inputs, size_t n);

/* Progress on standard error, only where that is a terminal and -q is not given. */
void hs_progress(const char *what, uint64_t done, uint64_t total, uint64_t records);
void hs_progress_end(void);

#endif
