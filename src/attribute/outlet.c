/* Names of outlets and news agencies in running text. */
#include "attribute/extract_p.h"

#include "base/utf8.h"
#include "lexicon/outlet.h"

const char *hs_run_outlet(const struct hs_work *work, struct hs_run run)
{
	struct hs_span span;

	if (run.first >= run.end)
		return NULL;
	span = hs_span_at(work->article->text, hs_run_range(work, run));
	return hs_outlet_find(hs_utf8_fold(work->arena, span.ptr, span.len));
}

bool hs_run_is_masthead(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *first, *last;

	if (run.first >= run.end)
		return false;
	first = &work->tokens[run.first];
	last = &work->tokens[run.end - 1];
	return first->upper && last->upper &&
	       hs_masthead_fits(first->lex->fold, last->lex->fold, run.end - run.first,
				run.first > 0 && first[-1].lex->small == HS_SMALL_DEFINITE);
}
