#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "unit.h"

static const struct { const char *arg, *msg; } cases[] = {
	{ "page.html",                "cannot open 'page.html'" },
	{ "caf\xc3\xa9.txt",          "cannot open 'caf\xc3\xa9.txt'" },
	{ "a\nb\tc\x1b[31m\x7f",      "cannot open 'a?b?c?[31m?'" },
	{ "\xc2\x9b" "31m",           "cannot open '??31m'" },           /* C1 control: CSI */
	{ "\xe2\x80\xa8",             "cannot open '?\?\?'" },             /* line separator */
	{ "\xe2\x80\xae" "txt.c",      "cannot open '?\?\?txt.c'" },        /* right-to-left override */
	{ "\xff\xfe\xc3",             "cannot open '?\?\?'" },
	{ "\xed\xa0\x80",             "cannot open '?\?\?'" },             /* surrogate */
};

START_TEST(message_is_clean)
{
	struct hs_err err;

	ck_assert_int_eq(hs_fail(&err, HS_EIO, "cannot open '%s'", cases[_i].arg), HS_EIO);
	ck_assert_int_eq(err.code, HS_EIO);
	ck_assert_str_eq(err.msg, cases[_i].msg);
}
END_TEST

START_TEST(nobody_need_listen)
{
	ck_assert_int_eq(hs_fail(NULL, HS_ESTORE, "locked"), HS_ESTORE);
	hs_err_prefix(NULL, "news.db");
}
END_TEST

START_TEST(prefix_goes_in_front)
{
	struct hs_err err;

	hs_fail(&err, HS_EINPUT, "not well-formed UTF-8 at byte %d", 7);
	hs_err_prefix(&err, "'%s' row %d", "list.csv", 3);
	ck_assert_str_eq(err.msg, "'list.csv' row 3: not well-formed UTF-8 at byte 7");
	ck_assert_int_eq(err.code, HS_EINPUT);
}
END_TEST

START_TEST(message_may_quote_an_earlier_one)
{
	struct hs_err err;

	hs_fail(&err, HS_EIO, "disk full");
	hs_fail(&err, HS_ESTORE, "batch lost: %s", err.msg);
	ck_assert_str_eq(err.msg, "batch lost: disk full");
}
END_TEST

/* The cut must fall between code points wherever the limit happens to be. */
START_TEST(long_message_is_cut_between_code_points)
{
	char arg[2 * HS_ERR_MAX + 8] = "";
	struct hs_err err;

	memset(arg, 'x', (size_t)_i);
	for (size_t at = (size_t)_i; at < 2 * HS_ERR_MAX; at += 4)
		memcpy(arg + at, "\xf0\x9f\x97\x9e", 5);
	hs_fail(&err, HS_EIO, "%s", arg);
	ck_assert_uint_gt(strlen(err.msg), HS_ERR_MAX - 5);
	ck_assert_uint_eq(hs_utf8_check(err.msg, strlen(err.msg)), strlen(err.msg));
	ck_assert_ptr_null(strchr(err.msg, '?'));

	hs_err_prefix(&err, "%s", arg);
	ck_assert_uint_eq(hs_utf8_check(err.msg, strlen(err.msg)), strlen(err.msg));
	ck_assert_ptr_null(strchr(err.msg, '?'));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("err");
	TCase *tcase = tcase_create("err");

	tcase_add_loop_test(tcase, message_is_clean, 0, ROWS(cases));
	tcase_add_test(tcase, nobody_need_listen);
	tcase_add_test(tcase, prefix_goes_in_front);
	tcase_add_test(tcase, message_may_quote_an_earlier_one);
	tcase_add_loop_test(tcase, long_message_is_cut_between_code_points, 0, 4);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
