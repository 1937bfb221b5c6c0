/*
 * model_p - an opened model file, as the parts of this folder see it.
 *
 * The file stays mapped: embeddings and small tensors are read where they lie. Matrices are kept twice, as the int8
 * rows of the file and as fp32, ready for the products.
 */
#ifndef HS_MODEL_MODEL_P_H
#define HS_MODEL_MODEL_P_H

#include <stddef.h>
#include <stdint.h>

#include "model/pieces.h"
#include "model/tagger.h"

enum {
	HS_LAYERS_MAX = 24,
	HS_DISTANCES = 49,              /* buckets of the reader, heads.c */
	HS_CUE_TAGS = 3,                /* O B I */
	HS_ROLE_TAGS = 5                /* O, B-source, I-source, B-content, I-content */
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
};

struct hs_table {                       /* int8 rows; value = scale[row] * q[row][col] */
	const int8_t *q;                /* borrowed from the file */
	const float *scale;
	size_t rows, cols;
};

struct hs_matrix {                      /* y = x w, x [m][in], y [m][out] */
	size_t in, out;
	const float *w;                 /* [in][out] */
	struct hs_table rows;           /* [out][in], as trained */
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
	float *floats;                  /* owned: the memory of every hs_matrix.w */
};

#endif
