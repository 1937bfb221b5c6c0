/*
 * turn_p - words that are given word for word, paragraph by paragraph, without a verb beside each.
 *
 * Transcripts (turn.c): paragraphs that begin with the speaker's label and a colon. Block quotations (block.c): what follows a
 * paragraph that ends in a cue and a colon. Both are found in the tokens, before names are; the model reads parts of them, or the
 * whole of a transcript as one claim. What is given word for word counts as quoted, marks or none (struct hs_token).
 */
#ifndef HS_ATTRIBUTE_TURN_P_H
#define HS_ATTRIBUTE_TURN_P_H

#include "attribute/entity_p.h"

static inline struct hs_run hs_para_run(const struct hs_work *work, uint32_t para)
{
	return (struct hs_run){ work->para_first[para], work->para_first[para + 1] };
}

/* Is the token, which may be out of bounds, a quotation mark? */
static inline bool hs_is_mark(const struct hs_work *work, uint32_t at)
{
	return hs_word_is_quote(hs_fold_at(work, at));
}

/* turn.c: a claim for each turn of a transcript; claims that swallowed labels or turns of others are cut or dropped. */
void hs_turns_find(struct hs_work *work);

/* turn.c: is the token of a label, or of what is said behind one? */
bool hs_turn_holds(const struct hs_work *work, uint32_t at);

/* turn.c: is the token of a "Q" that some "A" answers, and so the writer's? */
bool hs_turn_asks(const struct hs_work *work, uint32_t at);

/* turn.c: the entity of mention `m` if it is a label: one for the same label, another for another, and of "Q" and "A" those whom
 * the article makes plain; `link` finds that of a mention like any other. HS_NOBODY: it is no label. */
uint32_t hs_turn_link(struct hs_scene *scene, uint32_t m, uint32_t (*link)(struct hs_scene *, uint32_t));

/* block.c: the claims of block quotations, added or made whole. */
void hs_blocks_find(struct hs_work *work);

/* block.c: of the words [first, end) those that are evidence: without the full stop at their end, and without a quotation mark at
 * an edge that has no other half among them; empty: no words. */
struct hs_run hs_block_words(const struct hs_work *work, uint32_t first, uint32_t end);

/* block.c: from here on the words count as quoted. */
void hs_block_quote(struct hs_work *work, struct hs_run run);

#endif
