/* Claims that are less sure than is wanted are left out, and with them the sources that speak in no others. */
#include "attribute/extract_p.h"

#define GONE (-1)

/* Where each of `n` goes once those that do not stay are left out, or GONE. */
static int32_t *places_of(struct hs_arena *arena, const bool *stays, size_t n)
{
	int32_t *place = hs_arena_array(arena, n, sizeof(*place)), next = 0;

	for (size_t i = 0; i < n; i++)
		place[i] = stays[i] ? next++ : GONE;
	return place;
}

/* The claim around `i` that stays: what stood within one that is left out stands within the one around that. */
static int32_t outer_of(const struct hs_extraction *out, const int32_t *place, size_t i)
{
	int32_t outer = out->claims[i].outer;

	while (outer >= 0 && place[outer] == GONE)
		outer = out->claims[outer].outer;
	return outer < 0 ? -1 : place[outer];
}

static void claims_leave(struct hs_extraction *out, const bool *stays)
{
	const int32_t *place = places_of(out->article->arena, stays, out->n_claims);
	size_t n = 0;

	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_claim *claim = &out->claims[i];

		if (!stays[i])
			continue;
		claim->outer = outer_of(out, place, i);
		claim->answers = claim->answers < 0 ? -1 : place[claim->answers];
	}
	for (size_t i = 0; i < out->n_claims; i++)
		if (stays[i])
			out->claims[n++] = out->claims[i];
	out->n_claims = n;
	hs_depths(out);
}

/* What the article says of who is not named holds, whatever becomes of the claims. */
static bool is_told_of(const struct hs_source *source)
{
	return source->grant.n || source->reason.n || source->basis.n;
}

/* Whoever speaks together with others stays if they do. */
static void members_stay(const struct hs_extraction *out, bool *stays)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < out->n_sources; i++)
			for (size_t k = 0; stays[i] && k < out->sources[i].n_members; k++) {
				int32_t member = out->sources[i].members[k].source;

				if (member < 0 || stays[member])
					continue;
				more = stays[member] = true;
			}
	}
}

/* Of the sources: does it speak, alone or as one of several? */
static bool *speakers(const struct hs_extraction *out)
{
	bool *speaks = hs_arena_array(out->article->arena, out->n_sources, sizeof(*speaks));

	for (size_t i = 0; i < out->n_claims; i++)
		speaks[out->claims[i].source] = true;
	for (size_t i = 0; i < out->n_sources; i++)
		for (size_t k = 0; k < out->sources[i].n_members; k++)
			if (out->sources[i].members[k].source >= 0)
				speaks[out->sources[i].members[k].source] = true;
	return speaks;
}

/* One that speaks nowhere has not come in with a claim, and goes with none. */
static bool *sources_staying(const struct hs_extraction *out, const bool *claim_stays)
{
	bool *stays = hs_arena_array(out->article->arena, out->n_sources, sizeof(*stays)), *speaks = speakers(out);

	for (size_t i = 0; i < out->n_claims; i++)
		stays[out->claims[i].source] |= claim_stays[i];
	for (size_t i = 0; i < out->n_sources; i++)
		stays[i] |= !speaks[i] || is_told_of(&out->sources[i]);
	members_stay(out, stays);
	return stays;
}

static void sources_leave(struct hs_extraction *out, const bool *stays)
{
	const int32_t *place = places_of(out->article->arena, stays, out->n_sources);
	size_t n = 0;

	for (size_t i = 0; i < out->n_claims; i++)
		out->claims[i].source = (uint32_t)place[out->claims[i].source];
	for (size_t i = 0; i < out->n_sources; i++) {
		struct hs_source *source = &out->sources[i];

		if (!stays[i])
			continue;
		for (size_t k = 0; k < source->n_members; k++)
			if (source->members[k].source >= 0)
				source->members[k].source = place[source->members[k].source];
		out->sources[n++] = *source;
	}
	out->n_sources = n;
}

void hs_sift(struct hs_extraction *out, double least)
{
	bool *claim_stays = hs_arena_array(out->article->arena, out->n_claims, sizeof(*claim_stays)), *source_stays;

	for (size_t i = 0; i < out->n_claims; i++)
		claim_stays[i] = out->claims[i].confidence >= least;
	source_stays = sources_staying(out, claim_stays);
	claims_leave(out, claim_stays);
	sources_leave(out, source_stays);
}
