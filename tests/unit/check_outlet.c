#include <string.h>

#include "attribute/extract_p.h"
#include "unit.h"

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

/* The words in brackets; their full name if the lexicon knows it; do they read as a name of an outlet? */
static const struct { const char *text, *full; bool masthead; } cases[] = {
	{ "So the [New York Times] says.", "The New York Times", true },
	{ "So [The New York Times] says.", "The New York Times", true },
	{ "So [Reuters] says.", "Reuters", false },
	{ "That is [CNN's] view.", NULL, false },       /* the ending belongs to the run */
	{ "So the [Norvane Herald] says.", NULL, true },
	{ "So [Radio Norvane] says.", NULL, true },
	{ "So [Norvane Radio] says.", NULL, true },
	{ "So [radio Norvane] says.", NULL, false },
	{ "So the [Herald] says.", NULL, true },
	{ "So [Herald] says.", NULL, false },
	{ "So the [Ledger] says.", NULL, true },
	{ "So the [ledger] says.", NULL, false },
	{ "So the [Republic] says.", NULL, false },
	{ "Behind the [post] it is dark.", NULL, false },
	{ "So [Ana Diaz] says.", NULL, false },
};

START_TEST(tells_names_of_outlets)
{
	const char *open = strchr(cases[_i].text, '['), *close = strchr(open, ']');
	struct hs_range range = { (uint32_t)(open - cases[_i].text), (uint32_t)(close - cases[_i].text - 1) };
	struct hs_work *work;
	struct hs_article *article;
	struct hs_run run;
	const char *text = hs_arena_printf(arena, "%.*s%.*s%s", (int)(open - cases[_i].text), cases[_i].text, (int)(close - open - 1),
					   open + 1, close + 1);

	article = hs_article_new(arena, text, strlen(text));
	hs_article_finish(article, NULL, 0);
	work = hs_work_new(article);
	run = hs_work_run(work, range);
	ck_assert_pstr_eq(hs_run_outlet(work, run), cases[_i].full);
	ck_assert_int_eq(hs_run_is_masthead(work, run), cases[_i].masthead);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("outlet");
	TCase *tcase = tcase_create("outlet");

	tcase_add_checked_fixture(tcase, arena_open, arena_close);
	tcase_add_loop_test(tcase, tells_names_of_outlets, 0, ROWS(cases));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
