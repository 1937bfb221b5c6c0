#include "model/gemm.h"

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/model_p.h"

const struct hs_gemm *hs_gemm_default(void)
{
#ifdef HS_GEMM_ONEDNN
	return &hs_gemm_onednn;
#else
	return &hs_gemm_builtin;
#endif
}

void hs_gemm_layer(const struct hs_gemm *gemm, float *y, const float *x, size_t m, const struct hs_matrix *matrix)
{
	gemm->multiply(false, m, matrix->out, matrix->in, 1, x, matrix->in, matrix->w, matrix->out, y, matrix->out);
}
