/* Claims in text order, the paragraph of each, and which stands in the content of which. */
#include "attribute/extract_p.h"

#include <stdlib.h>

struct place {
	uint32_t para, first, cue;      /* the first token of the claim, and of its cue */
	struct hs_claim claim;
	const struct hs_raw *raw;
};

static void first_of(const struct hs_work *work, struct hs_ranges ranges, uint32_t *first)
{
	for (size_t i = 0; i < ranges.n; i++) {
		struct hs_run run = hs_work_run(work, ranges.at[i]);

		if (run.first < run.end && run.first < *first)
			*first = run.first;
	}
}

static struct place place_of(const struct hs_work *work, size_t i)
{
	const struct hs_claim *claim = &work->out->claims[i];
	struct place place = { .first = UINT32_MAX, .cue = UINT32_MAX, .claim = *claim, .raw = work->raw[i] };

	first_of(work, claim->cue, &place.cue);
	place.first = place.cue;
	first_of(work, claim->source_spans, &place.first);
	first_of(work, claim->content, &place.first);
	if (place.cue == UINT32_MAX)
		place.cue = place.first;
	if (place.cue != UINT32_MAX)
		place.claim.para = work->tokens[place.cue].para;
	return place;
}

static int place_compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->cue > y->cue) - (x->cue < y->cue);
}

static size_t ranges_length(struct hs_ranges ranges)
{
	size_t length = 0;

	for (size_t i = 0; i < ranges.n; i++)
		length += ranges.at[i].end - ranges.at[i].start;
	return length;
}

static bool ranges_hold(struct hs_ranges ranges, struct hs_range inner)
{
	for (size_t i = 0; i < ranges.n; i++)
		if (ranges.at[i].start <= inner.start && inner.end <= ranges.at[i].end)
			return true;
	return false;
}

/* Does `inner`, cue and all, stand in the content of `outer`? */
static bool claim_holds(const struct hs_claim *outer, const struct hs_claim *inner)
{
	if (!inner->cue.n || !outer->cue.n || ranges_hold(inner->content, outer->cue.at[0]))
		return false;
	return ranges_hold(outer->content, inner->cue.at[0]) &&
	       (!inner->source_spans.n || ranges_hold(outer->content, inner->source_spans.at[0])) &&
	       ranges_length(outer->content) > ranges_length(inner->content);
}

static bool ranges_equal(struct hs_ranges a, struct hs_ranges b)
{
	return a.n == b.n && a.n && memcmp(a.at, b.at, a.n * sizeof(*a.at)) == 0;
}

/* "Time says, citing two officials, that ...": the same words, the outlet's and those of whom it cites. */
static bool claim_cites(const struct hs_work *work, const struct hs_claim *outer, const struct hs_claim *inner)
{
	struct hs_run cue = hs_cue_run(work, inner);

	bool cites;
	struct hs_run over = hs_cue_run(work, outer);

	if (cue.first >= cue.end || over.first >= over.end || !ranges_equal(outer->content, inner->content) ||
	    ranges_equal(outer->source_spans, inner->source_spans))
		return false;
	cites = hs_classes_have(work->tokens[cue.first].lex->classes, HS_WC_citing);
	if (hs_classes_have(work->tokens[over.first].lex->classes, HS_WC_citing))
		return !cites && hs_token_is(work, cue.end - 1, "saying");      /* "quoted a diplomat as saying" */
	return cites && !hs_token_is(work, over.end - 1, "saying");
}

/* Nesting reaches over a paragraph or two at most: a quotation that runs on. */
#define NEAR 40

/* The smallest content that holds the claim is its outer one, unless an outlet cites its source. */
static void outer_find(const struct hs_work *work, size_t inner)
{
	const struct hs_extraction *out = work->out;
	struct hs_claim *claim = &out->claims[inner];
	size_t from = inner > NEAR ? inner - NEAR : 0, best = SIZE_MAX;

	claim->outer = -1;
	for (size_t i = from; i < out->n_claims && i < inner + NEAR; i++) {
		size_t length = ranges_length(out->claims[i].content);

		if (i != inner && claim_cites(work, &out->claims[i], claim)) {
			claim->outer = (int32_t)i;
			return;
		}
		if (i != inner && length < best && claim_holds(&out->claims[i], claim)) {
			best = length;
			claim->outer = (int32_t)i;
		}
	}
}

/* An outer claim is longer, or an outlet's that cites: there are no circles. */
static uint32_t depth_of(const struct hs_extraction *out, size_t i)
{
	uint32_t depth = 0;

	while (out->claims[i].outer >= 0 && depth < out->n_claims) {
		i = (size_t)out->claims[i].outer;
		depth++;
	}
	return depth;
}

void hs_depths(struct hs_extraction *out)
{
	for (size_t i = 0; i < out->n_claims; i++)
		out->claims[i].depth = depth_of(out, i);
}

void hs_order(struct hs_work *work)
{
	struct hs_extraction *out = work->out;
	struct place *places = hs_arena_array(work->arena, out->n_claims, sizeof(*places));

	for (size_t i = 0; i < out->n_claims; i++)
		places[i] = place_of(work, i);
	if (out->n_claims)
		qsort(places, out->n_claims, sizeof(*places), place_compare);
	for (size_t i = 0; i < out->n_claims; i++) {
		out->claims[i] = places[i].claim;
		work->raw[i] = places[i].raw;
	}
	for (size_t i = 0; i < out->n_claims; i++)
		outer_find(work, i);
	hs_depths(out);
}
