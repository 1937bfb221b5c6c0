#include "report/interval.h"

#include "unit.h"

/* Worked out by hand from the formula, and by others: 0 of 10 has the upper end z^2 / (n + z^2). */
static const struct {
	int64_t k, n;
	double share, low, high;
} cases[] = {
	{ 0, 1, 0, 0, 0.7935 },
	{ 1, 1, 1, 0.2065, 1 },
	{ 0, 10, 0, 0, 0.2775 },
	{ 10, 10, 1, 0.7225, 1 },
	{ 5, 10, 0.5, 0.2366, 0.7634 },
	{ 1, 29, 0.0345, 0.0061, 0.1718 },
	{ 81, 263, 0.3080, 0.2553, 0.3662 },
	{ 500, 1000, 0.5, 0.4691, 0.5309 },
};

START_TEST(wilson)
{
	struct hs_interval got = hs_interval_wilson(cases[_i].k, cases[_i].n);

	ck_assert_double_eq_tol(got.share, cases[_i].share, 0.00005);
	ck_assert_double_eq_tol(got.low, cases[_i].low, 0.00005);
	ck_assert_double_eq_tol(got.high, cases[_i].high, 0.00005);
}
END_TEST

START_TEST(stays_inside)
{
	for (int64_t n = 1; n < 200; n++)
		for (int64_t k = 0; k <= n; k++) {
			struct hs_interval got = hs_interval_wilson(k, n);

			ck_assert(0 <= got.low && got.low <= got.share && got.share <= got.high && got.high <= 1);
		}
}
END_TEST

/* Percentiles from tables of the distribution. */
static const struct {
	int64_t freedom;
	double t;
} students[] = { { 1, 12.706 }, { 2, 4.303 }, { 10, 2.228 }, { 11, 2.201 }, { 15, 2.131 }, { 30, 2.042 }, { 120, 1.980 }, { 100000, 1.960 } };

START_TEST(student)
{
	ck_assert_double_eq_tol(hs_interval_t(students[_i].freedom), students[_i].t, 0.001);
}
END_TEST

/* Claims of one article are alike. */
START_TEST(clusters_widen)
{
	struct hs_interval plain = hs_interval_wilson(30, 100), none, alone, even, lumped;

	none = hs_interval_clustered(0, 100, 10, 0);
	ck_assert_double_eq(none.high, hs_interval_wilson(0, 100).high);
	alone = hs_interval_clustered(30, 100, 1, 0);
	ck_assert_double_eq(alone.low, plain.low);
	even = hs_interval_clustered(30, 100, 100, 100 * 0.21);         /* a claim an article: each (k_i - p)^2, 30 * 0.49 + 70 * 0.09 */
	ck_assert_double_eq_tol(even.low, plain.low, 0.005);
	lumped = hs_interval_clustered(30, 100, 10, 3 * 49 + 7 * 9);    /* ten articles of ten, all of three of them and none of seven */
	ck_assert_double_eq_tol(lumped.share, 0.3, 1e-12);
	ck_assert_double_lt(lumped.low, 0.12);
	ck_assert_double_gt(lumped.high, 0.6);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("interval");
	TCase *tcase = tcase_create("interval");

	tcase_add_loop_test(tcase, wilson, 0, ROWS(cases));
	tcase_add_test(tcase, stays_inside);
	tcase_add_loop_test(tcase, student, 0, ROWS(students));
	tcase_add_test(tcase, clusters_widen);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
