/*
 * ingest - articles a second read from each format, and stored with sources and claims that are ready: what `ingest`
 * does beside extraction. Claims are made without the model, one for each "said".
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/ingest.h"
#include "store/store.h"

enum { ARTICLES = 1000, WORDS = 600, BATCH = 256 };       /* the batches are those of the program */

/* --- Reading */

static void must(int rc, const struct hs_err *err)
{
	if (rc < 0)
		bench_fail(err->msg);
}

static struct hs_ingest *open_input(const char *path)
{
	struct hs_ingest *ingest;
	struct hs_err err;

	must(hs_ingest_open(&ingest, &path, 1, &(struct hs_ingest_options){ 0 }, &err), &err);
	return ingest;
}

/* NULL at the end. */
static struct hs_article *read_next(struct hs_ingest *ingest, struct hs_arena *arena)
{
	struct hs_article *article;
	struct hs_err err;
	int rc = hs_ingest_next(&article, ingest, arena, &err);

	must(rc, &err);
	return rc == HS_OK ? article : NULL;
}

static size_t read_all(const char *path, struct hs_arena *arena)
{
	struct hs_ingest *ingest = open_input(path);
	size_t n = 0;

	for (; read_next(ingest, arena); n++)
		hs_arena_reset(arena);
	hs_ingest_free(ingest);
	return n;
}

/* Articles a second. */
static double measure_reading(const struct bench_corpus *corpus, enum bench_format format)
{
	struct hs_arena *arena = hs_arena_new();
	char *path = bench_corpus_write(corpus, format);
	double seconds = -bench_cpu();

	if (read_all(path, arena) != corpus->n)
		bench_fail("not every article was read");
	seconds += bench_cpu();
	printf("  read %-7s %8.0f articles/s on one core   %.1f MB/s of text\n", bench_format_name(format), corpus->n / seconds,
	       corpus->bytes * 1e-6 / seconds);
	hs_arena_free(arena);
	free(path);
	return corpus->n / seconds;
}

/* --- Claims, ready-made */

static struct hs_ranges one_range(struct hs_arena *arena, uint32_t start, uint32_t end)
{
	struct hs_ranges ranges = { hs_arena_alloc(arena, sizeof(*ranges.at)), 1 };

	*ranges.at = (struct hs_range){ start, end };
	return ranges;
}

/* The attribution of a "said" at `cue`: two words in front of it are the source, the longer side of the sentence is the content. */
static struct hs_raw raw_at(const struct hs_article *article, struct hs_range para, struct hs_range cue, uint64_t *seed)
{
	const char *text = article->text;
	struct hs_raw raw = { .cue = cue, .p = 1 };
	uint32_t source = cue.start - 1, from, to = cue.end;
	float *vector = hs_arena_array(article->arena, HS_VECTOR, sizeof(*vector));

	for (int blanks = 0; source > para.start && (text[source - 1] != ' ' || ++blanks < 2);)
		source--;
	for (from = source; from > para.start && text[from - 1] != '.';)
		from--;
	while (to < para.end && text[to] != '.')
		to++;
	raw.source = one_range(article->arena, source, cue.start - 1);
	if (to - cue.end > source - from)
		raw.content = one_range(article->arena, cue.end + 1, to);
	else if (source > from + 1)
		raw.content = one_range(article->arena, from, source - 1);
	raw.kind[*seed % HS_MODEL_KINDS] = 1;
	bench_unit_vector(vector, HS_VECTOR, seed);
	raw.vector = vector;
	return raw;
}

static struct hs_extraction *ready_made(const struct hs_article *article, uint64_t *seed)
{
	static const char said[] = " said ";
	struct hs_raws raws = { 0 };
	size_t room = 0;

	for (size_t i = 0; i < article->n_paras; i++) {
		const struct hs_range para = article->paras[i].range;
		const char *at = article->text + para.start + 1, *end = article->text + para.end;

		while (hs_para_speaks(&article->paras[i]) && (at = memmem(at, (size_t)(end - at), said, sizeof(said) - 1)) != NULL) {
			const uint32_t start = (uint32_t)(at - article->text) + 1;

			raws.at = hs_arena_grow(article->arena, raws.at, raws.n, raws.n + 1, &room, sizeof(*raws.at));
			raws.at[raws.n++] = raw_at(article, para, (struct hs_range){ start, start + 4 }, seed);
			at += sizeof(said) - 1;
		}
	}
	return hs_extract_from(article, &raws);
}

/* --- Storing, batch by batch as the program does; the clocks stand still while a batch is made ready */

struct storing {
	struct hs_store *store;
	struct hs_extraction *ready[BATCH];
	size_t n, articles, claims;
	double cpu, wall;
	uint64_t seed;
};

static bool batch_make(struct storing *storing, struct hs_ingest *ingest, struct hs_arena *arena)
{
	struct hs_article *article;

	hs_arena_reset(arena);
	for (storing->n = 0; storing->n < BATCH && (article = read_next(ingest, arena)) != NULL; storing->n++) {
		storing->ready[storing->n] = ready_made(article, &storing->seed);
		storing->claims += storing->ready[storing->n]->n_claims;
	}
	storing->articles += storing->n;
	return storing->n > 0;
}

static void batch_store(struct storing *storing)
{
	struct hs_err err;
	enum hs_put put;

	must(hs_store_begin(storing->store, &err), &err);
	for (size_t i = 0; i < storing->n; i++) {
		must(hs_store_put(storing->store, storing->ready[i], "bench", &put, &err), &err);
		if (put != HS_PUT_NEW)
			bench_fail("an article was stored already");
	}
	must(hs_store_commit(storing->store, &err), &err);
}

static void store_all(struct storing *storing, const char *path)
{
	struct hs_arena *arena = hs_arena_new();
	struct hs_ingest *ingest = open_input(path);

	while (batch_make(storing, ingest, arena)) {
		storing->cpu -= bench_cpu();
		storing->wall -= bench_wall();
		batch_store(storing);
		storing->cpu += bench_cpu();
		storing->wall += bench_wall();
	}
	hs_ingest_free(ingest);
	hs_arena_free(arena);
}

/* Articles a second. */
static double measure_storing(const struct bench_corpus *corpus)
{
	struct storing storing = { .seed = 7 };
	char *input = bench_corpus_write(corpus, BENCH_NDJSON), *path = bench_path("bench.db");
	struct hs_err err;

	must(hs_store_open(&storing.store, path, HS_STORE_CREATE, &err), &err);
	store_all(&storing, input);
	must(hs_store_close(storing.store, &err), &err);
	if (storing.articles != corpus->n)
		bench_fail("not every article was read");
	printf("  store        %8.0f articles/s on one core   %.0f claims/s   %.0f articles/s by the clock\n",
	       storing.articles / storing.cpu, storing.claims / storing.cpu, storing.articles / storing.wall);
	free(input);
	free(path);
	return storing.articles / storing.cpu;
}

void bench_ingest(void)
{
	struct bench_corpus corpus;
	double read[BENCH_FORMATS], store;

	bench_corpus_make(&corpus, ARTICLES, WORDS);
	printf("ingest: %zu articles, %zu words, without extraction\n", corpus.n, corpus.words);
	for (int i = 0; i < BENCH_FORMATS; i++)
		read[i] = measure_reading(&corpus, i);
	store = measure_storing(&corpus);
	printf("  read at so many times the rate of storing:");
	for (int i = 0; i < BENCH_FORMATS; i++)
		printf(" %s %.1f", bench_format_name(i), read[i] / store);
	printf("\n");
	bench_corpus_free(&corpus);
}
