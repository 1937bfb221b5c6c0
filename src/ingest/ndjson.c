/*
 * ndjson - one JSON object a line. A bad line costs itself.
 */
#include "config.h"

#include <string.h>

#include "ingest/reader_p.h"
#include "ingest/record_p.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct hs_span skip_blanks(struct hs_span span)
{
	while (span.len && is_blank(span.ptr[0])) {
		span.ptr++;
		span.len--;
	}
	return span;
}

/* "{" and then a name or the end: prose in braces is no JSON */
static bool opens_object(struct hs_span span)
{
	if (!span.len || span.ptr[0] != '{')
		return false;
	span.ptr++;
	span.len--;
	span = skip_blanks(span);
	return !span.len || span.ptr[0] == '"' || span.ptr[0] == '}';
}

/* One object on the first line, or lines that each begin with "{" (the first may be the bad one). */
static enum hs_sniff sniff(const char *ptr, size_t len, bool whole)
{
	struct hs_span text = skip_blanks((struct hs_span){ ptr, len }), line = text, rest;
	const char *lf;

	if (!opens_object(text))
		return HS_SNIFF_NO;
	lf = memchr(text.ptr, '\n', text.len);
	if (!lf)
		return whole && !hs_json_is_object(text) ? HS_SNIFF_NO : HS_SNIFF_SURE;
	line.len = (size_t)(lf - text.ptr);
	if (hs_json_is_object(line))
		return HS_SNIFF_SURE;
	rest = (struct hs_span){ lf + 1, text.len - line.len - 1 };
	return opens_object(rest) ? HS_SNIFF_SURE : HS_SNIFF_NO;
}

static int next(struct hs_article **out, struct hs_reading *reading, struct hs_arena *arena, struct hs_err *err)
{
	struct hs_span line;

	do {
		int rc = hs_input_line(reading->input, &line, reading->max_record, err);

		if (rc == HS_DONE)
			return rc;
		reading->record++;
		if (rc < 0)
			return rc;
		if (reading->record == 1) {
			size_t bom = hs_reader_bom(line.ptr, line.len);

			line.ptr += bom;
			line.len -= bom;
		}
		line = skip_blanks(line);
	} while (!line.len);
	return hs_json_article(out, arena, line, err);
}

const struct hs_reader hs_reader_ndjson = {
	.name = "ndjson",
	.unit = "line",
	.sniff = sniff,
	.next = next,
};
