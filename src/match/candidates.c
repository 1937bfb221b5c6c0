/*
 * candidates - which pairs are worth judging.
 *
 * Two claims are judged when they share rare words, or when their vectors fall into one bucket of a table
 * of random hyperplanes (Charikar 2002): the signs of BITS projections are the bucket, TABLES tables make it
 * likely that near vectors meet.  The number of bits follows the number of claims, so that a bucket holds about
 * BUCKET of them.  Words and buckets that hold more than CAP claims are left out whole and counted.
 */
#include "match/match_p.h"

#include <stdlib.h>

#define TABLES 24
#define BUCKET 16
#define CAP 400
#define RARE 8                          /* a claim is looked up by its rarest words */
#define SHARED_WEIGHT 9.0               /* weight in common that makes a pair worth judging */

struct posting {                        /* sorted by key, then claim */
	uint64_t key;
	uint32_t claim;
	float weight;                   /* of a word; SHARED_WEIGHT for a bucket: enough by itself */
};

struct candidates {
	struct posting *postings;
	size_t n, room;
	size_t n_claims, capped;
	size_t *first;                  /* first[claim]: its own keys in `keys` */
	uint64_t *keys;
};

/* A generator with a fixed seed (Steele, Lea, Flood 2014): the same hyperplanes everywhere. */
static uint64_t splitmix(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void add(struct candidates *c, uint64_t key, uint32_t claim, double weight)
{
	if (c->n == c->room) {
		c->room = c->room ? 2 * c->room : 4096;
		c->postings = hs_realloc(c->postings, c->room * sizeof(*c->postings));
	}
	c->postings[c->n++] = (struct posting){ key, claim, (float)weight };
}

struct weighed {
	uint32_t id;
	double weight;
};

static int rarest_first(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

static void add_words(struct candidates *c, uint32_t claim, const struct bag *words, const struct dictionary *dictionary)
{
	struct weighed *list = hs_calloc(words->n + 1, sizeof(*list));

	for (size_t i = 0; i < words->n; i++)
		list[i] = (struct weighed){ words->at[i], hs_dictionary_weight(dictionary, words->at[i]) };
	qsort(list, words->n, sizeof(*list), rarest_first);
	for (size_t i = 0; i < words->n && i < RARE; i++)
		add(c, list[i].id, claim, list[i].weight);
	free(list);
}

static unsigned bits_for(size_t n)
{
	unsigned bits = 4;

	while (bits < 24 && (n >> bits) > BUCKET)
		bits++;
	return bits;
}

static void add_buckets(struct candidates *c, uint32_t claim, const float *vector, const float *planes, unsigned bits)
{
	for (unsigned table = 0; table < TABLES; table++) {
		uint64_t bucket = 0;

		for (unsigned bit = 0; bit < bits; bit++) {
			const float *plane = planes + ((size_t)table * bits + bit) * HS_VECTOR;
			float dot = 0;

			for (int i = 0; i < HS_VECTOR; i++)
				dot += plane[i] * vector[i];
			bucket = bucket << 1 | (dot > 0);
		}
		add(c, (uint64_t)(table + 1) << 40 | bucket, claim, SHARED_WEIGHT);
	}
}

/* +1 or -1 each: as good as normal deviates for this (Achlioptas 2003). */
static float *planes_new(unsigned bits)
{
	size_t n = (size_t)TABLES * bits * HS_VECTOR;
	float *planes = hs_calloc(n, sizeof(*planes));
	uint64_t state = 20260101;

	for (size_t i = 0; i < n; i++)
		planes[i] = splitmix(&state) & 1 ? 1.0f : -1.0f;
	return planes;
}

static int by_key(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->claim > y->claim) - (x->claim < y->claim);
}

/* Drop what too many claims share, and note for each claim where its postings are. */
static void drop_common(struct candidates *c)
{
	size_t kept = 0;

	for (size_t i = 0, end; i < c->n; i = end) {
		for (end = i + 1; end < c->n && c->postings[end].key == c->postings[i].key; end++)
			;
		if (end - i > CAP) {
			c->capped++;
			continue;
		}
		if (end - i < 2)
			continue;
		memmove(c->postings + kept, c->postings + i, (end - i) * sizeof(*c->postings));
		kept += end - i;
	}
	c->n = kept;
}

static void index_claims(struct candidates *c)
{
	size_t *fill;

	c->first = hs_calloc(c->n_claims + 1, sizeof(*c->first));
	c->keys = hs_calloc(c->n + 1, sizeof(*c->keys));
	for (size_t i = 0; i < c->n; i++)
		c->first[c->postings[i].claim + 1]++;
	for (size_t i = 0; i < c->n_claims; i++)
		c->first[i + 1] += c->first[i];
	fill = hs_calloc(c->n_claims + 1, sizeof(*fill));
	memcpy(fill, c->first, (c->n_claims + 1) * sizeof(*fill));
	for (size_t i = 0; i < c->n; i++)
		c->keys[fill[c->postings[i].claim]++] = i;
	free(fill);
}

struct candidates *hs_candidates_new(const struct hs_match_claim *claims, const struct view *views, size_t n,
				     const struct dictionary *dictionary)
{
	struct candidates *c = hs_calloc(1, sizeof(*c));
	unsigned bits = bits_for(n);
	float *planes = planes_new(bits);

	c->n_claims = n;
	for (size_t i = 0; i < n; i++) {
		add_words(c, (uint32_t)i, &views[i].words, dictionary);
		if (claims[i].vector)
			add_buckets(c, (uint32_t)i, claims[i].vector, planes, bits);
	}
	free(planes);
	if (c->n)
		qsort(c->postings, c->n, sizeof(*c->postings), by_key);
	drop_common(c);
	index_claims(c);
	return c;
}

void hs_candidates_free(struct candidates *c)
{
	if (!c)
		return;
	free(c->postings);
	free(c->first);
	free(c->keys);
	free(c);
}

size_t hs_candidates_capped(const struct candidates *c)
{
	return c->capped;
}

size_t hs_candidates_of(const struct candidates *c, uint32_t a, float *seen, uint32_t **list, size_t *room)
{
	size_t n = 0, kept = 0;

	for (size_t k = c->first[a]; k < c->first[a + 1]; k++) {
		size_t own = c->keys[k];

		for (size_t i = own + 1; i < c->n && c->postings[i].key == c->postings[own].key; i++) {
			uint32_t b = c->postings[i].claim;

			if (n == *room) {
				*room = *room ? 2 * *room : 256;
				*list = hs_realloc(*list, *room * sizeof(**list));
			}
			if (seen[b] == 0)
				(*list)[n++] = b;
			seen[b] += c->postings[i].weight;
		}
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t b = (*list)[i];

		if (seen[b] >= (float)SHARED_WEIGHT)
			(*list)[kept++] = b;
		seen[b] = 0;
	}
	return kept;
}
