/*
 * put - an article and what was found in it, to rows.
 */
#include <assert.h>
#include <inttypes.h>

#include "store/store_p.h"
#include "text/passages.h"

static const char *field_word(enum hs_field field)
{
	return field == HS_FIELD_TEXT ? "text" : "headline";
}

static bool headline_behind(const struct hs_article *article)
{
	return article->full_len > article->text_len;
}

static int run_with(struct hs_store *store, enum hs_stmt stmt, int64_t id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, stmt);

	hs_row_int(&row, id);
	return hs_row_run(&row, err);
}

static int run(struct hs_store *store, enum hs_stmt stmt, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, stmt);

	return hs_row_run(&row, err);
}

/* ── what may be stored ─────────────────────────────────────────────────────────────────── */

/* In the text, or in the headline behind it, not empty and not across the two. */
static bool range_is_inside(const struct hs_article *article, struct hs_range range)
{
	if (range.end > article->text_len)
		return range.start > article->text_len && range.start < range.end && range.end <= article->full_len;
	return range.start < range.end;
}

static bool ranges_are_inside(const struct hs_article *article, const struct hs_ranges *ranges)
{
	for (size_t i = 0; i < ranges->n; i++)
		if (!range_is_inside(article, ranges->at[i]) || (i > 0 && ranges->at[i].start < ranges->at[i - 1].end))
			return false;
	return true;
}

static bool members_are_sound(const struct hs_extraction *found, const struct hs_source *source)
{
	for (size_t i = 0; i < source->n_members; i++)
		if ((unsigned)source->members[i].kind >= HS_KIND_N || source->members[i].source >= (int64_t)found->n_sources)
			return false;
	return true;
}

static bool source_is_sound(const struct hs_article *article, const struct hs_source *source)
{
	return (unsigned)source->kind < HS_KIND_N && source->reason_code <= 12 && source->specificity <= 5 &&
	       ranges_are_inside(article, &source->mentions) && ranges_are_inside(article, &source->grant) &&
	       ranges_are_inside(article, &source->reason) && ranges_are_inside(article, &source->basis);
}

static bool claim_is_sound(const struct hs_extraction *found, const struct hs_claim *claim)
{
	const struct hs_article *article = found->article;

	return claim->source < found->n_sources && claim->para < article->n_paras &&
	       claim->outer < (int64_t)found->n_claims && claim->answers < (int64_t)found->n_claims && (unsigned)claim->quotation < HS_QUOTATION_N &&
	       (unsigned)claim->stance < HS_STANCE_N && claim->confidence >= 0 && claim->confidence <= 1 &&
	       ranges_are_inside(article, &claim->source_spans) && ranges_are_inside(article, &claim->cue) &&
	       ranges_are_inside(article, &claim->content) && ranges_are_inside(article, &claim->told) &&
	       ranges_are_inside(article, &claim->through) && ranges_are_inside(article, &claim->first_by);
}

/* Nothing is stored that hs_store_verify() would complain of. */
static int check_sound(const struct hs_extraction *found, struct hs_err *err)
{
	const struct hs_article *article = found->article;

	for (size_t i = 0; i < article->n_paras; i++)
		if (!range_is_inside(article, article->paras[i].range))
			return hs_fail(err, HS_EINTERNAL, "paragraph %zu of article '%s' lies outside it", i, article->key.hex);
	for (size_t i = 0; i < found->n_sources; i++)
		if (!source_is_sound(article, &found->sources[i]) || !members_are_sound(found, &found->sources[i]))
			return hs_fail(err, HS_EINTERNAL, "source %zu of article '%s' is not sound", i, article->key.hex);
	for (size_t i = 0; i < found->n_claims; i++)
		if (!claim_is_sound(found, &found->claims[i]))
			return hs_fail(err, HS_EINTERNAL, "claim %zu of article '%s' is not sound", i, article->key.hex);
	return HS_OK;
}

/* ── spans ──────────────────────────────────────────────────────────────────────────────── */

struct role {
	const char *word;
	const struct hs_ranges *ranges;
};

static int put_spans(struct hs_store *store, enum hs_stmt stmt, int64_t owner, const struct hs_article *article,
		     const struct role *role, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < role->ranges->n && rc == HS_OK; i++) {
		struct hs_row row = hs_row_begin(store, stmt);
		struct hs_range range = role->ranges->at[i];
		enum hs_field field = hs_article_locate(article, &range);

		hs_row_int(&row, owner);
		hs_row_text(&row, role->word);
		hs_row_int(&row, (int64_t)i);
		hs_row_text(&row, field_word(field));
		hs_row_int(&row, range.start);
		hs_row_int(&row, range.end);
		rc = hs_row_run(&row, err);
	}
	return rc;
}

static int put_roles(struct hs_store *store, enum hs_stmt stmt, int64_t owner, const struct hs_article *article,
		     const struct role *roles, size_t n, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < n && rc == HS_OK; i++)
		rc = put_spans(store, stmt, owner, article, &roles[i], err);
	return rc;
}

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ── paragraphs, sources, claims ────────────────────────────────────────────────────────── */

static int put_paragraphs(struct hs_store *store, int64_t article_id, const struct hs_article *article, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < article->n_paras && rc == HS_OK; i++) {
		struct hs_row row = hs_row_begin(store, HS_STMT_PARAGRAPH_ADD);
		struct hs_range range = article->paras[i].range;
		enum hs_field field = hs_article_locate(article, &range);

		hs_row_int(&row, article_id);
		hs_row_int(&row, (int64_t)i);
		hs_row_text(&row, hs_para_word(article->paras[i].kind));
		hs_row_text(&row, field_word(field));
		hs_row_int(&row, range.start);
		hs_row_int(&row, range.end);
		rc = hs_row_run(&row, err);
	}
	return rc;
}

/* Bodies stand in the text, so that offsets need no field. */
static int put_passages(struct hs_store *store, int64_t article_id, const struct hs_article *article, struct hs_err *err)
{
	struct hs_passages passages = hs_passages_of(article);
	int rc = HS_OK;

	for (size_t i = 0; i < passages.n && rc == HS_OK; i++) {
		struct hs_row row = hs_row_begin(store, HS_STMT_PASSAGE_ADD);

		hs_row_int(&row, article_id);
		hs_row_int(&row, (int64_t)i);
		hs_row_int(&row, (int64_t)passages.at[i].print);
		hs_row_int(&row, passages.at[i].range.start);
		hs_row_int(&row, passages.at[i].range.end);
		rc = hs_row_run(&row, err);
	}
	return rc;
}

static bool is_unnamed_person(const struct hs_source *source)
{
	return source->kind == HS_KIND_INDIVIDUAL || source->kind == HS_KIND_GROUP;
}

static const char *reason_code(struct hs_arena *arena, const struct hs_source *source)
{
	return source->reason_code < 0 ? NULL : hs_arena_printf(arena, "R%d", source->reason_code);
}

/* "basis of knowledge, side or motive"; NULL for those who are not unnamed people. */
static const char *missing(struct hs_arena *arena, const struct hs_source *source)
{
	const char *words = "";

	for (int detail = 0; detail < HS_DETAIL_N; detail++)
		if (!(source->told_of >> detail & 1))
			words = hs_arena_printf(arena, "%s%s%s", words, *words ? ", " : "", hs_detail_word((enum hs_detail)detail));
	return is_unnamed_person(source) ? words : NULL;
}

static int put_source(struct hs_store *store, int64_t article_id, const struct hs_article *article,
		      const struct hs_source *source, size_t number, int64_t *id, struct hs_err *err)
{
	const struct role roles[] = {
		{ "mention", &source->mentions }, { "grant", &source->grant },
		{ "reason", &source->reason }, { "basis", &source->basis },
	};
	struct hs_row row = hs_row_begin(store, HS_STMT_SOURCE_ADD);
	int rc;

	hs_row_int(&row, article_id);
	hs_row_int(&row, (int64_t)number);
	hs_row_text(&row, hs_class_word(hs_kind_class(source->kind)));
	hs_row_text(&row, hs_kind_word(source->kind));
	hs_row_text(&row, source->name);
	hs_row_text(&row, hs_words_join(store->scratch, article->text, &source->grant));
	hs_row_text(&row, hs_words_join(store->scratch, article->text, &source->reason));
	hs_row_text(&row, reason_code(store->scratch, source));
	hs_row_text(&row, hs_words_join(store->scratch, article->text, &source->basis));
	hs_row_int_or_null(&row, source->specificity, source->specificity < 0);
	hs_row_int_or_null(&row, source->count, !is_unnamed_person(source));
	hs_row_int(&row, source->plural_for_one);
	hs_row_text(&row, missing(store->scratch, source));
	if ((rc = hs_row_run(&row, err)) < 0)
		return rc;
	*id = sqlite3_last_insert_rowid(store->db);
	return put_roles(store, HS_STMT_SOURCE_SPAN_ADD, *id, article, roles, COUNT_OF(roles), err);
}

static int put_vector(struct hs_store *store, int64_t claim_id, const float *vector, struct hs_err *err)
{
	struct hs_row row;
	int8_t packed[HS_VECTOR];

	if (!vector || !hs_vector_pack(packed, vector))
		return HS_OK;
	row = hs_row_begin(store, HS_STMT_VECTOR_ADD);
	hs_row_int(&row, claim_id);
	hs_row_blob(&row, packed, sizeof(packed));
	return hs_row_run(&row, err);
}

struct claim_words {
	const char *speaker, *source, *cue, *content, *told, *through, *first;
};

static int put_claim_fts(struct hs_store *store, int64_t id, const struct claim_words *words, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_CLAIM_FTS_ADD);

	hs_row_int(&row, id);
	hs_row_text(&row, words->content);
	hs_row_text(&row, words->source);
	hs_row_text(&row, words->speaker);
	return hs_row_run(&row, err);
}

static int put_claim_row(struct hs_store *store, int64_t article_id, const struct hs_claim *claim, size_t number,
			 int64_t source_id, const struct claim_words *words, int64_t *id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_CLAIM_ADD);
	int rc;

	hs_row_text(&row, claim->id.hex);
	hs_row_int(&row, article_id);
	hs_row_int(&row, (int64_t)number);
	hs_row_int(&row, source_id);
	hs_row_int(&row, claim->para);
	hs_row_text(&row, hs_quotation_word(claim->quotation));
	hs_row_text(&row, hs_stance_word(claim->stance));
	hs_row_real(&row, claim->confidence);
	hs_row_int(&row, claim->carried);
	hs_row_text(&row, words->speaker);
	hs_row_text(&row, words->source);
	hs_row_text(&row, words->cue);
	hs_row_text(&row, words->content);
	hs_row_text(&row, words->told);
	hs_row_text(&row, words->through);
	hs_row_int(&row, claim->depth);
	hs_row_int(&row, claim->hands);
	hs_row_text(&row, words->first);
	if ((rc = hs_row_run(&row, err)) < 0)
		return rc;
	*id = sqlite3_last_insert_rowid(store->db);
	return HS_OK;
}

static int put_claim(struct hs_store *store, int64_t article_id, const struct hs_extraction *found, size_t number,
		     const int64_t *source_ids, int64_t *id, struct hs_err *err)
{
	const struct hs_article *article = found->article;
	const struct hs_claim *claim = &found->claims[number];
	const struct role roles[] = {
		{ "source", &claim->source_spans }, { "cue", &claim->cue }, { "content", &claim->content },
		{ "told", &claim->told }, { "through", &claim->through },
	};
	const struct claim_words words = {
		.speaker = found->sources[claim->source].name,
		.source = hs_words_join(store->scratch, article->text, &claim->source_spans),
		.cue = hs_words_join(store->scratch, article->text, &claim->cue),
		.content = hs_words_join(store->scratch, article->text, &claim->content),
		.told = hs_words_join(store->scratch, article->text, &claim->told),
		.through = hs_words_join(store->scratch, article->text, &claim->through),
		.first = hs_words_join(store->scratch, article->text, &claim->first_by),
	};
	int rc;

	if ((rc = put_claim_row(store, article_id, claim, number, source_ids[claim->source], &words, id, err)) < 0 ||
	    (rc = put_claim_fts(store, *id, &words, err)) < 0 ||
	    (rc = put_roles(store, HS_STMT_CLAIM_SPAN_ADD, *id, article, roles, COUNT_OF(roles), err)) < 0)
		return rc;
	return put_vector(store, *id, claim->vector, err);
}

static void put_id_or_null(struct hs_row *row, const int64_t *ids, int32_t index)
{
	hs_row_int_or_null(row, index < 0 ? 0 : ids[index], index < 0);
}

static int put_members(struct hs_store *store, const struct hs_source *source, int64_t id, const int64_t *source_ids, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < source->n_members && rc == HS_OK; i++) {
		const struct hs_member *member = &source->members[i];
		struct hs_row row = hs_row_begin(store, HS_STMT_MEMBER_ADD);

		hs_row_int(&row, id);
		hs_row_int(&row, (int64_t)i);
		put_id_or_null(&row, source_ids, member->source);
		hs_row_text(&row, hs_class_word(hs_kind_class(member->kind)));
		hs_row_text(&row, hs_kind_word(member->kind));
		hs_row_text(&row, member->name);
		rc = hs_row_run(&row, err);
	}
	return rc;
}

/* What a claim stands in and what it answers: both may come behind it. */
static int put_nesting(struct hs_store *store, const struct hs_extraction *found, const int64_t *claim_ids, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < found->n_claims && rc == HS_OK; i++) {
		struct hs_row row;

		if (found->claims[i].outer < 0 && found->claims[i].answers < 0)
			continue;
		row = hs_row_begin(store, HS_STMT_CLAIM_OUTER);
		hs_row_int(&row, claim_ids[i]);
		put_id_or_null(&row, claim_ids, found->claims[i].outer);
		put_id_or_null(&row, claim_ids, found->claims[i].answers);
		rc = hs_row_run(&row, err);
	}
	return rc;
}

static int put_found(struct hs_store *store, int64_t article_id, const struct hs_extraction *found, struct hs_err *err)
{
	int64_t *source_ids = hs_arena_array(store->scratch, found->n_sources, sizeof(*source_ids));
	int64_t *claim_ids = hs_arena_array(store->scratch, found->n_claims, sizeof(*claim_ids));
	int rc;

	if ((rc = put_paragraphs(store, article_id, found->article, err)) < 0 ||
	    (rc = put_passages(store, article_id, found->article, err)) < 0)
		return rc;
	for (size_t i = 0; i < found->n_sources; i++)
		if ((rc = put_source(store, article_id, found->article, &found->sources[i], i, &source_ids[i], err)) < 0)
			return rc;
	for (size_t i = 0; i < found->n_sources; i++)
		if ((rc = put_members(store, &found->sources[i], source_ids[i], source_ids, err)) < 0)
			return rc;
	for (size_t i = 0; i < found->n_claims; i++)
		if ((rc = put_claim(store, article_id, found, i, source_ids, &claim_ids[i], err)) < 0)
			return rc;
	return put_nesting(store, found, claim_ids, err);
}

static int forget_found(struct hs_store *store, int64_t article_id, struct hs_err *err)
{
	int rc;

	if ((rc = run_with(store, HS_STMT_CLAIM_FTS_FORGET, article_id, err)) < 0 ||
	    (rc = run_with(store, HS_STMT_CLAIM_FORGET, article_id, err)) < 0 ||
	    (rc = run_with(store, HS_STMT_SOURCE_FORGET, article_id, err)) < 0 ||
	    (rc = run_with(store, HS_STMT_PASSAGE_FORGET, article_id, err)) < 0)
		return rc;
	return run_with(store, HS_STMT_PARAGRAPH_FORGET, article_id, err);
}

/* ── the article ────────────────────────────────────────────────────────────────────────── */

static int engine_of(int64_t *id, struct hs_store *store, const char *version, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_ENGINE_FIND);
	int rc;

	hs_row_text(&row, version);
	if ((rc = hs_row_step(&row, err)) == HS_OK)
		*id = sqlite3_column_int64(row.stmt, 0);
	hs_row_end(&row);
	if (rc != HS_DONE)
		return rc;
	row = hs_row_begin(store, HS_STMT_ENGINE_ADD);
	hs_row_text(&row, version);
	if ((rc = hs_row_run(&row, err)) == HS_OK)
		*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

struct stored {
	int64_t id, engine;             /* 0: none */
};

static int find_article(struct stored *out, struct hs_store *store, const struct hs_article *article, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_ARTICLE_FIND);
	int rc;

	*out = (struct stored){ 0 };
	hs_row_text(&row, article->key.hex);
	if ((rc = hs_row_step(&row, err)) == HS_OK) {
		out->id = sqlite3_column_int64(row.stmt, 0);
		out->engine = sqlite3_column_int64(row.stmt, 1);
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static int find_current(int64_t *out, struct hs_store *store, const char *url, struct hs_err *err)
{
	struct hs_row row;
	int rc;

	*out = 0;
	if (!url)
		return HS_OK;
	row = hs_row_begin(store, HS_STMT_ARTICLE_CURRENT);
	hs_row_text(&row, url);
	if ((rc = hs_row_step(&row, err)) == HS_OK)
		*out = sqlite3_column_int64(row.stmt, 0);
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static int add_article_row(int64_t *id, struct hs_store *store, const struct hs_extraction *found, int64_t engine, int64_t newer,
			   struct hs_err *err)
{
	const struct hs_article *article = found->article;
	struct hs_row row = hs_row_begin(store, HS_STMT_ARTICLE_ADD);
	int rc;

	hs_row_text(&row, article->key.hex);
	hs_row_int_or_null(&row, newer, newer == 0);
	hs_row_int(&row, engine);
	hs_row_text(&row, article->id);
	hs_row_text(&row, article->outlet);
	hs_row_text(&row, article->url);
	hs_row_text(&row, article->byline);
	hs_row_text(&row, article->agency);
	hs_row_text(&row, article->dateline);
	hs_row_text(&row, article->published);
	hs_row_text(&row, article->modified);
	hs_row_text(&row, article->lang);
	hs_row_int(&row, found->agency_copy);
	hs_row_text(&row, found->agency);
	hs_row_text(&row, article->path);
	hs_row_int(&row, (int64_t)article->record);
	hs_row_text(&row, article->format);
	hs_row_text(&row, article->headline);
	hs_row_textn(&row, article->text, article->text_len);
	if ((rc = hs_row_run(&row, err)) == HS_OK)
		*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int add_article_fts(struct hs_store *store, int64_t id, const struct hs_article *article, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_ARTICLE_FTS_ADD);

	hs_row_int(&row, id);
	hs_row_text(&row, article->headline);
	hs_row_textn(&row, article->text, article->text_len);
	return hs_row_run(&row, err);
}

static int link_versions(struct hs_store *store, const char *url, struct hs_err *err)
{
	static const enum hs_stmt steps[] = { HS_STMT_ARTICLE_LINK, HS_STMT_ARTICLE_HEAD };
	int rc = HS_OK;

	for (size_t i = 0; i < COUNT_OF(steps) && rc == HS_OK; i++) {
		struct hs_row row = hs_row_begin(store, steps[i]);

		hs_row_text(&row, url);
		rc = hs_row_run(&row, err);
	}
	return rc;
}

/* Of this connection alone. A page may come in several versions in one run: what counts is the last. */
static int make_seen(struct hs_store *store, struct hs_err *err)
{
	return hs_store_exec(store, "CREATE TEMP TABLE IF NOT EXISTS seen (url TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID", err);
}

/* A new one came last: older ones that came again before it have had their turn. */
static int add_version(struct hs_store *store, const char *url, struct hs_err *err)
{
	struct hs_row row;
	int rc;

	if ((rc = make_seen(store, err)) < 0)
		return rc;
	row = hs_row_begin(store, HS_STMT_SEEN_FORGET);
	hs_row_text(&row, url);
	return (rc = hs_row_run(&row, err)) < 0 ? rc : link_versions(store, url, err);
}

static int put_new(struct hs_store *store, const struct hs_extraction *found, int64_t engine, enum hs_put *put, struct hs_err *err)
{
	const struct hs_article *article = found->article;
	int64_t current = 0, id = 0;
	int rc;

	if ((rc = find_current(&current, store, article->url, err)) < 0 ||
	    (rc = add_article_row(&id, store, found, engine, current, err)) < 0 ||
	    (rc = add_article_fts(store, id, article, err)) < 0 ||
	    (current && (rc = add_version(store, article->url, err)) < 0))
		return rc;
	*put = current ? HS_PUT_VERSION : HS_PUT_NEW;
	return put_found(store, id, found, err);
}

static int put_again(struct hs_store *store, const struct hs_extraction *found, int64_t engine, int64_t id, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_ARTICLE_REREAD);
	int rc;

	hs_row_int(&row, id);
	hs_row_int(&row, engine);
	hs_row_int(&row, found->agency_copy);
	hs_row_text(&row, found->agency);
	if ((rc = hs_row_run(&row, err)) < 0 || (rc = forget_found(store, id, err)) < 0)
		return rc;
	return put_found(store, id, found, err);
}

/* ── versions that come again ───────────────────────────────────────────────────────────── */

static int see(struct hs_store *store, const struct hs_article *article, int64_t id, struct hs_err *err)
{
	const char *date = article->modified ? article->modified : article->published;
	struct hs_row row;
	int rc;

	if (!article->url)
		return HS_OK;
	if ((rc = make_seen(store, err)) < 0)
		return rc;
	row = hs_row_begin(store, HS_STMT_SEEN_DATE);
	hs_row_int(&row, id);
	hs_row_text(&row, date);
	if ((rc = hs_row_run(&row, err)) < 0)
		return rc;
	return run_with(store, HS_STMT_SEEN_ADD, id, err);
}

struct seen {
	const char *url, *key;
	int64_t id;
};

static int list_seen(struct seen **list, size_t *n, struct hs_store *store, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_SEEN);
	size_t room = 0;
	int rc;

	*list = NULL;
	*n = 0;
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		*list = hs_arena_grow(store->scratch, *list, *n, *n + 1, &room, sizeof(**list));
		(*list)[(*n)++] = (struct seen){
			hs_arena_str(store->scratch, hs_row_get_text(&row, 0)), hs_arena_str(store->scratch, hs_row_get_text(&row, 2)),
			sqlite3_column_int64(row.stmt, 1),
		};
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* It is its turn; *back: and another version stood until now. */
static int take_turn(bool *back, struct hs_store *store, const struct seen *seen, struct hs_err *err)
{
	int64_t before, after;
	struct hs_row row;
	int rc;

	if ((rc = find_current(&before, store, seen->url, err)) < 0)
		return rc;
	row = hs_row_begin(store, HS_STMT_TURN);
	hs_row_int(&row, seen->id);
	hs_row_text(&row, seen->url);
	if ((rc = hs_row_run(&row, err)) < 0 || (rc = link_versions(store, seen->url, err)) < 0 ||
	    (rc = find_current(&after, store, seen->url, err)) < 0)
		return rc;
	*back = before != after;
	return *back ? hs_reviews_place(store, seen->key, seen->url, err) : HS_OK;
}

int hs_store_settle(struct hs_store *store, uint64_t *back, struct hs_err *err)
{
	struct seen *list;
	bool is_back;
	size_t n;
	int rc;

	assert(store->in_batch);
	*back = 0;
	hs_arena_reset(store->scratch);
	if ((rc = make_seen(store, err)) < 0 || (rc = list_seen(&list, &n, store, err)) < 0)
		return rc;
	for (size_t i = 0; i < n && rc == HS_OK; i++) {
		rc = take_turn(&is_back, store, &list[i], err);
		*back += rc == HS_OK && is_back;
	}
	store->claims_changed |= *back > 0;
	return rc < 0 ? rc : run(store, HS_STMT_SEEN_CLEAR, err);
}

/* ── put ────────────────────────────────────────────────────────────────────────────────── */

static int put(struct hs_store *store, const struct hs_extraction *found, const char *version, enum hs_put *out, struct hs_err *err)
{
	struct stored stored;
	int64_t engine = 0;
	int rc;

	if ((rc = engine_of(&engine, store, version, err)) < 0 || (rc = find_article(&stored, store, found->article, err)) < 0)
		return rc;
	if (stored.id && ((rc = see(store, found->article, stored.id, err)) < 0 || stored.engine == engine)) {
		*out = HS_PUT_KNOWN;
		return rc;
	}
	store->claims_changed = true;
	if (!stored.id) {
		rc = put_new(store, found, engine, out, err);
	} else {
		*out = HS_PUT_REPLACED;
		rc = put_again(store, found, engine, stored.id, err);
	}
	return rc < 0 ? rc : hs_reviews_place(store, found->article->key.hex, found->article->url, err);
}

/* What is wrong with one article costs that article; what is wrong with the file costs the batch. */
static int end_article(struct hs_store *store, int rc, struct hs_err *err)
{
	if (rc == HS_ESTORE)
		return rc;
	if (rc < 0 && run(store, HS_STMT_SAVE_UNDO, err) < 0)
		return HS_ESTORE;
	return run(store, HS_STMT_SAVE_END, rc < 0 ? NULL : err) < 0 ? HS_ESTORE : rc;
}

int hs_store_put(struct hs_store *store, const struct hs_extraction *found, const char *version, enum hs_put *out, struct hs_err *err)
{
	const struct hs_article *article = found->article;
	int rc;

	assert(store->in_batch);
	assert(!headline_behind(article) || article->headline);
	if ((rc = check_sound(found, err)) < 0)
		return rc;
	if ((rc = run(store, HS_STMT_SAVE, err)) < 0)
		return rc;
	hs_arena_reset(store->scratch);
	return end_article(store, put(store, found, version, out, err), err);
}

int hs_store_see(struct hs_store *store, const struct hs_article *article, struct hs_err *err)
{
	struct stored stored;
	int rc;

	assert(store->in_batch);
	if ((rc = run(store, HS_STMT_SAVE, err)) < 0)
		return rc;
	rc = find_article(&stored, store, article, err);
	if (rc == HS_OK && stored.id)
		rc = see(store, article, stored.id, err);
	return end_article(store, rc, err);
}

int hs_store_has(struct hs_store *store, const struct hs_article *article, const char *version, bool *has, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_HAS);
	int rc;

	hs_row_text(&row, article->key.hex);
	hs_row_text(&row, version);
	rc = hs_row_step(&row, err);
	hs_row_end(&row);
	if (rc < 0)
		return rc;
	*has = rc == HS_OK;
	return HS_OK;
}
