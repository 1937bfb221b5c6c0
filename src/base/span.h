/*
 * span - pieces of text, by pointer (hs_span) and by offset (hs_range).
 *
 * A range is half-open and counts bytes of one text, so that text[start:end] is the evidence.
 */
#ifndef HS_BASE_SPAN_H
#define HS_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct hs_span {
	const char *ptr;                /* borrowed; need not end in NUL */
	size_t len;
};

struct hs_range {
	uint32_t start, end;
};

struct hs_ranges {                      /* in text order, not overlapping; n 0: nothing there */
	struct hs_range *at;            /* borrowed from the article's arena */
	size_t n;
};

static inline struct hs_span hs_span_of(const char *str)
{
	return (struct hs_span){ str, str ? strlen(str) : 0 };
}

static inline struct hs_span hs_span_at(const char *text, struct hs_range range)
{
	return (struct hs_span){ text + range.start, range.end - range.start };
}

static inline bool hs_span_eq(struct hs_span a, const char *b)
{
	return a.len == strlen(b) && (!a.len || memcmp(a.ptr, b, a.len) == 0);
}

static inline bool hs_range_meet(struct hs_range a, struct hs_range b)
{
	return a.start < b.end && b.start < a.end;
}

#endif
