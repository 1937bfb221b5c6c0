/*
 * words - one pass for words and quotation marks, one for the ends of sentences.
 */
#include "config.h"

#include "text/words.h"

#include <stdlib.h>

#include "base/utf8.h"

#define WORD_VIEW_MAX 16        /* bytes; longer words are no abbreviations */

struct words {
	const char *text;
	struct hs_range range;
	struct hs_arena *arena;
	struct hs_words list;
	size_t room;
	bool open;                      /* inside quotation marks */
	bool german;                    /* opened by „, so that “ closes */
};

static uint32_t code_at(const struct words *words, uint32_t at, unsigned *size)
{
	if (at >= words->range.end) {
		*size = 0;
		return 0;
	}
	return hs_utf8_next(words->text + at, words->range.end - at, size);
}

static bool is_alnum(uint32_t code)
{
	return hs_code_is_alpha(code) || hs_code_is_digit(code);
}

/* --- words ----------------------------------------------------------------------------------- */

/* A full stop between letters joins U.S and example.org, but not the "end.Next" of a lost blank. */
static bool dot_joins(uint32_t before, uint32_t after, uint32_t run)
{
	return !(hs_code_is_upper(after) && run > 1 && hs_code_is_alpha(before) && !hs_code_is_upper(before));
}

static bool joins(uint32_t mark, uint32_t before, uint32_t after, uint32_t run)
{
	if (!is_alnum(after))
		return false;
	if (mark == '.')
		return dot_joins(before, after, run);
	if (mark == '&')
		return hs_code_is_upper(before) && hs_code_is_upper(after);     /* AT&T */
	return mark == '\'' || mark == 0x2019 || mark == '-';
}

static bool is_combining(uint32_t code)
{
	return code >= 0x300 && code < 0x370;
}

/* A letter and its accent apart (U+006E U+0303), or one that was decoded twice (U+00C3 U+00B1, itself whole or apart): the second
 * half is no end of the word. `before` is the letter, or 0xC3 for an A with a tilde or a circumflex. */
static bool is_half_letter(uint32_t before, uint32_t code)
{
	return (hs_code_is_alpha(before) && is_combining(code)) ||
	       (before == 0xC3 && code >= 0x80 && code < 0xC0 && code != 0xA0 && code != 0xAB && code != 0xBB);
}

/* What is_half_letter() calls the letter that `code` makes behind `before`. */
static uint32_t letter_of(uint32_t before, uint32_t code)
{
	if (code == 0xC2 || (before == 'A' && (code == 0x302 || code == 0x303)))
		return 0xC3;
	return is_combining(code) ? before : code;
}

/* The end of the word of letters and digits that begins at `at`. */
static uint32_t word_end(const struct words *words, uint32_t at)
{
	uint32_t run = 0, before = 0;           /* code points since the last mark, and the last of them */
	bool dotted = false, short_runs = true;

	for (;;) {
		unsigned size, next_size;
		uint32_t code = code_at(words, at, &size), next;

		if (size && (is_alnum(code) || is_half_letter(before, code))) {
			run += !is_combining(code);
			before = letter_of(before, code);
			at += size;
			continue;
		}
		next = code_at(words, at + size, &next_size);
		short_runs = short_runs && run == 1 && hs_code_is_alpha(before);
		if (!size || !joins(code, before, next, run)) {
			bool keeps_stop = code == '.' && dotted && short_runs;

			return keeps_stop ? at + size : at;
		}
		dotted = dotted || code == '.';
		short_runs = short_runs && code == '.';
		run = 0;
		at += size;
	}
}

static bool is_space_at(const struct words *words, uint32_t at)
{
	unsigned size;
	uint32_t code = code_at(words, at, &size);

	return size == 0 || hs_code_is_space(code);
}

/* --- quotation marks --------------------------------------------------------------------------- */

enum quote { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE_EITHER };

static enum quote quote_of(const struct words *words, uint32_t code, uint32_t at, uint32_t *len)
{
	bool twice = at + 1 < words->range.end && words->text[at + 1] == (char)code;

	switch (code) {
	case 0x201C:
		return words->open && words->german ? QUOTE_CLOSES : QUOTE_OPENS;
	case 0x201E:
	case 0xAB:
		return QUOTE_OPENS;
	case 0x201D:
	case 0xBB:
		return QUOTE_CLOSES;
	case '"':
		return QUOTE_EITHER;
	case '`':
		*len = twice ? 2 : 1;
		return twice ? QUOTE_OPENS : QUOTE_NONE;
	case '\'':
		*len = twice ? 2 : 1;
		return twice ? QUOTE_EITHER : QUOTE_NONE;
	default:
		return QUOTE_NONE;
	}
}

static bool is_opening_bracket(char c)
{
	return c == '(' || c == '[';
}

/* A straight mark opens behind a blank; behind a digit with none open it is inches. */
static enum quote decide(const struct words *words, uint32_t at, uint32_t len)
{
	char before = at == words->range.start ? ' ' : words->text[at - 1];
	bool behind_blank = strchr(" \t\r\n", before) || is_opening_bracket(before);

	if (!words->open)
		return before >= '0' && before <= '9' ? QUOTE_NONE : QUOTE_OPENS;
	return behind_blank && !is_space_at(words, at + len) ? QUOTE_OPENS : QUOTE_CLOSES;
}

/* --- the list ---------------------------------------------------------------------------------- */

static void add(struct words *words, uint32_t start, uint32_t end, bool alnum, bool upper, bool quoted)
{
	struct hs_words *list = &words->list;

	list->at = hs_arena_grow(words->arena, list->at, list->n, list->n + 1, &words->room, sizeof(*list->at));
	list->at[list->n++] = (struct hs_word){ { start, end }, alnum, upper, quoted, 0 };
}

/* A mark, or the two that make up `` or ''. */
static uint32_t add_mark(struct words *words, uint32_t code, uint32_t at, unsigned size)
{
	uint32_t len = size;
	enum quote quote = quote_of(words, code, at, &len);
	bool was_open = words->open;

	if (quote == QUOTE_EITHER)
		quote = decide(words, at, len);
	if (quote == QUOTE_OPENS) {
		words->open = true;
		words->german = code == 0x201E;
	} else if (quote == QUOTE_CLOSES) {
		words->open = false;
	}
	for (uint32_t end = at + len; at < end; at += size)
		add(words, at, at + size, false, false, was_open || words->open);
	return at;
}

static void find_words(struct words *words)
{
	uint32_t at = words->range.start;

	while (at < words->range.end) {
		unsigned size;
		uint32_t code = code_at(words, at, &size), end;

		if (hs_code_is_space(code)) {
			at += size;
		} else if (is_alnum(code)) {
			end = word_end(words, at);
			add(words, at, end, true, hs_code_is_upper(code), words->open);
			at = end;
		} else {
			at = add_mark(words, code, at, size);
		}
	}
}

/* --- sentences --------------------------------------------------------------------------------- */

enum abbreviation { NO_ABBREVIATION, INSIDE, EITHER, SMALL_INSIDE, SMALL_EITHER, NUMBER };

static const struct row {
	const char *word;
	enum abbreviation kind;
} abbreviations[] = {
#define ABBREVIATION(word, kind) { word, kind },
#include "text/abbreviations.def"
#undef ABBREVIATION
};

static int by_word(const void *key, const void *row)
{
	return strcmp(key, ((const struct row *)row)->word);
}

/* Words that begin so many sentences that an abbreviation before them has ended one. */
static bool is_starter(struct hs_span word)
{
	static const char *const starters[] = {
		"A", "After", "An", "And", "As", "At", "Both", "But", "During", "For", "He", "Her", "His", "However", "I", "If", "In",
		"It", "Its", "Last", "Many", "Meanwhile", "No", "On", "One", "Our", "She", "Since", "So", "Some", "That", "The",
		"Their", "Then", "There", "These", "They", "This", "Those", "Two", "We", "What", "When", "While", "With", "You",
	};

	for (size_t i = 0; i < sizeof(starters) / sizeof(starters[0]); i++)
		if (hs_span_eq(word, starters[i]))
			return true;
	return false;
}

static struct hs_span span_of(const struct words *words, size_t i)
{
	return hs_span_at(words->text, words->list.at[i].range);
}

static bool is_mark_of(const struct words *words, size_t i, const char *marks)
{
	struct hs_span span = span_of(words, i);

	return !words->list.at[i].alnum && span.len == 1 && strchr(marks, span.ptr[0]);
}

static bool is_stop(const struct words *words, size_t i)
{
	return is_mark_of(words, i, ".!?") || hs_span_eq(span_of(words, i), "\xE2\x80\xA6");
}

static bool touches(const struct words *words, size_t i)
{
	return words->list.at[i].range.end == words->list.at[i + 1].range.start;
}

/* Marks that close what the sentence opened: they belong to it. */
static bool is_closer(const struct words *words, size_t i)
{
	static const char *const closers[] = { "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\xE2\x80\x9C" };
	struct hs_span span = span_of(words, i);

	for (size_t c = 0; c < sizeof(closers) / sizeof(closers[0]); c++)
		if (hs_span_eq(span, closers[c]))
			return true;
	return is_mark_of(words, i, "\"')]") || is_stop(words, i);
}

static enum abbreviation abbreviation_of(struct hs_span word)
{
	char view[WORD_VIEW_MAX];
	const struct row *row;
	bool dotted = word.len > 1 && word.ptr[word.len - 1] == '.';

	if (word.len >= sizeof(view))
		return NO_ABBREVIATION;
	for (size_t i = 0; i < word.len; i++)
		view[i] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? (char)(word.ptr[i] | 0x20) : word.ptr[i];
	view[word.len] = '\0';
	row = bsearch(view, abbreviations, sizeof(abbreviations) / sizeof(abbreviations[0]), sizeof(abbreviations[0]), by_word);
	if (row && (row->kind >= SMALL_INSIDE || view[0] != word.ptr[0]))
		return row->kind;
	return dotted ? SMALL_EITHER : NO_ABBREVIATION;
}

/* "George W. Bush": a single capital, but not the I of "so am I." */
static bool is_initial(const struct words *words, size_t i)
{
	return words->list.at[i].upper && words->list.at[i].range.end - words->list.at[i].range.start == 1 &&
	       words->text[words->list.at[i].range.start] != 'I';
}

/* The first word of letters or digits from `i` on, or n. */
static size_t next_alnum(const struct words *words, size_t i)
{
	while (i < words->list.n && !words->list.at[i].alnum)
		i++;
	return i;
}

/* Can a sentence begin with what follows? Not in lower case, and not with a mark like the comma. */
static bool may_begin(const struct words *words, size_t i)
{
	unsigned size;
	uint32_t code;
	size_t first;

	if (is_mark_of(words, i, ",;:)"))
		return false;
	first = next_alnum(words, i);
	if (first == words->list.n)
		return false;
	code = code_at(words, words->list.at[first].range.start, &size);
	return !hs_code_is_alpha(code) || hs_code_is_upper(code) || hs_code_lower(code) != code || code > 0x24F;
}

/* Does the abbreviation, whose full stop is the last mark before `next`, end its sentence? */
static bool abbreviation_ends(const struct words *words, enum abbreviation kind, size_t next)
{
	char first = words->text[words->list.at[next].range.start];

	if (kind == NUMBER)
		return first < '0' || first > '9';
	return (kind == EITHER || kind == SMALL_EITHER) && (!words->list.at[next].alnum || is_starter(span_of(words, next)));
}

/* Does a sentence end with word `i`, the next one beginning with `next`? */
static bool ends_sentence(const struct words *words, size_t i, size_t next)
{
	enum abbreviation kind;

	if (!may_begin(words, next))
		return false;
	if (words->list.at[i].alnum)            /* "U.S." with the stop inside */
		return abbreviation_ends(words, SMALL_EITHER, next);
	if (!is_mark_of(words, i, ".") || i == 0 || !words->list.at[i - 1].alnum || !touches(words, i - 1))
		return true;
	if (is_initial(words, i - 1))
		return is_starter(span_of(words, next)) && words->list.at[next].range.end - words->list.at[next].range.start > 1;
	kind = abbreviation_of(span_of(words, i - 1));
	return kind == NO_ABBREVIATION || abbreviation_ends(words, kind, next);
}

static bool is_dotted(const struct words *words, size_t i)
{
	struct hs_span span = span_of(words, i);

	return words->list.at[i].alnum && span.len > 2 && span.ptr[span.len - 1] == '.';
}

static void find_sentences(struct words *words)
{
	struct hs_word *at = words->list.at;
	uint32_t sentence = 0;

	for (size_t i = 0; i < words->list.n; i++) {
		size_t next = i + 1;

		at[i].sentence = sentence;
		if (!is_stop(words, i) && !(is_dotted(words, i) && abbreviation_of(span_of(words, i)) == SMALL_EITHER))
			continue;
		while (next < words->list.n && touches(words, next - 1) && is_closer(words, next))
			at[next++].sentence = sentence;
		if (next < words->list.n && ends_sentence(words, i, next))
			sentence++;
		i = next - 1;
	}
}

struct hs_words hs_words_of(const struct hs_article *article, struct hs_range range)
{
	struct words words = { .text = article->text, .range = range, .arena = article->arena };

	find_words(&words);
	find_sentences(&words);
	return words.list;
}

/* The only code point of the word, or 0. */
static uint32_t only_code(const char *word)
{
	size_t len = strlen(word);
	unsigned size = 0;
	uint32_t code = len ? hs_utf8_next(word, len, &size) : 0;

	return size == len ? code : 0;
}

bool hs_word_is_quote(const char *word)
{
	return hs_code_is_quote(only_code(word));
}

bool hs_word_is_any_quote(const char *word)
{
	uint32_t code = only_code(word);

	return hs_code_is_quote(code) || code == '\'' || code == '`' || code == 0x2018 || code == 0x2019;
}
