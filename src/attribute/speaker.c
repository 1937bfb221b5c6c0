/*
 * speaker - what a figure does in its sentence: speaks, is spoken to, stands beside a name.
 *
 * It speaks where a verb of speech follows it, past what is said of it, or goes before it, or "according to", "citing".
 */
#include "config.h"

#include <string.h>

#include "attribute/unnamed_p.h"

#define SCAN_MAX 45                     /* words from a phrase to its verb */
#define NAME_MAX 6                      /* words of a name */
#define CHECKED_MAX 6                   /* words from "confirmed" to "with" */
#define GIVEN_MAX 8                     /* words from a paper to "provided", from there to "by" */
#define PAPER_MAX 6                     /* words of "a detailed written account" */

/* A comma opens an aside: the word after the comma that closes it; 0 where it does not close. */
static size_t aside_end(const struct hs_unnamed *un, size_t at, size_t end)
{
	const char *close = hs_un_is(un, at, "(") ? ")" : hs_un_is(un, at, ",") ? "," : "- -- – —";

	for (size_t next = at + 1; next < end && next < at + SCAN_MAX; next++)
		if (hs_un_among(un, next, close) && next > at + 1)
			return next + 1;
	return 0;
}

static bool aside_begins(const struct hs_unnamed *un, size_t at)
{
	if (hs_un_among(un, at, "( - -- – —"))
		return true;
	return hs_un_is(un, at, ",") &&
	       (hs_un_in(un, at + 1, HS_WC_relative) || hs_un_in(un, at + 1, HS_WC_saying) || hs_un_mark(un, at + 1) ||
		hs_un_in(un, at + 1, HS_WC_partitive) || hs_un_among(un, at + 1, "like neither speaking briefed familiar not in when") ||
		hs_un_in(un, at + 1, HS_WC_fearing));
}

/* Is the verb at `at` active, with the phrase for its subject? */
static bool verb_is_active(const struct hs_unnamed *un, size_t at)
{
	return !hs_un_in(un, at - 1, HS_WC_be) && !hs_un_among(un, at - 1, "to been being");
}

/* Some other verb, in the past: "resumed". */
static bool looks_finite(const struct hs_unnamed *un, size_t at)
{
	return !un->text.upper[at] && hs_ends_in(un->text.word[at], "ed") && !hs_un_in(un, at, HS_WC_posted);
}

static bool verb_follows(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t end = hs_un_sentence_end(un, figure->head), first = figure->extent;
	bool relative = false;

	if (first > figure->tail && !un->text.alnum[figure->tail] && first < end && !un->text.alnum[first])
		first++;                /* "A lawyer, briefed on the case, said": the basis was an aside */
	for (size_t at = first; at < end && at < first + SCAN_MAX; at++) {
		if (aside_begins(un, at)) {
			size_t next = aside_end(un, at, end);

			if (!next)
				return false;
			at = next - 1;
			continue;
		}
		if (hs_un_among(un, at, "declined refused"))
			return false;
		if (hs_un_in(un, at, HS_WC_finite) && (verb_is_active(un, at) || !relative))
			return verb_is_active(un, at) && !hs_un_in(un, at - 1, HS_WC_pron);
		if (!relative && looks_finite(un, at))
			return false;
		if (!relative && hs_un_among(un, at, "but and while") &&
		    (hs_un_in(un, at + 1, HS_WC_det) || hs_un_in(un, at + 1, HS_WC_number) || hs_un_in(un, at + 1, HS_WC_pron)))
			return false;           /* another subject */
		if (hs_un_in(un, at, HS_WC_relative))
			relative = true;
		else if (!un->text.alnum[at] || (!relative && hs_un_among(un, at, "that if because while when although")))
			return false;
		else if (!relative && at > first + 8)
			return false;
	}
	return false;
}

/* The first word of a phrase, past a quotation mark before it. */
static size_t phrase_start(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = figure->first;

	return at > 0 && hs_un_together(un, at, at - 1) && hs_word_is_quote(un->text.word[at - 1]) ? at - 1 : at;
}

/* "took", "walked": the verb of a phrase that stands before it. */
static bool past_follows(const struct hs_unnamed *un, size_t at)
{
	return hs_un_in(un, at, HS_WC_past) || looks_finite(un, at);
}

/* "..., said a senior official": the verb before its subject, and none behind it. */
static bool verb_precedes(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = phrase_start(un, figure), start = hs_un_sentence_start(un, figure->first);

	if (at == start || !hs_un_in(un, at - 1, HS_WC_finite) || hs_un_in(un, at - 1, HS_WC_tell))
		return false;
	if (hs_un_together(un, figure->head, figure->extent) &&
	    (hs_un_in(un, figure->extent, HS_WC_aux) || hs_un_in(un, figure->extent, HS_WC_finite) ||
	     (figure->extent == figure->end && past_follows(un, figure->extent))))
		return false;
	return at - 1 == start || !un->text.alnum[at - 2];
}

/* "The Ledger confirmed the trade with a person familiar with it": the outlet asked, the person answered. */
static bool is_checked(const struct hs_unnamed *un, size_t with)
{
	for (size_t at = with; at > 0 && with - at < CHECKED_MAX && hs_un_together(un, at - 1, with); at--) {
		if (hs_un_in(un, at - 1, HS_WC_checking))
			return true;
		if (!un->text.alnum[at - 1] || hs_un_in(un, at - 1, HS_WC_finite))
			return false;
	}
	return false;
}

static bool is_cited(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = phrase_start(un, figure);
	bool known = figure->basis_end > figure->basis_first;

	if (at == 0 || !hs_un_together(un, at, at - 1))
		return false;
	if (hs_un_in(un, at - 1, HS_WC_citing))
		return true;
	if (hs_un_is(un, at - 1, "per"))
		return true;
	if (hs_un_is(un, at - 1, "by") && (known || hs_un_among(un, figure->head, "source sources")))
		return true;            /* "dismissed by a source close to the mayor" */
	if (hs_un_is(un, at - 1, "with") && known && at > 1 && hs_un_in(un, at - 2, HS_WC_meeting_with))
		return true;            /* "interviews with two people briefed on the plan" */
	if (hs_un_is(un, at - 1, "with") && is_checked(un, at - 1))
		return true;
	if (at == 1 && hs_un_is(un, 0, "to"))           /* a text that is cut behind "according" */
		return known;
	return at > 1 && hs_un_among(un, at - 1, "to with") && hs_un_is(un, at - 2, "according");
}

/* "an account of the meeting [provided] to The Ledger by an aide": the paper that the verb at `verb` is said of, or HS_NOWHERE. */
static size_t paper_before(const struct hs_unnamed *un, size_t verb)
{
	for (size_t at = verb; at > 0 && verb - at < GIVEN_MAX && hs_un_together(un, at - 1, verb) && un->text.alnum[at - 1]; at--) {
		if (un->noun[at - 1] && un->noun[at - 1]->cls == HS_NOUN_PAPER)
			return at - 1;
		if (hs_un_in(un, at - 1, HS_WC_finite) || hs_un_in(un, at - 1, HS_WC_be))
			return HS_NOWHERE;
	}
	return HS_NOWHERE;
}

/* The paper that the figure hands over: "notes given to The Ledger by two aides", "an account provided by an aide"; or HS_NOWHERE. */
static size_t paper_given(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t by = figure->first - 1;

	if (!figure->first || !hs_un_is(un, by, "by") || !hs_un_together(un, by, figure->first))
		return HS_NOWHERE;
	for (size_t at = by; at > 0 && by - at < GIVEN_MAX && hs_un_together(un, at - 1, by) && un->text.alnum[at - 1]; at--)
		if (hs_un_in(un, at - 1, HS_WC_handed_over))
			return paper_before(un, at - 1);
	return HS_NOWHERE;
}

/* "according to [an account]" */
static bool paper_is_cited(const struct hs_unnamed *un, size_t paper)
{
	size_t first = paper;

	while (first > 0 && hs_un_together(un, first - 1, paper) && paper - first < PAPER_MAX && !hs_un_is_border(un, first - 1))
		first--;
	return first > 0 && (hs_un_in(un, first - 1, HS_WC_citing) ||
			     (hs_un_is(un, first - 1, "to") && first > 1 && hs_un_is(un, first - 2, "according")));
}

/* "the gathering of foreign ministers said": the phrase hangs on another noun. */
static bool is_object(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = figure->first;

	return at > 0 && hs_un_together(un, at, at - 1) && hs_un_among(un, at - 1, "of for with between among about from at");
}

/* "Diaz hugged a nurse and said": the one who did that speaks, and not the nurse. */
static bool is_between_verbs(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = figure->first;

	return at > 0 && hs_un_together(un, at, at - 1) && un->text.alnum[at - 1] && past_follows(un, at - 1) && !hs_un_in(un, at - 1, HS_WC_aux) &&
	       at - 1 > hs_un_sentence_start(un, at) && hs_un_among(un, figure->extent, "and but") &&
	       hs_un_together(un, at, figure->extent + 1) && hs_un_in(un, figure->extent + 1, HS_WC_finite);
}

/* "..., a person briefed on the plan ...": the text is cut where the verb would come. */
static bool is_cut_off(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = figure->extent;
	bool dots = hs_un_is(un, at, ".") && hs_un_is(un, at + 1, ".") && hs_un_is(un, at + 2, ".");
	bool cut = dots || hs_un_is(un, at, "…");

	return cut && figure->basis_end > figure->basis_first && figure->first > 0 &&
	       hs_un_is(un, figure->first - 1, ",");
}

/* "told people close to him", "spoke to reporters", "an interview with activists". */
static bool is_addressed(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t at = figure->first, start = hs_un_sentence_start(un, figure->first);

	if (at == start)
		return false;
	if (hs_un_in(un, at - 1, HS_WC_tell))
		return true;
	if (!hs_un_among(un, at - 1, "to with by") || is_cited(un, figure))
		return false;
	for (size_t back = at - 1; back > start && at - back < 5; back--)
		if (hs_un_in(un, back - 1, HS_WC_speak) || hs_un_in(un, back - 1, HS_WC_finite) ||
		    hs_un_among(un, back - 1, "interview interviews speaking call calls briefing briefings session conversation"))
			return !hs_un_is(un, at - 1, "by");
	return false;
}

static bool name_at(const struct hs_unnamed *un, size_t at)
{
	bool plural;

	return at < un->text.n && un->text.alnum[at] && un->text.upper[at] && !hs_un_human(un, at, &plural) &&
	       !hs_un_in(un, at, HS_WC_day) && !hs_un_in(un, at, HS_WC_det) && !hs_un_in(un, at, HS_WC_pron) &&
	       !hs_un_in(un, at, HS_WC_prep) && !hs_un_in(un, at, HS_WC_month) && !un->possessive[at] &&
	       !hs_un_in(un, at, HS_WC_finite) && !hs_un_in(un, at, HS_WC_aux);
}

/* Does a name end at word `at`? Not one of "In Boston,", nor the only word before the comma: "However,". */
static bool name_ends(const struct hs_unnamed *un, size_t at, size_t start)
{
	size_t first = at;

	if (!name_at(un, at))
		return false;
	while (first > start && at - first < NAME_MAX && name_at(un, first - 1))
		first--;
	if (first > start && hs_un_in(un, first - 1, HS_WC_prep))
		return false;
	return first < at || first > start || hs_firstname_find(un->text.word[at]);
}

/* "a lawyer, Ann Lee,", "Ann Lee, a lawyer for the family," and "the lawyer Ann Lee": she has a name. */
static bool is_apposed(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t first = figure->first, end = figure->extent, start = hs_un_sentence_start(un, first);

	if (hs_un_together(un, figure->head, figure->head + 1) && name_at(un, figure->head + 1) && !figure->plural)
		return true;
	for (size_t at = figure->end; at <= end && at < un->text.n; at++)
		if (hs_un_is(un, at, ",") && hs_un_together(un, at, figure->head) && name_at(un, at + 1) &&
		    (name_at(un, at + 2) || hs_un_is(un, at + 2, ",")) && !hs_un_among(un, at + 1, "who"))
			return true;
	return first > start + 1 && hs_un_is(un, first - 1, ",") && name_ends(un, first - 2, start) && !figure->plural &&
	       hs_un_among(un, end, ", . ( - -- – — who and");
}

void hs_figure_place(const struct hs_unnamed *un, struct hs_figure *figure)
{
	size_t given = paper_given(un, figure);

	figure->addressed = is_addressed(un, figure);
	figure->apposed = is_apposed(un, figure);
	figure->gives = given != HS_NOWHERE;
	figure->cited = is_cited(un, figure) || verb_precedes(un, figure) || (figure->gives && paper_is_cited(un, given));
	figure->speaks = figure->cited || (!is_object(un, figure) && !is_between_verbs(un, figure) && verb_follows(un, figure)) || is_cut_off(un, figure);
}
