/*
 * ledger - figures to entries: which of them are one source, who is new, and what the article says about each.
 *
 * Claims have given some entries and their mentions. Figures are taken in text order: one whose head stands in a
 * mention belongs to that entry; another that speaks, or owns a mark, takes up an earlier entry or makes a new one.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "attribute/ledger_p.h"

#define CHAIN_MAX 64                    /* earlier figures with the same head that are looked at */
#define PRONOUN_REACH 120               /* words from "she" back to the one she is */

/* --- She or he ----------------------------------------------------------------------------------------- */

static enum hs_gender word_gender(const struct hs_unnamed *un, size_t at)
{
	if (hs_un_among(un, at, "he him his male"))
		return HS_GENDER_MALE;
	return hs_un_among(un, at, "she her female") ? HS_GENDER_FEMALE : HS_GENDER_ANY;
}

/* "a waitress", "a male nurse", "she" */
static enum hs_gender figure_gender(const struct hs_unnamed *un, const struct hs_figure *figure)
{
	enum hs_gender gender = figure->det != HS_DET_PRONOUN && figure->noun ? figure->noun->gender : HS_GENDER_ANY;
	size_t at = figure->det == HS_DET_PRONOUN ? figure->head : figure->first + 1;

	for (; at <= figure->head && gender == HS_GENDER_ANY; at++)
		gender = word_gender(un, at);
	return gender;
}

static void gender_learn(struct hs_ledger *ledger, int32_t entry, enum hs_gender gender)
{
	if (ledger->gender[entry] == HS_GENDER_ANY)
		ledger->gender[entry] = gender;
}

/* --- The entries that claims have given ----------------------------------------------------------- */

static void mention_note(struct hs_ledger *ledger, uint32_t entry, struct hs_range mention)
{
	const struct hs_unnamed *un = ledger->un;
	uint32_t len = mention.end - mention.start;
	size_t first = hs_un_word(un, mention.start);

	if (first < un->text.n && un->range[first].end == mention.end)
		gender_learn(ledger, (int32_t)entry, word_gender(un, first));
	if (first < un->text.n && ledger->mention_end[first] < mention.end) {
		ledger->entry_from[first] = entry + 1;
		ledger->mention_end[first] = mention.end;
	}
	for (size_t at = first;
	     at < un->text.n && un->range[at].start < mention.end && un->range[at].end > mention.start; at++) {
		if (ledger->entry_at[at] && ledger->mention_len[at] <= len)
			continue;               /* the smallest mention that holds a word has it */
		ledger->entry_at[at] = entry + 1;
		ledger->mention_len[at] = len;
	}
}

static void mentions_note(struct hs_ledger *ledger)
{
	ledger->entry_at = hs_arena_array(ledger->un->arena, ledger->un->text.n, sizeof(*ledger->entry_at));
	ledger->entry_from = hs_arena_array(ledger->un->arena, ledger->un->text.n, sizeof(*ledger->entry_from));
	ledger->mention_end = hs_arena_array(ledger->un->arena, ledger->un->text.n, sizeof(*ledger->mention_end));
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
static size_t fragment_end(const struct hs_ledger *ledger, const struct hs_figure *figure)
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
static void fragments_join(struct hs_ledger *ledger)
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

static uint32_t *chain_of(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	uint32_t hash = 2166136261u;

	for (const char *c = head_key(ledger->un, figure); *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	return &ledger->chains[hash & (ledger->n_chains - 1)];
}

/* The last earlier figure of that number with an entry that `figure` takes up again. */
static int32_t entry_before(const struct hs_ledger *ledger, const struct hs_figure *figure, bool plural)
{
	const struct hs_unnamed *un = ledger->un;
	uint32_t at = *chain_of(ledger, figure);

	if (figure->det == HS_DET_OTHER)
		return -1;
	for (size_t steps = 0; at && steps < CHAIN_MAX; steps++, at = ledger->chain_next[at - 1]) {
		const struct hs_figure *earlier = &un->figures[at - 1];

		if (earlier->plural == plural && hs_entry_is_unnamed(&ledger->out->sources[earlier->entry]) &&
		    may_resume(un, figure, earlier))
			return hs_entry_now(ledger, earlier->entry);
	}
	return -1;
}

/* The latest of whom the text spoke in that number and who may be of that gender, or must be known to be; -1: nobody near. */
static int32_t entry_near(const struct hs_ledger *ledger, const struct hs_figure *figure, enum hs_gender gender, bool known)
{
	for (size_t last = ledger->last[figure->plural]; last != HS_NOWHERE; last = ledger->last_before[last]) {
		const struct hs_figure *earlier = &ledger->un->figures[last];
		int32_t entry = hs_entry_now(ledger, earlier->entry);

		if (figure->head - earlier->head > PRONOUN_REACH)
			break;
		if (ledger->gender[entry] == gender || (!known && (gender == HS_GENDER_ANY || ledger->gender[entry] == HS_GENDER_ANY)))
			return entry;
	}
	return -1;
}

/* "he", "they": the unnamed person or people of whom the text spoke last. "is not naming her" rather means one who is known to be a
 * woman than the one spoken of last. */
static int32_t entry_of_pronoun(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	enum hs_gender gender = figure_gender(ledger->un, figure);
	int32_t entry = -1;

	if (figure->meant && gender != HS_GENDER_ANY && !hs_un_among(ledger->un, figure->head, "he she"))
		entry = entry_near(ledger, figure, gender, true);
	if (entry < 0)
		entry = entry_near(ledger, figure, gender, false);
	return entry >= 0 && hs_entry_may_be_unnamed(ledger->un, &ledger->out->sources[entry]) ? entry : -1;
}

/* "One of the people said ... The source said": a word for any unnamed source, and nothing more, takes up the one of whom the text spoke
 * last, if nobody else unnamed stands between; "the person" does so to a source alone. */
static int32_t entry_of_any_source(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	const struct hs_unnamed *un = ledger->un;
	size_t last = ledger->last[figure->plural], other = ledger->last[!figure->plural];
	const struct hs_figure *earlier = last == HS_NOWHERE ? NULL : &un->figures[last];
	bool source = strcmp(head_key(un, figure), "source") == 0;

	if (!earlier || figure->det != HS_DET_DEFINITE || figure->part || figure->first + 1 != figure->head || figure->extent > figure->head + 1)
		return -1;
	if (!source && (strcmp(head_key(un, figure), "person") != 0 || strcmp(head_key(un, earlier), "source") != 0))
		return -1;
	if ((other != HS_NOWHERE && un->figures[other].head > earlier->head) ||
	    !hs_entry_is_unnamed(&ledger->out->sources[earlier->entry]))
		return -1;
	return hs_entry_now(ledger, earlier->entry);
}

/* A singular that takes up a plural: "officials said ... the official said". */
static int32_t entry_of_plural(const struct hs_ledger *ledger, const struct hs_figure *figure)
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

static int32_t entry_new(struct hs_ledger *ledger, const struct hs_figure *figure)
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

static void addition_note(struct hs_ledger *ledger, int32_t entry, struct hs_range range)
{
	ledger->additions = hs_arena_grow(ledger->un->arena, ledger->additions, ledger->n_additions,
					  ledger->n_additions + 1, &ledger->additions_room, sizeof(*ledger->additions));
	ledger->additions[ledger->n_additions++] = (struct hs_addition){ (uint32_t)entry, range };
}

/* "One of the people said ..., the person said": claims have made two entries of one source. */
static void entry_join(struct hs_ledger *ledger, int32_t entry, int32_t before)
{
	struct hs_ranges mentions = ledger->out->sources[entry].mentions;

	ledger->joined[entry] = before;
	for (size_t i = 0; i < mentions.n; i++)
		addition_note(ledger, before, mentions.at[i]);
}

/* A claim's entry that takes up one that is new here: "an aide familiar with the plan ... <the aide> said" is one. */
static void entry_takes_up(struct hs_ledger *ledger, const struct hs_figure *figure, int32_t entry)
{
	int32_t before;

	if (ledger->figured[entry] || figure->det != HS_DET_DEFINITE || figure->part ||
	    !hs_entry_is_unnamed(&ledger->out->sources[entry]))
		return;
	before = entry_before(ledger, figure, figure->plural);
	if (before < 0 && (before = entry_of_any_source(ledger, figure)) >= 0 && before != entry) {
		entry_join(ledger, entry, before);
		return;
	}
	if (before >= (int32_t)ledger->n_given)
		ledger->joined[before] = entry;
	else if (before >= 0 && before != entry && ledger->un->figures[ledger->last[figure->plural]].part)
		entry_join(ledger, entry, before);
}

static void entries_settle(struct hs_ledger *ledger)
{
	for (size_t i = 0; i < ledger->un->n_figures; i++)
		ledger->un->figures[i].entry = hs_entry_now(ledger, ledger->un->figures[i].entry);
	for (size_t i = 0; i < ledger->n_additions; i++)
		ledger->additions[i].entry = (uint32_t)hs_entry_now(ledger, (int32_t)ledger->additions[i].entry);
}

static void figure_remember(struct hs_ledger *ledger, size_t index)
{
	const struct hs_figure *figure = &ledger->un->figures[index];
	uint32_t *chain = chain_of(ledger, figure);

	ledger->chain_next[index] = *chain;
	*chain = (uint32_t)index + 1;
	ledger->last_before[index] = ledger->last[figure->plural];
	ledger->last[figure->plural] = index;
	gender_learn(ledger, figure->entry, figure_gender(ledger->un, figure));
}

/* "others" in the mention "This nurse, like others here": the mention is the nurse's. "A and B" is one mention of both. */
static bool is_beside_another(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	const struct hs_unnamed *un = ledger->un;
	size_t i = hs_un_figures_before(un, figure->first);
	const struct hs_figure *before = i ? &un->figures[i - 1] : NULL;

	return before && ledger->entry_at[before->head] == ledger->entry_at[figure->head] &&
	       ledger->mention_len[before->head] == ledger->mention_len[figure->head] &&
	       un->range[figure->head].end - un->range[before->head].start <= ledger->mention_len[figure->head] &&
	       !hs_un_among(un, figure->first - 1, "and or ,");
}

/* "two officials and a person briefed on the plan": one mention, but what is told of the last is told of nobody else. */
static bool is_one_more(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	const struct hs_unnamed *un = ledger->un;
	size_t i = hs_un_figures_before(un, figure->first);
	const struct hs_figure *before = i ? &un->figures[i - 1] : NULL;

	return before && before->entry >= 0 && !before->nested && figure->first == before->extent + 1 &&
	       hs_un_is(un, before->extent, "and") && ledger->entry_at[figure->head] &&
	       ledger->entry_at[before->head] == ledger->entry_at[figure->head] &&
	       ledger->mention_len[before->head] == ledger->mention_len[figure->head] &&
	       figure->basis_end > figure->basis_first && !figure->plural &&
	       (figure->det == HS_DET_INDEFINITE || figure->det == HS_DET_OTHER) && is_specific(un, figure) &&
	       hs_entry_is_unnamed(&ledger->out->sources[before->entry]);
}

/* "an account provided by an aide", "a letter by a nurse who asked not to be named": within the words for a paper that is the source. */
static bool is_in_paper(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	int32_t entry = hs_entry_now(ledger, (int32_t)ledger->entry_at[figure->head] - 1);
	enum hs_kind kind = entry < 0 ? HS_KIND_N : ledger->out->sources[entry].kind;

	return (figure->gives || figure->owner) && (kind == HS_KIND_DOCUMENT || kind == HS_KIND_PAPERS);
}

/* "a video described by a lawyer for the family | shows": nobody's words go on behind those for the paper. */
static void tail_trim(const struct hs_ledger *ledger, struct hs_figure *figure)
{
	size_t end = figure->head + 1;

	while (end < figure->tail && ledger->entry_at[end] == ledger->entry_at[figure->head] &&
	       ledger->mention_len[end] == ledger->mention_len[figure->head])
		end++;
	figure->tail = end;
}

/* The entry that a claim gave to the figure: of the mention that begins with it, else of the smallest around its head. */
static int32_t entry_given(const struct hs_ledger *ledger, const struct hs_figure *figure)
{
	if (ledger->entry_from[figure->first] && ledger->mention_end[figure->first] >= ledger->un->range[figure->head].end)
		return hs_entry_now(ledger, (int32_t)ledger->entry_from[figure->first] - 1);
	if (figure->whole || is_beside_another(ledger, figure) || is_one_more(ledger, figure) || is_in_paper(ledger, figure))
		return -1;
	return hs_entry_now(ledger, (int32_t)ledger->entry_at[figure->head] - 1);
}

/* "they said on condition of anonymity": whoever "they" were taken for, they are unnamed people. */
static int32_t entry_corrected(struct hs_ledger *ledger, const struct hs_figure *figure, int32_t entry)
{
	const struct hs_source *source = &ledger->out->sources[entry];
	uint32_t start = ledger->un->range[figure->head].start;
	int32_t other;

	if (figure->det != HS_DET_PRONOUN || !figure->owner || source->kind == HS_KIND_PERSON || ledger->figured[entry] ||
	    source->mentions.at[0].start == start || (other = entry_of_pronoun(ledger, figure)) < 0)
		return entry;           /* a name, people, or nobody before: as the claims have it */
	ledger->joined[entry] = other;  /* unless other claims remain */
	for (size_t i = 0; i < ledger->out->n_claims; i++) {
		struct hs_claim *claim = &ledger->out->claims[i];

		if (claim->source_spans.n == 1 && claim->source_spans.at[0].start == start)
			claim->source = (uint32_t)other;
		else if (claim->source == (uint32_t)entry)
			ledger->joined[entry] = -1;
	}
	return other;
}

/* The member of a source of several who has an entry of his own. */
static void member_settle(struct hs_ledger *ledger, const struct hs_figure *figure)
{
	int32_t around = hs_entry_now(ledger, (int32_t)ledger->entry_at[figure->head] - 1);
	const struct hs_source *source = &ledger->out->sources[around];
	const char *name = words_name(ledger->un, figure->first, figure->extent);

	for (size_t i = 0; i < source->n_members; i++)
		if (strcmp(source->members[i].name, name) == 0)
			source->members[i].source = figure->entry;
}

static void figure_join(struct hs_ledger *ledger, size_t index)
{
	struct hs_figure *figure = &ledger->un->figures[index];
	int32_t entry = entry_given(ledger, figure);
	bool mentioned = entry >= 0;

	if (figure->gives && is_in_paper(ledger, figure)) {
		figure->speaks = true;
		tail_trim(ledger, figure);
	}
	if (mentioned)
		entry = entry_corrected(ledger, figure, entry);

	if (entry < 0 && figure->same != HS_NOWHERE)
		entry = ledger->un->figures[figure->same].entry;
	if (entry < 0 && figure->det == HS_DET_PRONOUN)
		entry = entry_of_pronoun(ledger, figure);
	if (entry < 0 && figure->meant && !is_source(ledger->un, index))
		entry = entry_before(ledger, figure, figure->plural);
	if (entry < 0 && !is_source(ledger->un, index))
		return;
	if (entry < 0 && figure->det != HS_DET_PRONOUN)
		entry = entry_before(ledger, figure, figure->plural);
	if (entry < 0)
		entry = entry_of_any_source(ledger, figure);
	if (entry < 0)
		entry = entry_of_plural(ledger, figure);
	if (entry < 0)
		entry = entry_new(ledger, figure);
	figure->entry = entry;
	if (is_one_more(ledger, figure))
		member_settle(ledger, figure);
	if (mentioned)
		entry_takes_up(ledger, figure, entry);
	else
		addition_note(ledger, entry, hs_un_range(ledger->un, figure->first, figure->tail));
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

/* "asked not to be named because she feared reprisals": she who feared is the one who asked. */
static void reason_join(struct hs_ledger *ledger, const struct hs_mark *mark)
{
	const struct hs_unnamed *un = ledger->un;
	int32_t owner = mark->owner[0] == HS_NOWHERE ? -1 : hs_entry_now(ledger, un->figures[mark->owner[0]].entry);

	for (size_t at = mark->reason_first; owner >= 0 && at < mark->reason_end; at++) {
		int32_t entry = hs_entry_now(ledger, (int32_t)ledger->entry_at[at] - 1);

		if (entry < 0 || entry == owner || !hs_un_among(un, at, "he she they") ||
		    ledger->out->sources[entry].mentions.n > 1 || !hs_entry_is_unnamed(&ledger->out->sources[entry]))
			continue;
		ledger->joined[entry] = owner;
		addition_note(ledger, owner, un->range[at]);
	}
}

/* In text order, those that owners have added among the others. */
static void figures_join(struct hs_ledger *ledger)
{
	struct hs_unnamed *un = ledger->un;
	struct hs_figure **ordered = hs_arena_array(un->arena, un->n_figures, sizeof(*ordered));

	for (size_t i = 0; i < un->n_figures; i++)
		ordered[i] = &un->figures[i];
	qsort(ordered, un->n_figures, sizeof(*ordered), figure_order);
	for (size_t i = 0; i < un->n_figures; i++)
		figure_join(ledger, (size_t)(ordered[i] - un->figures));
	for (size_t i = 0; i < un->n_marks; i++)
		reason_join(ledger, &un->marks[i]);
	entries_settle(ledger);
}

/* The head of a phrase that begins at word `first`, or HS_NOWHERE where it is no noun: "a longshoreman at the pier". */
static size_t head_of(const struct hs_unnamed *un, size_t first)
{
	size_t at = first;

	while (hs_un_together(un, first, at + 1) && !hs_un_is_border(un, at + 1) && !hs_un_is(un, at + 1, "and") &&
	       !hs_un_mark(un, at + 1))
		at++;
	return at > first && hs_un_in(un, first, HS_WC_det) && !hs_un_in(un, at, HS_WC_det) &&
	       !hs_un_in(un, at, HS_WC_number) ? at : HS_NOWHERE;
}

/* Unnamed sources of claims whose noun the lexicon does not know are described like the others. */
static void unknown_describe(struct hs_ledger *ledger)
{
	struct hs_unnamed *un = ledger->un;

	for (size_t i = 0; i < ledger->n_given; i++) {
		const struct hs_source *source = &ledger->out->sources[i];
		size_t head, figure;

		if (!hs_entry_is_unnamed(source) || ledger->figured[i] || ledger->joined[i] >= 0 || source->n_members ||
		    !source->mentions.n)
			continue;
		head = head_of(un, hs_un_word(un, source->mentions.at[0].start));
		if (head == HS_NOWHERE)
			continue;
		figure = hs_figure_before(un, head + 1);        /* may move the figures */
		un->figures[figure].entry = (int32_t)i;
	}
}

static struct hs_ledger ledger_new(struct hs_unnamed *un)
{
	struct hs_ledger ledger = {
		.un = un, .out = un->out, .room = un->out->n_sources, .n_given = un->out->n_sources, .n_chains = 64,
		.last = { HS_NOWHERE, HS_NOWHERE },
	};

	while (ledger.n_chains < un->n_figures)
		ledger.n_chains *= 2;
	ledger.chains = hs_arena_array(un->arena, ledger.n_chains, sizeof(*ledger.chains));
	ledger.joined = hs_arena_array(un->arena, un->out->n_sources + un->n_figures, sizeof(*ledger.joined));
	memset(ledger.joined, 0xff, (un->out->n_sources + un->n_figures) * sizeof(*ledger.joined));
	ledger.figured = hs_arena_array(un->arena, un->out->n_sources + un->n_figures, sizeof(*ledger.figured));
	ledger.chain_next = hs_arena_array(un->arena, un->n_figures, sizeof(*ledger.chain_next));
	ledger.last_before = hs_arena_array(un->arena, un->n_figures, sizeof(*ledger.last_before));
	ledger.gender = hs_arena_array(un->arena, un->out->n_sources + un->n_figures, sizeof(*ledger.gender));
	mentions_note(&ledger);
	fragments_join(&ledger);
	return ledger;
}

void hs_ledger_fill(struct hs_unnamed *un)
{
	struct hs_ledger ledger = ledger_new(un);

	figures_join(&ledger);
	unknown_describe(&ledger);
	hs_entries_fill(&ledger);
	hs_entries_order(&ledger);
}
