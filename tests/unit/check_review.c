#include "config.h"

#include "store/store.h"

#include <string.h>

#include "base/str.h"
#include "story.h"
#include "unit.h"

static struct hs_store *store;
static struct hs_arena *arena;

static void setup(void)
{
	struct hs_err err;

	arena = hs_arena_new();
	ck_assert_int_eq(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err), HS_OK);
}

static void teardown(void)
{
	hs_store_close(store, NULL);
	hs_arena_free(arena);
}

static void must(int rc, const struct hs_err *err)
{
	ck_assert_msg(rc == HS_OK, "%s", err->msg);
}

/* ── the stories ── */

static void put(const struct story *story, const char *version)
{
	struct hs_err err;
	enum hs_put how;

	must(hs_store_begin(store, &err), &err);
	must(hs_store_put(store, story_make(arena, story), version, &how, &err), &err);
	must(hs_store_commit(store, &err), &err);
}

/* The bridge with another text: what stands for `from` becomes `to`, at the same URL and a day later. */
static struct story changed(const char *from, const char *to)
{
	struct story story = story_bridge;
	const char *at = strstr(story.text, from);

	ck_assert_ptr_nonnull(at);
	story.text = hs_arena_printf(arena, "%.*s%s%s", (int)(at - story.text), story.text, to, at + strlen(from));
	story.modified = "2021-03-05T08:00:00Z";
	return story;
}

/* A story without the claims of the unnamed official. */
static struct story without_official(struct story story)
{
	size_t n = 0;

	for (size_t i = 0; i < STORY_CLAIMS && story.claims[i].cue; i++)
		if (story.claims[i].kind != HS_KIND_INDIVIDUAL && story.claims[i].outer == 0) {
			story.claims[n] = story.claims[i];
			story.claims[n++].answers = 0;  /* it was the official's */
		}
	story.claims[n] = (struct story_claim){ 0 };
	return story;
}

/* ── reviews of them ── */

#define OFFICIAL "A city official"
#define CLAIM "said the mayor had known for weeks"

/* A review of the words in the bridge's text, as a reviewer would make it. */
static struct hs_review review_of(const char *words, const char *about, const char *aspect, const char *value)
{
	const struct hs_extraction *found = story_make(arena, &story_bridge);
	const char *at = strstr(story_bridge.text, words);

	ck_assert_ptr_nonnull(at);
	return (struct hs_review){
		.made_at = "2021-03-06T10:00:00+01:00", .reviewer = "R. Hale", .about = about, .aspect = aspect, .value = value,
		.article = hs_arena_str(arena, found->article->key.hex), .field = "text", .start = at - story_bridge.text,
		.end = at - story_bridge.text + (int64_t)strlen(words),
	};
}

static const char *keep(const struct hs_review *review)
{
	struct hs_id key;
	struct hs_err err;
	bool known;

	must(hs_store_begin(store, &err), &err);
	must(hs_store_review(store, review, &key, &known, &err), &err);
	must(hs_store_commit(store, &err), &err);
	return hs_arena_str(arena, key.hex);
}

/* The first column of the only row; NULL: there is none. */
static const char *value_of(const char *sql)
{
	struct hs_query *query;
	const char *value = NULL;
	struct hs_err err;

	must(hs_query_open(&query, store, sql, &err), &err);
	if (hs_query_step(query, &err) == HS_OK) {
		value = hs_arena_str(arena, hs_query_text(query, 0));
		ck_assert_int_eq(hs_query_step(query, &err), HS_DONE);
	}
	hs_query_close(query);
	return value;
}

static const char *states(void)
{
	return value_of("SELECT group_concat(state, ', ') FROM (SELECT state FROM reviews ORDER BY made_at, number)");
}

#define THE_OFFICIAL "FROM source_now s JOIN article a ON a.id = s.article_id AND a.newer_id IS NULL WHERE s.name LIKE '%city official' OR s.name = 'Ida Voss'"

static const char *kind_now(void)
{
	return value_of("SELECT s.class || '/' || s.kind " THE_OFFICIAL);
}

static void tell(void *ctx, const char *line)
{
	(void)ctx;
	ck_abort_msg("%s", line);
}

static void sound(void)
{
	struct hs_err err;
	size_t problems;

	must(hs_store_verify(store, tell, NULL, &problems, &err), &err);
	ck_assert_uint_eq(problems, 0);
}

/* ── what becomes of a review ── */

static const struct {
	const char *why;                /* of the case */
	const char *from, *to;          /* what changes in the text; NULL: nothing */
	const char *version;            /* what reads it the second time */
	bool lose;                      /* and finds nothing of the official */
	const char *kind;               /* of the source then, as reviewed; NULL: it is not there */
	const char *claims;             /* of the official, as reviewed */
	const char *states;             /* of the reviews of source, claim and finding */
	const char *places;
} fates[] = {
	{ "the same again", NULL, NULL, "1", false, "named/person", "0", "in force, in force, in force", "placed, placed, placed" },
	{ "a newer engine", NULL, NULL, "2", false, "named/person", "0", "in force, in force, in force", "placed, placed, placed" },
	{ "a newer engine that finds less", NULL, NULL, "2", true, NULL, "0", "orphaned, orphaned, in force",
	  "orphaned, orphaned, placed" },
	{ "words in front", "told\nreporters on Thursday", "told a crowded room of\nreporters on Thursday", "1", false, "named/person", "0",
	  "in force, in force, in force", "moved, moved, moved" },
	{ "words behind", "that he was warned.\n", "that he was warned. Nobody asked him.\n", "1", false, "named/person", "0",
	  "in force, in force, in force", "placed, placed, placed" },
	{ "white space", "PORT ELM — The", "PORT ELM —\n The", "2", false, "named/person", "0", "in force, in force, in force",
	  "moved, moved, moved" },
	{ "the words themselves", "A city official said", "One city official said", "1", true, NULL, "0", "orphaned, in force, in force",
	  "orphaned, moved, moved" },
};

START_TEST(finds_its_words_again)
{
	struct hs_review source = review_of(OFFICIAL, "source", "kind", "named/person");
	struct hs_review claim = review_of(CLAIM, "claim", "claim", "no");
	struct hs_review finding = review_of("because she was\nnot authorized to discuss the inquiry", "finding", "verdict", "dismissed");
	struct story story = fates[_i].from ? changed(fates[_i].from, fates[_i].to) : story_bridge;

	finding.policy = "ap";
	finding.rule = "reason-stock";
	claim.made_at = "2021-03-06T10:00:01Z";
	finding.made_at = "2021-03-06T10:00:02Z";
	put(&story_bridge, "1");
	keep(&source);
	keep(&claim);
	keep(&finding);
	ck_assert_pstr_eq(kind_now(), "named/person");
	if (strcmp(fates[_i].why, "the words themselves") == 0)
		story.claims[3].source = story.claims[3].name = "One city official";
	if (fates[_i].lose && !fates[_i].from)
		story = without_official(story);
	put(&story, fates[_i].version);
	if (!(fates[_i].lose && fates[_i].from))
		ck_assert_pstr_eq(kind_now(), fates[_i].kind);
	ck_assert_pstr_eq(value_of("SELECT count(*) FROM claim_now c JOIN article a ON a.id = c.article_id AND a.newer_id IS NULL"
				   " WHERE c.content_words = 'the mayor had known for weeks'"), fates[_i].claims);
	ck_assert_pstr_eq(states(), fates[_i].states);
	ck_assert_pstr_eq(value_of("SELECT group_concat(place, ', ') FROM (SELECT place FROM reviews ORDER BY made_at, number)"),
			  fates[_i].places);
	sound();
}
END_TEST

/* What has lost its words gets them back. */
START_TEST(comes_back_with_its_words)
{
	struct hs_review source = review_of(OFFICIAL, "source", "name", "Ida Voss");
	struct story gone = changed("A city official said the mayor had known for weeks. The official", "She");

	gone = without_official(gone);
	put(&story_bridge, "1");
	keep(&source);
	put(&gone, "1");
	ck_assert_pstr_eq(states(), "orphaned");
	ck_assert_pstr_eq(value_of("SELECT lost FROM reviews"), "its words are not in the text any more");
	gone = changed("that he was warned", "that anybody warned him");
	gone.modified = "2021-03-07T08:00:00Z";
	gone.claims[5].content = "that anybody warned him";
	put(&gone, "1");
	ck_assert_pstr_eq(states(), "in force");
	ck_assert_pstr_eq(value_of("SELECT s.name " THE_OFFICIAL), "Ida Voss");
	sound();
}
END_TEST

/* Words that stand there twice, without what stood around them, may be either; that they stand in a worse place too decides nothing. */
static const char *const unsure[] = { "The bridge is shut.\n\nXX she XX\n\nXX she XX\n", "The bridge is shut.\n\nXX she XX\n\nXX she XX\n\nXXsheXX\n" };

START_TEST(does_not_guess)
{
	struct hs_review finding = review_of("she", "finding", "verdict", "dismissed");
	struct story story = story_bridge;

	finding.policy = "ap";
	finding.rule = "opinion";
	put(&story_bridge, "1");
	keep(&finding);
	ck_assert_pstr_eq(states(), "in force");
	story.text = unsure[_i];
	story.claims[0] = (struct story_claim){ 0 };
	story.modified = "2021-03-05T08:00:00Z";
	put(&story, "1");
	ck_assert_pstr_eq(states(), "orphaned");
	ck_assert_pstr_eq(value_of("SELECT lost FROM reviews"), "its words stand in the text more than once");
}
END_TEST

/* ── who has the last word ── */

START_TEST(the_later_one_counts)
{
	struct hs_review first = review_of(OFFICIAL, "source", "kind", "named/person");
	struct hs_review second = first, note = review_of(OFFICIAL, "source", "note", "see the desk");
	const char *key;

	put(&story_bridge, "1");
	second.reviewer = "M. Oss";
	second.value = "anonymous/individual";
	second.made_at = "2021-03-06T09:30:00Z";        /* half an hour later than ten o'clock an hour east of it */
	key = keep(&second);                            /* ... though it is stored first */
	keep(&first);
	keep(&note);
	ck_assert_pstr_eq(states(), "overruled, in force, in force");
	ck_assert_pstr_eq(kind_now(), "anonymous/individual");
	ck_assert_pstr_eq(value_of("SELECT group_concat(reviewer, ', ') FROM (SELECT reviewer FROM reviews WHERE aspect = 'kind' ORDER BY made_at)"),
			  "R. Hale, M. Oss");
	keep(&(struct hs_review){ .made_at = "2021-03-08", .reviewer = "M. Oss", .about = "review", .aspect = "withdrawn", .value = "",
				  .withdraws = key, .why = "misread" });
	ck_assert_pstr_eq(kind_now(), "named/person");
	ck_assert_pstr_eq(states(), "in force, in force, withdrawn, withdrawal");
	sound();
}
END_TEST

START_TEST(is_the_same_when_brought_again)
{
	struct hs_review review = review_of(OFFICIAL, "source", "level", "4");
	const char *key;

	put(&story_bridge, "1");
	key = keep(&review);
	ck_assert_str_eq(keep(&review), key);
	review.made_at = "2021-03-09T10:00:00Z";
	review.clocked = true;
	keep(&review);
	ck_assert_pstr_eq(states(), "in force");
	review.clocked = false;
	keep(&review);
	ck_assert_pstr_eq(states(), "overruled, in force");
	ck_assert_pstr_eq(value_of("SELECT s.specificity " THE_OFFICIAL), "4");
}
END_TEST

/* A list can come before its articles. */
START_TEST(waits_for_its_article)
{
	struct hs_review review = review_of(OFFICIAL, "source", "kind", "named/person");

	review.words = OFFICIAL;
	review.before = "";
	review.after = " said the mayor";
	review.url = story_bridge.url;
	keep(&review);
	ck_assert_pstr_eq(states(), "orphaned");
	ck_assert_pstr_eq(value_of("SELECT lost FROM reviews"), "the article is not stored");
	put(&story_bridge, "1");
	ck_assert_pstr_eq(states(), "in force");
	ck_assert_pstr_eq(kind_now(), "named/person");
}
END_TEST

/* ── what is refused ── */

static const struct {
	const char *about, *aspect, *value, *made_at, *reviewer, *message;
	int64_t shift;                  /* of the place */
} refused[] = {
	{ "source", "kind", "famous", "2021-03-06", "R. Hale", "kind takes named/person", 0 },
	{ "source", "level", "6", "2021-03-06", "R. Hale", "level takes 0 1 2 3 4 5, not '6'", 0 },
	{ "source", "verdict", "dismissed", "2021-03-06", "R. Hale", "a review of a source has no 'verdict'", 0 },
	{ "claim", "claim", "maybe", "2021-03-06", "R. Hale", "claim takes yes no, not 'maybe'", 0 },
	{ "claim", "note", "", "2021-03-06", "R. Hale", "note takes words, not ''", 0 },
	{ "source", "level", "3", "yesterday", "R. Hale", "'yesterday' is not a date and time like 2026-03-06T09:30:00Z", 0 },
	{ "source", "level", "3", "2021-03-06", "", "a review needs its reviewer", 0 },
	{ "source", "level", "3", "2021-03-06", "R. Hale", "is no place in the text of article", 10000 },
};

START_TEST(refuses_what_makes_no_sense)
{
	struct hs_review review = review_of(OFFICIAL, refused[_i].about, refused[_i].aspect, refused[_i].value);
	struct hs_err err = { 0 };
	struct hs_id key;
	bool known;

	put(&story_bridge, "1");
	review.made_at = refused[_i].made_at;
	review.reviewer = refused[_i].reviewer;
	review.start += refused[_i].shift;
	review.end += refused[_i].shift;
	must(hs_store_begin(store, &err), &err);
	ck_assert_int_eq(hs_store_review(store, &review, &key, &known, &err), HS_EUSAGE);
	ck_assert_msg(strstr(err.msg, refused[_i].message) != NULL, "%s", err.msg);
	must(hs_store_commit(store, &err), &err);
	ck_assert_pstr_eq(value_of("SELECT count(*) FROM review"), "0");
}
END_TEST

START_TEST(withdraws_once)
{
	struct hs_review review = review_of(OFFICIAL, "source", "level", "4");
	struct hs_review back = { .made_at = "2021-03-08", .reviewer = "R. Hale", .about = "review", .aspect = "withdrawn", .value = "" };
	struct hs_err err;
	struct hs_id key;
	bool known;

	put(&story_bridge, "1");
	back.withdraws = keep(&review);
	keep(&back);
	back.made_at = "2021-03-09";
	must(hs_store_begin(store, &err), &err);
	ck_assert_int_eq(hs_store_review(store, &back, &key, &known, &err), HS_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.msg, "is withdrawn already"));
	back.withdraws = "0123456789abcdef0123456789abcdef";
	ck_assert_int_eq(hs_store_review(store, &back, &key, &known, &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, "there is no review '0123456789abcdef0123456789abcdef'");
	must(hs_store_commit(store, &err), &err);
	ck_assert_pstr_eq(value_of("SELECT s.specificity " THE_OFFICIAL), "2");
}
END_TEST

/* ── what people look at ── */

static const struct { const char *sql, *found, *decided; } shown[] = {
	{ "SELECT DISTINCT source_name || ' ' || source_class || '/' || source_kind FROM claims WHERE found_name LIKE '%city official'",
	  "A city official anonymous/individual", "Ida Voss named/person" },
	{ "SELECT DISTINCT coalesce(reviewed, '-') FROM sources WHERE found_kind = 'individual' AND found_name LIKE '%city official'", "-",
	  "kind is named/person, says R. Hale; name is Ida Voss, says R. Hale" },
	{ "SELECT name || coalesce(reason_code, '') || coalesce(missing, '') FROM sources WHERE found_name LIKE '%city official'", NULL, "Ida Voss" },
	{ "SELECT count(*) > 0 FROM anonymous_claims WHERE found_name LIKE '%city official'", "1", "0" },
	{ "SELECT count(*) FROM claims WHERE content = 'that he was warned'", "1", "0" },
	{ "SELECT count(*) FROM rejected_claims WHERE content = 'that he was warned' AND reviewer = 'R. Hale'", "0", "1" },
	{ "SELECT claims - (SELECT count(*) FROM claims) FROM articles", "0", "0" },
};

static void decide(void)
{
	struct hs_review kind = review_of(OFFICIAL, "source", "kind", "named/person"), name = review_of(OFFICIAL, "source", "name", "Ida Voss");
	struct hs_review none = review_of("denied that he was warned", "claim", "claim", "no");

	keep(&kind);
	keep(&name);
	keep(&none);
}

START_TEST(views_show_decisions_beside_what_was_found)
{
	put(&story_bridge, "engine 1");
	if (shown[_i].found)
		ck_assert_pstr_eq(value_of(shown[_i].sql), shown[_i].found);
	decide();
	ck_assert_pstr_eq(value_of(shown[_i].sql), shown[_i].decided);
	sound();
}
END_TEST

/* kind, speaker as decided, speaker as found, what was decided: of each hit, a line. */
static const char *hits(const char *words)
{
	static const int columns[] = { 0, 4, 15, 14 };
	struct hs_str out = HS_STR_INIT;
	struct hs_query *query;
	const char *copy;
	struct hs_err err;

	must(hs_search_open(&query, store, words, "", "", 0, &err), &err);
	while (hs_query_step(query, &err) == HS_OK)
		for (size_t i = 0; i < ROWS(columns); i++)
			hs_str_addf(&out, "%s%c", hs_query_is_null(query, columns[i]) ? "-" : hs_query_text(query, columns[i]), i < 3 ? '|' : '\n');
	hs_query_close(query);
	copy = hs_arena_strn(arena, out.ptr ? out.ptr : "", out.len);
	hs_str_release(&out);
	return copy;
}

START_TEST(search_shows_decisions_beside_what_was_found)
{
	put(&story_bridge, "engine 1");
	ck_assert_str_eq(hits("voss"), "");
	ck_assert_str_eq(hits("known for weeks"), "claim|A city official|A city official|-\n");
	decide();
	ck_assert_str_eq(hits("he was warned"), "rejected|Tomás Rennick|Tomás Rennick|no claim, says R. Hale\n");
	ck_assert_ptr_nonnull(strstr(hits("\"Ida Voss\""), "claim|Ida Voss|A city official|kind is named/person, says R. Hale; name is Ida Voss"));
	ck_assert_ptr_nonnull(strstr(hits("city official"), "claim|Ida Voss|A city official|"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("review");
	TCase *tcase = tcase_create("review");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_its_words_again, 0, ROWS(fates));
	tcase_add_test(tcase, comes_back_with_its_words);
	tcase_add_loop_test(tcase, does_not_guess, 0, ROWS(unsure));
	tcase_add_test(tcase, the_later_one_counts);
	tcase_add_test(tcase, is_the_same_when_brought_again);
	tcase_add_test(tcase, waits_for_its_article);
	tcase_add_loop_test(tcase, refuses_what_makes_no_sense, 0, ROWS(refused));
	tcase_add_test(tcase, withdraws_once);
	tcase_add_loop_test(tcase, views_show_decisions_beside_what_was_found, 0, ROWS(shown));
	tcase_add_test(tcase, search_shows_decisions_beside_what_was_found);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
