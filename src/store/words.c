#include "store/store_p.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Hard-wrapped text breaks lines inside its sentences; people read the words without them. */
static void add_squeezed(struct hs_str *out, struct hs_span span)
{
	size_t begun = out->len;
	bool blank = false;

	for (size_t i = 0; i < span.len; i++) {
		if (is_blank(span.ptr[i])) {
			blank = true;
			continue;
		}
		if (blank && out->len > begun)
			hs_str_addc(out, ' ');
		blank = false;
		hs_str_addc(out, span.ptr[i]);
	}
}

char *hs_words_join(struct hs_arena *arena, const char *text, const struct hs_ranges *ranges)
{
	struct hs_str joined = HS_STR_INIT;
	char *words;

	if (!ranges->n)
		return NULL;
	for (size_t i = 0; i < ranges->n; i++) {
		if (i > 0)
			hs_str_adds(&joined, " … ");
		add_squeezed(&joined, hs_span_at(text, ranges->at[i]));
	}
	words = hs_arena_strn(arena, joined.ptr, joined.len);
	hs_str_release(&joined);
	return words;
}
