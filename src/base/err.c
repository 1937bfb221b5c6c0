#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int hs_fail(struct hs_err *err, int code, const char *fmt, ...)
{
	va_list args;

	if (!err)
		return code;
	err->code = code;
	va_start(args, fmt);
	vsnprintf(err->msg, sizeof(err->msg), fmt, args);
	va_end(args);
	return code;
}
