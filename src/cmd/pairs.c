#include "config.h"

#include "cmd/pairs.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "attribute/claim.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/pipeline.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cmd/articles.h"
#include "match/match.h"
#include "model/tagger.h"

#define LINE_MAX_BYTES ((size_t)16 << 20)
#define PARTS_MAX 10000                 /* ranges of one kind in one claim */

struct side {                           /* one claim of a pair */
	struct hs_id article_id;
	struct hs_article *article;
	struct hs_raw raw;
	const char *name;
	struct hs_match_claim claim;
};

struct pair {
	struct hs_arena *arena;         /* owns the rest */
	const char *id;
	struct side side[2];
	struct hs_err err;
	bool rejected;
};

struct run {
	struct hs_input *input;
	size_t line;
	struct pair **pairs;            /* those that were read */
	size_t n, room;
	size_t rejected;
};

/* --- JSON to claims ------------------------------------------------------------------------- */

static const char *string_of(struct hs_arena *arena, const cJSON *object, const char *name)
{
	return hs_arena_str(arena, cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name)));
}

static bool is_offset(const cJSON *item, const struct hs_article *article)
{
	double value = cJSON_IsNumber(item) ? item->valuedouble : -1;
	size_t at;

	if (!(value >= 0 && value <= (double)article->text_len))
		return false;
	at = (size_t)value;
	return (double)at == value && (at == article->text_len || (article->text[at] & 0xC0) != 0x80);
}

static int read_range(struct hs_range *range, const cJSON *item, const struct hs_article *article, uint32_t from)
{
	const cJSON *start = cJSON_GetArrayItem(item, 0), *end = cJSON_GetArrayItem(item, 1);

	if (!cJSON_IsArray(item) || cJSON_GetArraySize(item) != 2 || !is_offset(start, article) || !is_offset(end, article))
		return -1;
	*range = (struct hs_range){ (uint32_t)start->valuedouble, (uint32_t)end->valuedouble };
	return range->start >= from && range->start < range->end ? 0 : -1;
}

static int read_ranges(struct hs_ranges *ranges, const cJSON *claim, const char *name, const struct hs_article *article,
		       struct hs_err *err)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(claim, name), *item;
	uint32_t from = 0;
	int n = cJSON_GetArraySize(list);

	if (!cJSON_IsArray(list) || n > PARTS_MAX)
		return hs_fail(err, HS_EINPUT, "'%s' is not a list of ranges", name);
	*ranges = (struct hs_ranges){ hs_arena_array(article->arena, (size_t)n, sizeof(*ranges->at)), 0 };
	cJSON_ArrayForEach(item, list) {
		struct hs_range *range = &ranges->at[ranges->n++];

		if (read_range(range, item, article, from) < 0)
			return hs_fail(err, HS_EINPUT, "'%s' has a range that is not in the text or not in order", name);
		from = range->end;
	}
	return HS_OK;
}

static struct hs_id id_of(const char *article)
{
	struct hs_id_maker *maker = hs_id_begin("pair");

	hs_id_adds(maker, article);
	return hs_id_end(maker);
}

/* The model tells the kind in an article; a lone claim has only what the words of its source say. */
static void guess_nothing(float kind[HS_MODEL_KINDS])
{
	for (int i = 0; i < HS_MODEL_KINDS; i++)
		kind[i] = 1.0f / HS_MODEL_KINDS;
}

static int read_side(struct side *side, const cJSON *claim, struct hs_arena *arena, struct hs_err *err)
{
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(claim, "text"));
	struct hs_ranges cue;
	int rc;

	if (!text)
		return hs_fail(err, HS_EINPUT, "a claim has no text");
	side->article = hs_article_new(arena, text, strlen(text));
	side->article->outlet = string_of(arena, claim, "outlet");
	side->article->published = string_of(arena, claim, "published");
	side->article->headline = string_of(arena, claim, "headline");
	side->article_id = id_of(string_of(arena, claim, "article"));
	side->name = string_of(arena, claim, "name");
	if ((rc = read_ranges(&side->raw.source, claim, "source", side->article, err)) < 0 ||
	    (rc = read_ranges(&cue, claim, "cue", side->article, err)) < 0 ||
	    (rc = read_ranges(&side->raw.content, claim, "content", side->article, err)) < 0)
		return rc;
	if (cue.n != 1 || !side->raw.content.n)
		return hs_fail(err, HS_EINPUT, "a claim needs one cue and some content");
	side->raw.cue = cue.at[0];
	guess_nothing(side->raw.kind);
	hs_article_finish(side->article, NULL, 0);
	return HS_OK;
}

static int read_pair(struct pair *pair, const cJSON *root)
{
	static const char *const names[2] = { "a", "b" };
	int rc;

	pair->id = string_of(pair->arena, root, "id");
	if (!pair->id || strpbrk(pair->id, "\t\r\n"))
		return hs_fail(&pair->err, HS_EINPUT, "there is no id, or one with a tab or line break in it");
	for (int i = 0; i < 2; i++) {
		const cJSON *claim = cJSON_GetObjectItemCaseSensitive(root, names[i]);

		if ((rc = read_side(&pair->side[i], claim, pair->arena, &pair->err)) < 0)
			return rc;
	}
	return HS_OK;
}

static int parse_pair(struct pair *pair, struct hs_span line)
{
	const char *copy = hs_arena_strn(pair->arena, line.ptr, line.len);
	cJSON *root;
	int rc;

	if (hs_utf8_check(line.ptr, line.len) != line.len || memchr(line.ptr, '\0', line.len))
		return hs_fail(&pair->err, HS_EINPUT, "not well-formed UTF-8, or a NUL in it");
	root = cJSON_ParseWithLengthOpts(copy, line.len + 1, NULL, 1);
	if (!root)
		return hs_fail(&pair->err, HS_EINPUT, "not valid JSON");
	rc = read_pair(pair, root);
	cJSON_Delete(root);
	return rc;
}

/* --- the pipeline ---------------------------------------------------------------------------- */

static void *next_pair(void *ctx)
{
	struct run *run = ctx;
	struct pair *pair = hs_calloc(1, sizeof(*pair));
	struct hs_span line;
	int rc;

	pair->arena = hs_arena_new();
	rc = hs_input_line(run->input, &line, LINE_MAX_BYTES, &pair->err);
	if (rc == HS_DONE) {
		hs_arena_free(pair->arena);
		free(pair);
		return NULL;
	}
	run->line++;
	if (rc == HS_OK)
		rc = parse_pair(pair, line);
	pair->rejected = rc < 0;
	if (rc < 0)
		hs_err_prefix(&pair->err, "'%s' line %zu", hs_input_name(run->input), run->line);
	return pair;
}

/* The words of ranges, as the store has them too: parts joined by " … ". */
static const char *words_of(const struct hs_article *article, const struct hs_ranges *ranges)
{
	struct hs_str words = HS_STR_INIT;
	const char *kept;

	for (size_t i = 0; i < ranges->n; i++) {
		struct hs_span part = hs_span_at(article->text, ranges->at[i]);

		hs_str_adds(&words, i ? " … " : "");
		hs_str_add(&words, part.ptr, part.len);
	}
	kept = hs_arena_str(article->arena, words.ptr);
	hs_str_release(&words);
	return kept;
}

/* The claim of the given cue: the rules may find others around it. */
static const struct hs_claim *claim_at(const struct hs_extraction *extraction, struct hs_range cue)
{
	for (size_t i = 0; i < extraction->n_claims; i++) {
		const struct hs_claim *claim = &extraction->claims[i];

		if (claim->cue.n && hs_range_meet(claim->cue.at[0], cue))
			return claim;
	}
	return NULL;
}

static void describe(struct side *side, struct hs_tagger *tagger)
{
	const struct hs_article *article = side->article;
	float *vector = hs_arena_array(article->arena, HS_VECTOR, sizeof(*vector));
	struct hs_raws raws = { &side->raw, 1 };
	const struct hs_claim *found;
	struct hs_extraction *extraction;

	hs_tagger_embed(tagger, article, &side->raw, 1, vector);
	side->raw.vector = vector;
	extraction = hs_extract_from(article, &raws);
	found = claim_at(extraction, side->raw.cue);
	side->claim = (struct hs_match_claim){
		.article = side->article_id,
		.outlet = article->outlet,
		.published = article->published,
		.headline = article->headline,
		.source = words_of(article, &side->raw.source),
		.name = side->name,
		.kind = found ? extraction->sources[found->source].kind : HS_KIND_UNRESOLVED,
		.cue = hs_arena_strn(article->arena, article->text + side->raw.cue.start,
				     side->raw.cue.end - side->raw.cue.start),
		.content = words_of(article, &side->raw.content),
		.context = hs_arena_strn(article->arena, article->text, article->text_len),
		.stance = found ? found->stance : HS_ASSERTS,
		.vector = vector,
	};
	if (found)
		side->claim.id = found->id;
}

struct worker {
	const struct hs_model *model;
	struct hs_tagger *tagger;
};

static void describe_pair(void *job, void *state)
{
	struct pair *pair = job;
	struct worker *worker = state;

	if (pair->rejected)
		return;
	if (!worker->tagger)
		worker->tagger = hs_tagger_new(worker->model);
	describe(&pair->side[0], worker->tagger);
	describe(&pair->side[1], worker->tagger);
}

static void pair_free(struct pair *pair)
{
	hs_arena_free(pair->arena);
	free(pair);
}

static int keep_pair(void *ctx, void *job)
{
	struct pair *pair = job;
	struct run *run = ctx;

	if (pair->rejected) {
		hs_tell_err(&pair->err);
		pair_free(pair);
		run->rejected++;
		return 0;
	}
	if (run->n == run->room) {
		run->room = run->room ? 2 * run->room : 64;
		run->pairs = hs_realloc(run->pairs, run->room * sizeof(*run->pairs));
	}
	run->pairs[run->n++] = pair;
	return 0;
}

static void drop_pair(void *ctx, void *job)
{
	(void)ctx;
	pair_free(job);
}

static void read_pairs(struct run *run, const struct hs_model *model, unsigned n_workers)
{
	static const struct hs_pipeline pipeline = { next_pair, describe_pair, keep_pair, drop_pair };
	struct worker *workers = hs_calloc(n_workers, sizeof(*workers));
	void **states = hs_calloc(n_workers, sizeof(*states));

	for (unsigned i = 0; i < n_workers; i++) {
		workers[i].model = model;
		states[i] = &workers[i];
	}
	hs_pipeline_run(&pipeline, run, states, n_workers);
	for (unsigned i = 0; i < n_workers; i++)
		hs_tagger_free(workers[i].tagger);
	free(states);
	free(workers);
}

/* --- judging ----------------------------------------------------------------------------------- */

static void print_evidence(const struct hs_match *match)
{
	for (int i = 0; i < HS_EVIDENCE_N; i++)
		printf("\t%s=%.6f", hs_match_evidence_word(i), match->evidence[i]);
}

static void print_pairs(const struct run *run, bool evidence)
{
	struct hs_match_claim *claims = hs_calloc(2 * run->n, sizeof(*claims));
	struct hs_matcher *matcher;

	for (size_t i = 0; i < run->n; i++) {
		claims[2 * i] = run->pairs[i]->side[0].claim;
		claims[2 * i + 1] = run->pairs[i]->side[1].claim;
	}
	matcher = hs_matcher_new(claims, 2 * run->n);
	for (size_t i = 0; i < run->n; i++) {
		struct hs_match match = hs_matcher_judge(matcher, (uint32_t)(2 * i), (uint32_t)(2 * i + 1));

		printf("%s\t%.6f\t%s", run->pairs[i]->id, match.score, hs_match_kind_word(match.kind));
		if (evidence)
			print_evidence(&match);
		putchar('\n');
	}
	hs_matcher_free(matcher);
	free(claims);
}

int hs_pairs_judge(const char *path, const struct hs_pairs_options *options)
{
	struct run run = { 0 };
	struct hs_model *model;
	struct hs_err err;

	if (hs_model_open(&model, options->model, &err) < 0)
		return hs_tell_status(&err);
	if (hs_input_open(&run.input, path, &err) < 0) {
		hs_model_close(model);
		return hs_tell_status(&err);
	}
	read_pairs(&run, model, hs_jobs(options->jobs));
	print_pairs(&run, options->evidence);
	for (size_t i = 0; i < run.n; i++)
		pair_free(run.pairs[i]);
	free(run.pairs);
	hs_input_close(run.input);
	hs_model_close(model);
	return run.rejected ? HS_EXIT_REJECTS : HS_EXIT_OK;
}
