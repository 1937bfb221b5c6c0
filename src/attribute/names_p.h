/*
 * names_p - how the people that an article names are found: for the files of hs_names_find() alone.
 *
 *   capital.c       runs of capitalised words, and where in them a person's name begins
 *   person.c        is such a run the name of a person?
 *   people.c        the people found so far: which of them a name belongs to
 *   names.c         first pass: who is named, in the text and in the sources that the model found
 *   place.c         second pass: where they are named
 */
#ifndef HS_ATTRIBUTE_NAMES_P_H
#define HS_ATTRIBUTE_NAMES_P_H

#include "attribute/names.h"

#define HS_PARTS_MAX 6                  /* words of one name */

struct hs_finder {
	struct hs_work *work;
	struct hs_names *names;
	size_t persons_room, names_room;
	uint32_t *named;                /* for each person the sentence that named her or him in full last, plus 1 */
	struct hs_met { uint32_t section, sentence; } *met;     /* the same: the entry of a running report that did so last, and where first */
	bool *titled;                   /* per paragraph: Most Words Are Capitalised, so that capitals tell nothing */
};

struct hs_parts {                       /* the words of one name */
	const struct hs_lexeme *at[HS_PARTS_MAX];
	uint32_t token[HS_PARTS_MAX];
	uint32_t n;
	bool junior;
};

/* --- capital.c */

bool hs_token_is_capital(const struct hs_token *token);         /* a capitalised word */
bool hs_token_is_initial(const struct hs_token *token);         /* "A" of "A. Diaz" */
bool hs_token_is_suffix(const struct hs_token *token);          /* "Jr" */
bool hs_token_is_rank(const struct hs_token *token);            /* title, role or body before a name: "Senate Minority Leader" */
bool hs_token_begins_run(const struct hs_token *token);         /* small words do not, nor words that only begin a sentence */
bool hs_token_joins(const struct hs_work *work, uint32_t at);   /* is nothing but white space between it and the next one? */

/* The run that goes on from a word that begins one; where in it the name of a person may begin: at most its end. */
struct hs_run hs_run_of_capitals(const struct hs_work *work, uint32_t first);
uint32_t hs_run_name_begin(const struct hs_work *work, struct hs_run run);

/* Does an office with its place stand right before the name of two words: "the ambassador to Norway Zorin Kaldu"? */
bool hs_office_precedes(const struct hs_work *work, struct hs_run name);

/* --- person.c */

/* Does the run look like a person's name, from itself and what stands around it? */
bool hs_run_is_person(const struct hs_finder *f, struct hs_run run);

/* Is it an outlet's: one that is known, an address, or "the Norvane Herald", as people have no article? */
bool hs_run_is_outlet(const struct hs_work *work, struct hs_run run);

bool hs_token_ends_thing(const struct hs_token *token);        /* the last word of organisations, places, things: "Road" */
const struct hs_title *hs_title_before(const struct hs_work *work, uint32_t begin);     /* "Sen. " before the name; or NULL */

/* --- people.c */

struct hs_parts hs_parts_of(const struct hs_work *work, struct hs_run run);
bool hs_gender_agrees(enum hs_gender a, enum hs_gender b);      /* ANY agrees with both */

/* The person whom the name `run` belongs to, a new one if nobody known has such a name; NULL: it has no words of a name. */
struct hs_person *hs_person_add(struct hs_finder *f, struct hs_run run, enum hs_gender gender);

/* "Tom Weller ... Weler said": the one person, plus 1, whom the article names in full and whose last name `run` is but for a slip. */
uint32_t hs_person_misspelt(const struct hs_finder *f, struct hs_run run);

/* "Bill and Hillary Diaz": adds the first of the couple whose second is named by `run`, if there is one. */
void hs_couple_find(struct hs_finder *f, struct hs_run run);

/* --- place.c */

void hs_places_find(struct hs_finder *f);
void hs_genders_find(struct hs_finder *f);      /* of people whom nothing but pronouns tells it of */

#endif
