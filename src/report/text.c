/*
 * Text for terminals: columns that fit the width, cells wrapped over lines, colours only when asked for.
 *
 * Nothing of an article reaches the terminal as it is: every cell goes through hs_escape_terminal(), so that an
 * article cannot move the cursor, hide words or set a title. Without colours the words of a claim stand in brackets.
 */
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/report_p.h"

#define BOLD "\033[1m"
#define UNDER "\033[4m"
#define CYAN "\033[36m"
#define PLAIN "\033[0m"

/* Where the words of a role begin and end in a line that is still to be wrapped: control characters have no width, and
 * hs_escape_terminal() lets none through from an article. */
#define MARK_SOURCE '\1'
#define MARK_CONTENT '\2'
#define MARK_END '\3'

#define GAP 2                           /* columns of a table stand this far apart */
#define NARROW 10                       /* a column of words is not made narrower than this */

/* A table is kept until its end, when the widths are known. */
struct text {
	char **words;                   /* owned; n_columns a row, the labels first */
	size_t n_words, room;
	size_t *shown, n_shown;         /* the section's columns that people see */
};

static int width_of(const char *words)
{
	return u8_strwidth((const uint8_t *)words, "UTF-8");
}

static unsigned line_width(const struct hs_sheet *sheet)
{
	unsigned width = sheet->options->width ? sheet->options->width : 80;

	return width < 40 ? 40 : width;
}

static void put_blanks(FILE *out, int n)
{
	fprintf(out, "%*s", n > 0 ? n : 0, "");
}

/* ── wrapping ── */

/* Where words[0..len) may be broken so that lines are at most `width` wide: the end of the line that begins at
 * `from`, and in *next where the one after it begins. A word that is longer than a line is cut between code
 * points. */
static size_t line_end(const char *words, size_t len, const char *breaks, size_t from, int width, size_t *next)
{
	size_t last = 0, i = from;
	int used = 0;

	while (i < len) {
		unsigned size;
		uint32_t code = hs_utf8_next(words + i, len - i, &size);
		int wide = uc_width(code, "UTF-8");

		if (i > from && breaks[i] == UC_BREAK_POSSIBLE)
			last = i;
		if (used + (wide > 0 ? wide : 0) > width && code != ' ' && i > from) {
			*next = last > from ? last : i;
			goto trim;
		}
		used += wide > 0 ? wide : 0;
		i += size;
	}
	*next = len;
trim:
	i = *next;
	while (i > from && words[i - 1] == ' ')
		i--;
	return i;
}

/* The lines of `words` at most `width` wide, each handed to `line`. */
static void wrap(const char *words, int width, void (*line)(void *ctx, const char *ptr, size_t len), void *ctx)
{
	size_t len = strlen(words), from = 0, next;
	char *breaks = hs_malloc(len + 1);

	u8_possible_linebreaks((const uint8_t *)words, len, "UTF-8", breaks);
	while (from < len) {
		size_t end = line_end(words, len, breaks, from, width, &next);

		line(ctx, words + from, end - from);
		from = next;
	}
	free(breaks);
}

struct indented {
	const struct hs_sheet *sheet;
	int first, indent;              /* blanks before the first line and the others */
	size_t n;                       /* lines so far */
	const char *style;              /* that is on */
};

/* A line with its marks turned into colours. Colours are put off at its end, and on again in the next one. */
static void put_indented(void *ctx, const char *ptr, size_t len)
{
	struct indented *to = ctx;
	FILE *out = to->sheet->out;

	put_blanks(out, to->n++ > 0 ? to->indent : to->first);
	fputs(to->style, out);
	for (size_t i = 0; i < len; i++) {
		if (ptr[i] == MARK_SOURCE || ptr[i] == MARK_CONTENT) {
			to->style = ptr[i] == MARK_SOURCE ? CYAN : BOLD;
			fputs(to->style, out);
		} else if (ptr[i] == MARK_END) {
			to->style = "";
			fputs(PLAIN, out);
		} else {
			putc(ptr[i], out);
		}
	}
	fputs(*to->style ? PLAIN "\n" : "\n", out);
}

static void put_styled_paragraph(const struct hs_sheet *sheet, const char *style, const char *words, int first, int indent)
{
	struct indented to = { .sheet = sheet, .first = first, .indent = indent };

	to.style = sheet->options->colour ? style : "";
	wrap(words, (int)line_width(sheet) - (indent > first ? indent : first), put_indented, &to);
}

static void put_paragraph(const struct hs_sheet *sheet, const char *words, int first, int indent)
{
	put_styled_paragraph(sheet, "", words, first, indent);
}

/* ── cells ── */

/* The cell's words, fit for a terminal, added to `out`. */
static void add_words(struct hs_str *out, const struct hs_column *column, const struct hs_cell *cell)
{
	struct hs_str words = HS_STR_INIT;

	if (cell->null)
		hs_str_adds(&words, column->none ? column->none : "");
	else
		hs_cell_words(&words, column, cell);
	hs_escape_terminal(out, hs_span_of(words.ptr));
	hs_str_release(&words);
}

/* ── facts ── */

static int widest_label(const struct hs_section *section)
{
	int widest = 0;

	for (size_t i = 0; i < section->n_columns; i++)
		if (width_of(section->columns[i].label) > widest)
			widest = width_of(section->columns[i].label);
	return widest;
}

static void put_facts(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct hs_str words = HS_STR_INIT, value = HS_STR_INIT;
	int widest = widest_label(sheet->section);

	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const char *label = sheet->section->columns[i].label;

		hs_str_clear(&words);
		hs_str_clear(&value);
		add_words(&value, &sheet->section->columns[i], &cells[i]);
		if (value.len == 0)
			continue;
		hs_str_addf(&words, "%s%*s%s", label, widest - width_of(label) + GAP, "", value.ptr);
		if (2 + width_of(words.ptr) > (int)line_width(sheet)) {        /* no room for a column of values */
			hs_str_clear(&words);
			hs_str_addf(&words, "%s: %s", label, value.ptr);
		}
		put_paragraph(sheet, words.ptr, 2, 4);
	}
	hs_str_release(&words);
	hs_str_release(&value);
}

/* ── tables ── */

static void word_add(struct text *text, const char *words)
{
	if (text->n_words == text->room) {
		text->room = text->room ? 2 * text->room : 256;
		text->words = hs_realloc(text->words, text->room * sizeof(*text->words));
	}
	text->words[text->n_words++] = hs_strdup(words);
}

static void table_begin(struct hs_sheet *sheet)
{
	struct text *text = sheet->own;

	text->shown = hs_calloc(sheet->section->n_columns, sizeof(*text->shown));
	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		if (sheet->section->columns[i].show == HS_SHOW_DATA || sheet->section->columns[i].show == HS_SHOW_WIDE)
			continue;
		text->shown[text->n_shown++] = i;
		word_add(text, sheet->section->columns[i].label);
	}
}

static void table_row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct text *text = sheet->own;
	struct hs_str words = HS_STR_INIT;

	for (size_t i = 0; i < text->n_shown; i++) {
		hs_str_clear(&words);
		add_words(&words, &sheet->section->columns[text->shown[i]], &cells[text->shown[i]]);
		word_add(text, words.ptr);
	}
	hs_str_release(&words);
}

/* The widest word: a heading is wrapped at its blanks alone. */
static int longest_word(const char *words)
{
	struct hs_str word = HS_STR_INIT;
	int widest = 0;

	while (*words) {
		size_t len = strcspn(words, " ");

		hs_str_clear(&word);
		hs_str_add(&word, words, len);
		if (width_of(word.ptr) > widest)
			widest = width_of(word.ptr);
		words += len + strspn(words + len, " ");
	}
	hs_str_release(&word);
	return widest;
}

/* Widths for the columns: as wide as they need, the widest made narrower until all fit. False: they do not. */
static bool table_widths(const struct hs_sheet *sheet, const struct text *text, int *width)
{
	int room = (int)line_width(sheet) - GAP * (int)(text->n_shown - 1), sum = 0;

	for (size_t c = 0; c < text->n_shown; c++) {
		width[c] = longest_word(text->words[c]);
		for (size_t i = text->n_shown + c; i < text->n_words; i += text->n_shown)
			if (width_of(text->words[i]) > width[c])
				width[c] = width_of(text->words[i]);
		sum += width[c];
	}
	while (sum > room) {
		size_t widest = text->n_shown;

		for (size_t c = 0; c < text->n_shown; c++)
			if (!hs_column_is_number(&sheet->section->columns[text->shown[c]]) && width[c] > NARROW &&
			    width[c] > longest_word(text->words[c]) && (widest == text->n_shown || width[c] > width[widest]))
				widest = c;
		if (widest == text->n_shown)
			return false;
		width[widest]--;
		sum--;
	}
	return true;
}

struct cell_lines {
	struct hs_span line[64];        /* what is longer is cut: a cell of 64 lines is no table */
	size_t n;
};

static void line_keep(void *ctx, const char *ptr, size_t len)
{
	struct cell_lines *lines = ctx;

	if (lines->n < sizeof(lines->line) / sizeof(lines->line[0]))
		lines->line[lines->n++] = (struct hs_span){ ptr, len };
}

static int span_width(struct hs_span span)
{
	return u8_width((const uint8_t *)span.ptr, span.len, "UTF-8");
}

static void put_cell_line(const struct hs_sheet *sheet, const struct cell_lines *lines, size_t line, int width, bool right,
			  bool last)
{
	struct hs_span words = line < lines->n ? lines->line[line] : hs_span_of("");
	int pad = width - span_width(words);

	if (right)
		put_blanks(sheet->out, pad);
	fwrite(words.ptr, 1, words.len, sheet->out);
	if (!right && !last)
		put_blanks(sheet->out, pad);
	if (!last)
		put_blanks(sheet->out, GAP);
}

static void put_table_row(const struct hs_sheet *sheet, const struct text *text, char *const *words, const int *width)
{
	struct cell_lines *cells = hs_calloc(text->n_shown, sizeof(*cells));
	size_t most = 1;

	for (size_t c = 0; c < text->n_shown; c++) {
		wrap(words[c], width[c], line_keep, &cells[c]);
		if (cells[c].n > most)
			most = cells[c].n;
	}
	for (size_t line = 0; line < most; line++) {
		size_t last = text->n_shown;    /* nothing but blanks behind it: not written */

		while (last > 1 && line >= cells[last - 1].n)
			last--;
		for (size_t c = 0; c < last; c++)
			put_cell_line(sheet, &cells[c], line, width[c],
				      hs_column_is_number(&sheet->section->columns[text->shown[c]]), c + 1 == last);
		putc('\n', sheet->out);
	}
	free(cells);
}

static void put_rule(const struct hs_sheet *sheet, const struct text *text, const int *width)
{
	for (size_t c = 0; c < text->n_shown; c++) {
		for (int i = 0; i < width[c]; i++)
			putc('-', sheet->out);
		if (c + 1 < text->n_shown)
			put_blanks(sheet->out, GAP);
	}
	putc('\n', sheet->out);
}

/* For a table that does not fit: a block a row, a line a cell. */
static void put_blocks(const struct hs_sheet *sheet, const struct text *text)
{
	struct hs_str line = HS_STR_INIT;

	for (size_t i = text->n_shown; i < text->n_words; i++) {
		size_t c = i % text->n_shown;

		if (*text->words[i]) {
			hs_str_clear(&line);
			hs_str_addf(&line, "%s: %s", text->words[c], text->words[i]);
			if (c == 0 && i > text->n_shown)
				putc('\n', sheet->out);
			put_paragraph(sheet, c == 0 ? text->words[i] : line.ptr, c == 0 ? 0 : 2, c == 0 ? 2 : 4);
		}
	}
	hs_str_release(&line);
}

static void put_table(struct hs_sheet *sheet)
{
	struct text *text = sheet->own;
	int *width = hs_calloc(text->n_shown, sizeof(*width));

	if (table_widths(sheet, text, width)) {
		put_table_row(sheet, text, text->words, width);
		put_rule(sheet, text, width);
		for (size_t i = text->n_shown; i < text->n_words; i += text->n_shown)
			put_table_row(sheet, text, text->words + i, width);
	} else {
		put_blocks(sheet, text);
	}
	free(width);
}

static void table_end(struct hs_sheet *sheet)
{
	struct text *text = sheet->own;

	if (sheet->n_rows > 0)
		put_table(sheet);
	for (size_t i = 0; i < text->n_words; i++)
		free(text->words[i]);
	free(text->words);
	free(text->shown);
	*text = (struct text){ 0 };
}

/* ── items ── */

/* The columns that are shown in one place, one behind the other, added to `out`. */
static void add_line(struct hs_str *out, const struct hs_sheet *sheet, const struct hs_cell *cells, enum hs_show show,
		     const char *between,
		     bool labels)
{
	bool any = false;

	for (size_t i = 0; i < sheet->section->n_columns; i++) {
		const struct hs_column *column = &sheet->section->columns[i];

		if (column->show != show || (cells[i].null && !column->none))
			continue;
		hs_str_adds(out, any ? between : "");
		if (labels || column->type == HS_CELL_INT || column->type == HS_CELL_OFFSETS)
			hs_str_addf(out, "%s%s ", column->label, labels ? ":" : "");
		add_words(out, column, &cells[i]);
		any = true;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void add_blank(struct hs_str *out)
{
	if (out->len > 0 && out->ptr[out->len - 1] != ' ')
		hs_str_addc(out, ' ');
}

/* A piece of a passage: its words in colours or, those of the content, in brackets. */
static void add_mark(struct hs_str *out, const struct hs_mark *mark, bool colour)
{
	bool content = mark->role == HS_ROLE_CONTENT, marked = content || mark->role == HS_ROLE_SOURCE;
	struct hs_span words = mark->words;

	if (is_blank(words.ptr[0]))
		add_blank(out);
	if (colour && marked)
		hs_str_addc(out, content ? MARK_CONTENT : MARK_SOURCE);
	else if (content)
		hs_str_addc(out, '[');
	hs_escape_terminal(out, words);
	if (colour && marked)
		hs_str_addc(out, MARK_END);
	else if (content)
		hs_str_addc(out, ']');
	if (is_blank(words.ptr[words.len - 1]))
		add_blank(out);
}

static void add_passage(struct hs_str *out, const struct hs_sheet *sheet, const struct hs_cell *cell)
{
	for (size_t i = 0; i < cell->n_marks; i++)
		add_mark(out, &cell->marks[i], sheet->options->colour);
}

static void put_passage(const struct hs_sheet *sheet, const struct hs_cell *cell)
{
	struct hs_str words = HS_STR_INIT;

	add_passage(&words, sheet, cell);
	put_paragraph(sheet, words.ptr, 4, 4);
	hs_str_release(&words);
}

static void put_group(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct hs_str words = HS_STR_INIT;

	add_line(&words, sheet, cells, HS_SHOW_GROUP, ", ", false);
	if (sheet->n_rows > 0)
		putc('\n', sheet->out);
	put_styled_paragraph(sheet, BOLD, words.ptr, 0, 2);
	hs_str_clear(&words);
	add_line(&words, sheet, cells, HS_SHOW_NOTE, "; ", true);
	if (words.len > 0)
		put_paragraph(sheet, words.ptr, 2, 4);
	hs_str_release(&words);
}

static void put_item(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct hs_str words = HS_STR_INIT;

	if (sheet->new_group)
		put_group(sheet, cells);
	putc('\n', sheet->out);
	add_line(&words, sheet, cells, HS_SHOW_TITLE, ", ", false);
	hs_str_adds(&words, " (");
	add_line(&words, sheet, cells, HS_SHOW_BADGE, ", ", false);
	hs_str_adds(&words, ")");
	put_paragraph(sheet, words.ptr, 2, 4);
	for (size_t i = 0; i < sheet->section->n_columns; i++)
		if (sheet->section->columns[i].show == HS_SHOW_PASSAGE && !cells[i].null)
			put_passage(sheet, &cells[i]);
	hs_str_clear(&words);
	add_line(&words, sheet, cells, HS_SHOW_WHERE, ", ", false);
	put_paragraph(sheet, words.ptr, 4, 6);
	hs_str_clear(&words);
	add_line(&words, sheet, cells, HS_SHOW_DETAIL, "; ", true);
	put_paragraph(sheet, words.ptr, 4, 6);
	hs_str_release(&words);
}

/* ── matrix ── */

static void put_matrix_cell(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	struct hs_str words = HS_STR_INIT;

	if (sheet->new_group) {
		add_line(&words, sheet, cells, HS_SHOW_ROW, ": ", false);
		if (sheet->n_rows > 0)
			putc('\n', sheet->out);
		put_paragraph(sheet, words.ptr, 0, 2);
		hs_str_clear(&words);
	}
	if (!hs_matrix_gap(sheet->section, cells)) {
		add_line(&words, sheet, cells, HS_SHOW_COLUMN, ", ", false);
		hs_str_adds(&words, ": ");
		add_line(&words, sheet, cells, HS_SHOW_CELL, ", ", false);
		put_paragraph(sheet, words.ptr, 2, 4);
	}
	hs_str_release(&words);
}

/* ── sections ── */

static void begin(struct hs_sheet *sheet)
{
	put_styled_paragraph(sheet, BOLD, sheet->report->title, 0, 0);
	put_paragraph(sheet, sheet->report->about, 0, 0);
}

static void section(struct hs_sheet *sheet)
{
	putc('\n', sheet->out);
	put_styled_paragraph(sheet, BOLD UNDER, sheet->section->title, 0, 0);
	if (sheet->section->note)
		put_paragraph(sheet, sheet->section->note, 0, 0);
	putc('\n', sheet->out);
	if (sheet->section->layout == HS_LAYOUT_TABLE)
		table_begin(sheet);
}

static void row(struct hs_sheet *sheet, const struct hs_cell *cells)
{
	switch (sheet->section->layout) {
	case HS_LAYOUT_FACTS:
		put_facts(sheet, cells);
		break;
	case HS_LAYOUT_TABLE:
		table_row(sheet, cells);
		break;
	case HS_LAYOUT_ITEMS:
		put_item(sheet, cells);
		break;
	case HS_LAYOUT_MATRIX:
		put_matrix_cell(sheet, cells);
		break;
	}
}

static void section_end(struct hs_sheet *sheet)
{
	if (sheet->n_rows == 0)
		put_paragraph(sheet, sheet->section->empty, 0, 0);
	if (sheet->section->layout == HS_LAYOUT_TABLE)
		table_end(sheet);
}

static void end(struct hs_sheet *sheet)
{
	(void)sheet;
}

const struct hs_writer hs_writer_text = {
	.format = "text", .own_size = sizeof(struct text),
	.begin = begin, .section = section, .row = row, .section_end = section_end, .end = end,
};
