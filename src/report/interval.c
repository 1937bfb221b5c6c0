#include "report/interval.h"

#include <assert.h>
#include <math.h>

#define Z 1.959963984540054             /* the 97.5th percentile of the normal distribution */

/* Wilson's interval; k and n need not be whole. */
static struct hs_interval wilson(double k, double n)
{
	double p = k / n, scale = 1 + Z * Z / n;
	double middle = (p + Z * Z / (2 * n)) / scale;
	double half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale;

	return (struct hs_interval){
		.share = p,
		.low = k <= 0 ? 0 : middle - half,      /* exactly: the difference leaves a rounding error */
		.high = k >= n ? 1 : middle + half,
	};
}

struct hs_interval hs_interval_wilson(int64_t k, int64_t n)
{
	assert(n > 0 && k >= 0 && k <= n);
	return wilson((double)k, (double)n);
}

double hs_interval_t(int64_t freedom)
{
	static const double few[] = { 12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281 };
	double n = (double)freedom, z2 = Z * Z;

	assert(freedom > 0);
	if (freedom <= (int64_t)(sizeof(few) / sizeof(few[0])))
		return few[freedom - 1];
	return Z * (1 + (z2 + 1) / (4 * n) + (5 * z2 * z2 + 16 * z2 + 3) / (96 * n * n) +
		    (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / (384 * n * n * n));      /* Cornish and Fisher: good to 0.001 here */
}

/* The variance of k / n for two clusters or more, never less than without them. */
static double variance_of(int64_t k, int64_t n, int64_t clusters, double spread)
{
	double total = (double)n, m = (double)clusters, p = (double)k / total, plain = p * (1 - p) / total;
	double clustered = m / (m - 1) * spread / (total * total);

	return clustered > plain ? clustered : plain;
}

struct hs_interval hs_interval_clustered(int64_t k, int64_t n, int64_t clusters, double spread)
{
	double total = (double)n, p = (double)k / total, worth;

	assert(n > 0 && k >= 0 && k <= n);
	if (clusters < 2 || k == 0 || k == n)   /* nothing varies: the clusters say nothing */
		return hs_interval_wilson(k, n);
	worth = p * (1 - p) / variance_of(k, n, clusters, spread) * pow(Z / hs_interval_t(clusters - 1), 2);
	worth = worth < total ? worth : total;
	return wilson(p * worth, worth);
}
