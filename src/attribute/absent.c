/*
 * Who is behind words in whose sentence nobody speaks. Nothing beside the cue states the source, so that such a claim has one without any
 * words of its own.
 * "Repeats old tales.", "Remarks that her husband would help", "the admission": the model has read them as a named person's; whose they
 * are the article tells before. "The pier was rated unsafe": the harbour board rates piers in this article. "Asked about the toll,
 * 40 percent said": the poll has asked them.
 */
#include "attribute/subject_p.h"

#define PERSONS_VIEW 0.45       /* the model's probability that is enough where nothing beside the cue speaks */
#define SURE_VIEW 0.7           /* ... anywhere */
#define ELSEWHERE 60            /* claims before and behind one in which its verb is looked for */
#define LIST_GAP 2              /* paragraphs from one item of a list to the next that attributes */

/* What opens the phrase of a noun that nobody stands before as its owner. */
static bool opens_noun(const struct hs_token *token)
{
	switch (token->lex->small) {
	case HS_SMALL_DEFINITE:
	case HS_SMALL_INDEFINITE:
	case HS_SMALL_OTHER:
	case HS_SMALL_PREPOSITION:
		return strcmp(token->lex->fold, "to") != 0;
	default:
		return false;
	}
}

/* "Keeps saying ... and repeats": does the sentence of token `at` begin with a verb that has no subject? */
static bool sentence_is_bare(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_token *first;
	uint32_t floor = at > HS_CLAUSE_REACH ? at - HS_CLAUSE_REACH : 0;

	while (at > floor && !hs_begins_sentence(scene->work, at))
		at--;
	first = &scene->work->tokens[at];
	return hs_begins_sentence(scene->work, at) && first->lex->small == HS_SMALL_NONE && !first->noun && !scene->names.of_token[at] &&
	       hs_ends_in(first->lex->fold, "s");
}

/* Has the cue no room for a subject: a noun of its own, a verb that begins its sentence or is joined to one that does? */
static bool is_bare(const struct hs_scene *scene, struct hs_run cue)
{
	const struct hs_token *first = &scene->work->tokens[cue.first];

	if (first->quoted || hs_ends_in(first->lex->fold, "ing") || first->lex->small == HS_SMALL_AUXILIARY || hs_token_is(scene->work, cue.first, "to"))
		return false;
	if (hs_begins_sentence(scene->work, cue.first))
		return true;
	if (hs_word_in(first[-1].lex->fold, "and but") && !opens_noun(first))
		return sentence_is_bare(scene, cue.first);
	return first[-1].alnum && (opens_noun(first) || opens_noun(first - 1));
}

static bool is_a_persons(const struct hs_raw *raw)
{
	for (int k = 0; k < HS_KIND_N; k++)
		if (k != HS_KIND_PERSON && raw->kind[k] > raw->kind[HS_KIND_PERSON])
			return false;
	return raw->kind[HS_KIND_PERSON] > PERSONS_VIEW;
}

/* The model has no doubt, whatever stands beside the cue: "In a tart line, a dig at the mayor". */
static bool is_surely(const struct hs_scene *scene, const struct hs_raw *raw, struct hs_run cue, enum hs_kind kind)
{
	return raw->kind[kind] > SURE_VIEW && scene->work->tokens[cue.first].alnum && !scene->work->tokens[cue.first].quoted;
}

/* "Remarks that her husband ...", "the admission that he ...": such a clause is about whoever said it. */
static uint32_t person_in_clause(const struct hs_scene *scene, uint32_t that)
{
	const struct hs_work *work = scene->work;

	if (!hs_token_is(work, that, "that") || !hs_word_in(hs_fold_at(work, that + 1), "he she his her"))
		return HS_NOBODY;
	return scene->heads[that + 1] ? scene->mentions[scene->heads[that + 1] - 1].entity : HS_NOBODY;
}

/* A list goes on: the one who is not mentioned in the paragraphs before is not mentioned here either. */
static uint32_t person_of_list(const struct hs_scene *scene, uint32_t cue)
{
	const struct hs_work *work = scene->work;

	return scene->absent && hs_begins_sentence(work, cue) && work->tokens[cue].para <= scene->absent_para + LIST_GAP ?
	       scene->absent - 1 : HS_NOBODY;
}

/* --- passives whose agent the article tells elsewhere ------------------------------------------------------- */

static bool is_body(const struct hs_scene *scene, uint32_t entity)
{
	enum hs_kind kind = hs_kind_decide(scene, entity);

	return kind == HS_KIND_ORGANISATION || kind == HS_KIND_OUTLET || kind == HS_KIND_WIRE || kind == HS_KIND_GROUP;
}

/* Is the verb in the cue, and no passive? */
static bool does_it(const struct hs_seeker *s, const struct hs_lexeme *verb)
{
	for (uint32_t at = s->cue.first; at < s->cue.end; at++) {
		const struct hs_lexeme *lex = s->work->tokens[at].lex;

		if (lex == verb || (lex->cue && lex->cue == verb->cue))
			return !hs_verb_is_passive(s);
	}
	return false;
}

/* "The pier was rated unsafe" where "the harbour board rated" other piers: the one body that does this near the claim. */
static uint32_t body_elsewhere(const struct hs_scene *scene, size_t claim, const struct hs_lexeme *verb)
{
	const struct hs_extraction *out = scene->work->out;
	size_t i = claim > ELSEWHERE ? claim - ELSEWHERE : 0, end = claim + ELSEWHERE < out->n_claims ? claim + ELSEWHERE : out->n_claims;
	uint32_t found = HS_NOBODY;

	for (; i < end; i++) {
		struct hs_seeker s = { .scene = scene, .work = scene->work };
		uint32_t m = scene->of_claim[i];

		if (m == HS_NOBODY || !out->claims[i].cue.n)
			continue;
		s.cue = hs_work_run(scene->work, out->claims[i].cue.at[0]);
		if (hs_run_is_empty(s.cue) || !does_it(&s, verb))
			continue;
		if (found != HS_NOBODY && found != scene->mentions[m].entity)
			return HS_NOBODY;
		found = scene->mentions[m].entity;
	}
	return found != HS_NOBODY && is_body(scene, found) ? found : HS_NOBODY;
}

static uint32_t agent_elsewhere(const struct hs_scene *scene, size_t claim, struct hs_run cue)
{
	struct hs_seeker s = { .scene = scene, .work = scene->work, .cue = cue };
	const struct hs_token *participle = hs_verb_participle(&s);

	if (!participle || (participle->lex->cue && participle->lex->cue->stance != HS_CUE_ASSERTS))      /* "is expected" */
		return HS_NOBODY;
	return body_elsewhere(scene, claim, participle->lex);
}

/* What has spoken is a source by now, whose kind is known. */
static bool is_body_that_speaks(const struct hs_scene *scene, uint32_t m)
{
	uint32_t entity = scene->mentions[m].claim ? scene->mentions[m].entity : HS_NOBODY;

	return entity != HS_NOBODY && scene->work->out->sources[scene->entities[entity].source - 1].kind == HS_KIND_ORGANISATION;
}

/* "Approval is a matter of days": the body that has spoken last. */
static uint32_t body_absent(const struct hs_scene *scene, size_t claim, struct hs_run cue)
{
	const struct hs_raw *raw = scene->work->raw[claim];

	if (!raw || raw->source.n || !is_surely(scene, raw, cue, HS_KIND_ORGANISATION))
		return HS_NOBODY;
	for (uint32_t at = cue.first; at > 0; at--) {
		uint32_t m = scene->heads[at - 1];

		if (m && is_body_that_speaks(scene, m - 1))
			return scene->mentions[m - 1].entity;
	}
	return HS_NOBODY;
}

/* --- who asks: "Asked if the pier is safe, 40 percent said no" ------------------------------------------------ */

#define POLLED "percent per majority third thirds half quarter respondents"

static bool is_asked(const struct hs_work *work, struct hs_run cue)
{
	for (uint32_t at = cue.first; at < cue.end; at++)
		if (hs_word_in(hs_fold_at(work, at), "asked pressed questioned"))
			return true;
	return false;
}

static struct hs_run sentence_around(const struct hs_work *work, struct hs_run cue)
{
	struct hs_run run = cue;

	while (run.first > 0 && cue.first - run.first < HS_CLAUSE_REACH && hs_same_sentence(work, run.first - 1, cue.first))
		run.first--;
	while (run.end < work->n_tokens && run.end - cue.end < HS_CLAUSE_REACH && hs_same_sentence(work, run.end, cue.first))
		run.end++;
	return run;
}

/* For each token the latest poll that the article has mentioned before it; one is asked rather than several: "other polls". */
static const uint32_t *polls_read(struct hs_scene *scene)
{
	uint32_t one = HS_NOBODY, several = HS_NOBODY;

	scene->polls = hs_arena_array(scene->work->arena, scene->work->n_tokens + 1, sizeof(*scene->polls));
	for (uint32_t at = 0; at < scene->work->n_tokens; at++) {
		uint32_t m = scene->heads[at], entity = m ? scene->mentions[m - 1].entity : HS_NOBODY;
		const struct hs_noun *noun = entity == HS_NOBODY ? NULL : scene->entities[entity].noun;

		scene->polls[at] = one == HS_NOBODY ? several : one;
		if (noun && hs_word_in(noun->word, "poll survey"))
			*(scene->entities[entity].plural ? &several : &one) = entity;
	}
	return scene->polls;
}

static uint32_t pollster(struct hs_scene *scene, struct hs_run sentence)
{
	for (uint32_t at = sentence.first; at < sentence.end; at++)
		if (hs_word_in(hs_fold_at(scene->work, at), POLLED) || hs_token_is(scene->work, at, "%"))
			return (scene->polls ? scene->polls : polls_read(scene))[sentence.first];
	return HS_NOBODY;
}

/* "She told the Harbour Gazette when asked", "asked in an interview with Radio Norvane": the outlet that hears the answer. */
static uint32_t interviewer(const struct hs_scene *scene, struct hs_run sentence)
{
	bool heard = false;

	for (uint32_t at = sentence.first; at < sentence.end; at++) {
		uint32_t m = scene->heads[at], entity = m ? scene->mentions[m - 1].entity : HS_NOBODY;

		if (entity != HS_NOBODY && heard && !scene->work->tokens[at].quoted && !scene->work->tokens[at].possessive &&
		    hs_kind_class(hs_kind_decide(scene, entity)) == HS_CLASS_AGENCY)
			return entity;
		heard |= hs_word_in(hs_fold_at(scene->work, at), "told tells interview interviewed on");
	}
	return HS_NOBODY;
}

static uint32_t asker(struct hs_scene *scene, struct hs_run cue)
{
	struct hs_run sentence = sentence_around(scene->work, cue);
	uint32_t entity;

	if (!is_asked(scene->work, cue) || scene->work->tokens[cue.first].quoted)
		return HS_NOBODY;
	entity = pollster(scene, sentence);
	return entity == HS_NOBODY ? interviewer(scene, sentence) : entity;
}

static uint32_t person_absent(struct hs_scene *scene, size_t claim, struct hs_run cue)
{
	const struct hs_raw *raw = scene->work->raw[claim];
	uint32_t entity;

	if (!raw || raw->source.n || !(is_surely(scene, raw, cue, HS_KIND_PERSON) || (is_a_persons(raw) && is_bare(scene, cue))))
		return HS_NOBODY;
	entity = person_in_clause(scene, cue.end);
	if (entity == HS_NOBODY)
		entity = person_of_list(scene, cue.first);
	if (entity == HS_NOBODY)
		entity = hs_person_unmentioned(scene, claim);
	scene->absent = entity == HS_NOBODY ? 0 : entity + 1;
	scene->absent_para = scene->work->tokens[cue.first].para;
	return entity;
}

uint32_t hs_absent_find(struct hs_scene *scene, size_t claim)
{
	const struct hs_claim *c = &scene->work->out->claims[claim];
	struct hs_run cue = hs_cue_run(scene->work, c);
	uint32_t entity;

	if (hs_run_is_empty(cue))
		return HS_NOBODY;
	entity = person_absent(scene, claim, cue);
	if (entity == HS_NOBODY)
		entity = body_absent(scene, claim, cue);
	if (entity == HS_NOBODY)
		entity = asker(scene, cue);
	return entity == HS_NOBODY ? agent_elsewhere(scene, claim, cue) : entity;
}
