/* Claims within claims, outlets that cite, denials that point back, several sources of one claim: by rules on marked prose. */
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

/* The claim whose cue is `cue`, or NULL. */
static const struct hs_claim *claim_of(const struct marked *marked, const char *cue)
{
	for (size_t i = 0; i < marked->found->n_claims; i++)
		if (strcmp(marked_words(marked, marked->found->claims[i].cue), cue) == 0)
			return &marked->found->claims[i];
	return NULL;
}

/* Claims that rules find within the marked one; cue NULL: none. */
static const struct { const char *text, *cue, *source, *content; } inners[] = {
	{ "<s Diaz> <c said> <t the mayor told her that the bridge was safe>.", "told", "the mayor", "that the bridge was safe" },
	{ "<s Diaz> <c said> <t the mayor had warned her the bridge was old>.", "warned", "the mayor", "the bridge was old" },
	{ "<s Diaz> <c said> <t that the harbour police claim that the log is lost>.", "claim", "the harbour police",
	  "that the log is lost" },
	{ "<s Diaz> <c said> <t that, according to police, the log was lost>.", "according to", "police", "the log was lost" },
	{ "<s Diaz> <c said> <t the log was lost, according to police>.", "according to", "police", "the log was lost" },
	{ "<s Diaz> <c said> <t she was told by the ministry that the log was lost>.", "told", "the ministry", "that the log was lost" },
	{ "<t The log was lost, the clerk said>, <c according to> <s Diaz>.", "said", "the clerk", "The log was lost" },
	{ "<s Diaz> <c said> <t the mayor asked the clerk to wait>.", "asked", "the mayor", "to wait" },
	{ "<s Diaz> <c said> <t the mayor told his staff not to speak of it>.", "told", "the mayor", "not to speak of it" },
	{ "<t \"The mayor told me that the bridge was safe,\"> <s Diaz> <c said>.", "told", "The mayor", "that the bridge was safe" },
	{ "<t \"We sold the log,\" the clerk said>, <c according to> <s Diaz>.", "said", "the clerk", "\"We sold the log,\"" },
	{ "<t \"We sold the log,\" the clerk told the board>, <c according to> <s Diaz>.", "told", "the clerk", "\"We sold the log,\"" },
	{ "<s Diaz> <c said> <t that an aide to the mayor warned the log was lost>.", "warned", "an aide to the mayor", "the log was lost" },
	/* nobody is reported to have said it */
	{ "<s Diaz> <c said> <t the mayor never told her that the bridge was safe>.", NULL, NULL, NULL },
	{ "<s Diaz> <c said> <t the mayor would say that the bridge was safe>.", NULL, NULL, NULL },
	{ "<s Diaz> <c said> <t if anybody says the bridge is safe, he should walk across it>.", NULL, NULL, NULL },
	{ "<s Diaz> <c denied> <t that the mayor told her that the bridge was safe>.", NULL, NULL, NULL },
	{ "<s Diaz> <c said> <t that he said no word of it>.", NULL, NULL, NULL },
	{ "<s Diaz> <c said> <t the mayor told so many lies that people laughed>.", NULL, NULL, NULL },
	{ "<s Diaz> <c cited> <t a harbour report that the bridge was old>.", NULL, NULL, NULL },
};

START_TEST(finds_claims_within_claims)
{
	struct marked marked = marked_extract(arena, inners[_i].text);
	const struct hs_claim *inner;

	ck_assert_uint_eq(marked.found->n_claims, inners[_i].cue ? 2 : 1);
	if (!inners[_i].cue)
		return;
	inner = claim_of(&marked, inners[_i].cue);
	ck_assert_ptr_nonnull(inner);
	ck_assert_str_eq(marked_words(&marked, inner->source_spans), inners[_i].source);
	ck_assert_str_eq(marked_words(&marked, inner->content), inners[_i].content);
	ck_assert_ptr_eq(&marked.found->claims[inner->outer], marked_claim(&marked, 1));
	ck_assert_uint_eq(inner->depth, 1);
	ck_assert_uint_ne(inner->source, marked_claim(&marked, 1)->source);
}
END_TEST

/* A sentence without a claim, behind a marked one, and whose it becomes with what stands in it; source NULL: nobody's. */
static const struct { const char *text, *source, *content, *inner; } left_out[] = {
	{ "<s Diaz> <c said> <t no>. Weller reports from Leith that the clerk said the log was lost.", "Weller",
	  "that the clerk said the log was lost", "the clerk" },
	{ "<s Diaz> <c said> <t no>. The Leith Post reported on Monday that the log was lost.", "The Leith Post", "that the log was lost", NULL },
	{ "<s Diaz> <c said> <t no>. There are states that have no port.", NULL, NULL, NULL },
	{ "<s Diaz> <c said> <t no>. Weller did not report that the log was lost.", NULL, NULL, NULL },
};

START_TEST(finds_an_outlets_claim_that_was_left_out)
{
	struct marked marked = marked_extract(arena, "<s Diaz> <c said> <t no>. The ministry will sell the port, Reuters, citing three sources, "
					      "reported on Friday. The mayor, a lawyer, citing her age, resigned.");
	const struct hs_claim *outlet = claim_of(&marked, "reported"), *cited = claim_of(&marked, "citing");

	ck_assert_uint_eq(marked.found->n_claims, 3);
	ck_assert_str_eq(marked_words(&marked, outlet->source_spans), "Reuters");
	ck_assert_str_eq(marked_words(&marked, outlet->content), "The ministry will sell the port");
	ck_assert_str_eq(marked_words(&marked, cited->source_spans), "three sources");
	ck_assert_str_eq(marked_words(&marked, cited->through), "Reuters");
}
END_TEST

START_TEST(finds_plain_claims_that_were_left_out)
{
	struct marked marked = marked_extract(arena, left_out[_i].text);
	const struct hs_claim *claim = &marked.found->claims[1];

	ck_assert_uint_eq(marked.found->n_claims, left_out[_i].inner ? 3 : left_out[_i].source ? 2 : 1);
	if (!left_out[_i].source)
		return;
	ck_assert_str_eq(marked_words(&marked, claim->source_spans), left_out[_i].source);
	ck_assert_str_eq(marked_words(&marked, claim->content), left_out[_i].content);
	ck_assert_int_eq(claim->outer, -1);
	if (left_out[_i].inner)
		ck_assert_str_eq(marked_words(&marked, marked.found->claims[2].source_spans), left_out[_i].inner);
}
END_TEST

/* Whom an inner claim brings in without a name has none. */
static const struct { const char *text, *cue; } unnamed[] = {
	{ "<s Diaz> <c quoted> <t a former aide as saying that the bridge was old>.", "saying" },
	{ "<s Diaz> <c said> <t an aide told her that the bridge was safe>.", "told" },
	{ "<s Diaz> <c said> <t a former minister had warned her the bridge was old>.", "warned" },
};

START_TEST(names_nobody_who_is_brought_in_without_a_name)
{
	struct marked marked = marked_extract(arena, unnamed[_i].text);
	const struct hs_claim *inner = claim_of(&marked, unnamed[_i].cue);

	ck_assert_ptr_nonnull(inner);
	ck_assert_int_eq(marked.found->sources[inner->source].kind, HS_KIND_INDIVIDUAL);
}
END_TEST

START_TEST(counts_the_depth)
{
	struct marked marked = marked_extract(arena,
		"<s Diaz> <c said> <t the mayor told her that the engineer had warned that the pier would sink>.");

	ck_assert_uint_eq(marked.found->n_claims, 3);
	ck_assert_uint_eq(claim_of(&marked, "warned")->depth, 2);
	ck_assert_ptr_eq(&marked.found->claims[claim_of(&marked, "warned")->outer], claim_of(&marked, "told"));
}
END_TEST

/* Whom an outlet cites; NULL: nobody. */
static const struct { const char *text, *cited, *cue; } citers[] = {
	{ "<s The Washington Post> <c says>, citing two officials, <t that the dam is old>.", "two officials", "citing" },
	{ "<t The dam is old>, <s Reuters> <c reported>, citing a copy of the report.", "a copy of the report", "citing" },
	{ "Citing two officials, <s the Norvane Herald> <c reported> <t that the dam is old>.", "two officials", "Citing" },
	{ "<c According to> <s the Norvane Herald>, which cited two officials, <t the dam is old>.", "two officials", "cited" },
	{ "<s The Washington Post> <c quoted> two officials as saying <t the dam was old>.", "two officials", "saying" },
	{ "<t The dam is old, Time, citing unnamed officials,> <c said> on Sunday.", "unnamed officials", "citing" },
	{ "<s CNN>, citing two officials, <c said> <t the dam is old>.", "two officials", "citing" },
	{ "<s The state broadcaster>, quoting an aide, <c said> <t the dam is old>.", "an aide", "quoting" },
	{ "<s The Washington Post>, citing bad weather, <c said> <t it would print early>.", NULL, NULL },
	{ "<s Diaz>, citing two officials, <c said> <t the dam was old>.", NULL, NULL },
};

START_TEST(tells_whom_an_outlet_cites)
{
	struct marked marked = marked_extract(arena, citers[_i].text);
	const struct hs_claim *outlet = marked_claim(&marked, 1), *cited;

	ck_assert_uint_eq(marked.found->n_claims, citers[_i].cited ? 2 : 1);
	ck_assert_int_eq(outlet->outer, -1);
	if (!citers[_i].cited)
		return;
	cited = claim_of(&marked, citers[_i].cue);
	ck_assert_ptr_nonnull(cited);
	ck_assert_str_eq(marked_words(&marked, cited->source_spans), citers[_i].cited);
	ck_assert_str_eq(marked_words(&marked, cited->content), marked_words(&marked, outlet->content));
	ck_assert_ptr_eq(&marked.found->claims[cited->outer], outlet);
	ck_assert_uint_eq(cited->depth, 1);
	ck_assert_uint_eq(cited->through.n, 1);
	ck_assert_str_eq(marked_words(&marked, cited->through), marked_words(&marked, outlet->source_spans));
	ck_assert_str_eq(marked_words(&marked, outlet->through), marked_words(&marked, outlet->source_spans));
}
END_TEST

/* Who denies the claim of attribution 1; NULL: nobody points back to it. */
static const struct { const char *text, *who, *words; } denials[] = {
	{ "<t1 The rebels are trained there>, <c1 according to> <s1 diplomats>, something Islamabad has denied.", "Islamabad", "something" },
	{ "<s1 Diplomats> <c1 say> <t1 the rebels are trained there, something Islamabad has denied>.", "Islamabad", "something" },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>, which the company denies.", "the company", "which" },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>, an accusation strongly rejected by the company.", "the company",
	  "an accusation" },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>. The company denied the charge.", "The company", "the charge" },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>. <s2 The company> <c2 denied> <t2 it>.", "The company", "it" },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>. The company denied the claim that it was insolvent.", NULL, NULL },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>. The company denied him a pension.", NULL, NULL },
	{ "<s1 Diaz> <c1 said> <t1 the firm hid its losses>, a step the board approved.", NULL, NULL },
};

START_TEST(joins_denials_to_what_they_deny)
{
	struct marked marked = marked_extract(arena, denials[_i].text);
	const struct hs_claim *denial = NULL;

	for (size_t i = 0; i < marked.found->n_claims; i++)
		if (marked.found->claims[i].answers >= 0)
			denial = &marked.found->claims[i];
	ck_assert_int_eq(denial != NULL, denials[_i].who != NULL);
	if (!denial)
		return;
	ck_assert_str_eq(marked_words(&marked, denial->source_spans), denials[_i].who);
	ck_assert_str_eq(marked_words(&marked, denial->content), denials[_i].words);
	ck_assert_int_eq(denial->stance, HS_DENIES);
	ck_assert_ptr_eq(&marked.found->claims[denial->answers], marked_claim(&marked, 1));
}
END_TEST

START_TEST(takes_a_denial_off_what_is_denied)
{
	struct marked marked = marked_extract(arena, denials[1].text);

	ck_assert_str_eq(marked_words(&marked, marked_claim(&marked, 1)->content), "the rebels are trained there");
}
END_TEST

/* The names of several who speak as one, joined by " | "; NULL: it is one source. */
static const struct { const char *text, *members; } shared[] = {
	{ "<s Ana Diaz and Tom Weller> <c said> <t that the old bridge over the river was safe again>.", "Ana Diaz | Tom Weller" },
	{ "<s Oxfam and Save the Children> <c said> <t that the old bridge over the river was safe again>.", "Oxfam | Save the Children" },
	{ "<s Amnesty International and Human Rights Watch> <c said> <t that the old bridge over the river was safe again>.",
	  "Amnesty International | Human Rights Watch" },
	{ "<s Ana Diaz, along with Tom Weller,> <c said> <t that the old bridge over the river was safe again>.", "Ana Diaz | Tom Weller" },
	{ "<s Ana Diaz, the mayor, and Tom Weller, a welder,> <c said> <t that the old bridge over the river was safe again>.", "Ana Diaz | Tom Weller" },
	{ "<s The minister, Tom Weller, and his deputy, Ana Diaz,> <c said> <t that the old bridge over the river was safe again>.", "Tom Weller | Ana Diaz" },
	{ "<s Ana Diaz, Tom Weller and Mia Brandt> <c said> <t that the old bridge over the river was safe again>.", "Ana Diaz | Tom Weller | Mia Brandt" },
	{ "<s both the council and the port authority> <c said> <t that the old bridge over the river was safe again>.", "the council | the port authority" },
	{ "<s The bank, the regulator and the Treasury> <c said> <t that the old bridge over the river was safe again>.", "The bank | the regulator | the Treasury" },
	{ "<s Britain and France> <c said> <t that the old bridge over the river was safe again>.", "Britain | France" },
	{ "<s Mr. and Mrs. Smith> <c said> <t that the old bridge over the river was safe again>.", "Mr. Smith | Mrs. Smith" },
	{ "<s John and Ellen Pike> <c said> <t that the old bridge over the river was safe again>.", "John Pike | Ellen Pike" },
	{ "<s Ana Diaz of Ohio and Tom Weller of Iowa> <c said> <t that the old bridge over the river was safe again>.", "Ana Diaz | Tom Weller" },
	{ "<s Tom Weller and the port authority> <c said> <t that the old bridge over the river was safe again>.", "Tom Weller | the port authority" },
	/* adjectives joined within one of them */
	{ "<s Internal emails and five current and former officials> <c said> <t that the old bridge over the river was safe again>.",
	  "Internal emails | five current and former officials" },
	{ "<s The port authority and several local and foreign firms> <c said> <t that the old bridge over the river was safe again>.",
	  "The port authority | several local and foreign firms" },
	{ "<s Two guards and one current and two former officials> <c said> <t that the old bridge over the river was safe again>.",
	  "Two guards | one current and two former officials" },
	{ "<s Current and former officials and the mayor> <c said> <t that the old bridge over the river was safe again>.",
	  "Current and former officials | the mayor" },
	/* one source */
	{ "<s One current and two former officials> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s The president and chief executive of the chain> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s Ana Diaz, a mother and a soldier,> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s A lawyer for Ana Diaz and Tom Weller> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s The head of research and development> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s The Food and Drug Administration> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s Federal and state officials> <c said> <t that the old bridge over the river was safe again>.", NULL },
	{ "<s Polls in Ohio and Iowa> <c showed> <t that the old bridge over the river was safe again>.", NULL },
};

static const char *names_joined(const struct hs_source *source)
{
	const char *names = NULL;

	for (size_t i = 0; i < source->n_members; i++)
		names = hs_arena_printf(arena, "%s%s%s", names ? names : "", names ? " | " : "", source->members[i].name);
	return names;
}

START_TEST(tells_several_sources_of_one_claim)
{
	struct marked marked = marked_extract(arena, shared[_i].text);

	ck_assert_uint_eq(marked.found->n_claims, 1);
	ck_assert_pstr_eq(names_joined(marked_source(&marked, 1)), shared[_i].members);
}
END_TEST

/* Those who are named have entries of their own, others too that come with them; unnamed people together are one, but for papers. */
START_TEST(gives_members_entries)
{
	struct marked marked = marked_extract(arena, "<s Tom Weller and a senior official> <c said> <t that the old bridge over the river was safe again>.");
	const struct hs_source *both = marked_source(&marked, 1);

	ck_assert_int_eq(both->kind, HS_KIND_PERSON);
	ck_assert_uint_eq(both->n_members, 2);
	ck_assert_int_eq(both->members[0].kind, HS_KIND_PERSON);
	ck_assert_int_eq(both->members[1].kind, HS_KIND_INDIVIDUAL);
	ck_assert_str_eq(marked.found->sources[both->members[0].source].name, "Tom Weller");
	ck_assert_str_eq(marked.found->sources[both->members[1].source].name, "a senior official");
	marked = marked_extract(arena, "<s Two neighbours and a nurse> <c said> <t that the old bridge over the river was safe again>.");
	both = marked_source(&marked, 1);
	ck_assert_int_eq(both->kind, HS_KIND_GROUP);
	ck_assert_int_eq(both->count, 3);
	ck_assert_int_eq(both->members[0].source, -1);
	ck_assert_int_eq(both->members[1].source, -1);
	ck_assert_uint_eq(marked.found->n_sources, 1);
	marked = marked_extract(arena, "<s Two neighbours and a nurse briefed on the repair> <c said> <t that the old bridge was safe again>.");
	both = marked_source(&marked, 1);
	ck_assert_uint_eq(marked.found->n_sources, 2);
	ck_assert_uint_eq(both->basis.n, 0);
	ck_assert_int_eq(both->members[0].source, -1);
	ck_assert_pstr_eq(marked_words(&marked, marked.found->sources[both->members[1].source].basis), "briefed on the repair");
	marked = marked_extract(arena, "<s Internal emails and two current and former officials> <c said> <t that the old bridge was safe again>.");
	both = marked_source(&marked, 1);
	ck_assert_str_eq(marked.found->sources[both->members[1].source].name, "two current and former officials");
	ck_assert_int_eq(marked.found->sources[both->members[1].source].kind, HS_KIND_GROUP);
	marked = marked_extract(arena, "<s One current and two former officials> <c said> <t that the old bridge was safe again>.");
	ck_assert_int_eq(marked_source(&marked, 1)->count, 3);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("nested");
	TCase *tc = tcase_create("claims");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, finds_claims_within_claims, 0, ROWS(inners));
	tcase_add_test(tc, finds_an_outlets_claim_that_was_left_out);
	tcase_add_loop_test(tc, finds_plain_claims_that_were_left_out, 0, ROWS(left_out));
	tcase_add_loop_test(tc, names_nobody_who_is_brought_in_without_a_name, 0, ROWS(unnamed));
	tcase_add_test(tc, counts_the_depth);
	tcase_add_loop_test(tc, tells_whom_an_outlet_cites, 0, ROWS(citers));
	tcase_add_loop_test(tc, joins_denials_to_what_they_deny, 0, ROWS(denials));
	tcase_add_test(tc, takes_a_denial_off_what_is_denied);
	tcase_add_loop_test(tc, tells_several_sources_of_one_claim, 0, ROWS(shared));
	tcase_add_test(tc, gives_members_entries);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
