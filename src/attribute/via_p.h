/*
 * via_p - claims as the rules on addressees and carriers see them: for via.c, told.c, through.c and chain.c.
 */
#ifndef HS_ATTRIBUTE_VIA_P_H
#define HS_ATTRIBUTE_VIA_P_H

#include "attribute/unnamed_p.h"

struct hs_words_run {                   /* words [first, end) of hs_unnamed.text; empty: nothing */
	size_t first, end;
};

struct hs_said {                        /* a claim with its cue and sentence as words */
	struct hs_unnamed *un;
	struct hs_claim *claim;         /* NULL: no cue that could be found */
	struct hs_words_run cue, sentence;
};

/* The phrase for somebody that begins at word `at`; a pronoun ("told her that") is one too. */
struct hs_words_run hs_via_phrase(const struct hs_said *said, size_t at);
struct hs_words_run hs_via_addressee(const struct hs_said *said, size_t at);

/* Can it be told something: people, a name, an outlet? Is it an outlet or a programme? */
bool hs_via_hears(const struct hs_unnamed *un, struct hs_words_run phrase);
bool hs_via_medium(const struct hs_unnamed *un, struct hs_words_run phrase);

/* Does it share a byte with the content, with the source of the claim? */
bool hs_via_in_content(const struct hs_said *said, struct hs_words_run phrase);
bool hs_via_in_source(const struct hs_said *said, struct hs_words_run phrase);

/* Do any of the ranges share a byte with `range`? */
bool hs_ranges_hold(struct hs_ranges ranges, struct hs_range range);

#define HS_VIA_WORDS 60         /* on both sides of a cue */

/* The part of the sentence in which whoever heard, carried or first reported the claim is looked for. */
struct hs_words_run hs_via_around(const struct hs_said *said);

struct hs_ranges hs_via_ranges(const struct hs_unnamed *un, struct hs_words_run phrase);

void hs_told_find(struct hs_unnamed *un, struct hs_said *saids);
void hs_chain_find(struct hs_unnamed *un, struct hs_said *saids);
void hs_through_find(struct hs_unnamed *un, struct hs_said *saids);

#endif
