#include "report/escape.h"

#include "base/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* Controls and noncharacters: no text in HTML may hold them, not even as a reference, and a terminal that shows a CSV
 * file obeys some. */
static bool is_forbidden(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || (code >= 0x7F && code < 0xA0) ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/* The code point at the start of *rest, which is moved behind it. Ill-formed bytes give U+FFFD, and *piece "\uFFFD". */
static uint32_t take(struct hs_span *rest, struct hs_span *piece)
{
	unsigned size;
	uint32_t code = hs_utf8_next(rest->ptr, rest->len, &size);

	*piece = (struct hs_span){ rest->ptr, size };
	if (code == 0xFFFD)
		*piece = hs_span_of(REPLACEMENT);
	rest->ptr += size;
	rest->len -= size;
	return code;
}

static void put(FILE *out, struct hs_span piece)
{
	fwrite(piece.ptr, 1, piece.len, out);
}

/* The reference that stands for `code` in HTML, or NULL when it stands for itself. */
static const char *html_reference(uint32_t code, bool attribute)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':      /* as itself it would be read as a line feed */
		return "&#13;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\'':
		return attribute ? "&#39;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	default:
		return is_forbidden(code) ? REPLACEMENT : NULL;
	}
}

static void put_html(FILE *out, struct hs_span text, bool attribute)
{
	const char *run = text.ptr;     /* what stands for itself is written at once */

	while (text.len > 0) {
		const char *at = text.ptr, *instead;
		struct hs_span piece;

		instead = html_reference(take(&text, &piece), attribute);
		if (!instead && piece.ptr == at)
			continue;
		put(out, (struct hs_span){ run, (size_t)(at - run) });
		put(out, instead ? hs_span_of(instead) : piece);
		run = text.ptr;
	}
	put(out, (struct hs_span){ run, (size_t)(text.ptr - run) });
}

void hs_escape_html(FILE *out, struct hs_span text)
{
	put_html(out, text, false);
}

void hs_escape_attribute(FILE *out, struct hs_span text)
{
	put_html(out, text, true);
}

/* Does `str` begin with the lower-case `prefix`, in whatever case? What follows it otherwise NULL. */
static const char *after_prefix(const char *str, const char *prefix)
{
	for (; *prefix; str++, prefix++)
		if ((*str | 0x20) != *prefix && *str != *prefix)
			return NULL;
	return str;
}

bool hs_url_is_web(const char *url)
{
	const char *rest = after_prefix(url, "https://");
	struct hs_span left, piece;

	if (!rest)
		rest = after_prefix(url, "http://");
	if (!rest || !*rest)
		return false;
	left = hs_span_of(rest);
	while (left.len > 0) {
		uint32_t code = take(&left, &piece);

		if (code == 0xFFFD || is_forbidden(code) || hs_code_is_bidi(code) || hs_code_is_space(code))
			return false;
	}
	return true;
}

bool hs_csv_is_formula(struct hs_span text)
{
	struct hs_span piece;

	while (text.len > 0) {
		switch (take(&text, &piece)) {
		case ' ':
		case 0xA0:
		case '"':
		case '\'':
			break;          /* spreadsheets may trim these; look behind them */
		case '=':
		case '+':
		case '-':
		case '@':
		case '\t':
		case '\r':
		case '\n':
		case 0xFF0B:            /* full-width + - = @ */
		case 0xFF0D:
		case 0xFF1D:
		case 0xFF20:
			return true;
		default:
			return false;
		}
	}
	return false;
}

static bool needs_quotes(struct hs_span text)
{
	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (strchr(",\"\r\n;\t", text.ptr[i]))
			return true;
	return text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ';
}

/* The cell's words with quotation marks doubled. */
static void put_csv(FILE *out, struct hs_span text)
{
	const char *run = text.ptr;

	while (text.len > 0) {
		const char *at = text.ptr;
		struct hs_span piece;
		uint32_t code = take(&text, &piece);

		if (code != '"' && !is_forbidden(code) && piece.ptr == at)
			continue;
		put(out, (struct hs_span){ run, (size_t)(at - run) });
		put(out, code == '"' ? hs_span_of("\"\"") : hs_span_of(REPLACEMENT));
		run = text.ptr;
	}
	put(out, (struct hs_span){ run, (size_t)(text.ptr - run) });
}

void hs_escape_csv(FILE *out, struct hs_span text, bool raw)
{
	bool formula = !raw && hs_csv_is_formula(text);
	bool quotes = formula || needs_quotes(text);

	fputs(quotes ? "\"" : "", out);
	fputs(formula ? "'" : "", out);
	put_csv(out, text);
	fputs(quotes ? "\"" : "", out);
}

void hs_escape_terminal(struct hs_str *out, struct hs_span text)
{
	struct hs_span piece;
	size_t start = out->len;
	bool blank = true;              /* at the start: leading blanks go */

	while (text.len > 0) {
		uint32_t code = take(&text, &piece);

		if (code == ' ' || code == '\t' || code == '\n' || code == '\r') {
			if (!blank)
				hs_str_addc(out, ' ');
			blank = true;
			continue;
		}
		if (is_forbidden(code) || hs_code_is_bidi(code))
			piece = hs_span_of(REPLACEMENT);
		hs_str_add(out, piece.ptr, piece.len);
		blank = false;
	}
	if (blank && out->len > start)
		hs_str_cut(out, out->len - 1);
}

void hs_escape_json(struct hs_str *out, struct hs_span text)
{
	struct hs_span piece;

	while (text.len > 0) {
		take(&text, &piece);
		hs_str_add(out, piece.ptr, piece.len);
	}
}
