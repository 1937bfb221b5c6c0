/*
 * name - first names, their short forms, and the titles that stand before names.
 */
#ifndef HS_LEXICON_NAME_H
#define HS_LEXICON_NAME_H

#include <stdbool.h>

#include "lexicon/noun.h"

struct hs_firstname {
	const char *word;               /* lower case */
	enum hs_gender gender;          /* ANY: both bear it */
};

enum hs_title_class { HS_TITLE_HONORIFIC, HS_TITLE_RANK };       /* Mr., Dr.; Sen., President, Col. */

struct hs_title {
	const char *word;               /* lower case, without a final full stop */
	enum hs_title_class cls;
	enum hs_gender gender;
};

const struct hs_firstname *hs_firstname_find(const char *word);
const struct hs_title *hs_title_find(const char *word);

/* May one first name stand for the other ("bill", "william")? The same name always may. */
bool hs_firstname_agrees(const char *a, const char *b);

#endif
