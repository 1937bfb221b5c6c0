/*
 * How sure the engine is of a claim: a logistic function of what the model gave it and of how it has come out since, by the weights of
 * confidence.def, which train/calibrate.py fits to how often such claims are right (Platt 1999).
 */
#include "attribute/resolve_p.h"

#include <math.h>

#include "lexicon/table.h"

static const struct weight {
	const char *sign;
	double of;
} weights[] = {
#define SIGN(sign, weight) { sign, weight },
#include "attribute/confidence.def"
#undef SIGN
};

/* A claim that a rule has added is as sure as those rules were when measured on the labelled articles; and so is a denial that is found to
 * point back to a claim, whatever the model says, which has seen few of them. */
#define RULE 0.6

static uint32_t words_in(const struct hs_work *work, struct hs_ranges ranges)
{
	uint32_t n = 0;

	for (size_t i = 0; i < ranges.n; i++) {
		struct hs_run run = hs_work_run(work, ranges.at[i]);

		for (uint32_t at = run.first; at < run.end; at++)
			n += work->tokens[at].alnum;
	}
	return n;
}

static double logit(double p)
{
	const double least = 1e-4;

	p = fmin(fmax(p, least), 1 - least);
	return log(p / (1 - p));
}

/* Words between the end of the source and the cue, or the other way round. */
static uint32_t words_between(const struct hs_work *work, const struct hs_claim *claim)
{
	struct hs_run source = hs_work_run(work, claim->source_spans.at[claim->source_spans.n - 1]);
	struct hs_run cue = hs_cue_run(work, claim);

	if (cue.first >= source.end)
		return cue.first - source.end;
	return source.first >= cue.end ? source.first - cue.end : 0;
}
