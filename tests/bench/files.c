/*
 * files - the corpus as files that users have: plain text, NDJSON, a table, pages of a web site.
 */
#include "config.h"

#include "bench.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/escape.h"

/* --- The folder */

static char *folder;

void bench_folder_make(void)
{
	const char *dir = getenv("TMPDIR");

	if (asprintf(&folder, "%s/hearsay-bench-XXXXXX", dir && *dir ? dir : P_tmpdir) < 0 || !mkdtemp(folder))
		bench_fail("cannot make a folder for temporary files");
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

void bench_folder_remove(void)
{
	if (nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
		fprintf(stderr, "bench: cannot remove '%s': %s\n", folder, strerror(errno));
	free(folder);
}

char *bench_path(const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		bench_fail("out of memory");
	return path;
}

/* --- The formats: begin (may be NULL) is for a file of many articles, write for each article */

static struct hs_span text_of(const struct hs_article *article)
{
	return (struct hs_span){ article->text, article->text_len };
}

static void write_text(FILE *out, const struct hs_article *article, size_t i)
{
	(void)i;
	fprintf(out, "%s\n\n%s", article->headline, article->text);
}

static void write_ndjson(FILE *out, const struct hs_article *article, size_t i)
{
	cJSON *object = cJSON_CreateObject();
	char *line;

	cJSON_AddStringToObject(object, "outlet", "The Alden Courier");
	cJSON_AddStringToObject(object, "headline", article->headline);
	cJSON_AddStringToObject(object, "published", "2024-03-05");
	cJSON_AddNumberToObject(object, "id", (double)i);
	cJSON_AddStringToObject(object, "text", article->text);
	line = cJSON_PrintUnformatted(object);
	fprintf(out, "%s\n", line);
	cJSON_free(line);
	cJSON_Delete(object);
}

static void begin_csv(FILE *out)
{
	fputs("id,outlet,published,headline,text\r\n", out);
}

static void write_csv(FILE *out, const struct hs_article *article, size_t i)
{
	fprintf(out, "%zu,The Alden Courier,2024-03-05,", i);
	hs_escape_csv(out, hs_span_of(article->headline), true);
	fputc(',', out);
	hs_escape_csv(out, text_of(article), true);
	fputs("\r\n", out);
}

static const char page_top[] =
	"<meta property=\"og:site_name\" content=\"The Alden Courier\">\n"
	"<meta property=\"article:published_time\" content=\"2024-03-05T09:30:00Z\">\n"
	"<script>window.layer = window.layer || []; layer.push({ page: 'story' });</script></head>\n"
	"<body><header><nav class=\"menu\"><ul><li><a href=\"/\">Home</a></li><li><a href=\"/city\">City</a></li>"
	"<li><a href=\"/harbor\">Harbor</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav></header>\n"
	"<main><article class=\"story\">\n";
static const char page_end[] =
	"</article><aside class=\"related\"><h2>More stories</h2><ul>"
	"<li><a href=\"/harbor/cranes\">Two cranes too many: the harbor’s odd purchase</a></li>"
	"<li><a href=\"/city/trams\">Trams return to Mill Street</a></li></ul></aside></main>\n"
	"<footer><p><a href=\"/about\">About us</a> <a href=\"/terms\">Terms</a></p></footer></body></html>\n";

static void write_html(FILE *out, const struct hs_article *article, size_t i)
{
	const struct hs_span headline = hs_span_of(article->headline);

	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>", out);
	hs_escape_html(out, headline);
	fprintf(out, "</title>\n<link rel=\"canonical\" href=\"https://courier.example/story/%zu\">\n%s<h1>", i, page_top);
	hs_escape_html(out, headline);
	fputs("</h1>\n", out);
	for (size_t k = 0; k < article->n_paras; k++) {
		fputs("<p>", out);
		hs_escape_html(out, hs_span_at(article->text, article->paras[k].range));
		fputs("</p>\n", out);
	}
	fputs(page_end, out);
}

static const struct {
	const char *name;
	bool single;                    /* a file for each article */
	void (*begin)(FILE *out);
	void (*write)(FILE *out, const struct hs_article *article, size_t i);
} formats[BENCH_FORMATS] = {
	[BENCH_TEXT] = { "text", true, NULL, write_text },
	[BENCH_NDJSON] = { "ndjson", false, NULL, write_ndjson },
	[BENCH_CSV] = { "csv", false, begin_csv, write_csv },
	[BENCH_HTML] = { "html", true, NULL, write_html },
};

const char *bench_format_name(enum bench_format format)
{
	return formats[format].name;
}

static FILE *open_file(const char *path)
{
	FILE *out = fopen(path, "w");

	if (!out)
		bench_fail("cannot write a temporary file");
	return out;
}

static void close_file(FILE *out)
{
	const bool failed = ferror(out);

	if (fclose(out) != 0 || failed)
		bench_fail("cannot write a temporary file");
}

static void write_each(const struct bench_corpus *corpus, enum bench_format format, const char *path)
{
	if (mkdir(path, 0700) < 0)
		bench_fail("cannot make a folder for temporary files");
	for (size_t i = 0; i < corpus->n; i++) {
		char *name;
		FILE *out;

		if (asprintf(&name, "%s/%06zu", path, i) < 0)
			bench_fail("out of memory");
		out = open_file(name);
		formats[format].write(out, &corpus->articles[i], i);
		close_file(out);
		free(name);
	}
}

static void write_all(const struct bench_corpus *corpus, enum bench_format format, const char *path)
{
	FILE *out = open_file(path);

	if (formats[format].begin)
		formats[format].begin(out);
	for (size_t i = 0; i < corpus->n; i++)
		formats[format].write(out, &corpus->articles[i], i);
	close_file(out);
}

char *bench_corpus_write(const struct bench_corpus *corpus, enum bench_format format)
{
	static unsigned made;
	char name[64], *path;

	snprintf(name, sizeof(name), "%d-%u-%s", (int)getpid(), made++, formats[format].name);
	path = bench_path(name);
	(formats[format].single ? write_each : write_all)(corpus, format, path);
	return path;
}
