/*
 * review - what the parts of "hearsay review" share: what a review is about, and tables of reviews.
 */
#ifndef HS_CMD_REVIEW_H
#define HS_CMD_REVIEW_H

#include "base/arena.h"
#include "policy/policy.h"
#include "store/store.h"

struct hs_review_counts {
	uint64_t added, known, rejected;
};

/*
 * What `target` names, as the words that a review of `aspect` is about: a finding of `policy` ("verdict"), a claim ("claim", "note"), a
 * claim's source, or the source ARTICLE:NUMBER. Ids may be cut short. Fills about, policy, rule, article, field, start, end of *out;
 * text is the arena's. HS_EUSAGE: it names nothing, or more than one thing.
 */
int hs_review_target(struct hs_review *out, struct hs_store *store, struct hs_arena *arena, const struct hs_policy *policy, const char *target,
		     const char *aspect, struct hs_err *err);

/* The key of the review that begins with `prefix`, in the arena. */
int hs_review_find(const char **out, struct hs_store *store, struct hs_arena *arena, const char *prefix, struct hs_err *err);

/*
 * Keep the reviews of a table, CSV or NDJSON: what "hearsay report reviews" writes, or the audit after a policy with the columns "verdict" and
 * "verdict_why" (or "why") filled in, whatever mark parts the columns. `usual` has reviewer, time and reason for rows that have none. A row that makes no sense is told and left out.
 */
int hs_review_import(struct hs_store *store, const char *path, const struct hs_review *usual, struct hs_review_counts *counts,
		     struct hs_err *err);

#endif
