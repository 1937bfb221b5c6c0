#include "config.h"

#include "report/escape.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "unit.h"

/* Words as others write them, on purpose or not, and what each format makes of them. */
static const struct {
	const char *text, *html, *attribute, *csv, *terminal;
} cases[] = {
	{ "", "", "", "", "" },
	{ "plain words", "plain words", "plain words", "plain words", "plain words" },
	{ "Ærøskøbing – “så”", "Ærøskøbing – “så”", "Ærøskøbing – “så”", "Ærøskøbing – “så”", "Ærøskøbing – “så”" },
	{ "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;",
	  "<script>alert(1)</script>", "<script>alert(1)</script>" },
	{ "a & b &lt; c", "a &amp; b &amp;lt; c", "a &amp; b &amp;lt; c", "\"a & b &lt; c\"", "a & b &lt; c" },
	{ "\" onmouseover=\"x()", "\" onmouseover=\"x()", "&quot; onmouseover=&quot;x()", "\"\"\" onmouseover=\"\"x()\"",
	  "\" onmouseover=\"x()" },
	{ "' onfocus='x()", "' onfocus='x()", "&#39; onfocus=&#39;x()", "' onfocus='x()", "' onfocus='x()" },
	{ "]]><!--", "]]&gt;&lt;!--", "]]&gt;&lt;!--", "]]><!--", "]]><!--" },
	{ "one\r\ntwo\tthree", "one&#13;\ntwo\tthree", "one&#13;&#10;two&#9;three", "\"one\r\ntwo\tthree\"",
	  "one two three" },
	{ "a, b", "a, b", "a, b", "\"a, b\"", "a, b" },
	{ "a; b", "a; b", "a; b", "\"a; b\"", "a; b" },
	{ " two blanks ", " two blanks ", " two blanks ", "\" two blanks \"", "two blanks" },
	{ "=1+1", "=1+1", "=1+1", "\"'=1+1\"", "=1+1" },
	{ "=HYPERLINK(\"http://x\",\"y\")", "=HYPERLINK(\"http://x\",\"y\")",
	  "=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)",
	  "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", "=HYPERLINK(\"http://x\",\"y\")" },
	{ "+49 30", "+49 30", "+49 30", "\"'+49 30\"", "+49 30" },
	{ "-- no", "-- no", "-- no", "\"'-- no\"", "-- no" },
	{ "@SUM(A1)", "@SUM(A1)", "@SUM(A1)", "\"'@SUM(A1)\"", "@SUM(A1)" },
	{ "\t=1", "\t=1", "&#9;=1", "\"'\t=1\"", "=1" },
	{ "\n=1", "\n=1", "&#10;=1", "\"'\n=1\"", "=1" },
	{ "  =1", "  =1", "  =1", "\"'  =1\"", "=1" },
	{ "\"=1\"", "\"=1\"", "&quot;=1&quot;", "\"'\"\"=1\"\"\"", "\"=1\"" },
	{ "'=1", "'=1", "&#39;=1", "\"''=1\"", "'=1" },
	{ "＝1", "＝1", "＝1", "\"'＝1\"", "＝1" },
	{ "1-2", "1-2", "1-2", "1-2", "1-2" },
	{ "\x1b[31mred\x1b[0m", "�[31mred�[0m", "�[31mred�[0m", "�[31mred�[0m", "�[31mred�[0m" },
	{ "\x1b]0;title\x07", "�]0;title�", "�]0;title�", "\"�]0;title�\"", "�]0;title�" },
	{ "a\xC2\x9B|\xC2\x85", "a�|�", "a�|�", "a�|�", "a�|�" },
	{ "pay \u202Egnp.exe\u202C now", "pay \u202Egnp.exe\u202C now", "pay \u202Egnp.exe\u202C now",
	  "pay \u202Egnp.exe\u202C now",
	  "pay �gnp.exe� now" },
	{ "bad \xFF\xC3 \xED\xA0\x80", "bad �� ���", "bad �� ���", "bad �� ���", "bad �� ���" },
	{ "\xEF\xBF\xBE", "�", "�", "�", "�" },
};

static char *text;
static size_t len;

/* What `put` writes for the case's text; the caller frees it. */
static char *html_of(int i, void (*put)(FILE *, struct hs_span))
{
	FILE *out = open_memstream(&text, &len);

	put(out, hs_span_of(cases[i].text));
	fclose(out);
	return text;
}

static char *csv_of(const char *cell, bool raw)
{
	FILE *out = open_memstream(&text, &len);

	hs_escape_csv(out, hs_span_of(cell), raw);
	fclose(out);
	return text;
}

START_TEST(escapes_html)
{
	char *got = html_of(_i, hs_escape_html);

	ck_assert_str_eq(got, cases[_i].html);
	free(got);
}
END_TEST

START_TEST(escapes_attribute)
{
	char *got = html_of(_i, hs_escape_attribute);

	ck_assert_str_eq(got, cases[_i].attribute);
	ck_assert_ptr_null(strpbrk(got, "\"'<>"));
	free(got);
}
END_TEST

START_TEST(escapes_csv)
{
	char *got = csv_of(cases[_i].text, false);

	ck_assert_str_eq(got, cases[_i].csv);
	free(got);
}
END_TEST

START_TEST(escapes_terminal)
{
	struct hs_str out = HS_STR_INIT;

	hs_escape_terminal(&out, hs_span_of(cases[_i].text));
	ck_assert_str_eq(out.ptr, cases[_i].terminal);
	for (size_t i = 0; i < out.len; i++)
		ck_assert((unsigned char)out.ptr[i] >= 0x20);
	hs_str_release(&out);
}
END_TEST

/* Take the quotes of a CSV cell off again, and the ' that stands before a formula. */
static void csv_read(struct hs_str *out, const char *cell)
{
	size_t n = strlen(cell);
	bool quoted = n > 0 && cell[0] == '"';

	for (size_t i = quoted; i < n - quoted; i++) {
		hs_str_addc(out, cell[i]);
		i += quoted && cell[i] == '"';
	}
	if (out->ptr[0] == '\'' && hs_csv_is_formula((struct hs_span){ out->ptr + 1, out->len - 1 })) {
		struct hs_str rest = HS_STR_INIT;

		hs_str_adds(&rest, out->ptr + 1);
		hs_str_release(out);
		*out = rest;
	}
}

START_TEST(csv_comes_back)
{
	struct hs_str back = HS_STR_INIT;
	char *got = csv_of(cases[_i].text, false);

	if (!strstr(got, "\uFFFD")) {            /* what was replaced cannot come back */
		csv_read(&back, got);
		ck_assert_str_eq(back.ptr, cases[_i].text);
	}
	free(got);
	hs_str_release(&back);
}
END_TEST

START_TEST(csv_raw_keeps_formulas)
{
	char *got = csv_of("=1+1", true);

	ck_assert_str_eq(got, "=1+1");
	free(got);
}
END_TEST

START_TEST(terminal_adds_to_what_is_there)
{
	struct hs_str out = HS_STR_INIT;

	hs_str_adds(&out, "who: ");
	hs_escape_terminal(&out, hs_span_of(" \n "));
	hs_escape_terminal(&out, hs_span_of(" a  b "));
	ck_assert_str_eq(out.ptr, "who: a b");
	hs_str_release(&out);
}
END_TEST

START_TEST(json_text_is_well_formed)
{
	struct hs_str out = HS_STR_INIT;

	hs_escape_json(&out, hs_span_of(cases[_i].text));
	ck_assert_uint_eq(hs_utf8_check(out.ptr, out.len), out.len);
	hs_str_release(&out);
}
END_TEST

static const struct {
	const char *url;
	bool web;
} urls[] = {
	{ "https://example.org/a?b=c&d=\"e\"#f", true },
	{ "http://example.org", true },
	{ "HTTPS://EXAMPLE.ORG/", true },
	{ "https://exämple.org/ü", true },
	{ "", false },
	{ "https://", false },
	{ "https:/example.org", false },
	{ "//example.org", false },
	{ "/a/b", false },
	{ "javascript:alert(1)", false },
	{ "JaVaScRiPt:alert(1)", false },
	{ " javascript:alert(1)", false },
	{ "java\nscript:alert(1)", false },
	{ "data:text/html,<script>alert(1)</script>", false },
	{ "vbscript:x", false },
	{ "file:///etc/passwd", false },
	{ "ftp://example.org", false },
	{ "https://example.org/a b", false },
	{ "https://example.org/\x01", false },
	{ "https://example.org/\xFF", false },
	{ "https://example.org/\u202Egpj.exe", false },
};

START_TEST(links_to_the_web_alone)
{
	ck_assert_int_eq(hs_url_is_web(urls[_i].url), urls[_i].web);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("escape");
	TCase *tcase = tcase_create("escape");

	tcase_add_loop_test(tcase, escapes_html, 0, ROWS(cases));
	tcase_add_loop_test(tcase, escapes_attribute, 0, ROWS(cases));
	tcase_add_loop_test(tcase, escapes_csv, 0, ROWS(cases));
	tcase_add_loop_test(tcase, escapes_terminal, 0, ROWS(cases));
	tcase_add_loop_test(tcase, csv_comes_back, 0, ROWS(cases));
	tcase_add_loop_test(tcase, json_text_is_well_formed, 0, ROWS(cases));
	tcase_add_loop_test(tcase, links_to_the_web_alone, 0, ROWS(urls));
	tcase_add_test(tcase, csv_raw_keeps_formulas);
	tcase_add_test(tcase, terminal_adds_to_what_is_there);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
