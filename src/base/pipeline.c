#include "config.h"

#include "base/pipeline.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"

#define JOBS_PER_WORKER 4

/*
 * A ring of jobs with three ever-growing positions: delivered <= taken <= made. Jobs in [taken, made) wait for a
 * worker, those in [delivered, taken) are being worked on or wait for the ones before them.
 */
struct slot {
	void *job;
	bool finished;
};

struct ring {
	const struct hs_pipeline *pipeline;
	pthread_mutex_t lock;
	pthread_cond_t job_made, job_finished;
	struct slot *slots;
	size_t room;
	size_t made, taken, delivered;
	bool closed;                    /* no more jobs will come, or those that wait are not wanted any more */
};

struct worker {
	struct ring *ring;
	void *state;
	pthread_t thread;
};

static struct slot *slot_at(struct ring *ring, size_t position)
{
	return &ring->slots[position % ring->room];
}

static void *worker_main(void *arg)
{
	struct worker *worker = arg;
	struct ring *ring = worker->ring;

	pthread_mutex_lock(&ring->lock);
	for (;;) {
		struct slot *slot;

		while (ring->taken == ring->made && !ring->closed)
			pthread_cond_wait(&ring->job_made, &ring->lock);
		if (ring->taken == ring->made)
			break;
		slot = slot_at(ring, ring->taken++);
		pthread_mutex_unlock(&ring->lock);

		ring->pipeline->work(slot->job, worker->state);

		pthread_mutex_lock(&ring->lock);
		slot->finished = true;
		pthread_cond_signal(&ring->job_finished);
	}
	pthread_mutex_unlock(&ring->lock);
	return NULL;
}

static void add_job(struct ring *ring, void *job)
{
	pthread_mutex_lock(&ring->lock);
	*slot_at(ring, ring->made) = (struct slot){ .job = job };
	ring->made++;
	pthread_cond_signal(&ring->job_made);
	pthread_mutex_unlock(&ring->lock);
}

/* Take the oldest job back, if it is finished or once it is (`wait`); NULL if it is not. */
static void *take_job(struct ring *ring, bool wait)
{
	struct slot *slot = slot_at(ring, ring->delivered);
	void *job = NULL;

	pthread_mutex_lock(&ring->lock);
	while (wait && !slot->finished)
		pthread_cond_wait(&ring->job_finished, &ring->lock);
	if (slot->finished) {
		job = slot->job;
		ring->delivered++;
	}
	pthread_mutex_unlock(&ring->lock);
	return job;
}

/* Let the workers come to an end; jobs that none has begun stay in the ring when `abandon`. */
static void close_ring(struct ring *ring, bool abandon)
{
	pthread_mutex_lock(&ring->lock);
	ring->closed = true;
	if (abandon)
		ring->taken = ring->made;
	pthread_cond_broadcast(&ring->job_made);
	pthread_mutex_unlock(&ring->lock);
}

static int run_ring(struct ring *ring, void *ctx)
{
	const struct hs_pipeline *pipeline = ring->pipeline;
	bool ended = false;
	void *job;
	int rc = 0;

	while (rc == 0) {
		size_t under_way = ring->made - ring->delivered;
		bool full = ended || under_way == ring->room;

		if (under_way && (job = take_job(ring, full)))
			rc = pipeline->done(ctx, job);
		else if (full)
			break;
		else if ((job = pipeline->next(ctx)))
			add_job(ring, job);
		else
			ended = true;
	}
	return rc;
}

static int run_here(const struct hs_pipeline *pipeline, void *ctx, void *worker)
{
	void *job;
	int rc = 0;

	while (rc == 0 && (job = pipeline->next(ctx))) {
		pipeline->work(job, worker);
		rc = pipeline->done(ctx, job);
	}
	return rc;
}

/* Start as many of n workers as the system grants. Signals are for the caller's thread: workers inherit a mask that lets none in. */
static unsigned start_workers(struct worker *workers, struct ring *ring, void **states, unsigned n)
{
	sigset_t all, before;
	unsigned i;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	for (i = 0; i < n; i++) {
		workers[i] = (struct worker){ .ring = ring, .state = states[i] };
		if (pthread_create(&workers[i].thread, NULL, worker_main, &workers[i]) != 0)
			break;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return i;
}

int hs_pipeline_run(const struct hs_pipeline *pipeline, void *ctx, void **workers, unsigned n)
{
	struct ring ring = {
		.pipeline = pipeline,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.job_made = PTHREAD_COND_INITIALIZER,
		.job_finished = PTHREAD_COND_INITIALIZER,
		.room = (size_t)n * JOBS_PER_WORKER,
	};
	struct worker *threads;
	unsigned started;
	int rc;

	assert(n > 0);
	if (n == 1)
		return run_here(pipeline, ctx, workers[0]);

	ring.slots = hs_calloc(ring.room, sizeof(*ring.slots));
	threads = hs_calloc(n, sizeof(*threads));
	started = start_workers(threads, &ring, workers, n);
	rc = started ? run_ring(&ring, ctx) : run_here(pipeline, ctx, workers[0]);
	close_ring(&ring, rc != 0);
	for (unsigned i = 0; i < started; i++)
		pthread_join(threads[i].thread, NULL);
	for (; ring.delivered < ring.made; ring.delivered++)
		pipeline->drop(ctx, slot_at(&ring, ring.delivered)->job);

	free(threads);
	free(ring.slots);
	pthread_cond_destroy(&ring.job_finished);
	pthread_cond_destroy(&ring.job_made);
	pthread_mutex_destroy(&ring.lock);
	return rc;
}

unsigned hs_cpu_count(void)
{
	cpu_set_t set;
	int n = 0;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
	return n > 0 ? (unsigned)n : 1;
}
