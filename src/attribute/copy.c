/* Is the article agency copy? Its fields were read from dateline, byline and credits when it came in. */
#include "config.h"

#include "attribute/extract_p.h"

#include "lexicon/agency.h"

/* "The Associated Press contributed to this report": the agency helped, the piece is the outlet's own. */
static bool agency_contributed(const struct hs_work *work)
{
	const struct hs_article *article = work->article;
	bool contributed = false;

	for (size_t p = 0; p < article->n_paras; p++) {
		struct hs_span span = hs_span_at(article->text, article->paras[p].range);
		const char *name = article->paras[p].kind == HS_PARA_BODY ? NULL : hs_agency_in(span);

		if (!name || strcmp(name, article->agency) != 0)
			continue;
		if (article->paras[p].kind != HS_PARA_CREDIT || !memmem(span.ptr, span.len, "contribut", 9))
			return false;
		contributed = true;
	}
	return contributed;
}

void hs_copy(struct hs_work *work)
{
	const struct hs_article *article = work->article;

	work->out->agency_copy = article->agency && !agency_contributed(work);
	work->out->agency = work->out->agency_copy ? article->agency : NULL;
}
