/*
 * told - whom the words of a claim were told: "told The Herald", "said to the crowd", "in an interview with reporters".
 */
#include "config.h"

#include <pthread.h>

#include "attribute/via_p.h"

#define FRONT_WORDS 6                   /* "In a lengthy December interview" */
#define FRONT_QUESTION 14               /* "When asked for her position in a December interview" */
#define TELLING_WORDS 300       /* words before the cue among which "telling" is looked for */
#define GOVERN_WORDS 16                 /* words from a source to its cue, with an occasion between them */
#define ASKER_WORDS 5                   /* of the name of an outlet before "interviewed" */
#define BESIDE_WORDS 24
#define PHRASE_MAX 14                   /* words of an addressee */

enum want { PEOPLE, MEDIUM };

static const struct hs_wording_row told_rows[] = {
#define TOLD(pattern, want) { pattern, want },
#include "lexicon/via.def"
#undef TOLD
};

static struct hs_wording_set *told;
static pthread_once_t told_once = PTHREAD_ONCE_INIT;

static void told_compile(void)
{
	told = hs_wording_set_new(told_rows, sizeof(told_rows) / sizeof(*told_rows));
}

static const struct hs_words_run none;

/* "told the story of the flood": what is told, and not to whom. */
static bool is_tale(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	for (size_t at = phrase.first; at < phrase.end; at++)
		if (hs_un_among(un, at, "story stories tale tales truth lie lies joke jokes anecdote"))
			return true;
	return false;
}

/* "promised a country of chances", "is promising them": what is promised, as nothing else follows. */
static bool is_promised(const struct hs_said *said, size_t verb, struct hs_words_run phrase)
{
	const struct hs_unnamed *un = said->un;

	return hs_un_among(un, verb, "promise promises promised promising") &&
	       (phrase.end >= said->sentence.end || !un->text.alnum[phrase.end] || hs_un_in(un, phrase.end, HS_WC_prep));
}

/* "told reporters", "asked him whether": the object of the verb at word `verb`. */
static struct hs_words_run object_of(const struct hs_said *said, size_t verb)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run phrase;

	if (verb + 1 >= said->sentence.end || (!un->text.alnum[verb + 1] && !hs_word_is_any_quote(un->text.word[verb + 1])) ||
	    hs_un_in(un, verb + 1, HS_WC_adverb))
		return none;
	phrase = hs_via_addressee(said, verb + 1);
	if (hs_un_in(un, phrase.first, HS_WC_prep) ||
	    hs_un_among(un, phrase.first, "how why what when where whom more myself himself herself themselves yourself") ||
	    is_tale(un, phrase) || is_promised(said, verb, phrase))
		return none;
	return hs_via_hears(un, phrase) || hs_un_in(un, verb, HS_WC_telling) ? phrase : none;
}

/* "Diaz was asked by the moderator": who stands before a passive verb. */
static struct hs_words_run subject_of_passive(const struct hs_said *said, size_t verb)
{
	const struct hs_unnamed *un = said->un;
	size_t end = verb, first;

	while (end > said->sentence.first && (hs_un_in(un, end - 1, HS_WC_aux) || hs_un_in(un, end - 1, HS_WC_adverb)))
		end--;
	for (first = end; first > said->sentence.first && end - first < 5 && !hs_un_is_border(un, first - 1); first--)
		;
	return (struct hs_words_run){ first, end };
}

/* "has to remind voters", "is likely to tell": nobody has been told yet. */
static bool is_to_come(const struct hs_said *said, size_t verb)
{
	const struct hs_unnamed *un = said->un;

	return verb >= said->cue.first + 2 && hs_un_is(un, verb - 1, "to") &&
	       hs_un_among(un, verb - 2, "likely has have had need needs bound going ought supposed hopes wants plans");
}

static struct hs_words_run told_by_verb(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;

	for (size_t at = said->cue.end; at-- > said->cue.first;) {
		if (!hs_un_in(un, at, HS_WC_addressing) || is_to_come(said, at))
			continue;
		if (hs_un_is(un, at + 1, "by") && at > 0 && hs_un_in(un, at - 1, HS_WC_be))
			return subject_of_passive(said, at);
		return object_of(said, at);
	}
	return none;
}

/* "Diaz to voters: We waited" */
static struct hs_words_run told_by_headline(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	size_t at = said->cue.first;

	if (!hs_un_is(un, at, ":"))
		return none;
	while (at > said->sentence.first && said->cue.first - at < PHRASE_MAX && !hs_un_is(un, at - 1, "to"))
		at--;
	if (at < said->sentence.first + 2 || !hs_un_is(un, at - 1, "to") ||
	    !hs_via_in_source(said, (struct hs_words_run){ at - 2, at - 1 }))
		return none;
	return (struct hs_words_run){ at, said->cue.first };
}

/* "to" of an address, and not of "prior to", "according to", "referring to". */
static bool addresses(const struct hs_said *said, size_t at)
{
	const struct hs_unnamed *un = said->un;

	if (hs_un_is(un, at, "with"))
		return at > 0 && hs_un_in(un, at - 1, HS_WC_joking);
	return hs_un_is(un, at, "to") && at > 0 && !hs_un_in(un, at - 1, HS_WC_not_to);
}

/* "said to the crowd", "wrote to the board", "joked with reporters". */
static struct hs_words_run told_by_preposition(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	bool verb = false;

	for (size_t at = said->cue.first; at < said->sentence.end && at < said->cue.end + 8; at++) {
		if (at >= said->cue.end && (!un->text.alnum[at] || hs_un_among(un, at, "when before after if until because")))
			break;
		if (verb && addresses(said, at)) {
			struct hs_words_run phrase = hs_via_addressee(said, at + 1);

			if (hs_via_hears(un, phrase) && !hs_un_is(un, at + 1, "be"))
				return phrase;
		}
		if (at < said->cue.end)
			verb |= hs_un_in(un, at, HS_WC_say_to);
	}
	return none;
}

/* "Diaz, speaking to ...": is word `at` set off right behind the claim's source? */
static bool follows_source(const struct hs_said *said, size_t at)
{
	struct hs_ranges source = said->claim->source_spans;
	struct hs_range mark;

	if (!source.n || said->un->text.alnum[at - 1])
		return false;
	mark = said->un->range[at - 1];
	return source.at[source.n - 1].end <= mark.end && mark.start < source.at[source.n - 1].end + 2;
}

#define QUESTIONED "asked pressed questioned reached quizzed contacted interviewed approached"

/* "When asked on CNN", "Reached by the paper": the front of the sentence tells who put the question. */
static bool opens_with_question(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	size_t first = said->sentence.first;

	return hs_un_among(un, hs_un_is(un, first, "when") ? first + 1 : first, QUESTIONED);
}

/* "In a lengthy interview", "Sunday, on CNN": does what opens the sentence reach word `at`? */
static bool opens_sentence(const struct hs_said *said, size_t at)
{
	const struct hs_unnamed *un = said->un;
	size_t first = said->sentence.first;

	if (at >= first + (opens_with_question(said) ? FRONT_QUESTION : FRONT_WORDS))
		return false;
	for (size_t i = first; i < at; i++)
		if (hs_un_is(un, i, ",") && !hs_un_in(un, i - 1, HS_WC_day) && !hs_un_in(un, i - 1, HS_WC_month))
			return false;
	return true;
}

/* "After her call with the mayor", "His meeting with the mayor was brief": not where the words were said. */
static bool opens_otherwise(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	size_t first = said->sentence.first;

	return (hs_un_among(un, first, "after before since when while if until") && !opens_with_question(said)) ||
	       hs_un_in(un, first, HS_WC_poss) || hs_un_in(un, first, HS_WC_det);
}

/* "... when she speaks to the council": another occasion than that of the claim; but "when contacted by the paper" is its own. */
static bool is_subordinate(const struct hs_said *said, size_t at)
{
	if (at > said->cue.end && hs_un_is(said->un, at - 1, "when") && hs_un_among(said->un, at, QUESTIONED))
		return false;
	for (size_t back = at; back > said->cue.end && at - back < 4; back--)
		if (hs_un_among(said->un, back - 1, "when before after if until once while"))
			return true;
	return false;
}

/* "Diaz is making a pitch to voters, saying ...": does the source of the claim govern word `at` and the cue? */
static bool governs(const struct hs_said *said, size_t at)
{
	struct hs_ranges source = said->claim->source_spans;

	return source.n == 1 && source.at[0].end <= said->un->range[at].start &&
	       source.at[0].start >= said->un->range[said->sentence.first].start &&
	       said->cue.first - hs_un_word(said->un, source.at[0].end) < GOVERN_WORDS;
}

/* An occasion is the claim's own where it opens the sentence, stands beside the cue, or between source and cue. */
static bool is_near(const struct hs_said *said, size_t at)
{
	if (at < said->cue.end && opens_sentence(said, at))
		return !opens_otherwise(said);
	if (at >= said->cue.first)
		return at < said->cue.end + BESIDE_WORDS && !is_subordinate(said, at);
	return said->cue.first - at < HS_VIA_WORDS && (follows_source(said, at) || governs(said, at));
}

/* "In an interview with the station, ...", "speaking to reporters". */
static struct hs_words_run told_by_occasion(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run around = hs_via_around(said);
	struct hs_wording_match match;

	for (size_t at = around.first; at < around.end; at++) {
		struct hs_words_run phrase;

		if (!is_near(said, at) || !hs_wording_match(&match, told, &un->text, at))
			continue;
		phrase = hs_via_addressee(said, match.end);
		if (match.value == MEDIUM ? hs_via_medium(un, phrase) : hs_via_hears(un, phrase))
			return phrase;
	}
	return none;
}

/* "on the Herald's questions": a thing of the outlet's, and not on its air. */
static bool is_thing_of_outlet(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	for (size_t at = phrase.first; at + 1 < phrase.end; at++)
		if (un->possessive[at] && hs_un_outlet(un, at))
			return un->text.alnum[at + 1] && !un->text.upper[at + 1] && !hs_un_in(un, phrase.end - 1, HS_WC_medium) &&
			       !hs_un_in(un, phrase.end - 1, HS_WC_event);
	return false;
}

/* "said on NBC's Meet the Press", "at a CNN forum", "in a Bloomberg interview". */
static struct hs_words_run told_on_air(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run around = hs_via_around(said);

	for (size_t at = around.first; at < around.end; at++) {
		struct hs_words_run phrase;
		size_t outlet = 0;

		if (!is_near(said, at) || !hs_un_among(un, at, "on at during in") ||
		    (at > 0 && hs_un_among(un, at - 1, "time years days tenure career stint")))
			continue;               /* "in her years at the station" */
		phrase = hs_via_phrase(said, at + 1);
		if (is_thing_of_outlet(un, phrase))
			continue;
		for (size_t in = phrase.first; in < phrase.end && !outlet; in++)
			outlet = hs_un_outlet(un, in);
		if (hs_un_is(un, at, "on") ? hs_via_medium(un, phrase)
					   : outlet && hs_un_in(un, phrase.end - 1, HS_WC_event))
			return phrase;
	}
	return none;
}

/* "Diaz hit back, telling The Herald in an interview: ..., he said": the verb of the address is no cue of its own. */
static struct hs_words_run told_by_participle(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	size_t cue = said->cue.first, first = said->sentence.first;

	for (size_t at = cue > first + TELLING_WORDS ? cue - TELLING_WORDS : first; at < cue; at++)
		if (hs_un_is(un, at, "telling") && at > said->sentence.first && hs_un_is(un, at - 1, ","))
			return object_of(said, at);
	return none;
}

/* "the guards that The Herald interviewed", "everyone I spoke to" in the words for the source: who asked them. */
static struct hs_words_run told_to_asker(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_ranges source = said->claim->source_spans;

	for (size_t i = 0; i < source.n; i++)
		for (size_t at = hs_un_word(un, source.at[i].start) + 1; at < un->text.n && un->range[at].start < source.at[i].end;
		     at++) {
			size_t outlet;

			if (!hs_un_among(un, at, "interviewed spoke talked contacted reached polled"))
				continue;
			if (hs_un_among(un, at - 1, "i we"))
				return (struct hs_words_run){ at - 1, at };
			for (outlet = at > ASKER_WORDS ? at - ASKER_WORDS : 0; outlet < at; outlet++)
				if (outlet + hs_un_outlet(un, outlet) == at)
					return (struct hs_words_run){ outlet - (outlet > 0 && hs_un_is(un, outlet - 1, "the")), at };
		}
	return none;
}

/* "according to two guards who spoke to The Herald": said in the words for the source. */
static bool is_of_source(const struct hs_said *said, struct hs_words_run phrase)
{
	const struct hs_unnamed *un = said->un;
	size_t back = phrase.first;

	while (back > 0 && phrase.first - back < 4 && !hs_un_in(un, back, HS_WC_speaking_to) && !hs_un_is(un, back, "writing"))
		back--;
	return hs_un_in(un, back, HS_WC_speaking_to) || hs_un_is(un, back, "writing") ||
	       hs_un_among(un, phrase.end, "interviewed spoke talked contacted reached polled");
}

/* In the words of another claim, which does not hold this one: "he had met with the board, but Diaz said ...". */
static bool is_told_elsewhere(const struct hs_said *said, struct hs_words_run phrase)
{
	const struct hs_extraction *out = said->un->out;
	struct hs_range range = hs_un_range(said->un, phrase.first, phrase.end);

	for (size_t i = 0; i < out->n_claims; i++) {
		const struct hs_claim *claim = &out->claims[i];

		if (claim != said->claim && claim->para == said->claim->para && hs_ranges_hold(claim->content, range) &&
		    !hs_ranges_hold(claim->content, said->claim->cue.at[0]))
			return true;
	}
	return false;
}

/* "was not authorized to speak to the press": nobody was told there. */
static bool is_barred(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	for (size_t i = 0; i < un->n_marks; i++)
		if (un->marks[i].reason_first < phrase.end && phrase.first < un->marks[i].reason_end)
			return true;
	return false;
}

static struct hs_words_run told_find(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	static struct hs_words_run (*const ways[])(const struct hs_said *) = {
		told_by_verb, told_by_headline, told_by_preposition, told_by_occasion, told_on_air, told_by_participle, told_to_asker,
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct hs_words_run phrase = ways[i](said);

		if (phrase.first < phrase.end && !is_barred(un, phrase) && (i == 0 || !hs_via_in_content(said, phrase)) &&
		    (i < 3 || (said->claim->source_spans.n && !is_told_elsewhere(said, phrase))) &&
		    (!hs_via_in_source(said, phrase) || is_of_source(said, phrase)))
			return phrase;
	}
	return none;
}

static bool same_speaker(const struct hs_claim *a, const struct hs_claim *b)
{
	return a->source == b->source;
}

/* "told the group, adding that ...": one addressee for all that a sentence gives to one speaker. */
static void told_share(struct hs_unnamed *un, struct hs_said *saids)
{
	for (size_t i = 1; i < un->out->n_claims; i++) {
		struct hs_said *here = &saids[i], *before = &saids[i - 1];

		if (here->claim && before->claim && !here->claim->told.n && before->claim->told.n &&
		    same_speaker(here->claim, before->claim) && here->sentence.first == before->sentence.first)
			here->claim->told = before->claim->told;
	}
}

/* Does the source of the claim stand in `words`, or is it no more than "she"? */
static bool is_mentioned(const struct hs_said *said, struct hs_words_run words)
{
	const struct hs_unnamed *un = said->un;
	struct hs_ranges mentions = un->out->sources[said->claim->source].mentions, source = said->claim->source_spans;

	if (source.n && hs_un_among(un, hs_un_word(un, source.at[0].start), "he she they"))
		return true;
	return words.first < words.end && hs_ranges_hold(mentions, hs_un_range(un, words.first, words.end));
}

static bool is_press(const struct hs_unnamed *un, struct hs_words_run phrase)
{
	for (size_t at = phrase.first; at < phrase.end; at++)
		if (hs_un_among(un, at, "reporters journalists press media"))
			return true;
	return false;
}

/* "Diaz sat down with the station on Friday. She said ...": the occasion of a sentence before, in which nothing is said. */
static struct hs_words_run told_before(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_said before = *said;
	struct hs_wording_match match;

	if (said->sentence.first == 0 || un->para[said->sentence.first - 1] != un->para[said->sentence.first])
		return none;
	before.sentence = (struct hs_words_run){ hs_un_sentence_start(un, said->sentence.first - 1), said->sentence.first };
	for (size_t at = before.sentence.first; at < before.sentence.end; at++) {
		struct hs_words_run phrase;

		if (!hs_wording_match(&match, told, &un->text, at))
			continue;
		phrase = hs_via_phrase(&before, match.end);
		if ((hs_via_medium(un, phrase) || is_press(un, phrase)) && !is_told_elsewhere(&before, phrase) &&
		    is_mentioned(said, (struct hs_words_run){ before.sentence.first, at }))
			return phrase;
	}
	return none;
}

/* Is something attributed in the sentence before? Then the occasion is that claim's. */
static bool said_before(const struct hs_said *saids, size_t i)
{
	const struct hs_said *here = &saids[i];

	return i > 0 && saids[i - 1].claim && here->sentence.first > 0 &&
	       saids[i - 1].sentence.first == hs_un_sentence_start(here->un, here->sentence.first - 1);
}

void hs_told_find(struct hs_unnamed *un, struct hs_said *saids)
{
	pthread_once(&told_once, told_compile);
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_words_run phrase;

		if (!saids[i].claim)
			continue;
		phrase = told_find(&saids[i]);
		if (phrase.first == phrase.end && !said_before(saids, i))
			phrase = told_before(&saids[i]);
		if (phrase.first < phrase.end)
			saids[i].claim->told = hs_via_ranges(un, phrase);
	}
	told_share(un, saids);
}
