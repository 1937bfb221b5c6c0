#include "shown.h"
#include "unit.h"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

static struct hs_article *article_of(const char *text)
{
	struct hs_article *article = hs_article_new(arena, text, strlen(text));

	hs_article_finish(article, NULL, 0);
	return article;
}

static const struct { const char *text, *shown; } cases[] = {
	/* a line is a paragraph, with blank lines between them or without */
	{ "The quay was closed on Monday morning.\n\nNobody was hurt, the mayor said.\n",
	  "body: The quay was closed on Monday morning.\n"
	  "body: Nobody was hurt, the mayor said.\n" },
	{ "The quay was closed on Monday morning.\nNobody was hurt, the mayor said.",
	  "body: The quay was closed on Monday morning.\n"
	  "body: Nobody was hurt, the mayor said.\n" },
	{ "The quay was closed on Monday morning.\r\n\r\nNobody was hurt, the mayor said.\r\n",
	  "body: The quay was closed on Monday morning.\n"
	  "body: Nobody was hurt, the mayor said.\n" },
	{ "The quay was closed on Monday morning.\rNobody was hurt, the mayor said.\r",
	  "body: The quay was closed on Monday morning.\n"
	  "body: Nobody was hurt, the mayor said.\n" },
	/* a line that goes on in lower case belongs to the one before it */
	{ "The mayor said on Monday that the quay would be closed\nuntil the divers had finished.\n",
	  "body: The mayor said on Monday that the quay would be closed until the divers had finished.\n" },
	/* hard-wrapped, with blank lines */
	{ "The quay at Port Ellen was closed on Monday after a ferry with 210\n"
	  "people on board struck it in thick fog. Nobody was hurt. Divers from\n"
	  "Glasgow were on their way to look at the hull, the harbour master\n"
	  "said, and the ferry would not sail before Thursday at the earliest.\n"
	  "\n"
	  "Ana Diaz, who was on deck, said that the Captain had sounded the horn\n"
	  "Three times before the blow. The company, Kildalton Lines, declined\n"
	  "to comment.\n",
	  "body: The quay at Port Ellen was closed on Monday after a ferry with 210 people on board struck it in thick fog. "
	  "Nobody was hurt. Divers from Glasgow were on their way to look at the hull, the harbour master said, and the ferry "
	  "would not sail before Thursday at the earliest.\n"
	  "body: Ana Diaz, who was on deck, said that the Captain had sounded the horn Three times before the blow. The "
	  "company, Kildalton Lines, declined to comment.\n" },
	/* hard-wrapped, with indented first lines alone */
	{ "   The quay at Port Ellen was closed on Monday after a ferry with 210\n"
	  "people on board struck it in thick fog. Nobody was hurt. Divers from\n"
	  "Glasgow were on their way.\n"
	  "   Ana Diaz, who was on deck, said that the Captain had sounded the horn\n"
	  "Three times before the blow. The company, Kildalton Lines, declined to\n"
	  "comment.\n",
	  "body: The quay at Port Ellen was closed on Monday after a ferry with 210 people on board struck it in thick fog. "
	  "Nobody was hurt. Divers from Glasgow were on their way.\n"
	  "body: Ana Diaz, who was on deck, said that the Captain had sounded the horn Three times before the blow. The "
	  "company, Kildalton Lines, declined to comment.\n" },
	/* hard-wrapped, all indented, short last lines part paragraphs */
	{ "    The quay at Port Ellen was closed on Monday after a ferry with\n"
	  "    210 people on board struck it in thick fog. Nobody was hurt, the\n"
	  "    Coastguard said.\n"
	  "    Ana Diaz, who was on deck, said that the Captain had sounded the\n"
	  "    Horn three times before the blow. The company, Kildalton Lines,\n"
	  "    declined to comment.\n",
	  "body: The quay at Port Ellen was closed on Monday after a ferry with 210 people on board struck it in thick fog. "
	  "Nobody was hurt, the Coastguard said.\n"
	  "body: Ana Diaz, who was on deck, said that the Captain had sounded the Horn three times before the blow. The "
	  "company, Kildalton Lines, declined to comment.\n" },
	/* a byte order mark is part of the text and of no paragraph */
	{ "\xEF\xBB\xBF" "The quay was closed on Monday morning.\n", "body: The quay was closed on Monday morning.\n" },
	/* nothing */
	{ "", "" },
	{ " \n\t\r\n\xC2\xA0\n", "" },
};

START_TEST(finds_paragraphs)
{
	ck_assert_str_eq(show_paras(article_of(cases[_i].text)), cases[_i].shown);
}
END_TEST

START_TEST(ranges_point_into_the_text)
{
	struct hs_article *article = article_of("\xEF\xBB\xBF  The quay was closed on Monday.  \n\n\tNobody was hurt, she said. \n");

	ck_assert_uint_eq(article->n_paras, 2);
	ck_assert_uint_eq(article->paras[0].range.start, 5);
	ck_assert_uint_eq(article->paras[0].range.end, 35);
	ck_assert_uint_eq(article->paras[1].range.start, 40);
	ck_assert_uint_eq(article->paras[1].range.end, 66);
}
END_TEST

/* Many short lines, and one long line, take time in proportion to their length: a test that would not end otherwise. */
START_TEST(takes_linear_time)
{
	size_t len = (size_t)4 << 20;
	char *text = hs_malloc(len);
	struct hs_article *article;

	for (size_t i = 0; i < len; i++)
		text[i] = _i ? "ab. "[i % 4] : "A\n"[i % 2];
	article = hs_article_new(arena, text, len);
	hs_article_finish(article, NULL, 0);
	ck_assert_uint_eq(article->n_paras, _i ? 1 : len / 2);
	free(text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("paragraphs");
	TCase *tcase = tcase_create("paragraphs");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_paragraphs, 0, ROWS(cases));
	tcase_add_test(tcase, ranges_point_into_the_text);
	tcase_add_loop_test(tcase, takes_linear_time, 0, 2);
	tcase_set_timeout(tcase, 60);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
