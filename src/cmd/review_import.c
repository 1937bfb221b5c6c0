/*
 * Reviews from a table that somebody has worked on: CSV of a spreadsheet, or NDJSON of a program, an object a line.
 */
#include "config.h"

#include <cjson/cJSON.h>
#include <csv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/review.h"
#include "report/escape.h"

#define LARGEST ((size_t)256 << 20)
#define COLUMNS_MAX 256

/* The columns that are read, by name; others say nothing. */
#define COLUMNS(COLUMN) \
	COLUMN(about) COLUMN(aspect) COLUMN(value) COLUMN(verdict) COLUMN(reviewer) COLUMN(made_at) COLUMN(why) COLUMN(policy) COLUMN(rule) \
	COLUMN(withdraws) COLUMN(article) COLUMN(url) COLUMN(engine) COLUMN(field) COLUMN(start) COLUMN(end) COLUMN(words) COLUMN(before) \
	COLUMN(after) COLUMN(verdict_by) COLUMN(verdict_why) COLUMN(section)

enum column {
#define COLUMN(name) C_##name,
	COLUMNS(COLUMN)
#undef COLUMN
	C_N
};

static const char *const column_names[] = {
#define COLUMN(name) #name,
	COLUMNS(COLUMN)
#undef COLUMN
};

struct import {
	struct hs_store *store;
	const char *path;
	const struct hs_review *usual;
	struct hs_review_counts *counts;
	struct hs_arena *arena;         /* of the row */
	int column_of[COLUMNS_MAX];     /* for each field of a row: enum column, or -1 */
	size_t n_columns, at;           /* `at`: the field of the row that comes next */
	const char *unit;               /* "row", as a spreadsheet counts: the header is row 1; or "line" */
	uint64_t row;
	const char *cell[C_N];          /* NULL: there is no such column, or it is empty */
	bool withdrawals;               /* this time, those alone: what they withdraw is there then, in whatever order a table has them */
	int rc;                         /* a failure that ends the import */
	struct hs_err *err;
};

/* The cell without the ' that keeps a spreadsheet from taking it for a formula; NULL for nothing. */
static const char *cell_words(struct import *import, const char *ptr, size_t len)
{
	if (len > 1 && ptr[0] == '\'' && hs_csv_is_formula((struct hs_span){ ptr + 1, len - 1 })) {
		ptr++;
		len--;
	}
	return len ? hs_arena_strn(import->arena, ptr, len) : NULL;
}

static int column_find(const char *name, size_t len)
{
	for (int i = 0; i < C_N; i++)
		if (strlen(column_names[i]) == len && memcmp(column_names[i], name, len) == 0)
			return i;
	return -1;
}

static void on_field(void *ptr, size_t len, void *ctx)
{
	struct import *import = ctx;

	if (import->at >= COLUMNS_MAX)
		return;
	if (import->row == 0)
		import->column_of[import->n_columns++] = column_find(ptr, len);
	else if (import->at < import->n_columns && import->column_of[import->at] >= 0)
		import->cell[import->column_of[import->at]] = cell_words(import, ptr, len);
	import->at++;
}

static void reject(struct import *import, const struct hs_err *err)
{
	hs_tell("'%s' %s %" PRIu64 ": %s", import->path, import->unit, import->row, err->msg);
	import->counts->rejected++;
}

/* A whole number of a cell; -1: it has none. */
static int64_t number_of(const char *cell)
{
	char *end;
	long long value = cell ? strtoll(cell, &end, 10) : -1;

	return !cell || end == cell || *end || value < 0 ? -1 : value;
}

static struct hs_review review_of(const struct import *import)
{
	const char *const *cell = import->cell;
	struct hs_review review = {
		.about = cell[C_about] ? cell[C_about] : "finding", .aspect = cell[C_aspect] ? cell[C_aspect] : "verdict",
		.value = cell[C_value] ? cell[C_value] : cell[C_verdict],
		.reviewer = cell[C_reviewer] ? cell[C_reviewer] : import->usual->reviewer,
		.made_at = cell[C_made_at] ? cell[C_made_at] : import->usual->made_at,
		.clocked = !cell[C_made_at], .why = cell[C_why], .policy = cell[C_policy], .rule = cell[C_rule], .withdraws = cell[C_withdraws],
		.article = cell[C_article], .url = cell[C_url], .engine = cell[C_engine], .field = cell[C_field],
		.start = number_of(cell[C_start]), .end = number_of(cell[C_end]),
	};

	if (review.withdraws) {
		review.value = "";
		review.article = review.url = review.engine = review.field = NULL;
		review.start = review.end = 0;
	}
	if (cell[C_about] && !review.withdraws) {       /* a review brings its words along: the article may not be here yet */
		review.words = cell[C_words];
		review.before = cell[C_before] ? cell[C_before] : "";
		review.after = cell[C_after] ? cell[C_after] : "";
	}
	return review;
}

static int check_row(const struct import *import, const struct hs_review *review, struct hs_err *err)
{
	if (review->withdraws)
		return HS_OK;
	if (!review->article || !review->field || review->start < 0 || review->end <= review->start ||
	    (strcmp(review->field, "text") != 0 && strcmp(review->field, "headline") != 0))
		return hs_fail(err, HS_EUSAGE, "article, field, start and end do not say what it is about");
	if (strcmp(review->about, "finding") == 0 && (!review->policy || !review->rule))
		return hs_fail(err, HS_EUSAGE, "a verdict needs its policy and its rule");
	for (int i = 0; i < C_N; i++)
		if (import->cell[i] && hs_utf8_check(import->cell[i], strlen(import->cell[i])) != strlen(import->cell[i]))
			return hs_fail(err, HS_EUSAGE, "column '%s' is not UTF-8", column_names[i]);
	return HS_OK;
}

/* What the audit said of the finding, in its own columns of the table: NULL for what it did not. */
struct given {
	const char *value, *why;
};

static int given_find(struct given *out, const struct import *import, const struct hs_review *review, struct hs_err *err)
{
	static const char sql[] =
		"SELECT r.value, r.why FROM ruling r JOIN article a ON a.id = r.article_id WHERE a.key = :article AND r.about = 'finding'"
		" AND r.aspect = 'verdict' AND r.reviewer = :by AND r.policy = :policy AND r.rule = :rule"
		" AND r.field = :field AND r.start < :end AND :start < r.end";
	struct hs_query *query;
	int rc;

	*out = (struct given){ 0 };
	if (!import->cell[C_verdict_by])
		return HS_OK;
	if ((rc = hs_query_open(&query, import->store, sql, err)) < 0)
		return rc;
	hs_query_bind_text(query, ":article", review->article);
	hs_query_bind_text(query, ":by", import->cell[C_verdict_by]);
	hs_query_bind_text(query, ":policy", review->policy);
	hs_query_bind_text(query, ":rule", review->rule);
	hs_query_bind_text(query, ":field", review->field);
	hs_query_bind_int(query, ":start", review->start);
	hs_query_bind_int(query, ":end", review->end);
	if ((rc = hs_query_step(query, err)) == HS_OK) {
		out->value = hs_arena_str(import->arena, hs_query_text(query, 0));
		out->why = hs_query_is_null(query, 1) ? NULL : hs_arena_str(import->arena, hs_query_text(query, 1));
	}
	hs_query_close(query);
	return rc < 0 ? rc : HS_OK;
}

static bool same_words(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/*
 * A row of the audit may be a verdict of somebody else as it was given (*is), and not one by whoever has worked on the table. Their reason is
 * in "why", or in the audit's own column where that is not what it was.
 */
static int tell_apart(bool *is, struct hs_review *review, const struct import *import, struct hs_err *err)
{
	const char *const *cell = import->cell;
	struct given given;
	int rc;

	*is = false;
	if (cell[C_about])
		return HS_OK;
	if ((rc = given_find(&given, import, review, err)) < 0)
		return rc;
	*is = given.value && !cell[C_why] && same_words(given.value, review->value) && same_words(given.why, cell[C_verdict_why]);
	if (!review->why && !same_words(given.why, cell[C_verdict_why]))
		review->why = cell[C_verdict_why];
	if (!review->why)
		review->why = import->usual->why;
	return HS_OK;
}

/* Does the row decide anything? Those of other sections of the audit do not, nor those that nobody has filled in. */
static bool decides(const struct import *import, const struct hs_review *review)
{
	const char *section = import->cell[C_section];

	return review->value && (!section || strcmp(section, "findings") == 0) && !review->withdraws == !import->withdrawals;
}

static void take_row(struct import *import)
{
	struct hs_review review = review_of(import);
	struct hs_err err;
	struct hs_id key;
	bool known;
	int rc;

	if (!decides(import, &review))
		return;
	if ((rc = check_row(import, &review, &err)) == HS_OK && (rc = tell_apart(&known, &review, import, &err)) == HS_OK && !known)
		rc = hs_store_review(import->store, &review, &key, &known, &err);
	if (rc == HS_OK)
		*(known ? &import->counts->known : &import->counts->added) += 1;
	else if (rc == HS_EUSAGE)
		reject(import, &err);
	else
		import->rc = hs_fail(import->err, rc, "%s", err.msg);
}

static void forget_row(struct import *import)
{
	memset(import->cell, 0, sizeof(import->cell));
	hs_arena_reset(import->arena);
	import->at = 0;
}

/* ── CSV ── */

static void on_row(int mark, void *ctx)
{
	struct import *import = ctx;

	(void)mark;
	if (import->row++ > 0 && import->rc == HS_OK)
		take_row(import);
	forget_row(import);
}

static bool has_column(const struct import *import, enum column column)
{
	for (size_t i = 0; i < import->n_columns; i++)
		if (import->column_of[i] == (int)column)
			return true;
	return false;
}

static size_t bom_of(const struct hs_str *text)
{
	return text->len >= 3 && memcmp(text->ptr, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static void start_parser(struct csv_parser *parser, char delimiter)
{
	csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_delim(parser, (unsigned char)delimiter);
	csv_set_realloc_func(parser, hs_realloc);
	csv_set_free_func(parser, free);
}

static void count_known(void *ptr, size_t len, void *ctx)
{
	*(int *)ctx += column_find(ptr, len) >= 0;
}

/* Spreadsheets part columns by what the language of their user has: the mark counts that gives the header most columns that we know. */
static char delimiter_of(const char *text)
{
	static const char marks[] = { ',', ';', '\t', '|' };
	size_t len = strcspn(text, "\r\n");
	int most = -1;
	char best = ',';

	for (size_t i = 0; i < sizeof(marks); i++) {
		struct csv_parser parser;
		int known = 0;

		start_parser(&parser, marks[i]);
		csv_parse(&parser, text, len, count_known, NULL, &known);
		csv_fini(&parser, count_known, NULL, &known);
		csv_free(&parser);
		if (known <= most)
			continue;
		most = known;
		best = marks[i];
	}
	return best;
}

static int read_csv(struct import *import, const struct hs_str *text)
{
	size_t bom = bom_of(text);
	struct csv_parser parser;
	int rc = HS_OK;

	start_parser(&parser, delimiter_of(text->ptr + bom));
	if (csv_parse(&parser, text->ptr + bom, text->len - bom, on_field, on_row, import) != text->len - bom || csv_fini(&parser, on_field, on_row, import) != 0)
		rc = hs_fail(import->err, HS_EINPUT, "'%s' row %" PRIu64 ": a quotation mark is not closed, or stands within a cell", import->path,
			     import->row + 1);
	csv_free(&parser);
	if (rc == HS_OK)
		rc = import->rc;
	if (rc == HS_OK && !has_column(import, C_value) && !has_column(import, C_verdict))
		rc = hs_fail(import->err, HS_EINPUT, "'%s' has no column 'value' or 'verdict'", import->path);
	return rc;
}

/* ── NDJSON ── */

/* What a cell of CSV would say; NULL for null, and for what no column of ours holds. */
static const char *item_words(struct import *import, const cJSON *item)
{
	if (cJSON_IsString(item))
		return *item->valuestring ? hs_arena_str(import->arena, item->valuestring) : NULL;
	if (cJSON_IsNumber(item))
		return hs_arena_printf(import->arena, "%.17g", item->valuedouble);
	return NULL;
}

/* cJSON would end a string there. A backslash and what it escapes are two bytes, so that none is looked at twice. */
static bool has_escaped_nul(const char *line)
{
	for (const char *at = strchr(line, '\\'); at && at[1]; at = strchr(at + 2, '\\'))
		if (strncmp(at, "\\u0000", 6) == 0)
			return true;
	return false;
}

/* NULL: it is no object. */
static cJSON *parse_line(const char *line, struct hs_err *err)
{
	cJSON *object = has_escaped_nul(line) ? NULL : cJSON_ParseWithOpts(line, NULL, true);

	if (cJSON_IsObject(object))
		return object;
	cJSON_Delete(object);
	hs_fail(err, HS_EUSAGE, "is no JSON object: reviews come as CSV or NDJSON, an object a line");
	return NULL;
}

static void take_line(struct import *import, const char *line)
{
	struct hs_err err;
	cJSON *object = parse_line(line, &err);

	if (!object && !import->withdrawals)
		reject(import, &err);
	if (!object)
		return;
	for (int i = 0; i < C_N; i++)
		import->cell[i] = item_words(import, cJSON_GetObjectItemCaseSensitive(object, column_names[i]));
	take_row(import);
	cJSON_Delete(object);
	forget_row(import);
}

static int read_lines(struct import *import, struct hs_str *text)
{
	char *at = text->ptr, *end = text->ptr + text->len;

	if (memchr(text->ptr, '\0', text->len))
		return hs_fail(import->err, HS_EINPUT, "'%s' has a NUL", import->path);
	while (at < end && import->rc == HS_OK) {
		size_t len = strcspn(at, "\n");
		char after = at[len];

		at[len] = '\0';
		import->row++;
		if (at[strspn(at, " \t\r")])
			take_line(import, at);
		at[len] = after;
		at += len + 1;
	}
	return import->rc;
}

/* No name of a column begins with a brace. */
static bool is_lines(const struct hs_str *text)
{
	size_t at = bom_of(text);

	while (at < text->len && strchr(" \t\r\n", text->ptr[at]))
		at++;
	return at < text->len && text->ptr[at] == '{';
}

static int read_table(struct import *import, struct hs_str *text)
{
	bool lines = is_lines(text);
	int rc = HS_OK;

	import->unit = lines ? "line" : "row";
	for (int pass = 0; pass < 2 && rc == HS_OK; pass++) {
		import->withdrawals = pass == 1;
		import->row = import->n_columns = 0;
		rc = lines ? read_lines(import, text) : read_csv(import, text);
	}
	return rc;
}

int hs_review_import(struct hs_store *store, const char *path, const struct hs_review *usual, struct hs_review_counts *counts, struct hs_err *err)
{
	struct import import = { .store = store, .path = path, .usual = usual, .counts = counts, .err = err };
	struct hs_str text = HS_STR_INIT;
	struct hs_input *input;
	int rc;

	if ((rc = hs_input_open(&input, path, err)) < 0)
		return rc;
	rc = hs_input_slurp(input, &text, LARGEST, err);
	hs_input_close(input);
	if (rc < 0) {
		hs_err_prefix(err, "'%s'", path);
	} else {
		import.arena = hs_arena_new();
		rc = read_table(&import, &text);
		hs_arena_free(import.arena);
	}
	hs_str_release(&text);
	return rc;
}
