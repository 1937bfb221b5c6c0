/*
 * words - words and sentences of a paragraph, for the rules.
 *
 * A word is a run of letters and digits with inner ' ’ . - (Haqqani's, 3.5, x-ray), or one other non-space code point
 * ("“", ",", "$"). Letters with full stops keep the last one (U.S., C.I.A., a.m.); in "Mr." and at the end of a sentence the
 * full stop is a word of its own. Sentences end after . ! ? … and closing marks, but not after the abbreviations of
 * abbreviations.def, initials or inside numbers.
 */
#ifndef HS_TEXT_WORDS_H
#define HS_TEXT_WORDS_H

#include "text/article.h"

struct hs_word {
	struct hs_range range;
	bool alnum;                     /* false: a single punctuation mark or symbol */
	bool upper;                     /* begins with an upper-case letter */
	bool quoted;                    /* inside quotation marks (double, also « » and ``''), the marks counted in */
	uint32_t sentence;              /* number of its sentence in the paragraph, from 0 */
};

struct hs_words {
	struct hs_word *at;
	size_t n;
};

/* The words of text[range) in order; from the article's arena. */
struct hs_words hs_words_of(const struct hs_article *article, struct hs_range range);

/*
 * Is the word, as written or folded, a double quotation mark (" “ ” „ « »)? Any one: also a single one (' ‘ ’ `), which may be
 * an apostrophe instead?
 */
bool hs_word_is_quote(const char *word);
bool hs_word_is_any_quote(const char *word);

#endif
