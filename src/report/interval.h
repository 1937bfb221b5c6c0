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

/*
 * The same where what is counted comes in clusters: claims of one article are alike, so that many of them tell less than
 * as many from many articles. `spread` is the sum over the clusters of (k_i - k / n * n_i)^2. Wilson's interval for as
 * many claims as these are worth, after Dean and Pagano (2015), "Evaluating confidence interval methods for binomial proportions in
 * clustered surveys", Journal of Survey Statistics and Methodology 3, 484-503; never narrower than without clusters. One cluster alone
 * tells nothing of others: then it is Wilson's for that one.
 */
struct hs_interval hs_interval_clustered(int64_t k, int64_t n, int64_t clusters, double spread);

/* The 97.5th percentile of Student's t with that many degrees of freedom, 1 or more. */
double hs_interval_t(int64_t freedom);

#endif
