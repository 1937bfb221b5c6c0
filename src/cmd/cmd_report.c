/*
 * report - attributions, audit, compare: of a database, or of articles read for it alone.
 */
#include "config.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/io.h"
#include "cmd/database.h"
#include "cmd/feed.h"
#include "cmd/matching.h"
#include "cmd/verbs.h"
#include "report/report.h"

struct options {
	struct hs_articles_options articles;
	struct hs_report_options report;
	const char *database, *output, *policy;
};

static const struct hs_opt opts[] = {
	{ 'd', "database", HS_OPT_STRING, "FILE", "the database; without it PATHs are read",
	  offsetof(struct options, database) },
	{ 'f', "format", HS_OPT_CHOICE, "text|html|csv|json|ndjson", "how to write it (default: text)",
	  offsetof(struct options, report.format) },
	{ 'o', "output", HS_OPT_STRING, "FILE", "write to FILE (default: standard output)",
	  offsetof(struct options, output) },
	{ 0, "policy", HS_OPT_STRING, "NAME", "audit: what this policy finds fault with (see 'hearsay policy')",
	  offsetof(struct options, policy) },
	{ 0, "raw-csv", HS_OPT_FLAG, NULL, "leave cells that look like formulas as they are",
	  offsetof(struct options, report.raw_csv) },
	HS_ARTICLES_ROWS(struct options, articles),
	{ 0 }
};

static unsigned terminal_width(void)
{
	struct winsize size;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 0;
}

static int write_report(struct hs_store *store, const char *name, const struct options *options)
{
	struct hs_output *output;
	struct hs_err err;
	int rc;

	if (hs_output_open(&output, options->output, &err) < 0) {
		hs_tell_err(&err);
		return HS_EXIT_INTERNAL;
	}
	rc = hs_report_write(hs_output_file(output), store, name, &options->report, &err);
	return hs_output_finish(output, rc, &err);
}

/* Read the paths into the (empty) store and match their claims. */
static int fill(struct hs_store *store, char **paths, size_t n, const struct options *options, uint64_t *rejected)
{
	struct hs_match_counts matches;
	struct hs_feed_counts counts = { 0 };
	struct hs_err err;

	if (hs_feed(store, (const char *const *)paths, n, &options->articles, &counts, &err) < 0 ||
	    hs_match_store(store, options->articles.jobs, &matches, &err) < 0)
		return hs_tell_status(&err);
	*rejected = counts.rejected;
	return HS_EXIT_OK;
}

/* Comparisons do, and a policy that asks whether somebody else bears a claim out. */
static bool rests_on_matches(const char *name, const struct options *options)
{
	return strcmp(name, "compare") == 0 || options->policy;
}

static int report_store(const char *name, const struct options *options)
{
	struct hs_store *store;
	int status = hs_database_open(&store, &hs_verb_report, options->database, HS_STORE_READ);

	if (status != HS_EXIT_OK)
		return status;
	if (rests_on_matches(name, options))
		status = hs_database_tell_matching(store, options->database, strcmp(name, "compare") == 0);
	return hs_database_close(store, status == HS_EXIT_OK ? write_report(store, name, options) : status);
}

static int report_paths(const char *name, char **paths, size_t n, const struct options *options)
{
	uint64_t rejected = 0;
	struct hs_store *store;
	int status = hs_database_open(&store, &hs_verb_report, NULL, HS_STORE_MEMORY);

	if (status != HS_EXIT_OK)
		return status;
	status = fill(store, paths, n, options, &rejected);
	if (status == HS_EXIT_OK)
		status = write_report(store, name, options);
	status = hs_database_close(store, status);
	return status == HS_EXIT_OK && rejected ? HS_EXIT_REJECTS : status;
}

/* `n` operands, the first of them the report. */
static int report(char **argv, int n, const struct options *options)
{
	if (options->database)
		return hs_output_is_input(options->output, &options->database, 1) ? HS_EXIT_USAGE : report_store(argv[0], options);
	if (!hs_articles_paths(&hs_verb_report, argv, &n) ||
	    hs_output_is_input(options->output, (const char *const *)argv + 1, (size_t)n))
		return HS_EXIT_USAGE;
	return report_paths(argv[0], argv + 1, (size_t)n, options);
}

/* The same after the policy that is asked for, which is read before any article. */
static int report_policy(char **argv, int n, struct options *options)
{
	struct hs_policy *policy;
	struct hs_err err;
	int status;

	if (strcmp(argv[0], "audit") != 0) {
		hs_tell("--policy is for the audit, not for '%s'", argv[0]);
		return HS_EXIT_USAGE;
	}
	if (hs_policy_open(&policy, options->policy, &err) < 0)
		return hs_tell_status(&err);
	options->report.policy = policy;
	status = report(argv, n, options);
	hs_policy_free(policy);
	return status;
}

static int run_report(int argc, char **argv)
{
	struct options options = { .report.format = "text" };
	int n = hs_opts_parse(&hs_verb_report, argc, argv, &options);

	if (n < 0)
		return hs_opts_exit(n);
	if (n == 0 || !hs_opts_is_choice(hs_verb_report.words, argv[1])) {
		hs_tell("%s%s%s; there are: %s", n ? "there is no report '" : "no report is named", n ? argv[1] : "",
			n ? "'" : "", hs_report_names());
		return HS_EXIT_USAGE;
	}
	if (options.database && n > 1) {
		hs_tell("give a database or articles, not both (see 'hearsay report --help')");
		return HS_EXIT_USAGE;
	}
	if (!options.output) {
		options.report.colour = hs_may_colour(stdout);
		options.report.width = terminal_width();
	}
	argv++;
	n--;
	return options.policy ? report_policy(argv, n, &options) : report(argv, n, &options);
}

const struct hs_verb hs_verb_report = {
	.name = "report",
	.args = "attributions|audit|compare|reviews [-d FILE | PATH...]",
	.summary = "write a report of a database, or of articles read for it alone",
	.details =
		"attributions  a row a claim: who said it, how, why unnamed, where it stands\n"
		"audit         sources by class, outlet and article; how many are unnamed, and why;\n"
		"              with --policy, the passages that do not keep its rules\n"
		"compare       what several articles report, outlet by outlet (after 'match')\n"
		"reviews       what reviewers have decided, and what became of it",
	.words = "attributions|audit|compare|reviews",
	.opts = opts,
	.run = run_report,
};
