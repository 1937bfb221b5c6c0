/*
 * tagger - words a second through the tagger on one core, where the time goes, and what threads and oneDNN give.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "base/pipeline.h"
#include "model/tagger_p.h"

static const char *const step_words[] = {
#define STEP(name, word) word,
	HS_STEPS(STEP)
#undef STEP
};

struct run {
	struct bench_corpus *corpus;
	struct hs_model *model;
	const struct hs_gemm *gemm;
	size_t next;
};

/* --- One core */

struct rate {
	double seconds;
	size_t words, rows, found;
	double flops;                   /* of the layers' matrices */
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

static struct rate measure(const struct run *run, size_t n_articles)
{
	struct hs_tagger *tagger = hs_tagger_new(run->model);
	struct rate rate = { 0 };
	double from;

	hs_tagger_use(tagger, run->gemm, HS_INT8);
	tag(tagger, &run->corpus->articles[0]);         /* oneDNN makes its code on first use */
	tagger->steps.on = true;
	from = bench_cpu();
	for (size_t i = 0; i < n_articles; i++) {
		rate.found += tag(tagger, &run->corpus->articles[i]).n;
		for (size_t k = 0; k < tagger->windows.n; k++)
			rate.rows += hs_window_rows(&tagger->windows.at[k]);
	}
	rate.seconds = bench_cpu() - from;
	for (size_t i = 0; i < n_articles; i++)
		rate.words += count_words(&run->corpus->articles[i]);
	rate.flops = rate.rows * row_flops(&run->model->shape);
	rate.steps = tagger->steps;
	hs_tagger_free(tagger);
	return rate;
}

static void print_rate(const char *name, const struct rate *rate)
{
	const double gemm = rate->steps.spent[HS_STEP_GEMM] * 1e-9;

	printf("  %-8s %8.0f words/s on one core   %.0f pieces/s   gemm at %.0f GFLOPS\n", name, rate->words / rate->seconds,
	       rate->rows / rate->seconds, rate->flops / gemm * 1e-9);
	printf("  %-8s", "");
	for (int i = 0; i < HS_STEP_N; i++)
		printf(" %s %.1f %%", step_words[i], rate->steps.spent[i] * 1e-7 / rate->seconds);
	printf("   (%zu attributions)\n", rate->found);
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

	for (unsigned i = 0; i < threads; i++) {
		workers[i] = hs_tagger_new(run->model);
		hs_tagger_use(workers[i], run->gemm, HS_INT8);
	}
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
	struct run run = { .corpus = &corpus, .gemm = hs_gemm_default() };
	struct rate fast, plain;
	struct hs_err err;
	double alone;

	if (hs_model_open(&run.model, NULL, &err) < 0)
		bench_fail(err.msg);
	bench_corpus_make(&corpus, 40, 600);
	printf("tagger: model %s, %zu articles, %zu words\n", hs_model_version(run.model), corpus.n, corpus.words);
	fast = measure(&run, corpus.n);
	print_rate(run.gemm->name, &fast);
	if (run.gemm != &hs_gemm_builtin) {
		run.gemm = &hs_gemm_builtin;
		plain = measure(&run, corpus.n / 10);
		print_rate(run.gemm->name, &plain);
		run.gemm = hs_gemm_default();
		printf("  %s is %.1f times as fast as the plain loops\n", run.gemm->name,
		       fast.words / fast.seconds / (plain.words / plain.seconds));
	}
	alone = measure_threads(&run, 1);
	for (unsigned n = 2; n <= hs_cpu_count(); n *= 2)
		printf("  -j%u      %.2f times -j1 by the clock\n", n, alone / measure_threads(&run, n));
	bench_corpus_free(&corpus);
	hs_model_close(run.model);
}
