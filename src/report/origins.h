/*
 * origins - which articles have a claim from one and the same text, and what shows it.
 *
 * Five outlets that print one agency story are five outlets and one origin. Articles of a group of matching claims are of
 * one origin where they share sentences in the same words (text/passages.h), or are marked as copy of one agency;
 * directly, or by way of others of the group. It is asked group by group, so that an article which draws
 * on two agencies does not join all that both ever sent.
 */
#ifndef HS_REPORT_ORIGINS_H
#define HS_REPORT_ORIGINS_H

#include "store/store.h"

#define HS_ORIGIN_SENTENCES 2           /* in common, at least */

struct hs_origin {                      /* of one article of a group */
	size_t first;                   /* place in the list given: the article that stands for the origin */
	size_t via;                     /* the one that shows it belongs there; itself: nothing does */
	size_t sentences;               /* in common with `via`; 0: both are marked as copy of one agency */
};

struct hs_origins;                      /* opaque: what is known of the articles that have matching claims */

int hs_origins_read(struct hs_origins **out, struct hs_store *store, struct hs_err *err);
void hs_origins_free(struct hs_origins *origins);                /* NULL is fine */

/* The origins of n articles, given by their keys in order and without repetition. The first of an origin is marked
 * copy before any other, then the earliest, then the smallest key. */
void hs_origins_find(struct hs_origin *out, const struct hs_origins *origins, const char *const *keys, size_t n);

/*
 * For each claim of an article: does a named source say the same in an article of another origin, by the stored matches? What that article has
 * from the outlet of this one ("The Herald reported") is none of its own, and what is said to be "not" so bears out nothing. In the arena.
 */
int hs_origins_bear_out(const bool **out, const struct hs_origins *origins, struct hs_store *store, const struct hs_extraction *found,
			struct hs_arena *arena, struct hs_err *err);

#endif
