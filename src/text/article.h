/*
 * article - one news article: its fields, its text and the kind of each paragraph.
 *
 * A field that the input does not give is NULL: nothing is guessed. The text is stored as it came, so
 * that offsets point into the user's own file (for HTML: into the extracted body). Where the headline is a
 * field of its own and not part of the text, it is kept behind the text in the same buffer:
 *
 *     text  [ stored text, text_len bytes ] '\n' [ headline ] '\0'
 *
 * so that one kind of offset serves both; hs_article_locate() tells which field an offset is in.
 */
#ifndef HS_TEXT_ARTICLE_H
#define HS_TEXT_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "base/span.h"

/* Claims come from HEADLINE and BODY alone. PARA(name, word): `word` is what users see. */
#define HS_PARA_KINDS(PARA) \
	PARA(BODY, "body") \
	PARA(HEADLINE, "headline") \
	PARA(DATELINE, "dateline") \
	PARA(BYLINE, "byline") \
	PARA(CAPTION, "caption") \
	PARA(CREDIT, "credit") \
	PARA(LINKS, "links") \
	PARA(COMMENT, "comment") \
	PARA(BOILERPLATE, "boilerplate")

enum hs_para_kind {
#define PARA(name, word) HS_PARA_##name,
	HS_PARA_KINDS(PARA)
#undef PARA
	HS_PARA_N
};

struct hs_para {
	struct hs_range range;          /* without the white space at its edges; may span hard-wrapped lines */
	enum hs_para_kind kind;
};

enum hs_field { HS_FIELD_TEXT, HS_FIELD_HEADLINE };

struct hs_article {
	struct hs_arena *arena;         /* borrowed; owns everything below */
	struct hs_id key;               /* made from url or outlet + published, headline and text */
	const char *id;                 /* the input's own identifier, or NULL */
	const char *outlet, *url, *headline, *byline, *agency, *dateline;
	const char *published, *modified;       /* ISO 8601 as far as given: 2011-11-08, 2011-11-08T12:53:00-05:00 */
	const char *unread_date;        /* as given: a date in no form that hs_date_iso() reads, so that the article has none of it; or NULL */
	const char *lang;               /* BCP 47 */
	const char *text;               /* see above; well-formed UTF-8 without NUL */
	size_t text_len;                /* of the stored text alone */
	size_t full_len;                /* with "\n" and headline, where it stands behind */
	struct hs_para *paras;          /* in reading order; a headline behind the text comes first */
	size_t n_paras;
	const char *path;               /* where it came from, as the user wrote it; "-" is standard input */
	size_t record;                  /* line (NDJSON), row (CSV) or item, from 1; 0 where a file is one article */
	const char *format;             /* name of the reader: "text", "html", "ndjson", "json", "csv", ... */
};

const char *hs_para_word(enum hs_para_kind kind);

/* A new article over a copy of text[0..len). Fields are NULL, there are no paragraphs yet. */
struct hs_article *hs_article_new(struct hs_arena *arena, const char *text, size_t len);

/*
 * Finish an article whose fields are set: put a headline that is not in the text behind it, find the
 * paragraphs (hard-wrapped and indented files too), tell their kinds, take dateline, byline, agency and
 * credits that the text itself gives where the fields are NULL, and make the key. A dateline ("ISLAMABAD (Reuters) -") before
 * the first sentence is a paragraph of its own, so that body paragraphs begin behind it. `given` (may be NULL) are paragraphs
 * that the reader already knows (HTML), in text order: they are kept, and only kinds BODY among them are looked at again.
 */
void hs_article_finish(struct hs_article *article, const struct hs_para *given, size_t n_given);

/* The key that the article's fields and text give: hs_article_finish() sets it, `hearsay verify` makes it anew. */
struct hs_id hs_article_key(const struct hs_article *article);

/* The field that a range lies in; *range is made to count from that field's own start. */
enum hs_field hs_article_locate(const struct hs_article *article, struct hs_range *range);

/* Index of the paragraph that holds `offset`, or -1. */
int hs_article_para_at(const struct hs_article *article, uint32_t offset);

/* May claims come from this paragraph? */
static inline bool hs_para_speaks(const struct hs_para *para)
{
	return para->kind == HS_PARA_BODY || para->kind == HS_PARA_HEADLINE;
}

#endif
