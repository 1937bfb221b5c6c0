#include "model/gemm.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>
#include <string.h>

static void multiply(bool turned, size_t m, size_t n, size_t k, float alpha, const float *a, size_t lda,
		     const float *b, size_t ldb, float *c, size_t ldc)
{
	/* It fails for wrong arguments or without memory, and neither leaves anything to go on with. */
	if (m && n && dnnl_sgemm('N', turned ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, 0, c, ldc) != dnnl_success)
		abort();
}

static void multiply_small(size_t m, size_t n, size_t k, const uint8_t *a, const int8_t *b, int32_t *c)
{
	const int32_t none = 0;

	if (m && n && dnnl_gemm_u8s8s32('N', 'T', 'F', m, n, k, 1, a, k, 0, b, k, 0, 0, c, n, &none) != dnnl_success)
		abort();
}

/*
 * oneDNN asks OpenMP, where it was built with it, how many threads to take, and OpenMP keeps that number for each calling
 * thread. Its functions are looked up rather than linked: a oneDNN with another runtime, or with none, has no use for them.
 */
static int (*get_threads(void))(void)
{
	int (*get)(void);
	void *symbol = dlsym(RTLD_DEFAULT, "omp_get_max_threads");

	memcpy(&get, &symbol, sizeof(get));
	return get;
}

static void set_threads(int n)
{
	void (*set)(int);
	void *symbol = dlsym(RTLD_DEFAULT, "omp_set_num_threads");

	memcpy(&set, &symbol, sizeof(set));
	if (set)
		set(n);
}

static int enter(void)
{
	int (*get)(void) = get_threads();
	int before = get ? get() : 1;

	set_threads(1);
	return before;
}

const struct hs_gemm hs_gemm_onednn = {
	.name = "onednn", .multiply = multiply, .multiply_small = multiply_small, .enter = enter, .leave = set_threads,
};
