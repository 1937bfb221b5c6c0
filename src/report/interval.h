/*
 * interval - how sure a share is.
 */
#ifndef HS_REPORT_INTERVAL_H
#define HS_REPORT_INTERVAL_H

#include <stdint.h>

struct hs_interval {
	double share, low, high;        /* 0 <= low <= share <= high <= 1 */
};

/*
 * The share k / n with its 95 % interval after Wilson (1927), which stays inside 0..1 and means something for
 * few claims and for shares of none or all. 0 <= k <= n, n > 0.
 */
struct hs_interval hs_interval_wilson(int64_t k, int64_t n);

#endif
