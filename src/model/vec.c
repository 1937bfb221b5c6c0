/* What the functions of vec.h are on this processor. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/kernels.h"

#include <stdbool.h>

static const struct hs_kernels *used;

const struct hs_kernels *hs_kernels_get(size_t i)
{
#define TARGET(name, has) \
	if ((has) && i-- == 0) \
		return &hs_kernels_##name;
	HS_TARGETS(TARGET)
#undef TARGET
	return NULL;
}

void hs_kernels_use(const struct hs_kernels *kernels)
{
	used = kernels ? kernels : hs_kernels_get(0);
}

const struct hs_kernels *hs_kernels_used(void)
{
	return used;
}

__attribute__((constructor)) static void choose(void)
{
	hs_kernels_use(NULL);
}

#define KERNEL(type, name, parameters, arguments) type hs_vec_##name parameters { return used->name arguments; }
#include "model/kernels.def"
#undef KERNEL

static size_t rounded(size_t n, size_t to)
{
	return (n + to - 1) / to * to;
}

/* As the kernels divide it, the largest cells being floats: struct attention. */
size_t hs_vec_attend_room(size_t rows, size_t width)
{
	const size_t columns = rounded(rows, HS_SPAN), depth = rounded(width, HS_PANEL);

	return sizeof(float) * (2 * columns * depth + 2 * columns + depth + HS_ATTEND_ROWS * (depth + 2 * columns));
}
