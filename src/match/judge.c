/*
 * judge - what speaks for two claims being the same, and what it comes to.
 *
 * Two logistic models over the evidence: SAME (both report one and the same claim) and QUESTION (they are
 * about one question, be it with yes or no).  weights.def is written by train/match.py.
 */
#include "match/match_p.h"

#include <math.h>

enum { MODEL_SAME, MODEL_QUESTION };

static const double weights[][HS_EVIDENCE_N + 1] = {
#define WEIGHTS(model, ...) [MODEL_##model] = { __VA_ARGS__ },
#include "match/weights.def"
#undef WEIGHTS
};

/* A pair counts as matched from here on. Among the labelled pairs a bar of 0.3 gives the best F1; among all pairs of a news week the
 * same claim is much rarer than among these, and claims that match are joined into groups, which a wrong pair makes into nonsense. */
#define ENOUGH 0.55
#define PERHAPS 0.25                    /* below: different; between: related */

/* A denial shares fewer words with what it denies. That only one content has a "not" says little: of the labelled pairs with that
 * difference five times as many are the same as contradict each other. So cue and stance decide on which side a claim is, and a "not" only
 * where it is of one verb and nearly all else is the same; and one speaker on both sides has said it in other words ("opposed", "spoke
 * about") far more often than turned round. */
#define AT_ODDS 0.35

/* From this likeness on the "not" of one verb is what two claims differ in. */
#define BUT_FOR_NOT 0.55
#define ALIKE_MIN 3                     /* stems in common */

static double weight_in_common(const struct bag *a, const struct bag *b, const struct dictionary *dictionary, bool squared)
{
	double sum = 0;

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		if (a->at[i] < b->at[j]) {
			i++;
		} else if (a->at[i] > b->at[j]) {
			j++;
		} else {
			double w = hs_dictionary_weight(dictionary, a->at[i]);

			sum += squared ? w * w : w;
			i++, j++;
		}
	}
	return sum;
}

static double cosine(const struct bag *a, const struct bag *b, const struct dictionary *dictionary)
{
	if (!a->n || !b->n || a->norm * b->norm <= 0)
		return 0;
	return weight_in_common(a, b, dictionary, true) / (a->norm * b->norm);
}

/* Weights of stems: a rare word has about 8, a common one 3. */
#define LITTLE 6.0                      /* what a claim has to tell for half of its share to count */
#define MUCH 15.0                       /* what two have to share for SHARED to be half */

/* The share of the smaller of two bags that is `common` to both. */
static double cover(const struct bag *a, const struct bag *b, double common)
{
	return common / (fmin(a->sum, b->sum) + LITTLE);
}

static double vector_cosine(const float *a, const float *b)
{
	double sum = 0;

	if (!a || !b)
		return 0;
	for (int i = 0; i < HS_VECTOR; i++)
		sum += (double)a[i] * b[i];
	return sum;
}

static double common_numbers(const struct view *a, const struct view *b)
{
	if (!a->n_numbers || !b->n_numbers)
		return 0;
	for (size_t i = 0, j = 0; i < a->n_numbers && j < b->n_numbers;) {
		if (a->numbers[i] == b->numbers[j])
			return 1;
		if (a->numbers[i] < b->numbers[j])
			i++;
		else
			j++;
	}
	return -1;
}

static size_t ids_in_common(const struct bag *a, const struct bag *b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		if (a->at[i] == b->at[j])
			n++, i++, j++;
		else if (a->at[i] < b->at[j])
			i++;
		else
			j++;
	}
	return n;
}

static double same_speaker(const struct view *a, const struct view *b)
{
	size_t common, least = a->speaker.n < b->speaker.n ? a->speaker.n : b->speaker.n;

	if (a->pronoun || b->pronoun || !least)
		return 0.5;
	common = ids_in_common(&a->speaker, &b->speaker);
	return common == least ? 1 : common ? 0.7 : 0;
}

/* "the pier would not be closed", where the other says of the same that it will close */
static bool negates(const struct view *a, const struct view *b)
{
	const struct bag verb = { .at = (uint32_t *)&a->negation.verb, .n = 1 };

	return a->negation.plain && !b->negated && ids_in_common(&verb, &b->words) && ids_in_common(&a->words, &b->words) >= ALIKE_MIN &&
	       ids_in_common(&a->negation.before, &b->words);
}

static double days_between(const struct view *a, const struct view *b)
{
	if (a->day == INT32_MIN || b->day == INT32_MIN)
		return -1;
	return fabs((double)a->day - b->day);
}

/* Days enter as a logarithm; an unknown date as the usual distance of a few days. */
static double feature(const double *evidence, int which)
{
	if (which != HS_EVIDENCE_DAYS)
		return evidence[which];
	return log1p(evidence[which] < 0 ? 3 : evidence[which]);
}

static double probability(const double *model, const double *evidence)
{
	double sum = model[HS_EVIDENCE_N];

	for (int i = 0; i < HS_EVIDENCE_N; i++)
		sum += model[i] * feature(evidence, i);
	return 1 / (1 + exp(-sum));
}

void hs_pair_judge(struct hs_match *match, const struct dictionary *dictionary,
		   const struct hs_match_claim *a, const struct view *va,
		   const struct hs_match_claim *b, const struct view *vb)
{
	double *e = match->evidence, common = weight_in_common(&va->words, &vb->words, dictionary, false);
	bool turned = va->against != vb->against, negated;

	e[HS_EVIDENCE_VECTOR] = vector_cosine(a->vector, b->vector);
	e[HS_EVIDENCE_WORDS] = cosine(&va->words, &vb->words, dictionary);
	e[HS_EVIDENCE_COVER] = cover(&va->words, &vb->words, common);
	e[HS_EVIDENCE_QUOTED] = cover(&va->quoted, &vb->quoted, weight_in_common(&va->quoted, &vb->quoted, dictionary, false));
	e[HS_EVIDENCE_SHARED] = common / (common + MUCH);
	e[HS_EVIDENCE_NUMBERS] = common_numbers(va, vb);
	e[HS_EVIDENCE_NAMES] = cosine(&va->names, &vb->names, dictionary);
	e[HS_EVIDENCE_SPEAKER] = same_speaker(va, vb);
	e[HS_EVIDENCE_CONTEXT] = cosine(&va->context, &vb->context, dictionary);
	negated = !turned && e[HS_EVIDENCE_WORDS] >= BUT_FOR_NOT && (negates(va, vb) || negates(vb, va));
	e[HS_EVIDENCE_POLARITY] = turned || negated;
	e[HS_EVIDENCE_DAYS] = days_between(va, vb);
	match->score = probability(weights[MODEL_SAME], e);
	match->question = probability(weights[MODEL_QUESTION], e);
	if ((negated || (turned && e[HS_EVIDENCE_SPEAKER] < 1)) && match->question >= AT_ODDS)
		match->kind = HS_MATCH_CONTRADICTS;
	else if (match->score >= ENOUGH)
		match->kind = HS_MATCH_SAME;
	else if (match->question >= PERHAPS && e[HS_EVIDENCE_SPEAKER] >= 0.7)
		match->kind = HS_MATCH_RELATED;
	else
		match->kind = HS_MATCH_DIFFERENT;
}
