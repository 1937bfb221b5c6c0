/*
 * pipeline - work spread over threads, results in input order.
 *
 * The calling thread makes jobs and takes them back in the order they were made; worker threads do
 * the work in between. At most 4 jobs a worker are under way, so memory does not grow with the input.
 */
#ifndef HS_BASE_PIPELINE_H
#define HS_BASE_PIPELINE_H

struct hs_pipeline {
	void *(*next)(void *ctx);                       /* a new job, NULL at the end; calling thread */
	void (*work)(void *job, void *worker);          /* on a worker thread */
	int (*done)(void *ctx, void *job);              /* calling thread, in order; 0 goes on, else stop */
	void (*drop)(void *ctx, void *job);             /* a job that a stop left undelivered */
};

/* Run until `next` gives NULL or `done` a non-zero value, which is returned (0 otherwise). workers[i] is handed to
 * `work` on thread i; with n == 1, or where the system grants no thread, all runs on the calling thread. Where it grants fewer than n, fewer
 * work. */
int hs_pipeline_run(const struct hs_pipeline *pipeline, void *ctx, void **workers, unsigned n);

unsigned hs_cpu_count(void);            /* processors this process may use, at least 1 */

#endif
