/*
 * Organisations in the words of an article: whose name, "the agency", or "the company" stands in a description, and is it the
 * same as in another?
 *
 * A name is matched word by word. A noun with an article means the organisation that was named last before it; where the name that
 * comes last is not known to be of a person or a place, it may be that one, so that nothing is found across it.
 */
#include <string.h>

#include "lexicon/name.h"
#include "lexicon/noun.h"
#include "lexicon/small.h"
#include "policy/audit_p.h"

#define REACH 150               /* words before "the company" in which its name is looked for */

struct words {                  /* [first, end); empty: none */
	size_t first, end;
};

static const struct words none;

static bool is_name_word(const struct hs_auditor *auditor, size_t w)
{
	return auditor->text.upper[w] && auditor->text.alnum[w];
}

bool hs_auditor_name_next(const struct hs_auditor *auditor, size_t *at, size_t to, size_t *first)
{
	while (*at < to && !(is_name_word(auditor, *at) && hs_small_find(auditor->text.word[*at]) == HS_SMALL_NONE))
		++*at;
	*first = *at;
	while (*at < to && is_name_word(auditor, *at))
		++*at;
	return *at > *first;
}

/* "with" of "an official with the agency", not of "a dealer in talks with the agency" */
static bool joins_people(const struct hs_auditor *auditor, size_t from, size_t with)
{
	const struct hs_noun *noun = with > from ? hs_noun_find(auditor->text.word[with - 1], NULL) : NULL;

	return noun && hs_noun_is_human(noun);
}

/* Does what stands before a name in a description part it from who is described ("familiar with", "who wants to")? */
static bool is_apart(const struct hs_auditor *auditor, size_t from, size_t name)
{
	for (size_t w = from; w < name; w++) {
		const char *word = auditor->text.word[w];

		if (hs_word_in(word, "about against close familiar on over that to which who") ||
		    (strcmp(word, "with") == 0 && !joins_people(auditor, from, w)))
			return true;
	}
	return false;
}

/* Short words and those for a place or its people name no organisation alone. */
static bool may_name_organisation(const struct hs_auditor *auditor, struct words name)
{
	return name.end - name.first > 1 || (hs_proper_find(auditor->text.word[name.first]) != HS_PROPER_PLACE &&
					     auditor->range[name.first].end - auditor->range[name.first].start >= 3);
}

static bool same_words(const struct hs_auditor *auditor, struct words name, size_t at)
{
	for (size_t n = 0; n < name.end - name.first; n++)
		if (!auditor->text.upper[at + n] || strcmp(auditor->text.word[at + n], auditor->text.word[name.first + n]) != 0)
			return false;
	return true;
}

/* Where the name stands within `in`, in that letter case; in.end: nowhere. */
static size_t name_find(const struct hs_auditor *auditor, struct words name, struct words in)
{
	for (size_t w = in.first; w + (name.end - name.first) <= in.end; w++)
		if (same_words(auditor, name, w))
			return w;
	return in.end;
}

bool hs_auditor_name_in(const struct hs_auditor *auditor, size_t first, size_t end, struct hs_range range)
{
	struct words name = { first, end }, in;
	size_t at;

	if (!may_name_organisation(auditor, name))
		return false;
	hs_auditor_words(auditor, range, &in.first, &in.end);
	at = name_find(auditor, name, in);
	return at < in.end && !is_apart(auditor, in.first, at);
}

/* --- "the company" --------------------------------------------------------------------------------------- */

/* The noun of "the company", "the agency" in the words; in.end: there is none that is the described one's own. */
static size_t generic_find(const struct hs_auditor *auditor, struct words in)
{
	for (size_t w = in.first + 1; w < in.end; w++) {
		const struct hs_noun *noun = hs_noun_find(auditor->text.word[w], NULL);

		if (noun && (noun->cls == HS_NOUN_BODY || noun->cls == HS_NOUN_OUTLET) && !auditor->text.upper[w] &&
		    hs_small_is_definite(hs_small_find(auditor->text.word[w - 1])))
			return is_apart(auditor, in.first, w) ? in.end : w;
	}
	return in.end;
}

/* Is the name within words that stand for a person with a name? */
static bool is_persons(const struct hs_auditor *auditor, struct words name)
{
	struct hs_range range = { auditor->range[name.first].start, auditor->range[name.end - 1].end };

	for (size_t s = 0; s < auditor->found->n_sources; s++) {
		const struct hs_source *source = &auditor->found->sources[s];

		for (size_t i = 0; source->kind == HS_KIND_PERSON && i < source->mentions.n; i++)
			if (hs_range_meet(source->mentions.at[i], range))
				return true;
	}
	return hs_firstname_find(auditor->text.word[name.first]) != NULL;
}

static bool begins_sentence(const struct hs_auditor *auditor, size_t w)
{
	return w == 0 || auditor->text.sentence[w - 1] != auditor->text.sentence[w];
}

/* May the capitals be the name of the one that "the company" means? One capital that begins a sentence may be any word. */
static bool may_be_meant(const struct hs_auditor *auditor, struct words name, struct words wanted)
{
	if (wanted.first < wanted.end && name_find(auditor, wanted, name) < name.end)
		return true;
	return may_name_organisation(auditor, name) && !is_persons(auditor, name) &&
	       !(name.end - name.first == 1 && begins_sentence(auditor, name.first)) &&
	       !hs_classes_have(auditor->text.classes[name.first], HS_WC_day) && !hs_classes_have(auditor->text.classes[name.first], HS_WC_month);
}

/* Is `wanted` the organisation that comes last before word `at`? */
static bool was_named_last(const struct hs_auditor *auditor, struct words wanted, size_t at)
{
	size_t floor = at > REACH ? at - REACH : 0;

	while (at > floor) {
		struct words name = { at, at };

		while (name.first > floor && is_name_word(auditor, name.first - 1))
			name.first--;
		while (name.first < name.end && hs_small_find(auditor->text.word[name.first]) != HS_SMALL_NONE)
			name.first++;
		if (name.first < name.end && may_be_meant(auditor, name, wanted))
			return name_find(auditor, wanted, name) < name.end;
		at = name.first < at ? name.first : at - 1;
	}
	return false;
}

/* --- two descriptions ------------------------------------------------------------------------------------ */

static struct words words_of(const struct hs_auditor *auditor, struct hs_range range)
{
	struct words words;

	hs_auditor_words(auditor, range, &words.first, &words.end);
	return words;
}

/*
 * The part between commas that says for whom somebody speaks: "a spokeswoman for Aunekraft" of "Ada Falk, a spokeswoman for
 * Aunekraft", or else the first: what stands behind it says what it is, not who.
 */
static struct words part_for_whom(const struct hs_auditor *auditor, struct hs_range range)
{
	struct words all = words_of(auditor, range), part = { all.first, all.first };
	struct hs_range spokesman;
	size_t holds = all.first;

	if (hs_auditor_says(auditor, HS_SAY_SPOKESMAN, range, &spokesman))
		holds = words_of(auditor, spokesman).first;
	for (;;) {
		while (part.end < all.end && strcmp(auditor->text.word[part.end], ",") != 0)
			part.end++;
		if (part.end > holds || part.end >= all.end)
			return part;
		part.first = ++part.end;
	}
}

/* Does the description `place` name the organisation, or mean it by "the company"? */
static bool is_of(const struct hs_auditor *auditor, struct words organisation, struct hs_range place)
{
	struct words words = words_of(auditor, place);
	size_t generic;

	if (!may_name_organisation(auditor, organisation))
		return false;
	if (hs_auditor_name_in(auditor, organisation.first, organisation.end, place))
		return true;
	generic = generic_find(auditor, words);
	return generic < words.end && was_named_last(auditor, organisation, generic);
}

/* Both by a noun: "a spokesman for the agency", "an official at the agency", and no name that could be another's between. */
static bool are_of_one_noun(const struct hs_auditor *auditor, struct words who, struct words place)
{
	size_t a = generic_find(auditor, who), b = generic_find(auditor, place);
	struct words between;

	if (a >= who.end || b >= place.end || strcmp(auditor->text.word[a], auditor->text.word[b]) != 0)
		return false;
	between = a < b ? (struct words){ who.end, place.first } : (struct words){ place.end, who.first };
	for (size_t at = between.first; at < between.end; at++)
		if (is_name_word(auditor, at) && may_be_meant(auditor, (struct words){ at, at + 1 }, none))
			return false;
	return true;
}

/* "a spokesman for the company" of an unnamed source's "Aunekraft" */
static bool is_meant_by(const struct hs_auditor *auditor, struct words who, struct words place)
{
	size_t generic = generic_find(auditor, who), at = place.first, first;

	while (generic < who.end && hs_auditor_name_next(auditor, &at, place.end, &first)) {
		struct words name = { first, at };

		if (may_name_organisation(auditor, name) && !is_apart(auditor, place.first, first) && was_named_last(auditor, name, generic))
			return true;
	}
	return false;
}

bool hs_auditor_same_organisation(const struct hs_auditor *auditor, struct hs_range who, size_t source)
{
	struct words part = part_for_whom(auditor, who);
	struct hs_range place;
	size_t at = part.first, first;

	if (!hs_auditor_place_of(auditor, source, &place))
		return false;
	while (hs_auditor_name_next(auditor, &at, part.end, &first))
		if (is_of(auditor, (struct words){ first, at }, place))
			return true;
	return is_meant_by(auditor, part, words_of(auditor, place)) || are_of_one_noun(auditor, part, words_of(auditor, place));
}
