#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/kernels.h"
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

/* The instruction set under test: each of the suite's cases is run with each. */
static size_t number;

static void setup(void)
{
	hs_kernels_use(hs_kernels_get(number));
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

START_TEST(scores)
{
	const size_t n = lengths[_i] / HS_SCORES * 2;
	float out[HS_SCORES];

	memset(want, 0, sizeof(want));
	for (size_t i = 0; i < n; i++) {
		const double z = y[i] + a[i] + (double)y[n + i] * b[i];

		for (int k = 0; k < HS_SCORES; k++)
			want[k] += z > 0 ? z * x[k * n + i] : 0;
	}
	hs_vec_score(out, x, y, a, b, n);
	memcpy(y, out, sizeof(out));
	is_near(HS_SCORES, 1e-3);
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

START_TEST(sums_of_rows)
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

/* --- Small integers */

START_TEST(quantises_and_restores)
{
	const size_t n = lengths[_i];
	static uint8_t q[ROWS_N * MOST];
	struct hs_grid grid[ROWS_N];

	for (size_t i = 0; i < n; i++)
		y[i] = i == n / 2 ? 5 : 0.1f * (i % 3);         /* nothing below 0 */
	for (size_t i = n; i < 2 * n; i++)
		y[i] = 0;
	hs_vec_quantise(q, grid, y, ROWS_N, n);
	ck_assert_int_eq(grid[0].zero, 0);
	ck_assert(grid[1].step == 0);
	for (size_t r = 0; r < ROWS_N; r++)
		for (size_t i = 0; i < n; i++) {
			const float back = grid[r].step * ((int)q[r * n + i] - grid[r].zero);

			ck_assert_uint_le(q[r * n + i], HS_GRID_MOST);
			ck_assert_msg(fabsf(back - y[r * n + i]) <= 0.501f * grid[r].step, "%zu %zu: %g, not %g by steps of %g",
				      r, i, back, y[r * n + i], grid[r].step);
		}
}
END_TEST

static int32_t sums[ROWS_N * MOST], column_sums[MOST];
static struct hs_grid grids[ROWS_N], out_grids[ROWS_N];
static uint8_t small[ROWS_N * MOST];

/* Sums with grids for their rows and columns; what they mean, in `want`. */
static struct hs_columns make_sums(size_t n)
{
	for (size_t r = 0; r < ROWS_N; r++)
		grids[r] = (struct hs_grid){ .step = 0.02f * (r + 1), .zero = 40 + r };
	for (size_t i = 0; i < n; i++)
		column_sums[i] = (int)(i * 31 % 4001) - 2000;
	for (size_t i = 0; i < ROWS_N * n; i++) {
		sums[i] = x[i] * 20000;
		want[i] = ((double)sums[i] - grids[i / n].zero * column_sums[i % n]) * grids[i / n].step * (0.001 * b[i % n]) + c[i % n];
	}
	for (size_t i = 0; i < n; i++)
		a[i] = 0.001f * b[i];
	return (struct hs_columns){ .scale = a, .sum = column_sums, .bias = c };
}

static void is_near_small(size_t n, double slack)
{
	for (size_t i = 0; i < ROWS_N * n; i++) {
		const struct hs_grid grid = out_grids[i / n];
		const double back = grid.step * (small[i] - grid.zero);

		ck_assert_msg(fabs(back - want[i]) <= 0.501 * grid.step + slack, "%zu of %zu: %g, not %g", i, n, back, want[i]);
	}
}

START_TEST(sums_become_numbers)
{
	const size_t n = lengths[_i];
	struct hs_columns columns = make_sums(n);
	float room[MOST];

	hs_vec_restore(y, sums, grids, &columns, ROWS_N, n);
	is_near(ROWS_N * n, 2e-5);
	memcpy(y, sums, sizeof(*y) * ROWS_N * n);
	hs_vec_restore(y, (const int32_t *)(const void *)y, grids, &columns, ROWS_N, n);        /* where they are */
	is_near(ROWS_N * n, 2e-5);
	for (size_t i = 0; i < ROWS_N * n; i++)
		want[i] = gelu(want[i]);
	hs_vec_restore_gelu(small, out_grids, sums, grids, &columns, ROWS_N, n, room);
	is_near_small(n, 2.2e-4);
	columns.bias = NULL;
	hs_vec_restore(y, sums, grids, &columns, 1, n);
	for (size_t i = 0; i < n; i++)
		want[i] = ((double)sums[i] - grids[0].zero * column_sums[i]) * grids[0].step * a[i];
	is_near(n, 2e-5);
}
END_TEST

/* A number that is alone in its row is at an end of its grid. */
START_TEST(small_gelu_everywhere)
{
	const float one = 1, zero = 0;
	const int32_t none = 0;
	const struct hs_columns columns = { .scale = &one, .sum = &none, .bias = &zero };
	const struct hs_grid in = { .step = 0.001f };
	float room;

	for (int32_t v = -40000; v <= 40000; v++) {
		double back;

		hs_vec_restore_gelu(small, out_grids, &v, &in, &columns, 1, 1, &room);
		back = out_grids[0].step * ((double)small[0] - out_grids[0].zero);
		ck_assert_msg(fabs(back - gelu(v * 0.001)) <= 2e-4 + 1e-7 * abs(v), "%d: %g, not %g", v, back, gelu(v * 0.001));
	}
}
END_TEST

START_TEST(sums_are_added_and_normed)
{
	const size_t n = lengths[_i];
	const struct hs_columns columns = make_sums(n);

	if (n < 7)
		return;
	fill(y, ROWS_N * n, 6, 1);
	for (size_t i = 0; i < ROWS_N * n; i++)
		want[i] += y[i];
	for (size_t r = 0; r < ROWS_N; r++)
		plain_norm(want + r * n, n);
	hs_vec_restore_norm(y, small, out_grids, sums, grids, &columns, a, b, ROWS_N, n);
	is_near(ROWS_N * n, 4e-5);
	is_near_small(n, 4e-5);
}
END_TEST

/* --- Attention */

static const struct { size_t rows, width; } heads[] = {
	{ 1, 1 }, { 2, 32 }, { 7, 6 }, { 8, 12 }, { 31, 32 }, { 33, 33 }, { 70, 32 }, { 100, 64 }, { 20, 100 },
};

enum { HEAD_LD = 320, HEAD_ROWS = 100 };

static void plain_attend(double *mix, const float *q, const float *k, const float *v, size_t rows, size_t width)
{
	for (size_t i = 0; i < rows; i++) {
		double weight[HEAD_ROWS];
		float score[HEAD_ROWS];

		for (size_t j = 0; j < rows; j++) {
			score[j] = 0;
			for (size_t t = 0; t < width; t++)
				score[j] += q[i * HEAD_LD + t] * k[j * HEAD_LD + t] / sqrt(width);
		}
		plain_softmax(weight, score, rows);
		for (size_t t = 0; t < width; t++) {
			mix[i * width + t] = 0;
			for (size_t j = 0; j < rows; j++)
				mix[i * width + t] += weight[j] * v[j * HEAD_LD + t];
		}
	}
}

START_TEST(attends)
{
	const size_t rows = heads[_i].rows, width = heads[_i].width;
	static float qkv[HEAD_ROWS * HEAD_LD];
	static double plain[HEAD_ROWS * HEAD_LD];
	float mix[HEAD_ROWS * 101], *room = malloc(hs_vec_attend_room(rows, width));

	fill(qkv, HEAD_ROWS * HEAD_LD, 2, 6);
	fill(mix, ROWS(mix), 1, 7);
	plain_attend(plain, qkv, qkv + 100, qkv + 200, rows, width);
	hs_vec_attend(mix, 101, qkv, qkv + 100, qkv + 200, HEAD_LD, rows, width, room);
	for (size_t i = 0; i < rows; i++)
		for (size_t t = 0; t < width; t++)
			ck_assert_msg(fabs(mix[i * 101 + t] - plain[i * width + t]) < 0.03, "%zu %zu: %g, not %g", i, t,
				      mix[i * 101 + t], plain[i * width + t]);
	free(room);
}
END_TEST

/* --- Instruction sets */

struct sample {                         /* what all of it comes to */
	float gelu[MOST], norm[MOST], softmax[MOST], mix[40 * 32], dot, scores[HS_SCORES];
	uint8_t small[MOST];
	struct hs_grid grid;
};

static void take_sample(struct sample *out)
{
	const size_t n = 999;
	float *room = malloc(hs_vec_attend_room(40, 32));

	memset(out, 0, sizeof(*out));
	memcpy(out->gelu, y, n * sizeof(*y));
	memcpy(out->norm, y, n * sizeof(*y));
	memcpy(out->softmax, y, n * sizeof(*y));
	hs_vec_gelu(out->gelu, a, 1, n);
	hs_vec_add_norm(out->norm, x, c, a, b, 1, n);
	hs_vec_softmax(out->softmax, 1, n);
	hs_vec_quantise(out->small, &out->grid, y, 1, n);
	hs_vec_attend(out->mix, 32, y, y + 700, y + 1400, 33, 40, 32, room);
	out->dot = hs_vec_dot(x, y, n);
	hs_vec_score(out->scores, x, y, a, b, 400);
	free(room);
}

/* Builds with sanitizers put checks between a product and its sum, not alike for each instruction set. */
#ifdef HS_ARENA_DEBUG
static const bool same_bits = false;
#else
static const bool same_bits = true;
#endif

/* Whoever multiplies and adds in one step comes to the same bits; the others come near. */
START_TEST(instruction_sets_agree)
{
	static struct sample first, other;
	const struct hs_kernels *kernels;

	take_sample(&first);
	for (size_t i = 0; (kernels = hs_kernels_get(i)); i++) {
		hs_kernels_use(kernels);
		ck_assert_ptr_eq(hs_kernels_used(), kernels);
		take_sample(&other);
		if (same_bits && strncmp(kernels->name, "x86_64", 6) == 0)
			ck_assert_msg(memcmp(&first, &other, sizeof(first)) == 0, "%s", kernels->name);
		for (int k = 0; k < MOST; k++)
			ck_assert(fabsf(first.gelu[k] - other.gelu[k]) < 1e-5 && fabsf(first.norm[k] - other.norm[k]) < 1e-5 &&
				  fabsf(first.softmax[k] - other.softmax[k]) < 1e-5);
	}
	hs_kernels_use(NULL);
	ck_assert_ptr_eq(hs_kernels_used(), hs_kernels_get(0));
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

static TCase *cases_of(const struct hs_kernels *kernels, SFun begin)
{
	TCase *tcase = tcase_create(kernels->name);

	tcase_add_checked_fixture(tcase, begin, NULL);
	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_add_loop_test(tcase, bias_gelu_relu, 0, ROWS(lengths));
	tcase_add_loop_test(tcase, scores, 0, ROWS(lengths));
	tcase_add_test(tcase, gelu_everywhere);
	tcase_add_loop_test(tcase, norms, 0, ROWS(lengths));
	tcase_add_loop_test(tcase, softmax, 0, ROWS(lengths));
	tcase_add_test(tcase, softmax_of_far_scores);
	tcase_add_loop_test(tcase, sums_of_rows, 0, ROWS(lengths));
	tcase_add_test(tcase, rows_do_not_depend_on_each_other);
	tcase_add_loop_test(tcase, quantises_and_restores, 0, ROWS(lengths));
	tcase_add_loop_test(tcase, sums_become_numbers, 0, ROWS(lengths));
	tcase_add_test(tcase, small_gelu_everywhere);
	tcase_add_loop_test(tcase, sums_are_added_and_normed, 0, ROWS(lengths));
	tcase_add_loop_test(tcase, attends, 0, ROWS(heads));
	return tcase;
}

static void take_0(void) { number = 0; }
static void take_1(void) { number = 1; }
static void take_2(void) { number = 2; }
static void take_3(void) { number = 3; }

int main(void)
{
	static void (*const takes[])(void) = { take_0, take_1, take_2, take_3 };
	Suite *suite = suite_create("vec");
	TCase *all = tcase_create("all");

	for (int i = 0; i < ROWS(takes) && hs_kernels_get(i); i++)
		suite_add_tcase(suite, cases_of(hs_kernels_get(i), takes[i]));
	tcase_add_checked_fixture(all, setup, NULL);
	tcase_add_test(all, instruction_sets_agree);
	suite_add_tcase(suite, all);
	return unit_run(suite);
}
