/*
 * gemm_builtin - matrix products without a library: what works everywhere, and what the tests take for right.
 *
 * b is packed by panels of DEPTH x HS_PANEL, which stay in the cache while all rows of a pass by.
 */
#include "model/gemm.h"

#include <string.h>

#include "model/vec.h"

enum { DEPTH = 256 };

struct product {
	size_t m, n, k;
	float alpha;
	const float *a, *b;
	size_t lda, ldb, ldc;
	float *c;
	bool turned;
};

/* panel[depth][HS_PANEL] = b from row `k`, column `n`; columns that b has not are 0. */
static void pack(float *restrict panel, const struct product *p, size_t k, size_t depth, size_t n, size_t width)
{
	if (width < HS_PANEL)
		memset(panel, 0, depth * HS_PANEL * sizeof(*panel));
	for (size_t i = 0; i < depth; i++)
		for (size_t j = 0; j < width; j++)
			panel[i * HS_PANEL + j] = p->turned ? p->b[(n + j) * p->ldb + k + i] : p->b[(k + i) * p->ldb + n + j];
}

static void multiply_panel(const struct product *p, size_t k, size_t depth, size_t n, size_t width)
{
	float panel[DEPTH * HS_PANEL];

	pack(panel, p, k, depth, n, width);
	hs_vec_panel(p->c + n, p->ldc, p->a + k, p->lda, panel, p->m, width, depth, p->alpha);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void multiply(bool turned, size_t m, size_t n, size_t k, float alpha, const float *a, size_t lda,
		     const float *b, size_t ldb, float *c, size_t ldc)
{
	const struct product p = { .m = m, .n = n, .k = k, .alpha = alpha, .a = a, .b = b, .c = c,
				   .lda = lda, .ldb = ldb, .ldc = ldc, .turned = turned };

	for (size_t i = 0; i < m; i++)
		memset(c + i * ldc, 0, n * sizeof(*c));
	for (size_t j = 0; j < n; j += HS_PANEL)
		for (size_t i = 0; i < k; i += DEPTH)
			multiply_panel(&p, i, least(DEPTH, k - i), j, least(HS_PANEL, n - j));
}

static void multiply_small(size_t m, size_t n, size_t k, const uint8_t *a, const int8_t *b, int32_t *c)
{
	hs_vec_dots(c, n, a, k, b, k, m, n, k);
}

static int enter(void)
{
	return 1;
}

static void leave(int before)
{
	(void)before;
}

const struct hs_gemm hs_gemm_builtin = {
	.name = "builtin", .multiply = multiply, .multiply_small = multiply_small, .enter = enter, .leave = leave,
};
