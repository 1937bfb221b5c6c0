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
	unsigned last;

	if (run.first >= run.end || !work->tokens[run.first].upper || !work->tokens[run.end - 1].upper)
		return false;
	last = hs_masthead_find(work->tokens[run.end - 1].lex->fold);
	if (run.end - run.first > 1 && (last & HS_MASTHEAD_LAST || hs_masthead_find(work->tokens[run.first].lex->fold) & HS_MASTHEAD_FIRST))
		return true;
	return last & HS_MASTHEAD_ALONE && run.first && work->tokens[run.first - 1].lex->small == HS_SMALL_DEFINITE;
}
