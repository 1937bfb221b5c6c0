/*
 * JSON: {"report": NAME, "sections": {NAME: [row, ...], ...}}, a row a line. Every key is always there; null is not known.
 * NDJSON: the rows alone, a line each, for programs that read one after the other. Where there are several sections, the first key of a
 * row says which it is from.
 */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

#include "report/escape.h"
#include "report/report_p.h"

struct json {
	bool section_before;
};

/* Four decimals: enough, and the same on every machine. */
static double rounded(double value)
{
	return round(value * 10000) / 10000;
}

static cJSON *text(struct hs_span words)
{
	struct hs_str clean = HS_STR_INIT;
	cJSON *item;

	hs_escape_json(&clean, words);
	item = cJSON_CreateString(clean.ptr);
	hs_str_release(&clean);
	return item;
}

static cJSON *share(struct hs_interval interval)
{
	cJSON *item = cJSON_CreateObject();

	cJSON_AddNumberToObject(item, "share", rounded(interval.share));
	cJSON_AddNumberToObject(item, "low", rounded(interval.low));
	cJSON_AddNumberToObject(item, "high", rounded(interval.high));
	return item;
}

static cJSON *offsets(const struct hs_cell *cell)
{
	cJSON *list = cJSON_CreateArray();

	for (size_t i = 0; i < cell->n_offsets; i++) {
		const struct hs_offset *offset = &cell->offsets[i];
		cJSON *item = cJSON_CreateObject();

		cJSON_AddItemToObject(item, "field", text((struct hs_span){ offset->field, offset->field_len }));
		cJSON_AddNumberToObject(item, "start", offset->range.start);
		cJSON_AddNumberToObject(item, "end", offset->range.end);
		cJSON_AddItemToArray(list, item);
	}
	return list;
}

static cJSON *value(const struct hs_column *column, const struct hs_cell *cell)
{
	if (column->type == HS_CELL_OFFSETS)
		return offsets(cell);   /* of nothing: an empty list */
	if (cell->null)
		return cJSON_CreateNull();
	switch (column->type) {
	case HS_CELL_INT:
		return cJSON_CreateNumber((double)cell->number);
	case HS_CELL_BOOL:
		return cJSON_CreateBool(cell->number != 0);
	case HS_CELL_REAL:
		return cJSON_CreateNumber(rounded(cell->real));
	case HS_CELL_SHARE:
	case HS_CELL_CORRECTED:
		return share(cell->share);
	default:
		return text(hs_span_of(cell->text));
	}
}

static void begin(struct hs_sheet *sheet)
{
	fprintf(sheet->out, "{\"report\":\"%s\",\"sections\":{", sheet->report->name);
}

static void section(struct hs_sheet *sheet)
{
	struct json *json = sheet->own;

	fprintf(sheet->out, "%s\n\"%s\":[", json->section_before ? "," : "", sheet->section->name);
	json->section_before = true;
}

static void add_cells(cJSON *object, const struct hs_section *section, const struct hs_cell *cells)
{
	for (size_t i = 0; i < section->n_columns; i++)
		if (!section->columns[i].for_people)
			cJSON_AddItemToObjectCS(object, section->columns[i].name, value(&section->columns[i], &cells[i]));
}

/* With `before` and `after`; the object is used up. */
static void print(FILE *out, const char *before, cJSON *object, const char *after)
{
	char *line = cJSON_PrintUnformatted(object);

	fprintf(out, "%s%s%s", before, line, after);
	cJSON_free(line);
	cJSON_Delete(object);
}

static void row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	cJSON *object = cJSON_CreateObject();

	add_cells(object, sheet->section, cells);
	print(sheet->out, sheet->n_rows > 0 ? ",\n" : "\n", object, "");
}

static void section_end(struct hs_sheet *sheet)
{
	fputs(sheet->n_rows > 0 ? "\n]" : "]", sheet->out);
}

static void end(struct hs_sheet *sheet)
{
	fputs("\n}}\n", sheet->out);
}

const struct hs_writer hs_writer_json = {
	.format = "json", .own_size = sizeof(struct json), .sparse = true,
	.begin = begin, .section = section, .row = row, .section_end = section_end, .end = end,
};

static void line_row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	cJSON *object = cJSON_CreateObject();

	if (sheet->report->n_sections > 1)
		cJSON_AddStringToObject(object, "section", sheet->section->name);
	add_cells(object, sheet->section, cells);
	print(sheet->out, "", object, "\n");
}

static void nothing(struct hs_sheet *sheet)
{
	(void)sheet;
}

const struct hs_writer hs_writer_ndjson = {
	.format = "ndjson", .sparse = true,
	.begin = nothing, .section = nothing, .row = line_row, .section_end = nothing, .end = nothing,
};
