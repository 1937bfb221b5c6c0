/*
 * anonymity - the words that say that a source is unnamed by agreement, or not allowed to speak.
 */
#include "config.h"

#include <pthread.h>

#include "attribute/unnamed_p.h"

static const struct hs_wording_row rows[] = {
#define MARK(pattern, kind) { pattern, HS_MARK_##kind },
#include "lexicon/anonymity.def"
#undef MARK
};

#define NEAR 30                         /* words around a mark that tell whose voice it is in */

static struct hs_wording_set *marks;
static pthread_once_t marks_once = PTHREAD_ONCE_INIT;

static void marks_compile(void)
{
	marks = hs_wording_set_new(rows, sizeof(rows) / sizeof(*rows));
}

/* "was" of "was not authorized", "only" of "only on condition", "has" of "has requested": part of the evidence. */
static size_t first_word(const struct hs_unnamed *un, const struct hs_wording_match *match)
{
	size_t first = match->from, start = hs_un_sentence_start(un, first);

	if (match->value == HS_MARK_BARRED || hs_un_in(un, first, HS_WC_not))
		while (first > start && hs_un_in(un, first - 1, HS_WC_aux))
			first--;
	if (first > start && hs_un_is(un, first - 1, "only"))
		first--;
	return first;
}

/* "spoke for an hour, an aide said on condition ...", "was chosen, but an aide who asked not ...": a mark that runs
 * over a new subject begins behind it. The word to look on from, or `match->first` where all is well. */
static size_t new_subject(const struct hs_unnamed *un, const struct hs_wording_match *match)
{
	for (size_t at = match->to; at-- > match->first + 1;)
		if ((hs_un_in(un, at, HS_WC_saidverb) && !hs_un_in(un, at - 1, HS_WC_be)) || hs_un_among(un, at, "who but"))
			return at + 1;
	return match->first;
}

/* "identified in" of "identified in advance" is no part of the mark. */
static size_t last_word(const struct hs_unnamed *un, const struct hs_wording_match *match)
{
	size_t end = match->to;

	while (end > match->from + 1 && hs_un_among(un, end - 1, "in by for to"))
		end--;
	return end;
}

/* "You refuse to give your name": the words of somebody who is quoted, to somebody else. */
static bool is_quotation(const struct hs_unnamed *un, const struct hs_wording_match *match)
{
	size_t at = match->first > NEAR ? match->first - NEAR : 0;

	if (!un->quoted[match->from] || !un->quoted[match->to - 1])
		return false;
	for (; at < match->end + NEAR; at++)
		if (hs_un_together(un, at, match->first) && un->quoted[at] &&
		    hs_un_among(un, at, "i you we i'm you're we're my your our"))
			return true;
	return false;
}

/* "because he was not authorized to speak", "because she did not want to be identified as a patient": the reason of the
 * mark before it, and no mark of its own. */
static bool is_reason(const struct hs_unnamed *un, const struct hs_wording_match *match)
{
	const struct hs_mark *last = un->n_marks ? &un->marks[un->n_marks - 1] : NULL;

	return last && (match->value == HS_MARK_BARRED ? match->from : match->to - 1) < last->reason_end;
}

/* "Because he was not allowed to speak, the guard asked not to be named": what stood alone so far is the reason of the new
 * mark. */
static void reasons_settle(struct hs_unnamed *un)
{
	struct hs_mark *mark = &un->marks[un->n_marks - 1];

	if (un->n_marks < 2 || mark[-1].kind != HS_MARK_BARRED || mark->reason_end > mark->first ||
	    mark[-1].first < mark->reason_first || mark[-1].end > mark->reason_end)
		return;
	un->mark_at[mark[-1].first] = 0;
	mark[-1] = *mark;
	un->mark_at[mark->first] = (uint32_t)--un->n_marks;
}

void hs_marks_find(struct hs_unnamed *un)
{
	struct hs_wording_match match;
	size_t room = 0;

	pthread_once(&marks_once, marks_compile);
	un->mark_at = hs_arena_array(un->arena, un->text.n, sizeof(*un->mark_at));
	for (size_t at = 0; hs_wording_find(&match, marks, &un->text, at, un->text.n); at = match.end) {
		size_t subject = new_subject(un, &match);
		struct hs_mark *mark;

		if (subject > match.first) {
			match.end = subject;
			continue;
		}
		if (is_quotation(un, &match) || is_reason(un, &match))
			continue;
		un->marks = hs_arena_grow(un->arena, un->marks, un->n_marks, un->n_marks + 1, &room,
					  sizeof(*un->marks));
		mark = &un->marks[un->n_marks++];
		*mark = (struct hs_mark){
			.kind = (enum hs_mark_kind)match.value,
			.first = first_word(un, &match), .end = last_word(un, &match),
			.owner = { HS_NOWHERE, HS_NOWHERE },
		};
		un->mark_at[mark->first] = (uint32_t)un->n_marks;
		hs_reason_of(un, mark);
		reasons_settle(un);
	}
}
