/*
 * match - the same claim in another article.
 *
 * A pair of claims is judged on claim vectors, rare words, numbers, names, speaker, stance and time. Candidates come
 * from an index (shared rare words and near vectors), never from all pairs.
 */
#ifndef HS_MATCH_MATCH_H
#define HS_MATCH_MATCH_H

#include "attribute/claim.h"
#include "base/arena.h"
#include "base/err.h"

/* Everything about a claim that the judgement uses; strings are borrowed, may be "" but not NULL, unless said. */
struct hs_match_claim {
	struct hs_id id, article;
	const char *outlet;             /* may be NULL */
	const char *published;          /* ISO 8601, may be NULL */
	const char *headline;           /* may be NULL */
	const char *source;             /* words of the source as written */
	const char *name;               /* resolved name of the source, may be NULL */
	enum hs_kind kind;
	const char *cue, *content;      /* the words, the parts of a split one joined by " … " */
	const char *answered;           /* content of the claim that this one denies ("the allegations"), or NULL */
	const char *context;            /* the paragraph(s) that the claim stands in */
	enum hs_stance stance;
	const float *vector;            /* HS_VECTOR floats of unit length, or NULL */
};

enum hs_match_kind { HS_MATCH_SAME, HS_MATCH_CONTRADICTS, HS_MATCH_RELATED, HS_MATCH_DIFFERENT, HS_MATCH_N };

/* EVIDENCE(name, word): what the judgement rests on, each 0..1 (polarity and days are as they say). */
#define HS_MATCH_EVIDENCE(EVIDENCE) \
	EVIDENCE(VECTOR, "vector")              /* cosine of the claim vectors */ \
	EVIDENCE(WORDS, "words")                /* cosine of the claims' stems (of cue and content), rare ones counting more */ \
	EVIDENCE(COVER, "cover")                /* share of the shorter claim's stems that the other has, less where they tell little */ \
	EVIDENCE(QUOTED, "quoted")              /* the same of the stems inside quotation marks; 0 where one has none */ \
	EVIDENCE(SHARED, "shared")              /* how much the two have in common: towards 1 with many and with rare stems */ \
	EVIDENCE(NUMBERS, "numbers")            /* numbers in common; -1: both have numbers, none in common */ \
	EVIDENCE(NAMES, "names")                /* cosine of the capitalised words in the contents */ \
	EVIDENCE(SPEAKER, "speaker")            /* the same speaker (1), in part (0.7), another (0), unknown (0.5) */ \
	EVIDENCE(CONTEXT, "context")            /* cosine of the surrounding paragraphs' stems */ \
	EVIDENCE(POLARITY, "polarity")          /* 1: one denies what the other asserts */ \
	EVIDENCE(DAYS, "days")                  /* days between the articles; -1 unknown */

enum hs_match_evidence {
#define EVIDENCE(name, word) HS_EVIDENCE_##name,
	HS_MATCH_EVIDENCE(EVIDENCE)
#undef EVIDENCE
	HS_EVIDENCE_N
};

struct hs_match {
	uint32_t a, b;                  /* indices into the claims, a < b */
	double score;                   /* 0..1: how surely the two report the same claim */
	double question;                /* 0..1: how surely they are about one question, be it with yes or no */
	enum hs_match_kind kind;
	double evidence[HS_EVIDENCE_N];
};

struct hs_matcher;                      /* opaque: document frequencies and the index */

/* Claims are borrowed until the free. Their order does not change the result. */
struct hs_matcher *hs_matcher_new(const struct hs_match_claim *claims, size_t n);
void hs_matcher_free(struct hs_matcher *matcher);

/* Judge one pair, whether or not the index would propose it. */
struct hs_match hs_matcher_judge(const struct hs_matcher *matcher, uint32_t a, uint32_t b);

/* All pairs of different articles that are the same claim or contradict each other, by (a, b), the score of a contradiction being
 * that of `question`; *out is hs_malloc'ed, the
 * caller frees it. `n_threads` does not change the result. *capped: index entries too common to be followed. */
size_t hs_matcher_run(struct hs_match **out, struct hs_matcher *matcher, unsigned n_threads, size_t *capped);

const char *hs_match_kind_word(enum hs_match_kind kind);
const char *hs_match_evidence_word(enum hs_match_evidence evidence);

#endif
