#include "marked.h"

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

static const struct { const char *text; enum hs_quotation quotation; enum hs_stance stance; } cases[] = {
	{ "<s Diaz> <c said> <t the bridge is safe>.", HS_INDIRECT, HS_ASSERTS },
	{ "<t \"The bridge is safe,\"> <s Diaz> <c said>.", HS_DIRECT, HS_ASSERTS },
	{ "<s Diaz> <c called> <t the bridge \"quite safe\">.", HS_MIXED, HS_ASSERTS },
	{ "<t \xE2\x80\x9CThe bridge is safe,\xE2\x80\x9D> <s Diaz> <c said>.", HS_DIRECT, HS_ASSERTS },
	{ "<s Diaz> <c denied> <t the report>.", HS_INDIRECT, HS_DENIES },
	{ "<s Diaz> <c has denied> <t that she knew>.", HS_INDIRECT, HS_DENIES },
	{ "<s Diaz> <c did not deny> <t the report>.", HS_INDIRECT, HS_ASSERTS },
	{ "<s Diaz> <c declined> <t to comment>.", HS_INDIRECT, HS_DECLINES },
	{ "<s Diaz> <c declined> <t the nomination>.", HS_INDIRECT, HS_ATTITUDE },
	{ "<s Diaz> <c would not comment on> <t the report>.", HS_INDIRECT, HS_DECLINES },
	{ "<s Diaz> <c did not respond to> <t requests for comment>.", HS_INDIRECT, HS_DECLINES },
	{ "<s Diaz> <c asked> <t whether the bridge was safe>.", HS_INDIRECT, HS_ASKS },
	{ "<s Diaz> <c wondered> <t who had paid>.", HS_INDIRECT, HS_ASKS },
	{ "<s Diaz> <c believes> <t the bridge is safe>.", HS_INDIRECT, HS_ATTITUDE },
	{ "<s Diaz> <c is worried that> <t the bridge will fall>.", HS_INDIRECT, HS_ATTITUDE },
	{ "<s Diaz> <c thought> <t so>.", HS_INDIRECT, HS_ATTITUDE },
	{ "<c According to> <s Diaz>, <t the bridge is safe>.", HS_INDIRECT, HS_ASSERTS },
};

START_TEST(tells_how_the_words_are_put)
{
	struct marked marked = marked_extract(arena, cases[_i].text);
	const struct hs_claim *claim = marked_claim(&marked, 1);

	ck_assert_str_eq(hs_quotation_word(claim->quotation), hs_quotation_word(cases[_i].quotation));
	ck_assert_str_eq(hs_stance_word(claim->stance), hs_stance_word(cases[_i].stance));
}
END_TEST

START_TEST(finds_the_outer_claim)
{
	struct marked marked = marked_extract(arena,
		"<s1 Diaz> <c1 said> <t1 <s2 the mayor> <c2 told> her <t2 to wait>>. <s3 Weller> <c3 left> <t3 it at that>.");
	const struct hs_claim *outer = marked_claim(&marked, 1), *inner = marked_claim(&marked, 2);

	ck_assert_int_eq(outer->outer, -1);
	ck_assert_ptr_eq(&marked.found->claims[inner->outer], outer);
	ck_assert_int_eq(marked_claim(&marked, 3)->outer, -1);
}
END_TEST

START_TEST(orders_claims_by_their_first_byte)
{
	struct marked marked = marked_extract(arena,
		"<t1 \"It is safe,\"> <s1 Diaz> <c1 said>.\n\n<s2 Weller> <c2 disagreed with> <t2 her>.");

	ck_assert_uint_eq(marked.found->n_claims, 2);
	ck_assert_ptr_eq(marked_claim(&marked, 1), &marked.found->claims[0]);
	ck_assert_uint_eq(marked.found->claims[0].para, 0);
	ck_assert_uint_eq(marked.found->claims[1].para, 1);
	ck_assert_str_ne(marked.found->claims[0].id.hex, marked.found->claims[1].id.hex);
}
END_TEST

static const struct { const char *text, *agency; } copies[] = {
	{ "HILL VALLEY (Reuters) - The bridge opened on Monday, <s officials> <c said>. <t It is safe>.", "Reuters" },
	{ "The bridge opened, <s officials> <c said>. <t It is safe>.\n\nThe Associated Press contributed to this report.", NULL },
	{ "The bridge opened, <s officials> <c said>. <t It is safe>.", NULL },
};

START_TEST(tells_agency_copy)
{
	struct marked marked = marked_extract(arena, copies[_i].text);

	ck_assert_pstr_eq(marked.found->agency, copies[_i].agency);
	ck_assert(marked.found->agency_copy == (copies[_i].agency != NULL));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("manner");
	TCase *tc = tcase_create("claims");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, tells_how_the_words_are_put, 0, ROWS(cases));
	tcase_add_test(tc, finds_the_outer_claim);
	tcase_add_test(tc, orders_claims_by_their_first_byte);
	tcase_add_loop_test(tc, tells_agency_copy, 0, ROWS(copies));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
