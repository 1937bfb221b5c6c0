/* Raw attributions to claims and sources: the steps in their order, and the words for what they find. */
#include "attribute/clause_p.h"
#include "attribute/turn_p.h"

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

/* Claims that the model's corpus does not mark. */
static void claims_add(struct hs_scene *scene)
{
	struct hs_marking marking = hs_marking_new(scene->work);

	hs_cited_find(scene, &marking);
	hs_denials_find(scene, &marking);
	hs_nested_find(scene, &marking);
}

struct hs_scene *hs_extract_scene(const struct hs_article *article, const struct hs_raws *raws)
{
	struct hs_work *work = hs_work_new(article);
	struct hs_scene *scene;

	claims_take(work, raws);
	hs_turns_find(work);
	hs_blocks_find(work);
	hs_unnamed_open(work);
	scene = hs_scene_new(work);
	hs_repair(scene);
	claims_add(scene);
	hs_order(work);
	hs_resolve(scene);
	return scene;
}

struct hs_work *hs_extract_work(const struct hs_article *article, const struct hs_raws *raws)
{
	struct hs_work *work = hs_extract_scene(article, raws)->work;

	hs_manner(work);
	hs_answers(work);
	hs_confidence(work);
	hs_unnamed(work);
	hs_copy(work);
	return work;
}

struct hs_extraction *hs_extract_from(const struct hs_article *article, const struct hs_raws *raws)
{
	return hs_extract_work(article, raws)->out;
}

/* Claim vectors for the contents that rules have found or made longer. */
static void vectors_complete(struct hs_tagger *tagger, struct hs_extraction *out)
{
	struct hs_arena *arena = out->article->arena;
	struct hs_raw *raws = hs_arena_array(arena, out->n_claims, sizeof(*raws));
	float *vectors;
	size_t n = 0;

	for (size_t i = 0; i < out->n_claims; i++)
		if (!out->claims[i].vector)
			raws[n++] = (struct hs_raw){ .cue = out->claims[i].cue.at[0], .source = out->claims[i].source_spans,
						     .content = out->claims[i].content };
	if (!n)
		return;
	vectors = hs_arena_array(arena, n, HS_VECTOR * sizeof(*vectors));
	hs_tagger_embed(tagger, out->article, raws, n, vectors);
	for (size_t i = 0; i < out->n_claims; i++)
		if (!out->claims[i].vector) {
			out->claims[i].vector = vectors;
			vectors += HS_VECTOR;
		}
}

struct hs_extraction *hs_extract(struct hs_tagger *tagger, const struct hs_article *article, double least)
{
	struct hs_raws raws = hs_tagger_run(tagger, article);
	struct hs_extraction *out = hs_extract_from(article, &raws);

	hs_sift(out, least);
	if (hs_tagger_wants_vectors(tagger))
		vectors_complete(tagger, out);
	return out;
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
