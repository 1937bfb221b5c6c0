/*
 * Checks of how a source is described: who it is, why it is not named, how it knows.
 */
#include <string.h>

#include "base/utf8.h"
#include "lexicon/outlet.h"
#include "lexicon/small.h"
#include "policy/audit_p.h"

/* A source that the rule is about and that the article uses itself: it speaks, or is granted anonymity. */
static bool is_used(const struct hs_auditor *auditor, size_t source, const struct hs_claim **first)
{
	return hs_auditor_selects(auditor, source) &&
	       (hs_auditor_claims_of(auditor, source, first) > 0 || auditor->found->sources[source].grant.n > 0);
}

void hs_check_reason_missing(struct hs_auditor *auditor)
{
	const struct hs_claim *first;
	struct hs_range place;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		const struct hs_source *source = &auditor->found->sources[i];

		if (is_used(auditor, i, &first) && source->reason_code == 0 && (source->grant.n == 0 || auditor->rule->options.granted) &&
		    hs_auditor_place_of(auditor, i, &place))
			hs_auditor_find(auditor, place, (int64_t)i, hs_auditor_index(auditor, first),
					"no reason is given for not naming '%s'", hs_auditor_name(auditor, i));
	}
}

void hs_check_grant_without_reason(struct hs_auditor *auditor)
{
	const struct hs_claim *first;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		const struct hs_source *source = &auditor->found->sources[i];

		if (is_used(auditor, i, &first) && source->grant.n > 0 && source->reason_code == 0)
			hs_auditor_find(auditor, hs_ranges_hull(&source->grant), (int64_t)i, hs_auditor_index(auditor, first),
					"anonymity is granted to '%s', and the article does not say why", hs_auditor_name(auditor, i));
	}
}

void hs_check_reason_code(struct hs_auditor *auditor)
{
	const struct hs_claim *first;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		const struct hs_source *source = &auditor->found->sources[i];

		if (is_used(auditor, i, &first) && source->reason.n > 0 && source->reason_code > 0 &&
		    (auditor->rule->options.codes & 1u << source->reason_code))
			hs_auditor_find(auditor, hs_ranges_hull(&source->reason), (int64_t)i, hs_auditor_index(auditor, first),
					"the reason given for not naming '%s': %s", hs_auditor_name(auditor, i),
					hs_reason_word(source->reason_code));
	}
}

void hs_check_level(struct hs_auditor *auditor)
{
	const struct hs_claim *first;
	struct hs_range place;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		int level = auditor->found->sources[i].specificity;

		if (level == 0 && auditor->found->sources[i].basis.n > 0)
			level = 1;      /* "a person familiar with the matter" is not bare: it says how it knows */
		if (level >= 0 && is_used(auditor, i, &first) && level >= auditor->rule->options.least && level <= auditor->rule->options.level &&
		    hs_auditor_place_of(auditor, i, &place))
			hs_auditor_find(auditor, place, (int64_t)i, hs_auditor_index(auditor, first),
					"specificity %d of 5: too little is said of '%s'", auditor->found->sources[i].specificity,
					hs_auditor_name(auditor, i));
	}
}

void hs_check_basis_missing(struct hs_auditor *auditor)
{
	const struct hs_claim *first;
	struct hs_range place;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		const struct hs_source *source = &auditor->found->sources[i];

		if (!hs_auditor_selects(auditor, i) || hs_auditor_claims_of(auditor, i, &first) == 0 || source->basis.n > 0 ||
		    source->specificity < 0 || source->specificity >= auditor->rule->options.level)
			continue;
		if (first->stance == HS_ASSERTS && hs_auditor_place_of(auditor, i, &place))
			hs_auditor_find(auditor, place, (int64_t)i, hs_auditor_index(auditor, first),
					"no basis of knowledge is given for '%s'", hs_auditor_name(auditor, i));
	}
}

void hs_check_close_to(struct hs_auditor *auditor)
{
	const struct hs_claim *first;
	struct hs_range place;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		const struct hs_source *source = &auditor->found->sources[i];
		struct hs_range near;

		if (is_used(auditor, i, &first) && source->specificity >= 0 && source->specificity <= 2 &&
		    hs_auditor_place_of(auditor, i, &place) &&
		    (hs_auditor_says(auditor, HS_SAY_CLOSE_TO, place, &near) ||
		     hs_auditor_says_in(auditor, HS_SAY_CLOSE_TO, &source->basis, &near)))
			hs_auditor_find(auditor, place, (int64_t)i, hs_auditor_index(auditor, first),
					"'%s': closeness says neither who it is nor how it knows",
					hs_auditor_name(auditor, i));
	}
}

void hs_check_pseudonym(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		const struct hs_source *source = &auditor->found->sources[i];
		struct hs_range at;

		if (hs_auditor_says_in(auditor, HS_SAY_OTHER_NAME, &source->grant, &at) &&
		    (auditor->rule->options.explained || source->reason_code == 0))
			hs_auditor_find(auditor, hs_ranges_hull(&source->grant), (int64_t)i, -1,
					source->reason_code == 0 ? "'%s' bears another name, and the article does not say why" :
					"'%s' bears another name", hs_auditor_name(auditor, i));
	}
}

void hs_check_plural_for_one(struct hs_auditor *auditor)
{
	const struct hs_claim *first;
	struct hs_range place;

	for (size_t i = 0; i < auditor->found->n_sources; i++) {
		if (!auditor->found->sources[i].plural_for_one || !hs_auditor_selects(auditor, i) || !hs_auditor_place_of(auditor, i, &place))
			continue;
		hs_auditor_claims_of(auditor, i, &first);
		hs_auditor_find(auditor, place, (int64_t)i, hs_auditor_index(auditor, first),
				"'%s' are several here, and one later on", hs_auditor_name(auditor, i));
	}
}

/* "Critics", "many observers": the class is who speaks, and not part of a longer description. */
static bool is_crowd(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	struct hs_range head;
	size_t from, to;

	if (claim->source_spans.n == 0)
		return false;
	head = claim->source_spans.at[0];
	hs_auditor_words(auditor, head, &from, &to);
	if (to - from > 3)
		head.end = auditor->range[from + 2].end;
	return hs_auditor_says(auditor, HS_SAY_CROWD, head, NULL);
}

void hs_check_collective(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];

		if (auditor->found->sources[claim->source].kind == HS_KIND_COLLECTIVE && hs_auditor_counts(auditor, claim) &&
		    is_crowd(auditor, claim))
			hs_auditor_find(auditor, hs_ranges_hull(&claim->source_spans), claim->source, (int64_t)i,
					"nobody in particular says this");
	}
}

void hs_check_reportedly(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];

		if (auditor->found->sources[claim->source].kind == HS_KIND_UNATTRIBUTED && claim->through.n == 0 &&
		    hs_auditor_counts(auditor, claim) && hs_auditor_says_in(auditor, HS_SAY_HEARSAY, &claim->cue, NULL))
			hs_auditor_find(auditor, hs_ranges_hull(&claim->cue), -1, (int64_t)i, "told as current, by nobody");
	}
}

/* ── the outlet has learned ── */

static bool is_outlet(const struct hs_auditor *auditor, const char *name)
{
	static const char *const selves[] = { "we", "this newspaper", "this newsroom", "this news organization", "this reporter", "this website" };
	const char *outlet = auditor->article->outlet;
	const char *own = outlet ? hs_utf8_fold(auditor->arena, outlet, strlen(outlet)) : NULL;

	for (size_t i = 0; i < sizeof(selves) / sizeof(selves[0]); i++)
		if (strcmp(selves[i], name) == 0)
			return true;
	if (own && strncmp(own, "the ", 4) == 0)
		own += 4;
	if (own && strcmp(own, strncmp(name, "the ", 4) == 0 ? name + 4 : name) == 0)
		return true;
	return hs_outlet_find(name);
}

/* Where the name of an outlet begins that ends before word `verb`; `verb` itself: there is none. */
static size_t outlet_before(const struct hs_auditor *auditor, size_t verb)
{
	const char *name = "";

	for (size_t w = verb; w > 0 && verb - w < 5 && auditor->text.sentence[w - 1] == auditor->text.sentence[verb]; w--) {
		name = hs_arena_printf(auditor->arena, "%s%s%s", auditor->text.word[w - 1], *name ? " " : "", name);
		if (is_outlet(auditor, name))
			return w > 1 && strcmp(auditor->text.word[w - 2], "the") == 0 ? w - 2 : w - 1;
	}
	return verb;
}

/* Does the sentence say from whom? */
static bool says_from_whom(const struct hs_auditor *auditor, size_t from)
{
	for (size_t w = from; w < auditor->text.n && auditor->text.sentence[w] == auditor->text.sentence[from]; w++)
		if (strcmp(auditor->text.word[w], "from") == 0 || strcmp(auditor->text.word[w], "according") == 0)
			return true;
	return false;
}

void hs_check_has_learned(struct hs_auditor *auditor)
{
	size_t at = 0;

	while (at < auditor->text.n) {
		struct hs_range rest = { auditor->range[at].start, UINT32_MAX }, found;
		size_t verb, end, subject;

		if (!hs_auditor_says(auditor, HS_SAY_LEARNED, rest, &found))
			return;
		hs_auditor_words(auditor, found, &verb, &end);
		at = end;
		if (auditor->quoted[verb] || (subject = outlet_before(auditor, verb)) == verb || says_from_whom(auditor, end - 1))
			continue;
		hs_auditor_find(auditor, (struct hs_range){ auditor->range[subject].start, found.end }, -1, -1,
				"the outlet has it from itself");
	}
}

/* ── other media ── */

static bool has_capital(const struct hs_auditor *auditor, struct hs_range range)
{
	size_t from, to;

	hs_auditor_words(auditor, range, &from, &to);
	for (size_t w = from; w < to; w++)
		if (auditor->text.upper[w] && (w > from || auditor->text.sentence[w] == (w ? auditor->text.sentence[w - 1] : UINT32_MAX)))
			return true;
	return false;
}

/* "The newspaper", "its website": one that the article has named before. */
static bool is_definite(const struct hs_auditor *auditor, struct hs_range range)
{
	size_t from, to;

	hs_auditor_words(auditor, range, &from, &to);
	return from < to && hs_small_is_definite(hs_small_find(auditor->text.word[from]));
}

void hs_check_second_hand(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];
		const struct hs_source *source = &auditor->found->sources[claim->source];
		const struct hs_ranges *media = claim->through.n ? &claim->through : &claim->source_spans;
		struct hs_range place;

		if (media->n == 0 || (claim->through.n == 0 && source->kind != HS_KIND_OUTLET) || !hs_auditor_counts(auditor, claim))
			continue;
		place = hs_ranges_hull(media);
		if (auditor->article->paras[claim->para].kind == HS_PARA_HEADLINE || !hs_auditor_says(auditor, HS_SAY_MEDIA, place, NULL) ||
		    has_capital(auditor, place) || is_definite(auditor, place))
			continue;               /* named here, or elsewhere in the article */
		hs_auditor_find(auditor, place, claim->source, (int64_t)i, "other media, which are not named, have it");
	}
}

void hs_check_by_hand(struct hs_auditor *auditor)
{
	(void)auditor;                  /* that is the point of it */
}
