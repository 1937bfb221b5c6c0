#include "shown.h"
#include "unit.h"

#define TEXT "The ferry struck the quay in thick fog.\n\nNobody was hurt in the end, she said."
#define HEADLINE "Ferry strikes quay"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

static struct hs_article *article_with(const char *url, const char *outlet, const char *headline, const char *text)
{
	struct hs_article *article = hs_article_new(arena, text, strlen(text));

	article->url = url;
	article->outlet = outlet;
	article->headline = headline;
	hs_article_finish(article, NULL, 0);
	return article;
}

START_TEST(headline_stands_behind_the_text)
{
	struct hs_article *article = article_with(NULL, NULL, HEADLINE, TEXT);

	ck_assert_uint_eq(article->text_len, strlen(TEXT));
	ck_assert_uint_eq(article->full_len, strlen(TEXT "\n" HEADLINE));
	ck_assert_str_eq(article->text, TEXT "\n" HEADLINE);
	ck_assert_uint_eq(article->n_paras, 3);
	ck_assert_int_eq(article->paras[0].kind, HS_PARA_HEADLINE);
	ck_assert_uint_eq(article->paras[0].range.start, strlen(TEXT) + 1);
}
END_TEST

START_TEST(headline_in_the_text_is_not_said_twice)
{
	struct hs_article *article = article_with(NULL, NULL, HEADLINE, HEADLINE "\n\n" TEXT);

	ck_assert_uint_eq(article->full_len, article->text_len);
	ck_assert_uint_eq(article->n_paras, 3);
	ck_assert_str_eq(article->headline, HEADLINE);
}
END_TEST

START_TEST(headline_with_an_empty_text)
{
	struct hs_article *article = article_with(NULL, NULL, HEADLINE, "");

	ck_assert_uint_eq(article->n_paras, 1);
	ck_assert_str_eq(show_paras(article), "headline: " HEADLINE "\n");
}
END_TEST

START_TEST(locates_offsets)
{
	struct hs_article *article = article_with(NULL, NULL, HEADLINE, TEXT);
	struct hs_range in_text = { 4, 9 }, in_headline = { (uint32_t)strlen(TEXT) + 1, (uint32_t)strlen(TEXT) + 6 };

	ck_assert_int_eq(hs_article_locate(article, &in_text), HS_FIELD_TEXT);
	ck_assert_uint_eq(in_text.start, 4);
	ck_assert_int_eq(hs_article_locate(article, &in_headline), HS_FIELD_HEADLINE);
	ck_assert_uint_eq(in_headline.start, 0);
	ck_assert_uint_eq(in_headline.end, 5);
}
END_TEST

START_TEST(finds_the_paragraph_of_an_offset)
{
	struct hs_article *article = article_with(NULL, NULL, HEADLINE, TEXT);
	uint32_t second = (uint32_t)(strstr(TEXT, "Nobody") - TEXT);

	ck_assert_int_eq(hs_article_para_at(article, 0), 1);
	ck_assert_int_eq(hs_article_para_at(article, second - 2), -1);
	ck_assert_int_eq(hs_article_para_at(article, second), 2);
	ck_assert_int_eq(hs_article_para_at(article, (uint32_t)strlen(TEXT) - 1), 2);
	ck_assert_int_eq(hs_article_para_at(article, (uint32_t)strlen(TEXT)), -1);
	ck_assert_int_eq(hs_article_para_at(article, (uint32_t)strlen(TEXT) + 1), 0);
	ck_assert_int_eq(hs_article_para_at(article, 100000), -1);
}
END_TEST

START_TEST(empty_fields_are_unknown)
{
	struct hs_article *article = article_with(" \t", "", "\n", TEXT);

	ck_assert_ptr_null(article->url);
	ck_assert_ptr_null(article->outlet);
	ck_assert_ptr_null(article->headline);
}
END_TEST

/* The key tells articles apart by what they are, not by where they came from. */
START_TEST(keys_come_from_content)
{
	const char *key = article_with("http://x.example/1", "Herald", HEADLINE, TEXT)->key.hex;

	ck_assert_str_eq(article_with("http://x.example/1", "Herald", HEADLINE, TEXT)->key.hex, key);
	ck_assert_str_eq(article_with("http://x.example/1", "Other", HEADLINE, TEXT)->key.hex, key);
	ck_assert_str_ne(article_with("http://x.example/2", "Herald", HEADLINE, TEXT)->key.hex, key);
	ck_assert_str_ne(article_with("http://x.example/1", "Herald", "Quay struck", TEXT)->key.hex, key);
	ck_assert_str_ne(article_with("http://x.example/1", "Herald", HEADLINE, TEXT "!")->key.hex, key);
	ck_assert_str_ne(article_with(NULL, "Herald", HEADLINE, TEXT)->key.hex, article_with(NULL, "Other", HEADLINE, TEXT)->key.hex);
}
END_TEST

START_TEST(agencies_have_one_name)
{
	struct hs_article *article = hs_article_new(arena, TEXT, strlen(TEXT));

	article->agency = "reuters";
	hs_article_finish(article, NULL, 0);
	ck_assert_str_eq(article->agency, "Reuters");
}
END_TEST

START_TEST(each_kind_has_a_word)
{
	ck_assert_uint_gt(strlen(hs_para_word((enum hs_para_kind)_i)), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("article");
	TCase *tcase = tcase_create("article");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, headline_stands_behind_the_text);
	tcase_add_test(tcase, headline_in_the_text_is_not_said_twice);
	tcase_add_test(tcase, headline_with_an_empty_text);
	tcase_add_test(tcase, locates_offsets);
	tcase_add_test(tcase, finds_the_paragraph_of_an_offset);
	tcase_add_test(tcase, empty_fields_are_unknown);
	tcase_add_test(tcase, keys_come_from_content);
	tcase_add_test(tcase, agencies_have_one_name);
	tcase_add_loop_test(tcase, each_kind_has_a_word, 0, HS_PARA_N);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
