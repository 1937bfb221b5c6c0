/*
 * agency - binary search for a whole form; for running text, the longest form at each word start.
 */
#include "config.h"

#include "lexicon/agency.h"

#include <stdlib.h>
#include <strings.h>

static const struct agency {
	const char *form, *name;
} agencies[] = {
#define AGENCY(form, name) { form, name },
#include "lexicon/agencies.def"
#undef AGENCY
};

#define N_AGENCIES (sizeof(agencies) / sizeof(agencies[0]))

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Without white space and marks at the edges and a leading "the". */
static struct hs_span trim(struct hs_span span)
{
	while (span.len && !is_word_byte((unsigned char)span.ptr[0])) {
		span.ptr++;
		span.len--;
	}
	while (span.len && !is_word_byte((unsigned char)span.ptr[span.len - 1]))
		span.len--;
	if (span.len > 4 && strncasecmp(span.ptr, "the ", 4) == 0) {
		span.ptr += 4;
		span.len -= 4;
	}
	return span;
}

static int by_form(const void *key, const void *row)
{
	const struct hs_span *form = key;
	const char *other = ((const struct agency *)row)->form;
	int order = strncasecmp(form->ptr, other, form->len);

	return order ? order : -(other[form->len] != '\0');
}

const char *hs_agency_find(struct hs_span form)
{
	const struct agency *row;

	form = trim(form);
	if (!form.len)
		return NULL;
	row = bsearch(&form, agencies, N_AGENCIES, sizeof(agencies[0]), by_form);
	return row ? row->name : NULL;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool same_letter(char a, char b, bool any_case)
{
	return a == b || (any_case && (a | 0x20) == (b | 0x20));
}

static bool stands_at(struct hs_span text, size_t at, const char *form)
{
	size_t len = strlen(form);

	return text.len - at >= len && same_letter(text.ptr[at], form[0], is_lower(form[1])) &&
	       memcmp(text.ptr + at + 1, form + 1, len - 1) == 0 &&
	       (at + len == text.len || !is_word_byte((unsigned char)text.ptr[at + len]));
}

static const struct agency *longest_at(struct hs_span text, size_t at)
{
	const struct agency *best = NULL;

	for (size_t i = 0; i < N_AGENCIES; i++)
		if (stands_at(text, at, agencies[i].form) &&
		    (!best || strlen(agencies[i].form) > strlen(best->form)))
			best = &agencies[i];
	return best;
}

const char *hs_agency_in(struct hs_span text)
{
	for (size_t at = 0; at < text.len; at++) {
		const struct agency *row;

		if (at && is_word_byte((unsigned char)text.ptr[at - 1]))
			continue;
		if ((row = longest_at(text, at)))
			return row->name;
	}
	return NULL;
}
