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

int main(void)
{
	Suite *suite = suite_create("interval");
	TCase *tcase = tcase_create("interval");

	tcase_add_loop_test(tcase, wilson, 0, ROWS(cases));
	tcase_add_test(tcase, stays_inside);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
