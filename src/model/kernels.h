/*
 * kernels - the same arithmetic compiled once for each instruction set, and the choice among them when the program starts.
 *
 * kernels.c is one source of many objects (Makefile.am): plain vector loops, and the compiler's flags say how wide. That works
 * with every compiler, needs no intrinsics, and leaves the tests free to compare each with the others.
 */
#ifndef HS_MODEL_KERNELS_H
#define HS_MODEL_KERNELS_H

#include "model/vec.h"

struct hs_kernels {
	const char *name;
#define KERNEL(type, name, parameters, arguments) type (*name) parameters;
#include "model/kernels.def"
#undef KERNEL
};

/* TARGET(name, whether this processor has it): the best first; the last one runs everywhere. */
#ifdef HS_X86_KERNELS
#define HS_TARGETS(TARGET) \
	TARGET(x86_64_v4_vnni, __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") && \
	       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma")) \
	TARGET(x86_64_v4, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && \
	       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma")) \
	TARGET(x86_64_v3, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) \
	TARGET(plain, true)
#else
#define HS_TARGETS(TARGET) TARGET(plain, true)
#endif

#define TARGET(name, has) extern const struct hs_kernels hs_kernels_##name;
HS_TARGETS(TARGET)
#undef TARGET

/* Number `i` of those that this processor has, the best first; NULL: there are no more. */
const struct hs_kernels *hs_kernels_get(size_t i);

/* For tests and benchmarks, while nothing else computes: what hs_vec_...() are from now on. NULL: the best. */
void hs_kernels_use(const struct hs_kernels *kernels);
const struct hs_kernels *hs_kernels_used(void);

#endif
