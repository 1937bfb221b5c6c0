/*
 * report_p - what a report is made of, and what a writer is; for this folder alone.
 *
 * A report is a list of sections, a section is a query in reports/ with a table of columns. report.c runs the queries
 * and hands typed cells to a writer, so that a report knows no format and a format no report. What a section is about
 * decides its layout; CSV and JSON do without layouts and give every column as it is.
 */
#ifndef HS_REPORT_REPORT_P_H
#define HS_REPORT_REPORT_P_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/str.h"
#include "report/error.h"
#include "report/interval.h"
#include "report/report.h"

enum hs_cell_type {
	HS_CELL_TEXT,
	HS_CELL_TIME,                   /* ISO 8601; people see the day */
	HS_CELL_INT,
	HS_CELL_REAL,                   /* two decimals */
	HS_CELL_BOOL,                   /* 0 or 1 */
	HS_CELL_SHARE,                  /* column `of` out of column `in`, with its interval */
	HS_CELL_CORRECTED,              /* the same, corrected for the engine's own error; null where that is not known */
	HS_CELL_OFFSETS,                /* "text:12-40;text:50-61" */
	HS_CELL_PASSAGE                 /* text of the article, with the words of the claim marked */
};

/* Where people see a column. Tables show all but DATA, in order. */
enum hs_show {
	HS_SHOW_DATA,                   /* in CSV and JSON alone */
	HS_SHOW_GROUP,                  /* items: in the heading above those that have it in common */
	HS_SHOW_NOTE,                   /* items: in a line below that heading */
	HS_SHOW_TITLE,                  /* items: what the item is called */
	HS_SHOW_BADGE,                  /* items: one word or two beside the title */
	HS_SHOW_PASSAGE,                /* items: quoted */
	HS_SHOW_WHERE,                  /* items: the line that says where it stands */
	HS_SHOW_DETAIL,                 /* items: label and value; tables: a column */
	HS_SHOW_WIDE,                   /* the same, where there is room: not on a terminal */
	HS_SHOW_ROW, HS_SHOW_COLUMN, HS_SHOW_CELL       /* matrix: heads a row, heads a column, stands where they meet */
};

struct hs_column {
	const char *name;               /* of the query's column, the CSV field and the JSON key */
	const char *label;              /* what people read */
	enum hs_cell_type type;
	enum hs_show show;
	const char *of, *in;            /* SHARE, CORRECTED: the columns it is made from */
	const char *clusters, *spread;  /* the same: how many clusters these come in, and their spread (interval.h); or NULL */
	enum hs_error_of error;         /* CORRECTED: what `of` counts */
	const char *link;               /* the column with the address that this one links to */
	const char *tint;               /* the column whose word, 'named' or 'anonymous', tints this one */
	const char *none;               /* what people read where there is nothing: "no outlet named" */
	bool for_people;                /* a short form of another column: CSV and JSON do without */
};

/* COLUMN("claims", "claims", INT, DETAIL, .link = "url") */
#define COLUMN(column, words, cell, place, ...) \
	{ .name = column, .label = words, .type = HS_CELL_##cell, .show = HS_SHOW_##place, ##__VA_ARGS__ }

enum hs_layout {
	HS_LAYOUT_FACTS,                /* one row, shown as a list of label and value */
	HS_LAYOUT_TABLE,
	HS_LAYOUT_ITEMS,                /* a quoted claim each */
	HS_LAYOUT_MATRIX                /* rows that come as one row a cell, in order and without gaps */
};

enum hs_plot { HS_PLOT_NONE, HS_PLOT_SHARES, HS_PLOT_COUNTS };

#define HS_SECTION_SQL 3

struct hs_section {
	const char *name, *title;
	const char *note;               /* how to read it, a sentence or two; or NULL */
	const char *empty;              /* what to say where there is no row */
	enum hs_layout layout;
	const char *sql[HS_SECTION_SQL];        /* files in reports/, put together in order */
	const struct hs_column *columns;
	size_t n_columns;
	const char *group;              /* items: the column that is the same for all below one heading */
	enum hs_plot plot;
	const char *plot_label, *plot_value;    /* columns */
	const char *plot_title;
};

struct hs_report {
	const char *name, *title;
	const char *about;              /* what it says, for the head of the page */
	const struct hs_section *sections;
	size_t n_sections;
	/* A value for the parameter ":input" of its queries that have it, hs_malloc'ed; NULL where they have none. */
	int (*input)(char **out, struct hs_store *store, const struct hs_report_options *options, struct hs_err *err);
};

extern const struct hs_report hs_report_attributions, hs_report_audit, hs_report_compare, hs_report_reviews;
extern const struct hs_report hs_report_policy;         /* the audit, where the options have a policy */

#define COLUMNS(array) .columns = (array), .n_columns = sizeof(array) / sizeof((array)[0])

enum hs_role { HS_ROLE_NONE, HS_ROLE_SOURCE, HS_ROLE_CUE, HS_ROLE_CONTENT };

struct hs_mark {                        /* a piece of a passage; pieces follow each other without gaps */
	struct hs_span words;
	enum hs_role role;
};

struct hs_offset {
	const char *field;              /* "text" or "headline" */
	size_t field_len;
	struct hs_range range;
};

struct hs_cell {
	bool null;
	const char *text;               /* TEXT, TIME, OFFSETS, PASSAGE; borrowed until the next row */
	int64_t number;                 /* INT, BOOL */
	double real;
	struct hs_interval share;
	const char *link;               /* an address that is fit to be a link, or NULL */
	const struct hs_mark *marks;    /* PASSAGE */
	size_t n_marks;
	const struct hs_offset *offsets;        /* OFFSETS */
	size_t n_offsets;
};

/* What a writer writes to. */
struct hs_sheet {
	FILE *out;
	const struct hs_report_options *options;
	const struct hs_report *report;
	const struct hs_section *section;
	size_t n_rows;                  /* of the section, so far */
	bool new_group;                 /* the row is the first below a new heading */
	void *own;                      /* the writer's; zeroed at the start */
};

struct hs_writer {
	const char *format;
	size_t own_size;
	bool sparse;                    /* it has no use for the empty cells of a matrix */
	void (*begin)(struct hs_sheet *sheet);
	void (*section)(struct hs_sheet *sheet);
	void (*row)(struct hs_sheet *sheet, const struct hs_cell *cells);       /* in the order of section->columns */
	void (*section_end)(struct hs_sheet *sheet);
	void (*end)(struct hs_sheet *sheet);
};

extern const struct hs_writer hs_writer_csv, hs_writer_json, hs_writer_ndjson, hs_writer_html, hs_writer_text;

/* The embedded files of reports/, and one of them by name (it must be there). */
extern const struct hs_embedded hs_report_files[];
const char *hs_report_file(const char *name);

/* The measured error of the engine: the table that is part of the program. */
int hs_report_errors(struct hs_errors *out, struct hs_err *err);

/* Was every current article read by the engine that was measured? Else what it errs in them is not known. */
int hs_report_is_measured(bool *is, struct hs_store *store, const struct hs_errors *errors, struct hs_err *err);

/* The index of a section's column; -1: none of that name. */
int hs_section_column(const struct hs_section *section, const char *name);

/* Is this the row of a matrix where nothing stands? */
bool hs_matrix_gap(const struct hs_section *section, const struct hs_cell *cells);

static inline bool hs_column_is_share(const struct hs_column *column)
{
	return column->type == HS_CELL_SHARE || column->type == HS_CELL_CORRECTED;
}

static inline bool hs_column_is_number(const struct hs_column *column)
{
	return column->type == HS_CELL_INT || column->type == HS_CELL_REAL || hs_column_is_share(column);
}

/* A cell as people read it, added to `out`: "yes", "53 % (30-75 %)", "2026-03-04". Not escaped for any format;
 * nothing for a null. */
void hs_cell_words(struct hs_str *out, const struct hs_column *column, const struct hs_cell *cell);

/* `value` with `decimals` of them, whatever the locale. */
void hs_add_fixed(struct hs_str *out, double value, int decimals);

#endif
