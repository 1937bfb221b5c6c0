/* Whom the words of a claim were told, and who carried them. */
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

static const struct { const char *text, *told; } addressees[] = {
	{ "<t \"It is safe,\"> <c said> <s a spokesman> when contacted by Reuters.", "Reuters" },
	{ "<t \"It is safe,\"> <c said> <s a spokesman when contacted by Reuters>.", "Reuters" },
	/* the object of the verb */
	{ "<s Diaz> <c told> reporters <t that the dam was safe>.", "reporters" },
	{ "<s Diaz> <c told> The Associated Press on Monday <t that the dam was safe>.", "The Associated Press" },
	{ "<t \"It is safe,\"> <s Diaz> <c told> CNN.", "CNN" },
	{ "<s Diaz> <c told> her <t to wait>.", "her" },
	{ "<s Diaz> <c told> her aides <t to wait>.", "her aides" },
	{ "<s Diaz> <c has told> supporters in Hill Valley <t that she would run>.", "supporters in Hill Valley" },
	{ "<s Diaz> <c told> a crowd of miners <t that the pit would stay open>.", "a crowd of miners" },
	{ "<s Diaz> <c warned> voters <t that taxes would rise>.", "voters" },
	{ "<s Diaz> <c asked> the clerk <t whether the vote was legal>.", "the clerk" },
	{ "<s Diaz> <c reminded> the audience <t of the flood>.", "the audience" },
	{ "<s Diaz> <c told> the council <t the dam was safe>.", "the council" },
	{ "<t Was it safe?> Weller was <c asked by> <s the moderator>.", "Weller" },
	{ "<s Diaz> <c asked for> <t more time>.", NULL },
	{ "<s Diaz> <c said> <t that the dam was safe>.", NULL },
	{ "<s Diaz> <c told> <t a lie>.", NULL },
	{ "<s Diaz> <c told> <t the story of the flood>.", NULL },
	{ "<s Diaz> <c told> her subordinates <t never to speak of it>.", "her subordinates" },
	/* a day in a name, and behind it */
	{ "<s Diaz> <c told> the Today programme <t that the dam was safe>.", "the Today programme" },
	{ "<s Diaz> <c told> CBS's Sunday Morning <t that the dam was safe>.", "CBS's Sunday Morning" },
	{ "<s Diaz> <c told> BBC Radio 4's Today programme <t that the dam was safe>.", "BBC Radio 4's Today programme" },
	{ "<s Diaz> <c told> the Saturday meeting <t that the dam was safe>.", "the Saturday meeting" },
	{ "<s Diaz> <c told> the council Tuesday <t that the dam was safe>.", "the council" },
	{ "<s Diaz> <c told> The Herald Sunday <t that the dam was safe>.", "The Herald" },
	{ "<t \"It is safe,\"> <s Diaz> <c told> BBC Radio 5 Live.", "BBC Radio 5 Live" },
	/* after a preposition */
	{ "<s Diaz> <c wrote to> the board: <t \"It is safe.\">", "the board" },
	{ "Prior to the vote <s Diaz> <c said> <t that the dam was safe>.", NULL },
	{ "<s Diaz> <c said> to reporters <t that the dam was safe>.", "reporters" },
	{ "<t \"It is safe,\"> <s Diaz> <c joked> with reporters.", "reporters" },
	{ "<s Diaz> <c explained> to the board <t that the dam was safe>.", "the board" },
	{ "<s Diaz> <c refused> <t to back the plan>.", NULL },
	/* an occasion */
	{ "In an interview with The Washington Post, <s Diaz> <c said> <t the dam was safe>.", "The Washington Post" },
	{ "<t The dam was safe>, <s Diaz> <c said> in an interview with Bloomberg.", "Bloomberg" },
	{ "Speaking to a group of engineers on Friday, <s Diaz> <c said> <t the dam was safe>.", "a group of engineers" },
	{ "<s Diaz>, speaking to journalists in Hill Valley, <c said> <t the dam was safe>.", "journalists in Hill Valley" },
	{ "Addressing a miners' union, <s Diaz> <c said> <t the dam was safe>.", "a miners' union" },
	{ "<s Diaz> <c said> <t the dam was safe> in a statement to CNN.", "CNN" },
	{ "<s Diaz> <c wrote> in a letter to the governor <t that the dam was safe>.", "the governor" },
	{ "In a March meeting with the editorial board of the Washington Post <s Diaz> <c said> <t it was safe>.",
	  "the editorial board of the Washington Post" },
	{ "In a campaign speech to more than 3,000 people, <s Diaz> <c said> <t it was safe>.", "more than 3,000 people" },
	{ "After her meeting with the governor, <s Diaz> <c said> <t it was safe>.", NULL },
	{ "<c According to> <s two guards who spoke to The Washington Post>, <t it was dark>.", "The Washington Post" },
	/* on the air */
	{ "<s Diaz> <c said> on Capitol Hill <t that the dam was safe>.", NULL },
	{ "<s Diaz> <c said> on Fox & Friends <t that the dam was safe>.", "Fox & Friends" },
	{ "<s Diaz> <c said> in a Bloomberg interview <t that the dam was safe>.", "a Bloomberg interview" },
	{ "<s Diaz> <c said> on NBC's Meet the Press <t that the dam was safe>.", "NBC's Meet the Press" },
	{ "<t The dam is safe>, <s Diaz> <c said> on CNN.", "CNN" },
	{ "<s Diaz> <c said> at a CNN forum <t that the dam was safe>.", "a CNN forum" },
	{ "<s Diaz> <c said> on Monday <t that the dam was safe>.", NULL },
	{ "<s Diaz> <c said> on her website <t that the dam was safe>.", NULL },
	/* other ways */
	{ "When asked about the dam during a CNN interview in May, <s Diaz> <c said> <t it was safe>.", "a CNN interview" },
	{ "Reached by The Washington Post, <s Diaz> <c said> <t the dam was safe>.", "The Washington Post" },
	{ "Sunday, on CNN, <s Diaz> <c said> <t the dam was safe>.", "CNN" },
	{ "<s Diaz> <c is making> a pitch to voters, <c2 saying> <t2 taxes are too high>.", "voters" },
	{ "<s Everyone I interviewed> <c said> <t the dam leaked>.", "I" },
	{ "<c According to> <s two guards The Washington Post interviewed>, <t it was dark>.", "The Washington Post" },
	{ "Diaz shot back, telling CNN in an interview, <t \"It is safe,\"> <s she> <c said>.", "CNN" },
	{ "<s Diaz> <c said> <t the dam was safe> at a rally with supporters.", "supporters" },
	{ "<s Diaz> <c filed> a complaint to the commission <t over the dam>.", "the commission" },
	{ "<s Diaz> <c asked> workers <t to sign>.", "workers" },
	{ "<s Diaz> <c promised> the miners <t that the pit would stay open>.", "the miners" },
	{ "<s Diaz> <c promised> <t a new pit>.", NULL },
	{ "<s Diaz> <c told> herself <t that it was safe>.", NULL },
	{ "<s Diaz> <c promised> voters <t a new bridge>.", "voters" },
	{ "<s Diaz> <c promised> <t a larger staff for the bridge>.", NULL },
	{ "<t It was never safe>, <s a diver> <c said>, declining to be named because he was not authorized to speak to the press.", NULL },
	{ "<t It was never safe>, <s a diver> <c told> The Associated Press on condition of anonymity because he feared his employer.",
	  "The Associated Press" },
	{ "<s Diaz> <c defended> <t the dam> in her years on CNN.", NULL },
	{ "<s Diaz> <c has to remind> voters <t of the flood>.", NULL },
	{ "<s Diaz> <c responded> to the mayor's record <t with a shrug>.", NULL },
	{ "<s Diaz> <c said> <t it was safe> when she speaks to the council.", NULL },
	{ "His meeting with the governor was short, and <s Diaz> <c said> <t it was safe>.", NULL },
	{ "<s Diaz> <c commented> on CNN's questions <t at length>.", NULL },
	{ "Diaz sat for an interview with CNN on Friday. <s She> <c said> <t the dam was safe>.", "CNN" },
	/* a headline */
	{ "<s Diaz> to voters<c :> <t The dam is safe>", "voters" },
	{ "<s Weller> refuses to call it safe<c :> <t It leaks>", NULL },
};

START_TEST(finds_who_was_told)
{
	struct marked marked = marked_extract(arena, addressees[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->told), addressees[_i].told);
}
END_TEST

START_TEST(shares_an_addressee_in_a_sentence)
{
	struct marked marked = marked_extract(arena,
		"<s12 Diaz> <c1 told> the board <t1 that the dam was safe>, <c2 adding> <t2 that it was new>. <s3 Diaz> <c3 said>"
		" <t3 it was full>.");

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 2)->told), "the board");
	ck_assert_uint_eq(marked_claim(&marked, 3)->told.n, 0);
}
END_TEST

static const struct { const char *text, *through; } carriers[] = {
	{ "<t \"It is safe,\"> <s Diaz> <c said>, via USA Today.", "USA Today" },
	{ "<t \"It is safe,\"> <s Diaz> <c said>, per The Washington Post.", "The Washington Post" },
	{ "<t \"It is safe,\"> <s Diaz> <c said> via video from Norvane.", NULL },
	{ "<t \"It leaks a ton per day,\"> <s Diaz> <c said> via Ann Lee.", NULL },
	{ "<t The dam was unsafe>, <c according to> <s two engineers cited by The Washington Post>.", "The Washington Post" },
	{ "Through a spokesman, <s Diaz> <c denied> <t the report>.", "a spokesman" },
	{ "<s Diaz> <c said> <t the dam was safe> in a statement released by her office.", "her office" },
	{ "<s Diaz> <c said> <t the dam was safe>.", NULL },
	{ "<s Diaz> <c said> <t the sale went through the council in May>.", NULL },
	{ "<s The Washington Post>, <c citing> two officials, reported <t that the dam was unsafe>.", "The Washington Post" },
	{ "<s The Washington Post> <c reported> <t that the dam was unsafe>, citing two officials.", "The Washington Post" },
	{ "<s The Washington Post> <c reported> <t that Diaz had met the builders>.", "The Washington Post" },
	{ "<t Diaz had been warned>, <s the Orlando Sentinel> <c reported> on Friday.", "the Orlando Sentinel" },
	{ "<s The Washington Post's Ann Lee> <c reported> <t that Diaz had been warned>.", "The Washington Post's Ann Lee" },
	{ "<t \"I was never warned,\" Diaz said>, <c according to> <s her memoir>.", "her memoir" },
	{ "<t \"I was never warned,\" Diaz said>, <c according to> <s CNN>.", "CNN" },
	{ "<t Diaz leads by four points>, <c according to> <s a CNN poll>.", NULL },
	{ "<s The Washington Post> <c did not report> <t that Diaz had been warned>.", NULL },
	{ "<s The Washington Post> <c endorsed> <t Diaz>.", NULL },
	{ "<s Foreign policy analysts> <c said> <t the dam was safe>, citing a treaty.", NULL },
};

START_TEST(finds_who_carried_the_words)
{
	struct marked marked = marked_extract(arena, carriers[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->through), carriers[_i].through);
}
END_TEST

START_TEST(carries_a_claim_within_an_outlets)
{
	struct marked marked = marked_extract(arena,
		"<s1 The Washington Post> <c1 reported> <t1 that <s2 Ana Diaz> <c2 had said> <t2 the dam was unsafe>>.");

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 2)->through), "The Washington Post");
}
END_TEST

START_TEST(carries_the_sources_of_a_report_that_goes_on)
{
	struct marked marked = marked_extract(arena,
		"<s1 The Washington Post> <c1 reports> <t1 that the dam was built on sand>.\n\n"
		"<t2 Inspectors looked away>, <s2 sources> <c2 said>.\n\n"
		"<t3 The books were burned>, <s3 another source> <c3 told> CNN.\n\n"
		"<s4 Diaz> <c4 said> <t4 it was safe>.\n\n"
		"<t5 It leaked>, <s5 a guard> <c5 said>.");

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 2)->through), "The Washington Post");
	for (size_t n = 3; n <= 5; n++)
		ck_assert_uint_eq(marked_claim(&marked, n)->through.n, 0);
}
END_TEST

START_TEST(carries_what_cited_people_say_later)
{
	struct marked marked = marked_extract(arena,
		"<c1 Citing> two unnamed engineers, <s1 The Washington Post> reported <t1 that the dam was unsafe>.\n\n"
		"<t2 \"It leaks,\"> <s2 the engineers> <c2 said>.");

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 2)->through), "The Washington Post");
}
END_TEST

START_TEST(carries_a_block_of_quoted_paragraphs)
{
	struct marked marked = marked_extract(arena,
		"Ann Lee reports:\n\n"
		"\"The dam leaked for years, <s1 a guard> <c1 said>, <t1 and nobody cared>.\n\n"
		"\"<s2 Weller> <c2 denied> <t2 it>.\"\n\n"
		"<s3 Diaz> <c3 said> <t3 it was safe>.");

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->through), "Ann Lee");
	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 2)->through), "Ann Lee");
	ck_assert_uint_eq(marked_claim(&marked, 3)->through.n, 0);
}
END_TEST

START_TEST(carries_on_a_block_after_a_remark)
{
	struct marked marked = marked_extract(arena,
		"Ann Lee reports:\n\n"
		"\"The dam leaked for years, <s1 a guard> <c1 said>, <t1 and nobody cared>.\"\n\n"
		"The article closes with the council:\n\n"
		"\"<s2 Weller> <c2 denied> <t2 it>.\"\n\n"
		"There was more to come that night:\n\n"
		"\"<s3 Diaz> <c3 said> <t3 it was safe>.\"");

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 2)->through), "Ann Lee");
	ck_assert_uint_eq(marked_claim(&marked, 3)->through.n, 0);
}
END_TEST

static const struct { const char *text, *first; int hands; } chains[] = {
	{ "<s Diaz> <c said> <t the dam was safe>.", NULL, 0 },
	{ "<s The Washington Post> <c reported> <t that the dam was unsafe>.", NULL, 1 },
	{ "<s Diaz> <c denied> <t that she was warned>, as was first reported by The Washington Post.", "The Washington Post", 0 },
	{ "The Washington Post first reported the leak. <s Diaz> <c said> <t it was small>.", NULL, 0 },
	{ "<s Diaz> <c said> <t the leak was small>. The news was first reported by CNN.", "CNN", 0 },
	{ "<s Diaz> <c said> <t the leak was small>. The news was first reported by the Norvane Herald.", "the Norvane Herald", 0 },
	{ "<s Diaz> <c said> <t the leak was small>. The news was first reported by the Norvane builders.", NULL, 0 },
	{ "<s Two guards> <c said> <t it leaked>; CNN was the first to report the talks.", "CNN", 0 },
	{ "<s Diaz> <c said> <t it was first reported by a guard>.", NULL, 0 },
	{ "<s2 CNN> <c2 reported> <t2 that <s3 The Washington Post> <c3 reported> <t3 that <s1 Diaz> <c1 had said> <t1 it leaked>>>.",
	  NULL, 2 },
};

START_TEST(tells_how_far_the_words_have_come)
{
	struct marked marked = marked_extract(arena, chains[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->first_by), chains[_i].first);
	ck_assert_int_eq(marked_claim(&marked, 1)->hands, chains[_i].hands);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("via");
	TCase *tcase = tcase_create("chain");

	tcase_add_checked_fixture(tcase, arena_open, arena_close);
	tcase_add_loop_test(tcase, finds_who_was_told, 0, ROWS(addressees));
	tcase_add_loop_test(tcase, tells_how_far_the_words_have_come, 0, ROWS(chains));
	tcase_add_test(tcase, shares_an_addressee_in_a_sentence);
	tcase_add_loop_test(tcase, finds_who_carried_the_words, 0, ROWS(carriers));
	tcase_add_test(tcase, carries_a_claim_within_an_outlets);
	tcase_add_test(tcase, carries_the_sources_of_a_report_that_goes_on);
	tcase_add_test(tcase, carries_what_cited_people_say_later);
	tcase_add_test(tcase, carries_a_block_of_quoted_paragraphs);
	tcase_add_test(tcase, carries_on_a_block_after_a_remark);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
