/*
 * CSV after RFC 4180, UTF-8 without a byte order mark, CRLF.
 *
 * A report is one table, so that any program can read it: its columns are those of all sections, each once, and the
 * first says which section a row is from (left out where there is only one). A share takes three columns.
 */
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/report_p.h"

#define MAX_COLUMNS 192                 /* of all sections together; the tests see to it */

struct csv {
	const struct hs_column *columns[MAX_COLUMNS];
	size_t n_columns;
	int of_section[MAX_COLUMNS];    /* for each column: the section's column of that name, or -1 */
};

static bool has_column(const struct csv *csv, const char *name)
{
	for (size_t i = 0; i < csv->n_columns; i++)
		if (strcmp(csv->columns[i]->name, name) == 0)
			return true;
	return false;
}

static void columns_add(struct csv *csv, const struct hs_section *section)
{
	for (size_t i = 0; i < section->n_columns && csv->n_columns < MAX_COLUMNS; i++)
		if (!section->columns[i].for_people && !has_column(csv, section->columns[i].name))
			csv->columns[csv->n_columns++] = &section->columns[i];
}

static bool has_section_column(const struct hs_sheet *sheet)
{
	return sheet->report->n_sections > 1;
}

static void put_head(FILE *out, const struct hs_column *column)
{
	fputs(column->name, out);
	if (hs_column_is_share(column))
		fprintf(out, ",%s_low,%s_high", column->name, column->name);
}

static void begin(struct hs_sheet *sheet)
{
	struct csv *csv = sheet->own;

	for (size_t i = 0; i < sheet->report->n_sections; i++)
		columns_add(csv, &sheet->report->sections[i]);
	if (has_section_column(sheet))
		fputs("section,", sheet->out);
	for (size_t i = 0; i < csv->n_columns; i++) {
		if (i > 0)
			putc(',', sheet->out);
		put_head(sheet->out, csv->columns[i]);
	}
	fputs("\r\n", sheet->out);
}

static void section(struct hs_sheet *sheet)
{
	struct csv *csv = sheet->own;

	for (size_t i = 0; i < csv->n_columns; i++)
		csv->of_section[i] = hs_section_column(sheet->section, csv->columns[i]->name);
}

static void put_fixed(FILE *out, double value)
{
	struct hs_str words = HS_STR_INIT;

	hs_add_fixed(&words, value, 4);
	fputs(words.ptr, out);
	hs_str_release(&words);
}

static void put_cell(const struct hs_sheet *sheet, const struct hs_column *column, const struct hs_cell *cell)
{
	switch (column->type) {
	case HS_CELL_INT:
	case HS_CELL_BOOL:
		fprintf(sheet->out, "%lld", (long long)cell->number);
		break;
	case HS_CELL_REAL:
		put_fixed(sheet->out, cell->real);
		break;
	case HS_CELL_SHARE:
	case HS_CELL_CORRECTED:
		put_fixed(sheet->out, cell->share.share);
		putc(',', sheet->out);
		put_fixed(sheet->out, cell->share.low);
		putc(',', sheet->out);
		put_fixed(sheet->out, cell->share.high);
		break;
	default:
		hs_escape_csv(sheet->out, hs_span_of(cell->text), sheet->options->raw_csv);
	}
}

static void row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	const struct csv *csv = sheet->own;

	if (has_section_column(sheet))
		fprintf(sheet->out, "%s,", sheet->section->name);
	for (size_t i = 0; i < csv->n_columns; i++) {
		int at = csv->of_section[i];

		if (i > 0)
			putc(',', sheet->out);
		if (at >= 0 && !cells[at].null)
			put_cell(sheet, &sheet->section->columns[at], &cells[at]);
		else if (hs_column_is_share(csv->columns[i]))
			fputs(",,", sheet->out);
	}
	fputs("\r\n", sheet->out);
}

static void nothing(struct hs_sheet *sheet)
{
	(void)sheet;
}

const struct hs_writer hs_writer_csv = {
	.format = "csv", .own_size = sizeof(struct csv), .sparse = true,
	.begin = begin, .section = section, .row = row, .section_end = nothing, .end = nothing,
};
