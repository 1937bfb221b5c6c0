/*
 * chain - through how many hands a claim came, and which outlet had it first: "as first reported by The Herald".
 */
#include "config.h"

#include <pthread.h>

#include "attribute/via_p.h"

static const struct hs_wording_row first_rows[] = {
#define FIRST(pattern) { pattern, 0 },
#include "lexicon/via.def"
#undef FIRST
};

#define NAME_WORDS 6                    /* of an outlet before "first reported" */

static struct hs_wording_set *firsts;
static pthread_once_t firsts_once = PTHREAD_ONCE_INIT;

static void firsts_compile(void)
{
	firsts = hs_wording_set_new(first_rows, sizeof(first_rows) / sizeof(*first_rows));
}

static const struct hs_words_run none;

/* The outlet whose name ends before word `at`, its "The" included. */
static struct hs_words_run outlet_before(const struct hs_unnamed *un, size_t at)
{
	for (size_t first = at > NAME_WORDS ? at - NAME_WORDS : 0; first < at; first++)
		if (hs_un_together(un, first, at) && first + hs_un_outlet(un, first) == at)
			return (struct hs_words_run){ first - (first > 0 && hs_un_is(un, first - 1, "the")), at };
	return none;
}

/* The outlet of "first reported by The Herald", "The Herald first reported", near `said`. */
static struct hs_words_run first_in(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run around = hs_via_around(said);
	struct hs_wording_match match;

	for (size_t at = around.first; at < around.end; at++) {
		struct hs_words_run outlet;

		if (!hs_wording_match(&match, firsts, &un->text, at))
			continue;
		if (hs_un_is(un, match.end - 1, "by")) {
			outlet = hs_via_phrase(said, match.end);
			if (hs_via_medium(un, outlet))
				return outlet;
		} else {
			outlet = outlet_before(un, at);
			if (outlet.first < outlet.end)
				return outlet;
		}
	}
	return none;
}

/* "... The news was first reported by The Herald.": a sentence that only says so is about the one before it. */
static struct hs_words_run first_behind(const struct hs_said *said, const struct hs_said *next)
{
	struct hs_said behind = *said;
	size_t at = said->sentence.end;

	if (at >= said->un->text.n || said->un->para[at] != said->un->para[said->sentence.first])
		return none;
	behind.sentence = (struct hs_words_run){ at, hs_un_sentence_end(said->un, at) };
	if (next && next->claim && next->sentence.first == at)
		return none;
	return first_in(&behind);
}

static bool same_words(struct hs_ranges a, struct hs_ranges b)
{
	return a.n && b.n && a.at[0].start == b.at[0].start && a.at[0].end == b.at[0].end;
}

/* Whoever carried this claim, and whoever carried those that it stands in; the same one counts once. */
static int hands_of(const struct hs_extraction *out, size_t i)
{
	const struct hs_claim *claim = &out->claims[i];
	struct hs_ranges last = claim->through;
	int hands = claim->through.n > 0;

	for (int32_t outer = claim->outer; outer >= 0; outer = out->claims[outer].outer) {
		const struct hs_claim *around = &out->claims[outer];

		if (same_words(around->source_spans, last))
			last = around->through;
		hands += around->through.n && !same_words(around->through, last) && !same_words(around->through, claim->through);
		last = around->through.n ? around->through : last;
	}
	return hands;
}

void hs_chain_find(struct hs_unnamed *un, struct hs_said *saids)
{
	struct hs_extraction *out = un->out;

	pthread_once(&firsts_once, firsts_compile);
	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_words_run first = none;

		out->claims[i].hands = hands_of(out, i);
		if (!saids[i].claim)
			continue;
		first = first_in(&saids[i]);
		if (first.first == first.end)
			first = first_behind(&saids[i], i + 1 < out->n_claims ? &saids[i + 1] : NULL);
		if (first.first < first.end)
			out->claims[i].first_by = hs_via_ranges(un, first);
	}
}
