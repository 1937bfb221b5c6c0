/*
 * outlet - newspapers, broadcasters and news sites, by name; news agencies are in agency.h.
 */
#ifndef HS_LEXICON_OUTLET_H
#define HS_LEXICON_OUTLET_H

/* The full name ("The New York Times") of the outlet with the lower-case name `word` ("new york times"), or NULL. */
const char *hs_outlet_find(const char *word);

/* Last words of the names of newspapers and broadcasters, for names that are not in the table. */
#define HS_OUTLET_ENDS "post times news journal tribune herald gazette press radio tv television magazine network report chronicle " \
	"dealer examiner standard sentinel inquirer telegraph mirror globe observer enquirer review show register dispatch bee star " \
	"sun today mail republic citizen courier beacon ledger monitor bulletin advertiser guardian"

#endif
