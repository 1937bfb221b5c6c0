/*
 * What is put into a store comes out of it, once, and whole.
 */
#include <math.h>
#include <string.h>

#include "store/store_p.h"
#include "story.h"
#include "unit.h"

static struct hs_arena *arena;
static struct hs_store *store;
static struct hs_err err;

static void set_up(void)
{
	arena = hs_arena_new();
	ck_assert_msg(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err) == HS_OK, "%s", err.msg);
}

static void tear_down(void)
{
	ck_assert_int_eq(hs_store_close(store, &err), HS_OK);
	hs_arena_free(arena);
}

#define ck_assert_done(call) ck_assert_msg((call) == HS_OK, "%s", err.msg)

/* ── asking ─────────────────────────────────────────────────────────────────────────────── */

/* All rows of a query as text: columns between "|", NULL as "-", a line a row. */
static const char *rows_of(const char *sql)
{
	struct hs_str out = HS_STR_INIT;
	struct hs_query *query;
	const char *copy;
	int rc;

	ck_assert_done(hs_query_open(&query, store, sql, &err));
	while ((rc = hs_query_step(query, &err)) == HS_OK) {
		for (int i = 0; i < hs_query_columns(query); i++) {
			const char *text = hs_query_text(query, i);

			hs_str_addf(&out, "%s%s", i ? "|" : "", text ? text : "-");
		}
		hs_str_addc(&out, '\n');
	}
	ck_assert_msg(rc == HS_DONE, "%s", err.msg);
	hs_query_close(query);
	copy = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}

static const char *const tables[] = { "engine", "state", "article", "paragraph", "source", "source_span", "claim", "claim_span",
				      "claim_vector", "match", "article_fts_data", "claim_fts_data" };

/* Every row of every table. */
static const char *dump(void)
{
	struct hs_str out = HS_STR_INIT;
	const char *copy;

	for (int i = 0; i < ROWS(tables); i++)
		hs_str_addf(&out, "%s\n%s", tables[i], rows_of(hs_arena_printf(arena, "SELECT * FROM %s", tables[i])));
	copy = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}

static void tell(void *ctx, const char *line)
{
	hs_str_addf(ctx, "%s\n", line);
}

static void check_sound(void)
{
	struct hs_str lines = HS_STR_INIT;
	size_t problems;

	ck_assert_done(hs_store_verify(store, tell, &lines, &problems, &err));
	ck_assert_msg(problems == 0, "%s", lines.ptr);
	hs_str_release(&lines);
}

static enum hs_put put_as(const struct hs_extraction *found, const char *version)
{
	enum hs_put put;

	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, found, version, &put, &err));
	ck_assert_done(hs_store_commit(store, &err));
	return put;
}

static enum hs_put put(const struct story *story)
{
	return put_as(story_make(arena, story), "engine 1");
}

/* ── what goes in comes out ─────────────────────────────────────────────────────────────── */

static const struct { const char *sql, *rows; } told[] = {
	{ "SELECT outlet, published, headline, agency_copy, claims, sources, engine, older_versions FROM articles",
	  "Harbour Ledger|2021-03-04T08:00:00Z|Bridge was unsafe: engineer|0|6|3|engine 1|0\n" },
	{ "SELECT number, kind, field, start, end FROM paragraphs",
	  "0|headline|headline|0|27\n1|body|text|0|192\n2|body|text|194|345\n3|body|text|347|394\n" },
	{ "SELECT words FROM paragraphs WHERE number = 3", "Mayor Tomás Rennick denied that he was warned.\n" },
	{ "SELECT number, class, kind, name, claims, mentions, reason_code, specificity, people FROM sources",
	  "0|named|person|Maria Oduya|3|1|-|-|-\n"
	  "1|anonymous|individual|A city official|1|1|R1|2|1\n"
	  "2|named|person|Tomás Rennick|2|1|-|-|-\n" },
	{ "SELECT number, source, cue, content, told FROM claims ORDER BY number",
	  "0|engineer|:|Bridge was unsafe|-\n"
	  "1|chief engineer Maria Oduya|told|The Carver Street bridge was “days from failing” when it closed|reporters\n"
	  "2|she|said|We had no choice … and no warning|-\n"
	  "3|A city official|said the|the mayor had known for weeks|-\n"
	  "4|the mayor|had known|for weeks|-\n"
	  "5|Mayor Tomás Rennick|denied|that he was warned|-\n" },
	{ "SELECT number, source_class, source_kind, source_name, stance, quotation, paragraph, paragraph_kind FROM claims"
	  " WHERE number IN (0, 5) ORDER BY number",
	  "0|named|person|Maria Oduya|asserts|indirect|0|headline\n5|named|person|Tomás Rennick|denies|indirect|3|body\n" },
	{ "SELECT role, number, field, start, end, words FROM claim_spans WHERE claim_number = 2",
	  "content|0|text|140|156|We had no choice\ncontent|1|text|174|188|and no warning\n"
	  "cue|0|text|165|169|said\nsource|0|text|161|164|she\n" },
	{ "SELECT role, field, words FROM claim_spans WHERE claim_number = 0",
	  "content|headline|Bridge was unsafe\ncue|headline|: \nsource|headline|engineer\n" },
	{ "SELECT source_kind, cue, grant_words, reason_words, reason_meaning FROM anonymous_claims",
	  "individual|said the|on condition of anonymity|because she was not authorized to discuss the inquiry|"
	  "not authorised to speak\n" },
	{ "SELECT role, words FROM source_spans WHERE source_number = 1",
	  "grant|on condition of anonymity\nmention|A city official\n"
	  "reason|because she was\nnot authorized to discuss the inquiry\n" },
	{ "SELECT i.number, o.number FROM claims i JOIN claims o ON o.claim = i.outer_claim", "4|3\n" },
	{ "SELECT number, depth FROM claims WHERE depth > 0", "4|1\n" },
	{ "SELECT d.number, c.number FROM claims d JOIN claims c ON c.claim = d.answers_claim", "5|3\n" },
	{ "SELECT paragraph_words FROM claims WHERE number = 5", "Mayor Tomás Rennick denied that he was warned.\n" },
	{ "SELECT made, up_to_date FROM matching", "0|0\n" },
	{ "SELECT count(*), min(length(vector)) FROM claim_vector", "6|384\n" },
};

START_TEST(tells_what_was_put)
{
	ck_assert_int_eq(put(&story_bridge), HS_PUT_NEW);
	ck_assert_str_eq(rows_of(told[_i].sql), told[_i].rows);
}
END_TEST

/* Two who speak as one: with rows of their own, and without. */
static const struct { int32_t source; const char *sources, *members; } joint[] = {
	{ 0, "Maria Oduya; a clerk|Maria Oduya (named/person); a clerk (anonymous/individual)|1\n", "0|Maria Oduya|0\n1|a clerk|-\n" },
	{ -1, "Maria Oduya; a clerk|Maria Oduya (named/person); a clerk (anonymous/individual)|1\n", "0|Maria Oduya|-\n1|a clerk|-\n" },
};

START_TEST(keeps_members)
{
	struct hs_extraction *found = story_make(arena, &story_bridge), *again;
	struct hs_member members[] = {
		{ HS_KIND_PERSON, "Maria Oduya", joint[_i].source }, { HS_KIND_INDIVIDUAL, "a clerk", -1 },
	};
	enum hs_put how;

	found->sources[1] = (struct hs_source){ .kind = HS_KIND_PERSON, .name = "Maria Oduya; a clerk", .reason_code = -1,
						.specificity = -1, .members = members, .n_members = 2 };
	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, found, "engine 1", &how, &err));
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_str_eq(rows_of("SELECT name, members, claims FROM sources WHERE number = 1"), joint[_i].sources);
	ck_assert_str_eq(rows_of("SELECT number, name, source_number FROM source_members ORDER BY number"), joint[_i].members);
	ck_assert_str_eq(rows_of("SELECT count(*) FROM claims WHERE members IS NOT NULL"), "1\n");
	ck_assert_done(hs_store_load_found(&again, store, arena, 1, &err));
	ck_assert_uint_eq(again->sources[1].n_members, 2);
	ck_assert_int_eq(again->sources[1].members[0].source, joint[_i].source);
	ck_assert_str_eq(again->sources[1].members[1].name, "a clerk");
	ck_assert_int_eq(again->claims[5].answers, 3);
	ck_assert_int_eq(again->claims[0].answers, -1);
	ck_assert_uint_eq(again->claims[4].depth, 1);
	check_sound();
}
END_TEST

#define MENTIONS 3000

/* A list that was copied for each range more would take 36 MB here. */
START_TEST(loads_many_mentions_in_little_memory)
{
	struct story story = { .headline = "Many", .text = hs_arena_printf(arena, "%0*d", 2 * MENTIONS, 0) };
	struct hs_extraction *found = story_make(arena, &story), *again;
	struct hs_ranges mentions = { hs_arena_array(arena, MENTIONS, sizeof(*mentions.at)), MENTIONS };
	struct hs_arena *fresh = hs_arena_new();
	enum hs_put how;

	for (uint32_t i = 0; i < MENTIONS; i++)
		mentions.at[i] = (struct hs_range){ 2 * i, 2 * i + 1 };
	found->sources[found->n_sources++] = (struct hs_source){ .kind = HS_KIND_PERSON, .name = "0", .reason_code = -1, .specificity = -1,
								 .mentions = mentions };
	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, found, "engine 1", &how, &err));
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_done(hs_store_load_found(&again, store, fresh, 1, &err));
	ck_assert_uint_eq(again->sources[0].mentions.n, MENTIONS);
	ck_assert(memcmp(again->sources[0].mentions.at, mentions.at, MENTIONS * sizeof(*mentions.at)) == 0);
	ck_assert_uint_lt(hs_arena_used(fresh), 1 << 20);
	hs_arena_free(fresh);
}
END_TEST

/* Codes are looked up in tables: one that is in none must not get that far. */
static const char *const codes[] = { "R13", "R-1", "R", "R4x", "X", "R99999999999999999999" };

START_TEST(tells_of_reasons_that_there_are_not)
{
	struct hs_extraction *again;
	enum hs_put how;

	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, story_make(arena, &story_bridge), "engine 1", &how, &err));
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_done(hs_store_exec(store, hs_arena_printf(arena, "INSERT INTO reason VALUES ('%s', 'none'); UPDATE source SET reason_code = '%s'",
							    codes[_i], codes[_i]), &err));
	ck_assert_int_eq(hs_store_load_found(&again, store, arena, 1, &err), HS_ESTORE);
	ck_assert_ptr_nonnull(strstr(err.msg, "does not fit together"));
}
END_TEST

START_TEST(is_sound_after_put)
{
	put(&story_bridge);
	put(&story_ferry);
	put(&story_bridge_wire);
	check_sound();
}
END_TEST

/* An article of nothing but a text: every field that is not given is NULL, and it has no claims. */
START_TEST(keeps_bare_articles)
{
	struct story bare = { .text = "Nobody said anything.\n" };

	ck_assert_int_eq(put(&bare), HS_PUT_NEW);
	ck_assert_str_eq(rows_of("SELECT outlet, url, headline, published, text FROM articles"), "-|-|-|-|Nobody said anything.\n\n");
	ck_assert_int_eq(put(&bare), HS_PUT_KNOWN);
	check_sound();
}
END_TEST

/* ── the same twice ─────────────────────────────────────────────────────────────────────── */

START_TEST(same_article_twice_changes_nothing)
{
	const char *before;

	put(&story_bridge);
	put(&story_ferry);
	before = dump();
	ck_assert_int_eq(put(&story_bridge), HS_PUT_KNOWN);
	ck_assert_int_eq(put(&story_ferry), HS_PUT_KNOWN);
	ck_assert_str_eq(dump(), before);
}
END_TEST

START_TEST(same_story_in_two_outlets_is_two_articles)
{
	struct story other = story_ferry;

	other.outlet = "Coast FM";
	ck_assert_int_eq(put(&story_ferry), HS_PUT_NEW);
	ck_assert_int_eq(put(&other), HS_PUT_NEW);
	ck_assert_str_eq(rows_of("SELECT outlet FROM articles ORDER BY outlet"), "Coast FM\nIsland Radio\n");
	ck_assert_str_eq(rows_of("SELECT count(*) FROM claims"), "4\n");
}
END_TEST

START_TEST(has_means_by_the_same_engine)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);
	bool has;

	ck_assert_done(hs_store_has(store, found->article, "engine 1", &has, &err));
	ck_assert(!has);
	put(&story_bridge);
	ck_assert_done(hs_store_has(store, found->article, "engine 1", &has, &err));
	ck_assert(has);
	ck_assert_done(hs_store_has(store, found->article, "engine 2", &has, &err));
	ck_assert(!has);
}
END_TEST

static const char *stale_to(const char *version)
{
	struct hs_str out = HS_STR_INIT;
	const char *copy;
	int64_t *ids;
	size_t n;

	ck_assert_done(hs_store_stale(&ids, &n, store, arena, version, &err));
	for (size_t i = 0; i < n; i++)
		hs_str_addf(&out, "%d ", (int)ids[i]);
	copy = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}

START_TEST(tells_what_another_engine_has_read)
{
	put_as(story_make(arena, &story_bridge), "one");
	put_as(story_make(arena, &story_ferry), "two");
	ck_assert_str_eq(stale_to("one"), "2 ");
	ck_assert_str_eq(stale_to("two"), "1 ");
	ck_assert_str_eq(stale_to("three"), "1 2 ");
	put_as(story_make(arena, &story_bridge), "two");
	ck_assert_str_eq(stale_to("two"), "");
}
END_TEST

static const struct {
	const char *format, *headline, *byline, *text;
	const char *kinds;              /* of a page: of its lines, b(ody), c(aption) */
} read_again[] = {
	{ "text", NULL, NULL, "Bridge shut for weeks\n\nBy Ines Hale\n\nPORT HELM (Reuters) - The bridge is shut, a clerk said.\n\nIt is old.", NULL },
	{ "text", NULL, NULL, "The bridge is shut, a clerk said.\nIt is old.\n", NULL },
	{ "json", "Bridge shut", "Ines Hale", "PORT HELM (AP) -- The bridge is shut, a clerk said.\n\nIt is old.", NULL },
	{ "ndjson", "Bridge shut", NULL, "Bridge shut\n\nThe bridge is shut, a clerk said.\n\n(Reporting by Ines Hale)", NULL },
	{ "html", "Bridge shut", NULL, "A man on the bridge\nThe bridge is shut.\nPORT HELM (AP) -- It is old.", "cbb" },
};

static struct hs_article *read_first(const char *format, const char *headline, const char *byline, const char *text, const char *kinds)
{
	struct hs_article *article = hs_article_new(arena, text, strlen(text));
	struct hs_para paras[8];
	size_t n = 0, start = 0;

	article->format = format;
	article->headline = headline;
	article->byline = byline;
	article->path = "in";
	for (; kinds && kinds[n]; n++) {
		size_t len = strcspn(text + start, "\n");

		paras[n] = (struct hs_para){ { (uint32_t)start, (uint32_t)(start + len) }, kinds[n] == 'c' ? HS_PARA_CAPTION : HS_PARA_BODY };
		start += len + 1;
	}
	hs_article_finish(article, kinds ? paras : NULL, n);
	return article;
}

START_TEST(gives_articles_to_be_read_again)
{
	const struct hs_extraction found = {
		.article = read_first(read_again[_i].format, read_again[_i].headline, read_again[_i].byline, read_again[_i].text, read_again[_i].kinds),
	};
	const struct hs_article *first = found.article;
	struct hs_article *again;
	enum hs_put put;

	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, &found, "one", &put, &err));
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_done(hs_store_article(&again, store, arena, 1, &err));
	ck_assert_str_eq(again->key.hex, first->key.hex);
	ck_assert_str_eq(again->text, first->text);
	ck_assert_str_eq(again->format, first->format);
	ck_assert_str_eq(again->path, "in");
	ck_assert_pstr_eq(again->headline, first->headline);
	ck_assert_pstr_eq(again->byline, first->byline);
	ck_assert_pstr_eq(again->agency, first->agency);
	ck_assert_pstr_eq(again->dateline, first->dateline);
	ck_assert_uint_eq(again->text_len, first->text_len);
	ck_assert_uint_eq(again->full_len, first->full_len);
	ck_assert_uint_eq(again->n_paras, first->n_paras);
	for (size_t i = 0; i < first->n_paras; i++) {
		ck_assert_int_eq(again->paras[i].kind, first->paras[i].kind);
		ck_assert_uint_eq(again->paras[i].range.start, first->paras[i].range.start);
		ck_assert_uint_eq(again->paras[i].range.end, first->paras[i].range.end);
	}
}
END_TEST

START_TEST(another_engine_replaces_what_was_found)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);
	const char *kept, *article;

	put(&story_ferry);
	put_as(found, "engine 1");
	article = rows_of("SELECT article, text FROM articles ORDER BY article");
	kept = rows_of("SELECT claim FROM claims WHERE number = 2 AND headline IS NOT NULL");
	/* The second engine finds fewer claims, one of them the same with another source. */
	found->claims[0] = found->claims[2];
	found->claims[0].source = 1;
	found->n_claims = 1;
	found->agency_copy = true;
	found->agency = "Coastal Wire";
	ck_assert_int_eq(put_as(found, "engine 2"), HS_PUT_REPLACED);
	ck_assert_str_eq(rows_of("SELECT claim FROM claims WHERE headline IS NOT NULL"), kept);
	ck_assert_str_eq(rows_of("SELECT article, text FROM articles ORDER BY article"), article);
	ck_assert_str_eq(rows_of("SELECT engine, agency_copy, copy_agency, claims FROM articles ORDER BY outlet"),
			 "engine 2|1|Coastal Wire|1\nengine 1|0|-|2\n");
	ck_assert_int_eq(put_as(found, "engine 2"), HS_PUT_KNOWN);
	check_sound();
}
END_TEST

/* ── versions of a URL ──────────────────────────────────────────────────────────────────── */

/* Versions stored in this order; which one is current, and the order of all. Texts are "a", "b", "c". */
static const struct { struct { const char *published, *modified; } at[3]; const char *order; } versions[] = {
	{ { { "2021-03-01", NULL }, { "2021-03-02", NULL }, { "2021-03-03", NULL } }, "a<b b<c c" },
	{ { { "2021-03-03", NULL }, { "2021-03-02", NULL }, { "2021-03-01", NULL } }, "c<b b<a a" },
	{ { { NULL, NULL }, { NULL, NULL }, { NULL, NULL } }, "a<b b<c c" },
	{ { { "2021-03-01", NULL }, { "2021-03-01", NULL }, { "2021-03-01", NULL } }, "a<b b<c c" },
	{ { { "2021-03-01", "2021-03-09" }, { "2021-03-01", "2021-03-05" }, { "2021-03-01", NULL } }, "c<b b<a a" },
	{ { { "2021-03-01T23:00:00-05:00", NULL }, { "2021-03-02T01:00:00Z", NULL }, { "2021-03-02T09:00:00+04:00", NULL } },
	  "b<a a<c c" },
	{ { { "2021-03-02", NULL }, { NULL, NULL }, { "2021-03-01", NULL } }, "c<a a<b b" },
	{ { { "2021-03-01", NULL }, { NULL, NULL }, { "2021-03-02", NULL } }, "a<b b<c c" },
	{ { { "soon", NULL }, { "2021-03-01", NULL }, { "later", "never" } }, "a<b b<c c" },
};

/* How many pages are back at an older version. */
static uint64_t settle(void)
{
	uint64_t back;

	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_settle(store, &back, &err));
	ck_assert_done(hs_store_commit(store, &err));
	return back;
}

START_TEST(links_versions_of_a_url)
{
	static const char *const texts[] = { "a", "b", "c" };
	static const enum hs_put puts[] = { HS_PUT_NEW, HS_PUT_VERSION, HS_PUT_VERSION };
	const char *order;

	for (int again = 0; again < 2; again++)
		for (int i = 0; i < 3; i++) {
			struct story story = { .url = "https://x.example/1", .text = texts[i], .published = versions[_i].at[i].published,
					       .modified = versions[_i].at[i].modified };

			ck_assert_int_eq(put(&story), again ? HS_PUT_KNOWN : puts[i]);
		}
	ck_assert_uint_eq(settle(), 0);
	order = rows_of("SELECT v.text || coalesce('<' || n.text, '') FROM versions v LEFT JOIN versions n ON n.article = v.newer");
	for (const char *at = versions[_i].order; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL) {
		char link[8] = "";

		strncpy(link, at, strcspn(at, " "));
		ck_assert_msg(strstr(order, link) != NULL, "'%s' is not in '%s'", link, order);
	}
	ck_assert_str_eq(rows_of("SELECT text, older_versions FROM articles"),
			 hs_arena_printf(arena, "%c|2\n", versions[_i].order[strlen(versions[_i].order) - 1]));
	check_sound();
}
END_TEST

/* What comes in, a run each; how it is put (new, version, known, known and back at that); and which text stands at the end. */
static const struct { struct { const char *text, *modified; } at[5]; const char *puts, *stands; } changes[] = {
	{ { { "a", NULL }, { "b", NULL }, { "a", NULL } }, "nvb", "a" },
	{ { { "a", NULL }, { "b", NULL }, { "a", NULL }, { "b", NULL } }, "nvbb", "b" },
	{ { { "a", NULL }, { "b", NULL }, { "a", NULL }, { "a", NULL }, { "c", NULL } }, "nvbkv", "c" },
	{ { { "a", "2021-03-01" }, { "b", "2021-03-02" }, { "a", "2021-03-03" } }, "nvb", "a" },
	{ { { "a", "2021-03-01" }, { "b", "2021-03-01" }, { "a", "2021-03-01" } }, "nvb", "a" },
	{ { { "a", "2021-03-01" }, { "b", NULL }, { "a", "2021-03-01" } }, "nvb", "a" },
	/* an old copy that is read once more says nothing of today */
	{ { { "a", "2021-03-01" }, { "b", "2021-03-02" }, { "a", "2021-03-01" } }, "nvk", "b" },
	{ { { "a", "2021-03-01" }, { "a", "2021-03-05" }, { "b", "2021-03-03" } }, "nkv", "a" },
	{ { { "a", "2021-03-01" }, { "b", "2021-03-03" }, { "a", "2021-03-05" }, { "b", "2021-03-04" } }, "nvbk", "a" },
	{ { { "a", NULL }, { "a", "2021-03-05" }, { "b", "2021-03-03" } }, "nkv", "a" },
};

START_TEST(a_page_stands_as_it_was_last)
{
	static const char letters[] = { [HS_PUT_NEW] = 'n', [HS_PUT_KNOWN] = 'k', [HS_PUT_VERSION] = 'v' };

	for (int i = 0; changes[_i].puts[i]; i++) {
		struct story story = { .url = "https://x.example/1", .text = changes[_i].at[i].text, .modified = changes[_i].at[i].modified };

		char how = letters[put(&story)];

		ck_assert_int_eq(settle() ? 'b' : how, changes[_i].puts[i]);
	}
	ck_assert_str_eq(rows_of("SELECT text FROM articles"), hs_arena_printf(arena, "%s\n", changes[_i].stands));
	ck_assert_str_eq(rows_of("SELECT sum(current) FROM versions"), "1\n");
	check_sound();
}
END_TEST

START_TEST(what_is_seen_again_need_not_be_extracted)
{
	struct story a = { .url = "https://x.example/1", .text = "a" }, b = { .url = "https://x.example/1", .text = "b" };
	struct hs_extraction *found = story_make(arena, &a);

	put(&a);
	put(&b);
	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_see(store, found->article, &err));
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_uint_eq(settle(), 1);
	ck_assert_str_eq(rows_of("SELECT text FROM articles"), "a\n");
	ck_assert_uint_eq(settle(), 0);
}
END_TEST

START_TEST(the_last_of_a_run_stands)
{
	static const char *const runs[][4] = { { "a", "b" }, { "a", "b", "a" }, { "b", "a", "b", "a" }, { "a", "b" }, { "a", "b" }, { "b", "a", "c" } };
	static const uint64_t back[] = { 0, 1, 0, 1, 0, 0 };
	static const char *const stands[] = { "b\n", "a\n", "a\n", "b\n", "b\n", "c\n" };

	for (int run = 0; run < ROWS(runs); run++) {
		for (int i = 0; i < 4 && runs[run][i]; i++)
			put(&(struct story){ .url = "https://x.example/1", .text = runs[run][i] });
		ck_assert_uint_eq(settle(), back[run]);
		ck_assert_str_eq(rows_of("SELECT text FROM articles"), stands[run]);
	}
	check_sound();
}
END_TEST

START_TEST(views_show_current_versions)
{
	struct story changed = story_bridge;

	put(&story_bridge);
	changed.modified = "2021-03-05";
	changed.text = "The bridge is safe, Maria Oduya said.\n";
	memset(changed.claims, 0, sizeof(changed.claims));
	changed.claims[0] = (struct story_claim){ "Maria Oduya", "said", "The bridge is safe", NULL, "Maria Oduya", .kind = HS_KIND_PERSON };
	ck_assert_int_eq(put(&changed), HS_PUT_VERSION);
	ck_assert_str_eq(rows_of("SELECT content FROM claims"), "The bridge is safe\n");
	ck_assert_str_eq(rows_of("SELECT name FROM sources"), "Maria Oduya\n");
	ck_assert_str_eq(rows_of("SELECT count(*) FROM anonymous_claims"), "0\n");
	ck_assert_str_eq(rows_of("SELECT count(*), sum(current) FROM versions"), "2|1\n");
	ck_assert_str_eq(rows_of("SELECT count(*) FROM claim"), "7\n");
	check_sound();
}
END_TEST

/* ── batches ────────────────────────────────────────────────────────────────────────────── */

START_TEST(rollback_leaves_nothing)
{
	const char *before;
	enum hs_put how;

	put(&story_ferry);
	before = dump();
	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, story_make(arena, &story_bridge), "engine 2", &how, &err));
	hs_store_rollback(store);
	ck_assert_str_eq(dump(), before);
	put(&story_bridge);
	check_sound();
}
END_TEST

static void range_past_the_end(struct hs_extraction *found)
{
	found->claims[1].content.at[0].end = (uint32_t)found->article->full_len + 1;
}

static void range_into_the_headline(struct hs_extraction *found)
{
	found->claims[1].content.at[0].end = (uint32_t)found->article->text_len + 3;
}

static void range_of_nothing(struct hs_extraction *found)
{
	found->claims[1].cue.at[0].end = found->claims[1].cue.at[0].start;
}

static void range_backwards(struct hs_extraction *found)
{
	found->sources[1].reason.at[0].start = found->sources[1].reason.at[0].end + 1;
}

static void ranges_out_of_order(struct hs_extraction *found)
{
	found->claims[2].content.at[1] = found->claims[2].content.at[0];
}

static void source_that_is_not_there(struct hs_extraction *found)
{
	found->claims[1].source = 99;
}

static void paragraph_that_is_not_there(struct hs_extraction *found)
{
	found->claims[1].para = 99;
}

static void outer_that_is_not_there(struct hs_extraction *found)
{
	found->claims[1].outer = 99;
}

static void outer_that_is_itself(struct hs_extraction *found)
{
	found->claims[1].outer = 1;
}

static void member_that_is_not_there(struct hs_extraction *found)
{
	static struct hs_member members[2] = { { HS_KIND_PERSON, "Maria Oduya", 99 }, { HS_KIND_PERSON, "Tomás Rennick", 2 } };

	found->sources[1].members = members;
	found->sources[1].n_members = 2;
}

static void answered_that_is_not_there(struct hs_extraction *found)
{
	found->claims[1].answers = 99;
}

static void same_claim_twice(struct hs_extraction *found)
{
	found->claims[3] = found->claims[1];
}

static void confidence_of_no_number(struct hs_extraction *found)
{
	found->claims[1].confidence = NAN;
}

static void reason_of_no_code(struct hs_extraction *found)
{
	found->sources[1].reason_code = 13;
}

static void id_that_is_none(struct hs_extraction *found)
{
	found->claims[5].id.hex[0] = 'X';
}

static void (*const spoil[])(struct hs_extraction *) = {
	range_past_the_end, range_into_the_headline, range_of_nothing, range_backwards, ranges_out_of_order,
	source_that_is_not_there, paragraph_that_is_not_there, outer_that_is_not_there, outer_that_is_itself, same_claim_twice,
	member_that_is_not_there, answered_that_is_not_there,
	confidence_of_no_number, reason_of_no_code, id_that_is_none,
};

START_TEST(what_cannot_be_stored_costs_itself)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);
	enum hs_put how;

	spoil[_i](found);
	ck_assert_done(hs_store_begin(store, &err));
	ck_assert_done(hs_store_put(store, story_make(arena, &story_ferry), "engine 1", &how, &err));
	ck_assert_int_eq(hs_store_put(store, found, "engine 1", &how, &err), HS_EINTERNAL);
	ck_assert_msg(err.msg[0], "no message");
	ck_assert_done(hs_store_put(store, story_make(arena, &story_bridge_wire), "engine 1", &how, &err));
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_str_eq(rows_of("SELECT outlet FROM articles ORDER BY outlet"), "Island Radio\nValley Post\n");
	check_sound();
}
END_TEST

/* ── every value there is ───────────────────────────────────────────────────────────────── */

START_TEST(stores_every_kind_of_source)
{
	struct story story = story_ferry;

	story.claims[0].kind = story.claims[1].kind = _i;
	put(&story);
	ck_assert_str_eq(rows_of("SELECT DISTINCT class, kind FROM sources"),
			 hs_arena_printf(arena, "%s|%s\n", hs_class_word(hs_kind_class(_i)), hs_kind_word(_i)));
	check_sound();
}
END_TEST

START_TEST(stores_every_stance_and_quotation)
{
	struct hs_extraction *found = story_make(arena, &story_ferry);

	found->claims[0].stance = _i % HS_STANCE_N;
	found->claims[0].quotation = _i / HS_STANCE_N;
	put_as(found, "engine 1");
	ck_assert_str_eq(rows_of("SELECT stance, quotation FROM claims WHERE number = 0"),
			 hs_arena_printf(arena, "%s|%s\n", hs_stance_word(_i % HS_STANCE_N), hs_quotation_word(_i / HS_STANCE_N)));
}
END_TEST

START_TEST(stores_every_kind_of_paragraph)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);

	((struct hs_article *)found->article)->paras[2].kind = _i;
	found->n_claims = 0;
	put_as(found, "engine 1");
	ck_assert_str_eq(rows_of("SELECT kind FROM paragraphs WHERE number = 2"), hs_arena_printf(arena, "%s\n", hs_para_word(_i)));
}
END_TEST

START_TEST(has_every_reason)
{
	ck_assert_str_eq(rows_of(hs_arena_printf(arena, "SELECT meaning FROM reason WHERE code = 'R%d'", _i)),
			 hs_arena_printf(arena, "%s\n", hs_reason_word(_i)));
	ck_assert_str_eq(rows_of("SELECT count(*) FROM reason"), "13\n");
}
END_TEST

/* ── claims to the matcher and back ─────────────────────────────────────────────────────── */

static struct hs_match_claim *load(size_t *n)
{
	struct hs_match_claim *claims;

	ck_assert_done(hs_store_claims(store, arena, &claims, n, &err));
	return claims;
}

static uint32_t find(const struct hs_match_claim *claims, size_t n, const char *content)
{
	for (uint32_t i = 0; i < n; i++)
		if (strstr(claims[i].content, content))
			return i;
	ck_abort_msg("no claim with '%s'", content);
}

START_TEST(gives_claims_to_the_matcher)
{
	struct hs_match_claim *claims, *claim;
	size_t n;

	put(&story_bridge_wire);
	put(&story_bridge);
	claims = load(&n);
	ck_assert_uint_eq(n, 8);
	for (size_t i = 1; i < n; i++)
		ck_assert(strcmp(claims[i - 1].id.hex, claims[i].id.hex) < 0);
	claim = &claims[find(claims, n, "We had no choice … and no warning")];
	ck_assert_str_eq(claim->outlet, "Harbour Ledger");
	ck_assert_str_eq(claim->published, "2021-03-04T08:00:00Z");
	ck_assert_str_eq(claim->headline, "Bridge was unsafe: engineer");
	ck_assert_str_eq(claim->source, "she");
	ck_assert_str_eq(claim->name, "Maria Oduya");
	ck_assert_str_eq(claim->cue, "said");
	ck_assert_int_eq(claim->kind, HS_KIND_PERSON);
	ck_assert_int_eq(claim->stance, HS_ASSERTS);
	ck_assert(!strncmp(claim->context, "PORT ELM", 8) && strstr(claim->context, "no warning.”") && !strstr(claim->context, "mayor"));
	claim = &claims[find(claims, n, "that he was warned")];
	ck_assert_int_eq(claim->stance, HS_DENIES);
	ck_assert_str_eq(claim->context, "Mayor Tomás Rennick denied that he was warned.");
	claim = &claims[find(claims, n, "Bridge was unsafe")];
	ck_assert_str_eq(claim->context, "Bridge was unsafe: engineer");
}
END_TEST

START_TEST(context_runs_on_with_the_content)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);
	struct hs_match_claim *claims;
	struct hs_claim *claim = &found->claims[2];
	size_t n;

	found->n_claims = 3;
	claim->content.at[1] = found->article->paras[3].range;          /* runs on two paragraphs later */
	claim->id = hs_claim_key(found->article, claim);
	put_as(found, "engine 1");
	claims = load(&n);
	claim = NULL;
	ck_assert(strstr(claims[find(claims, n, "We had no choice")].context, "no warning.”\nMayor Tomás Rennick denied") != NULL);
}
END_TEST

START_TEST(vectors_keep_their_direction)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);
	struct hs_match_claim *claims;
	double product = 0, square = 0;
	const float *in, *out;
	size_t n;

	put_as(found, "engine 1");
	claims = load(&n);
	in = found->claims[_i].vector;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(claims[i].id.hex, found->claims[_i].id.hex)) {
			out = claims[i].vector;
			for (int k = 0; k < HS_VECTOR; k++) {
				product += in[k] * out[k];
				square += out[k] * out[k];
			}
		}
	ck_assert_double_eq_tol(square, 1, 1e-5);
	ck_assert_double_ge(product, 0.999);
}
END_TEST

START_TEST(claims_without_direction_have_no_vector)
{
	static const float none[HS_VECTOR];
	struct hs_extraction *found = story_make(arena, &story_ferry);
	struct hs_match_claim *claims;
	size_t n;

	found->claims[0].vector = NULL;
	found->claims[1].vector = none;
	put_as(found, "engine 1");
	claims = load(&n);
	ck_assert_uint_eq(n, 2);
	ck_assert_ptr_null(claims[0].vector);
	ck_assert_ptr_null(claims[1].vector);
}
END_TEST

START_TEST(keeps_matches)
{
	struct hs_match_claim *claims;
	struct hs_match matches[2] = { { .score = 0.91, .kind = HS_MATCH_SAME, .evidence = { 0.875, 0.5 } },
				       { .score = 0.625, .kind = HS_MATCH_CONTRADICTS, .evidence = { [HS_EVIDENCE_DAYS] = -1 } } };
	size_t n;

	put(&story_bridge);
	put(&story_bridge_wire);
	claims = load(&n);
	matches[0].a = find(claims, n, "days from failing” when");
	matches[0].b = find(claims, n, "it was found to be days");
	matches[1].a = find(claims, n, "that he was warned");
	matches[1].b = find(claims, n, "Rennick was warned");
	for (int again = 0; again < 2; again++) {
		ck_assert_done(hs_store_put_matches(store, claims, matches, 2, &err));
		ck_assert_str_eq(rows_of("SELECT kind, score, min(outlet_a, outlet_b), max(outlet_a, outlet_b), claim_a < claim_b,"
					 " evidence ->> 'vector', evidence ->> 'days' FROM matches ORDER BY kind DESC"),
				 "same|0.91|Harbour Ledger|Valley Post|1|0.875|0.0\n"
				 "contradicts|0.625|Harbour Ledger|Valley Post|1|0.0|-1.0\n");
		ck_assert_str_eq(rows_of("SELECT made, up_to_date FROM matching"), "1|1\n");
	}
	check_sound();
	put(&story_ferry);
	ck_assert_str_eq(rows_of("SELECT made, up_to_date FROM matching"), "1|0\n");
	load(&n);
	ck_assert_done(hs_store_put_matches(store, claims, NULL, 0, &err));
	ck_assert_str_eq(rows_of("SELECT count(*) FROM matches"), "0\n");
	ck_assert_str_eq(rows_of("SELECT made, up_to_date FROM matching"), "1|1\n");
}
END_TEST

START_TEST(matches_of_replaced_claims_are_left_out)
{
	struct hs_extraction *found = story_make(arena, &story_bridge);
	struct hs_match_claim *claims;
	struct hs_match match = { .score = 0.5, .kind = HS_MATCH_SAME };
	size_t n;

	put_as(found, "engine 1");
	put(&story_bridge_wire);
	claims = load(&n);
	match.a = find(claims, n, "that he was warned");
	match.b = find(claims, n, "Rennick was warned");
	found->n_claims = 1;
	put_as(found, "engine 2");
	ck_assert_done(hs_store_put_matches(store, claims, &match, 1, &err));
	ck_assert_str_eq(rows_of("SELECT count(*) FROM match"), "0\n");
	ck_assert_str_eq(rows_of("SELECT made, up_to_date FROM matching"), "1|0\n");
	check_sound();
}
END_TEST

/* ── search ─────────────────────────────────────────────────────────────────────────────── */

static const char *search(const char *words, int64_t limit)
{
	struct hs_str out = HS_STR_INIT;
	struct hs_query *query;
	const char *copy;
	int rc;

	if ((rc = hs_search_open(&query, store, words, "[", "]", limit, &err)) < 0)
		return rc == HS_EUSAGE ? "usage" : err.msg;
	while ((rc = hs_query_step(query, &err)) == HS_OK)
		hs_str_addf(&out, "%s %s: %s\n", hs_query_text(query, 0), hs_query_text(query, 4) ? hs_query_text(query, 4) : "-",
			    hs_query_text(query, 8));
	ck_assert_msg(rc == HS_DONE, "'%s': %s", words, err.msg);
	hs_query_close(query);
	copy = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}

static const struct { const char *words, *hits; } searches[] = {
	{ "sundays", "claim the operator: Ferries will run on [Sundays] from June\n" },
	{ "SUNDAY ferry", "claim the operator: [Ferries] will run on [Sundays] from June\n" },
	{ "\"run on sundays\"", "claim the operator: Ferries will [run on Sundays] from June\n" },
	{ "\"run sundays\"", "" },
	{ "ferr*", "claim the operator: [Ferries] will run on Sundays from June\n" },
	{ "tomas warned", "claim Tomás Rennick: that he was [warned]\n" },
	{ "complain", "claim an aide: Nobody [complained]\n" },
	{ "haqqani", "" },
	{ "wire", "article -: PORT ELM (Coastal [Wire])" },
	{ "", "usage" }, { " \t\n", "usage" },
	{ "—", "" }, { "\"", "" }, { "\"\"", "" }, { "*", "" }, { "(", "" }, { "AND sundays", "" }, { "sundays OR complained", "" }, { "NOT sundays", "" },
	{ "NEAR(", "" }, { "text:sundays", "" }, { "^sundays", "claim the operator: Ferries will run on [Sundays] from June\n" },
	{ "'sundays'", "claim the operator: Ferries will run on [Sundays] from June\n" },
	{ "sundays--", "claim the operator: Ferries will run on [Sundays] from June\n" },
	{ "\"sundays", "claim the operator: Ferries will run on [Sundays] from June\n" },
	{ "sun\"days\"", "" }, { "a+b", "" }, { "{x}", "" }, { "%s%n", "" }, { "\xff\xfe", "" }, { "sundays \xc3", "claim the operator" },
	{ "; DROP TABLE claim", "" }, { "-sundays", "claim the operator: Ferries will run on [Sundays] from June\n" },
};

START_TEST(searches_claims_and_articles)
{
	const char *hits;

	put(&story_ferry);
	put(&story_bridge);
	put(&story_bridge_wire);
	hits = search(searches[_i].words, 0);
	if (searches[_i].hits[0])
		ck_assert_msg(!strncmp(hits, searches[_i].hits, strlen(searches[_i].hits)), "'%s' found '%s'", searches[_i].words, hits);
	else
		ck_assert_msg(!hits[0], "'%s' found '%s'", searches[_i].words, hits);
}
END_TEST

START_TEST(searches_with_a_limit_and_without_old_versions)
{
	struct story changed = story_ferry;

	for (unsigned i = 0; i < 20; i++)
		put_as(story_number(arena, i), "engine 1");
	ck_assert_str_eq(search("boats 7", 0), "claim Ines Falk: The yard will build [7] [boats] this year\n");
	ck_assert_uint_eq(strlen(search("boats", 3)) / strlen("claim Ines Falk: The yard will build 7 [boats] this year\n"), 3);
	changed.url = "https://x.example/f";
	put(&changed);
	changed.text = "No ferries, the operator said, and an aide reported: Nobody complained. Ferries will run on Sundays from June.\n";
	put(&changed);
	ck_assert_str_eq(search("aide", 0), "claim an aide: Nobody complained\n");
	check_sound();
}
END_TEST

/* Of two databases with the same articles, put in in another order, every search tells the same. */
START_TEST(search_order_is_total)
{
	const char *forward, *backward;

	for (unsigned i = 0; i < 12; i++)
		put_as(story_number(arena, i), "engine 1");
	forward = search("order lost", 0);
	ck_assert_done(hs_store_close(store, &err));
	ck_assert_done(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err));
	for (unsigned i = 12; i-- > 0;)
		put_as(story_number(arena, i), "engine 1");
	backward = search("order lost", 0);
	ck_assert_uint_gt(strlen(forward), 100);
	ck_assert_str_eq(forward, backward);
}
END_TEST

/* ── queries ────────────────────────────────────────────────────────────────────────────── */

static const char *const no_queries[] = { "", "-- nothing", "DELETE FROM claim", "SELECT nothing FROM nowhere", "SELECT 1 WHERE",
					  "CREATE TABLE t (x)", "PRAGMA user_version = 9" };

START_TEST(queries_only_read)
{
	struct hs_query *query;

	ck_assert_int_lt(hs_query_open(&query, store, no_queries[_i], &err), 0);
	ck_assert(err.msg[0]);
}
END_TEST

START_TEST(queries_bind_and_tell_types)
{
	struct hs_query *query;

	ck_assert_done(hs_query_open(&query, store, "SELECT :a AS a, :b AS b, NULL AS c, 0.5 AS d", &err));
	hs_query_bind_text(query, ":a", "x' OR 1");
	hs_query_bind_int(query, ":b", -7);
	ck_assert_int_eq(hs_query_step(query, &err), HS_OK);
	ck_assert_int_eq(hs_query_columns(query), 4);
	ck_assert_str_eq(hs_query_name(query, 1), "b");
	ck_assert_str_eq(hs_query_text(query, 0), "x' OR 1");
	ck_assert_int_eq(hs_query_int(query, 1), -7);
	ck_assert(hs_query_is_null(query, 2) && !hs_query_text(query, 2));
	ck_assert_double_eq(hs_query_real(query, 3), 0.5);
	ck_assert(!hs_query_is_number(query, 0) && hs_query_is_number(query, 1) && hs_query_is_number(query, 3));
	ck_assert_int_eq(hs_query_step(query, &err), HS_DONE);
	hs_query_close(query);
	hs_query_close(NULL);
}
END_TEST

/* Sorted as the comparison sorts it, the view must not go through all claims for each claim. */
START_TEST(matches_are_read_from_the_pairs)
{
	struct hs_query *query;
	int scans = 0;

	ck_assert_done(hs_query_open(&query, store, "EXPLAIN QUERY PLAN SELECT * FROM matches ORDER BY claim_a, claim_b", &err));
	while (hs_query_step(query, &err) == HS_OK) {
		const char *step = hs_query_text(query, 3);

		ck_assert_msg(strncmp(step, "SCAN c", 6) != 0, "%s", step);
		scans += !strncmp(step, "SCAN m", 6);
	}
	hs_query_close(query);
	ck_assert_int_eq(scans, 1);
}
END_TEST

static const struct { const char *in, *out; } squeezed[] = {
	{ "said", "said" }, { "was\nnot  said", "was not said" }, { "  a\t b \r\n", "a b" }, { " ", "" }, { "é\n—", "é —" },
};

START_TEST(joins_words)
{
	struct hs_range range = { 0, (uint32_t)strlen(squeezed[_i].in) };
	struct hs_ranges ranges = { &range, 1 };

	ck_assert_str_eq(hs_words_join(arena, squeezed[_i].in, &ranges), squeezed[_i].out);
	ranges.n = 0;
	ck_assert_ptr_null(hs_words_join(arena, squeezed[_i].in, &ranges));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("store");
	TCase *tcase = tcase_create("store");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, tells_what_was_put, 0, ROWS(told));
	tcase_add_loop_test(tcase, keeps_members, 0, ROWS(joint));
	tcase_add_test(tcase, loads_many_mentions_in_little_memory);
	tcase_add_loop_test(tcase, tells_of_reasons_that_there_are_not, 0, ROWS(codes));
	tcase_add_test(tcase, is_sound_after_put);
	tcase_add_test(tcase, keeps_bare_articles);
	tcase_add_test(tcase, same_article_twice_changes_nothing);
	tcase_add_test(tcase, same_story_in_two_outlets_is_two_articles);
	tcase_add_test(tcase, has_means_by_the_same_engine);
	tcase_add_test(tcase, tells_what_another_engine_has_read);
	tcase_add_loop_test(tcase, gives_articles_to_be_read_again, 0, ROWS(read_again));
	tcase_add_test(tcase, another_engine_replaces_what_was_found);
	tcase_add_loop_test(tcase, links_versions_of_a_url, 0, ROWS(versions));
	tcase_add_loop_test(tcase, a_page_stands_as_it_was_last, 0, ROWS(changes));
	tcase_add_test(tcase, what_is_seen_again_need_not_be_extracted);
	tcase_add_test(tcase, the_last_of_a_run_stands);
	tcase_add_test(tcase, views_show_current_versions);
	tcase_add_test(tcase, rollback_leaves_nothing);
	tcase_add_loop_test(tcase, what_cannot_be_stored_costs_itself, 0, ROWS(spoil));
	tcase_add_loop_test(tcase, stores_every_kind_of_source, 0, HS_KIND_N);
	tcase_add_loop_test(tcase, stores_every_stance_and_quotation, 0, HS_STANCE_N * HS_QUOTATION_N);
	tcase_add_loop_test(tcase, stores_every_kind_of_paragraph, 0, HS_PARA_N);
	tcase_add_loop_test(tcase, has_every_reason, 0, 13);
	tcase_add_test(tcase, gives_claims_to_the_matcher);
	tcase_add_test(tcase, context_runs_on_with_the_content);
	tcase_add_loop_test(tcase, vectors_keep_their_direction, 0, STORY_CLAIMS);
	tcase_add_test(tcase, claims_without_direction_have_no_vector);
	tcase_add_test(tcase, keeps_matches);
	tcase_add_test(tcase, matches_of_replaced_claims_are_left_out);
	tcase_add_loop_test(tcase, searches_claims_and_articles, 0, ROWS(searches));
	tcase_add_test(tcase, searches_with_a_limit_and_without_old_versions);
	tcase_add_test(tcase, search_order_is_total);
	tcase_add_loop_test(tcase, queries_only_read, 0, ROWS(no_queries));
	tcase_add_test(tcase, queries_bind_and_tell_types);
	tcase_add_test(tcase, matches_are_read_from_the_pairs);
	tcase_add_loop_test(tcase, joins_words, 0, ROWS(squeezed));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
