/*
 * Outlets that say whose words they carry: "Time says, citing two officials, that ...", "The Post quoted a diplomat as saying
 * that ...". There are two claims of the same content: the outlet's, and within it that of whoever it cites.
 */
#include "attribute/clause_p.h"

#define OUTLET_SEEN 0.25        /* what the model must give for an outlet where the name alone does not tell */

struct citer {
	struct hs_scene *scene;
	struct hs_work *work;
	struct hs_marking *marking;
	uint32_t at;                    /* the token "citing" */
	struct hs_run sentence;
	struct hs_run cited;            /* who or what is cited */
	uint32_t saying;                /* the token of "as saying"; 0: there is none */
};

static bool meets(struct hs_run a, struct hs_run b)
{
	return a.first < b.end && b.first < a.end;
}

static struct hs_run first_run(const struct hs_work *work, struct hs_ranges ranges)
{
	return ranges.n ? hs_work_run(work, ranges.at[0]) : (struct hs_run){ 0, 0 };
}

/* --- outlets ----------------------------------------------------------------------------------------- */

static bool speaks_as_outlet(const struct hs_scene *scene, struct hs_run run)
{
	const struct hs_work *work = scene->work;
	struct hs_phrase phrase;

	if (run.first >= run.end)
		return false;
	phrase = hs_phrase_read(work, &scene->names, run);
	if (phrase.form == HS_FORM_NONE || phrase.form == HS_FORM_PRONOUN || phrase.head >= run.end)
		return false;
	if (hs_phrase_is_outlet(work, &phrase))
		return true;
	if (hs_word_in(hs_fold_at(work, phrase.head), "paper television radio"))
		return true;
	return phrase.noun && !phrase.plural && (phrase.noun->cls == HS_NOUN_OUTLET || phrase.noun->cls == HS_NOUN_WIRE);
}

/* What the name does not tell the model may have seen: "Time". */
static bool is_by_outlet(const struct citer *c, uint32_t claim)
{
	const struct hs_raw *raw = c->work->raw[claim];

	return speaks_as_outlet(c->scene, first_run(c->work, c->work->out->claims[claim].source_spans)) ||
	       (raw && raw->kind[HS_KIND_OUTLET] + raw->kind[HS_KIND_WIRE] > OUTLET_SEEN);
}

/* --- whom it cites ----------------------------------------------------------------------------------- */

/* "one current and two former officials" */
static bool ends_in_people(const struct hs_work *work, struct hs_run run)
{
	const struct hs_noun *noun = run.first < run.end ? work->tokens[run.end - 1].noun : NULL;

	return noun && hs_noun_is_human(noun);
}

/* Somebody or some paper, and not "bad weather" or "a policy". */
static bool is_citable(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	switch (phrase->form) {
	case HS_FORM_NAME:
		return true;
	case HS_FORM_NOUN:
		return phrase->noun->cls != HS_NOUN_DEED && phrase->noun->cls != HS_NOUN_MASS &&
		       !hs_word_in(phrase->noun->word, "policy law rule order agreement contract deal treaty plan crisis conflict");
	case HS_FORM_PROPER:
		return hs_phrase_is_known(scene->work, phrase);
	case HS_FORM_OTHER:
		return hs_word_in(hs_fold_at(scene->work, phrase->head), "copy copies minutes footage figures papers") ||
		       ends_in_people(scene->work, phrase->run);
	default:
		return false;
	}
}

static bool cited_read(struct citer *c)
{
	struct hs_phrase phrase;

	if (c->at + 1 >= c->sentence.end)
		return false;
	phrase = hs_clause_phrase_at(c->scene, c->at + 1, c->sentence.end);
	c->cited = phrase.run;
	c->saying = 0;
	if (hs_phrase_at(c->work, c->cited.end, "as saying") && c->cited.end + 2 < c->sentence.end)
		c->saying = c->cited.end + 1;
	else if (!hs_word_in(hs_fold_at(c->work, c->at), "citing quoting") &&
		 !(c->at > 0 && hs_word_in(hs_fold_at(c->work, c->at - 1), "which")))
		return false;           /* "cited two reasons" */
	return phrase.run.first < phrase.run.end && is_citable(c->scene, &phrase);
}

/* --- claims --------------------------------------------------------------------------------------- */

/* The part of `ranges` before token `first` and behind token `end` - 1. */
static struct hs_ranges ranges_without(const struct hs_work *work, struct hs_ranges ranges, struct hs_run out)
{
	struct hs_ranges left = { hs_arena_array(work->arena, 2 * ranges.n + 1, sizeof(*left.at)), 0 };

	for (size_t i = 0; i < ranges.n; i++) {
		struct hs_run run = hs_work_run(work, ranges.at[i]);
		struct hs_run parts[] = { { run.first, run.end < out.first ? run.end : out.first },
					  { run.first > out.end ? run.first : out.end, run.end } };

		if (!meets(run, out)) {
			left.at[left.n++] = ranges.at[i];
			continue;
		}
		for (int side = 0; side < 2; side++) {
			struct hs_run part = parts[side].first < parts[side].end ? hs_clause_trim(work, parts[side]) : out;

			if (parts[side].first < parts[side].end && part.first < part.end)
				left.at[left.n++] = hs_run_range(work, part);
		}
	}
	return left;
}

static bool in_ranges(const struct hs_work *work, struct hs_ranges ranges, struct hs_run run)
{
	for (size_t i = 0; i < ranges.n; i++)
		if (meets(hs_work_run(work, ranges.at[i]), run))
			return true;
	return false;
}

/* The outlet's claim in the sentence, by another verb than the one that cites, or else by this one. */
static uint32_t outlet_claim(const struct citer *c)
{
	const struct hs_extraction *out = c->work->out;
	struct hs_run near = hs_clause_near(c->sentence, c->at);
	uint32_t found = HS_NO_CLAIM, i;

	while ((i = hs_marking_next(c->marking, &near.first, near.end)) != HS_NO_CLAIM) {
		struct hs_run cue = first_run(c->work, out->claims[i].cue), source = first_run(c->work, out->claims[i].source_spans);

		if (meets(source, c->cited) || !out->claims[i].content.n)
			continue;
		if (c->saying && c->at >= cue.first && c->at < cue.end)
			return i;       /* whoever quotes somebody as saying carries it, outlet or not */
		if (c->saying || !is_by_outlet(c, i))
			continue;
		if (c->at < cue.first || c->at >= cue.end)
			return i;
		found = i;
	}
	return found;
}

/* Whatever is attributed in the sentence to those who are cited, or to the outlet by the verb that cites. */
static uint32_t cited_claim(const struct citer *c, uint32_t but)
{
	const struct hs_extraction *out = c->work->out;
	struct hs_run near = hs_clause_near(c->sentence, c->at);
	uint32_t i;

	while ((i = hs_marking_next(c->marking, &near.first, near.end)) != HS_NO_CLAIM) {
		struct hs_run cue = first_run(c->work, out->claims[i].cue), source = first_run(c->work, out->claims[i].source_spans);

		if (i != but &&
		    (meets(source, c->cited) || (c->at >= cue.first && c->at < cue.end) ||
		     (c->saying && c->saying >= cue.first && c->saying < cue.end)))
			return i;
	}
	return HS_NO_CLAIM;
}

/* The outlet's own verb, where the model took "citing" for it: "[Time] says, [citing] two officials, that ...". */
static uint32_t carrying_verb(const struct citer *c, const struct hs_claim *claim)
{
	struct hs_run source = first_run(c->work, claim->source_spans);

	struct hs_run near = hs_clause_near(c->sentence, c->at);

	for (uint32_t at = near.first; at < near.end; at++) {
		const struct hs_token *token = &c->work->tokens[at];
		bool beside = (at >= source.end && at < source.end + 3) || at == c->cited.end + 1 ||
			      (at + 1 == source.first && at > c->cited.end);

		if (beside && at != c->at && token->lex->cue && hs_classes_have(token->lex->classes, HS_WC_finite) &&
		    !meets(c->cited, (struct hs_run){ at, at + 1 }))
			return at;
	}
	return c->at;
}

/* From "citing" to the last word of who is cited, with the comma before. */
static struct hs_run aside_of(const struct citer *c)
{
	struct hs_run aside = { c->at, c->cited.end };

	if (aside.first > c->sentence.first && !c->work->tokens[aside.first - 1].alnum)
		aside.first--;
	return aside;
}

/* What stands behind "as saying". */
static struct hs_ranges words_said(const struct citer *c)
{
	struct hs_run run = hs_clause_trim(c->work, (struct hs_run){ c->saying + 1, hs_clause_near(c->sentence, c->saying).end });

	return run.first < run.end ? hs_ranges_one(c->work->arena, hs_run_range(c->work, run)) : (struct hs_ranges){ NULL, 0 };
}

/* "the pier is closed, Reuters, citing two officials, reported": the outlet's claim, where the model has none. */
static uint32_t outlet_claim_behind(struct citer *c)
{
	const struct hs_work *work = c->work;
	uint32_t verb = c->cited.end + 1;
	struct hs_phrase subject;
	struct hs_run content;

	if (c->at < 2 || !hs_token_is(work, c->at - 1, ",") || !hs_token_is(work, c->cited.end, ",") || verb >= c->sentence.end ||
	    c->marking->cue[verb] || !(hs_classes_have(work->tokens[verb].lex->classes, HS_WC_finite) ||
				       hs_classes_have(work->tokens[verb].lex->classes, HS_WC_carrying)))
		return HS_NO_CLAIM;
	subject = hs_clause_phrase_before(c->scene, c->at - 1, c->sentence.first);
	if (!speaks_as_outlet(c->scene, subject.run) || subject.run.first < c->sentence.first + 2 || !hs_token_is(work, subject.run.first - 1, ","))
		return HS_NO_CLAIM;
	content = hs_clause_trim(work, (struct hs_run){ c->sentence.first, subject.run.first - 1 });
	return hs_clause_claim(c->work, c->marking, subject.run, (struct hs_run){ verb, verb + 1 },
			       hs_ranges_one(work->arena, hs_run_range(work, content)));
}

/* "The Post quoted a diplomat as saying ...": the outlet's claim, where the model has none. */
static uint32_t outlet_claim_add(struct citer *c)
{
	struct hs_ranges content;
	struct hs_clause clause;

	if (!c->saying)
		return outlet_claim_behind(c);
	content = words_said(c);
	if (!hs_clause_read(&clause, c->scene, c->at, c->sentence.first) || clause.unreal || clause.passive)
		return HS_NO_CLAIM;
	if (!content.n)
		return HS_NO_CLAIM;
	return hs_clause_claim(c->work, c->marking, clause.subject.run, (struct hs_run){ c->at, c->at + 1 }, content);
}

/* The outlet's claim without who is cited in its content, and with a cue of its own. */
static bool outlet_claim_settle(struct citer *c, uint32_t outlet)
{
	struct hs_claim *claim = &c->work->out->claims[outlet];
	struct hs_run cue = first_run(c->work, claim->cue);

	if (c->saying) {
		uint32_t from = c->saying + 1;

		if (c->at >= cue.first && c->saying < cue.end)
			claim->cue = hs_ranges_one(c->work->arena, c->work->tokens[c->at].range);
		if (in_ranges(c->work, claim->content, (struct hs_run){ c->at, from }))
			claim->content = ranges_without(c->work, claim->content, (struct hs_run){ c->sentence.first, from });
		if (!claim->content.n)
			claim->content = words_said(c);
		claim->vector = NULL;
		return claim->content.n > 0;
	}
	if (in_ranges(c->work, claim->content, aside_of(c))) {
		claim->content = ranges_without(c->work, claim->content, aside_of(c));
		claim->vector = NULL;
	}
	if (c->at >= cue.first && c->at < cue.end) {
		uint32_t verb = carrying_verb(c, claim);

		if (verb == c->at && cue.end == cue.first + 1)
			return false;
		claim->cue = hs_ranges_one(c->work->arena, c->work->tokens[verb == c->at ? cue.first : verb].range);
	}
	return claim->content.n > 0;
}

/* People who are cited were spoken to, and are no class of people; of others the words say enough. */
static const struct hs_raw *cited_kinds(const struct citer *c)
{
	struct hs_phrase phrase = hs_phrase_read(c->work, &c->scene->names, c->cited);
	struct hs_raw *raw;

	if (!(phrase.form == HS_FORM_NOUN && hs_noun_is_human(phrase.noun)) && !ends_in_people(c->work, c->cited))
		return NULL;
	raw = hs_arena_alloc(c->work->arena, sizeof(*raw));
	for (int k = 0; k < HS_KIND_N; k++)
		raw->kind[k] = k == HS_KIND_INDIVIDUAL || k == HS_KIND_GROUP ? 0.45f : 0.1f / (HS_KIND_N - 2);
	return raw;
}

static void citing_read(struct citer *c)
{
	struct hs_extraction *out = c->work->out;
	uint32_t outlet, inner, cue;

	if (!cited_read(c))
		return;
	outlet = outlet_claim(c);
	if (outlet == HS_NO_CLAIM)
		outlet = outlet_claim_add(c);
	if (outlet == HS_NO_CLAIM || !outlet_claim_settle(c, outlet))
		return;
	cue = c->saying ? c->saying : c->at;
	inner = cited_claim(c, outlet);
	if (inner == HS_NO_CLAIM) {
		inner = hs_clause_claim(c->work, c->marking, c->cited, (struct hs_run){ cue, cue + 1 }, out->claims[outlet].content);
		c->work->raw[inner] = cited_kinds(c);
		return;
	}
	if (first_run(c->work, out->claims[inner].source_spans).first != c->cited.first)
		c->work->raw[inner] = cited_kinds(c);
	out->claims[inner].source_spans = hs_ranges_one(c->work->arena, hs_run_range(c->work, c->cited));
	out->claims[inner].cue = hs_ranges_one(c->work->arena, c->work->tokens[cue].range);
	out->claims[inner].content = out->claims[outlet].content;
	out->claims[inner].vector = NULL;
	hs_marking_add(c->work, c->marking, inner);
}

void hs_cited_find(struct hs_scene *scene, struct hs_marking *marking)
{
	struct hs_work *work = scene->work;
	struct citer c = { .scene = scene, .work = work, .marking = marking };

	for (uint32_t at = 0; at < work->n_tokens; at++) {
		if (!hs_classes_have(work->tokens[at].lex->classes, HS_WC_citing))
			continue;
		if (!hs_para_speaks(&work->article->paras[work->tokens[at].para]))
			continue;
		if (at < c.sentence.first || at >= c.sentence.end) {
			c.sentence.first = at;
			while (c.sentence.first && work->tokens[c.sentence.first - 1].sentence == work->tokens[at].sentence)
				c.sentence.first--;
			c.sentence.end = hs_clause_end(work, at, (uint32_t)work->n_tokens);
		}
		c.at = at;
		citing_read(&c);
	}
}
