/*
 * steps - where the time goes, for the benchmark. A lap charges what passed since the last one to a step.
 */
#ifndef HS_MODEL_STEPS_H
#define HS_MODEL_STEPS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* STEP(name, word); gemm: the products with the layers' matrices; the scores' products are in attention. */
#define HS_STEPS(STEP) \
	STEP(PIECES, "pieces") \
	STEP(GEMM, "gemm") \
	STEP(ATTENTION, "attention") \
	STEP(VECTORS, "norm+gelu") \
	STEP(HEADS, "heads")

enum hs_step {
#define STEP(name, word) HS_STEP_##name,
	HS_STEPS(STEP)
#undef STEP
	HS_STEP_N
};

struct hs_steps {
	bool on;
	uint64_t last, spent[HS_STEP_N];        /* nanoseconds */
};

static inline void hs_steps_lap(struct hs_steps *steps, enum hs_step step)
{
	struct timespec now;
	uint64_t ns;

	if (!steps->on)
		return;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	ns = now.tv_sec * UINT64_C(1000000000) + now.tv_nsec;
	if (step < HS_STEP_N)
		steps->spent[step] += ns - steps->last;
	steps->last = ns;
}

static inline void hs_steps_start(struct hs_steps *steps)
{
	hs_steps_lap(steps, HS_STEP_N);
}

#endif
