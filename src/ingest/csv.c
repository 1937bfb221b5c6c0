/*
 * csv - a table with a header: one row, one article.
 *
 * libcsv pushes fields into callbacks; it is fed up to each line end, so at most one row comes out of a feed. The delimiter
 * is the one with which the header has the most columns that we know. Rows are counted as a spreadsheet shows them: the
 * header is row 1. A row may not be longer than a record; where it is, a quotation mark was
 * most likely never closed, and reading goes on at the next line.
 */
#include "config.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/reader_p.h"
#include "ingest/record_p.h"

#define CHUNK ((size_t)64 << 10)
#define COLUMNS_MAX 512
#define HEADER_MAX ((size_t)16 << 10)
#define UNKNOWN_MAX 60          /* bytes; a longer column name is prose */

static const char delimiters[] = { ',', ';', '\t', '|' };

/* The fields of one row, one after the other in `bytes`. */
struct row {
	struct hs_str bytes;
	size_t ends[COLUMNS_MAX];
	size_t n;                       /* may be more than COLUMNS_MAX; what is beyond is not kept */
	bool done;
};

struct header {
	int field[COLUMNS_MAX];         /* row of fields.def, or -1 */
	size_t n, known;
	bool text, prose;               /* a text column; a name too long for one */
	int twice;                      /* a field that two columns give, or -1 */
};

struct state {
	struct csv_parser parser;
	char delimiter;
	struct header header;
	struct row row;
	char chunk[CHUNK];
	size_t at, len;
	size_t fed;                     /* bytes of the row under way */
	bool skipping;                  /* the rest of a line that is too long */
	bool over;
};

/* --- libcsv ------------------------------------------------------------------------------------ */

static void on_field(void *ptr, size_t len, void *ctx)
{
	struct row *row = ctx;

	if (row->n < COLUMNS_MAX) {
		hs_str_add(&row->bytes, ptr, len);
		row->ends[row->n] = row->bytes.len;
	}
	row->n++;
}

static void on_row(int mark, void *ctx)
{
	(void)mark;
	((struct row *)ctx)->done = true;
}

static void row_clear(struct row *row)
{
	hs_str_clear(&row->bytes);
	row->n = 0;
	row->done = false;
}

static struct hs_span field_of(const struct row *row, size_t i)
{
	size_t start = i ? row->ends[i - 1] : 0;

	return (struct hs_span){ row->bytes.ptr + start, row->ends[i] - start };
}

static void start_parser(struct csv_parser *parser, char delimiter)
{
	csv_init(parser, 0);
	csv_set_delim(parser, (unsigned char)delimiter);
	csv_set_realloc_func(parser, hs_realloc);
	csv_set_free_func(parser, free);
	csv_set_blk_size(parser, CHUNK);
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* --- header ------------------------------------------------------------------------------------ */

static bool has_field(const struct header *header, int field)
{
	for (size_t i = 0; i < header->n; i++)
		if (header->field[i] == field)
			return true;
	return false;
}

static struct header header_of(const struct row *row)
{
	struct header header = { .twice = -1 };

	for (size_t i = 0; i < row->n && i < COLUMNS_MAX; i++) {
		struct hs_span name = field_of(row, i);
		int field = hs_field_find(name);

		header.prose = header.prose || name.len > UNKNOWN_MAX;
		if (field >= 0 && has_field(&header, field))
			header.twice = field;
		header.known += field >= 0;
		header.text = header.text || (field >= 0 && hs_field_member(field) == HS_MEMBER_TEXT);
		header.field[header.n++] = field;
	}
	return header;
}

/* The first line as a header with this delimiter. */
static struct header try_header(const char *line, size_t len, char delimiter)
{
	struct row row = { .bytes = HS_STR_INIT };
	struct csv_parser parser;
	struct header header;

	start_parser(&parser, delimiter);
	csv_parse(&parser, line, len, on_field, on_row, &row);
	csv_fini(&parser, on_field, on_row, &row);
	csv_free(&parser);
	header = header_of(&row);
	hs_str_release(&row.bytes);
	return header;
}

static size_t first_line(const char *ptr, size_t len)
{
	size_t n = 0;

	while (n < len && n < HEADER_MAX && !is_line_end(ptr[n]))
		n++;
	return n;
}

/* The delimiter that makes the most known columns, the header that it makes. */
static char best_delimiter(struct header *header, const char *ptr, size_t len)
{
	size_t line = first_line(ptr, len);
	char best = ',';

	*header = try_header(ptr, line, best);
	for (size_t i = 1; i < sizeof(delimiters); i++) {
		struct header other = try_header(ptr, line, delimiters[i]);

		if (other.known <= header->known)
			continue;
		best = delimiters[i];
		*header = other;
	}
	return best;
}

/* Two columns that we know, and most of them: also without text it is a table, and the reader says what is missing. */
static enum hs_sniff sniff(const char *ptr, size_t len, bool whole)
{
	struct header header;

	(void)whole;
	if (memchr(ptr, '\0', first_line(ptr, len)))
		return HS_SNIFF_NO;
	best_delimiter(&header, ptr, len);
	if (header.n < 2 || header.known < 2 || header.prose)
		return HS_SNIFF_NO;
	if (header.text)
		return HS_SNIFF_SURE;
	return header.known * 2 >= header.n ? HS_SNIFF_LIKELY : HS_SNIFF_NO;
}

/* --- rows -------------------------------------------------------------------------------------- */

static int fill(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc;

	if (state->at < state->len)
		return HS_OK;
	state->at = state->len = 0;
	rc = hs_input_read(reading->input, state->chunk, CHUNK, &state->len, err);
	if (rc < 0)
		state->over = true;
	return rc < 0 ? rc : state->len ? HS_OK : HS_DONE;
}

/* Bytes of the chunk up to and with the next line end. */
static size_t to_line_end(const struct state *state)
{
	size_t at = state->at;

	while (at < state->len && !is_line_end(state->chunk[at]))
		at++;
	return at - state->at + (at < state->len);
}

/* Drop what the parser holds, so that the next line begins a row. `line_end`: it begins here. */
static int too_long(struct hs_reading *reading, bool line_end, struct hs_err *err)
{
	struct state *state = reading->state;

	csv_free(&state->parser);
	start_parser(&state->parser, state->delimiter);
	state->skipping = !line_end;
	return hs_fail(err, HS_EINPUT, "longer than %zu bytes: is a quotation mark not closed?", reading->max_record);
}

/* The end of the file ends the last row. */
static int finish(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;

	state->over = true;
	csv_set_opts(&state->parser, CSV_STRICT | CSV_STRICT_FINI);     /* only now: a stray mark inside a field is let pass */
	if (csv_fini(&state->parser, on_field, on_row, &state->row) != 0)
		return hs_fail(err, HS_EINPUT, "a quotation mark is not closed");
	return state->row.done ? HS_OK : HS_DONE;
}

/* Feed the parser up to the end of the line, or of the chunk. */
static void feed(struct state *state, size_t n)
{
	csv_parse(&state->parser, state->chunk + state->at, n, on_field, on_row, &state->row);
	state->fed += n;
	if (!state->row.n && !state->parser.entry_pos && !state->parser.quoted)
		state->fed = 0;                 /* blank lines between rows */
}

/* The next row into state->row. */
static int next_row(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc;

	row_clear(&state->row);
	state->fed = 0;
	while ((rc = fill(reading, err)) == HS_OK) {
		size_t n = to_line_end(state);
		bool line_end = is_line_end(state->chunk[state->at + n - 1]);

		if (!state->skipping)
			feed(state, n);
		state->at += n;
		state->skipping = state->skipping && !line_end;
		if (state->fed > reading->max_record)
			return too_long(reading, line_end, err);
		if (state->row.done)
			return HS_OK;
	}
	return rc == HS_DONE ? finish(reading, err) : rc;
}

/* --- the reader -------------------------------------------------------------------------------- */

/* The first column of that member, or -1. */
static int field_of_member(const struct header *header, enum hs_member member)
{
	for (size_t i = 0; i < header->n; i++)
		if (header->field[i] >= 0 && hs_field_member(header->field[i]) == member)
			return header->field[i];
	return -1;
}

static int check_header(const struct header *header, struct hs_err *err)
{
	if (header->n > COLUMNS_MAX)
		return hs_fail(err, HS_EINPUT, "the header has more than %d columns", COLUMNS_MAX);
	if (field_of_member(header, HS_MEMBER_OURS) >= 0)
		return hs_record_ours(err);
	if (header->twice >= 0)
		return hs_fail(err, HS_EINPUT, "two columns are named '%s'", hs_field_name(header->twice));
	if (!header->text)
		return hs_record_no_text(field_of_member(header, HS_MEMBER_OUTLET), err);
	return HS_OK;
}

static int read_header(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc = fill(reading, err);

	if (rc != HS_OK)
		return rc == HS_DONE ? hs_fail(err, HS_EINPUT, "the file is empty") : rc;
	state->at = hs_reader_bom(state->chunk, state->len);
	state->delimiter = best_delimiter(&state->header, state->chunk + state->at, state->len - state->at);
	start_parser(&state->parser, state->delimiter);
	rc = next_row(reading, err);
	if (rc != HS_OK)
		return rc == HS_DONE ? hs_fail(err, HS_EINPUT, "there is no header") : rc;
	state->header = header_of(&state->row);
	return check_header(&state->header, err);
}

static void close_csv(struct hs_reading *reading)
{
	struct state *state = reading->state;

	if (!state)
		return;
	csv_free(&state->parser);
	hs_str_release(&state->row.bytes);
	free(state);
}

static int open_csv(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = hs_calloc(1, sizeof(*state));

	hs_str_init(&state->row.bytes);
	start_parser(&state->parser, ',');
	reading->state = state;
	reading->record = 1;
	return read_header(reading, err);
}

static int read_row(struct hs_article **out, struct state *state, struct hs_arena *arena, struct hs_err *err)
{
	const struct header *header = &state->header;
	struct hs_record record;

	if (state->row.n > header->n)
		return hs_fail(err, HS_EINPUT, "has %zu fields, the header %zu", state->row.n, header->n);
	hs_record_begin(&record, arena);
	for (size_t i = 0; i < state->row.n; i++) {
		int rc = header->field[i] < 0 ? HS_OK : hs_record_put(&record, header->field[i], field_of(&state->row, i), err);

		if (rc < 0)
			return rc;
	}
	return hs_record_finish(out, &record, err);
}

static int next(struct hs_article **out, struct hs_reading *reading, struct hs_arena *arena, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc;

	if (state->over)
		return HS_DONE;
	reading->record++;
	rc = next_row(reading, err);
	return rc == HS_OK ? read_row(out, state, arena, err) : rc;
}

const struct hs_reader hs_reader_csv = {
	.name = "csv",
	.unit = "row",
	.sniff = sniff,
	.open = open_csv,
	.next = next,
	.close = close_csv,
};
