/*
 * check_model - the model that is shipped, on plain sentences: weights, vocabulary and program belong together.
 *
 * How good it is is not a question for here (tests/corpus/README.md); each of these is one that any trained tagger gets.
 */
#include <string.h>

#include "base/str.h"
#include "tiny.h"
#include "unit.h"

static struct hs_model *model;
static struct hs_tagger *tagger;
static struct hs_arena *arena;

static void setup(void)
{
	struct hs_err err = { 0 };

	ck_assert_msg(hs_model_open(&model, NULL, &err) == HS_OK, "%s", err.msg);
	tagger = hs_tagger_new(model);
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
	hs_tagger_free(tagger);
	hs_model_close(model);
}

/* `want`: "source | cue | content" of each attribution in turn, parts of one joined by " + ". */
static const struct { const char *text, *want; } cases[] = {
	{ "“We were never told about the second report,” Marta Ellison said on Tuesday.",
	  "Marta Ellison | said | “We were never told about the second report,”" },
	{ "According to two people familiar with the talks, the company will cut 300 jobs by June.",
	  "two people familiar with the talks | According to | the company will cut 300 jobs by June" },
	{ "The mayor denied that the contract had been signed before the vote.",
	  "The mayor | denied | that the contract had been signed before the vote" },
	{ "Tobias Renner told reporters that the bridge was safe, and a spokeswoman for the port authority said it would reopen in March.",
	  "Tobias Renner | told | that the bridge was safe; "
	  "a spokeswoman for the port authority | said | it would reopen in March" },
	{ "The river rose by two meters overnight. Dozens of homes were flooded.", "" },
	{ "\"It is a disgrace,\" he said. \"Nobody asked us.\"",
	  "he | said | \"It is a disgrace,\" + \"Nobody asked us.\"" },
	{ "Ms. Amadi believes that the council will pay.", "Ms. Amadi | believes | that the council will pay" },
};

static void show_ranges(struct hs_str *out, const char *text, const struct hs_range *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			hs_str_adds(out, " + ");
		hs_str_add(out, text + at[i].start, at[i].end - at[i].start);
	}
}

static void show(struct hs_str *out, const char *text, const struct hs_raws *raws)
{
	for (size_t i = 0; i < raws->n; i++) {
		const struct hs_raw *raw = &raws->at[i];

		if (i)
			hs_str_adds(out, "; ");
		show_ranges(out, text, raw->source.at, raw->source.n);
		hs_str_adds(out, " | ");
		show_ranges(out, text, &raw->cue, 1);
		hs_str_adds(out, " | ");
		show_ranges(out, text, raw->content.at, raw->content.n);
	}
}

static struct hs_raws tag(const char *text)
{
	struct hs_para para = { .range = { 0, strlen(text) }, .kind = HS_PARA_BODY };
	struct hs_article article = { .arena = arena, .text = text, .text_len = strlen(text), .full_len = strlen(text),
				      .paras = &para, .n_paras = 1 };

	return hs_tagger_run(tagger, &article);
}

START_TEST(plain_sentences)
{
	struct hs_raws raws = tag(cases[_i].text);
	struct hs_str got = HS_STR_INIT;

	show(&got, cases[_i].text, &raws);
	ck_assert_str_eq(got.ptr, cases[_i].want);
	hs_str_release(&got);
}
END_TEST

START_TEST(numbers_are_probabilities)
{
	struct hs_raws raws = tag(cases[3].text);

	ck_assert_uint_eq(raws.n, 2);
	for (size_t i = 0; i < raws.n; i++) {
		float sum = 0;

		for (int k = 0; k < HS_MODEL_KINDS; k++)
			sum += raws.at[i].kind[k];
		ck_assert_float_eq_tol(sum, 1, 1e-4);
		ck_assert(raws.at[i].cue_p > 0.4f && raws.at[i].cue_p <= 1 && raws.at[i].p > 0.4f && raws.at[i].p <= 1);
	}
}
END_TEST

START_TEST(it_has_the_whole_shape)
{
	ck_assert_uint_eq(model->shape.pieces, 30522);
	ck_assert_uint_eq(model->shape.vector, HS_VECTOR);
	ck_assert_uint_le(model->map_len, 26 * 1000 * 1000);
	ck_assert_str_ne(hs_model_version(model), "");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("model");
	TCase *tcase = tcase_create("model");
	char path[4096];

	snprintf(path, sizeof(path), "%s/model/hearsay.model", getenv("SRC") ? getenv("SRC") : ".");
	setenv("HEARSAY_MODEL", path, 0);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, plain_sentences, 0, ROWS(cases));
	tcase_add_test(tcase, numbers_are_probabilities);
	tcase_add_test(tcase, it_has_the_whole_shape);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
