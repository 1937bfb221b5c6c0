/*
 * vec - the elementwise arithmetic of the encoder, in loops that compilers make vectors of.
 *
 * exp and erf are short formulas of our own, good to about 1e-6; tests/unit/check_vec.c compares each function with
 * its definition in libm. No result depends on how many rows are handed over at once.
 */
#ifndef HS_MODEL_VEC_H
#define HS_MODEL_VEC_H

#include <stddef.h>
#include <stdint.h>

/* HS_HOT: worth the widest vectors that the processor has; the right copy is chosen when the program starts. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif
#ifdef HS_TARGET_CLONES
#define HS_HOT __attribute__((optimize("O3", "no-trapping-math"), target_clones("avx512f", "arch=haswell", "default")))
#else
#define HS_HOT
#endif

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

#endif
