/*
 * paragraphs - lines to paragraphs.
 *
 * A blank line always parts paragraphs. Lines without one between them are paragraphs of their own in most files, but
 * belong together in a hard-wrapped one, which is told from how its lines end: nearly every line is as full as the next
 * line's first word allows, and most break off in mid-sentence. Wrapped paragraphs may also be parted by a short
 * last line or an indented first one. In any file a line that goes on in lower case belongs to
 * the line before it.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/text_p.h"

#define TAB_STOP 8
#define WIDTH_MAX 140           /* columns; nobody wraps wider */
#define WIDTH_MIN 30
#define SLACK 3                 /* columns by which wrapping programs differ */
#define PAIRS_MIN 4             /* fewer line ends tell nothing */

struct line {
	struct hs_range range;          /* trimmed; not empty */
	uint32_t indent, width;         /* columns, the width with the indent */
	uint32_t first;                 /* columns of its first word */
	bool blank_before;
};

/* Lines are not kept: three passes over the text cost less than a list of all of its lines may. */
struct lines {
	const char *text;
	uint32_t len, next;             /* next: where the line after the current one begins */
	bool blank;                     /* the line before was blank, or there was none */
	struct line prev, line;         /* the current line and the one before it */
	size_t n;                       /* lines so far */
};

void hs_paras_insert(struct hs_paras *paras, size_t i, struct hs_range range, enum hs_para_kind kind)
{
	paras->at = hs_arena_grow(paras->arena, paras->at, paras->n, paras->n + 1, &paras->room, sizeof(*paras->at));
	memmove(paras->at + i + 1, paras->at + i, (paras->n - i) * sizeof(*paras->at));
	paras->at[i] = (struct hs_para){ range, kind };
	paras->n++;
}

static bool is_blank(uint32_t code)
{
	return hs_code_is_space(code) || code == 0xFEFF || code == 0x200B;
}

/* The start of the code point that ends at `end`. */
static uint32_t step_back(const char *text, uint32_t start, uint32_t end)
{
	do
		end--;
	while (end > start && ((unsigned char)text[end] & 0xC0) == 0x80);
	return end;
}

struct hs_range hs_range_trim(const char *text, struct hs_range range)
{
	unsigned size;

	while (range.start < range.end && is_blank(hs_utf8_next(text + range.start, range.end - range.start, &size)))
		range.start += size;
	while (range.start < range.end) {
		uint32_t last = step_back(text, range.start, range.end);

		if (!is_blank(hs_utf8_next(text + last, range.end - last, &size)))
			break;
		range.end = last;
	}
	return range;
}

/* --- lines ----------------------------------------------------------------------------------- */

static uint32_t columns(const char *text, struct hs_range range)
{
	return (uint32_t)hs_utf8_count(text + range.start, range.end - range.start);
}

static uint32_t indent_of(const char *text, uint32_t start, uint32_t end)
{
	uint32_t column = 0;

	for (; start < end; start++)
		column = text[start] == '\t' ? (column / TAB_STOP + 1) * TAB_STOP : column + 1;
	return column;
}

static uint32_t first_word(const char *text, struct hs_range range)
{
	uint32_t at = range.start;

	while (at < range.end && text[at] != ' ' && text[at] != '\t')
		at++;
	return columns(text, (struct hs_range){ range.start, at });
}

static struct lines lines_of(const struct hs_article *article)
{
	return (struct lines){ .text = article->text, .len = (uint32_t)article->text_len, .blank = true };
}

static struct line look_at(const char *text, uint32_t start, struct hs_range range, bool blank_before)
{
	uint32_t indent = indent_of(text, start, range.start);

	return (struct line){ range, indent, indent + columns(text, range), first_word(text, range), blank_before };
}

/* LF, CR LF and CR end lines; so does a form feed. */
static bool ends_line(char c)
{
	return c == '\n' || c == '\r' || c == '\f';
}

/* The raw line at `start`; *next is where the one after it begins. */
static struct hs_range raw_line(const struct lines *lines, uint32_t *next)
{
	struct hs_range raw = { lines->next, lines->next };

	while (raw.end < lines->len && !ends_line(lines->text[raw.end]))
		raw.end++;
	*next = raw.end + 1;
	if (*next < lines->len && lines->text[raw.end] == '\r' && lines->text[*next] == '\n')
		++*next;
	return raw;
}

/* Go on to the next line that is not blank. */
static bool next_line(struct lines *lines)
{
	while (lines->next < lines->len) {
		struct hs_range raw = raw_line(lines, &lines->next), range = hs_range_trim(lines->text, raw);
		bool blank_before = lines->blank;

		lines->blank = range.start == range.end;
		if (lines->blank)
			continue;
		lines->prev = lines->line;
		lines->line = look_at(lines->text, raw.start, range, blank_before);
		lines->n++;
		return true;
	}
	return false;
}

/* --- how lines end --------------------------------------------------------------------------- */

static uint32_t last_code(const char *text, struct hs_range range)
{
	uint32_t last = step_back(text, range.start, range.end);
	unsigned size;

	return hs_utf8_next(text + last, range.end - last, &size);
}

static uint32_t first_code(const char *text, struct hs_range range)
{
	unsigned size;

	return hs_utf8_next(text + range.start, range.end - range.start, &size);
}

/* Does the line break off where no sentence ends? */
static bool breaks_off(const char *text, const struct line *line)
{
	uint32_t last = last_code(text, line->range);

	return hs_code_is_alpha(last) || hs_code_is_digit(last) || last == ',' || last == '-';
}

static bool starts_lower(const char *text, const struct line *line)
{
	uint32_t first = first_code(text, line->range);

	return hs_code_is_alpha(first) && !hs_code_is_upper(first) && hs_code_lower(first) == first;
}

/* Would the next line's first word not have fitted in? */
static bool is_full(const struct line *line, const struct line *next, uint32_t width)
{
	return line->width + 1 + next->first + SLACK > width;
}

/* "- ", "* ", "• ", "1. ": lines that begin an item of a list */
static bool is_item(const char *text, const struct line *line)
{
	const char *at = text + line->range.start;
	size_t len = line->range.end - line->range.start, n = 0;

	while (n < len && n < 3 && at[n] >= '0' && at[n] <= '9')
		n++;
	if (n && n + 1 < len && (at[n] == '.' || at[n] == ')') && at[n + 1] == ' ')
		return true;
	if (len > 2 && (at[0] == '-' || at[0] == '*') && at[1] == ' ')
		return true;
	return len > 4 && memcmp(at, "\xE2\x80\xA2", 3) == 0;
}

/* --- is the text hard-wrapped? --------------------------------------------------------------- */

/* The width that at most one line in fifty goes beyond, among lines that another follows at once. */
static uint32_t common_width(const struct hs_article *article, size_t *n_pairs)
{
	size_t count[WIDTH_MAX + 2] = { 0 }, n = 0, beyond = 0;
	uint32_t width = WIDTH_MAX + 1;

	for (struct lines lines = lines_of(article); next_line(&lines);) {
		if (lines.line.blank_before)
			continue;
		count[lines.prev.width > WIDTH_MAX ? WIDTH_MAX + 1 : lines.prev.width]++;
		n++;
	}
	while (width > 0 && (beyond += count[width]) * 50 <= n)
		width--;
	*n_pairs = n;
	return width;
}

/* The width in columns that the text is wrapped to, or 0. */
static uint32_t wrap_width(const struct hs_article *article)
{
	size_t n, full = 0, off = 0;
	uint32_t width = common_width(article, &n);

	if (n < PAIRS_MIN || width < WIDTH_MIN || width > WIDTH_MAX)
		return 0;
	for (struct lines lines = lines_of(article); next_line(&lines);) {
		if (lines.line.blank_before || !is_full(&lines.prev, &lines.line, width))
			continue;
		full++;
		off += breaks_off(lines.text, &lines.prev);
	}
	return full * 4 >= n * 3 && off * 2 >= full ? width : 0;
}

/* --- paragraphs ------------------------------------------------------------------------------ */

static bool goes_on(const char *text, const struct line *line, const struct line *next)
{
	return breaks_off(text, line) && starts_lower(text, next);
}

static bool belong_together(const char *text, const struct line *line, const struct line *next, uint32_t width)
{
	if (next->blank_before || is_item(text, next))
		return false;
	if (goes_on(text, line, next))
		return true;
	if (!width)
		return false;
	if (next->indent > line->indent && !is_item(text, line))
		return false;
	return is_full(line, next, width);
}

void hs_paras_find(struct hs_paras *paras, const struct hs_article *article)
{
	uint32_t width = wrap_width(article);

	for (struct lines lines = lines_of(article); next_line(&lines);) {
		if (belong_together(lines.text, &lines.prev, &lines.line, width))
			paras->at[paras->n - 1].range.end = lines.line.range.end;
		else
			hs_paras_insert(paras, paras->n, lines.line.range, HS_PARA_BODY);
	}
}
