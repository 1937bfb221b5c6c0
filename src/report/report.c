/*
 * The tables of reports and formats, and the way from a query's rows to a writer's cells.
 */
#include "report/report.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/report_p.h"

#define REPORTS(ROW) ROW(attributions) ROW(audit) ROW(compare) ROW(reviews)
#define FORMATS(ROW) ROW(csv) ROW(json) ROW(ndjson) ROW(html) ROW(text)

#define REPORT(name) &hs_report_##name,
#define WRITER(name) &hs_writer_##name,
#define LISTED(name) ", " #name
static const struct hs_report *const reports[] = { REPORTS(REPORT) };
static const struct hs_writer *const writers[] = { FORMATS(WRITER) };

#define N_REPORTS (sizeof(reports) / sizeof(reports[0]))
#define N_WRITERS (sizeof(writers) / sizeof(writers[0]))

const char *hs_report_names(void)
{
	return &REPORTS(LISTED)[2];
}

const char *hs_report_formats(void)
{
	return &FORMATS(LISTED)[2];
}

const char *hs_report_file(const char *name)
{
	const struct hs_embedded *file = hs_report_files;

	while (file->name && strcmp(file->name, name) != 0)
		file++;
	assert(file->name);
	return file->text;
}

int hs_section_column(const struct hs_section *section, const char *name)
{
	for (size_t i = 0; i < section->n_columns; i++)
		if (strcmp(section->columns[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* ── cells ── */

/* The query's columns that a column of the section is made from; -1: none. */
struct made_from {
	int value, of, in, link, clusters, spread;
};

/* The query's columns that a passage is marked by. */
struct marked_by {
	int field, start;
	int offsets[HS_ROLE_CONTENT + 1];       /* by role */
};

/* A section's query with what is needed to read its rows. */
struct reading {
	const struct hs_section *section;
	struct hs_query *query;
	struct made_from *from;         /* for each column of the section */
	struct marked_by marked;
	int group;
	const struct hs_errors *errors; /* NULL: not known for these articles */
	struct hs_arena *arena;         /* of the row */
	struct hs_cell *cells;
};

/* The query's column of that name; -1: it has none, or there is no name. */
static int query_column(const struct hs_query *query, const char *name)
{
	for (int i = 0; name && i < hs_query_columns(query); i++)
		if (strcmp(hs_query_name(query, i), name) == 0)
			return i;
	return -1;
}

static const char *text_at(const struct reading *reading, int column)
{
	return column < 0 ? NULL : hs_query_text(reading->query, column);
}

static int64_t int_at(const struct reading *reading, int column)
{
	return column < 0 ? 0 : hs_query_int(reading->query, column);
}

static double real_at(const struct reading *reading, int column)
{
	return column < 0 ? 0 : hs_query_real(reading->query, column);
}

static bool parse_number(const char **at, char behind, uint32_t *number)
{
	char *end;
	unsigned long value;

	if (**at < '0' || **at > '9')
		return false;
	value = strtoul(*at, &end, 10);
	if (value > UINT32_MAX || (behind && *end != behind))
		return false;
	*number = (uint32_t)value;
	*at = end + (behind != 0);
	return true;
}

/* "text:12-40;text:50-61" to a list in the row's arena; stops at the first part that is not of this form. */
static size_t parse_offsets(const struct reading *reading, const char *text, const struct hs_offset **out)
{
	struct hs_offset *list;
	size_t n = 0, most = 1;

	for (const char *s = text; s && *s; s++)
		most += *s == ';';
	list = hs_arena_array(reading->arena, most, sizeof(*list));
	while (text && *text) {
		const char *colon = strchr(text, ':'), *at = colon ? colon + 1 : NULL;
		struct hs_offset offset = { .field = text };

		if (!colon || !parse_number(&at, '-', &offset.range.start) || !parse_number(&at, 0, &offset.range.end) ||
		    (*at && *at != ';') || offset.range.end < offset.range.start)
			break;
		offset.field_len = (size_t)(colon - text);
		list[n++] = offset;
		text = *at ? at + 1 : at;
	}
	*out = list;
	return n;
}

/* Move `at` back to where a code point begins, so that a mark never cuts one. */
static size_t code_start(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Note the role of the passage's bytes that the offsets cover. A later role wins over an earlier one. */
static void paint(const struct reading *reading, unsigned char *roles, const char *passage, size_t len, enum hs_role role)
{
	const char *field = text_at(reading, reading->marked.field);
	int64_t start = int_at(reading, reading->marked.start);
	const struct hs_offset *offsets;
	size_t n = parse_offsets(reading, text_at(reading, reading->marked.offsets[role]), &offsets);

	for (size_t i = 0; i < n; i++) {
		int64_t from = (int64_t)offsets[i].range.start - start, to = (int64_t)offsets[i].range.end - start;

		if (!field || !hs_span_eq((struct hs_span){ offsets[i].field, offsets[i].field_len }, field))
			continue;
		if (from < 0)
			from = 0;
		if (to > (int64_t)len)
			to = (int64_t)len;
		if (from < to) {
			from = (int64_t)code_start(passage, (size_t)from);
			to = to < (int64_t)len ? (int64_t)code_start(passage, (size_t)to) : to;
			memset(roles + from, role, (size_t)(to > from ? to - from : 0));
		}
	}
}

/* Cut the passage into pieces of one role each. */
static void make_marks(const struct reading *reading, struct hs_cell *cell)
{
	size_t len = strlen(cell->text), n = 0;
	unsigned char *roles = hs_arena_alloc(reading->arena, len + 1);
	struct hs_mark *marks;

	paint(reading, roles, cell->text, len, HS_ROLE_CONTENT);
	paint(reading, roles, cell->text, len, HS_ROLE_CUE);
	paint(reading, roles, cell->text, len, HS_ROLE_SOURCE);
	for (size_t i = 0; i < len; i++)
		n += i == 0 || roles[i] != roles[i - 1];
	marks = hs_arena_array(reading->arena, n, sizeof(*marks));
	cell->marks = marks;
	cell->n_marks = n;
	for (size_t i = 0, m = 0; i < len; m++) {
		size_t from = i;

		while (i < len && roles[i] == roles[from])
			i++;
		marks[m] = (struct hs_mark){ { cell->text + from, i - from }, roles[from] };
	}
}

/* False: a share of nothing is not known. */
static bool found_share(struct hs_interval *out, const struct reading *reading, const struct made_from *from)
{
	int64_t k = int_at(reading, from->of), n = int_at(reading, from->in);

	if (n <= 0 || k < 0 || k > n)
		return false;
	*out = hs_interval_clustered(k, n, int_at(reading, from->clusters), real_at(reading, from->spread));
	return true;
}

static void make_share(const struct reading *reading, const struct made_from *from, struct hs_cell *cell)
{
	cell->null = !found_share(&cell->share, reading, from);
}

static void make_corrected(const struct reading *reading, const struct made_from *from, enum hs_error_of of, struct hs_cell *cell)
{
	struct hs_interval found;

	cell->null = !reading->errors || !found_share(&found, reading, from) ||
		     !hs_errors_correct(&cell->share, reading->errors, of, found);
}

static void make_cell(const struct reading *reading, const struct made_from *from, const struct hs_column *column,
		      struct hs_cell *cell)
{
	const char *url = text_at(reading, from->link);

	*cell = (struct hs_cell){ .link = url && hs_url_is_web(url) ? url : NULL };
	if (hs_column_is_share(column)) {
		if (column->type == HS_CELL_SHARE)
			make_share(reading, from, cell);
		else
			make_corrected(reading, from, column->error, cell);
		return;
	}
	cell->null = hs_query_is_null(reading->query, from->value);
	if (cell->null)
		return;
	switch (column->type) {
	case HS_CELL_INT:
	case HS_CELL_BOOL:
		cell->number = hs_query_int(reading->query, from->value);
		break;
	case HS_CELL_REAL:
		cell->real = hs_query_real(reading->query, from->value);
		break;
	case HS_CELL_OFFSETS:
		cell->text = hs_query_text(reading->query, from->value);
		cell->n_offsets = parse_offsets(reading, cell->text, &cell->offsets);
		break;
	case HS_CELL_PASSAGE:
		cell->text = hs_query_text(reading->query, from->value);
		make_marks(reading, cell);
		break;
	default:
		cell->text = hs_query_text(reading->query, from->value);
	}
}

/* ── cells as people read them ── */

void hs_add_fixed(struct hs_str *out, double value, int decimals)
{
	int64_t scale = 1, all;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	all = llround(fabs(value) * (double)scale);
	hs_str_addf(out, "%s%lld", value < 0 && all > 0 ? "-" : "", (long long)(all / scale));
	if (decimals > 0)
		hs_str_addf(out, ".%0*lld", decimals, (long long)(all % scale));
}

static void add_percent(struct hs_str *out, double share)
{
	hs_add_fixed(out, 100 * share, 0);
}

/* "53 % (30-75 %)", with a no-break space and an en dash. */
static void add_share(struct hs_str *out, struct hs_interval share)
{
	add_percent(out, share.share);
	hs_str_adds(out, "\u00A0% (");
	add_percent(out, share.low);
	hs_str_adds(out, "–");
	add_percent(out, share.high);
	hs_str_adds(out, "\u00A0%)");
}

/* The day of an ISO 8601 time; other words as they are. */
static void add_day(struct hs_str *out, const char *text)
{
	size_t len = strlen(text);

	hs_str_add(out, text, len > 10 && text[4] == '-' && text[7] == '-' && text[10] == 'T' ? 10 : len);
}

void hs_cell_words(struct hs_str *out, const struct hs_column *column, const struct hs_cell *cell)
{
	if (cell->null)
		return;
	switch (column->type) {
	case HS_CELL_INT:
		hs_str_addf(out, "%lld", (long long)cell->number);
		break;
	case HS_CELL_BOOL:
		hs_str_adds(out, cell->number ? "yes" : "no");
		break;
	case HS_CELL_REAL:
		hs_add_fixed(out, cell->real, 2);
		break;
	case HS_CELL_SHARE:
	case HS_CELL_CORRECTED:
		add_share(out, cell->share);
		break;
	case HS_CELL_TIME:
		add_day(out, cell->text);
		break;
	default:
		hs_str_adds(out, cell->text);
	}
}

bool hs_matrix_gap(const struct hs_section *section, const struct hs_cell *cells)
{
	for (size_t i = 0; i < section->n_columns; i++)
		if (section->columns[i].show == HS_SHOW_CELL)
			return cells[i].null;
	return false;
}

/* ── the engine's error ── */

int hs_report_errors(struct hs_errors *out, struct hs_err *err)
{
	return hs_errors_parse(out, hs_report_file("errors.tsv"), err);
}

/* The name of an engine without that of its rules, "hearsay 0.1.0, rules 8f3a12c4, model NAME": what was measured holds for what was mended since,
 * as near as a measurement on other articles does. */
#define BARE(version) \
	"CASE instr(" version ", ', rules ') WHEN 0 THEN " version " ELSE substr(" version ", 1, instr(" version ", ', rules ') - 1)" \
	" || substr(" version ", instr(" version ", ', model ')) END"

int hs_report_is_measured(bool *is, struct hs_store *store, const struct hs_errors *errors, struct hs_err *err)
{
	struct hs_query *query;
	int rc = hs_query_open(&query, store,
			       "SELECT count(*) FROM article a JOIN engine e ON e.id = a.engine_id"
			       " WHERE a.newer_id IS NULL AND " BARE("e.version") " <> " BARE(":model"), err);

	if (rc < 0)
		return rc;
	hs_query_bind_text(query, ":model", errors->model);
	if ((rc = hs_query_step(query, err)) == HS_OK)
		*is = hs_query_int(query, 0) == 0;
	hs_query_close(query);
	return rc;
}

/* ── running a report ── */

static const struct hs_report *report_find(const char *name, const struct hs_policy *policy, struct hs_err *err)
{
	for (size_t i = 0; i < N_REPORTS; i++) {
		if (strcmp(reports[i]->name, name) != 0)
			continue;
		if (!policy)
			return reports[i];
		if (reports[i] == &hs_report_audit)
			return &hs_report_policy;
		hs_fail(err, HS_EUSAGE, "a policy is for the audit, not for '%s'", name);
		return NULL;
	}
	hs_fail(err, HS_EUSAGE, "no report '%s': there are %s", name, hs_report_names());
	return NULL;
}

static const struct hs_writer *writer_find(const char *format, struct hs_err *err)
{
	for (size_t i = 0; i < N_WRITERS; i++)
		if (strcmp(writers[i]->format, format) == 0)
			return writers[i];
	hs_fail(err, HS_EUSAGE, "no format '%s': there are %s", format, hs_report_formats());
	return NULL;
}

static int section_query(struct hs_query **out, struct hs_store *store, const struct hs_section *section, const char *input,
			 struct hs_err *err)
{
	struct hs_str sql = HS_STR_INIT;
	int rc;

	for (size_t i = 0; i < HS_SECTION_SQL && section->sql[i]; i++)
		hs_str_adds(&sql, hs_report_file(section->sql[i]));
	rc = hs_query_open(out, store, sql.ptr, err);
	hs_str_release(&sql);
	if (rc == HS_OK && input && hs_query_has(*out, ":input"))
		hs_query_bind_text(*out, ":input", input);
	return rc;
}

/* Find the query's columns; HS_EINTERNAL when one is missing that the section shows. */
static int columns_find(struct reading *reading, struct hs_err *err)
{
	const struct hs_query *query = reading->query;

	reading->from = hs_calloc(reading->section->n_columns, sizeof(*reading->from));
	for (size_t i = 0; i < reading->section->n_columns; i++) {
		const struct hs_column *column = &reading->section->columns[i];
		struct made_from *from = &reading->from[i];

		*from = (struct made_from){ query_column(query, column->name), query_column(query, column->of),
					    query_column(query, column->in), query_column(query, column->link),
					    query_column(query, column->clusters), query_column(query, column->spread) };
		if (hs_column_is_share(column) ? from->of < 0 || from->in < 0 || (column->spread && from->spread < 0) ||
						 (column->clusters && from->clusters < 0) : from->value < 0)
			return hs_fail(err, HS_EINTERNAL, "the query of section '%s' has no column for '%s'",
				       reading->section->name,
				       column->name);
	}
	reading->group = query_column(query, reading->section->group);
	reading->marked = (struct marked_by){
		.field = query_column(query, "field"), .start = query_column(query, "passage_start"),
		.offsets = {
			[HS_ROLE_NONE] = -1,
			[HS_ROLE_SOURCE] = query_column(query, "source_offsets"),
			[HS_ROLE_CUE] = query_column(query, "cue_offsets"),
			[HS_ROLE_CONTENT] = query_column(query, "content_offsets"),
		},
	};
	return HS_OK;
}

/* Does this row stand below another heading than the one before? *last is the heading's value. */
static bool group_begins(const struct reading *reading, size_t row, struct hs_str *last)
{
	const char *value = text_at(reading, reading->group);

	if (!value || (row > 0 && strcmp(value, last->ptr) == 0))
		return false;
	hs_str_clear(last);
	hs_str_adds(last, value);
	return true;
}

static int section_rows(const struct hs_writer *writer, struct hs_sheet *sheet, struct reading *reading, struct hs_err *err)
{
	struct hs_str group = HS_STR_INIT;
	int rc;

	while ((rc = hs_query_step(reading->query, err)) == HS_OK && !ferror(sheet->out)) {
		for (size_t i = 0; i < reading->section->n_columns; i++)
			make_cell(reading, &reading->from[i], &reading->section->columns[i], &reading->cells[i]);
		if (writer->sparse && hs_matrix_gap(reading->section, reading->cells))
			continue;
		sheet->new_group = group_begins(reading, sheet->n_rows, &group);
		writer->row(sheet, reading->cells);
		sheet->n_rows++;
		hs_arena_reset(reading->arena);
	}
	hs_str_release(&group);
	return rc < 0 ? rc : HS_OK;
}

static int section_write(const struct hs_writer *writer, struct hs_sheet *sheet, struct hs_store *store, const char *input,
			 const struct hs_errors *errors, struct hs_err *err)
{
	struct reading reading = { .section = sheet->section, .errors = errors };
	int rc;

	if ((rc = section_query(&reading.query, store, sheet->section, input, err)) < 0)
		return rc;
	reading.arena = hs_arena_new();
	reading.cells = hs_calloc(sheet->section->n_columns, sizeof(*reading.cells));
	if ((rc = columns_find(&reading, err)) == HS_OK) {
		sheet->n_rows = 0;
		writer->section(sheet);
		rc = section_rows(writer, sheet, &reading, err);
		writer->section_end(sheet);     /* also after a failure: it frees what the writer has kept */
	}
	free(reading.from);
	free(reading.cells);
	hs_arena_free(reading.arena);
	hs_query_close(reading.query);
	return rc;
}

/* A query that stays open between the others: while it has not ended, all of them see the same state of the database. */
static int pin(struct hs_query **out, struct hs_store *store, struct hs_err *err)
{
	int rc = hs_query_open(out, store, "SELECT count(*) FROM article", err);

	if (rc == HS_OK && (rc = hs_query_step(*out, err)) < 0) {
		hs_query_close(*out);
		*out = NULL;
	}
	return rc < 0 ? rc : HS_OK;
}

static int sections_write(const struct hs_writer *writer, struct hs_sheet *sheet, struct hs_store *store, struct hs_err *err)
{
	struct hs_errors *errors = hs_calloc(1, sizeof(*errors));
	bool measured = false;
	char *input = NULL;
	int rc;

	if ((rc = hs_report_errors(errors, err)) == HS_OK)
		rc = hs_report_is_measured(&measured, store, errors, err);
	if (rc == HS_OK && sheet->report->input)
		rc = sheet->report->input(&input, store, sheet->options, err);
	if (rc < 0)
		goto out;
	writer->begin(sheet);
	for (size_t i = 0; i < sheet->report->n_sections && rc == HS_OK; i++) {
		sheet->section = &sheet->report->sections[i];
		rc = section_write(writer, sheet, store, input, measured ? errors : NULL, err);
	}
	if (rc == HS_OK)
		writer->end(sheet);
out:
	free(errors);
	free(input);
	return rc;
}

int hs_report_write(FILE *out, struct hs_store *store, const char *name, const struct hs_report_options *options,
		    struct hs_err *err)
{
	const struct hs_report *report = report_find(name, options->policy, err);
	const struct hs_writer *writer = report ? writer_find(options->format, err) : NULL;
	struct hs_sheet sheet = { .out = out, .options = options, .report = report };
	struct hs_query *pinned;
	int rc;

	if (!writer)
		return HS_EUSAGE;
	if ((rc = pin(&pinned, store, err)) < 0)
		return rc;
	sheet.own = hs_calloc(1, writer->own_size);
	rc = sections_write(writer, &sheet, store, err);
	free(sheet.own);
	hs_query_close(pinned);
	return rc;
}
