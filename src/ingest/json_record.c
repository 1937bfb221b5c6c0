/*
 * json_record - one JSON object to an article.
 *
 * cJSON takes bytes that are not UTF-8, cuts strings at \u0000 and ignores what follows the value: all three are
 * checked here, before and after it.
 */
#include "config.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "ingest/reader_p.h"
#include "ingest/record_p.h"

#define EXACT_MAX 9007199254740992.0    /* 2^53: whole numbers up to here are exact in a double */
#define DAYS_MIN 19000101.0             /* numbers from here to there are days */
#define DAYS_MAX 21001231.0
#define MILLISECONDS_MIN 1e11           /* numbers from here on are milliseconds since 1970, below it seconds */

/* Offset of an escaped NUL, or len. Backslashes stand in strings alone, so there is no need to know where those are. */
static size_t escaped_nul(struct hs_span json)
{
	size_t at = 0;

	while (at < json.len) {
		const char *slash = memchr(json.ptr + at, '\\', json.len - at);

		if (!slash)
			break;
		at = (size_t)(slash - json.ptr);
		if (json.len - at >= 6 && memcmp(slash, "\\u0000", 6) == 0)
			return at;
		at += 2;                /* the backslash and what it escapes */
	}
	return json.len;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The parsed value, or NULL with *bad the offset of the first byte that does not fit. */
static cJSON *parse(struct hs_span json, size_t *bad)
{
	const char *end = json.ptr;
	cJSON *root = cJSON_ParseWithLengthOpts(json.ptr, json.len, &end, 0);

	*bad = end ? (size_t)(end - json.ptr) : 0;
	while (root && *bad < json.len && is_blank(json.ptr[*bad]))
		++*bad;
	if (root && *bad < json.len) {
		cJSON_Delete(root);
		root = NULL;
	}
	return root;
}

bool hs_json_is_object(struct hs_span json)
{
	size_t bad;
	cJSON *root = parse(json, &bad);
	bool is_object = cJSON_IsObject(root);

	cJSON_Delete(root);
	return is_object;
}

static const char *type_of(const cJSON *item)
{
	switch (item->type & 0xFF) {
	case cJSON_False:
	case cJSON_True:
		return "a truth value";
	case cJSON_NULL:
		return "null";
	case cJSON_Number:
		return "a number";
	case cJSON_String:
		return "a string";
	case cJSON_Array:
		return "a list";
	default:
		return "an object";
	}
}

static int wrong_type(int field, const cJSON *item, const char *wanted, struct hs_err *err)
{
	return hs_fail(err, HS_EINPUT, "field '%s' is %s, not %s", hs_field_name(field), type_of(item), wanted);
}

/* Identifiers are often numbers. A double holds them exactly up to 2^53; beyond it they would change. */
static int put_number(struct hs_record *record, int field, const cJSON *item, struct hs_err *err)
{
	double value = item->valuedouble;

	if (value < 0 || value > EXACT_MAX || floor(value) != value)
		return hs_fail(err, HS_EINPUT, "field '%s' is a number that cannot be kept exactly: write it as a string",
			       hs_field_name(field));
	return hs_record_put(record, field, hs_span_of(hs_arena_printf(record->arena, "%.0f", value)), err);
}

/* Seconds or milliseconds since 1970, as data frames write dates, or a day as 20160912: in seconds that would be one in 1970. */
static int put_date(struct hs_record *record, int field, const cJSON *item, struct hs_err *err)
{
	double value = item->valuedouble;
	time_t when = (time_t)(fabs(value) < MILLISECONDS_MIN ? value : fabs(value) < 1e14 ? value / 1000 : 0);
	char iso[32];
	struct tm tm;

	if (value >= DAYS_MIN && value <= DAYS_MAX)
		return put_number(record, field, item, err);
	if (when == 0 || !gmtime_r(&when, &tm) || !strftime(iso, sizeof(iso), "%Y-%m-%dT%H:%M:%SZ", &tm))
		return wrong_type(field, item, "a date", err);
	return hs_record_put(record, field, hs_span_of(hs_arena_str(record->arena, iso)), err);
}

/* --- names ----------------------------------------------------------------------------------------- */

/* A member of an object whatever the case of its name: ninjs 2.0 has "contenttype", 3.0 "contentType". */
static const char *string_in(const cJSON *object, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItem(object, name));
}

/* "Ana Diaz", or as schema.org and news services have people and outlets, {"name": "Ana Diaz"}. NULL: neither. */
static const char *name_in(const cJSON *item)
{
	return cJSON_IsObject(item) ? string_in(item, "name") : cJSON_GetStringValue(item);
}

static bool is_named(enum hs_member member)
{
	return member == HS_MEMBER_BYLINE || member == HS_MEMBER_OUTLET || member == HS_MEMBER_SOURCE || member == HS_MEMBER_AGENCY;
}

/* ["Ana Diaz", {"name": "Jo Park"}] */
static int put_names(struct hs_record *record, int field, const cJSON *list, struct hs_err *err)
{
	struct hs_str names = HS_STR_INIT;
	const cJSON *item;
	int rc = HS_OK;

	cJSON_ArrayForEach(item, list) {
		const char *name = name_in(item);

		if (!name) {
			rc = hs_fail(err, HS_EINPUT, "field '%s' is a list with %s in it", hs_field_name(field), type_of(item));
			break;
		}
		hs_str_addf(&names, "%s%s", names.len ? ", " : "", name);
	}
	if (rc == HS_OK)
		rc = hs_record_put(record, field, hs_span_of(hs_arena_str(record->arena, names.ptr)), err);
	hs_str_release(&names);
	return rc;
}

/* --- ninjs ----------------------------------------------------------------------------------------- */

static bool is_list_of_objects(const cJSON *item)
{
	return cJSON_IsArray(item) && cJSON_IsObject(item->child);
}

/* Forms of one text, the better first: markup has its paragraphs for certain. */
enum form { FORM_MARKUP, FORM_PLAIN, FORM_OTHER };

static enum form form_of(const cJSON *body, const char *value)
{
	const char *type = string_in(body, "contenttype");

	if (!type)
		return strchr(value, '<') ? FORM_MARKUP : FORM_PLAIN;
	if (strncmp(type, "text/html", 9) == 0 || strncmp(type, "application/xhtml", 17) == 0)
		return FORM_MARKUP;
	return strncmp(type, "text/plain", 10) == 0 ? FORM_PLAIN : FORM_OTHER;
}

/* "bodies": the same text as {"role", "contentType", "value"} in several forms. The best one counts, of several such the longest. */
static int put_bodies(struct hs_record *record, int field, const cJSON *bodies, struct hs_err *err)
{
	enum form best = FORM_OTHER;
	const char *text = NULL;
	const cJSON *body;

	cJSON_ArrayForEach(body, bodies) {
		const char *value = string_in(body, "value");
		enum form form = value ? form_of(body, value) : FORM_OTHER;

		if (form < best || (form == best && text && strlen(value) > strlen(text))) {
			best = form;
			text = value;
		}
	}
	if (!text)
		return hs_fail(err, HS_EINPUT, "field '%s' has no text that is plain or HTML", hs_field_name(field));
	return hs_record_put(record, field, best == FORM_MARKUP ? hs_record_markup(record, hs_span_of(text)) : hs_span_of(text), err);
}

/* "headlines": {"role", "value"}: the main one, or else the first. */
static int put_headlines(struct hs_record *record, int field, const cJSON *headlines, struct hs_err *err)
{
	const char *text = NULL;
	const cJSON *headline;

	cJSON_ArrayForEach(headline, headlines) {
		const char *role = string_in(headline, "role"), *value = string_in(headline, "value");

		if (value && (!text || (role && strcmp(role, "main") == 0)))
			text = value;
	}
	return text ? hs_record_put(record, field, hs_record_markup(record, hs_span_of(text)), err) : HS_OK;
}

/* An agency takes back what it has sent, or holds it back. */
static int check_status(const cJSON *root, struct hs_err *err)
{
	const char *status = string_in(root, "pubstatus");

	if (status && (strcmp(status, "canceled") == 0 || strcmp(status, "withheld") == 0))
		return hs_fail(err, HS_EINPUT, "its publisher has %s it", status);
	return HS_OK;
}

static int put_item(struct hs_record *record, int field, const cJSON *item, struct hs_err *err)
{
	enum hs_member member = hs_field_member(field);

	if (member == HS_MEMBER_OURS)
		return hs_record_ours(err);
	if (cJSON_IsNull(item) || (cJSON_IsArray(item) && !item->child && member != HS_MEMBER_BYLINE))
		return HS_OK;
	if (cJSON_IsString(item))
		return hs_record_put(record, field, hs_span_of(item->valuestring), err);
	if (is_named(member) && cJSON_IsObject(item) && name_in(item))
		return hs_record_put(record, field, hs_span_of(name_in(item)), err);
	if (member == HS_MEMBER_ID && cJSON_IsNumber(item))
		return put_number(record, field, item, err);
	if ((member == HS_MEMBER_PUBLISHED || member == HS_MEMBER_MODIFIED) && cJSON_IsNumber(item))
		return put_date(record, field, item, err);
	if (member == HS_MEMBER_BYLINE && cJSON_IsArray(item))
		return put_names(record, field, item, err);
	if (member == HS_MEMBER_TEXT && is_list_of_objects(item))
		return put_bodies(record, field, item, err);
	if (member == HS_MEMBER_HEADLINE && is_list_of_objects(item))
		return put_headlines(record, field, item, err);
	return wrong_type(field, item, "a string", err);
}

/* A name that a record gives twice has no one value. */
static int put_all(struct hs_record *record, const cJSON *root, struct hs_err *err)
{
	const cJSON *item, *other;

	cJSON_ArrayForEach(item, root) {
		int field = hs_field_find(hs_span_of(item->string)), rc;

		if (field < 0)
			continue;
		for (other = root->child; other != item; other = other->next)
			if (hs_field_find(hs_span_of(other->string)) == field)
				return hs_fail(err, HS_EINPUT, "field '%s' is there twice", hs_field_name(field));
		rc = put_item(record, field, item, err);
		if (rc < 0)
			return rc;
	}
	return HS_OK;
}

static int read_object(struct hs_article **out, struct hs_arena *arena, const cJSON *root, struct hs_err *err)
{
	struct hs_record record;
	int rc;

	if (!cJSON_IsObject(root))
		return hs_fail(err, HS_EINPUT, "is %s, not an object with the fields of an article", type_of(root));
	hs_record_begin(&record, arena);
	rc = check_status(root, err);
	if (rc == HS_OK)
		rc = put_all(&record, root, err);
	return rc < 0 ? rc : hs_record_finish(out, &record, err);
}

int hs_json_article(struct hs_article **out, struct hs_arena *arena, struct hs_span json, struct hs_err *err)
{
	size_t bad;
	cJSON *root;
	int rc = hs_reader_check_utf8("the record", json.ptr, json.len, err);

	if (rc < 0)
		return rc;
	bad = escaped_nul(json);
	if (bad < json.len)
		return hs_fail(err, HS_EINPUT, "the record has an escaped NUL (\\u0000) at byte %zu", bad);
	root = parse(json, &bad);
	if (!root)
		return hs_fail(err, HS_EINPUT, "not valid JSON at byte %zu", bad);
	rc = read_object(out, arena, root, err);
	cJSON_Delete(root);
	return rc;
}
