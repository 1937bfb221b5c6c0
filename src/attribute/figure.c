/*
 * figure - noun phrases for people without a name: "two senior officials from Japan".
 *
 * There is no parser: a head noun that the lexicon knows is looked for, its phrase is taken to the left up to a
 * determiner or a word that no noun phrase holds, to the right over "of", "from", "at".
 */
#include "config.h"

#include <string.h>

#include "attribute/unnamed_p.h"

#define MODIFIERS_MAX 8
#define DETERMINERS_MAX 8               /* "as many as 20 of the" */
#define NESTED_MAX 45                   /* words from a phrase to what is nested in it */

/* --- The head ---------------------------------------------------------------------------------- */

static bool noun_is_human(const struct hs_noun *noun)
{
	return noun && (noun->cls == HS_NOUN_ROLE || noun->cls == HS_NOUN_PERSON || noun->cls == HS_NOUN_CLASS ||
			noun->cls == HS_NOUN_OFFICE || noun->cls == HS_NOUN_KIN || noun->cls == HS_NOUN_BAND);
}

const struct hs_noun *hs_un_human(const struct hs_unnamed *un, size_t at, bool *plural)
{
	const struct hs_noun *noun;

	if (at >= un->text.n || !un->text.alnum[at])
		return NULL;
	noun = un->noun[at];
	*plural = un->plural[at];
	if (hs_un_among(un, at, "people personnel"))
		*plural = true;
	return noun_is_human(noun) && !hs_un_in(un, at, HS_WC_firm) ? noun : NULL;
}

/* Does the noun at `at` end its phrase? "official statement", "police officer Ann Lee" do not end there. */
static bool ends_phrase(const struct hs_unnamed *un, size_t at)
{
	const struct hs_noun *next;

	if (!hs_un_together(un, at, at + 1) || !un->text.alnum[at + 1])
		return true;
	if (un->possessive[at])
		return false;
	if (un->text.upper[at + 1] && !un->text.upper[at])
		return true;
	if (hs_un_in(un, at + 1, HS_WC_finite) || hs_un_in(un, at + 1, HS_WC_aux) ||
	    hs_un_in(un, at + 1, HS_WC_day) || hs_un_in(un, at + 1, HS_WC_prep))
		return true;
	if (un->noun[at]->cls == HS_NOUN_CLASS)        /* "an Iraqi official" */
		return hs_un_is_border(un, at + 1) || hs_un_among(un, at + 1, "and or close familiar briefed involved");
	next = un->noun[at + 1];
	return !next || next->cls == HS_NOUN_DEED;
}

/* --- To the left ------------------------------------------------------------------------------- */

static bool is_number(const struct hs_unnamed *un, size_t at)
{
	return hs_un_in(un, at, HS_WC_number) || (un->text.word[at][0] >= '0' && un->text.word[at][0] <= '9');
}

/* A word that no noun phrase holds before its head. */
bool hs_un_is_border(const struct hs_unnamed *un, size_t at)
{
	return !un->text.alnum[at] || hs_un_in(un, at, HS_WC_prep) || hs_un_in(un, at, HS_WC_aux) ||
	       hs_un_in(un, at, HS_WC_finite) || hs_un_in(un, at, HS_WC_saying) ||
	       hs_un_in(un, at, HS_WC_relative) || hs_un_in(un, at, HS_WC_pron) ||
	       hs_un_in(un, at, HS_WC_day) || hs_un_in(un, at, HS_WC_border) ||
	       hs_un_in(un, at, HS_WC_tell);
}

/* "current and former", "U.S. and Afghan", "researchers and lawyers": an "and" inside the phrase. */
static bool and_joins(const struct hs_unnamed *un, size_t at)
{
	bool plural;

	if (!hs_un_among(un, at, "and or") || at == 0 || !hs_un_together(un, at, at - 1) || hs_un_is_border(un, at - 1))
		return false;
	if (hs_un_human(un, at - 1, &plural))
		return plural;
	if (un->text.upper[at - 1] && un->text.upper[at + 1] && !un->possessive[at - 1])
		return true;
	if (un->possessive[at - 1] || un->noun[at - 1])
		return false;
	return un->text.upper[at - 1] == un->text.upper[at + 1] || at - 1 == hs_un_sentence_start(un, at);
}

static size_t modifiers_start(const struct hs_unnamed *un, size_t head)
{
	size_t first = head, start = hs_un_sentence_start(un, head);

	while (first > start && head - first < MODIFIERS_MAX) {
		size_t at = first - 1;

		if (hs_un_in(un, at, HS_WC_det) || is_number(un, at) || un->possessive[at])
			break;
		if (hs_un_among(un, at, "and or")) {
			if (!and_joins(un, at))
				break;
		} else if (hs_un_is_border(un, at)) {
			break;
		}
		first = at;
	}
	if (first < head && hs_un_among(un, first, "and or"))
		first++;
	return first;
}

/* "Hillary Clinton's", "the company's", "his": the phrase's possessor. */
static size_t possessor_start(const struct hs_unnamed *un, size_t at, size_t start)
{
	size_t stop = at > start + MODIFIERS_MAX ? at - MODIFIERS_MAX : start;

	while (at > stop && un->text.alnum[at - 1] && un->text.upper[at - 1] && !hs_un_is_border(un, at - 1))
		at--;
	if (at > start && hs_un_in(un, at - 1, HS_WC_det))
		at--;
	return at;
}

static enum hs_determiner determiner_of(const struct hs_unnamed *un, size_t at)
{
	if (hs_un_among(un, at, "another other others second third fourth fifth separate additional different"))
		return HS_DET_OTHER;
	if (hs_un_among(un, at, "the this that these those same both"))
		return HS_DET_DEFINITE;
	return hs_un_in(un, at, HS_WC_poss) ? HS_DET_POSSESSIVE : HS_DET_INDEFINITE;
}

static int number_value(const char *word)
{
	static const char *const names[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
		"nine", "ten", "eleven", "twelve" };
	int value = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(word, names[i]) == 0)
			return (int)i;
	if (strcmp(word, "dozen") == 0)
		return 12;
	for (const char *c = word; *c; c++) {
		if (*c == ',')
			continue;
		if (*c < '0' || *c > '9' || value > 100000)
			return 0;
		value = 10 * value + (*c - '0');
	}
	return value;
}

/* Everything before the modifiers: determiners, numbers, "at least", "as many as", a possessor. */
static void determiners_take(const struct hs_unnamed *un, struct hs_figure *figure)
{
	size_t start = hs_un_sentence_start(un, figure->first);
	size_t stop = figure->first > start + DETERMINERS_MAX ? figure->first - DETERMINERS_MAX : start;

	while (figure->first > stop) {
		size_t at = figure->first - 1;

		if (is_number(un, at) || hs_un_is(un, at, "both")) {
			int value = hs_un_is(un, at, "both") ? 2 : number_value(un->text.word[at]);

			if (!figure->count)
				figure->count = value;
			if (figure->det == HS_DET_NONE)
				figure->det = determiner_of(un, at);
		} else if (hs_un_in(un, at, HS_WC_det)) {
			if (figure->det != HS_DET_OTHER)
				figure->det = determiner_of(un, at);
			figure->first = at;
			if (at > start && hs_un_among(un, at - 1, "both all")) {
				figure->count = hs_un_is(un, at - 1, "both") ? 2 : figure->count;
				figure->first--;
			}
			return;
		} else if (un->possessive[at] && figure->det == HS_DET_NONE) {
			figure->det = HS_DET_POSSESSIVE;
			figure->first = possessor_start(un, at, start);
			return;
		} else if (!hs_un_among(un, at, "least most many few than fewer more as at about nearly almost "
					   "roughly over other half")) {
			return;
		}
		figure->first = at;
	}
}

/* "one of the officials", "a group of aides", "some of his friends". */
static void partitive_take(const struct hs_unnamed *un, struct hs_figure *figure)
{
	size_t start = hs_un_sentence_start(un, figure->first);
	size_t at = figure->first;

	if (at < start + 2 || !hs_un_is(un, at - 1, "of"))
		return;
	at -= 2;
	if (!hs_un_in(un, at, HS_WC_partitive) && !is_number(un, at))
		return;
	figure->part = true;
	figure->count = number_value(un->text.word[at]);
	if (hs_un_among(un, at, "one another each either neither")) {
		figure->plural = false;
		figure->count = 1;
	}
	figure->det = hs_un_is(un, at, "another") ? HS_DET_OTHER : HS_DET_INDEFINITE;
	if (at > start && hs_un_in(un, at - 1, HS_WC_det))
		at--;
	if (at > start + 1 && hs_un_among(un, at - 1, "least most"))
		at -= 2;
	figure->first = at;
}

/* --- To the right ------------------------------------------------------------------------------ */

static bool tail_ends(const struct hs_unnamed *un, size_t at)
{
	if (hs_un_is(un, at, ".") && hs_un_together(un, at, at + 1))   /* "Mr." */
		return !un->text.upper[at + 1];
	return !un->text.alnum[at] || hs_un_in(un, at, HS_WC_finite) || hs_un_in(un, at, HS_WC_aux) ||
	       hs_un_in(un, at, HS_WC_relative) || hs_un_in(un, at, HS_WC_saying) ||
	       hs_un_in(un, at, HS_WC_pron) || hs_un_in(un, at, HS_WC_day) || hs_un_mark(un, at) ||
	       hs_un_among(un, at, "but close familiar briefed not");
}

/* A preposition that carries on the phrase: "of the ministry", "from Japan", "interviewed for this story". */
static bool tail_begins(const struct hs_unnamed *un, size_t at)
{
	struct hs_figure probe = { .head = at - 1, .end = at, .tail = at };

	if (!hs_un_together(un, at - 1, at) || hs_un_mark(un, at))
		return false;
	if (hs_un_is(un, at, "to"))
		return hs_un_together(un, at, at + 1) &&
		       (un->text.upper[at + 1] || (hs_un_in(un, at - 1, HS_WC_serving) && hs_un_in(un, at + 1, HS_WC_det)));
	if (hs_un_in(un, at, HS_WC_posted))
		return true;
	if (!hs_un_among(un, at, "of from in at for with on inside within near across"))
		return false;
	hs_basis_of(un, &probe);
	return probe.basis_first != at && !hs_un_in(un, at + 1, HS_WC_day) && !hs_un_in(un, at + 1, HS_WC_month) &&
	       !hs_un_among(un, at + 1, "an condition background");
}

static size_t tail_take(const struct hs_unnamed *un, size_t end)
{
	size_t tail = end, sentence = hs_un_sentence_end(un, end - 1);

	while (tail < sentence && tail - end < 16 && tail_begins(un, tail)) {
		size_t at = tail + 1;

		while (at < sentence && !tail_ends(un, at) && !hs_un_in(un, at, HS_WC_prep) && at - tail < 9)
			at++;
		if (at == tail + 1 && !hs_un_in(un, tail, HS_WC_posted))
			break;
		tail = at;
	}
	return tail;
}

/* --- All of them ------------------------------------------------------------------------------- */

static void figure_complete(const struct hs_unnamed *un, struct hs_figure *figure)
{
	figure->first = modifiers_start(un, figure->head);
	determiners_take(un, figure);
	partitive_take(un, figure);
	if (figure->det == HS_DET_NONE || figure->det == HS_DET_INDEFINITE || figure->det == HS_DET_DEFINITE)
		for (size_t at = figure->first; at < figure->head && at < figure->first + 3; at++)
			if (hs_un_among(un, at, "another other second third fourth"))
				figure->det = HS_DET_OTHER;
	if (!figure->plural)
		figure->count = 1;
	figure->end = figure->head + 1;
	figure->tail = tail_take(un, figure->end);
	figure->extent = figure->tail;
	hs_basis_of(un, figure);
	hs_figure_place(un, figure);
}

static size_t figure_insert(struct hs_unnamed *un, struct hs_figure figure)
{
	size_t at = un->n_figures;

	un->figures = hs_arena_grow(un->arena, un->figures, un->n_figures, un->n_figures + 1, &un->figure_room,
				     sizeof(*un->figures));
	un->figures[at] = figure;
	un->n_figures++;
	return at;
}

static void figure_add(struct hs_unnamed *un, size_t head, const struct hs_noun *noun, bool plural)
{
	struct hs_figure figure = { .head = head, .noun = noun, .plural = plural, .same = HS_NOWHERE, .entry = -1 };

	figure_complete(un, &figure);
	figure_insert(un, figure);
}

/* "others interviewed for this story", "those close to him", "many in the town": a word that stands like a noun. */
static bool others_at(const struct hs_unnamed *un, size_t at)
{
	if (hs_un_is(un, at, "others"))
		return !un->possessive[at];
	if (hs_un_is(un, at, "those"))
		return hs_un_among(un, at + 1, "close familiar briefed involved in who with present interviewed");
	return hs_un_among(un, at, "many some several most few") && hs_un_among(un, at + 1, "in on at from who inside");
}

/* "two officials and a person briefed on the plan said", "according to an aide and two guards". */
static void speakers_join(struct hs_unnamed *un)
{
	for (size_t i = 1; i < un->n_found; i++) {
		struct hs_figure *left = &un->figures[i - 1], *right = &un->figures[i];

		if (right->first != left->extent + 1 || !hs_un_among(un, left->extent, "and or") ||
		    !hs_un_together(un, left->head, right->head) || left->addressed)
			continue;
		if (right->speaks)
			left->speaks = true;
		else if (left->cited)
			right->speaks = right->cited = true;
	}
}

/* "the minister" of "a person close to the minister" does not stand for itself. */
static void nested_find(struct hs_unnamed *un)
{
	for (size_t i = 1; i < un->n_found; i++) {
		struct hs_figure *inner = &un->figures[i];

		for (size_t o = i; o-- > 0 && inner->head - un->figures[o].head < NESTED_MAX && !inner->nested;)
			inner->nested = un->figures[o].end <= inner->head && inner->head < un->figures[o].extent;
	}
}

/* "the woman, a nurse who asked ...": the second phrase is about the person of the first. */
static void appositions_find(struct hs_unnamed *un)
{
	for (size_t i = 1; i < un->n_figures; i++) {
		struct hs_figure *later = &un->figures[i], *earlier = later - 1;

		if (later->first == earlier->tail + 1 && hs_un_is(un, earlier->tail, ",") && !later->plural &&
		    !earlier->plural && hs_un_together(un, earlier->head, later->head) && later->det != HS_DET_DEFINITE &&
		    hs_un_among(un, later->tail, ", . who ( - – —"))
			later->same = i - 1;
	}
}

void hs_figures_find(struct hs_unnamed *un)
{
	for (size_t at = 0; at < un->text.n; at++) {
		bool plural = false;
		const struct hs_noun *noun = hs_un_human(un, at, &plural);

		if (noun && ends_phrase(un, at))
			figure_add(un, at, noun, plural);
		else if (others_at(un, at))
			figure_add(un, at, NULL, true);         /* the only heads that the lexicon does not have */
	}
	un->n_found = un->n_figures;
	nested_find(un);
	speakers_join(un);
	appositions_find(un);
}

size_t hs_figure_before(struct hs_unnamed *un, size_t end)
{
	struct hs_figure figure = { .head = end - 1, .same = HS_NOWHERE, .entry = -1 };
	const char *word = un->text.word[end - 1];
	size_t len = strlen(word);

	figure.noun = un->noun[end - 1];
	figure.plural = figure.noun ? un->plural[end - 1] : len > 2 && word[len - 1] == 's' && word[len - 2] != 's';
	figure_complete(un, &figure);
	return figure_insert(un, figure);
}

size_t hs_figure_copy(struct hs_unnamed *un, const struct hs_figure *figure)
{
	return figure_insert(un, *figure);
}

size_t hs_figure_pronoun(struct hs_unnamed *un, size_t at)
{
	struct hs_figure figure = {
		.first = at, .head = at, .end = at + 1, .tail = at + 1, .extent = at + 1,
		.det = HS_DET_PRONOUN, .plural = !hs_un_among(un, at, "he she who him her his"), .same = HS_NOWHERE, .entry = -1,
	};

	figure.count = !figure.plural;
	return figure_insert(un, figure);
}
