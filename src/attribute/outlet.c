/* Names of outlets, news agencies and other bodies in running text. */
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
