/*
 * match - find the same claim in other articles of the database.
 */
#include "config.h"

#include <stdlib.h>

#include "cmd/articles.h"
#include "cmd/database.h"
#include "cmd/matching.h"
#include "cmd/pairs.h"
#include "cmd/verbs.h"

struct options {
	const char *database, *model;
	long jobs;
	bool pairs, evidence;
};

static const struct hs_opt opts[] = {
	{ 'd', "database", HS_OPT_STRING, "FILE", "the database", offsetof(struct options, database) },
	{ 'j', "jobs", HS_OPT_NUMBER, "N", "threads (default: one a processor)", offsetof(struct options, jobs) },
	{ 0, "pairs", HS_OPT_FLAG, NULL, "judge the pairs of claims of PATH instead (NDJSON)", offsetof(struct options, pairs) },
	{ 0, "evidence", HS_OPT_FLAG, NULL, "with --pairs: what each score rests on, too", offsetof(struct options, evidence) },
	{ 0, "model", HS_OPT_STRING, "FILE", "with --pairs: weights file", offsetof(struct options, model) },
	{ 0 }
};

static void count_kinds(struct hs_match_counts *counts, const struct hs_match *matches, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		counts->same += matches[i].kind == HS_MATCH_SAME;
		counts->contradicts += matches[i].kind == HS_MATCH_CONTRADICTS;
	}
}

int hs_match_store(struct hs_store *store, long jobs, struct hs_match_counts *counts, struct hs_err *err)
{
	unsigned n_threads = hs_jobs(jobs);
	struct hs_arena *arena = hs_arena_new();
	struct hs_match_claim *claims;
	struct hs_match *matches;
	struct hs_matcher *matcher;
	size_t n;
	int rc;

	*counts = (struct hs_match_counts){ 0 };
	if ((rc = hs_store_claims(store, arena, &claims, &counts->claims, err)) < 0)
		goto out;
	matcher = hs_matcher_new(claims, counts->claims);
	n = hs_matcher_run(&matches, matcher, n_threads, &counts->capped);
	hs_matcher_free(matcher);
	rc = hs_store_put_matches(store, claims, matches, n, err);
	count_kinds(counts, matches, n);
	free(matches);
out:
	hs_arena_free(arena);
	return rc;
}

static int match(struct hs_store *store, long jobs)
{
	struct hs_match_counts counts;
	struct hs_err err;

	if (hs_match_store(store, jobs, &counts, &err) < 0)
		return hs_tell_status(&err);
	hs_tell_done("matched %zu claims: %zu same, %zu contradicting", counts.claims, counts.same,
		     counts.contradicts);
	if (counts.capped)
		hs_tell_done("%zu words and directions of meaning are too common to look for matches by; claims that share nothing else were not compared",
			     counts.capped);
	return HS_EXIT_OK;
}

static int judge_pairs(int n, char **argv, const struct options *options)
{
	struct hs_pairs_options pairs = { .model = options->model, .jobs = options->jobs, .evidence = options->evidence };

	if (options->database || n > 1) {
		hs_tell("--pairs takes one PATH and no database (see 'hearsay match --help')");
		return HS_EXIT_USAGE;
	}
	return hs_articles_paths(&hs_verb_match, argv, &n) ? hs_pairs_judge(argv[1], &pairs) : HS_EXIT_USAGE;
}

static int run_match(int argc, char **argv)
{
	struct options options = { 0 };
	int n = hs_opts_parse(&hs_verb_match, argc, argv, &options);
	struct hs_store *store;
	int status;

	if (n < 0)
		return hs_opts_exit(n);
	if (options.pairs)
		return judge_pairs(n, argv, &options);
	if (!hs_opts_no_operands(&hs_verb_match, argv, n))
		return HS_EXIT_USAGE;
	status = hs_database_open(&store, &hs_verb_match, options.database, HS_STORE_WRITE);
	if (status != HS_EXIT_OK)
		return status;
	return hs_database_close(store, match(store, options.jobs));
}

const struct hs_verb hs_verb_match = {
	.name = "match",
	.args = "-d FILE | --pairs [PATH]",
	.summary = "find the claims that several articles of a database report",
	.details =
		"Matches made before are replaced. Run it again after ingest.\n"
		"\n"
		"--pairs measures the matcher and needs no database. Each line of PATH (default:\n"
		"standard input) is {\"id\", \"a\": CLAIM, \"b\": CLAIM}, where CLAIM is {\"article\",\n"
		"\"outlet\", \"published\", \"headline\", \"text\", \"source\", \"cue\", \"content\": lists of\n"
		"byte ranges [start, end) of text, \"name\"}. Printed are id, score and kind of each\n"
		"pair, with tabs between.",
	.opts = opts,
	.run = run_match,
};
