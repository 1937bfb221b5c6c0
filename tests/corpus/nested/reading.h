/*
 * reading - the sentences of this folder as a careful reader takes them, from the notation that README.md explains.
 */
#ifndef TESTS_NESTED_READING_H
#define TESTS_NESTED_READING_H

#include <stdbool.h>

#include "attribute/claim.h"

#define READ_CLAIMS 6           /* of one item */
#define READ_MEMBERS 5

struct read_claim {
	struct hs_range cue;
	struct hs_range source;
	struct hs_ranges content;
	const char *members[READ_MEMBERS];      /* of several who speak as one; NULL ends them */
	size_t n_members;
	int outer;                      /* index of the claim it stands in, or whose outlet carries it; -1 */
	int answers;                    /* index of the claim that this denies; -1 */
	bool cited;                     /* carried by the outlet of `outer` */
	int depth;
};

struct read_item {
	const char *id;                 /* "n001" */
	const char *text;
	struct read_claim claims[READ_CLAIMS];
	size_t n_claims;
};

struct reading {
	struct read_item *at;
	size_t n, room;
};

/* Add the items of a file. False, with the place and what is wrong there on stderr: it is not in the notation. */
bool reading_load(struct reading *reading, struct hs_arena *arena, const char *path);

#endif
