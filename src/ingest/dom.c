/*
 * dom - see dom.h. Built on libxml2's SAX interface, so that a page is held once and not twice.
 */
#include "config.h"

#include "ingest/dom.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/str.h"

#define PARSE_OPTIONS (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | \
		       HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE)

static const struct { const char *name; enum hs_tag_kind kind; } tags[HS_TAG_N] = {
	[HS_TAG_TEXT] = { "", HS_KIND_INLINE },
	[HS_TAG_OTHER] = { "", HS_KIND_INLINE },
#define TAG(id, name, kind) [HS_TAG_##id] = { name, HS_KIND_##kind },
#include "ingest/tags.def"
#undef TAG
};

static const char *const attrs[HS_ATTR_N] = {
#define ATTR(id, name) [HS_ATTR_##id] = name,
#include "ingest/attrs.def"
#undef ATTR
};

/* Where a page under construction has got to. */
struct builder {
	struct hs_arena *arena;
	struct hs_dom *dom;
	struct hs_node *open;           /* innermost open element */
	struct hs_str text;             /* seen since the last tag */
};

static int name_cmp(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static enum hs_tag tag_find(const char *name)
{
	const void *row = bsearch(name, &tags[HS_TAG_OTHER + 1], HS_TAG_N - HS_TAG_OTHER - 1, sizeof(*tags), name_cmp);

	return row ? (enum hs_tag)((const char *)row - (const char *)tags) / sizeof(*tags) : HS_TAG_OTHER;
}

static int attr_find(const char *name)
{
	const char *const *row = bsearch(name, attrs, HS_ATTR_N, sizeof(*attrs), name_cmp);

	return row ? (int)(row - attrs) : -1;
}

static struct hs_node *node_add(struct builder *b, enum hs_tag tag)
{
	struct hs_node *node = hs_arena_alloc(b->arena, sizeof(*node)), *parent = b->open;

	node->id = b->dom->n_nodes++;
	node->tag = tag;
	node->parent = parent;
	if (parent) {
		if (parent->last)
			parent->last->next = node;
		else
			parent->first = node;
		parent->last = node;
	}
	return node;
}

static void text_flush(struct builder *b)
{
	struct hs_node *node;

	if (!b->text.len)
		return;
	node = node_add(b, HS_TAG_TEXT);
	if (strspn(b->text.ptr, " \t\r\n\f") == b->text.len)
		node->text = hs_span_of(" ");
	else
		node->text = (struct hs_span){ hs_arena_strn(b->arena, b->text.ptr, b->text.len), b->text.len };
	hs_str_clear(&b->text);
}

static void attrs_take(struct builder *b, struct hs_node *node, const xmlChar **pairs)
{
	struct hs_dom_attr kept[HS_ATTR_N];
	size_t n = 0;

	for (; pairs && pairs[0] && n < HS_ATTR_N; pairs += 2) {
		int attr = attr_find((const char *)pairs[0]);

		if (attr >= 0)
			kept[n++] = (struct hs_dom_attr){ attr,
				hs_arena_str(b->arena, pairs[1] ? (const char *)pairs[1] : "") };
	}
	if (!n)
		return;
	node->attrs = memcpy(hs_arena_array(b->arena, n, sizeof(*kept)), kept, n * sizeof(*kept));
	node->n_attrs = n;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **pairs)
{
	struct builder *b = ctx;
	struct hs_node *node;

	text_flush(b);
	node = node_add(b, tag_find((const char *)name));
	attrs_take(b, node, pairs);
	b->open = node;
}

/* libxml2 closes each element that it opened, innermost first, whatever the page says. */
static void on_end(void *ctx, const xmlChar *name)
{
	struct builder *b = ctx;

	(void)name;
	text_flush(b);
	if (b->open->parent)
		b->open = b->open->parent;
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
	struct builder *b = ctx;

	hs_str_add(&b->text, text, len);
}

static htmlParserCtxtPtr parser_new(struct builder *b)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	htmlParserCtxtPtr parser;

	pthread_once(&once, xmlInitParser);
	parser = htmlNewParserCtxt();
	if (!parser)
		return NULL;
	memset(parser->sax, 0, sizeof(*parser->sax));           /* no tree of its own, no messages */
	parser->sax->startElement = on_start;
	parser->sax->endElement = on_end;
	parser->sax->characters = on_text;
	parser->sax->ignorableWhitespace = on_text;
	parser->sax->cdataBlock = on_text;
	parser->userData = b;
	return parser;
}

int hs_dom_parse(struct hs_dom **out, struct hs_arena *arena, const char *html, size_t len, struct hs_err *err)
{
	struct builder b = { .arena = arena, .text = HS_STR_INIT };
	htmlParserCtxtPtr parser;

	if (len > INT32_MAX)
		return hs_fail(err, HS_EINPUT, "page of %zu bytes is too long", len);
	b.dom = hs_arena_alloc(arena, sizeof(*b.dom));
	b.dom->root = b.open = node_add(&b, HS_TAG_OTHER);
	parser = parser_new(&b);
	if (!parser)
		return hs_fail(err, HS_EINTERNAL, "cannot make an HTML parser");
	xmlFreeDoc(htmlCtxtReadMemory(parser, html, (int)len, NULL, "UTF-8", PARSE_OPTIONS));
	htmlFreeParserCtxt(parser);
	text_flush(&b);
	hs_str_release(&b.text);
	if (!b.dom->root->first)
		return hs_fail(err, HS_EINPUT, "page has no element");
	*out = b.dom;
	return HS_OK;
}

const char *hs_node_attr(const struct hs_node *node, enum hs_attr attr)
{
	for (size_t i = 0; i < node->n_attrs; i++)
		if (node->attrs[i].attr == attr)
			return node->attrs[i].value;
	return NULL;
}

enum hs_tag_kind hs_node_kind(const struct hs_node *node)
{
	return tags[node->tag].kind;
}

struct hs_node *hs_node_next(const struct hs_node *node, const struct hs_node *top, bool into)
{
	if (into && node->first)
		return node->first;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

struct hs_span hs_node_text(struct hs_arena *arena, const struct hs_node *node)
{
	struct hs_str all = HS_STR_INIT;
	struct hs_span out;

	for (const struct hs_node *at = node; at; at = hs_node_next(at, node, true))
		if (at->tag == HS_TAG_TEXT)
			hs_str_add(&all, at->text.ptr, at->text.len);
	out = (struct hs_span){ hs_arena_strn(arena, all.ptr, all.len), all.len };
	hs_str_release(&all);
	return out;
}
