/*
 * bearing - who else says it: five prints of one story bear out nothing, and neither does one who says that it is not so.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/origins.h"
#include "report/report_p.h"

/* ── is it said to be so? ── */

static const char *const negators[] = {
#define WORD(word) word,
#include "lexicon/negators.def"
#undef WORD
};

static bool is_negator(const char *word, size_t len)
{
	if (len > 3 && memcmp(word + len - 3, "n't", 3) == 0)
		return true;
	for (size_t i = 0; i < sizeof(negators) / sizeof(negators[0]); i++)
		if (strlen(negators[i]) == len && memcmp(negators[i], word, len) == 0)
			return true;
	return false;
}

/* An odd number of "not", "never", "n't", ... */
static bool is_negated(struct hs_arena *arena, const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz'";
	char *word = hs_utf8_fold(arena, text, strlen(text));
	bool odd = false;

	for (size_t len; *(word += strcspn(word, letters)); word += len) {
		len = strspn(word, letters);
		odd ^= is_negator(word, len);
	}
	return odd;
}

/* Matching claims are of one question. That one has a "not" and the other has none may mean nothing; it is no bearing out. */
static bool both_say_so(struct hs_arena *arena, const char *here, const char *there)
{
	return !here || !there || is_negated(arena, here) == is_negated(arena, there);
}

/* ── who says it ── */

/* The articles that have one claim of ours: our own first, then each other once, in order of the keys. */
struct witnesses {
	const char **keys;
	bool *named;                    /* somebody named says it there, and not after us */
	size_t n, room, named_room;
	int64_t claim;                  /* index of the claim, -1: one that is not in the extraction */
};

static void witnesses_begin(struct witnesses *all, const struct hs_extraction *found, struct hs_arena *arena, const char *claim)
{
	all->n = 0;
	all->claim = -1;
	for (size_t i = 0; i < found->n_claims; i++)
		if (strcmp(found->claims[i].id.hex, claim) == 0)
			all->claim = (int64_t)i;
	all->keys = hs_arena_grow(arena, all->keys, 0, 1, &all->room, sizeof(*all->keys));
	all->named = hs_arena_grow(arena, all->named, 0, 1, &all->named_room, sizeof(*all->named));
	all->keys[0] = found->article->key.hex;
	all->named[0] = false;
	all->n = 1;
}

static void witnesses_add(struct witnesses *all, struct hs_arena *arena, const char *key, bool named)
{
	if (strcmp(all->keys[all->n - 1], key) == 0) {
		all->named[all->n - 1] |= named;
		return;
	}
	all->keys = hs_arena_grow(arena, all->keys, all->n, all->n + 1, &all->room, sizeof(*all->keys));
	all->named = hs_arena_grow(arena, all->named, all->n, all->n + 1, &all->named_room, sizeof(*all->named));
	all->keys[all->n] = hs_arena_str(arena, key);
	all->named[all->n++] = named;
}

/* Is one of those where somebody named says it of another origin than ours? */
static bool witnesses_agree(const struct witnesses *all, const struct hs_origins *origins)
{
	struct hs_origin *origin = hs_calloc(all->n + 1, sizeof(*origin));
	bool agree = false;

	hs_origins_find(origin, origins, all->keys, all->n);
	for (size_t i = 1; i < all->n; i++)
		agree |= all->named[i] && origin[i].first != origin[0].first;
	free(origin);
	return agree;
}

static void witnesses_end(const struct witnesses *all, const struct hs_origins *origins, bool *borne_out)
{
	if (all->n && all->claim >= 0)
		borne_out[all->claim] = witnesses_agree(all, origins);
}

int hs_origins_bear_out(const bool **out, const struct hs_origins *origins, struct hs_store *store, const struct hs_extraction *found,
			struct hs_arena *arena, struct hs_err *err)
{
	bool *borne_out = hs_arena_array(arena, found->n_claims + 1, sizeof(*borne_out));
	struct witnesses all = { 0 };
	struct hs_query *query;
	const char *claim = "";
	int rc = hs_query_open(&query, store, hs_report_file("policy-elsewhere.sql"), err);

	if (rc < 0)
		return rc;
	memset(borne_out, 0, (found->n_claims + 1) * sizeof(*borne_out));
	hs_query_bind_text(query, ":article", found->article->key.hex);
	while ((rc = hs_query_step(query, err)) == HS_OK) {
		if (strcmp(claim, hs_query_text(query, 0)) != 0) {
			witnesses_end(&all, origins, borne_out);
			claim = hs_arena_str(arena, hs_query_text(query, 0));
			witnesses_begin(&all, found, arena, claim);
		}
		witnesses_add(&all, arena, hs_query_text(query, 1),
			      hs_query_int(query, 2) != 0 && both_say_so(arena, hs_query_text(query, 3), hs_query_text(query, 4)));
	}
	witnesses_end(&all, origins, borne_out);
	hs_query_close(query);
	*out = borne_out;
	return rc == HS_DONE ? HS_OK : rc;
}
