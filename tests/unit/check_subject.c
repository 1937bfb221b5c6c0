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

/* A claim without a source, and the words that are taken for it; NULL: none. */
static const struct { const char *text, *source; } claims[] = {
	/* the subject of an active verb, with its titles and modifiers */
	{ "Ana Diaz came. Diaz <c said> <t the pier was safe>.", "Diaz" },
	{ "He <c said> <t the pier was safe>.", "He" },
	{ "The S.M.A. <c said> <t it would look into the pier>.", "The S.M.A." },
	{ "On Monday, former mayor Ana Diaz <c also said> <t the pier was safe>.", "former mayor Ana Diaz" },
	{ "As President Ana Diaz <c called> <t the pier a wreck>, the crowd left.", "President Ana Diaz" },
	{ "A spokesman for the port <c has denied> <t that the pier was closed>.", "A spokesman for the port" },
	{ "All the engineers <c insisted> <t the pier was safe>.", "All the engineers" },
	{ "Some engineers <c claim> <t the pier was safe>.", "Some engineers" },
	{ "Two of the engineers <c warned> <t the pier was unsafe>.", "Two of the engineers" },
	{ "There were twelve engineers, most of whom <c had warned> <t that the pier was unsafe>.", "most of whom" },
	{ "No one <c expected> <t the pier to fall>.", "No one" },
	{ "Both Ana Diaz and Tom Weller <c have argued> <t that the pier must go>.", "Both Ana Diaz and Tom Weller" },
	{ "Twelve towns led by Leith and the farm lobby <c are challenging> <t the toll>.", "Twelve towns led by Leith and the farm lobby" },
	/* something stands between subject and verb */
	{ "Ana Diaz, the mayor of Leith, <c said> <t the pier was safe>.", "Ana Diaz, the mayor of Leith" },
	{ "Ana Diaz, an engineer in Leith, who built it, <c said> <t the pier was safe>.", "Ana Diaz, an engineer in Leith, who built it" },
	{ "Ana Diaz, however, <c said> <t the pier was safe>.", "Ana Diaz" },
	{ "Ana Diaz (Leith) <c said> <t the pier was safe>.", "Ana Diaz (Leith)" },
	{ "Ana Diaz on Tuesday <c said> <t the pier was safe>.", "Ana Diaz" },
	{ "Ana Diaz last week <c said> <t the pier was safe>.", "Ana Diaz" },
	{ "Ana Diaz came. She left. But Diaz in a radio interview <c blamed> <t the engineers>.", "Diaz in a radio interview" },
	{ "One of the engineers who signed the letter <c called> <t the pier a wreck>.", "One of the engineers who signed the letter" },
	/* behind the cue */
	{ "<t \"It is safe,\"> <c said> Ana Diaz, the mayor.", "Ana Diaz, the mayor" },
	{ "<t \"It is safe,\"> <c said> Ana Diaz in a statement.", "Ana Diaz" },
	{ "<c According to> the harbour police, <t the pier was safe>.", "the harbour police" },
	{ "<t The toll> <c was rejected by> 59 percent of voters.", "59 percent of voters" },
	{ "<t The toll> <c was dismissed> by the engineers.", "the engineers" },
	{ "The film ends with footage of Ana Diaz <c saying> <t the pier was safe>.", "Ana Diaz" },
	{ "The vote was close, with most voters <c calling for> <t a ferry>.", "most voters" },
	/* whose it is */
	{ "Ana Diaz came. Diaz's <c promise> <t to open the pier> was kept.", "Diaz's" },
	{ "Ana Diaz came. Her <c promise> <t to open the pier> was kept.", "Her" },
	{ "The port heard the workers. The workers' <c demand> <t for a ferry> was met.", NULL },
	{ "Ana Diaz came with Tom Reeves. Reeves' <c remarks about> <t her> were rude.", "Reeves'" },
	{ "Ana Diaz came. Diaz's <c seemingly> <t calm face> was on film.", NULL },
	/* taken for content */
	{ "<t The engineers> <c doubted> <t that the pier would hold>.", "The engineers" },
	/* none: the patient of a passive, an impersonal subject, what only seems, what goes on with a noun */
	{ "Ana Diaz <c was accused of> <t closing the pier>.", NULL },
	{ "Ana Diaz <c is expected> <t to close the pier>.", NULL },
	{ "<t Ana Diaz> <c appears> <t to close the pier>.", NULL },
	{ "<t Ana Diaz> <c appears to be> <t late>.", NULL },
	{ "<t Ana Diaz> <c appeared to blame> <t the engineers>.", "Ana Diaz" },
	{ "It <c is clear> <t that the pier is closed>.", NULL },
	{ "It was a pier <c known for> <t its storms>.", NULL },
	{ "As ever, Ana Diaz faced <c questions about> <t the pier>.", NULL },
	{ "She lay in a berth <c labeled> <t unsafe>.", NULL },
	{ "The engineer <c called> <t the berth unsafe>.", "The engineer" },
	{ "<t The pier was> <c reportedly> <t closed>.", NULL },
	{ "<t Ana Diaz> <c has reportedly> <t closed the pier>.", NULL },
	{ "<c Pier said to be unsafe>: <t closed>", NULL },
	{ "Ana Diaz <c is almost certain> <t to close the pier>.", NULL },
	{ "Ana Diaz <c is certain> <t that the pier is closed>.", "Ana Diaz" },
	{ "It came from Leith, a town <c seen as> <t a backwater>.", NULL },
	{ "Justice Ana Diaz, a judge <c considered> <t a liberal>, left.", NULL },
	{ "She was the first pilot <c ever assigned to> <t the pier>.", NULL },
	{ "Ana Diaz resigned after <c months of criticism over> <t the toll>.", NULL },
	{ "Ana Diaz received <c a request for> <t the logs of the pier>.", NULL },
	{ "<t The town> <c is also known> <t by the names Leith and Old Leith>.", NULL },
	{ "<c It was revealed> <t that she had paid for a pier built by Ana Diaz>.", NULL },
};

START_TEST(finds_the_source_beside_a_cue)
{
	struct marked marked = marked_extract(arena, claims[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), claims[_i].source);
}
END_TEST

/* A claim with a source that the model has found, and what is left of it: who is spoken of or to does not speak. */
static const struct { const char *text, *source; } subjects[] = {
	{ "Ana Diaz came. <s She> <c was sharply criticized> <t over the toll>.", NULL },
	{ "<s Ana Diaz - an engineer -> <c has been called> <t a crank by other engineers>.", "other engineers" },
	{ "<s Ana Diaz>, the mayor, <c is told of> <t every repair>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c is told of> <t every repair>.", NULL },
	{ "The crowd left Ana Diaz, <s who> <c drew fire for> <t the toll>.", NULL },
	{ "<s The port> <c came under withering criticism for> <t the toll>.", NULL },
	{ "<s Ana Diaz> <c is worried about> <t the toll>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c is quoted as saying> <t the toll must go>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c could be heard grumbling> <t that the toll must go>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c writes in what is called> <t her diary>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c drew attention to> <t the toll>.", "Ana Diaz" },
	{ "<t The toll> <c has drawn criticism from> <s Ana Diaz>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c seems> <t to have a lead of two votes>.", NULL },
	{ "<s Ana Diaz> <c seemed> <t to blame the toll>.", "Ana Diaz" },
	{ "<s Ana Diaz> <c seemed to resent> <t the toll>.", "Ana Diaz" },
	{ "<c It appears> to <s Ana Diaz> <t that the toll is lost>.", "Ana Diaz" },
};

START_TEST(drops_a_subject_that_does_not_speak)
{
	struct marked marked = marked_extract(arena, subjects[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), subjects[_i].source);
}
END_TEST

/* A verb without a subject of its own: who does what it tells stands elsewhere in the sentence. */
static const struct { const char *text, *source; } subjectless[] = {
	{ "Ana Diaz left early, <c openly doubting> <t that the pier would hold>.", "Ana Diaz" },
	{ "<s2 Ana Diaz> <c2 rebuked> <t2 an engineer <s3 who> <c3 said> <t3 it was safe>>, <c1 calling> <t1 the pier a wreck>.", "Ana Diaz" },
	{ "After <c praising> <t the engineers, who had come late>, Ana Diaz left.", "Ana Diaz" },
	{ "The storm prompted Ana Diaz on her way home <c to order> <t the pier closed>.", "Ana Diaz" },
	{ "The mayor told Ana Diaz <c to deny> <t that the pier was closed>.", "Ana Diaz" },
	{ "It was time for Ana Diaz <c to explain> <t the toll>.", "Ana Diaz" },
	{ "Ana Diaz was brought before the council <c to defend> <t the toll>.", "Ana Diaz" },
	{ "Ana Diaz came. She's been brought before the council <c to defend> <t the toll>.", "She's" },
	{ "When the mayor spoke, Ana Diaz rose <c to angrily dispute> <t the toll>.", "Ana Diaz" },
	{ "Ana Diaz did not respond to <c requests for> <t comment>.", NULL },
	{ "Ana Diaz was bound <c to be blamed for> <t the toll>.", NULL },
	{ "<c To order> <t the pier closed> is easy.", NULL },
	{ "Ana Diaz gave the council ample reasons <c to question> <t the toll>.", NULL },
	{ "Besides <c attacking> <t the toll>, while the mayor looked on, Ana Diaz called for a ferry.", "Ana Diaz" },
	{ "Ana Diaz left, even while <c being portrayed as> <t a fighter>.", NULL },
	/* joined to another verb, in pairs and series; what is joined is no verb, or tells nobody's words */
	{ "Ana Diaz left early and <c vowed> <t that the toll would go>.", "Ana Diaz" },
	{ "Ana Diaz urged a vote, <c proposed> <t a delay> and finally pushed for a ferry.", "Ana Diaz" },
	{ "Ana Diaz praised the toll, <c proposed> <t a year ago>, and Emily praised it.", NULL },
	{ "Ana Diaz met the mayor, <c condemned> by <t other engineers>, and waited.", "other engineers" },
	{ "Ana Diaz keeps her own counsel but <c says> <t the toll will go>.", "Ana Diaz" },
	{ "The row boiled over when Ana Diaz <c took issue with recent criticism over> <t her plans>.", "Ana Diaz" },
	{ "In the same interview, however, Ana Diaz <c seemed to offer> <t a way out>.", "Ana Diaz" },
	{ "Ana Diaz told jokes that raised eyebrows and <c questions about> <t the toll>.", NULL },
	{ "Ana Diaz was met with chants and <c direct quotes about> <t the toll>.", NULL },
	{ "Ana Diaz held a large lead and <c seemed> <t tired of it>.", NULL },
};

START_TEST(finds_whoever_does_what_a_verb_without_a_subject_tells)
{
	struct marked marked = marked_extract(arena, subjectless[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), subjectless[_i].source);
}
END_TEST

/* A source in several pieces, and the one that speaks. */
static const struct { const char *text, *source; } pieces[] = {
	{ "<s Tarn>, <s the only port of the north>, <c said> <t it would close>.", "Tarn, the only port of the north" },
	{ "The Gazette seized on it. <s The Herald> seized on <s Ana Diaz's> <c claim> <t that the pier was safe>.", "Ana Diaz's" },
	{ "<s Most readers> <c will not let> <s papers> tell them <t how to vote>.", "Most readers" },
	{ "<s Ana Diaz>, who came as <s mayor> of Leith, <c has cited> <t the tides>.", "Ana Diaz" },
	{ "<s The port> has paid <s a firm> <c to advocate> <t a toll>.", "a firm" },
	{ "<s Ana Diaz> ran to the pier after <s the storm> <c describing> <t the damage>.", "Ana Diaz" },
	{ "<s The pier> sank on Monday. <c Noting> <t that nobody was hurt>, <s Ana Diaz> left.", "Ana Diaz" },
	{ "<s The lamp> went out, and <s Ana Diaz> rose, <c shouting> <t for help>.", "Ana Diaz" },
	{ "<s Some donors>, <c targeted> by <t a call> from <s Ana Diaz>, left.", "Ana Diaz" },
};

START_TEST(takes_the_piece_of_a_source_that_speaks)
{
	struct marked marked = marked_extract(arena, pieces[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), pieces[_i].source);
}
END_TEST

/* A claim whose content holds its source, and what is left of both. */
static const struct { const char *text, *source, *content; } swallowed[] = {
	{ "<t The engineers> <c doubted> <t that the pier would hold>.", "The engineers", "that the pier would hold" },
	{ "<t The pier was sold in May, The Port Herald, citing two aides,> <c said> on Sunday.", "The Port Herald", "The pier was sold in May" },
	{ "<t The pier was sold in May, Ana Diaz> <c said>.", "Ana Diaz", "The pier was sold in May" },
	{ "<t They paid for 30,000 planks> <c claimed> on Monday.", NULL, "They paid for 30,000 planks" },
	{ "<s The port> <c appeared> <t to be at rest>.", NULL, "The port | to be at rest" },
	{ "<t At night>, <s the port> <c appeared> <t to be at rest>.", NULL, "At night | the port | to be at rest" },
};

START_TEST(takes_a_source_out_of_the_content)
{
	struct marked marked = marked_extract(arena, swallowed[_i].text);

	ck_assert_pstr_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), swallowed[_i].source);
	ck_assert_str_eq(marked_words(&marked, marked_claim(&marked, 1)->content), swallowed[_i].content);
}
END_TEST

START_TEST(leaves_a_source_that_the_model_has_found)
{
	struct marked marked = marked_extract(arena, "Ana Diaz and <s her aide> <c said> <t the pier was safe>.");

	ck_assert_str_eq(marked_words(&marked, marked_claim(&marked, 1)->source_spans), "her aide");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("subject");
	TCase *tc = tcase_create("claims");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, finds_the_source_beside_a_cue, 0, ROWS(claims));
	tcase_add_loop_test(tc, drops_a_subject_that_does_not_speak, 0, ROWS(subjects));
	tcase_add_loop_test(tc, finds_whoever_does_what_a_verb_without_a_subject_tells, 0, ROWS(subjectless));
	tcase_add_loop_test(tc, takes_the_piece_of_a_source_that_speaks, 0, ROWS(pieces));
	tcase_add_loop_test(tc, takes_a_source_out_of_the_content, 0, ROWS(swallowed));
	tcase_add_test(tc, leaves_a_source_that_the_model_has_found);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
