/*
 * Every text here is invented. BODY stands for prose that is nothing else, so that a case shows what it is about.
 */
#include "shown.h"
#include "unit.h"

#define BODY1 "The ferry struck the quay in thick fog on Monday, the harbour master said."
#define BODY2 "Divers from Glasgow were on their way to look at the hull on Tuesday morning."
#define BODY3 "The company has run the route since 1974 and has never lost a ship, it says."
#define B1 "body: " BODY1 "\n"
#define B2 "body: " BODY2 "\n"
#define B3 "body: " BODY3 "\n"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

static struct hs_article *finished(const char *text, const char *headline)
{
	struct hs_article *article = hs_article_new(arena, text, strlen(text));

	article->headline = headline;
	hs_article_finish(article, NULL, 0);
	return article;
}

static const struct { const char *text, *shown; } cases[] = {
	/* the top */
	{ "Ferry strikes quay in fog\n\n" BODY1 "\n\n" BODY2, "headline: Ferry strikes quay in fog\n" B1 B2 },
	{ "Watch Channel Nine Live\n\nHarbour: ferry struck quay in fog\n\nUpdated at 4:15 p.m. GMT\n\n" BODY1,
	  "boilerplate: Watch Channel Nine Live\nheadline: Harbour: ferry struck quay in fog\n"
	  "boilerplate: Updated at 4:15 p.m. GMT\n" B1 },
	{ "World\n\nFerry strikes quay in fog\n\nBy Jo Park\n\n" BODY1,
	  "boilerplate: World\nheadline: Ferry strikes quay in fog\nbyline: By Jo Park\n" B1 },
	{ "Ferry strikes quay in fog\n\nDivers to look at hull before service is resumed\n\n" BODY1,
	  "headline: Ferry strikes quay in fog\nheadline: Divers to look at hull before service is resumed\n" B1 },
	{ "Source: ferry captain was asleep\n\n" BODY1, "headline: Source: ferry captain was asleep\n" B1 },
	{ "Ferry strikes quay in fog\n\nReuters\n\n" BODY1, "headline: Ferry strikes quay in fog\ncredit: Reuters\n" B1 },
	{ "Ferry strikes quay in fog\n\n12 Comments\n\n" BODY1, "headline: Ferry strikes quay in fog\ncomment: 12 Comments\n" B1 },
	{ "Related Topics\n\nFerry strikes quay in fog\n\n" BODY1, "links: Related Topics\nheadline: Ferry strikes quay in fog\n" B1 },
	{ "Ferry strikes quay in fog\n\nRelated Topics\n\nWorld\n\nShipping\n\n" BODY1,
	  "headline: Ferry strikes quay in fog\nlinks: Related Topics\nlinks: World\nlinks: Shipping\n" B1 },
	{ BODY1 "\n\n" BODY2, B1 B2 },
	{ "Nobody knows yet", "body: Nobody knows yet\n" },
	/* datelines */
	{ "PORT ELLEN, Scotland (Reuters) - " BODY1, "dateline: PORT ELLEN, Scotland (Reuters) -\n" B1 },
	{ "Ferry strikes quay in fog\n\nPORT ELLEN Tue Nov 8, 2016 12:53pm EST\n\nPORT ELLEN (AP) \xE2\x80\x94 " BODY1,
	  "headline: Ferry strikes quay in fog\ndateline: PORT ELLEN Tue Nov 8, 2016 12:53pm EST\n"
	  "dateline: PORT ELLEN (AP) \xE2\x80\x94\n" B1 },
	{ BODY1 "\n\nGLASGOW - that was all they said about it in the end.",
	  B1 "body: GLASGOW - that was all they said about it in the end.\n" },     /* not where a story begins */
	{ BODY1 "\n\nDiaz: But the captain --\n\n" BODY2, B1 "body: Diaz: But the captain --\n" B2 },       /* breaks off */
	/* other stories */
	{ BODY1 "\n\nFerry company fined over safety\nIslanders protest at fares\nPort to get new crane\n\n" BODY2,
	  B1 "links: Ferry company fined over safety\nlinks: Islanders protest at fares\nlinks: Port to get new crane\n" B2 },
	{ BODY1 "\n\nRelated:\n\nPort to get a new crane\n\n" BODY2 "\n\n" BODY3,
	  B1 "links: Related:\nlinks: Port to get a new crane\n" B2 B3 },
	{ BODY1 "\n\n" BODY2 "\n\nYOU MIGHT ALSO LIKE\n\nWho owns the islands?\n\nWho owns the islands?\n\nTwo families hold "
	  "half of the land, says a study.\n\nA crane comes home\n\nThe port's old crane was bought back in May.",
	  B1 B2 "links: YOU MIGHT ALSO LIKE\nlinks: Who owns the islands?\nlinks: Who owns the islands?\n"
	  "links: Two families hold half of the land, says a study.\nlinks: A crane comes home\n"
	  "links: The port's old crane was bought back in May.\n" },
	{ BODY1 "\n\nRead more: Islanders protest at fares\n\n" BODY2, B1 "links: Read more: Islanders protest at fares\n" B2 },
	/* comments */
	{ BODY1 "\n\nComments (2)\nSEADOG wrote:\nThe captain said he was asleep, everybody knows that he was.\n\nReport as abuse",
	  B1 "comment: Comments (2)\ncomment: SEADOG wrote:\n"
	  "comment: The captain said he was asleep, everybody knows that he was.\ncomment: Report as abuse\n" },
	{ BODY1 "\n\n" BODY2 "\n\nSeadog77 wrote:\n\nThe captain was asleep, as everybody on the island knows.\n\nNov 8 -- Report as abuse",
	  B1 B2 "comment: Seadog77 wrote:\ncomment: The captain was asleep, as everybody on the island knows.\n"
	  "comment: Nov 8 -- Report as abuse\n" },
	{ BODY1 "\n\nOn Tuesday the mayor wrote:\n\n" BODY2, B1 "body: On Tuesday the mayor wrote:\n" B2 },
	/* captions and crossheads */
	{ BODY1 "\n\nTwo hours after the blow, the quay was still closed\n\n" BODY2,
	  B1 "caption: Two hours after the blow, the quay was still closed\n" B2 },
	{ BODY1 "\n\nA night on deck\n\n" BODY2, B1 "boilerplate: A night on deck\n" B2 },
	{ BODY1 "\n\n    A night on deck\n\n    Islanders have long asked for\n    another boat on the route\n\n" BODY2 "\n\n" BODY3,
	  B1 "boilerplate: A night on deck\ncaption: Islanders have long asked for another boat on the route\n" B2 B3 },
	{ BODY1 "\n\nPhoto: Ana Diaz\n\n" BODY2, B1 "caption: Photo: Ana Diaz\n" B2 },
	{ BODY1 "\n\nThe quay on Monday. (AP Photo/Ana Diaz)\n\n" BODY2, B1 "caption: The quay on Monday. (AP Photo/Ana Diaz)\n" B2 },
	{ BODY1 "\n\nASSOCIATED PRESS\n\n" BODY2 "\n\n" BODY3 "\n\n" BODY3, B1 "caption: ASSOCIATED PRESS\n" B2 B3 B3 },
	/* what prose may look like */
	{ BODY1 "\n\nShe hadn't.\n\n" BODY2, B1 "body: She hadn't.\n" B2 },
	{ BODY1 "\n\nWhy?\n\n" BODY2, B1 "body: Why?\n" B2 },
	{ BODY1 "\n\n\"Nobody told us\"\n\n" BODY2, B1 "body: \"Nobody told us\"\n" B2 },
	{ BODY1 "\n\nThe mayor tweeted:\n\n" BODY2, B1 "body: The mayor tweeted:\n" B2 },
	{ BODY1 "\n\n- the fog was thick, police said\n- the horn was sounded\n\n" BODY2,
	  B1 "body: - the fog was thick, police said\nbody: - the horn was sounded\n" B2 },
	{ BODY1 "\n\nNone of them slept\n\nAll of them prayed\n\nSome of them sang\n\nNobody told them why",
	  B1 "body: None of them slept\nbody: All of them prayed\nbody: Some of them sang\nbody: Nobody told them why\n" },
	{ BODY1 "\n\nRising fares contributed to this year's loss of passengers, the company said.",
	  B1 "body: Rising fares contributed to this year's loss of passengers, the company said.\n" },
	{ BODY1 "\n\nBy Friday the fog had gone.", B1 "body: By Friday the fog had gone.\n" },
	/* credits */
	{ BODY1 "\n\n(Reporting by Ana Diaz; Editing by Jo Park)", B1 "credit: (Reporting by Ana Diaz; Editing by Jo Park)\n" },
	{ BODY1 " (Reporting by Ana Diaz; Editing by Jo Park)", B1 "credit: (Reporting by Ana Diaz; Editing by Jo Park)\n" },
	{ BODY1 "\n\nSOURCE: Agencies", B1 "credit: SOURCE: Agencies\n" },
	{ BODY1 "\n\nThe Associated Press contributed to this report.", B1 "credit: The Associated Press contributed to this report.\n" },
	{ BODY1 "\n\n\xC2\xA9 2016 AFP", B1 "credit: \xC2\xA9 2016 AFP\n" },
	{ BODY1 "\n\nAna Diaz contributed reporting from Glasgow.", B1 "credit: Ana Diaz contributed reporting from Glasgow.\n" },
	/* the site about itself */
	{ BODY1 "\n\nView Channel Nine In", B1 "boilerplate: View Channel Nine In\n" },
	{ BODY1 "\n\n___\n\n3:40 p.m.\n\n" BODY2, B1 "boilerplate: ___\nboilerplate: 3:40 p.m.\n" B2 },
	{ BODY1 "\n\nFollow Jo Park on Twitter @jopark\n\nSign up for our newsletter.",
	  B1 "boilerplate: Follow Jo Park on Twitter @jopark\nboilerplate: Sign up for our newsletter.\n" },
};

START_TEST(tells_kinds)
{
	ck_assert_str_eq(show_paras(finished(cases[_i].text, NULL)), cases[_i].shown);
}
END_TEST

static const struct { const char *headline, *text, *shown; } headlines[] = {
	{ "Ferry strikes quay", "Ferry strikes quay.\n\n" BODY1, "headline: Ferry strikes quay.\n" B1 },
	{ "Ferry \xE2\x80\x98strikes\xE2\x80\x99 quay", "FERRY 'STRIKES' QUAY\n\n" BODY1, "headline: FERRY 'STRIKES' QUAY\n" B1 },
	{ "Ferry strikes quay; Divers to look at hull", "Ferry strikes quay;\n\nDivers to look at hull.\n\n" BODY1,
	  "headline: Ferry strikes quay;\nheadline: Divers to look at hull.\n" B1 },
	{ "Ferry strikes quay in thick fog - The Harbour Herald", "Ferry strikes quay in thick fog\n\n" BODY1,
	  "headline: Ferry strikes quay in thick fog\n" B1 },
	{ "Ferry strikes quay", BODY1, "headline: Ferry strikes quay\n" B1 },
	{ "Ferry strikes quay", "Shipping news\n\n" BODY1, "headline: Ferry strikes quay\nboilerplate: Shipping news\n" B1 },
	{ "  ", "Shipping news for Monday morning\n\n" BODY1, "headline: Shipping news for Monday morning\n" B1 },
};

START_TEST(finds_given_headlines)
{
	ck_assert_str_eq(show_paras(finished(headlines[_i].text, headlines[_i].headline)), headlines[_i].shown);
}
END_TEST

static const struct { const char *text, *headline, *byline, *agency, *dateline, *published; } fields[] = {
	{ "Ferry strikes quay\n\nBy Ana Diaz and Jo Park, Reuters\n\n" BODY1, "Ferry strikes quay", "Ana Diaz and Jo Park, Reuters",
	  "Reuters", NULL, NULL },
	{ "PORT ELLEN, Scotland, Nov 8 (AFP) - " BODY1, NULL, NULL, "Agence France-Presse", "PORT ELLEN, Scotland, Nov 8", NULL },
	{ "Ferry strikes quay\n\nPORT ELLEN Tue Nov 8, 2016 12:53pm EST\n\n" BODY1, "Ferry strikes quay", NULL, NULL,
	  "PORT ELLEN Tue Nov 8, 2016 12:53pm EST", "2016-11-08T12:53-05:00" },
	{ "PORT ELLEN (Harbour Herald) - " BODY1, NULL, NULL, NULL, "PORT ELLEN", NULL },
	{ "(Reuters) - " BODY1, NULL, NULL, "Reuters", NULL, NULL },
	{ BODY1 "\n\nSOURCE: Agencies", NULL, NULL, "Agencies", NULL, NULL },
	{ BODY1 "\n\nThe Associated Press contributed to this report.", NULL, NULL, "Associated Press", NULL, NULL },
	{ BODY1 "\n\n(Editing by Jo Park)", NULL, NULL, NULL, NULL, NULL },     /* nobody's name is guessed */
	{ BODY1 "\n\nThe quay on Monday. (AP Photo/Ana Diaz)\n\n" BODY2, NULL, NULL, NULL, NULL, NULL },
	{ BODY1 "\n\nTue Nov 8, 2016\n\n" BODY2, NULL, NULL, NULL, NULL, NULL },      /* not at the top */
	{ BODY1 " PTI", NULL, NULL, "Press Trust of India", NULL, NULL },
	{ BODY2 "\n\n" BODY2 " " BODY3 " " BODY1 " - AFP", NULL, NULL, "Agence France-Presse", NULL, NULL },
	{ BODY1 " \xE2\x80\x93 Reuters", NULL, NULL, "Reuters", NULL, NULL },
	{ BODY1 " She spoke to Reuters.", NULL, NULL, NULL, NULL, NULL },
	{ "Ferry strikes\n  quay in fog\n\n" BODY1, "Ferry strikes quay in fog", NULL, NULL, NULL, NULL },
};

START_TEST(takes_fields_from_the_text)
{
	struct hs_article *article = finished(fields[_i].text, NULL);

	ck_assert_pstr_eq(article->headline, fields[_i].headline);
	ck_assert_pstr_eq(article->byline, fields[_i].byline);
	ck_assert_pstr_eq(article->agency, fields[_i].agency);
	ck_assert_pstr_eq(article->dateline, fields[_i].dateline);
	ck_assert_pstr_eq(article->published, fields[_i].published);
}
END_TEST

START_TEST(given_fields_are_kept)
{
	const char *text = "By Ana Diaz\n\nPORT ELLEN (Reuters) - " BODY1;
	struct hs_article *article = hs_article_new(arena, text, strlen(text));

	article->byline = "Staff";
	article->agency = "Island Press Service";
	article->dateline = "ISLAY";
	hs_article_finish(article, NULL, 0);
	ck_assert_str_eq(article->byline, "Staff");
	ck_assert_str_eq(article->agency, "Island Press Service");
	ck_assert_str_eq(article->dateline, "ISLAY");
}
END_TEST

START_TEST(given_kinds_are_kept)
{
	const char *text = BODY1 "\n" BODY2 "\nSOURCE: Agencies";
	uint32_t one = sizeof(BODY1) - 1, two = one + sizeof(BODY2);
	struct hs_para given[] = {
		{ { 0, one }, HS_PARA_BODY },
		{ { one, two }, HS_PARA_CAPTION },
		{ { two, (uint32_t)strlen(text) }, HS_PARA_BODY },
	};
	struct hs_article *article = hs_article_new(arena, text, strlen(text));

	hs_article_finish(article, given, 3);
	ck_assert_str_eq(show_paras(article), B1 "caption: " BODY2 "\ncredit: SOURCE: Agencies\n");
	ck_assert_str_eq(article->agency, "Agencies");
}
END_TEST

/* Rows that a pattern can never fit, or that another row hides, are mistakes. */
static const struct { const char *kind, *reach, *pattern; unsigned max; } marks[] = {
#define MARK(kind, reach, max, pattern) { #kind, #reach, pattern, max },
#include "text/marks.def"
#undef MARK
};

START_TEST(marks_can_fit)
{
	ck_assert_uint_le(strlen(marks[_i].pattern), marks[_i].max);
	ck_assert_uint_le(marks[_i].max, 500);
	for (const char *at = marks[_i].pattern; *at; at++)
		ck_assert_msg(*at < 'A' || *at > 'Z', "'%s' has capitals", marks[_i].pattern);
	for (int j = 0; j < _i; j++)
		ck_assert_str_ne(marks[j].pattern, marks[_i].pattern);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("kinds");
	TCase *tcase = tcase_create("kinds");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, tells_kinds, 0, ROWS(cases));
	tcase_add_loop_test(tcase, finds_given_headlines, 0, ROWS(headlines));
	tcase_add_loop_test(tcase, takes_fields_from_the_text, 0, ROWS(fields));
	tcase_add_test(tcase, given_fields_are_kept);
	tcase_add_test(tcase, given_kinds_are_kept);
	tcase_add_loop_test(tcase, marks_can_fit, 0, ROWS(marks));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
