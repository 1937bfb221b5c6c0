#include "reading.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/ingest.h"
#include "unit.h"

#define MOST 64                         /* sources or claims of an article, fields of a line, articles */

/* Lines of reading.tsv: tab-separated, "-" where there is nothing, parts of a split quotation joined by " … ". */
enum { ARTICLE_REF = 1, ARTICLE_HEADLINE, ARTICLE_AGENCY, ARTICLE_N };
enum { SOURCE_REF = 1, SOURCE_KIND, SOURCE_NAME, SOURCE_GRANT, SOURCE_REASON, SOURCE_CODE, SOURCE_BASIS, SOURCE_LEVEL,
      SOURCE_COUNT, SOURCE_N };
enum { CLAIM_SOURCE = 1, CLAIM_WORDS, CLAIM_CUE, CLAIM_CONTENT, CLAIM_TOLD, CLAIM_THROUGH, CLAIM_QUOTATION, CLAIM_STANCE,
      CLAIM_CONFIDENCE, CLAIM_N };
enum { MATCH_KIND = 1, MATCH_A, MATCH_B, MATCH_SCORE, MATCH_WORDS, MATCH_N };

struct line {
	char *field[MOST];              /* NULL: nothing */
	size_t n;
};

struct known {                          /* what a match line refers to */
	char ref[16];
	struct hs_id claims[MOST];
	size_t n_claims;
};

struct reading {
	struct hs_arena *arena;
	struct line *lines;
	size_t n_lines;
	struct known articles[MOST];
	size_t n_articles;
	struct hs_store *store;
};

#define must(call) ck_assert_msg((call) >= 0, "%s", err.msg)

static const char *source_path(struct hs_arena *arena, const char *path)
{
	const char *src = getenv("SRC");

	return hs_arena_printf(arena, "%s/%s", src ? src : ".", path);
}

/* ── the file ── */

static void line_read(struct line *line, char *text)
{
	while (text) {
		char *tab = strchr(text, '\t');

		if (tab)
			*tab++ = '\0';
		ck_assert_uint_lt(line->n, MOST);
		line->field[line->n++] = strcmp(text, "-") == 0 ? NULL : text;
		text = tab;
	}
}

static void lines_read(struct reading *reading)
{
	FILE *fp = fopen(source_path(reading->arena, "tests/unit/reading.tsv"), "r");
	char *text = NULL;
	size_t size = 0;

	ck_assert_ptr_nonnull(fp);
	reading->lines = hs_arena_array(reading->arena, 1024, sizeof(*reading->lines));
	while (getline(&text, &size, fp) > 0) {
		text[strcspn(text, "\n")] = '\0';
		ck_assert_uint_lt(reading->n_lines, 1024);
		line_read(&reading->lines[reading->n_lines++], hs_arena_str(reading->arena, text));
	}
	free(text);
	fclose(fp);
}

static bool line_is(const struct line *line, const char *what, size_t n)
{
	bool is = strcmp(line->field[0], what) == 0;

	ck_assert(!is || line->n == n);
	return is;
}

/* ── words to places ── */

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r';
}

/* The length of what stands for `words` at `at`, where any white space stands for a blank; 0: they are not there. */
static size_t words_at(const char *at, const char *end, const char *words)
{
	const char *from = at;

	while (*words) {
		if (at == end)
			return 0;
		if (is_blank(*words) && is_blank(*at)) {
			while (at < end && is_blank(*at))
				at++;
		} else if (*words == *at) {
			at++;
		} else {
			return 0;
		}
		words++;
	}
	return (size_t)(at - from);
}

static bool overlaps(const struct hs_ranges *ranges, struct hs_range range)
{
	for (size_t i = 0; ranges && i < ranges->n; i++)
		if (hs_range_meet(ranges->at[i], range))
			return true;
	return false;
}

/* The first place of `words` in [from, to) outside `besides`. */
static bool find(const struct hs_article *article, const char *words, uint32_t from, uint32_t to,
		 const struct hs_ranges *besides,
		 struct hs_range *out)
{
	for (uint32_t at = from; at < to; at++) {
		size_t len = words_at(article->text + at, article->text + to, words);
		struct hs_range range = { at, at + (uint32_t)len };

		if (len > 0 && !overlaps(besides, range)) {
			*out = range;
			return true;
		}
	}
	return false;
}

/* The places of words that may be split, one part after the other. */
static struct hs_ranges find_all(const struct hs_article *article, const char *words, uint32_t from, uint32_t to,
				 const struct hs_ranges *besides)
{
	struct hs_ranges ranges = { hs_arena_array(article->arena, 8, sizeof(struct hs_range)), 0 };

	while (words) {
		const char *split = strstr(words, " … ");
		char *part = hs_arena_strn(article->arena, words, split ? (size_t)(split - words) : strlen(words));

		ck_assert_msg(find(article, part, from, to, besides, &ranges.at[ranges.n]), "no '%s' in '%s'", part,
			      article->headline);
		from = ranges.at[ranges.n++].end;
		words = split ? split + strlen(" … ") : NULL;
	}
	return ranges;
}

/* ── one article ── */

static int kind_of(const char *word)
{
	for (int i = 0; i < HS_KIND_N; i++) {
		char both[64];

		snprintf(both, sizeof(both), "%s/%s", hs_class_word(hs_kind_class((enum hs_kind)i)),
			 hs_kind_word((enum hs_kind)i));
		if (strcmp(both, word) == 0)
			return i;
	}
	ck_abort_msg("no kind '%s'", word);
	return -1;
}

static int number_of(const char *word, int nothing)
{
	return word ? atoi(word) : nothing;
}

/* What a reader learns, by the level of the description; the basis counts where it is given. */
static unsigned told_of(const struct line *line)
{
	int level = number_of(line->field[SOURCE_LEVEL], 0);
	unsigned details = line->field[SOURCE_BASIS] ? 1u << HS_DETAIL_BASIS : 0;

	for (int detail = HS_DETAIL_CATEGORY; detail <= HS_DETAIL_PLACE && detail < level; detail++)
		details |= 1u << detail;
	return level == 5 ? details | 1u << HS_DETAIL_SIDE : details;
}

static struct hs_source source_make(const struct hs_article *article, const struct line *line)
{
	uint32_t end = (uint32_t)article->text_len;

	return (struct hs_source){
		.kind = (enum hs_kind)kind_of(line->field[SOURCE_KIND]),
		.name = line->field[SOURCE_NAME],
		.grant = find_all(article, line->field[SOURCE_GRANT], 0, end, NULL),
		.reason = find_all(article, line->field[SOURCE_REASON], 0, end, NULL),
		.reason_code = line->field[SOURCE_CODE] ? atoi(line->field[SOURCE_CODE] + 1) : -1,
		.basis = find_all(article, line->field[SOURCE_BASIS], 0, end, NULL),
		.specificity = number_of(line->field[SOURCE_LEVEL], -1),
		.told_of = told_of(line),
		.count = number_of(line->field[SOURCE_COUNT], 0),
	};
}

static int word_of(const char *word, int n, const char *(*word_at)(int))
{
	for (int i = 0; i < n; i++)
		if (strcmp(word_at(i), word) == 0)
			return i;
	ck_abort_msg("no word '%s'", word);
	return -1;
}

static const char *quotation_word(int i)
{
	return hs_quotation_word((enum hs_quotation)i);
}

static const char *stance_word(int i)
{
	return hs_stance_word((enum hs_stance)i);
}

/* Where the content begins: at or after `from`, in reading order (the headline stands behind the text). */
static int para_of(const struct hs_article *article, const char *content, uint32_t *from)
{
	const char *split = strstr(content, " … ");
	char *first = hs_arena_strn(article->arena, content, split ? (size_t)(split - content) : strlen(content));

	for (size_t i = *from; i < article->n_paras; i++) {
		struct hs_range range, para = article->paras[i].range;

		if (hs_para_speaks(&article->paras[i]) && find(article, first, para.start, para.end, NULL, &range)) {
			*from = (uint32_t)i;
			return (int)i;
		}
	}
	ck_abort_msg("no '%s' in '%s'", first, article->headline);
	return -1;
}

static uint32_t gap_between(struct hs_range a, struct hs_range b)
{
	return a.end <= b.start ? b.start - a.end : a.start - b.end;
}

/* The place of `words` in the paragraph that is nearest to the content and not in it. */
static struct hs_ranges find_near(const struct hs_article *article, const char *words, struct hs_range para,
				  const struct hs_ranges *content)
{
	struct hs_ranges best = { hs_arena_array(article->arena, 1, sizeof(struct hs_range)), 0 };
	struct hs_range range = para;

	while (words && find(article, words, range.start, para.end, content, &range)) {
		if (best.n == 0 || gap_between(range, content->at[0]) < gap_between(best.at[0], content->at[0]))
			best.at[0] = range;
		best.n = 1;
		range.start++;
	}
	ck_assert_msg(!words || best.n, "no '%s' in '%s'", words, article->headline);
	return best;
}

static struct hs_claim claim_make(const struct hs_article *article, const struct line *line, uint32_t *from)
{
	int para = para_of(article, line->field[CLAIM_CONTENT], from);
	struct hs_range range = article->paras[para].range;
	uint32_t end = range.start > article->text_len ? (uint32_t)article->full_len : (uint32_t)article->text_len;
	struct hs_claim claim = {
		.content = find_all(article, line->field[CLAIM_CONTENT], range.start, end, NULL),
		.told = find_all(article, line->field[CLAIM_TOLD], range.start, range.end, NULL),
		.through = find_all(article, line->field[CLAIM_THROUGH], range.start, range.end, NULL),
		.hands = line->field[CLAIM_THROUGH] != NULL,
		.quotation = (enum hs_quotation)word_of(line->field[CLAIM_QUOTATION], HS_QUOTATION_N, quotation_word),
		.stance = (enum hs_stance)word_of(line->field[CLAIM_STANCE], HS_STANCE_N, stance_word),
		.confidence = atof(line->field[CLAIM_CONFIDENCE]),
		.para = (uint32_t)para,
		.outer = -1, .answers = -1,
	};

	claim.cue = find_near(article, line->field[CLAIM_CUE], range, &claim.content);
	claim.source_spans = find_near(article, line->field[CLAIM_WORDS], range, &claim.content);
	claim.id = hs_claim_key(article, &claim);
	return claim;
}

/* ── all of them ── */

static struct line *article_line(struct reading *reading, const struct hs_article *article)
{
	for (size_t i = 0; i < reading->n_lines; i++)
		if (line_is(&reading->lines[i], "article", ARTICLE_N) &&
		    strcmp(reading->lines[i].field[ARTICLE_HEADLINE], article->headline) == 0)
			return &reading->lines[i];
	ck_abort_msg("no reading of '%s'", article->headline);
	return NULL;
}

static size_t source_index(char *const *refs, size_t n, const char *ref)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(refs[i], ref) == 0)
			return i;
	ck_abort_msg("no source '%s'", ref);
	return n;
}

/* What the lines behind the article's own say of it. */
static struct hs_extraction *extraction_make(struct reading *reading, const struct hs_article *article)
{
	const struct line *line = article_line(reading, article);
	struct known *known = &reading->articles[reading->n_articles++];
	struct hs_extraction *found = hs_arena_alloc(article->arena, sizeof(*found));
	char *refs[MOST];
	uint32_t from = 0;

	*found = (struct hs_extraction){
		.article = article, .agency_copy = line->field[ARTICLE_AGENCY] != NULL, .agency = line->field[ARTICLE_AGENCY],
		.sources = hs_arena_array(article->arena, MOST, sizeof(struct hs_source)),
		.claims = hs_arena_array(article->arena, MOST, sizeof(struct hs_claim)),
	};
	snprintf(known->ref, sizeof(known->ref), "%s", line->field[ARTICLE_REF]);
	while (++line < reading->lines + reading->n_lines && !line_is(line, "article", ARTICLE_N)) {
		if (line_is(line, "source", SOURCE_N)) {
			refs[found->n_sources] = line->field[SOURCE_REF];
			found->sources[found->n_sources++] = source_make(article, line);
		} else if (line_is(line, "claim", CLAIM_N)) {
			struct hs_claim claim = claim_make(article, line, &from);

			claim.source = (uint32_t)source_index(refs, found->n_sources, line->field[CLAIM_SOURCE]);
			known->claims[known->n_claims++] = claim.id;
			found->claims[found->n_claims++] = claim;
		}
	}
	return found;
}

static void articles_put(struct reading *reading)
{
	const char *path = source_path(reading->arena, "reports/samples");
	struct hs_ingest *ingest;
	struct hs_article *article;
	struct hs_err err;
	enum hs_put put;
	int rc;

	must(hs_ingest_open(&ingest, &path, 1, NULL, &err));
	must(hs_store_begin(reading->store, &err));
	while ((rc = hs_ingest_next(&article, ingest, reading->arena, &err)) == HS_OK) {
		article->path = strstr(article->path, "reports/samples");       /* not where the tests happen to run */
		must(hs_store_put(reading->store, extraction_make(reading, article), "a careful reader", &put, &err));
	}
	ck_assert_msg(rc == HS_DONE, "%s", err.msg);
	must(hs_store_commit(reading->store, &err));
	hs_ingest_free(ingest);
}

/* "courier:4": the fifth claim of an article, as its index in the store's list. */
static uint32_t claim_index(const struct reading *reading, const struct hs_match_claim *claims, size_t n, const char *ref)
{
	const char *colon = strchr(ref, ':');

	for (size_t i = 0; i < reading->n_articles; i++) {
		const struct known *known = &reading->articles[i];

		if (strlen(known->ref) != (size_t)(colon - ref) || strncmp(known->ref, ref, (size_t)(colon - ref)) != 0)
			continue;
		for (size_t c = 0; c < n; c++)
			if (strcmp(claims[c].id.hex, known->claims[atoi(colon + 1)].hex) == 0)
				return (uint32_t)c;
	}
	ck_abort_msg("no claim '%s'", ref);
	return 0;
}

static void matches_put(struct reading *reading)
{
	struct hs_match *matches = hs_arena_array(reading->arena, reading->n_lines, sizeof(*matches));
	struct hs_match_claim *claims;
	struct hs_err err;
	size_t n = 0, n_claims;

	must(hs_store_claims(reading->store, reading->arena, &claims, &n_claims, &err));
	for (size_t i = 0; i < reading->n_lines; i++) {
		const struct line *line = &reading->lines[i];
		uint32_t a, b;

		if (!line_is(line, "match", MATCH_N))
			continue;
		a = claim_index(reading, claims, n_claims, line->field[MATCH_A]);
		b = claim_index(reading, claims, n_claims, line->field[MATCH_B]);
		matches[n] = (struct hs_match){
			.a = a < b ? a : b, .b = a < b ? b : a, .score = atof(line->field[MATCH_SCORE]),
			.kind = strcmp(line->field[MATCH_KIND], "same") == 0 ? HS_MATCH_SAME : HS_MATCH_CONTRADICTS,
		};
		matches[n++].evidence[HS_EVIDENCE_WORDS] = atof(line->field[MATCH_WORDS]);
	}
	must(hs_store_put_matches(reading->store, claims, matches, n, &err));
}

struct hs_store *reading_store(void)
{
	struct reading reading = { .arena = hs_arena_new() };
	struct hs_err err;

	lines_read(&reading);
	must(hs_store_open(&reading.store, NULL, HS_STORE_MEMORY, &err));
	articles_put(&reading);
	matches_put(&reading);
	hs_arena_free(reading.arena);
	return reading.store;
}
