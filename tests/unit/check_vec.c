#include <math.h>
#include <string.h>

#include "model/vec.h"
#include "unit.h"

/* Lengths on both sides of the vector widths. */
static const size_t lengths[] = { 1, 2, 7, 15, 16, 17, 31, 32, 33, 48, 100, 384, 512, 1000 };

enum { MOST = 1000, ROWS_N = 3 };

static float y[ROWS_N * MOST], x[ROWS_N * MOST], a[MOST], b[MOST], c[MOST];
static double want[ROWS_N * MOST];

/* Numbers in [-scale, scale), the same in each run. */
static void fill(float *out, size_t n, float scale, uint32_t seed)
{
	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525 + 1013904223;
		out[i] = scale * ((seed >> 8) / 8388608.0f - 1);
	}
}

static void setup(void)
{
	fill(y, ROWS_N * MOST, 6, 1);
	fill(x, ROWS_N * MOST, 6, 2);
	fill(a, MOST, 2, 3);
	fill(b, MOST, 2, 4);
	fill(c, MOST, 2, 5);
}

static void is_near(size_t n, double tolerance)
{
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(fabs(y[i] - want[i]) <= tolerance, "%zu of %zu: %.9g, not %.9g", i, n, y[i], want[i]);
}

static double gelu(double v)
{
	return 0.5 * v * (1 + erf(v / sqrt(2)));
}

static void plain_norm(double *row, size_t n)
{
	double mean = 0, var = 0;

	for (size_t i = 0; i < n; i++)
		mean += row[i] / n;
	for (size_t i = 0; i < n; i++)
		var += (row[i] - mean) * (row[i] - mean) / n;
	for (size_t i = 0; i < n; i++)
		row[i] = (row[i] - mean) / sqrt(var + 1e-12) * a[i] + b[i];
}

static void plain_softmax(double *row, const float *in, size_t n)
{
	double sum = 0, max = in[0];

	for (size_t i = 1; i < n; i++)
		max = in[i] > max ? in[i] : max;
	for (size_t i = 0; i < n; i++)
		sum += row[i] = exp(in[i] - max);
	for (size_t i = 0; i < n; i++)
		row[i] /= sum;
}

START_TEST(bias_gelu_relu)
{
	const size_t n = lengths[_i];

	for (size_t i = 0; i < ROWS_N * n; i++)
		want[i] = gelu((double)y[i] + a[i % n]);
	hs_vec_gelu(y, a, ROWS_N, n);
	is_near(ROWS_N * n, 2e-6);
	for (size_t i = 0; i < ROWS_N * n; i++)
		want[i] = y[i] + b[i % n];
	hs_vec_bias(y, b, ROWS_N, n);
	is_near(ROWS_N * n, 1e-6);
	for (size_t i = 0; i < ROWS_N * n; i++)
		want[i] = y[i] + c[i % n] > 0 ? y[i] + c[i % n] : 0;
	hs_vec_relu(y, c, ROWS_N, n);
	is_near(ROWS_N * n, 1e-6);
}
END_TEST

START_TEST(gelu_everywhere)
{
	const float zero[1] = { 0 };

	for (double v = -40; v <= 40; v += 0.001) {
		y[0] = v;
		want[0] = gelu(y[0]);
		hs_vec_gelu(y, zero, 1, 1);
		is_near(1, 1e-6 * (1 + fabs(v) / 4));
	}
}
END_TEST

START_TEST(norms)
{
	const size_t n = lengths[_i];

	if (n < 7)
		return;                 /* the variance of so few is a matter of rounding */
	for (size_t r = 0; r < ROWS_N; r++) {
		for (size_t i = 0; i < n; i++)
			want[r * n + i] = (double)y[r * n + i] + x[r * n + i] + c[i];
		plain_norm(want + r * n, n);
	}
	hs_vec_add_norm(y, x, c, a, b, ROWS_N, n);
	is_near(ROWS_N * n, 4e-6);
	for (size_t r = 0; r < ROWS_N; r++) {
		for (size_t i = 0; i < n; i++)
			want[r * n + i] = y[r * n + i];
		plain_norm(want + r * n, n);
	}
	hs_vec_norm(y, a, b, ROWS_N, n);
	is_near(ROWS_N * n, 4e-6);
}
END_TEST

START_TEST(softmax)
{
	const size_t n = lengths[_i];

	for (size_t r = 0; r < ROWS_N; r++)
		plain_softmax(want + r * n, y + r * n, n);
	hs_vec_softmax(y, ROWS_N, n);
	is_near(ROWS_N * n, 5e-7);
}
END_TEST

/* Relative error of e^x over all that a softmax hands to it, by way of two scores. */
START_TEST(softmax_of_far_scores)
{
	for (double d = 0; d < 80; d += 0.01) {
		y[0] = 0;
		y[1] = -d;
		hs_vec_softmax(y, 1, 2);
		ck_assert_msg(fabs(y[1] / y[0] / exp(-(double)(float)d) - 1) < 1e-6 + 1e-7 * d, "at -%g", d);
	}
	y[0] = 1e30f;
	y[1] = -1e30f;
	hs_vec_softmax(y, 1, 2);
	ck_assert(y[0] == 1 && y[1] < 1e-37);
}
END_TEST

START_TEST(sums)
{
	const size_t n = lengths[_i];
	double sum = 0;
	int8_t q[MOST];

	for (size_t i = 0; i < n; i++)
		sum += (double)a[i] * b[i];
	ck_assert_double_eq_tol(hs_vec_dot(a, b, n), sum, 1e-3);
	for (size_t i = 0; i < n; i++)
		want[i] = y[i] + x[i];
	hs_vec_add(y, x, n);
	is_near(n, 1e-6);
	for (size_t i = 0; i < n; i++) {
		q[i] = (int)(i * 37 % 255) - 127;
		want[i] = y[i] + 0.03 * q[i];
	}
	hs_vec_add_int8(y, q, 0.03f, n);
	is_near(n, 2e-6);
}
END_TEST

/* A row is the same whatever comes with it: batches must not show in the results. */
START_TEST(rows_do_not_depend_on_each_other)
{
	float alone[MOST];
	const size_t n = 384;

	memcpy(alone, y + n, n * sizeof(float));
	hs_vec_gelu(y, a, 2, n);
	hs_vec_gelu(alone, a, 1, n);
	hs_vec_softmax(y, 2, n);
	hs_vec_softmax(alone, 1, n);
	hs_vec_norm(y, a, b, 2, n);
	hs_vec_norm(alone, a, b, 1, n);
	ck_assert(memcmp(alone, y + n, n * sizeof(float)) == 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("vec");
	TCase *tcase = tcase_create("vec");

	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_add_loop_test(tcase, bias_gelu_relu, 0, ROWS(lengths));
	tcase_add_test(tcase, gelu_everywhere);
	tcase_add_loop_test(tcase, norms, 0, ROWS(lengths));
	tcase_add_loop_test(tcase, softmax, 0, ROWS(lengths));
	tcase_add_test(tcase, softmax_of_far_scores);
	tcase_add_loop_test(tcase, sums, 0, ROWS(lengths));
	tcase_add_test(tcase, rows_do_not_depend_on_each_other);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
