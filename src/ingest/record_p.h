/*
 * record - named values to an article, for formats whose fields have names.
 */
#ifndef HS_INGEST_RECORD_P_H
#define HS_INGEST_RECORD_P_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "text/article.h"

enum hs_member {
	HS_MEMBER_ID, HS_MEMBER_OUTLET, HS_MEMBER_URL, HS_MEMBER_HEADLINE, HS_MEMBER_BYLINE, HS_MEMBER_AGENCY,
	HS_MEMBER_DATELINE, HS_MEMBER_PUBLISHED, HS_MEMBER_MODIFIED, HS_MEMBER_LANG, HS_MEMBER_TEXT, HS_MEMBER_N,
	HS_MEMBER_SOURCE = HS_MEMBER_N, /* an outlet or an address, as its value tells */
	HS_MEMBER_NAME,                 /* an id or an address */
	HS_MEMBER_MARKUP,               /* a text in HTML */
	HS_MEMBER_OURS                  /* none: of a report that hearsay has written */
};

/* Row of fields.def for a name as written ("Publish Date"), or -1. The lower row counts where two name one member. */
int hs_field_find(struct hs_span name);
const char *hs_field_name(int field);
enum hs_member hs_field_member(int field);

struct hs_record {
	struct hs_arena *arena;
	struct {
		struct hs_span value;
		int field;
	} at[HS_MEMBER_N];              /* field -1: not there */
};

void hs_record_begin(struct hs_record *record, struct hs_arena *arena);

/* Put a value in; an empty one is none. `value` is borrowed until finish. HS_EINPUT: not UTF-8, or a NUL in it. */
int hs_record_put(struct hs_record *record, int field, struct hs_span value, struct hs_err *err);

/* The text of `html`, which is well-formed UTF-8, with blank lines between its paragraphs; in the arena. */
struct hs_span hs_record_markup(const struct hs_record *record, struct hs_span html);

/* The finished article. HS_EINPUT: there is no text. */
int hs_record_finish(struct hs_article **out, const struct hs_record *record, struct hs_err *err);

/* HS_EINPUT, with the names that a text can have; `outlet_field` (or -1) tells lists that never have one. */
int hs_record_no_text(int outlet_field, struct hs_err *err);

/* HS_EINPUT: it is a report that hearsay has written, left in the folder that is read. */
int hs_record_ours(struct hs_err *err);

/* One JSON object to an article. */
int hs_json_article(struct hs_article **out, struct hs_arena *arena, struct hs_span json, struct hs_err *err);

/* Is this one whole JSON object? */
bool hs_json_is_object(struct hs_span json);

#endif
