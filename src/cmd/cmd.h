/*
 * cmd - one file a verb: parse arguments, call the library, print, exit.
 *
 * A verb is one row of the table in main.c. Options are rows too; --help, the man page's option list and bash completion are
 * printed from the same rows.
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
	HS_EXIT_INTERNAL = 5
};

enum hs_opt_type { HS_OPT_FLAG, HS_OPT_STRING, HS_OPT_NUMBER };

struct hs_opt {
	char letter;                    /* 0: long form alone */
	const char *name;               /* "format" */
	enum hs_opt_type type;
	const char *arg;                /* "FILE" in the help; NULL for flags */
	const char *help;
	size_t offset;                  /* of the bool, const char * or long in the verb's options struct */
};

struct hs_verb {
	const char *name, *args, *summary;      /* "ingest", "[PATH ...]", "read articles into a database" */
	const char *details;                    /* more lines for --help, or NULL */
	const struct hs_opt *opts;              /* ends with a row whose name is NULL */
	int (*run)(int argc, char **argv);      /* argv[0] is the verb; returns enum hs_exit */
};

/* Options that every verb has: -q, --help. */
struct hs_common {
	bool quiet;
};
extern struct hs_common hs_common;

/* Fill `options` from argv by the verb's rows; operands are moved to the front. Returns the number of operands, or -1 after
 * telling what is wrong (exit 2), or -2 after --help (exit 0). */
int hs_opts_parse(const struct hs_verb *verb, int argc, char **argv, void *options);

/* "hearsay: MESSAGE" on standard error. */
void hs_tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void hs_tell_err(const struct hs_err *err);
int hs_exit_of(const struct hs_err *err);       /* the exit status that a failure means */

/* Progress on standard error, only where that is a terminal and -q is not given. */
void hs_progress(const char *what, uint64_t done, uint64_t total, uint64_t records);
void hs_progress_end(void);

extern const struct hs_verb hs_verb_ingest, hs_verb_extract, hs_verb_match, hs_verb_report, hs_verb_search, hs_verb_verify;

#endif
