/*
 * dom - an HTML page as a tree in an arena.
 *
 * The one place that knows which HTML parser is used: it hands over start tags, end tags and text, out of which
 * the tree is built here. Text is decoded, attributes and elements that nobody asks for are not kept. A page may
 * be nested as deep as it likes: nothing that walks this tree may recurse.
 */
#ifndef HS_INGEST_DOM_H
#define HS_INGEST_DOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

enum hs_tag {
	HS_TAG_TEXT,                    /* a run of text, no element */
	HS_TAG_OTHER,                   /* an element that tags.def does not list */
#define TAG(id, name, kind) HS_TAG_##id,
#include "ingest/tags.def"
#undef TAG
	HS_TAG_N
};

enum hs_tag_kind { HS_KIND_INLINE, HS_KIND_BLOCK, HS_KIND_BREAK, HS_KIND_DATA, HS_KIND_FORM };

enum hs_attr {
#define ATTR(id, name) HS_ATTR_##id,
#include "ingest/attrs.def"
#undef ATTR
	HS_ATTR_N
};

struct hs_dom_attr {
	enum hs_attr attr;
	const char *value;              /* decoded, NUL-terminated */
};

struct hs_node {
	struct hs_node *parent, *first, *last, *next;
	union {
		struct hs_span text;            /* HS_TAG_TEXT: as decoded, white space and all */
		const struct hs_dom_attr *attrs;
	};
	uint32_t id;                    /* position in reading order, from 0 */
	uint16_t tag;                   /* enum hs_tag */
	uint16_t n_attrs;
};

struct hs_dom {
	struct hs_node *root;           /* holds all else; HS_TAG_OTHER, id 0 */
	uint32_t n_nodes;
};

/* Parse html[0..len), well-formed UTF-8 without NUL. HTML can be as broken as it likes: HS_EINPUT only where there is no
 * element at all. */
int hs_dom_parse(struct hs_dom **out, struct hs_arena *arena, const char *html, size_t len, struct hs_err *err);

/* Value of an attribute, or NULL. */
const char *hs_node_attr(const struct hs_node *node, enum hs_attr attr);

enum hs_tag_kind hs_node_kind(const struct hs_node *node);      /* text is INLINE */

/* The node after `node` in reading order within `top`; `into` false steps over its inside. NULL at the end. */
struct hs_node *hs_node_next(const struct hs_node *node, const struct hs_node *top, bool into);

/* All text in `node`, as it is, joined. */
struct hs_span hs_node_text(struct hs_arena *arena, const struct hs_node *node);

#endif
