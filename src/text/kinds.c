/*
 * kinds - what each paragraph is, from its words (marks.def), its look and its place.
 *
 * A news text is a top (headline, byline, dateline), a body of sentences, and whatever the page put in between and behind it.
 * The body begins at the first paragraph that looks like prose. In it a short paragraph without a mark at its end is
 * not the reporter's prose: several together are headlines of other stories (LINKS), one alone is a caption or, under
 * six words, a crosshead (BOILERPLATE). Texts that mostly do without such marks are left alone.
 */
#include "config.h"

#include "base/utf8.h"
#include "lexicon/agency.h"
#include "text/date.h"
#include "text/text_p.h"

#define SHORT_MAX 120           /* characters of a line that may be no prose */
#define PROSE_MIN 160           /* characters from which a line is prose whatever its end */
#define SENTENCE_WORDS 6
#define TEASER_MAX 250          /* characters of a summary in a list of stories */
#define MARK_MAX 500            /* bytes; no pattern fits a longer paragraph */
#define HEADLINE_WITHIN 8       /* paragraphs from the top in which a given headline is looked for */
#define HEADLINE_PARTS 4        /* paragraphs that a given headline may be spread over */
#define AGENCY_LINE_MAX 60
#define CREDIT_TAIL_MAX 300

enum end { END_NONE, END_STOP, END_ASK, END_COLON, END_QUOTE };

/* What the look of a paragraph tells. */
struct look {
	uint16_t chars, words;          /* at most UINT16_MAX */
	uint8_t end;                    /* enum end: the last mark, quotation marks and brackets aside */
	bool tight;                     /* no blank line before it */
	bool lower;                     /* begins in lower case */
	bool item;                      /* begins with a bullet or dash */
	bool letters;                   /* has any */
	bool fixed;                     /* its kind is told: leave it alone */
};

struct kinds {
	struct hs_article *article;
	struct hs_arena *arena;
	struct hs_para *at;
	struct look *looks;
	size_t n;
	size_t top;                     /* the first paragraph of the body, or n */
	size_t headline;                /* the paragraph of the headline, or n */
};

/* --- looks ----------------------------------------------------------------------------------- */

static bool is_closer(uint32_t code)
{
	return hs_code_is_quote(code) || code == '\'' || code == 0x2019 || code == ')' || code == ']';
}

static enum end end_of(uint32_t mark, bool quoted)
{
	if (mark == '.' || mark == 0x2026)
		return END_STOP;
	if (mark == '?' || mark == '!')
		return END_ASK;
	if (mark == ':' || mark == ';' || mark == ',' || mark == '-' || mark == 0x2013 || mark == 0x2014)
		return END_COLON;
	return quoted ? END_QUOTE : END_NONE;
}

static void count_up(uint16_t *count)
{
	*count = (uint16_t)(*count + (*count < UINT16_MAX));
}

static struct look look_at(const char *text, struct hs_range range)
{
	struct look look = { 0 };
	uint32_t mark = 0, code = 0;
	bool quoted = false, in_word = false;
	unsigned size;

	for (uint32_t at = range.start; at < range.end; at += size) {
		code = hs_utf8_next(text + at, range.end - at, &size);
		count_up(&look.chars);
		look.letters = look.letters || hs_code_is_alpha(code);
		if (hs_code_is_space(code)) {
			in_word = false;
			continue;
		}
		if (!in_word)
			count_up(&look.words);
		in_word = true;
		if (is_closer(code)) {
			quoted = quoted || hs_code_is_quote(code);
		} else {
			mark = code;
			quoted = false;
		}
	}
	look.end = (uint8_t)end_of(mark, quoted);
	code = hs_utf8_next(text + range.start, range.end - range.start, &size);
	look.lower = hs_code_is_alpha(code) && hs_code_lower(code) == code && !hs_code_is_upper(code);
	look.item = code == '-' || code == '*' || code == '~' || code == 0x2022 || code == 0x2013 || code == 0x2014;
	return look;
}

/* Does at most one line end part the two paragraphs? */
static bool is_tight(const char *text, uint32_t from, uint32_t to)
{
	unsigned breaks = 0;

	for (; from < to; from++)
		breaks += text[from] == '\n' || (text[from] == '\r' && (from + 1 == to || text[from + 1] != '\n'));
	return breaks <= 1;
}

static void look_at_all(struct kinds *kinds)
{
	kinds->looks = hs_arena_array(kinds->arena, kinds->n, sizeof(*kinds->looks));
	for (size_t i = 0; i < kinds->n; i++) {
		kinds->looks[i] = look_at(kinds->article->text, kinds->at[i].range);
		kinds->looks[i].tight = i && is_tight(kinds->article->text, kinds->at[i - 1].range.end, kinds->at[i].range.start);
		kinds->looks[i].fixed = kinds->at[i].kind != HS_PARA_BODY;
	}
}

static bool is_prose(const struct look *look)
{
	return (look->end == END_STOP && look->words >= SENTENCE_WORDS) || look->chars > PROSE_MIN;
}

/* Could be the headline of a story, this one or another. */
static bool is_title(const struct look *look)
{
	return look->letters && look->chars <= PROSE_MIN && look->end != END_STOP && look->end != END_COLON;
}

static struct hs_span text_of(const struct kinds *kinds, size_t i)
{
	return hs_span_at(kinds->article->text, kinds->at[i].range);
}

static void fix(struct kinds *kinds, size_t i, enum hs_para_kind kind)
{
	kinds->at[i].kind = kind;
	kinds->looks[i].fixed = true;
}

/* White space as single blanks: the form that a field has. */
static char *collapse(struct hs_arena *arena, struct hs_span span)
{
	char *out = hs_arena_strn(arena, span.ptr, span.len), *to = out;

	for (const char *from = out; *from; from++) {
		bool blank = strchr(" \t\r\n\f", *from) != NULL;

		if (!blank)
			*to++ = *from;
		else if (to > out && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return out;
}

/* --- a given headline that stands in the text -------------------------------------------------- */

/* Letters and digits alone, in lower case: headlines differ in marks and blanks. */
static struct hs_span letters_of(struct hs_arena *arena, struct hs_span span)
{
	char *fold = hs_utf8_fold(arena, span.ptr, span.len), *to = fold;
	size_t len = strlen(fold);
	unsigned size;

	for (size_t at = 0; at < len; at += size) {
		uint32_t code = hs_utf8_next(fold + at, len - at, &size);

		if (!hs_code_is_alpha(code) && !hs_code_is_digit(code))
			continue;
		memmove(to, fold + at, size);
		to += size;
	}
	return (struct hs_span){ fold, (size_t)(to - fold) };
}

static bool starts_with(struct hs_span span, struct hs_span start)
{
	return span.len >= start.len && memcmp(span.ptr, start.ptr, start.len) == 0;
}

/* How many paragraphs from `i` on make up the headline, 0: they do not. */
static size_t headline_at(const struct kinds *kinds, size_t i, struct hs_span headline)
{
	struct hs_span rest = headline;

	for (size_t j = i; j < kinds->n && j < i + HEADLINE_PARTS; j++) {
		struct hs_span para;

		if (kinds->looks[j].fixed || kinds->at[j].range.end - kinds->at[j].range.start > MARK_MAX)
			return 0;
		para = letters_of(kinds->arena, text_of(kinds, j));
		if (!para.len || !starts_with(rest, para))
			return 0;
		rest.ptr += para.len;
		rest.len -= para.len;
		if (!rest.len)
			return j - i + 1;
	}
	return 0;
}

/* The page's headline and the field's may go on differently ("... - The Daily Mail"). */
static bool nearly_headline(const struct kinds *kinds, size_t i, struct hs_span headline)
{
	const struct look *look = &kinds->looks[i];
	struct hs_span para;

	if (look->fixed || look->words < 4 || !is_title(look) || headline.len < 20)
		return false;
	para = letters_of(kinds->arena, text_of(kinds, i));
	return para.len >= 20 && (starts_with(headline, para) || starts_with(para, headline));
}

static void find_given_headline(struct kinds *kinds)
{
	const char *field = kinds->article->headline;
	struct hs_span headline = letters_of(kinds->arena, hs_span_of(field));

	for (size_t i = 0; i < kinds->n && i < HEADLINE_WITHIN && headline.len; i++) {
		size_t parts = headline_at(kinds, i, headline);

		if (!parts && nearly_headline(kinds, i, headline))
			parts = 1;
		for (size_t j = i; j < i + parts; j++)
			fix(kinds, j, HS_PARA_HEADLINE);
		if (parts) {
			kinds->headline = i;
			return;
		}
	}
}

/* A reader that knows the page's headline (HTML) has told its kind. */
static void find_told_headline(struct kinds *kinds)
{
	for (size_t i = 0; i < kinds->n && kinds->headline == kinds->n; i++)
		if (kinds->at[i].kind == HS_PARA_HEADLINE)
			kinds->headline = i;
}

/* --- marks: paragraphs told by their words ------------------------------------------------------ */

enum reach { REACH_ONE, REACH_TITLES, REACH_TEASERS, REACH_REST };

static const struct mark {
	enum hs_para_kind kind;
	enum reach reach;
	unsigned max;
	const char *pattern;
} marks[] = {
#define MARK(kind, reach, max, pattern) { HS_PARA_##kind, REACH_##reach, max, pattern },
#include "text/marks.def"
#undef MARK
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Step over a number; false where there is none. */
static bool skip_number(const char **str)
{
	const char *from = *str;

	while (is_digit(**str))
		++*str;
	return *str > from;
}

/* Glob with "*" and "#". Going back to the last star alone is enough, so time is at most pattern times text. */
static bool fits(const char *pattern, const char *str)
{
	const char *star = NULL, *retry = NULL;

	for (;;) {
		if (*pattern == '*') {
			star = ++pattern;
			retry = str;
		} else if (*pattern == '#' && skip_number(&str)) {
			pattern++;
		} else if (*pattern && *pattern == *str) {
			pattern++;
			str++;
		} else if (!*pattern && !*str) {
			return true;
		} else if (star && *retry) {
			pattern = star;
			str = ++retry;
		} else {
			return false;
		}
	}
}

/* Lower case, straight quotes, no marks at the end but a closing bracket. */
static char *mark_view(struct hs_arena *arena, struct hs_span span)
{
	char *fold = hs_utf8_fold(arena, span.ptr, span.len);
	size_t len = strlen(fold), lead = strspn(fold, "\"'");

	while (len > lead && strchr(".:;,!?\"' ", fold[len - 1]))
		len--;
	fold[len] = '\0';
	return fold + lead;
}

static const struct mark *find_mark(const struct kinds *kinds, size_t i)
{
	struct hs_span span = text_of(kinds, i);
	const char *view;

	if (span.len > MARK_MAX)
		return NULL;
	view = mark_view(kinds->arena, span);
	for (size_t m = 0; m < sizeof(marks) / sizeof(marks[0]); m++)
		if (span.len <= marks[m].max && fits(marks[m].pattern, view))
			return &marks[m];
	return NULL;
}

/* "Source: Minister to resign" at the top is a headline, "Source: Reuters" is not. */
static bool is_headline_source(const struct kinds *kinds, size_t i)
{
	struct hs_span span = text_of(kinds, i);

	return i < kinds->top && span.len > 6 && (span.ptr[0] | 0x20) == 's' && !hs_agency_in(span);
}

static bool is_byline_or_date(const struct kinds *kinds, size_t i)
{
	struct hs_span part;

	return hs_byline_is(text_of(kinds, i), &part) || hs_dateline_only(text_of(kinds, i), &part);
}

/* Is paragraph `i` of a list of other stories? `after_title`: the one before it is a title of the list. */
static bool in_list(const struct kinds *kinds, size_t i, enum reach reach, bool after_title)
{
	const struct look *look = &kinds->looks[i];

	if (look->fixed)
		return kinds->at[i].kind != HS_PARA_HEADLINE;
	if (is_title(look))
		return !is_byline_or_date(kinds, i);
	return reach == REACH_TEASERS && after_title && look->chars <= TEASER_MAX &&
	       (i + 1 == kinds->n || !is_prose(&kinds->looks[i + 1]));
}

static void mark_list(struct kinds *kinds, size_t i, enum reach reach)
{
	bool after_title = false;

	for (; i < kinds->n && in_list(kinds, i, reach, after_title); i++) {
		after_title = is_title(&kinds->looks[i]);
		if (!kinds->looks[i].fixed)
			fix(kinds, i, HS_PARA_LINKS);
	}
}

static void mark_rest(struct kinds *kinds, size_t i)
{
	for (; i < kinds->n; i++)
		fix(kinds, i, HS_PARA_COMMENT);
}

/* Has no paragraph before `i` the look of this story's headline? Then the next title may be it. */
static bool is_above_headline(const struct kinds *kinds, size_t i)
{
	if (kinds->headline < i || kinds->top < i)
		return false;
	for (size_t j = 0; j < i; j++)
		if (!kinds->looks[j].fixed && is_title(&kinds->looks[j]) && kinds->looks[j].words > 3)
			return false;
	return true;
}

static void apply_mark(struct kinds *kinds, size_t i, const struct mark *mark)
{
	if (mark->kind == HS_PARA_CREDIT && is_headline_source(kinds, i))
		return;
	fix(kinds, i, mark->kind);
	if ((mark->reach == REACH_TITLES || mark->reach == REACH_TEASERS) && !is_above_headline(kinds, i))
		mark_list(kinds, i + 1, mark->reach);
	else if (mark->reach == REACH_REST && i > kinds->top)   /* a count above the body has no comments behind it */
		mark_rest(kinds, i);
}

static void apply_marks(struct kinds *kinds)
{
	for (size_t i = 0; i < kinds->n; i++) {
		const struct mark *mark = kinds->looks[i].fixed ? NULL : find_mark(kinds, i);

		if (mark)
			apply_mark(kinds, i, mark);
		else if (!kinds->looks[i].fixed && !kinds->looks[i].letters)
			fix(kinds, i, HS_PARA_BOILERPLATE);
	}
}

/* --- comments without a title ------------------------------------------------------------------- */

static bool has_any(const char *view, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(view, words[i]))
			return true;
	return false;
}

/* The line of buttons under a reader's comment. */
static bool is_comment_foot(const struct kinds *kinds, size_t i)
{
	static const char *const feet[] = { "report as abuse", "report abuse", "report this comment", "flag as inappropriate" };

	return kinds->looks[i].chars <= SHORT_MAX &&
	       has_any(mark_view(kinds->arena, text_of(kinds, i)), feet, sizeof(feet) / sizeof(feet[0]));
}

/* "reader77 wrote:" */
static bool is_comment_head(const struct kinds *kinds, size_t i)
{
	static const char *const heads[] = { " wrote", " says", " said", " posted" };
	const struct look *look = &kinds->looks[i];

	return look->words >= 2 && look->words <= 5 && look->end == END_COLON &&
	       has_any(mark_view(kinds->arena, text_of(kinds, i)), heads, sizeof(heads) / sizeof(heads[0]));
}

/* The first foot closes the first comment, which the nearest head above it opens. */
static void find_comments(struct kinds *kinds)
{
	size_t foot = kinds->top + 1, head;

	while (foot < kinds->n && (kinds->at[foot].kind == HS_PARA_COMMENT || !is_comment_foot(kinds, foot)))
		foot++;
	if (foot >= kinds->n)
		return;
	for (head = foot - 1; head > kinds->top && !is_comment_head(kinds, head); head--)
		;
	mark_rest(kinds, head > kinds->top ? head : foot - 1 > kinds->top ? foot - 1 : foot);
}

/* --- the top: headline, byline, dateline ---------------------------------------------------------- */

static bool opens_body(const struct kinds *kinds, size_t i)
{
	const struct look *look = &kinds->looks[i];
	struct hs_span span = text_of(kinds, i);

	if (look->fixed)
		return false;
	return is_prose(look) || (look->words > SENTENCE_WORDS && hs_dateline_prefix(span, true).len);
}

static void find_top(struct kinds *kinds)
{
	kinds->top = 0;
	while (kinds->top < kinds->n && !opens_body(kinds, kinds->top))
		kinds->top++;
}

static bool is_agency_line(const struct kinds *kinds, size_t i)
{
	struct hs_span span = text_of(kinds, i);

	return span.len <= AGENCY_LINE_MAX && hs_agency_find(span);
}

/* An agency's name alone credits the piece at the top and at the end, and a picture in between. */
static void tell_agency_lines(struct kinds *kinds)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (!kinds->looks[i].fixed && is_agency_line(kinds, i))
			fix(kinds, i, i < kinds->top || i + 3 > kinds->n ? HS_PARA_CREDIT : HS_PARA_CAPTION);
}

/* Bylines stand at the top or at the end; lines with a date alone may stand anywhere. */
static void tell_bylines_and_dates(struct kinds *kinds)
{
	struct hs_span part;

	for (size_t i = 0; i < kinds->n; i++) {
		if (kinds->looks[i].fixed || kinds->looks[i].chars > 2 * SHORT_MAX)
			continue;
		if (hs_dateline_only(text_of(kinds, i), &part))
			fix(kinds, i, HS_PARA_DATELINE);
		else if ((i <= kinds->top || i + 3 > kinds->n) && hs_byline_is(text_of(kinds, i), &part))
			fix(kinds, i, HS_PARA_BYLINE);
	}
}

/* The first title at the top that has more than three words, or else the first. */
static void find_headline(struct kinds *kinds)
{
	for (size_t i = 0; i < kinds->top; i++) {
		if (kinds->looks[i].fixed || !is_title(&kinds->looks[i]))
			continue;
		if (kinds->headline == kinds->n)
			kinds->headline = i;
		if (kinds->looks[i].words > 3) {
			kinds->headline = i;
			break;
		}
	}
	if (kinds->headline < kinds->n)
		fix(kinds, kinds->headline, HS_PARA_HEADLINE);
}

/* A deck stands under the headline, or first where the headline is a field of its own. */
static bool is_deck(const struct kinds *kinds, size_t i)
{
	return kinds->looks[i].words >= SENTENCE_WORDS && (i == 0 || kinds->at[i - 1].kind == HS_PARA_HEADLINE);
}

/* Other titles at the top: a deck speaks as the headline does, a section's name ("World") does not. */
static void tell_decks(struct kinds *kinds)
{
	if (kinds->top == kinds->n)
		return;
	for (size_t i = 0; i < kinds->top; i++)
		if (!kinds->looks[i].fixed && is_title(&kinds->looks[i]))
			fix(kinds, i, is_deck(kinds, i) ? HS_PARA_HEADLINE : HS_PARA_BOILERPLATE);
}

/* --- the body: what stands between its paragraphs -------------------------------------------------- */

/* A line that prose would have ended with a mark. */
static bool is_loose(const struct kinds *kinds, size_t i)
{
	const struct look *look = &kinds->looks[i];

	return !look->fixed && look->end == END_NONE && look->chars <= SHORT_MAX && !look->lower && !look->item;
}

/*
 * In a text that does without marks at the ends of its paragraphs a missing one tells nothing: one in which two lines of
 * three, or a third of the long ones, have none.
 */
static bool is_unmarked_text(const struct kinds *kinds)
{
	size_t loose = 0, marked = 0, bare_prose = 0, prose = 0;

	for (size_t i = kinds->top; i < kinds->n; i++) {
		const struct look *look = &kinds->looks[i];

		if (look->fixed)
			continue;
		loose += is_loose(kinds, i);
		marked += look->end != END_NONE;
		prose += look->chars > SHORT_MAX;
		bare_prose += look->chars > SHORT_MAX && look->end == END_NONE;
	}
	return loose > 2 * marked || bare_prose * 3 > prose;
}

static enum hs_para_kind loose_kind(const struct kinds *kinds, size_t i, size_t run, size_t end)
{
	if (run >= 3 || kinds->looks[i].tight || (i + 1 < end && kinds->looks[i + 1].tight))
		return HS_PARA_LINKS;
	return kinds->looks[i].words >= SENTENCE_WORDS ? HS_PARA_CAPTION : HS_PARA_BOILERPLATE;
}

/* The first of a run is tight with a paragraph that is not of it: no list. */
static void tell_run(struct kinds *kinds, size_t start, size_t end)
{
	kinds->looks[start].tight = false;
	for (size_t i = start; i < end; i++)
		kinds->at[i].kind = loose_kind(kinds, i, end - start, end);
	for (size_t i = start; i < end; i++)
		kinds->looks[i].fixed = true;
}

static void tell_loose_lines(struct kinds *kinds)
{
	if (is_unmarked_text(kinds))
		return;
	for (size_t i = kinds->top, end; i < kinds->n; i = end + 1) {
		for (end = i; end < kinds->n && is_loose(kinds, end); end++)
			;
		if (end > i)
			tell_run(kinds, i, end);
	}
}

/* --- cutting datelines and credits off -------------------------------------------------------------- */

/* Where "(Reporting by ...; Editing by ...)" at the end of a paragraph begins, or its end. */
static uint32_t credit_tail(const char *text, struct hs_range range)
{
	static const char *const openers[] = {
		"Reporting by ", "Additional reporting by ", "Writing by ", "Editing by ", "Compiled by ", "Reporting By ",
	};
	uint32_t at = range.end;

	if (text[range.end - 1] != ')')
		return range.end;
	while (at > range.start && range.end - at < CREDIT_TAIL_MAX && text[at - 1] != '(')
		at--;
	if (at == range.start || text[at - 1] != '(')
		return range.end;
	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++)
		if (range.end - at > strlen(openers[i]) && memcmp(text + at, openers[i], strlen(openers[i])) == 0)
			return at - 1;
	return range.end;
}

static bool ends_sentence(const char *text, struct hs_range range)
{
	static const char *const ends[] = { ".", "!", "?", "\"", "\xE2\x80\x9D" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t len = strlen(ends[i]);

		if (range.end - range.start > len && memcmp(text + range.end - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* Where the agency begins that a paragraph ends with behind its last sentence: "... was shut. PTI", "... - AFP"; or its end. */
static uint32_t agency_tail(const char *text, struct hs_range range, const char **agency)
{
	static const char *const dashes[] = { "-", "\xE2\x80\x93", "\xE2\x80\x94" };
	struct hs_range before = range;
	struct hs_span word;

	while (before.end > range.start && text[before.end - 1] != ' ')
		before.end--;
	word = hs_span_at(text, (struct hs_range){ before.end, range.end });
	before = hs_range_trim(text, before);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t len = strlen(dashes[i]);

		if (before.end - before.start > len && memcmp(text + before.end - len, dashes[i], len) == 0) {
			before.end -= (uint32_t)len;
			before = hs_range_trim(text, before);
			break;
		}
	}
	if (!word.len || word.ptr[word.len - 1] == '.' || !hs_agency_in(word) || !hs_agency_find(word) || !ends_sentence(text, before))
		return range.end;
	*agency = hs_agency_find(word);
	return before.end;
}

static void append(struct hs_paras *out, const char *text, uint32_t start, uint32_t end, enum hs_para_kind kind)
{
	struct hs_range range = hs_range_trim(text, (struct hs_range){ start, end });

	if (range.start < range.end)
		hs_paras_insert(out, out->n, range, kind);
}

/* A body paragraph as up to three: dateline, body, credit. `first`: of the body. */
static void append_body(struct hs_paras *out, struct kinds *kinds, const struct hs_para *para, bool first)
{
	struct hs_article *article = kinds->article;
	struct hs_dateline line = hs_dateline_prefix(hs_span_at(article->text, para->range), first);
	uint32_t start = para->range.start + (uint32_t)line.len, end = credit_tail(article->text, para->range);
	const char *agency = NULL;

	if (end == para->range.end)
		end = agency_tail(article->text, para->range, &agency);
	if (agency && !article->agency)
		article->agency = agency;

	if (first && line.place.len && !article->dateline)
		article->dateline = collapse(kinds->arena, line.place);
	if (first && line.credit.len && !article->agency)
		article->agency = hs_agency_find(line.credit);
	append(out, article->text, para->range.start, start, HS_PARA_DATELINE);
	append(out, article->text, start, end, HS_PARA_BODY);
	append(out, article->text, end, para->range.end, HS_PARA_CREDIT);
}

static void cut_paragraphs(struct kinds *kinds, struct hs_paras *paras)
{
	struct hs_paras out = { .arena = paras->arena };

	for (size_t i = 0; i < kinds->n; i++) {
		const struct hs_para *para = &kinds->at[i];

		if (para->kind == HS_PARA_BODY)
			append_body(&out, kinds, para, i == kinds->top);
		else
			hs_paras_insert(&out, out.n, para->range, para->kind);
	}
	*paras = out;
}

/* --- fields that the text gives ----------------------------------------------------------------------- */

static void take_headline(struct kinds *kinds)
{
	if (!kinds->article->headline && kinds->headline < kinds->n)
		kinds->article->headline = collapse(kinds->arena, text_of(kinds, kinds->headline));
}

static void take_byline(struct kinds *kinds)
{
	struct hs_article *article = kinds->article;
	struct hs_span names;

	for (size_t i = 0; i < kinds->n && !article->byline; i++)
		if (kinds->at[i].kind == HS_PARA_BYLINE)
			article->byline = collapse(kinds->arena, hs_byline_is(text_of(kinds, i), &names) ? names : text_of(kinds, i));
}

/* A line of place and date above the body. */
static void take_dateline(struct kinds *kinds)
{
	struct hs_article *article = kinds->article;
	struct hs_span date;

	for (size_t i = 0; i < kinds->top; i++) {
		if (kinds->at[i].kind != HS_PARA_DATELINE || !hs_dateline_only(text_of(kinds, i), &date))
			continue;
		if (!article->dateline && date.ptr > text_of(kinds, i).ptr)
			article->dateline = collapse(kinds->arena, text_of(kinds, i));
		if (!article->published)
			article->published = hs_date_iso(kinds->arena, date);
	}
}

static void take_agency(struct kinds *kinds)
{
	struct hs_article *article = kinds->article;

	if (!article->agency && article->byline)
		article->agency = hs_agency_in(hs_span_of(article->byline));
	for (size_t i = 0; i < kinds->n && !article->agency; i++)
		if (kinds->at[i].kind == HS_PARA_CREDIT)
			article->agency = hs_agency_in(text_of(kinds, i));
}

bool hs_kinds_tell(struct hs_article *article, struct hs_paras *paras)
{
	struct kinds kinds = { .article = article, .arena = article->arena, .at = paras->at, .n = paras->n };

	kinds.headline = kinds.n;
	look_at_all(&kinds);
	find_told_headline(&kinds);
	if (article->headline && kinds.headline == kinds.n)
		find_given_headline(&kinds);
	find_top(&kinds);
	apply_marks(&kinds);
	find_comments(&kinds);
	tell_agency_lines(&kinds);
	tell_bylines_and_dates(&kinds);
	find_top(&kinds);
	if (!article->headline && kinds.headline == kinds.n && kinds.n > 1)
		find_headline(&kinds);
	tell_decks(&kinds);
	tell_loose_lines(&kinds);
	take_headline(&kinds);
	take_byline(&kinds);
	take_dateline(&kinds);
	cut_paragraphs(&kinds, paras);
	take_agency(&kinds);
	return kinds.headline < kinds.n;
}
