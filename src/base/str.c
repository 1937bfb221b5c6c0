#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

char hs_str_empty[] = "";

void hs_str_init(struct hs_str *str)
{
	*str = (struct hs_str)HS_STR_INIT;
}

void hs_str_release(struct hs_str *str)
{
	if (str->room)
		free(str->ptr);
	hs_str_init(str);
}

void hs_str_clear(struct hs_str *str)
{
	hs_str_cut(str, 0);
}

/* Room for `more` bytes and the NUL behind them. */
static void make_room(struct hs_str *str, size_t more)
{
	size_t need, room;

	if (__builtin_add_overflow(str->len, more, &need) || __builtin_add_overflow(need, (size_t)1, &need))
		need = SIZE_MAX;                /* the allocation then fails and says so */
	if (need <= str->room)
		return;
	room = str->room > SIZE_MAX / 2 ? need : 2 * str->room;
	if (room < need)
		room = need;
	if (room < 32)
		room = 32;
	str->ptr = hs_realloc(str->room ? str->ptr : NULL, room);
	str->room = room;
}

void hs_str_add(struct hs_str *str, const void *ptr, size_t len)
{
	if (!len)
		return;
	make_room(str, len);
	memcpy(str->ptr + str->len, ptr, len);
	str->len += len;
	str->ptr[str->len] = '\0';
}

void hs_str_adds(struct hs_str *str, const char *s)
{
	hs_str_add(str, s, strlen(s));
}

void hs_str_addc(struct hs_str *str, char c)
{
	hs_str_add(str, &c, 1);
}

void hs_str_addf(struct hs_str *str, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(len >= 0);
	make_room(str, (size_t)len);
	va_start(args, fmt);
	vsnprintf(str->ptr + str->len, (size_t)len + 1, fmt, args);
	va_end(args);
	str->len += (size_t)len;
}

void hs_str_cut(struct hs_str *str, size_t len)
{
	assert(len <= str->len);
	if (!str->room)
		return;
	str->len = len;
	str->ptr[len] = '\0';
}

bool hs_word_in(const char *word, const char *list)
{
	size_t len = strlen(word);

	for (const char *at = list; *at; ) {
		size_t n = strcspn(at, " ");

		if (n == len && memcmp(at, word, n) == 0)
			return true;
		at += n + (at[n] == ' ');
	}
	return false;
}

bool hs_ends_in(const char *word, const char *ending)
{
	size_t len = strlen(word), n = strlen(ending);

	return len > n + 1 && strcmp(word + len - n, ending) == 0;
}
