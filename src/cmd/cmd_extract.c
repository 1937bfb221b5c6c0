/*
 * extract - articles in, their claims out as JSON, one article a line; no database.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cmd/articles.h"
#include "cmd/verbs.h"
#include "report/report.h"

struct options {
	struct hs_articles_options articles;
	const char *offsets, *output;
};

static const struct hs_opt opts[] = {
	{ 'o', "output", HS_OPT_STRING, "FILE", "write to FILE (default: standard output)",
	  offsetof(struct options, output) },
	{ 0, "offsets", HS_OPT_CHOICE, "byte|char", "offsets in bytes (default) or in code points",
	  offsetof(struct options, offsets) },
	HS_ARTICLES_ROWS(struct options, articles),
	{ 0 }
};

static void render_bytes(struct hs_found *found)
{
	found->line = hs_report_extraction(found->extraction, false);
}

static void render_chars(struct hs_found *found)
{
	found->line = hs_report_extraction(found->extraction, true);
}

struct run {
	struct hs_articles *articles;
	struct hs_output *output;
};

static int write_line(void *ctx, struct hs_found *found, struct hs_err *err)
{
	struct run *run = ctx;
	FILE *file = hs_output_file(run->output);

	fputs(found->line, file);
	putc('\n', file);
	hs_articles_release(run->articles, found);
	return ferror(file) ? hs_fail(err, HS_EIO, "cannot write") : HS_OK;
}

/* Run into an open output; whatever went wrong has been told. */
static int extract(struct hs_articles *articles, struct hs_output *output, char **paths, size_t n, bool code_points)
{
	struct hs_articles_use use = { .finish = code_points ? render_chars : render_bytes, .take = write_line };
	struct run run = { articles, output };
	struct hs_err err;
	uint64_t rejected;
	int rc = hs_articles_run(articles, (const char *const *)paths, n, &use, &run, &rejected, &err);
	int status = hs_output_finish(output, rc, &err);

	return status == HS_EXIT_OK && rejected ? HS_EXIT_REJECTS : status;
}

static int run_extract(int argc, char **argv)
{
	struct options options = { .offsets = "byte" };
	int n = hs_opts_parse(&hs_verb_extract, argc, argv, &options);
	struct hs_articles *articles;
	struct hs_output *output;
	struct hs_err err;
	int status;

	if (n < 0)
		return hs_opts_exit(n);
	if (!hs_articles_paths(&hs_verb_extract, argv, &n))
		return HS_EXIT_USAGE;
	if (hs_output_is_input(options.output, (const char *const *)argv + 1, (size_t)n))
		return HS_EXIT_USAGE;
	options.articles.no_vectors = true;
	options.articles.no_progress = !options.output && isatty(STDOUT_FILENO);
	if (hs_articles_open(&articles, &options.articles, &err) < 0)
		return hs_tell_status(&err);
	if (hs_output_open(&output, options.output, &err) < 0) {
		hs_tell_err(&err);
		status = HS_EXIT_INTERNAL;
	} else {
		status = extract(articles, output, argv + 1, (size_t)n, strcmp(options.offsets, "char") == 0);
	}
	hs_articles_close(articles);
	return status;
}

const struct hs_verb hs_verb_extract = {
	.name = "extract",
	.args = "[PATH...]",
	.summary = "find the claims of articles and write them as JSON",
	.details =
		"PATH is a file, a folder (read with all in it) or - for standard input, the\n"
		"default. Plain text, HTML, NDJSON, JSON and CSV are told apart by content;\n"
		"gzip is unpacked. What is written is described by extract.schema.json, which is\n"
		"installed in share/hearsay/schema.",
	.opts = opts,
	.run = run_extract,
};
