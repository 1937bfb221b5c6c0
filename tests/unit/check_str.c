#include <string.h>

#include "base/str.h"
#include "unit.h"

START_TEST(starts_empty_and_can_be_reused)
{
	struct hs_str str = HS_STR_INIT;

	ck_assert_str_eq(str.ptr, "");
	hs_str_clear(&str);
	hs_str_cut(&str, 0);
	hs_str_add(&str, NULL, 0);
	ck_assert_uint_eq(str.len, 0);
	hs_str_release(&str);
	hs_str_adds(&str, "again");
	ck_assert_str_eq(str.ptr, "again");
	hs_str_release(&str);
	ck_assert_str_eq(str.ptr, "");
}
END_TEST

START_TEST(adds_bytes_with_nul_among_them)
{
	struct hs_str str = HS_STR_INIT;

	hs_str_add(&str, "a\0b", 3);
	hs_str_addc(&str, '!');
	ck_assert_uint_eq(str.len, 4);
	ck_assert_mem_eq(str.ptr, "a\0b!", 5);
	hs_str_release(&str);
}
END_TEST

START_TEST(stays_terminated_while_it_grows)
{
	struct hs_str str = HS_STR_INIT;

	for (int i = 0; i < 1000; i++) {
		hs_str_addf(&str, "%d,", i);
		ck_assert_uint_eq(strlen(str.ptr), str.len);
	}
	ck_assert_uint_eq(str.len, 10 * 2 + 90 * 3 + 900 * 4);
	hs_str_cut(&str, 6);
	ck_assert_str_eq(str.ptr, "0,1,2,");
	hs_str_clear(&str);
	ck_assert_str_eq(str.ptr, "");
	hs_str_release(&str);
}
END_TEST

START_TEST(the_shared_empty_string_is_never_written)
{
	struct hs_str a = HS_STR_INIT, b = HS_STR_INIT;

	hs_str_adds(&a, "x");
	ck_assert_str_eq(b.ptr, "");
	ck_assert_str_eq(hs_str_empty, "");
	hs_str_release(&a);
}
END_TEST

static const struct { const char *word, *list; bool in; } lists[] = {
	{ "a", "a b c", true }, { "b", "a b c", true }, { "c", "a b c", true }, { "d", "a b c", false }, { "ab", "abc bab", false },
	{ "a b", "a b c", false }, { "", "a b", false }, { "", "", false }, { "a", "", false },
};

START_TEST(finds_words_in_lists)
{
	ck_assert_int_eq(hs_word_in(lists[_i].word, lists[_i].list), lists[_i].in);
}
END_TEST

static const struct { const char *word, *ending; bool so; } endings[] = {
	{ "saying", "ing", true }, { "king", "ing", false }, { "ing", "ing", false }, { "", "ing", false }, { "used", "ed", true },
	{ "red", "ed", false }, { "say", "ing", false },
};

START_TEST(tells_how_words_end)
{
	ck_assert_int_eq(hs_ends_in(endings[_i].word, endings[_i].ending), endings[_i].so);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("str");
	TCase *tcase = tcase_create("str");

	tcase_add_test(tcase, starts_empty_and_can_be_reused);
	tcase_add_test(tcase, adds_bytes_with_nul_among_them);
	tcase_add_test(tcase, stays_terminated_while_it_grows);
	tcase_add_test(tcase, the_shared_empty_string_is_never_written);
	tcase_add_loop_test(tcase, finds_words_in_lists, 0, ROWS(lists));
	tcase_add_loop_test(tcase, tells_how_words_end, 0, ROWS(endings));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
