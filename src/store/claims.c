/*
 * claims - stored claims to the matcher, its matches back.
 */
#include <assert.h>
#include <stdlib.h>

#include "store/store_p.h"

/* ── reading ────────────────────────────────────────────────────────────────────────────── */

struct reader {
	struct hs_store *store;
	struct hs_arena *arena;         /* the caller's: what the claims point to */
	int64_t article_id;             /* the article that the fields below belong to */
	struct hs_id article;
	const char *outlet, *published, *headline;
	struct hs_str text;
	struct hs_match_claim *claims;
	size_t n, room;
};

static struct hs_id id_of(const char *hex)
{
	struct hs_id id = { "" };

	if (hex && strlen(hex) == HS_ID_LEN)
		memcpy(id.hex, hex, HS_ID_LEN + 1);
	return id;
}

static const char *or_empty(const char *str)
{
	return str ? str : "";
}

static enum hs_kind kind_of(const char *class_word, const char *kind_word)
{
	for (int kind = 0; kind < HS_KIND_N; kind++)
		if (!strcmp(hs_kind_word(kind), or_empty(kind_word)) && !strcmp(hs_class_word(hs_kind_class(kind)), or_empty(class_word)))
			return kind;
	return HS_KIND_UNRESOLVED;
}

static enum hs_stance stance_of(const char *word)
{
	for (int stance = 0; stance < HS_STANCE_N; stance++)
		if (!strcmp(hs_stance_word(stance), or_empty(word)))
			return stance;
	return HS_ASSERTS;
}

static int read_article(struct reader *reader, int64_t article_id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(reader->store, HS_STMT_ARTICLE_GET);
	int rc;

	hs_row_int(&row, article_id);
	if ((rc = hs_row_step(&row, err)) == HS_OK) {
		reader->article_id = article_id;
		reader->article = id_of(hs_row_get_text(&row, 0));
		reader->outlet = hs_arena_str(reader->arena, hs_row_get_text(&row, 1));
		reader->published = hs_arena_str(reader->arena, hs_row_get_text(&row, 2));
		reader->headline = hs_arena_str(reader->arena, hs_row_get_text(&row, 3));
		hs_str_clear(&reader->text);
		hs_str_adds(&reader->text, or_empty(hs_row_get_text(&row, 4)));
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* The rows of a damaged file may say anything: a range is cut to what there is. */
static struct hs_span clip(struct hs_span text, int64_t start, int64_t end)
{
	if (start < 0 || end < start || (uint64_t)end > text.len)
		return (struct hs_span){ text.ptr, 0 };
	return (struct hs_span){ text.ptr + start, (size_t)(end - start) };
}

/* The paragraph of the cue and those that the content runs on in. */
static int read_context(const char **out, struct reader *reader, int64_t paragraph, int64_t claim_id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(reader->store, HS_STMT_CLAIM_CONTEXT);
	struct hs_str context = HS_STR_INIT;
	int rc;

	hs_row_int(&row, reader->article_id);
	hs_row_int(&row, paragraph);
	hs_row_int(&row, claim_id);
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		bool in_text = !strcmp(or_empty(hs_row_get_text(&row, 0)), "text");
		struct hs_span field = in_text ? (struct hs_span){ reader->text.ptr, reader->text.len }
					       : hs_span_of(or_empty(reader->headline));
		struct hs_span words = clip(field, sqlite3_column_int64(row.stmt, 1), sqlite3_column_int64(row.stmt, 2));

		if (context.len)
			hs_str_addc(&context, '\n');
		hs_str_add(&context, words.ptr, words.len);
	}
	hs_row_end(&row);
	*out = hs_arena_strn(reader->arena, context.ptr, context.len);
	hs_str_release(&context);
	return rc < 0 ? rc : HS_OK;
}

static const float *read_vector(struct reader *reader, struct hs_row *row, int column)
{
	const int8_t *packed = sqlite3_column_blob(row->stmt, column);
	float *vector;

	if (!packed || sqlite3_column_bytes(row->stmt, column) != HS_VECTOR)
		return NULL;
	vector = hs_arena_array(reader->arena, HS_VECTOR, sizeof(*vector));
	hs_vector_unpack(vector, packed);
	return vector;
}

/* A row of HS_STMT_CLAIMS. */
static int read_claim(struct reader *reader, struct hs_row *row, struct hs_err *err)
{
	int64_t article_id = sqlite3_column_int64(row->stmt, 0), claim_id = sqlite3_column_int64(row->stmt, 1);
	struct hs_match_claim *claim;
	int rc;

	if (article_id != reader->article_id && (rc = read_article(reader, article_id, err)) < 0)
		return rc;
	reader->claims = hs_arena_grow(reader->arena, reader->claims, reader->n, reader->n + 1, &reader->room, sizeof(*claim));
	claim = &reader->claims[reader->n++];
	*claim = (struct hs_match_claim){
		.id = id_of(hs_row_get_text(row, 2)),
		.article = reader->article,
		.outlet = reader->outlet,
		.published = reader->published,
		.headline = reader->headline,
		.source = hs_arena_str(reader->arena, or_empty(hs_row_get_text(row, 4))),
		.name = hs_arena_str(reader->arena, hs_row_get_text(row, 5)),
		.kind = kind_of(hs_row_get_text(row, 6), hs_row_get_text(row, 7)),
		.cue = hs_arena_str(reader->arena, or_empty(hs_row_get_text(row, 8))),
		.content = hs_arena_str(reader->arena, or_empty(hs_row_get_text(row, 9))),
		.answered = hs_arena_str(reader->arena, hs_row_get_text(row, 12)),
		.stance = stance_of(hs_row_get_text(row, 10)),
		.vector = read_vector(reader, row, 11),
	};
	return read_context(&claim->context, reader, sqlite3_column_int64(row->stmt, 3), claim_id, err);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct hs_match_claim *)a)->id.hex, ((const struct hs_match_claim *)b)->id.hex);
}

int hs_store_claims(struct hs_store *store, struct hs_arena *arena, struct hs_match_claim **out, size_t *n, struct hs_err *err)
{
	struct reader reader = { .store = store, .arena = arena, .text = HS_STR_INIT };
	struct hs_row row;
	int64_t changed;
	int rc;

	/* One read transaction: the claims and the count of their changes belong together. */
	if ((rc = hs_store_exec(store, "SAVEPOINT claims", err)) < 0)
		return rc;
	rc = hs_store_number(&changed, store, "SELECT claims_changed FROM state WHERE id = 1", err);
	row = hs_row_begin(store, HS_STMT_CLAIMS);
	while (rc == HS_OK && (rc = hs_row_step(&row, err)) == HS_OK)
		rc = read_claim(&reader, &row, err);
	hs_row_end(&row);
	hs_str_release(&reader.text);
	hs_store_exec(store, "RELEASE claims", NULL);
	if (rc < 0)
		return rc;
	if (reader.n)
		qsort(reader.claims, reader.n, sizeof(*reader.claims), by_id);
	store->claims_read = changed;
	*out = reader.claims;
	*n = reader.n;
	return HS_OK;
}

/* ── matches ────────────────────────────────────────────────────────────────────────────── */

/* sqlite3_snprintf knows no locale: the decimal point is a point. */
static const char *evidence_json(struct hs_arena *arena, const double *evidence)
{
	struct hs_str json = HS_STR_INIT;
	char number[32], *copy;

	for (int i = 0; i < HS_EVIDENCE_N; i++) {
		sqlite3_snprintf(sizeof(number), number, "%.4f", evidence[i]);
		hs_str_addf(&json, "%s\"%s\": %s", i ? ", " : "{", hs_match_evidence_word(i), number);
	}
	hs_str_addc(&json, '}');
	copy = hs_arena_strn(arena, json.ptr, json.len);
	hs_str_release(&json);
	return copy;
}

/* *id 0: the claim is gone. */
static int find_claim(int64_t *id, struct hs_store *store, const struct hs_id *key, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_CLAIM_FIND);
	int rc;

	hs_row_text(&row, key->hex);
	rc = hs_row_step(&row, err);
	*id = rc == HS_OK ? sqlite3_column_int64(row.stmt, 0) : 0;
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static int put_match(struct hs_store *store, const struct hs_match_claim *claims, const struct hs_match *match, struct hs_err *err)
{
	const struct hs_id *a = &claims[match->a].id, *b = &claims[match->b].id;
	int64_t id_a = 0, id_b = 0;
	struct hs_row row;
	int rc;

	if (strcmp(a->hex, b->hex) > 0) {
		const struct hs_id *swap = a;

		a = b;
		b = swap;
	}
	if ((rc = find_claim(&id_a, store, a, err)) < 0 || (rc = find_claim(&id_b, store, b, err)) < 0)
		return rc;
	if (!id_a || !id_b)
		return HS_OK;           /* replaced since it was read; state says that matches are out of date */
	hs_arena_reset(store->scratch);
	row = hs_row_begin(store, HS_STMT_MATCH_ADD);
	hs_row_int(&row, id_a);
	hs_row_int(&row, id_b);
	hs_row_text(&row, hs_match_kind_word(match->kind));
	hs_row_real(&row, match->score);
	hs_row_text(&row, evidence_json(store->scratch, match->evidence));
	return hs_row_run(&row, err);
}

static int put_matches(struct hs_store *store, const struct hs_match_claim *claims, const struct hs_match *matches, size_t n,
		       struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_MATCHES_FORGET);
	int rc = hs_row_run(&row, err);

	for (size_t i = 0; i < n && rc == HS_OK; i++)
		rc = put_match(store, claims, &matches[i], err);
	if (rc < 0)
		return rc;
	row = hs_row_begin(store, HS_STMT_MATCHED);
	hs_row_int(&row, store->claims_read);
	return hs_row_run(&row, err);
}

int hs_store_put_matches(struct hs_store *store, const struct hs_match_claim *claims, const struct hs_match *matches, size_t n,
			 struct hs_err *err)
{
	int rc;

	assert(store->claims_read >= 0);        /* the claims are those of hs_store_claims() */
	if ((rc = hs_store_begin(store, err)) < 0)
		return rc;
	if ((rc = put_matches(store, claims, matches, n, err)) < 0) {
		hs_store_rollback(store);
		return rc;
	}
	return hs_store_commit(store, err);
}

int hs_store_matching(enum hs_matching *out, struct hs_store *store, struct hs_err *err)
{
	int64_t made, current;
	int rc;

	if ((rc = hs_store_number(&made, store, "SELECT made FROM matching", err)) < 0 ||
	    (rc = hs_store_number(&current, store, "SELECT up_to_date FROM matching", err)) < 0)
		return rc;
	*out = !made ? HS_MATCHING_NEVER : current ? HS_MATCHING_CURRENT : HS_MATCHING_OLDER;
	return HS_OK;
}
