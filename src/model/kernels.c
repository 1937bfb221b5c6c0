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
#ifdef __AVX512VNNI__
#include <immintrin.h>
#endif

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

/*
 * The least and the largest number of the row, and 0. Numbers above 0 are in the order of their bits, and any below it are less than 0 as
 * integers too: integers, as compilers know a largest one of many whatever the order.
 */
INLINE void row_ends(const float *restrict x, size_t n, float *restrict low, float *restrict high)
{
	int32_t up = 0, down = 0;

	for (size_t i = 0; i < n; i++) {
		int32_t bits, turned;

		memcpy(&bits, x + i, sizeof(bits));
		turned = bits ^ INT32_MIN;
		up = bits > up ? bits : up;
		down = turned > down ? turned : down;
	}
	down ^= INT32_MIN;
	memcpy(high, &up, sizeof(*high));
	memcpy(low, &down, sizeof(*low));
}

/*
 * --- Attention in small integers: a step for all queries and one for all keys, values with a step a column, weights in steps of 1/255 of
 * the row's largest. Sums of their products are exact: by VNNI, which takes four at a time, or as floats, which hold integers up
 * to 2^24. The sums of a few rows at a time stay in the nearest cache until they are used up.
 */

#ifdef __AVX512VNNI__
typedef uint8_t left_cell;
typedef int8_t right_cell;
enum { GROUP = 4 };
#else
typedef float left_cell, right_cell;
enum { GROUP = 1 };
#endif

typedef left_cell left_cells __attribute__((vector_size(LENGTH * sizeof(left_cell))));
typedef right_cell right_cells __attribute__((vector_size(LENGTH * sizeof(right_cell))));

enum { SPAN = LENGTH * GROUP };         /* weights that are made together */
enum { KEY_MOST = 127, QUERY_ZERO = 128, WEIGHT_MOST = 255, EXACT_DEPTH = (1 << 24) / (WEIGHT_MOST * KEY_MOST) / HS_PANEL * HS_PANEL };

struct attention {
	size_t rows, columns, width, depth;     /* columns, depth: rows and width, rounded up to whole panels */
	right_cell *keys;               /* [columns / HS_PANEL][depth / GROUP][HS_PANEL][GROUP] */
	right_cell *values;             /* [depth / HS_PANEL][columns / GROUP][HS_PANEL][GROUP] */
	float *value_step;              /* [depth] */
	float key_step, query_step;
	float step;                     /* of a sum, in powers of two */
	int32_t reach;                  /* what is that much below the largest sum has no weight */
	int32_t *start;                 /* [columns]: what a sum of a query and a key starts from, as queries have QUERY_ZERO in them */
	left_cell *queries;             /* [HS_ATTEND_ROWS][depth] */
	int32_t *sums;                  /* [HS_ATTEND_ROWS][columns] */
	left_cell *weights;             /* [HS_ATTEND_ROWS][columns] */
};

/* sum[rows][TILE_WIDTH] = start + a[rows][depth] panel */
#ifdef __AVX512VNNI__
INLINE void tile_small(int32_t *restrict c, size_t ldc, const int32_t *restrict start, const uint8_t *restrict a, size_t lda,
		       const int8_t *restrict panel, size_t depth, int rows)
{
	__m512i sum[TILE_ROWS][TILE_VECTORS];

	for (int r = 0; r < rows; r++)
		for (int v = 0; v < TILE_VECTORS; v++)
			sum[r][v] = _mm512_loadu_si512(start + v * LENGTH);
	for (size_t i = 0; i < depth; i += GROUP)
		for (int r = 0; r < rows; r++) {
			int32_t four;

			memcpy(&four, a + r * lda + i, sizeof(four));
			for (int v = 0; v < TILE_VECTORS; v++)
				sum[r][v] = _mm512_dpbusd_epi32(sum[r][v], _mm512_set1_epi32(four),
								_mm512_loadu_si512(panel + i * HS_PANEL + v * LENGTH * GROUP));
		}
	for (int r = 0; r < rows; r++)
		for (int v = 0; v < TILE_VECTORS; v++)
			_mm512_storeu_si512(c + r * ldc + v * LENGTH, sum[r][v]);
}
#else
INLINE void tile_small(int32_t *restrict c, size_t ldc, const int32_t *restrict start, const float *restrict a, size_t lda,
		       const float *restrict panel, size_t depth, int rows)
{
	float part[TILE_ROWS][TILE_WIDTH], one[TILE_ROWS];

	for (int r = 0; r < rows; r++)
		one[r] = 1;
	for (int r = 0; r < rows; r++)
		memcpy(c + r * ldc, start, TILE_WIDTH * sizeof(*c));
	for (size_t i = 0; i < depth; i += EXACT_DEPTH) {
		tile(part[0], TILE_WIDTH, a + i, lda, panel + i * HS_PANEL, depth - i < EXACT_DEPTH ? depth - i : EXACT_DEPTH, one, rows);
		for (int r = 0; r < rows; r++)
			for (int j = 0; j < TILE_WIDTH; j++)
				c[r * ldc + j] += (int32_t)part[r][j];
	}
}
#endif

/* Column `j` of a panel whose cells go down in groups. */
INLINE size_t in_panel(size_t j)
{
	return j % HS_PANEL * GROUP;
}

/* A group of cells to each of LENGTH places. */
INLINE void put_groups(void *to, const mask cell[GROUP])
{
#ifdef __AVX512VNNI__
	const mask words = (cell[0] & 255) | (cell[1] & 255) << 8 | (cell[2] & 255) << 16 | cell[3] << 24;
#else
	const vector words = __builtin_convertvector(cell[0], vector);
#endif
	memcpy(to, &words, sizeof(words));
}

/* The largest magnitude in each column of x[rows][width]. */
INLINE void column_most(float *restrict most, const float *restrict x, size_t ld, size_t rows, size_t width)
{
	memset(most, 0, width * sizeof(*most));
	for (size_t j = 0; j < rows; j++)
		for (size_t i = 0; i < width; i++) {
			const float size = fabsf(x[j * ld + i]);

			most[i] = size > most[i] ? size : most[i];
		}
}

/* The largest magnitude of x[rows][width]; room: [width]. */
INLINE float most_of(float *restrict room, const float *restrict x, size_t ld, size_t rows, size_t width)
{
	column_most(room, x, ld, rows, width);
	return row_max(room, width);
}

INLINE float per_step(float most)
{
	return most > 0 ? KEY_MOST / most : 0;
}

/* Numbers to steps, rounded; 0 is at `zero`. */
INLINE mask steps_of(vector x, vector per_step, int32_t zero)
{
	return __builtin_convertvector(x * per_step + (QUERY_ZERO + 0.5f), mask) - (QUERY_ZERO - zero);
}

/* x[i] to x[i + LENGTH - 1] of x[n]; 0 behind them. */
INLINE vector load_within(const float *x, size_t i, size_t n)
{
	return i + LENGTH <= n ? load(x + i) : i < n ? load_some(x + i, n - i) : (vector){ 0 };
}

INLINE void pack_queries(const struct attention *at, const float *restrict q, size_t ld, int rows)
{
	const vector per = (vector){ 0 } + per_step(at->query_step * KEY_MOST);

	for (int r = 0; r < rows; r++)
		for (size_t i = 0; i < at->depth; i += LENGTH) {
			const mask steps = steps_of(load_within(q + r * ld, i, at->width), per, QUERY_ZERO);
			const left_cells cells = __builtin_convertvector(steps, left_cells);

			memcpy(at->queries + r * at->depth + i, &cells, sizeof(cells));
		}
}

/* Behind the last key no sum has a weight. */
INLINE void make_start(struct attention *at)
{
	const int32_t none[TILE_WIDTH] = { 0 };

	for (size_t i = 0; i < at->depth; i++)
		at->queries[i] = QUERY_ZERO;
	for (size_t j = 0; j < at->columns; j += TILE_WIDTH)
		tile_small(at->start + j, at->columns, none, at->queries, at->depth,
			   at->keys + j / HS_PANEL * at->depth * HS_PANEL + in_panel(j), at->depth, 1);
	for (size_t j = 0; j < at->columns; j++)
		at->start[j] = j < at->rows ? -at->start[j] : INT32_MIN / 2;
}

INLINE void pack_keys(struct attention *at, const float *restrict k, size_t ld)
{
	const vector per = (vector){ 0 } + per_step(at->key_step * KEY_MOST);

	memset(at->keys, 0, at->columns * at->depth * sizeof(*at->keys));
	for (size_t j = 0; j < at->rows; j++)
		for (size_t i = 0; i < at->depth; i += LENGTH) {
			const right_cells cells = __builtin_convertvector(steps_of(load_within(k + j * ld, i, at->width), per, 0), right_cells);
			right_cell *to = at->keys + (j / HS_PANEL * at->depth + i) * HS_PANEL + in_panel(j);

			for (size_t t = 0; t < LENGTH; t += GROUP)
				memcpy(to + t * HS_PANEL, (const right_cell *)&cells + t, GROUP * sizeof(*to));
		}
	make_start(at);
}

/* Rows of values go together as their weights do, which come LENGTH at a time: in each SPAN, rows that are LENGTH apart. */
INLINE size_t row_of(size_t group, size_t t)
{
	return group / SPAN * SPAN + group % SPAN / GROUP + t * LENGTH;
}

INLINE void pack_values(const struct attention *at, const float *restrict v, size_t ld)
{
	column_most(at->value_step, v, ld, at->rows, at->width);
	for (size_t i = 0; i < at->depth; i++)
		at->value_step[i] = i < at->width ? at->value_step[i] / KEY_MOST : 0;
	for (size_t i = 0; i < at->depth; i += LENGTH) {
		vector per;

		for (int t = 0; t < LENGTH; t++)
			per[t] = per_step(at->value_step[i + t] * KEY_MOST);
		for (size_t j = 0; j < at->columns; j += GROUP) {
			mask cell[GROUP];

			for (size_t t = 0; t < GROUP; t++) {
				const size_t row = row_of(j, t);

				cell[t] = row < at->rows ? steps_of(load_within(v + row * ld, i, at->width), per, 0) : (mask){ 0 };
			}
			put_groups(at->values + (i / HS_PANEL * at->columns + j) * HS_PANEL + in_panel(i), cell);
		}
	}
}

INLINE int32_t sum_of_parts(const int32_t part[LENGTH])
{
	int32_t sum = 0;

	for (int j = 0; j < LENGTH; j++)
		sum += part[j];
	return sum;
}

INLINE int32_t row_most(const int32_t *restrict x, size_t n)
{
	int32_t most = INT32_MIN;

	for (size_t i = 0; i < n; i++)
		most = x[i] > most ? x[i] : most;
	return most;
}

/*
 * 255 2^x for -24 <= x <= 0, rounded to an integer by adding 2^23, whose bits end in it; within 0.03 before that. As power_of(), but for
 * the shorter polynomial, which has the 255 in it.
 */
INLINE mask weight_of(vector sum, float step)
{
	const vector rounded = sum * step + 12582912.0f;
	const vector rest = sum * step - (rounded - 12582912.0f);
	vector p = rest * 14.0687759f + 61.8658369f;

	p = p * rest + 176.781551f;
	p = p * rest + 254.981661f;
	return (mask)((vector)((mask)p + ((mask)rounded << 23)) + 8388608.0f) - 0x4b000000;
}

/* Sums to weights, by what they are below the largest. total[LENGTH]: what they add up to, in parts. */
INLINE void weigh(const struct attention *at, const int32_t *restrict sums, left_cell *restrict weights, int32_t *restrict total)
{
	const int32_t most = row_most(sums, at->columns), least = most - at->reach;
	mask all = { 0 };

	for (size_t i = 0; i < at->columns; i += SPAN) {
		mask share[GROUP];

		for (size_t t = 0; t < GROUP; t++) {
			mask below;

			memcpy(&below, sums + i + t * LENGTH, sizeof(below));
			for (int j = 0; j < LENGTH; j++)
				below[j] = (below[j] > least ? below[j] : least) - most;
			share[t] = weight_of(__builtin_convertvector(below, vector), at->step);
			all += share[t];
		}
		put_groups(weights + i, share);
	}
	memcpy(total, &all, sizeof(all));
}

INLINE void attend_rows(const struct attention *at, float *restrict mix, size_t ld_mix, const float *restrict q, size_t ld, int rows)
{
	const int32_t none[TILE_WIDTH] = { 0 };
	int32_t part[TILE_ROWS][TILE_WIDTH], total[TILE_ROWS][LENGTH];
	float share[TILE_ROWS];

	pack_queries(at, q, ld, rows);
	for (size_t j = 0; j < at->columns; j += TILE_WIDTH)
		tile_small(at->sums + j, at->columns, at->start + j, at->queries, at->depth,
			   at->keys + j / HS_PANEL * at->depth * HS_PANEL + in_panel(j), at->depth, rows);
	for (int r = 0; r < rows; r++)
		weigh(at, at->sums + r * at->columns, at->weights + r * at->columns, total[r]);
	for (int r = 0; r < rows; r++)
		share[r] = 1.0f / sum_of_parts(total[r]);
	for (size_t j = 0; j < at->width; j += TILE_WIDTH) {
		const size_t n = at->width - j < TILE_WIDTH ? at->width - j : TILE_WIDTH;

		tile_small(part[0], TILE_WIDTH, none, at->weights, at->columns,
			   at->values + j / HS_PANEL * at->columns * HS_PANEL + in_panel(j), at->columns, rows);
		for (int r = 0; r < rows; r++)
			for (size_t i = 0; i < n; i++)
				mix[r * ld_mix + j + i] = part[r][i] * (at->value_step[j + i] * share[r]);
	}
}

INLINE void *take(char **room, size_t n, size_t size)
{
	char *from = *room;

	*room += n * size;
	return from;
}

static void attend(float *restrict mix, size_t ld_mix, const float *restrict q, const float *restrict k, const float *restrict v, size_t ld,
		   size_t rows, size_t width, void *room)
{
	const size_t columns = (rows + HS_SPAN - 1) / HS_SPAN * HS_SPAN, depth = (width + HS_PANEL - 1) / HS_PANEL * HS_PANEL;
	char *from = room;
	struct attention at = { .rows = rows, .columns = columns, .width = width, .depth = depth };
	size_t i = 0;

	at.keys = take(&from, columns * depth, sizeof(*at.keys));
	at.values = take(&from, columns * depth, sizeof(*at.values));
	at.value_step = take(&from, depth, sizeof(*at.value_step));
	at.start = take(&from, columns, sizeof(*at.start));
	at.queries = take(&from, HS_ATTEND_ROWS * depth, sizeof(*at.queries));
	at.sums = take(&from, HS_ATTEND_ROWS * columns, sizeof(*at.sums));
	at.weights = take(&from, HS_ATTEND_ROWS * columns, sizeof(*at.weights));
	at.query_step = most_of(at.value_step, q, ld, rows, width) / KEY_MOST;
	at.key_step = most_of(at.value_step, k, ld, rows, width) / KEY_MOST;
	at.step = 1.44269504f / sqrtf(width) * at.query_step * at.key_step;
	at.reach = at.step > 24.0f / (1 << 30) ? 24 / at.step : 1 << 30;
	pack_keys(&at, k, ld);
	pack_values(&at, v, ld);
	for (; i + TILE_ROWS <= rows; i += TILE_ROWS)
		attend_rows(&at, mix + i * ld_mix, ld_mix, q + i * ld, ld, TILE_ROWS);
	for (; i < rows; i++)
		attend_rows(&at, mix + i * ld_mix, ld_mix, q + i * ld, ld, 1);
}

/* --- Rows of small integers */

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

/*
 * gelu within 0.0002, for what goes to small integers, whose steps are a hundred times that: relu less a hump that ends at 3.9.
 * The hump, |v| erfc(|v| / sqrt 2) / 2, is the best polynomial of its degree that is 0 at both ends.
 */
INLINE float gelu_near(float v)
{
	const float size = fabsf(v), a = size < 3.9f ? size : 3.9f;
	float p = 0.000738614195f * a - 0.0112477577f;

	p = p * a + 0.0648386778f;
	p = p * a - 0.159929563f;
	p = p * a + 0.0711670302f;
	p = p * a + 0.37169653f;
	p = p * a - 0.496045633f;
	return p * a + 0.5f * (v + size);
}

static void restore_gelu(uint8_t *restrict q, struct hs_grid *restrict out, const int32_t *restrict sums, const struct hs_grid *restrict grid,
			 const struct hs_columns *columns, size_t rows, size_t n, float *restrict room)
{
	const struct hs_columns at = *columns;

	for (size_t r = 0; r < rows; r++) {
		for (size_t i = 0; i < n; i++)
			room[i] = gelu_near(restored(sums[r * n + i], grid[r], &at, i) + at.bias[i]);
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
