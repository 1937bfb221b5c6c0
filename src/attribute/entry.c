/*
 * entry - what the article says about each unnamed source: grant, reason, basis, level; and the sources' order.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "attribute/ledger_p.h"
#include "base/utf8.h"

#define R_REPRISAL 13                   /* of reason.def: at work, or by those in power */
#define R_RULE 6
#define GRANTS_MAX 8                    /* of one source; more of them say nothing new */

/* Reprisal is feared from those in power by people who live under them, and otherwise at work. */
static int reprisal_code(const struct hs_unnamed *un, const struct hs_figure *owner)
{
	return hs_un_in(un, owner->head, HS_WC_exposed) ? 4 : 3;
}

static void range_append(const struct hs_unnamed *un, struct hs_ranges *ranges, struct hs_range range)
{
	struct hs_range *at;

	for (size_t i = 0; i < ranges->n; i++)
		if (ranges->at[i].start >= range.start || hs_range_meet(ranges->at[i], range))
			return;
	at = hs_arena_array(un->arena, ranges->n + 1, sizeof(*at));
	for (size_t i = 0; i < ranges->n; i++)
		at[i] = ranges->at[i];
	at[ranges->n] = range;
	*ranges = (struct hs_ranges){ at, ranges->n + 1 };
}

/* A class of people some of whom were spoken to ("Democrats briefed on the plan") is a group. */
static void source_specify(struct hs_source *source, const struct hs_figure *figure)
{
	source->kind = figure->plural ? HS_KIND_GROUP : HS_KIND_INDIVIDUAL;
	source->reason_code = 0;
	source->specificity = 0;
}

/* "The lawmaker", "he": described, and not named. */
static bool is_described(const struct hs_unnamed *un, const struct hs_source *source)
{
	char first[16];
	size_t len = source->name ? strcspn(source->name, " ") : 0;
	struct hs_classes classes;

	if (!len || len >= sizeof(first))
		return !source->name;
	memcpy(first, source->name, len);
	first[len] = '\0';
	classes = hs_classes_of(hs_utf8_fold(un->arena, first, len));
	return hs_classes_have(classes, HS_WC_det) || hs_classes_have(classes, HS_WC_pron) ||
	       hs_classes_have(classes, HS_WC_relative);
}

bool hs_entry_may_be_unnamed(const struct hs_unnamed *un, const struct hs_source *source)
{
	switch (source->kind) {
	case HS_KIND_INDIVIDUAL:
	case HS_KIND_GROUP:
	case HS_KIND_COLLECTIVE:
	case HS_KIND_UNRESOLVED: return true;
	case HS_KIND_PERSON:
	case HS_KIND_ORGANISATION: return is_described(un, source);
	default: return false;
	}
}

/* "spoke on background", "on the usual condition of anonymity": the grant tells by itself that it is a rule. */
static bool is_ground_rule(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	for (size_t at = mark->first; at < mark->end; at++)
		if (hs_un_among(un, at, "background backgrounder briefing briefings customary usual standard normal") ||
		    (hs_un_is(un, at, "ground") && hs_un_among(un, at + 1, "rules rule")))
			return true;
	return false;
}

static void mark_give(struct hs_ledger *ledger, const struct hs_mark *mark, size_t owner)
{
	const struct hs_unnamed *un = ledger->un;
	const struct hs_figure *figure = owner == HS_NOWHERE ? NULL : &un->figures[owner];
	struct hs_source *source;

	if (!figure || figure->entry < 0)
		return;
	source = &ledger->out->sources[figure->entry];
	if (!hs_entry_is_unnamed(source) && hs_entry_may_be_unnamed(un, source))
		source_specify(source, figure);
	if (!hs_entry_is_unnamed(source))
		return;
	if ((mark->kind == HS_MARK_GRANT || mark->kind == HS_MARK_PARTIAL) && source->grant.n < GRANTS_MAX)
		range_append(un, &source->grant, hs_un_range(un, mark->first, mark->end));
	if (mark->reason_first < mark->reason_end && !source->reason.n) {
		range_append(un, &source->reason, hs_un_range(un, mark->reason_first, mark->reason_end));
		source->reason_code = mark->code == R_REPRISAL ? reprisal_code(un, figure) : mark->code;
	} else if (!source->reason.n && is_ground_rule(un, mark)) {
		source->reason_code = R_RULE;
	}
}

/* "two people", "one of the people": the number in the first words for a source decides whether it is one or a group. */
static void number_settle(const struct hs_unnamed *un, struct hs_source *source, const struct hs_figure *figure)
{
	if ((source->kind != HS_KIND_INDIVIDUAL && source->kind != HS_KIND_GROUP) || source->n_members ||
	    !source->mentions.n || source->mentions.at[0].start != un->range[figure->first].start)
		return;
	if (figure->plural && figure->count > 1)
		source->kind = HS_KIND_GROUP;
	else if (figure->part && !figure->plural)
		source->kind = HS_KIND_INDIVIDUAL;
}

static void details_give(struct hs_ledger *ledger, const struct hs_figure *figure)
{
	const struct hs_unnamed *un = ledger->un;
	struct hs_source *source = &ledger->out->sources[figure->entry];
	int level;

	if ((figure->basis_end > figure->basis_first || hs_un_among(un, figure->head, "source sources")) &&
	    !hs_entry_is_unnamed(source) && hs_entry_may_be_unnamed(un, source))
		source_specify(source, figure);
	number_settle(un, source, figure);
	if (!hs_entry_is_unnamed(source))
		return;
	if (figure->basis_end > figure->basis_first && !source->basis.n)
		range_append(un, &source->basis, hs_un_range(un, figure->basis_first, figure->basis_end));
	if (source->kind == HS_KIND_GROUP && figure->plural && source->count == 1)
		source->count = figure->count;
	source->told_of |= hs_details(un, figure);
	level = hs_specificity(un, figure);
	if (level > source->specificity)
		source->specificity = level;
}

/* What all unnamed people have, also those of whom the text says no more. */
static void entries_open(struct hs_extraction *out)
{
	for (size_t i = 0; i < out->n_sources; i++) {
		bool unnamed = hs_entry_is_unnamed(&out->sources[i]);

		out->sources[i].reason_code = unnamed && out->sources[i].reason_code < 0 ? 0 : out->sources[i].reason_code;
		out->sources[i].specificity = unnamed ? 0 : -1;
	}
}

/* --- Order ----------------------------------------------------------------------------------------- */

static int addition_order(const void *a, const void *b)
{
	const struct hs_addition *left = a, *right = b;

	if (left->entry != right->entry)
		return left->entry < right->entry ? -1 : 1;
	if (left->range.start != right->range.start)
		return left->range.start < right->range.start ? -1 : 1;
	return left->range.end < right->range.end ? -1 : left->range.end > right->range.end;
}

static void mention_put(struct hs_ranges *ranges, struct hs_range range)
{
	if (!ranges->n || ranges->at[ranges->n - 1].end <= range.start)
		ranges->at[ranges->n++] = range;
}

/* The mentions of one entry with n new ones, in text order; one where two overlap. */
static void mentions_merge(const struct hs_unnamed *un, struct hs_ranges *mentions, const struct hs_addition *new,
			   size_t n)
{
	struct hs_ranges merged = { hs_arena_array(un->arena, mentions->n + n, sizeof(*merged.at)), 0 };
	size_t old = 0;

	for (size_t i = 0; i < n; i++) {
		while (old < mentions->n && mentions->at[old].start <= new[i].range.start)
			mention_put(&merged, mentions->at[old++]);
		mention_put(&merged, new[i].range);
	}
	while (old < mentions->n)
		mention_put(&merged, mentions->at[old++]);
	*mentions = merged;
}

static void mentions_add(struct hs_ledger *ledger)
{
	size_t end;

	if (ledger->n_additions)
		qsort(ledger->additions, ledger->n_additions, sizeof(*ledger->additions), addition_order);
	for (size_t i = 0; i < ledger->n_additions; i = end) {
		uint32_t entry = ledger->additions[i].entry;

		for (end = i; end < ledger->n_additions && ledger->additions[end].entry == entry;)
			end++;
		mentions_merge(ledger->un, &ledger->out->sources[entry].mentions, &ledger->additions[i], end - i);
	}
}

struct place {
	int64_t start;                  /* of the first mention, as one reads */
	uint32_t index;                 /* before the sort */
};

static int place_order(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* A headline that stands behind the text is read before it. */
static int64_t first_read(const struct hs_article *article, struct hs_ranges mentions)
{
	for (size_t i = 0; i < mentions.n; i++)
		if (mentions.at[i].start > article->text_len)
			return (int64_t)mentions.at[i].start - (int64_t)article->full_len;
	return mentions.at[0].start;
}

/* In the order of first mention; a source without one stays behind the one that it stood behind. */
static size_t places_find(const struct hs_ledger *ledger, struct place *places)
{
	int64_t last = INT64_MIN;
	size_t n = 0;

	for (size_t i = 0; i < ledger->out->n_sources; i++) {
		if (ledger->joined[i] >= 0)
			continue;
		if (ledger->out->sources[i].mentions.n)
			last = first_read(ledger->un->article, ledger->out->sources[i].mentions);
		places[n++] = (struct place){ last, (uint32_t)i };
	}
	qsort(places, n, sizeof(*places), place_order);
	return n;
}

static void entries_sort(struct hs_ledger *ledger)
{
	struct hs_extraction *out = ledger->out;
	struct hs_arena *arena = ledger->un->arena;
	struct place *places = hs_arena_array(arena, out->n_sources, sizeof(*places));
	struct hs_source *sorted = hs_arena_array(arena, out->n_sources, sizeof(*sorted));
	uint32_t *moved = hs_arena_array(arena, out->n_sources, sizeof(*moved));
	size_t n = places_find(ledger, places);

	for (size_t i = 0; i < n; i++) {
		sorted[i] = out->sources[places[i].index];
		moved[places[i].index] = (uint32_t)i;
	}
	out->sources = sorted;
	out->n_sources = n;
	for (size_t i = 0; i < out->n_claims; i++)
		out->claims[i].source = moved[hs_entry_now(ledger, (int32_t)out->claims[i].source)];
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sorted[i].n_members; k++)
			if (sorted[i].members[k].source >= 0)
				sorted[i].members[k].source =
					(int32_t)moved[hs_entry_now(ledger, sorted[i].members[k].source)];
	for (size_t i = 0; i < ledger->un->n_figures; i++)
		if (ledger->un->figures[i].entry >= 0)
			ledger->un->figures[i].entry = (int32_t)moved[ledger->un->figures[i].entry];
}

void hs_entries_fill(struct hs_ledger *ledger)
{
	const struct hs_unnamed *un = ledger->un;

	entries_open(ledger->out);
	for (size_t i = 0; i < un->n_marks; i++)
		for (size_t o = 0; o < 2; o++)
			mark_give(ledger, &un->marks[i], un->marks[i].owner[o]);
	for (size_t i = 0; i < un->n_figures; i++)
		if (un->figures[i].entry >= 0)
			details_give(ledger, &un->figures[i]);
}

void hs_entries_order(struct hs_ledger *ledger)
{
	mentions_add(ledger);
	if (ledger->out->n_sources)
		entries_sort(ledger);
}
