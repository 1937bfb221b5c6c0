/*
 * names - the people that an article names, and where.
 *
 * A first pass finds people from full names ("Ana Diaz"), titles ("Mr. Diaz", "Sen. Diaz") and from the sources that the
 * model found; a second one finds every place where one of them is named, also by last or first name alone.
 */
#ifndef HS_ATTRIBUTE_NAMES_H
#define HS_ATTRIBUTE_NAMES_H

#include "attribute/extract_p.h"

#define HS_NOBODY UINT32_MAX

struct hs_person {
	const char *name;               /* fullest form that the article gives, without titles */
	const struct hs_lexeme *first, *middle, *last;  /* first: NULL until the article gives it */
	bool suffix_junior;             /* Jr., II, III: not the same as the one without */
	enum hs_gender gender;
	bool guessed;                   /* nothing but being a source tells that this is a person */
	uint32_t parts;                 /* words of `name` */
	uint32_t next;                  /* the person with the same last name found before, plus 1 */
	uint32_t next_first;            /* the same by first name */
	uint32_t mentions;
};

struct hs_name {                        /* one place where a person is named */
	struct hs_run run;              /* the name */
	uint32_t titles;                /* the first token of the titles before it; run.first: none */
	uint32_t person;                /* index */
	bool full;                      /* first and last name */
	bool modifier;                  /* "the Diaz campaign": names something else */
};

struct hs_names {
	struct hs_person *persons;
	struct hs_name *at;             /* in token order */
	size_t n_persons, n;
	uint32_t *of_token;             /* for each token the name it belongs to, plus 1 */
};

void hs_names_find(struct hs_names *names, struct hs_work *work);

/* Is it the last word of many firms' names: "Motors"? */
bool hs_token_ends_firm(const struct hs_token *token);

#endif
