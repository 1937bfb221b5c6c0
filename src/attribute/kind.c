/*
 * The kind of a source: a softmax over its signs, by the weights of kinds.def, and what the model saw in all its claims.
 */
#include "attribute/resolve_p.h"

#include <math.h>

#include "lexicon/table.h"

static const struct weights {
	const char *sign;
	float of[HS_KIND_N];
} table[] = {
#define SIGN(sign, ...) { sign, { __VA_ARGS__ } },
#include "attribute/kinds.def"
#undef SIGN
};

static bool human_may_be(const struct hs_entity *entity, enum hs_kind kind)
{
	if (entity->person != HS_NOBODY || entity->many)
		return kind == HS_KIND_PERSON;
	if (entity->plural)
		return kind == HS_KIND_GROUP || kind == HS_KIND_COLLECTIVE;
	return kind == HS_KIND_INDIVIDUAL || kind == HS_KIND_PERSON || kind == HS_KIND_COLLECTIVE;
}

bool hs_kind_may_be(const struct hs_entity *entity, enum hs_kind kind)
{
	if (entity->author)
		return kind == HS_KIND_AUTHOR;
	if (entity->human)
		return human_may_be(entity, kind);
	switch (entity->noun ? entity->noun->cls : HS_NOUN_DEED) {
	case HS_NOUN_BODY:
		return kind == HS_KIND_ORGANISATION || kind == HS_KIND_COLLECTIVE;
	case HS_NOUN_BAND:
	case HS_NOUN_MASS:
		return kind == HS_KIND_GROUP || kind == HS_KIND_COLLECTIVE || kind == HS_KIND_ORGANISATION;
	case HS_NOUN_PAPER:
		return kind == HS_KIND_DOCUMENT || kind == HS_KIND_PAPERS;
	case HS_NOUN_OUTLET:
	case HS_NOUN_WIRE:
		return kind == HS_KIND_OUTLET || kind == HS_KIND_WIRE || kind == HS_KIND_ORGANISATION;
	default:
		return kind == HS_KIND_EVENT || kind == HS_KIND_ORGANISATION || kind == HS_KIND_DOCUMENT || kind == HS_KIND_PAPERS ||
		       kind == HS_KIND_OUTLET || kind == HS_KIND_WIRE;
	}
}

/* How much the model's view weighs against the words', and how much each further claim adds. */
#define MODEL_WEIGHT 0.6
#define MODEL_MORE 0.3

/* A name in the tables says more than the model, which has seen few outlets. */
#define MODEL_BY_NAME 0.1

static void note_view(struct hs_entity *entity, const struct hs_raw *raw)
{
	for (int k = 0; k < HS_KIND_N; k++)
		entity->seen[k] += log(raw->kind[k] + 1e-4);
	entity->n_seen++;
}

/* Whoever speaks only together with others is seen as they are seen together. */
static void share_view(struct hs_scene *scene, uint32_t many)
{
	const struct hs_entity *entity = &scene->entities[many];
	const struct hs_raw *raw = scene->work->raw[entity->claim - 1];

	for (size_t i = 0; raw && raw->source.n && i < HS_MEMBERS && entity->members[i]; i++) {
		struct hs_entity *member = &scene->entities[entity->members[i] - 1];

		if (!member->n_seen)
			note_view(member, raw);
	}
}

/* "two guards who": the model takes most of those who are "who" for one with a name. */
static bool is_plural_who(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_entity *entity = &scene->entities[scene->mentions[m].entity];

	return entity->plural && !entity->many && hs_token_is(scene->work, scene->mentions[m].phrase.head, "who");
}

static void note_view_of_unnamed(struct hs_entity *entity, const struct hs_raw *raw)
{
	struct hs_raw view = *raw;

	view.kind[HS_KIND_PERSON] = 0;
	for (int k = 0; k < HS_KIND_N; k++)
		if (k != HS_KIND_PERSON && view.kind[HS_KIND_PERSON] < raw->kind[k])
			view.kind[HS_KIND_PERSON] = raw->kind[k];
	note_view(entity, &view);
}

void hs_kinds_read(struct hs_scene *scene)
{
	size_t n = scene->work->out->n_claims;

	scene->next_claim = hs_arena_array(scene->work->arena, n + 1, sizeof(*scene->next_claim));
	for (size_t i = n; i > 0; i--) {
		const struct hs_raw *raw = scene->work->raw[i - 1];
		uint32_t m = scene->of_claim[i - 1];
		struct hs_entity *entity;

		if (m == HS_NOBODY)
			continue;
		entity = &scene->entities[scene->mentions[m].entity];
		scene->next_claim[i - 1] = entity->claim;
		entity->claim = (uint32_t)i;
		entity->n_claims++;
		if (raw && is_plural_who(scene, m))
			note_view_of_unnamed(entity, raw);
		else if (raw && raw->source.n)  /* who is unseen has no kind */
			note_view(entity, raw);
	}
	for (uint32_t e = 0; e < scene->n_entities; e++)
		if (scene->entities[e].many && scene->entities[e].claim)
			share_view(scene, e);
}

void hs_kind_view(const struct hs_entity *entity, const struct hs_signs *signs, double score[HS_KIND_N])
{
	double n = entity->n_seen, weight = signs->by_name ? MODEL_BY_NAME : MODEL_WEIGHT;

	for (int k = 0; n > 0 && k < HS_KIND_N; k++)
		score[k] += weight * entity->seen[k] / n * (1 + MODEL_MORE * log(n));
}

static const struct weights *weights_of(const char *sign)
{
	return hs_table_find(table, sign);
}

static void signs_add(const struct hs_signs *signs, double score[HS_KIND_N])
{
	for (size_t i = 0; i < signs->n; i++) {
		const struct weights *weights = weights_of(signs->at[i].word);

		for (int k = 0; weights && k < HS_KIND_N; k++)
			score[k] += signs->at[i].value * weights->of[k];
	}
}

/* Of several who speak as one: the kind of the first who is named, or else of the first. */
static enum hs_kind kind_of_many(const struct hs_scene *scene, const struct hs_entity *entity)
{
	enum hs_kind first = HS_KIND_N;

	for (size_t i = 0; i < HS_MEMBERS && entity->members[i]; i++) {
		enum hs_kind kind = hs_kind_decide(scene, entity->members[i] - 1);

		if (hs_kind_class(kind) == HS_CLASS_AGENCY && hs_entity_is_party(scene, entity))
			return HS_KIND_ORGANISATION;
		if (hs_kind_class(kind) != HS_CLASS_ANONYMOUS)
			return kind;
		if (first == HS_KIND_N)
			first = kind == HS_KIND_INDIVIDUAL ? HS_KIND_GROUP : kind;
	}
	return first;
}

/* "quoted an aide": where the model has said nothing, one who is brought in like that and found no name for has none. */
static bool is_one_unnamed(const struct hs_entity *entity)
{
	return entity->human && !entity->plural && entity->person == HS_NOBODY && !entity->named && !entity->n_seen &&
	       entity->best.determiner == HS_SMALL_INDEFINITE;
}

static bool is_title(const struct hs_entity *entity)
{
	return entity->best.title && entity->person == HS_NOBODY && !entity->many;
}

bool hs_kind_is_weighed(const struct hs_scene *scene, const struct hs_entity *entity)
{
	return !entity->author && !entity->unknown && !is_title(entity) && !is_one_unnamed(entity) && (!entity->many || hs_several_are_named(scene, entity));
}

/* Is it described, and not a name, several or the writer? */
static bool is_described(const struct hs_entity *entity)
{
	return entity->person == HS_NOBODY && !entity->author && !entity->many && !entity->called && entity->noun;
}

/* Does a word behind the head show that it only modifies what the tables do not know: "the Supreme Court justice"? "Norvik" of "the
 * carmaker Norvik" does not. */
static bool goes_on(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const struct hs_token *next = &work->tokens[phrase->head] + 1;

	return phrase->head + 1 < phrase->run.end && !next[-1].possessive && next->alnum &&
	       (next->upper || next->noun || next->lex->small == HS_SMALL_NONE) && !(next->upper && next->lex->thing);
}

/* "the campaign of the former senator": whoever is named behind the head. */
static bool is_body(const struct hs_work *work, const struct hs_entity *entity)
{
	return is_described(entity) && !entity->human && !goes_on(work, &entity->best) &&
	       (entity->noun->cls == HS_NOUN_BODY || entity->noun->cls == HS_NOUN_OUTLET || entity->noun->cls == HS_NOUN_WIRE);
}

/* "the Harbour Club for Growth ad": what follows the name of a body is the head. */
static bool holds_paper(const struct hs_work *work, const struct hs_phrase *phrase)
{
	for (uint32_t at = phrase->head + 1; at < phrase->run.end; at++)
		if (work->tokens[at].noun && work->tokens[at].noun->cls == HS_NOUN_PAPER)
			return true;
	return false;
}

/* "the whistle-blower" is no document, but for one whose words are mostly a book's: "the narrator". */
static bool is_somebody(const struct hs_entity *entity)
{
	return is_described(entity) && entity->human && !entity->plural && entity->best.form == HS_FORM_NOUN &&
	       entity->best.noun == entity->noun && !hs_word_in(entity->noun->word, "author narrator writer") &&
	       (entity->noun->cls == HS_NOUN_ROLE || entity->noun->cls == HS_NOUN_PERSON);
}

/* "an arbitration panel": no document, whatever it wrote. */
static void papers_exclude(const struct hs_work *work, const struct hs_entity *entity, double score[HS_KIND_N])
{
	bool body = is_body(work, entity) && entity->noun->cls == HS_NOUN_BODY;

	if ((body || (is_somebody(entity) && !goes_on(work, &entity->best))) && !holds_paper(work, &entity->best))
		score[HS_KIND_DOCUMENT] = score[HS_KIND_PAPERS] = -INFINITY;
}

static bool has_capital(const struct hs_work *work, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++)
		if (work->tokens[at].upper && !hs_begins_sentence(work, at))
			return true;
	return false;
}

/* "Worshippers", "off-duty nurses": people whom nothing tells apart, though a plural may stand for those who are named: "the guards",
 * "experts like Ana Diaz", "candidates". */
static bool is_any_people(const struct hs_work *work, const struct hs_entity *entity)
{
	return is_described(entity) && entity->human && entity->plural && entity->best.form == HS_FORM_NOUN && !entity->best.owner &&
	       entity->best.determiner == HS_SMALL_NONE && entity->noun->cls != HS_NOUN_OFFICE && !has_capital(work, entity->best.run);
}

/* "her account", "the protests": a paper is nobody, whoever wrote it; a deed may stand for the one who did it ("his response"). */
static void people_exclude(const struct hs_work *work, const struct hs_entity *entity, double score[HS_KIND_N])
{
	bool paper = is_described(entity) && entity->noun->cls == HS_NOUN_PAPER;
	bool deed = is_described(entity) && entity->noun->cls == HS_NOUN_DEED;

	if (paper || is_body(work, entity) || is_any_people(work, entity))
		score[HS_KIND_PERSON] = score[HS_KIND_INDIVIDUAL] = -INFINITY;
	if (paper || deed)
		score[HS_KIND_INDIVIDUAL] = score[HS_KIND_GROUP] = score[HS_KIND_COLLECTIVE] = -INFINITY;
}

/* "Figures from the ministry show": numbers, and nobody of note. */
static bool is_numbers(const struct hs_scene *scene, const struct hs_entity *entity)
{
	if (!is_described(entity) || !entity->plural || strcmp(entity->noun->word, "figure") != 0)
		return false;
	for (uint32_t i = entity->claim; i; i = scene->next_claim[i - 1]) {
		struct hs_run cue = hs_cue_run(scene->work, &scene->work->out->claims[i - 1]);

		while (cue.first < cue.end && !scene->work->tokens[cue.first].lex->cue)
			cue.first++;
		if (cue.first >= cue.end || !hs_word_in(scene->work->tokens[cue.first].lex->cue->word, "show indicate reveal"))
			return false;
	}
	return entity->claim != 0;
}

static void numbers_keep(const struct hs_scene *scene, const struct hs_entity *entity, double score[HS_KIND_N])
{
	bool numbers = is_numbers(scene, entity);

	for (int k = 0; numbers && k < HS_KIND_N; k++)
		if (k != HS_KIND_DOCUMENT && k != HS_KIND_PAPERS)
			score[k] = -INFINITY;
}

/* "a gondolier who": people, though no table has the word */
static void things_exclude(const struct hs_entity *entity, double score[HS_KIND_N])
{
	bool who = entity->human && entity->person == HS_NOBODY && !entity->many && entity->best.form == HS_FORM_OTHER;

	for (int k = 0; who && k < HS_KIND_N; k++)
		if (!human_may_be(entity, (enum hs_kind)k))
			score[k] = -INFINITY;
}

/* "The Long Bridge" is a book, a film or, where the model rather sees one, a programme. */
static enum hs_kind kind_of_title(const struct hs_entity *entity)
{
	return entity->seen[HS_KIND_OUTLET] > entity->seen[HS_KIND_DOCUMENT] ? HS_KIND_OUTLET : HS_KIND_DOCUMENT;
}

/* What all signs make of each kind: to be compared, and logarithms of probabilities but for a common term. */
static void kinds_weigh(const struct hs_scene *scene, uint32_t of, double score[HS_KIND_N])
{
	const struct hs_entity *entity = &scene->entities[of];
	struct hs_signs signs = hs_signs_read(scene, of);

	signs_add(&signs, score);
	hs_kind_view(entity, &signs, score);
	people_exclude(scene->work, entity, score);
	things_exclude(entity, score);
	papers_exclude(scene->work, entity, score);
	numbers_keep(scene, entity, score);
}

static enum hs_kind likeliest(const double score[HS_KIND_N])
{
	int best = 0;

	for (int k = 1; k < HS_KIND_N; k++)
		if (score[k] > score[best])
			best = k;
	return (enum hs_kind)best;
}

/* The likeliest kind, and the share of its class in what all kinds come to. */
static struct hs_verdict verdict_of(const double score[HS_KIND_N])
{
	enum hs_kind best = likeliest(score);
	double all = 0, same = 0;

	for (int k = 0; k < HS_KIND_N; k++) {
		double p = exp(score[k] - score[best]);

		all += p;
		same += hs_kind_class((enum hs_kind)k) == hs_kind_class(best) ? p : 0;
	}
	return (struct hs_verdict){ best, same / all };
}

/* Of an entity that hs_kind_is_weighed() rules out. */
static enum hs_kind kind_told(const struct hs_scene *scene, const struct hs_entity *entity)
{
	if (entity->author)
		return HS_KIND_AUTHOR;
	if (entity->unknown)
		return HS_KIND_UNRESOLVED;
	if (is_title(entity))
		return kind_of_title(entity);
	return entity->many ? kind_of_many(scene, entity) : HS_KIND_INDIVIDUAL;
}

struct hs_verdict hs_kind_judge(const struct hs_scene *scene, uint32_t of)
{
	const struct hs_entity *entity = &scene->entities[of];
	double score[HS_KIND_N] = { 0 };

	if (!hs_kind_is_weighed(scene, entity))
		return (struct hs_verdict){ kind_told(scene, entity), HS_KIND_TOLD };
	kinds_weigh(scene, of, score);
	return verdict_of(score);
}
