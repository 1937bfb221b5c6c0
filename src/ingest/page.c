/*
 * page - see page.h.
 */
#include "config.h"

#include "ingest/page.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* The layout under way: one line is open at a time. */
struct layout {
	struct hs_arena *arena;
	struct hs_page *page;
	size_t room;                            /* of page->blocks */
	const struct hs_node **within;          /* open block-level elements, outermost first */
	size_t depth, depth_room;
	const struct hs_node *row;              /* the open <tr> that is laid out as one line */
	unsigned links, strongs, pres;          /* open elements of these kinds */
	struct hs_str line;
	const struct hs_node *in;               /* holds all text of the line so far */
	const struct hs_node *in_open;          /* the innermost element still open that holds `in` */
	uint32_t link, strong;
	uint8_t breaks;
	bool space;                             /* white space seen, not yet written */
};

static bool tag_is_strong(unsigned tag)
{
	return tag == HS_TAG_B || tag == HS_TAG_STRONG || (tag >= HS_TAG_H1 && tag <= HS_TAG_H6);
}

/* Bytes of white space or of code points that are not shown (soft hyphen, zero width space, word joiner, byte order
 * mark) at ptr[0..len), 0 if what is there is shown. *blank tells the one from the other. */
static size_t unseen(const char *ptr, size_t len, bool *blank)
{
	*blank = strchr(" \t\n\r\f", *ptr) && *ptr;
	if (*blank)
		return 1;
	if (len >= 2 && !memcmp(ptr, "\xC2\xAD", 2))
		return 2;
	if (len >= 3 && (!memcmp(ptr, "\xE2\x80\x8B", 3) || !memcmp(ptr, "\xE2\x81\xA0", 3) ||
			 !memcmp(ptr, "\xEF\xBB\xBF", 3)))
		return 3;
	return 0;
}

/* The line without white space and no-break spaces at its ends. */
static struct hs_span line_trim(const struct hs_str *line)
{
	const char *ptr = line->ptr, *end = ptr + line->len;
	unsigned size;

	while (ptr < end && hs_code_is_space(hs_utf8_next(ptr, end - ptr, &size)))
		ptr += size;
	for (;;) {
		if (end > ptr && strchr(" \n\t", end[-1]))
			end--;
		else if (end - ptr >= 2 && !memcmp(end - 2, "\xC2\xA0", 2))
			end -= 2;
		else
			return (struct hs_span){ ptr, end - ptr };
	}
}

static void line_flush(struct layout *l)
{
	struct hs_span text = line_trim(&l->line);
	struct hs_page *page = l->page;

	if (text.len && page->n_blocks <= HS_PAGE_BLOCKS_MAX) {
		page->blocks = hs_arena_grow(l->arena, page->blocks, page->n_blocks, page->n_blocks + 1,
					     &l->room, sizeof(*page->blocks));
		page->blocks[page->n_blocks++] = (struct hs_block){
			.text = { hs_arena_strn(l->arena, text.ptr, text.len), text.len },
			.at = l->depth ? l->within[l->depth - 1] : page->dom->root,
			.in = l->in, .link = l->link, .strong = l->strong, .breaks = l->breaks,
		};
		l->breaks = 0;
	}
	hs_str_clear(&l->line);
	l->link = l->strong = 0;
	l->space = false;
}

static void line_break(struct layout *l)
{
	line_flush(l);
	if (l->breaks < 2)
		l->breaks++;
}

/* White space in <pre>: lines are kept, an empty one ends the block. */
static void pre_space(struct layout *l, char c)
{
	if (c == '\n' && l->line.len && l->line.ptr[l->line.len - 1] == '\n') {
		line_flush(l);
		l->breaks = 2;
	} else if (c != '\r' && (l->line.len || c != '\n')) {
		hs_str_addc(&l->line, c);
	}
}

static void text_add(struct layout *l, const struct hs_node *node)
{
	size_t len, had = l->line.len;
	bool blank;

	for (size_t i = 0; i < node->text.len; i += len) {
		const char *at = node->text.ptr + i;
		size_t gone = unseen(at, node->text.len - i, &blank);

		len = gone ? gone : 1;
		if (blank && l->pres) {
			pre_space(l, *at);
		} else if (blank) {
			l->space = l->line.len > 0;
		} else if (!gone) {
			if (l->space)
				hs_str_addc(&l->line, ' ');
			l->space = false;
			hs_str_addc(&l->line, *at);
		}
		if (l->line.len < had)
			had = 0;
	}
	if (l->line.len == had)
		return;
	l->in = had ? l->in_open : node->parent;
	l->in_open = l->in;
	if (l->links)
		l->link += l->line.len - had;
	if (l->strongs)
		l->strong += l->line.len - had;
}

static bool tag_is_cell(unsigned tag)
{
	return tag == HS_TAG_TD || tag == HS_TAG_TH;
}

/* A table row is one line where no cell has blocks or breaks in it; tables used for layout have. */
static bool row_is_line(const struct hs_node *row)
{
	for (const struct hs_node *node = row->first; node; node = hs_node_next(node, row, true))
		if (hs_node_kind(node) == HS_KIND_BREAK ||
		    (hs_node_kind(node) == HS_KIND_BLOCK && !tag_is_cell(node->tag)))
			return false;
	return true;
}

static bool node_is_block(const struct layout *l, const struct hs_node *node)
{
	return hs_node_kind(node) == HS_KIND_BLOCK && !(l->row && tag_is_cell(node->tag));
}

static void block_enter(struct layout *l, const struct hs_node *node)
{
	line_flush(l);
	l->breaks = 0;
	l->page->from[node->id] = l->page->n_blocks;
	l->within = hs_arena_grow(l->arena, l->within, l->depth, l->depth + 1, &l->depth_room, sizeof(*l->within));
	l->within[l->depth++] = node;
	if (node->tag == HS_TAG_TR && !l->row && row_is_line(node))
		l->row = node;
}

/* Returns whether to look inside. */
static bool node_enter(struct layout *l, const struct hs_node *node)
{
	l->page->from[node->id] = l->page->n_blocks;
	if (node->tag == HS_TAG_TEXT)
		text_add(l, node);
	switch (hs_node_kind(node)) {
	case HS_KIND_DATA:
	case HS_KIND_FORM:
		l->page->to[node->id] = l->page->n_blocks;
		return false;
	case HS_KIND_BREAK:
		line_break(l);
		break;
	case HS_KIND_BLOCK:
		if (node_is_block(l, node))
			block_enter(l, node);
		else
			l->space = l->line.len > 0;
		break;
	case HS_KIND_INLINE:
		break;
	}
	l->links += node->tag == HS_TAG_A;
	l->strongs += tag_is_strong(node->tag);
	l->pres += node->tag == HS_TAG_PRE;
	return true;
}

static void node_leave(struct layout *l, const struct hs_node *node)
{
	if (node_is_block(l, node)) {
		line_flush(l);
		l->breaks = 0;
		l->depth--;
		if (l->row == node)
			l->row = NULL;
	}
	if (l->in_open == node)
		l->in_open = node->parent;
	l->links -= node->tag == HS_TAG_A;
	l->strongs -= tag_is_strong(node->tag);
	l->pres -= node->tag == HS_TAG_PRE;
	l->page->to[node->id] = l->page->n_blocks;
}

static void layout_run(struct layout *l, const struct hs_node *root)
{
	const struct hs_node *node = root;

	for (;;) {
		bool in = node_enter(l, node);

		if (in && node->first) {
			node = node->first;
			continue;
		}
		if (in)
			node_leave(l, node);
		while (node != root && !node->next) {
			node = node->parent;
			node_leave(l, node);
		}
		if (node == root)
			break;
		node = node->next;
	}
	line_flush(l);
}

struct hs_page *hs_page_new(struct hs_arena *arena, const struct hs_dom *dom)
{
	struct hs_page *page = hs_arena_alloc(arena, sizeof(*page));
	struct layout l = { .arena = arena, .page = page, .line = HS_STR_INIT };

	page->dom = dom;
	page->from = hs_arena_array(arena, dom->n_nodes, sizeof(*page->from));
	page->to = hs_arena_array(arena, dom->n_nodes, sizeof(*page->to));
	layout_run(&l, dom->root);
	hs_str_release(&l.line);
	return page;
}
