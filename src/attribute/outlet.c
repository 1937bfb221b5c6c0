/* Names of outlets, news agencies and other bodies in running text. */
#include "attribute/extract_p.h"

#include "base/utf8.h"
#include "lexicon/outlet.h"

/* The words of the run, which is not empty, in lower case. */
static char *run_fold(const struct hs_work *work, struct hs_run run)
{
	struct hs_span span = hs_span_at(work->article->text, hs_run_range(work, run));

	return hs_utf8_fold(work->arena, span.ptr, span.len);
}

static bool possessive_cut(char *fold)
{
	bool possessive = hs_ends_in(fold, "'s");

	if (possessive)
		fold[strlen(fold) - 2] = '\0';
	return possessive;
}

const char *hs_run_outlet(const struct hs_work *work, struct hs_run run)
{
	const char *name;
	char *fold;

	if (run.first >= run.end)
		return NULL;
	fold = run_fold(work, run);
	name = hs_outlet_find(fold);            /* "Barron's" */
	return name || !possessive_cut(fold) ? name : hs_outlet_find(fold);
}

bool hs_run_is_own_outlet(const struct hs_work *work, struct hs_run run)
{
	const char *outlet = work->article->outlet, *name = hs_run_outlet(work, run), *full;
	size_t from;
	char *fold;

	if (!outlet || run.first >= run.end)
		return false;
	outlet = hs_utf8_fold(work->arena, outlet, strlen(outlet));
	full = hs_outlet_find(outlet);
	fold = run_fold(work, run);
	possessive_cut(fold);
	if ((name && full && strcmp(name, full) == 0) || strcmp(fold, outlet) == 0)
		return true;
	from = strlen(outlet) > strlen(fold) ? strlen(outlet) - strlen(fold) : 0;       /* "The Times" */
	return from && !name && hs_run_is_masthead(work, run) && outlet[from - 1] == ' ' && strcmp(outlet + from, fold) == 0;
}

bool hs_run_is_address(const struct hs_work *work, struct hs_run run)
{
	return run.end == run.first + 1 && hs_masthead_is_address(work->tokens[run.first].lex->fold);
}

bool hs_run_is_masthead(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *first, *last;

	if (run.first >= run.end)
		return false;
	first = &work->tokens[run.first];
	last = &work->tokens[run.end - 1];
	if (hs_run_is_address(work, run))
		return true;
	return first->upper && last->upper &&
	       hs_masthead_fits(first->lex->fold, last->lex->fold, run.end - run.first,
				run.first > 0 && first[-1].lex->small == HS_SMALL_DEFINITE);
}

uint32_t hs_body_at(const struct hs_work *work, uint32_t at)
{
	if (at >= work->n_tokens || !work->tokens[at].upper)
		return 0;
	for (const char *const *name = hs_body_names; *name; name++) {
		uint32_t n = (uint32_t)hs_phrase_at(work, at, *name);

		if (n && work->tokens[at + n - 1].upper)
			return n;
	}
	return 0;
}
