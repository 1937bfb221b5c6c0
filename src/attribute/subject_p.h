/*
 * subject_p - the source beside a cue, for claims whose source the model has not found.
 *
 * verb.c reads the cue as a verb, subject.c finds the noun phrase that is its subject, beside.c tries the places where a source can
 * stand. All ask for plain constructions alone: on claims whose source is hidden from them they are right 98 times in 100
 * where they name one, and name one for seven in ten.
 */
#ifndef HS_ATTRIBUTE_SUBJECT_P_H
#define HS_ATTRIBUTE_SUBJECT_P_H

#include "attribute/clause_p.h"

struct hs_seeker {
	const struct hs_scene *scene;
	const struct hs_work *work;
	struct hs_run cue;              /* not empty */
};

#define HS_NO_RUN ((struct hs_run){ 0, 0 })

static inline bool hs_run_is_empty(struct hs_run run)
{
	return run.first >= run.end;
}

static inline bool hs_same_sentence(const struct hs_work *work, uint32_t a, uint32_t b)
{
	return a < work->n_tokens && b < work->n_tokens && work->tokens[a].sentence == work->tokens[b].sentence;
}

bool hs_token_is_adverb(const struct hs_token *token);  /* verb.c: "repeatedly"; "Emily" is none */

/* verb.c: the verb that the cue is or belongs to. */
uint32_t hs_verb_begin(const struct hs_seeker *s);      /* the first token of its group: "had repeatedly said" */
const struct hs_token *hs_verb_head(const struct hs_seeker *s); /* past adverbs that begin the cue: "also said" */
bool hs_verb_is_passive(const struct hs_seeker *s);     /* "was criticized", not "is calling", "was angry" */
const struct hs_token *hs_verb_participle(const struct hs_seeker *s);   /* of a passive: "criticized"; or NULL */
bool hs_verb_is_undergone(const struct hs_seeker *s);   /* its subject is spoken of or to: "was criticized", "drew fire" */
bool hs_verb_is_finite(const struct hs_seeker *s, struct hs_run subject);       /* as the verb of this subject */
bool hs_verb_seems(const struct hs_seeker *s);          /* "appears to": its subject says nothing */
bool hs_verb_only_seems(const struct hs_seeker *s);     /* "appears", with all that follows in the content */

/* subject.c: whoever does what the cue tells, before it; empty: nobody. */
struct hs_run hs_subject_before(const struct hs_seeker *s);

/* piece.c: the one piece of a source in several that speaks, as far as its place tells; empty: there is none. */
struct hs_run hs_piece_speaking(const struct hs_seeker *s, struct hs_ranges spans);

/* subject.c: the name or noun right before a cue in -ing: "footage of Diaz saying", "with voters calling for". */
struct hs_run hs_participle_subject(const struct hs_seeker *s);

#endif
