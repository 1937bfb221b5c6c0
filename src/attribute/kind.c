/*
 * The kind of a source: what its words say, by the counts of kinds.def, and what the model saw in all its claims.
 */
#include "attribute/resolve_p.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "lexicon/agency.h"
#include "lexicon/outlet.h"

static const struct prior {
	const char *sign;
	unsigned short n[HS_KIND_N];
} priors[] = {
#define PRIOR(sign, ...) { sign, { __VA_ARGS__ } },
#include "attribute/kinds.def"
#undef PRIOR
};

static const char *class_sign(const struct hs_noun *noun)
{
	static const char *const signs[] = {
		[HS_NOUN_ROLE] = "role", [HS_NOUN_PERSON] = "person", [HS_NOUN_CLASS] = "class", [HS_NOUN_OFFICE] = "office",
		[HS_NOUN_KIN] = "kin", [HS_NOUN_BODY] = "body", [HS_NOUN_BAND] = "band", [HS_NOUN_MASS] = "mass",
		[HS_NOUN_PAPER] = "paper", [HS_NOUN_OUTLET] = "outlet", [HS_NOUN_WIRE] = "wire", [HS_NOUN_DEED] = "deed",
	};

	return noun ? signs[noun->cls] : "other";
}

static const char *determiner_sign(const struct hs_entity *entity)
{
	if (entity->best.other)
		return "other";
	switch (entity->best.determiner) {
	case HS_SMALL_DEFINITE:
		return "the";
	case HS_SMALL_INDEFINITE:
		return "a";
	case HS_SMALL_POSSESSIVE:
		return "of";
	case HS_SMALL_QUANTITY:
		return "some";
	case HS_SMALL_NUMBER:
		return "two";
	case HS_SMALL_OTHER:
		return "other";
	default:
		return "bare";
	}
}

/* "the Times": what is left of an outlet's name when it is mentioned again. */
#define SHORT_OUTLETS "times post journal globe tribune herald gazette telegraph guardian independent economist"

/* The outlet of the article itself: "The Post" speaking of itself. */
static bool is_own(const struct hs_work *work, const char *fold)
{
	const char *own = work->article->outlet, *name = hs_outlet_find(fold), *own_name;

	if (!own)
		return false;
	own = hs_utf8_fold(work->arena, own, strlen(own));
	own_name = hs_outlet_find(strncmp(own, "the ", 4) == 0 ? own + 4 : own);
	return (name && own_name && strcmp(name, own_name) == 0) || strcmp(fold, own) == 0;
}

/* What a capitalised name that is no person's is known for; NULL: nothing. */
static const char *known_sign(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_run core = { phrase->run.first, phrase->head + 1 };
	const struct hs_token *head = &work->tokens[phrase->head];
	struct hs_span span;
	char *fold;

	if (!head->upper)
		return NULL;
	while (core.first + 1 < core.end && (work->tokens[core.first].lex->small != HS_SMALL_NONE ||
					     !work->tokens[core.first].upper || work->tokens[core.first].possessive))
		core.first++;
	span = hs_span_at(work->article->text, hs_run_range(work, core));
	fold = hs_utf8_fold(work->arena, span.ptr, span.len);
	if (hs_agency_find(span))
		return "agency";
	if (hs_outlet_find(fold) || (!phrase->noun && hs_outlet_find(head->lex->fold)))
		return is_own(work, fold) ? "own" : "outlet";
	if ((core.end - core.first > 1 && hs_word_in(head->lex->fold, HS_OUTLET_ENDS)) ||
	    (phrase->determiner == HS_SMALL_DEFINITE && hs_word_in(head->lex->fold, SHORT_OUTLETS)))
		return is_own(work, fold) ? "own" : "press";
	if (head->lex->proper == HS_PROPER_PLACE)
		return "place";
	return head->lex->proper == HS_PROPER_BODY ? "known" : NULL;
}

bool hs_phrase_is_known(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return known_sign(work, phrase) != NULL;
}

/* A paper whose maker or title is given: a capitalised word, or a possessor, belongs to it. */
static bool has_maker(const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_run run = entity->best.run;

	for (uint32_t at = run.first; at < run.end; at++) {
		const struct hs_token *token = &scene->work->tokens[at];

		if (token->upper && at > run.first && token->lex->small == HS_SMALL_NONE &&
		    !hs_word_in(token->lex->fold, "january february march april may june july august september october november "
				"december monday tuesday wednesday thursday friday saturday sunday"))
			return true;
	}
	return false;
}

/* A few words for what the description says: "role one a", "class many bare", "proper". */
static void sign_of(const struct hs_scene *scene, const struct hs_entity *entity, char *sign, size_t size)
{
	const char *fold = entity->head ? entity->head->fold : "", *known = NULL;

	if (entity->author)
		snprintf(sign, size, "author");
	else if (entity->person != HS_NOBODY)
		snprintf(sign, size, "%s", scene->names.persons[entity->person].guessed ? "guess" : "name");
	else if (entity->many)
		snprintf(sign, size, "name");
	else if (entity->best.form == HS_FORM_PRONOUN)
		snprintf(sign, size, "pronoun %s", fold);
	else if (entity->best.form == HS_FORM_QUANTITY)
		snprintf(sign, size, "quantity %s", entity->best.plural ? class_sign(entity->noun) : "one");
	else if ((known = known_sign(scene->work, &entity->best)) && !entity->plural)
		snprintf(sign, size, "%s", known);
	else if (entity->best.form == HS_FORM_PROPER)
		snprintf(sign, size, "proper");
	else
		snprintf(sign, size, "%s %s %s%s", class_sign(entity->noun), entity->plural ? "many" : "one",
			 determiner_sign(entity),
			 entity->noun && entity->noun->cls == HS_NOUN_PAPER && has_maker(scene, entity) ? " by" : "");
}

/* Shares of the kinds among labelled sources with this sign, and with signs that begin like it where it is rare. */
static void prior_of(const char *sign, double share[HS_KIND_N])
{
	size_t family = strcspn(sign, " ");
	double own[HS_KIND_N] = { 0 }, kin[HS_KIND_N] = { 0 }, n = 0, all = 0;

	for (size_t i = 0; i < sizeof(priors) / sizeof(*priors); i++) {
		bool same = strcmp(priors[i].sign, sign) == 0;

		if (strncmp(priors[i].sign, sign, family) != 0 || strcspn(priors[i].sign, " ") != family)
			continue;
		for (int k = 0; k < HS_KIND_N; k++) {
			kin[k] += priors[i].n[k];
			all += priors[i].n[k];
			own[k] += same ? priors[i].n[k] : 0;
			n += same ? priors[i].n[k] : 0;
		}
	}
	for (int k = 0; k < HS_KIND_N; k++) {
		double broad = (kin[k] + 0.2) / (all + 0.2 * HS_KIND_N);

		share[k] = (own[k] + 2 * broad) / (n + 2);
	}
}

static bool human_may_be(const struct hs_entity *entity, enum hs_kind kind)
{
	if (entity->person != HS_NOBODY || entity->many)
		return kind == HS_KIND_PERSON;
	if (entity->plural)
		return kind == HS_KIND_GROUP || kind == HS_KIND_COLLECTIVE;
	return kind == HS_KIND_INDIVIDUAL || kind == HS_KIND_PERSON || kind == HS_KIND_COLLECTIVE;
}

bool hs_kind_may_be(const struct hs_entity *entity, enum hs_kind kind)
{
	if (entity->author)
		return kind == HS_KIND_AUTHOR;
	if (entity->human)
		return human_may_be(entity, kind);
	switch (entity->noun ? entity->noun->cls : HS_NOUN_DEED) {
	case HS_NOUN_BODY:
		return kind == HS_KIND_ORGANISATION || kind == HS_KIND_COLLECTIVE;
	case HS_NOUN_BAND:
	case HS_NOUN_MASS:
		return kind == HS_KIND_GROUP || kind == HS_KIND_COLLECTIVE || kind == HS_KIND_ORGANISATION;
	case HS_NOUN_PAPER:
		return kind == HS_KIND_DOCUMENT || kind == HS_KIND_PAPERS;
	case HS_NOUN_OUTLET:
	case HS_NOUN_WIRE:
		return kind == HS_KIND_OUTLET || kind == HS_KIND_WIRE || kind == HS_KIND_ORGANISATION;
	default:
		return kind == HS_KIND_EVENT || kind == HS_KIND_ORGANISATION || kind == HS_KIND_DOCUMENT || kind == HS_KIND_PAPERS ||
		       kind == HS_KIND_OUTLET || kind == HS_KIND_WIRE;
	}
}

/* How much the model's view weighs against the words', and how much each further claim adds. */
#define MODEL_WEIGHT 2.0
#define MODEL_MORE 0.3

/* How much more than elsewhere the words weigh that name an outlet or an agency: the model saw few of these. */
#define NAME_WEIGHT 6.0

void hs_kinds_read(struct hs_scene *scene)
{
	for (size_t i = 0; i < scene->work->out->n_claims; i++) {
		const struct hs_raw *raw = scene->work->raw[i];
		uint32_t m = scene->of_claim[i];
		struct hs_entity *entity;

		if (!raw || m == HS_NOBODY)
			continue;
		entity = &scene->entities[scene->mentions[m].entity];
		for (int k = 0; k < HS_KIND_N; k++)
			entity->seen[k] += log(raw->kind[k] + 1e-4);
		entity->n_seen++;
	}
}

static void model_add(const struct hs_entity *entity, double score[HS_KIND_N])
{
	double n = entity->n_seen;

	for (int k = 0; n > 0 && k < HS_KIND_N; k++)
		score[k] += MODEL_WEIGHT * entity->seen[k] / n * (1 + MODEL_MORE * log(n));
}

enum hs_kind hs_kind_decide(const struct hs_scene *scene, uint32_t entity)
{
	double share[HS_KIND_N], score[HS_KIND_N], weight;
	char sign[64];
	int best = 0;

	sign_of(scene, &scene->entities[entity], sign, sizeof(sign));
	prior_of(sign, share);
	weight = hs_word_in(sign, "outlet agency own") ? NAME_WEIGHT : 1;
	for (int k = 0; k < HS_KIND_N; k++)
		score[k] = weight * log(share[k]);
	model_add(&scene->entities[entity], score);
	for (int k = 1; k < HS_KIND_N; k++)
		if (score[k] > score[best])
			best = k;
	return (enum hs_kind)best;
}
