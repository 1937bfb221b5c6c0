/*
 * match: which pairs of claims are the same, and that order and threads do not change it.
 */
#include "match/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const float north[HS_VECTOR] = { 1 }, near_north[HS_VECTOR] = { 0.95f, 0.3122f }, east[HS_VECTOR] = { [1] = 1 },
	north_east[HS_VECTOR] = { 0.6f, 0.8f };

/* One claim of one article a row; the article is the first letter. */
static const struct row {
	const char *article, *published, *source, *name, *cue, *content;
	enum hs_stance stance;
	const float *vector;
	const char *answered;
} rows[] = {
	{ "a", "2026-03-02", "Ines Calder", "Ines Calder", "said", "the harbour bridge will stay shut until the cracked bearing is replaced",
	  HS_ASSERTS, north, NULL },
	{ "b", "2026-03-03", "the harbourmaster", "Ines Calder", "told reporters",
	  "the bridge would stay shut until its cracked bearing had been replaced", HS_ASSERTS, near_north, NULL },
	{ "c", "2026-03-03", "Ostmark Steel", "Ostmark Steel", "denied", "that the bridge has a cracked bearing that must be replaced",
	  HS_DENIES, near_north, NULL },
	{ "d", "2026-03-03", "a farmer", NULL, "said", "the wheat would be late this year after a wet spring", HS_ASSERTS, east, NULL },
	{ "a", "2026-03-02", "she", "Ines Calder", "added", "the bridge will stay shut until the cracked bearing is replaced", HS_ASSERTS, north, NULL },
};

/* Pairs that look alike, or do not, judged each by itself. */
static const struct { struct row a, b; enum hs_match_kind kind; } pairs[] = {
	/* one word in common, be it the same person's, is no claim in common */
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "raised", "tariffs", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-09", "Calder", "Ines Calder", "threatened", "them with tariffs", HS_ASSERTS, north_east, NULL }, HS_MATCH_DIFFERENT },
	{ { "a", "2026-03-02", "a nurse", NULL, "said", "“It has me thinking now,”", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "the coach", "Rolf Amsel", "said", "“I keep thinking that we let them off too lightly in the second half,”",
	    HS_ASSERTS, near_north, NULL }, HS_MATCH_DIFFERENT },
	/* the cue is part of what is claimed */
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "endorsed", "Voss", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "Calder", "Ines Calder", "officially endorsed", "Bertil Voss", HS_ASSERTS, near_north, NULL }, HS_MATCH_SAME },
	/* a denial of what the article told before */
	{ { "a", "2026-03-02", "Voss", "Bertil Voss", "accused", "Ostmark Steel of having sold bearings with cracks to the harbour", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "Ostmark Steel", "Ostmark Steel", "denied", "the accusation", HS_DENIES, near_north,
	    "the firm of having sold cracked bearings to the harbour" }, HS_MATCH_CONTRADICTS },
	{ { "a", "2026-03-02", "Voss", "Bertil Voss", "accused", "Ostmark Steel of having sold bearings with cracks to the harbour", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "a singer", "Ada Lund", "denied", "the accusation", HS_DENIES, east,
	    "having copied a rival's song" }, HS_MATCH_DIFFERENT },
	/* the same verb of the same thing with a "not", whoever says it */
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "said", "the harbour bridge will close in the spring", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "a clerk", NULL, "said", "that the harbour bridge would not be closed in the spring", HS_ASSERTS, near_north, NULL },
	  HS_MATCH_CONTRADICTS },
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "said", "the harbour bridge is safe for lorries", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "Calder", "Ines Calder", "said", "the harbour bridge isn't safe for lorries", HS_ASSERTS, near_north, NULL },
	  HS_MATCH_CONTRADICTS },
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "said", "the harbour bridge is safe for lorries", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "Calder", "Ines Calder", "said", "the harbour bridge is not only safe for lorries", HS_ASSERTS, near_north, NULL },
	  HS_MATCH_SAME },
	{ { "a", "2026-03-02", "a clerk", NULL, "said", "the harbour bridge will not close in the spring", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "Calder", "Ines Calder", "said", "that the harbour bridge would not be closed in the spring", HS_ASSERTS, near_north, NULL },
	  HS_MATCH_SAME },
	/* a person cannot be denied, and nobody contradicts herself who says it twice */
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "condemned", "Bertil Voss", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-02", "the harbour union", NULL, "backs", "Bertil Voss", HS_ASSERTS, north_east, NULL }, HS_MATCH_DIFFERENT },
	{ { "a", "2026-03-02", "Calder", "Ines Calder", "opposed", "the plan to fill in the old dock for a car park", HS_ASSERTS, north, NULL },
	  { "b", "2026-03-03", "she", "Ines Calder", "spoke about", "the plan to fill in the old dock for a car park", HS_ASSERTS, near_north, NULL },
	  HS_MATCH_SAME },
};

#define N ROWS(rows)

static struct hs_match_claim claims[N];

static void set(struct hs_match_claim *c, const struct row *row, int id)
{
	memset(c, 0, sizeof(*c));
	snprintf(c->id.hex, sizeof(c->id.hex), "%032d", id);
	snprintf(c->article.hex, sizeof(c->article.hex), "%032d", row->article[0]);
	c->published = row->published;
	c->source = row->source;
	c->name = row->name;
	c->cue = row->cue;
	c->content = c->context = row->content;
	c->answered = row->answered;
	c->stance = row->stance;
	c->vector = row->vector;
}

static void fill(const int *order)
{
	for (int i = 0; i < N; i++) {
		const int k = order ? order[i] : i;

		set(&claims[i], &rows[k], k);
	}
}

static const struct {
	int a, b;
	enum hs_match_kind kind;
} judged[] = {
	{ 0, 1, HS_MATCH_SAME },
	{ 0, 2, HS_MATCH_CONTRADICTS },
	{ 1, 2, HS_MATCH_CONTRADICTS },
	{ 0, 3, HS_MATCH_DIFFERENT },
	{ 2, 3, HS_MATCH_DIFFERENT },
};

START_TEST(judges)
{
	struct hs_matcher *matcher;
	struct hs_match match;

	fill(NULL);
	matcher = hs_matcher_new(claims, N);
	match = hs_matcher_judge(matcher, judged[_i].a, judged[_i].b);
	ck_assert_str_eq(hs_match_kind_word(match.kind), hs_match_kind_word(judged[_i].kind));
	ck_assert(match.score >= 0 && match.score <= 1);
	hs_matcher_free(matcher);
}
END_TEST

START_TEST(tells_what_is_alike_by_chance)
{
	struct hs_match_claim both[2];
	struct hs_matcher *matcher;
	enum hs_match_kind kind;

	set(&both[0], &pairs[_i].a, 0);
	set(&both[1], &pairs[_i].b, 1);
	matcher = hs_matcher_new(both, 2);
	kind = hs_matcher_judge(matcher, 0, 1).kind;
	if (kind == HS_MATCH_RELATED)           /* not stored, as little as different ones are */
		kind = HS_MATCH_DIFFERENT;
	ck_assert_str_eq(hs_match_kind_word(kind), hs_match_kind_word(pairs[_i].kind));
	hs_matcher_free(matcher);
}
END_TEST

/* The pairs found, as "id-id kind" lines by id, whatever the order of the claims. */
static void found_pairs(char *out, const int *order, unsigned threads)
{
	struct hs_matcher *matcher;
	struct hs_match *matches;
	size_t n, capped;
	bool together[N][N] = { { false } };

	fill(order);
	matcher = hs_matcher_new(claims, N);
	n = hs_matcher_run(&matches, matcher, threads, &capped);
	for (size_t i = 0; i < n; i++) {
		int a = atoi(claims[matches[i].a].id.hex), b = atoi(claims[matches[i].b].id.hex);

		ck_assert_uint_lt(matches[i].a, matches[i].b);
		ck_assert_str_ne(claims[matches[i].a].article.hex, claims[matches[i].b].article.hex);
		together[a < b ? a : b][a < b ? b : a] = true;
	}
	for (int a = 0; a < N; a++)
		for (int b = 0; b < N; b++)
			if (together[a][b])
				out += sprintf(out, "%d-%d ", a, b);
	free(matches);
	hs_matcher_free(matcher);
}

START_TEST(finds_the_same_in_any_order)
{
	static const int backwards[N] = { 4, 3, 2, 1, 0 };
	char forth[200] = "", back[200] = "", threads[200] = "";

	found_pairs(forth, NULL, 1);
	found_pairs(back, backwards, 1);
	found_pairs(threads, NULL, 3);
	ck_assert_str_eq(forth, "0-1 0-2 1-2 1-4 2-4 ");
	ck_assert_str_eq(back, forth);
	ck_assert_str_eq(threads, forth);
}
END_TEST

START_TEST(nothing_matches_nothing)
{
	struct hs_matcher *matcher = hs_matcher_new(NULL, 0);
	struct hs_match *matches;
	size_t capped;

	ck_assert_uint_eq(hs_matcher_run(&matches, matcher, 2, &capped), 0);
	free(matches);
	hs_matcher_free(matcher);
}
END_TEST

/* Claims without any word, vector, date or name are told apart from nothing, without a division by zero. */
START_TEST(empty_claims)
{
	struct hs_match_claim bare[2];
	struct hs_matcher *matcher;
	struct hs_match match;

	memset(bare, 0, sizeof(bare));
	for (int i = 0; i < 2; i++)
		bare[i].source = bare[i].cue = bare[i].content = bare[i].context = "";
	matcher = hs_matcher_new(bare, 2);
	match = hs_matcher_judge(matcher, 0, 1);
	ck_assert(match.score >= 0 && match.score < 0.5);
	hs_matcher_free(matcher);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("match");
	TCase *tcase = tcase_create("match");

	tcase_add_loop_test(tcase, judges, 0, ROWS(judged));
	tcase_add_loop_test(tcase, tells_what_is_alike_by_chance, 0, ROWS(pairs));
	tcase_add_test(tcase, finds_the_same_in_any_order);
	tcase_add_test(tcase, nothing_matches_nothing);
	tcase_add_test(tcase, empty_claims);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
