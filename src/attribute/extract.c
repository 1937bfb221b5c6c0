/* Raw attributions to claims and sources: the steps in their order, and the words for what they find. */
#include "attribute/extract_p.h"

static void claims_take(struct hs_work *work, const struct hs_raws *raws)
{
	for (size_t i = 0; i < raws->n; i++) {
		const struct hs_raw *raw = &raws->at[i];
		struct hs_claim *claim = hs_claim_add(work, raw);

		claim->cue = hs_ranges_one(work->arena, raw->cue);
		claim->source_spans = raw->source;
		claim->content = raw->content;
		claim->vector = raw->vector;
	}
}

struct hs_extraction *hs_extract_from(const struct hs_article *article, const struct hs_raws *raws)
{
	struct hs_work *work = hs_work_new(article);

	claims_take(work, raws);
	hs_order(work);
	hs_resolve(work);
	hs_manner(work);
	hs_unnamed(work);
	hs_copy(work);
	return work->out;
}

struct hs_extraction *hs_extract(struct hs_tagger *tagger, const struct hs_article *article)
{
	struct hs_raws raws = hs_tagger_run(tagger, article);

	return hs_extract_from(article, &raws);
}

static const struct { enum hs_class cls; const char *word; } kinds[] = {
#define KIND(name, cls, class_word, kind_word) [HS_KIND_##name] = { HS_CLASS_##cls, kind_word },
	HS_KINDS(KIND)
#undef KIND
};

enum hs_class hs_kind_class(enum hs_kind kind)
{
	return kinds[kind].cls;
}

const char *hs_kind_word(enum hs_kind kind)
{
	return kinds[kind].word;
}

const char *hs_class_word(enum hs_class cls)
{
	static const char *const words[HS_CLASS_N] = { "named", "anonymous", "agency", "unresolved" };

	return words[cls];
}

const char *hs_quotation_word(enum hs_quotation quotation)
{
	static const char *const words[HS_QUOTATION_N] = { "direct", "indirect", "mixed" };

	return words[quotation];
}

const char *hs_stance_word(enum hs_stance stance)
{
	static const char *const words[HS_STANCE_N] = { "asserts", "denies", "declines", "asks", "attitude" };

	return words[stance];
}
