/* Patterns over words, and that every table of them can be compiled. */
#include "base/arena.h"
#include "lexicon/wording.h"
#include "unit.h"

#include <ctype.h>
#include <string.h>

#define WORDS_MAX 32

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

/* Words parted by blanks; "/" begins a new sentence and is no word. */
static struct hs_wording_text text_of(const char *from)
{
	const char **word = hs_arena_array(arena, WORDS_MAX, sizeof(*word));
	struct hs_classes *classes = hs_arena_array(arena, WORDS_MAX, sizeof(*classes));
	uint32_t *sentence = hs_arena_array(arena, WORDS_MAX, sizeof(*sentence)), now = 0;
	bool *alnum = hs_arena_array(arena, WORDS_MAX, sizeof(*alnum));
	bool *upper = hs_arena_array(arena, WORDS_MAX, sizeof(*upper));
	size_t n = 0;

	for (size_t len; *from; from += len + strspn(from + len, " ")) {
		len = strcspn(from, " ");
		if (*from == '/') {
			now++;
			continue;
		}
		upper[n] = isupper((unsigned char)*from);
		alnum[n] = isalnum((unsigned char)*from);
		word[n] = hs_arena_strn(arena, from, len);
		*(char *)(uintptr_t)word[n] = (char)tolower((unsigned char)*from);
		classes[n] = hs_classes_of(word[n]);
		sentence[n++] = now;
	}
	return (struct hs_wording_text){ word, classes, sentence, alnum, upper, n };
}

static const char *words_shown(const struct hs_wording_text *text, size_t first, size_t end)
{
	const char *shown = "";

	for (size_t i = first; i < end; i++)
		shown = hs_arena_printf(arena, "%s%s%s", shown, i > first ? " " : "", text->word[i]);
	return shown;
}

static const struct { const char *pattern, *text, *found; } cases[] = {
	{ "red", "a red barn", "red" },
	{ "red barn", "a red barn", "red barn" },
	{ "red barn", "a red old barn", NULL },
	{ "red|blue barn", "a blue barn", "blue barn" },
	{ "red old? barn", "a red barn", "red barn" },
	{ "red old? barn", "a red old barn", "red old barn" },
	{ "red? barn", "a barn", "barn" },
	{ "red? barn", "a red barn", "red barn" },
	{ "red *2 barn", "a red barn", "red barn" },
	{ "red *2 barn", "a red and old barn", "red and old barn" },
	{ "red *2 barn", "a red , old barn", NULL },
	{ "red ~2 barn", "a red , old barn", "red , old barn" },
	{ "red *1 barn", "a red and old barn", NULL },
	{ "red *9 barn", "red barn and barn", "red barn" },              /* a gap at its shortest */
	{ "red *9 barn", "red / barn", NULL },                            /* one sentence */
	{ "@be red", "they were red", "were red" },
	{ "@be|looks red", "it looks red", "looks red" },
	{ "#num barns", "about 12 barns", "12 barns" },
	{ "#num barns", "about twelve barns", "twelve barns" },
	{ "#num barns", "many barns", NULL },
	{ "the #cap", "the Barn", "the barn" },
	{ "the #cap", "the barn", NULL },
	{ "said , [ red barn ]", "she said , red barn", "red barn" },
	{ "[ red ] barn", "a red barn", "red" },
	{ "red old? old barn", "a red old barn", "red old barn" },       /* gives back what it took */
};

START_TEST(matches_patterns)
{
	const struct hs_wording_row row = { cases[_i].pattern, 7 };
	struct hs_wording_set *set = hs_wording_set_new(&row, 1);
	struct hs_wording_text text = text_of(cases[_i].text);
	struct hs_wording_match match;

	if (hs_wording_find(&match, set, &text, 0, text.n)) {
		ck_assert_pstr_eq(words_shown(&text, match.from, match.to), cases[_i].found);
		ck_assert_int_eq(match.value, 7);
	} else {
		ck_assert_ptr_null(cases[_i].found);
	}
	hs_wording_set_free(set);
}
END_TEST

START_TEST(prefers_the_longest_or_the_first_row)
{
	static const struct hs_wording_row rows[] = { { "red", 1 }, { "red barn", 2 }, { "red *1", 3 } };
	struct hs_wording_set *set = hs_wording_set_new(rows, 3);
	struct hs_wording_text text = text_of("red barn");
	struct hs_wording_match match;

	ck_assert(hs_wording_match(&match, set, &text, 0));
	ck_assert_int_eq(match.value, 2);
	ck_assert(hs_wording_first(&match, set, &text, 0));
	ck_assert_int_eq(match.value, 1);
	ck_assert(!hs_wording_match(&match, set, &text, 1));
	ck_assert(!hs_wording_match(&match, set, &text, 2));
	hs_wording_set_free(set);
}
END_TEST

#define MARK(pattern, kind) { pattern, 0 },
#define BASIS(pattern, strength) { pattern, 0 },
#define OPEN(pattern, kind) { pattern, 0 },
#define CODE(code, pattern) { pattern, code },
#define TOLD(pattern, want) { pattern, 0 },
#define THROUGH(pattern) { pattern, 0 },
#define PROGRAMME(pattern) { pattern, 0 },
static const struct hs_wording_row tables[] = {
#include "lexicon/anonymity.def"
#include "lexicon/basis.def"
#include "lexicon/reason.def"
#include "lexicon/via.def"
};

/* A row that names no class or begins with nothing stops the program. */
START_TEST(compiles_every_row)
{
	struct hs_wording_set *set = hs_wording_set_new(&tables[_i], 1);

	ck_assert_ptr_nonnull(set);
	ck_assert_msg(!strstr(tables[_i].pattern, "  "), "'%s' has two blanks", tables[_i].pattern);
	hs_wording_set_free(set);
}
END_TEST

START_TEST(knows_the_classes_of_a_word)
{
	struct hs_classes told = hs_classes_of("told"), none = hs_classes_of("zebra");

	ck_assert(hs_classes_have(told, HS_WC_tell));
	ck_assert(hs_classes_have(told, HS_WC_finite));
	ck_assert(!hs_classes_have(told, HS_WC_prep));
	for (size_t i = 0; i < sizeof(none.bits) / sizeof(*none.bits); i++)
		ck_assert_uint_eq(none.bits[i], 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wording");
	TCase *tcase = tcase_create("patterns");

	tcase_add_checked_fixture(tcase, arena_open, arena_close);
	tcase_add_loop_test(tcase, matches_patterns, 0, ROWS(cases));
	tcase_add_test(tcase, prefers_the_longest_or_the_first_row);
	tcase_add_loop_test(tcase, compiles_every_row, 0, ROWS(tables));
	tcase_add_test(tcase, knows_the_classes_of_a_word);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
