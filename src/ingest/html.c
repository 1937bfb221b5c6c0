/*
 * html - a page is one article, or it is none.
 *
 * The stored text is what body.c finds to be the article's, one paragraph a block, blank lines between. Comments, link lists
 * beside the article and the rest of the page never get into it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/body.h"
#include "ingest/charset.h"
#include "ingest/reader_p.h"
#include "ingest/record_p.h"

#define CHARS_MIN 100                   /* a body with less is none */
#define CHARS_SURE 1000                 /* as much text is no error page, whatever its title */
#define TOLD_MORE 2                     /* a body in JSON-LD with so many times the text is the better one */
#define LONG_LINE 80                    /* bytes: lines as long as this, ended by one break each, are paragraphs */
#define SNIFF_WITHIN 4096
#define HEAD_MAX 1024                   /* bytes that our own reports name themselves in */
#define CAPTION_DEPTH 4                 /* elements between a line and the <figcaption> that it is in */

struct state {
	bool read;
};

/* The paragraphs of the text under construction. */
struct text {
	struct hs_arena *arena;
	struct hs_str str;
	struct hs_para *paras;
	size_t n, room;
};

/* --- Is it HTML? --------------------------------------------------------------------------------- */

static bool begins(const char *ptr, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && strncasecmp(ptr, with, n) == 0;
}

/* A page in UTF-16 looks like one with NULs in between. */
static size_t narrow(char *out, const char *ptr, size_t len)
{
	size_t n = 0;

	if (len >= 2 && (memcmp(ptr, "\xFF\xFE", 2) == 0 || memcmp(ptr, "\xFE\xFF", 2) == 0)) {
		ptr += 2;
		len -= 2;
	}
	for (size_t i = 0; i < len && n < SNIFF_WITHIN; i++)
		if (ptr[i])
			out[n++] = ptr[i];
	out[n] = '\0';
	return n;
}

/* White space, comments and an XML declaration may stand before a page. */
static const char *prolog_skip(const char *at)
{
	for (;;) {
		const char *end = NULL;

		at += strspn(at, " \t\r\n\f");
		if (strncmp(at, "<!--", 4) == 0)
			end = strstr(at, "-->");
		else if (strncmp(at, "<?xml", 5) == 0)
			end = strchr(at, '>');
		if (!end)
			return at;
		at = strchr(end, '>') + 1;
	}
}

static bool begins_element(const char *at, size_t len)
{
	static const char *const names[] = {
		"<head", "<body", "<title", "<meta", "<link", "<script", "<style", "<div", "<p", "<article", "<main", "<section",
		"<header", "<h1", "<h2", "<table", "<span", "<a", "<center", "<font", "<blockquote", "<ul", "<ol", "<br", "<nav",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (begins(at, len, names[i]) && strchr(" \t\r\n/>", at[strlen(names[i])]))
			return true;
	return false;
}

static enum hs_sniff sniff(const char *ptr, size_t len, bool whole)
{
	char head[SNIFF_WITHIN + 1];
	size_t n = narrow(head, ptr, len);
	const char *at = prolog_skip(head), *line;

	(void)whole;
	if (begins(at, n, "<!doctype html") || begins(at, n, "<html"))
		return HS_SNIFF_SURE;
	if (begins_element(at, head + n - at))
		return HS_SNIFF_LIKELY;
	if (*at != '<' && *at != '{' && *at != '[')             /* a warning or HTTP header before the page */
		for (line = strchr(at, '\n'); line; line = strchr(line + 1, '\n'))
			if (begins(line + 1, strlen(line + 1), "<!doctype html") || begins(line + 1, strlen(line + 1), "<html"))
				return HS_SNIFF_LIKELY;
	return HS_SNIFF_NO;
}

/* --- The text ------------------------------------------------------------------------------------- */

static bool is_sentence_end(struct hs_span text)
{
	return text.len && (strchr(".!?\"')", text.ptr[text.len - 1]) || (unsigned char)text.ptr[text.len - 1] >= 0x80);
}

/* Lines parted by one break are one paragraph, unless each of them is as long as a paragraph. */
static bool goes_on(const struct hs_block *block, const struct hs_block *last)
{
	return last && block->breaks == 1 && block->at == last->at &&
	       !(last->text.len >= LONG_LINE && block->text.len >= LONG_LINE && is_sentence_end(last->text));
}

static void para_add(struct text *text, struct hs_span words, enum hs_para_kind kind)
{
	if (text->str.len)
		hs_str_adds(&text->str, "\n\n");
	text->paras = hs_arena_grow(text->arena, text->paras, text->n, text->n + 1, &text->room, sizeof(*text->paras));
	text->paras[text->n].range.start = text->str.len;
	hs_str_add(&text->str, words.ptr, words.len);
	text->paras[text->n].range.end = text->str.len;
	text->paras[text->n++].kind = kind;
}

static void para_extend(struct text *text, struct hs_span words)
{
	hs_str_addc(&text->str, '\n');
	hs_str_add(&text->str, words.ptr, words.len);
	text->paras[text->n - 1].range.end = text->str.len;
}

/* Captions stay what they are where the article has them amid its text; lines of links alone are link lists. */
static enum hs_para_kind kind_of(const struct hs_block *block)
{
	const struct hs_node *node = block->at;

	for (unsigned up = 0; up < CAPTION_DEPTH && node; up++, node = node->parent)
		if (node->tag == HS_TAG_FIGCAPTION)
			return HS_PARA_CAPTION;
	return block->at->tag == HS_TAG_LI && block->link == block->text.len ? HS_PARA_LINKS : HS_PARA_BODY;
}

static void body_write(struct text *text, const struct hs_page *page, const struct hs_body *body)
{
	const struct hs_block *last = NULL;

	for (size_t i = 0; i < page->n_blocks; i++) {
		const struct hs_block *block = &page->blocks[i];

		if (body->score[i] <= 0) {
			last = NULL;
			continue;
		}
		if (goes_on(block, last))
			para_extend(text, block->text);
		else
			para_add(text, block->text, kind_of(block));
		last = block;
	}
}

/* The body that the page gives in JSON-LD, for pages that show nothing without scripts or payment. */
static void told_write(struct text *text, const char *told)
{
	for (size_t len; *told; told += len + strspn(told + len, "\n")) {
		const char *end = strstr(told, "\n\n");

		len = end ? (size_t)(end - told) : strlen(told);
		para_add(text, (struct hs_span){ told, len }, HS_PARA_BODY);
	}
}

static bool says_article(const struct hs_meta *meta)
{
	return meta->value[HS_META_TYPE] && strcasestr(meta->value[HS_META_TYPE], "article");
}

/* Errors and log-ins say what they are in their title. */
static bool says_otherwise(const struct hs_meta *meta)
{
	static const char *const titles[] = {
		"404", "403", "error", "page not found", "not available", "access denied", "forbidden", "just a moment",
		"attention required", "are you a robot", "captcha", "log in", "login", "sign in", "subscribe",
	};
	const char *title = meta->value[HS_META_TITLE];

	for (size_t i = 0; title && i < sizeof(titles) / sizeof(*titles); i++)
		if (strcasestr(title, titles[i]))
			return true;
	return false;
}

/* Nearly all articles say that they are; of a page that does not, more is asked. On a front page most text stands behind
 * links to what it is about. */
static bool is_article(const struct hs_body *body, const struct hs_meta *meta)
{
	if (body->chars < CHARS_MIN || body->teasers > body->chars / 2)
		return false;
	if (says_article(meta))
		return true;
	return body->sentences >= 2 && !(says_otherwise(meta) && body->chars < CHARS_SURE);
}

static int text_find(struct text *text, const struct hs_page *page, const struct hs_meta *meta, struct hs_err *err)
{
	const struct hs_body *body;
	const char *told = meta->value[HS_META_BODY];
	size_t n_told = told ? strlen(told) : 0;

	if (page->n_blocks > HS_PAGE_BLOCKS_MAX)
		return hs_fail(err, HS_EINPUT, "no article found: the page has more than %d lines of text", HS_PAGE_BLOCKS_MAX);
	body = hs_body_find(text->arena, page, meta);
	if (n_told >= CHARS_MIN && n_told > TOLD_MORE * body->chars)
		told_write(text, told);
	else if (is_article(body, meta))
		body_write(text, page, body);
	else
		return hs_fail(err, HS_EINPUT, "no article found");
	return HS_OK;
}

/* --- The reader ------------------------------------------------------------------------------------ */

static void fields_set(struct hs_article *article, const struct hs_meta *meta)
{
	article->headline = meta->value[HS_META_HEADLINE];
	article->outlet = meta->value[HS_META_OUTLET];
	article->url = meta->value[HS_META_URL];
	article->byline = meta->value[HS_META_BYLINE];
	article->agency = meta->value[HS_META_AGENCY];
	article->published = meta->value[HS_META_PUBLISHED];
	article->modified = meta->value[HS_META_MODIFIED];
	article->lang = meta->value[HS_META_LANG];
}

/* The head of our own reports, as reports/page.html has it. */
static bool is_report(struct hs_span html)
{
	static const char mark[] = "<meta name=\"generator\" content=\"hearsay\">";

	return memmem(html.ptr, html.len < HEAD_MAX ? html.len : HEAD_MAX, mark, strlen(mark)) != NULL;
}

static int page_read(struct hs_article **out, struct hs_arena *arena, struct hs_span bytes, struct hs_err *err)
{
	struct text text = { .arena = arena, .str = HS_STR_INIT };
	const struct hs_meta *meta;
	struct hs_span html;
	struct hs_dom *dom;
	int rc;

	if ((rc = hs_charset_decode(&html, arena, bytes, err)) < 0)
		return rc;
	if (is_report(html))
		return hs_record_ours(err);
	if ((rc = hs_dom_parse(&dom, arena, html.ptr, html.len, err)) < 0)
		return rc;
	meta = hs_meta_new(arena, dom);
	rc = text_find(&text, hs_page_new(arena, dom), meta, err);
	if (rc == HS_OK) {
		*out = hs_article_new(arena, text.str.ptr, text.str.len);
		fields_set(*out, meta);
		hs_article_finish(*out, text.paras, text.n);
	}
	hs_str_release(&text.str);
	return rc;
}

static int open_html(struct hs_reading *reading, struct hs_err *err)
{
	(void)err;
	reading->state = hs_calloc(1, sizeof(struct state));
	return HS_OK;
}

static void close_html(struct hs_reading *reading)
{
	free(reading->state);
}

static int next(struct hs_article **out, struct hs_reading *reading, struct hs_arena *arena, struct hs_err *err)
{
	struct state *state = reading->state;
	struct hs_str bytes = HS_STR_INIT;
	int rc;

	if (state->read)
		return HS_DONE;
	state->read = true;
	rc = hs_reader_slurp(&bytes, reading, err);
	if (rc == HS_OK)
		rc = page_read(out, arena, (struct hs_span){ bytes.ptr, bytes.len }, err);
	hs_str_release(&bytes);
	return rc;
}

const struct hs_reader hs_reader_html = {
	.name = "html",
	.sniff = sniff,
	.open = open_html,
	.next = next,
	.close = close_html,
};
