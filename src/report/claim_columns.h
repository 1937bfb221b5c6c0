/*
 * claim_columns - the columns that reports/claims.sql gives of a claim, for the sections that list claims.
 */
#ifndef HS_REPORT_CLAIM_COLUMNS_H
#define HS_REPORT_CLAIM_COLUMNS_H

#include "report/report_p.h"

/* The article, shown where `where` says: above its claims or with each of them. */
#define ARTICLE_COLUMNS(where) \
	COLUMN("outlet", "outlet", TEXT, where, .none = "no outlet named"), \
	COLUMN("headline", "headline", TEXT, where, .link = "url"), \
	COLUMN("published", "published", TIME, where), \
	COLUMN("modified", "modified", TIME, DATA), \
	COLUMN("url", "address", TEXT, DATA), \
	COLUMN("byline", "byline", TEXT, DATA), \
	COLUMN("agency", "agency", TEXT, DATA), \
	COLUMN("dateline", "dateline", TEXT, DATA), \
	COLUMN("lang", "language", TEXT, DATA), \
	COLUMN("agency_copy", "agency copy", BOOL, DATA), \
	COLUMN("copy_agency", "agency copy of", TEXT, where), \
	COLUMN("given_id", "given id", TEXT, DATA), \
	COLUMN("path", "file", TEXT, DATA), \
	COLUMN("record", "record", INT, DATA), \
	COLUMN("article", "article", TEXT, DATA)

#define CLAIM_COLUMNS \
	COLUMN("claim", "claim", TEXT, DATA), \
	COLUMN("number", "number", INT, DATA), \
	COLUMN("paragraph", "paragraph", INT, WHERE), \
	COLUMN("paragraph_kind", "kind of paragraph", TEXT, DATA), \
	COLUMN("field", "field", TEXT, DATA), \
	COLUMN("source_number", "source number", INT, DATA), \
	COLUMN("source_name", "name", TEXT, DATA), \
	COLUMN("speaker", "who", TEXT, TITLE, .none = "no source given"), \
	COLUMN("source_class", "class", TEXT, BADGE), \
	COLUMN("source_kind", "kind", TEXT, BADGE), \
	COLUMN("quotation", "quotation", TEXT, BADGE), \
	COLUMN("stance", "stance", TEXT, BADGE), \
	COLUMN("passage", "passage", PASSAGE, PASSAGE), \
	COLUMN("passage_start", "passage begins at", INT, DATA), \
	COLUMN("source", "source as written", TEXT, DETAIL), \
	COLUMN("cue", "cue", TEXT, DATA), \
	COLUMN("content", "content", TEXT, DATA), \
	COLUMN("told", "told", TEXT, DETAIL), \
	COLUMN("through", "through", TEXT, DETAIL), \
	COLUMN("members", "sources", TEXT, DETAIL), \
	COLUMN("outer_speaker", "within the words of", TEXT, DETAIL), \
	COLUMN("answered", "points back to", TEXT, DETAIL), \
	COLUMN("hands", "hands between", INT, DATA), \
	COLUMN("first_reported_by", "first reported by", TEXT, DETAIL), \
	COLUMN("grant_words", "anonymity granted", TEXT, DETAIL), \
	COLUMN("reason_words", "reason given", TEXT, DETAIL), \
	COLUMN("reason_code", "code", TEXT, DETAIL), \
	COLUMN("reason_meaning", "kind of reason", TEXT, DETAIL), \
	COLUMN("basis_words", "how the source knows", TEXT, DETAIL), \
	COLUMN("specificity", "specificity 0-5", INT, DETAIL), \
	COLUMN("missing", "not told of the source", TEXT, DETAIL), \
	COLUMN("people", "people", INT, DATA), \
	COLUMN("plural_for_one", "plural for one", BOOL, DATA), \
	COLUMN("carried", "speaker carried over", BOOL, DATA), \
	COLUMN("outer_claim", "inside claim", TEXT, DATA), \
	COLUMN("depth", "depth", INT, DATA), \
	COLUMN("answers_claim", "answers claim", TEXT, DATA), \
	COLUMN("confidence", "confidence", REAL, DETAIL), \
	COLUMN("reviewed", "reviewed", TEXT, DETAIL), \
	COLUMN("source_offsets", "source at", OFFSETS, DATA), \
	COLUMN("cue_offsets", "cue at", OFFSETS, DATA), \
	COLUMN("content_offsets", "content at", OFFSETS, WHERE), \
	COLUMN("claim_short", "claim", TEXT, WHERE, .for_people = true), \
	COLUMN("told_offsets", "told at", OFFSETS, DATA), \
	COLUMN("through_offsets", "through at", OFFSETS, DATA), \
	COLUMN("grant_offsets", "grant at", OFFSETS, DATA), \
	COLUMN("reason_offsets", "reason at", OFFSETS, DATA), \
	COLUMN("basis_offsets", "basis at", OFFSETS, DATA)

#endif
