/*
 * gemm_builtin - matrix products in plain loops: what works everywhere, and what the tests take for right.
 *
 * b is packed by panels of DEPTH x WIDTH, which stay in the cache while all rows of a pass by, ROWS at a time.
 */
#include "model/gemm.h"

#include <string.h>

#include "model/vec.h"

enum { ROWS = 4, WIDTH = 32, DEPTH = 256 };

#define INLINE static inline __attribute__((always_inline))

struct product {
	size_t m, n, k;
	float alpha;
	const float *a, *b;
	size_t lda, ldb, ldc;
	float *c;
	bool turned;
};

/* panel[depth][WIDTH] = b from row `k`, column `n`; columns that b has not are 0. */
INLINE void pack(float *restrict panel, const struct product *p, size_t k, size_t depth, size_t n, size_t width)
{
	if (width < WIDTH)
		memset(panel, 0, depth * WIDTH * sizeof(*panel));
	for (size_t i = 0; i < depth; i++)
		for (size_t j = 0; j < width; j++)
			panel[i * WIDTH + j] = p->turned ? p->b[(n + j) * p->ldb + k + i] : p->b[(k + i) * p->ldb + n + j];
}

/* sum[rows][WIDTH] = a[rows][depth] panel */
INLINE void tile(float sum[ROWS][WIDTH], const float *restrict a, size_t lda, const float *restrict panel, size_t depth, int rows)
{
	for (int r = 0; r < rows; r++)
		for (int j = 0; j < WIDTH; j++)
			sum[r][j] = 0;
	for (size_t i = 0; i < depth; i++)
		for (int r = 0; r < rows; r++)
			for (int j = 0; j < WIDTH; j++)
				sum[r][j] += a[r * lda + i] * panel[i * WIDTH + j];
}

INLINE void add_tile(const struct product *p, float sum[ROWS][WIDTH], size_t m, int rows, size_t n, size_t width)
{
	for (int r = 0; r < rows; r++)
		for (size_t j = 0; j < width; j++)
			p->c[(m + r) * p->ldc + n + j] += p->alpha * sum[r][j];
}

HS_HOT static void multiply_panel(const struct product *p, float *restrict panel, size_t k, size_t depth, size_t n, size_t width)
{
	float sum[ROWS][WIDTH];
	size_t m = 0;

	pack(panel, p, k, depth, n, width);
	for (; m + ROWS <= p->m; m += ROWS) {
		tile(sum, p->a + m * p->lda + k, p->lda, panel, depth, ROWS);
		add_tile(p, sum, m, ROWS, n, width);
	}
	for (; m < p->m; m++) {
		tile(sum, p->a + m * p->lda + k, p->lda, panel, depth, 1);
		add_tile(p, sum, m, 1, n, width);
	}
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
	float panel[DEPTH * WIDTH];

	for (size_t i = 0; i < m; i++)
		memset(c + i * ldc, 0, n * sizeof(*c));
	for (size_t j = 0; j < n; j += WIDTH)
		for (size_t i = 0; i < k; i += DEPTH)
			multiply_panel(&p, panel, i, least(DEPTH, k - i), j, least(WIDTH, n - j));
}

static int enter(void)
{
	return 1;
}

static void leave(int before)
{
	(void)before;
}

const struct hs_gemm hs_gemm_builtin = { .name = "builtin", .multiply = multiply, .enter = enter, .leave = leave };
