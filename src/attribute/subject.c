/*
 * The source beside a cue, for claims whose source the model has not found: the subject of an active verb ("Diaz moved that"),
 * the possessor before a noun ("Diaz's promise that"), the agent of a passive ("was dismissed by Diaz").
 */
#include "attribute/resolve_p.h"

#define ASIDE_MAX 24            /* tokens between the commas of an aside behind a subject */

struct seeker {
	const struct hs_scene *scene;
	const struct hs_work *work;
	const struct hs_claim *claim;
	struct hs_run cue;
};

static const struct hs_run nothing = { 0, 0 };

static bool same_sentence(const struct hs_work *work, uint32_t a, uint32_t b)
{
	return a < work->n_tokens && b < work->n_tokens && work->tokens[a].sentence == work->tokens[b].sentence;
}

static bool is_be(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "is are was were be been being am isn't aren't wasn't weren't gets got");
}

static bool ends_in(const char *fold, const char *ending)
{
	size_t len = strlen(fold), n = strlen(ending);

	return len > n + 1 && strcmp(fold + len - n, ending) == 0;
}

/* "was criticized", "has been told", but "is calling", "was angry" */
static bool is_passive(const struct seeker *s, uint32_t first)
{
	bool be = false;

	for (uint32_t at = first; at < s->cue.end; at++) {
		const struct hs_lexeme *lex = s->work->tokens[at].lex;

		if (is_be(&s->work->tokens[at])) {
			be = true;
		} else if (be && lex->small != HS_SMALL_ADVERB) {
			if (ends_in(lex->fold, "ing"))
				return false;
			return !lex->cue || lex->cue->stance != HS_CUE_ATTITUDE || ends_in(lex->fold, "ed");
		}
	}
	return be;
}

/* Where the verb begins that the cue belongs to: past adverbs and auxiliaries before it. */
static uint32_t verb_begin(const struct seeker *s)
{
	uint32_t at = s->cue.first;

	while (at > 0 && same_sentence(s->work, at - 1, s->cue.first) &&
	       (s->work->tokens[at - 1].lex->small == HS_SMALL_ADVERB || s->work->tokens[at - 1].lex->small == HS_SMALL_AUXILIARY ||
		(ends_in(s->work->tokens[at - 1].lex->fold, "ly") && !s->work->tokens[at - 1].upper)))
		at--;
	return at;
}

/* Behind a name or pronoun any word does that is not plainly another part of speech; behind a noun, a known verb. */
static bool is_finite(const struct seeker *s, uint32_t first)
{
	const struct hs_token *token = &s->work->tokens[first], *before = token - 1;
	bool sure = s->scene->names.of_token[first - 1] || before->lex->small == HS_SMALL_PRONOUN ||
		    before->lex->small == HS_SMALL_RELATIVE;

	if (token->lex->small == HS_SMALL_AUXILIARY)
		return true;
	token = &s->work->tokens[s->cue.first];
	if (!token->alnum || token->upper || token->lex->small != HS_SMALL_NONE || ends_in(token->lex->fold, "ing"))
		return false;
	return sure || (token->lex->cue && (ends_in(token->lex->fold, "s") || ends_in(token->lex->fold, "ed") || !token->noun));
}

/* A phrase behind a preposition or joined to another is not the whole subject. */
static bool hangs_on(const struct hs_work *work, uint32_t first)
{
	const struct hs_token *before = first ? &work->tokens[first - 1] : NULL;

	if (!before || before->sentence != work->tokens[first].sentence)
		return false;
	return before->possessive || before->lex->small == HS_SMALL_PREPOSITION || hs_word_in(before->lex->fold, "and or to");
}

/* The noun phrase whose last word is token `last`, as a subject; empty: it is none. */
static struct hs_run phrase_ending(const struct seeker *s, uint32_t last)
{
	const struct hs_work *work = s->work;
	const struct hs_token *token = &work->tokens[last];
	uint32_t name = s->scene->names.of_token[last];
	struct hs_run run = { last, last + 1 };

	if (name) {
		const struct hs_name *found = &s->scene->names.at[name - 1];

		if (found->run.end != last + 1 || found->modifier)
			return nothing;
		run.first = found->titles;
	} else if (!hs_word_in(token->lex->fold, "he she they it who which i we")) {
		struct hs_phrase phrase;

		if ((!token->noun && !token->upper) || token->lex->small != HS_SMALL_NONE)
			return nothing;
		phrase = hs_phrase_around(work, &s->scene->names, last);
		if (phrase.head != last || (phrase.determiner == HS_SMALL_NONE && !phrase.plural && !token->upper))
			return nothing;
		run.first = phrase.run.first;
	}
	return hangs_on(work, run.first) ? nothing : run;
}

/* "Diaz, who chairs the board, said": the last word before the aside that ends with the comma at `comma`. */
static uint32_t aside_skip(const struct hs_work *work, uint32_t comma)
{
	for (uint32_t at = comma; at > 1 && comma - at < ASIDE_MAX && same_sentence(work, at - 1, comma); at--)
		if (hs_token_is(work, at - 1, ","))
			return at - 1;
	return comma;
}

static struct hs_run subject_before(const struct seeker *s)
{
	uint32_t at = verb_begin(s);

	if (!at || !same_sentence(s->work, at - 1, s->cue.first) || is_passive(s, at) || !is_finite(s, at))
		return nothing;
	if (hs_token_is(s->work, at - 1, ","))
		at = aside_skip(s->work, at - 1);
	if (!at || !same_sentence(s->work, at - 1, s->cue.first) || s->work->tokens[at - 1].possessive)
		return nothing;
	return phrase_ending(s, at - 1);
}

/* "Diaz's promise", "her belief" */
static struct hs_run possessor_before(const struct seeker *s)
{
	uint32_t at = s->cue.first;
	const struct hs_token *token = at ? &s->work->tokens[at - 1] : NULL;
	uint32_t name = token ? s->scene->names.of_token[at - 1] : 0;

	if (!token || token->sentence != s->work->tokens[at].sentence)
		return nothing;
	if (name && token->possessive && s->scene->names.at[name - 1].run.end == at)
		return (struct hs_run){ s->scene->names.at[name - 1].titles, at };
	if (hs_word_in(token->lex->fold, "his her their"))
		return (struct hs_run){ at - 1, at };
	return nothing;
}

/* "dismissed by Diaz": right behind the cue. */
static struct hs_run agent_behind(const struct seeker *s)
{
	const struct hs_work *work = s->work;
	uint32_t by = hs_token_is(work, s->cue.end - 1, "by") ? s->cue.end - 1 : s->cue.end, first = by + 1;

	if (!hs_token_is(work, by, "by") || !same_sentence(work, first, s->cue.first))
		return nothing;
	for (uint32_t at = first; at < first + 6 && same_sentence(work, at, first); at++) {
		uint32_t name = s->scene->names.of_token[at];

		if (name && !s->scene->names.at[name - 1].modifier && !work->tokens[s->scene->names.at[name - 1].run.end - 1].possessive)
			return (struct hs_run){ first, s->scene->names.at[name - 1].run.end };
	}
	return nothing;
}

static bool in_content(const struct seeker *s, struct hs_run run)
{
	for (size_t i = 0; i < s->claim->content.n; i++)
		if (hs_range_meet(s->claim->content.at[i], hs_run_range(s->work, run)))
			return true;
	return false;
}

static struct hs_run source_beside(const struct seeker *s)
{
	struct hs_run run = subject_before(s);

	if (run.first >= run.end)
		run = possessor_before(s);
	if (run.first >= run.end)
		run = agent_behind(s);
	return run.first < run.end && in_content(s, run) ? nothing : run;
}

void hs_subjects_find(struct hs_scene *scene)
{
	struct hs_work *work = scene->work;

	for (size_t i = 0; i < work->out->n_claims; i++) {
		struct hs_claim *claim = &work->out->claims[i];
		struct seeker s = { .scene = scene, .work = work, .claim = claim };
		struct hs_run run;

		if (claim->source_spans.n || !claim->cue.n)
			continue;
		s.cue = hs_work_run(work, claim->cue.at[0]);
		if (s.cue.first >= s.cue.end)
			continue;
		run = source_beside(&s);
		if (run.first < run.end)
			claim->source_spans = hs_ranges_one(work->arena, hs_run_range(work, run));
	}
}
