/*
 * bodies - the article bodies that are found in HTML pages, and what the body finder knew about them.
 *
 * usage: bodies PAGE...                                   a line {"id", "body"} for each page, as read by hearsay
 *        bodies --blocks FILE [--weights FILE] PAGE...    input of train/bodies.py
 *
 * Pages may be gzipped; an id is the file's name without ".html.gz" or ".html". --blocks writes for each page a line
 * {"id", "blocks": [text, ...], "body": [0 or 1, ...]} and into FILE the features of these blocks, a row of floats each;
 * --weights takes other weights for the two models from a file of floats.
 */
#include "config.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "ingest/body_p.h"
#include "ingest/charset.h"
#include "ingest/ingest.h"

#define PAGE_MAX ((size_t)64 << 20)

static const char *const names[] = {
#define FEATURE(name, first, second) #name,
#include "ingest/features.def"
#undef FEATURE
};

static int fail(const char *what)
{
	fprintf(stderr, "bodies: %s\n", what);
	return 3;
}

static cJSON *line_begin(struct hs_arena *arena, const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path, *end = strstr(name, ".html");
	cJSON *line = cJSON_CreateObject();

	cJSON_AddStringToObject(line, "id", end ? hs_arena_strn(arena, name, end - name) : name);
	return line;
}

static void line_end(cJSON *line)
{
	char *json = cJSON_PrintUnformatted(line);

	puts(json);
	free(json);
	cJSON_Delete(line);
}

/* Rejected pages have an empty body, and are told. */
static int bodies_print(const char *const *paths, size_t n)
{
	struct hs_ingest_options options = { .max_record = PAGE_MAX, .format = "html" };
	struct hs_arena *arena = hs_arena_new();

	for (size_t i = 0; i < n; i++) {
		struct hs_ingest *ingest;
		struct hs_article *article;
		struct hs_err err;
		cJSON *line = line_begin(arena, paths[i]);

		if (hs_ingest_open(&ingest, &paths[i], 1, &options, &err) < 0)
			return fail(err.msg);
		if (hs_ingest_next(&article, ingest, arena, &err) == HS_OK)
			cJSON_AddStringToObject(line, "body", hs_arena_strn(arena, article->text, article->text_len));
		else
			fail(err.msg);
		line_end(line);
		hs_ingest_free(ingest);
		hs_arena_reset(arena);
	}
	hs_arena_free(arena);
	return 0;
}

static int blocks_print(struct hs_arena *arena, const char *path, const float *weights, FILE *rows)
{
	struct hs_str bytes = HS_STR_INIT;
	struct hs_input *input;
	struct hs_dom *dom;
	struct hs_page *page;
	struct hs_span html;
	struct hs_err err;
	float (*x)[F_N];
	const struct hs_body *body;
	cJSON *line = line_begin(arena, path), *blocks = cJSON_AddArrayToObject(line, "blocks");
	cJSON *in = cJSON_AddArrayToObject(line, "body");

	if (hs_input_open(&input, path, &err) < 0 || hs_input_slurp(input, &bytes, PAGE_MAX, &err) < 0)
		return fail(err.msg);
	if (hs_charset_decode(&html, arena, (struct hs_span){ bytes.ptr, bytes.len }, &err) < 0 ||
	    hs_dom_parse(&dom, arena, html.ptr, html.len, &err) < 0)
		return fail(err.msg);
	page = hs_page_new(arena, dom);
	body = hs_body_features(arena, page, hs_meta_new(arena, dom), weights, &x);
	for (size_t i = 0; i < page->n_blocks; i++) {
		cJSON_AddItemToArray(blocks, cJSON_CreateString(page->blocks[i].text.ptr));
		cJSON_AddItemToArray(in, cJSON_CreateNumber(body->score[i] > 0));
	}
	fwrite(x, sizeof(*x), page->n_blocks, rows);
	line_end(line);
	hs_input_close(input);
	hs_str_release(&bytes);
	return 0;
}

static int weights_read(float *weights, const char *path)
{
	FILE *fp = fopen(path, "rb");
	size_t n = fp ? fread(weights, sizeof(*weights), 2 * F_N, fp) : 0;

	if (!fp || fclose(fp) || n != 2 * F_N)
		return fail("cannot read the weights");
	return 0;
}

static int blocks_run(char **args, size_t n)
{
	struct hs_arena *arena = hs_arena_new();
	FILE *rows = fopen(args[0], "wb");
	float weights[2 * F_N];
	const float *other = NULL;
	size_t at = 1;
	int rc = rows ? 0 : fail("cannot write the features");

	if (rc == 0 && n > 3 && strcmp(args[1], "--weights") == 0) {
		rc = weights_read(weights, args[2]);
		other = weights;
		at = 3;
	}
	for (; rc == 0 && at < n; at++) {
		rc = blocks_print(arena, args[at], other, rows);
		hs_arena_reset(arena);
	}
	if (rows && fclose(rows))
		rc = fail("cannot write the features");
	hs_arena_free(arena);
	return rc;
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "--blocks") == 0)
		return blocks_run(argv + 2, argc - 2);
	if (argc == 2 && strcmp(argv[1], "--features") == 0) {
		for (size_t i = 0; i < F_N; i++)
			puts(names[i]);
		return 0;
	}
	if (argc < 2) {
		fputs("usage: bodies [--blocks FILE [--weights FILE]] PAGE...\n       bodies --features\n", stderr);
		return 2;
	}
	return bodies_print((const char *const *)argv + 1, argc - 1);
}
