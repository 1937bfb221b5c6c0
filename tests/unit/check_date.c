#include "text/date.h"
#include "unit.h"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

static const struct { const char *text, *iso; } dates[] = {
	{ "2011-11-08", "2011-11-08" },
	{ "2011/11/8", "2011-11-08" },
	{ "20111108", "2011-11-08" },
	{ "20111308", NULL },
	{ "201111081", NULL },
	{ " 2011-11-08 \n", "2011-11-08" },
	{ "2011-11-08 12:53:00", "2011-11-08T12:53:00" },
	{ "2011-11-08T12:53", "2011-11-08T12:53" },
	{ "2011-11-08T12:53:00Z", "2011-11-08T12:53:00Z" },
	{ "2011-11-08T12:53:00.250+05:30", "2011-11-08T12:53:00.250+05:30" },
	{ "2011-11-08T12:53:00-0500", "2011-11-08T12:53:00-05:00" },
	{ "2011-11-08T12:53:00+00:00", "2011-11-08T12:53:00Z" },
	{ "2011-11-08 12:53:00 UTC", "2011-11-08T12:53:00Z" },
	{ "Tue, 08 Nov 2011 12:53:00 GMT", "2011-11-08T12:53:00Z" },
	{ "Tue Nov 8, 2011 12:53pm EST", "2011-11-08T12:53-05:00" },
	{ "Tuesday, November 8, 2011 at 12:05 a.m. PDT", "2011-11-08T00:05-07:00" },
	{ "Nov. 8, 2011, 6:03 p.m. ET", "2011-11-08T18:03" },
	{ "Sept. 12, 2016", "2016-09-12" },
	{ "8 November 2011", "2011-11-08" },
	{ "08-Nov-2011", "2011-11-08" },
	{ "February 29, 2016", "2016-02-29" },
	{ "February 29, 2015", NULL },          /* there was none */
	{ "2011-13-08", NULL },
	{ "2011-11-08 25:00", NULL },
	{ "11/08/2011", NULL },                 /* November or August? */
	{ "Nov 8", NULL },
	{ "November 2011", NULL },
	{ "2011", NULL },
	{ "2011-11-08 in the morning", NULL },
	{ "May we speak, 2011", NULL },
	{ "", NULL },
	{ "yesterday", NULL },
};

START_TEST(reads_dates_as_written)
{
	ck_assert_pstr_eq(hs_date_iso(arena, hs_span_of(dates[_i].text)), dates[_i].iso);
}
END_TEST

static const struct { const char *text, *tail; } tails[] = {
	{ "PORT ELLEN Tue Nov 8, 2011 12:53pm EST", "Tue Nov 8, 2011 12:53pm EST" },
	{ "Posted on 8 November 2011", "8 November 2011" },
	{ "2011-11-08", "2011-11-08" },
	{ "The ferry sank on Nov 8, 2011 off the coast", "" },
	{ "no date", "" },
};

START_TEST(finds_a_date_at_the_end)
{
	struct hs_span text = hs_span_of(tails[_i].text);

	ck_assert_str_eq(text.ptr + hs_date_tail(text), tails[_i].tail);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("date");
	TCase *tcase = tcase_create("date");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, reads_dates_as_written, 0, ROWS(dates));
	tcase_add_loop_test(tcase, finds_a_date_at_the_end, 0, ROWS(tails));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
