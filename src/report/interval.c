#include "report/interval.h"

#include <assert.h>
#include <math.h>

#define Z 1.959963984540054             /* the 97.5th percentile of the normal distribution */

struct hs_interval hs_interval_wilson(int64_t k, int64_t n)
{
	double total = (double)n, p, scale, middle, half;

	assert(n > 0 && k >= 0 && k <= n);
	p = (double)k / total;
	scale = 1 + Z * Z / total;
	middle = (p + Z * Z / (2 * total)) / scale;
	half = Z * sqrt(p * (1 - p) / total + Z * Z / (4 * total * total)) / scale;
	return (struct hs_interval){
		.share = p,
		.low = k == 0 ? 0 : middle - half,      /* exactly: the difference leaves a rounding error */
		.high = k == n ? 1 : middle + half,
	};
}
