/*
 * basis - how a source knows what it tells: the words, and whether they put it close.
 */
#include "config.h"

#include <pthread.h>

#include "attribute/unnamed_p.h"

enum strength { STRONG, WEAK, NEAR };

static const struct hs_wording_row rows[] = {
#define BASIS(pattern, strength) { pattern, strength },
#include "lexicon/basis.def"
#undef BASIS
};

#define REACH 6                         /* words between the noun phrase and its basis: ", who", "and" */
#define LENGTH_MAX 24

static struct hs_wording_set *bases;
static pthread_once_t bases_once = PTHREAD_ONCE_INIT;

static void bases_compile(void)
{
	bases = hs_wording_set_new(rows, sizeof(rows) / sizeof(*rows));
}

/* The basis runs to the verb of the sentence, a mark, a comma or a new clause. */
static size_t basis_end(const struct hs_unnamed *un, size_t at)
{
	size_t end = hs_un_sentence_end(un, at - 1), stop = at + LENGTH_MAX;

	for (; at < end && at < stop; at++) {
		if (!un->text.alnum[at] && !hs_un_among(un, at, "$ £ € % & ' ’ /"))
			break;
		if (hs_un_in(un, at, HS_WC_finite) || hs_un_in(un, at, HS_WC_aux) ||
		    hs_un_in(un, at, HS_WC_relative) || hs_un_is(un, at, "but") || hs_un_mark(un, at))
			break;
		if (hs_un_is(un, at, "and") &&
		    (hs_un_mark(un, at + 1) || hs_un_in(un, at + 1, HS_WC_aux) || hs_un_in(un, at + 1, HS_WC_finite)))
			break;
	}
	return at;
}

/* "close to the talks" tells nothing of the source's side, "close to the minister" does. */
static bool is_matter(const struct hs_unnamed *un, size_t first, size_t end)
{
	for (size_t at = first; at < end; at++)
		if (hs_un_in(un, at, HS_WC_matter))
			return true;
	return end == first;
}

/* "who spoke to The Herald", "who talked with reporters": how the outlet knows, and not the source. */
static bool is_interview(const struct hs_unnamed *un, size_t end)
{
	size_t at = hs_un_is(un, end, "the") ? end + 1 : end;

	return hs_un_among(un, end - 1, "with to by") &&
	       (hs_un_outlet(un, at) || hs_un_among(un, at, "reporters journalists"));
}

/* "familiar with the sale who saw the contract": the stronger of two decides. */
static void basis_goes_on(const struct hs_unnamed *un, struct hs_figure *figure)
{
	struct hs_wording_match match;
	size_t at = figure->basis_end;

	while (hs_un_among(un, at, ", and also both"))
		at++;
	if (!hs_un_together(un, at, figure->head) || hs_un_mark(un, at) ||
	    !hs_wording_first(&match, bases, &un->text, at) || match.value != STRONG || is_interview(un, match.end))
		return;
	figure->basis_end = basis_end(un, match.end);
	figure->strong = true;
}

static bool basis_starts(const struct hs_unnamed *un, struct hs_figure *figure, size_t at)
{
	struct hs_wording_match match;

	if (hs_un_mark(un, at) || (hs_un_in(un, at, HS_WC_relative) && hs_un_mark(un, at + 1)))
		return false;           /* "who was told not to speak to the press" */
	if (!hs_wording_first(&match, bases, &un->text, at) || is_interview(un, match.end))
		return false;
	figure->basis_first = hs_un_is(un, at, "whom") ? at + 1 : at;
	figure->basis_end = basis_end(un, match.end);
	figure->strong = match.value == STRONG;
	figure->near = match.value == NEAR && !is_matter(un, match.end, figure->basis_end);
	basis_goes_on(un, figure);
	return true;
}

/* "one attendee" says by the noun itself that the source was there. */
static void basis_in_noun(const struct hs_unnamed *un, struct hs_figure *figure)
{
	if (!hs_un_among(un, figure->head, "attendee attendees eyewitness eyewitnesses"))
		return;
	figure->basis_first = figure->head;
	figure->basis_end = figure->head + 1;
	figure->strong = true;
}

void hs_basis_of(const struct hs_unnamed *un, struct hs_figure *figure)
{
	size_t end = hs_un_sentence_end(un, figure->head);

	pthread_once(&bases_once, bases_compile);
	basis_in_noun(un, figure);
	for (size_t at = figure->end, stop = figure->tail + REACH; at < end && at <= stop; at++) {
		const struct hs_mark *mark = hs_un_mark(un, at);

		if (mark) {                     /* "who asked not to be named and was briefed": past the mark */
			at = mark->end - 1;
			stop = mark->end + REACH;
			continue;
		}
		if (basis_starts(un, figure, at)) {
			figure->extent = figure->basis_end;
			return;
		}
		if (at >= figure->tail && !hs_un_among(un, at, ", ( - – — who both all also and of whom") &&
		    !(hs_un_is(un, at - 1, "whom") && hs_un_in(un, at, HS_WC_be)))
			return;
	}
}
