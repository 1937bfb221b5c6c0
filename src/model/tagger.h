/*
 * tagger - the learned part: an article in, raw attributions out.
 *
 * A six-layer BERT encoder (MiniLM) reads windows of up to 510 word pieces. Every attribution has one cue
 * ("said", "according to"), so the cue stands for it: cues are tagged first, then every piece of the window
 * is labelled anew for each cue (outside, source, cue, content), so that attributions can share and nest spans.
 * train/ makes the weights; train/decode.py is the reference that this folder agrees with.
 */
#ifndef HS_MODEL_TAGGER_H
#define HS_MODEL_TAGGER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "text/article.h"

#define HS_VECTOR 384                   /* floats in a claim vector */
#define HS_MODEL_KINDS 13               /* in the order of enum hs_kind, attribute/claim.h */

struct hs_model;                        /* opaque; read-only after open, shared by all threads */
struct hs_tagger;                       /* opaque; one a thread: buffers that are reused */

/* Map the weights file. `path` NULL: $HEARSAY_MODEL, else ../share/hearsay/ or model/ beside the program.
 * HS_EINTERNAL: not found, wrong magic, version, size or checksum. */
int hs_model_open(struct hs_model **out, const char *path, struct hs_err *err);
void hs_model_close(struct hs_model *model);            /* NULL is fine */
const char *hs_model_version(const struct hs_model *model);     /* for --version and the store */

struct hs_tagger *hs_tagger_new(const struct hs_model *model);
void hs_tagger_free(struct hs_tagger *tagger);          /* NULL is fine */

/* Are claim vectors wanted? They are, unless told otherwise; without them a run takes less time and memory. */
void hs_tagger_want_vectors(struct hs_tagger *tagger, bool wanted);
bool hs_tagger_wants_vectors(const struct hs_tagger *tagger);

struct hs_raw {                         /* one raw attribution; offsets into article->text */
	struct hs_range cue;
	struct hs_ranges source, content;
	float kind[HS_MODEL_KINDS];     /* probabilities, sum 1 */
	float p;                        /* probability that the attribution is right, as far as the model can tell; 0: not the model's */
	float cue_p;                    /* probability of the cue */
	float path_p;                   /* probability of just this reading: every piece of source, cue and content */
	const float *vector;            /* HS_VECTOR floats, unit length: the claim vector, of source, cue and content; NULL: not wanted */
};

struct hs_raws {
	struct hs_raw *at;              /* in the order of the cues */
	size_t n;
};

/* Tag the paragraphs that speak (HEADLINE, BODY). From article->arena. The same bytes for any number of threads. */
struct hs_raws hs_tagger_run(struct hs_tagger *tagger, const struct hs_article *article);

/* Claim vectors of attributions whose source, cue and content are already known (the rest of each is not read):
 * out[n][HS_VECTOR], unit length, zero where the content is empty. */
void hs_tagger_embed(struct hs_tagger *tagger, const struct hs_article *article,
		     const struct hs_raw *raws, size_t n, float *out);

#endif
