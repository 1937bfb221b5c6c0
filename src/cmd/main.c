/*
 * main - the table of verbs.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/io.h"
#include "cmd/articles.h"
#include "cmd/cmd.h"
#include "cmd/verbs.h"

static const struct hs_verb verb_help, verb_completion;

static const struct hs_verb *const verbs[] = {
	&hs_verb_extract,
	&hs_verb_ingest,
	&hs_verb_match,
	&hs_verb_policy,
	&hs_verb_report,
	&hs_verb_review,
	&hs_verb_search,
	&hs_verb_verify,
	&verb_help,
	&verb_completion,
};

#define N_VERBS (sizeof(verbs) / sizeof(verbs[0]))

static const struct hs_verb *find_verb(const char *name)
{
	for (size_t i = 0; i < N_VERBS; i++)
		if (strcmp(verbs[i]->name, name) == 0)
			return verbs[i];
	hs_tell("there is no verb '%s' (see 'hearsay --help')", name);
	return NULL;
}

static const struct hs_opt no_opts[] = { { 0 } };

/* --- help ------------------------------------------------------------------------------------ */

static void print_overview(void)
{
	puts("usage: hearsay VERB [OPTION...] [OPERAND...]\n"
	     "who said what in news articles, and who would not be named\n");
	for (size_t i = 0; i < N_VERBS; i++)
		printf("  %-12s %s\n", verbs[i]->name, verbs[i]->summary);
	puts("\n  -h, --help     print this help; behind a verb, its options\n"
	     "  -V, --version  print the version\n\n"
	     "exit status: 0 fine; 1 nothing found, something wrong (search, verify);\n"
	     "2 wrong usage; 3 some input was rejected; 4 the database cannot be used;\n"
	     "5 output cannot be written, broken installation or a bug");
}

static int run_help(int argc, char **argv)
{
	int n = hs_opts_parse(&verb_help, argc, argv, NULL);
	const struct hs_verb *verb;

	if (n < 0)
		return hs_opts_exit(n);
	if (n == 0) {
		print_overview();
		return HS_EXIT_OK;
	}
	if (!(verb = find_verb(argv[1])))
		return HS_EXIT_USAGE;
	hs_opts_help(verb, stdout);
	return HS_EXIT_OK;
}

static const struct hs_verb verb_help = {
	.name = "help", .args = "[VERB]", .summary = "explain a verb", .opts = no_opts, .run = run_help,
};

/* --- completion ------------------------------------------------------------------------------ */

static int run_completion(int argc, char **argv)
{
	int n = hs_opts_parse(&verb_completion, argc, argv, NULL);
	const struct hs_verb *verb;

	if (n < 0)
		return hs_opts_exit(n);
	if (n == 0) {
		for (size_t i = 0; i < N_VERBS; i++)
			puts(verbs[i]->name);
		return HS_EXIT_OK;
	}
	if (!(verb = find_verb(argv[1])))
		return HS_EXIT_USAGE;
	hs_opts_words(verb, stdout);
	return HS_EXIT_OK;
}

static const struct hs_verb verb_completion = {
	.name = "completion", .args = "[VERB]", .summary = "list verbs, or the words that can follow one, for the shell",
	.opts = no_opts, .run = run_completion,
};

/* --- start and end --------------------------------------------------------------------------- */

static int print_version(void)
{
	const struct hs_articles_options options = { .jobs = 1 };
	struct hs_articles *articles;
	struct hs_err err;

	if (hs_articles_open(&articles, &options, &err) < 0) {
		printf("%s, %s\n", PACKAGE_STRING, err.msg);
		return HS_EXIT_OK;
	}
	puts(hs_articles_version(articles));
	hs_articles_close(articles);
	return HS_EXIT_OK;
}

static int run(int argc, char **argv)
{
	const struct hs_verb *verb;

	if (argc < 2) {
		hs_tell("no verb is given (see 'hearsay --help')");
		return HS_EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return run_help(1, argv + 1);
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return print_version();
	verb = find_verb(argv[1]);
	return verb ? verb->run(argc - 1, argv + 1) : HS_EXIT_USAGE;
}

/* Output that did not reach its place is a failure, whatever went well before. */
static int close_stdout(int status)
{
	int failed = fflush(stdout) != 0 || ferror(stdout);

	if (!failed || status == HS_EXIT_INTERNAL)      /* then it has been told */
		return status;
	hs_tell("cannot write 'standard output': %s", strerror(errno));
	return HS_EXIT_INTERNAL;
}

/* Leave nothing half-written behind, then end as the signal would have it. */
static void on_fatal(int number)
{
	hs_output_unlink_all();
	signal(number, SIG_DFL);
	raise(number);
}

/* A reader that has seen enough (SIGPIPE) ends us quietly; what whoever started us wants ignored (nohup) stays so. */
static void catch_signals(void)
{
	static const int fatal[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ };
	struct sigaction action = { .sa_handler = on_fatal }, old;

	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(fatal) / sizeof(fatal[0]); i++)
		if (fatal[i] == SIGPIPE || (sigaction(fatal[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN))
			sigaction(fatal[i], &action, NULL);
}

int main(int argc, char **argv)
{
	cJSON_Hooks memory = { hs_malloc, free };       /* so that building JSON cannot fail */
	int status;

	cJSON_InitHooks(&memory);
	catch_signals();
	atexit(hs_output_unlink_all);                   /* what is still open then is so because memory ran out */
	status = run(argc, argv);
	hs_progress_end();
	return close_stdout(status);
}
