/*
 * wording - wordings as patterns over words, so that one row stands for a family of phrases.
 *
 * A pattern is a list of elements, separated by blanks:
 *
 *     word  a|b       one of these words, in lower case, without a possessive ending
 *     @ask  @ask|a    any form of the word class `ask` of class.def
 *     #num  #cap      a number; a word that begins with an upper-case letter
 *     x?              the element may be missing
 *     *3              up to three words, whatever they are; no punctuation
 *     ~3              the same, and commas, dashes, brackets and quotation marks count as words
 *     [ ... ]         the part that is evidence; all of it where there are no brackets
 *
 * Matches lie in one sentence. Tables are compiled once, into a set that finds the rows which can begin at a word by
 * one look-up; so the time is proportional to the text.
 */
#ifndef HS_LEXICON_WORDING_H
#define HS_LEXICON_WORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The word classes of class.def, by name. */
enum hs_words_class {
#define CLASS(name, forms) HS_WC_##name,
#include "lexicon/class.def"
#undef CLASS
	HS_WC_N
};

/* All the classes that `word` is a form of, one bit each. */
struct hs_classes {
	uint64_t bits[(HS_WC_N + 63) / 64];
};

struct hs_classes hs_classes_of(const char *word);

static inline bool hs_classes_have(struct hs_classes classes, enum hs_words_class wc)
{
	return classes.bits[wc / 64] >> (wc % 64) & 1;
}

/* The words of a text, as parallel arrays: what a pattern sees of it. */
struct hs_wording_text {
	const char *const *word;        /* lower case, straight apostrophes; a punctuation mark is a word too */
	const struct hs_classes *classes;       /* hs_classes_of() each word */
	const uint32_t *sentence;
	const bool *alnum, *upper;
	size_t n;
};

struct hs_wording_row {
	const char *pattern;
	int value;                      /* the caller's: a code, a kind */
};

struct hs_wording_match {
	size_t first, end;              /* the words it took: [first, end) */
	size_t from, to;                /* the words between its brackets */
	int value;                      /* of the row */
	size_t row;
};

struct hs_wording_set;                   /* opaque; read-only once made */

/* Compile n rows. A row that cannot be compiled is misuse (the tests
 * compile every table). The rows must outlive the set. */
struct hs_wording_set *hs_wording_set_new(const struct hs_wording_row *rows, size_t n);
void hs_wording_set_free(struct hs_wording_set *set);             /* NULL is fine */

/* The longest match that begins at word `at`; of equally long ones the row that stands first. */
bool hs_wording_match(struct hs_wording_match *out, const struct hs_wording_set *set,
		     const struct hs_wording_text *text, size_t at);

/* The match at word `at` of the row that stands first in the table, however long: for tables in order of weight. */
bool hs_wording_first(struct hs_wording_match *out, const struct hs_wording_set *set,
		     const struct hs_wording_text *text, size_t at);

/* The first match that begins in [at, end), leftmost first. */
bool hs_wording_find(struct hs_wording_match *out, const struct hs_wording_set *set,
		    const struct hs_wording_text *text, size_t at, size_t end);

#endif
