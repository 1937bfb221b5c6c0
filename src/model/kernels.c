/*
 * kernels.c - the functions of kernels.def for one instruction set, HS_TARGET; see kernels.h.
 *
 * The order of every sum is fixed: what an instruction set changes is how much of it is done at a time.
 */
#ifndef __clang__
#pragma GCC optimize("O3")
#endif

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/kernels.h"

#include <math.h>
#include <string.h>

#ifndef HS_TARGET
#define HS_TARGET plain
#endif

/* The floats of a register, and the sums that are kept in registers. */
#if defined(__AVX512F__)
enum { LENGTH = 16, TILE_ROWS = 8, TILE_VECTORS = 2 };
#elif defined(__AVX__)
enum { LENGTH = 8, TILE_ROWS = 4, TILE_VECTORS = 2 };
#else
enum { LENGTH = 4, TILE_ROWS = 4, TILE_VECTORS = 2 };
#endif
enum { TILE_WIDTH = LENGTH * TILE_VECTORS };

enum { LANES = 16, PARTS = LANES / LENGTH };    /* partial results of a sum: its order is the same whatever the registers */

#define INLINE static inline __attribute__((always_inline))

typedef float vector __attribute__((vector_size(LENGTH * sizeof(float))));
typedef int32_t mask __attribute__((vector_size(LENGTH * sizeof(float))));

struct lanes {
	vector part[PARTS];
};

INLINE vector load(const float *from)
{
	vector v;

	memcpy(&v, from, sizeof(v));
	return v;
}

INLINE vector larger(vector a, vector b)
{
	const mask first = a > b;

	return (vector)((first & (mask)a) | (~first & (mask)b));
}

INLINE void store(float *to, vector v)
{
	memcpy(to, &v, sizeof(v));
}

/* n < LENGTH */
INLINE vector load_some(const float *from, size_t n)
{
	vector v = { 0 };

	memcpy(&v, from, n * sizeof(*from));
	return v;
}

INLINE vector absolute(vector x)
{
	return (vector)((mask)x & INT32_MAX);
}

/*
 * 2^x for x <= 0, relative error under 1.6e-7; 2^-126 below -126. x is rounded to a whole number by adding one so large that its
 * last bit counts ones; those bits, moved to the place of the exponent, multiply the rest's power.
 */
INLINE vector power_of(vector x)
{
	const vector within = larger(x, (vector){ 0 } - 126.0f), rounded = within + 12582912.0f;
	const vector rest = within - (rounded - 12582912.0f);
	vector p = rest * 0.00132764713f + 0.00967554096f;

	p = p * rest + 0.0555071309f;
	p = p * rest + 0.240221202f;
	p = p * rest + 0.693146944f;
	p = p * rest + 1.00000012f;
	return (vector)((mask)p + ((mask)rounded << 23));
}

/* e^x for x <= 0 */
INLINE vector exp_of(vector x)
{
	return power_of(x * 1.44269504f);
}

/* 1 - erf(a / sqrt 2) for a >= 0: Abramowitz and Stegun, 7.1.26; error under 1.5e-7 */
INLINE vector erfc_of(vector a)
{
	const vector t = 1.0f / (0.231641888f * a + 1.0f);
	vector p = 1.061405429f * t - 1.453152027f;

	p = p * t + 1.421413741f;
	p = p * t - 0.284496736f;
	p = p * t + 0.254829592f;
	return p * t * exp_of(-0.5f * a * a);
}

/* v/2 (1 + erf) = (v + |v| - |v| erfc(|v|)) / 2: no sign to tell apart, nothing that cancels. */
INLINE vector gelu_of(vector v)
{
	const vector a = absolute(v);

	return 0.5f * (v + a - a * erfc_of(a));
}

INLINE float sum_of(const struct lanes *lanes)
{
	float lane[LANES], sum = 0;

	memcpy(lane, lanes, sizeof(lane));
	for (int j = 0; j < LANES; j++)
		sum += lane[j];
	return sum;
}

INLINE float row_sum(const float *restrict x, size_t n)
{
	struct lanes lanes = { 0 };
	size_t i = 0;
	float sum;

	for (; i + LANES <= n; i += LANES)
		for (int p = 0; p < PARTS; p++)
			lanes.part[p] += load(x + i + p * LENGTH);
	for (sum = sum_of(&lanes); i < n; i++)
		sum += x[i];
	return sum;
}

INLINE float row_squares(const float *restrict x, float mean, size_t n)
{
	struct lanes lanes = { 0 };
	size_t i = 0;
	float sum;

	for (; i + LANES <= n; i += LANES)
		for (int p = 0; p < PARTS; p++) {
			const vector far = load(x + i + p * LENGTH) - mean;

			lanes.part[p] += far * far;
		}
	for (sum = sum_of(&lanes); i < n; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sum;
}

INLINE float row_max(const float *restrict x, size_t n)
{
	float lane[LENGTH], max = x[0];
	size_t i = 0;

	if (n >= LENGTH) {
		vector most = load(x);

		for (i = LENGTH; i + LENGTH <= n; i += LENGTH)
			most = larger(load(x + i), most);
		memcpy(lane, &most, sizeof(lane));
		for (int j = 0; j < LENGTH; j++)
			max = lane[j] > max ? lane[j] : max;
	}
	for (; i < n; i++)
		max = x[i] > max ? x[i] : max;
	return max;
}

INLINE void norm_row(float *restrict y, const float *restrict gain, const float *restrict shift, size_t n)
{
	float mean = row_sum(y, n) / n;
	float scale = 1.0f / sqrtf(row_squares(y, mean, n) / n + 1e-12f);

	for (size_t i = 0; i < n; i++)
		y[i] = (y[i] - mean) * scale * gain[i] + shift[i];
}

static void bias(float *restrict y, const float *restrict bias, size_t rows, size_t n)
{
	for (; rows--; y += n)
		for (size_t i = 0; i < n; i++)
			y[i] += bias[i];
}

INLINE void gelu_row(float *restrict y, size_t n)
{
	size_t i = 0;

	for (; i + LENGTH <= n; i += LENGTH)
		store(y + i, gelu_of(load(y + i)));
	if (i < n) {
		const vector last = gelu_of(load_some(y + i, n - i));

		memcpy(y + i, &last, (n - i) * sizeof(*y));
	}
}

static void gelu(float *restrict y, const float *restrict bias, size_t rows, size_t n)
{
	for (; rows--; y += n) {
		for (size_t i = 0; i < n; i++)
			y[i] += bias[i];
		gelu_row(y, n);
	}
}

static void relu(float *restrict y, const float *restrict bias, size_t rows, size_t n)
{
	for (; rows--; y += n)
		for (size_t i = 0; i < n; i++) {
			float v = y[i] + bias[i];

			y[i] = v > 0 ? v : 0;
		}
}

static void norm(float *restrict y, const float *restrict gain, const float *restrict shift, size_t rows, size_t n)
{
	for (; rows--; y += n)
		norm_row(y, gain, shift, n);
}

static void add_norm(float *restrict y, const float *restrict add, const float *restrict bias,
		     const float *restrict gain, const float *restrict shift, size_t rows, size_t n)
{
	for (; rows--; y += n, add += n) {
		for (size_t i = 0; i < n; i++)
			y[i] += add[i] + bias[i];
		norm_row(y, gain, shift, n);
	}
}

INLINE void exp_row(float *restrict y, float max, size_t n)
{
	size_t i = 0;

	for (; i + LENGTH <= n; i += LENGTH)
		store(y + i, exp_of(load(y + i) - max));
	if (i < n) {
		const vector last = exp_of(load_some(y + i, n - i) - max);

		memcpy(y + i, &last, (n - i) * sizeof(*y));
	}
}

static void softmax(float *restrict y, size_t rows, size_t n)
{
	for (; rows--; y += n) {
		float scale;

		exp_row(y, row_max(y, n), n);
		scale = 1.0f / row_sum(y, n);
		for (size_t i = 0; i < n; i++)
			y[i] *= scale;
	}
}

static void add(float *restrict y, const float *restrict x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		y[i] += x[i];
}

static void add_int8(float *restrict y, const int8_t *restrict q, float scale, size_t n)
{
	for (size_t i = 0; i < n; i++)
		y[i] += scale * q[i];
}

static float dot(const float *restrict a, const float *restrict b, size_t n)
{
	struct lanes lanes = { 0 };
	size_t i = 0;
	float sum;

	for (; i + LANES <= n; i += LANES)
		for (int p = 0; p < PARTS; p++)
			lanes.part[p] += load(a + i + p * LENGTH) * load(b + i + p * LENGTH);
	for (sum = sum_of(&lanes); i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static void score(float *restrict out, const float *restrict w, const float *restrict piece, const float *restrict base,
		  const float *restrict scale, size_t n)
{
	struct lanes lanes[HS_SCORES];
	size_t i = 0;

	memset(lanes, 0, sizeof(lanes));
	for (; i + LANES <= n; i += LANES)
		for (int p = 0; p < PARTS; p++) {
			const size_t at = i + p * LENGTH;
			const vector z = load(piece + at) + load(base + at) + load(piece + n + at) * load(scale + at);

			for (int k = 0; k < HS_SCORES; k++)
				lanes[k].part[p] += larger(z, (vector){ 0 }) * load(w + k * n + at);
		}
	for (int k = 0; k < HS_SCORES; k++) {
		out[k] = sum_of(&lanes[k]);
		for (size_t rest = i; rest < n; rest++) {
			const float z = piece[rest] + base[rest] + piece[n + rest] * scale[rest];

			out[k] += (z > 0 ? z : 0) * w[k * n + rest];
		}
	}
}

/* --- Products: a tile of sums stays in registers while a and the panel pass by */

/* c[rows][TILE_WIDTH] = scale[rows] * a[rows][depth] panel[depth][HS_PANEL], of which it takes TILE_WIDTH columns. */
INLINE void tile(float *restrict c, size_t ldc, const float *restrict a, size_t lda, const float *restrict panel, size_t depth,
		 const float *scale, int rows)
{
	vector sum[TILE_ROWS][TILE_VECTORS];

	for (int r = 0; r < rows; r++)
		for (int v = 0; v < TILE_VECTORS; v++)
			sum[r][v] = (vector){ 0 };
	for (size_t i = 0; i < depth; i++)
		for (int r = 0; r < rows; r++)
			for (int v = 0; v < TILE_VECTORS; v++)
				sum[r][v] += a[r * lda + i] * load(panel + i * HS_PANEL + v * LENGTH);
	for (int r = 0; r < rows; r++)
		for (int v = 0; v < TILE_VECTORS; v++)
			store(c + r * ldc + v * LENGTH, sum[r][v] * scale[r]);
}

INLINE void panel_rows(float *restrict c, size_t ldc, const float *restrict a, size_t lda, const float *restrict panel, size_t width,
		       size_t depth, float alpha, int rows)
{
	float part[TILE_ROWS][TILE_WIDTH], scale[TILE_ROWS];

	for (int r = 0; r < rows; r++)
		scale[r] = alpha;
	for (size_t j = 0; j < width; j += TILE_WIDTH) {
		tile(part[0], TILE_WIDTH, a, lda, panel + j, depth, scale, rows);
		for (int r = 0; r < rows; r++)
			for (size_t i = 0; i < TILE_WIDTH && j + i < width; i++)
				c[r * ldc + j + i] += part[r][i];
	}
}

static void panel(float *restrict c, size_t ldc, const float *restrict a, size_t lda, const float *restrict panel, size_t m, size_t width,
		  size_t depth, float alpha)
{
	size_t i = 0;

	for (; i + TILE_ROWS <= m; i += TILE_ROWS)
		panel_rows(c + i * ldc, ldc, a + i * lda, lda, panel, width, depth, alpha, TILE_ROWS);
	for (; i < m; i++)
		panel_rows(c + i * ldc, ldc, a + i * lda, lda, panel, width, depth, alpha, 1);
}

/* --- Attention: the scores of a few rows at a time, which stay in the nearest cache until they are used up */

struct attention {
	size_t rows, columns, width;    /* columns: rows, rounded up to whole panels */
	float *keys;                    /* [columns / HS_PANEL][width][HS_PANEL] */
	float *values;                  /* [width / HS_PANEL, rounded up][rows][HS_PANEL] */
	float *scores;                  /* [HS_ATTEND_ROWS][columns] */
};

INLINE void pack_keys(const struct attention *at, const float *k, size_t ld)
{
	for (size_t j = 0; j < at->columns; j++) {
		float *to = at->keys + j / HS_PANEL * at->width * HS_PANEL + j % HS_PANEL;

		for (size_t i = 0; i < at->width; i++)
			to[i * HS_PANEL] = j < at->rows ? k[j * ld + i] : 0;
	}
}

INLINE void pack_values(const struct attention *at, const float *v, size_t ld)
{
	float *to = at->values;

	for (size_t from = 0; from < at->width; from += HS_PANEL) {
		const size_t n = at->width - from < HS_PANEL ? at->width - from : HS_PANEL;

		for (size_t j = 0; j < at->rows; j++, to += HS_PANEL) {
			memcpy(to, v + j * ld + from, n * sizeof(*to));
			memset(to + n, 0, (HS_PANEL - n) * sizeof(*to));
		}
	}
}

/* Scores, times log2 e, to weights that do not add up to 1 yet; what they add up to. Columns behind the last row weigh nothing. */
INLINE float weigh(float *restrict score, size_t rows, size_t columns)
{
	const float max = row_max(score, rows);
	struct lanes lanes = { 0 };

	for (size_t i = rows; i < columns; i++)
		score[i] = -INFINITY;
	for (size_t i = 0; i < columns; i += LANES)
		for (int p = 0; p < PARTS; p++) {
			const vector weight = power_of(load(score + i + p * LENGTH) - max);

			store(score + i + p * LENGTH, weight);
			lanes.part[p] += weight;
		}
	return sum_of(&lanes);
}

INLINE void attend_rows(const struct attention *at, float *restrict mix, size_t ld_mix, const float *restrict q, size_t ld, size_t width,
			int rows)
{
	float share[TILE_ROWS], part[TILE_ROWS][TILE_WIDTH];

	for (int r = 0; r < rows; r++)
		share[r] = 1.44269504f / sqrtf(width);
	for (size_t j = 0; j < at->columns; j += TILE_WIDTH)
		tile(at->scores + j, at->columns, q, ld, at->keys + j / HS_PANEL * width * HS_PANEL + j % HS_PANEL, width, share, rows);
	for (int r = 0; r < rows; r++)
		share[r] = 1.0f / weigh(at->scores + r * at->columns, at->rows, at->columns);
	for (size_t j = 0; j < width; j += TILE_WIDTH) {
		const size_t n = width - j < TILE_WIDTH ? width - j : TILE_WIDTH;

		tile(part[0], TILE_WIDTH, at->scores, at->columns, at->values + j / HS_PANEL * at->rows * HS_PANEL + j % HS_PANEL,
		     at->rows, share, rows);
		for (int r = 0; r < rows; r++)
			memcpy(mix + r * ld_mix + j, part[r], n * sizeof(float));
	}
}

INLINE void attend_all(const struct attention *at, float *restrict mix, size_t ld_mix, const float *restrict q, size_t ld, size_t width)
{
	size_t i = 0;

	for (; i + TILE_ROWS <= at->rows; i += TILE_ROWS)
		attend_rows(at, mix + i * ld_mix, ld_mix, q + i * ld, ld, width, TILE_ROWS);
	for (; i < at->rows; i++)
		attend_rows(at, mix + i * ld_mix, ld_mix, q + i * ld, ld, width, 1);
}

static void attend(float *restrict mix, size_t ld_mix, const float *restrict q, const float *restrict k, const float *restrict v, size_t ld,
		   size_t rows, size_t width, float *restrict room)
{
	struct attention at = { .rows = rows, .columns = (rows + HS_PANEL - 1) / HS_PANEL * HS_PANEL, .width = width, .keys = room };

	at.values = at.keys + width * at.columns;
	at.scores = at.values + (width + HS_PANEL - 1) / HS_PANEL * HS_PANEL * at.rows;
	pack_keys(&at, k, ld);
	pack_values(&at, v, ld);
	attend_all(&at, mix, ld_mix, q, ld, width);
}

/* --- Rows of small integers */

/* The least and the largest number of the row, and 0. */
INLINE void row_ends(const float *restrict x, size_t n, float *restrict low, float *restrict high)
{
	float least[LENGTH], most[LENGTH];
	vector down = { 0 }, up = { 0 };
	size_t i = 0;

	for (; i + LENGTH <= n; i += LENGTH) {
		down = larger(-load(x + i), down);
		up = larger(load(x + i), up);
	}
	memcpy(least, &down, sizeof(least));
	memcpy(most, &up, sizeof(most));
	*low = *high = 0;
	for (int j = 0; j < LENGTH; j++) {
		*low = -least[j] < *low ? -least[j] : *low;
		*high = most[j] > *high ? most[j] : *high;
	}
	for (; i < n; i++) {
		*low = x[i] < *low ? x[i] : *low;
		*high = x[i] > *high ? x[i] : *high;
	}
}

INLINE struct hs_grid quantise_row(uint8_t *restrict q, const float *restrict x, size_t n)
{
	float low, high, per_step, shift;
	struct hs_grid grid;

	row_ends(x, n, &low, &high);
	grid.step = (high - low) / HS_GRID_MOST;
	per_step = grid.step > 0 ? 1.0f / grid.step : 0;
	grid.zero = (int32_t)(-low * per_step + 0.5f);
	shift = (float)grid.zero + 0.5f;
	for (size_t i = 0; i < n; i++) {
		const int32_t at = (int32_t)(x[i] * per_step + shift);

		q[i] = at < HS_GRID_MOST ? at : HS_GRID_MOST;
	}
	return grid;
}

static void quantise(uint8_t *restrict q, struct hs_grid *restrict grid, const float *restrict x, size_t rows, size_t n)
{
	for (size_t r = 0; r < rows; r++)
		grid[r] = quantise_row(q + r * n, x + r * n, n);
}

static void dots(int32_t *restrict c, size_t ldc, const uint8_t *restrict a, size_t lda, const int8_t *restrict b, size_t ldb, size_t m,
		 size_t n, size_t k)
{
	for (size_t i = 0; i < m; i++)
		for (size_t j = 0; j < n; j++) {
			int32_t sum = 0;

			for (size_t t = 0; t < k; t++)
				sum += (int16_t)a[i * lda + t] * (int16_t)b[j * ldb + t];
			c[i * ldc + j] = sum;
		}
}

INLINE float restored(int32_t sum, struct hs_grid grid, const struct hs_columns *columns, size_t i)
{
	return (float)(sum - grid.zero * columns->sum[i]) * (grid.step * columns->scale[i]);
}

/* No restrict: y may be the memory of sums. */
static void restore(float *y, const int32_t *sums, const struct hs_grid *grid, const struct hs_columns *columns, size_t rows, size_t n)
{
	const struct hs_columns at = *columns;

	for (size_t r = 0; r < rows; r++)
		for (size_t i = 0; i < n; i++)
			y[r * n + i] = restored(sums[r * n + i], grid[r], &at, i) + (at.bias ? at.bias[i] : 0);
}

static void restore_gelu(uint8_t *restrict q, struct hs_grid *restrict out, const int32_t *restrict sums, const struct hs_grid *restrict grid,
			 const struct hs_columns *columns, size_t rows, size_t n, float *restrict room)
{
	const struct hs_columns at = *columns;

	for (size_t r = 0; r < rows; r++) {
		for (size_t i = 0; i < n; i++)
			room[i] = restored(sums[r * n + i], grid[r], &at, i) + at.bias[i];
		gelu_row(room, n);
		out[r] = quantise_row(q + r * n, room, n);
	}
}

static void restore_norm(float *restrict y, uint8_t *restrict q, struct hs_grid *restrict out, const int32_t *restrict sums,
			 const struct hs_grid *restrict grid, const struct hs_columns *columns, const float *restrict gain,
			 const float *restrict shift, size_t rows, size_t n)
{
	const struct hs_columns at = *columns;

	for (size_t r = 0; r < rows; r++) {
		float *row = y + r * n;

		for (size_t i = 0; i < n; i++)
			row[i] += restored(sums[r * n + i], grid[r], &at, i) + at.bias[i];
		norm_row(row, gain, shift, n);
		out[r] = quantise_row(q + r * n, row, n);
	}
}

#define JOIN(a, b) a##b
#define NAME_OF(target) JOIN(hs_kernels_, target)
#define WORD_OF(target) WORD(target)
#define WORD(target) #target

const struct hs_kernels NAME_OF(HS_TARGET) = {
	.name = WORD_OF(HS_TARGET),
#define KERNEL(type, name, parameters, arguments) .name = name,
#include "model/kernels.def"
#undef KERNEL
};
