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

/* Headlines: source and content of the claim that the colon makes; NULL: none. */
static const struct { const char *headline, *source, *content; } headlines[] = {
	{ "Diaz: bridge is safe for traffic", "Diaz", "bridge is safe for traffic" },
	{ "Mayor Diaz: Bridge Is Safe for Traffic", "Mayor Diaz", "Bridge Is Safe for Traffic" },
	{ "Bridge unsafe for years: official", "official", "Bridge unsafe for years" },
	{ "Police: Two held after harbour fire", "Police", "Two held after harbour fire" },
	{ "Poll: Most in valley want a ferry", "Poll", "Most in valley want a ferry" },
	{ "Strike to last for weeks: union officials", "union officials", "Strike to last for weeks" },
	{ "Islamabad: no talks before spring", "Islamabad", "no talks before spring" },
	{ "Opinion: The bridge must go now", NULL, NULL },
	{ "Bridge opens: what to know before you go", NULL, NULL },
	{ "Analysis: Why the bridge fell", NULL, NULL },
	{ "Council meets at 10:30 on Monday", NULL, NULL },
	{ "Bridge opens after years of delay", NULL, NULL },
	{ "Diaz: no", NULL, NULL },
};

static const char *const body = "\n\nThe bridge opened on Monday. Ana Diaz, the mayor, was there. The officials of the union stayed away.";

START_TEST(reads_headlines)
{
	const char *text = hs_arena_printf(arena, "%s%s", headlines[_i].headline, body);
	struct marked marked = { .article = hs_article_new(arena, text, strlen(text)) };
	const struct hs_claim *claim;

	marked.article->headline = headlines[_i].headline;
	hs_article_finish(marked.article, NULL, 0);
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_uint_eq(marked.found->n_claims, headlines[_i].source != NULL);
	if (!headlines[_i].source)
		return;
	claim = &marked.found->claims[0];
	ck_assert_str_eq(marked_words(&marked, claim->source_spans), headlines[_i].source);
	ck_assert_str_eq(marked_words(&marked, claim->cue), ":");
	ck_assert_str_eq(marked_words(&marked, claim->content), headlines[_i].content);
}
END_TEST

/* "..., said the people, who ...": they are the source, whatever the model took for it. */
static const struct { const char *text, *source, *content; } inversions[] = {
	{ "<s The port> will be sold this year, <c said> <t the people, who asked not to be named because the talks are private>.",
	  "the people", "The port will be sold this year" },
	{ "<s The port> will be sold this year, <c said> <t two officials briefed on the sale>.", "two officials",
	  "The port will be sold this year" },
	{ "<s Diaz>, the mayor, <c said> <t the officials had left>.", "Diaz", "the officials had left" },
	{ "<s Diaz>, the mayor, <c said> <t the officials, who had waited, were tired>.", "Diaz",
	  "the officials, who had waited, were tired" },
	{ "<s Diaz>, the mayor, <c said> <t soldiers walked into the crowd>.", "Diaz", "soldiers walked into the crowd" },
};

START_TEST(turns_claims_around)
{
	struct marked marked = marked_extract(arena, inversions[_i].text);

	ck_assert_uint_eq(marked.found->n_claims, 1);
	ck_assert_str_eq(marked_words(&marked, marked.found->claims[0].source_spans), inversions[_i].source);
	ck_assert_str_eq(marked_words(&marked, marked.found->claims[0].content), inversions[_i].content);
}
END_TEST

START_TEST(leaves_a_headline_that_the_model_has_read)
{
	const char *text = "Diaz: bridge is safe for traffic\n\nAna Diaz was there on Monday.";
	struct hs_range source = { 0, 4 }, content = { 6, 32 };
	struct hs_raw raw = { .cue = { 4, 5 }, .source = { &source, 1 }, .content = { &content, 1 }, .p = 1 };
	struct marked marked = { .article = hs_article_new(arena, text, strlen(text)), .raws = { &raw, 1 } };

	marked.article->headline = "Diaz: bridge is safe for traffic";
	hs_article_finish(marked.article, NULL, 0);
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_uint_eq(marked.found->n_claims, 1);
}
END_TEST

/* Quotations without a cue: the content of the one claim afterwards, and whether a part was carried over. */
static const struct { const char *text, *content; bool carried; } quotations[] = {
	/* goes on in the paragraph */
	{ "<t \"It is safe,\"> <s Diaz> <c said>. \"We tested it for a month.\"", "\"It is safe,\" | \"We tested it for a month.\"", true },
	{ "<t \"It is safe,\"> <s Diaz> <c said>. <t \"We tested it for a month.\">", "\"It is safe,\" | \"We tested it for a month.\"", false },
	/* a paragraph of its own, closed or run on */
	{ "<t \"It is safe,\"> <s Diaz> <c said>.\n\n\"We tested it for a month, and then again.\"",
	  "\"It is safe,\" | \"We tested it for a month, and then again.\"", true },
	{ "<s Diaz> <c said>: <t \"It is safe.>\n\n\"We tested it for a month, and then again.\"\n\n\"We shall test it once more.\"",
	  "\"It is safe. | \"We tested it for a month, and then again.\" | \"We shall test it once more.\"", true },
	/* of which a part is there already: one range, not two */
	{ "<t \"It is safe,\"> <s Diaz> <c said>.\n\n<t \"We tested> it for a month, and then we tested it again.\"",
	  "\"It is safe,\" | \"We tested it for a month, and then we tested it again.\"", true },
	/* not after indirect speech, not where the words are part of a sentence, not a title */
	{ "<s Diaz> <c said> <t it was safe>.\n\n\"We tested it for a month, and then again.\"", "it was safe", false },
	{ "<t \"It is safe,\"> <s Diaz> <c said>. The play \"The Long Way to the Sea\" opens on Monday.", "\"It is safe,\"", false },
	{ "<t \"It is safe,\"> <s Diaz> <c said>. \"Indeed so.\"", "\"It is safe,\"", false },
	{ "<t \"It is safe,\"> <s Diaz> <c said>.\n\nThe bridge opened on Monday.\n\n\"We tested it for a month, and then again.\"",
	  "\"It is safe,\"", false },
};

START_TEST(carries_quotations_over)
{
	struct marked marked = marked_extract(arena, quotations[_i].text);

	ck_assert_uint_eq(marked.found->n_claims, 1);
	ck_assert_str_eq(marked_words(&marked, marked.found->claims[0].content), quotations[_i].content);
	ck_assert(marked.found->claims[0].carried == quotations[_i].carried);
}
END_TEST

START_TEST(completes_the_name_of_an_outlet)
{
	struct marked marked = marked_extract(arena, "The mayor resigned, <s The Associated> Press <c reported>, <t and left town>.");

	ck_assert_str_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), "The Associated Press");
	ck_assert_int_eq(marked_source(&marked, 1)->kind, HS_KIND_WIRE);
}
END_TEST

START_TEST(takes_the_first_word_of_a_body_into_a_source)
{
	struct marked marked = marked_extract(arena, "Save <s the Children> <c said> <t that the port was shut>.");

	ck_assert_str_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), "Save the Children");
}
END_TEST

START_TEST(leaves_commas_out_of_a_source)
{
	struct marked marked = marked_extract(arena, "<s The pilot, who asked not to be named,> <c said> <t the gate was open>.");

	ck_assert_str_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), "The pilot, who asked not to be named");
}
END_TEST

START_TEST(keeps_the_headline_out_of_the_text)
{
	struct marked marked = marked_extract(arena, "Quay may fall within a year, says port <t engineer\n\nThe quay on the north side could give way"
					      " within a year>, <s an engineer> <c said> on Monday.\n\nShips have been told to keep away.");

	ck_assert_str_eq(marked_words(&marked, marked.found->claims[0].content),
			 "The quay on the north side could give way within a year");
}
END_TEST

START_TEST(reads_a_headline_that_the_model_drew_into_the_text)
{
	struct marked marked = marked_extract(arena, "Quay may fall within a year: port <t official\n\nThe quay on the north side could give way"
					      " within a year>, <s a port official> <c said> on Monday.\n\nShips have been told to keep away.");

	ck_assert_uint_eq(marked.found->n_claims, 2);
	ck_assert_str_eq(marked_words(&marked, marked.found->claims[0].content), "Quay may fall within a year");
	ck_assert_str_eq(marked_words(&marked, marked.found->claims[0].source_spans), "port official");
	ck_assert_uint_eq(marked.found->claims[0].source, marked.found->claims[1].source);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("repair");
	TCase *tc = tcase_create("claims");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, reads_headlines, 0, ROWS(headlines));
	tcase_add_loop_test(tc, turns_claims_around, 0, ROWS(inversions));
	tcase_add_test(tc, leaves_a_headline_that_the_model_has_read);
	tcase_add_test(tc, keeps_the_headline_out_of_the_text);
	tcase_add_test(tc, reads_a_headline_that_the_model_drew_into_the_text);
	tcase_add_test(tc, completes_the_name_of_an_outlet);
	tcase_add_test(tc, takes_the_first_word_of_a_body_into_a_source);
	tcase_add_test(tc, leaves_commas_out_of_a_source);
	tcase_add_loop_test(tc, carries_quotations_over, 0, ROWS(quotations));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
