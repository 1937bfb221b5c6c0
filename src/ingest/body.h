/*
 * body - which blocks of a page are the article.
 *
 * Every block gets features: its text (length, links, sentences), its place in the page (elements, class and id
 * hints), and what is around it. A first linear model says how much like article text each block is; the element of the page that
 * gains most by these scores is taken for the article's own; a second model then decides about each block, knowing that element,
 * the scores of the neighbours and of the blocks that are laid out alike. The weights are in features.def, made by
 * train/bodies.py from labelled pages.
 */
#ifndef HS_INGEST_BODY_H
#define HS_INGEST_BODY_H

#include "ingest/meta.h"
#include "ingest/page.h"

struct hs_body {
	float *score;                   /* a block each: log odds that it belongs to the article; > 0: it does */
	float chars;                    /* in blocks that do; Chinese, Japanese and Korean ones count double */
	float teasers;                  /* in such of them as stand right behind a line of nothing but a link */
	size_t sentences;               /* that end in them */
	unsigned relaxed;               /* how often the bar had to be lowered before anything looked like an article */
};

/* Look for the article. Cannot fail; a page without one has no positive scores, or few words in them. */
struct hs_body *hs_body_find(struct hs_arena *arena, const struct hs_page *page, const struct hs_meta *meta);

#endif
