/*
 * pronoun - the personal pronouns: whom each can stand for, and in which case it stands.
 */
#ifndef HS_LEXICON_PRONOUN_H
#define HS_LEXICON_PRONOUN_H

#include <stdbool.h>

enum hs_pronoun_class {
	HS_PRONOUN_FIRST,               /* I, us: whoever speaks */
	HS_PRONOUN_SECOND,              /* you */
	HS_PRONOUN_MALE,                /* he */
	HS_PRONOUN_FEMALE,              /* she */
	HS_PRONOUN_PLURAL,              /* they */
	HS_PRONOUN_THING                /* it */
};

enum hs_pronoun_case { HS_PRONOUN_SUBJECT, HS_PRONOUN_OBJECT, HS_PRONOUN_OWNER, HS_PRONOUN_REFLEXIVE };

struct hs_pronoun {
	const char *word;
	enum hs_pronoun_class cls;
	enum hs_pronoun_case kase;      /* of "her", "it" and "you" the one that tells least: OBJECT, SUBJECT, SUBJECT */
};

/* The personal pronoun that the lower-case `word` is, or NULL. */
const struct hs_pronoun *hs_pronoun_find(const char *word);

bool hs_pronoun_is(const char *word, enum hs_pronoun_class cls);

#endif
