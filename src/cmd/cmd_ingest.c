/*
 * ingest - articles and their claims into a database.
 */
#include "config.h"

#include <inttypes.h>

#include "base/str.h"
#include "cmd/database.h"
#include "cmd/feed.h"
#include "cmd/verbs.h"

struct options {
	struct hs_articles_options articles;
	const char *database;
	bool anew;
};

static const struct hs_opt opts[] = {
	{ 'd', "database", HS_OPT_STRING, "FILE", "the database; made if it is missing", offsetof(struct options, database) },
	{ 0, "anew", HS_OPT_FLAG, NULL, "read again what other rules or another model read",
	  offsetof(struct options, anew) },
	HS_ARTICLES_ROWS(struct options, articles),
	{ 0 }
};

static void add_count(struct hs_str *line, uint64_t n, const char *one, const char *many)
{
	if (n)
		hs_str_addf(line, ", %" PRIu64 " %s", n, n == 1 ? one : many);
}

static void tell_counts(const struct hs_feed_counts *counts)
{
	struct hs_str line = HS_STR_INIT;
	uint64_t stored = counts->added + counts->versions;

	hs_str_addf(&line, "ingested %" PRIu64 " article%s", stored, stored == 1 ? "" : "s");
	add_count(&line, counts->versions, "as a new version", "as new versions");
	add_count(&line, counts->back, "page back at an older version", "pages back at older versions");
	add_count(&line, counts->replaced, "read anew", "read anew");
	add_count(&line, counts->known, "known", "known");
	add_count(&line, counts->rejected, "rejected", "rejected");
	hs_tell_done("%s", line.ptr);
	hs_str_release(&line);
}

/* What the database holds is not as this program would find it now, with these options: say so, and what to do. */
static void tell_stale(const struct hs_feed_counts *counts, const struct options *options)
{
	const struct hs_articles_options *given = &options->articles;

	if (counts->stale)
		hs_tell_done("%" PRIu64 " stored article%s read by another model or other rules, or with%s doubtful claims: "
			     "'hearsay ingest --anew -d %s%s%s%s' reads %s again",
			     counts->stale, counts->stale == 1 ? " was" : "s were", given->doubtful ? "out" : "", options->database,
			     given->model ? " --model " : "", given->model ? given->model : "", given->doubtful ? " --doubtful" : "",
			     counts->stale == 1 ? "it" : "them");
}

static int feed(struct hs_store *store, char **paths, size_t n, const struct options *options, struct hs_feed_counts *counts, struct hs_err *err)
{
	int rc = n ? hs_feed(store, (const char *const *)paths, n, &options->articles, counts, err) : HS_OK;

	return rc == HS_OK && options->anew ? hs_feed_anew(store, &options->articles, counts, err) : rc;
}

static int ingest(struct hs_store *store, char **paths, size_t n, const struct options *options)
{
	struct hs_feed_counts counts = { 0 };
	struct hs_err err;
	int status = HS_EXIT_OK;

	if (feed(store, paths, n, options, &counts, &err) < 0)
		status = hs_tell_status(&err);
	if (status != HS_EXIT_USAGE) {
		tell_counts(&counts);
		tell_stale(&counts, options);
	}
	if (status == HS_EXIT_OK)
		status = hs_database_tell_matching(store, options->database, false);
	return status == HS_EXIT_OK && counts.rejected ? HS_EXIT_REJECTS : status;
}

static int run_ingest(int argc, char **argv)
{
	struct options options = { 0 };
	int n = hs_opts_parse(&hs_verb_ingest, argc, argv, &options);
	bool only_anew = options.anew && n == 0;
	struct hs_store *store;
	int status;

	if (n < 0)
		return hs_opts_exit(n);
	if (!only_anew && !hs_articles_paths(&hs_verb_ingest, argv, &n))
		return HS_EXIT_USAGE;
	options.articles.database = options.database;
	status = hs_database_open(&store, &hs_verb_ingest, options.database, only_anew ? HS_STORE_WRITE : HS_STORE_CREATE);
	if (status != HS_EXIT_OK)
		return status;
	return hs_database_close(store, ingest(store, argv + 1, (size_t)n, &options));
}

const struct hs_verb hs_verb_ingest = {
	.name = "ingest",
	.args = "-d FILE [PATH...]",
	.summary = "read articles, find their claims and store both in a database",
	.details =
		"PATH is a file, a folder (read with all in it) or - for standard input, the\n"
		"default. Plain text, HTML, NDJSON, JSON and CSV are told apart by content;\n"
		"gzip is unpacked. Articles that are stored already are left as they are, unless\n"
		"another model or other rules have read them; a changed one at the same URL is a\n"
		"new version.",
	.opts = opts,
	.run = run_ingest,
};
