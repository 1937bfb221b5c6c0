/*
 * Checks of what an unnamed source is used for, and of what stands beside it.
 */
#include <string.h>

#include "policy/audit_p.h"

/* ── what is said ── */

/* A finding for each claim of the sources that the rule is about, where the list's words are in its content. */
static void find_said(struct hs_auditor *auditor, enum hs_say say, const char *because)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];
		struct hs_range at;

		if (hs_auditor_selects(auditor, claim->source) && hs_auditor_counts(auditor, claim) &&
		    hs_auditor_says_in(auditor, say, &claim->content, &at))
			hs_finding_also(auditor, hs_auditor_find(auditor, at, claim->source, (int64_t)i, "'%s': %s",
								 hs_auditor_name(auditor, claim->source), because),
					hs_ranges_hull(&claim->content));
	}
}

void hs_check_opinion(struct hs_auditor *auditor)
{
	find_said(auditor, HS_SAY_JUDGES, "judgement from a source that nobody can weigh");
}

void hs_check_attack(struct hs_auditor *auditor)
{
	find_said(auditor, HS_SAY_ATTACKS, "words against somebody, from behind a cover");
}

static long quoted_words(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	long n = 0;

	for (size_t i = 0; i < claim->content.n; i++) {
		size_t from, to;

		hs_auditor_words(auditor, claim->content.at[i], &from, &to);
		for (size_t w = from; w < to; w++)
			n += auditor->quoted[w] && auditor->text.alnum[w];
	}
	return n;
}

void hs_check_direct_quote(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];
		struct hs_finding *finding;
		long n;

		if (!hs_auditor_selects(auditor, claim->source) || claim->quotation == HS_INDIRECT || !hs_auditor_counts(auditor, claim))
			continue;
		if ((n = quoted_words(auditor, claim)) < auditor->rule->options.words)
			continue;
		finding = hs_auditor_find(auditor, claim->content.at[0], claim->source, (int64_t)i,
					  "'%s': quoted word for word, %ld words", hs_auditor_name(auditor, claim->source), n);
		for (size_t part = 1; part < claim->content.n; part++)
			hs_finding_also(auditor, finding, claim->content.at[part]);
	}
}

/* ── what carries the story ── */

/* Does a named source, or an agency, say the same elsewhere in the article? */
static bool is_backed(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *other = &auditor->found->claims[i];

		if (hs_kind_class(auditor->found->sources[other->source].kind) == HS_CLASS_NAMED && other->stance == HS_ASSERTS &&
		    hs_auditor_alike(auditor, claim, other))
			return true;
	}
	return false;
}

/* Does the source speak in the body, too? One of the headline alone may have its name there. */
static bool is_in_body(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	const struct hs_claim *first;

	return hs_auditor_claims_of(auditor, claim->source, &first) > 0 && auditor->article->paras[first->para].kind != HS_PARA_HEADLINE;
}

/* All claims of the paragraph are those of unnamed people, and nobody with a name says the same. */
static void find_resting(struct hs_auditor *auditor, uint32_t para, const char *what)
{
	const struct hs_claim *first = NULL;

	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];

		if (claim->para != para || claim->outer >= 0)
			continue;
		if (!hs_auditor_selects(auditor, claim->source) || !hs_auditor_counts(auditor, claim) || is_backed(auditor, claim) ||
		    !is_in_body(auditor, claim))
			return;
		first = first ? first : claim;
	}
	if (first)
		hs_auditor_find(auditor, auditor->article->paras[para].range, first->source, hs_auditor_index(auditor, first),
				"all that the %s attributes comes from '%s', and nobody with a name says the same", what,
				hs_auditor_name(auditor, first->source));
}

void hs_check_headline(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->article->n_paras; i++)
		if (auditor->article->paras[i].kind == HS_PARA_HEADLINE)
			find_resting(auditor, (uint32_t)i, "headline");
}

void hs_check_lede(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->article->n_paras; i++) {
		if (auditor->article->paras[i].kind == HS_PARA_BODY) {
			find_resting(auditor, (uint32_t)i, "first paragraph");
			return;
		}
	}
}

void hs_check_share(struct hs_auditor *auditor)
{
	const struct hs_claim *first = NULL;
	long all = 0, unnamed = 0;

	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];

		if (!hs_auditor_counts(auditor, claim))
			continue;
		all++;
		if (hs_auditor_selects(auditor, claim->source)) {
			unnamed++;
			first = first ? first : claim;
		}
	}
	if (first && all >= auditor->rule->options.claims && 100 * unnamed > auditor->rule->options.over * all)
		hs_auditor_find(auditor, hs_ranges_hull(&first->content), -1, hs_auditor_index(auditor, first),
				"%ld of the %ld claims of the article are of people who are not named", unnamed, all);
}

/* ── who else says it ── */

static bool is_borne_out(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	if (auditor->it->borne_out && auditor->it->borne_out[hs_auditor_index(auditor, claim)])
		return true;
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *other = &auditor->found->claims[i];

		if (other->source != claim->source && other->stance == HS_ASSERTS && hs_auditor_alike(auditor, claim, other))
			return true;
	}
	return false;
}

void hs_check_single_source(struct hs_auditor *auditor)
{
	for (size_t s = 0; s < auditor->found->n_sources; s++) {
		const struct hs_claim *first;
		bool borne_out = false;
		size_t n;

		if (auditor->found->sources[s].kind != HS_KIND_INDIVIDUAL || !hs_auditor_selects(auditor, s) ||
		    !(n = hs_auditor_claims_of(auditor, s, &first)) || first->stance != HS_ASSERTS || hs_auditor_telling(auditor, first) < 3)
			continue;
		for (size_t i = 0; i < auditor->found->n_claims && !borne_out; i++)
			borne_out = auditor->found->claims[i].source == s && is_borne_out(auditor, &auditor->found->claims[i]);
		if (!borne_out)
			hs_auditor_find(auditor, hs_ranges_hull(&first->content), (int64_t)s, hs_auditor_index(auditor, first),
					"of '%s' alone (%zu claim%s): no other source bears it out", hs_auditor_name(auditor, s), n,
					n == 1 ? "" : "s");
	}
}

/* ── an organisation that declines and is quoted ── */

/* Those who decline for an organisation: itself, or one who speaks for it. */
static bool declines_for_organisation(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	const struct hs_source *source = &auditor->found->sources[claim->source];

	if (claim->stance != HS_DECLINES || claim->source_spans.n == 0 || source->grant.n > 0)
		return false;
	return source->kind == HS_KIND_ORGANISATION ||
	       hs_auditor_says(auditor, HS_SAY_SPOKESMAN, hs_ranges_hull(&claim->source_spans), NULL);
}

void hs_check_declined_yet_quoted(struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];
		struct hs_range who;

		if (!declines_for_organisation(auditor, claim))
			continue;
		who = hs_ranges_hull(&claim->source_spans);
		for (size_t s = 0; s < auditor->found->n_sources; s++) {
			const struct hs_claim *first;

			if (s != claim->source && hs_auditor_selects(auditor, s) && hs_auditor_claims_of(auditor, s, &first) &&
			    hs_auditor_same_organisation(auditor, who, s))
				hs_finding_also(auditor, hs_auditor_find(auditor, who, (int64_t)s, hs_auditor_index(auditor, first),
									 "declines to comment, and '%s' is quoted all the same",
									 hs_auditor_name(auditor, s)),
						hs_ranges_hull(&first->content));
		}
	}
}

/* ── who is accused, and was heard ── */

/* Does the article say anywhere that somebody answers, or was asked? */
static bool is_answered(const struct hs_auditor *auditor)
{
	for (size_t i = 0; i < auditor->found->n_claims; i++)
		if (auditor->found->claims[i].stance == HS_DENIES || auditor->found->claims[i].stance == HS_DECLINES)
			return true;
	for (size_t i = 0; i < auditor->article->n_paras; i++)
		if (hs_para_speaks(&auditor->article->paras[i]) &&
		    hs_auditor_says(auditor, HS_SAY_ANSWERS, auditor->article->paras[i].range, NULL))
			return true;
	return false;
}

/* Is somebody with a name, who speaks in the article, named in the claim? Then the accused, or one of them, is heard. */
static bool accused_speaks(const struct hs_auditor *auditor, const struct hs_claim *claim, bool *names_any)
{
	size_t at, to, first;
	bool heard = false;

	*names_any = false;
	hs_auditor_words(auditor, hs_ranges_hull(&claim->content), &at, &to);
	while (hs_auditor_name_next(auditor, &at, to, &first)) {
		*names_any |= first > 0 && auditor->text.sentence[first] == auditor->text.sentence[first - 1];
		for (size_t i = 0; i < auditor->found->n_claims; i++) {
			const struct hs_claim *other = &auditor->found->claims[i];

			if (hs_kind_class(auditor->found->sources[other->source].kind) == HS_CLASS_NAMED && other->source_spans.n > 0 &&
			    hs_auditor_name_in(auditor, at - 1, at, hs_ranges_hull(&other->source_spans)))
				heard = true;
		}
	}
	return heard;
}

void hs_check_response_missing(struct hs_auditor *auditor)
{
	if (is_answered(auditor))
		return;
	for (size_t i = 0; i < auditor->found->n_claims; i++) {
		const struct hs_claim *claim = &auditor->found->claims[i];
		struct hs_range at;
		bool names_any;

		if (!hs_auditor_selects(auditor, claim->source) || !hs_auditor_counts(auditor, claim) || claim->stance != HS_ASSERTS ||
		    !hs_auditor_says_in(auditor, HS_SAY_ACCUSES, &claim->content, &at))
			continue;
		if (!accused_speaks(auditor, claim, &names_any) && names_any)
			hs_finding_also(auditor, hs_auditor_find(auditor, at, claim->source, (int64_t)i,
								 "an accusation, and the article has no answer to it nor says that one was sought"),
					hs_ranges_hull(&claim->content));
	}
}
