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

/* An article of this outlet with the text, and the run of the words that stand in brackets there. */
static struct hs_work *work_of(const char *text, const char *outlet, struct hs_run *run)
{
	const char *open = strchr(text, '['), *close = strchr(open, ']');
	struct hs_range range = { (uint32_t)(open - text), (uint32_t)(close - text - 1) };
	struct hs_work *work;
	struct hs_article *article;

	text = hs_arena_printf(arena, "%.*s%.*s%s", (int)(open - text), text, (int)(close - open - 1), open + 1, close + 1);
	article = hs_article_new(arena, text, strlen(text));
	article->outlet = outlet;
	hs_article_finish(article, NULL, 0);
	work = hs_work_new(article);
	*run = hs_work_run(work, range);
	return work;
}

/* The words in brackets; their full name if the lexicon knows it; do they read as a name of an outlet? */
static const struct { const char *text, *full; bool masthead; } cases[] = {
	{ "So the [New York Times] says.", "The New York Times", true },
	{ "So [The New York Times] says.", "The New York Times", true },
	{ "So [Reuters] says.", "Reuters", false },
	{ "That is [CNN's] view.", "CNN", false },
	{ "That is [Barron's] view.", "Barron's", false },
	{ "So [norvane-soir.fr] says.", NULL, true },
	{ "So [WNVN-TV] says.", NULL, true },
	{ "So [NORTV] says.", NULL, true },
	{ "So [CCTV] shows.", NULL, false },
	{ "So [U.S] law says.", NULL, false },
	{ "So the [Norvane Action Network] says.", NULL, false },
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
	struct hs_run run;
	struct hs_work *work = work_of(cases[_i].text, NULL, &run);

	ck_assert_pstr_eq(hs_run_outlet(work, run), cases[_i].full);
	ck_assert_int_eq(hs_run_is_masthead(work, run), cases[_i].masthead);
}
END_TEST

/* The words in brackets: do they name the outlet of the article itself? */
static const struct { const char *text, *outlet; bool own; } own_cases[] = {
	{ "So the [New York Times] says.", "The New York Times", true },
	{ "So the [Times] says.", "The New York Times", true },
	{ "That is the [Times's] view.", "The New York Times", true },
	{ "So the [Post] says.", "The New York Times", false },
	{ "So the [Herald] says.", "Norvane Herald", true },
	{ "So the [Norvane Herald] says.", "Norvane Herald", true },
	{ "So the [Saltmere Herald] says.", "Norvane Herald", false },
	{ "That is [Norvane L\xE2\x80\x99Heure\xE2\x80\x99s] view.", "Norvane L'Heure", true },
	{ "So the [Herald] says.", NULL, false },
};

START_TEST(tells_the_own_outlet)
{
	struct hs_run run;
	struct hs_work *work = work_of(own_cases[_i].text, own_cases[_i].outlet, &run);

	ck_assert_int_eq(hs_run_is_own_outlet(work, run), own_cases[_i].own);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("outlet");
	TCase *tcase = tcase_create("outlet");

	tcase_add_checked_fixture(tcase, arena_open, arena_close);
	tcase_add_loop_test(tcase, tells_names_of_outlets, 0, ROWS(cases));
	tcase_add_loop_test(tcase, tells_the_own_outlet, 0, ROWS(own_cases));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
