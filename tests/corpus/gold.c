/*
 * gold - extraction from spans that are already known, as a line of JSON an article.
 *
 * usage: gold [--kinds FILE | --signs | --sure] < articles.ndjson
 *
 * Input: {"id", "text", "attributions": [{"source", "cue", "content"}, ...], and fields of the article}, spans as half-open
 * byte ranges. The rules of src/attribute run on these spans as they would on the model's; so they are measured apart
 * from it. Kinds are unknown (all equally likely), unless FILE gives {"id", "kinds": [[13 probabilities], ...]} a
 * line, in the order of the attributions, or an attribution has "kinds" of its own, as tag writes them.
 *
 * --sure: instead, the model's claims with what src/attribute/confidence.c sees of each, for train/calibrate.py: {"id", "claims": [{"source",
 * "cue", "content", "class", "signs": {word: value, ...}}]}. An attribution has "p" then, as tag writes it.
 *
 * --signs: instead of claims, what src/attribute/sign.c sees of each source whose kind is weighed, for train/kinds.py: {"id", "sources":
 * [{"claims": [{"source", "cue", "content"}, ...], "signs": {word: value, ...}, "view": [what the model adds for each kind]}]}.
 */
#include "config.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#include "attribute/resolve_p.h"
#include "report/report.h"

enum wanted { CLAIMS, SIGNS, SURE };

static int fail(const char *what, size_t line)
{
	fprintf(stderr, "gold: line %zu: %s\n", line, what);
	return 3;
}

static const char *field(const struct hs_article *article, const cJSON *root, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, key);

	return cJSON_IsString(item) ? hs_arena_str(article->arena, item->valuestring) : NULL;
}

static struct hs_ranges ranges_of(struct hs_arena *arena, const cJSON *list)
{
	struct hs_ranges ranges = { NULL, 0 };
	const cJSON *pair;

	if (!cJSON_IsArray(list))
		return ranges;
	ranges.at = hs_arena_array(arena, (size_t)cJSON_GetArraySize(list), sizeof(*ranges.at));
	cJSON_ArrayForEach(pair, list) {
		double start = cJSON_GetNumberValue(cJSON_GetArrayItem(pair, 0));
		double end = cJSON_GetNumberValue(cJSON_GetArrayItem(pair, 1));

		ranges.at[ranges.n++] = (struct hs_range){ (uint32_t)start, (uint32_t)end };
	}
	return ranges;
}

/* Cues of several parts: the first is the cue, as in training. */
static bool raw_read(struct hs_raw *raw, struct hs_arena *arena, const cJSON *item, const cJSON *kinds)
{
	struct hs_ranges cue = ranges_of(arena, cJSON_GetObjectItemCaseSensitive(item, "cue"));
	const cJSON *p;

	if (!cue.n)
		return false;
	p = cJSON_GetObjectItemCaseSensitive(item, "p");
	*raw = (struct hs_raw){ .cue = cue.at[0], .p = p ? (float)p->valuedouble : 1 };
	raw->source = ranges_of(arena, cJSON_GetObjectItemCaseSensitive(item, "source"));
	raw->content = ranges_of(arena, cJSON_GetObjectItemCaseSensitive(item, "content"));
	if (!kinds)
		kinds = cJSON_GetObjectItemCaseSensitive(item, "kinds");
	for (int k = 0; k < HS_MODEL_KINDS; k++) {
		p = cJSON_GetArrayItem(kinds, k);
		raw->kind[k] = p ? (float)p->valuedouble : 1.0f / HS_MODEL_KINDS;
	}
	return true;
}

static struct hs_raws raws_read(struct hs_arena *arena, const cJSON *root, const cJSON *kinds)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "attributions"), *item;
	struct hs_raws raws = { hs_arena_array(arena, (size_t)cJSON_GetArraySize(list), sizeof(*raws.at)), 0 };
	int n = 0;

	cJSON_ArrayForEach(item, list)
		raws.n += raw_read(&raws.at[raws.n], arena, item, cJSON_GetArrayItem(kinds, n++));
	return raws;
}

static struct hs_article *article_read(struct hs_arena *arena, const cJSON *root)
{
	const cJSON *text = cJSON_GetObjectItemCaseSensitive(root, "text");
	struct hs_article *article;

	if (!cJSON_IsString(text))
		return NULL;
	article = hs_article_new(arena, text->valuestring, strlen(text->valuestring));
	article->id = field(article, root, "id");
	article->outlet = field(article, root, "outlet");
	article->published = field(article, root, "published");
	article->byline = field(article, root, "byline");
	article->headline = field(article, root, "headline");
	hs_article_finish(article, NULL, 0);
	return article;
}

/* The line of the kinds file that belongs to article `id`; both files have the same order. */
static const cJSON *kinds_find(const cJSON *table, const char *id)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, table) {
		const cJSON *own = cJSON_GetObjectItemCaseSensitive(row, "id");

		if (id && cJSON_IsString(own) && strcmp(own->valuestring, id) == 0)
			return cJSON_GetObjectItemCaseSensitive(row, "kinds");
	}
	return NULL;
}

static void ranges_show(cJSON *item, const char *key, struct hs_ranges ranges)
{
	cJSON *list = cJSON_AddArrayToObject(item, key);

	for (size_t i = 0; i < ranges.n; i++)
		cJSON_AddItemToArray(list, cJSON_CreateIntArray((const int[]){ ranges.at[i].start, ranges.at[i].end }, 2));
}

/* {"source", "cue", "content"} of a claim, at the end of `list`. */
static cJSON *claim_show(cJSON *list, const struct hs_claim *claim)
{
	cJSON *item = cJSON_CreateObject();

	cJSON_AddItemToArray(list, item);
	ranges_show(item, "source", claim->source_spans);
	ranges_show(item, "cue", claim->cue);
	ranges_show(item, "content", claim->content);
	return item;
}

static cJSON *source_show(const struct hs_scene *scene, uint32_t entity)
{
	const struct hs_entity *e = &scene->entities[entity];
	const struct hs_signs signs = hs_signs_read(scene, entity);
	double view[HS_KIND_N] = { 0 };
	cJSON *source = cJSON_CreateObject(), *claims = cJSON_AddArrayToObject(source, "claims"), *words;

	for (size_t i = 0; i < scene->work->out->n_claims; i++) {
		const struct hs_claim *claim = &scene->work->out->claims[i];

		if (claim->source + 1 == e->source)
			claim_show(claims, claim);
	}
	words = cJSON_AddObjectToObject(source, "signs");
	for (size_t i = 0; i < signs.n; i++)
		cJSON_AddNumberToObject(words, signs.at[i].word, signs.at[i].value);
	hs_kind_view(e, &signs, view);
	cJSON_AddItemToObject(source, "view", cJSON_CreateDoubleArray(view, HS_KIND_N));
	return source;
}

static char *signs_show(const struct hs_scene *scene)
{
	cJSON *record = cJSON_CreateObject(), *sources;
	char *json;

	cJSON_AddStringToObject(record, "id", scene->work->article->id);
	sources = cJSON_AddArrayToObject(record, "sources");
	for (uint32_t i = 0; i < scene->n_entities; i++)
		if (scene->entities[i].source && hs_kind_is_weighed(scene, &scene->entities[i]))
			cJSON_AddItemToArray(sources, source_show(scene, i));
	json = cJSON_PrintUnformatted(record);
	cJSON_Delete(record);
	return json;
}

static char *sure_show(const struct hs_work *work)
{
	const struct hs_sure *sures = hs_sure_read(work);
	cJSON *record = cJSON_CreateObject(), *claims;
	char *json;

	cJSON_AddStringToObject(record, "id", work->article->id);
	claims = cJSON_AddArrayToObject(record, "claims");
	for (size_t i = 0; i < work->out->n_claims; i++) {
		const struct hs_claim *claim = &work->out->claims[i];
		cJSON *item, *words;

		if (!sures[i].models)
			continue;
		item = claim_show(claims, claim);
		cJSON_AddStringToObject(item, "class", hs_class_word(hs_kind_class(work->out->sources[claim->source].kind)));
		words = cJSON_AddObjectToObject(item, "signs");
		for (int k = 0; k < HS_SURE_N; k++)
			cJSON_AddNumberToObject(words, hs_sure_word((enum hs_sure_sign)k), sures[i].sign[k]);
	}
	json = cJSON_PrintUnformatted(record);
	cJSON_Delete(record);
	return json;
}

static char *answer(const struct hs_article *article, const struct hs_raws *raws, enum wanted wanted)
{
	switch (wanted) {
	case SIGNS:
		return signs_show(hs_extract_scene(article, raws));
	case SURE:
		return sure_show(hs_extract_work(article, raws));
	default:
		return hs_report_extraction(hs_extract_from(article, raws), false);
	}
}

static cJSON *lines_read(const char *path)
{
	FILE *fp = fopen(path, "r");
	cJSON *table = cJSON_CreateArray();
	char *line = NULL;
	size_t room = 0;

	while (fp && getline(&line, &room, fp) > 0)
		cJSON_AddItemToArray(table, cJSON_Parse(line));
	free(line);
	if (!fp || fclose(fp)) {
		perror(path);
		exit(3);
	}
	return table;
}

int main(int argc, char **argv)
{
	struct hs_arena *arena = hs_arena_new();
	cJSON *kinds = NULL;
	char *line = NULL;
	size_t room = 0, number = 0;
	enum wanted wanted = CLAIMS;
	int rc = 0;

	if (argc == 3 && strcmp(argv[1], "--kinds") == 0) {
		kinds = lines_read(argv[2]);
	} else if (argc == 2 && strcmp(argv[1], "--signs") == 0) {
		wanted = SIGNS;
	} else if (argc == 2 && strcmp(argv[1], "--sure") == 0) {
		wanted = SURE;
	} else if (argc != 1) {
		fputs("usage: gold [--kinds FILE | --signs | --sure] < articles.ndjson\n", stderr);
		return 2;
	}
	while (rc == 0 && getline(&line, &room, stdin) > 0) {
		cJSON *root = cJSON_Parse(line);
		struct hs_article *article = article_read(arena, root);

		number++;
		if (article) {
			struct hs_raws raws = raws_read(arena, root, kinds_find(kinds, article->id));
			char *json = answer(article, &raws, wanted);

			puts(json);
			free(json);
		} else {
			rc = fail("no JSON object with a text", number);
		}
		cJSON_Delete(root);
		hs_arena_reset(arena);
	}
	free(line);
	cJSON_Delete(kinds);
	hs_arena_free(arena);
	return rc;
}
