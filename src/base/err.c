#include "base/err.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Messages carry file names and bytes of the input to a terminal: nothing in them may steer it, or make a line read as it is not. */
static bool is_printable(uint32_t code)
{
	return code >= 0x20 && code != 0x7F && !(code >= 0x80 && code < 0xA0) &&
	       code != 0x2028 && code != 0x2029 && !hs_code_is_bidi(code);
}

/* Copy into err->msg what fits in whole code points. A bad byte gives one '?' each, so that the copy is as long as `raw`. */
static void set_message(struct hs_err *err, const char *raw)
{
	size_t len = strlen(raw), at = 0;
	unsigned size;

	while (at < len) {
		bool bad = hs_utf8_check(raw + at, len - at) == 0;
		uint32_t code = hs_utf8_next(raw + at, len - at, &size);

		if (at + size >= HS_ERR_MAX)
			break;
		if (bad || !is_printable(code))
			memset(err->msg + at, '?', size);
		else
			memcpy(err->msg + at, raw + at, size);
		at += size;
	}
	err->msg[at] = '\0';
}

int hs_fail(struct hs_err *err, int code, const char *fmt, ...)
{
	char raw[HS_ERR_MAX + 4];       /* a code point that crosses the limit is whole here, and left out */
	va_list args;

	if (!err)
		return code;
	va_start(args, fmt);
	vsnprintf(raw, sizeof(raw), fmt, args);
	va_end(args);
	err->code = code;
	set_message(err, raw);
	return code;
}

void hs_err_prefix(struct hs_err *err, const char *fmt, ...)
{
	char raw[2 * HS_ERR_MAX + 4];
	struct hs_err prefix;
	va_list args;

	if (!err)
		return;
	va_start(args, fmt);
	vsnprintf(raw, HS_ERR_MAX + 4, fmt, args);
	va_end(args);
	set_message(&prefix, raw);
	snprintf(raw, sizeof(raw), "%s: %s", prefix.msg, err->msg);
	set_message(err, raw);
}
