#include "attribute/resolve_p.h"
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

static const struct { const char *text, *made; } papers[] = {
	{ "It was so: <s a Hill Valley University poll> <c found> <t a close race>.", "before" },
	{ "It was so: <s U.S. lobbying records> <c show> <t payments>.", "before" },
	{ "<s A poll by Hill Valley University> <c found> <t a close race>.", "behind" },
	{ "<s A letter from Ana Diaz> <c said> <t no>.", "behind" },
	{ "<s The results of a Hill Valley University poll> <c show> <t a close race>.", "behind" },
	{ "<s A study by four leading economists> <c found> <t a close race>.", "told" },
	/* whom it asked, what it is about, how it was made: no makers */
	{ "It was so: <s New Hampshire polls> <c show> <t a close race>.", "about" },
	{ "<s A poll of Republican voters> <c found> <t a close race>.", "about" },
	{ "<s A review of Ana Diaz's e-mails> <c found> <t nothing>.", "about" },
	{ "<s An account provided by two aides> <c found> <t nothing>.", NULL },
	{ "<s An account provided by Ana Diaz> <c found> <t nothing>.", "behind" },
	{ "<s A study made by comparing wages> <c found> <t nothing>.", NULL },
	{ "<s His letter> <c said> <t no>.", "owner" },
	{ "<s A new poll> <c found> <t a close race>.", NULL },
	{ "<s A poll taken on Monday> <c found> <t a close race>.", NULL },
};

START_TEST(tells_who_made_a_paper)
{
	struct marked marked = marked_extract(arena, papers[_i].text);
	const struct hs_scene *scene = hs_extract_scene(marked.article, &marked.raws);
	const char *made = hs_paper_made(scene->work, &scene->mentions[scene->of_claim[0]].phrase);

	ck_assert_pstr_eq(made, papers[_i].made);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("paper");
	TCase *tc = tcase_create("maker");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, tells_who_made_a_paper, 0, ROWS(papers));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
