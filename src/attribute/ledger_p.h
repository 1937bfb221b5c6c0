/*
 * ledger_p - the ledger while it is filled: for ledger.c, which finds the entries, and entry.c, which fills them.
 */
#ifndef HS_ATTRIBUTE_LEDGER_P_H
#define HS_ATTRIBUTE_LEDGER_P_H

#include "attribute/unnamed_p.h"

struct hs_addition {                       /* a new mention of an entry */
	uint32_t entry;
	struct hs_range range;
};

struct hs_ledger {
	struct hs_unnamed *un;
	struct hs_extraction *out;
	size_t room;                    /* of out->sources */
	uint32_t *entry_at;             /* for each word the entry that a claim's mention gives it, plus 1 */
	uint32_t *entry_from;           /* for each word the entry of a mention that begins there, plus 1 */
	uint32_t *mention_end;          /* for each such word the byte where that mention ends */
	uint32_t *mention_len;          /* for each such word the bytes of that mention */
	uint32_t *chains;               /* the latest figure with an entry, plus 1, by hash of its head */
	size_t n_chains;                /* a power of two */
	uint32_t *chain_next;           /* for each figure the one before it in its chain, plus 1 */
	size_t n_given;                 /* entries that claims gave; those behind are new */
	int32_t *joined;                /* for each entry the one that it turned out to be, or -1 */
	bool *figured;                  /* for each entry: a figure of it has been seen */
	size_t last[2];                 /* the latest figure with an entry: singular, plural */
	size_t *last_before;            /* for each figure the one that was `last` before it */
	enum hs_gender *gender;         /* for each entry, as nouns and pronouns have told it so far */
	struct hs_addition *additions;
	size_t n_additions, additions_room;
};

static inline bool hs_entry_is_unnamed(const struct hs_source *source)
{
	return source->kind == HS_KIND_INDIVIDUAL || source->kind == HS_KIND_GROUP;
}

/* What has been joined since the entry was noted. */
static inline int32_t hs_entry_now(const struct hs_ledger *ledger, int32_t entry)
{
	return entry >= 0 && ledger->joined[entry] >= 0 ? ledger->joined[entry] : entry;
}

/* May whoever asked not to be named be this one, whatever the kind that the claims suggest? */
bool hs_entry_may_be_unnamed(const struct hs_unnamed *un, const struct hs_source *source);

void hs_entries_fill(struct hs_ledger *ledger);         /* grant, reason, basis, specificity */
void hs_entries_order(struct hs_ledger *ledger);        /* the new mentions, and the order of first mention */

#endif
