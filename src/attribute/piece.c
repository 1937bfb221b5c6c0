/*
 * Sources in several pieces. A speaker is named in one place: of 19,834 labelled attributions 9 have a source in two. Where the model
 * gives more, pieces with nothing but marks between them are one, and of others the one speaks that stands where a source would.
 */
#include "attribute/subject_p.h"

#define PIECES 8

struct pieces {
	struct hs_run at[PIECES];
	size_t n;
};

static bool is_joined(const struct hs_work *work, struct hs_run a, struct hs_run b)
{
	if (a.end > b.first || !hs_same_sentence(work, a.first, b.first))
		return false;
	for (uint32_t at = a.end; at < b.first; at++)
		if (work->tokens[at].alnum)
			return false;
	return true;
}

/* The pieces in text order, joined where they can be. */
static struct pieces pieces_read(const struct hs_work *work, struct hs_ranges spans)
{
	struct pieces p = { .n = 0 };

	for (size_t i = 0; i < spans.n && p.n < PIECES; i++) {
		struct hs_run run = hs_work_run(work, spans.at[i]);

		if (hs_run_is_empty(run))
			continue;
		if (p.n && is_joined(work, p.at[p.n - 1], run))
			p.at[p.n - 1].end = run.end;
		else
			p.at[p.n++] = run;
	}
	return p;
}

/* Leave those that `keep` keeps, unless it keeps none. */
static void pieces_narrow(struct pieces *p, const struct hs_seeker *s, bool (*keep)(const struct hs_seeker *, struct hs_run))
{
	struct pieces kept = { .n = 0 };

	for (size_t i = 0; i < p->n; i++)
		if (keep(s, p->at[i]))
			kept.at[kept.n++] = p->at[i];
	if (kept.n)
		*p = kept;
}

static bool is_in_sentence(const struct hs_seeker *s, struct hs_run run)
{
	return hs_same_sentence(s->work, run.first, s->cue.first);
}

static bool is_before_cue(const struct hs_seeker *s, struct hs_run run)
{
	return run.end <= s->cue.first;
}

/* "targeted by a call from Diaz": a passive with its agent */
static bool is_behind_agent(const struct hs_seeker *s, struct hs_run run)
{
	return run.first > s->cue.end && hs_token_is(s->work, s->cue.end, "by");
}

/* "a firm [to advocate]", "an ad [attacking]", "Diaz's [claim]": what is no finite verb goes with the noun before it. */
static bool is_owner(const struct hs_seeker *s, struct hs_run run)
{
	uint32_t begin = hs_verb_begin(s), end = begin;

	while (end > run.end && !s->work->tokens[end - 1].alnum)
		end--;
	if (run.end != end)
		return false;
	if (s->work->tokens[end - 1].possessive)
		return true;
	return (hs_token_is(s->work, begin, "to") || hs_ends_in(hs_verb_head(s)->lex->fold, "ing")) &&
	       !(run.first && hs_word_in(hs_fold_at(s->work, run.first - 1), "of since after before at in"));
}

/* "Diaz fell silent, and her aide rose, shouting": the latest clause that is joined to the others. */
static struct hs_run latest_joined(const struct hs_work *work, const struct pieces *p)
{
	for (uint32_t at = p->at[p->n - 1].first; at > p->at[0].end + 1; at--)
		if (hs_token_is(work, at - 1, "and") && hs_token_is(work, at - 2, ","))
			return p->at[p->n - 1];
	return p->at[0];
}

struct hs_run hs_piece_speaking(const struct hs_seeker *s, struct hs_ranges spans)
{
	struct pieces p = pieces_read(s->work, spans);

	pieces_narrow(&p, s, is_in_sentence);
	pieces_narrow(&p, s, is_behind_agent);
	pieces_narrow(&p, s, is_before_cue);
	pieces_narrow(&p, s, is_owner);
	return p.n ? latest_joined(s->work, &p) : HS_NO_RUN;
}
