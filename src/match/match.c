/*
 * match - all pairs of claims that report the same, found over the index and judged.
 */
#include "match/match_p.h"

#include <stdlib.h>

#include "base/pipeline.h"

struct hs_matcher {
	const struct hs_match_claim *claims;
	size_t n;
	struct hs_arena *arena;
	struct dictionary *dictionary;
	struct view *views;
};

struct hs_matcher *hs_matcher_new(const struct hs_match_claim *claims, size_t n)
{
	struct hs_matcher *m = hs_calloc(1, sizeof(*m));
	struct reader *reader;

	m->claims = claims;
	m->n = n;
	m->arena = hs_arena_new();
	m->dictionary = hs_dictionary_new();
	m->views = hs_arena_array(m->arena, n, sizeof(*m->views));
	reader = hs_reader_new(m->dictionary);
	for (size_t i = 0; i < n; i++) {
		hs_reader_view(reader, m->arena, &claims[i], &m->views[i]);
		hs_dictionary_count(m->dictionary, &m->views[i].words);
	}
	hs_reader_free(reader);
	hs_dictionary_weigh(m->dictionary);
	for (size_t i = 0; i < n; i++)
		hs_view_weigh(&m->views[i], m->dictionary);
	return m;
}

void hs_matcher_free(struct hs_matcher *m)
{
	if (!m)
		return;
	hs_dictionary_free(m->dictionary);
	hs_arena_free(m->arena);
	free(m);
}

struct hs_match hs_matcher_judge(const struct hs_matcher *m, uint32_t a, uint32_t b)
{
	struct hs_match match = { .a = a, .b = b };

	hs_pair_judge(&match, m->dictionary, &m->claims[a], &m->views[a], &m->claims[b], &m->views[b]);
	return match;
}

#define SLICE 256                       /* claims a job */

struct run {
	const struct hs_matcher *matcher;
	struct candidates *candidates;
	size_t next;
	struct hs_match *found;
	size_t n, room;
};

struct job {
	const struct run *run;
	uint32_t first, end;
	struct hs_match *found;
	size_t n, room;
};

struct worker {
	float *seen;
	uint32_t *list;
	size_t room;
};

static void keep(struct hs_match **list, size_t *n, size_t *room, const struct hs_match *match)
{
	if (*n == *room) {
		*room = *room ? 2 * *room : 64;
		*list = hs_realloc(*list, *room * sizeof(**list));
	}
	(*list)[(*n)++] = *match;
}

static void *next_slice(void *ctx)
{
	struct run *run = ctx;
	struct job *job;

	if (run->next >= run->matcher->n)
		return NULL;
	job = hs_calloc(1, sizeof(*job));
	job->run = run;
	job->first = (uint32_t)run->next;
	run->next = run->next + SLICE < run->matcher->n ? run->next + SLICE : run->matcher->n;
	job->end = (uint32_t)run->next;
	return job;
}

static int by_b(const void *a, const void *b)
{
	const struct hs_match *x = a, *y = b;

	return (x->b > y->b) - (x->b < y->b);
}

static void match_slice(void *job_, void *worker_)
{
	struct job *job = job_;
	struct worker *w = worker_;
	const struct hs_matcher *m = job->run->matcher;

	for (uint32_t a = job->first; a < job->end; a++) {
		size_t n = hs_candidates_of(job->run->candidates, a, w->seen, &w->list, &w->room), before = job->n;

		for (size_t i = 0; i < n; i++) {
			struct hs_match match;

			if (strcmp(m->claims[a].article.hex, m->claims[w->list[i]].article.hex) == 0)
				continue;
			match = hs_matcher_judge(m, a, w->list[i]);
			if (match.kind == HS_MATCH_CONTRADICTS)
				match.score = match.question;
			if (match.kind == HS_MATCH_SAME || match.kind == HS_MATCH_CONTRADICTS)
				keep(&job->found, &job->n, &job->room, &match);
		}
		if (job->n > before)
			qsort(job->found + before, job->n - before, sizeof(*job->found), by_b);
	}
}

static void drop_slice(void *ctx, void *job_)
{
	struct job *job = job_;

	(void)ctx;
	free(job->found);
	free(job);
}

static int take_slice(void *ctx, void *job_)
{
	struct run *run = ctx;
	struct job *job = job_;

	for (size_t i = 0; i < job->n; i++)
		keep(&run->found, &run->n, &run->room, &job->found[i]);
	drop_slice(ctx, job);
	return 0;
}

size_t hs_matcher_run(struct hs_match **out, struct hs_matcher *m, unsigned n_threads, size_t *capped)
{
	static const struct hs_pipeline pipeline = { next_slice, match_slice, take_slice, drop_slice };
	struct run run = { .matcher = m };
	struct worker *workers = hs_calloc(n_threads, sizeof(*workers));
	void **handles = hs_calloc(n_threads, sizeof(*handles));

	run.candidates = hs_candidates_new(m->claims, m->views, m->n, m->dictionary);
	*capped = hs_candidates_capped(run.candidates);
	for (unsigned i = 0; i < n_threads; i++) {
		workers[i].seen = hs_calloc(m->n + 1, sizeof(*workers[i].seen));
		handles[i] = &workers[i];
	}
	hs_pipeline_run(&pipeline, &run, handles, n_threads);
	for (unsigned i = 0; i < n_threads; i++) {
		free(workers[i].seen);
		free(workers[i].list);
	}
	free(workers);
	free(handles);
	hs_candidates_free(run.candidates);
	*out = run.found;
	return run.n;
}
