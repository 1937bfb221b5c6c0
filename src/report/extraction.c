/* One article's extraction as a line of JSON: the form that schema/extract.schema.json describes. */
#include "report/report.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

#include "attribute/claim.h"
#include "base/str.h"
#include "base/utf8.h"

struct writer {
	const struct hs_article *article;
	uint32_t *points;               /* code points before each byte of article->text; NULL: write bytes */
};

/* Code points before each byte, so that any offset is one look-up. */
static uint32_t *points_count(const struct hs_article *article)
{
	size_t len = article->full_len;
	uint32_t *points = hs_arena_array(article->arena, len + 1, sizeof(*points));
	uint32_t n = 0;

	for (size_t at = 0; at < len; at++) {
		bool inner = ((unsigned char)article->text[at] & 0xc0) == 0x80;

		points[at] = n - inner;
		n += !inner;
	}
	points[len] = n;
	return points;
}

static uint32_t offset_shown(const struct writer *w, uint32_t base, uint32_t offset)
{
	return w->points ? w->points[offset] - w->points[base] : offset - base;
}

/* [start, end] as the reader counts: from the start of the range's own field. */
static cJSON *range_json(const struct writer *w, struct hs_range range)
{
	struct hs_range own = range;
	cJSON *pair = cJSON_CreateArray();
	uint32_t base;

	hs_article_locate(w->article, &own);
	base = range.start - own.start;
	cJSON_AddItemToArray(pair, cJSON_CreateNumber(offset_shown(w, base, range.start)));
	cJSON_AddItemToArray(pair, cJSON_CreateNumber(offset_shown(w, base, range.end)));
	return pair;
}

static enum hs_field field_of(const struct writer *w, struct hs_range range)
{
	return hs_article_locate(w->article, &range);
}

static const char *field_word(enum hs_field field)
{
	return field == HS_FIELD_HEADLINE ? "headline" : "text";
}

/* The ranges that lie in `field`; mentions of one source may lie in both. */
static cJSON *ranges_json(const struct writer *w, struct hs_ranges ranges, enum hs_field field)
{
	cJSON *list = cJSON_CreateArray();

	for (size_t i = 0; i < ranges.n; i++)
		if (field_of(w, ranges.at[i]) == field)
			cJSON_AddItemToArray(list, range_json(w, ranges.at[i]));
	return list;
}

static void words_add(cJSON *object, const char *key, const struct writer *w, struct hs_ranges ranges)
{
	struct hs_str words = HS_STR_INIT;

	for (size_t i = 0; i < ranges.n; i++) {
		if (i)
			hs_str_adds(&words, " … ");
		hs_str_add(&words, w->article->text + ranges.at[i].start, ranges.at[i].end - ranges.at[i].start);
	}
	cJSON_AddStringToObject(object, key, words.ptr);
	hs_str_release(&words);
}

/* "spans", "text", and "field" where that is not the claim's own. */
static void evidence_add(cJSON *object, const struct writer *w, struct hs_ranges ranges, enum hs_field home)
{
	enum hs_field field = ranges.n ? field_of(w, ranges.at[0]) : home;

	cJSON_AddItemToObject(object, "spans", ranges_json(w, ranges, field));
	words_add(object, "text", w, ranges);
	if (field != home)
		cJSON_AddStringToObject(object, "field", field_word(field));
}

static cJSON *evidence_json(const struct writer *w, struct hs_ranges ranges, enum hs_field home)
{
	cJSON *object = cJSON_CreateObject();

	evidence_add(object, w, ranges, home);
	return object;
}

static void string_add(cJSON *object, const char *key, const char *value)
{
	if (value)
		cJSON_AddStringToObject(object, key, value);
	else
		cJSON_AddNullToObject(object, key);
}

static void number_add(cJSON *object, const char *key, bool known, double value)
{
	if (known)
		cJSON_AddNumberToObject(object, key, value);
	else
		cJSON_AddNullToObject(object, key);
}

static cJSON *article_json(const struct hs_extraction *extraction)
{
	const struct hs_article *article = extraction->article;
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "key", article->key.hex);
	string_add(object, "outlet", article->outlet);
	string_add(object, "url", article->url);
	string_add(object, "headline", article->headline);
	string_add(object, "byline", article->byline);
	string_add(object, "agency", article->agency);
	string_add(object, "dateline", article->dateline);
	string_add(object, "published", article->published);
	string_add(object, "modified", article->modified);
	string_add(object, "lang", article->lang);
	cJSON_AddBoolToObject(object, "agency_copy", extraction->agency_copy);
	string_add(object, "agency_copy_of", extraction->agency);
	return object;
}

static bool kind_is_unnamed_person(enum hs_kind kind)
{
	return kind == HS_KIND_INDIVIDUAL || kind == HS_KIND_GROUP;
}

static void class_add(cJSON *object, const struct hs_source *source)
{
	cJSON_AddStringToObject(object, "class", hs_class_word(hs_kind_class(source->kind)));
	cJSON_AddStringToObject(object, "kind", hs_kind_word(source->kind));
	string_add(object, "name", source->name);
}

/* Several that speak as one; null: it is one. */
static void members_add(cJSON *object, const struct hs_source *source)
{
	cJSON *list;

	if (!source->n_members) {
		cJSON_AddNullToObject(object, "members");
		return;
	}
	list = cJSON_AddArrayToObject(object, "members");
	for (size_t i = 0; i < source->n_members; i++) {
		const struct hs_member *member = &source->members[i];
		cJSON *one = cJSON_CreateObject();

		number_add(one, "id", member->source >= 0, member->source);
		cJSON_AddStringToObject(one, "class", hs_class_word(hs_kind_class(member->kind)));
		cJSON_AddStringToObject(one, "kind", hs_kind_word(member->kind));
		string_add(one, "name", member->name);
		cJSON_AddItemToArray(list, one);
	}
}

/* What the article does not tell of an unnamed person; none of others. */
static cJSON *missing_json(const struct hs_source *source, bool unnamed)
{
	cJSON *list = cJSON_CreateArray();

	for (int detail = 0; unnamed && detail < HS_DETAIL_N; detail++)
		if (!(source->told_of >> detail & 1))
			cJSON_AddItemToArray(list, cJSON_CreateString(hs_detail_word((enum hs_detail)detail)));
	return list;
}

static void sourcing_add(cJSON *object, const struct writer *w, const struct hs_source *source)
{
	const struct { const char *key, *text_key; struct hs_ranges ranges; } evidence[] = {
		{ "grant", "grant_text", source->grant },
		{ "reason", "reason_text", source->reason },
		{ "basis", "basis_text", source->basis },
	};
	bool unnamed = kind_is_unnamed_person(source->kind);
	char code[16];

	for (size_t i = 0; i < sizeof(evidence) / sizeof(*evidence); i++) {
		cJSON_AddItemToObject(object, evidence[i].key, ranges_json(w, evidence[i].ranges, HS_FIELD_TEXT));
		words_add(object, evidence[i].text_key, w, evidence[i].ranges);
	}
	snprintf(code, sizeof(code), "R%d", source->reason_code);
	string_add(object, "reason_code", unnamed && source->reason_code >= 0 ? code : NULL);
	number_add(object, "specificity", unnamed && source->specificity >= 0, source->specificity);
	cJSON_AddItemToObject(object, "missing", missing_json(source, unnamed));
	number_add(object, "count", unnamed && source->count > 0, source->count);
	cJSON_AddBoolToObject(object, "plural_for_one", source->plural_for_one);
}

static cJSON *source_json(const struct writer *w, const struct hs_source *source, size_t id)
{
	cJSON *object = cJSON_CreateObject();
	cJSON *headline = ranges_json(w, source->mentions, HS_FIELD_HEADLINE);

	cJSON_AddNumberToObject(object, "id", (double)id);
	class_add(object, source);
	members_add(object, source);
	cJSON_AddItemToObject(object, "mentions", ranges_json(w, source->mentions, HS_FIELD_TEXT));
	if (cJSON_GetArraySize(headline))
		cJSON_AddItemToObject(object, "headline_mentions", headline);
	else
		cJSON_Delete(headline);
	sourcing_add(object, w, source);
	return object;
}

static cJSON *claim_source_json(const struct writer *w, const struct hs_extraction *extraction,
				const struct hs_claim *claim, enum hs_field home)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddNumberToObject(object, "id", claim->source);
	evidence_add(object, w, claim->source_spans, home);
	class_add(object, &extraction->sources[claim->source]);
	members_add(object, &extraction->sources[claim->source]);
	return object;
}

static void optional_add(cJSON *object, const char *key, const struct writer *w, struct hs_ranges ranges,
			 enum hs_field home)
{
	if (ranges.n)
		cJSON_AddItemToObject(object, key, evidence_json(w, ranges, home));
	else
		cJSON_AddNullToObject(object, key);
}

static cJSON *claim_json(const struct writer *w, const struct hs_extraction *extraction, const struct hs_claim *claim)
{
	enum hs_field home = claim->cue.n ? field_of(w, claim->cue.at[0]) :
			     claim->content.n ? field_of(w, claim->content.at[0]) : HS_FIELD_TEXT;
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "id", claim->id.hex);
	cJSON_AddStringToObject(object, "field", field_word(home));
	cJSON_AddNumberToObject(object, "paragraph", claim->para);
	cJSON_AddItemToObject(object, "source", claim_source_json(w, extraction, claim, home));
	cJSON_AddItemToObject(object, "cue", evidence_json(w, claim->cue, home));
	cJSON_AddItemToObject(object, "content", evidence_json(w, claim->content, home));
	optional_add(object, "told", w, claim->told, home);
	optional_add(object, "through", w, claim->through, home);
	optional_add(object, "first_reported_by", w, claim->first_by, home);
	cJSON_AddNumberToObject(object, "hands", claim->hands);
	cJSON_AddStringToObject(object, "quotation", hs_quotation_word(claim->quotation));
	cJSON_AddStringToObject(object, "stance", hs_stance_word(claim->stance));
	cJSON_AddNumberToObject(object, "confidence", round(claim->confidence * 1e4) / 1e4);
	string_add(object, "outer", claim->outer < 0 ? NULL : extraction->claims[claim->outer].id.hex);
	cJSON_AddNumberToObject(object, "depth", claim->depth);
	string_add(object, "answers", claim->answers < 0 ? NULL : extraction->claims[claim->answers].id.hex);
	cJSON_AddBoolToObject(object, "carried", claim->carried);
	return object;
}

/* Append `json`, and free it: the tree of a claim takes ten times the room of its text, and there may be tens of thousands. */
static void print_add(struct hs_str *out, cJSON *json)
{
	char *printed = cJSON_PrintUnformatted(json);

	hs_str_adds(out, printed ? printed : "null");
	cJSON_free(printed);
	cJSON_Delete(json);
}

/* The members before the lists, and the brace that is still open. */
static void head_add(struct hs_str *out, const struct hs_extraction *extraction, bool code_points)
{
	const struct hs_article *article = extraction->article;
	cJSON *head = cJSON_CreateObject();

	cJSON_AddStringToObject(head, "id", article->id ? article->id : article->key.hex);
	cJSON_AddItemToObject(head, "article", article_json(extraction));
	cJSON_AddStringToObject(head, "offsets", code_points ? "char" : "byte");
	print_add(out, head);
	hs_str_cut(out, out->len - 1);
}

char *hs_report_extraction(const struct hs_extraction *extraction, bool code_points)
{
	struct writer w = { .article = extraction->article, .points = code_points ? points_count(extraction->article) : NULL };
	struct hs_str out = HS_STR_INIT;

	head_add(&out, extraction, code_points);
	hs_str_adds(&out, ",\"sources\":[");
	for (size_t i = 0; i < extraction->n_sources; i++) {
		hs_str_adds(&out, i ? "," : "");
		print_add(&out, source_json(&w, &extraction->sources[i], i));
	}
	hs_str_adds(&out, "],\"claims\":[");
	for (size_t i = 0; i < extraction->n_claims; i++) {
		hs_str_adds(&out, i ? "," : "");
		print_add(&out, claim_json(&w, extraction, &extraction->claims[i]));
	}
	hs_str_adds(&out, "]}");
	return out.ptr;
}
