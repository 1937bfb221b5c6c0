/*
 * text - a plain text file is one article.
 *
 * The text is stored byte for byte, with a byte order mark if there is one, so that offsets point into the user's
 * own file. What is not UTF-8 is told and left to its owner to convert: a guess would move the offsets.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ingest/reader_p.h"

#define TAR_MAGIC_AT 257

struct state {
	bool read;
};

/* Formats that people hand in by mistake, by their first bytes. */
static const struct {
	const char *magic;
	size_t len;
	const char *what;
} others[] = {
	{ "\xFF\xFE", 2, "text in UTF-16; convert it to UTF-8" },
	{ "\xFE\xFF", 2, "text in UTF-16; convert it to UTF-8" },
	{ "%PDF-", 5, "a PDF file" },
	{ "PK\x03\x04", 4, "a ZIP archive or an office document" },
	{ "\xD0\xCF\x11\xE0", 4, "an old office document" },
	{ "{\\rtf", 5, "an RTF document" },
	{ "SQLite format 3", 15, "an SQLite database; one of hearsay's own is given with -d" },
	{ "WARC/", 5, "a web archive; take the pages out of it" },
	{ "filedesc://", 11, "a web archive; take the pages out of it" },
	{ "BZh", 3, "bzip2 data" },
	{ "\xFD" "7zXZ", 5, "xz data" },
	{ "\x28\xB5\x2F\xFD", 4, "zstd data" },
	{ "\x89PNG", 4, "a picture" },
	{ "\xFF\xD8\xFF", 3, "a picture" },
	{ "\x7F" "ELF", 4, "a program" },
};

static const char *other_format(const char *ptr, size_t len)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (len >= others[i].len && memcmp(ptr, others[i].magic, others[i].len) == 0)
			return others[i].what;
	if (len >= TAR_MAGIC_AT + 5 && memcmp(ptr + TAR_MAGIC_AT, "ustar", 5) == 0)
		return "a tar archive; unpack it";
	return NULL;
}

/* What begins as markup and goes on so, and is no web page: NewsML, NITF, an RSS feed. */
static bool is_markup(const char *text)
{
	text += strspn(text, " \t\r\n\f");
	if (strncmp(text, "<?xml", 5) == 0)
		return true;
	return text[0] == '<' && ((text[1] | 0x20) >= 'a' && (text[1] | 0x20) <= 'z') && strstr(text, "</");
}

/* What is known for another format is claimed, so that it is told of here and no other reader finds an article in it. */
static enum hs_sniff sniff(const char *ptr, size_t len, bool whole)
{
	(void)whole;
	return other_format(ptr, len) ? HS_SNIFF_SURE : HS_SNIFF_FALLBACK;
}

static int open_text(struct hs_reading *reading, struct hs_err *err)
{
	(void)err;
	reading->state = hs_calloc(1, sizeof(struct state));
	return HS_OK;
}

static void close_text(struct hs_reading *reading)
{
	free(reading->state);
}

static int check(const struct hs_str *text, struct hs_err *err)
{
	const char *what = other_format(text->ptr, text->len);
	size_t at = hs_reader_bom(text->ptr, text->len);

	if (what)
		return hs_fail(err, HS_EINPUT, "this is %s", what);
	while (at < text->len && strchr(" \t\r\n\f", text->ptr[at]) && text->ptr[at])
		at++;
	if (at == text->len)
		return hs_fail(err, HS_EINPUT, "there is no text in it");
	if (is_markup(text->ptr + hs_reader_bom(text->ptr, text->len)))
		return hs_fail(err, HS_EINPUT, "this is XML, which is not read; give the text in it as JSON or HTML");
	return hs_reader_check_utf8("the text", text->ptr, text->len, err);
}

static int next(struct hs_article **out, struct hs_reading *reading, struct hs_arena *arena, struct hs_err *err)
{
	struct state *state = reading->state;
	struct hs_str text = HS_STR_INIT;
	int rc;

	if (state->read)
		return HS_DONE;
	state->read = true;
	rc = hs_reader_slurp(&text, reading, err);
	if (rc == HS_OK)
		rc = check(&text, err);
	if (rc == HS_OK) {
		*out = hs_article_new(arena, text.ptr, text.len);
		hs_article_finish(*out, NULL, 0);
	}
	hs_str_release(&text);
	return rc;
}

const struct hs_reader hs_reader_text = {
	.name = "text",
	.sniff = sniff,
	.open = open_text,
	.next = next,
	.close = close_text,
};
