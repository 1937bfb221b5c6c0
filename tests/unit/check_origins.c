/* One agency story in several outlets is one origin, however each has edited it. */
#include <stdio.h>
#include <string.h>

#include "attribute/claim.h"
#include "report/origins.h"
#include "report/report.h"
#include "text/passages.h"
#include "unit.h"

#define must(call) ck_assert_msg((call) >= 0, "%s", err.msg)

static struct hs_arena *arena;
static struct hs_store *store;
static struct hs_err err;

static void store_open(void)
{
	arena = hs_arena_new();
	must(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err));
}

static void store_close(void)
{
	must(hs_store_close(store, &err));
	hs_arena_free(arena);
}

/* ── the same story ── */

#define HAUL "Customs officers seized two tons of uncut amber on a fishing boat off Port Elm on Monday, the largest haul in a decade. "
#define CHASE "The boat had been followed for three days before it was boarded near the outer reef. "
#define TIP "A customs officer said the amber had been bound for a warehouse in the old harbor. "
#define WHY "The officer spoke on condition of anonymity because the inquiry is not over. "
#define MAYOR "\"We will not rest until the last crate has been found and counted,\" Mayor Ana Diaz told reporters. "
#define PRICE "Dealers say the price of amber has doubled since the mines at Lomme were flooded last spring."

static const struct print {
	const char *outlet, *published, *text;
} prints[] = {
	/* as it was sent */
	{ "Port Elm Ledger", "2023-05-02", "PORT ELM (AP) \xE2\x80\x94 " HAUL CHASE "\n\n" TIP WHY "\n\n" MAYOR "\n\n" PRICE },
	/* without the dateline, cut */
	{ "Valley Post", "2023-05-02", HAUL CHASE "\n\n" TIP "\n\n" MAYOR },
	/* in another order, other marks and lines */
	{ "Island Herald", "2023-05-03",
	  "The boat had been followed for three days\nbefore it was boarded near the outer reef.\n\n"
	  "A customs officer said the amber had been bound for a warehouse in the old harbor.\n\n"
	  "Dealers say the price of amber has doubled \xE2\x80\x93 since the mines at Lomme were flooded last spring." },
	/* a part, with the outlet's own beginning */
	{ "Lomme Courier", "2023-05-04",
	  "Amber from this valley may have left it by boat.\n\n" CHASE TIP "\n\nThe Courier could not reach the mine owners on Wednesday." },
	/* told anew, credited */
	{ "Reef Times", "2023-05-05",
	  "By The Associated Press\n\nTwo tons of amber were found at sea. A customs officer said it was going to a warehouse in the old "
	  "harbor.\n\nNobody was hurt." },
	/* another reporter, who heard the mayor as well */
	{ "Coast Gazette", "2023-05-02",
	  "Amber worth millions lay under nets and ice when a patrol stopped the trawler.\n\n"
	  "A customs officer said a warehouse in the old harbor was where the amber was to go.\n\n" MAYOR },
};

static struct hs_ranges words_range(const struct hs_article *article, const char *words)
{
	struct hs_range *at = hs_arena_alloc(arena, sizeof(*at));
	const char *found = strstr(article->text, words);

	ck_assert_ptr_nonnull(found);
	at->start = (uint32_t)(found - article->text);
	at->end = at->start + (uint32_t)strlen(words);
	return (struct hs_ranges){ at, 1 };
}

/* An article with the one claim that all of them have. */
static struct hs_extraction *print_read(const struct print *print, const char *source)
{
	struct hs_article *article = hs_article_new(arena, print->text, strlen(print->text));
	const char *said = strstr(print->text, source) + strlen(source) + strlen(" said ");
	struct hs_raw raw = { .p = 1 };
	struct hs_ranges content;

	article->outlet = print->outlet;
	article->published = print->published;
	hs_article_finish(article, NULL, 0);
	raw.source = words_range(article, source);
	raw.cue = (struct hs_range){ raw.source.at[0].end + 1, raw.source.at[0].end + (uint32_t)strlen(" said") };
	content = words_range(article, hs_arena_printf(arena, "%.*s", (int)strcspn(said, "."), said));
	raw.content = content;
	for (int k = 0; k < HS_MODEL_KINDS; k++)
		raw.kind[k] = 1.0f / HS_MODEL_KINDS;
	return hs_extract_from(article, &(struct hs_raws){ &raw, 1 });
}

#define OFFICER "A customs officer"

static void print_put(const struct print *print, const char *source)
{
	enum hs_put put;

	must(hs_store_put(store, print_read(print, source), "test", &put, &err));
}

/* All claims with "warehouse" say the same. */
static void claims_match(void)
{
	struct hs_match_claim *claims;
	struct hs_match matches[64];
	size_t n, n_matches = 0;

	must(hs_store_claims(store, arena, &claims, &n, &err));
	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = a + 1; b < n; b++)
			if (strstr(claims[a].content, "warehouse") && strstr(claims[b].content, "warehouse"))
				matches[n_matches++] = (struct hs_match){ .a = a, .b = b, .score = 0.9, .kind = HS_MATCH_SAME };
	must(hs_store_put_matches(store, claims, matches, n_matches, &err));
}

static char *compare(const char *format)
{
	struct hs_report_options options = { .format = format };
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	must(hs_report_write(out, store, "compare", &options, &err));
	ck_assert_int_eq(fclose(out), 0);
	return text;
}

static void prints_put(const int *order, int n)
{
	must(hs_store_begin(store, &err));
	for (int i = 0; i < n; i++)
		print_put(&prints[order[i]], OFFICER);
	must(hs_store_commit(store, &err));
	claims_match();
}

static bool tells(const char *report, const char *words)
{
	return strstr(report, words) != NULL;
}

START_TEST(counts_five_prints_as_one_origin)
{
	static const int order[] = { 0, 1, 2, 3, 4 };
	char *text;

	prints_put(order, 5);
	text = compare("text");
	ck_assert_msg(tells(text, "outlets: 5; origins: 1;"), "%s", text);
	ck_assert_msg(tells(text, "one text with: Port Elm Ledger"), "%s", text);
	free(text);
}
END_TEST

START_TEST(keeps_an_origin_of_its_own)
{
	static const int order[] = { 0, 1, 2, 3, 4, 5 };
	char *text;

	prints_put(order, 6);
	text = compare("text");
	ck_assert_msg(tells(text, "outlets: 6; origins: 2;"), "%s", text);
	free(text);
}
END_TEST

START_TEST(does_not_depend_on_the_order_of_ingest)
{
	static const int one[] = { 0, 1, 2, 3, 4, 5 }, other[] = { 5, 3, 4, 2, 0, 1 };
	char *first, *second;

	prints_put(one, 6);
	first = compare("json");
	store_close();
	store_open();
	prints_put(other, 6);
	second = compare("json");
	ck_assert_str_eq(first, second);
	free(first);
	free(second);
}
END_TEST

static int64_t ask(const char *sql)
{
	struct hs_query *query;
	int64_t answer;

	must(hs_query_open(&query, store, sql, &err));
	must(hs_query_step(query, &err));
	answer = hs_query_int(query, 0);
	hs_query_close(query);
	return answer;
}

START_TEST(tells_agency_copy_by_shared_sentences)
{
	static const int order[] = { 1, 2, 0, 5 };

	prints_put(order, 4);
	ck_assert_int_eq(ask("SELECT count(*) FROM agency_copies WHERE shown_by = 'marked'"), 1);
	ck_assert_int_eq(ask("SELECT count(*) FROM agency_copies WHERE shown_by = 'shared' AND other_outlet = 'Port Elm Ledger'"), 2);
	ck_assert_int_eq(ask("SELECT sentences FROM agency_copies WHERE outlet = 'Valley Post'"), 3);
	ck_assert_int_eq(ask("SELECT count(*) FROM agency_copies WHERE outlet = 'Coast Gazette'"), 0);
}
END_TEST

START_TEST(forgets_passages_with_what_was_found)
{
	static const int order[] = { 0 };
	enum hs_put put;
	int64_t before;

	prints_put(order, 1);
	before = ask("SELECT count(*) FROM passage");
	ck_assert_int_gt(before, 3);
	must(hs_store_begin(store, &err));
	must(hs_store_put(store, print_read(&prints[0], OFFICER), "another", &put, &err));
	must(hs_store_commit(store, &err));
	ck_assert_int_eq(put, HS_PUT_REPLACED);
	ck_assert_int_eq(ask("SELECT count(*) FROM passage"), before);
}
END_TEST

/* ── who bears out what one unnamed source says ── */

#define WARE "the amber had been bound for a warehouse in the old harbor"

static const struct {
	const char *what, *source;
	struct print other;
	bool found;                     /* nobody bears it out */
} bearing[] = {
	{ "the same copy, in which an editor has put a name", "Jan Brook",
	  { "Island Herald", "2023-05-03", HAUL CHASE "\n\nJan Brook said " WARE ". " WHY }, true },
	{ "copy of the same agency, told anew", "Jan Brook",
	  { "Reef Times", "2023-05-05", "By The Associated Press\n\nJan Brook said " WARE "." }, true },
	{ "another text of the same outlet", "Jan Brook",
	  { "Port Elm Ledger", "2023-05-06", "The inquiry has ended.\n\nJan Brook said " WARE "." }, false },
	{ "another reporter", "Jan Brook",
	  { "Coast Gazette", "2023-05-02", "A patrol stopped the trawler.\n\nJan Brook said " WARE "." }, false },
	{ "somebody who says that it is not so", "Jan Brook",
	  { "Coast Gazette", "2023-05-02", "A patrol stopped the trawler.\n\nJan Brook said the amber hadn\xE2\x80\x99t been bound for a warehouse." }, true },
	{ "another reporter, whose source is not named either", OFFICER,
	  { "Coast Gazette", "2023-05-02", "A patrol stopped the trawler.\n\nA customs officer said " WARE "." }, true },
};

static const char own_rules[] =
	"policy own\ntitle Own\nabout Own.\n\nrule single\nseverity question\ncheck single-source\ntitle Alone\nsays Two.\nfrom Us\n";

START_TEST(counts_origins_that_bear_a_claim_out)
{
	struct hs_report_options options = { .format = "csv" };
	static const int order[] = { 0, 1 };
	struct hs_policy *policy;
	char *text = NULL;
	FILE *out;
	size_t len;

	must(hs_policy_parse(&policy, "own.policy", own_rules, strlen(own_rules), &err));
	options.policy = policy;
	must(hs_store_begin(store, &err));
	print_put(&bearing[_i].other, bearing[_i].source);
	must(hs_store_commit(store, &err));
	prints_put(order, 2);
	out = open_memstream(&text, &len);
	must(hs_report_write(out, store, "audit", &options, &err));
	ck_assert_int_eq(fclose(out), 0);
	ck_assert_msg(tells(text, "Us,Port Elm Ledger") == bearing[_i].found, "%s: %s", bearing[_i].what, text);
	ck_assert_msg(tells(text, "Us,Valley Post") == bearing[_i].found, "%s: %s", bearing[_i].what, text);
	hs_policy_free(policy);
	free(text);
}
END_TEST

/* ── passages ── */

static const struct { const char *a, *b; bool same; } sentences[] = {
	{ "The boat had been followed for three days before it was boarded.",
	  "The boat had been followed\nfor three days before it was boarded.", true },
	{ "The boat had been followed, for three days, before it was boarded.",
	  "THE BOAT had been followed for three days \xE2\x80\x94 before it was boarded!", true },
	{ "The mayor's boat had been followed for three days before it sank.",
	  "The mayor\xE2\x80\x99s boat had been followed for three days before it sank.", true },
	{ "The boat had been followed for three days before it was boarded.",
	  "The boat had been followed for four days before it was boarded.", false },
};

static struct hs_passages passages_of(const char *text)
{
	struct hs_article *article = hs_article_new(arena, text, strlen(text));

	hs_article_finish(article, NULL, 0);
	return hs_passages_of(article);
}

START_TEST(prints_a_sentence_by_its_words)
{
	struct hs_passages a = passages_of(sentences[_i].a), b = passages_of(sentences[_i].b);

	ck_assert_uint_eq(a.n, 1);
	ck_assert_uint_eq(b.n, 1);
	ck_assert_int_eq(a.at[0].print == b.at[0].print, sentences[_i].same);
}
END_TEST

static const struct { const char *text; size_t n; } counts[] = {
	{ "It rained.", 0 },                    /* anybody writes that */
	{ "\"We will not rest until the last crate has been found and counted,\" she said.", 0 },       /* she said it to all */
	{ "She called the search \"long and hard\" and said the crates would be counted one by one.", 1 },
	{ "The boat had been followed for three days before it was boarded. The crew of nine was taken ashore in the night.", 2 },
};

START_TEST(takes_what_identifies_a_text)
{
	ck_assert_uint_eq(passages_of(counts[_i].text).n, counts[_i].n);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("origins");
	TCase *stories = tcase_create("stories"), *passages = tcase_create("passages");

	tcase_add_checked_fixture(stories, store_open, store_close);
	tcase_add_test(stories, counts_five_prints_as_one_origin);
	tcase_add_test(stories, keeps_an_origin_of_its_own);
	tcase_add_test(stories, does_not_depend_on_the_order_of_ingest);
	tcase_add_test(stories, tells_agency_copy_by_shared_sentences);
	tcase_add_test(stories, forgets_passages_with_what_was_found);
	tcase_add_loop_test(stories, counts_origins_that_bear_a_claim_out, 0, ROWS(bearing));
	tcase_add_checked_fixture(passages, store_open, store_close);
	tcase_add_loop_test(passages, prints_a_sentence_by_its_words, 0, ROWS(sentences));
	tcase_add_loop_test(passages, takes_what_identifies_a_text, 0, ROWS(counts));
	suite_add_tcase(suite, stories);
	suite_add_tcase(suite, passages);
	return unit_run(suite);
}
