/* The sources of an article: who speaks, under which name, as what kind. */
#include "attribute/entity_p.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "lexicon/outlet.h"

/* --- names ----------------------------------------------------------------------------------------- */

static const char *person_name(const struct hs_scene *scene, const struct hs_entity *entity)
{
	return scene->names.persons[entity->person].name;
}

static const char *source_name(const struct hs_scene *scene, const struct hs_entity *entity, enum hs_kind kind);

/* "Ana Diaz; the port authority" */
static const char *joined_name(const struct hs_scene *scene, const struct hs_entity *entity)
{
	struct hs_str name = HS_STR_INIT;
	const char *copy;

	for (size_t i = 0; i < HS_MEMBERS && entity->members[i]; i++) {
		uint32_t member = entity->members[i] - 1;

		hs_str_addf(&name, "%s%s", i ? "; " : "",
			    source_name(scene, &scene->entities[member], hs_kind_decide(scene, member)));
	}
	copy = hs_arena_str(scene->work->arena, name.ptr);
	hs_str_release(&name);
	return copy;
}

/* "experts I spoke to", "people Diaz has met": does a clause follow the head that no "who" begins? */
static bool clause_follows(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const struct hs_token *next = &work->tokens[phrase->head + 1];

	return phrase->head + 1 < phrase->run.end && phrase->form == HS_FORM_NOUN && !work->tokens[phrase->head].upper &&
	       !work->tokens[phrase->head].possessive && next->alnum &&
	       (hs_word_in(next->lex->fold, "i we you he she they it") || (phrase->plural && next->upper && next->lex->small == HS_SMALL_NONE));
}

static bool ends_description(const struct hs_work *work, uint32_t at)
{
	return !work->tokens[at].alnum && (!strchr("'\"$%.-", *work->tokens[at].lex->fold) || hs_is_dash(work, at));
}

/* Does the word go on with a name to its left: "6th Circuit Court"? */
static bool is_of_name(const struct hs_token *token)
{
	return token->alnum && !token->possessive && token->lex->small == HS_SMALL_NONE &&
	       (token->upper || strchr("0123456789", token->lex->fold[0]));
}

/* "more conservative", "center-right", but not "pro-Diaz", nor the possessor of a name */
static bool is_said_of_name(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];

	if (!token->alnum || token->upper || token->lex->small != HS_SMALL_NONE)
		return false;
	for (uint32_t i = token->range.start; i < token->range.end; i++)
		if (work->article->text[i] >= 'A' && work->article->text[i] <= 'Z')
			return false;
	return true;
}

static bool is_body_name(const struct hs_work *work, const struct hs_phrase *phrase, uint32_t first)
{
	const struct hs_noun *head = phrase->noun, *begin = work->tokens[first].noun;

	if (!work->tokens[phrase->head].upper || phrase->plural || first == phrase->run.first || (begin && begin->cls == HS_NOUN_BODY))
		return false;
	return phrase->form == HS_FORM_PROPER || (head && first < phrase->head && (head->cls == HS_NOUN_BODY || head->cls == HS_NOUN_OUTLET ||
										  head->cls == HS_NOUN_WIRE));
}

/* "an HP", "the more conservative Tax Foundation": where the name begins, behind what is said of it and an article that is none of its own. */
static uint32_t name_first(const struct hs_work *work, const struct hs_phrase *phrase)
{
	uint32_t first = phrase->head;

	while (first > phrase->run.first && is_of_name(&work->tokens[first - 1]))
		first--;
	if (!is_body_name(work, phrase, first))
		return phrase->run.first;
	if ((phrase->form == HS_FORM_PROPER && work->tokens[first - 1].lex->small == HS_SMALL_INDEFINITE) || is_said_of_name(work, first - 1))
		return first;
	return phrase->run.first;
}

/* Without the marks at its end, but for one that closes a quotation: `Diaz's book "The Long Bridge"`. */
static struct hs_run marks_trim(const struct hs_work *work, struct hs_run run, uint32_t least)
{
	uint32_t quotes = 0;

	for (uint32_t at = run.first; at < run.end; at++)
		quotes += hs_word_is_quote(work->tokens[at].lex->fold);
	while (run.end > least && !work->tokens[run.end - 1].alnum) {
		bool quote = hs_word_is_quote(work->tokens[run.end - 1].lex->fold);

		if (quote && quotes % 2 == 0)
			break;
		quotes -= quote;
		run.end--;
	}
	return run;
}

/* "a senior official familiar with the talks": the phrase up to its first comma, bracket or dash. */
static struct hs_run description_run(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_run run = { phrase->run.first, phrase->head + 1 };

	if (phrase->title)
		return (struct hs_run){ phrase->title - 1, phrase->head + 1 };
	run.first = name_first(work, phrase);
	if (clause_follows(work, phrase))
		return run;
	while (run.end < phrase->run.end && !ends_description(work, run.end))
		run.end++;
	return marks_trim(work, run, phrase->head + 1);
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
	const char *name = hs_outlet_find(hs_utf8_fold(work->arena, words, strlen(words)));

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
	if (entity->called)
		return entity->called;
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

/* The first of several who speak as one is mentioned by its own words too. */
static void mention_of_own(struct hs_scene *scene, const struct hs_mention *mention, int pass)
{
	uint32_t source = mention->own ? scene->entities[mention->own - 1].source : 0;
	struct hs_run run = { mention->phrase.run.first, mention->phrase.head + 1 };
	struct hs_ranges *ranges;

	if (!source)
		return;
	ranges = &scene->work->out->sources[source - 1].mentions;
	if (pass)
		ranges->at[ranges->n] = hs_run_range(scene->work, run);
	ranges->n++;
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
			mention_of_own(scene, &scene->mentions[m], pass);
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

static void source_add(struct hs_scene *scene, uint32_t entity);

/* Are both unnamed, and both people or both papers? */
static bool are_unnamed_alike(enum hs_kind a, enum hs_kind b)
{
	return hs_kind_class(a) == HS_CLASS_ANONYMOUS && hs_kind_class(b) == HS_CLASS_ANONYMOUS &&
	       (a == HS_KIND_PAPERS) == (b == HS_KIND_PAPERS);
}

/* Each has an entry of its own, before the one that they are together; unnamed people who come together are one entry. */
static size_t members_add(struct hs_scene *scene, const struct hs_entity *entity, struct hs_member *members)
{
	bool alike = true;
	size_t n;

	for (n = 0; n < HS_MEMBERS && entity->members[n]; n++) {
		uint32_t member = entity->members[n] - 1;

		members[n].kind = hs_kind_decide(scene, member);
		members[n].name = source_name(scene, &scene->entities[member], members[n].kind);
		members[n].source = -1;
		alike &= are_unnamed_alike(members[0].kind, members[n].kind);
	}
	for (size_t i = 0; i < n && !alike; i++) {
		source_add(scene, entity->members[i] - 1);
		members[i].source = (int32_t)scene->entities[entity->members[i] - 1].source - 1;
	}
	return n;
}

/* People together, when the number of each is known. */
static int members_count(const struct hs_scene *scene, const struct hs_entity *entity)
{
	int count = 0;

	for (size_t i = 0; i < HS_MEMBERS && entity->members[i]; i++) {
		const struct hs_entity *member = &scene->entities[entity->members[i] - 1];
		int people = member->plural ? member->best.count : 1;

		if (!people)
			return 0;
		count += people;
	}
	return count;
}

static int people_of(const struct hs_scene *scene, const struct hs_entity *entity)
{
	if (entity->many)
		return members_count(scene, entity);
	return entity->plural ? entity->best.count : 1;
}

static void source_add(struct hs_scene *scene, uint32_t entity)
{
	struct hs_extraction *out = scene->work->out;
	struct hs_entity *e = &scene->entities[entity];
	struct hs_member *members = NULL;
	struct hs_source *source;
	struct hs_verdict verdict;
	size_t n_members = 0;

	if (e->source)
		return;
	if (e->many) {
		members = hs_arena_array(scene->work->arena, HS_MEMBERS, sizeof(*members));
		n_members = members_add(scene, e, members);
	}
	source = &out->sources[out->n_sources++];
	source->members = members;
	source->n_members = n_members;
	e->source = (uint32_t)out->n_sources;
	verdict = hs_kind_judge(scene, entity);
	source->kind = verdict.kind;
	e->sureness = verdict.sureness;
	source->name = source_name(scene, e, source->kind);
	source->reason_code = -1;
	source->specificity = -1;
	source->count = people_of(scene, e);
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

/* "Let's hope": the writer's own, outside quotations. */
static bool is_writers_appeal(const struct hs_work *work, const struct hs_claim *claim)
{
	struct hs_run cue = hs_cue_run(work, claim);

	return cue.first < cue.end && hs_token_is_appeal(&work->tokens[cue.first]) && !work->tokens[cue.first].quoted;
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
	out->sources = hs_arena_array(work->arena, (1 + HS_MEMBERS) * out->n_claims + 1, sizeof(*out->sources));
	work->sureness = hs_arena_array(work->arena, out->n_claims, sizeof(*work->sureness));
	for (size_t m = 0; m < scene->n_mentions; m++)
		if (scene->mentions[m].claim)
			source_add(scene, scene->mentions[m].entity);
	for (size_t i = 0; i < out->n_claims; i++) {
		uint32_t m = scene->of_claim[i] != HS_NOBODY ? scene->of_claim[i] : hs_implied_find(scene, i);
		uint32_t entity = m == HS_NOBODY ? HS_NOBODY : scene->mentions[m].entity;

		if (entity == HS_NOBODY && is_writers_appeal(work, &out->claims[i]))
			entity = hs_entity_author(scene);
		if (entity == HS_NOBODY) {
			entity = hs_absent_find(scene, i);
			out->claims[i].carried |= entity != HS_NOBODY;
		}
		if (entity != HS_NOBODY)
			source_add(scene, entity);
		out->claims[i].source = entity == HS_NOBODY ? nobody_add(scene) : scene->entities[entity].source - 1;
		work->sureness[i] = entity == HS_NOBODY ? HS_KIND_TOLD : scene->entities[entity].sureness;
		if (m != HS_NOBODY && !out->claims[i].source_spans.n)
			out->claims[i].source_spans = hs_ranges_one(work->arena, mention_range(scene, &scene->mentions[m]));
	}
	mentions_collect(scene);
}
