/* Verbs with their subjects, as far as words and their classes tell. */
#include "attribute/clause_p.h"

#define COMPLEMENTS 3           /* "a spokesman for the head of the port in the capital" */
#define GROUP_MAX 6             /* auxiliaries and adverbs before a verb */
#define PHRASE_MAX 40           /* tokens of a phrase with its complements */
#define ASIDE_MAX 14            /* words between the commas of "the owner, Ana Diaz, said" */

static const struct hs_token *token_of(const struct hs_work *work, uint32_t at)
{
	return &work->tokens[at];
}

static void mark_runs(const struct hs_work *work, uint32_t *marks, struct hs_ranges ranges, uint32_t claim)
{
	for (size_t i = 0; i < ranges.n; i++) {
		struct hs_run run = hs_work_run(work, ranges.at[i]);

		for (uint32_t at = run.first; at < run.end; at++)
			marks[at] = claim + 1;
	}
}

void hs_marking_add(const struct hs_work *work, struct hs_marking *marking, uint32_t claim)
{
	mark_runs(work, marking->cue, work->out->claims[claim].cue, claim);
	mark_runs(work, marking->source, work->out->claims[claim].source_spans, claim);
}

struct hs_marking hs_marking_new(const struct hs_work *work)
{
	struct hs_marking marking = {
		.cue = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(*marking.cue)),
		.source = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(*marking.source)),
	};

	for (size_t i = 0; i < work->out->n_claims; i++)
		hs_marking_add(work, &marking, (uint32_t)i);
	return marking;
}

uint32_t hs_marking_next(const struct hs_marking *marking, uint32_t *at, uint32_t end)
{
	uint32_t claim;

	while (*at < end && !marking->cue[*at])
		++*at;
	if (*at >= end)
		return HS_NO_CLAIM;
	claim = marking->cue[*at] - 1;
	while (*at < end && marking->cue[*at] == claim + 1)
		++*at;
	return claim;
}

uint32_t hs_clause_end(const struct hs_work *work, uint32_t at, uint32_t end)
{
	uint32_t sentence = work->tokens[at].sentence;

	while (at < end && at < work->n_tokens && work->tokens[at].sentence == sentence)
		at++;
	return at;
}

struct hs_run hs_clause_trim(const struct hs_work *work, struct hs_run run)
{
	while (run.first < run.end && !work->tokens[run.first].alnum && !hs_word_is_any_quote(work->tokens[run.first].lex->fold))
		run.first++;
	while (run.end > run.first && !work->tokens[run.end - 1].alnum && !hs_word_is_any_quote(work->tokens[run.end - 1].lex->fold))
		run.end--;
	return run;
}

/* --- noun phrases --------------------------------------------------------------------------------- */

static bool is_nominal(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_token *token = token_of(scene->work, at);

	return token->alnum && token->lex->small == HS_SMALL_NONE &&
	       (token->noun || token->upper || scene->names.of_token[at] || !token->lex->cue);
}

static bool is_subject_pronoun(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "he she they it who");
}

/* The complement that stands between two nouns: "the head [of] the port", "an aide [to] the mayor". */
static bool is_link(const struct hs_work *work, uint32_t at)
{
	if (hs_token_is(work, at, "to"))
		return at && work->tokens[at - 1].noun && work->tokens[at - 1].noun->cls == HS_NOUN_ROLE;
	return hs_word_in(hs_fold_at(work, at), "of for at in from with");
}

static struct hs_phrase phrase_of_run(const struct hs_scene *scene, struct hs_run run)
{
	struct hs_phrase phrase = hs_phrase_read(scene->work, &scene->names, run);

	phrase.run = run;
	return phrase;
}

/* The comma that opens the aside which token `close` closes, or `close`. */
static uint32_t aside_opening(const struct hs_work *work, uint32_t close, uint32_t floor)
{
	for (uint32_t at = close; at > floor && close - at < ASIDE_MAX; at--)
		if (strcmp(hs_fold_at(work, at - 1), ",") == 0)
			return at - 1;
	return close;
}

struct hs_phrase hs_clause_phrase_before(const struct hs_scene *scene, uint32_t end, uint32_t floor)
{
	static const struct hs_phrase none;
	const struct hs_work *work = scene->work;
	uint32_t last = end;
	struct hs_run run;

	if (end <= floor)
		return none;
	if (strcmp(hs_fold_at(work, end - 1), ",") == 0) {
		last = aside_opening(work, end - 1, floor);
		if (last == end - 1 || last <= floor)
			return none;
	}
	if (is_subject_pronoun(token_of(work, last - 1)))
		return last == end ? phrase_of_run(scene, (struct hs_run){ last - 1, last }) : none;
	if (!is_nominal(scene, last - 1) || token_of(work, last - 1)->possessive)
		return none;
	run = (struct hs_run){ hs_phrase_around(work, &scene->names, last - 1).run.first, end };
	for (int n = 0; n < COMPLEMENTS && run.first >= floor + 2 && is_link(work, run.first - 1) &&
	     is_nominal(scene, run.first - 2); n++)
		run.first = hs_phrase_around(work, &scene->names, run.first - 2).run.first;
	if (run.first < floor)
		run.first = floor;
	return phrase_of_run(scene, run);
}

/* Where a phrase that begins at `at` ends at the latest: a mark, a verb, a relative, "that". */
static bool ends_phrase(const struct hs_work *work, uint32_t first, uint32_t at)
{
	const struct hs_token *token = token_of(work, at);

	if (!token->alnum)
		return !strchr("'\"$%.-&", *token->lex->fold);
	if (at == first)
		return false;
	return token->lex->small == HS_SMALL_AUXILIARY || token->lex->small == HS_SMALL_RELATIVE ||
	       hs_word_in(token->lex->fold, "that as because when while but if whether to said told") ||
	       hs_classes_have(token->lex->classes, HS_WC_day);
}

struct hs_phrase hs_clause_phrase_at(const struct hs_scene *scene, uint32_t at, uint32_t end)
{
	const struct hs_work *work = scene->work;
	struct hs_run run = { at, at };

	end = hs_clause_end(work, at, end < at + PHRASE_MAX ? end : at + PHRASE_MAX);
	while (run.end < end && !ends_phrase(work, at, run.end))
		run.end++;
	while (run.end > run.first && !work->tokens[run.end - 1].alnum)
		run.end--;
	return phrase_of_run(scene, run);
}

bool hs_clause_speaks(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_token *head = token_of(scene->work, phrase->head);

	switch (phrase->form) {
	case HS_FORM_NAME:
	case HS_FORM_PRONOUN:
		return !head->possessive;
	case HS_FORM_NOUN:
		return phrase->noun->cls != HS_NOUN_DEED &&
		       !hs_word_in(phrase->noun->word, "nobody everybody anybody anyone everyone none sign law rule history") &&
		       !(phrase->determiner == HS_SMALL_NONE && phrase->head == phrase->run.first && hs_word_in(phrase->noun->word, "people"));
	case HS_FORM_PROPER:
		return head->alnum && !hs_lexeme_is_date(head->lex);
	case HS_FORM_OTHER:             /* a word that no table knows, where people and bodies stand: "the goalkeeper", "inmates" */
		return head->alnum && !head->upper && !head->possessive &&
		       (hs_small_is_article(phrase->determiner) || phrase->determiner == HS_SMALL_NUMBER || phrase->plural);
	default:
		return false;
	}
}

/* --- verbs ------------------------------------------------------------------------------------------ */

static bool is_in_group(const struct hs_token *token)
{
	return token->lex->small == HS_SMALL_AUXILIARY || (token->lex->small == HS_SMALL_ADVERB && token->alnum) ||
	       hs_word_in(token->lex->fold, "all both each") ||
	       (!token->noun && !token->upper && hs_ends_in(token->lex->fold, "ly"));
}

static void group_read(struct hs_clause *clause, const struct hs_work *work, uint32_t floor)
{
	clause->first = clause->verb;
	while (clause->first > floor && clause->verb - clause->first < GROUP_MAX && is_in_group(token_of(work, clause->first - 1))) {
		const char *fold = hs_fold_at(work, --clause->first);

		clause->unreal |= hs_word_in(fold, "not never would wouldn't will won't could couldn't can can't cannot may might must "
						    "should shouldn't shall did didn't do don't does doesn't hasn't haven't hadn't "
						    "wasn't weren't isn't aren't");
		clause->passive |= hs_word_in(fold, "is are was were been be being");
	}
}

bool hs_clause_read(struct hs_clause *out, const struct hs_scene *scene, uint32_t verb, uint32_t floor)
{
	*out = (struct hs_clause){ .verb = verb };
	group_read(out, scene->work, floor);
	out->subject = hs_clause_phrase_before(scene, out->first, floor);
	if (out->subject.form == HS_FORM_NONE || out->subject.run.first >= out->subject.run.end)
		return false;
	out->unreal |= hs_word_in(hs_fold_at(scene->work, out->subject.run.first), "no nobody none neither any anyone anybody if");
	return hs_clause_speaks(scene, &out->subject);
}

uint32_t hs_clause_claim(struct hs_work *work, struct hs_marking *marking, struct hs_run source, struct hs_run cue,
			 struct hs_ranges content)
{
	struct hs_claim *claim = hs_claim_add(work, NULL);
	uint32_t index = (uint32_t)(work->out->n_claims - 1);

	claim->source_spans = hs_ranges_one(work->arena, hs_run_range(work, source));
	claim->cue = hs_ranges_one(work->arena, hs_run_range(work, cue));
	claim->content = content;
	hs_marking_add(work, marking, index);
	return index;
}
