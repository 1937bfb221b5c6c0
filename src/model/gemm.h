/*
 * gemm - matrix products, by oneDNN or by plain loops.
 *
 * Both backends are rows of one kind, so that the tests can compare them and a tagger can be told which to use. oneDNN is
 * included here and nowhere else. A product runs on the calling thread alone: work is spread over articles.
 */
#ifndef HS_MODEL_GEMM_H
#define HS_MODEL_GEMM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hs_matrix;
struct hs_tagger;

struct hs_gemm {
	const char *name;

	/* c[m][n] = alpha * a[m][k] b[k][n]; with `turned`, b is [n][k]; k > 0. ld*: floats from one row to the next. */
	void (*multiply)(bool turned, size_t m, size_t n, size_t k, float alpha, const float *a, size_t lda,
			 const float *b, size_t ldb, float *c, size_t ldc);

	/* c[m][n] = a[m][k] b[n][k]', k > 0, a at most HS_GRID_MOST (vec.h): whole rows, exact. */
	void (*multiply_small)(size_t m, size_t n, size_t k, const uint8_t *a, const int8_t *b, int32_t *c);

	/* Between the two, products on this thread take no other threads; `enter` tells what `leave` must put back. */
	int (*enter)(void);
	void (*leave)(int before);
};

extern const struct hs_gemm hs_gemm_builtin;
extern const struct hs_gemm hs_gemm_onednn;             /* only in builds with it */

const struct hs_gemm *hs_gemm_default(void);            /* as configured: --with-gemm */

/* y[m][out] = x[m][in] w: a layer's matrix, without its bias, in the precision of the tagger. */
void hs_gemm_layer(struct hs_tagger *tagger, float *y, const float *x, size_t m, const struct hs_matrix *matrix);

#endif
