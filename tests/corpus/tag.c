/*
 * tag - raw attributions of articles, as the tagger has them and before any rule: for comparison with the training program
 * (train/parity.py) and for scoring the model alone.
 *
 * usage: tag [-a] [-m MODEL] [-g GEMM] [-p int8|fp32] < articles.ndjson > attributions.ndjson
 *
 * In: {"id", "text"} a line. Out: {"id", "attributions": [{"source", "cue", "content", "kinds", "p", "cue_p", "path_p"}]}; spans are
 * half-open byte ranges. As in training, each line of a text that is not empty is a paragraph; with -a, paragraphs and their
 * kinds are told apart as hearsay does.
 */
#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/tagger_p.h"

static struct hs_article read_article(struct hs_arena *arena, const char *text)
{
	struct hs_article article = { .arena = arena, .text = text, .text_len = strlen(text) };
	const char *line = text;
	size_t room = 0;

	while (*line) {
		size_t len = strcspn(line, "\n");

		if (len) {
			article.paras = hs_arena_grow(arena, article.paras, article.n_paras, article.n_paras + 1, &room,
						      sizeof(*article.paras));
			article.paras[article.n_paras++] = (struct hs_para){
				.range = { line - text, line - text + len }, .kind = HS_PARA_BODY };
		}
		line += len + (line[len] == '\n');
	}
	article.full_len = article.text_len;
	return article;
}

/* The article as hearsay reads it. */
static const struct hs_article *finish_article(struct hs_arena *arena, const cJSON *record, const char *text)
{
	static const char *const keys[] = { "outlet", "published", "byline", "headline" };
	struct hs_article *article = hs_article_new(arena, text, strlen(text));
	const char **fields[] = { &article->outlet, &article->published, &article->byline, &article->headline };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		*fields[i] = hs_arena_str(arena, cJSON_GetStringValue(cJSON_GetObjectItem(record, keys[i])));
	hs_article_finish(article, NULL, 0);
	return article;
}

static void add_range(cJSON *spans, struct hs_range range)
{
	cJSON_AddItemToArray(spans, cJSON_CreateIntArray((const int[]){ range.start, range.end }, 2));
}

static void add_ranges(cJSON *item, const char *name, const struct hs_range *at, size_t n)
{
	cJSON *spans = cJSON_AddArrayToObject(item, name);

	for (size_t i = 0; i < n; i++)
		add_range(spans, at[i]);
}

static cJSON *show(const char *id, const struct hs_raws *raws)
{
	cJSON *record = cJSON_CreateObject(), *list;

	cJSON_AddStringToObject(record, "id", id);
	list = cJSON_AddArrayToObject(record, "attributions");
	for (size_t i = 0; i < raws->n; i++) {
		const struct hs_raw *raw = &raws->at[i];
		cJSON *item = cJSON_CreateObject();

		cJSON_AddItemToArray(list, item);
		add_ranges(item, "source", raw->source.at, raw->source.n);
		add_ranges(item, "cue", &raw->cue, 1);
		add_ranges(item, "content", raw->content.at, raw->content.n);
		cJSON_AddItemToObject(item, "kinds", cJSON_CreateFloatArray(raw->kind, HS_MODEL_KINDS));
		cJSON_AddNumberToObject(item, "cue_p", raw->cue_p);
		cJSON_AddNumberToObject(item, "p", raw->p);
		cJSON_AddNumberToObject(item, "path_p", raw->path_p);
	}
	return record;
}

static int tag_line(struct hs_tagger *tagger, struct hs_arena *arena, const char *line, bool finish)
{
	cJSON *record = cJSON_Parse(line), *answer;
	const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(record, "id"));
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(record, "text"));
	struct hs_article article;
	struct hs_raws raws;
	char *json;

	if (!id || !text) {
		cJSON_Delete(record);
		return -1;
	}
	article = read_article(arena, text);
	raws = hs_tagger_run(tagger, finish ? finish_article(arena, record, text) : &article);
	answer = show(id, &raws);
	json = cJSON_PrintUnformatted(answer);
	puts(json);
	free(json);
	cJSON_Delete(answer);
	cJSON_Delete(record);
	return 0;
}

int main(int argc, char **argv)
{
	const char *path = NULL, *gemm = hs_gemm_default()->name, *precision = "int8";
	struct hs_model *model;
	struct hs_tagger *tagger;
	struct hs_arena *arena = hs_arena_new();
	struct hs_err err;
	char *line = NULL;
	size_t room = 0;
	int option, status = EXIT_SUCCESS;
	bool finish = false;

	while ((option = getopt(argc, argv, "am:g:p:")) != -1)
		if (option == 'm')
			path = optarg;
		else if (option == 'g')
			gemm = optarg;
		else if (option == 'p')
			precision = optarg;
		else if (option == 'a')
			finish = true;
		else
			return EXIT_FAILURE;
	if (hs_model_open(&model, path, &err) < 0) {
		fprintf(stderr, "tag: %s\n", err.msg);
		return EXIT_FAILURE;
	}
	if (strcmp(precision, "fp32") == 0)
		hs_model_unpack(model);
	tagger = hs_tagger_new(model);
	hs_tagger_use(tagger, strcmp(gemm, hs_gemm_builtin.name) == 0 ? &hs_gemm_builtin : hs_gemm_default(),
		      strcmp(precision, "fp32") == 0 ? HS_FP32 : HS_INT8);
	while (getline(&line, &room, stdin) > 0) {
		if (tag_line(tagger, arena, line, finish) < 0) {
			fprintf(stderr, "tag: a line is no article with id and text\n");
			status = EXIT_FAILURE;
		}
		hs_arena_reset(arena);
	}
	free(line);
	hs_tagger_free(tagger);
	hs_model_close(model);
	hs_arena_free(arena);
	return status;
}
