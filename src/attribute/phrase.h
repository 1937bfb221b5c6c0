/*
 * phrase - the shape of a noun phrase: its head, determiner, owner and number.
 */
#ifndef HS_ATTRIBUTE_PHRASE_H
#define HS_ATTRIBUTE_PHRASE_H

#include "attribute/names.h"

enum hs_form {
	HS_FORM_NONE,           /* no words */
	HS_FORM_NAME,           /* a person's name: "Sen. Ana Diaz of Ohio" */
	HS_FORM_PRONOUN,        /* he, who, that */
	HS_FORM_QUANTITY,       /* some, many, others, one */
	HS_FORM_NOUN,           /* headed by a noun of noun.def */
	HS_FORM_PROPER,         /* headed by a capitalised word that names no known person */
	HS_FORM_OTHER           /* headed by any other word */
};

struct hs_phrase {
	enum hs_form form;
	struct hs_run run;              /* from the determiner to the end, what follows the head included */
	uint32_t head;                  /* token */
	uint32_t name;                  /* form NAME: index into hs_names.at */
	const struct hs_noun *noun;     /* of the head, or NULL */
	enum hs_small determiner;       /* DEFINITE, INDEFINITE, OTHER, POSSESSIVE, QUANTITY, NUMBER, or NONE */
	uint32_t owner;                 /* the token of the possessor ("his", "Diaz's"), plus 1; 0: none */
	bool plural;
	bool other;                     /* another, other, a second: not one that was there before */
	bool one_of;                    /* one of several */
	int count;                      /* people, as in struct hs_source */
	uint32_t stop;                  /* the token that ends the part up to the head */
	uint32_t title;                 /* title.c: the first token of the title in quotation marks that it is, plus 1; 0: it is none */
};

struct hs_phrase hs_phrase_read(const struct hs_work *work, const struct hs_names *names, struct hs_run run);

/* title.c: the words of the title that the run is, without quotation marks and the possessor before them: `Diaz's "The Long Bridge"`;
 * empty: it is none. */
struct hs_run hs_title_at(const struct hs_work *work, const struct hs_names *names, struct hs_run run);

/* The phrase whose head is the noun at token `head`, found in running text. */
struct hs_phrase hs_phrase_around(const struct hs_work *work, const struct hs_names *names, uint32_t head);

#endif
