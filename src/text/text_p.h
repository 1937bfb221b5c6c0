/*
 * text_p - what the files of this folder share: the list of paragraphs while it is being made.
 */
#ifndef HS_TEXT_TEXT_P_H
#define HS_TEXT_TEXT_P_H

#include "text/article.h"

/* A list of paragraphs that can have one more put in anywhere. */
struct hs_paras {
	struct hs_arena *arena;
	struct hs_para *at;
	size_t n, room;
};

/* Put in a paragraph so that it becomes paras->at[i], i <= n. */
void hs_paras_insert(struct hs_paras *paras, size_t i, struct hs_range range, enum hs_para_kind kind);

/* paragraphs.c: find the paragraphs of the stored text; all are BODY. */
void hs_paras_find(struct hs_paras *paras, const struct hs_article *article);

/* The range without white space (and U+FEFF, U+200B) at its edges; start == end where nothing is left. */
struct hs_range hs_range_trim(const char *text, struct hs_range range);

/*
 * kinds.c: tell the kinds of the paragraphs that are BODY, cut datelines and credits off body paragraphs, and fill the
 * fields of the article that are NULL and that the text gives. Gives true when the text holds the
 * article's headline, given or found.
 */
bool hs_kinds_tell(struct hs_article *article, struct hs_paras *paras);

/* dateline.c: "ISLAMABAD, Pakistan, Nov 8 (AFP) -" at the start of a paragraph. */
struct hs_dateline {
	size_t len;                     /* of the whole prefix with its dash; 0: there is none */
	struct hs_span place;           /* "ISLAMABAD, Pakistan, Nov 8" */
	struct hs_span credit;          /* "AFP"; empty: none */
};

/* `bare`: a place alone before a dash ("MIAMI - ") is enough. */
struct hs_dateline hs_dateline_prefix(struct hs_span para, bool bare);

/* Is the whole paragraph a place with a date ("ISLAMABAD Tue Nov 8, 2011 12:53pm EST"), or a date alone? *date is then
 * the part that hs_date_iso() reads. */
bool hs_dateline_only(struct hs_span para, struct hs_span *date);

/* byline.c: "By Ana Diaz and Jo Park, Reuters". *names is the part behind "By". */
bool hs_byline_is(struct hs_span para, struct hs_span *names);

#endif
