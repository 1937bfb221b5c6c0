/*
 * review - what people have decided about what was found, and where it stands in the articles as they are now.
 *
 * A review is tied to the words that it is about and to those around them, not to row numbers: when an article comes again, in
 * another version or read by a newer engine, its reviews are looked for anew, and one whose words or whose claim are not there any more is
 * kept as orphaned. Of several that decide the same the latest one counts.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store_p.h"

#define CONTEXT 48                      /* bytes kept of what stands before and behind the words */

/* ── what may be said ───────────────────────────────────────────────────────────────────── */

/* ASPECT(about, aspect, values), a blank between the values; "": any words. */
static const struct {
	const char *about, *aspect, *values;
} aspects[] = {
	{ "finding", "verdict", "confirmed dismissed" },
	{ "claim", "claim", "yes no" },
	{ "source", "kind",
	  "named/person named/organisation named/document named/author named/event anonymous/individual anonymous/group "
	  "anonymous/collective anonymous/document anonymous/unattributed agency/wire agency/outlet unresolved/unresolved" },
	{ "source", "name", "" },
	{ "source", "reason", "R0 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12" },
	{ "source", "level", "0 1 2 3 4 5" },
	{ "finding", "note", "" },
	{ "claim", "note", "" },
	{ "source", "note", "" },
	{ "review", "withdrawn", "" },
};

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

static int check_aspect(const struct hs_review *review, struct hs_err *err)
{
	for (size_t i = 0; i < N_OF(aspects); i++) {
		if (strcmp(aspects[i].about, review->about) != 0 || strcmp(aspects[i].aspect, review->aspect) != 0)
			continue;
		if (*aspects[i].values ? hs_word_in(review->value, aspects[i].values) : *review->value || !strcmp(review->about, "review"))
			return HS_OK;
		return hs_fail(err, HS_EUSAGE, "%s takes %s, not '%s'", review->aspect, *aspects[i].values ? aspects[i].values : "words",
			       review->value);
	}
	return hs_fail(err, HS_EUSAGE, "a review of a %s has no '%s'", review->about, review->aspect);
}

/* `given` as ISO 8601 in UTC, from the scratch arena. */
static int normal_time(const char **out, struct hs_store *store, const char *given, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_TIME);
	int rc;

	hs_row_text(&row, given);
	*out = NULL;
	if ((rc = hs_row_step(&row, err)) == HS_OK)
		*out = hs_arena_str(store->scratch, hs_row_get_text(&row, 0));
	hs_row_end(&row);
	if (rc < 0)
		return rc;
	return *out ? HS_OK : hs_fail(err, HS_EUSAGE, "'%s' is not a date and time like 2026-03-06T09:30:00Z", given);
}

/* ── the words it is about ──────────────────────────────────────────────────────────────── */

struct field {
	const char *word;               /* "text", "headline" */
	const char *text;
	size_t len;
};

static struct field field_of(const struct hs_article *article, const char *word)
{
	if (strcmp(word, "text") == 0)
		return (struct field){ word, article->text, article->text_len };
	return (struct field){ word, article->headline ? article->headline : "", article->headline ? strlen(article->headline) : 0 };
}

static bool is_boundary(const struct field *field, size_t at)
{
	return at >= field->len || ((unsigned char)field->text[at] & 0xC0) != 0x80;
}

static size_t context_start(const struct field *field, size_t at)
{
	size_t from = at > CONTEXT ? at - CONTEXT : 0;

	while (!is_boundary(field, from))
		from++;
	return from;
}

static size_t context_end(const struct field *field, size_t at)
{
	size_t to = at + CONTEXT < field->len ? at + CONTEXT : field->len;

	while (to < field->len && !is_boundary(field, to))
		to--;
	return to;
}

static int find_current(int64_t *id, struct hs_store *store, const char *key, const char *url, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_REVIEWED_ARTICLE);
	int rc;

	*id = 0;
	hs_row_text(&row, key);
	hs_row_text(&row, url);
	if ((rc = hs_row_step(&row, err)) == HS_OK)
		*id = sqlite3_column_int64(row.stmt, 0);
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* Article, url, engine, words and context as the store has them, where the review does not bring them along. */
static int complete(struct hs_review *review, struct hs_store *store, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_REVIEW_ARTICLE);
	struct field field;
	struct hs_article *article;
	int rc;

	hs_row_text(&row, review->article);
	if ((rc = hs_row_step(&row, err)) == HS_OK) {
		article = hs_article_load(store->scratch, &row);
		review->url = article->url;
		review->engine = hs_arena_str(store->scratch, hs_row_get_text(&row, 8));
	}
	hs_row_end(&row);
	if (rc != HS_OK)
		return rc < 0 ? rc : hs_fail(err, HS_EUSAGE, "there is no article '%s'", review->article);
	field = field_of(article, review->field);
	if (review->start < 0 || review->end <= review->start || (size_t)review->end > field.len ||
	    !is_boundary(&field, (size_t)review->start) || !is_boundary(&field, (size_t)review->end))
		return hs_fail(err, HS_EUSAGE, "%" PRId64 "-%" PRId64 " is no place in the %s of article '%s'", review->start, review->end,
			       review->field, review->article);
	review->words = hs_arena_strn(store->scratch, field.text + review->start, (size_t)(review->end - review->start));
	review->before = hs_arena_strn(store->scratch, field.text + context_start(&field, (size_t)review->start),
				       (size_t)review->start - context_start(&field, (size_t)review->start));
	review->after = hs_arena_strn(store->scratch, field.text + review->end, context_end(&field, (size_t)review->end) - (size_t)review->end);
	return HS_OK;
}

/* ── finding the words again ────────────────────────────────────────────────────────────── */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where the words end that begin at `at`, any white space for any; 0: they do not begin there. */
static size_t words_end(const struct field *field, size_t at, const char *words)
{
	while (*words) {
		if (at == field->len)
			return 0;
		if (is_space(*words) && is_space(field->text[at])) {
			while (is_space(*words))
				words++;
			while (at < field->len && is_space(field->text[at]))
				at++;
		} else if (*words++ != field->text[at++]) {
			return 0;
		}
	}
	return at;
}

static bool same_byte(char a, char b)
{
	return a == b || (is_space(a) && is_space(b));
}

/* How much of the context is there, too. */
static size_t context_score(const struct field *field, size_t start, size_t end, const struct hs_review *review)
{
	size_t score = 0, before = strlen(review->before), after = strlen(review->after);

	for (size_t i = 1; i <= before && i <= start && same_byte(review->before[before - i], field->text[start - i]); i++)
		score++;
	for (size_t i = 0; i < after && end + i < field->len && same_byte(review->after[i], field->text[end + i]); i++)
		score++;
	return score;
}

struct place {
	const char *state, *lost, *field;
	size_t start, end;
	int64_t source, claim;          /* numbers in the article; -1: none */
};

/* The place of the words with the most of their context; `lost` says what is missing where there is none, or more than one as good. */
static void search(struct place *out, const struct field *field, const struct hs_review *review)
{
	size_t best = 0;
	bool any = false, twice = false;

	for (size_t at = 0; at < field->len; at++) {
		size_t end = words_end(field, at, review->words), score;

		if (!end)
			continue;
		score = context_score(field, at, end, review);
		if (any && score <= best) {
			twice = twice || score == best;
			continue;
		}
		any = true;
		best = score;
		twice = false;
		out->start = at;
		out->end = end;
	}
	out->field = field->word;
	out->lost = !any ? "its words are not in the text any more" : twice ? "its words stand in the text more than once" : NULL;
}

static bool is_there(const struct field *field, const struct hs_review *review)
{
	size_t end = (size_t)review->end, start = (size_t)review->start;

	return end <= field->len && words_end(field, start, review->words) == end &&
	       context_score(field, start, end, review) >= (strlen(review->before) + strlen(review->after)) / 2;
}

static void find_words(struct place *out, const struct hs_article *article, const struct hs_review *review)
{
	struct field field = field_of(article, review->field);

	*out = (struct place){ .state = "placed", .field = field.word, .start = (size_t)review->start, .end = (size_t)review->end,
			       .source = -1, .claim = -1 };
	if (is_there(&field, review))
		return;
	search(out, &field, review);
	out->state = "moved";
}

/* ── what stands there now ──────────────────────────────────────────────────────────────── */

/* The place as a range of the article's text with its headline behind; false: its headline is not part of what was read. */
static bool range_of(struct hs_range *out, const struct hs_article *article, const struct place *place)
{
	size_t base = strcmp(place->field, "text") == 0 ? 0 : article->text_len + 1;

	*out = (struct hs_range){ (uint32_t)(base + place->start), (uint32_t)(base + place->end) };
	return base + place->end <= article->full_len;
}

/* How much two ranges have in common, of what they cover together. */
static double overlap(struct hs_range a, struct hs_range b)
{
	uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
	uint32_t low = a.start < b.start ? a.start : b.start, high = a.end > b.end ? a.end : b.end;

	return end > start ? (double)(end - start) / (double)(high - low) : 0;
}

/* From the first byte of a claim's cue and content to the last: the words that a review of it is about. */
static struct hs_range claim_reach(const struct hs_claim *claim)
{
	const struct hs_ranges *parts[] = { &claim->cue, &claim->content };
	struct hs_range reach = { UINT32_MAX, 0 };

	for (size_t i = 0; i < N_OF(parts); i++) {
		for (size_t k = 0; k < parts[i]->n; k++) {
			reach.start = parts[i]->at[k].start < reach.start ? parts[i]->at[k].start : reach.start;
			reach.end = parts[i]->at[k].end > reach.end ? parts[i]->at[k].end : reach.end;
		}
	}
	return reach;
}

static void find_claim(struct place *place, const struct hs_extraction *found, struct hs_range range)
{
	double best = 0.5;              /* of a claim that is cut otherwise now, more than half is the same */

	for (size_t i = 0; i < found->n_claims; i++) {
		double common = overlap(claim_reach(&found->claims[i]), range);

		if (common > best) {
			best = common;
			place->claim = (int64_t)i;
		}
	}
	if (place->claim < 0)
		place->lost = "no claim is found there any more";
}

/* Take `source` for whom the review is about, if one of its ranges has more in common with the place than *best. */
static void prefer_source(struct place *place, double *best, const struct hs_ranges *ranges, int64_t source, struct hs_range range)
{
	for (size_t i = 0; i < ranges->n; i++) {
		double common = overlap(ranges->at[i], range);

		if (common > *best) {
			*best = common;
			place->source = source;
		}
	}
}

static void find_source(struct place *place, const struct hs_extraction *found, struct hs_range range)
{
	double best = 0.25;             /* "a person", of "a person briefed on the plan" */

	for (size_t i = 0; i < found->n_sources; i++)
		prefer_source(place, &best, &found->sources[i].mentions, (int64_t)i, range);
	for (size_t i = 0; i < found->n_claims; i++)
		prefer_source(place, &best, &found->claims[i].source_spans, found->claims[i].source, range);
	if (place->source < 0)
		place->lost = "no source is found there any more";
}

static struct place place_of(const struct hs_extraction *found, const struct hs_review *review)
{
	struct place place;
	struct hs_range range;

	find_words(&place, found->article, review);
	if (place.lost)
		return place;
	if (!range_of(&range, found->article, &place))
		place.lost = "the headline is not read any more";
	else if (strcmp(review->about, "claim") == 0)
		find_claim(&place, found, range);
	else if (strcmp(review->about, "source") == 0)
		find_source(&place, found, range);
	return place;
}

/* ── keeping it ─────────────────────────────────────────────────────────────────────────── */

static int put_place(struct hs_store *store, int64_t review_id, int64_t article_id, const struct place *place, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_REVIEW_PLACE_ADD);

	hs_row_int(&row, review_id);
	hs_row_text(&row, place->lost ? "orphaned" : place->state);
	hs_row_text(&row, place->lost);
	hs_row_int_or_null(&row, article_id, article_id == 0);
	hs_row_text(&row, place->lost ? NULL : place->field);
	hs_row_int_or_null(&row, (int64_t)place->start, place->lost != NULL);
	hs_row_int_or_null(&row, (int64_t)place->end, place->lost != NULL);
	hs_row_int(&row, place->lost ? -1 : place->source);
	hs_row_int(&row, place->lost ? -1 : place->claim);
	return hs_row_run(&row, err);
}

/* A review as its row has it; its text is the arena's. */
static struct hs_review review_load(struct hs_arena *arena, struct hs_row *row, int64_t *id)
{
	struct hs_review review = { 0 };

	*id = sqlite3_column_int64(row->stmt, 0);
	review.about = hs_arena_str(arena, hs_row_get_text(row, 1));
	review.field = hs_arena_str(arena, hs_row_get_text(row, 2));
	review.start = sqlite3_column_int64(row->stmt, 3);
	review.end = sqlite3_column_int64(row->stmt, 4);
	review.words = hs_arena_str(arena, hs_row_get_text(row, 5));
	review.before = hs_arena_str(arena, hs_row_get_text(row, 6));
	review.after = hs_arena_str(arena, hs_row_get_text(row, 7));
	return review;
}

struct anchored {
	struct hs_review review;
	int64_t id;
};

static int load_reviews(struct anchored **out, size_t *n, struct hs_store *store, struct hs_arena *arena, const char *key, const char *url,
			struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_REVIEWS_OF);
	size_t room = 0;
	int rc;

	*out = NULL;
	*n = 0;
	hs_row_text(&row, key);
	hs_row_text(&row, url);
	while ((rc = hs_row_step(&row, err)) == HS_OK) {
		*out = hs_arena_grow(arena, *out, *n, *n + 1, &room, sizeof(**out));
		(*out)[*n].review = review_load(arena, &row, &(*out)[*n].id);
		++*n;
	}
	hs_row_end(&row);
	return rc < 0 ? rc : HS_OK;
}

/* Which of the reviews of that article are in force? */
static int rule(struct hs_store *store, const char *key, const char *url, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, HS_STMT_REVIEWS_RULE);

	hs_row_text(&row, key);
	hs_row_text(&row, url);
	return hs_row_run(&row, err);
}

int hs_reviews_place(struct hs_store *store, const char *key, const char *url, struct hs_err *err)
{
	static const struct place nowhere = { .lost = "the article is not stored", .source = -1, .claim = -1 };
	struct hs_arena *arena = hs_arena_new();
	struct hs_extraction *found = NULL;
	struct anchored *reviews;
	int64_t article = 0;
	size_t n;
	int rc;

	if ((rc = load_reviews(&reviews, &n, store, arena, key, url, err)) == HS_OK && n > 0 &&
	    (rc = find_current(&article, store, key, url, err)) == HS_OK && article)
		rc = hs_store_load_found(&found, store, arena, article, err);
	for (size_t i = 0; rc == HS_OK && i < n; i++) {
		struct place place = found ? place_of(found, &reviews[i].review) : nowhere;

		rc = put_place(store, reviews[i].id, article, &place, err);
	}
	if (rc == HS_OK && n > 0)
		rc = rule(store, key, url, err);
	hs_arena_free(arena);
	return rc;
}

static void id_add_number(struct hs_id_maker *maker, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	hs_id_adds(maker, digits);
}

struct hs_id hs_review_key(const struct hs_review *review)
{
	const char *const words[] = { review->made_at, review->reviewer, review->why, review->about, review->aspect, review->value,
				      review->policy, review->rule, review->withdraws, review->article, review->field, review->words };
	struct hs_id_maker *maker = hs_id_begin("review");

	for (size_t i = 0; i < N_OF(words); i++)
		hs_id_adds(maker, words[i]);
	id_add_number(maker, review->start);
	id_add_number(maker, review->end);
	return hs_id_end(maker);
}

static int add_row(struct hs_store *store, const struct hs_review *review, const char *key, struct hs_err *err)
{
	const char *const words[] = { key, review->made_at, review->reviewer, review->why, review->about, review->aspect, review->value,
				      review->policy, review->rule, review->withdraws, review->article, review->url, review->engine,
				      review->field, review->words, review->before, review->after };
	struct hs_row row = hs_row_begin(store, HS_STMT_REVIEW_ADD);
	bool placed = review->field != NULL;
	int rc;

	for (size_t i = 0; i < N_OF(words); i++)
		hs_row_text(&row, words[i]);
	hs_row_int_or_null(&row, review->start, !placed);
	hs_row_int_or_null(&row, review->end, !placed);
	if ((rc = hs_row_run(&row, err)) < 0)
		return rc;
	row = hs_row_begin(store, HS_STMT_REVIEW_FTS_ADD);
	hs_row_text(&row, review->value);
	return hs_row_run(&row, err);
}

/* Does the statement, given these words, have a row? Its first columns, if so, as words in the scratch arena. */
static int look_up(bool *has, const char **out, int columns, struct hs_store *store, enum hs_stmt stmt, const char *const *words, size_t n,
		   struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, stmt);
	int rc;

	for (size_t i = 0; i < n; i++)
		hs_row_text(&row, words[i]);
	rc = hs_row_step(&row, err);
	for (int i = 0; rc == HS_OK && i < columns; i++)
		out[i] = hs_arena_str(store->scratch, hs_row_get_text(&row, i));
	hs_row_end(&row);
	*has = rc == HS_OK;
	return rc < 0 ? rc : HS_OK;
}

/* Has the reviewer said the very same, as the last word so far? Then a list that is brought again says nothing new. */
static int is_said(bool *said, struct hs_store *store, const struct hs_review *review, struct hs_err *err)
{
	const char *const words[] = { review->about, review->aspect, review->value, review->reviewer, review->why, review->article,
				      review->field, review->words, review->policy, review->rule };

	*said = false;
	return look_up(said, NULL, 0, store, HS_STMT_REVIEW_SAID, words, N_OF(words), err);
}

/* Put article and url of the review that is taken back into *review, so that the reviews beside it are ruled anew. */
static int find_withdrawn(const char *out[2], struct hs_store *store, const struct hs_review *review, struct hs_err *err)
{
	const char *about[5] = { 0 };
	bool has;
	int rc = look_up(&has, about, 4, store, HS_STMT_REVIEW_FIND, &review->withdraws, 1, err);

	if (rc < 0)
		return rc;
	if (!has)
		return hs_fail(err, HS_EUSAGE, "there is no review '%s'", review->withdraws);
	if (strcmp(about[2], "review") == 0)
		return hs_fail(err, HS_EUSAGE, "review '%s' is itself a withdrawal: make a new one instead", review->withdraws);
	if (about[3])
		return hs_fail(err, HS_EUSAGE, "review '%s' is withdrawn already", review->withdraws);
	out[0] = about[0];
	out[1] = about[1];
	return HS_OK;
}

static int add(struct hs_store *store, struct hs_review *review, struct hs_id *key, bool *known, struct hs_err *err)
{
	const char *article[2] = { review->article, review->url }, *word;
	int rc;

	*key = hs_review_key(review);
	word = key->hex;
	if ((rc = look_up(known, NULL, 0, store, HS_STMT_REVIEW_HAS, &word, 1, err)) < 0 || *known)
		return rc;
	if (review->withdraws)
		rc = find_withdrawn(article, store, review, err);
	else if (review->clocked)
		rc = is_said(known, store, review, err);
	if (rc < 0 || *known)
		return rc;
	if ((rc = add_row(store, review, key->hex, err)) < 0)
		return rc;
	return hs_reviews_place(store, article[0], article[1], err);
}

int hs_store_review(struct hs_store *store, const struct hs_review *given, struct hs_id *key, bool *known, struct hs_err *err)
{
	struct hs_review review = *given;
	int rc;

	hs_arena_reset(store->scratch);
	*known = false;
	if (!review.reviewer || !*review.reviewer)
		return hs_fail(err, HS_EUSAGE, "a review needs its reviewer");
	if ((rc = check_aspect(&review, err)) < 0 || (rc = normal_time(&review.made_at, store, review.made_at, err)) < 0)
		return rc;
	if (!review.withdraws && !review.words && (rc = complete(&review, store, err)) < 0)
		return rc;
	return add(store, &review, key, known, err);
}
