#include <math.h>

#include "store/store_p.h"

/*
 * The largest component becomes 127 or -127 and the length is given back by unpacking, so no scale is stored.
 * The cosine of two vectors of the encoder moves by 0.001 or less.
 */
bool hs_vector_pack(int8_t out[HS_VECTOR], const float *vector)
{
	float largest = 0;

	for (int i = 0; i < HS_VECTOR; i++)
		largest = fmaxf(largest, fabsf(vector[i]));
	if (!(largest > 0) || !isfinite(largest))
		return false;
	for (int i = 0; i < HS_VECTOR; i++)
		out[i] = (int8_t)lrintf(vector[i] / largest * 127);
	return true;
}

void hs_vector_unpack(float *out, const int8_t in[HS_VECTOR])
{
	int64_t square = 0;
	float scale;

	for (int i = 0; i < HS_VECTOR; i++)
		square += in[i] * in[i];
	scale = square ? (float)(1 / sqrt((double)square)) : 0;
	for (int i = 0; i < HS_VECTOR; i++)
		out[i] = (float)in[i] * scale;
}
