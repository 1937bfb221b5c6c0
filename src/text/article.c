/*
 * article - the text buffer, and the steps from a text with fields to a finished article.
 */
#include "config.h"

#include "text/article.h"

#include <assert.h>

#include "lexicon/agency.h"
#include "text/text_p.h"

const char *hs_para_word(enum hs_para_kind kind)
{
	static const char *const words[] = {
#define PARA(name, word) [HS_PARA_##name] = word,
		HS_PARA_KINDS(PARA)
#undef PARA
	};

	assert((size_t)kind < HS_PARA_N);
	return words[kind];
}

struct hs_article *hs_article_new(struct hs_arena *arena, const char *text, size_t len)
{
	struct hs_article *article = hs_arena_alloc(arena, sizeof(*article));

	assert(len < UINT32_MAX / 2);
	article->arena = arena;
	article->text = hs_arena_strn(arena, text, len);
	article->text_len = article->full_len = len;
	return article;
}

/* A field of white space alone gives nothing. */
static void drop_empty(const char **field)
{
	struct hs_range range;

	if (!*field)
		return;
	range = hs_range_trim(*field, (struct hs_range){ 0, (uint32_t)strlen(*field) });
	if (range.start == range.end)
		*field = NULL;
}

static void drop_empty_fields(struct hs_article *article)
{
	const char **fields[] = {
		&article->id, &article->outlet, &article->url, &article->headline, &article->byline, &article->agency,
		&article->dateline, &article->published, &article->modified, &article->lang,
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		drop_empty(fields[i]);
}

static void take_given(struct hs_paras *paras, const struct hs_article *article, const struct hs_para *given, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct hs_range range = hs_range_trim(article->text, given[i].range);

		assert(given[i].range.end <= article->text_len);
		if (range.start < range.end)
			hs_paras_insert(paras, paras->n, range, given[i].kind);
	}
}

/* One name for one agency, so that articles can be compared; a name that is not in the table stays. */
static void name_agency(struct hs_article *article)
{
	const char *name = article->agency ? hs_agency_find(hs_span_of(article->agency)) : NULL;

	if (name)
		article->agency = hs_arena_str(article->arena, name);
}

static void put_headline_behind(struct hs_article *article, struct hs_paras *paras)
{
	size_t len = strlen(article->headline);
	char *full = hs_arena_alloc(article->arena, article->text_len + len + 2);
	struct hs_range range;

	assert(article->text_len + len < UINT32_MAX / 2);
	memcpy(full, article->text, article->text_len);
	full[article->text_len] = '\n';
	memcpy(full + article->text_len + 1, article->headline, len);
	article->text = full;
	article->full_len = article->text_len + 1 + len;
	range = (struct hs_range){ (uint32_t)article->text_len + 1, (uint32_t)article->full_len };
	hs_paras_insert(paras, 0, hs_range_trim(full, range), HS_PARA_HEADLINE);
}

void hs_article_finish(struct hs_article *article, const struct hs_para *given, size_t n_given)
{
	struct hs_paras paras = { .arena = article->arena };

	drop_empty_fields(article);
	if (given)
		take_given(&paras, article, given, n_given);
	else
		hs_paras_find(&paras, article);
	if (!hs_kinds_tell(article, &paras) && article->headline)
		put_headline_behind(article, &paras);
	name_agency(article);
	article->paras = paras.at;
	article->n_paras = paras.n;
	article->key = hs_article_key(article);
}

enum hs_field hs_article_locate(const struct hs_article *article, struct hs_range *range)
{
	uint32_t behind = (uint32_t)article->text_len + 1;

	if (article->full_len == article->text_len || range->start < behind)
		return HS_FIELD_TEXT;
	range->start -= behind;
	range->end -= behind;
	return HS_FIELD_HEADLINE;
}

static bool holds(const struct hs_para *para, uint32_t offset)
{
	return offset >= para->range.start && offset < para->range.end;
}

int hs_article_para_at(const struct hs_article *article, uint32_t offset)
{
	bool headed = article->full_len > article->text_len;
	size_t low = headed, high = article->n_paras;

	if (headed && holds(&article->paras[0], offset))
		return 0;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (article->paras[mid].range.end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low < article->n_paras && holds(&article->paras[low], offset) ? (int)low : -1;
}
