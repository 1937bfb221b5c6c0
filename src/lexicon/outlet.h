/*
 * outlet - newspapers, broadcasters, news sites and news agencies, by name, and the words that their names are made of.
 *
 * agency.h alone tells the agencies among them, whose copy other outlets print.
 */
#ifndef HS_LEXICON_OUTLET_H
#define HS_LEXICON_OUTLET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The full name ("The New York Times") of the outlet or agency that the lower-case words `name` ("new york times") stand
 * for, with or without "the" before them, or NULL.
 */
const char *hs_outlet_find(const char *name);

/* Where a word stands in the names of outlets: for names that are not in the table. */
enum hs_masthead {
	HS_MASTHEAD_NONE = 0,
	HS_MASTHEAD_FIRST = 1,          /* "Radio Norvane" */
	HS_MASTHEAD_LAST = 2,           /* "Norvane Herald" */
	HS_MASTHEAD_ALONE = 4           /* "the Herald": what is left of a name when it comes again */
};

/* Bits of enum hs_masthead for the lower-case `word`. */
unsigned hs_masthead_find(const char *word);

/* Do `n` capitalised words from `first` to `last`, lower case here, read as the name of an outlet? `the`: behind that word. */
bool hs_masthead_fits(const char *first, const char *last, size_t n, bool the);

/* Is the lower-case `word` the address of a site or the call sign of a station: "norvanetimes.com", "wnvn-tv"? */
bool hs_masthead_is_address(const char *word);

#endif
