/*
 * page - an HTML page as a reader sees it: blocks of text, each with its place in the tree.
 *
 * A block is what a browser shows as one run of lines: white space is collapsed, what is never shown is left out. Both
 * the body finder and the tests look at pages this way.
 */
#ifndef HS_INGEST_PAGE_H
#define HS_INGEST_PAGE_H

#include "ingest/dom.h"

#define HS_PAGE_BLOCKS_MAX 50000        /* no article has as many; what comes behind one more is left out */

struct hs_block {
	struct hs_span text;            /* collapsed, never empty; in <pre> its lines as they are */
	const struct hs_node *at;       /* the block-level element that it stands in */
	const struct hs_node *in;       /* the innermost element that holds all of it: `at` or an inline one in it */
	uint32_t link;                  /* bytes of it that are link text */
	uint32_t strong;                /* bytes of it that are bold or heading */
	uint8_t breaks;                 /* line breaks since the block before in the same element: 0 none, 1, 2 or more */
};

struct hs_page {
	const struct hs_dom *dom;
	struct hs_block *blocks;        /* in reading order */
	size_t n_blocks;
	uint32_t *from, *to;            /* by node id: the blocks in an element are blocks[from..to) */
};

/* Lay `dom` out in `arena`. Cannot fail; a page without text has no blocks. */
struct hs_page *hs_page_new(struct hs_arena *arena, const struct hs_dom *dom);

#endif
