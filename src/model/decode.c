/*
 * decode - probabilities to spans: the twin of train/decode.py.
 */
#include "model/tagger_p.h"

#include <math.h>
#include <string.h>

enum { B = 1, I = 2 };                  /* of cues */

static bool begins(const float *p, float threshold)
{
	return p[B] >= threshold;
}

bool hs_decode_cue(struct hs_cue *out, const float *cue_p, size_t len, size_t from, size_t to, float threshold)
{
	const float *p;
	size_t end;

	while (from < to && !begins(cue_p + from * HS_CUE_TAGS, threshold))
		from++;
	if (from >= to)
		return false;
	for (end = from + 1; end < len; end++) {
		p = cue_p + end * HS_CUE_TAGS;
		if (begins(p, threshold) || p[I] <= p[0] || p[I] <= p[B])
			break;
	}
	*out = (struct hs_cue){ .start = from, .end = end, .p = cue_p[from * HS_CUE_TAGS + B] };
	return true;
}

/* --- Roles: a linear chain (Lafferty, McCallum, Pereira 2001) with scores of labels and of two labels in a row */

#define NEVER (-1e9f)

enum { N = HS_ROLE_TAGS };

static bool is_inside(int label)        /* I of a role: only behind B or I of the same */
{
	return label > 0 && label % 2 == 0;
}

static bool may_follow(int from, int to)
{
	return !is_inside(to) || from == to || from == to - 1;
}

/* The best label before `to`; the smaller one where two are as good. */
static int best_before(const float score[N], const float *follow, int to, float *best)
{
	int from = -1;

	for (int label = 0; label < N; label++) {
		float value = score[label] + follow[label * N + to] + (may_follow(label, to) ? 0 : NEVER);

		if (from >= 0 && value <= *best)
			continue;
		from = label;
		*best = value;
	}
	return from;
}

static void find_path(struct hs_buffers *buf, const float *follow, size_t len)
{
	float score[N], next[N], best;
	int label;

	for (label = 0; label < N; label++)
		score[label] = is_inside(label) ? NEVER : buf->logits[label];
	for (size_t t = 1; t < len; t++) {
		for (label = 0; label < N; label++) {
			buf->back[t * N + label] = best_before(score, follow, label, &best);
			next[label] = best + buf->logits[t * N + label];
		}
		memcpy(score, next, sizeof(score));
	}
	label = 0;
	for (int other = 1; other < N; other++)
		if (score[other] > score[label])
			label = other;
	for (size_t t = len; t-- > 0;) {
		buf->path[t] = label;
		label = t ? buf->back[t * N + label] : 0;
	}
}

/* The log of the sum over all paths of exp(score): the forward algorithm, scaled at every step so that nothing overflows. */
static double log_total(const float *logits, const float *follow, size_t len)
{
	float step[N][N], sum[N], next[N];
	double log_scale = 0;

	for (int from = 0; from < N; from++)
		for (int to = 0; to < N; to++)
			step[from][to] = may_follow(from, to) ? expf(follow[from * N + to]) : 0;
	for (size_t t = 0; t < len; t++, logits += N) {
		float max = logits[0], total = 0;

		for (int to = 1; to < N; to++)
			max = logits[to] > max ? logits[to] : max;
		for (int to = 0; to < N; to++) {
			next[to] = t == 0 && !is_inside(to);
			for (int from = 0; t && from < N; from++)
				next[to] += sum[from] * step[from][to];
			next[to] *= expf(logits[to] - max);
			total += next[to];
		}
		for (int to = 0; to < N; to++)
			sum[to] = next[to] / total;
		log_scale += max + log(total);
	}
	return log_scale;
}

static double score_of(const float *logits, const float *follow, const uint8_t *path, size_t len)
{
	double score = 0;

	for (size_t t = 0; t < len; t++) {
		score += logits[t * N + path[t]];
		if (t)
			score += follow[path[t - 1] * N + path[t]];
	}
	return score;
}

float hs_decode_roles(struct hs_tagger *tagger, size_t len)
{
	struct hs_buffers *buf = &tagger->buf;
	const float *follow = tagger->model->follow;

	find_path(buf, follow, len);
	return exp(score_of(buf->logits, follow, buf->path, len) - log_total(buf->logits, follow, len));
}

/* The label that goes on with B of a role, which is odd, is the next one; any other goes on as itself. */
void hs_decode_words(uint8_t *path, const struct hs_piece *pieces, size_t len)
{
	for (size_t t = 1; t < len; t++)
		if (pieces[t].inner)
			path[t] = path[t - 1] % 2 ? path[t - 1] + 1 : path[t - 1];
}

struct hs_stretch hs_decode_whole(const uint8_t *path, size_t len, struct hs_cue cue)
{
	struct hs_stretch run = { 0 };

	while (hs_decode_run(&run, path, len, run.end, HS_B_CUE))
		if (run.first < cue.end && cue.start < run.end)
			return run;
	return (struct hs_stretch){ cue.start, cue.end };
}

bool hs_decode_run(struct hs_stretch *out, const uint8_t *path, size_t len, size_t from, int start)
{
	size_t end;

	while (from < len && path[from] != start && path[from] != start + 1)
		from++;
	if (from == len)
		return false;
	for (end = from + 1; end < len && path[end] == start + 1; end++)
		;
	*out = (struct hs_stretch){ from, end };
	return true;
}

static double logit(double p)
{
	p = p < 1e-6 ? 1e-6 : p > 1 - 1e-6 ? 1 - 1e-6 : p;
	return log(p / (1 - p));
}

float hs_decode_sureness(const struct hs_settings *settings, const struct hs_raw *raw)
{
	const double x = settings->sure_base + settings->sure_cue * logit(raw->cue_p) +
			 settings->sure_path * sqrt(fmax(-log(fmax(raw->path_p, 1e-6)), 0)) + (raw->source.n ? 0 : settings->sure_bare);

	return 1 / (1 + exp(-x));
}
