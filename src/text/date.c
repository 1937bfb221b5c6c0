/*
 * date - one scanner: a date in one of four shapes, then perhaps a time, then perhaps a zone, then the end.
 */
#include "config.h"

#include "text/date.h"

#include <stdio.h>
#include <strings.h>

struct date {
	unsigned year, month, day;
	bool timed;
	unsigned hour, minute;
	int second;                     /* -1: not told */
	struct hs_span fraction;        /* ".250" or empty */
	bool zoned;
	int offset;                     /* minutes east of UTC */
};

struct scan {
	const char *at, *end;
};

static const char *const months[] = {
	"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december",
};

static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/* Zone names with one meaning in news; "?": a zone, but which is not sure. */
static const struct zone {
	const char *name;
	int offset;
	bool sure;
} zones[] = {
	{ "Z", 0, true }, { "UTC", 0, true }, { "GMT", 0, true },
	{ "EST", -300, true }, { "EDT", -240, true }, { "CST", -360, true }, { "CDT", -300, true },
	{ "MST", -420, true }, { "MDT", -360, true }, { "PST", -480, true }, { "PDT", -420, true },
	{ "CET", 60, true }, { "CEST", 120, true }, { "EET", 120, true }, { "EEST", 180, true },
	{ "ET", 0, false }, { "CT", 0, false }, { "MT", 0, false }, { "PT", 0, false },
	{ "BST", 0, false }, { "IST", 0, false }, { "AST", 0, false },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t left(const struct scan *scan)
{
	return (size_t)(scan->end - scan->at);
}

static bool skip(struct scan *scan, const char *any)
{
	const char *from = scan->at;

	while (left(scan) && strchr(any, *scan->at))
		scan->at++;
	return scan->at > from;
}

static bool take_char(struct scan *scan, char c)
{
	if (!left(scan) || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

/* A run of `min`..`max` digits, and no digit behind it. */
static bool take_number(struct scan *scan, unsigned *out, unsigned min, unsigned max)
{
	unsigned value = 0, n = 0;

	while (n < left(scan) && is_digit(scan->at[n]))
		n++;
	if (n < min || n > max)
		return false;
	for (unsigned i = 0; i < n; i++)
		value = value * 10 + (unsigned)(scan->at[i] - '0');
	scan->at += n;
	*out = value;
	return true;
}

static struct hs_span letters(const struct scan *scan)
{
	size_t n = 0;

	while (n < left(scan) && is_letter(scan->at[n]))
		n++;
	return (struct hs_span){ scan->at, n };
}

/* The number of the name that the word is, whole or cut to three letters or more ("Sept."), or -1. */
static int name_of(struct hs_span word, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word.len >= 3 && word.len <= strlen(names[i]) && strncasecmp(word.ptr, names[i], word.len) == 0)
			return (int)i;
	return -1;
}

static bool take_name(struct scan *scan, int *out, const char *const *names, size_t n)
{
	struct hs_span word = letters(scan);

	*out = name_of(word, names, n);
	if (*out < 0)
		return false;
	scan->at += word.len;
	take_char(scan, '.');
	return true;
}

static bool take_month(struct scan *scan, unsigned *out)
{
	int month;

	if (!take_name(scan, &month, months, COUNT(months)))
		return false;
	*out = (unsigned)month + 1;
	return true;
}

/* 2011-11-08, 2011/11/08 */
static bool take_iso(struct scan *scan, struct date *date)
{
	char mark;

	if (!take_number(scan, &date->year, 4, 4) || !left(scan))
		return false;
	mark = *scan->at;
	return (mark == '-' || mark == '/') && take_char(scan, mark) && take_number(scan, &date->month, 1, 2) &&
	       take_char(scan, mark) && take_number(scan, &date->day, 1, 2);
}

/* 20111108 */
static bool take_basic(struct scan *scan, struct date *date)
{
	unsigned number;

	if (!take_number(scan, &number, 8, 8))
		return false;
	date->year = number / 10000;
	date->month = number / 100 % 100;
	date->day = number % 100;
	return true;
}

/* Nov 8, 2011 */
static bool take_month_first(struct scan *scan, struct date *date)
{
	return take_month(scan, &date->month) && skip(scan, " ") && take_number(scan, &date->day, 1, 2) &&
	       skip(scan, " ,") && take_number(scan, &date->year, 4, 4);
}

/* 8 Nov 2011 */
static bool take_day_first(struct scan *scan, struct date *date)
{
	return take_number(scan, &date->day, 1, 2) && skip(scan, " -") && take_month(scan, &date->month) &&
	       skip(scan, " ,-") && take_number(scan, &date->year, 4, 4);
}

static bool take_day(struct scan *scan, struct date *date)
{
	static bool (*const shapes[])(struct scan *, struct date *) = { take_iso, take_basic, take_month_first, take_day_first };
	const char *from;
	int weekday;

	if (take_name(scan, &weekday, weekdays, COUNT(weekdays)))
		skip(scan, " ,");
	from = scan->at;
	for (size_t i = 0; i < COUNT(shapes); i++) {
		scan->at = from;
		if (shapes[i](scan, date))
			return true;
	}
	return false;
}

static void take_half(struct scan *scan, struct date *date)
{
	const char *from = scan->at;
	bool pm;

	skip(scan, " ");
	if (!left(scan) || !strchr("aApP", *scan->at) || date->hour < 1 || date->hour > 12) {
		scan->at = from;
		return;
	}
	pm = (*scan->at++ | 0x20) == 'p';
	take_char(scan, '.');
	if (!take_char(scan, 'm') && !take_char(scan, 'M')) {
		scan->at = from;
		return;
	}
	take_char(scan, '.');
	date->hour = date->hour % 12 + (pm ? 12 : 0);
}

static void take_fraction(struct scan *scan, struct date *date)
{
	const char *from = scan->at;

	if (!take_char(scan, '.'))
		return;
	while (left(scan) && is_digit(*scan->at))
		scan->at++;
	if (scan->at == from + 1)
		scan->at = from;
	else
		date->fraction = (struct hs_span){ from, (size_t)(scan->at - from) };
}

/* 12:53, 12:53:00.250, 6:03 p.m. */
static bool take_time(struct scan *scan, struct date *date)
{
	unsigned second;

	if (!take_number(scan, &date->hour, 1, 2) || !take_char(scan, ':') || !take_number(scan, &date->minute, 2, 2))
		return false;
	date->second = -1;
	if (take_char(scan, ':')) {
		if (!take_number(scan, &second, 2, 2))
			return false;
		date->second = (int)second;
		take_fraction(scan, date);
	}
	take_half(scan, date);
	date->timed = true;
	return true;
}

static bool take_zone_name(struct scan *scan, struct date *date)
{
	struct hs_span word = letters(scan);

	for (size_t i = 0; i < COUNT(zones); i++) {
		if (!hs_span_eq(word, zones[i].name))
			continue;
		scan->at += word.len;
		date->zoned = zones[i].sure;
		date->offset = zones[i].offset;
		return true;
	}
	return false;
}

/* +05:00, -0500, +05 */
static bool take_offset(struct scan *scan, struct date *date)
{
	bool west = left(scan) && *scan->at == '-';
	unsigned hours, minutes = 0;

	if (!take_char(scan, '+') && !take_char(scan, '-'))
		return false;
	if (take_number(scan, &hours, 4, 4)) {
		minutes = hours % 100;
		hours /= 100;
	} else if (!take_number(scan, &hours, 2, 2) ||
		   (take_char(scan, ':') && !take_number(scan, &minutes, 2, 2))) {
		return false;
	}
	if (hours > 14 || minutes > 59)
		return false;
	date->zoned = true;
	date->offset = (int)(hours * 60 + minutes) * (west ? -1 : 1);
	return true;
}

static unsigned month_days(const struct date *date)
{
	static const unsigned days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = date->year % 4 == 0 && (date->year % 100 != 0 || date->year % 400 == 0);

	return days[date->month - 1] + (date->month == 2 && leap);
}

static bool is_real(const struct date *date)
{
	return date->year >= 1600 && date->month >= 1 && date->month <= 12 && date->day >= 1 &&
	       date->day <= month_days(date) && date->hour < 24 && date->minute < 60 && date->second <= 60;
}

/* The time and zone behind a day. A scan that gives up goes back, so that the end of the date tells. */
static void take_clock(struct scan *scan, struct date *date)
{
	const char *from = scan->at;
	struct date day = *date;

	if (!take_char(scan, 'T') && !skip(scan, " ,|"))
		return;
	if (left(scan) > 3 && strncasecmp(scan->at, "at ", 3) == 0)
		scan->at += 3;
	if (!take_time(scan, date)) {
		scan->at = from;
		*date = day;
		return;
	}
	skip(scan, " ");
	if (!take_zone_name(scan, date))
		take_offset(scan, date);
}

static bool take_date(struct scan *scan, struct date *date)
{
	skip(scan, " \t\r\n");
	if (!take_day(scan, date))
		return false;
	take_clock(scan, date);
	skip(scan, " \t\r\n.");
	return !left(scan) && is_real(date);
}

static bool parse(struct date *date, struct hs_span text)
{
	struct scan scan = { text.ptr, text.ptr + text.len };

	*date = (struct date){ .second = -1 };
	return text.len < 80 && take_date(&scan, date);
}

char *hs_date_iso(struct hs_arena *arena, struct hs_span text)
{
	char day[32], time[32] = "", second[16] = "", zone[16] = "";
	struct date date;

	if (!parse(&date, text))
		return NULL;
	snprintf(day, sizeof(day), "%04u-%02u-%02u", date.year, date.month, date.day);
	if (date.timed)
		snprintf(time, sizeof(time), "T%02u:%02u", date.hour, date.minute);
	if (date.second >= 0)
		snprintf(second, sizeof(second), ":%02d", date.second);
	if (date.zoned && date.offset == 0)
		snprintf(zone, sizeof(zone), "Z");
	else if (date.zoned)
		snprintf(zone, sizeof(zone), "%c%02d:%02d", date.offset < 0 ? '-' : '+',
			 (date.offset < 0 ? -date.offset : date.offset) / 60, (date.offset < 0 ? -date.offset : date.offset) % 60);
	return hs_arena_printf(arena, "%s%s%s%.*s%s", day, time, second, (int)date.fraction.len,
			       date.fraction.len ? date.fraction.ptr : "", zone);
}

size_t hs_date_tail(struct hs_span text)
{
	struct date date;

	for (size_t at = 0; at < text.len; at++)
		if ((at == 0 || text.ptr[at - 1] == ' ') && parse(&date, (struct hs_span){ text.ptr + at, text.len - at }))
			return at;
	return text.len;
}
