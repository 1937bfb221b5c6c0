/*
 * small - the words that hold sentences together: articles, pronouns, prepositions; and adjectives that follow their noun.
 */
#ifndef HS_LEXICON_SMALL_H
#define HS_LEXICON_SMALL_H

#include <stdbool.h>

enum hs_small {
	HS_SMALL_NONE,          /* any other word */
	HS_SMALL_DEFINITE,      /* the, this, those */
	HS_SMALL_INDEFINITE,    /* a, an */
	HS_SMALL_OTHER,         /* another, other */
	HS_SMALL_POSSESSIVE,    /* his, their */
	HS_SMALL_QUANTITY,      /* some, several, both */
	HS_SMALL_NUMBER,        /* two, dozens */
	HS_SMALL_ORDINAL,       /* second, last */
	HS_SMALL_PRONOUN,       /* he, everyone */
	HS_SMALL_RELATIVE,      /* who, which */
	HS_SMALL_PREPOSITION,
	HS_SMALL_CONJUNCTION,
	HS_SMALL_AUXILIARY,     /* is, would, hasn't */
	HS_SMALL_ADVERB,        /* also, recently */
	HS_SMALL_AFTER          /* (people) familiar (with), (a poll) released */
};

enum hs_small hs_small_find(const char *word);

/*
 * Determiners: "the", "this", "his" tell which; they and "a" begin a noun phrase; "another", "some", "two" tell how many. An
 * ordinal is none, as it stands behind them.
 */
bool hs_small_is_definite(enum hs_small small);
bool hs_small_is_article(enum hs_small small);          /* definite, or "a" */
bool hs_small_is_quantifier(enum hs_small small);
bool hs_small_is_determiner(enum hs_small small);       /* any of them */

/* Names of one word that speak for a state or an organisation: "Islamabad", "NATO". */
enum hs_proper { HS_PROPER_NONE, HS_PROPER_PLACE, HS_PROPER_BODY };

enum hs_proper hs_proper_find(const char *word);

/* Names of several words that are an organisation's, although they read as something else ("save the children"); NULL ends them. */
extern const char *const hs_body_names[];

#endif
