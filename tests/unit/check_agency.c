#include <strings.h>

#include "lexicon/agency.h"
#include "unit.h"

static const char *const forms[] = {
#define AGENCY(form, name) form,
#include "lexicon/agencies.def"
#undef AGENCY
};

START_TEST(table_is_sorted_without_twins)
{
	ck_assert_int_lt(strcasecmp(forms[_i], forms[_i + 1]), 0);
}
END_TEST

START_TEST(each_form_is_found)
{
	ck_assert_ptr_nonnull(hs_agency_find(hs_span_of(forms[_i])));
	ck_assert_ptr_nonnull(hs_agency_in(hs_span_of(forms[_i])));
}
END_TEST

static const struct { const char *form, *name; } finds[] = {
	{ "Reuters", "Reuters" },
	{ "reuters", "Reuters" },
	{ " AP ", "Associated Press" },
	{ "The Associated Press", "Associated Press" },
	{ "THE ASSOCIATED PRESS", "Associated Press" },
	{ "(AFP)", "Agence France-Presse" },
	{ "Reuters.", "Reuters" },
	{ "Reuter", NULL },
	{ "Reuters said", NULL },
	{ "Harbour Herald", NULL },
	{ "", NULL },
	{ "the", NULL },
	{ "...", NULL },
};

START_TEST(finds_whole_forms)
{
	ck_assert_pstr_eq(hs_agency_find(hs_span_of(finds[_i].form)), finds[_i].name);
}
END_TEST

static const struct { const char *text, *name; } mentions[] = {
	{ "Ana Diaz, Associated Press", "Associated Press" },
	{ "The AP contributed to this report", "Associated Press" },
	{ "with wire reports", "Agencies" },
	{ "Compiled from staff and agencies", "Agencies" },
	{ "\302\251 2016 AFP", "Agence France-Presse" },
	{ "Thomson Reuters 2016", "Reuters" },
	{ "Australian Associated Press", "Australian Associated Press" },
	{ "MAPS and an apt apple", NULL },
	{ "ap", NULL },
	{ "APs", NULL },
	{ "Harbour Herald", NULL },
	{ "", NULL },
};

START_TEST(finds_the_first_in_text)
{
	ck_assert_pstr_eq(hs_agency_in(hs_span_of(mentions[_i].text)), mentions[_i].name);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("agency");
	TCase *tcase = tcase_create("agency");

	tcase_add_loop_test(tcase, table_is_sorted_without_twins, 0, ROWS(forms) - 1);
	tcase_add_loop_test(tcase, each_form_is_found, 0, ROWS(forms));
	tcase_add_loop_test(tcase, finds_whole_forms, 0, ROWS(finds));
	tcase_add_loop_test(tcase, finds_the_first_in_text, 0, ROWS(mentions));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
