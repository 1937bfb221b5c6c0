/*
 * charset - see charset.h.
 */
#include "config.h"

#include "ingest/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"

#define TOLD_WITHIN (64 * 1024)         /* bytes of a page in which it tells its character set */
#define LABEL_MAX 40
#define REPLACEMENT "\xEF\xBF\xBD"

static const struct label { const char *label, *charset; } labels[] = {
#define CHARSET(label, charset) { label, charset },
#include "ingest/charset.def"
#undef CHARSET
};

static const struct { const char *mark; size_t len, skip; const char *charset; } marks[] = {
	{ "\xEF\xBB\xBF", 3, 3, "UTF-8" },
	{ "\xFE\xFF", 2, 2, "UTF-16BE" },
	{ "\xFF\xFE", 2, 2, "UTF-16LE" },
	{ "\0<", 2, 0, "UTF-16BE" },            /* no mark, but nothing else begins so */
	{ "<\0", 2, 0, "UTF-16LE" },
};

static int label_cmp(const void *key, const void *row)
{
	return strcasecmp(key, ((const struct label *)row)->label);
}

/* The charset that a page's own word for it stands for, NULL: there is none of that name. */
static const char *charset_named(struct hs_arena *arena, struct hs_span label)
{
	char *name = hs_arena_strn(arena, label.ptr, label.len);
	const struct label *row = bsearch(name, labels, sizeof(labels) / sizeof(*labels), sizeof(*labels), label_cmp);
	iconv_t cd;

	if (row)
		return row->charset;
	cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return NULL;
	iconv_close(cd);
	return name;
}

/* The value behind `key` and "=" in the tag: charset="utf-8", content="text/html; charset=utf-8". */
static struct hs_span value_in(struct hs_span tag, const char *key)
{
	const char *at = memmem(tag.ptr, tag.len, key, strlen(key)), *end = tag.ptr + tag.len;
	struct hs_span value = { NULL, 0 };

	if (!at)
		return value;
	at += strlen(key);
	while (at < end && (*at == ' ' || *at == '='))
		at++;
	if (at < end && (*at == '"' || *at == '\''))
		at++;
	value.ptr = at;
	while (at < end && value.len < LABEL_MAX && !strchr("\"' ;/>?\t\r\n", *at) && *at) {
		at++;
		value.len++;
	}
	return value;
}

/* The charset that the page tells in its first <meta> or in its XML declaration, or NULL. */
static const char *charset_told(struct hs_arena *arena, struct hs_span bytes)
{
	size_t len = bytes.len < TOLD_WITHIN ? bytes.len : TOLD_WITHIN;
	char *low = hs_arena_strn(arena, bytes.ptr, len);
	const char *at = low, *end = low + len, *charset;

	for (size_t i = 0; i < len; i++)
		if (low[i] >= 'A' && low[i] <= 'Z')
			low[i] += 'a' - 'A';
	while ((at = memchr(at, '<', end - at))) {
		const char *key = strncmp(at, "<meta", 5) == 0 ? "charset" : strncmp(at, "<?xml", 5) == 0 ? "encoding" : NULL;
		const char *close = key ? memchr(at, '>', end - at) : NULL;
		struct hs_span label = close ? value_in((struct hs_span){ at, close - at }, key) : (struct hs_span){ NULL, 0 };

		if (label.len && (charset = charset_named(arena, label)))
			return charset;
		at++;
	}
	return NULL;
}

/* Systems without all of their character sets installed are common. */
static int convert(struct hs_span *text, struct hs_arena *arena, struct hs_span bytes, const char *charset, struct hs_err *err)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	struct hs_str out = HS_STR_INIT;
	char *in = (char *)(uintptr_t)bytes.ptr, piece[8192];

	if (cd == (iconv_t)-1)
		return hs_fail(err, HS_EINPUT, "this system cannot convert '%s' to UTF-8: %s", charset, strerror(errno));
	while (bytes.len) {
		char *to = piece;
		size_t room = sizeof(piece), rc;

		rc = iconv(cd, &in, &bytes.len, &to, &room);
		hs_str_add(&out, piece, sizeof(piece) - room);
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		hs_str_adds(&out, REPLACEMENT);         /* a byte that is nothing, or the first half of a character at the end */
		in++;
		bytes.len--;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	iconv_close(cd);
	*text = (struct hs_span){ hs_arena_strn(arena, out.ptr, out.len), out.len };
	hs_str_release(&out);
	return HS_OK;
}

static struct hs_span without_nul(struct hs_arena *arena, struct hs_span text)
{
	char *out = hs_arena_alloc(arena, text.len + 1);
	size_t n = 0;

	if (!memchr(text.ptr, '\0', text.len))
		return text;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i])
			out[n++] = text.ptr[i];
	return (struct hs_span){ out, n };
}

static struct hs_span repaired(struct hs_arena *arena, struct hs_span text)
{
	text = without_nul(arena, text);
	if (hs_utf8_check(text.ptr, text.len) < text.len)
		text.ptr = hs_utf8_repair(arena, text.ptr, text.len, &text.len);
	return text;
}

int hs_charset_decode(struct hs_span *out, struct hs_arena *arena, struct hs_span bytes, struct hs_err *err)
{
	const char *charset = NULL;
	int rc = HS_OK;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks) && !charset; i++) {
		if (bytes.len < marks[i].len || memcmp(bytes.ptr, marks[i].mark, marks[i].len) != 0)
			continue;
		charset = marks[i].charset;
		bytes.ptr += marks[i].skip;
		bytes.len -= marks[i].skip;
	}
	if (!charset)
		charset = charset_told(arena, bytes);
	if (!charset)
		charset = hs_utf8_check(bytes.ptr, bytes.len) == bytes.len ? "UTF-8" : "WINDOWS-1252";
	if (strcasecmp(charset, "UTF-8") != 0)
		rc = convert(&bytes, arena, bytes, charset, err);
	if (rc == HS_OK)
		*out = repaired(arena, bytes);
	return rc;
}
