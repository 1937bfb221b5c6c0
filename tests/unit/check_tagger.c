#include <math.h>
#include <string.h>
#include <time.h>

#include "base/pipeline.h"
#include "model/tagger_p.h"
#include "tiny.h"
#include "unit.h"

static struct hs_model *model;
static struct hs_tagger *tagger;
static struct hs_arena *arena;
static cJSON *records;                  /* of tiny.ndjson: what train/decode.py says */

static void setup(void)
{
	model = tiny_model();
	hs_model_unpack(model);
	tagger = hs_tagger_new(model);
	hs_tagger_use(tagger, hs_gemm_default(), HS_FP32);      /* as training computes */
	arena = hs_arena_new();
	records = data_records("tiny.ndjson");
}

static void teardown(void)
{
	cJSON_Delete(records);
	hs_arena_free(arena);
	hs_tagger_free(tagger);
	hs_model_close(model);
}

static void add_para(void *ctx, struct hs_range range)
{
	struct hs_article *article = ctx;
	size_t room = article->n_paras;

	article->paras = hs_arena_grow(arena, article->paras, article->n_paras, article->n_paras + 1, &room, sizeof(*article->paras));
	article->paras[article->n_paras++] = (struct hs_para){ .range = range, .kind = HS_PARA_BODY };
}

static struct hs_article *article_of(const char *text)
{
	struct hs_article *article = hs_arena_alloc(arena, sizeof(*article));

	*article = (struct hs_article){ .arena = arena, .text = text, .text_len = strlen(text), .full_len = strlen(text) };
	each_line(text, add_para, article);
	return article;
}

static const char *text_of(const cJSON *record)
{
	return cJSON_GetObjectItem(record, "text")->valuestring;
}

/* --- Against the training program */

static void same_floats(const float *got, const cJSON *want, double tolerance, const char *what)
{
	const int n = cJSON_GetArraySize(want);

	for (int i = 0; i < n; i++)
		ck_assert_msg(fabs(got[i] - number_at(want, i)) < tolerance, "%s %d: %g, not %g", what, i, got[i], number_at(want, i));
}

static void same_ranges(const struct hs_range *got, size_t n, const cJSON *want)
{
	const cJSON *span;
	size_t i = 0;

	ck_assert_int_eq(n, cJSON_GetArraySize(want));
	cJSON_ArrayForEach(span, want) {
		ck_assert_uint_eq(got[i].start, number_at(span, 0));
		ck_assert_uint_eq(got[i++].end, number_at(span, 1));
	}
}

static void same_raw(const struct hs_raw *got, const cJSON *want)
{
	same_ranges(&got->cue, 1, cJSON_GetObjectItem(want, "cue"));
	same_ranges(got->source.at, got->source.n, cJSON_GetObjectItem(want, "source"));
	same_ranges(got->content.at, got->content.n, cJSON_GetObjectItem(want, "content"));
	same_floats(got->kind, cJSON_GetObjectItem(want, "kind"), 2e-4, "kind");
	same_floats(got->vector, cJSON_GetObjectItem(want, "vector"), 2e-4, "vector");
	ck_assert_double_eq_tol(got->cue_p, cJSON_GetObjectItem(want, "cue_p")->valuedouble, 2e-4);
	ck_assert_double_eq_tol(got->path_p, cJSON_GetObjectItem(want, "path_p")->valuedouble, 2e-4);
	ck_assert_double_eq_tol(got->p, cJSON_GetObjectItem(want, "p")->valuedouble, 2e-4);
	for (size_t i = model->shape.vector; i < HS_VECTOR; i++)
		ck_assert(got->vector[i] == 0);
}

static void same_article(const cJSON *record)
{
	struct hs_raws raws = hs_tagger_run(tagger, article_of(text_of(record)));
	const cJSON *want;
	size_t i = 0;

	ck_assert_int_eq(raws.n, cJSON_GetArraySize(cJSON_GetObjectItem(record, "attributions")));
	cJSON_ArrayForEach(want, cJSON_GetObjectItem(record, "attributions"))
		same_raw(&raws.at[i++], want);
}

START_TEST(the_same_as_in_training)
{
	const cJSON *record;
	int n = 0;

	cJSON_ArrayForEach(record, records) {
		same_article(record);
		n += cJSON_GetArraySize(cJSON_GetObjectItem(record, "attributions"));
	}
	ck_assert_int_gt(n, 50);
}
END_TEST

START_TEST(builtin_products_say_the_same)
{
	const cJSON *record;

	hs_tagger_use(tagger, &hs_gemm_builtin, HS_FP32);
	cJSON_ArrayForEach(record, records)
		same_article(record);
}
END_TEST

START_TEST(hidden_states_are_those_of_training)
{
	const cJSON *record, *row;

	cJSON_ArrayForEach(record, records) {
		const float *h = tagger->buf.x + model->shape.hidden;

		if (!cJSON_GetArraySize(cJSON_GetObjectItem(record, "hidden")))
			continue;
		hs_tagger_run(tagger, article_of(text_of(record)));
		hs_encode(tagger, tagger->windows.at, 1);
		cJSON_ArrayForEach(row, cJSON_GetObjectItem(record, "hidden")) {
			same_floats(h, row, 2e-4, "hidden");
			h += model->shape.hidden;
		}
	}
}
END_TEST

/* --- In int8 */

/* The hidden states of the first record, by the tagger as it is. */
static float *states_of_first(size_t *n)
{
	float *states;

	hs_tagger_run(tagger, article_of(text_of(cJSON_GetArrayItem(records, 0))));
	hs_encode(tagger, tagger->windows.at, 1);
	*n = hs_window_rows(tagger->windows.at) * model->shape.hidden;
	states = hs_arena_array(arena, *n, sizeof(*states));
	memcpy(states, tagger->buf.x, *n * sizeof(*states));
	return states;
}

/* The tiny model is rougher than a real one: rows of 24 leave little to average over. */
START_TEST(int8_comes_near)
{
	size_t n;
	const float *exact = states_of_first(&n), *near;
	double error = 0, size = 0;

	hs_tagger_use(tagger, hs_gemm_default(), HS_INT8);
	near = states_of_first(&n);
	for (size_t i = 0; i < n; i++) {
		error += (near[i] - exact[i]) * (near[i] - exact[i]);
		size += exact[i] * exact[i];
	}
	ck_assert_msg(error > 0 && sqrt(error / size) < 0.1, "off by %g", sqrt(error / size));
}
END_TEST

START_TEST(int8_is_the_same_with_any_backend)
{
	size_t n;
	const float *here, *there;

	hs_tagger_use(tagger, hs_gemm_default(), HS_INT8);
	here = states_of_first(&n);
	hs_tagger_use(tagger, &hs_gemm_builtin, HS_INT8);
	there = states_of_first(&n);
	ck_assert(memcmp(here, there, n * sizeof(*here)) == 0);
}
END_TEST

/* --- Which text is read */

START_TEST(only_what_speaks_is_read)
{
	const char *text = text_of(cJSON_GetArrayItem(records, 1));
	struct hs_article *article = article_of(text);
	size_t before = hs_tagger_run(tagger, article).n, pieces = tagger->pieces.n;

	ck_assert_uint_gt(before, 0);
	article->paras[1].kind = HS_PARA_COMMENT;
	hs_tagger_run(tagger, article);
	ck_assert_uint_lt(tagger->pieces.n, pieces);
	for (size_t i = 0; i < tagger->pieces.n; i++)
		ck_assert(tagger->pieces.at[i].end <= article->paras[1].range.start ||
			  tagger->pieces.at[i].start >= article->paras[1].range.end);
	for (size_t i = 0; i < article->n_paras; i++)
		article->paras[i].kind = HS_PARA_BOILERPLATE;
	ck_assert_uint_eq(hs_tagger_run(tagger, article).n, 0);
}
END_TEST

/* Labels that run on from the headline into the text are two ranges, not one from its end back to the start. */
static size_t check_forward(const struct hs_ranges *ranges, const struct hs_article *article)
{
	for (size_t i = 0; i < ranges->n; i++) {
		ck_assert_uint_lt(ranges->at[i].start, ranges->at[i].end);
		ck_assert_uint_le(ranges->at[i].end, article->full_len);
		ck_assert(i == 0 || ranges->at[i - 1].end <= ranges->at[i].start);
	}
	return ranges->n;
}

START_TEST(ranges_go_forward_with_any_paragraph_first)
{
	const cJSON *record;
	size_t n = 0;

	cJSON_ArrayForEach(record, records) {
		struct hs_article *article = article_of(text_of(record));
		const size_t last = article->n_paras ? article->n_paras - 1 : 0;
		struct hs_para headline;
		struct hs_raws raws;

		if (last == 0)
			continue;
		headline = article->paras[last];
		memmove(article->paras + 1, article->paras, last * sizeof(*article->paras));
		article->paras[0] = headline;
		raws = hs_tagger_run(tagger, article);
		for (size_t i = 0; i < raws.n; i++) {
			ck_assert_uint_lt(raws.at[i].cue.start, raws.at[i].cue.end);
			n += check_forward(&raws.at[i].source, article) + check_forward(&raws.at[i].content, article);
		}
	}
	ck_assert_uint_gt(n, 0);
}
END_TEST

START_TEST(a_headline_behind_the_text_is_read_first)
{
	struct hs_article *article = article_of("the mayor said\nthe bridge was closed");
	struct hs_para last = article->paras[1];

	article->paras[1] = article->paras[0];
	article->paras[0] = last;
	article->paras[0].kind = HS_PARA_HEADLINE;
	hs_tagger_run(tagger, article);
	ck_assert_uint_eq(tagger->pieces.at[0].start, last.range.start);
	ck_assert_uint_eq(tagger->pieces.at[0].place, HS_PLACE_FIRST | HS_PLACE_OPENING);
	ck_assert_uint_eq(tagger->pieces.at[tagger->pieces.n - 1].place, 0);
}
END_TEST

/* --- Windows: `paras` are the pieces of each paragraph; windows of 40 that share 12 */

static const struct { const char *paras, *want; } plans[] = {
	{ "",            "" },
	{ "5",           "0-5:0-5" },
	{ "40",          "0-40:0-40" },
	{ "41",          "0-40:0-34 28-41:34-41" },             /* no start to begin at: just the overlap */
	{ "20 21",       "0-40:0-30 20-41:30-41" },             /* at the start of a paragraph */
	{ "10 31",       "0-40:0-34 28-41:34-41" },             /* which is too far back */
	{ "29 20",       "0-40:0-34 28-49:34-49" },             /* which shares too little */
	{ "28 20",       "0-40:0-34 28-48:34-48" },
	{ "10 10 10 10 10 10", "0-40:0-30 20-60:30-60" },
	{ "100",         "0-40:0-34 28-68:34-62 56-96:62-90 84-100:90-100" },
};

START_TEST(plans_windows)
{
	struct hs_stretch paras[16];
	struct hs_pieces pieces = { .paras = paras };
	struct hs_windows windows = { 0 };
	char got[256] = "";

	for (const char *p = plans[_i].paras; *p; p += strcspn(p, " "), p += *p == ' ') {
		paras[pieces.n_paras].first = pieces.n;
		pieces.n += atoi(p);
		paras[pieces.n_paras++].end = pieces.n;
	}
	hs_windows_plan(&windows, &pieces, &model->settings);
	for (size_t i = 0; i < windows.n; i++) {
		const struct hs_window *w = &windows.at[i];

		sprintf(got + strlen(got), "%s%u-%u:%u-%u", i ? " " : "", w->begin, w->end, w->own, w->own_end);
	}
	ck_assert_str_eq(got, plans[_i].want);
	free(windows.at);
}
END_TEST

/* --- Vectors of known contents */

START_TEST(vectors_are_those_of_the_run)
{
	struct hs_article *article = article_of(text_of(cJSON_GetArrayItem(records, 0)));
	struct hs_range whole = { 0, 34 }, behind = { 5000, 5001 };
	struct hs_raw raws[3] = { { .content = { 0 } }, { .content = { &whole, 1 } }, { .content = { &behind, 1 } } };
	float out[3 * HS_VECTOR];
	double length = 0;

	hs_tagger_embed(tagger, article, raws, 3, out);
	for (int i = 0; i < HS_VECTOR; i++) {
		ck_assert(out[i] == 0 && out[2 * HS_VECTOR + i] == 0);
		length += out[HS_VECTOR + i] * out[HS_VECTOR + i];
	}
	ck_assert_double_eq_tol(length, 1, 1e-5);
}
END_TEST

/* Articles of one window, so that each content is read in the window of its cue. */
START_TEST(vectors_of_found_contents)
{
	struct hs_article *article = article_of("The mayor told reporters that the school would open early, she said.");
	struct hs_raws raws;
	float *out;

	((struct hs_model *)model)->settings.cue = 0.2f;
	raws = hs_tagger_run(tagger, article);
	ck_assert_uint_gt(raws.n, 0);
	out = hs_arena_array(arena, raws.n * HS_VECTOR, sizeof(*out));
	for (size_t i = 0; i < raws.n; i++)
		hs_tagger_embed(tagger, article, &raws.at[i], 1, out + i * HS_VECTOR);
	for (size_t i = 0; i < raws.n; i++)
		for (int j = 0; j < HS_VECTOR; j++)
			ck_assert_float_eq_tol(out[i * HS_VECTOR + j], raws.at[i].vector[j], 1e-5);
}
END_TEST

/* The same is found where vectors are not wanted, and vectors of claims in one window alone are those of a run over all. */
START_TEST(vectors_on_demand)
{
	struct hs_article *article = article_of(text_of(cJSON_GetArrayItem(records, 1)));
	struct hs_raws with = hs_tagger_run(tagger, article), without;
	float out[HS_VECTOR], all[2 * HS_VECTOR];

	ck_assert(hs_tagger_wants_vectors(tagger));
	ck_assert_msg(tagger->windows.n > 1 && with.n > 1, "%zu windows, %zu attributions", tagger->windows.n, with.n);
	hs_tagger_want_vectors(tagger, false);
	without = hs_tagger_run(tagger, article);
	ck_assert_uint_eq(without.n, with.n);
	for (size_t i = 0; i < with.n; i++) {
		ck_assert(memcmp(&without.at[i].cue, &with.at[i].cue, sizeof(with.at[i].cue)) == 0);
		ck_assert(memcmp(without.at[i].kind, with.at[i].kind, sizeof(with.at[i].kind)) == 0);
		ck_assert_ptr_null(without.at[i].vector);
	}
	hs_tagger_want_vectors(tagger, true);
	hs_tagger_embed(tagger, article, (struct hs_raw[]){ with.at[with.n - 1], with.at[0] }, 2, all);
	hs_tagger_embed(tagger, article, &with.at[with.n - 1], 1, out);
	ck_assert_uint_eq(tagger->windows.n, 1);
	for (int i = 0; i < HS_VECTOR; i++)
		ck_assert_float_eq_tol(out[i], all[i], 1e-5);
}
END_TEST

/* --- Threads and long texts */

struct job {
	struct hs_article *article;
	struct hs_raws raws;
};

static struct job jobs[24];
static int n_jobs;

static void *next_job(void *ctx)
{
	(void)ctx;
	return n_jobs < ROWS(jobs) ? &jobs[n_jobs++] : NULL;
}

static void run_job(void *job, void *worker)
{
	struct job *mine = job;

	mine->raws = hs_tagger_run(worker, mine->article);
}

static int take_job(void *ctx, void *job)
{
	(void)ctx;
	(void)job;
	return 0;
}

static void drop_job(void *ctx, void *job)
{
	(void)ctx;
	(void)job;
}

static void run_all(unsigned threads)
{
	static const struct hs_pipeline pipeline = { next_job, run_job, take_job, drop_job };
	void *workers[4];

	for (int i = 0; i < ROWS(jobs); i++) {
		jobs[i].article = article_of(text_of(cJSON_GetArrayItem(records, i % 4)));
		jobs[i].article->arena = hs_arena_new();
	}
	for (unsigned i = 0; i < threads; i++)
		workers[i] = hs_tagger_new(model);
	n_jobs = 0;
	ck_assert_int_eq(hs_pipeline_run(&pipeline, NULL, workers, threads), 0);
	for (unsigned i = 0; i < threads; i++)
		hs_tagger_free(workers[i]);
}

static void free_jobs(void)
{
	for (int i = 0; i < ROWS(jobs); i++)
		hs_arena_free(jobs[i].article->arena);
}

START_TEST(threads_do_not_show)
{
	struct job alone[ROWS(jobs)];

	run_all(1);
	memcpy(alone, jobs, sizeof(jobs));
	run_all(4);
	for (int i = 0; i < ROWS(jobs); i++) {
		ck_assert_uint_eq(jobs[i].raws.n, alone[i].raws.n);
		for (size_t k = 0; k < jobs[i].raws.n; k++) {
			const struct hs_raw *a = &jobs[i].raws.at[k], *b = &alone[i].raws.at[k];

			ck_assert(memcmp(&a->cue, &b->cue, sizeof(a->cue)) == 0);
			ck_assert(memcmp(a->kind, b->kind, sizeof(a->kind)) == 0);
			ck_assert(memcmp(a->vector, b->vector, HS_VECTOR * sizeof(float)) == 0);
			ck_assert(a->p == b->p && a->cue_p == b->cue_p && a->path_p == b->path_p);
		}
	}
	free_jobs();
	memcpy(jobs, alone, sizeof(jobs));
	free_jobs();
}
END_TEST

static double seconds(const char *text, size_t len)
{
	struct hs_para para = { .range = { 0, len }, .kind = HS_PARA_BODY };
	struct hs_article article = { .arena = arena, .text = text, .text_len = len, .full_len = len, .paras = &para, .n_paras = 1 };
	struct timespec from, to;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	hs_tagger_run(tagger, &article);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	return to.tv_sec - from.tv_sec + 1e-9 * (to.tv_nsec - from.tv_nsec);
}

/* `unit` over and over without a line break: eight times the text takes about eight times as long. */
static const char *const long_texts[] = { "the bridge was closed and ", "a", "\xcc\x81", "“", "x\xc2\xad", "said \"", "中" };

START_TEST(time_is_in_proportion_to_length)
{
	const char *unit = long_texts[_i];
	const size_t size = strlen(unit), n = (256 << 10) / size;
	char *text = hs_arena_alloc(arena, n * size + 1);
	double part, whole;

	for (size_t i = 0; i < n; i++)
		memcpy(text + i * size, unit, size);
	part = seconds(text, n / 8 * size);
	whole = seconds(text, n * size);
	ck_assert_msg(whole < 24 * part + 0.05, "%g s for an eighth, %g s for all", part, whole);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("tagger");
	TCase *tcase = tcase_create("tagger");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, the_same_as_in_training);
	tcase_add_test(tcase, builtin_products_say_the_same);
	tcase_add_test(tcase, hidden_states_are_those_of_training);
	tcase_add_test(tcase, int8_comes_near);
	tcase_add_test(tcase, int8_is_the_same_with_any_backend);
	tcase_add_test(tcase, only_what_speaks_is_read);
	tcase_add_test(tcase, a_headline_behind_the_text_is_read_first);
	tcase_add_test(tcase, ranges_go_forward_with_any_paragraph_first);
	tcase_add_loop_test(tcase, plans_windows, 0, ROWS(plans));
	tcase_add_test(tcase, vectors_are_those_of_the_run);
	tcase_add_test(tcase, vectors_of_found_contents);
	tcase_add_test(tcase, vectors_on_demand);
	tcase_add_test(tcase, threads_do_not_show);
	tcase_add_loop_test(tcase, time_is_in_proportion_to_length, 0, ROWS(long_texts));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
