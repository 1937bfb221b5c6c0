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

#define NEVER (-1e9f)

static bool is_inside(int label)        /* I of a role: only behind B or I of the same */
{
	return label == HS_B_SOURCE + 1 || label == HS_B_CONTENT + 1;
}

static bool may_follow(int from, int to)
{
	return !is_inside(to) || from == to || from == to - 1;
}

/* The best label before `to`; the smaller one where two are as good. */
static int best_before(const float score[HS_ROLE_TAGS], int to, float *best)
{
	int from = -1;

	for (int label = 0; label < HS_ROLE_TAGS; label++) {
		float value = score[label] + (may_follow(label, to) ? 0 : NEVER);

		if (from >= 0 && value <= *best)
			continue;
		from = label;
		*best = value;
	}
	return from;
}

void hs_decode_roles(struct hs_tagger *tagger, size_t len, struct hs_cue cue)
{
	struct hs_buffers *buf = &tagger->buf;
	float score[HS_ROLE_TAGS], next[HS_ROLE_TAGS], best;
	int label;

	for (size_t t = cue.start; t < cue.end; t++)
		for (label = 1; label < HS_ROLE_TAGS; label++)
			buf->logits[t * HS_ROLE_TAGS + label] = NEVER;
	for (label = 0; label < HS_ROLE_TAGS; label++)
		score[label] = is_inside(label) ? NEVER : buf->logits[label];
	for (size_t t = 1; t < len; t++) {
		for (label = 0; label < HS_ROLE_TAGS; label++) {
			buf->back[t * HS_ROLE_TAGS + label] = best_before(score, label, &best);
			next[label] = best + buf->logits[t * HS_ROLE_TAGS + label];
		}
		memcpy(score, next, sizeof(score));
	}
	label = 0;
	for (int other = 1; other < HS_ROLE_TAGS; other++)
		if (score[other] > score[label])
			label = other;
	for (size_t t = len; t-- > 0;) {
		buf->path[t] = label;
		label = t ? buf->back[t * HS_ROLE_TAGS + label] : 0;
	}
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

float hs_decode_sureness(const struct hs_tagger *tagger, size_t len)
{
	const struct hs_buffers *buf = &tagger->buf;
	double sum = 0;
	size_t n = 0;

	for (size_t t = 0; t < len; t++) {
		if (buf->path[t] == 0)
			continue;
		sum += expf(buf->logits[t * HS_ROLE_TAGS + buf->path[t]]);
		n++;
	}
	return n ? sum / n : 0;
}
