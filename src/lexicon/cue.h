/*
 * cue - words that attribute: verbs of speech and thought, and the stance that each gives.
 *
 * The words of the values are those of enum hs_stance (attribute/claim.h), which is above this folder's reach.
 */
#ifndef HS_LEXICON_CUE_H
#define HS_LEXICON_CUE_H

#include <stdbool.h>

enum hs_cue_stance { HS_CUE_ASSERTS, HS_CUE_DENIES, HS_CUE_DECLINES, HS_CUE_ASKS, HS_CUE_ATTITUDE };
enum hs_cue_class { HS_CUE_SPEECH, HS_CUE_OTHER };      /* SPEECH: can carry a quotation: "...," she said */

struct hs_cue {
	const char *word;               /* base form, or an irregular past form */
	enum hs_cue_class cls;
	enum hs_cue_stance stance;
};

/* The cue that the lower-case word `form` is a form of ("denies", "denying", "said"), or NULL. */
const struct hs_cue *hs_cue_find(const char *form);

#endif
