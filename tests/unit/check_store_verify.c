/*
 * What a damaged disk or a foreign hand does to a database is told, line by line, and crashes nothing.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_p.h"
#include "story.h"
#include "unit.h"

static struct hs_arena *arena;
static struct hs_err err;
static char path[] = "store-verify-XXXXXX";
static unsigned char *sound;            /* the file as make_database() leaves it, made once */
static size_t sound_len;

#define ck_assert_done(call) ck_assert_msg((call) == HS_OK, "%s", err.msg)

static void put(struct hs_store *store, const struct story *story)
{
	enum hs_put how;

	ck_assert_done(hs_store_put(store, story_make(arena, story), "engine 1", &how, &err));
}

/* Three articles, one in two versions, and two matches: every table has rows. */
static void make_database(void)
{
	struct story newer = story_bridge;
	struct hs_match match = { .a = 0, .kind = HS_MATCH_SAME, .score = 0.5 };
	struct hs_match_claim *claims;
	struct hs_store *store;
	size_t n;

	newer.modified = "2021-04-01";
	newer.headline = "Bridge was unsafe: engineer says";
	newer.claims[1] = newer.claims[5];
	newer.claims[1].answers = 0;
	memset(&newer.claims[2], 0, sizeof(newer.claims[2]));
	newer.claims[2].cue = NULL;
	ck_assert_done(hs_store_open(&store, path, HS_STORE_CREATE, &err));
	ck_assert_done(hs_store_begin(store, &err));
	put(store, &story_ferry);
	put(store, &story_bridge);
	put(store, &newer);
	put(store, &story_bridge_wire);
	ck_assert_done(hs_store_commit(store, &err));
	ck_assert_done(hs_store_claims(store, arena, &claims, &n, &err));
	for (match.b = 1; strcmp(claims[match.b].article.hex, claims[0].article.hex) == 0; match.b++)
		;
	ck_assert_done(hs_store_put_matches(store, claims, &match, 1, &err));
	ck_assert_done(hs_store_close(store, &err));
}

static void load(void)
{
	FILE *fp = fopen(path, "rb");
	struct stat st;

	ck_assert(fp && fstat(fileno(fp), &st) == 0);
	sound_len = (size_t)st.st_size;
	sound = hs_malloc(sound_len);
	ck_assert_uint_eq(fread(sound, 1, sound_len, fp), sound_len);
	fclose(fp);
}

static void save(const unsigned char *bytes, size_t len)
{
	FILE *fp = fopen(path, "wb");

	ck_assert(fp && fwrite(bytes, 1, len, fp) == len && fclose(fp) == 0);
}

static void take_path(void)
{
	strcpy(path, "store-verify-XXXXXX");
	close(mkstemp(path));
}

static void set_up_once(void)
{
	arena = hs_arena_new();
	take_path();
	make_database();
	load();
	unlink(path);
	hs_arena_free(arena);
}

static void tear_down_once(void)
{
	free(sound);
}

static void set_up(void)
{
	arena = hs_arena_new();
	take_path();
	save(sound, sound_len);
}

static void tear_down(void)
{
	char side[64];

	unlink(path);
	snprintf(side, sizeof(side), "%s-wal", path);
	unlink(side);
	snprintf(side, sizeof(side), "%s-shm", path);
	unlink(side);
	hs_arena_free(arena);
}

static void tell(void *ctx, const char *line)
{
	hs_str_addf(ctx, "%s\n", line);
}

/* The lines of verify, or the message of the failure. */
static const char *verify(enum hs_store_mode mode, size_t *problems)
{
	struct hs_str lines = HS_STR_INIT;
	struct hs_store *store;
	const char *copy;

	*problems = 0;
	if (hs_store_open(&store, path, mode, &err) < 0)
		return err.msg;
	if (hs_store_verify(store, tell, &lines, problems, &err) < 0)
		hs_str_adds(&lines, err.msg);
	hs_store_close(store, NULL);
	copy = hs_arena_strn(arena, lines.ptr, lines.len);
	hs_str_release(&lines);
	return copy;
}

START_TEST(a_sound_file_has_no_problems)
{
	size_t problems;

	ck_assert_str_eq(verify(HS_STORE_READ, &problems), "");
	ck_assert_str_eq(verify(HS_STORE_WRITE, &problems), "");
	ck_assert_int_eq(chmod(path, 0444), 0);
	ck_assert_str_eq(verify(HS_STORE_READ, &problems), "");
}
END_TEST

/* What another program can do to the tables, without foreign keys or care. */
static const struct { const char *sql, *line; } damages[] = {
	{ "UPDATE article SET text = text || 'x' WHERE outlet = 'Island Radio'", "its key is not that of its content" },
	{ "UPDATE article SET headline = 'Another' WHERE outlet = 'Valley Post'", "its key is not that of its content" },
	{ "UPDATE article SET url = 'https://elsewhere.example/' WHERE outlet = 'Valley Post'", "its key is not that of its content" },
	{ "UPDATE article SET text = replace(text, 'Ferries', 'Barges ')", "full-text index 'article_fts' does not agree" },
	{ "UPDATE article SET byline = CAST(x'41ff42' AS TEXT)", "column 'byline' is not well-formed UTF-8" },
	{ "UPDATE source SET name = CAST(x'41c3' AS TEXT)", "column 'name' is not well-formed UTF-8" },
	{ "UPDATE article SET dateline = 'A' || char(0) || 'B'", "column 'dateline' is not well-formed UTF-8 without NUL" },
	{ "UPDATE claim SET content_words = 'They never said so' WHERE number = 0", "the words of 'content' are not those of its spans" },
	{ "UPDATE claim SET told_words = 'the press' WHERE number = 0", "the words of 'told' are not those of its spans" },
	{ "UPDATE claim SET source_words = NULL WHERE number = 0", "the words of 'source' are not those of its spans" },
	{ "UPDATE source SET reason_words = 'because' WHERE reason_words IS NOT NULL", "the words of 'reason' are not those" },
	{ "UPDATE claim SET speaker = 'Somebody' WHERE number = 0", "its speaker is not the name of its source" },
	{ "UPDATE claim SET source_id = (SELECT max(id) FROM source)", "its source belongs to another article" },
	{ "UPDATE claim SET outer_id = (SELECT max(id) FROM claim) WHERE id = 1", "the claim it stands in belongs to another article" },
	{ "UPDATE claim SET answers_id = (SELECT max(id) FROM claim) WHERE id = 1", "the claim it answers belongs to another article" },
	{ "UPDATE claim SET depth = 3 WHERE id = 1", "its depth is not one more than that of the claim it stands in" },
	{ "INSERT INTO source_member VALUES (1, 0, (SELECT max(id) FROM source), 'named', 'person', 'A')",
	  "one of its members belongs to another article" },
	{ "UPDATE claim SET key = 'ffffffffffffffffffffffffffffffff' WHERE id = 1", "its key is not that of its spans" },
	{ "UPDATE claim_span SET end = 100000 WHERE claim_id = 1 AND role = 'content'", "span 'content' lies outside its text" },
	{ "UPDATE claim_span SET start = start + 1 WHERE claim_id = 1 AND role = 'cue'", "claim 0: " },
	{ "UPDATE claim_span SET field = 'headline' WHERE claim_id = 1", "lies outside its text" },
	{ "DELETE FROM claim_span WHERE claim_id = 1 AND role = 'cue'", "its key is not that of its spans" },
	{ "UPDATE source_span SET end = start + 40000000", "span 'mention' lies outside its text" },
	{ "UPDATE paragraph SET end = end + 7000", "lies outside its text" },
	{ "UPDATE paragraph SET start = start + 10 WHERE number = 1", "cuts a character" },
	{ "UPDATE paragraph SET kind = 'comment'", "stands in a paragraph of kind 'comment'" },
	{ "DELETE FROM source", "refers to a row of 'source' that is not there" },
	{ "DELETE FROM paragraph", "refers to a row of 'paragraph' that is not there" },
	{ "DELETE FROM engine", "refers to a row of 'engine' that is not there" },
	{ "DELETE FROM state", "table 'state' has no row" },
	{ "DELETE FROM claim WHERE id = 1", "full-text index 'claim_fts' does not agree" },
	{ "DELETE FROM article WHERE newer_id IS NULL AND url IS NOT NULL", "refers to a row of 'article' that is not there" },
	{ "UPDATE article SET newer_id = (SELECT id FROM article WHERE url IS NULL) WHERE newer_id IS NOT NULL", "is of another URL" },
	{ "UPDATE article SET newer_id = (SELECT a.id FROM article a WHERE a.url = article.url AND a.id <> article.id)"
	  " WHERE newer_id IS NULL AND url LIKE '%bridge'", "no version of its URL is the current one" },
	{ "UPDATE match SET evidence = '{\"vector\": '", "its evidence is not JSON" },
	{ "UPDATE match SET claim_a = claim_b, claim_b = claim_a", "in wrong order or of one article" },
	{ "PRAGMA ignore_check_constraints = 1; UPDATE claim SET confidence = 7", "CHECK constraint failed" },
	{ "PRAGMA ignore_check_constraints = 1; UPDATE source SET kind = 'ghost'", "CHECK constraint failed" },
	{ "PRAGMA ignore_check_constraints = 1; UPDATE claim_span SET role = 'ghost' WHERE role = 'told'", "CHECK constraint failed" },
	{ "PRAGMA ignore_check_constraints = 1; UPDATE claim_vector SET vector = x'00'", "CHECK constraint failed" },
	{ "DROP VIEW claims; CREATE VIEW claims AS SELECT 'nothing' AS content", "view 'claims' is missing or was altered" },
	{ "DROP TABLE match", "table 'match' is missing or was altered" },
	{ "DROP INDEX article_current", "index 'article_current' is missing or was altered" },
	{ "INSERT INTO claim_fts (claim_fts) VALUES ('delete-all')", "full-text index 'claim_fts' does not agree" },
	{ "DELETE FROM article_fts_data WHERE id > 10", "article_fts" },
	{ "DROP TABLE claim_fts_idx", "claim_fts" },
};

static void damage(const char *sql)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

START_TEST(tells_each_damage)
{
	size_t problems;
	const char *lines;

	damage(damages[_i].sql);
	lines = verify(HS_STORE_READ, &problems);
	ck_assert_msg(strstr(lines, damages[_i].line) != NULL, "after '%s': no '%s' in '%s'", damages[_i].sql, damages[_i].line, lines);
	ck_assert_msg(problems > 0, "no problem, but '%s'", lines);
	ck_assert_int_eq(chmod(path, 0444), 0);
	ck_assert_str_eq(verify(HS_STORE_READ, &problems), lines);
}
END_TEST

/* Half of the file is gone. */
START_TEST(tells_that_pages_are_missing)
{
	size_t problems;
	const char *lines;

	ck_assert_int_eq(truncate(path, (off_t)(sound_len / 8192 * 4096)), 0);
	lines = verify(HS_STORE_READ, &problems);
	ck_assert_msg(problems > 0 || strstr(lines, "is damaged"), "'%s'", lines);
}
END_TEST

/* Lines go to a terminal. */
START_TEST(lines_carry_no_control_bytes)
{
	size_t problems;
	const char *lines;

	damage("PRAGMA ignore_check_constraints = 1; UPDATE article SET key = 'a' || char(27) || '[2Jb' WHERE id = 1");
	lines = verify(HS_STORE_READ, &problems);
	ck_assert_uint_gt(problems, 0);
	ck_assert_ptr_null(strchr(lines, 27));
}
END_TEST

/* ── files that were made to do harm ────────────────────────────────────────────────────── */

/* Everything that is done with a file, whatever comes of it. */
static void use(void)
{
	static const char *const views[] = { "articles", "versions", "paragraphs", "sources", "source_spans", "claims", "claim_spans",
					     "anonymous_claims", "matches", "matching" };
	struct hs_str lines = HS_STR_INIT;
	struct hs_match_claim *claims;
	struct hs_query *query;
	struct hs_store *store;
	size_t problems, n;
	enum hs_put how;

	if (hs_store_open(&store, path, HS_STORE_READ, &err) == HS_OK) {
		for (int i = 0; i < ROWS(views); i++) {
			if (hs_query_open(&query, store, hs_arena_printf(arena, "SELECT * FROM %s", views[i]), &err) < 0)
				continue;
			for (int rows = 0; rows < 1000 && hs_query_step(query, &err) == HS_OK; rows++)
				for (int c = 0; c < hs_query_columns(query); c++)
					hs_query_text(query, c);
			hs_query_close(query);
		}
		if (hs_search_open(&query, store, "bridge", "[", "]", 10, &err) == HS_OK) {
			while (hs_query_step(query, &err) == HS_OK)
				;
			hs_query_close(query);
		}
		hs_store_claims(store, arena, &claims, &n, &err);
		hs_store_verify(store, tell, &lines, &problems, &err);
		hs_store_close(store, NULL);
	}
	if (hs_store_open(&store, path, HS_STORE_CREATE, &err) == HS_OK) {
		if (hs_store_begin(store, &err) == HS_OK) {
			if (hs_store_put(store, story_number(arena, 1), "engine 2", &how, &err) == HS_OK &&
			    hs_store_put(store, story_make(arena, &story_bridge), "engine 2", &how, &err) == HS_OK)
				hs_store_commit(store, &err);
			else
				hs_store_rollback(store);
		}
		hs_store_close(store, NULL);
	}
	hs_str_release(&lines);
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

START_TEST(survives_random_damage)
{
	uint32_t state = 2463534242u + (uint32_t)_i * 2654435761u;
	unsigned char *spoiled = hs_arena_alloc(arena, sound_len);

	for (int round = 0; round < 6; round++) {
		size_t cut = next_random(&state) % 4 ? sound_len : next_random(&state) % sound_len;

		memcpy(spoiled, sound, sound_len);
		for (uint32_t n = 1 + next_random(&state) % 40; n > 0; n--)
			spoiled[100 + next_random(&state) % (sound_len - 100)] = (unsigned char)next_random(&state);
		save(spoiled, cut);
		use();
	}
}
END_TEST

/* Rows that our code would never write, and that its readers must bear. */
static const char *const hostile[] = {
	"PRAGMA ignore_check_constraints = 1; UPDATE paragraph SET start = -9223372036854775807, end = 9223372036854775807",
	"PRAGMA ignore_check_constraints = 1; UPDATE claim_span SET start = 5, end = 2",
	"PRAGMA ignore_check_constraints = 1; UPDATE claim_span SET start = 4294967296, end = 4294967300",
	"PRAGMA ignore_check_constraints = 1; UPDATE claim SET key = substr(key, 2), stance = '', quotation = 'x'",
	"PRAGMA ignore_check_constraints = 1; UPDATE article SET key = printf('%.*c', 5000, 'k') || id",
	"PRAGMA ignore_check_constraints = 1; UPDATE claim_vector SET vector = zeroblob(383)",
	"PRAGMA ignore_check_constraints = 1; UPDATE claim_vector SET vector = zeroblob(384)",
	"UPDATE article SET text = '', headline = NULL",
	"UPDATE article SET text = CAST(x'ffffffff' AS TEXT), headline = CAST(x'c3' AS TEXT)",
	"UPDATE claim SET paragraph = 9999999",
	"UPDATE claim SET outer_id = id + 1",
	"UPDATE article SET newer_id = CASE id WHEN 1 THEN 2 ELSE 1 END",
	"UPDATE source SET class = 'named', kind = 'person', name = NULL",
	"DELETE FROM article",
	"DELETE FROM state",
	"DROP VIEW claims; CREATE VIEW claims AS WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c LIMIT 5",
	"CREATE TRIGGER harm AFTER INSERT ON article BEGIN DELETE FROM claim; SELECT load_extension('harm.so'); END",
	"CREATE TRIGGER harm BEFORE INSERT ON claim BEGIN SELECT RAISE(ABORT, 'no'); END",
	"DROP TABLE claim; CREATE TABLE claim (id, key, article_id)",
	"DROP TABLE article_fts; CREATE TABLE article_fts (headline, text)",
	"UPDATE claim_fts_data SET block = zeroblob(length(block))",
	"UPDATE article_fts_config SET v = 99",
};

START_TEST(bears_hostile_rows)
{
	damage(hostile[_i]);
	use();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("store_verify");
	TCase *tcase = tcase_create("store_verify");

	tcase_add_unchecked_fixture(tcase, set_up_once, tear_down_once);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_sound_file_has_no_problems);
	tcase_add_loop_test(tcase, tells_each_damage, 0, ROWS(damages));
	tcase_add_test(tcase, tells_that_pages_are_missing);
	tcase_add_test(tcase, lines_carry_no_control_bytes);
	tcase_add_loop_test(tcase, survives_random_damage, 0, 20);
	tcase_add_loop_test(tcase, bears_hostile_rows, 0, ROWS(hostile));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
