/*
 * outlet - newspapers, broadcasters and news sites, by name; news agencies are in agency.h.
 */
#ifndef HS_LEXICON_OUTLET_H
#define HS_LEXICON_OUTLET_H

/* The full name ("The New York Times") of the outlet with the lower-case name `word` ("new york times"), or NULL. */
const char *hs_outlet_find(const char *word);

#endif
