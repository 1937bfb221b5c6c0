/*
 * The source beside a cue, for claims whose source the model has not found: the subject of an active verb ("Diaz moved that",
 * '"...," said Diaz'), the possessor before a noun ("Diaz's promise that"), the agent of a passive ("was dismissed by Diaz").
 * Where the model takes the subject of a passive for its source, that one is dropped first.
 */
#include "attribute/subject_p.h"

#define APPOSITION_MAX 24       /* tokens of "a pilot who ..." behind a name */
#define TOLD_MIN 3              /* tokens before a comma that are enough to be told */

/* "Diaz's promise", "Reeves' promise", "her belief"; not "Diaz's seemingly" */
static struct hs_run possessor_before(const struct hs_seeker *s)
{
	const struct hs_token *last = &s->work->tokens[s->cue.end - 1];
	uint32_t at = s->cue.first, name;

	if (at && hs_token_is(s->work, at - 1, "'"))
		at--;
	name = at ? s->scene->names.of_token[at - 1] : 0;
	if (!at || !hs_same_sentence(s->work, at - 1, s->cue.first) || hs_ends_in(last->lex->fold, "ly"))
		return HS_NO_RUN;
	if (name && s->work->tokens[at - 1].possessive && s->scene->names.at[name - 1].run.end == at)
		return (struct hs_run){ s->scene->names.at[name - 1].titles, s->cue.first };
	return hs_word_in(hs_fold_at(s->work, at - 1), "his her their") ? (struct hs_run){ at - 1, at } : HS_NO_RUN;
}

/* The noun phrase that begins at token `first`, if it is of somebody who can speak. */
static struct hs_run phrase_beginning(const struct hs_seeker *s, uint32_t first)
{
	struct hs_phrase phrase;

	if (!hs_same_sentence(s->work, first, s->cue.first))
		return HS_NO_RUN;
	phrase = hs_clause_phrase_at(s->scene, first, (uint32_t)s->work->n_tokens);
	if (hs_run_is_empty(phrase.run) || !hs_clause_speaks(s->scene, &phrase))
		return HS_NO_RUN;
	for (uint32_t at = phrase.head + 1; at < phrase.run.end; at++)
		if (hs_word_in(hs_fold_at(s->work, at), "in on during after before when"))
			phrase.run.end = at;
	return (struct hs_run){ first, phrase.run.end };
}

/* "Diaz, a pilot": with the apposition, up to the next mark; not where the content comes behind: "According to Diaz, the pier". */
static struct hs_run with_apposition(const struct hs_seeker *s, struct hs_run run)
{
	uint32_t at = run.end + 1;

	if (hs_run_is_empty(run) || !s->cue.first || !hs_same_sentence(s->work, s->cue.first - 1, run.first) ||
	    !hs_token_is(s->work, run.end, ",") || !hs_same_sentence(s->work, run.first, at) ||
	    (s->work->tokens[at].lex->small != HS_SMALL_INDEFINITE && !hs_word_in(hs_fold_at(s->work, at), "the who")))
		return run;
	while (at - run.end < APPOSITION_MAX && hs_same_sentence(s->work, run.first, at) &&
	       (s->work->tokens[at].alnum || strchr("'-&/$%", *hs_fold_at(s->work, at))))
		at++;
	run.end = at;
	return run;
}

/* "dismissed by Diaz", "according to the police": right behind the cue. */
static struct hs_run agent_behind(const struct hs_seeker *s)
{
	uint32_t by = hs_token_is(s->work, s->cue.end - 1, "by") ? s->cue.end - 1 : s->cue.end;

	if (hs_token_is(s->work, by, "by"))
		return phrase_beginning(s, by + 1);
	if (hs_phrase_at(s->work, s->cue.first, "according to") || hs_token_is(s->work, s->cue.end - 1, "per"))
		return with_apposition(s, phrase_beginning(s, s->cue.end));
	return HS_NO_RUN;
}

/* '"It is safe," said Diaz': behind a verb of speech that follows a mark. */
static struct hs_run subject_behind(const struct hs_seeker *s)
{
	const struct hs_token *verb = hs_verb_head(s);

	if (!s->cue.first || s->work->tokens[s->cue.first - 1].alnum || s->work->tokens[s->cue.end - 1].lex != verb->lex ||
	    !verb->lex->cue || verb->lex->cue->cls != HS_CUE_SPEECH || hs_ends_in(verb->lex->fold, "ing"))
		return HS_NO_RUN;
	return with_apposition(s, phrase_beginning(s, s->cue.end));
}

static struct hs_run source_beside(const struct hs_seeker *s)
{
	static struct hs_run (*const places[])(const struct hs_seeker *) = {
		hs_subject_before, possessor_before, agent_behind, subject_behind, hs_participle_subject,
	};
	struct hs_run run = HS_NO_RUN;

	for (size_t i = 0; i < sizeof(places) / sizeof(*places) && hs_run_is_empty(run); i++)
		run = places[i](s);
	return run;
}

/* --- sources that the model takes for content -------------------------------------------------------------- */

/* The part of the content that shares a byte with the run, plus 1; 0: none does. */
static size_t part_of_content(const struct hs_seeker *s, const struct hs_claim *claim, struct hs_run run)
{
	for (size_t i = 0; i < claim->content.n; i++)
		if (hs_range_meet(claim->content.at[i], hs_run_range(s->work, run)))
			return i + 1;
	return 0;
}

static struct hs_ranges ranges_without(struct hs_arena *arena, struct hs_ranges from, size_t index)
{
	struct hs_ranges rest = { hs_arena_array(arena, from.n, sizeof(*rest.at)), 0 };

	for (size_t i = 0; i < from.n; i++)
		if (i != index)
			rest.at[rest.n++] = from.at[i];
	return rest;
}

/* "... in the hills, Time, citing two officials," before "said": the content ends at the comma before the source. */
static bool content_end_at(const struct hs_seeker *s, struct hs_claim *claim, size_t part, struct hs_run run)
{
	struct hs_run whole = hs_work_run(s->work, claim->content.at[part]), kept = { whole.first, run.first };

	if (whole.first + TOLD_MIN > run.first || whole.end > s->cue.first || !hs_token_is(s->work, run.first - 1, ",") ||
	    !hs_same_sentence(s->work, run.first - 1, s->cue.first) ||
	    s->work->tokens[run.first].range.start == s->work->tokens[run.first - 1].range.end)         /* "30,000 people" */
		return false;
	kept = hs_clause_trim(s->work, kept);
	claim->content = hs_ranges_copy(s->work->arena, claim->content);
	claim->content.at[part] = hs_run_range(s->work, kept);
	claim->vector = NULL;
	return true;
}

/* A source that is a part of the content of its own ("Nobody | expected | a vote") is taken out of it; false: it is within one. */
static bool content_clear(const struct hs_seeker *s, struct hs_claim *claim, struct hs_run run)
{
	size_t part = part_of_content(s, claim, run);
	struct hs_run whole;

	if (!part)
		return true;
	whole = hs_work_run(s->work, claim->content.at[part - 1]);
	if (claim->content.n < 2 || whole.first != run.first || whole.end > s->cue.first || hs_verb_seems(s))
		return content_end_at(s, claim, part - 1, run);
	claim->content = ranges_without(s->work->arena, claim->content, part - 1);
	claim->vector = NULL;
	return true;
}

/* --- subjects that do not speak ----------------------------------------------------------------------------- */

/* Does the source stand right before the verb, but for marks? */
static bool is_subject(const struct hs_seeker *s, struct hs_run source)
{
	uint32_t at = hs_verb_begin(s);

	while (at > source.end && !s->work->tokens[at - 1].alnum)
		at--;
	return at == source.end && hs_same_sentence(s->work, at - 1, s->cue.first);
}

/* "Diaz was criticized", "Diaz drew fire": she is whom it is about, or who hears it. */
static bool undergoes(const struct hs_seeker *s, const struct hs_claim *claim)
{
	struct hs_run source = hs_work_run(s->work, claim->source_spans.at[0]);

	return claim->source_spans.n == 1 && !hs_run_is_empty(source) && is_subject(s, source) && hs_verb_is_undergone(s);
}

static void source_unite(const struct hs_seeker *s, struct hs_claim *claim)
{
	struct hs_run run = claim->source_spans.n > 1 ? hs_piece_speaking(s, claim->source_spans) : HS_NO_RUN;

	if (hs_run_is_empty(run))
		return;
	claim->source_spans = hs_ranges_one(s->work->arena, hs_run_range(s->work, run));
	claim->vector = NULL;
}

/* "Diaz | seems | to be ready": so it seems to nobody in particular, and whom it seems of is part of it. */
static void subject_give_back(const struct hs_seeker *s, struct hs_claim *claim)
{
	struct hs_run source = hs_work_run(s->work, claim->source_spans.at[0]);

	if (claim->source_spans.n > 1 || hs_run_is_empty(source) || !is_subject(s, source))
		return;
	if (!part_of_content(s, claim, source))
		claim->content = hs_ranges_with(s->work->arena, claim->content, claim->source_spans.at[0]);
	claim->source_spans = (struct hs_ranges){ NULL, 0 };
	claim->vector = NULL;
}

static void source_settle(const struct hs_seeker *s, struct hs_claim *claim)
{
	struct hs_run run;

	source_unite(s, claim);
	if (hs_verb_only_seems(s)) {
		if (claim->source_spans.n)
			subject_give_back(s, claim);
		return;
	}
	if (claim->source_spans.n && !undergoes(s, claim))
		return;
	claim->source_spans = (struct hs_ranges){ NULL, 0 };
	run = source_beside(s);
	if (!hs_run_is_empty(run) && content_clear(s, claim, run))
		claim->source_spans = hs_ranges_one(s->work->arena, hs_run_range(s->work, run));
}

void hs_subjects_find(struct hs_scene *scene)
{
	struct hs_work *work = scene->work;

	for (size_t i = 0; i < work->out->n_claims; i++) {
		struct hs_claim *claim = &work->out->claims[i];
		struct hs_seeker s = { .scene = scene, .work = work };

		if (!claim->cue.n)
			continue;
		s.cue = hs_work_run(work, claim->cue.at[0]);
		if (!hs_run_is_empty(s.cue))
			source_settle(&s, claim);
	}
}
