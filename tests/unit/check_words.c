#include "base/str.h"
#include "text/words.h"
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
	return hs_article_new(arena, text, strlen(text));
}

/* Words parted by blanks, quoted ones in <>, sentences parted by " / ". */
static char *show(const char *text)
{
	struct hs_article *article = article_of(text);
	struct hs_words words = hs_words_of(article, (struct hs_range){ 0, (uint32_t)strlen(text) });
	struct hs_str out = HS_STR_INIT;
	char *shown;

	for (size_t i = 0; i < words.n; i++) {
		const struct hs_word *word = &words.at[i];
		struct hs_span span = hs_span_at(text, word->range);

		if (i)
			hs_str_adds(&out, word->sentence > words.at[i - 1].sentence ? " / " : " ");
		hs_str_addf(&out, word->quoted ? "<%.*s>" : "%.*s", (int)span.len, span.ptr);
	}
	shown = hs_arena_str(arena, out.ptr);
	hs_str_release(&out);
	return shown;
}

static const struct { const char *text, *shown; } cases[] = {
	/* words */
	{ "Ana's x-ray cost $3.50.", "Ana's x-ray cost $ 3.50 ." },
	{ "AT&T's R&D, a&b, A & B, Hale&", "AT&T's R&D , a & b , A & B , Hale &" },
	{ "the Diaz\xE2\x80\x99s dog, 1,200 cats", "the Diaz\xE2\x80\x99s dog , 1 , 200 cats" },
	{ "Caf\xC3\xA9 \xC3\x96st \xE2\x80\x93 ok", "Caf\xC3\xA9 \xC3\x96st \xE2\x80\x93 ok" },
	{ "Pen\xCC\x83" "a said", "Pen\xCC\x83" "a said" },                         /* accents apart */
	{ "Pe\xC3\x83\xC2\xB1" "a, Jos\xC3\x83\xC2\xA9 said", "Pe\xC3\x83\xC2\xB1" "a , Jos\xC3\x83\xC2\xA9 said" },        /* decoded twice */
	{ "PeA\xCC\x83\xC2\xB1" "a, \xC2\xA9 Diaz", "PeA\xCC\x83\xC2\xB1" "a , \xC2\xA9 Diaz" },
	{ "See example.org.", "See example.org ." },
	{ "the U.S.-led force", "the U.S. - led force" },
	{ "-- so --", "- - so - -" },
	{ "", "" },
	{ " \n\t", "" },
	/* sentences */
	{ "It sank. Nobody died.", "It sank . / Nobody died ." },
	{ "Did it? Yes! It did\xE2\x80\xA6 So be it.", "Did it ? / Yes ! / It did \xE2\x80\xA6 / So be it ." },
	{ "Mr. Diaz met Gen. Park at No. 5 High St. Nobody came.", "Mr . Diaz met Gen . Park at No . 5 High St . Nobody came ." },
	{ "George W. Park said so. J. K. Diaz did not.", "George W . Park said so . / J . K . Diaz did not ." },
	{ "He left the U.S. The fog stayed.", "He left the U.S. / The fog stayed ." },
	{ "The U.S. Navy came at 6 p.m. Monday.", "The U.S. Navy came at 6 p.m. Monday ." },
	{ "Acme Inc. said no. It left Acme Inc. But it came back.", "Acme Inc . said no . / It left Acme Inc . / But it came back ." },
	{ "On Jan. 5 it rained. In Jan. Diaz left.", "On Jan . 5 it rained . / In Jan . Diaz left ." },
	{ "It cost 3.5 million. 20 died.", "It cost 3.5 million . / 20 died ." },
	{ "It sank.Nobody died.", "It sank . / Nobody died ." },
	{ "(It sank.) Nobody died.", "( It sank . ) / Nobody died ." },
	{ "It sank ... or so he said.", "It sank . . . or so he said ." },
	{ "So am I. Ana is not.", "So am I . / Ana is not ." },
	/* quotation marks */
	{ "\"It sank,\" she said. \"Nobody died.\"", "<\"> <It> <sank> <,> <\"> she said . / <\"> <Nobody> <died> <.> <\">" },
	{ "\"It sank.\" Nobody died.", "<\"> <It> <sank> <.> <\"> / Nobody died ." },
	{ "\"Did it?\" he asked.", "<\"> <Did> <it> <?> <\"> he asked ." },
	{ "\xE2\x80\x9CIt sank,\xE2\x80\x9D she said.", "<\xE2\x80\x9C> <It> <sank> <,> <\xE2\x80\x9D> she said ." },
	{ "\xE2\x80\x9CIt sank. It did.", "<\xE2\x80\x9C> <It> <sank> <.> / <It> <did> <.>" },
	{ "\xC2\xABIt sank\xC2\xBB, she said.", "<\xC2\xAB> <It> <sank> <\xC2\xBB> , she said ." },
	{ "\xE2\x80\x9EIt sank\xE2\x80\x9C she said", "<\xE2\x80\x9E> <It> <sank> <\xE2\x80\x9C> she said" },
	{ "``It sank,'' she said.", "<`> <`> <It> <sank> <,> <'> <'> she said ." },
	{ "''It sank,'' she said.", "<'> <'> <It> <sank> <,> <'> <'> she said ." },
	{ "a 6'2\" man said \"no\" twice", "a 6'2 \" man said <\"> <no> <\"> twice" },
	{ "(\"no\") and [\"yes\"]", "( <\"> <no> <\"> ) and [ <\"> <yes> <\"> ]" },
	{ "the 'back channel' is open", "the ' back channel ' is open" },
	{ "\"", "<\">" },
	{ "\"\"\"", "<\"> <\"> <\">" },
};

START_TEST(finds_words)
{
	ck_assert_str_eq(show(cases[_i].text), cases[_i].shown);
}
END_TEST

START_TEST(knows_letters_and_capitals)
{
	struct hs_words words = hs_words_of(article_of("Ana met 3 \xC3\x96st, no"), (struct hs_range){ 0, 17 });

	ck_assert_uint_eq(words.n, 6);
	ck_assert(words.at[0].alnum && words.at[0].upper);
	ck_assert(words.at[1].alnum && !words.at[1].upper);
	ck_assert(words.at[2].alnum && !words.at[2].upper);
	ck_assert(words.at[3].alnum && words.at[3].upper);
	ck_assert(!words.at[4].alnum);
}
END_TEST

START_TEST(keeps_to_the_range)
{
	struct hs_words words = hs_words_of(article_of("one two. three"), (struct hs_range){ 4, 7 });

	ck_assert_uint_eq(words.n, 1);
	ck_assert_uint_eq(words.at[0].range.start, 4);
	ck_assert_uint_eq(words.at[0].range.end, 7);
}
END_TEST

static const char *const abbreviations[] = {
#define ABBREVIATION(word, kind) word,
#include "text/abbreviations.def"
#undef ABBREVIATION
};

START_TEST(table_is_sorted_without_twins)
{
	ck_assert_str_lt(abbreviations[_i], abbreviations[_i + 1]);
}
END_TEST

static const struct { const char *word; bool quote, any; } marks[] = {
	{ "\"", true, true }, { "“", true, true }, { "„", true, true }, { "»", true, true },
	{ "'", false, true }, { "’", false, true }, { "`", false, true },
	{ "''", false, false }, { "\"a", false, false }, { "a", false, false }, { ",", false, false }, { "", false, false },
};

START_TEST(tells_quotation_marks)
{
	ck_assert_int_eq(hs_word_is_quote(marks[_i].word), marks[_i].quote);
	ck_assert_int_eq(hs_word_is_any_quote(marks[_i].word), marks[_i].any);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("words");
	TCase *tcase = tcase_create("words");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_words, 0, ROWS(cases));
	tcase_add_test(tcase, knows_letters_and_capitals);
	tcase_add_test(tcase, keeps_to_the_range);
	tcase_add_loop_test(tcase, tells_quotation_marks, 0, ROWS(marks));
	tcase_add_loop_test(tcase, table_is_sorted_without_twins, 0, ROWS(abbreviations) - 1);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
