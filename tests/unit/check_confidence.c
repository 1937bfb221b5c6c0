/* How sure a claim is: what raises it and what lowers it, and what is as sure as a rule. */
#include "attribute/extract_p.h"
#include "marked.h"

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

/* The confidence of the last attribution of the marks, where the model gives `p` to each. */
static double confidence(const char *text, double p)
{
	struct marked marked = marked_extract(arena, text);

	for (size_t i = 0; i < marked.raws.n; i++)
		marked.raws.at[i].p = (float)p;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	return marked_claim(&marked, marked.raws.n)->confidence;
}

static const struct { const char *more; double p; const char *less; double q; } pairs[] = {
	{ "<s Ana Diaz> <c said> <t the bridge is safe>.", 0.9, "<s Ana Diaz> <c said> <t the bridge is safe>.", 0.5 },
	{ "<s Ana Diaz> <c said> <t the bridge is safe>.", 0.8, "<s Ana Diaz> <c found> <t the bridge is safe>.", 0.8 },
	{ "<s Ana Diaz> <c has told> the board <t the bridge is safe>.", 0.8, "<s Ana Diaz> <c has shown> the board <t the bridge is safe>.", 0.8 },
	{ "<s Ana Diaz> <c feared> <t the bridge would not last>.", 0.8, "<s Ana Diaz> <c feared> <t ice>.", 0.8 },
	{ "<s1 Leo Kern> <c1 feared> <t1 ice>, and <s2 Ana Diaz> <c2 feared> <t2 fog>.", 0.8,
	  "<s1 Leo Kern> and <s2 Ana Diaz> <c1 feared> and <c2 expected> <t12 ice>.", 0.8 },
	{ "<s Ana Diaz> <c found> <t the bridge is safe>.", 0.8, "<s Zerb> <c found> <t the bridge is safe>.", 0.8 },
};

START_TEST(weighs_signs)
{
	ck_assert_double_gt(confidence(pairs[_i].more, pairs[_i].p), confidence(pairs[_i].less, pairs[_i].q));
}
END_TEST

START_TEST(stays_a_probability)
{
	const char *text = "<s Ana Diaz> <c said> <t the bridge is safe>.";

	ck_assert_double_gt(confidence(text, 1e-9), 0);
	ck_assert_double_lt(confidence(text, 1), 1);
}
END_TEST

/* What rules find: claims within claims, and that a denial points back to one. */
START_TEST(is_as_sure_as_a_rule)
{
	struct marked marked = marked_extract(arena, "<s Diaz> <c said> <t the mayor told her that the bridge was safe>.");

	ck_assert_uint_eq(marked.found->n_claims, 2);
	ck_assert_double_eq(marked.found->claims[1].confidence, HS_RULE_CONFIDENCE);
	ck_assert_double_eq(confidence("<t1 The boats are repaired at night>, <c1 according to> <s1 the envoys>, <t2 something> "
				       "<s2 the ministry> <c2 has denied>.", 0.2), HS_RULE_CONFIDENCE);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("confidence");
	TCase *tc = tcase_create("claims");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, weighs_signs, 0, ROWS(pairs));
	tcase_add_test(tc, stays_a_probability);
	tcase_add_test(tc, is_as_sure_as_a_rule);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
