/*
 * meta - see meta.h.
 */
#include "config.h"

#include "ingest/meta.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/page.h"
#include "lexicon/agency.h"
#include "text/date.h"

#define HEADLINE_MAX 400                /* bytes: a longer <h1> is no headline */
#define LINE_MAX_BYTES 1000
#define BYLINE_MAX 200
#define VISIBLE_BYLINE_MAX 60
#define H1_MAX 8
#define LOOKS_MAX 200

static const struct meta_row { const char *name; enum hs_meta_field field; enum hs_meta_rank rank; } names[] = {
#define META(name, field, rank) { name, HS_META_##field, HS_RANK_##rank },
#include "ingest/meta.def"
#undef META
};

/* What the walk through the page has seen that only makes sense together. */
struct seen {
	const char *h1[H1_MAX];
	size_t n_h1;
	const struct hs_node *article, *behind; /* the first <article> or <main>, and what comes after it */
	unsigned looks;                         /* elements looked into; bounded, as they may hold one another */
};

/* White space collapsed, none at the ends. */
static struct hs_span one_line(struct hs_arena *arena, struct hs_span text)
{
	char *out = hs_arena_alloc(arena, text.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool blank = strchr(" \t\r\n\f", text.ptr[i]) && text.ptr[i];

		if (!blank)
			out[n++] = text.ptr[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return (struct hs_span){ out, n };
}

/* The first line of text in `node`: a heading may be left open, a byline have a date below it. */
static struct hs_span line_of(struct hs_arena *arena, const struct hs_node *node)
{
	struct hs_str text = HS_STR_INIT;
	struct hs_span line;

	for (const struct hs_node *at = node; at && text.len <= LINE_MAX_BYTES; at = hs_node_next(at, node, true)) {
		if (at->tag == HS_TAG_TEXT)
			hs_str_add(&text, at->text.ptr, at->text.len);
		else if (at->tag == HS_TAG_BR)
			hs_str_addc(&text, ' ');
		else if (hs_node_kind(at) == HS_KIND_BLOCK && strspn(text.ptr, " \t\r\n\f") < text.len)
			break;
	}
	line = one_line(arena, (struct hs_span){ text.ptr, text.len });
	hs_str_release(&text);
	return line;
}

/* Text that is not marked up has its paragraphs as lines. */
static struct hs_span lines_marked(struct hs_arena *arena, struct hs_span text)
{
	struct hs_str out = HS_STR_INIT;
	struct hs_span marked;

	if (strcasestr(text.ptr, "<p") || strcasestr(text.ptr, "<br"))
		return text;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			hs_str_adds(&out, "<p>");
		else
			hs_str_addc(&out, text.ptr[i]);
	}
	marked = (struct hs_span){ hs_arena_strn(arena, out.ptr, out.len), out.len };
	hs_str_release(&out);
	return marked;
}

const char *hs_meta_text(struct hs_arena *arena, struct hs_span html, bool lines)
{
	struct hs_str out = HS_STR_INIT;
	const struct hs_page *page;
	struct hs_dom *dom;
	char *text;

	if (!memchr(html.ptr, '<', html.len) && !memchr(html.ptr, '&', html.len) && !lines)
		return one_line(arena, html).ptr;
	if (lines)
		html = lines_marked(arena, html);
	if (hs_dom_parse(&dom, arena, html.ptr, html.len, NULL) < 0)
		return "";
	page = hs_page_new(arena, dom);
	for (size_t i = 0; i < page->n_blocks; i++) {
		if (i)
			hs_str_adds(&out, lines ? "\n\n" : " ");
		hs_str_add(&out, page->blocks[i].text.ptr, page->blocks[i].text.len);
	}
	text = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return text;
}

static bool is_url(const char *str)
{
	return strncasecmp(str, "http://", 7) == 0 || strncasecmp(str, "https://", 8) == 0;
}

/* "en_US" is what OpenGraph writes for en-US. */
static const char *lang_tag(struct hs_arena *arena, const char *value)
{
	char *tag = hs_arena_str(arena, value);

	for (char *at = tag; *at; at++)
		if (*at == '_')
			*at = '-';
	return strspn(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == strlen(tag) ? tag : NULL;
}

static const char *name_only(const char *value)
{
	if (strcasecmp(value, "by") == 0)
		return NULL;
	if (strncasecmp(value, "by ", 3) == 0)
		value += 3;
	return is_url(value) || strlen(value) > BYLINE_MAX ? NULL : value;
}

/* `value` in the form that its field has, or NULL if it is nothing of the kind. */
static const char *value_check(struct hs_arena *arena, enum hs_meta_field field, const char *value)
{
	switch (field) {
	case HS_META_URL:
		return is_url(value) ? value : NULL;
	case HS_META_PUBLISHED:
	case HS_META_MODIFIED:
		return hs_date_iso(arena, hs_span_of(value));
	case HS_META_LANG:
		return lang_tag(arena, value);
	case HS_META_BYLINE:
		return name_only(value);
	default:
		return value;
	}
}

void hs_meta_offer(struct hs_meta *meta, struct hs_arena *arena, enum hs_meta_field field, enum hs_meta_rank rank,
		   struct hs_span value)
{
	const char *text;

	if (rank >= meta->rank[field])
		return;
	text = hs_meta_text(arena, value, field == HS_META_BODY);
	if (!*text || !(text = value_check(arena, field, text)) || !*text)
		return;
	meta->value[field] = text;
	meta->rank[field] = rank;
}

static int name_cmp(const void *key, const void *row)
{
	return strcasecmp(key, ((const struct meta_row *)row)->name);
}

static void offer_named(struct hs_meta *meta, struct hs_arena *arena, const char *name, const char *value)
{
	const struct meta_row *row = name && value ?
		bsearch(name, names, sizeof(names) / sizeof(*names), sizeof(*names), name_cmp) : NULL;

	if (row)
		hs_meta_offer(meta, arena, row->field, row->rank, hs_span_of(value));
}

static void meta_element(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node)
{
	static const enum hs_attr keys[] = { HS_ATTR_PROPERTY, HS_ATTR_NAME, HS_ATTR_ITEMPROP };
	const char *content = hs_node_attr(node, HS_ATTR_CONTENT);

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		offer_named(meta, arena, hs_node_attr(node, keys[i]), content);
}

/* Is `word` one of the words of the attribute, as of rel="author nofollow"? */
static bool attr_has(const struct hs_node *node, enum hs_attr attr, const char *word)
{
	const char *value = hs_node_attr(node, attr);
	size_t len = strlen(word);

	while (value && *value) {
		size_t n = strcspn(value, " \t\r\n\f");

		if (n == len && strncasecmp(value, word, n) == 0)
			return true;
		value += n;
		value += strspn(value, " \t\r\n\f");
	}
	return false;
}

static void link_element(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node)
{
	const char *href = hs_node_attr(node, HS_ATTR_HREF);

	if (href && attr_has(node, HS_ATTR_REL, "canonical"))
		hs_meta_offer(meta, arena, HS_META_URL, HS_RANK_GRAPH, hs_span_of(href));
}

static void script_element(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node)
{
	const char *type = hs_node_attr(node, HS_ATTR_TYPE);

	if (type && strncasecmp(type, "application/ld+json", 19) == 0)
		hs_jsonld_read(meta, arena, hs_node_text(arena, node));
}

/* Text that is in the line already decoded: kept from being read as HTML again. */
static void offer_line(struct hs_meta *meta, struct hs_arena *arena, enum hs_meta_field field, enum hs_meta_rank rank,
		       struct hs_span line)
{
	const char *text;

	if (rank >= meta->rank[field] || !line.len)
		return;
	text = value_check(arena, field, hs_arena_strn(arena, line.ptr, line.len));
	if (!text || !*text)
		return;
	meta->value[field] = text;
	meta->rank[field] = rank;
}

/* The name in it, or what it says itself where nothing in it is marked as one. */
static void itemprop_author(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node)
{
	const struct hs_node *in = node, *name = node;

	for (unsigned i = 0; in && i < LOOKS_MAX; i++, in = hs_node_next(in, node, true)) {
		if (in->tag == HS_TAG_META || !attr_has(in, HS_ATTR_ITEMPROP, "name"))
			continue;
		name = in;
		break;
	}
	offer_line(meta, arena, HS_META_BYLINE, HS_RANK_MICRODATA, line_of(arena, name));
}

static void itemprop_element(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node, const char *prop)
{
	const char *machine = hs_node_attr(node, HS_ATTR_CONTENT);

	if (!machine)
		machine = hs_node_attr(node, HS_ATTR_DATETIME);
	if (strcasecmp(prop, "datePublished") == 0 || strcasecmp(prop, "dateModified") == 0)
		offer_named(meta, arena, prop, machine);
	else if (strcasecmp(prop, "headline") == 0 && node->tag >= HS_TAG_H1 && node->tag <= HS_TAG_H2)
		offer_line(meta, arena, HS_META_HEADLINE, HS_RANK_MICRODATA, line_of(arena, node));
	else if (strcasecmp(prop, "author") == 0)
		itemprop_author(meta, arena, node);
}

static bool has_digit(struct hs_span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
			return true;
	return false;
}

/* A byline that only the eye can see: a link to the author, or a short line of that class. */
static bool may_be_byline(const struct hs_meta *meta, const struct hs_node *node)
{
	const char *class = hs_node_attr(node, HS_ATTR_CLASS);

	return meta->rank[HS_META_BYLINE] > HS_RANK_VISIBLE &&
	       (attr_has(node, HS_ATTR_REL, "author") || (class && strcasestr(class, "byline")));
}

static void visible_byline(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node)
{
	struct hs_span line = line_of(arena, node);

	if (line.len <= VISIBLE_BYLINE_MAX && !has_digit(line))
		offer_line(meta, arena, HS_META_BYLINE, HS_RANK_VISIBLE, line);
}

/* Is `node`, which comes after the article's start, in it? */
static bool in_article(const struct seen *seen, const struct hs_node *node)
{
	return seen->article && (!seen->behind || node->id < seen->behind->id);
}

static void time_element(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node, const struct seen *seen)
{
	const char *when = hs_node_attr(node, HS_ATTR_DATETIME), *class = hs_node_attr(node, HS_ATTR_CLASS);
	bool later = class && (strcasestr(class, "updated") || strcasestr(class, "modified"));
	enum hs_meta_field field = later ? HS_META_MODIFIED : HS_META_PUBLISHED;

	if (when && meta->rank[field] > HS_RANK_VISIBLE && in_article(seen, node))
		hs_meta_offer(meta, arena, field, HS_RANK_VISIBLE, hs_span_of(when));
}

static void h1_element(struct hs_arena *arena, const struct hs_node *node, struct seen *seen)
{
	struct hs_span line = line_of(arena, node);

	if (line.len && line.len <= HEADLINE_MAX && seen->n_h1 < H1_MAX)
		seen->h1[seen->n_h1++] = hs_arena_strn(arena, line.ptr, line.len);
}

static void element_look(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node, struct seen *seen)
{
	const char *prop = hs_node_attr(node, HS_ATTR_ITEMPROP);

	if (node->tag == HS_TAG_H1)
		h1_element(arena, node, seen);
	if (prop)
		itemprop_element(meta, arena, node, prop);
	if (may_be_byline(meta, node))
		visible_byline(meta, arena, node);
}

static void element_read(struct hs_meta *meta, struct hs_arena *arena, const struct hs_node *node,
			 const struct hs_node *root, struct seen *seen)
{
	const char *prop = hs_node_attr(node, HS_ATTR_ITEMPROP), *lang;

	switch (node->tag) {
	case HS_TAG_META:
		meta_element(meta, arena, node);
		return;
	case HS_TAG_LINK:
		link_element(meta, arena, node);
		return;
	case HS_TAG_SCRIPT:
		script_element(meta, arena, node);
		return;
	case HS_TAG_TITLE:
		offer_line(meta, arena, HS_META_TITLE, HS_RANK_OTHER, line_of(arena, node));
		return;
	case HS_TAG_HTML:
		if ((lang = hs_node_attr(node, HS_ATTR_LANG)))
			hs_meta_offer(meta, arena, HS_META_LANG, HS_RANK_MICRODATA, hs_span_of(lang));
		return;
	case HS_TAG_ARTICLE:
	case HS_TAG_MAIN:
		if (!seen->article) {
			seen->article = node;
			seen->behind = hs_node_next(node, root, false);
		}
		break;
	case HS_TAG_TIME:
		time_element(meta, arena, node, seen);
		break;
	default:
		break;
	}
	if ((node->tag == HS_TAG_H1 || prop || may_be_byline(meta, node)) && seen->looks++ < LOOKS_MAX)
		element_look(meta, arena, node, seen);
}

/* Are these the same name, but for letter case, blanks and punctuation ("TheHill", "The Hill")? */
static bool same_name(const char *a, size_t len, const char *b)
{
	const char *end = a + len;

	for (;; a++, b++) {
		while (a < end && strchr(" .-_'", *a))
			a++;
		while (*b && strchr(" .-_'", *b))
			b++;
		if (a == end || !*b)
			return a == end && !*b;
		if (strncasecmp(a, b, 1) != 0)
			return false;
	}
}

/* `title` without " | Outlet" behind it or "Outlet: " before it. */
static const char *title_without(struct hs_arena *arena, const char *title, const char *outlet)
{
	static const char *const marks[] = { " | ", " - ", " – ", " — ", " :: ", " » ", " · ", ": " };

	for (size_t i = 0; outlet && i < sizeof(marks) / sizeof(*marks); i++) {
		const char *first = strstr(title, marks[i]), *last = first, *next;
		size_t mark = strlen(marks[i]);

		if (!first)
			continue;
		while ((next = strstr(last + 1, marks[i])))
			last = next;
		if (same_name(last + mark, strlen(last + mark), outlet))
			return hs_arena_strn(arena, title, last - title);
		if (same_name(title, first - title, outlet))
			return first + mark;
	}
	return title;
}

static bool holds(struct hs_arena *arena, const char *all, const char *part)
{
	return all && strstr(hs_utf8_fold(arena, all, strlen(all)), hs_utf8_fold(arena, part, strlen(part)));
}

/* Titles for machines may differ from what readers see, or have the outlet's name in them: a heading on the page that the
 * title holds is the better one. */
static void headline_choose(struct hs_meta *meta, struct hs_arena *arena, const struct seen *seen)
{
	const char *title = meta->value[HS_META_TITLE], *outlet = meta->value[HS_META_OUTLET];
	const char **headline = &meta->value[HS_META_HEADLINE];

	if (meta->rank[HS_META_HEADLINE] == HS_RANK_JSONLD || meta->rank[HS_META_HEADLINE] == HS_RANK_MICRODATA)
		return;
	for (size_t i = 0; i < seen->n_h1; i++) {
		const char *h1 = seen->h1[i];

		if ((outlet && strcasecmp(h1, outlet) == 0) || !(holds(arena, *headline, h1) || holds(arena, title, h1)))
			continue;
		*headline = h1;
		meta->rank[HS_META_HEADLINE] = HS_RANK_VISIBLE;
		return;
	}
	if (!*headline && seen->n_h1 == 1)
		*headline = seen->h1[0];
	else if (!*headline)
		*headline = title;
	if (!*headline)
		return;
	*headline = title_without(arena, *headline, outlet);
	if (meta->rank[HS_META_HEADLINE] == HS_RANK_NONE)
		meta->rank[HS_META_HEADLINE] = HS_RANK_VISIBLE;
}

static void agency_choose(struct hs_meta *meta, struct hs_arena *arena)
{
	const char *byline = meta->value[HS_META_BYLINE], *agency = byline ? hs_agency_find(hs_span_of(byline)) : NULL;

	if (agency)
		hs_meta_offer(meta, arena, HS_META_AGENCY, meta->rank[HS_META_BYLINE], hs_span_of(agency));
}

struct hs_meta *hs_meta_new(struct hs_arena *arena, const struct hs_dom *dom)
{
	struct hs_meta *meta = hs_arena_alloc(arena, sizeof(*meta));
	struct seen seen = { .n_h1 = 0 };

	for (size_t i = 0; i < HS_META_N; i++)
		meta->rank[i] = HS_RANK_NONE;
	for (const struct hs_node *node = dom->root; node; node = hs_node_next(node, dom->root, true))
		if (node->tag != HS_TAG_TEXT)
			element_read(meta, arena, node, dom->root, &seen);
	headline_choose(meta, arena, &seen);
	agency_choose(meta, arena);
	return meta;
}
