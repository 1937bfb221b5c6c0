/*
 * model_p - an opened model file, as the parts of this folder see it.
 *
 * The file stays mapped: embeddings, small tensors and the int8 rows of the matrices are read where they lie. Copies of the
 * matrices as fp32 are made only for those who ask for products in fp32.
 */
#ifndef HS_MODEL_MODEL_P_H
#define HS_MODEL_MODEL_P_H

#include <stddef.h>
#include <stdint.h>

#include "model/pieces.h"
#include "model/tagger.h"

/* What products with matrices are made of. int8: rows of 7-bit integers times the file's own, exact sums (vec.h). */
enum hs_precision { HS_INT8, HS_FP32 };

enum {
	HS_LAYERS_MAX = 24,
	HS_DISTANCES = 49,              /* buckets of the reader, heads.c */
	HS_CUE_TAGS = 3,                /* O B I */
	HS_ROLE_TAGS = 7                /* O, B-source, I-source, B-content, I-content, B-cue, I-cue */
};

struct hs_shape {
#define SIZE(name, least, most) size_t name;
#include "model/shape.def"
#undef SIZE
};

/* Settings of the decoding that were chosen with the weights. */
struct hs_settings {
	size_t window, overlap;         /* pieces */
	float cue;                      /* a piece begins a cue from this probability on */
	/* p(right) = 1 / (1 + exp(-(sure_base + sure_cue logit(cue_p) + sure_path sqrt(-log(path_p)) + sure_bare, if without source))) */
	double sure_base, sure_cue, sure_path, sure_bare;
};

struct hs_table {                       /* int8 rows; value = scale[row] * q[row][col] */
	const int8_t *q;                /* borrowed from the file */
	const float *scale;
	size_t rows, cols;
};

struct hs_matrix {                      /* y = x w, x [m][in], y [m][out] */
	size_t in, out;
	struct hs_table rows;           /* [out][in], as trained */
	const int32_t *sums;            /* [out] of rows.q */
	const float *w;                 /* [in][out]; NULL before hs_model_unpack() */
};

struct hs_layer {
#define LAYER_MATRIX(field, name, rows, cols) struct hs_matrix field;
#define LAYER_PLAIN(field, name, rows, cols) const float *field;
#define TABLE(field, name, rows, cols)
#define MATRIX(field, name, rows, cols)
#define PLAIN(field, name, rows, cols)
#include "model/tensors.def"
#undef LAYER_MATRIX
#undef LAYER_PLAIN
#undef TABLE
#undef MATRIX
#undef PLAIN
};

struct hs_model {
	void *map;                      /* the whole file */
	size_t map_len;
	char release[33];
	struct hs_shape shape;
	struct hs_settings settings;
	struct hs_vocab vocab;
	struct hs_layer layers[HS_LAYERS_MAX];
#define LAYER_MATRIX(field, name, rows, cols)
#define LAYER_PLAIN(field, name, rows, cols)
#define TABLE(field, name, rows, cols) struct hs_table field;
#define MATRIX(field, name, rows, cols) struct hs_matrix field;
#define PLAIN(field, name, rows, cols) const float *field;
#include "model/tensors.def"
#undef LAYER_MATRIX
#undef LAYER_PLAIN
#undef TABLE
#undef MATRIX
#undef PLAIN
	size_t most_in, most_out;       /* of all matrices */
	enum hs_precision precision;    /* of new taggers */
	int32_t *sums;                  /* owned: the memory of every hs_matrix.sums */
	float *floats;                  /* owned: the memory of every hs_matrix.w, or NULL */
};

/* Make the matrices as fp32 too, if they are not there; no tagger may be at work. */
void hs_model_unpack(struct hs_model *model);

#endif
