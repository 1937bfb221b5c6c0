/*
 * verify - is the file still what was put into it?
 *
 * SQLite checks its pages and constraints, FTS5 its indexes. The rest is ours: that rows agree with each other, that ids are
 * those which the content gives, that every range lies in its text, that joined words are those of their ranges.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "store/store_p.h"

struct verifier {
	struct hs_store *store;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	size_t problems;
};

static void problem(struct verifier *verifier, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void problem(struct verifier *verifier, const char *fmt, ...)
{
	struct hs_err line;
	char raw[HS_ERR_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(raw, sizeof(raw), fmt, args);
	va_end(args);
	hs_fail(&line, HS_ESTORE, "%s", raw);   /* what a file says may hold anything: nothing in it steers a terminal */
	verifier->problems++;
	verifier->tell(verifier->ctx, line.msg);
}

/* A check that the file's own damage stops has found something; one that a lock or a full disk stops has not. */
static bool is_damage(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR:
		return true;
	default:
		return false;
	}
}

static const char *text_at(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return text ? text : "";
}

/* Call `row` for each row of `sql`. */
static int each(struct verifier *verifier, const char *sql, void (*row)(struct verifier *, sqlite3_stmt *), struct hs_err *err)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(verifier->store->db, sql, -1, &stmt, NULL);

	if (rc != SQLITE_OK)
		return hs_store_fail(verifier->store, rc, err);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		row(verifier, stmt);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? HS_OK : hs_store_fail(verifier->store, rc, err);
}

static void tell_row(struct verifier *verifier, sqlite3_stmt *stmt)
{
	problem(verifier, "%s", text_at(stmt, 0));
}

/* ── what SQLite checks ─────────────────────────────────────────────────────────────────── */

static void tell_integrity(struct verifier *verifier, sqlite3_stmt *stmt)
{
	if (strcmp(text_at(stmt, 0), "ok"))
		problem(verifier, "%s", text_at(stmt, 0));
}

static int check_pages(struct verifier *verifier, struct hs_err *err)
{
	return each(verifier, "PRAGMA integrity_check", tell_integrity, err);
}

static void tell_foreign_key(struct verifier *verifier, sqlite3_stmt *stmt)
{
	problem(verifier, "table '%s' row %s: refers to a row of '%s' that is not there", text_at(stmt, 0), text_at(stmt, 1),
		text_at(stmt, 2));
}

static int check_foreign_keys(struct verifier *verifier, struct hs_err *err)
{
	return each(verifier, "PRAGMA foreign_key_check", tell_foreign_key, err);
}

/* ── the schema is the one that was made ────────────────────────────────────────────────── */

static int check_object(struct verifier *verifier, sqlite3_stmt *want, struct hs_err *err)
{
	sqlite3 *db = verifier->store->db;
	sqlite3_stmt *got;
	int rc = sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 AND sql IS ?3", -1, &got, NULL);

	for (int i = 0; i < 3 && rc == SQLITE_OK; i++)
		rc = sqlite3_bind_value(got, i + 1, sqlite3_column_value(want, i));
	if (rc == SQLITE_OK)
		rc = sqlite3_step(got);
	if (rc == SQLITE_DONE)
		problem(verifier, "%s '%s' is missing or was altered", text_at(want, 0), text_at(want, 1));
	rc = rc == SQLITE_DONE || rc == SQLITE_ROW ? HS_OK : hs_store_fail(verifier->store, rc, err);
	sqlite3_finalize(got);
	return rc;
}

static int check_schema(struct verifier *verifier, struct hs_err *err)
{
	struct hs_store *fresh;
	sqlite3_stmt *want;
	int rc = hs_store_open(&fresh, NULL, HS_STORE_MEMORY, err), step;

	if (rc < 0)
		return rc;
	step = sqlite3_prepare_v2(fresh->db, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", -1, &want, NULL);
	while (rc == HS_OK && (step == SQLITE_OK || step == SQLITE_ROW) && (step = sqlite3_step(want)) == SQLITE_ROW)
		rc = check_object(verifier, want, err);
	if (rc == HS_OK && step != SQLITE_DONE)
		rc = hs_store_fail(fresh, step, err);
	sqlite3_finalize(want);
	hs_store_close(fresh, NULL);
	return rc;
}

/* ── rows agree with each other: each query gives a line for each row that does not ─────── */

static const char *const rules[] = {
	"SELECT format('article ''%s'': the version after it is of another URL', a.key)"
	" FROM article a JOIN article n ON n.id = a.newer_id WHERE n.url IS NOT a.url",

	"SELECT format('article ''%s'': no version of its URL is the current one', min(key))"
	" FROM article GROUP BY coalesce(url, key) HAVING sum(newer_id IS NULL) = 0",

	"SELECT format('claim ''%s'': its source belongs to another article', c.key)"
	" FROM claim c JOIN source s ON s.id = c.source_id WHERE s.article_id <> c.article_id",

	"SELECT format('claim ''%s'': its speaker is not the name of its source', c.key)"
	" FROM claim c JOIN source s ON s.id = c.source_id WHERE c.speaker IS NOT s.name",

	"SELECT format('claim ''%s'': the claim it stands in belongs to another article', c.key)"
	" FROM claim c JOIN claim o ON o.id = c.outer_id WHERE o.article_id <> c.article_id",

	"SELECT format('claim ''%s'': the claim it answers belongs to another article', c.key)"
	" FROM claim c JOIN claim o ON o.id = c.answers_id WHERE o.article_id <> c.article_id",

	"SELECT format('claim ''%s'': its depth is not one more than that of the claim it stands in', c.key)"
	" FROM claim c LEFT JOIN claim o ON o.id = c.outer_id WHERE c.depth <> coalesce(o.depth + 1, 0)",

	"SELECT format('source %d of article ''%s'': one of its members belongs to another article', s.number, a.key)"
	" FROM source_member m JOIN source s ON s.id = m.source_id JOIN source o ON o.id = m.member_id JOIN article a ON a.id = s.article_id"
	" WHERE o.article_id <> s.article_id",

	"SELECT format('claim ''%s'': stands in a paragraph of kind ''%s''', c.key, p.kind)"
	" FROM claim c JOIN paragraph p ON p.article_id = c.article_id AND p.number = c.paragraph"
	" WHERE p.kind NOT IN ('body', 'headline')",

	"SELECT format('match of claims ''%s'' and ''%s'': in wrong order or of one article', a.key, b.key)"
	" FROM match m JOIN claim a ON a.id = m.claim_a JOIN claim b ON b.id = m.claim_b"
	" WHERE a.key >= b.key OR a.article_id = b.article_id",

	"SELECT format('match of claims ''%s'' and ''%s'': its evidence is not JSON', a.key, b.key)"
	" FROM match m JOIN claim a ON a.id = m.claim_a JOIN claim b ON b.id = m.claim_b WHERE NOT json_valid(m.evidence)",

	"SELECT format('review ''%s'': is not placed', r.key) FROM review r"
	" WHERE r.about <> 'review' AND NOT EXISTS (SELECT 1 FROM review_place p WHERE p.review_id = r.id)",

	"SELECT format('review ''%s'': is in force beside another one', r.key) FROM ruling g JOIN review r ON r.id = g.review_id"
	" WHERE g.aspect <> 'note' AND EXISTS (SELECT 1 FROM ruling o WHERE o.review_id < g.review_id AND o.about = g.about"
	" AND o.aspect = g.aspect AND (o.source_id = g.source_id OR o.claim_id = g.claim_id))",

	"SELECT format('review ''%s'': stands outside its article', r.key) FROM review_place p JOIN review r ON r.id = p.review_id"
	" JOIN article a ON a.id = p.article_id WHERE p.state <> 'orphaned' AND"
	" p.end > length(CAST(CASE p.field WHEN 'text' THEN a.text ELSE a.headline END AS BLOB))",

	"SELECT format('article ''%s'': passage %d lies outside its text', a.key, p.number)"
	" FROM passage p JOIN article a ON a.id = p.article_id WHERE p.end > length(CAST(a.text AS BLOB))",

	"SELECT 'table ''state'' has no row' WHERE NOT EXISTS (SELECT 1 FROM state)",
};

static int check_rules(struct verifier *verifier, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]) && rc == HS_OK; i++)
		rc = each(verifier, rules[i], tell_row, err);
	return rc;
}

/* ── every text is UTF-8 without NUL ────────────────────────────────────────────────────── */

static void check_texts_of_row(struct verifier *verifier, sqlite3_stmt *stmt)
{
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		const char *text;
		size_t len;

		if (sqlite3_column_type(stmt, i) != SQLITE_TEXT)
			continue;
		text = text_at(stmt, i);
		len = (size_t)sqlite3_column_bytes(stmt, i);
		if (hs_utf8_check(text, len) != len || memchr(text, '\0', len))
			problem(verifier, "table '%s' row %s: column '%s' is not well-formed UTF-8 without NUL",
				sqlite3_column_table_name(stmt, i), text_at(stmt, 0), sqlite3_column_name(stmt, i));
	}
}

static int check_texts(struct verifier *verifier, struct hs_err *err)
{
	static const char *const tables[] = { "engine", "article", "paragraph", "reason", "source", "source_span", "claim",
					      "source_member", "claim_span", "match", "review", "review_place" };
	int rc = HS_OK;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) && rc == HS_OK; i++) {
		char sql[64];

		snprintf(sql, sizeof(sql), "SELECT * FROM %s", tables[i]);
		rc = each(verifier, sql, check_texts_of_row, err);
	}
	return rc;
}

/* ── ranges, joined words, keys ─────────────────────────────────────────────────────────── */

#define MAX_ROLES 5

/* One source or claim, and the words that its roles should have. */
struct owner {
	const char *what;               /* "source", "claim" */
	int64_t number;
	enum hs_stmt spans;
	const char *const *roles;       /* their words stand in columns 2, 3, ... of the owner's row */
	int n_roles;
	bool first_unsaid;              /* the words of the first role are not stored */
	struct hs_ranges ranges[MAX_ROLES];
	size_t room[MAX_ROLES];
};

static const char *const source_roles[] = { "mention", "grant", "reason", "basis" };
static const char *const claim_roles[] = { "source", "cue", "content", "told", "through" };

static int check_paragraphs(struct verifier *verifier, const struct hs_article *article, int64_t article_id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(verifier->store, HS_STMT_VERIFY_PARAGRAPHS);
	struct hs_range range;
	int rc;

	hs_row_int(&row, article_id);
	while ((rc = hs_row_step(&row, err)) == HS_OK)
		if (!hs_place_load(&range, article, &row, 1))
			problem(verifier, "article '%s': paragraph %s lies outside its text or cuts a character", article->key.hex,
				text_at(row.stmt, 0));
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static int role_of(const struct owner *owner, const char *word)
{
	for (int i = 0; i < owner->n_roles; i++)
		if (!strcmp(owner->roles[i], word))
			return i;
	return -1;                      /* integrity_check has told it */
}

static int load_ranges(struct verifier *verifier, struct owner *owner, const struct hs_article *article, int64_t id,
		       bool *sound, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(verifier->store, owner->spans);
	struct hs_range range;
	int rc;

	*sound = true;
	hs_row_int(&row, id);
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		int role = role_of(owner, text_at(row.stmt, 0));
		struct hs_ranges *ranges = &owner->ranges[role < 0 ? 0 : role];

		if (role < 0 || !hs_place_load(&range, article, &row, 1)) {
			problem(verifier, "article '%s': %s %" PRId64 ": span '%s' lies outside its text or cuts a character",
				article->key.hex, owner->what, owner->number, text_at(row.stmt, 0));
			*sound = false;
			continue;
		}
		ranges->at = hs_arena_grow(article->arena, ranges->at, ranges->n, ranges->n + 1, &owner->room[role], sizeof(range));
		ranges->at[ranges->n++] = range;
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static bool same_words(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void check_words(struct verifier *verifier, const struct owner *owner, const struct hs_article *article, struct hs_row *row)
{
	for (int i = owner->first_unsaid; i < owner->n_roles; i++)
		if (!same_words(hs_row_get_text(row, 2 + i), hs_words_join(article->arena, article->text, &owner->ranges[i])))
			problem(verifier, "article '%s': %s %" PRId64 ": the words of '%s' are not those of its spans",
				article->key.hex, owner->what, owner->number, owner->roles[i]);
}

static void check_claim_key(struct verifier *verifier, const struct owner *owner, const struct hs_article *article, struct hs_row *row)
{
	struct hs_claim claim = { .source_spans = owner->ranges[0], .cue = owner->ranges[1], .content = owner->ranges[2] };

	if (strcmp(hs_claim_key(article, &claim).hex, text_at(row->stmt, 7)))
		problem(verifier, "article '%s': claim %" PRId64 ": its key is not that of its spans", article->key.hex, owner->number);
}

static int check_owners(struct verifier *verifier, const struct owner *kind, enum hs_stmt stmt, const struct hs_article *article,
			int64_t article_id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(verifier->store, stmt);
	bool sound;
	int rc;

	hs_row_int(&row, article_id);
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		struct owner owner = *kind;

		owner.number = sqlite3_column_int64(row.stmt, 1);
		rc = load_ranges(verifier, &owner, article, sqlite3_column_int64(row.stmt, 0), &sound, err);
		if (rc < 0)
			break;
		if (!sound)
			continue;
		check_words(verifier, &owner, article, &row);
		if (owner.roles == claim_roles)
			check_claim_key(verifier, &owner, article, &row);
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static int check_article(struct verifier *verifier, struct hs_row *row, struct hs_err *err)
{
	static const struct owner sources = { .what = "source", .spans = HS_STMT_VERIFY_SOURCE_SPANS, .roles = source_roles,
					      .n_roles = 4, .first_unsaid = true };
	static const struct owner claims = { .what = "claim", .spans = HS_STMT_VERIFY_CLAIM_SPANS, .roles = claim_roles,
					     .n_roles = 5 };
	const struct hs_article *article = hs_article_load(verifier->store->scratch, row);
	int64_t id = sqlite3_column_int64(row->stmt, 0);
	int rc;

	if (strcmp(hs_article_key(article).hex, article->key.hex))
		problem(verifier, "article '%s': its key is not that of its content", article->key.hex);
	if ((rc = check_paragraphs(verifier, article, id, err)) < 0 ||
	    (rc = check_owners(verifier, &sources, HS_STMT_VERIFY_SOURCES, article, id, err)) < 0)
		return rc;
	return check_owners(verifier, &claims, HS_STMT_VERIFY_CLAIMS, article, id, err);
}

static int check_articles(struct verifier *verifier, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(verifier->store, HS_STMT_VERIFY_ARTICLES);
	int rc;

	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		hs_arena_reset(verifier->store->scratch);
		if ((rc = check_article(verifier, &row, err)) < 0)
			break;
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* ── reviews ────────────────────────────────────────────────────────────────────────────── */

static int check_reviews(struct verifier *verifier, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(verifier->store, HS_STMT_VERIFY_REVIEWS);
	int rc;

	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		const struct hs_review review = {
			.made_at = hs_row_get_text(&row, 1), .reviewer = hs_row_get_text(&row, 2), .why = hs_row_get_text(&row, 3),
			.about = hs_row_get_text(&row, 4), .aspect = hs_row_get_text(&row, 5), .value = hs_row_get_text(&row, 6),
			.policy = hs_row_get_text(&row, 7), .rule = hs_row_get_text(&row, 8), .withdraws = hs_row_get_text(&row, 9),
			.article = hs_row_get_text(&row, 10), .field = hs_row_get_text(&row, 11), .words = hs_row_get_text(&row, 12),
			.start = sqlite3_column_int64(row.stmt, 13), .end = sqlite3_column_int64(row.stmt, 14),
		};

		if (strcmp(hs_review_key(&review).hex, text_at(row.stmt, 0)))
			problem(verifier, "review '%s': its key is not that of its content", text_at(row.stmt, 0));
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* ── full text ──────────────────────────────────────────────────────────────────────────── */

static int check_indexes(struct verifier *verifier, struct hs_err *err)
{
	static const char *const indexes[] = { "article_fts", "claim_fts", "review_fts" };

	for (size_t i = 0; i < sizeof(indexes) / sizeof(indexes[0]); i++) {
		char sql[96];
		int rc;

		snprintf(sql, sizeof(sql), "INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)", indexes[i], indexes[i]);
		rc = sqlite3_exec(verifier->store->db, sql, NULL, NULL, NULL);
		if (is_damage(rc))
			problem(verifier, "full-text index '%s' does not agree with its table", indexes[i]);
		else if (rc != SQLITE_OK)
			return hs_store_fail(verifier->store, rc, err);
	}
	return HS_OK;
}

/* ── all of it ──────────────────────────────────────────────────────────────────────────── */

static int check_all(struct verifier *verifier, struct hs_err *err)
{
	static int (*const checks[])(struct verifier *, struct hs_err *) = {
		check_pages, check_foreign_keys, check_schema, check_rules, check_texts, check_articles, check_reviews, check_indexes,
	};
	struct hs_err why;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		int rc = checks[i](verifier, &why);

		if (rc < 0 && is_damage(sqlite3_errcode(verifier->store->db)))
			problem(verifier, "%s", why.msg);
		else if (rc < 0)
			return hs_fail(err, rc, "%s", why.msg);
	}
	return HS_OK;
}

/* All pages of `store` as they are now, in a temporary file. HS_EINPUT: it is too damaged to be copied. */
static int copy_aside(struct hs_store **out, struct hs_store *store, struct hs_err *err)
{
	struct hs_store *copy = hs_store_new(store->path, HS_STORE_MEMORY);
	sqlite3_backup *backup;
	int rc;

	copy->aside = true;
	if ((rc = hs_store_connect(copy, err)) < 0) {
		hs_store_free(copy);
		return rc;
	}
	backup = sqlite3_backup_init(copy->db, "main", store->db, "main");
	if (backup)
		sqlite3_backup_step(backup, -1);
	rc = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(copy->db);
	if (rc == SQLITE_OK) {
		*out = copy;
		return HS_OK;
	}
	hs_store_free(copy);
	hs_fail(err, HS_ESTORE, "cannot make a temporary copy of '%s': %s", store->path, sqlite3_errstr(rc));
	return is_damage(rc) ? HS_EINPUT : HS_ESTORE;
}

/*
 * A database that is open to read is checked in a copy: FTS5 takes its check for a write, SQLite knows no CHECK constraints
 * of a file that it cannot write, and nobody else's writing can come between two checks.
 */
static int check_copy(struct verifier *verifier, struct hs_err *err)
{
	struct hs_store *original = verifier->store;
	int rc = copy_aside(&verifier->store, original, err);

	if (rc == HS_EINPUT) {
		problem(verifier, "%s", err->msg);
		return check_pages(verifier, err);
	}
	if (rc < 0)
		return rc;
	rc = check_all(verifier, err);
	hs_store_free(verifier->store);
	verifier->store = original;
	return rc;
}

int hs_store_verify(struct hs_store *store, void (*tell)(void *ctx, const char *line), void *ctx, size_t *problems, struct hs_err *err)
{
	struct verifier verifier = { .store = store, .tell = tell, .ctx = ctx };
	int rc = store->mode == HS_STORE_READ ? check_copy(&verifier, err) : check_all(&verifier, err);

	*problems = verifier.problems;
	return rc;
}
