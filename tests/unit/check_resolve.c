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

/* "person Ana Diaz; individual an aide": kind and name of the source of each attribution. */
static const char *sources_shown(const struct marked *marked)
{
	const char *shown = "";

	for (size_t i = 1; i <= marked->raws.n; i++) {
		const struct hs_source *source = marked_source(marked, i);

		shown = hs_arena_printf(arena, "%s%s%s%s%s", shown, i > 1 ? "; " : "", hs_kind_word(source->kind),
					source->name ? " " : "", source->name ? source->name : "");
	}
	return shown;
}

static const struct { const char *text, *sources; } cases[] = {
	/* the fullest name of the article */
	{ "Ana Diaz opened the bridge. <s Diaz> <c said> <t it is safe>.", "person Ana Diaz" },
	{ "<s1 Mr. Park> <c1 said> <t1 no>. Later <s2 Jin Park> <c2 said> <t2 yes>.", "person Jin Park; person Jin Park" },
	{ "<s Harbour spokesman Tom Weller> <c said> <t the pier is closed>.", "person Tom Weller" },
	{ "Ana M. Diaz won. Ana Diaz spoke. <s Ms. Diaz> <c said> <t thanks>.", "person Ana M. Diaz" },
	{ "Robert Hale spoke first. <s Bob Hale> <c said> <t it was late>.", "person Robert Hale" },
	/* two with one surname */
	{ "John Reed met his wife, Carol Reed. <s1 Mrs. Reed> <c1 said> <t1 so>. <s2 Mr. Reed> <c2 agreed that> <t2 it was>.",
	  "person Carol Reed; person John Reed" },
	{ "John Reed met Carol Reed. <s Carol> <c said> <t so>.", "person Carol Reed" },
	/* several in one */
	{ "Ana Diaz met Tom Weller. <s Diaz and Weller> <c said> <t they agreed>.", "person Ana Diaz; Tom Weller" },
	/* pronouns */
	{ "Ana Diaz met Tom Weller. <s She> <c said> <t it was time>.", "person Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 it was time>. <s2 She> <c2 added> <t2 that Tom Weller agreed>.",
	  "person Ana Diaz; person Ana Diaz" },
	{ "Tom Weller, <s who> <c warned> <t of ice>, went home.", "person Tom Weller" },
	/* unnamed: one source from first mention to pronoun; another is a second one */
	{ "<s1 A senior port official> <c1 said> <t1 the crane failed>. <s2 The official> <c2 said> <t2 nobody was hurt>.",
	  "individual A senior port official; individual A senior port official" },
	{ "<s1 A port official> <c1 said> <t1 the crane failed>. <s2 Another official> <c2 said> <t2 nobody was hurt>.",
	  "individual A port official; individual Another official" },
	{ "<s1 A nurse> <c1 said> <t1 beds were short>. <s2 She> <c2 said> <t2 it was worse in May>.",
	  "individual A nurse; individual A nurse" },
	{ "<s Two officials> <c said> <t the deal was dead>.", "group Two officials" },
	{ "<s Critics> <c said> <t the plan was too slow>.", "collective Critics" },
	/* organisations, papers, outlets, agencies */
	{ "<s The Harbour Authority> <c said> <t the pier is closed>.", "organisation The Harbour Authority" },
	{ "<s A poll by Hill College> <c found> <t that most agree>.", "document A poll by Hill College" },
	{ "<s The New York Times> <c reported> <t that the mayor resigned>.", "outlet The New York Times" },
	{ "The mayor resigned, <s Reuters> <c reported> <t on Monday>.", "wire Reuters" },
	/* nobody */
	{ "The mayor <c is expected> <t to resign>.", "unattributed" },
};

START_TEST(resolves_sources)
{
	struct marked marked = marked_extract(arena, cases[_i].text);

	ck_assert_str_eq(sources_shown(&marked), cases[_i].sources);
}
END_TEST

static const struct { const char *text, *mentions; } mention_cases[] = {
	{ "<s A port official> <c said> <t the crane failed>. The official left. He was tired.", "A port official | The official | He" },
};

START_TEST(lists_every_mention)
{
	struct marked marked = marked_extract(arena, mention_cases[_i].text);

	ck_assert_str_eq(marked_words(&marked, marked_source(&marked, 1)->mentions), mention_cases[_i].mentions);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("resolve");
	TCase *tc = tcase_create("sources");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, resolves_sources, 0, ROWS(cases));
	tcase_add_loop_test(tc, lists_every_mention, 0, ROWS(mention_cases));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
