/* Runs of capitalised words, and where in them the name of a person begins. */
#include "attribute/names_p.h"

bool hs_token_is_capital(const struct hs_token *token)
{
	return token->alnum && token->upper;
}

bool hs_token_is_initial(const struct hs_token *token)
{
	return token->upper && strlen(token->lex->fold) == 1;
}

bool hs_token_joins(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *a = &work->tokens[at], *b = a + 1;

	if (at + 1 >= work->n_tokens || a->para != b->para || b->range.start - a->range.end > 3)
		return false;
	for (uint32_t i = a->range.end; i < b->range.start; i++)
		if (!strchr(" \n\r\t", work->article->text[i]))
			return false;
	return true;
}

static bool is_particle(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "de la da du del della di van von der den ter bin ibn al el bint dos das le");
}

/* The token that goes on with the name at `at`, or 0. */
static uint32_t name_step(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];
	uint32_t next = at + 1;

	if (token->possessive || !hs_token_joins(work, at))
		return 0;
	if (hs_token_is(work, next, ".") && (hs_token_is_initial(token) || token->lex->title) && hs_token_joins(work, next))
		next++;
	if (hs_word_is_quote(hs_fold_at(work, next)) && next + 3 < work->n_tokens && hs_token_is_capital(&work->tokens[next + 1]) &&
	    hs_word_is_quote(hs_fold_at(work, next + 2)) && hs_token_joins(work, next + 2) && hs_token_is_capital(&work->tokens[next + 3]) &&
	    work->tokens[next + 3].para == token->para)
		return next + 3;        /* John "Jack" Diaz */
	if (is_particle(&work->tokens[next]) && hs_token_joins(work, next) && !work->tokens[next].upper) {
		uint32_t after = next + 1;

		if (is_particle(&work->tokens[after]) && !work->tokens[after].upper && hs_token_joins(work, after))
			after++;
		return hs_token_is_capital(&work->tokens[after]) ? next : 0;
	}
	if (work->tokens[next].lex->small == HS_SMALL_PRONOUN && !hs_token_is(work, next + 1, "."))
		return 0;               /* "THINKS HE'S", "than Ana Diaz I have seen", but "Ana I. Diaz" */
	return (hs_token_is_capital(&work->tokens[next]) || (is_particle(token) && !token->upper)) &&
	       work->tokens[next].alnum && work->tokens[next].lex->small != HS_SMALL_DEFINITE ? next : 0;
}

bool hs_token_begins_run(const struct hs_token *token)
{
	return hs_token_is_capital(token) && token->lex->small == HS_SMALL_NONE;
}

struct hs_run hs_run_of_capitals(const struct hs_work *work, uint32_t first)
{
	struct hs_run run = { first, first + 1 };
	uint32_t step;

	while ((step = name_step(work, run.end - 1)) && run.end - run.first < 24)
		run.end = step + 1;
	return run;
}

bool hs_token_is_rank(const struct hs_token *token)
{
	return token->lex->title || token->noun;
}

/* "Rev.", "Gov.": never part of a name, unlike "King" */
static bool is_short_title(const struct hs_token *token)
{
	return token->lex->title && hs_word_in(token->lex->fold, "rev sen rep gov lt col gen adm capt sgt dr mr mrs ms prof atty");
}

bool hs_office_precedes(const struct hs_work *work, struct hs_run name)
{
	const struct hs_token *place = name.first > 2 ? &work->tokens[name.first - 1] : NULL, *office = place ? place - 2 : NULL;

	return place && name.end == name.first + 2 && place->lex->proper == HS_PROPER_PLACE && !place->lex->firstname && !place->possessive &&
	       hs_token_joins(work, name.first - 1) && hs_word_in(place[-1].lex->fold, "to for of in") && office->sentence == place->sentence &&
	       office->noun && hs_noun_is_human(office->noun) && !office->plural;
}

/* After the last rank, else at the first first name. */
uint32_t hs_run_name_begin(const struct hs_work *work, struct hs_run run)
{
	uint32_t begin = run.first;

	if (run.end == run.first + 3 && hs_office_precedes(work, (struct hs_run){ run.first + 1, run.end }))
		return run.first + 1;

	for (uint32_t at = run.first; at + 1 < run.end; at++) {
		const struct hs_token *token = &work->tokens[at];
		bool after_first = at > run.first && token[-1].lex->firstname && !token[-1].lex->title &&
				   at - 1 >= begin;

		if (token->lex->firstname && !token->lex->title && begin == at)
			continue;
		if (hs_token_is_rank(token) && (!after_first || is_short_title(token)))
			begin = at + 1 + hs_token_is(work, at + 1, ".");
	}
	if (begin > run.first)
		return begin;
	for (uint32_t at = run.first; at + 1 < run.end; at++)
		if (work->tokens[at].lex->firstname) {
			bool initial = at >= run.first + 2 && hs_token_is(work, at - 1, ".") && hs_token_is_initial(&work->tokens[at - 2]);

			return initial ? at - 2 : at;
		}
	return run.first;
}

bool hs_token_is_suffix(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "jr sr ii iii iv");
}
