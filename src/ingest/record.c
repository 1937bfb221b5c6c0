/*
 * record - the table of field names, and values to fields.
 */
#include "config.h"

#include "ingest/record_p.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/meta.h"
#include "ingest/reader_p.h"
#include "text/date.h"

#define NAME_MAX_LEN 40

static const struct field {
	enum hs_member member;
	const char *name;
} fields[] = {
#define FIELD(member, name) { HS_MEMBER_##member, name },
#include "ingest/fields.def"
#undef FIELD
};

#define N_FIELDS ((int)(sizeof(fields) / sizeof(fields[0])))

/* The form that names have in the table; false where none can match. */
static bool normal_name(char *out, struct hs_span name)
{
	while (name.len && strchr(" \t\r\n", name.ptr[0])) {
		name.ptr++;
		name.len--;
	}
	while (name.len && strchr(" \t\r\n", name.ptr[name.len - 1]))
		name.len--;
	if (!name.len || name.len >= NAME_MAX_LEN)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		else if (c == ' ' || c == '-' || c == '.')
			c = '_';
		out[i] = c;
	}
	out[name.len] = '\0';
	return true;
}

int hs_field_find(struct hs_span name)
{
	char normal[NAME_MAX_LEN];

	if (!normal_name(normal, name))
		return -1;
	for (int i = 0; i < N_FIELDS; i++)
		if (strcmp(fields[i].name, normal) == 0)
			return i;
	return -1;
}

const char *hs_field_name(int field)
{
	return fields[field].name;
}

enum hs_member hs_field_member(int field)
{
	return fields[field].member;
}

void hs_record_begin(struct hs_record *record, struct hs_arena *arena)
{
	record->arena = arena;
	for (int i = 0; i < HS_MEMBER_N; i++)
		record->at[i].field = -1;
}

static bool is_url(struct hs_span value)
{
	return (value.len > 7 && memcmp(value.ptr, "http://", 7) == 0) ||
	       (value.len > 8 && memcmp(value.ptr, "https://", 8) == 0);
}

static bool is_empty(struct hs_span value)
{
	unsigned size;

	for (size_t at = 0; at < value.len; at += size)
		if (!hs_code_is_space(hs_utf8_next(value.ptr + at, value.len - at, &size)))
			return false;
	return true;
}

struct hs_span hs_record_markup(const struct hs_record *record, struct hs_span html)
{
	const char *copy = hs_arena_strn(record->arena, html.ptr, html.len);

	return hs_span_of(hs_meta_text(record->arena, (struct hs_span){ copy, html.len }, true));
}

int hs_record_put(struct hs_record *record, int field, struct hs_span value, struct hs_err *err)
{
	enum hs_member member = fields[field].member;
	char what[NAME_MAX_LEN + 16];
	int rc;

	snprintf(what, sizeof(what), "field '%s'", fields[field].name);
	rc = hs_reader_check_utf8(what, value.ptr, value.len, err);
	if (rc < 0 || is_empty(value))
		return rc;
	if (member == HS_MEMBER_SOURCE)
		member = is_url(value) ? HS_MEMBER_URL : HS_MEMBER_OUTLET;
	if (member == HS_MEMBER_NAME)
		member = is_url(value) ? HS_MEMBER_URL : HS_MEMBER_ID;
	if (member == HS_MEMBER_MARKUP) {
		member = HS_MEMBER_TEXT;
		value = hs_record_markup(record, value);
		if (is_empty(value))
			return HS_OK;
	}
	if (record->at[member].field < 0 || field < record->at[member].field) {
		record->at[member].value = value;
		record->at[member].field = field;
	}
	return HS_OK;
}

/* "['Ana Diaz', \"Jo O'Hara\"]" is how Python prints a list into a table: the names, parted by ", ". */
static const char *names_of(const struct hs_record *record)
{
	struct hs_span value = record->at[HS_MEMBER_BYLINE].value;
	struct hs_str names = HS_STR_INIT;
	const char *out;
	char quote = 0;

	if (hs_span_eq(value, "[]"))
		return NULL;
	if (value.len < 4 || value.ptr[0] != '[' || !strchr("'\"", value.ptr[1]) || value.ptr[value.len - 1] != ']')
		return hs_arena_strn(record->arena, value.ptr, value.len);
	for (size_t at = 1; at + 1 < value.len; at++) {
		char c = value.ptr[at];

		if (quote && c != quote)
			hs_str_addc(&names, c);
		else if (quote || !strchr("'\"", c))
			quote = 0;
		else {
			hs_str_adds(&names, names.len ? ", " : "");
			quote = c;
		}
	}
	out = hs_arena_str(record->arena, names.ptr);
	hs_str_release(&names);
	return out;
}

static const char *text_of(const struct hs_record *record, enum hs_member member)
{
	if (record->at[member].field < 0)
		return NULL;
	return hs_arena_strn(record->arena, record->at[member].value.ptr, record->at[member].value.len);
}

/* A date in a shape that hs_date_iso() does not read may mean two days: it stays unknown, and *unread says what was there. */
static const char *date_of(const char **unread, const struct hs_record *record, enum hs_member member)
{
	const char *given = text_of(record, member), *date = given ? hs_date_iso(record->arena, hs_span_of(given)) : NULL;

	if (given && !date && !*unread)
		*unread = given;
	return date;
}

/* The names of a member, for messages: "text, body or content" */
static void list_names(struct hs_str *out, enum hs_member member)
{
	int last = 0;

	for (int i = 0; i < N_FIELDS; i++)
		if (fields[i].member == member)
			last = i;
	for (int i = 0; i <= last; i++)
		if (fields[i].member == member)
			hs_str_addf(out, "%s%s", out->len == 0 ? "" : i == last ? " or " : ", ", fields[i].name);
}

int hs_record_ours(struct hs_err *err)
{
	return hs_fail(err, HS_EINPUT, "this is a report of hearsay, not an article");
}

int hs_record_no_text(int outlet_field, struct hs_err *err)
{
	struct hs_str names = HS_STR_INIT;
	int rc;

	if (outlet_field >= 0 && strcmp(fields[outlet_field].name, "media_name") == 0)
		return hs_fail(err, HS_EINPUT, "there is no text: a MediaCloud list has addresses alone");
	list_names(&names, HS_MEMBER_TEXT);
	rc = hs_fail(err, HS_EINPUT, "there is no text (a field named %s)", names.ptr);
	hs_str_release(&names);
	return rc;
}

int hs_record_finish(struct hs_article **out, const struct hs_record *record, struct hs_err *err)
{
	struct hs_span text = record->at[HS_MEMBER_TEXT].value;
	struct hs_article *article;

	if (record->at[HS_MEMBER_TEXT].field < 0)
		return hs_record_no_text(record->at[HS_MEMBER_OUTLET].field, err);
	article = hs_article_new(record->arena, text.ptr, text.len);
	article->id = text_of(record, HS_MEMBER_ID);
	article->outlet = text_of(record, HS_MEMBER_OUTLET);
	article->url = text_of(record, HS_MEMBER_URL);
	article->headline = text_of(record, HS_MEMBER_HEADLINE);
	article->byline = record->at[HS_MEMBER_BYLINE].field < 0 ? NULL : names_of(record);
	article->agency = text_of(record, HS_MEMBER_AGENCY);
	article->dateline = text_of(record, HS_MEMBER_DATELINE);
	article->lang = text_of(record, HS_MEMBER_LANG);
	article->published = date_of(&article->unread_date, record, HS_MEMBER_PUBLISHED);
	article->modified = date_of(&article->unread_date, record, HS_MEMBER_MODIFIED);
	hs_article_finish(article, NULL, 0);
	*out = article;
	return HS_OK;
}
