/*
 * match_p - inside this folder: a claim made ready for comparison, and the words that all claims share.
 */
#ifndef HS_MATCH_MATCH_P_H
#define HS_MATCH_MATCH_P_H

#include "match/match.h"

/* Stems of one text: sorted ids without repetition, with the Euclidean norm and the sum of their weights. */
struct bag {
	uint32_t *at;
	size_t n;
	double norm, sum;
};

struct view {                           /* one claim */
	struct bag words;               /* stems of cue and content, and of what it answers */
	struct bag quoted;              /* of the content's words inside quotation marks */
	struct bag names;               /* of the content's capitalised words */
	struct bag context;             /* of the paragraphs around it */
	struct bag speaker;             /* of the source's name, or of its words where there is none */
	uint64_t *numbers;              /* hashes of the numbers in the content, sorted */
	size_t n_numbers;
	bool pronoun;                   /* the speaker is no more than "he" */
	bool against;                   /* cue or stance deny, reject, condemn, ... something said, and not a mere name */
	bool negated;                   /* the content has a "not" or another such word */
	struct negation {               /* of its verb, where that is the only one: "the pier will not close" */
		bool plain;
		uint32_t verb;          /* its stem */
		struct bag before;      /* stems before it */
	} negation;
	int32_t day;                    /* days since 1970-01-01, or INT32_MIN */
};

struct dictionary;                      /* stems to ids, and in how many claims each is */

struct dictionary *hs_dictionary_new(void);
void hs_dictionary_free(struct dictionary *dictionary);

/* Id of a stem, made if new. */
uint32_t hs_dictionary_id(struct dictionary *dictionary, const char *stem, size_t len);

/* Count one more claim that has these stems. */
void hs_dictionary_count(struct dictionary *dictionary, const struct bag *words);

/* Turn the counts, together with those of frequency.def, into weights (inverse document frequencies). */
void hs_dictionary_weigh(struct dictionary *dictionary);
double hs_dictionary_weight(const struct dictionary *dictionary, uint32_t id);

/* Read a claim into a view, from `arena`; bags have no weights before hs_view_weigh(). */
struct reader;                          /* a stemmer and buffers */
struct reader *hs_reader_new(struct dictionary *dictionary);
void hs_reader_free(struct reader *reader);
void hs_reader_view(struct reader *reader, struct hs_arena *arena, const struct hs_match_claim *claim, struct view *view);
void hs_view_weigh(struct view *view, const struct dictionary *dictionary);

/* The evidence of a pair, and what it comes to. */
void hs_pair_judge(struct hs_match *match, const struct dictionary *dictionary,
		   const struct hs_match_claim *a, const struct view *va,
		   const struct hs_match_claim *b, const struct view *vb);

/* The pairs that are worth judging: their claims share rare words or lie near each other (see candidates.c). */
struct candidates;
struct candidates *hs_candidates_new(const struct hs_match_claim *claims, const struct view *views, size_t n,
				     const struct dictionary *dictionary);
void hs_candidates_free(struct candidates *candidates);
size_t hs_candidates_capped(const struct candidates *candidates);       /* words and buckets left out, as too many share them */

/*
 * The claims b > a worth judging with a, in no order, in *list (grown as needed, *room items); returns how many. `seen` holds one
 * float of shared weight a claim, all zero between calls.
 */
size_t hs_candidates_of(const struct candidates *candidates, uint32_t a, float *seen, uint32_t **list, size_t *room);

#endif
