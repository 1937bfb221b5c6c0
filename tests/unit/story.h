/*
 * story - articles with known claims, made by hand, for tests of what comes after extraction.
 *
 * A claim is told by its words: the first place in the text that has them, or with a leading ^ in the headline.
 */
#ifndef TESTS_UNIT_STORY_H
#define TESTS_UNIT_STORY_H

#include "attribute/claim.h"

#define STORY_CLAIMS 6

struct story_claim {
	const char *source, *cue, *content;     /* cue NULL ends the list; source NULL: none expressed */
	const char *more;                       /* a second part of the content, or NULL */
	const char *name;
	enum hs_kind kind;
	enum hs_stance stance;
	const char *told, *through;
	const char *grant, *reason, *basis;
	int reason_code;                        /* used where grant or reason is given */
	int outer;                              /* number of the claim it stands in, from 1; 0: none */
	int answers;                            /* number of the claim that it denies, from 1; 0: none */
};

struct story {
	const char *outlet, *url, *published, *modified, *headline, *text;
	struct story_claim claims[STORY_CLAIMS];
};

extern const struct story story_bridge;         /* named and unnamed sources, a split quotation, a nested claim */
extern const struct story story_bridge_wire;    /* the same event as told by a wire, in another outlet */
extern const struct story story_ferry;          /* another matter */

struct hs_extraction *story_make(struct hs_arena *arena, const struct story *story);

/* Story number `i` of a made-up feed: all different, two claims each. */
struct hs_extraction *story_number(struct hs_arena *arena, unsigned i);

#endif
