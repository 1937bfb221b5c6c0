/*
 * HTML: one self-contained file that reads well without scripts, on a phone, in print and in the dark.
 *
 * The frame is reports/page.html with its style sheet; what comes from articles is escaped here at the last moment,
 * by put_text() between tags and put_attribute() inside them. The plots are rows of words with one small SVG each, so
 * that their words keep the size of the reader's type on any screen.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/report_p.h"

struct point {
	char *label;                    /* owned */
	bool null;
	int64_t count;
	struct hs_interval share;
};

/* A cell of a matrix's first row, which waits until the headings of all columns are known. */
struct waiting {
	char *heading, *words;          /* owned */
	const char *class;
};

struct html {
	const char *rest;               /* of the frame, still to be written */
	struct point *points;           /* of the section's plot */
	size_t n_points, point_room;
	struct waiting *waiting;
	size_t n_waiting, waiting_room;
	char *first_head;               /* of that row, owned; NULL: it is written */
};

static void put_text(FILE *out, const char *text)
{
	hs_escape_html(out, hs_span_of(text));
}

static void put_attribute(FILE *out, const char *text)
{
	hs_escape_attribute(out, hs_span_of(text));
}

/* ── the frame ── */

static void put_contents(struct hs_sheet *sheet)
{
	for (size_t i = 0; i < sheet->report->n_sections; i++) {
		fprintf(sheet->out, "<li><a href=\"#%s\">", sheet->report->sections[i].name);
		put_text(sheet->out, sheet->report->sections[i].title);
		fputs("</a></li>\n", sheet->out);
	}
}

static void put_legend(struct hs_sheet *sheet)
{
	fputs("<p class=\"legend\">In quoted passages the <u>source</u> is underlined, the <em>cue</em> is dotted and in "
	      "italics, and the <mark>words of the claim</mark> are marked. Offsets count bytes of the article&#39;s "
	      "text.</p>\n", sheet->out);
}

/* Write the frame up to the place of that name, and what belongs there; "sections" is left to the caller. */
static void put_frame(struct hs_sheet *sheet, const char *until)
{
	struct html *html = sheet->own;
	const char *open;

	while ((open = strstr(html->rest, "{{")) != NULL) {
		struct hs_span name = { open + 2, strcspn(open + 2, "}") };

		fwrite(html->rest, 1, (size_t)(open - html->rest), sheet->out);
		html->rest = name.ptr + name.len + 2;
		if (hs_span_eq(name, until))
			return;
		if (hs_span_eq(name, "title"))
			put_text(sheet->out, sheet->report->title);
		else if (hs_span_eq(name, "about"))
			put_text(sheet->out, sheet->report->about);
		else if (hs_span_eq(name, "style"))
			fputs(hs_report_file("page.css"), sheet->out);
		else if (hs_span_eq(name, "contents"))
			put_contents(sheet);
		else if (hs_span_eq(name, "legend"))
			put_legend(sheet);
	}
	fputs(html->rest, sheet->out);
}

static void begin(struct hs_sheet *sheet)
{
	struct html *html = sheet->own;

	html->rest = hs_report_file("page.html");
	put_frame(sheet, "sections");
}

static void end(struct hs_sheet *sheet)
{
	put_frame(sheet, "");
}

/* ── cells ── */

/* The cell's words, with a link where it has an address; what stands for nothing where it is null. */
static void put_words(FILE *out, const struct hs_column *column, const struct hs_cell *cell)
{
	struct hs_str words = HS_STR_INIT;

	if (cell->null) {
		if (column->none)
			fprintf(out, "<i>%s</i>", column->none);
		return;
	}
	hs_cell_words(&words, column, cell);
	if (cell->link) {
		fputs("<a href=\"", out);
		put_attribute(out, cell->link);
		fputs("\" rel=\"nofollow noopener\">", out);
	}
	put_text(out, words.ptr);
	if (cell->link)
		fputs("</a>", out);
	hs_str_release(&words);
}

/* ── plots ── */

static void point_add(struct html *html, const struct hs_column *label, const struct hs_cell *label_cell,
		      const struct hs_cell *value)
{
	struct hs_str words = HS_STR_INIT;

	if (html->n_points == html->point_room) {
		html->point_room = html->point_room ? 2 * html->point_room : 16;
		html->points = hs_realloc(html->points, html->point_room * sizeof(*html->points));
	}
	if (label_cell->null)
		hs_str_adds(&words, label->none ? label->none : "");
	else
		hs_cell_words(&words, label, label_cell);
	html->points[html->n_points++] = (struct point){
		.label = hs_strdup(words.ptr), .null = value->null, .count = value->number, .share = value->share,
	};
	hs_str_release(&words);
}

/* A length in the plot's own unit, 0..1000. */
static long per_mille(double share)
{
	return (long)(share * 1000 + 0.5);
}

static void put_svg_begin(const struct hs_sheet *sheet, const struct point *point, const char *value)
{
	fputs("<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\"><title>", sheet->out);
	put_text(sheet->out, point->label);
	fputs("</title><desc>", sheet->out);
	put_text(sheet->out, value);
	fputs("</desc>", sheet->out);
}

static void put_share_svg(const struct hs_sheet *sheet, const struct point *point, const char *value)
{
	FILE *out = sheet->out;
	long share = per_mille(point->share.share), low = per_mille(point->share.low), high = per_mille(point->share.high);

	put_svg_begin(sheet, point, value);
	for (int x = 0; x <= 1000; x += 250)
		fprintf(out, "<path class=\"grid\" d=\"M%d 0V20\"/>", x);
	if (!point->null)
		fprintf(out,
			"<rect class=\"share\" y=\"4\" width=\"%ld\" height=\"12\"/>"
			"<path class=\"span\" d=\"M%ld 10H%ldM%ld 6V14M%ld 6V14\"/>"
			"<path class=\"point\" d=\"M%ld 2V18\"/>", share, low, high, low, high, share);
	fputs("</svg>", out);
}

static void put_count_svg(const struct hs_sheet *sheet, const struct point *point, const char *value, int64_t most)
{
	put_svg_begin(sheet, point, value);
	fputs("<path class=\"grid\" d=\"M0 0V20\"/>", sheet->out);
	if (most > 0)
		fprintf(sheet->out, "<rect class=\"bar\" y=\"4\" width=\"%ld\" height=\"12\"/>",
			per_mille((double)point->count / (double)most));
	fputs("</svg>", sheet->out);
}

static void put_point(const struct hs_sheet *sheet, const struct point *point, const struct hs_column *column, int64_t most)
{
	struct hs_cell cell = { .null = point->null, .number = point->count, .share = point->share };
	struct hs_str value = HS_STR_INIT;

	if (point->null)
		hs_str_adds(&value, "no claims");
	else
		hs_cell_words(&value, column, &cell);
	fputs("<li><span><bdi>", sheet->out);
	put_text(sheet->out, point->label);
	fputs("</bdi></span>", sheet->out);
	if (sheet->section->plot == HS_PLOT_SHARES)
		put_share_svg(sheet, point, value.ptr);
	else
		put_count_svg(sheet, point, value.ptr, most);
	fputs("<span class=\"v\">", sheet->out);
	put_text(sheet->out, value.ptr);
	fputs("</span></li>\n", sheet->out);
	hs_str_release(&value);
}

static int64_t points_most(const struct html *html)
{
	int64_t most = 0;

	for (size_t i = 0; i < html->n_points; i++)
		if (html->points[i].count > most)
			most = html->points[i].count;
	return most;
}

static void put_plot(struct hs_sheet *sheet)
{
	struct html *html = sheet->own;
	int value = hs_section_column(sheet->section, sheet->section->plot_value);
	int64_t most = points_most(html);

	fputs("<figure><figcaption>", sheet->out);
	put_text(sheet->out, sheet->section->plot_title);
	fputs("</figcaption>\n<ul class=\"plot\">\n", sheet->out);
	for (size_t i = 0; i < html->n_points; i++) {
		put_point(sheet, &html->points[i], &sheet->section->columns[value], most);
		free(html->points[i].label);
	}
	if (sheet->section->plot == HS_PLOT_SHARES)
		fputs("<li aria-hidden=\"true\"><span></span><span class=\"axis\">"
		      "<span>0</span><span>25</span><span>50</span><span>75</span>"
		      "<span>100&#160;%</span></span><span class=\"v\"></span></li>\n", sheet->out);
	fputs("</ul>\n</figure>\n", sheet->out);
	free(html->points);
	html->points = NULL;
	html->n_points = html->point_room = 0;
}

/* ── tables ── */

static void put_table_begin(struct hs_sheet *sheet, const char *class)
{
	fprintf(sheet->out,
		"<div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-title\" tabindex=\"0\">\n"
		"<table%s>\n<caption class=\"unseen\">",
		sheet->section->name, class);
	put_text(sheet->out, sheet->section->title);
	fputs("</caption>\n<thead><tr>", sheet->out);
}

static void put_table_head(struct hs_sheet *sheet)
{
	put_table_begin(sheet, "");
	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if (column->show == HS_SHOW_DATA)
			continue;
		fprintf(sheet->out, "<th scope=\"col\"%s>", hs_column_is_number(column) ? " class=\"n\"" : "");
		put_text(sheet->out, column->label);
		fputs("</th>", sheet->out);
	}
	fputs("</tr></thead>\n<tbody>\n", sheet->out);
}

/* The tint of a cell, in addition to its words; only these two words ever become a class. */
static const char *tint(const struct hs_section *section, const struct hs_column *column, const struct hs_cell *cells)
{
	int at = column->tint ? hs_section_column(section, column->tint) : -1;

	if (at < 0 || cells[at].null)
		return NULL;
	return strcmp(cells[at].text, "named") == 0	  ? " class=\"named\"" :
	       strcmp(cells[at].text, "anonymous") == 0 ? " class=\"anonymous\"" : NULL;
}

/* Long words get a column that is wide enough to read them. */
static const char *cell_class(const struct hs_section *section, size_t i, const struct hs_cell *cells)
{
	const char *class = tint(section, &section->columns[i], cells);

	if (class)
		return class;
	if (hs_column_is_number(&section->columns[i]))
		return " class=\"n\"";
	if (section->columns[i].type == HS_CELL_TIME)
		return " class=\"t\"";
	return !cells[i].null && cells[i].text && strlen(cells[i].text) > 40 ? " class=\"w\"" : "";
}

static void put_table_row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	bool first = true;

	fputs("<tr>", sheet->out);
	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if (column->show == HS_SHOW_DATA)
			continue;
		fprintf(sheet->out, first ? "<th scope=\"row\"%s>" : "<td%s>", cell_class(sheet->section, i, cells));
		put_words(sheet->out, column, &cells[i]);
		fputs(first ? "</th>" : "</td>", sheet->out);
		first = false;
	}
	fputs("</tr>\n", sheet->out);
}

static void put_table_end(struct hs_sheet *sheet)
{
	fputs("</tbody>\n</table>\n</div>\n", sheet->out);
}

/* ── facts ── */

static void put_facts(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	fputs("<dl class=\"facts\">\n", sheet->out);
	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if (cells[i].null && !column->none)
			continue;
		fputs("<div><dt>", sheet->out);
		put_text(sheet->out, column->label);
		fputs("</dt><dd>", sheet->out);
		put_words(sheet->out, column, &cells[i]);
		fputs("</dd></div>\n", sheet->out);
	}
	fputs("</dl>\n", sheet->out);
}

/* ── items ── */

static void put_passage(struct hs_sheet *sheet, const struct hs_cell *cell)
{
	static const char *const open[] = { "", "<u>", "<em>", "<mark>" }, *const shut[] = { "", "</u>", "</em>", "</mark>" };

	fputs("<blockquote><p>", sheet->out);
	for (size_t i = 0; i < cell->n_marks; i++) {
		enum hs_role role = cell->marks[i].role;
		struct hs_span words = cell->marks[i].words;
		const char *gap;

		fputs(open[role], sheet->out);
		while ((gap = memmem(words.ptr, words.len, "\n\n", 2)) != NULL) {     /* a paragraph ends here */
			hs_escape_html(sheet->out, (struct hs_span){ words.ptr, (size_t)(gap - words.ptr) });
			fprintf(sheet->out, "%s</p>\n<p>%s", shut[role], open[role]);
			words.len -= (size_t)(gap + 2 - words.ptr);
			words.ptr = gap + 2;
		}
		hs_escape_html(sheet->out, words);
		fputs(shut[role], sheet->out);
	}
	fputs("</p></blockquote>\n", sheet->out);
}

/* The columns that are shown in one place, with `between` between them. Labels stand before what does not speak for
 * itself. */
static void put_line(struct hs_sheet *sheet, const struct hs_cell *cells, enum hs_show show, const char *between, bool labels)
{
	bool any = false;

	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if (column->show != show || (cells[i].null && !column->none))
			continue;
		fputs(any ? between : "", sheet->out);
		if (labels || column->type == HS_CELL_INT || column->type == HS_CELL_OFFSETS) {
			put_text(sheet->out, column->label);
			putc(' ', sheet->out);
		}
		fputs("<bdi>", sheet->out);
		put_words(sheet->out, column, &cells[i]);
		fputs("</bdi>", sheet->out);
		any = true;
	}
}

static void put_badges(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if (column->show != HS_SHOW_BADGE || cells[i].null)
			continue;
		fputs(" <span class=\"badge\">", sheet->out);
		put_words(sheet->out, column, &cells[i]);
		fputs("</span>", sheet->out);
	}
}

static void put_details(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	fputs("<dl>", sheet->out);
	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if ((column->show != HS_SHOW_DETAIL && column->show != HS_SHOW_WIDE) || cells[i].null)
			continue;
		fputs("<div><dt>", sheet->out);
		put_text(sheet->out, column->label);
		fputs("</dt><dd>", sheet->out);
		put_words(sheet->out, column, &cells[i]);
		fputs("</dd></div>", sheet->out);
	}
	fputs("</dl>\n", sheet->out);
}

static void put_item(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	if (sheet->new_group) {
		fputs(sheet->n_rows > 0 ? "</ol>\n<h3>" : "<h3>", sheet->out);
		put_line(sheet, cells, HS_SHOW_GROUP, " · ", false);
		fputs("</h3>\n<p class=\"where\">", sheet->out);
		put_line(sheet, cells, HS_SHOW_NOTE, " · ", true);
		fputs("</p>\n", sheet->out);
	}
	if (sheet->new_group || sheet->n_rows == 0)
		fputs("<ol class=\"items\">\n", sheet->out);
	fputs("<li><p class=\"who\"><strong>", sheet->out);
	put_line(sheet, cells, HS_SHOW_TITLE, ", ", false);
	fputs("</strong>", sheet->out);
	put_badges(sheet, cells);
	fputs("</p>\n", sheet->out);
	for (size_t i = 0; i < sheet->section->n_columns; i++)
		if (sheet->section->columns[i].show == HS_SHOW_PASSAGE && !cells[i].null)
			put_passage(sheet, &cells[i]);
	fputs("<p class=\"where\">", sheet->out);
	put_line(sheet, cells, HS_SHOW_WHERE, " · ", false);
	fputs("</p>\n", sheet->out);
	put_details(sheet, cells);
	fputs("</li>\n", sheet->out);
}

/* ── matrix ── */

/* The words of the columns that are shown in one place ("3. the words"), hs_malloc'ed. */
static char *words_of(const struct hs_section *section, const struct hs_cell *cells, enum hs_show show)
{
	struct hs_str words = HS_STR_INIT;
	char *copy;

	for (size_t i = 0; i < section->n_columns; i++) {
		if (section->columns[i].show != show)
			continue;
		hs_str_adds(&words, words.len > 0 ? ". " : "");
		if (cells[i].null && section->columns[i].none)
			hs_str_adds(&words, section->columns[i].none);
		hs_cell_words(&words, &section->columns[i], &cells[i]);
	}
	copy = hs_strdup(words.ptr);
	hs_str_release(&words);
	return copy;
}

static const char *matrix_class(const struct hs_section *section, const struct hs_cell *cells)
{
	for (size_t i = 0; i < section->n_columns; i++)
		if (section->columns[i].show == HS_SHOW_CELL)
			return cell_class(section, i, cells);
	return "";
}

static void waiting_add(struct html *html, const struct hs_section *section, const struct hs_cell *cells)
{
	if (html->n_waiting == html->waiting_room) {
		html->waiting_room = html->waiting_room ? 2 * html->waiting_room : 16;
		html->waiting = hs_realloc(html->waiting, html->waiting_room * sizeof(*html->waiting));
	}
	html->waiting[html->n_waiting++] = (struct waiting){
		.heading = words_of(section, cells, HS_SHOW_COLUMN), .words = words_of(section, cells, HS_SHOW_CELL),
		.class = matrix_class(section, cells),
	};
}

static void put_matrix_head(struct hs_sheet *sheet)
{
	const struct html *html = sheet->own;

	put_table_begin(sheet, " class=\"matrix\"");
	fputs("<th scope=\"col\">claim</th>", sheet->out);
	for (size_t i = 0; i < html->n_waiting; i++) {
		fputs("<th scope=\"col\">", sheet->out);
		put_text(sheet->out, html->waiting[i].heading);
		fputs("</th>", sheet->out);
	}
	fputs("</tr></thead>\n<tbody>\n", sheet->out);
}

static void put_matrix_cell(FILE *out, const char *class, const char *words)
{
	fprintf(out, "<td%s>", class);
	put_text(out, words);
	fputs("</td>", out);
}

static void put_row_head(FILE *out, const char *words)
{
	fputs("<tr><th scope=\"row\">", out);
	put_text(out, words);
	fputs("</th>", out);
}

/* The first row is whole: write the head of the table, and the row. */
static void put_first_row(struct hs_sheet *sheet)
{
	struct html *html = sheet->own;

	put_matrix_head(sheet);
	put_row_head(sheet->out, html->first_head);
	for (size_t i = 0; i < html->n_waiting; i++) {
		put_matrix_cell(sheet->out, html->waiting[i].class, html->waiting[i].words);
		free(html->waiting[i].heading);
		free(html->waiting[i].words);
	}
	free(html->waiting);
	free(html->first_head);
	html->waiting = NULL;
	html->first_head = NULL;
	html->n_waiting = html->waiting_room = 0;
}

static void matrix_row_begin(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct html *html = sheet->own;
	char *head = words_of(sheet->section, cells, HS_SHOW_ROW);

	if (sheet->n_rows == 0) {
		html->first_head = head;
		return;
	}
	put_row_head(sheet->out, head);
	free(head);
}

static void matrix_row_end(struct hs_sheet *sheet)
{
	struct html *html = sheet->own;

	if (html->first_head)
		put_first_row(sheet);
	fputs("</tr>\n", sheet->out);
}

static void matrix_cell(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct html *html = sheet->own;
	char *words;

	if (sheet->new_group && sheet->n_rows > 0)
		matrix_row_end(sheet);
	if (sheet->new_group)
		matrix_row_begin(sheet, cells);
	if (html->first_head) {
		waiting_add(html, sheet->section, cells);
		return;
	}
	words = words_of(sheet->section, cells, HS_SHOW_CELL);
	put_matrix_cell(sheet->out, matrix_class(sheet->section, cells), words);
	free(words);
}

static void matrix_end(struct hs_sheet *sheet)
{
	if (sheet->n_rows == 0)
		return;
	matrix_row_end(sheet);
	put_table_end(sheet);
}

/* ── sections ── */

static void section(struct hs_sheet *sheet)
{
	const struct hs_section *now = sheet->section;

	fprintf(sheet->out, "<section id=\"%s\">\n<h2 id=\"%s-title\">", now->name, now->name);
	put_text(sheet->out, now->title);
	fputs("</h2>\n", sheet->out);
	if (now->note) {
		fputs("<p class=\"note\">", sheet->out);
		put_text(sheet->out, now->note);
		fputs("</p>\n", sheet->out);
	}
}

static void plot_point(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	int label = hs_section_column(sheet->section, sheet->section->plot_label);
	int value = hs_section_column(sheet->section, sheet->section->plot_value);

	point_add(sheet->own, &sheet->section->columns[label], &cells[label], &cells[value]);
}

static void row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	if (sheet->section->plot)
		plot_point(sheet, cells);
	switch (sheet->section->layout) {
	case HS_LAYOUT_FACTS:
		put_facts(sheet, cells);
		break;
	case HS_LAYOUT_TABLE:
		if (sheet->n_rows == 0)
			put_table_head(sheet);
		put_table_row(sheet, cells);
		break;
	case HS_LAYOUT_ITEMS:
		put_item(sheet, cells);
		break;
	case HS_LAYOUT_MATRIX:
		matrix_cell(sheet, cells);
		break;
	}
}

static void section_end(struct hs_sheet *sheet)
{
	if (sheet->section->layout == HS_LAYOUT_MATRIX)
		matrix_end(sheet);
	if (sheet->n_rows == 0)
		fprintf(sheet->out, "<p class=\"empty\">%s</p>\n", sheet->section->empty);
	else if (sheet->section->layout == HS_LAYOUT_TABLE)
		put_table_end(sheet);
	else if (sheet->section->layout == HS_LAYOUT_ITEMS)
		fputs("</ol>\n", sheet->out);
	if (sheet->section->plot && sheet->n_rows > 0)
		put_plot(sheet);
	fputs("</section>\n", sheet->out);
}

const struct hs_writer hs_writer_html = {
	.format = "html", .own_size = sizeof(struct html),
	.begin = begin, .section = section, .row = row, .section_end = section_end, .end = end,
};
