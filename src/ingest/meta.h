/*
 * meta - what an HTML page tells about its article beside the article itself.
 *
 * Pages tell the same thing in several places (JSON-LD, OpenGraph, other meta elements, microdata, the visible page) and
 * with differing care. Each place has a rank; the best one that says something wins. Nothing is derived from anything else: what
 * no place tells is NULL.
 */
#ifndef HS_INGEST_META_H
#define HS_INGEST_META_H

#include "ingest/dom.h"

enum hs_meta_field {
	HS_META_HEADLINE, HS_META_OUTLET, HS_META_URL, HS_META_BYLINE, HS_META_AGENCY, HS_META_PUBLISHED, HS_META_MODIFIED,
	HS_META_LANG, HS_META_DESCRIPTION, HS_META_TITLE, HS_META_TYPE, HS_META_BODY,
	HS_META_N
};

/* Where a value comes from, best first. */
enum hs_meta_rank {
	HS_RANK_JSONLD = 1,     /* of the article's own object */
	HS_RANK_GRAPH,          /* OpenGraph and its kin */
	HS_RANK_MICRODATA,      /* itemprop, rel=canonical, html lang */
	HS_RANK_OTHER,          /* other names of meta elements */
	HS_RANK_VISIBLE,        /* classes, <time>, <h1> */
	HS_RANK_NONE
};

struct hs_meta {
	const char *value[HS_META_N];           /* clean text: one line, entities decoded; NULL: not told */
	enum hs_meta_rank rank[HS_META_N];      /* HS_RANK_NONE where value is NULL */
};

/* Read all places of the page. Cannot fail: what is of the wrong form is not told. */
struct hs_meta *hs_meta_new(struct hs_arena *arena, const struct hs_dom *dom);

/* Shared by meta.c and jsonld.c: take `value` for `field` if it says something that is better than what is there. */
void hs_meta_offer(struct hs_meta *meta, struct hs_arena *arena, enum hs_meta_field field, enum hs_meta_rank rank,
		   struct hs_span value);

/* The fields that one JSON-LD script gives. */
void hs_jsonld_read(struct hs_meta *meta, struct hs_arena *arena, struct hs_span script);

/* The text of `html`, which may have tags and entities in it, as one line; where `lines` is set, with blank lines between its
 * paragraphs. html.ptr ends in NUL. */
const char *hs_meta_text(struct hs_arena *arena, struct hs_span html, bool lines);

#endif
