/*
 * Who speaks where no source stands beside the cue: the subject goes on ("... and vowed", "..., adding that"), somebody is to say
 * it ("prompted Diaz to order"), or the agent of a passive comes later in the sentence. Functions that find a mention give its
 * index, or HS_NOBODY.
 */
#include "attribute/subject_p.h"

static bool in_sentence(const struct hs_work *work, uint32_t at, uint32_t sentence)
{
	return at < work->n_tokens && work->tokens[at].sentence == sentence;
}

/* "his", "the": what only begins a phrase. */
static bool is_fragment(const struct hs_work *work, const struct hs_mention *mention)
{
	const struct hs_lexeme *lex = work->tokens[mention->phrase.head].lex;

	return hs_small_is_definite(lex->small) || lex->title;
}

/* The resolved mention that token `at` heads, outside quotations. */
static uint32_t mention_at(const struct hs_scene *scene, uint32_t at)
{
	uint32_t m = scene->heads[at];

	return m && scene->mentions[m - 1].entity != HS_NOBODY && !scene->work->tokens[at].quoted &&
	       !is_fragment(scene->work, &scene->mentions[m - 1]) ? m - 1 : HS_NOBODY;
}

static bool can_speak(const struct hs_entity *entity)
{
	switch (entity->noun ? entity->noun->cls : HS_NOUN_DEED) {
	case HS_NOUN_BODY:
	case HS_NOUN_BAND:
	case HS_NOUN_OUTLET:
	case HS_NOUN_WIRE:
		return true;
	default:
		return entity->human || entity->best.form == HS_FORM_PROPER;
	}
}

/* Stands as the subject of somebody or something that can speak? */
static bool is_speaking_subject(const struct hs_scene *scene, uint32_t m)
{
	return scene->mentions[m].subject && can_speak(&scene->entities[scene->mentions[m].entity]);
}

/* "an engineer [who] built it": no comma before it */
static bool is_narrowing(const struct hs_work *work, uint32_t at)
{
	return work->tokens[at].lex->small == HS_SMALL_RELATIVE && at && work->tokens[at - 1].alnum;
}

/* The latest mention in the cue's sentence that speaks, or stands as a subject. */
static uint32_t speaker_before(const struct hs_scene *scene, uint32_t cue)
{
	uint32_t subject = HS_NOBODY, sentence = scene->work->tokens[cue].sentence;

	for (uint32_t at = cue; at > 0 && cue - at < HS_CLAUSE_REACH && in_sentence(scene->work, at - 1, sentence); at--) {
		uint32_t m = mention_at(scene, at - 1);

		if (m == HS_NOBODY || (is_narrowing(scene->work, at - 1) && !scene->work->tokens[cue - 1].alnum))
			continue;
		if (scene->mentions[m].claim)
			return m;
		if (is_speaking_subject(scene, m))
			subject = m;
	}
	return subject;
}

static bool is_content(const struct hs_scene *scene, size_t claim, uint32_t at)
{
	struct hs_ranges content = scene->work->out->claims[claim].content;

	for (size_t i = 0; i < content.n; i++)
		if (hs_range_meet(content.at[i], scene->work->tokens[at].range))
			return true;
	return false;
}

/* Where the subordinate clause at `at` ends, as far as anybody looks. */
static uint32_t clause_skip(const struct hs_work *work, uint32_t at)
{
	uint32_t end = at + 1;

	while (end < at + HS_CLAUSE_REACH && in_sentence(work, end, work->tokens[at].sentence) && !hs_token_is(work, end, ","))
		end++;
	return end;
}

/* The same behind the cue and what it tells, for "Claiming that ..., she left". */
static uint32_t speaker_behind(const struct hs_scene *scene, size_t claim, uint32_t cue)
{
	uint32_t sentence = cue < scene->work->n_tokens ? scene->work->tokens[cue].sentence : 0;

	for (uint32_t at = cue; at < cue + HS_CLAUSE_REACH && in_sentence(scene->work, at, sentence); at++) {
		uint32_t m = mention_at(scene, at);

		if (hs_word_in(hs_fold_at(scene->work, at), "while although though"))
			at = clause_skip(scene->work, at);
		else if (m != HS_NOBODY && !is_content(scene, claim, at) && (scene->mentions[m].claim || is_speaking_subject(scene, m)))
			return m;
	}
	return HS_NOBODY;
}

/* The first token of the verb that the cue belongs to: past adverbs and auxiliaries. */
static uint32_t verb_first(const struct hs_work *work, uint32_t cue)
{
	uint32_t at = cue;

	while (at > 0 && in_sentence(work, at - 1, work->tokens[cue].sentence) &&
	       (work->tokens[at - 1].lex->small == HS_SMALL_ADVERB || work->tokens[at - 1].lex->small == HS_SMALL_AUXILIARY))
		at--;
	return at;
}

/* "was known as" */
static bool is_passive(const struct hs_work *work, uint32_t first, uint32_t end)
{
	bool be = false;

	for (uint32_t at = first; at < end; at++) {
		if (be && hs_ends_in(work->tokens[at].lex->fold, "ed"))
			return true;
		be |= hs_word_in(work->tokens[at].lex->fold, "is are was were be been being");
	}
	return be && !hs_ends_in(work->tokens[end - 1].lex->fold, "ing") && !work->tokens[end - 1].lex->cue;
}

static bool reads_as_verb(const struct hs_token *token)
{
	return token->lex->cue || token->lex->small == HS_SMALL_AUXILIARY || token->lex->small == HS_SMALL_ADVERB ||
	       (!token->noun && !token->upper && token->alnum && token->lex->small == HS_SMALL_NONE);
}

/* Past forms that a noun without a determiner can follow: "took aim at". */
#define LIGHT "took made gave paid drew threw cast put had laid set held sent spoke found met"

/* "concerns and | direct quotes", "and questions about": what is joined is no verb. */
static bool is_nominal(const struct hs_work *work, struct hs_run cue)
{
	const struct hs_token *first = &work->tokens[cue.first], *next = cue.first + 1 < cue.end ? &first[1] : NULL;

	if (first->lex->small != HS_SMALL_NONE || hs_ends_in(first->lex->fold, "ed"))
		return false;
	if (hs_word_in(first->lex->fold, "criticism opposition questions"))
		return next == NULL || next->lex->small == HS_SMALL_PREPOSITION;
	return next && !first->lex->cue && !hs_ends_in(first->lex->fold, "s") && !hs_word_in(first->lex->fold, LIGHT) &&
	       (next->noun || hs_ends_in(next->lex->fold, "s")) && next->lex->small == HS_SMALL_NONE && next->alnum;
}

/* "and seemed tired", "and reportedly": nobody says so. */
static bool is_of_nobody(const struct hs_scene *scene, struct hs_run cue)
{
	struct hs_seeker s = { .scene = scene, .work = scene->work, .cue = cue };

	return hs_verb_seems(&s) || hs_ends_in(hs_verb_head(&s)->lex->fold, "ly");
}

/* A past form, behind adverbs or none: "finally vowed". */
static bool is_past(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];

	while (hs_token_is_adverb(token) && in_sentence(work, at + 1, token->sentence))
		token = &work->tokens[++at];
	return !hs_token_is_adverb(token) && !token->upper && !token->noun &&
	       (hs_ends_in(token->lex->fold, "ed") || hs_classes_have(token->lex->classes, HS_WC_past));
}

/* "She urged a vote, proposed a delay and pushed to": is the cue a verb between a comma and another that "and" joins to it? */
static bool is_in_series(const struct hs_work *work, struct hs_run cue)
{
	uint32_t sentence = work->tokens[cue.first].sentence;

	if (cue.first < 2 || !hs_word_in(hs_fold_at(work, cue.first - 1), ", ;") || !is_past(work, cue.first) ||
	    !in_sentence(work, cue.first - 2, sentence) || hs_token_is(work, cue.end, "by"))
		return false;
	for (uint32_t at = cue.end; at < cue.end + HS_CLAUSE_REACH && in_sentence(work, at + 1, sentence); at++)
		if (hs_token_is(work, at, "and") && is_past(work, at + 1))
			return true;
	return false;
}

/* "Diaz left early and vowed that": the subject of what goes before the conjunction. */
static uint32_t subject_shared(const struct hs_scene *scene, struct hs_run cue)
{
	const struct hs_work *work = scene->work;
	uint32_t first = verb_first(work, cue.first);

	if (!first || !in_sentence(work, first - 1, work->tokens[cue.first].sentence) || !reads_as_verb(&work->tokens[cue.first]) ||
	    is_nominal(work, cue) || is_of_nobody(scene, cue) || is_passive(work, first, cue.end) ||
	    (!hs_word_in(work->tokens[first - 1].lex->fold, "and but or then yet") && !is_in_series(work, cue)))
		return HS_NOBODY;
	return speaker_before(scene, first);
}

#define AGENT_MAX 12            /* tokens from a participle to its "by" */

static bool ends_clause(const struct hs_token *token)
{
	return !token->alnum || hs_word_in(token->lex->fold, "that") || token->lex->small == HS_SMALL_AUXILIARY ||
	       token->lex->small == HS_SMALL_RELATIVE || (hs_ends_in(token->lex->fold, "ing") && !token->noun);
}

#define NAMES "acronym acronyms name names nickname nicknames initials title"

/* The mention that begins right behind the "by" at `by`; "known by the name Tarn" has no agent. */
static uint32_t agent_at(const struct hs_scene *scene, uint32_t by)
{
	const struct hs_work *work = scene->work;

	for (uint32_t head = by + 1; head < by + 10 && in_sentence(work, head, work->tokens[by].sentence); head++) {
		uint32_t m = mention_at(scene, head);

		if (m != HS_NOBODY && scene->mentions[m].phrase.run.first == by + 1 && !work->tokens[head].possessive)
			return hs_word_in(hs_fold_at(work, by + 2), NAMES) ? HS_NOBODY : m;
	}
	return HS_NOBODY;
}

/* "The plan was attacked on Monday by Diaz": whom a "by" behind a participle names. */
static uint32_t agent_behind(const struct hs_scene *scene, struct hs_run cue)
{
	const struct hs_work *work = scene->work;
	uint32_t sentence = work->tokens[cue.first].sentence;
	bool participle = false;

	for (uint32_t at = cue.first; at < cue.end; at++)
		participle |= (hs_ends_in(work->tokens[at].lex->fold, "ed") ||
			       hs_word_in(work->tokens[at].lex->fold, "seen known told shown said")) &&
			      !hs_word_in(work->tokens[at].lex->fold, "expected based");
	for (uint32_t at = cue.end - 1; participle && at < cue.end + AGENT_MAX && in_sentence(work, at, sentence); at++) {
		if (hs_token_is(work, at, "by"))
			return agent_at(scene, at);
		if (at >= cue.end && ends_clause(&work->tokens[at]))
			break;
	}
	return HS_NOBODY;
}

/* --- verbs without a subject of their own ------------------------------------------------------------------- */

/* "strongly backing" */
static bool is_participle(const struct hs_work *work, struct hs_run cue)
{
	while (cue.first + 1 < cue.end && (work->tokens[cue.first].lex->small == HS_SMALL_ADVERB ||
					   hs_ends_in(work->tokens[cue.first].lex->fold, "ly")))
		cue.first++;
	return hs_ends_in(work->tokens[cue.first].lex->fold, "ing");
}

/* Is it the base form of a verb, as far as its ending tells? Without a "to" in the cue it must be a known one: "open to criticism". */
static bool is_base_form(const struct hs_token *token, bool known)
{
	const char *fold = token->lex->fold;

	if (token->upper || !reads_as_verb(token) || hs_word_in(fold, "be have") || (hs_ends_in(fold, "s") && !hs_ends_in(fold, "ss")))
		return false;
	return token->lex->cue ? strcmp(token->lex->cue->word, fold) == 0 : !known;
}

/* "to order", not "to be ordered", "to questions" */
static bool is_infinitive(const struct hs_work *work, struct hs_run cue)
{
	bool own = hs_token_is(work, cue.first, "to");
	uint32_t to = own || !cue.first ? cue.first : cue.first - 1;

	while (to + 2 < cue.end && hs_ends_in(hs_fold_at(work, to + 1), "ly"))
		to++;
	return to && to + 1 < cue.end && in_sentence(work, to, work->tokens[cue.first].sentence) &&
	       hs_token_is(work, own ? cue.first : cue.first - 1, "to") && is_base_form(&work->tokens[to + 1], !own);
}

/* Verbs whose object does what the infinitive tells: "prompted Diaz to order". */
#define MAKES "prompt prompts prompted prompting urge urges urged urging ask asks asked asking tell tells told telling order orders ordered " \
	"ordering force forces forced forcing allow allows allowed allowing lead leads led leading persuade persuades persuaded persuading " \
	"push pushes pushed pushing press presses pressed pressing want wants wanted wanting encourage encourages encouraged encouraging " \
	"invite invites invited inviting require requires required requiring cause causes caused causing convince convinces convinced " \
	"convincing help helps helped helping enable enables enabled enabling expect expects expected drive drives drove driven driving " \
	"leave leaves left leaving send sends sent sending pay pays paid paying get gets got getting"

#define OBJECT_MAX 12           /* tokens from such a verb to its "to" */

/* Whom "prompted NATO at its summit to" makes do it: the first mention behind the verb. */
static uint32_t object_before(const struct hs_scene *scene, uint32_t to)
{
	const struct hs_work *work = scene->work;
	uint32_t found = HS_NOBODY;

	for (uint32_t at = to; at > 0 && to - at < OBJECT_MAX && in_sentence(work, at - 1, work->tokens[to].sentence); at--) {
		uint32_t m = mention_at(scene, at - 1);

		if (hs_word_in(hs_fold_at(work, at - 1), MAKES))
			return found;
		if (!work->tokens[at - 1].alnum || work->tokens[at - 1].lex->small == HS_SMALL_AUXILIARY)
			return HS_NOBODY;
		if (m != HS_NOBODY && !hs_ends_in(hs_fold_at(work, at - 1), "self"))
			found = m;
	}
	return HS_NOBODY;
}

/* "time for Diaz to order" */
static uint32_t subject_behind_for(const struct hs_scene *scene, uint32_t to)
{
	uint32_t m = to ? mention_at(scene, to - 1) : HS_NOBODY, first = m == HS_NOBODY ? 0 : scene->mentions[m].phrase.run.first;

	return first && hs_token_is(scene->work, first - 1, "for") ? m : HS_NOBODY;
}

/* The latest mention before the infinitive that stands as a subject or speaks. */
static uint32_t subject_nearest(const struct hs_scene *scene, uint32_t to)
{
	uint32_t sentence = scene->work->tokens[to].sentence;

	for (uint32_t at = to; at > 0 && to - at < HS_CLAUSE_REACH && in_sentence(scene->work, at - 1, sentence); at--) {
		uint32_t m = mention_at(scene, at - 1);

		if (m != HS_NOBODY && (scene->mentions[m].claim || is_speaking_subject(scene, m)))
			return m;
	}
	return HS_NOBODY;
}

/* "It is easy to criticize", "ample reasons to question": whoever does, and nobody in particular. */
static bool is_anybodys(const struct hs_work *work, uint32_t to)
{
	return to && hs_word_in(hs_fold_at(work, to - 1), "easy hard difficult tempting reason reasons");
}

/* Who does what the infinitive at `to` tells: the object of the verb that governs it, or its subject. */
static uint32_t controller(const struct hs_scene *scene, uint32_t to)
{
	uint32_t m = subject_behind_for(scene, to);

	if (m == HS_NOBODY && is_anybodys(scene->work, to))
		return HS_NOBODY;
	if (m == HS_NOBODY)
		m = object_before(scene, to);
	return m == HS_NOBODY ? subject_nearest(scene, to) : m;
}

uint32_t hs_implied_find(const struct hs_scene *scene, size_t claim)
{
	const struct hs_work *work = scene->work;
	const struct hs_claim *c = &work->out->claims[claim];
	struct hs_run cue = hs_cue_run(work, c);
	uint32_t m;

	if (cue.first >= cue.end || work->tokens[cue.first].quoted)
		return HS_NOBODY;
	if (is_participle(work, cue) && !hs_token_is(work, cue.first, "being")) {
		m = speaker_before(scene, cue.first);
		return m == HS_NOBODY ? speaker_behind(scene, claim, cue.end) : m;
	}
	if (is_infinitive(work, cue))
		return controller(scene, cue.first);
	m = agent_behind(scene, cue);
	return m == HS_NOBODY ? subject_shared(scene, cue) : m;
}
