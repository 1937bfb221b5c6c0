#include "model/gemm.h"

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/tagger_p.h"
#include "model/vec.h"

const struct hs_gemm *hs_gemm_default(void)
{
#ifdef HS_GEMM_ONEDNN
	return &hs_gemm_onednn;
#else
	return &hs_gemm_builtin;
#endif
}

static void layer_small(struct hs_tagger *tagger, float *y, const float *x, size_t m, const struct hs_matrix *matrix)
{
	struct hs_buffers *buf = &tagger->buf;
	const struct hs_columns columns = { .scale = matrix->rows.scale, .sum = matrix->sums };

	hs_vec_quantise(buf->wide_small, buf->wide_grid, x, m, matrix->in);
	tagger->gemm->multiply_small(m, matrix->out, matrix->in, buf->wide_small, matrix->rows.q, buf->sums);
	hs_vec_restore(y, buf->sums, buf->wide_grid, &columns, m, matrix->out);
}

void hs_gemm_layer(struct hs_tagger *tagger, float *y, const float *x, size_t m, const struct hs_matrix *matrix)
{
	const size_t in = matrix->in, out = matrix->out;

	if (tagger->precision == HS_FP32)
		tagger->gemm->multiply(false, m, out, in, 1, x, in, matrix->w, out, y, out);
	for (size_t at = 0; tagger->precision == HS_INT8 && at < m; at += HS_SMALL_ROWS)
		layer_small(tagger, y + at * out, x + at * in, m - at < HS_SMALL_ROWS ? m - at : HS_SMALL_ROWS, matrix);
}
