/*
 * via - whom the words were told, and who carried them: "told The Herald", "in an interview with reporters",
 * "the paper reported, citing two officials", "through a spokesman".
 */
#include "config.h"

#include <ctype.h>
#include <pthread.h>
#include <string.h>

#include "attribute/unnamed_p.h"

enum want { PEOPLE, MEDIUM };

static const struct hs_wording_row told_rows[] = {
#define TOLD(pattern, want) { pattern, want },
#include "lexicon/via.def"
#undef TOLD
};

static const struct hs_wording_row through_rows[] = {
#define THROUGH(pattern) { pattern, PEOPLE },
#include "lexicon/via.def"
#undef THROUGH
};

#define PHRASE_MAX 14                   /* words of an addressee */
#define SEARCH_MAX 60                   /* words around a cue where its addressee is looked for */
#define FRONT_WORDS 6                   /* "In a lengthy December interview" */
#define BESIDE_WORDS 12

static const struct hs_wording_row programme_rows[] = {
#define PROGRAMME(pattern) { pattern, 0 },
#include "lexicon/via.def"
#undef PROGRAMME
};

static struct hs_wording_set *told, *through, *programmes;
static pthread_once_t via_once = PTHREAD_ONCE_INIT;

static void via_compile(void)
{
	told = hs_wording_set_new(told_rows, sizeof(told_rows) / sizeof(*told_rows));
	programmes = hs_wording_set_new(programme_rows, sizeof(programme_rows) / sizeof(*programme_rows));
	through = hs_wording_set_new(through_rows, sizeof(through_rows) / sizeof(*through_rows));
}

struct words {                          /* [first, end); empty: nothing */
	size_t first, end;
};

/* A claim as the rules of this file see it. */
struct scene {
	struct hs_unnamed *un;
	struct hs_claim *claim;
	struct words cue, sentence;
};

/* --- Addressees ----------------------------------------------------------------------------------- */

static bool is_quote(const struct hs_unnamed *un, size_t at)
{
	return hs_un_among(un, at, "\" “ ” '' ' ‘ ’");
}

/* An outlet, a programme that the table knows, or one with a name: "Ana Diaz's radio show". */
static bool names_medium(const struct hs_unnamed *un, struct words phrase)
{
	struct hs_wording_match match;
	bool named = false, medium = false;

	for (size_t at = phrase.first; at < phrase.end; at++) {
		if (hs_un_outlet(un, at) || (un->text.upper[at] && hs_wording_match(&match, programmes, &un->text, at)))
			return true;
		if (is_quote(un, at) && at > phrase.first && un->possessive[at - 1] && un->text.upper[at - 1])
			return true;            /* "the station's “Morning Call”" */
		if (hs_un_in(un, at, HS_WC_medium))
			medium = true;
		else
			named |= un->text.upper[at];
	}
	return named && medium;
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
		return !is_quote(un, at) && !hs_un_among(un, at, "& / -");
	if (hs_un_in(un, at, HS_WC_finite) || hs_un_in(un, at, HS_WC_aux) || hs_un_in(un, at, HS_WC_saying) ||
	    hs_un_in(un, at, HS_WC_day) || hs_un_among(un, at, "that who which whom if whether because when while as but "
						       "about on during earlier later last this after before not to"))
		return true;
	if (at == first)
		return false;
	if (un->text.upper[at - 1] && hs_un_together(un, at, at + 1) && un->text.upper[at + 1])
		return false;           /* "Meet the Press" */
	return hs_un_in(un, at, HS_WC_pron) || (hs_un_in(un, at, HS_WC_det) && !hs_un_in(un, at - 1, HS_WC_prep) &&
						!hs_un_in(un, at - 1, HS_WC_det) && !hs_un_is(un, at - 1, "and"));
}

/* An addressee ends where the claim's own words or its source begin. */
static bool claim_begins(const struct scene *scene, size_t at)
{
	const struct hs_claim *claim = scene->claim;
	uint32_t start = scene->un->range[at].start;

	return (claim->content.n && claim->content.at[0].start == start) ||
	       (claim->source_spans.n && claim->source_spans.at[0].start == start);
}

static struct words phrase_at(const struct scene *scene, size_t at)
{
	const struct hs_unnamed *un = scene->un;
	struct words phrase = { at, at };

	while (phrase.end < scene->sentence.end && phrase.end - at < PHRASE_MAX && !phrase_breaks(un, at, phrase.end)) {
		if (phrase.end > at && claim_begins(scene, phrase.end))
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

/* Somebody or something that can be told: people, a name, an outlet. */
static bool can_hear(const struct hs_unnamed *un, struct words phrase)
{
	if (phrase.first == phrase.end)
		return false;
	if (is_object_pronoun(un, phrase.first) || un->text.upper[phrase.first])
		return true;
	for (size_t at = phrase.first; at < phrase.end; at++) {
		const struct hs_noun *noun = un->noun[at];

		if (un->text.upper[at] || hs_un_in(un, at, HS_WC_hearer) ||
		    (noun && noun->cls != HS_NOUN_PAPER && noun->cls != HS_NOUN_DEED))
			return true;
	}
	return false;
}

static struct words pronoun_or_phrase(const struct scene *scene, size_t at)
{
	const struct hs_unnamed *un = scene->un;

	if (is_object_pronoun(un, at) && (!hs_un_is(un, at, "her") || !un->text.alnum[at + 1] ||
					  hs_un_in(un, at + 1, HS_WC_det) || hs_un_in(un, at + 1, HS_WC_pron) ||
					  hs_un_in(un, at + 1, HS_WC_prep) || hs_un_is(un, at + 1, "that")))
		return (struct words){ at, at + 1 };
	return phrase_at(scene, at);
}

/* The part of the sentence in which the claim's addressee is looked for. */
static struct words words_around(const struct scene *scene)
{
	struct words around = scene->sentence;

	if (scene->cue.first > around.first + SEARCH_MAX)
		around.first = scene->cue.first - SEARCH_MAX;
	if (around.end > scene->cue.end + SEARCH_MAX)
		around.end = scene->cue.end + SEARCH_MAX;
	return around;
}

static bool holds(struct hs_ranges ranges, struct hs_range range)
{
	for (size_t i = 0; i < ranges.n; i++)
		if (hs_range_meet(ranges.at[i], range))
			return true;
	return false;
}

/* An occasion inside the words of the claim is part of what is claimed. */
static bool is_content(const struct scene *scene, struct words phrase)
{
	return phrase.first < phrase.end &&
	       holds(scene->claim->content, hs_un_range(scene->un, phrase.first, phrase.end));
}

static bool is_source(const struct scene *scene, struct words phrase)
{
	return holds(scene->claim->source_spans, hs_un_range(scene->un, phrase.first, phrase.end));
}

/* --- Told ------------------------------------------------------------------------------------------- */

static struct words const none = { 0, 0 };

/* "told the story of the flood": what is told, and not to whom. */
static bool is_tale(const struct hs_unnamed *un, struct words phrase)
{
	for (size_t at = phrase.first; at < phrase.end; at++)
		if (hs_un_among(un, at, "story stories tale tales truth lie lies joke jokes anecdote"))
			return true;
	return false;
}

/* "told reporters", "asked him whether": the object of the verb at word `verb`. */
static struct words object_of(const struct scene *scene, size_t verb)
{
	const struct hs_unnamed *un = scene->un;
	struct words phrase;

	if (verb + 1 >= scene->sentence.end || (!un->text.alnum[verb + 1] && !is_quote(un, verb + 1)) ||
	    hs_un_in(un, verb + 1, HS_WC_adverb))
		return none;
	phrase = pronoun_or_phrase(scene, verb + 1);
	if (hs_un_in(un, phrase.first, HS_WC_prep) || hs_un_among(un, phrase.first, "how why what when where whom more") ||
	    is_tale(un, phrase))
		return none;
	return can_hear(un, phrase) || hs_un_in(un, verb, HS_WC_telling) ? phrase : none;
}

/* "Diaz was asked by the moderator": who stands before a passive verb. */
static struct words subject_of_passive(const struct scene *scene, size_t verb)
{
	const struct hs_unnamed *un = scene->un;
	size_t end = verb, first;

	while (end > scene->sentence.first && (hs_un_in(un, end - 1, HS_WC_aux) || hs_un_in(un, end - 1, HS_WC_adverb)))
		end--;
	for (first = end; first > scene->sentence.first && end - first < 5 && !hs_un_is_border(un, first - 1); first--)
		;
	return (struct words){ first, end };
}

static struct words told_by_verb(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;

	for (size_t at = scene->cue.end; at-- > scene->cue.first;) {
		if (!hs_un_in(un, at, HS_WC_addressing))
			continue;
		if (hs_un_is(un, at + 1, "by") && at > 0 && hs_un_in(un, at - 1, HS_WC_be))
			return subject_of_passive(scene, at);
		return object_of(scene, at);
	}
	return none;
}

/* "Diaz to voters: We waited" */
static struct words told_by_headline(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;
	size_t at = scene->cue.first;

	if (!hs_un_is(un, at, ":"))
		return none;
	while (at > scene->sentence.first && scene->cue.first - at < PHRASE_MAX && !hs_un_is(un, at - 1, "to"))
		at--;
	if (at < scene->sentence.first + 2 || !hs_un_is(un, at - 1, "to") || !is_source(scene, (struct words){ at - 2, at - 1 }))
		return none;
	return (struct words){ at, scene->cue.first };
}

/* "to" of an address, and not of "prior to", "according to", "referring to". */
static bool addresses(const struct scene *scene, size_t at)
{
	const struct hs_unnamed *un = scene->un;

	if (hs_un_is(un, at, "with"))
		return at > 0 && hs_un_in(un, at - 1, HS_WC_joking);
	return hs_un_is(un, at, "to") && at > 0 && !hs_un_in(un, at - 1, HS_WC_not_to);
}

/* "said to the crowd", "wrote to the board", "joked with reporters". */
static struct words told_by_preposition(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;
	bool verb = false;

	for (size_t at = scene->cue.first; at < scene->sentence.end && at < scene->cue.end + 8; at++) {
		if (at >= scene->cue.end && !un->text.alnum[at])
			break;
		if (verb && addresses(scene, at)) {
			struct words phrase = pronoun_or_phrase(scene, at + 1);

			if (can_hear(un, phrase) && !hs_un_is(un, at + 1, "be"))
				return phrase;
		}
		if (at < scene->cue.end)
			verb |= hs_un_in(un, at, HS_WC_say_to);
	}
	return none;
}

/* An occasion is the claim's own where it opens the sentence, stands beside the cue, or between commas before it. */
static bool is_near(const struct scene *scene, size_t at)
{
	if (at < scene->sentence.first + FRONT_WORDS && at < scene->cue.end)
		return !hs_un_among(scene->un, scene->sentence.first, "after before since when while");
	if (at >= scene->cue.first)
		return at < scene->cue.end + BESIDE_WORDS;
	return scene->cue.first - at < SEARCH_MAX && !scene->un->text.alnum[at - 1];
}

/* "In an interview with the station, ...", "speaking to reporters". */
static struct words told_by_occasion(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;
	struct words around = words_around(scene);
	struct hs_wording_match match;

	for (size_t at = around.first; at < around.end; at++) {
		struct words phrase;

		if (!is_near(scene, at) || !hs_wording_match(&match, told, &un->text, at))
			continue;
		phrase = pronoun_or_phrase(scene, match.end);
		if (match.value == MEDIUM ? names_medium(un, phrase) : can_hear(un, phrase))
			return phrase;
	}
	return none;
}

/* "said on NBC's Meet the Press", "at a CNN forum", "in a Bloomberg interview". */
static struct words told_on_air(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;
	struct words around = words_around(scene);

	for (size_t at = around.first; at < around.end; at++) {
		struct words phrase;
		size_t outlet = 0;

		if (!is_near(scene, at) || !hs_un_among(un, at, "on at during in"))
			continue;
		phrase = phrase_at(scene, at + 1);
		for (size_t in = phrase.first; in < phrase.end && !outlet; in++)
			outlet = hs_un_outlet(un, in);
		if (hs_un_is(un, at, "on") ? names_medium(un, phrase)
					   : outlet && hs_un_in(un, phrase.end - 1, HS_WC_event))
			return phrase;
	}
	return none;
}

/* "according to two guards who spoke to The Herald": said in the words for the source. */
static bool is_of_source(const struct scene *scene, struct words phrase)
{
	const struct hs_unnamed *un = scene->un;
	size_t back = phrase.first;

	while (back > 0 && phrase.first - back < 4 && !hs_un_in(un, back, HS_WC_speaking_to) && !hs_un_is(un, back, "writing"))
		back--;
	return hs_un_in(un, back, HS_WC_speaking_to) || hs_un_is(un, back, "writing");
}

static struct words told_find(const struct scene *scene)
{
	static struct words (*const ways[])(const struct scene *) = {
		told_by_verb, told_by_headline, told_by_preposition, told_by_occasion, told_on_air,
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct words phrase = ways[i](scene);

		if (phrase.first < phrase.end && (i == 0 || !is_content(scene, phrase)) &&
		    (!is_source(scene, phrase) || is_of_source(scene, phrase))) {
			return phrase;
		}
	}
	return none;
}

/* --- Scenes ----------------------------------------------------------------------------------------- */

static bool scene_set(struct scene *scene, struct hs_unnamed *un, struct hs_claim *claim)
{
	struct words cue;

	if (!claim->cue.n)
		return false;
	cue.first = hs_un_word(un, claim->cue.at[0].start);
	cue.end = cue.first;
	while (cue.end < un->text.n && un->range[cue.end].start < claim->cue.at[0].end &&
	       un->range[cue.end].start >= claim->cue.at[0].start)
		cue.end++;
	if (cue.first >= un->text.n || cue.end == cue.first)
		return false;
	*scene = (struct scene){
		.un = un, .claim = claim, .cue = cue,
		.sentence = { hs_un_sentence_start(un, cue.first), hs_un_sentence_end(un, cue.first) },
	};
	return true;
}

static struct hs_ranges ranges_of(const struct hs_unnamed *un, struct words phrase)
{
	struct hs_range *at = hs_arena_alloc(un->arena, sizeof(*at));

	*at = hs_un_range(un, phrase.first, phrase.end);
	return (struct hs_ranges){ at, 1 };
}

static bool same_speaker(const struct hs_claim *a, const struct hs_claim *b)
{
	return a->source == b->source;
}

/* "told the group, adding that ...": one addressee for all that a sentence gives to one speaker. */
static void told_share(struct hs_unnamed *un, struct scene *scenes)
{
	for (size_t i = 1; i < un->out->n_claims; i++) {
		struct scene *here = &scenes[i], *before = &scenes[i - 1];

		if (here->claim && before->claim && !here->claim->told.n && before->claim->told.n &&
		    same_speaker(here->claim, before->claim) && here->sentence.first == before->sentence.first)
			here->claim->told = before->claim->told;
	}
}

/* --- Carried ------------------------------------------------------------------------------------------ */

static bool is_outlet(const struct hs_unnamed *un, const struct hs_claim *claim)
{
	enum hs_kind kind = un->out->sources[claim->source].kind;
	size_t at;

	if (kind == HS_KIND_OUTLET || kind == HS_KIND_WIRE)
		return true;
	if (!claim->source_spans.n || kind == HS_KIND_PERSON)
		return false;
	at = hs_un_word(un, claim->source_spans.at[0].start);
	return hs_un_outlet(un, hs_un_is(un, at, "the") ? at + 1 : at) > 0;
}

/* "through a spokesman", "in a statement released by her office". */
static struct words through_find(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;
	struct hs_wording_match match;

	for (size_t at = scene->sentence.first; at < scene->sentence.end && at < scene->cue.end + SEARCH_MAX; at++) {
		struct words phrase;

		if (!hs_wording_match(&match, through, &un->text, at))
			continue;
		phrase = phrase_at(scene, hs_un_in(un, match.end - 1, HS_WC_det) || hs_un_in(un, match.end - 1, HS_WC_mouthpiece)
						  ? match.first + 1 : match.end);
		if (can_hear(un, phrase) && !is_content(scene, phrase) && !is_source(scene, phrase))
			return phrase;
	}
	return none;
}

static bool cue_has(const struct scene *scene, enum hs_words_class wc)
{
	for (size_t at = scene->cue.first; at < scene->cue.end; at++)
		if (hs_un_in(scene->un, at, wc))
			return true;
	return false;
}

/* Are there words of somebody else in the content: "He was asked to leave, Diaz said", a quotation? */
static bool content_speaks(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;

	for (size_t i = 0; i < scene->claim->content.n; i++) {
		struct hs_range content = scene->claim->content.at[i];

		for (size_t at = hs_un_word(un, content.start); at < un->text.n && un->range[at].start < content.end &&
		     un->range[at].start >= content.start; at++)
			if (hs_un_in(un, at, HS_WC_saidverb) || hs_un_among(un, at, "\" “ ''"))
				return true;
	}
	return false;
}

/* "The Herald reported, citing two officials": the claim is theirs and came through the outlet. */
static bool carries_others(const struct scene *scene)
{
	const struct hs_unnamed *un = scene->un;

	if (cue_has(scene, HS_WC_citing))
		return true;
	for (size_t at = scene->cue.first; at < scene->sentence.end && at < scene->cue.end + BESIDE_WORDS; at++)
		if (hs_un_in(un, at, HS_WC_citing))
			return true;
	return cue_has(scene, HS_WC_carrying) && content_speaks(scene);
}

static void through_outlets(struct hs_unnamed *un, const struct scene *scenes)
{
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_claim *claim = &un->out->claims[i];
		int32_t outer = claim->outer;

		if (scenes[i].claim && !claim->through.n && is_outlet(un, claim) && carries_others(&scenes[i]))
			claim->through = claim->source_spans;
		if (outer >= 0 && scenes[outer].claim && !claim->through.n && un->out->claims[outer].source != claim->source &&
		    is_outlet(un, &un->out->claims[outer]) && cue_has(&scenes[outer], HS_WC_carrying))
			claim->through = un->out->claims[outer].source_spans;
	}
}

/* "Citing two officials, the paper reported ...": whatever else these officials say came through the paper. */
static void through_cited(struct hs_unnamed *un, const struct scene *scenes)
{
	struct hs_ranges *carrier = hs_arena_array(un->arena, un->out->n_sources, sizeof(*carrier));

	for (size_t i = 0; i < un->out->n_claims; i++) {
		const struct scene *scene = &scenes[i];

		if (!scene->claim || !is_outlet(un, scene->claim) || !scene->claim->through.n)
			continue;
		for (size_t f = hs_un_figures_before(un, scene->sentence.first);
		     f < un->n_found && un->figures[f].head < scene->sentence.end; f++) {
			const struct hs_figure *figure = &un->figures[f];

			if (figure->entry >= 0 && figure->first > 0 && hs_un_in(un, figure->first - 1, HS_WC_citing) &&
			    un->out->sources[figure->entry].mentions.at[0].start + 1 > un->range[figure->first].start)
				carrier[figure->entry] = scene->claim->source_spans;
		}
	}
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_claim *claim = &un->out->claims[i];

		if (!claim->through.n && carrier[claim->source].n)
			claim->through = carrier[claim->source];
	}
}

/* "The Herald's Ann Lee reports:" before a block of quoted paragraphs: all of the block came through her. */
static struct words block_carrier(const struct hs_unnamed *un, size_t colon)
{
	size_t start = hs_un_sentence_start(un, colon), first;

	if (colon < start + 2 || !hs_un_in(un, colon - 1, HS_WC_carrying))
		return none;
	for (first = colon - 1; first > start && colon - first < PHRASE_MAX && un->text.alnum[first - 1] &&
	     (un->text.upper[first - 1] || hs_un_in(un, first - 1, HS_WC_det)); first--)
		;
	return (struct words){ first, colon - 1 };
}

static size_t block_end(const struct hs_unnamed *un, size_t at)
{
	while (at < un->text.n && is_quote(un, at)) {
		uint32_t para = un->para[at];

		while (at < un->text.n && un->para[at] == para)
			at++;
	}
	return at;
}

static void through_blocks(struct hs_unnamed *un, const struct scene *scenes)
{
	struct words carrier = none, block = none;
	size_t i = 0;

	for (size_t at = 1; at + 1 < un->text.n; at++) {
		if (!hs_un_is(un, at, ":") || un->para[at + 1] == un->para[at])
			continue;
		carrier = block_carrier(un, at);
		block = (struct words){ at + 1, block_end(un, at + 1) };
		if (carrier.first == carrier.end || block.first == block.end)
			continue;
		while (i < un->out->n_claims && (!scenes[i].claim || scenes[i].cue.first < block.first))
			i++;
		for (; i < un->out->n_claims && (!scenes[i].claim || scenes[i].cue.first < block.end); i++)
			if (scenes[i].claim && !scenes[i].claim->through.n)
				scenes[i].claim->through = ranges_of(un, carrier);
	}
}

void hs_via_find(struct hs_unnamed *un)
{
	struct scene *scenes = hs_arena_array(un->arena, un->out->n_claims, sizeof(*scenes));

	pthread_once(&via_once, via_compile);
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_claim *claim = &un->out->claims[i];
		struct words phrase;

		if (!scene_set(&scenes[i], un, claim))
			continue;
		phrase = told_find(&scenes[i]);
		if (phrase.first < phrase.end)
			claim->told = ranges_of(un, phrase);
		phrase = through_find(&scenes[i]);
		if (phrase.first < phrase.end)
			claim->through = ranges_of(un, phrase);
	}
	told_share(un, scenes);
	through_outlets(un, scenes);
	through_cited(un, scenes);
	through_blocks(un, scenes);
}
