/*
 * load - rows back to an article and what was found in it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "store/store_p.h"

/* ── the article ────────────────────────────────────────────────────────────────────────── */

struct hs_article *hs_article_load(struct hs_arena *arena, struct hs_row *row)
{
	struct hs_article *article = hs_arena_alloc(arena, sizeof(*article));
	const char *key = hs_row_get_text(row, 1), *stored = hs_row_get_text(row, 6);
	struct hs_str text = HS_STR_INIT;

	article->arena = arena;
	snprintf(article->key.hex, sizeof(article->key.hex), "%s", key ? key : "");
	article->url = hs_arena_str(arena, hs_row_get_text(row, 2));
	article->outlet = hs_arena_str(arena, hs_row_get_text(row, 3));
	article->published = hs_arena_str(arena, hs_row_get_text(row, 4));
	article->headline = hs_arena_str(arena, hs_row_get_text(row, 5));
	hs_str_adds(&text, stored ? stored : "");
	article->text_len = text.len;
	if (sqlite3_column_int(row->stmt, 7))
		hs_str_addf(&text, "\n%s", article->headline ? article->headline : "");
	article->full_len = text.len;
	article->text = hs_arena_strn(arena, text.ptr, text.len);
	hs_str_release(&text);
	return article;
}

static bool is_boundary(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xC0) != 0x80;
}

bool hs_place_load(struct hs_range *out, const struct hs_article *article, struct hs_row *row, int column)
{
	const char *field = hs_row_get_text(row, column);
	bool in_text = field && !strcmp(field, "text");
	size_t base = in_text ? 0 : article->text_len + 1, limit = in_text ? article->text_len : article->full_len;
	int64_t start = sqlite3_column_int64(row->stmt, column + 1), end = sqlite3_column_int64(row->stmt, column + 2);

	if (start < 0 || end <= start || (uint64_t)end + base > limit)
		return false;
	*out = (struct hs_range){ (uint32_t)(base + (size_t)start), (uint32_t)(base + (size_t)end) };
	return is_boundary(article->text, out->start) && is_boundary(article->text, out->end);
}

struct loading {
	struct hs_store *store;
	struct hs_arena *arena;
	int64_t article_id;
	struct hs_article *article;
	struct hs_extraction *found;
	int64_t *source_ids, *numbers;  /* the row of each source, the number of each claim */
	int64_t *outers, *answers;      /* for each claim the number of the one it stands in, that it denies, or -1 */
	size_t room, ids_room, numbers_room, answers_room;      /* of the lists under way */
};

static int damaged(const struct loading *load, struct hs_err *err)
{
	return hs_fail(err, HS_ESTORE, "database '%s' is damaged: article '%s' does not fit together ('hearsay verify' says where)",
		       load->store->path, load->article->key.hex);
}

static int load_article(struct loading *load, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(load->store, HS_STMT_LOAD_ARTICLE);
	int rc;

	hs_row_int(&row, load->article_id);
	if ((rc = hs_row_step(&row, err)) == HS_OK) {
		load->article = hs_article_load(load->arena, &row);
		load->found = hs_arena_alloc(load->arena, sizeof(*load->found));
		load->found->article = load->article;
		load->found->agency_copy = sqlite3_column_int(row.stmt, 8) != 0;
		load->found->agency = hs_arena_str(load->arena, hs_row_get_text(&row, 9));
	}
	hs_row_end(&row);
	return rc == HS_DONE ? hs_fail(err, HS_EINTERNAL, "there is no article %" PRId64, load->article_id) : rc;
}

/* The index of a word among those that `word_of` gives for 0 .. n-1; -1: none of them. */
static int index_of(const char *word, int n, const char *(*word_of)(int))
{
	for (int i = 0; word && i < n; i++)
		if (strcmp(word_of(i), word) == 0)
			return i;
	return -1;
}

static const char *para_word(int i)
{
	return hs_para_word((enum hs_para_kind)i);
}

static const char *quotation_word(int i)
{
	return hs_quotation_word((enum hs_quotation)i);
}

static const char *stance_word(int i)
{
	return hs_stance_word((enum hs_stance)i);
}

static int kind_of(const char *class_word, const char *kind_word)
{
	for (int i = 0; class_word && kind_word && i < HS_KIND_N; i++)
		if (!strcmp(hs_kind_word((enum hs_kind)i), kind_word) &&
		    !strcmp(hs_class_word(hs_kind_class((enum hs_kind)i)), class_word))
			return i;
	return -1;
}

static int load_paragraph(struct loading *load, struct hs_row *row, struct hs_err *err)
{
	struct hs_article *article = load->article;
	int kind = index_of(hs_row_get_text(row, 3), HS_PARA_N, para_word);
	struct hs_para para;

	if (kind < 0 || !hs_place_load(&para.range, article, row, 0))
		return damaged(load, err);
	para.kind = (enum hs_para_kind)kind;
	article->paras = hs_arena_grow(load->arena, article->paras, article->n_paras, article->n_paras + 1, &load->room, sizeof(para));
	article->paras[article->n_paras++] = para;
	return HS_OK;
}

/* ── spans ──────────────────────────────────────────────────────────────────────────────── */

/* A list of ranges has no field for its room: it is full at every power of two. */
static int add_span(struct loading *load, struct hs_row *row, struct hs_ranges *ranges, struct hs_err *err)
{
	size_t room = ranges->n & (ranges->n - 1) ? SIZE_MAX : ranges->n;
	struct hs_range range;

	if (!hs_place_load(&range, load->article, row, 1))
		return damaged(load, err);
	ranges->at = hs_arena_grow(load->arena, ranges->at, ranges->n, ranges->n + 1, &room, sizeof(range));
	ranges->at[ranges->n++] = range;
	return HS_OK;
}

struct role {
	const char *word;
	struct hs_ranges *ranges;
};

static int load_spans(struct loading *load, enum hs_stmt stmt, int64_t owner, const struct role *roles, size_t n, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(load->store, stmt);
	int rc;

	hs_row_int(&row, owner);
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		const char *role = hs_row_get_text(&row, 0);
		size_t i = 0;

		while (i < n && (!role || strcmp(roles[i].word, role) != 0))
			i++;
		if (i < n && (rc = add_span(load, &row, roles[i].ranges, err)) < 0)
			break;
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ── sources and claims ─────────────────────────────────────────────────────────────────── */

/* "R7" to *out, -1 for none; false: there is no such code. */
static bool code_of(int *out, const char *code)
{
	char *end;
	long number;

	*out = -1;
	if (!code)
		return true;
	if (code[0] != 'R' || code[1] < '0' || code[1] > '9')
		return false;
	number = strtol(code + 1, &end, 10);
	*out = (int)number;
	return number <= 12 && !*end;
}

static int load_source(struct loading *load, struct hs_row *row, struct hs_err *err)
{
	struct hs_extraction *found = load->found;
	int kind = kind_of(hs_row_get_text(row, 1), hs_row_get_text(row, 2));
	struct hs_source source = {
		.name = hs_arena_str(load->arena, hs_row_get_text(row, 3)),
		.specificity = sqlite3_column_type(row->stmt, 5) == SQLITE_NULL ? -1 : sqlite3_column_int(row->stmt, 5),
		.count = sqlite3_column_int(row->stmt, 6),
		.plural_for_one = sqlite3_column_int(row->stmt, 7) != 0,
	};
	const struct role roles[] = {
		{ "mention", &source.mentions }, { "grant", &source.grant }, { "reason", &source.reason }, { "basis", &source.basis },
	};
	int64_t id = sqlite3_column_int64(row->stmt, 0);
	int rc;

	if (kind < 0 || !code_of(&source.reason_code, hs_row_get_text(row, 4)) || source.specificity < -1 || source.specificity > 5)
		return damaged(load, err);
	source.kind = (enum hs_kind)kind;
	if ((rc = load_spans(load, HS_STMT_VERIFY_SOURCE_SPANS, id, roles, COUNT_OF(roles), err)) < 0)
		return rc;
	load->source_ids = hs_arena_grow(load->arena, load->source_ids, found->n_sources, found->n_sources + 1, &load->ids_room, sizeof(id));
	load->source_ids[found->n_sources] = id;
	found->sources = hs_arena_grow(load->arena, found->sources, found->n_sources, found->n_sources + 1, &load->room, sizeof(source));
	found->sources[found->n_sources++] = source;
	return HS_OK;
}

static int64_t find_id(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return (int64_t)i;
	return -1;
}

static int load_claim(struct loading *load, struct hs_row *row, struct hs_err *err)
{
	struct hs_extraction *found = load->found;
	int64_t id = sqlite3_column_int64(row->stmt, 0), paragraph = sqlite3_column_int64(row->stmt, 3);
	int64_t source = find_id(load->source_ids, found->n_sources, sqlite3_column_int64(row->stmt, 2));
	int quotation = index_of(hs_row_get_text(row, 4), HS_QUOTATION_N, quotation_word);
	int stance = index_of(hs_row_get_text(row, 5), HS_STANCE_N, stance_word);
	struct hs_claim claim = {
		.confidence = sqlite3_column_double(row->stmt, 6), .carried = sqlite3_column_int(row->stmt, 7) != 0, .outer = -1,
		.depth = (uint32_t)sqlite3_column_int(row->stmt, 10), .answers = -1,
	};
	const struct role roles[] = {
		{ "source", &claim.source_spans }, { "cue", &claim.cue }, { "content", &claim.content }, { "told", &claim.told },
		{ "through", &claim.through },
	};
	int rc;

	if (source < 0 || quotation < 0 || stance < 0 || paragraph < 0 || paragraph >= (int64_t)load->article->n_paras)
		return damaged(load, err);
	snprintf(claim.id.hex, sizeof(claim.id.hex), "%s", hs_row_get_text(row, 1));
	claim.source = (uint32_t)source;
	claim.para = (uint32_t)paragraph;
	claim.quotation = (enum hs_quotation)quotation;
	claim.stance = (enum hs_stance)stance;
	if ((rc = load_spans(load, HS_STMT_VERIFY_CLAIM_SPANS, id, roles, COUNT_OF(roles), err)) < 0)
		return rc;
	load->outers = hs_arena_grow(load->arena, load->outers, found->n_claims, found->n_claims + 1, &load->ids_room, sizeof(id));
	load->outers[found->n_claims] = sqlite3_column_type(row->stmt, 8) == SQLITE_NULL ? -1 : sqlite3_column_int64(row->stmt, 8);
	load->answers = hs_arena_grow(load->arena, load->answers, found->n_claims, found->n_claims + 1, &load->answers_room, sizeof(id));
	load->answers[found->n_claims] = sqlite3_column_type(row->stmt, 11) == SQLITE_NULL ? -1 : sqlite3_column_int64(row->stmt, 11);
	load->numbers = hs_arena_grow(load->arena, load->numbers, found->n_claims, found->n_claims + 1, &load->numbers_room, sizeof(id));
	load->numbers[found->n_claims] = sqlite3_column_int64(row->stmt, 9);
	found->claims = hs_arena_grow(load->arena, found->claims, found->n_claims, found->n_claims + 1, &load->room, sizeof(claim));
	found->claims[found->n_claims++] = claim;
	return HS_OK;
}

static int load_rows(struct loading *load, enum hs_stmt stmt, int (*row_load)(struct loading *, struct hs_row *, struct hs_err *),
		     struct hs_err *err)
{
	struct hs_row row = hs_row_begin(load->store, stmt);
	int rc;

	load->room = load->ids_room = 0;
	hs_row_int(&row, load->article_id);
	while ((rc = hs_row_step(&row, err)) == HS_OK)
		if ((rc = row_load(load, &row, err)) < 0)
			break;
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* The claims that others stand in or deny, by number: they may come later than these, or be left out. */
static void link_nesting(struct loading *load)
{
	struct hs_extraction *found = load->found;

	for (size_t i = 0; i < found->n_claims; i++) {
		if (load->outers[i] >= 0)
			found->claims[i].outer = (int32_t)find_id(load->numbers, found->n_claims, load->outers[i]);
		if (load->answers[i] >= 0)
			found->claims[i].answers = (int32_t)find_id(load->numbers, found->n_claims, load->answers[i]);
	}
}

static int load_members_of(struct loading *load, size_t i, struct hs_err *err)
{
	struct hs_source *source = &load->found->sources[i];
	struct hs_row row = hs_row_begin(load->store, HS_STMT_LOAD_MEMBERS);
	size_t room = 0;
	int rc;

	hs_row_int(&row, load->source_ids[i]);
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		int kind = kind_of(hs_row_get_text(&row, 0), hs_row_get_text(&row, 1));

		if (kind < 0) {
			rc = damaged(load, err);
			break;
		}
		source->members = hs_arena_grow(load->arena, source->members, source->n_members, source->n_members + 1, &room,
						sizeof(*source->members));
		source->members[source->n_members++] = (struct hs_member){
			.kind = (enum hs_kind)kind, .name = hs_arena_str(load->arena, hs_row_get_text(&row, 2)),
			.source = (int32_t)find_id(load->source_ids, load->found->n_sources, sqlite3_column_int64(row.stmt, 3)),
		};
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static int load_members(struct loading *load, struct hs_err *err)
{
	int rc = HS_OK;

	for (size_t i = 0; i < load->found->n_sources && rc == HS_OK; i++)
		rc = load_members_of(load, i, err);
	return rc;
}

static int load_all(struct loading *load, bool reviewed, struct hs_err *err)
{
	int rc;

	if ((rc = load_article(load, err)) < 0 ||
	    (rc = load_rows(load, HS_STMT_LOAD_PARAGRAPHS, load_paragraph, err)) < 0 ||
	    (rc = load_rows(load, reviewed ? HS_STMT_LOAD_SOURCES_NOW : HS_STMT_LOAD_SOURCES, load_source, err)) < 0 ||
	    (rc = load_members(load, err)) < 0 ||
	    (rc = load_rows(load, reviewed ? HS_STMT_LOAD_CLAIMS_NOW : HS_STMT_LOAD_CLAIMS, load_claim, err)) < 0)
		return rc;
	link_nesting(load);
	return HS_OK;
}

static int load(struct hs_extraction **out, struct hs_store *store, struct hs_arena *arena, int64_t id, bool reviewed, struct hs_err *err)
{
	struct loading load = { .store = store, .arena = arena, .article_id = id };
	int rc = load_all(&load, reviewed, err);

	if (rc == HS_OK)
		*out = load.found;
	return rc;
}

int hs_store_load(struct hs_extraction **out, struct hs_store *store, struct hs_arena *arena, int64_t id, struct hs_err *err)
{
	return load(out, store, arena, id, true, err);
}

int hs_store_load_found(struct hs_extraction **out, struct hs_store *store, struct hs_arena *arena, int64_t id, struct hs_err *err)
{
	return load(out, store, arena, id, false, err);
}

/* The ids that a statement gives. */
static int list_ids(int64_t **ids, size_t *n, struct hs_arena *arena, struct hs_row *row, struct hs_err *err)
{
	size_t room = 0;
	int rc;

	*ids = NULL;
	*n = 0;
	while ((rc = hs_row_step(row, err)) == HS_OK) {
		*ids = hs_arena_grow(arena, *ids, *n, *n + 1, &room, sizeof(**ids));
		(*ids)[(*n)++] = sqlite3_column_int64(row->stmt, 0);
	}
	hs_row_end(row);
	return rc < 0 ? rc : HS_OK;
}

int hs_store_articles(int64_t **ids, size_t *n, struct hs_store *store, struct hs_arena *arena, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_LOAD_IDS);

	return list_ids(ids, n, arena, &row, err);
}

/* ── an article to be read again ────────────────────────────────────────────────────────── */

int hs_store_stale(int64_t **ids, size_t *n, struct hs_store *store, struct hs_arena *arena, const char *version, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_STALE);

	hs_row_text(&row, version);
	return list_ids(ids, n, arena, &row, err);
}

/* What an article has beside what hs_article_load() gives, in the order of LOAD_FIELDS. */
static int fields_load(struct hs_article *article, struct hs_store *store, int64_t id, struct hs_err *err)
{
	const char **fields[] = {
		&article->id, &article->byline, &article->agency, &article->dateline, &article->modified, &article->lang, &article->path,
		&article->format,
	};
	struct hs_row row = hs_row_begin(store, HS_STMT_LOAD_FIELDS);
	int rc;

	hs_row_int(&row, id);
	if ((rc = hs_row_step(&row, err)) == HS_OK) {
		for (size_t i = 0; i < COUNT_OF(fields); i++)
			*fields[i] = hs_arena_str(article->arena, hs_row_get_text(&row, (int)i));
		article->record = (size_t)sqlite3_column_int64(row.stmt, COUNT_OF(fields));
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

static bool is_format(const struct hs_article *article, const char *format)
{
	return article->format && strcmp(article->format, format) == 0;
}

/* Its paragraphs told anew. The key stays what it was, even where the rules would now take another line for the headline. */
static struct hs_article *article_anew(const struct hs_article *stored)
{
	struct hs_article *article = hs_article_new(stored->arena, stored->text, stored->text_len);
	const char *text = article->text;

	*article = *stored;
	article->text = text;
	article->full_len = article->text_len;
	if (is_format(stored, "text"))          /* then all that is known of it stands in it */
		article->headline = article->byline = article->agency = article->dateline = NULL;
	hs_article_finish(article, NULL, 0);
	article->headline = stored->headline;
	article->key = stored->key;
	return article;
}

int hs_store_article(struct hs_article **out, struct hs_store *store, struct hs_arena *arena, int64_t id, struct hs_err *err)
{
	struct loading load = { .store = store, .arena = arena, .article_id = id };
	struct hs_article *stored;
	int rc;

	if ((rc = load_article(&load, err)) < 0 || (rc = fields_load(load.article, store, id, err)) < 0)
		return rc;
	stored = load.article;
	if (hs_utf8_check(stored->text, stored->full_len) != stored->full_len)
		return damaged(&load, err);
	if (is_format(stored, "html")) {
		rc = load_rows(&load, HS_STMT_LOAD_PARAGRAPHS, load_paragraph, err);
		*out = stored;
		return rc;
	}
	*out = article_anew(stored);
	return HS_OK;
}
