/*
 * heads - what is read off the hidden states: cues, the roles of every piece for each cue, kinds and claim vectors.
 */
#include "model/tagger_p.h"
#include "model/vec.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Scores to probabilities. */
static void softmax(float *y, size_t n)
{
	float max = y[0], sum = 0, log_total;

	for (size_t i = 1; i < n; i++)
		max = y[i] > max ? y[i] : max;
	for (size_t i = 0; i < n; i++)
		sum += expf(y[i] - max);
	log_total = max + logf(sum);
	for (size_t i = 0; i < n; i++)
		y[i] = expf(y[i] - log_total);
}

/* y[out] = w[out][in] x + bias */
static void dense(float *y, const float *w, const float *bias, const float *x, size_t in, size_t out)
{
	for (size_t i = 0; i < out; i++)
		y[i] = hs_vec_dot(w + i * in, x, in) + bias[i];
}

/* --- Cues */

void hs_heads_cues(struct hs_tagger *tagger, const float *h, size_t len)
{
	const struct hs_model *model = tagger->model;
	const size_t hidden = model->shape.hidden;
	float *p = tagger->buf.cue_p;

	for (size_t t = 0; t < len; t++, p += HS_CUE_TAGS) {
		dense(p, model->cue, model->cue_bias, h + t * hidden, hidden, HS_CUE_TAGS);
		softmax(p, HS_CUE_TAGS);
	}
}

static void copy_cue(float *out, const float *h, struct hs_cue cue, size_t hidden)
{
	memcpy(out, h + cue.start * hidden, hidden * sizeof(*out));
	memcpy(out + hidden, h + (cue.end - 1) * hidden, hidden * sizeof(*out));
}

/* --- Roles: z = relu(piece + cue + distance + scaled piece * tanh(scale of the cue)), logits = W z + b */

void hs_heads_pieces(struct hs_tagger *tagger, const float *h, size_t len)
{
	const struct hs_model *model = tagger->model;

	hs_gemm_layer(tagger, tagger->buf.piece, h, len, &model->reader_piece);
	hs_vec_bias(tagger->buf.piece, model->reader_piece_bias, len, 2 * model->shape.reader);
}

void hs_heads_open(struct hs_tagger *tagger, const float *h, const struct hs_cue *cues, size_t n)
{
	struct hs_buffers *buf = &tagger->buf;
	const size_t hidden = tagger->model->shape.hidden, reader = tagger->model->shape.reader;

	for (size_t i = 0; i < n; i++)
		copy_cue(buf->cue_in + i * 2 * hidden, h, cues[i], hidden);
	hs_gemm_layer(tagger, buf->cue_out, buf->cue_in, n, &tagger->model->reader_cue);
	for (size_t i = 0; i < n; i++) {
		float *scale = buf->cue_out + (2 * i + 1) * reader;

		for (size_t j = 0; j < reader; j++)
			scale[j] = tanhf(scale[j]);
	}
}

/* 0..11 to the left of the cue, 12..23 to the right, by log distance; 24 more in another paragraph; 48: the cue itself. */
static size_t distance_bucket(size_t t, struct hs_cue cue, bool other_paragraph)
{
	static const uint8_t edges[] = { 2, 3, 4, 6, 9, 14, 22, 36, 60, 110, 200 };
	const size_t far = t < cue.start ? cue.start - t : t >= cue.end ? t - (cue.end - 1) : 0;
	size_t step = 0;

	if (far == 0)
		return HS_DISTANCES - 1;
	while (step < sizeof(edges) && far >= edges[step])
		step++;
	return step + (t >= cue.end ? 12 : 0) + (other_paragraph ? 24 : 0);
}

static_assert((int)HS_ROLE_TAGS == (int)HS_SCORES, "a score for each label");

void hs_heads_roles(struct hs_tagger *tagger, size_t len, struct hs_cue cue, size_t number, struct hs_stretch para)
{
	const struct hs_model *model = tagger->model;
	const size_t n = model->shape.reader;
	struct hs_buffers *buf = &tagger->buf;
	const float *cue_out = buf->cue_out + number * 2 * n;

	memcpy(buf->distance, model->reader_distance, HS_DISTANCES * n * sizeof(float));
	for (size_t i = 0; i < HS_DISTANCES; i++)
		hs_vec_add(buf->distance + i * n, cue_out, n);
	for (size_t t = 0; t < len; t++) {
		const size_t bucket = distance_bucket(t, cue, t < para.first || t >= para.end);
		float *out = buf->logits + t * HS_ROLE_TAGS;

		hs_vec_score(out, model->reader, buf->piece + t * 2 * n, buf->distance + bucket * n, cue_out + n, n);
		hs_vec_add(out, model->reader_bias, HS_ROLE_TAGS);
	}
}

/* --- Kinds and vectors */

/* The mean of the rows whose label is `start` or the one after it, and with `cue` of its rows; zero when there are none. */
static void mean_of(float *out, const float *h, const uint8_t *path, size_t len, int start, struct hs_stretch cue, size_t hidden)
{
	size_t n = 0;

	memset(out, 0, hidden * sizeof(*out));
	for (size_t t = 0; t < len; t++) {
		if (path[t] != start && path[t] != start + 1 && !(t >= cue.first && t < cue.end))
			continue;
		hs_vec_add(out, h + t * hidden, hidden);
		n++;
	}
	for (size_t i = 0; n && i < hidden; i++)
		out[i] /= n;
}

/* What the claim vector is made of: means over the content, then over source and cue, each of the states at three depths. */
static void note_claim(struct hs_tagger *tagger, const float *h, size_t len, struct hs_stretch cue, float *out)
{
	const struct hs_buffers *buf = &tagger->buf;
	const size_t hidden = tagger->model->shape.hidden, row = (size_t)(h - buf->x);
	const float *const depths[] = { buf->low + row, buf->middle + row, h };
	const struct hs_stretch none = { 0 };

	for (int i = 0; i < 3; i++) {
		mean_of(out + i * hidden, depths[i], buf->path, len, HS_B_CONTENT, none, hidden);
		mean_of(out + (3 + i) * hidden, depths[i], buf->path, len, HS_B_SOURCE, cue, hidden);
	}
}

void hs_heads_note(struct hs_tagger *tagger, const float *h, size_t len, struct hs_cue cue, struct hs_stretch whole, size_t i)
{
	struct hs_buffers *buf = &tagger->buf;
	const size_t hidden = tagger->model->shape.hidden;
	float *kind_in = buf->kind_in + i * 3 * hidden;

	if (cue.start < cue.end)
		copy_cue(kind_in, h, cue, hidden);
	mean_of(kind_in + 2 * hidden, h, buf->path, len, HS_B_SOURCE, (struct hs_stretch){ 0 }, hidden);
	if (tagger->vectors)
		note_claim(tagger, h, len, whole, buf->claim_in + i * 6 * hidden);
}

void hs_heads_vectors(struct hs_tagger *tagger, size_t n)
{
	struct hs_buffers *buf = &tagger->buf;
	const struct hs_model *model = tagger->model;
	const size_t size = model->shape.vector;

	hs_gemm_layer(tagger, buf->claim_mid, buf->claim_in, n, &model->claim_hidden);
	hs_vec_relu(buf->claim_mid, model->claim_hidden_bias, n, model->shape.claim_hidden);
	hs_gemm_layer(tagger, buf->claim_out, buf->claim_mid, n, &model->claim);
	hs_vec_bias(buf->claim_out, model->claim_bias, n, size);
	for (size_t i = 0; i < n; i++) {
		float *row = buf->claim_out + i * size, length = sqrtf(hs_vec_dot(row, row, size));

		for (size_t j = 0; j < size; j++)
			row[j] /= length > 1e-12f ? length : 1e-12f;
	}
}

void hs_heads_close(struct hs_tagger *tagger, size_t n)
{
	struct hs_buffers *buf = &tagger->buf;
	const struct hs_model *model = tagger->model;

	hs_gemm_layer(tagger, buf->kind_mid, buf->kind_in, n, &model->kind_hidden);
	hs_vec_relu(buf->kind_mid, model->kind_hidden_bias, n, model->shape.kind_hidden);
	if (tagger->vectors)
		hs_heads_vectors(tagger, n);
}

void hs_heads_kind(const struct hs_tagger *tagger, size_t i, float out[HS_MODEL_KINDS])
{
	const struct hs_model *model = tagger->model;
	const size_t n = model->shape.kind_hidden;

	dense(out, model->kind, model->kind_bias, tagger->buf.kind_mid + i * n, n, HS_MODEL_KINDS);
	softmax(out, HS_MODEL_KINDS);
}
