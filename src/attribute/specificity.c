/*
 * specificity - how much the reader learns about an unnamed source, from 0 ("a source") to 5 (side or motive).
 */
#include "config.h"

#include <string.h>

#include "attribute/unnamed_p.h"

enum { EMPTY, CATEGORY, FIELD, PLACE_IN_IT, CLOSE, SIDE };

/* "a source", "people", "one of them": not even a category. */
static bool is_empty(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	return figure->det == HS_DET_PRONOUN || hs_un_in(un, figure->head, HS_WC_anybody);
}

static bool is_acronym(const struct hs_unnamed *un, size_t at)
{
	struct hs_range range = un->range[at];
	size_t letters = 0;

	for (uint32_t i = range.start; i < range.end; i++) {
		char c = un->article->text[i];

		if (c >= 'a' && c <= 'z')
			return false;
		letters += c >= 'A' && c <= 'Z';
	}
	return letters >= 2;
}

/* A capitalised word that is not there for its place in the sentence: a name, of an institution or of a land. */
static int name_level(const struct hs_unnamed *un, size_t at, const struct hs_figure *figure)
{
	bool opens = at == figure->first && (at == 0 || un->text.sentence[at - 1] != un->text.sentence[at]);

	if (!un->text.upper[at] || hs_un_in(un, at, HS_WC_day) || hs_un_in(un, at, HS_WC_month))
		return EMPTY;
	if (hs_un_in(un, at, HS_WC_side) || hs_un_in(un, at, HS_WC_nation))
		return FIELD;
	if (opens && !is_acronym(un, at) && !(at + 1 < figure->head && un->text.upper[at + 1]))
		return EMPTY;
	return PLACE_IN_IT;
}

static int word_level(const struct hs_unnamed *un, size_t at, const struct hs_figure *figure)
{
	int level;

	if (strstr(un->text.word[at], "year-old") || hs_un_is(un, at, "old") || hs_un_is(un, at + 1, "old"))
		return CATEGORY;
	if (!un->text.alnum[at] || hs_un_in(un, at, HS_WC_det) || hs_un_in(un, at, HS_WC_vague) ||
	    hs_un_in(un, at, HS_WC_prep) || hs_un_in(un, at, HS_WC_number) ||
	    (un->text.word[at][0] >= '0' && un->text.word[at][0] <= '9'))
		return EMPTY;
	if (hs_un_is(un, at, "central") && hs_un_is(un, at + 1, "bank"))
		return PLACE_IN_IT;
	if ((level = name_level(un, at, figure)))
		return level;
	if (hs_un_in(un, at, HS_WC_rank) || hs_un_in(un, at, HS_WC_institution))
		return PLACE_IN_IT;
	return FIELD;
}

/* What stands before the head. */
static int modifiers_level(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	int level = EMPTY;

	for (size_t at = figure->first; at < figure->head; at++) {
		int word = word_level(un, at, figure);

		if (word > level)
			level = word;
	}
	return level;
}

/* "from Japan", "in Kashmir" tell a field; "at the ministry", "of the board" an institution. */
static int tail_level(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	int level = EMPTY;

	if (hs_un_among(un, figure->end, "interviewed contacted reached surveyed"))
		return EMPTY;
	for (size_t at = figure->end; at < figure->tail; at++) {
		bool place = hs_un_among(un, figure->end, "from in near across who");

		if (un->text.upper[at] && !hs_un_in(un, at, HS_WC_nation) && !place)
			level = PLACE_IN_IT;
		else if (hs_un_in(un, at, HS_WC_institution) || hs_un_in(un, at, HS_WC_rank))
			level = PLACE_IN_IT;
		else if (level == EMPTY && !hs_un_in(un, at, HS_WC_number) && !hs_un_in(un, at, HS_WC_prep))
			level = FIELD;
	}
	return level;
}

/* "a rival executive", "an adviser who opposed the plan", "a person who stands to gain from the sale" */
static bool tells_interest(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	for (size_t at = figure->first; at < figure->head; at++)
		if (hs_un_among(un, at, "rival competing opposing"))
			return true;
	if (!hs_un_among(un, figure->tail, "who that"))
		return false;
	for (size_t at = figure->tail + 1; at < figure->tail + 4 && hs_un_together(un, figure->tail, at); at++)
		if (hs_un_in(un, at, HS_WC_siding) ||
		    (hs_un_among(un, at, "stands stand stood") && hs_un_is(un, at + 1, "to") &&
		     hs_un_among(un, at + 2, "gain benefit profit lose earn inherit")))
			return true;
	return false;
}

/* "the governor's inner", "the Diaz", "his", and not "the": whose camp it is. */
static bool has_possessor(const struct hs_unnamed *un, size_t first, size_t end)
{
	for (size_t at = first; at < end; at++)
		if (un->possessive[at] || un->text.upper[at] || hs_un_in(un, at, HS_WC_poss))
			return true;
	return false;
}

/* "an ally of the minister", "a lawyer for the plaintiffs", "in the governor's camp". */
static bool tells_side(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	bool named = figure->tail > figure->end || modifiers_level(un, figure) >= FIELD ||
		     figure->det == HS_DET_POSSESSIVE;

	if (hs_un_in(un, figure->head, HS_WC_ally))
		return named;
	if (hs_un_in(un, figure->head, HS_WC_advocate_for) && hs_un_is(un, figure->end, "for"))
		return true;
	if (tells_interest(un, figure))
		return true;
	for (size_t at = figure->end; at < figure->tail; at++)
		if (hs_un_in(un, at, HS_WC_siding) || hs_un_among(un, at, "side faction") ||
		    (hs_un_among(un, at, "camp corner circle") && has_possessor(un, figure->end, at)))
			return true;
	return false;
}

/* "former employees", "residents who live near the plant". */
static bool tells_more(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	size_t who = figure->tail;
	bool mark = false;

	if (is_empty(un, figure))
		return false;
	if (hs_un_in(un, figure->head, HS_WC_staff) && figure->head > figure->first &&
	    hs_un_among(un, figure->head - 1, "former current"))
		return true;
	for (size_t at = who; at <= who + 4; at++)
		mark |= hs_un_is(un, at, ",") || hs_un_mark(un, at) || hs_un_in(un, at, HS_WC_agree) || hs_un_in(un, at, HS_WC_speak);
	return hs_un_is(un, who, "who") && !mark && figure->basis_first != who && !hs_un_in(un, who + 1, HS_WC_finite);
}

int hs_specificity(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	int level = is_empty(un, figure) ? EMPTY : CATEGORY;
	int words = modifiers_level(un, figure), tail = tail_level(un, figure);

	if (hs_un_in(un, figure->head, HS_WC_side) || hs_un_in(un, figure->head, HS_WC_confidant) || tells_more(un, figure))
		level = FIELD;
	if (figure->noun && figure->noun->cls == HS_NOUN_OFFICE)
		level = PLACE_IN_IT;
	if (tail > FIELD && hs_un_in(un, figure->head, HS_WC_companion))
		tail = FIELD;
	if (words > level)
		level = words;
	if (tail > level)
		level = tail;
	if (figure->near && level < FIELD)
		level = FIELD;
	if (hs_un_in(un, figure->head, HS_WC_knower))
		level = CLOSE;
	if (figure->strong && figure->basis_end > figure->basis_first)
		level = CLOSE;
	return tells_side(un, figure) ? SIDE : level;
}

#define BIT(detail) (1u << HS_DETAIL_##detail)

/* Whoever tells the institution tells the field, whoever tells either of them the category. */
unsigned hs_details(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	int words = modifiers_level(un, figure), tail = tail_level(un, figure), level = words > tail ? words : tail;
	unsigned details = is_empty(un, figure) ? 0 : BIT(CATEGORY);

	if (figure->noun && figure->noun->cls == HS_NOUN_OFFICE)
		level = PLACE_IN_IT;
	if (level >= FIELD || figure->near || hs_un_in(un, figure->head, HS_WC_side) || tells_more(un, figure))
		details |= BIT(CATEGORY) | BIT(FIELD);
	if (level >= PLACE_IN_IT)
		details |= BIT(PLACE);
	if (figure->basis_end > figure->basis_first || hs_un_in(un, figure->head, HS_WC_knower))
		details |= BIT(BASIS);
	if (tells_side(un, figure))
		details |= BIT(SIDE);
	return details;
}
