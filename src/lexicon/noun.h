/*
 * noun - nouns for those who speak, and what each says of the speaker.
 */
#ifndef HS_LEXICON_NOUN_H
#define HS_LEXICON_NOUN_H

#include <stdbool.h>
#include <stddef.h>

enum hs_gender { HS_GENDER_ANY, HS_GENDER_MALE, HS_GENDER_FEMALE };

enum hs_noun_class {
	HS_NOUN_ROLE,           /* official, spokesman, lawyer: one is somebody, several are a group that was spoken to */
	HS_NOUN_PERSON,         /* woman, neighbour, student */
	HS_NOUN_CLASS,          /* voter, critic, Democrat: several are a broad class that speaks as one */
	HS_NOUN_OFFICE,         /* president, candidate: "the ..." is one identified person */
	HS_NOUN_KIN,            /* wife, father */
	HS_NOUN_BODY,           /* campaign, company, court */
	HS_NOUN_BAND,           /* crowd, police: several specific people, singular or plural */
	HS_NOUN_MASS,           /* the public, a majority, everyone */
	HS_NOUN_PAPER,          /* poll, lawsuit, ad */
	HS_NOUN_OUTLET,         /* newspaper, network */
	HS_NOUN_WIRE,           /* news agency */
	HS_NOUN_DEED            /* victory, decision: what "shows" something */
};

struct hs_noun {
	const char *word;       /* lower case, singular where there is one; two words where they differ from the second alone */
	enum hs_noun_class cls;
	enum hs_gender gender;
};

/* The noun that the lower-case word `form` is a form of, or NULL; *plural tells which form (may be NULL). */
const struct hs_noun *hs_noun_find(const char *form, bool *plural);

/* One who speaks and is a person: an official, a voter, a wife. */
bool hs_noun_is_human(const struct hs_noun *noun);

#endif
