/*
 * zones - which elements of a page are what: by their tags, and by the words of their classes, ids and roles.
 */
#include "config.h"

#include "ingest/body_p.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define OWN_DEPTH 6                     /* inline elements looked at for hints */
#define MOST 0.6                        /* share of a page's text that is most of it */

static const struct word { const char *word; enum hs_zone zone; } hints[] = {
#define HINT(word, about) { word, HINT_##about },
#include "ingest/hints.def"
#undef HINT
};

static_assert(F_NEAR_ARTICLE - F_OWN_ARTICLE == ZONE_N, "one OWN_ feature a zone");
static_assert(F_FAR_ARTICLE - F_NEAR_ARTICLE == ZONE_N, "one NEAR_ feature a zone");
static_assert(F_INNER_ARTICLE - F_FAR_ARTICLE == ZONE_N, "one FAR_ feature a zone");

static int hint_cmp(const void *key, const void *row)
{
	const char *word = ((const struct word *)row)->word;
	size_t len = strlen(word);

	if (len && word[len - 1] == '*')
		return strncmp(key, word, len - 1);
	return strcmp(key, word);
}

static uint32_t hint_of(const char *word)
{
	const struct word *row = bsearch(word, hints, COUNT(hints), sizeof(*hints), hint_cmp);

	return row ? 1u << row->zone : 0;
}

/* Words of "storyBody main-col_2": story, body, main, col. Longer ones are cut: no hint is as long. */
static uint32_t hints_of(const char *value)
{
	uint32_t bits = 0;
	char word[24];
	size_t n = 0;

	for (;; value++) {
		char c = *value;
		bool upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z');

		if (n && (!letter || (upper && value[1] >= 'a' && value[1] <= 'z') ||
			  (upper && value[-1] >= 'a' && value[-1] <= 'z'))) {
			word[n] = '\0';
			bits |= hint_of(word);
			n = 0;
		}
		if (!c)
			return bits;
		if (letter && n < sizeof(word) - 1)
			word[n++] = upper ? c + 'a' - 'A' : c;
	}
}

static uint32_t zone_of_tag(const struct hs_node *node)
{
	switch (node->tag) {
	case HS_TAG_ARTICLE:    return 1u << ZONE_ARTICLE;
	case HS_TAG_MAIN:       return 1u << ZONE_MAIN;
	case HS_TAG_ASIDE:      return 1u << ZONE_ASIDE;
	case HS_TAG_NAV:        return 1u << ZONE_NAV;
	case HS_TAG_FOOTER:     return 1u << ZONE_FOOTER;
	case HS_TAG_HEADER:     return 1u << ZONE_HEADER;
	case HS_TAG_FIGURE:
	case HS_TAG_FIGCAPTION: return 1u << ZONE_FIGURE;
	case HS_TAG_FORM:       return 1u << ZONE_FORM;
	case HS_TAG_TABLE:      return 1u << ZONE_TABLE;
	case HS_TAG_UL:
	case HS_TAG_OL:
	case HS_TAG_DL:         return 1u << ZONE_LIST;
	case HS_TAG_BLOCKQUOTE: return 1u << ZONE_QUOTE;
	default:                return 0;
	}
}

static bool is_unseen(const struct hs_node *node)
{
	const char *style = hs_node_attr(node, HS_ATTR_STYLE), *aria = hs_node_attr(node, HS_ATTR_ARIA_HIDDEN);

	return hs_node_attr(node, HS_ATTR_HIDDEN) || (aria && strcmp(aria, "true") == 0) ||
	       (style && (strcasestr(style, "display:none") || strcasestr(style, "display: none")));
}

static uint32_t zones_of(const struct hs_node *node)
{
	static const enum hs_attr told[] = { HS_ATTR_CLASS, HS_ATTR_ID, HS_ATTR_ROLE, HS_ATTR_ITEMPROP,
					     HS_ATTR_DATA_TESTID, HS_ATTR_DATA_COMPONENT };
	uint32_t bits = zone_of_tag(node);

	if (node->tag == HS_TAG_TEXT || node->tag == HS_TAG_HTML || node->tag == HS_TAG_BODY || !node->n_attrs)
		return bits;
	for (size_t i = 0; i < COUNT(told); i++) {
		const char *value = hs_node_attr(node, told[i]);

		if (value)
			bits |= hints_of(value);
	}
	return bits | (is_unseen(node) ? 1u << ZONE_UNSEEN : 0);
}

/* Is the page's text, or most of it, in this element? Its class then tells about the page (its tags, its layout) and not
 * about a part of it. Comments may well be most of a page, so for that hint the headline must be in there too. */
static uint32_t zones_believed(const struct hs_finder *f, const struct hs_node *node, const float *good)
{
	uint32_t from = f->page->from[node->id], to = f->page->to[node->id], elements = (1u << HINT_ARTICLE) - 1;

	if (good[to] - good[from] <= good[f->n] * MOST)
		return ~0u;
	return from <= f->headline && f->headline < to ? elements : elements | 1u << HINT_COMMENT;
}

/* Parents come before their children, so one pass hands everything down. */
static void zones_find(struct hs_finder *f)
{
	const struct hs_node *root = f->page->dom->root;
	float *good = hs_arena_array(f->arena, f->n + 1, sizeof(*good));

	for (size_t i = 0; i < f->n; i++)
		good[i + 1] = good[i] + (hs_block_is_good(f, i) ? f->chars[i] : 0);
	for (const struct hs_node *node = root; node; node = hs_node_next(node, root, true)) {
		f->zones[node->id] = zones_of(node) & zones_believed(f, node, good);
		if (node->parent)
			f->above[node->id] = f->above[node->parent->id] | f->zones[node->parent->id];
	}
}

static void zones_set(float *x, unsigned first, uint32_t bits)
{
	for (unsigned i = 0; i < ZONE_N; i++)
		x[first + i] = bits >> i & 1;
}

static void hints_set(struct hs_finder *f, float *x, const struct hs_block *block)
{
	const struct hs_node *node = block->in;
	uint32_t own = f->zones[block->at->id], near = 0, far;

	for (unsigned i = 0; i < OWN_DEPTH && node && node != block->at; i++, node = node->parent)
		own |= f->zones[node->id];
	node = block->at;
	for (unsigned i = 0; i < NEAR_DEPTH && node->parent; i++) {
		node = node->parent;
		near |= f->zones[node->id];
	}
	far = f->above[node->id];
	zones_set(x, F_OWN_ARTICLE, own);
	zones_set(x, F_NEAR_ARTICLE, near);
	zones_set(x, F_FAR_ARTICLE, far);
}

void hs_zones_set(struct hs_finder *f)
{
	zones_find(f);
	for (size_t i = 0; i < f->n; i++)
		hints_set(f, f->x[i], &f->page->blocks[i]);
}

void hs_zones_inner_set(struct hs_finder *f, const struct hs_node *home)
{
	uint32_t *inner = hs_arena_array(f->arena, f->page->dom->n_nodes, sizeof(*inner));
	const struct hs_node *node = hs_node_next(home, home, true);

	for (; node; node = hs_node_next(node, home, true))
		inner[node->id] = node->parent == home ? 0 : inner[node->parent->id] | f->zones[node->parent->id];
	for (size_t i = f->page->from[home->id]; i < f->page->to[home->id]; i++)
		zones_set(f->x[i], F_INNER_ARTICLE, inner[f->page->blocks[i].at->id]);
}

bool hs_zones_in_dialog(const struct hs_block *block)
{
	const struct hs_node *node = block->at;

	for (unsigned up = 0; up <= NEAR_DEPTH && node; up++, node = node->parent)
		if (zones_of(node) & 1u << HINT_COOKIE)
			return true;
	return false;
}
