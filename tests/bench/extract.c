/*
 * extract - what the program's `extract` does, on one core: read, tag, make sources and claims, write as JSON; and
 * what share of the whole each of these has, the products with the model's matrices above all.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "ingest/ingest.h"
#include "model/tagger_p.h"
#include "report/report.h"

enum { ARTICLES = 40, WORDS = 600 };

/* PART(name, word) */
#define PARTS(PART) \
	PART(READ, "reading") \
	PART(TAG, "tagger") \
	PART(CLAIMS, "sources and claims") \
	PART(WRITE, "JSON")

enum part {
#define PART(name, word) PART_##name,
	PARTS(PART)
#undef PART
	PART_N
};

static const char *const part_words[] = {
#define PART(name, word) word,
	PARTS(PART)
#undef PART
};

struct run {
	struct hs_ingest *ingest;
	struct hs_tagger *tagger;
	struct hs_arena *arena;         /* of the article at work */
	double last, spent[PART_N];
	size_t n, claims, bytes;        /* articles, claims, JSON */
};

static void lap(struct run *run, enum part part)
{
	const double now = bench_cpu();

	run->spent[part] += now - run->last;
	run->last = now;
}

static bool extract_next(struct run *run)
{
	struct hs_extraction *extraction;
	struct hs_article *article;
	struct hs_raws raws;
	struct hs_err err;
	char *line;
	int rc = hs_ingest_next(&article, run->ingest, run->arena, &err);

	if (rc < 0)
		bench_fail(err.msg);
	lap(run, PART_READ);
	if (rc == HS_DONE)
		return false;
	raws = hs_tagger_run(run->tagger, article);
	lap(run, PART_TAG);
	extraction = hs_extract_from(article, &raws);
	lap(run, PART_CLAIMS);
	line = hs_report_extraction(extraction, false);
	lap(run, PART_WRITE);
	run->n++;
	run->claims += extraction->n_claims;
	run->bytes += strlen(line);
	free(line);
	hs_arena_reset(run->arena);
	return true;
}

/* All articles of a file; what went before does not count. */
static void extract_file(struct run *run, const char *path)
{
	struct hs_err err;

	*run = (struct run){ .tagger = run->tagger, .arena = run->arena, .last = bench_cpu() };
	run->tagger->steps = (struct hs_steps){ .on = true };
	if (hs_ingest_open(&run->ingest, &path, 1, &(struct hs_ingest_options){ 0 }, &err) < 0)
		bench_fail(err.msg);
	while (extract_next(run))
		;
	hs_ingest_free(run->ingest);
}

static void print(const struct run *run, const struct bench_corpus *corpus)
{
	const double gemm = run->tagger->steps.spent[HS_STEP_GEMM] * 1e-9;
	double all = 0;

	for (int i = 0; i < PART_N; i++)
		all += run->spent[i];
	printf("  %.0f words/s on one core, %.1f articles/s, %.1f claims/s   (%zu claims, %zu bytes of JSON)\n", corpus->words / all,
	       run->n / all, run->claims / all, run->claims, run->bytes);
	printf(" ");
	for (int i = 0; i < PART_N; i++)
		printf(" %s %.2f %%", part_words[i], 100 * run->spent[i] / all);
	printf("\n  gemm (%s) %.1f %% of the whole\n", run->tagger->gemm->name, 100 * gemm / all);
}

void bench_extract(void)
{
	struct bench_corpus first, corpus;
	struct run run = { .arena = hs_arena_new() };
	struct hs_model *model;
	struct hs_err err;
	char *path;

	if (hs_model_open(&model, NULL, &err) < 0)
		bench_fail(err.msg);
	run.tagger = hs_tagger_new(model);
	hs_tagger_want_vectors(run.tagger, false);
	bench_corpus_make(&first, 1, WORDS);
	path = bench_corpus_write(&first, BENCH_NDJSON);
	extract_file(&run, path);               /* oneDNN makes its code on first use */
	free(path);
	bench_corpus_free(&first);

	bench_corpus_make(&corpus, ARTICLES, WORDS);
	path = bench_corpus_write(&corpus, BENCH_NDJSON);
	printf("extract: %zu articles, %zu words\n", corpus.n, corpus.words);
	extract_file(&run, path);
	if (run.n != corpus.n)
		bench_fail("not every article was read");
	print(&run, &corpus);
	free(path);
	bench_corpus_free(&corpus);
	hs_tagger_free(run.tagger);
	hs_model_close(model);
	hs_arena_free(run.arena);
}
