#include "config.h"

#include "cmd/articles.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/pipeline.h"
#include "base/str.h"
#include "ingest/ingest.h"
#include "model/tagger.h"

#define WORKERS_MAX 256
#define SPARE_MAX 32                    /* arenas kept for reuse: each may hold 1 MiB */

/* What articles have that is told once for all of them. */
struct oddity {
	uint64_t n;
	char *first;                    /* "'VALUE' in 'PATH'" of the first; NULL: there is none */
};

struct hs_articles {
	struct hs_articles_options options;
	struct hs_model *model;
	char *version;
	unsigned n_workers;
	struct worker *workers;
	struct hs_found *spare;         /* released, with arenas that are worth reusing */
	size_t n_spare;

	/* the run */
	struct hs_ingest *ingest;
	const struct hs_articles_use *use;
	void *ctx;
	struct hs_err *err;
	int rc;                         /* a failure on the reading side */
	uint64_t taken, rejected;
	struct oddity undated, foreign; /* articles with a date that is not read; in another language than the model's */
};

struct worker {
	struct hs_articles *articles;
	struct hs_tagger *tagger;       /* made on the first article: not every thread gets one */
};

unsigned hs_jobs(long jobs)
{
	if (!jobs)
		jobs = (long)hs_cpu_count();
	return (unsigned)(jobs < WORKERS_MAX ? jobs : WORKERS_MAX);
}

int hs_articles_open(struct hs_articles **out, const struct hs_articles_options *options, struct hs_err *err)
{
	struct hs_str version = HS_STR_INIT;
	struct hs_articles *articles;
	struct hs_model *model;
	int rc = hs_model_open(&model, options->model, err);

	if (rc < 0)
		return rc;
	articles = hs_calloc(1, sizeof(*articles));
	articles->options = *options;
	articles->model = model;
	hs_str_addf(&version, "%s, rules %s, model %s%s", PACKAGE_STRING, hs_rules_revision, hs_model_version(model),
		    options->doubtful ? ", doubtful" : "");
	articles->version = version.ptr;
	articles->n_workers = hs_jobs(options->jobs);
	articles->workers = hs_calloc(articles->n_workers, sizeof(*articles->workers));
	*out = articles;
	return HS_OK;
}

static void found_free(struct hs_found *found)
{
	free(found->line);
	hs_arena_free(found->arena);
	free(found);
}

void hs_articles_close(struct hs_articles *articles)
{
	if (!articles)
		return;
	for (struct hs_found *next; articles->spare; articles->spare = next) {
		next = articles->spare->next;
		found_free(articles->spare);
	}
	for (unsigned i = 0; i < articles->n_workers; i++)
		hs_tagger_free(articles->workers[i].tagger);
	hs_model_close(articles->model);
	free(articles->workers);
	free(articles->undated.first);
	free(articles->foreign.first);
	free(articles->version);
	free(articles);
}

const char *hs_articles_version(const struct hs_articles *articles)
{
	return articles->version;
}

static struct hs_found *found_new(struct hs_articles *articles)
{
	struct hs_found *found = articles->spare;

	if (found) {
		articles->spare = found->next;
		articles->n_spare--;
		found->next = NULL;
		return found;
	}
	found = hs_calloc(1, sizeof(*found));
	found->arena = hs_arena_new();
	return found;
}

void hs_articles_release(struct hs_articles *articles, struct hs_found *found)
{
	struct hs_arena *arena = found->arena;

	if (articles->n_spare == SPARE_MAX) {
		found_free(found);
		return;
	}
	free(found->line);
	hs_arena_reset(arena);
	*found = (struct hs_found){ .arena = arena, .next = articles->spare };
	articles->spare = found;
	articles->n_spare++;
}

/* --- the steps of the pipeline ----------------------------------------------------------------- */

static int next_article(struct hs_articles *articles, struct hs_found *found)
{
	if (articles->use->next)
		return articles->use->next(articles->ctx, &found->article, found->arena, &found->err);
	return hs_ingest_next(&found->article, articles->ingest, found->arena, &found->err);
}

/* Read one record. NULL: no more, or a failure in articles->rc. */
static void *next_found(void *ctx)
{
	struct hs_articles *articles = ctx;
	const struct hs_articles_use *use = articles->use;
	struct hs_found *found = found_new(articles);
	int rc = next_article(articles, found);

	if (rc == HS_EINPUT || rc == HS_EIO) {
		found->rejected = true;
		return found;
	}
	found->wanted = rc == HS_OK;
	if (rc == HS_OK && use->wanted)
		rc = use->wanted(articles->ctx, found->article, &found->wanted, &found->err);
	if (rc == HS_OK)
		return found;
	if (rc < 0) {
		articles->rc = rc;
		*articles->err = found->err;
	}
	hs_articles_release(articles, found);
	return NULL;
}

static void find(void *job, void *state)
{
	struct hs_found *found = job;
	struct worker *worker = state;
	struct hs_articles *articles = worker->articles;

	if (!found->wanted)
		return;
	if (!worker->tagger) {
		worker->tagger = hs_tagger_new(articles->model);
		hs_tagger_want_vectors(worker->tagger, !articles->options.no_vectors);
	}
	found->extraction = hs_extract(worker->tagger, found->article, articles->options.doubtful ? 0 : HS_DOUBTFUL);
	if (articles->use->finish)
		articles->use->finish(found);
}

static void show_progress(struct hs_articles *articles)
{
	uint64_t done = ++articles->taken, total = articles->use->total;

	if (articles->options.no_progress)
		return;
	if (!articles->use->next)
		hs_ingest_progress(articles->ingest, &done, &total);
	hs_progress("reading", done, total, articles->taken);
}

static void note(struct oddity *oddity, const char *value, const char *path)
{
	struct hs_str first = HS_STR_INIT;

	if (oddity->n++)
		return;
	hs_str_addf(&first, "'%.40s' in '%s'", value, path);
	oddity->first = first.ptr;
}

/* "en", "en-GB", "eng", "English". */
static bool is_english(const char *lang)
{
	size_t len = strcspn(lang, "-_");

	return (len == 2 || len == 3 || len == 7) && strncasecmp(lang, "english", len) == 0;
}

/* A column of dates in no form that is read, or a folder of articles in French, would otherwise show only in reports that make no sense. */
static void note_oddities(struct hs_articles *articles, const struct hs_article *article)
{
	if (article->unread_date)
		note(&articles->undated, article->unread_date, article->path);
	if (article->lang && !is_english(article->lang))
		note(&articles->foreign, article->lang, article->path);
}

static void tell_oddities(const struct hs_articles *articles)
{
	const struct oddity *undated = &articles->undated, *foreign = &articles->foreign;

	if (undated->n == 1)
		hs_tell_done("the date %s is in no form that is read (hearsay-formats(5) has them)", undated->first);
	else if (undated->n)
		hs_tell_done("%" PRIu64 " articles have a date in no form that is read (hearsay-formats(5) has them); the first is %s",
			     undated->n, undated->first);
	if (foreign->n)
		hs_tell_done("%" PRIu64 " article%s in a language that the model does not know; the first is %s", foreign->n,
			     foreign->n == 1 ? " is" : "s are", foreign->first);
}

static int take_found(void *ctx, void *job)
{
	struct hs_articles *articles = ctx;
	struct hs_found *found = job;

	if (found->rejected) {
		hs_tell_err(&found->err);
		hs_articles_release(articles, found);
		articles->rejected++;
		return HS_OK;
	}
	show_progress(articles);
	note_oddities(articles, found->article);
	return articles->use->take(articles->ctx, found, articles->err);
}

static void drop_found(void *ctx, void *job)
{
	hs_articles_release(ctx, job);
}

static const struct hs_pipeline pipeline = {
	.next = next_found, .work = find, .done = take_found, .drop = drop_found,
};

static int run_workers(struct hs_articles *articles)
{
	void **states = hs_calloc(articles->n_workers, sizeof(*states));
	int rc;

	for (unsigned i = 0; i < articles->n_workers; i++) {
		articles->workers[i].articles = articles;
		states[i] = &articles->workers[i];
	}
	rc = hs_pipeline_run(&pipeline, articles, states, articles->n_workers);
	free(states);
	hs_progress_end();
	return rc < 0 ? rc : articles->rc;
}

int hs_articles_run(struct hs_articles *articles, const char *const *paths, size_t n_paths,
		    const struct hs_articles_use *use, void *ctx, uint64_t *rejected, struct hs_err *err)
{
	struct hs_ingest_options options = {
		.max_record = (size_t)articles->options.max_record,
		.format = articles->options.format,
		.outlet = articles->options.outlet,
		.aside = articles->options.database,
	};
	int rc = use->next ? HS_OK : hs_ingest_open(&articles->ingest, paths, n_paths, &options, err);

	if (rc < 0)
		return rc;
	articles->use = use;
	articles->ctx = ctx;
	articles->err = err;
	rc = run_workers(articles);
	tell_oddities(articles);
	*rejected = articles->rejected;
	hs_ingest_free(articles->ingest);
	articles->ingest = NULL;
	return rc;
}

bool hs_articles_paths(const struct hs_verb *verb, char **argv, int *n)
{
	static char standard_input[] = "-";

	if (*n > 0)
		return true;
	if (isatty(STDIN_FILENO)) {
		hs_tell("no input: name files or folders, or - for standard input (see 'hearsay %s --help')", verb->name);
		return false;
	}
	argv[1] = standard_input;       /* getopt leaves room: argv[argc] is NULL */
	*n = 1;
	return true;
}
