/*
 * Claims within claims: "Diaz said the mayor told her that the bridge would close". The model's corpus marks the outermost
 * alone, so the inner one is found by its verb: one of inner.def, with a speaker of its own and a clause for what is said.
 */
#include "attribute/clause_p.h"

#include <stdlib.h>

enum frame { THAT = 1, BARE = 2, TELL = 4, TELL_TO = 8 };

static const struct inner { const char *verb; int frames; } inners[] = {
#define INNER(verb, frames) { verb, frames },
#include "attribute/inner.def"
#undef INNER
};

#define THAT_WITHIN 6           /* words between a verb and its "that": "told the board last week that" */
#define FINITE_WITHIN 10        /* words of the clause up to its verb */
#define CONTENT_MIN 2           /* words that are enough to be said */

struct nester {
	struct hs_scene *scene;
	struct hs_work *work;
	struct hs_marking *marking;
	uint32_t outer;                 /* the claim that is being read */
	struct hs_run within;           /* a sentence of its content */
};

static int by_verb(const void *key, const void *row)
{
	return strcmp(key, ((const struct inner *)row)->verb);
}

/* The frames of the finite verb at token `at`; 0: none. */
static int frames_at(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];
	const struct inner *inner;

	if (!token->lex->cue || token->possessive || token->upper || hs_ends_in(token->lex->fold, "ing"))
		return 0;
	inner = bsearch(token->lex->cue->word, inners, sizeof(inners) / sizeof(*inners), sizeof(*inners), by_verb);
	return inner ? inner->frames : 0;
}

/* --- speakers ---------------------------------------------------------------------------------------- */

static struct hs_phrase outer_source(const struct nester *n)
{
	static const struct hs_phrase none;
	struct hs_ranges spans = n->work->out->claims[n->outer].source_spans;

	return spans.n ? hs_phrase_read(n->work, &n->scene->names, hs_work_run(n->work, spans.at[0])) : none;
}

static enum hs_gender gender_of(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	if (phrase->form == HS_FORM_NAME)
		return scene->names.persons[scene->names.at[phrase->name].person].gender;
	return phrase->noun ? phrase->noun->gender : HS_GENDER_ANY;
}

/* "he" is most often whoever speaks already, and then no second source. */
static bool is_another(const struct nester *n, const struct hs_phrase *subject)
{
	const char *fold = hs_fold_at(n->work, subject->head);
	struct hs_phrase outer;

	if (subject->form != HS_FORM_PRONOUN || n->outer == HS_NO_CLAIM)
		return true;
	outer = outer_source(n);
	if (hs_word_in(fold, "they"))
		return !outer.plural && (outer.form == HS_FORM_NAME || (outer.form == HS_FORM_NOUN && hs_noun_is_human(outer.noun)));
	if (hs_word_in(fold, "he she"))
		return gender_of(n->scene, &outer) == (*fold == 'h' ? HS_GENDER_FEMALE : HS_GENDER_MALE);
	return false;
}

/* Does the clause begin where one that is reported can: first of all, behind "that", "and", "but", a quotation mark? */
static bool begins_clause(const struct nester *n, uint32_t at)
{
	if (at == n->within.first)
		return true;
	return hs_word_in(hs_fold_at(n->work, at - 1), "that and but") || (!n->work->tokens[at - 1].alnum &&
		!hs_word_in(hs_fold_at(n->work, at - 1), "( -"));
}

/* --- what is said -------------------------------------------------------------------------------- */

static bool may_begin_subject(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];

	if (hs_small_is_determiner(token->lex->small))
		return !token->lex->cue;
	switch (token->lex->small) {
	case HS_SMALL_PRONOUN:
		return !hs_word_in(token->lex->fold, "him them me us nothing something what");
	case HS_SMALL_NONE:
		return token->upper || (token->noun && token->plural);
	default:
		return strcmp(token->lex->fold, "there") == 0;
	}
}

static bool has_finite(const struct hs_work *work, uint32_t at, uint32_t end)
{
	uint32_t first = at;

	for (; at < end && at < first + FINITE_WITHIN; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (!token->alnum)
			continue;
		if (token->lex->small == HS_SMALL_AUXILIARY || hs_classes_have(token->lex->classes, HS_WC_finite) ||
		    (at > first && token->lex->cue && !token->noun) ||
		    (at > first && token->lex->small == HS_SMALL_NONE && !token->upper && hs_ends_in(token->lex->fold, "ed")))
			return true;
	}
	return false;
}

static bool is_bare_clause(const struct hs_work *work, uint32_t at, uint32_t end)
{
	while (at < end && !work->tokens[at].alnum && work->tokens[at].quoted)
		at++;
	return at < end && work->tokens[at].alnum && may_begin_subject(work, at) && has_finite(work, at, end);
}

/* "that" behind the verb, with no other verb between; `end`: there is none. */
static uint32_t that_behind(const struct hs_work *work, uint32_t at, uint32_t end)
{
	for (uint32_t n = 0; at < end && n <= THAT_WITHIN; at++, n++) {
		const struct hs_token *token = &work->tokens[at];

		if (strcmp(token->lex->fold, "that") == 0)
			return at;
		if ((!token->alnum && strcmp(token->lex->fold, ".") != 0) || token->lex->small == HS_SMALL_AUXILIARY ||
		    (token->lex->cue && !token->noun))
			return end;
	}
	return end;
}

static bool is_object_pronoun(const struct hs_work *work, uint32_t at)
{
	return hs_word_in(hs_fold_at(work, at), "him her them me us you");
}

/* The token behind "him", "the board", "parents", "an associate" at `at`, or `at`. */
static uint32_t addressee_end(const struct nester *n, uint32_t at, uint32_t end)
{
	const struct hs_token *token = &n->work->tokens[at];
	struct hs_phrase phrase;

	if (at >= end)
		return at;
	if (is_object_pronoun(n->work, at) && !(strcmp(token->lex->fold, "her") == 0 && at + 1 < end && token[1].noun))
		return at + 1;
	if (token->lex->small == HS_SMALL_NONE && token->alnum && !token->upper)
		return at + 1;          /* "staff", "colleagues" */
	phrase = hs_clause_phrase_at(n->scene, at, end);
	return phrase.form == HS_FORM_NONE ? at : phrase.stop;
}

/* "told the truth", "tells so many lies that": nobody is addressed. */
static bool is_tale(const struct hs_work *work, uint32_t at, uint32_t end)
{
	for (; at < end; at++)
		if (hs_word_in(hs_fold_at(work, at), "story stories tale tales truth lie lies joke jokes so such"))
			return true;
	return false;
}

/* "to wait" at `at`: `at`, or else `end`. */
static uint32_t content_of_order(const struct hs_work *work, uint32_t at, uint32_t end)
{
	const struct hs_token *verb = at + 1 < end ? &work->tokens[at + 1] : NULL;

	if (!verb || strcmp(hs_fold_at(work, at), "to") != 0 || !verb->alnum || verb->upper)
		return end;
	return verb->lex->small == HS_SMALL_NONE || hs_word_in(verb->lex->fold, "be have do") ? at : end;
}

/* The first token of what the verb at `verb` reports, or `end`. */
static uint32_t content_begin(const struct nester *n, uint32_t verb, int frames, uint32_t end)
{
	const struct hs_work *work = n->work;
	uint32_t at = verb + 1, behind;

	if (frames & THAT && (behind = that_behind(work, at, end)) < end)
		return behind;
	if (frames & TELL && is_object_pronoun(work, at) && is_bare_clause(work, addressee_end(n, at, end), end))
		return addressee_end(n, at, end);
	if (frames & BARE && is_bare_clause(work, at, end))
		return at;
	if (!(frames & (TELL | TELL_TO)) || (behind = addressee_end(n, at, end)) == at || behind >= end || is_tale(work, at, behind))
		return end;
	if (frames & TELL && that_behind(work, behind, end) < end)
		return that_behind(work, behind, end);
	if (frames & TELL && is_bare_clause(work, behind, end))
		return behind;
	if (hs_word_in(hs_fold_at(work, behind - 1), "not never"))
		return content_of_order(work, behind, end) < end ? behind - 1 : end;
	if (frames & TELL_TO)
		return content_of_order(work, behind, end);
	return end;
}
static uint32_t words_in(const struct hs_work *work, struct hs_run run)
{
	uint32_t words = 0;

	for (uint32_t at = run.first; at < run.end; at++)
		words += work->tokens[at].alnum;
	return words;
}

/* --- constructions ----------------------------------------------------------------------------------- */

/* A closing quotation mark whose opening one stands before the run is not its own. */
static struct hs_run quote_cut(const struct hs_work *work, struct hs_run run)
{
	uint32_t marks = 0;

	for (uint32_t at = run.first; at < run.end; at++)
		marks += hs_word_is_quote(hs_fold_at(work, at));
	if (marks == 1 && hs_word_is_quote(hs_fold_at(work, run.end - 1))) {
		run.end--;
		while (run.end > run.first && !work->tokens[run.end - 1].alnum)
			run.end--;
	}
	return run;
}

static bool claim_add(struct nester *n, struct hs_run source, struct hs_run cue, struct hs_run content, struct hs_run more)
{
	struct hs_range *at = hs_arena_array(n->work->arena, 2, sizeof(*at));
	struct hs_ranges ranges = { at, 0 };

	content = quote_cut(n->work, hs_clause_trim(n->work, content));
	more = quote_cut(n->work, hs_clause_trim(n->work, more));
	if (words_in(n->work, content) + words_in(n->work, more) < CONTENT_MIN)
		return false;
	if (content.first < content.end)
		at[ranges.n++] = hs_run_range(n->work, content);
	if (more.first < more.end)
		at[ranges.n++] = hs_run_range(n->work, more);
	hs_clause_claim(n->work, n->marking, source, cue, ranges);
	return true;
}

static const struct hs_run nothing;

/* "the mayor told her that ..." */
static bool active_read(struct nester *n, const struct hs_clause *clause, int frames)
{
	uint32_t begin = content_begin(n, clause->verb, frames, n->within.end);

	if (begin >= n->within.end || !is_another(n, &clause->subject))
		return false;
	return claim_add(n, clause->subject.run, (struct hs_run){ clause->verb, clause->verb + 1 },
			 (struct hs_run){ begin, n->within.end }, nothing);
}

/* "she was told by the ministry that ..." */
static bool passive_read(struct nester *n, const struct hs_clause *clause, int frames)
{
	const struct hs_work *work = n->work;
	uint32_t by = clause->verb + 1, that;
	struct hs_phrase agent;

	if (!(frames & TELL) || !hs_word_in(hs_fold_at(work, by), "by"))
		return false;
	agent = hs_clause_phrase_at(n->scene, by + 1, n->within.end);
	that = agent.run.end;
	if (agent.form == HS_FORM_NONE || !hs_clause_speaks(n->scene, &agent) || !hs_word_in(hs_fold_at(work, that), "that to"))
		return false;
	return claim_add(n, agent.run, (struct hs_run){ clause->verb, clause->verb + 1 },
			 (struct hs_run){ that, n->within.end }, nothing);
}

/* "the bridge would open by Easter, the builder said" */
static bool trailing_read(struct nester *n, const struct hs_clause *clause, int frames)
{
	const struct hs_work *work = n->work;
	uint32_t end = clause->subject.run.first, next = frames & TELL ? addressee_end(n, clause->verb + 1, n->within.end) : clause->verb + 1;
	bool ends = next >= n->within.end || !work->tokens[next].alnum;
	bool quoted = end > n->within.first && !work->tokens[end - 1].alnum && work->tokens[end - 1].quoted;   /* "," before the closing mark */
	uint32_t comma = end - 1 - quoted;

	if (!(frames & (BARE | TELL)) || !ends || end <= n->within.first + quoted || !hs_token_is(work, comma, ",") || !is_another(n, &clause->subject))
		return false;
	return claim_add(n, clause->subject.run, (struct hs_run){ clause->verb, clause->verb + 1 },
			 (struct hs_run){ n->within.first, quoted ? end : comma }, nothing);
}

/* "a New York Times report that", "the claim that": a noun, since its verb would end in "s"; and "the sign says". */
static bool is_no_verb(const struct nester *n, const struct hs_clause *clause)
{
	const struct hs_token *verb = &n->work->tokens[clause->verb];
	const char *fold = verb->lex->fold;
	bool base = strcmp(fold, verb->lex->cue->word) == 0 && !hs_word_in(fold, "said told wrote swore");
	bool past = !base && fold[strlen(fold) - 1] != 's';

	if (clause->subject.form == HS_FORM_OTHER)
		return !past;
	return base && clause->first == clause->verb && clause->subject.form != HS_FORM_PRONOUN && !clause->subject.plural &&
	       !(clause->subject.noun && clause->subject.noun->cls == HS_NOUN_BAND);
}

static void verb_read(struct nester *n, uint32_t verb)
{
	int frames = frames_at(n->work, verb);
	struct hs_clause clause;

	if (!frames || n->marking->cue[verb] || n->marking->source[verb])
		return;
	if (!hs_clause_read(&clause, n->scene, verb, n->within.first) || clause.unreal || is_no_verb(n, &clause))
		return;
	if (strcmp(hs_fold_at(n->work, clause.subject.run.first), "that") == 0 && clause.subject.run.first < clause.subject.head)
		clause.subject.run.first++;
	if (clause.passive)
		passive_read(n, &clause, frames);
	else if (begins_clause(n, clause.subject.run.first) && !active_read(n, &clause, frames))
		trailing_read(n, &clause, frames);
}

/* The model may give it the speaker of the outer claim as well. */
static void source_narrow(struct nester *n, uint32_t claim, struct hs_run source)
{
	struct hs_ranges *spans = &n->work->out->claims[claim].source_spans;

	if (claim != n->outer && spans->n > 1)
		*spans = hs_ranges_one(n->work->arena, hs_run_range(n->work, source));
}

/* "that, according to police, the driver had been drinking" */
static void according_read(struct nester *n, uint32_t at)
{
	const struct hs_work *work = n->work;
	struct hs_phrase phrase;
	struct hs_run before = { n->within.first, at }, behind;
	uint32_t first = at + 2;

	if (!hs_phrase_at(work, at, "according to") || first >= n->within.end)
		return;
	phrase = hs_clause_phrase_at(n->scene, first, n->within.end);
	if (phrase.form == HS_FORM_NONE || !hs_clause_speaks(n->scene, &phrase) || !is_another(n, &phrase))
		return;
	if (n->marking->cue[at]) {
		source_narrow(n, n->marking->cue[at] - 1, phrase.run);
		return;
	}
	behind = (struct hs_run){ phrase.run.end, n->within.end };
	if (behind.first < behind.end && work->tokens[behind.first].alnum)
		return;                 /* more belongs to the source than was understood */
	before = hs_clause_trim(work, before);
	if (before.first < before.end && strcmp(hs_fold_at(work, before.first), "that") == 0)
		before.first++;
	claim_add(n, phrase.run, (struct hs_run){ at, at + 2 }, before, behind);
}

/* Denials and questions report nothing further; "expects the mayor said" is no report either. */
static bool reports(const struct nester *n)
{
	struct hs_run cue = hs_work_run(n->work, n->work->out->claims[n->outer].cue.at[0]);

	for (uint32_t at = cue.first; at < cue.end; at++) {
		const struct hs_cue *word = n->work->tokens[at].lex->cue;

		if (word && word->stance != HS_CUE_ASSERTS)
			return false;
	}
	return cue.first < cue.end;
}

static void content_read(struct nester *n, struct hs_run run)
{
	while (run.first < run.end) {
		uint32_t end = run.end < run.first + HS_CLAUSE_REACH ? run.end : run.first + HS_CLAUSE_REACH;

		n->within = (struct hs_run){ run.first, hs_clause_end(n->work, run.first, end) };
		for (uint32_t at = n->within.first; at < n->within.end; at++) {
			verb_read(n, at);
			according_read(n, at);
		}
		run.first = n->within.end;
	}
}

static void claim_read(struct nester *n)
{
	struct hs_ranges content = n->work->out->claims[n->outer].content;

	for (size_t k = 0; k < content.n; k++)
		content_read(n, hs_work_run(n->work, content.at[k]));
}

/* --- claims that the model has left out ----------------------------------------------------------------------- */

/* For each token: does a claim hold it? */
static bool *tokens_claimed(const struct hs_work *work)
{
	bool *claimed = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(*claimed));

	for (size_t i = 0; i < work->out->n_claims; i++) {
		const struct hs_claim *claim = &work->out->claims[i];
		const struct hs_ranges parts[] = { claim->cue, claim->source_spans, claim->content };

		for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); k++)
			for (size_t r = 0; r < parts[k].n; r++) {
				struct hs_run run = hs_work_run(work, parts[k].at[r]);

				for (uint32_t at = run.first; at < run.end; at++)
					claimed[at] = true;
			}
	}
	return claimed;
}

/* "reports from Leith that the mayor said", not "the states that have a port" */
static bool has_that_clause(const struct nester *n, uint32_t verb)
{
	uint32_t that = that_behind(n->work, verb + 1, n->within.end);

	return that < n->within.end && is_bare_clause(n->work, that + 1, n->within.end);
}

/* The first verb that has a clause with "that", in a sentence without a claim. */
static void sentence_read(struct nester *n)
{
	struct hs_clause clause;

	for (uint32_t at = n->within.first; at < n->within.end; at++)
		if (frames_at(n->work, at) & THAT && has_that_clause(n, at)) {
			if (hs_clause_read(&clause, n->scene, at, n->within.first) && !clause.unreal && !clause.passive &&
			    !is_no_verb(n, &clause) && begins_clause(n, clause.subject.run.first))
				active_read(n, &clause, THAT);
			return;
		}
}

static void left_out_find(struct nester *n)
{
	const struct hs_work *work = n->work;
	const bool *claimed = tokens_claimed(work);

	n->outer = HS_NO_CLAIM;
	for (uint32_t at = 0; at < work->n_tokens; at = n->within.end) {
		bool free = work->article->paras[work->tokens[at].para].kind == HS_PARA_BODY;

		n->within = (struct hs_run){ at, hs_clause_end(work, at, (uint32_t)work->n_tokens) };
		for (uint32_t i = at; i < n->within.end && free; i++)
			free = !claimed[i];
		if (free)
			sentence_read(n);
	}
}

void hs_nested_find(struct hs_scene *scene, struct hs_marking *marking)
{
	struct hs_work *work = scene->work;
	struct nester n = { .scene = scene, .work = work, .marking = marking };

	left_out_find(&n);
	/* Claims that this adds are read too: they stand at the end of the list. */
	for (size_t i = 0; i < work->out->n_claims; i++) {
		n.outer = (uint32_t)i;
		if (work->out->claims[i].cue.n && reports(&n))
			claim_read(&n);
	}
}
