/*
 * tagger_p - one thread's tagger, as the parts of this folder see it: its buffers and the window at work.
 *
 *     tagger.c    article -> pieces -> windows; windows -> attributions
 *     encoder.c   windows -> hidden states, a row for each piece, [CLS] and [SEP]
 *     heads.c     hidden states -> cue probabilities, role logits, kinds, vectors
 *     decode.c    probabilities -> spans
 */
#ifndef HS_MODEL_TAGGER_P_H
#define HS_MODEL_TAGGER_P_H

#include "model/gemm.h"
#include "model/model_p.h"
#include "model/steps.h"
#include "model/vec.h"

enum {
	HS_BATCH_ROWS = 512,            /* rows that are encoded together, or one window if that has more; more rows gain nothing */
	HS_BLOCK_ROWS = 128,            /* rows that go through attention scores and the wide layer together, in fp32 */
	HS_SMALL_ROWS = 512,            /* the same in int8: weights come from afar, so for as many rows at a time as there are */
	HS_CUES = 64                    /* cues that are read together */
};

struct hs_window {                      /* pieces [begin, end); [own, own_end) are farther from an edge here than elsewhere */
	uint32_t begin, end, own, own_end;
};

struct hs_windows {                     /* of one article; reused */
	struct hs_window *at;           /* owned */
	size_t n, room;
};

/* Room for the arithmetic, all in one block; `rows` as below. */
struct hs_buffers {
	void *block;                    /* owned */
	size_t rows;
	/* encoder: [rows] */
	float *x, *qkv, *mix;           /* [hidden], [3 hidden], [hidden] */
	float *low, *middle;            /* [hidden] what x was before the first layer, and half way: for the claim vectors */
	float *wide, *scores;           /* [HS_BLOCK_ROWS][up], as attention needs them */
	/* int8: x in small integers, a block of rows in them for any matrix, and what comes out of it */
	uint8_t *small, *wide_small;    /* [rows][hidden], [HS_SMALL_ROWS][most in] */
	struct hs_grid *grid, *wide_grid;       /* [rows], [HS_SMALL_ROWS] */
	int32_t *sums;                  /* [HS_SMALL_ROWS][most out] */
	/* heads: pieces of one window */
	float *cue_p, *piece, *logits;  /* [HS_CUE_TAGS], [2 reader], [HS_ROLE_TAGS] */
	uint8_t *path;                  /* a label for each piece */
	uint8_t *back;                  /* [HS_ROLE_TAGS] where the best path came from */
	/* heads: [HS_CUES] */
	float *cue_in, *cue_out;        /* [2 hidden], [2 reader] */
	float *kind_in, *kind_mid;      /* [3 hidden], [kind_hidden] */
	float *claim_in, *claim_mid, *claim_out;        /* [6 hidden], [claim_hidden], [vector] */
	float *distance;                /* [distances][reader]: cue and distance together, for the cue at work */
};

struct hs_tagger {
	const struct hs_model *model;   /* borrowed */
	const struct hs_gemm *gemm;
	enum hs_precision precision;
	bool vectors;                   /* wanted */
	struct hs_pieces pieces;
	struct hs_windows windows;
	struct hs_buffers buf;
	struct hs_steps steps;
};

/* For tests and benchmarks; HS_FP32 needs hs_model_unpack() before. */
void hs_tagger_use(struct hs_tagger *tagger, const struct hs_gemm *gemm, enum hs_precision precision);

/* The windows of pieces in paragraphs: each begins at a paragraph start where it can, see train/pieces.py. */
void hs_windows_plan(struct hs_windows *windows, const struct hs_pieces *pieces, const struct hs_settings *settings);

/* --- encoder.c: hidden states of `n` windows that fit in buf.rows, into buf.x, one window behind the other. */
void hs_encode(struct hs_tagger *tagger, const struct hs_window *windows, size_t n);

static inline size_t hs_window_rows(const struct hs_window *window)
{
	return window->end - window->begin + 2;
}

/* --- heads.c. `h` are the hidden states of the window's pieces, without [CLS] and [SEP]; offsets count from its begin. */
struct hs_cue {
	uint32_t start, end;
	float p;
};

/* buf.cue_p and buf.piece of a window's pieces. */
void hs_heads_cues(struct hs_tagger *tagger, const float *h, size_t len);
void hs_heads_pieces(struct hs_tagger *tagger, const float *h, size_t len);

/* buf.cue_out of up to HS_CUES cues. */
void hs_heads_open(struct hs_tagger *tagger, const float *h, const struct hs_cue *cues, size_t n);

/* buf.logits (scores) of the roles for cue number `i` of those; `para`: the pieces of its paragraph. */
void hs_heads_roles(struct hs_tagger *tagger, size_t len, struct hs_cue cue, size_t i, struct hs_stretch para);

/* Note source and content (labels of buf.path) of `cue` (may be empty) as number `i` of those whose kind and vector are wanted; then all.
 * `whole`: the cue as it was read. */
void hs_heads_note(struct hs_tagger *tagger, const float *h, size_t len, struct hs_cue cue, struct hs_stretch whole, size_t i);
void hs_heads_close(struct hs_tagger *tagger, size_t n);       /* vectors only where they are wanted */
void hs_heads_kind(const struct hs_tagger *tagger, size_t i, float out[HS_MODEL_KINDS]);   /* probabilities */

/* Unit vectors of n rows of buf.claim_in (as hs_heads_note leaves them) into buf.claim_out. */
void hs_heads_vectors(struct hs_tagger *tagger, size_t n);

/* --- decode.c */

/* The next cue that begins in [from, to), of `len` pieces; false when there is none. */
bool hs_decode_cue(struct hs_cue *out, const float *cue_p, size_t len, size_t from, size_t to, float threshold);

/* buf.path: the likeliest labels by buf.logits and the model's scores of two labels in a row. Returns the probability of just these. */
float hs_decode_roles(struct hs_tagger *tagger, size_t len);

/* No label ends inside a word: its later pieces go on with that of its first. */
void hs_decode_words(uint8_t *path, const struct hs_piece *pieces, size_t len);

/* The run of cue labels in path that shares a piece with `cue`, or `cue` where there is none. */
struct hs_stretch hs_decode_whole(const uint8_t *path, size_t len, struct hs_cue cue);

/* raw->p from its other probabilities. */
float hs_decode_sureness(const struct hs_settings *settings, const struct hs_raw *raw);

/* The next run of the role whose B label is `start` in path[from..len); false: none. */
enum { HS_B_SOURCE = 1, HS_B_CONTENT = 3, HS_B_CUE = 5 };
bool hs_decode_run(struct hs_stretch *out, const uint8_t *path, size_t len, size_t from, int start);

#endif
