/*
 * via - the way a claim came: phrases for those who were told it or carried it. See told.c and through.c.
 */
#include "config.h"

#include <ctype.h>
#include <pthread.h>

#include "attribute/via_p.h"

#define PHRASE_MAX 14                   /* words of an addressee */

static const struct hs_wording_row programmes_rows[] = {
#define PROGRAMME(pattern) { pattern, 0 },
#include "lexicon/via.def"
#undef PROGRAMME
};

static struct hs_wording_set *programmes;
static pthread_once_t programmes_once = PTHREAD_ONCE_INIT;

static void programmes_compile(void)
{
	programmes = hs_wording_set_new(programmes_rows, sizeof(programmes_rows) / sizeof(*programmes_rows));
}

struct hs_words_run hs_via_around(const struct hs_said *said)
{
	struct hs_words_run around = said->sentence;

	if (said->cue.first > around.first + HS_VIA_WORDS)
		around.first = said->cue.first - HS_VIA_WORDS;
	if (around.end > said->cue.end + HS_VIA_WORDS)
		around.end = said->cue.end + HS_VIA_WORDS;
	return around;
}

/* An outlet, a programme that the table knows, or one with a name: "Ana Diaz's radio show". */
bool hs_via_medium(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	struct hs_wording_match match;
	bool named = false, medium = false;

	for (size_t at = phrase.first; at < phrase.end; at++) {
		if (hs_un_outlet(un, at))
			return true;
		if (un->text.upper[at] && hs_wording_match(&match, programmes, &un->text, at) &&
		    !hs_un_among(un, match.end, "address speech message"))
			return true;
		if (hs_word_is_any_quote(un->text.word[at]) && at > phrase.first && un->possessive[at - 1] && un->text.upper[at - 1])
			return true;            /* "the station's “Morning Call”" */
		if (hs_un_in(un, at, HS_WC_medium))
			medium = true;
		else
			named |= un->text.upper[at];
	}
	return named && medium;
}

/* "the Today programme", "the station's Sunday Morning", "the Saturday meeting": what leads to a name or noun is no date. */
static bool is_led_to(const struct hs_unnamed *un, size_t first, size_t at)
{
	return at > first && hs_un_together(un, at, at + 1) && un->text.alnum[at + 1] &&
	       (un->possessive[at - 1] || hs_un_in(un, at - 1, HS_WC_det) || hs_un_in(un, at - 1, HS_WC_poss));
}

/* Where a phrase for the addressee ends: a verb, a new clause, a date, the content. */
static bool phrase_breaks(const struct hs_unnamed *un, size_t first, size_t at)
{
	if (hs_un_is(un, at, ".") && hs_un_together(un, at, at + 1))
		return false;
	if (hs_un_is(un, at, ",") && at > first && isdigit((unsigned char)un->text.word[at - 1][0]) &&
	    hs_un_together(un, at, at + 1) && isdigit((unsigned char)un->text.word[at + 1][0]))
		return false;           /* 3,000 */
	if (!un->text.alnum[at])
		return !hs_word_is_any_quote(un->text.word[at]) && !hs_un_among(un, at, "& / -");
	if (hs_un_in(un, at, HS_WC_finite) || hs_un_in(un, at, HS_WC_aux) || hs_un_in(un, at, HS_WC_saying) ||
	    (hs_un_in(un, at, HS_WC_day) && !is_led_to(un, first, at)) ||
	    hs_un_among(un, at, "that who which whom if whether because when while as but "
				"about on during earlier later last this after before not to"))
		return true;
	if (at == first)
		return false;
	if (un->text.upper[at - 1] && hs_un_together(un, at, at + 1) && un->text.upper[at + 1])
		return false;           /* "Meet the Press" */
	return hs_un_in(un, at, HS_WC_pron) || (hs_un_in(un, at, HS_WC_det) && !hs_un_in(un, at - 1, HS_WC_prep) &&
						!hs_un_in(un, at - 1, HS_WC_det) && !un->possessive[at - 1] &&
						!hs_un_is(un, at - 1, "and"));
}

/* An addressee ends where the claim's own words or its source begin. */
static bool claim_begins(const struct hs_said *said, size_t at)
{
	const struct hs_claim *claim = said->claim;
	uint32_t start = said->un->range[at].start;

	return (claim->content.n && claim->content.at[0].start == start) ||
	       (claim->source_spans.n && claim->source_spans.at[0].start == start);
}

/* "BBC Radio 4": the number belongs to the name. */
static bool is_numbered(const struct hs_unnamed *un, size_t end)
{
	return isdigit((unsigned char)un->text.word[end][0]) && hs_un_in(un, end - 1, HS_WC_medium);
}

/* "Reuters" of "told Reuters days after the vote": the name of an outlet ends the phrase, unless a noun goes on. */
static size_t outlet_end(const struct hs_unnamed *un, size_t at)
{
	size_t first = hs_un_is(un, at, "the") ? at + 1 : at, n = hs_un_outlet(un, first), end = first + n;

	if (!n || !hs_un_together(un, at, end) || un->possessive[end - 1] || un->text.upper[end] || !un->text.alnum[end] ||
	    un->noun[end] || hs_un_in(un, end, HS_WC_medium) || hs_un_is(un, end, "and") || is_numbered(un, end))
		return 0;
	return end;
}

/* Where the name of an outlet at word `at` ends, whatever goes on behind it ("USA Today" is no date); `at`: there is none. */
static size_t outlet_behind(const struct hs_unnamed *un, size_t at, size_t end)
{
	size_t first = hs_un_is(un, at, "the") ? at + 1 : at, n = at < end ? hs_un_outlet(un, first) : 0;

	return n && first + n <= end ? first + n : at;
}

struct hs_words_run hs_via_phrase(const struct hs_said *said, size_t at)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run phrase = { at, outlet_end(un, at) };

	if (phrase.end)
		return phrase;
	phrase.end = outlet_behind(un, at, said->sentence.end);
	while (phrase.end < said->sentence.end && phrase.end - at < PHRASE_MAX && !phrase_breaks(un, at, phrase.end)) {
		if (phrase.end > at && claim_begins(said, phrase.end))
			break;
		if (hs_un_in(un, phrase.end, HS_WC_prep) && !hs_un_among(un, phrase.end, "of at from in with"))
			break;
		if (hs_un_in(un, phrase.end, HS_WC_prep) &&
		    (hs_un_in(un, phrase.end + 1, HS_WC_month) || hs_un_among(un, phrase.end + 1, "an a 2")))
			break;
		phrase.end++;
	}
	while (phrase.first < phrase.end && !un->text.alnum[phrase.first])
		phrase.first++;
	while (phrase.end > phrase.first &&
	       (!un->text.alnum[phrase.end - 1] || hs_un_in(un, phrase.end - 1, HS_WC_prep) ||
		hs_un_in(un, phrase.end - 1, HS_WC_adverb) || hs_un_is(un, phrase.end - 1, "and")))
		phrase.end--;
	return phrase;
}

static bool is_object_pronoun(const struct hs_unnamed *un, size_t at)
{
	return hs_un_among(un, at, "me us him her them you");
}

/* "her own record", "his 2007 vote" */
static bool is_thing(const struct hs_unnamed *un, size_t at)
{
	const struct hs_noun *noun = un->noun[at];

	return !un->text.upper[at] && ((noun && (noun->cls == HS_NOUN_PAPER || noun->cls == HS_NOUN_DEED)) ||
				       hs_un_among(un, at, "record records vote votes history work plan plans"));
}

/* Somebody or something that can be told: people, a name, an outlet. */
bool hs_via_hears(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	if (phrase.first == phrase.end)
		return false;
	if (is_object_pronoun(un, phrase.first))
		return true;
	if (is_thing(un, phrase.end - 1))
		return false;
	if (un->text.upper[phrase.first])
		return true;
	for (size_t at = phrase.first; at < phrase.end; at++) {
		const struct hs_noun *noun = un->noun[at];

		if (un->text.upper[at] || hs_un_in(un, at, HS_WC_hearer) ||
		    (noun && noun->cls != HS_NOUN_PAPER && noun->cls != HS_NOUN_DEED))
			return true;
	}
	return false;
}

struct hs_words_run hs_via_addressee(const struct hs_said *said, size_t at)
{
	const struct hs_unnamed *un = said->un;

	if (is_object_pronoun(un, at) && (!hs_un_is(un, at, "her") || !un->text.alnum[at + 1] ||
					  hs_un_in(un, at + 1, HS_WC_det) || hs_un_in(un, at + 1, HS_WC_pron) ||
					  hs_un_in(un, at + 1, HS_WC_prep) || hs_un_is(un, at + 1, "that")))
		return (struct hs_words_run){ at, at + 1 };
	return hs_via_phrase(said, at);
}

bool hs_ranges_hold(struct hs_ranges ranges, struct hs_range range)
{
	for (size_t i = 0; i < ranges.n; i++)
		if (hs_range_meet(ranges.at[i], range))
			return true;
	return false;
}

/* An occasion inside the words of the claim is part of what is claimed. */
bool hs_via_in_content(const struct hs_said *said, struct hs_words_run phrase)
{
	return phrase.first < phrase.end &&
	       hs_ranges_hold(said->claim->content, hs_un_range(said->un, phrase.first, phrase.end));
}

bool hs_via_in_source(const struct hs_said *said, struct hs_words_run phrase)
{
	return hs_ranges_hold(said->claim->source_spans, hs_un_range(said->un, phrase.first, phrase.end));
}

static bool said_set(struct hs_said *said, struct hs_unnamed *un, struct hs_claim *claim)
{
	struct hs_words_run cue;

	if (!claim->cue.n)
		return false;
	cue.first = hs_un_word(un, claim->cue.at[0].start);
	cue.end = cue.first;
	while (cue.end < un->text.n && un->range[cue.end].start < claim->cue.at[0].end &&
	       un->range[cue.end].start >= claim->cue.at[0].start)
		cue.end++;
	if (cue.first >= un->text.n || cue.end == cue.first)
		return false;
	*said = (struct hs_said){
		.un = un, .claim = claim, .cue = cue,
		.sentence = { hs_un_sentence_start(un, cue.first), hs_un_sentence_end(un, cue.first) },
	};
	return true;
}

struct hs_ranges hs_via_ranges(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	struct hs_range *at = hs_arena_alloc(un->arena, sizeof(*at));

	*at = hs_un_range(un, phrase.first, phrase.end);
	return (struct hs_ranges){ at, 1 };
}

void hs_via_find(struct hs_unnamed *un)
{
	struct hs_said *saids = hs_arena_array(un->arena, un->out->n_claims, sizeof(*saids));

	pthread_once(&programmes_once, programmes_compile);
	for (size_t i = 0; i < un->out->n_claims; i++)
		said_set(&saids[i], un, &un->out->claims[i]);
	hs_told_find(un, saids);
	hs_through_find(un, saids);
	hs_chain_find(un, saids);
}
