#include "model/vec.h"

#include <math.h>

enum { LANES = 16 };                    /* partial results of a sum or maximum: its order is fixed, its lanes are vectors */

#define INLINE static inline __attribute__((always_inline))

union word {
	float f;
	int32_t i;
};

/* e^x for x <= 0: 2^k e^r with |r| <= ln 2 / 2; about 1e-38 below -87. The bits of positive floats are ordered as integers,
 * and a minimum of integers never becomes the branch that keeps a loop from being a vector's. */
INLINE float exp_of(float x)
{
	const union word limit = { .f = 87.0f };
	union word size = { .f = fabsf(x) }, power;
	float r, p;
	int32_t k;

	size.i = size.i < limit.i ? size.i : limit.i;
	k = (int32_t)(size.f * -1.44269504f - 0.5f);
	r = -size.f - (float)k * 0.693145752f - (float)k * 1.42860677e-6f;
	p = 1.0f / 5040;
	p = p * r + 1.0f / 720;
	p = p * r + 1.0f / 120;
	p = p * r + 1.0f / 24;
	p = p * r + 1.0f / 6;
	p = p * r + 0.5f;
	p = p * r + 1.0f;
	p = p * r + 1.0f;
	power.i = (k + 127) << 23;
	return p * power.f;
}

/* 1 - erf(a / sqrt 2) for a >= 0: Abramowitz and Stegun, 7.1.26 */
INLINE float erfc_of(float a)
{
	float t = 1.0f / (1.0f + 0.231641888f * a), p = 1.061405429f;

	p = p * t - 1.453152027f;
	p = p * t + 1.421413741f;
	p = p * t - 0.284496736f;
	p = p * t + 0.254829592f;
	return p * t * exp_of(-0.5f * a * a);
}

/* v/2 (1 + erf) = (v + |v| - |v| erfc(|v|)) / 2: no sign to tell apart, nothing that cancels. */
INLINE float gelu_of(float v)
{
	float a = fabsf(v);

	return 0.5f * (v + a - a * erfc_of(a));
}

INLINE float sum_of(const float lane[LANES])
{
	float sum = 0;

	for (int j = 0; j < LANES; j++)
		sum += lane[j];
	return sum;
}

INLINE float row_sum(const float *restrict x, size_t n)
{
	float lane[LANES] = { 0 }, sum;
	size_t i = 0;

	for (; i + LANES <= n; i += LANES)
		for (int j = 0; j < LANES; j++)
			lane[j] += x[i + j];
	for (sum = sum_of(lane); i < n; i++)
		sum += x[i];
	return sum;
}

INLINE float row_squares(const float *restrict x, float mean, size_t n)
{
	float lane[LANES] = { 0 }, sum;
	size_t i = 0;

	for (; i + LANES <= n; i += LANES)
		for (int j = 0; j < LANES; j++)
			lane[j] += (x[i + j] - mean) * (x[i + j] - mean);
	for (sum = sum_of(lane); i < n; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sum;
}

INLINE float row_max(const float *restrict x, size_t n)
{
	float lane[LANES], max;
	size_t i = 0;

	for (int j = 0; j < LANES; j++)
		lane[j] = x[0];
	for (; i + LANES <= n; i += LANES)
		for (int j = 0; j < LANES; j++)
			lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];
	max = lane[0];
	for (int j = 1; j < LANES; j++)
		max = lane[j] > max ? lane[j] : max;
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

HS_HOT void hs_vec_bias(float *restrict y, const float *restrict bias, size_t rows, size_t n)
{
	for (; rows--; y += n)
		for (size_t i = 0; i < n; i++)
			y[i] += bias[i];
}

HS_HOT void hs_vec_gelu(float *restrict y, const float *restrict bias, size_t rows, size_t n)
{
	for (; rows--; y += n)
		for (size_t i = 0; i < n; i++)
			y[i] = gelu_of(y[i] + bias[i]);
}

HS_HOT void hs_vec_relu(float *restrict y, const float *restrict bias, size_t rows, size_t n)
{
	for (; rows--; y += n)
		for (size_t i = 0; i < n; i++) {
			float v = y[i] + bias[i];

			y[i] = v > 0 ? v : 0;
		}
}

HS_HOT void hs_vec_norm(float *restrict y, const float *restrict gain, const float *restrict shift, size_t rows, size_t n)
{
	for (; rows--; y += n)
		norm_row(y, gain, shift, n);
}

HS_HOT void hs_vec_add_norm(float *restrict y, const float *restrict add, const float *restrict bias,
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
	for (size_t i = 0; i < n; i++)
		y[i] = exp_of(y[i] - max);
}

HS_HOT void hs_vec_softmax(float *restrict y, size_t rows, size_t n)
{
	for (; rows--; y += n) {
		float scale;

		exp_row(y, row_max(y, n), n);
		scale = 1.0f / row_sum(y, n);
		for (size_t i = 0; i < n; i++)
			y[i] *= scale;
	}
}

HS_HOT void hs_vec_add(float *restrict y, const float *restrict x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		y[i] += x[i];
}

HS_HOT void hs_vec_add_int8(float *restrict y, const int8_t *restrict q, float scale, size_t n)
{
	for (size_t i = 0; i < n; i++)
		y[i] += scale * q[i];
}

HS_HOT float hs_vec_dot(const float *restrict a, const float *restrict b, size_t n)
{
	float lane[LANES] = { 0 }, sum;
	size_t i = 0;

	for (; i + LANES <= n; i += LANES)
		for (int j = 0; j < LANES; j++)
			lane[j] += a[i + j] * b[i + j];
	for (sum = sum_of(lane); i < n; i++)
		sum += a[i] * b[i];
	return sum;
}
