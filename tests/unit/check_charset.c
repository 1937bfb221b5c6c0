#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "ingest/charset.h"
#include "unit.h"

#define E_ACUTE "\xC3\xA9"
#define META(label) "<meta charset=" label ">"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

#define BYTES(str) str, sizeof(str) - 1

static const struct { const char *bytes; size_t len; const char *text; } cases[] = {
	/* a byte order mark is believed before all else */
	{ BYTES("\xEF\xBB\xBF" META("latin1") "caf" E_ACUTE), META("latin1") "caf" E_ACUTE },
	{ BYTES("\xFF\xFE<\0p\0>\0\xE9\0"), "<p>" E_ACUTE },
	{ BYTES("\xFE\xFF\0<\0p\0>\0\xE9"), "<p>" E_ACUTE },
	{ BYTES("<\0p\0>\0\xE9\0"), "<p>" E_ACUTE },
	{ BYTES("\0<\0p\0>\0\xE9"), "<p>" E_ACUTE },

	/* then the page's own word, as browsers take it */
	{ BYTES(META("\"ISO-8859-1\"") "caf\xE9 \x93quoted\x94"), META("\"ISO-8859-1\"") "caf" E_ACUTE " “quoted”" },
	{ BYTES("<META HTTP-EQUIV=content-type CONTENT='text/html; charset=windows-1251'>\xEF\xF0\xE8"),
	  "<META HTTP-EQUIV=content-type CONTENT='text/html; charset=windows-1251'>при" },
	{ BYTES("<?xml version='1.0' encoding='iso-8859-2'?>\xB9"), "<?xml version='1.0' encoding='iso-8859-2'?>š" },
	{ BYTES(META("shift_jis") "\x93\xFA\x96\x7B"), META("shift_jis") "日本" },
	{ BYTES(META("gb2312") "\xD6\xD0"), META("gb2312") "中" },
	{ BYTES(META("utf-16") "caf" E_ACUTE), META("utf-16") "caf" E_ACUTE },  /* it cannot be, or this were not read */
	{ BYTES(META("utf-8") "caf\xE9."), META("utf-8") "caf\xEF\xBF\xBD." },
	{ BYTES(META("no-such-set") "caf\xE9"), META("no-such-set") "caf" E_ACUTE },
	{ BYTES("<script>x='charset=koi8-r'</script>caf" E_ACUTE), "<script>x='charset=koi8-r'</script>caf" E_ACUTE },
	{ BYTES(META("big5") "\xA4"), META("big5") "\xEF\xBF\xBD" },            /* cut off */

	/* then the bytes */
	{ BYTES("caf" E_ACUTE), "caf" E_ACUTE },
	{ BYTES("caf\xE9 \x97 \x80" "5 \x81"), "caf" E_ACUTE " — €5 \xEF\xBF\xBD" },
	{ BYTES(""), "" },

	/* NULs are shown by no browser */
	{ BYTES("The\0 quay"), "The quay" },
	{ BYTES("\xC3\0\xA9" META("utf-8")), E_ACUTE META("utf-8") },
};

START_TEST(decodes)
{
	struct hs_span text = { NULL, 0 };
	struct hs_err err;

	ck_assert_int_eq(hs_charset_decode(&text, arena, (struct hs_span){ cases[_i].bytes, cases[_i].len }, &err), HS_OK);
	ck_assert_str_eq(hs_arena_strn(arena, text.ptr, text.len), cases[_i].text);
	ck_assert_uint_eq(hs_utf8_check(text.ptr, text.len), text.len);
}
END_TEST

static const char *const labels[] = {
#define CHARSET(label, charset) label,
#include "ingest/charset.def"
#undef CHARSET
};

START_TEST(table_is_sorted)
{
	for (int i = 1; i < ROWS(labels); i++)
		ck_assert_str_lt(labels[i - 1], labels[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("charset");
	TCase *tcase = tcase_create("charset");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, decodes, 0, ROWS(cases));
	tcase_add_test(tcase, table_is_sorted);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
