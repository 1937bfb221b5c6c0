/*
 * dateline - the place, date and agency that a story opens with.
 *
 *     NEW YORK, Dec. 11 (UPI) — ...        Islamabad, Pakistan (CNN) -- ...
 *     ISLAMABAD, Pakistan - ...            (Reuters) - ...
 *     NEW DELHI: ...
 *
 * The place is in capitals; with an agency behind it in brackets, capitalised words are enough.
 */
#include "config.h"

#include "base/utf8.h"
#include "lexicon/agency.h"
#include "lexicon/small.h"
#include "text/date.h"
#include "text/text_p.h"

#define PLACE_MAX 80            /* bytes before the dash or bracket */
#define CREDIT_MAX 40

struct scan {
	const char *at, *end;
};

static size_t left(const struct scan *scan)
{
	return (size_t)(scan->end - scan->at);
}

static bool take(struct scan *scan, const char *str)
{
	size_t len = strlen(str);

	if (left(scan) < len || memcmp(scan->at, str, len) != 0)
		return false;
	scan->at += len;
	return true;
}

static bool take_blanks(struct scan *scan)
{
	const char *from = scan->at;

	while (take(scan, " ") || take(scan, "\t") || take(scan, "\n") || take(scan, "\r") || take(scan, "\xC2\xA0"))
		;
	return scan->at > from;
}

/* "-" between blanks, "--", "–", "—" */
static bool take_dash(struct scan *scan)
{
	bool spaced = take_blanks(scan);

	if (take(scan, "\xE2\x80\x94") || take(scan, "\xE2\x80\x93") || take(scan, "\xE2\x80\x95") || take(scan, "--"))
		;
	else if (!spaced || !take(scan, "-") || !left(scan) || *scan->at != ' ')
		return false;
	take_blanks(scan);
	return true;
}

/* "(AP)" */
static bool take_credit(struct scan *scan, struct hs_span *credit)
{
	const char *from;

	if (!take(scan, "("))
		return false;
	from = scan->at;
	while (left(scan) && *scan->at != ')' && scan->at - from < CREDIT_MAX)
		scan->at++;
	*credit = (struct hs_span){ from, (size_t)(scan->at - from) };
	return credit->len > 0 && take(scan, ")");
}

/* --- places ---------------------------------------------------------------------------------- */

struct word_look {
	unsigned upper, lower, digits, others;
};

static struct word_look look_of(struct hs_span word)
{
	struct word_look look = { 0 };
	unsigned size;

	for (size_t at = 0; at < word.len; at += size) {
		uint32_t code = hs_utf8_next(word.ptr + at, word.len - at, &size);

		look.upper += hs_code_is_upper(code);
		look.digits += hs_code_is_digit(code);
		look.lower += hs_code_is_alpha(code) && !hs_code_is_upper(code);
		look.others += !hs_code_is_alpha(code) && !hs_code_is_digit(code) && !strchr(".,'/-", (int)(code & 0x7F)) &&
			       code != 0x2019;
	}
	return look;
}

/* The next word of a place, up to a blank. */
static struct hs_span word_at(struct hs_span place, size_t at)
{
	size_t len = 0;

	while (at + len < place.len && place.ptr[at + len] != ' ')
		len++;
	return (struct hs_span){ place.ptr + at, len };
}

/* Words in capitals that open other things than stories. */
static bool is_label(struct hs_span word)
{
	static const char *const labels[] = {
		"ADVERTISEMENT", "ALSO", "ANALYSIS", "BREAKING", "COMMENT", "CORRECTION", "EDITORIAL", "EXCLUSIVE", "LIVE",
		"NOTE", "OPINION", "PHOTO", "PHOTOS", "RELATED", "UPDATE", "UPDATED", "VIDEO", "WATCH",
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (hs_span_eq(word, labels[i]))
			return true;
	return false;
}

/*
 * Is this a place, perhaps with region and date ("DES MOINES, Iowa, Aug. 10")? The words before the first comma are the
 * town's: at most three, in capitals, or (`loose`) four, capitalised. Behind it at most three (`loose`: five), each capitalised or
 * a number.
 */
static bool is_place(struct hs_span place, bool loose)
{
	unsigned town = 0, rest = 0;
	bool behind_comma = false;

	for (size_t at = 0; at < place.len;) {
		struct hs_span word = word_at(place, at);
		struct word_look look = look_of(word);
		bool short_form = word.len > 1 && word.ptr[word.len - 1] == '.';

		at += word.len + 1;
		if (!word.len || look.others)
			return false;
		if (behind_comma) {
			if (++rest > (loose ? 5 : 3) || (!look.upper && !look.digits))
				return false;
		} else {
			if (++town > (loose ? 4 : 3) || look.digits || !look.upper || (look.lower && !loose && !short_form))
				return false;
			if (town == 1 && (is_label(word) || (!loose && word.len < 2)))
				return false;
		}
		behind_comma = behind_comma || word.ptr[word.len - 1] == ',';
	}
	return town > 0;
}

/* "NEW DELHI": the last word is of a place that is known, as what stands before a colon may be anything. */
static bool is_known_place(struct hs_span town)
{
	char fold[PLACE_MAX];
	size_t from = town.len;

	while (from && town.ptr[from - 1] != ' ')
		from--;
	if (town.len - from >= sizeof(fold))
		return false;
	for (size_t i = from; i < town.len; i++)
		fold[i - from] = (char)(town.ptr[i] >= 'A' && town.ptr[i] <= 'Z' ? town.ptr[i] - 'A' + 'a' : town.ptr[i]);
	fold[town.len - from] = '\0';
	return hs_proper_find(fold) == HS_PROPER_PLACE;
}

/* --- prefix ---------------------------------------------------------------------------------- */

/* The text up to the first bracket or dash, within PLACE_MAX bytes. */
static struct hs_span take_place(struct scan *scan)
{
	const char *from = scan->at;
	struct hs_range range = { 0, 0 };

	while (left(scan) && scan->at - from <= PLACE_MAX) {
		struct scan probe = *scan;

		if (*scan->at == '(' || take_dash(&probe))
			break;
		scan->at++;
	}
	range.end = (uint32_t)(scan->at - from);
	range = hs_range_trim(from, range);
	while (range.end > range.start && from[range.end - 1] == ',')
		range.end--;
	return hs_span_at(from, range);
}

/* "NEW DELHI: ..." in front of a story. */
static struct hs_dateline colon_prefix(struct hs_span para)
{
	struct scan scan = { para.ptr, para.ptr + para.len };
	struct hs_dateline line = { 0 };

	while (left(&scan) && scan.at[0] != ':' && scan.at - para.ptr < PLACE_MAX)
		scan.at++;
	line.place = (struct hs_span){ para.ptr, (size_t)(scan.at - para.ptr) };
	if (!take(&scan, ":") || !take_blanks(&scan) || !left(&scan) || !is_place(line.place, false) || !is_known_place(line.place))
		return (struct hs_dateline){ 0 };
	line.len = (size_t)(scan.at - para.ptr);
	return line;
}

struct hs_dateline hs_dateline_prefix(struct hs_span para, bool bare)
{
	struct scan scan = { para.ptr, para.ptr + para.len };
	struct hs_dateline line = { 0 };
	bool parted;

	line.place = take_place(&scan);
	parted = take_credit(&scan, &line.credit) || (left(&scan) && scan.at[0] != '-' && scan.at[0] != '\xE2');
	if (!parted || !take_dash(&scan) || !left(&scan))
		return bare ? colon_prefix(para) : (struct hs_dateline){ 0 };
	line.len = (size_t)(scan.at - para.ptr);
	if (!line.place.len)
		return hs_agency_find(line.credit) ? line : (struct hs_dateline){ 0 };
	if (!is_place(line.place, line.credit.len > 0))
		return (struct hs_dateline){ 0 };
	if (!bare && !line.credit.len && !memchr(line.place.ptr, ',', line.place.len))
		return (struct hs_dateline){ 0 };
	return line;
}

bool hs_dateline_only(struct hs_span para, struct hs_span *date)
{
	struct hs_span place = para;
	size_t at;

	if (para.len > 2 * PLACE_MAX)
		return false;
	at = hs_date_tail(para);
	*date = (struct hs_span){ para.ptr + at, para.len - at };
	place.len = at;
	while (place.len && strchr(" ,-|", place.ptr[place.len - 1]))
		place.len--;
	return date->len && (!place.len || is_place(place, false));
}
