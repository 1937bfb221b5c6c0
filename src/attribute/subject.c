/* The subject of an active verb: the noun phrase before it, with what stands between the two. */
#include "attribute/subject_p.h"

#define REACH 24                /* tokens between a verb and the beginning of its subject */
#define ADJUNCT_MAX 8           /* tokens of "in his speech on Monday" between subject and verb */
#define ASIDES 3                /* marks that are tried as the beginning of an aside */

#define TIMES "week month year night morning afternoon evening day today yesterday time"

/* Prepositions that begin clauses too. */
#define SUBORDINATE "as after before since until"
#define OPENING "that because when if while although though where but so unless whether " SUBORDINATE

/* Verbs that another clause can follow without a "that". */
#define CLAUSAL "say says said saying think thinks thought believe believes believed know knows knew hope hopes hoped fear fears feared"

/* --- the phrase that ends at a word --------------------------------------------------------------------- */

/* A phrase behind a preposition or joined to another is not the whole subject. */
static bool hangs_on(const struct hs_work *work, uint32_t first)
{
	const struct hs_token *before = first ? &work->tokens[first - 1] : NULL;

	if (!before || before->sentence != work->tokens[first].sentence)
		return false;
	return before->possessive || hs_word_in(before->lex->fold, "and or to") ||
	       (before->lex->small == HS_SMALL_PREPOSITION && !hs_word_in(before->lex->fold, SUBORDINATE)) ||
	       (hs_ends_in(before->lex->fold, "ing") && !before->noun);
}

/* "one of the pilots", "most of whom" */
static struct hs_run with_partitive(const struct hs_work *work, struct hs_run run)
{
	enum hs_small small = run.first > 1 ? work->tokens[run.first - 2].lex->small : HS_SMALL_NONE;

	if (run.first > 1 && hs_token_is(work, run.first - 1, "of") &&
	    hs_small_is_quantifier(small))
		run.first -= 2;
	return run;
}

static struct hs_run name_ending(const struct hs_seeker *s, uint32_t last)
{
	const struct hs_name *name = &s->scene->names.at[s->scene->names.of_token[last] - 1];

	return name->run.end != last + 1 || name->modifier ? HS_NO_RUN : (struct hs_run){ name->titles, last + 1 };
}

static struct hs_run noun_ending(const struct hs_seeker *s, uint32_t last)
{
	const struct hs_token *token = &s->work->tokens[last];
	struct hs_phrase phrase;

	if ((!token->noun && !token->upper) || token->lex->small != HS_SMALL_NONE || hs_word_in(token->lex->fold, "why how"))
		return HS_NO_RUN;
	phrase = hs_phrase_around(s->work, &s->scene->names, last);
	if (phrase.head != last || (phrase.determiner == HS_SMALL_NONE && !phrase.plural && !token->upper))
		return HS_NO_RUN;
	return (struct hs_run){ phrase.run.first, last + 1 };
}

/* The name, pronoun or noun with its determiner whose last word is token `last`. */
static struct hs_run phrase_ending(const struct hs_seeker *s, uint32_t last)
{
	struct hs_run run = { last, last + 1 };

	if (s->scene->names.of_token[last])
		run = name_ending(s, last);
	else if (last > 0 && hs_token_is(s->work, last, "one") && hs_token_is(s->work, last - 1, "no"))
		run.first = last - 1;
	else if (!hs_word_in(hs_fold_at(s->work, last), "he she they it who whom which i we nobody everyone everybody"))
		run = noun_ending(s, last);
	if (hs_run_is_empty(run))
		return run;
	run = with_partitive(s->work, run);
	return hangs_on(s->work, run.first) ? HS_NO_RUN : run;
}

/* "a spokesman for the port", "Pastor Weller of Leith", "some Democrats" */
static struct hs_run complement_ending(const struct hs_seeker *s, uint32_t last)
{
	uint32_t floor = last;
	struct hs_phrase phrase;

	while (floor > 0 && last - floor < HS_CLAUSE_REACH && hs_same_sentence(s->work, floor - 1, last))
		floor--;
	phrase = hs_clause_phrase_before(s->scene, last + 1, floor);
	if (phrase.form == HS_FORM_NONE || hs_run_is_empty(phrase.run) || !hs_clause_speaks(s->scene, &phrase))
		return HS_NO_RUN;
	phrase.run = with_partitive(s->work, phrase.run);
	return hangs_on(s->work, phrase.run.first) ? HS_NO_RUN : phrase.run;
}

/* Can token `at` stand before a name or noun and belong to it: "former mayor", "all the"? */
static bool is_modifier(const struct hs_seeker *s, uint32_t at)
{
	const struct hs_token *token = &s->work->tokens[at];
	uint32_t name = s->scene->names.of_token[at];

	if (!token->alnum)
		return hs_token_is(s->work, at, "/");
	switch (token->lex->small) {
	case HS_SMALL_NONE:
		return (token->upper || token->noun || !token->lex->cue) && !(name && !s->scene->names.at[name - 1].modifier) &&
		       !hs_ends_in(token->lex->fold, "ly") && !hs_ends_in(token->lex->fold, "ing") &&
		       !hs_classes_have(token->lex->classes, HS_WC_day) && !hs_word_in(token->lex->fold, TIMES " why how but");
	case HS_SMALL_ORDINAL:
		return true;
	default:
		return (hs_small_is_determiner(token->lex->small) && !hs_token_is(s->work, at, "that")) ||
		       hs_word_in(token->lex->fold, "only even");
	}
}

static struct hs_run with_modifiers(const struct hs_seeker *s, struct hs_run run)
{
	struct hs_run wide = run;

	while (wide.first > 0 && run.first - wide.first < REACH && hs_same_sentence(s->work, wide.first - 1, run.first) &&
	       is_modifier(s, wide.first - 1))
		wide.first--;
	while (wide.first < run.first && !s->work->tokens[wide.first].alnum)
		wide.first++;
	return hangs_on(s->work, wide.first) ? run : wide;
}

static struct hs_run subject_ending(const struct hs_seeker *s, uint32_t last)
{
	struct hs_run run = phrase_ending(s, last);
	enum hs_small small;

	if (hs_run_is_empty(run))
		run = complement_ending(s, last);
	while (run.first < last && (!hs_same_sentence(s->work, run.first, last) || hs_token_is(s->work, run.first, "that")))
		run.first++;
	if (hs_run_is_empty(run))
		return run;
	small = s->work->tokens[run.first].lex->small;
	return small == HS_SMALL_PRONOUN || small == HS_SMALL_RELATIVE ? run : with_modifiers(s, run);
}

/* --- what stands between subject and verb ------------------------------------------------------------------- */

/* "an actor in Leith" behind a name and a comma is more of the aside. */
static uint32_t name_before_aside(const struct hs_seeker *s, uint32_t first)
{
	struct hs_run before = HS_NO_RUN;

	if (first > 1 && hs_token_is(s->work, first - 1, ",") && hs_same_sentence(s->work, first - 2, first) &&
	    s->scene->names.of_token[first - 2])
		before = subject_ending(s, first - 2);
	return hs_run_is_empty(before) ? first : before.first;
}

/* Is the aside that begins at `at` part of whom it follows: "a pilot", ", who chairs the board"; not "in 2013", "however"? */
static bool is_apposition(const struct hs_seeker *s, uint32_t at)
{
	const struct hs_token *token = &s->work->tokens[at];

	switch (token->lex->small) {
	case HS_SMALL_PREPOSITION:
	case HS_SMALL_ADVERB:
	case HS_SMALL_CONJUNCTION:
		return false;
	case HS_SMALL_RELATIVE:
		return hs_token_is(s->work, at - 1, ",");
	default:
		return token->alnum && !hs_ends_in(token->lex->fold, "ing");
	}
}

/* "Diaz, who chairs the board, said", "Diaz - a pilot - said": the mark at `close` ends the aside. */
static struct hs_run subject_with_aside(const struct hs_seeker *s, uint32_t close)
{
	const char *mark = hs_fold_at(s->work, close);
	int tried = 0;

	for (uint32_t at = close; at > 1 && close - at < REACH && tried < ASIDES && hs_same_sentence(s->work, at - 2, close); at--) {
		struct hs_run run;

		if (!hs_token_is(s->work, at - 1, mark))
			continue;
		run = subject_ending(s, at - 2);
		if (!hs_run_is_empty(run))
			return is_apposition(s, at) ? (struct hs_run){ name_before_aside(s, run.first), close } : run;
		tried++;
	}
	return HS_NO_RUN;
}

/* "Diaz (Ohio) said" */
static struct hs_run subject_with_brackets(const struct hs_seeker *s, uint32_t close)
{
	for (uint32_t at = close; at > 1 && close - at < ADJUNCT_MAX && hs_same_sentence(s->work, at - 2, close); at--)
		if (hs_token_is(s->work, at - 1, "(")) {
			struct hs_run run = subject_ending(s, at - 2);

			return hs_run_is_empty(run) ? run : (struct hs_run){ run.first, close + 1 };
		}
	return HS_NO_RUN;
}

/* "Diaz in a speech on Monday said": the name or pronoun that stands before prepositions. */
static struct hs_run subject_with_adjunct(const struct hs_seeker *s, uint32_t verb)
{
	for (uint32_t at = verb - 1; at > 0 && verb - at < ADJUNCT_MAX && hs_same_sentence(s->work, at - 1, verb); at--) {
		const struct hs_token *token = &s->work->tokens[at];

		if (!token->alnum || token->lex->small == HS_SMALL_AUXILIARY || token->lex->small == HS_SMALL_RELATIVE || token->possessive ||
		    s->scene->names.of_token[at])
			break;
		if (token->lex->small != HS_SMALL_PREPOSITION || hs_word_in(token->lex->fold, "of"))
			continue;
		if (at == verb - 1)             /* "Diaz resigns after | months of": no verb */
			break;
		if (s->scene->names.of_token[at - 1] || s->work->tokens[at - 1].lex->small == HS_SMALL_PRONOUN)
			return phrase_ending(s, at - 1);
	}
	return HS_NO_RUN;
}

/* "One of the pilots who signed the letter said": `nearest` is "the letter"; with the relative clause before the verb. */
static struct hs_run subject_with_relative(const struct hs_seeker *s, struct hs_run nearest)
{
	for (uint32_t at = nearest.first; at > 2 && nearest.end - at < REACH && hs_same_sentence(s->work, at - 2, nearest.first); at--) {
		const struct hs_token *token = &s->work->tokens[at - 1];
		struct hs_run run;

		if (!token->alnum || hs_word_in(token->lex->fold, CLAUSAL))
			break;
		if (at == nearest.first || !hs_word_in(token->lex->fold, "who that which"))
			continue;
		run = subject_ending(s, at - 2);
		return hs_run_is_empty(run) ? nearest : (struct hs_run){ run.first, nearest.end };
	}
	return nearest;
}

/* --- a clause that is nothing but subject and verb ---------------------------------------------------------- */

static bool opens_clause(const struct hs_token *token)
{
	bool mark = !token->alnum && !strchr("'$%&/.", *token->lex->fold) && token[1].range.start > token->range.end;

	return mark || hs_word_in(token->lex->fold, OPENING);
}

static bool is_nominal(const struct hs_token *token)
{
	return token->alnum && (token->noun || token->upper || hs_ends_in(token->lex->fold, "s")) && !token->possessive &&
	       token->lex->small == HS_SMALL_NONE && !(token->lex->cue && !token->noun);
}

static bool holds_no_subject(const struct hs_token *token)
{
	switch (token->lex->small) {
	case HS_SMALL_AUXILIARY:
	case HS_SMALL_RELATIVE:
	case HS_SMALL_PRONOUN:
		return true;
	default:
		return token->lex->cue && !token->noun && !token->upper;
	}
}

static bool begins_subject(const struct hs_token *token)
{
	return token->lex->small != HS_SMALL_PREPOSITION && !hs_word_in(token->lex->fold, "to not") &&
	       (token->noun || !hs_ends_in(token->lex->fold, "ing"));
}

/* "Twelve towns led by Leith and the union of farmers": all from the beginning of the clause, where no other verb is known. */
static struct hs_run subject_whole(const struct hs_seeker *s, uint32_t verb)
{
	const struct hs_token *tokens = s->work->tokens;
	struct hs_run run = { verb, verb };

	if (!is_nominal(&tokens[verb - 1]))
		return HS_NO_RUN;
	while (run.first > 0 && hs_same_sentence(s->work, run.first - 1, verb) && !opens_clause(&tokens[run.first - 1]))
		if (holds_no_subject(&tokens[--run.first]) || verb - run.first >= REACH)
			return HS_NO_RUN;
	while (run.first < run.end && (tokens[run.first].lex->small == HS_SMALL_ADVERB ||
				       hs_word_in(tokens[run.first].lex->fold, "and but yet so")))
		run.first++;
	return !hs_run_is_empty(run) && begins_subject(&tokens[run.first]) ? run : HS_NO_RUN;
}

/* --- the whole ------------------------------------------------------------------------------------------- */

/* Before "on Tuesday", "last week" and the like, if they stand between subject and verb. */
static uint32_t time_skip(const struct hs_seeker *s, uint32_t verb)
{
	uint32_t at = verb;

	while (at > 2 && verb - at < 4 && hs_same_sentence(s->work, at - 2, verb) &&
	       (hs_classes_have(s->work->tokens[at - 1].lex->classes, HS_WC_day) || hs_word_in(hs_fold_at(s->work, at - 1), TIMES)))
		at -= 1 + hs_word_in(hs_fold_at(s->work, at - 2), "on last this next late early");
	return at;
}

static struct hs_run subject_until(const struct hs_seeker *s, uint32_t end)
{
	struct hs_run run;

	if (end > 1 && hs_token_is(s->work, end - 1, ",") && hs_token_is(s->work, end - 2, ")"))
		end--;
	if (hs_token_is(s->work, end - 1, ")"))
		return subject_with_brackets(s, end - 1);
	if (hs_word_in(hs_fold_at(s->work, end - 1), ", - – —"))
		return subject_with_aside(s, end - 1);
	run = subject_ending(s, end - 1);
	if (!hs_run_is_empty(run))
		return subject_with_relative(s, run);
	run = subject_with_adjunct(s, end);
	return hs_run_is_empty(run) ? subject_whole(s, end) : run;
}

struct hs_run hs_participle_subject(const struct hs_seeker *s)
{
	uint32_t cue = s->cue.first, name = cue ? s->scene->names.of_token[cue - 1] : 0;
	struct hs_phrase phrase;

	if (!cue || !hs_ends_in(hs_fold_at(s->work, cue), "ing") || !hs_same_sentence(s->work, cue - 1, cue) ||
	    s->work->tokens[cue - 1].possessive)
		return HS_NO_RUN;
	if (name)
		return name_ending(s, cue - 1);
	if (!is_nominal(&s->work->tokens[cue - 1]))
		return HS_NO_RUN;
	phrase = hs_phrase_around(s->work, &s->scene->names, cue - 1);
	return phrase.head == cue - 1 && hs_clause_speaks(s->scene, &phrase) ? (struct hs_run){ phrase.run.first, cue } : HS_NO_RUN;
}

struct hs_run hs_subject_before(const struct hs_seeker *s)
{
	uint32_t end = time_skip(s, hs_verb_begin(s));
	const struct hs_cue *cue = hs_verb_head(s)->lex->cue;
	struct hs_run run;

	if (!end || !hs_same_sentence(s->work, end - 1, s->cue.first) || s->work->tokens[end - 1].possessive || hs_verb_is_passive(s) ||
	    hs_verb_is_undergone(s))
		return HS_NO_RUN;
	run = subject_until(s, end);
	if (hs_run_is_empty(run) || !hs_verb_is_finite(s, run))
		return HS_NO_RUN;
	if (hs_token_is(s->work, run.first, "it") && (!cue || cue->cls != HS_CUE_SPEECH))       /* "it is clear that" */
		return HS_NO_RUN;
	return run;
}
