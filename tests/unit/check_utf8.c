#include <string.h>

#include "base/utf8.h"
#include "unit.h"

#define FFFD "\xef\xbf\xbd"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

/* `good`: bytes up to the first ill-formed one; `repaired`: one U+FFFD for each maximal subpart. */
static const struct { const char *bytes; size_t good; const char *repaired; } checks[] = {
	{ "",                              0, "" },
	{ "plain ASCII, long enough",     24, "plain ASCII, long enough" },
	{ "\xc2\xa2 \xe2\x82\xac \xf0\x90\x8d\x88", 11, "\xc2\xa2 \xe2\x82\xac \xf0\x90\x8d\x88" },
	{ "\xef\xbf\xbf\xf4\x8f\xbf\xbf",  7, "\xef\xbf\xbf\xf4\x8f\xbf\xbf" },
	{ "\xed\x9f\xbf\xee\x80\x80",      6, "\xed\x9f\xbf\xee\x80\x80" },
	{ "12345678\x80",                  8, "12345678" FFFD },
	{ "a\xc0\x80",                     1, "a" FFFD FFFD },                  /* overlong NUL */
	{ "\xc1\xbf",                      0, FFFD FFFD },
	{ "\xe0\x9f\xbf",                  0, FFFD FFFD FFFD },                 /* overlong */
	{ "\xed\xa0\x80",                  0, FFFD FFFD FFFD },                 /* surrogate */
	{ "\xf0\x8f\xbf\xbf",              0, FFFD FFFD FFFD FFFD },            /* overlong */
	{ "\xf4\x90\x80\x80",              0, FFFD FFFD FFFD FFFD },            /* above U+10FFFF */
	{ "\xf5\x80",                      0, FFFD FFFD },
	{ "ab\xe2\x82",                    2, "ab" FFFD },                      /* cut off */
	{ "\xe2\x82" "A",                  0, FFFD "A" },
	{ "\xf0\x9f\x97" "A\xff",          0, FFFD "A" FFFD },
	/* the example of Unicode 15, table 3-8 */
	{ "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", 0, FFFD FFFD FFFD FFFD "A" },
};

START_TEST(checks_and_repairs)
{
	const char *bytes = checks[_i].bytes;
	size_t len = strlen(bytes), out_len;
	char *repaired = hs_utf8_repair(arena, bytes, len, &out_len);

	ck_assert_uint_eq(hs_utf8_check(bytes, len), checks[_i].good);
	ck_assert_str_eq(repaired, checks[_i].repaired);
	ck_assert_uint_eq(out_len, strlen(checks[_i].repaired));
	ck_assert_uint_eq(hs_utf8_check(repaired, out_len), out_len);
}
END_TEST

START_TEST(nul_is_well_formed_but_repaired)
{
	size_t len;

	ck_assert_uint_eq(hs_utf8_check("a\0b", 3), 3);
	ck_assert_str_eq(hs_utf8_repair(arena, "a\0b", 3, &len), "a" FFFD "b");
	ck_assert_uint_eq(len, 5);
}
END_TEST

/* Every scalar value goes through put, check and next unchanged. */
START_TEST(all_code_points_round_trip)
{
	char bytes[4];
	unsigned size, put;

	for (uint32_t code = 0; code <= 0x110000; code++) {
		bool scalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);

		put = hs_utf8_put(bytes, code);
		if (hs_utf8_check(bytes, put) != put || hs_utf8_count(bytes, put) != 1 ||
		    hs_utf8_next(bytes, put, &size) != (scalar ? code : 0xFFFD) || size != put)
			ck_abort_msg("U+%04X does not round-trip", code);
	}
}
END_TEST

START_TEST(next_survives_bad_bytes)
{
	unsigned size;

	ck_assert_uint_eq(hs_utf8_next("\xe2\x82", 2, &size), 0xFFFD);
	ck_assert_uint_eq(size, 1);
	ck_assert_uint_eq(hs_utf8_next("\xe2\x82\xac", 2, &size), 0xFFFD);      /* never behind len */
	ck_assert_uint_eq(size, 1);
	ck_assert_uint_eq(hs_utf8_next("\x80", 1, &size), 0xFFFD);
	ck_assert_uint_eq(size, 1);
}
END_TEST

START_TEST(counts_code_points)
{
	ck_assert_uint_eq(hs_utf8_count("", 0), 0);
	ck_assert_uint_eq(hs_utf8_count("na\xc3\xafve \xe2\x80\x9cquote\xe2\x80\x9d", 18), 13);
}
END_TEST

static const struct { uint32_t code; const char *classes; uint32_t lower; } codes[] = {
	{ ' ',    "s", ' ' },
	{ '\n',   "s", '\n' },
	{ 0xA0,   "s", 0xA0 },          /* no-break space */
	{ 0x2009, "s", 0x2009 },        /* thin space */
	{ 0x200B, "",  0x200B },        /* zero width space is no White_Space */
	{ 'a',    "a", 'a' },
	{ 'Z',    "au", 'z' },
	{ 0xC9,   "au", 0xE9 },         /* É */
	{ 0xDF,   "a", 0xDF },          /* ß */
	{ 0x416,  "au", 0x436 },        /* Ж */
	{ 0x4E2D, "a", 0x4E2D },        /* 中 */
	{ 0x1C5,  "au", 0x1C6 },        /* Dž, title case */
	{ '7',    "d", '7' },
	{ 0x663,  "d", 0x663 },         /* Arabic-Indic three */
	{ 0xBD,   "",  0xBD },          /* one half is a number, no digit */
	{ '.',    "p", '.' },
	{ 0x2019, "p", 0x2019 },
	{ 0xAB,   "p", 0xAB },          /* « */
	{ 0x2014, "p", 0x2014 },        /* em dash */
	{ '$',    "",  '$' },
	{ '+',    "",  '+' },
	{ 0x1F5DE, "", 0x1F5DE },
};

START_TEST(classifies_code_points)
{
	uint32_t code = codes[_i].code;
	char classes[6], *p = classes;

	if (hs_code_is_space(code))
		*p++ = 's';
	if (hs_code_is_alpha(code))
		*p++ = 'a';
	if (hs_code_is_upper(code))
		*p++ = 'u';
	if (hs_code_is_digit(code))
		*p++ = 'd';
	if (hs_code_is_punct(code))
		*p++ = 'p';
	*p = '\0';
	ck_assert_str_eq(classes, codes[_i].classes);
	ck_assert_uint_eq(hs_code_lower(code), codes[_i].lower);
}
END_TEST

static const struct { const char *text, *folded; } folds[] = {
	{ "",                                                        "" },
	{ " \t\n ",                                                  "" },
	{ "  The  Mayor\r\n of\xc2\xa0Lyon ",                        "the mayor of lyon" },
	{ "\xe2\x80\x9cWe won\xe2\x80\x9d",                          "\"we won\"" },
	{ "O\xe2\x80\x99" "Brien\xe2\x80\x98s \xca\xbcokina",        "o'brien's 'okina" },
	{ "\xe2\x80\x9eJA\xe2\x80\x9f \xe2\x80\x9anein\xe2\x80\x9b", "\"ja\" 'nein'" },
	{ "\xc3\x89lys\xc3\xa9" "e \xc3\x85S",                       "\xc3\xa9lys\xc3\xa9" "e \xc3\xa5s" },
	{ "\xc8\xba",                                                "\xe2\xb1\xa5" },  /* grows from 2 to 3 bytes */
};

START_TEST(folds_for_look_ups)
{
	ck_assert_str_eq(hs_utf8_fold(arena, folds[_i].text, strlen(folds[_i].text)), folds[_i].folded);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("utf8");
	TCase *tcase = tcase_create("utf8");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, checks_and_repairs, 0, ROWS(checks));
	tcase_add_test(tcase, nul_is_well_formed_but_repaired);
	tcase_add_test(tcase, all_code_points_round_trip);
	tcase_add_test(tcase, next_survives_bad_bytes);
	tcase_add_test(tcase, counts_code_points);
	tcase_add_loop_test(tcase, classifies_code_points, 0, ROWS(codes));
	tcase_add_loop_test(tcase, folds_for_look_ups, 0, ROWS(folds));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
