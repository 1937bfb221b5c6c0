/*
 * dictionary - stems as small numbers, and how rare each is.
 *
 * A handful of claims does not tell which words are rare, so that the counts of a large body of news
 * (frequency.def) stand behind the store's own: they weigh as much as BACKGROUND claims.
 */
#include "match/match_p.h"

#include <math.h>
#include <stdlib.h>

#include <xxhash.h>

#define BACKGROUND 2000.0

struct entry {
	char *stem;
	uint32_t claims;
	double weight;
};

struct dictionary {
	struct hs_arena *arena;
	struct entry *entries;
	size_t n, room;
	uint32_t *slots;                /* open addressing; id + 1, 0 is free */
	size_t n_slots;                 /* a power of two, at least twice n */
	size_t claims;
};

struct frequency {
	const char *stem;
	uint32_t per_100k;              /* of 100,000 claims, those that have it */
};

static const struct frequency frequencies[] = {
#define FREQUENCY(stem, per_100k) { stem, per_100k },
#include "lexicon/frequency.def"
#undef FREQUENCY
};

struct dictionary *hs_dictionary_new(void)
{
	struct dictionary *d = hs_calloc(1, sizeof(*d));

	d->arena = hs_arena_new();
	d->n_slots = 1024;
	d->slots = hs_calloc(d->n_slots, sizeof(*d->slots));
	return d;
}

void hs_dictionary_free(struct dictionary *d)
{
	if (!d)
		return;
	hs_arena_free(d->arena);
	free(d->entries);
	free(d->slots);
	free(d);
}

static size_t slot_of(const struct dictionary *d, const char *stem, size_t len)
{
	size_t at = XXH3_64bits(stem, len) & (d->n_slots - 1);

	while (d->slots[at]) {
		const char *other = d->entries[d->slots[at] - 1].stem;

		if (strncmp(other, stem, len) == 0 && other[len] == '\0')
			break;
		at = (at + 1) & (d->n_slots - 1);
	}
	return at;
}

static void grow(struct dictionary *d)
{
	free(d->slots);
	d->n_slots *= 2;
	d->slots = hs_calloc(d->n_slots, sizeof(*d->slots));
	for (size_t i = 0; i < d->n; i++)
		d->slots[slot_of(d, d->entries[i].stem, strlen(d->entries[i].stem))] = (uint32_t)i + 1;
}

uint32_t hs_dictionary_id(struct dictionary *d, const char *stem, size_t len)
{
	size_t at = slot_of(d, stem, len);

	if (d->slots[at])
		return d->slots[at] - 1;
	if (2 * (d->n + 1) > d->n_slots) {
		grow(d);
		at = slot_of(d, stem, len);
	}
	if (d->n == d->room) {
		d->room = d->room ? 2 * d->room : 512;
		d->entries = hs_realloc(d->entries, d->room * sizeof(*d->entries));
	}
	d->entries[d->n] = (struct entry){ .stem = hs_arena_strn(d->arena, stem, len) };
	d->slots[at] = (uint32_t)++d->n;
	return (uint32_t)d->n - 1;
}

void hs_dictionary_count(struct dictionary *d, const struct bag *words)
{
	d->claims++;
	for (size_t i = 0; i < words->n; i++)
		d->entries[words->at[i]].claims++;
}

static int compare_stem(const void *key, const void *row)
{
	return strcmp(key, ((const struct frequency *)row)->stem);
}

/* What frequency.def gives a stem; those that it leaves out were in less than 3 of 100,000. */
static double background_share(const char *stem)
{
	const struct frequency *row = bsearch(stem, frequencies, sizeof(frequencies) / sizeof(*frequencies),
					      sizeof(*frequencies), compare_stem);

	return (row ? row->per_100k : 2) / 100000.0;
}

void hs_dictionary_weigh(struct dictionary *d)
{
	for (size_t i = 0; i < d->n; i++) {
		struct entry *e = &d->entries[i];

		e->weight = -log((background_share(e->stem) * BACKGROUND + e->claims) / (BACKGROUND + (double)d->claims));
	}
}

double hs_dictionary_weight(const struct dictionary *d, uint32_t id)
{
	return d->entries[id].weight;
}
