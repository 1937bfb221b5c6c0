/*
 * verify - is everything in the database as it was stored?
 */
#include "config.h"

#include "cmd/database.h"
#include "cmd/verbs.h"

struct options {
	const char *database;
};

static const struct hs_opt opts[] = {
	{ 'd', "database", HS_OPT_STRING, "FILE", "the database", offsetof(struct options, database) },
	{ 0 }
};

static void print_problem(void *ctx, const char *line)
{
	(void)ctx;
	puts(line);
}

static int verify(struct hs_store *store, const char *path)
{
	struct hs_err err;
	size_t problems;

	if (hs_store_verify(store, print_problem, NULL, &problems, &err) < 0)
		return hs_tell_status(&err);
	if (problems)
		hs_tell_done("'%s' has %zu problem%s", path, problems, problems == 1 ? "" : "s");
	else
		hs_tell_done("'%s' is sound", path);
	return problems ? HS_EXIT_NOTHING : HS_EXIT_OK;
}

static int run_verify(int argc, char **argv)
{
	struct options options = { 0 };
	int n = hs_opts_parse(&hs_verb_verify, argc, argv, &options);
	struct hs_store *store;
	int status;

	if (n < 0)
		return hs_opts_exit(n);
	if (!hs_opts_no_operands(&hs_verb_verify, argv, n))
		return HS_EXIT_USAGE;
	status = hs_database_open(&store, &hs_verb_verify, options.database, HS_STORE_READ);
	if (status != HS_EXIT_OK)
		return status;
	return hs_database_close(store, verify(store, options.database));
}

const struct hs_verb hs_verb_verify = {
	.name = "verify",
	.args = "-d FILE",
	.summary = "check that everything in a database is as it was stored",
	.details =
		"Looks at the file itself, at the links between its rows, the full-text\n"
		"indexes, the ids made from content, and whether each offset lies in its text.\n"
		"Each problem is a line on standard output. Exit status 1: there are problems.",
	.opts = opts,
	.run = run_verify,
};
