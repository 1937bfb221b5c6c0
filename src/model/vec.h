/*
 * vec - the arithmetic of the encoder between its products, and the products where no library does them.
 *
 * Loops that compilers make vectors of, compiled for each instruction set (kernels.h). exp and erf are short formulas
 * of our own: 2^x within 1.6e-7 of it, e^x within 1e-6 down to e^-10, erf within 2e-7; tests/unit/check_vec.c compares each function with its definition in libm. No result depends
 * on how many rows are handed over at once, and all x86-64 processors with fused multiplication (v3 and better) say the same bits.
 */
#ifndef HS_MODEL_VEC_H
#define HS_MODEL_VEC_H

#include <stddef.h>
#include <stdint.h>

/* y[rows][n] += bias[n] */
void hs_vec_bias(float *y, const float *bias, size_t rows, size_t n);

/* y[rows][n] = gelu(y + bias), gelu(v) = v/2 (1 + erf(v / sqrt 2)) */
void hs_vec_gelu(float *y, const float *bias, size_t rows, size_t n);

/* y[rows][n] = relu(y + bias) */
void hs_vec_relu(float *y, const float *bias, size_t rows, size_t n);

/* Each row of y[rows][n] to mean 0 and variance 1, then times gain plus shift. */
void hs_vec_norm(float *y, const float *gain, const float *shift, size_t rows, size_t n);

/* The same of y + add + bias. */
void hs_vec_add_norm(float *y, const float *add, const float *bias, const float *gain, const float *shift,
		     size_t rows, size_t n);

/* Each row of y[rows][n] to exp(y - max) / sum. */
void hs_vec_softmax(float *y, size_t rows, size_t n);

/* y[n] += x[n]; y[n] += scale * q[n] */
void hs_vec_add(float *y, const float *x, size_t n);
void hs_vec_add_int8(float *y, const int8_t *q, float scale, size_t n);

float hs_vec_dot(const float *a, const float *b, size_t n);

/* out[HS_SCORES] = w[HS_SCORES][n] relu(piece[..n] + base[n] + piece[n..] * scale[n]) */
enum { HS_SCORES = 7 };
void hs_vec_score(float *out, const float *w, const float *piece, const float *base, const float *scale, size_t n);

/* c[m][width] += alpha * a[m][depth] panel[depth][HS_PANEL], width <= HS_PANEL. */
enum { HS_PANEL = 32 };
void hs_vec_panel(float *c, size_t ldc, const float *a, size_t lda, const float *panel, size_t m, size_t width, size_t depth, float alpha);

/* One head, in small integers: mix[rows][width] = softmax(q k' / sqrt(width)) v, each [rows][width] with `ld` floats from row to row. */
void hs_vec_attend(float *mix, size_t ld_mix, const float *q, const float *k, const float *v, size_t ld, size_t rows, size_t width,
		   void *room);
enum {
	HS_ATTEND_ROWS = 8,             /* rows whose scores are there at a time */
	HS_SPAN = 64                    /* scores of a row that become weights at a time */
};
size_t hs_vec_attend_room(size_t rows, size_t width);   /* bytes of `room` */

/* --- Rows of small integers: value = step * (q - zero)
 *
 * They have seven bits and weights have eight: two products of such a pair fit into 16 bits, which instruction sets before
 * VNNI add up in and cut off at. So sums are exact whoever computes them.
 */
enum { HS_GRID_MOST = 127 };

struct hs_grid {
	float step;
	int32_t zero;
};

/* q[rows][n] of x, a grid for each row: from the row's smallest number to its largest, and 0 is on it. */
void hs_vec_quantise(uint8_t *q, struct hs_grid *grid, const float *x, size_t rows, size_t n);

/* c[m][n] = a[m][k] b[n][k]' */
void hs_vec_dots(int32_t *c, size_t ldc, const uint8_t *a, size_t lda, const int8_t *b, size_t ldb, size_t m, size_t n, size_t k);

struct hs_columns {                     /* what turns such sums to numbers again; each [n] */
	const float *scale;
	const int32_t *sum;             /* of the column's weights: what `zero` of the row has added that often */
	const float *bias;              /* NULL: none */
};

/* y[rows][n] = sums as numbers, plus bias. y may be the memory of sums. */
void hs_vec_restore(float *y, const int32_t *sums, const struct hs_grid *grid, const struct hs_columns *columns, size_t rows, size_t n);

/* q[rows][n] of gelu of that, which is within 0.0002 here; room: [n]. */
void hs_vec_restore_gelu(uint8_t *q, struct hs_grid *out, const int32_t *sums, const struct hs_grid *grid, const struct hs_columns *columns,
			 size_t rows, size_t n, float *room);

/* y = norm(y + that), and q of it. */
void hs_vec_restore_norm(float *y, uint8_t *q, struct hs_grid *out, const int32_t *sums, const struct hs_grid *grid,
			 const struct hs_columns *columns, const float *gain, const float *shift, size_t rows, size_t n);

#endif
