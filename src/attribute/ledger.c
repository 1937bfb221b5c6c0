/*
 * ledger - figures to entries: which of them are one source, who is new, and what the article says about each.
 *
 * Claims have given some entries and their mentions. Figures are taken in text order: one whose head stands in a
 * mention belongs to that entry; another that speaks, or owns a mark, takes up an earlier entry or makes a new one.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "attribute/unnamed_p.h"
#include "base/utf8.h"

#define R_REPRISAL 13                   /* of reason.def: at work, or by those in power */
#define CHAIN_MAX 64                    /* earlier figures with the same head that are looked at */
#define GRANTS_MAX 8                    /* of one source; more of them say nothing new */
#define PRONOUN_REACH 60                /* words from "she" back to the one she is */

struct addition {                       /* a new mention of an entry */
	uint32_t entry;
	struct hs_range range;
};

struct ledger {
	struct hs_unnamed *un;
	struct hs_extraction *out;
	size_t room;                    /* of out->sources */
	uint32_t *entry_at;             /* for each word the entry that a claim's mention gives it, plus 1 */
	uint32_t *mention_len;          /* for each such word the bytes of that mention */
	uint32_t *chains;               /* the latest figure with an entry, plus 1, by hash of its head */
	size_t n_chains;                /* a power of two */
	uint32_t *chain_next;           /* for each figure the one before it in its chain, plus 1 */
	size_t n_given;                 /* entries that claims gave; those behind are new */
	int32_t *joined;                /* for each entry the one that it turned out to be, or -1 */
	bool *figured;                  /* for each entry: a figure of it has been seen */
	size_t last[2];                 /* the latest figure with an entry: singular, plural */
	struct addition *additions;
	size_t n_additions, additions_room;
};

static bool entry_is_unnamed(const struct hs_source *source)
{
	return source->kind == HS_KIND_INDIVIDUAL || source->kind == HS_KIND_GROUP;
}

/* --- The entries that claims have given ----------------------------------------------------------- */

static void mention_note(struct ledger *ledger, uint32_t entry, struct hs_range mention)
{
	const struct hs_unnamed *un = ledger->un;
	uint32_t len = mention.end - mention.start;

	for (size_t at = hs_un_word(un, mention.start);
	     at < un->text.n && un->range[at].start < mention.end && un->range[at].end > mention.start; at++) {
		if (ledger->entry_at[at] && ledger->mention_len[at] <= len)
			continue;               /* the smallest mention that holds a word has it */
		ledger->entry_at[at] = entry + 1;
		ledger->mention_len[at] = len;
	}
}

static void mentions_note(struct ledger *ledger)
{
	ledger->entry_at = hs_arena_array(ledger->un->arena, ledger->un->text.n, sizeof(*ledger->entry_at));
	ledger->mention_len = hs_arena_array(ledger->un->arena, ledger->un->text.n, sizeof(*ledger->mention_len));
	for (size_t i = 0; i < ledger->out->n_sources; i++)
		for (size_t m = 0; m < ledger->out->sources[i].mentions.n; m++)
			mention_note(ledger, (uint32_t)i, ledger->out->sources[i].mentions.at[m]);
}

/* The words as they stand, line breaks and runs of blanks as one blank. */
static const char *words_name(const struct hs_unnamed *un, size_t first, size_t end)
{
	struct hs_range range = hs_un_range(un, first, end);
	char *name = hs_arena_strn(un->arena, un->article->text + range.start, range.end - range.start);
	char *to = name;

	for (const char *from = name; *from; from++) {
		bool space = *from == ' ' || *from == '\n' || *from == '\r' || *from == '\t';

		if (!space)
			*to++ = *from;
		else if (to > name && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return name;
}

/* The words of a mention that the model has torn off its noun: "the" of "the people", "A senior" of "A senior aide". */
static size_t fragment_end(const struct ledger *ledger, const struct hs_figure *figure)
{
	const struct hs_unnamed *un = ledger->un;
	uint32_t entry = ledger->entry_at[figure->first];
	size_t at = figure->first;

	if (!entry || !(hs_un_in(un, at, HS_WC_det) || hs_un_in(un, at, HS_WC_number)))
		return at;
	while (at < figure->head && ledger->entry_at[at] == entry &&
	       ledger->mention_len[at] == ledger->mention_len[figure->first] &&
	       (at == figure->first || !un->text.upper[at] || hs_un_in(un, at, HS_WC_nation)))
		at++;
	return at;
}

/* A source that is such a fragment is the one of the whole phrase. */
static void fragments_join(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->un->n_found; i++) {
		const struct hs_figure *figure = &ledger->un->figures[i];
		size_t end = fragment_end(ledger, figure);
		uint32_t part = ledger->entry_at[figure->first], whole = ledger->entry_at[figure->head];
		struct hs_range words;

		if (end == figure->first || part == whole)
			continue;
		words = hs_un_range(ledger->un, figure->first, end);
		if (words.end - words.start != ledger->mention_len[figure->first] ||
		    ledger->out->sources[part - 1].mentions.n > 1)
			continue;               /* the mention has other words, or the source other mentions */
		if (whole) {
			ledger->joined[part - 1] = (int32_t)whole - 1;
			continue;
		}
		ledger->entry_at[figure->head] = part;
		ledger->out->sources[part - 1].name = words_name(ledger->un, figure->first, figure->tail);
		ledger->out->sources[part - 1].kind = figure->plural ? HS_KIND_GROUP : HS_KIND_INDIVIDUAL;
	}
}

/* --- Which figures count ------------------------------------------------------------------------ */

static bool called_anonymous(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	for (size_t at = figure->first; at < figure->head; at++)
		if (hs_un_in(un, at, HS_WC_anonymous))
			return true;
	return false;
}

/* People that were spoken to, and not a class that is said to think so, nor one whom the office identifies. */
static bool is_specific(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	bool indefinite = figure->det == HS_DET_INDEFINITE || figure->det == HS_DET_OTHER;
	bool known = figure->basis_end > figure->basis_first;

	if (!figure->noun)
		return false;
	if (strcmp(figure->noun->word, "people") == 0)
		return known || figure->count || figure->det == HS_DET_DEFINITE || called_anonymous(un, figure);
	switch (figure->noun->cls) {
	case HS_NOUN_ROLE:
	case HS_NOUN_PERSON: return true;
	case HS_NOUN_KIN: return figure->det != HS_DET_NONE;
	case HS_NOUN_CLASS: return known || (indefinite && figure->count > 0);
	case HS_NOUN_OFFICE: return indefinite || (figure->plural && figure->det == HS_DET_NONE);
	default: return false;
	}
}

/* Is it the owner of a mark, or the one beside it: "the woman, a nurse who asked ..."? */
static bool is_owner(const struct hs_unnamed *un, size_t index)
{
	if (un->figures[index].owner)
		return true;
	return index + 1 < un->n_found && un->figures[index + 1].same == index && un->figures[index + 1].owner;
}

static bool is_source(const struct hs_unnamed *un, size_t index)
{
	const struct hs_figure *figure = &un->figures[index];

	if (is_owner(un, index))
		return !figure->named;
	if (figure->apposed || figure->addressed || figure->nested)
		return false;
	if (called_anonymous(un, figure) && figure->noun && figure->noun->cls != HS_NOUN_OFFICE)
		return true;
	return figure->speaks && is_specific(un, figure);
}

/* --- Same source or another one ------------------------------------------------------------------ */

/* "person" and "people", "source" and "sources" are one word here. */
static const char *head_key(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	const char *word = figure->noun ? figure->noun->word : un->text.word[figure->head];

	return strcmp(word, "people") == 0 ? "person" : word;
}

/* Does `whole` have every word that `part` has before its head, the determiners apart? */
static bool modifiers_agree(const struct hs_unnamed *un, const struct hs_figure *part, const struct hs_figure *whole)
{
	for (size_t at = part->first; at < part->head; at++) {
		bool found = hs_un_in(un, at, HS_WC_det) || hs_un_is(un, at, "same") || hs_un_in(un, at, HS_WC_number);

		for (size_t other = whole->first; other < whole->tail && !found; other++)
			found = strcmp(un->text.word[at], un->text.word[other]) == 0;
		if (!found)
			return false;
	}
	return true;
}

/* "officials" twice, "people familiar with the matter" twice: the same words with no article. */
static bool same_words(const struct hs_unnamed *un, const struct hs_figure *a, const struct hs_figure *b)
{
	return a->plural && a->det == b->det && a->count == b->count && modifiers_agree(un, a, b) &&
	       modifiers_agree(un, b, a);
}

static bool may_resume(const struct hs_unnamed *un, const struct hs_figure *later, const struct hs_figure *earlier)
{
	if (strcmp(head_key(un, later), head_key(un, earlier)) != 0)
		return false;
	if (later->det == HS_DET_DEFINITE && !later->part)
		return modifiers_agree(un, later, earlier);
	return later->det == HS_DET_NONE && same_words(un, later, earlier);
}

static uint32_t *chain_of(const struct ledger *ledger, const struct hs_figure *figure)
{
	uint32_t hash = 2166136261u;

	for (const char *c = head_key(ledger->un, figure); *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	return &ledger->chains[hash & (ledger->n_chains - 1)];
}

/* What has been joined since the entry was noted. */
static int32_t entry_now(const struct ledger *ledger, int32_t entry)
{
	return entry >= 0 && ledger->joined[entry] >= 0 ? ledger->joined[entry] : entry;
}

/* The last earlier figure of that number with an entry that `figure` takes up again. */
static int32_t entry_before(const struct ledger *ledger, const struct hs_figure *figure, bool plural)
{
	const struct hs_unnamed *un = ledger->un;
	uint32_t at = *chain_of(ledger, figure);

	if (figure->det == HS_DET_OTHER)
		return -1;
	for (size_t steps = 0; at && steps < CHAIN_MAX; steps++, at = ledger->chain_next[at - 1]) {
		const struct hs_figure *earlier = &un->figures[at - 1];

		if (earlier->plural == plural && entry_is_unnamed(&ledger->out->sources[earlier->entry]) &&
		    may_resume(un, figure, earlier))
			return entry_now(ledger, earlier->entry);
	}
	return -1;
}

/* "he", "they": the unnamed person or people of whom the text spoke last. */
static int32_t entry_of_pronoun(const struct ledger *ledger, const struct hs_figure *figure)
{
	size_t last = ledger->last[figure->plural];
	const struct hs_figure *earlier = last == HS_NOWHERE ? NULL : &ledger->un->figures[last];

	if (!earlier || figure->head - earlier->head > PRONOUN_REACH ||
	    !entry_is_unnamed(&ledger->out->sources[earlier->entry]))
		return -1;
	return entry_now(ledger, earlier->entry);
}

/* A singular that takes up a plural: "officials said ... the official said". */
static int32_t entry_of_plural(const struct ledger *ledger, const struct hs_figure *figure)
{
	int32_t entry;

	if (figure->plural || figure->det != HS_DET_DEFINITE)
		return -1;
	entry = entry_before(ledger, figure, true);
	if (entry < 0 || ledger->out->sources[entry].count)
		return -1;
	ledger->out->sources[entry].plural_for_one = true;
	return entry;
}

/* --- Entries -------------------------------------------------------------------------------------- */

static int32_t entry_new(struct ledger *ledger, const struct hs_figure *figure)
{
	struct hs_extraction *out = ledger->out;

	out->sources = hs_arena_grow(ledger->un->arena, out->sources, out->n_sources, out->n_sources + 1,
				     &ledger->room, sizeof(*out->sources));
	out->sources[out->n_sources] = (struct hs_source){
		.kind = figure->plural ? HS_KIND_GROUP : HS_KIND_INDIVIDUAL,
		.name = words_name(ledger->un, figure->first, figure->tail),
		.count = figure->count,
	};
	return (int32_t)out->n_sources++;
}

static void addition_note(struct ledger *ledger, int32_t entry, const struct hs_figure *figure)
{
	ledger->additions = hs_arena_grow(ledger->un->arena, ledger->additions, ledger->n_additions,
					  ledger->n_additions + 1, &ledger->additions_room, sizeof(*ledger->additions));
	ledger->additions[ledger->n_additions++] = (struct addition){
		(uint32_t)entry, hs_un_range(ledger->un, figure->first, figure->tail)
	};
}

/* A claim's entry that takes up one that is new here: "an aide familiar with the plan ... <the aide> said" is one. */
static void entry_takes_up(struct ledger *ledger, const struct hs_figure *figure, int32_t entry)
{
	int32_t before;

	if (ledger->figured[entry] || figure->det != HS_DET_DEFINITE || figure->part ||
	    !entry_is_unnamed(&ledger->out->sources[entry]))
		return;
	before = entry_before(ledger, figure, figure->plural);
	if (before >= (int32_t)ledger->n_given)
		ledger->joined[before] = entry;
}

static void entries_settle(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->un->n_figures; i++)
		ledger->un->figures[i].entry = entry_now(ledger, ledger->un->figures[i].entry);
	for (size_t i = 0; i < ledger->n_additions; i++)
		ledger->additions[i].entry = (uint32_t)entry_now(ledger, (int32_t)ledger->additions[i].entry);
}

static void figure_remember(struct ledger *ledger, size_t index)
{
	const struct hs_figure *figure = &ledger->un->figures[index];
	uint32_t *chain = chain_of(ledger, figure);

	ledger->chain_next[index] = *chain;
	*chain = (uint32_t)index + 1;
	ledger->last[figure->plural] = index;
}

static void figure_join(struct ledger *ledger, size_t index)
{
	struct hs_figure *figure = &ledger->un->figures[index];
	int32_t entry = (int32_t)ledger->entry_at[figure->head] - 1;
	bool mentioned = entry >= 0;

	if (entry < 0 && figure->same != HS_NOWHERE)
		entry = ledger->un->figures[figure->same].entry;
	if (entry < 0 && !is_source(ledger->un, index))
		return;
	if (entry < 0 && figure->det == HS_DET_PRONOUN)
		entry = entry_of_pronoun(ledger, figure);
	else if (entry < 0)
		entry = entry_before(ledger, figure, figure->plural);
	if (entry < 0)
		entry = entry_of_plural(ledger, figure);
	if (entry < 0)
		entry = entry_new(ledger, figure);
	figure->entry = entry;
	if (mentioned)
		entry_takes_up(ledger, figure, entry);
	else
		addition_note(ledger, entry, figure);
	ledger->figured[entry] = true;
	figure_remember(ledger, index);
}

static int figure_order(const void *a, const void *b)
{
	const struct hs_figure *const *left = a, *const *right = b;

	if ((*left)->head != (*right)->head)
		return (*left)->head < (*right)->head ? -1 : 1;
	return *left < *right ? -1 : *left > *right;
}

/* In text order, those that owners have added among the others. */
static void figures_join(struct ledger *ledger)
{
	struct hs_unnamed *un = ledger->un;
	struct hs_figure **ordered = hs_arena_array(un->arena, un->n_figures, sizeof(*ordered));

	for (size_t i = 0; i < un->n_figures; i++)
		ordered[i] = &un->figures[i];
	qsort(ordered, un->n_figures, sizeof(*ordered), figure_order);
	for (size_t i = 0; i < un->n_figures; i++)
		figure_join(ledger, (size_t)(ordered[i] - un->figures));
	entries_settle(ledger);
}

/* --- What the article says about each --------------------------------------------------------------- */

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
	return hs_classes_have(classes, HS_WC_det) || hs_classes_have(classes, HS_WC_pron);
}

/* May whoever asked not to be named be this one, whatever the kind that the claims suggest? */
static bool may_be_unnamed(const struct hs_unnamed *un, const struct hs_source *source)
{
	switch (source->kind) {
	case HS_KIND_COLLECTIVE:
	case HS_KIND_UNRESOLVED: return true;
	case HS_KIND_PERSON:
	case HS_KIND_ORGANISATION: return is_described(un, source);
	default: return false;
	}
}

static void mark_give(struct ledger *ledger, const struct hs_mark *mark, size_t owner)
{
	const struct hs_unnamed *un = ledger->un;
	const struct hs_figure *figure = owner == HS_NOWHERE ? NULL : &un->figures[owner];
	struct hs_source *source;

	if (!figure || figure->entry < 0)
		return;
	source = &ledger->out->sources[figure->entry];
	if (may_be_unnamed(un, source))
		source_specify(source, figure);
	if (!entry_is_unnamed(source))
		return;
	if ((mark->kind == HS_MARK_GRANT || mark->kind == HS_MARK_PARTIAL) && source->grant.n < GRANTS_MAX)
		range_append(un, &source->grant, hs_un_range(un, mark->first, mark->end));
	if (mark->reason_first < mark->reason_end && !source->reason.n) {
		range_append(un, &source->reason, hs_un_range(un, mark->reason_first, mark->reason_end));
		source->reason_code = mark->code == R_REPRISAL ? reprisal_code(un, figure) : mark->code;
	}
}

static void details_give(struct ledger *ledger, const struct hs_figure *figure)
{
	const struct hs_unnamed *un = ledger->un;
	struct hs_source *source = &ledger->out->sources[figure->entry];
	int level;

	if ((figure->basis_end > figure->basis_first || hs_un_among(un, figure->head, "source sources")) &&
	    may_be_unnamed(un, source))
		source_specify(source, figure);
	if (!entry_is_unnamed(source))
		return;
	if (figure->basis_end > figure->basis_first && !source->basis.n)
		range_append(un, &source->basis, hs_un_range(un, figure->basis_first, figure->basis_end));
	level = hs_specificity(un, figure);
	if (level > source->specificity)
		source->specificity = level;
}

/* What all unnamed people have, also those of whom the text says no more. */
static void entries_open(struct hs_extraction *out)
{
	for (size_t i = 0; i < out->n_sources; i++) {
		bool unnamed = entry_is_unnamed(&out->sources[i]);

		out->sources[i].reason_code = unnamed && out->sources[i].reason_code < 0 ? 0 : out->sources[i].reason_code;
		out->sources[i].specificity = unnamed ? 0 : -1;
	}
}

/* --- Order ----------------------------------------------------------------------------------------- */

static int addition_order(const void *a, const void *b)
{
	const struct addition *left = a, *right = b;

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
static void mentions_merge(const struct hs_unnamed *un, struct hs_ranges *mentions, const struct addition *new, size_t n)
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

static void mentions_add(struct ledger *ledger)
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
	uint32_t start;                 /* of the first mention */
	uint32_t index;                 /* before the sort */
};

static int place_order(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* In the order of first mention; a source without one stays behind the one that it stood behind. */
static size_t places_find(const struct ledger *ledger, struct place *places)
{
	uint32_t last = 0;
	size_t n = 0;

	for (size_t i = 0; i < ledger->out->n_sources; i++) {
		if (ledger->joined[i] >= 0)
			continue;
		if (ledger->out->sources[i].mentions.n)
			last = ledger->out->sources[i].mentions.at[0].start;
		places[n++] = (struct place){ last, (uint32_t)i };
	}
	qsort(places, n, sizeof(*places), place_order);
	return n;
}

static void entries_order(struct ledger *ledger)
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
		out->claims[i].source = moved[entry_now(ledger, (int32_t)out->claims[i].source)];
	for (size_t i = 0; i < ledger->un->n_figures; i++)
		if (ledger->un->figures[i].entry >= 0)
			ledger->un->figures[i].entry = (int32_t)moved[ledger->un->figures[i].entry];
}

static struct ledger ledger_new(struct hs_unnamed *un)
{
	struct ledger ledger = {
		.un = un, .out = un->out, .room = un->out->n_sources, .n_given = un->out->n_sources, .n_chains = 64, .last = { HS_NOWHERE, HS_NOWHERE },
	};

	while (ledger.n_chains < un->n_figures)
		ledger.n_chains *= 2;
	ledger.chains = hs_arena_array(un->arena, ledger.n_chains, sizeof(*ledger.chains));
	ledger.joined = hs_arena_array(un->arena, un->out->n_sources + un->n_figures, sizeof(*ledger.joined));
	memset(ledger.joined, 0xff, (un->out->n_sources + un->n_figures) * sizeof(*ledger.joined));
	ledger.figured = hs_arena_array(un->arena, un->out->n_sources + un->n_figures, sizeof(*ledger.figured));
	ledger.chain_next = hs_arena_array(un->arena, un->n_figures, sizeof(*ledger.chain_next));
	mentions_note(&ledger);
	fragments_join(&ledger);
	return ledger;
}

void hs_ledger_fill(struct hs_unnamed *un)
{
	struct ledger ledger = ledger_new(un);

	figures_join(&ledger);
	entries_open(un->out);
	for (size_t i = 0; i < un->n_marks; i++)
		for (size_t o = 0; o < 2; o++)
			mark_give(&ledger, &un->marks[i], un->marks[i].owner[o]);
	for (size_t i = 0; i < un->n_figures; i++)
		if (un->figures[i].entry >= 0)
			details_give(&ledger, &un->figures[i]);
	mentions_add(&ledger);
	if (un->out->n_sources)
		entries_order(&ledger);
}
