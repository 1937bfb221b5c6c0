#include "text/text_p.h"
#include "unit.h"

static const struct { const char *para; bool bare; const char *prefix, *place, *credit; } prefixes[] = {
	{ "PORT ELLEN (Reuters) - A ferry", false, "PORT ELLEN (Reuters) - ", "PORT ELLEN", "Reuters" },
	{ "PORT ELLEN, Scotland - A ferry", false, "PORT ELLEN, Scotland - ", "PORT ELLEN, Scotland", "" },
	{ "PORT ELLEN, Scotland, Dec. 11 (UPI) \xE2\x80\x94 A ferry", false, "PORT ELLEN, Scotland, Dec. 11 (UPI) \xE2\x80\x94 ",
	  "PORT ELLEN, Scotland, Dec. 11", "UPI" },
	{ "Port Ellen (AFP) \xE2\x80\x93 A ferry", false, "Port Ellen (AFP) \xE2\x80\x93 ", "Port Ellen", "AFP" },
	{ "ST. LOUIS, Mo. -- A ferry", false, "ST. LOUIS, Mo. -- ", "ST. LOUIS, Mo.", "" },
	{ "LONDON/GLASGOW (Reuters) - A ferry", false, "LONDON/GLASGOW (Reuters) - ", "LONDON/GLASGOW", "Reuters" },
	{ "GLASGOW \xE2\x80\x94\xC2\xA0" "A ferry", true, "GLASGOW \xE2\x80\x94\xC2\xA0", "GLASGOW", "" },
	{ "GLASGOW - A ferry", true, "GLASGOW - ", "GLASGOW", "" },
	{ "(Reuters) - A ferry", false, "(Reuters) - ", "", "Reuters" },
	{ "GLASGOW - A ferry", false, "", "", "" },                     /* a place alone, inside a story */
	{ "Glasgow - A ferry", true, "", "", "" },
	{ "NEW DELHI: A ferry", true, "NEW DELHI: ", "NEW DELHI", "" },
	{ "NEW DELHI: A ferry", false, "", "", "" },
	{ "NEW DELHI - A ferry", true, "NEW DELHI - ", "NEW DELHI", "" },
	{ "NEW MENU: A ferry", true, "", "", "" },
	{ "(Harbour Herald) - A ferry", false, "", "", "" },
	{ "EXCLUSIVE - A ferry", true, "", "", "" },
	{ "UPDATE: 5/12 \xE2\x80\x94 The site is down", true, "", "", "" },
	{ "ISLANDERS NOT NECESSARILY WRONG, JUST EARLY - A ferry", true, "", "", "" },
	{ "The ferry - a small one - sank", true, "", "", "" },
	{ "GLASGOW (AP)", true, "", "", "" },
	{ "GLASGOW (AP) -", true, "", "", "" },
	{ "GLASGOW-A ferry", true, "", "", "" },
	{ "GLASGOW--A ferry", true, "", "", "" },
	{ "GLASGOW\xE2\x80\x94" "A ferry", true, "", "", "" },
	{ "A - B", true, "", "", "" },
	{ "", true, "", "", "" },
};

START_TEST(finds_prefixes)
{
	struct hs_dateline line = hs_dateline_prefix(hs_span_of(prefixes[_i].para), prefixes[_i].bare);

	ck_assert_uint_eq(line.len, strlen(prefixes[_i].prefix));
	ck_assert_mem_eq(prefixes[_i].para, prefixes[_i].prefix, line.len);
	if (line.len) {
		ck_assert(hs_span_eq(line.place, prefixes[_i].place));
		ck_assert(hs_span_eq(line.credit, prefixes[_i].credit));
	}
}
END_TEST

static const struct { const char *para, *date; } lines[] = {
	{ "PORT ELLEN Tue Nov 8, 2016 12:53pm EST", "Tue Nov 8, 2016 12:53pm EST" },
	{ "PORT ELLEN, Scotland | 8 November 2016", "8 November 2016" },
	{ "Saturday, December 19, 2015.", "Saturday, December 19, 2015." },
	{ "The ferry sank on Nov 8, 2016", NULL },
	{ "PORT ELLEN", NULL },
};

START_TEST(knows_lines_of_place_and_date)
{
	struct hs_span date;
	bool is_line = hs_dateline_only(hs_span_of(lines[_i].para), &date);

	ck_assert_int_eq(is_line, lines[_i].date != NULL);
	if (is_line)
		ck_assert(hs_span_eq(date, lines[_i].date));
}
END_TEST

static const struct { const char *para, *names; } bylines[] = {
	{ "By Ana Diaz", "Ana Diaz" },
	{ "BY ANA DIAZ", "ANA DIAZ" },
	{ "By Ana Diaz and Jo Park, Reuters", "Ana Diaz and Jo Park, Reuters" },
	{ "By Ana van der Berg in Port Ellen", "Ana van der Berg in Port Ellen" },
	{ "By ANA DIAZ, Staff writer", "ANA DIAZ, Staff writer" },
	{ "By The Associated Press", "The Associated Press" },
	{ "By  Ana\n  Diaz ", "Ana\n  Diaz" },
	{ "Written by Ana Diaz", "Ana Diaz" },
	{ "By Friday the fog had gone", NULL },
	{ "By Friday", NULL },
	{ "By noon nobody was left", NULL },
	{ "By the time Ana Diaz came", NULL },
	{ "By", NULL },
	{ "Byron Diaz", NULL },
	{ "", NULL },
};

START_TEST(knows_bylines)
{
	struct hs_span names;
	bool is_byline = hs_byline_is(hs_span_of(bylines[_i].para), &names);

	ck_assert_int_eq(is_byline, bylines[_i].names != NULL);
	if (is_byline)
		ck_assert(hs_span_eq(names, bylines[_i].names));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("dateline");
	TCase *tcase = tcase_create("dateline");

	tcase_add_loop_test(tcase, finds_prefixes, 0, ROWS(prefixes));
	tcase_add_loop_test(tcase, knows_lines_of_place_and_date, 0, ROWS(lines));
	tcase_add_loop_test(tcase, knows_bylines, 0, ROWS(bylines));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
