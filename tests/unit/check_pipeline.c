#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/arena.h"
#include "base/pipeline.h"
#include "unit.h"

struct job {
	int number, result;
};

struct run {
	int jobs, stop_at;              /* stop_at: `done` refuses this one; -1: none */
	int made, delivered, dropped;
	int most_under_way;
	atomic_int *workers_seen;
};

static void *next(void *ctx)
{
	struct run *run = ctx;
	struct job *job;

	if (run->made == run->jobs)
		return NULL;
	job = hs_calloc(1, sizeof(*job));
	job->number = run->made++;
	if (run->made - run->delivered > run->most_under_way)
		run->most_under_way = run->made - run->delivered;
	return job;
}

/* Later jobs are faster, so that order does not come by itself. */
static void work(void *arg, void *worker)
{
	struct job *job = arg;
	struct timespec nap = { .tv_nsec = (job->number % 7 == 0) * 2000000 };

	nanosleep(&nap, NULL);
	atomic_fetch_add((atomic_int *)worker, 1);
	job->result = job->number * job->number;
}

static int done(void *ctx, void *arg)
{
	struct run *run = ctx;
	struct job *job = arg;
	int number = job->number;

	ck_assert_int_eq(number, run->delivered);
	ck_assert_int_eq(job->result, number * number);
	run->delivered++;
	free(job);
	return number == run->stop_at ? 42 : 0;
}

static void drop(void *ctx, void *job)
{
	struct run *run = ctx;

	run->dropped++;
	free(job);
}

static const struct hs_pipeline pipeline = { next, work, done, drop };

static const struct { unsigned threads; int jobs, stop_at, rc; } cases[] = {
	{ 1,   0, -1,  0 },
	{ 1,  50, -1,  0 },
	{ 1,  50, 10, 42 },
	{ 2,   0, -1,  0 },
	{ 2,   1, -1,  0 },
	{ 2, 200, -1,  0 },
	{ 4, 200, -1,  0 },
	{ 4, 200,  0, 42 },
	{ 4, 200, 77, 42 },
	{ 4, 200, 199, 42 },
	{ 16, 5, -1,   0 },
};

START_TEST(delivers_all_in_order)
{
	atomic_int counts[16] = { 0 };
	void *workers[16];
	struct run run = { .jobs = cases[_i].jobs, .stop_at = cases[_i].stop_at };
	int worked = 0;

	for (int i = 0; i < 16; i++)
		workers[i] = &counts[i];
	ck_assert_int_eq(hs_pipeline_run(&pipeline, &run, workers, cases[_i].threads), cases[_i].rc);
	ck_assert_int_eq(run.delivered + run.dropped, run.made);
	ck_assert_int_le(run.most_under_way, (int)cases[_i].threads * 4);
	for (int i = 0; i < 16; i++)
		worked += counts[i];
	if (cases[_i].rc == 0) {
		ck_assert_int_eq(run.delivered, cases[_i].jobs);
		ck_assert_int_eq(worked, cases[_i].jobs);
	} else {
		ck_assert_int_eq(run.delivered, cases[_i].stop_at + 1);
		ck_assert_int_le(worked, run.made);
	}
}
END_TEST

START_TEST(there_is_a_processor)
{
	ck_assert_uint_ge(hs_cpu_count(), 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pipeline");
	TCase *tcase = tcase_create("pipeline");

	tcase_add_loop_test(tcase, delivers_all_in_order, 0, ROWS(cases));
	tcase_add_test(tcase, there_is_a_processor);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
