#include <math.h>
#include <string.h>

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/gemm.h"
#include "model/kernels.h"
#include "unit.h"

/* Shapes of the layers, of attention, and around the edges of the plain loops' tiles. */
static const struct { size_t m, n, k; } shapes[] = {
	{ 1, 1, 1 }, { 3, 5, 7 }, { 4, 32, 256 }, { 5, 33, 257 }, { 9, 31, 600 }, { 128, 96, 384 }, { 17, 384, 96 },
	{ 50, 50, 32 }, { 50, 32, 50 }, { 0, 4, 4 },
};

static const struct hs_gemm *const gemms[] = {
	&hs_gemm_builtin,
#ifdef HS_GEMM_ONEDNN
	&hs_gemm_onednn,
#endif
};

enum { LDA = 640, LDB = 640, LDC = 400, MOST = 640 * 640 };

static float a[MOST], b[MOST], c[MOST];

static void setup(void)
{
	uint32_t seed = 7;

	for (size_t i = 0; i < MOST; i++) {
		seed = seed * 1664525 + 1013904223;
		a[i] = (seed >> 8) / 8388608.0f - 1;
		b[i] = (seed >> 5 & 0xffff) / 32768.0f - 1;
	}
}

static double element(bool turned, size_t i, size_t j, size_t k)
{
	double sum = 0;

	for (size_t t = 0; t < k; t++)
		sum += (double)a[i * LDA + t] * (turned ? b[j * LDB + t] : b[t * LDB + j]);
	return sum;
}

static void multiplies(const struct hs_gemm *gemm, bool turned, size_t m, size_t n, size_t k)
{
	for (size_t i = 0; i < MOST; i++)
		c[i] = 77;
	gemm->multiply(turned, m, n, k, 0.5f, a, LDA, b, LDB, c, LDC);
	for (size_t i = 0; i <= m; i++)
		for (size_t j = 0; j <= n; j++) {
			double want = i < m && j < n ? 0.5 * element(turned, i, j, k) : 77;

			ck_assert_msg(fabs(c[i * LDC + j] - want) < 1e-4, "%s %d %zux%zux%zu at %zu %zu: %g, not %g",
				      gemm->name, turned, m, n, k, i, j, c[i * LDC + j], want);
		}
}

START_TEST(backends_multiply)
{
	for (int g = 0; g < ROWS(gemms); g++)
		for (int turned = 0; turned < 2; turned++)
			multiplies(gemms[g], turned, shapes[_i].m, shapes[_i].n, shapes[_i].k);
}
END_TEST

/* --- Small integers: every backend, on every instruction set, says exactly what a plain loop says */

static uint8_t small_a[MOST];
static int8_t small_b[MOST];
static int32_t sums[MOST];

enum fill { ANY, LARGEST, OPPOSITE };   /* sums of which are cut off where 16 bits are taken for two products */

static void fill_small(enum fill fill)
{
	for (size_t i = 0; i < MOST; i++) {
		small_a[i] = fill == ANY ? (unsigned)(a[i] * 1000 + 1000) % (HS_GRID_MOST + 1) : HS_GRID_MOST;
		small_b[i] = fill == ANY ? (int)(b[i] * 127) : fill == LARGEST ? 127 : -127;
	}
}

static void multiplies_small(const struct hs_gemm *gemm, size_t m, size_t n, size_t k)
{
	memset(sums, 77, sizeof(sums));
	gemm->multiply_small(m, n, k, small_a, small_b, sums);
	for (size_t i = 0; i < m; i++)
		for (size_t j = 0; j < n; j++) {
			int32_t want = 0;

			for (size_t t = 0; t < k; t++)
				want += small_a[i * k + t] * small_b[j * k + t];
			ck_assert_msg(sums[i * n + j] == want, "%s %zux%zux%zu at %zu %zu: %d, not %d", gemm->name, m, n, k, i, j,
				      sums[i * n + j], want);
		}
	ck_assert_int_eq(sums[m * n], 0x4d4d4d4d);
}

START_TEST(small_products_are_exact)
{
	const struct hs_kernels *kernels;

	for (int fill = ANY; fill <= OPPOSITE; fill++) {
		fill_small(fill);
		for (int g = 0; g < ROWS(gemms); g++)
			multiplies_small(gemms[g], shapes[_i].m, shapes[_i].n, shapes[_i].k);
		for (size_t i = 0; (kernels = hs_kernels_get(i)); i++) {
			hs_kernels_use(kernels);
			multiplies_small(&hs_gemm_builtin, shapes[_i].m, shapes[_i].n, shapes[_i].k);
		}
		hs_kernels_use(NULL);
	}
}
END_TEST

START_TEST(the_default_is_the_configured_one)
{
	ck_assert_ptr_eq(hs_gemm_default(), gemms[ROWS(gemms) - 1]);
}
END_TEST

START_TEST(threads_are_put_back)
{
	for (int g = 0; g < ROWS(gemms); g++) {
		int before = gemms[g]->enter();

		ck_assert_int_ge(before, 1);
		ck_assert_int_eq(gemms[g]->enter(), 1);
		gemms[g]->leave(before);
		ck_assert_int_eq(gemms[g]->enter(), before);
		gemms[g]->leave(before);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("gemm");
	TCase *tcase = tcase_create("gemm");

	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, backends_multiply, 0, ROWS(shapes));
	tcase_add_loop_test(tcase, small_products_are_exact, 0, ROWS(shapes));
	tcase_add_test(tcase, the_default_is_the_configured_one);
	tcase_add_test(tcase, threads_are_put_back);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
