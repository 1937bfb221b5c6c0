/*
 * agency - news agencies, whose copy other outlets print.
 *
 * Tables of this folder know words, not articles: a look-up takes a span and gives a row of its .def file.
 */
#ifndef HS_LEXICON_AGENCY_H
#define HS_LEXICON_AGENCY_H

#include "base/span.h"

/* The name of the agency that `form` is a name or short form of ("reuters", "The Associated Press", "AP"), letter case
 * and a leading "the" aside; NULL: none. "Agencies" stands for agencies that are not told. */
const char *hs_agency_find(struct hs_span form);

/* The first agency named in running text; here short forms count in capitals alone, so that "ap" or "pa" is none. */
const char *hs_agency_in(struct hs_span text);

#endif
