/*
 * passages - the sentences by which a text is known again where another article prints it.
 *
 * A passage is a sentence of the body that no two writers put down alike by chance: long enough, and in the writer's own
 * words for the most part, since what somebody said in public stands in many reports that owe each other nothing. Its
 * fingerprint is made from its words alone, in lower case: punctuation, quotation marks and line breaks are edited first.
 */
#ifndef HS_TEXT_PASSAGES_H
#define HS_TEXT_PASSAGES_H

#include "text/article.h"

#define HS_PASSAGE_WORDS 8              /* of a passage, at least */
#define HS_PASSAGE_LETTERS 32           /* bytes of its words, at least */

struct hs_passage {
	struct hs_range range;
	uint64_t print;                 /* XXH3 of its words: the same on every machine */
};

struct hs_passages {
	struct hs_passage *at;          /* in text order */
	size_t n;
};

/* The passages of the article's body; from its arena. */
struct hs_passages hs_passages_of(const struct hs_article *article);

#endif
