/* The title of a book, film or song as a source: "The Long Bridge" in quotation marks, alone or behind whose it is. */
#include "attribute/phrase.h"

#define TITLE_MAX 16            /* words and marks */
#define OWNER_MAX 4             /* words of `Ana Maria Diaz's` before it */

static bool is_mark(const struct hs_work *work, uint32_t at)
{
	return at < work->n_tokens && hs_word_is_any_quote(work->tokens[at].lex->fold);
}

/* The opening mark of the title that the run begins with, or that stands behind a possessor there; the end of the run: none. */
static uint32_t opening_mark(const struct hs_work *work, struct hs_run run)
{
	uint32_t at = run.first;

	if (at && is_mark(work, at - 1) && work->tokens[at - 1].para == work->tokens[at].para)
		return at - 1;
	while (at < run.end && work->tokens[at].alnum && at - run.first < OWNER_MAX)
		at++;
	if (at == run.first || at >= run.end || !is_mark(work, at) ||
	    !(work->tokens[at - 1].possessive || work->tokens[at - 1].lex->small == HS_SMALL_POSSESSIVE))
		return run.end;
	return at;
}

/* Capitals and small words up to the closing mark; empty: something else stands there, or one word alone. */
static struct hs_run words_between(const struct hs_work *work, uint32_t open)
{
	const uint32_t para = work->tokens[open].para;
	struct hs_run title = { open + 1, open + 1 };
	uint32_t words = 0;

	for (; title.end < work->n_tokens && title.end - open <= TITLE_MAX && !is_mark(work, title.end); title.end++) {
		const struct hs_token *token = &work->tokens[title.end];

		if (token->para != para || (token->alnum && !token->upper && (token->lex->small == HS_SMALL_NONE || !words)))
			return (struct hs_run){ open, open };
		words += token->alnum;
	}
	if (words < 2 || !is_mark(work, title.end))
		return (struct hs_run){ open, open };
	while (!work->tokens[title.end - 1].alnum)
		title.end--;
	return title;
}

/* `"Jane Doe" said`: a name that is none */
static bool is_name(const struct hs_names *names, struct hs_run run)
{
	uint32_t name = names->of_token[run.first];

	return name && names->at[name - 1].run.end >= run.end;
}

/* Does the source go on with a word that the title only modifies: `"The Long Bridge" author Ana Diaz`? */
static bool modifies(const struct hs_work *work, struct hs_run title, struct hs_run run)
{
	uint32_t at = title.end;

	while (at < run.end && !work->tokens[at].alnum)
		if (hs_token_is(work, at++, ","))
			return false;
	return at < run.end && work->tokens[at].lex->small != HS_SMALL_PREPOSITION && work->tokens[at].lex->small != HS_SMALL_RELATIVE;
}

struct hs_run hs_title_at(const struct hs_work *work, const struct hs_names *names, struct hs_run run)
{
	const struct hs_run none = { run.end, run.end };
	uint32_t open = opening_mark(work, run);
	struct hs_run title = open < run.end ? words_between(work, open) : none;

	if (title.first >= title.end || title.end > run.end || modifies(work, title, run) || hs_run_outlet(work, title) ||
	    (open < run.first && is_name(names, title)))
		return none;
	return title;
}
