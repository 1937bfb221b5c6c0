/*
 * How sure the engine is of a claim: a logistic function (Platt 1999) of what the model gave it and of how it has come out since, by the
 * weights of confidence.def, which train/calibrate.py fits to how often readers mark such claims so, with a source of that class.
 */
#include "attribute/extract_p.h"

#include <assert.h>
#include <math.h>

static const double weights[] = {
#define WEIGHT(sign, weight) [HS_SURE_##sign] = weight,
#include "attribute/confidence.def"
#undef WEIGHT
};

enum {
	N_WEIGHTS = 0
#define WEIGHT(sign, weight) + 1
#include "attribute/confidence.def"
#undef WEIGHT
};

static_assert((int)N_WEIGHTS == (int)HS_SURE_N, "a weight for each sign");

const char *hs_sure_word(enum hs_sure_sign sign)
{
	static const char *const words[] = {
#define SIGN(name, word) [HS_SURE_##name] = word,
		HS_SURE_SIGNS(SIGN)
#undef SIGN
	};

	return words[sign];
}

static double logit(double p, double least, double most)
{
	p = fmin(fmax(p, least), most);
	return log(p / (1 - p));
}

/* Has the model found claim `i`, or has a rule? */
static bool is_models(const struct hs_work *work, size_t i)
{
	return work->raw[i] && work->raw[i]->p > 0;
}

static bool cue_says(const struct hs_work *work, const struct hs_claim *claim)
{
	for (size_t i = 0; i < claim->cue.n; i++) {
		struct hs_run run = hs_work_run(work, claim->cue.at[i]);

		for (uint32_t at = run.first; at < run.end; at++)
			if (hs_word_in(work->tokens[at].lex->fold, "say says said saying tell tells told telling"))
				return true;
	}
	return false;
}

/* In how many contents of the model's claims each token stands. */
static uint16_t *contents_count(const struct hs_work *work)
{
	uint16_t *count = hs_arena_array(work->arena, work->n_tokens, sizeof(*count));

	for (size_t i = 0; i < work->out->n_claims; i++)
		for (size_t k = 0; is_models(work, i) && k < work->out->claims[i].content.n; k++) {
			struct hs_run run = hs_work_run(work, work->out->claims[i].content.at[k]);

			for (uint32_t at = run.first; at < run.end; at++)
				count[at] += count[at] < UINT16_MAX;
		}
	return count;
}

static void content_read(const struct hs_work *work, const struct hs_claim *claim, const uint16_t *count, double sign[HS_SURE_N])
{
	double words = 0, shared = 0;

	for (size_t i = 0; i < claim->content.n; i++) {
		struct hs_run run = hs_work_run(work, claim->content.at[i]);

		for (uint32_t at = run.first; at < run.end; at++) {
			words += work->tokens[at].alnum;
			shared += work->tokens[at].alnum && count[at] > 1;
		}
	}
	sign[HS_SURE_WORDS] = log(1 + words);
	sign[HS_SURE_SHARED] = words > 0 ? shared / words : 0;
}

struct hs_sure *hs_sure_read(const struct hs_work *work)
{
	struct hs_sure *sures = hs_arena_array(work->arena, work->out->n_claims, sizeof(*sures));
	const uint16_t *count = contents_count(work);

	for (size_t i = 0; i < work->out->n_claims; i++) {
		double *sign = sures[i].sign;

		sures[i].models = is_models(work, i);
		if (!sures[i].models)
			continue;
		sign[HS_SURE_ALWAYS] = 1;
		sign[HS_SURE_MODEL] = logit(work->raw[i]->p, 1e-4, 1 - 1e-4);
		sign[HS_SURE_CLASS] = logit(work->sureness[i], 0.02, 0.995);
		sign[HS_SURE_SAID] = cue_says(work, &work->out->claims[i]);
		content_read(work, &work->out->claims[i], count, sign);
	}
	return sures;
}

static double confidence_of(const struct hs_sure *sure)
{
	double sum = 0;

	if (!sure->models)
		return HS_RULE_CONFIDENCE;
	for (int k = 0; k < HS_SURE_N; k++)
		sum += weights[k] * sure->sign[k];
	return 1 / (1 + exp(-sum));
}

void hs_confidence(struct hs_work *work)
{
	const struct hs_sure *sures = hs_sure_read(work);

	for (size_t i = 0; i < work->out->n_claims; i++) {
		struct hs_claim *claim = &work->out->claims[i];

		claim->confidence = confidence_of(&sures[i]);
		if (claim->answers >= 0)
			claim->confidence = fmax(claim->confidence, HS_RULE_CONFIDENCE);
	}
}
