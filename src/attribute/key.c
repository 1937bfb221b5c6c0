#include "attribute/claim.h"

static void add_number(struct hs_id_maker *maker, uint32_t number)
{
	unsigned char bytes[4];

	for (int i = 0; i < 4; i++)
		bytes[i] = (unsigned char)(number >> 8 * i);    /* the same on every machine */
	hs_id_add(maker, bytes, sizeof(bytes));
}

static void add_ranges(struct hs_id_maker *maker, const struct hs_ranges *ranges)
{
	add_number(maker, (uint32_t)ranges->n);
	for (size_t i = 0; i < ranges->n; i++) {
		add_number(maker, ranges->at[i].start);
		add_number(maker, ranges->at[i].end);
	}
}

struct hs_id hs_claim_key(const struct hs_article *article, const struct hs_claim *claim)
{
	struct hs_id_maker *maker = hs_id_begin("claim");

	hs_id_adds(maker, article->key.hex);
	add_ranges(maker, &claim->cue);
	add_ranges(maker, &claim->content);
	return hs_id_end(maker);
}
