/* The sources of an article: who speaks, under which name, as what kind. */
#include "attribute/resolve_p.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/agency.h"
#include "lexicon/outlet.h"

/* --- names ----------------------------------------------------------------------------------------- */

static const char *person_name(const struct hs_scene *scene, const struct hs_entity *entity)
{
	return scene->names.persons[entity->person].name;
}

static const char *joined_name(const struct hs_scene *scene, const struct hs_entity *entity)
{
	struct hs_str name = HS_STR_INIT;
	const char *copy;

	for (size_t i = 0; i < sizeof(entity->members) / sizeof(*entity->members) && entity->members[i]; i++)
		hs_str_addf(&name, "%s%s", i ? "; " : "", person_name(scene, &scene->entities[entity->members[i] - 1]));
	copy = hs_arena_str(scene->work->arena, name.ptr);
	hs_str_release(&name);
	return copy;
}

/* "a senior official familiar with the talks": the phrase up to its first comma or bracket. */
static struct hs_run description_run(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_run run = { phrase->run.first, phrase->head + 1 };

	while (run.end < phrase->run.end && (work->tokens[run.end].alnum || strchr("'\"$%.-", *work->tokens[run.end].lex->fold)))
		run.end++;
	while (run.end > phrase->head + 1 && !work->tokens[run.end - 1].alnum)
		run.end--;
	return run;
}

/* Without a possessive ending, unless more follows. */
static const char *description(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_run run = description_run(work, phrase);
	char *words = hs_run_words(work, run);
	size_t len = strlen(words);

	if (work->tokens[run.end - 1].possessive && len > 2 && words[len - 1] == 's') {
		if (words[len - 2] == '\'')
			words[len - 2] = '\0';
		else if (len > 4 && strncmp(words + len - 4, "\xE2\x80\x99", 3) == 0)
			words[len - 4] = '\0';
	}
	return words;
}

static const char *outlet_name(const struct hs_work *work, const char *words)
{
	struct hs_span span = hs_span_of(words);
	const char *name = hs_agency_find(span);
	char *fold;

	if (name)
		return name;
	fold = hs_utf8_fold(work->arena, span.ptr, span.len);
	name = hs_outlet_find(strncmp(fold, "the ", 4) == 0 ? fold + 4 : fold);
	return name ? name : words;
}

static const char *source_name(const struct hs_scene *scene, const struct hs_entity *entity, enum hs_kind kind)
{
	const struct hs_article *article = scene->work->article;
	const char *words;

	if (kind == HS_KIND_UNATTRIBUTED || kind == HS_KIND_UNRESOLVED)
		return NULL;
	if (entity->author)
		return article->byline ? article->byline : article->outlet;
	if (entity->many)
		return joined_name(scene, entity);
	if (entity->person != HS_NOBODY)
		return person_name(scene, entity);
	words = description(scene->work, &entity->best);
	if (kind == HS_KIND_WIRE || kind == HS_KIND_OUTLET)
		return outlet_name(scene->work, words);
	return words;
}

/* --- mentions ------------------------------------------------------------------------------------ */

static int range_compare(const void *a, const void *b)
{
	const struct hs_range *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* In text order, and one where two overlap. */
static void ranges_settle(struct hs_ranges *ranges)
{
	size_t n = 0;

	if (ranges->n > 1)
		qsort(ranges->at, ranges->n, sizeof(*ranges->at), range_compare);
	for (size_t i = 0; i < ranges->n; i++) {
		if (n && ranges->at[i].start < ranges->at[n - 1].end) {
			if (ranges->at[i].end > ranges->at[n - 1].end)
				ranges->at[n - 1].end = ranges->at[i].end;
		} else {
			ranges->at[n++] = ranges->at[i];
		}
	}
	ranges->n = n;
}

static struct hs_range mention_range(const struct hs_scene *scene, const struct hs_mention *mention)
{
	const struct hs_phrase *phrase = &mention->phrase;
	struct hs_run run = { phrase->run.first, phrase->head + 1 };

	return hs_run_range(scene->work, mention->claim ? phrase->run : run);
}

/* Two passes, so that every list is exactly as long as it must be. */
static void mentions_collect(struct hs_scene *scene)
{
	struct hs_extraction *out = scene->work->out;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t m = 0; m < scene->n_mentions; m++) {
			uint32_t entity = scene->mentions[m].entity;
			struct hs_ranges *ranges;

			if (entity == HS_NOBODY || !scene->entities[entity].source)
				continue;
			ranges = &out->sources[scene->entities[entity].source - 1].mentions;
			if (pass)
				ranges->at[ranges->n] = mention_range(scene, &scene->mentions[m]);
			ranges->n++;
		}
		for (size_t i = 0; i < out->n_sources; i++) {
			struct hs_ranges *ranges = &out->sources[i].mentions;

			if (pass)
				ranges_settle(ranges);
			else
				*ranges = (struct hs_ranges){ hs_arena_array(scene->work->arena, ranges->n, sizeof(*ranges->at)), 0 };
		}
	}
}

/* --- sources -------------------------------------------------------------------------------------- */

static void source_add(struct hs_scene *scene, uint32_t entity)
{
	struct hs_extraction *out = scene->work->out;
	struct hs_entity *e = &scene->entities[entity];
	struct hs_source *source;

	if (e->source)
		return;
	source = &out->sources[out->n_sources++];
	e->source = (uint32_t)out->n_sources;
	source->kind = hs_kind_decide(scene, entity);
	source->name = source_name(scene, e, source->kind);
	source->reason_code = -1;
	source->specificity = -1;
	source->count = e->plural || e->many ? e->best.count : 1;
	source->plural_for_one = e->resumed && e->plural;
}

/* The one source of all claims that nobody is named, described or meant for. */
static uint32_t nobody_add(struct hs_scene *scene)
{
	struct hs_extraction *out = scene->work->out;

	if (!scene->nobody) {
		struct hs_source *source = &out->sources[out->n_sources++];

		*source = (struct hs_source){ .kind = HS_KIND_UNATTRIBUTED, .reason_code = -1, .specificity = -1 };
		scene->nobody = (uint32_t)out->n_sources;
	}
	return scene->nobody - 1;
}

struct hs_scene *hs_scene_new(struct hs_work *work)
{
	struct hs_scene *scene = hs_arena_alloc(work->arena, sizeof(*scene));

	scene->work = work;
	hs_names_find(&scene->names, work);
	return scene;
}

void hs_resolve(struct hs_scene *scene)
{
	struct hs_work *work = scene->work;
	struct hs_extraction *out = work->out;

	hs_mentions_find(scene);
	hs_entities_link(scene);
	hs_kinds_read(scene);
	out->sources = hs_arena_array(work->arena, out->n_claims + 1, sizeof(*out->sources));
	for (size_t m = 0; m < scene->n_mentions; m++)
		if (scene->mentions[m].claim)
			source_add(scene, scene->mentions[m].entity);
	for (size_t i = 0; i < out->n_claims; i++) {
		uint32_t m = scene->of_claim[i] != HS_NOBODY ? scene->of_claim[i] : hs_implied_find(scene, i);
		uint32_t entity = m == HS_NOBODY ? HS_NOBODY : scene->mentions[m].entity;

		if (entity != HS_NOBODY)
			source_add(scene, entity);
		out->claims[i].source = entity == HS_NOBODY ? nobody_add(scene) : scene->entities[entity].source - 1;
		if (m != HS_NOBODY && !out->claims[i].source_spans.n)
			out->claims[i].source_spans = hs_ranges_one(work->arena, mention_range(scene, &scene->mentions[m]));
	}
	mentions_collect(scene);
}
