/*
 * byline - "By" and names.
 *
 * A byline is short and holds capitalised words and a few small ones alone, which a sentence that begins with "By" never
 * does ("By Friday the water had reached the school").
 */
#include "config.h"

#include <strings.h>

#include "base/utf8.h"
#include "text/text_p.h"

#define BYLINE_MAX 200
#define NAMES_MAX 24            /* words */

static const char *const openers[] = { "By ", "BY ", "by ", "By: ", "Written by ", "Reported by ", "Story by " };

static const char *const small_words[] = {
	"and", "in", "at", "for", "of", "the", "with", "from", "al", "bin", "da", "de", "del", "della", "der", "di", "dos",
	"du", "el", "la", "le", "ten", "ter", "van", "von", "zu", "y", "e", "staff", "writer", "writers", "reporter",
	"reporters", "correspondent", "correspondents", "contributor", "editor", "agencies", "reports", "bureau",
	"chief", "special", "to", "political", "foreign", "senior", "special",
};

static bool is_small(struct hs_span word)
{
	for (size_t i = 0; i < sizeof(small_words) / sizeof(small_words[0]); i++)
		if (word.len == strlen(small_words[i]) && strncasecmp(word.ptr, small_words[i], word.len) == 0)
			return true;
	return false;
}

static bool is_mark(char c)
{
	return strchr(",|;&/()-.", c) != NULL;
}

static bool is_capitalised(struct hs_span word)
{
	unsigned size;

	return hs_code_is_upper(hs_utf8_next(word.ptr, word.len, &size));
}

/* Days and months are capitalised too: "By Monday". The other months are names of people as well. */
static bool is_day(struct hs_span word)
{
	static const char *const days[] = {
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "Easter",
		"January", "February", "September", "October", "November", "December",
	};

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if (hs_span_eq(word, days[i]))
			return true;
	return false;
}

static bool are_names(struct hs_span text)
{
	size_t at = 0, names = 0, words = 0;

	while (at < text.len) {
		struct hs_span word = { text.ptr + at, 0 };

		while (at < text.len && !is_mark(text.ptr[at]) && !strchr(" \t\r\n", text.ptr[at])) {
			at++;
			word.len++;
		}
		if (!word.len) {
			at++;
			continue;
		}
		if (++words > NAMES_MAX || (names == 0 && is_day(word)))
			return false;
		if (is_capitalised(word))
			names++;
		else if (!is_small(word) && !(word.ptr[0] == '@' && names))
			return false;
	}
	return names > 0;
}

bool hs_byline_is(struct hs_span para, struct hs_span *names)
{
	if (para.len > BYLINE_MAX)
		return false;
	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++) {
		size_t len = strlen(openers[i]);
		struct hs_range rest;

		if (para.len <= len || memcmp(para.ptr, openers[i], len) != 0)
			continue;
		rest = hs_range_trim(para.ptr, (struct hs_range){ (uint32_t)len, (uint32_t)para.len });
		*names = hs_span_at(para.ptr, rest);
		return are_names(*names);
	}
	return false;
}
