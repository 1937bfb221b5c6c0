/*
 * tagger - words a second through the tagger on one core by each way of computing, where the time goes, what share of the
 * machine's peak in products the whole reaches, and what threads give.
 *
 * Figures are seconds that the thread computed. Two runs at different times are not to be compared on a machine that others
 * use too; the factors within a run are.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "base/pipeline.h"
#include "model/kernels.h"
#include "model/tagger_p.h"

static const char *const step_words[] = {
#define STEP(name, word) word,
	HS_STEPS(STEP)
#undef STEP
};

enum { FIRST_WINDOW = 510, FIRST_OVERLAP = 128 };       /* of the first version, which computed in fp32 */

static const struct path {
	const char *name;
	enum hs_precision precision;
	bool builtin, first;            /* first: with the windows of the first version */
	int share;                      /* of the articles: one in so many */
} paths[] = {
	{ "fp32 as first", HS_FP32, false, true, 1 },
	{ "fp32", HS_FP32, false, false, 1 },
	{ "int8", HS_INT8, false, false, 1 },
	{ "fp32, plain loops", HS_FP32, true, false, 10 },
	{ "int8, plain loops", HS_INT8, true, false, 10 },
};

enum { N_PATHS = sizeof(paths) / sizeof(paths[0]), DEFAULT_PATH = 2 };

struct run {
	struct bench_corpus *corpus;
	struct hs_model *model;
	struct hs_settings settings;    /* as the model came with them */
	size_t next;
};

/* A tagger that computes this way. */
static struct hs_tagger *tagger_of(struct run *run, const struct path *path)
{
	const size_t most = run->model->shape.positions - 2;
	struct hs_tagger *tagger;

	run->model->settings = run->settings;
	if (path->first) {
		run->model->settings.window = most < FIRST_WINDOW ? most : FIRST_WINDOW;
		run->model->settings.overlap = FIRST_OVERLAP;
	}
	tagger = hs_tagger_new(run->model);
	hs_tagger_use(tagger, path->builtin ? &hs_gemm_builtin : hs_gemm_default(), path->precision);
	return tagger;
}

/* --- The peak: the best that large products reach, in operations a second */

enum { PEAK_M = 512, PEAK_N = 1536, PEAK_K = 384, PEAK_TIMES = 60 };

static double peak_of(enum hs_precision precision)
{
	const struct hs_gemm *gemm = hs_gemm_default();
	const int before = gemm->enter();
	float *a = hs_calloc(PEAK_M * PEAK_K, sizeof(*a)), *b = hs_calloc(PEAK_N * PEAK_K, sizeof(*b)), *c = hs_calloc(PEAK_M * PEAK_N, sizeof(*c));
	double best = 0;

	for (int i = 0; i < PEAK_TIMES; i++) {
		double seconds = -bench_cpu(), rate;

		if (precision == HS_FP32)
			gemm->multiply(false, PEAK_M, PEAK_N, PEAK_K, 1, a, PEAK_K, b, PEAK_N, c, PEAK_N);
		else
			gemm->multiply_small(PEAK_M, PEAK_N, PEAK_K, (void *)a, (void *)b, (void *)c);
		seconds += bench_cpu();
		rate = 2.0 * PEAK_M * PEAK_N * PEAK_K / seconds;
		best = rate > best ? rate : best;
	}
	free(a);
	free(b);
	free(c);
	gemm->leave(before);
	return best;
}

/* --- One core */

struct rate {
	double seconds;
	size_t words, rows, found;
	double flops;                   /* operations of the layers' matrices */
	struct hs_steps steps;
};

/* Multiplications and additions of one row in all layers. */
static double row_flops(const struct hs_shape *shape)
{
	return 2.0 * shape->layers * (4 * shape->hidden * shape->hidden + 2 * shape->hidden * shape->up);
}

static struct hs_raws tag(struct hs_tagger *tagger, const struct hs_article *article)
{
	struct hs_article mine = *article;
	struct hs_raws raws;

	mine.arena = hs_arena_new();
	raws = hs_tagger_run(tagger, &mine);
	hs_arena_free(mine.arena);
	return raws;
}

static size_t count_words(const struct hs_article *article)
{
	size_t n = 0;

	for (size_t i = 0; i < article->text_len; i++)
		n += article->text[i] == ' ' || article->text[i] == '\n';
	return n;
}

static struct rate measure(struct run *run, const struct path *path)
{
	struct hs_tagger *tagger = tagger_of(run, path);
	const size_t n = run->corpus->n / path->share;
	struct rate rate = { 0 };
	double from;

	tag(tagger, &run->corpus->articles[0]);         /* oneDNN makes its code on first use */
	tagger->steps.on = true;
	from = bench_cpu();
	for (size_t i = 0; i < n; i++) {
		rate.found += tag(tagger, &run->corpus->articles[i]).n;
		for (size_t k = 0; k < tagger->windows.n; k++)
			rate.rows += hs_window_rows(&tagger->windows.at[k]);
	}
	rate.seconds = bench_cpu() - from;
	for (size_t i = 0; i < n; i++)
		rate.words += count_words(&run->corpus->articles[i]);
	rate.flops = rate.rows * row_flops(&run->model->shape);
	rate.steps = tagger->steps;
	hs_tagger_free(tagger);
	return rate;
}

/* `first`: words a second of the first path. */
static void print_rate(const struct path *path, const struct rate *rate, double first, double peak)
{
	const double gemm = rate->steps.spent[HS_STEP_GEMM] * 1e-9, words = rate->words / rate->seconds;

	printf("  %-18s %7.0f words/s, %.2f times the first;  gemm %.0f G/s, the whole %.0f %% of the peak\n", path->name, words,
	       words / first, rate->flops / gemm * 1e-9, 100 * rate->flops / rate->seconds / peak);
	printf("  %-18s", "");
	for (int i = 0; i < HS_STEP_N; i++)
		printf(" %s %.1f %%", step_words[i], rate->steps.spent[i] * 1e-7 / rate->seconds);
	printf("   (%zu windows' pieces, %zu attributions)\n", rate->rows, rate->found);
}

static void measure_paths(struct run *run)
{
	const double peaks[] = { [HS_INT8] = peak_of(HS_INT8), [HS_FP32] = peak_of(HS_FP32) };
	double first = 0;

	printf("  products (%s) reach at best %.0f G/s in fp32, %.0f in int8; arithmetic for %s\n", hs_gemm_default()->name,
	       peaks[HS_FP32] * 1e-9, peaks[HS_INT8] * 1e-9, hs_kernels_used()->name);
	for (int i = 0; i < N_PATHS; i++) {
		const struct rate rate = measure(run, &paths[i]);

		first = i ? first : rate.words / rate.seconds;
		print_rate(&paths[i], &rate, first, peaks[paths[i].precision]);
	}
}

/* --- Threads */

static void *next_article(void *ctx)
{
	struct run *run = ctx;

	return run->next < run->corpus->n ? &run->corpus->articles[run->next++] : NULL;
}

static void tag_article(void *job, void *worker)
{
	tag(worker, job);
}

static int forget(void *ctx, void *job)
{
	(void)ctx;
	(void)job;
	return 0;
}

static void drop(void *ctx, void *job)
{
	(void)ctx;
	(void)job;
}

static double measure_threads(struct run *run, unsigned threads)
{
	static const struct hs_pipeline pipeline = { next_article, tag_article, forget, drop };
	void **workers = hs_calloc(threads, sizeof(*workers));
	double seconds;

	for (unsigned i = 0; i < threads; i++)
		workers[i] = tagger_of(run, &paths[DEFAULT_PATH]);
	run->next = 0;
	seconds = -bench_wall();
	hs_pipeline_run(&pipeline, run, workers, threads);
	seconds += bench_wall();
	for (unsigned i = 0; i < threads; i++)
		hs_tagger_free(workers[i]);
	free(workers);
	return seconds;
}

void bench_tagger(void)
{
	struct bench_corpus corpus;
	struct run run = { .corpus = &corpus };
	struct hs_err err;
	double alone;

	if (hs_model_open(&run.model, NULL, &err) < 0)
		bench_fail(err.msg);
	hs_model_unpack(run.model);
	run.settings = run.model->settings;
	bench_corpus_make(&corpus, 40, 600);
	printf("tagger: model %s, %zu articles, %zu words, windows of %zu that overlap by %zu\n", hs_model_version(run.model), corpus.n,
	       corpus.words, run.settings.window, run.settings.overlap);
	measure_paths(&run);
	alone = measure_threads(&run, 1);
	for (unsigned n = 2; n <= hs_cpu_count(); n *= 2)
		printf("  -j%u %.2f times -j1 by the clock\n", n, alone / measure_threads(&run, n));
	bench_corpus_free(&corpus);
	hs_model_close(run.model);
}
