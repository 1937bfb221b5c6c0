#include "config.h"

#include "report/error.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

/* Two groups of articles; the counts of each pair of classes are the same in both but for what a row says. */
#define HEAD "# a table\nmodel\tengine 1\ndata\tsome articles\n"
#define PERFECT HEAD "named\tnamed\t80\t80\npeople\tpeople\t20\t20\n"

static struct hs_errors errors;

/* A share as if it had been found of endlessly many claims. */
static struct hs_interval exactly(double share)
{
	return (struct hs_interval){ share, share, share };
}

static void parse(const char *text)
{
	struct hs_err err;

	ck_assert_msg(hs_errors_parse(&errors, text, &err) == HS_OK, "%s", err.msg);
}

static const struct {
	const char *text;
	int line;
} wrong[] = {
	{ "", 0 }, { HEAD, 3 }, { HEAD "named\tnamed\t1\n", 4 }, { HEAD "named\tnamed\t1\t2\npeople\tnamed\t1\t2\t3\n", 5 },
	{ HEAD "named\tfamous\t1\t2\n", 4 }, { HEAD "named\tnamed\t1\t-2\n", 4 }, { HEAD "named\tnamed\t1\tx\n", 4 }, { "model\n", 1 },
	{ "named\tnamed\t1\t2\n", 1 },
};

START_TEST(tells_the_line_that_is_wrong)
{
	struct hs_err err = { 0 };
	char message[64];

	snprintf(message, sizeof(message), "the table of errors makes no sense in line %d", wrong[_i].line);
	ck_assert_int_eq(hs_errors_parse(&errors, wrong[_i].text, &err), HS_EINTERNAL);
	ck_assert_str_eq(err.msg, message);
}
END_TEST

START_TEST(reads_a_table)
{
	parse(PERFECT "people\tnone\t1\t2\n");
	ck_assert_str_eq(errors.model, "engine 1");
	ck_assert_int_eq(errors.groups, 2);
	ck_assert_double_eq(hs_errors_cell(&errors, HS_ERROR_PEOPLE, HS_ERROR_NONE), 3);
	ck_assert_double_eq(hs_errors_cell(&errors, HS_ERROR_NAMED, HS_ERROR_NAMED), 160);
}
END_TEST

/* Shares worked out by hand, of 1,000 claims found. */
static const struct {
	const char *what, *text;
	double found, is;
} turned[] = {
	{ "no errors", PERFECT, 0.3, 0.3 },
	/* three of ten unnamed people are missed: found 14 and 80 of 20 and 80 */
	{ "misses", HEAD "named\tnamed\t80\t80\npeople\tpeople\t14\t14\npeople\tnone\t6\t6\n", 14.0 / 94, 0.2 },
	/* a tenth of those with a name are taken for unnamed: found 28 and 72 */
	{ "mistaken", HEAD "named\tnamed\t72\t72\nnamed\tpeople\t8\t8\npeople\tpeople\t20\t20\n", 0.28, 0.2 },
	/* Rogan and Gladen: sensitivity 0.9, specificity 0.8, apparent 0.34 */
	{ "both", HEAD "named\tnamed\t80\t80\nnamed\tpeople\t20\t20\npeople\tpeople\t90\t90\npeople\tnamed\t10\t10\n", 0.34, 0.2 },
	/* half of the unnamed that are found are not there: 40 and 80 found, 20 and 80 true */
	{ "false finds", HEAD "named\tnamed\t80\t80\npeople\tpeople\t20\t20\nnone\tpeople\t20\t20\n", 40.0 / 120, 0.2 },
	/* fewer than errors alone would give */
	{ "none left", HEAD "named\tnamed\t80\t80\nnamed\tpeople\t20\t20\npeople\tpeople\t90\t90\npeople\tnamed\t10\t10\n", 0.1, 0 },
};

START_TEST(turns_errors_around)
{
	struct hs_interval got;

	parse(turned[_i].text);
	ck_assert_msg(hs_errors_correct(&got, &errors, HS_ERROR_OF_PEOPLE, exactly(turned[_i].found)), "%s", turned[_i].what);
	ck_assert_double_eq_tol(got.share, turned[_i].is, 1e-9);
	ck_assert_double_le(got.low, got.share);
	ck_assert_double_ge(got.high, got.share);
}
END_TEST

START_TEST(is_as_unsure_as_what_it_rests_on)
{
	struct hs_interval found = hs_interval_clustered(4, 21, 2, 10), sure, sampled, measured;

	parse(PERFECT);
	ck_assert(hs_errors_correct(&sure, &errors, HS_ERROR_OF_PEOPLE, exactly(0.3)));
	ck_assert_double_eq(sure.low, sure.high);
	ck_assert(hs_errors_correct(&sampled, &errors, HS_ERROR_OF_PEOPLE, found));     /* two articles: next to nothing is known */
	ck_assert_double_eq_tol(sampled.low, found.low, 1e-9);
	ck_assert_double_eq_tol(sampled.high, found.high, 1e-9);
	parse(HEAD "named\tnamed\t72\t80\nnamed\tpeople\t8\t0\npeople\tpeople\t20\t20\n");       /* one group errs, one does not */
	ck_assert(hs_errors_correct(&measured, &errors, HS_ERROR_OF_PEOPLE, exactly(0.24)));
	ck_assert_double_gt(measured.high - measured.low, 0.1);
	ck_assert(hs_errors_correct(&sampled, &errors, HS_ERROR_OF_PEOPLE, (struct hs_interval){ 0.24, 0.2, 0.28 }));
	ck_assert_double_gt(sampled.high - sampled.low, measured.high - measured.low);
}
END_TEST

/* That none of three claims is of unnamed people says little. */
START_TEST(none_found_is_not_none)
{
	struct hs_interval found = hs_interval_wilson(0, 3), got;

	parse(HEAD "named\tnamed\t80\t80\npeople\tpeople\t14\t14\npeople\tnone\t6\t6\n");
	ck_assert(hs_errors_correct(&got, &errors, HS_ERROR_OF_PEOPLE, found));
	ck_assert_double_eq(got.share, 0);
	ck_assert_double_gt(got.high, found.high);
}
END_TEST

/* An engine that takes one for the other as often as not tells nothing. */
START_TEST(says_when_it_cannot_be_known)
{
	struct hs_interval got;

	parse(HEAD "named\tnamed\t50\t50\nnamed\tpeople\t50\t50\npeople\tnamed\t50\t50\npeople\tpeople\t50\t50\n");
	ck_assert(!hs_errors_correct(&got, &errors, HS_ERROR_OF_PEOPLE, exactly(0.5)));
	parse(HEAD "named\tnamed\t50\t50\n");
	ck_assert(!hs_errors_correct(&got, &errors, HS_ERROR_OF_PEOPLE, exactly(0.5)));
}
END_TEST

START_TEST(knows_what_anonymous_is)
{
	struct hs_interval got;

	parse(HEAD "named\tnamed\t80\t80\npeople\tvague\t10\t10\nvague\tpeople\t10\t10\n");
	ck_assert(hs_errors_correct(&got, &errors, HS_ERROR_OF_ANONYMOUS, exactly(0.3)));
	ck_assert_double_eq_tol(got.share, 0.3, 1e-9);  /* people taken for crowds are anonymous all the same */
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("error");
	TCase *tcase = tcase_create("error");

	tcase_add_loop_test(tcase, tells_the_line_that_is_wrong, 0, ROWS(wrong));
	tcase_add_test(tcase, reads_a_table);
	tcase_add_loop_test(tcase, turns_errors_around, 0, ROWS(turned));
	tcase_add_test(tcase, is_as_unsure_as_what_it_rests_on);
	tcase_add_test(tcase, none_found_is_not_none);
	tcase_add_test(tcase, says_when_it_cannot_be_known);
	tcase_add_test(tcase, knows_what_anonymous_is);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
