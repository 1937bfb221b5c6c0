/*
 * through - who carried the words of a claim: "The Herald reported, citing two officials", "through a spokesman".
 */
#include "config.h"

#include <pthread.h>

#include "attribute/via_p.h"

#define BESIDE_WORDS 12
#define PHRASE_MAX 14                   /* words of a carrier */

static const struct hs_wording_row through_rows[] = {
#define THROUGH(pattern) { pattern, 0 },
#include "lexicon/via.def"
#undef THROUGH
};

static struct hs_wording_set *through;
static pthread_once_t through_once = PTHREAD_ONCE_INIT;

static void through_compile(void)
{
	through = hs_wording_set_new(through_rows, sizeof(through_rows) / sizeof(*through_rows));
}

static const struct hs_words_run none;

static bool is_by_outlet(const struct hs_unnamed *un, const struct hs_claim *claim)
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
static struct hs_words_run through_find(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run around = hs_via_around(said);
	struct hs_wording_match match;

	for (size_t at = around.first; at < around.end; at++) {
		struct hs_words_run phrase;

		if (!hs_wording_match(&match, through, &un->text, at) ||
		    hs_un_among(un, match.first - 1, "first earlier originally previously initially"))
			continue;
		phrase = hs_via_phrase(said, hs_un_in(un, match.end - 1, HS_WC_det) || hs_un_in(un, match.end - 1, HS_WC_mouthpiece)
						  ? match.first + 1 : match.end);
		if (match.end == match.first + 1 && hs_un_among(un, match.first, "via per") && !hs_via_medium(un, phrase))
			continue;               /* "via video link", "per day" */
		if (hs_via_hears(un, phrase) && !hs_via_in_content(said, phrase) &&
		    (!hs_via_in_source(said, phrase) || hs_un_among(un, match.first, "cited quoted")))
			return phrase;          /* "according to two people cited by The Herald" */
	}
	return none;
}

static bool cue_has(const struct hs_said *said, enum hs_words_class wc)
{
	for (size_t at = said->cue.first; at < said->cue.end; at++)
		if (hs_un_in(said->un, at, wc))
			return true;
	return false;
}

/* Are there words of somebody else in the content: "He was asked to leave, Diaz said", a quotation? */
static bool content_speaks(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;

	for (size_t i = 0; i < said->claim->content.n; i++) {
		struct hs_range content = said->claim->content.at[i];

		for (size_t at = hs_un_word(un, content.start); at < un->text.n && un->range[at].start < content.end &&
		     un->range[at].start >= content.start; at++)
			if (hs_un_in(un, at, HS_WC_saidverb) || hs_word_is_quote(un->text.word[at]))
				return true;
	}
	return false;
}

/* "The Herald reported, citing two officials": the claim is theirs and came through the outlet. */
static bool carries_others(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;

	if (cue_has(said, HS_WC_citing))
		return true;
	for (size_t at = said->cue.first; at < said->sentence.end && at < said->cue.end + BESIDE_WORDS; at++)
		if (hs_un_in(un, at, HS_WC_citing))
			return true;
	return cue_has(said, HS_WC_carrying) && content_speaks(said);
}

static struct hs_words_run source_words(const struct hs_said *said)
{
	struct hs_ranges source = said->claim->source_spans;
	struct hs_words_run words = { hs_un_word(said->un, source.at[0].start), 0 };

	for (words.end = words.first; words.end < said->un->text.n &&
	     said->un->range[words.end].start < source.at[0].end; words.end++)
		;
	return words;
}

/* The outlet that printed the article, under its full name or a short one. */
static bool is_own(const struct hs_unnamed *un, struct hs_words_run words)
{
	const char *own = un->article->outlet;

	for (size_t at = words.first; own && at < words.end; at++)
		if (hs_un_outlet(un, at) && strcasestr(own, un->text.word[at]))
			return true;
	return false;
}

/* "The Herald's Ann Lee", "a blogger, Ann Lee": one who reports what others told. */
static bool is_reporter(const struct hs_unnamed *un, struct hs_words_run words)
{
	for (size_t at = words.first; at < words.end; at++) {
		size_t behind = at + hs_un_outlet(un, at);

		if (behind > at && behind < words.end && un->possessive[behind - 1] && un->text.upper[behind])
			return true;
		if (hs_un_among(un, at, "reporter blogger journalist correspondent columnist newspaper magazine broadcaster website"))
			return true;
	}
	return false;
}

/* "didn't report", "a report that": the cue is no report of the source's own. */
static bool is_report(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;

	if (hs_un_is(un, said->cue.first, ":"))
		return true;
	for (size_t at = said->cue.first; at < said->cue.end; at++)
		if (hs_un_in(un, at, HS_WC_not) || hs_un_among(un, at, "first by report"))
			return false;
	return cue_has(said, HS_WC_according) ? content_speaks(said) : cue_has(said, HS_WC_relaying);
}

/* "the Herald's poll": the outlet's own work, and not what it has from others. */
static bool is_survey(const struct hs_unnamed *un, struct hs_words_run words)
{
	for (size_t at = words.first; at < words.end; at++)
		if (hs_un_among(un, at, "poll polls pollster survey surveys average averages editorial tracker model analysis count tally"))
			return true;
	return false;
}

/* "The Herald reported that ...": another outlet, which is not an agency that others print, tells what it has from others. */
static bool reports_others(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	enum hs_kind kind = un->out->sources[said->claim->source].kind;
	struct hs_words_run words = source_words(said);

	if (is_own(un, words) || is_survey(un, words) || !is_report(said))
		return false;
	if (kind == HS_KIND_WIRE)
		return hs_un_is(un, said->cue.first, ":");
	return is_by_outlet(un, said->claim) || is_reporter(un, words);
}

/* "..., she said, according to his memoir": her words, as somebody else wrote them down. */
static bool records_others(const struct hs_said *said)
{
	const struct hs_unnamed *un = said->un;
	struct hs_words_run words = source_words(said);

	return cue_has(said, HS_WC_according) && content_speaks(said) && words.end > words.first &&
	       hs_un_among(un, words.end - 1, "memoir memoirs book biography autobiography diary diaries");
}

/* Claim `inner` is of somebody whom the outlet of claim `outer` cites, or whose words it reports. */
static void through_outer(const struct hs_said *saids, size_t inner, size_t outer)
{
	struct hs_unnamed *un = saids[outer].un;
	struct hs_claim *claim = &un->out->claims[inner], *of_outlet = &un->out->claims[outer];
	bool cited = saids[inner].claim && cue_has(&saids[inner], HS_WC_citing);

	if (!is_by_outlet(un, of_outlet) || !(cited || cue_has(&saids[outer], HS_WC_carrying)))
		return;
	if (!claim->through.n)
		claim->through = of_outlet->source_spans;
	if (cited && !of_outlet->through.n)
		of_outlet->through = of_outlet->source_spans;
}

static void through_outlets(struct hs_unnamed *un, const struct hs_said *saids)
{
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_claim *claim = &un->out->claims[i];
		int32_t outer = claim->outer;

		if (saids[i].claim && !claim->through.n && claim->source_spans.n &&
		    ((is_by_outlet(un, claim) && carries_others(&saids[i])) || reports_others(&saids[i]) ||
		     records_others(&saids[i])))
			claim->through = claim->source_spans;
		if (outer >= 0 && saids[outer].claim && un->out->claims[outer].source != claim->source)
			through_outer(saids, i, (size_t)outer);
	}
}

/* The unnamed people that a claim of an outlet's cites: whatever else they say further on came through the outlet. */
static void carriers_note(const struct hs_said *said, struct hs_ranges *carrier)
{
	const struct hs_unnamed *un = said->un;

	for (size_t f = hs_un_figures_before(un, said->sentence.first);
	     f < un->n_found && un->figures[f].head < said->sentence.end; f++) {
		const struct hs_figure *figure = &un->figures[f];

		if (figure->entry >= 0 && figure->first > 0 && hs_un_in(un, figure->first - 1, HS_WC_citing) &&
		    un->out->sources[figure->entry].mentions.at[0].start + 1 > un->range[figure->first].start)
			carrier[figure->entry] = said->claim->source_spans;
	}
}

/* "Citing two officials, the paper reported ...": what they say later came through the paper as well. */
static void through_cited(struct hs_unnamed *un, const struct hs_said *saids)
{
	struct hs_ranges *carrier = hs_arena_array(un->arena, un->out->n_sources, sizeof(*carrier));

	for (size_t i = 0; i < un->out->n_claims; i++)
		if (saids[i].claim && is_by_outlet(un, saids[i].claim) && saids[i].claim->through.n)
			carriers_note(&saids[i], carrier);
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_claim *claim = &un->out->claims[i];

		if (!claim->through.n && !claim->told.n && carrier[claim->source].n)
			claim->through = carrier[claim->source];
	}
}

/* "The Herald reports ...", and then "sources said", "another source added": the Herald's sources, as long as it goes on. */
static void through_continued(struct hs_unnamed *un, const struct hs_said *saids)
{
	struct hs_ranges carrier = { NULL, 0 };
	uint32_t last = 0, outlet = 0;

	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_claim *claim = &un->out->claims[i];

		if (!saids[i].claim || !claim->source_spans.n)
			continue;
		if (is_by_outlet(un, claim)) {
			if (reports_others(&saids[i]))
				carrier = claim->source_spans;
			else if (claim->source != outlet)
				carrier.n = 0;          /* another outlet: whose sources come next nobody can tell */
			outlet = claim->source;
			last = claim->para;
		} else if (carrier.n && claim->para <= last + 1 && !claim->told.n && !claim->through.n &&
			   hs_un_among(un, source_words(&saids[i]).end - 1, "source sources insider insiders")) {
			claim->through = carrier;
			last = claim->para;
		}
	}
}

/* "The article goes on:", "Her illness is described in detail:": more of the one that the last block came from. */
static bool block_goes_on(const struct hs_unnamed *un, size_t start, size_t colon)
{
	for (size_t at = start; at < colon; at++)
		if (hs_un_among(un, at, "article story report piece profile account column essay continues continued adds "
				"concludes recorded described recounted"))
			return true;
	return false;
}

/* "The Herald's Ann Lee reports:" before a block of quoted paragraphs: all of the block came through her. */
static struct hs_words_run block_carrier(const struct hs_unnamed *un, size_t colon, struct hs_words_run last)
{
	size_t start = hs_un_sentence_start(un, colon), first;

	if (colon < start + 2)
		return none;
	if (!hs_un_in(un, colon - 1, HS_WC_carrying))
		return block_goes_on(un, start, colon) ? last : none;
	for (first = colon - 1; first > start && colon - first < PHRASE_MAX && un->text.alnum[first - 1] &&
	     (un->text.upper[first - 1] || hs_un_in(un, first - 1, HS_WC_det)); first--)
		;
	return (struct hs_words_run){ first, colon - 1 };
}

static size_t block_end(const struct hs_unnamed *un, size_t at)
{
	while (at < un->text.n && hs_word_is_any_quote(un->text.word[at])) {
		uint32_t para = un->para[at];

		while (at < un->text.n && un->para[at] == para)
			at++;
	}
	return at;
}

static void through_blocks(struct hs_unnamed *un, const struct hs_said *saids)
{
	struct hs_words_run carrier = none, last = none, block = none;
	size_t i = 0;

	for (size_t at = 1; at + 1 < un->text.n; at++) {
		if (!hs_un_is(un, at, ":") || un->para[at + 1] == un->para[at])
			continue;
		carrier = block_carrier(un, at, last);
		/* What begins within a block ends with it. */
		block = (struct hs_words_run){ at + 1, at + 1 < block.end ? block.end : block_end(un, at + 1) };
		if (carrier.first == carrier.end || block.first == block.end)
			continue;
		last = carrier;
		while (i < un->out->n_claims && (!saids[i].claim || saids[i].cue.first < block.first))
			i++;
		for (; i < un->out->n_claims && (!saids[i].claim || saids[i].cue.first < block.end); i++)
			if (saids[i].claim && !saids[i].claim->through.n)
				saids[i].claim->through = hs_via_ranges(un, carrier);
	}
}

void hs_through_find(struct hs_unnamed *un, struct hs_said *saids)
{
	pthread_once(&through_once, through_compile);
	for (size_t i = 0; i < un->out->n_claims; i++) {
		struct hs_words_run phrase;

		if (!saids[i].claim)
			continue;
		phrase = through_find(&saids[i]);
		if (phrase.first < phrase.end)
			saids[i].claim->through = hs_via_ranges(un, phrase);
	}
	through_outlets(un, saids);
	through_cited(un, saids);
	through_continued(un, saids);
	through_blocks(un, saids);
}
