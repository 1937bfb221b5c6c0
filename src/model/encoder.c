/*
 * encoder - windows of word pieces to hidden states: a BERT encoder.
 *
 * The rows of several windows lie one behind the other, without padding, since everything but attention works on rows
 * alone. In fp32 the wide layer is done block by block, so that its rows stay in the cache between its two matrices.
 */
#include "model/tagger_p.h"
#include "model/vec.h"

#include <math.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void add_row(float *x, const struct hs_table *table, size_t row)
{
	hs_vec_add_int8(x, table->q + row * table->cols, table->scale[row], table->cols);
}

static void embed_piece(float *x, const struct hs_model *model, size_t position, struct hs_piece piece)
{
	const size_t hidden = model->shape.hidden;

	memset(x, 0, hidden * sizeof(*x));
	add_row(x, &model->word, piece.id);
	add_row(x, &model->position, position);
	hs_vec_add(x, model->kase + piece.kase * hidden, hidden);
	hs_vec_add(x, model->quote + piece.quote * hidden, hidden);
	hs_vec_add(x, model->place + piece.place * hidden, hidden);
}

static void embed(struct hs_tagger *tagger, float *x, const struct hs_window *window)
{
	const struct hs_model *model = tagger->model;
	const size_t len = window->end - window->begin, hidden = model->shape.hidden;

	embed_piece(x, model, 0, (struct hs_piece){ .id = model->vocab.first });
	for (size_t i = 0; i < len; i++)
		embed_piece(x + (i + 1) * hidden, model, i + 1, tagger->pieces.at[window->begin + i]);
	embed_piece(x + (len + 1) * hidden, model, len + 1, (struct hs_piece){ .id = model->vocab.last });
	hs_vec_norm(x, model->norm_gain, model->norm_shift, len + 2, hidden);
}

/* mix = softmax(q k' / sqrt(width)) v for one head of one window by products, a block of rows at a time. */
static void attend_by_products(struct hs_tagger *tagger, float *mix, const float *q, size_t rows, size_t width)
{
	const struct hs_gemm *gemm = tagger->gemm;
	const size_t hidden = tagger->model->shape.hidden, stride = 3 * hidden;
	const float *k = q + hidden, *v = k + hidden;
	const float scale = 1.0f / sqrtf(width);
	float *scores = tagger->buf.scores;

	for (size_t at = 0; at < rows; at += HS_BLOCK_ROWS) {
		const size_t m = least(HS_BLOCK_ROWS, rows - at);

		gemm->multiply(true, m, rows, width, scale, q + at * stride, stride, k, stride, scores, rows);
		hs_vec_softmax(scores, m, rows);
		gemm->multiply(false, m, width, rows, 1, scores, rows, v, stride, mix + at * hidden, hidden);
	}
}

static void attend_head(struct hs_tagger *tagger, float *mix, const float *q, size_t rows, size_t width)
{
	const size_t hidden = tagger->model->shape.hidden;

	if (tagger->precision == HS_FP32)
		attend_by_products(tagger, mix, q, rows, width);
	else
		hs_vec_attend(mix, hidden, q, q + hidden, q + 2 * hidden, 3 * hidden, rows, width, tagger->buf.scores);
}

static void attend(struct hs_tagger *tagger, const struct hs_window *windows, size_t n)
{
	const struct hs_shape *shape = &tagger->model->shape;
	const size_t width = shape->hidden / shape->heads;
	float *mix = tagger->buf.mix;
	const float *qkv = tagger->buf.qkv;

	for (size_t i = 0; i < n; i++) {
		const size_t rows = hs_window_rows(&windows[i]);

		for (size_t head = 0; head < shape->heads; head++)
			attend_head(tagger, mix + head * width, qkv + head * width, rows, width);
		mix += rows * shape->hidden;
		qkv += rows * 3 * shape->hidden;
	}
}

/* --- In fp32: products for everything */

/* x = norm(x + attention(x)) */
static void attention_layer(struct hs_tagger *tagger, const struct hs_layer *layer, const struct hs_window *windows, size_t n,
			    size_t rows)
{
	struct hs_buffers *buf = &tagger->buf;
	const size_t hidden = tagger->model->shape.hidden;

	hs_gemm_layer(tagger, buf->qkv, buf->x, rows, &layer->qkv);
	hs_steps_lap(&tagger->steps, HS_STEP_GEMM);
	hs_vec_bias(buf->qkv, layer->qkv_bias, rows, 3 * hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
	attend(tagger, windows, n);
	hs_steps_lap(&tagger->steps, HS_STEP_ATTENTION);
	hs_gemm_layer(tagger, buf->qkv, buf->mix, rows, &layer->out);
	hs_steps_lap(&tagger->steps, HS_STEP_GEMM);
	hs_vec_add_norm(buf->x, buf->qkv, layer->out_bias, layer->norm1_gain, layer->norm1_shift, rows, hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
}

/* x = norm(x + down(gelu(up(x)))) for a block of rows */
static void wide_layer(struct hs_tagger *tagger, const struct hs_layer *layer, float *x, size_t rows)
{
	struct hs_buffers *buf = &tagger->buf;
	const struct hs_shape *shape = &tagger->model->shape;

	hs_gemm_layer(tagger, buf->wide, x, rows, &layer->up);
	hs_steps_lap(&tagger->steps, HS_STEP_GEMM);
	hs_vec_gelu(buf->wide, layer->up_bias, rows, shape->up);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
	hs_gemm_layer(tagger, buf->mix, buf->wide, rows, &layer->down);
	hs_steps_lap(&tagger->steps, HS_STEP_GEMM);
	hs_vec_add_norm(x, buf->mix, layer->down_bias, layer->norm2_gain, layer->norm2_shift, rows, shape->hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
}

/* One layer on all rows of the windows. */
static void layer_fp32(struct hs_tagger *tagger, const struct hs_layer *layer, const struct hs_window *windows, size_t n, size_t rows)
{
	const size_t hidden = tagger->model->shape.hidden;

	attention_layer(tagger, layer, windows, n, rows);
	for (size_t at = 0; at < rows; at += HS_BLOCK_ROWS)
		wide_layer(tagger, layer, tagger->buf.x + at * hidden, least(HS_BLOCK_ROWS, rows - at));
}

/* --- In int8: a block of rows goes through everything between one attention and the next */

static struct hs_columns columns_of(const struct hs_matrix *matrix, const float *bias)
{
	return (struct hs_columns){ .scale = matrix->rows.scale, .sum = matrix->sums, .bias = bias };
}

static void multiply_small(struct hs_tagger *tagger, const uint8_t *small, size_t rows, const struct hs_matrix *matrix)
{
	tagger->gemm->multiply_small(rows, matrix->out, matrix->in, small, matrix->rows.q, tagger->buf.sums);
	hs_steps_lap(&tagger->steps, HS_STEP_GEMM);
}

static void block_before(struct hs_tagger *tagger, const struct hs_layer *layer, size_t at, size_t rows)
{
	struct hs_buffers *buf = &tagger->buf;
	const size_t hidden = tagger->model->shape.hidden;
	const struct hs_columns qkv = columns_of(&layer->qkv, layer->qkv_bias);

	multiply_small(tagger, buf->small + at * hidden, rows, &layer->qkv);
	hs_vec_restore(buf->qkv + at * 3 * hidden, buf->sums, buf->grid + at, &qkv, rows, 3 * hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
}

static void block_behind(struct hs_tagger *tagger, const struct hs_layer *layer, size_t at, size_t rows)
{
	struct hs_buffers *buf = &tagger->buf;
	const struct hs_shape *shape = &tagger->model->shape;
	const size_t hidden = shape->hidden;
	const struct hs_columns out = columns_of(&layer->out, layer->out_bias), up = columns_of(&layer->up, layer->up_bias),
				down = columns_of(&layer->down, layer->down_bias);
	float *x = buf->x + at * hidden;
	uint8_t *small = buf->small + at * hidden;
	struct hs_grid *grid = buf->grid + at;

	hs_vec_quantise(small, grid, buf->mix + at * hidden, rows, hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
	multiply_small(tagger, small, rows, &layer->out);
	hs_vec_restore_norm(x, small, grid, buf->sums, grid, &out, layer->norm1_gain, layer->norm1_shift, rows, hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
	multiply_small(tagger, small, rows, &layer->up);
	hs_vec_restore_gelu(buf->wide_small, buf->wide_grid, buf->sums, grid, &up, rows, shape->up, buf->wide);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
	multiply_small(tagger, buf->wide_small, rows, &layer->down);
	hs_vec_restore_norm(x, small, grid, buf->sums, buf->wide_grid, &down, layer->norm2_gain, layer->norm2_shift, rows, hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
}

static void layer_int8(struct hs_tagger *tagger, const struct hs_layer *layer, const struct hs_window *windows, size_t n, size_t rows)
{
	for (size_t at = 0; at < rows; at += HS_SMALL_ROWS)
		block_before(tagger, layer, at, least(HS_SMALL_ROWS, rows - at));
	attend(tagger, windows, n);
	hs_steps_lap(&tagger->steps, HS_STEP_ATTENTION);
	for (size_t at = 0; at < rows; at += HS_SMALL_ROWS)
		block_behind(tagger, layer, at, least(HS_SMALL_ROWS, rows - at));
}

/* --- */

void hs_encode(struct hs_tagger *tagger, const struct hs_window *windows, size_t n)
{
	const struct hs_model *model = tagger->model;
	const size_t hidden = model->shape.hidden;
	size_t rows = 0;

	for (size_t i = 0; i < n; i++) {
		embed(tagger, tagger->buf.x + rows * hidden, &windows[i]);
		rows += hs_window_rows(&windows[i]);
	}
	if (tagger->vectors)
		memcpy(tagger->buf.low, tagger->buf.x, rows * hidden * sizeof(float));
	if (tagger->precision == HS_INT8)
		hs_vec_quantise(tagger->buf.small, tagger->buf.grid, tagger->buf.x, rows, hidden);
	hs_steps_lap(&tagger->steps, HS_STEP_VECTORS);
	for (size_t i = 0; i < model->shape.layers; i++) {
		if (tagger->vectors && i == model->shape.layers / 2)
			memcpy(tagger->buf.middle, tagger->buf.x, rows * hidden * sizeof(float));
		if (tagger->precision == HS_INT8)
			layer_int8(tagger, &model->layers[i], windows, n, rows);
		else
			layer_fp32(tagger, &model->layers[i], windows, n, rows);
	}
}
