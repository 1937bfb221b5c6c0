#include <cjson/cJSON.h>

#include "marked.h"
#include "report/report.h"

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

static cJSON *shown(const struct marked *marked, bool code_points)
{
	char *line = hs_report_extraction(marked->found, code_points);
	cJSON *root = cJSON_Parse(line);

	ck_assert_ptr_null(strchr(line, '\n'));
	ck_assert_ptr_nonnull(root);
	free(line);
	return root;
}

/* The value at a path such as "claims.0.source.spans.0.1". */
static const cJSON *at(const cJSON *node, const char *path)
{
	while (node && *path) {
		char key[64];
		size_t len = strcspn(path, ".");

		memcpy(key, path, len);
		key[len] = '\0';
		node = cJSON_IsArray(node) ? cJSON_GetArrayItem(node, atoi(key)) : cJSON_GetObjectItemCaseSensitive(node, key);
		path += len + (path[len] == '.');
	}
	return node;
}

static const char *const prose = "<t \"Caf\xC3\xA9s stay shut,\"> <s a senior official> <c said>.";

static const struct { const char *path, *value; } cases[] = {
	{ "offsets", "\"byte\"" },
	{ "sources.0.id", "0" },
	{ "sources.0.class", "\"anonymous\"" },
	{ "sources.0.kind", "\"individual\"" },
	{ "sources.0.name", "\"a senior official\"" },
	{ "sources.0.mentions", "[[20,37]]" },
	{ "sources.0.grant", "[]" },
	{ "sources.0.count", "1" },
	{ "claims.0.field", "\"text\"" },
	{ "claims.0.source.id", "0" },
	{ "claims.0.source.spans", "[[20,37]]" },
	{ "claims.0.source.text", "\"a senior official\"" },
	{ "claims.0.source.kind", "\"individual\"" },
	{ "claims.0.cue.text", "\"said\"" },
	{ "claims.0.content.spans", "[[0,19]]" },
	{ "claims.0.told", "null" },
	{ "claims.0.quotation", "\"direct\"" },
	{ "claims.0.stance", "\"asserts\"" },
	{ "claims.0.confidence", "0.1235" },
	{ "claims.0.outer", "null" },
	{ "claims.0.depth", "0" },
	{ "claims.0.answers", "null" },
	{ "claims.0.source.members", "null" },
	{ "sources.0.members", "null" },
	{ "claims.0.carried", "false" },
	{ "article.outlet", "null" },
	{ "article.agency_copy", "false" },
};

START_TEST(writes_fields)
{
	struct marked marked = marked_extract(arena, prose);
	cJSON *root;
	char *value;

	marked.found->claims[0].confidence = 0.12345678;
	root = shown(&marked, false);
	value = cJSON_PrintUnformatted(at(root, cases[_i].path));
	ck_assert_pstr_eq(value, cases[_i].value);
	free(value);
	cJSON_Delete(root);
}
END_TEST

/* Several sources, and a denial of the claim before. */
static const char *const joint = "<s Tom Weller and the port authority> <c said> <t the quay was safe>, something Islamabad has denied.";

static const struct { const char *path, *value; } joint_cases[] = {
	{ "claims.0.source.name", "\"Tom Weller; the port authority\"" },
	{ "claims.0.source.members.0.name", "\"Tom Weller\"" },
	{ "claims.0.source.members.0.class", "\"named\"" },
	{ "claims.0.source.members.0.kind", "\"person\"" },
	{ "claims.0.source.members.1.name", "\"the port authority\"" },
	{ "claims.0.source.members.1.kind", "\"organisation\"" },
	{ "claims.0.source.members.0.id", "0" },
	{ "sources.0.name", "\"Tom Weller\"" },
	{ "sources.0.mentions", "[[0,10]]" },
	{ "claims.1.stance", "\"denies\"" },
	{ "claims.1.content.text", "\"something\"" },
};

START_TEST(writes_several_sources)
{
	struct marked marked = marked_extract(arena, joint);
	cJSON *root = shown(&marked, false);
	char *value = cJSON_PrintUnformatted(at(root, joint_cases[_i].path));

	ck_assert_pstr_eq(value, joint_cases[_i].value);
	free(value);
	ck_assert_str_eq(at(root, "claims.1.answers")->valuestring, at(root, "claims.0.id")->valuestring);
	cJSON_Delete(root);
}
END_TEST

START_TEST(counts_code_points)
{
	struct marked marked = marked_extract(arena, prose);
	cJSON *root = shown(&marked, true);

	ck_assert_str_eq(at(root, "offsets")->valuestring, "char");
	ck_assert_int_eq(at(root, "claims.0.source.spans.0.0")->valueint, 19);
	ck_assert_int_eq(at(root, "claims.0.source.spans.0.1")->valueint, 36);
	cJSON_Delete(root);
}
END_TEST

/* A headline that is not in the text: spans count from its own start. */
START_TEST(counts_from_the_start_of_the_headline)
{
	const char *text = "The bridge opened on Monday. Ana Diaz was there.", *headline = "Diaz: bridge safe";
	struct hs_article *article = hs_article_new(arena, text, strlen(text));
	struct hs_range source, cue, content;
	struct hs_raw raw = { .p = 0.25f };
	struct marked marked = { .article = article, .raws = { &raw, 1 } };
	cJSON *root;

	article->headline = headline;
	hs_article_finish(article, NULL, 0);
	ck_assert_uint_gt(article->full_len, article->text_len);
	source = (struct hs_range){ (uint32_t)article->text_len + 1, (uint32_t)article->text_len + 5 };
	cue = (struct hs_range){ source.end, source.end + 1 };
	content = (struct hs_range){ cue.end + 1, (uint32_t)article->full_len };
	raw.cue = cue;
	raw.source = (struct hs_ranges){ &source, 1 };
	raw.content = (struct hs_ranges){ &content, 1 };
	for (int k = 0; k < HS_MODEL_KINDS; k++)
		raw.kind[k] = 1.0f / HS_MODEL_KINDS;
	marked.found = hs_extract_from(article, &marked.raws);
	root = shown(&marked, false);
	ck_assert_str_eq(at(root, "claims.0.field")->valuestring, "headline");
	ck_assert_str_eq(at(root, "claims.0.source.text")->valuestring, "Diaz");
	ck_assert_int_eq(at(root, "claims.0.source.spans.0.0")->valueint, 0);
	ck_assert_int_eq(at(root, "claims.0.content.spans.0.0")->valueint, 6);
	ck_assert_str_eq(at(root, "sources.0.name")->valuestring, "Ana Diaz");
	ck_assert_int_eq(at(root, "sources.0.headline_mentions.0.1")->valueint, 4);
	ck_assert_int_eq(at(root, "sources.0.mentions.0.0")->valueint, 29);
	cJSON_Delete(root);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("extraction");
	TCase *tc = tcase_create("json");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, writes_fields, 0, ROWS(cases));
	tcase_add_loop_test(tc, writes_several_sources, 0, ROWS(joint_cases));
	tcase_add_test(tc, counts_code_points);
	tcase_add_test(tc, counts_from_the_start_of_the_headline);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
