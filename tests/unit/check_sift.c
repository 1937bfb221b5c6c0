/* What is left of an article's claims and sources once the doubtful ones are out. */
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

/* Claim `n` of the marks, from 1, as sure as digit `n` of `sure` says in tenths: what is less sure than a half is left out. */
static struct marked sifted(const char *text, const char *sure)
{
	struct marked marked = marked_extract(arena, text);

	for (size_t i = 0; sure[i]; i++)
		marked.found->claims[marked_claim(&marked, i + 1) - marked.found->claims].confidence = (sure[i] - '0') / 10.0;
	hs_sift(marked.found, 0.5);
	return marked;
}

/* Their names, " | " between them: ";" stands between those of several who speak as one, "-" for nobody. */
static const char *source_names(const struct marked *marked)
{
	struct hs_str names = HS_STR_INIT;
	const char *copy;

	for (size_t i = 0; i < marked->found->n_sources; i++)
		hs_str_addf(&names, "%s%s", i ? " | " : "", marked->found->sources[i].name ? marked->found->sources[i].name : "-");
	copy = hs_arena_str(arena, names.ptr);
	hs_str_release(&names);
	return copy;
}

static const struct { const char *text, *sure; size_t claims; const char *sources; } rows[] = {
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Leo Kern> <c2 feared> <t2 ice>.", "99", 2, "Ana Diaz | Leo Kern" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Leo Kern> <c2 feared> <t2 ice>.", "94", 1, "Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Leo Kern> <c2 feared> <t2 ice>.", "49", 1, "Leo Kern" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Leo Kern> <c2 feared> <t2 ice>.", "44", 0, "" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 She> <c2 feared> <t2 ice>.", "49", 1, "Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Diaz and Leo Kern> <c2 feared> <t2 ice>.", "49", 1,
	  "Ana Diaz | Ana Diaz; Leo Kern | Leo Kern" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Diaz and Leo Kern> <c2 feared> <t2 ice>.", "94", 1, "Ana Diaz" },
	{ "<s1 Mia Oss> <c1 said> <t1 the bridge is safe>. <s2 Ana Diaz and Leo Kern> <c2 feared> <t2 ice>.", "49", 1,
	  "Ana Diaz | Ana Diaz; Leo Kern | Leo Kern" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. <s2 Two aides and a guard> <c2 feared> <t2 ice>.", "49", 1, "Two aides; a guard" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. It was <c2 feared> <t2 that ice would come>.", "49", 1, "-" },
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. It was <c2 feared> <t2 that ice would come>.", "94", 1, "Ana Diaz" },
	/* who is in the ledger without a claim stays, and so does of whom something is told */
	{ "<s1 Ana Diaz> <c1 said> <t1 the bridge is safe>. Two aides told The Port Herald so.", "4", 0, "Two aides" },
	{ "<s1 A guard>, who asked not to be named because he feared for his job, <c1 saw> <t1 ice>.", "4", 0, "A guard" },
};

/* Those of several who have an entry of their own still point to it. */
static void members_check(const struct hs_extraction *found, const struct hs_source *source)
{
	for (size_t k = 0; k < source->n_members; k++) {
		const struct hs_member *member = &source->members[k];

		ck_assert_int_lt(member->source, (int32_t)found->n_sources);
		if (member->source >= 0)
			ck_assert_str_eq(found->sources[member->source].name, member->name);
	}
}

START_TEST(leaves_out_what_is_doubtful)
{
	struct marked marked = sifted(rows[_i].text, rows[_i].sure);

	ck_assert_uint_eq(marked.found->n_claims, rows[_i].claims);
	ck_assert_str_eq(source_names(&marked), rows[_i].sources);
	for (size_t i = 0; i < marked.found->n_claims; i++)
		ck_assert_uint_lt(marked.found->claims[i].source, marked.found->n_sources);
	for (size_t i = 0; i < marked.found->n_sources; i++)
		members_check(marked.found, &marked.found->sources[i]);
}
END_TEST

/* Outer, middle and inner claim; without the middle one the inner stands within the outer. */
START_TEST(nests_what_is_left)
{
	const char *text = "<s1 Diaz> <c1 said> <t1 <s2 the mayor> <c2 wrote> <t2 that <s3 a clerk> <c3 swore> <t3 the log was lost>>>.";
	struct marked marked = sifted(text, "999");

	ck_assert_int_eq(marked_claim(&marked, 3)->outer, 1);
	ck_assert_uint_eq(marked_claim(&marked, 3)->depth, 2);
	marked = sifted(text, "949");
	ck_assert_uint_eq(marked.found->n_claims, 2);
	ck_assert_int_eq(marked_claim(&marked, 3)->outer, 0);
	ck_assert_uint_eq(marked_claim(&marked, 3)->depth, 1);
	marked = sifted(text, "449");
	ck_assert_uint_eq(marked.found->n_claims, 1);
	ck_assert_int_eq(marked_claim(&marked, 3)->outer, -1);
	ck_assert_uint_eq(marked_claim(&marked, 3)->depth, 0);
}
END_TEST

/* A denial points nowhere once what it denies is left out. */
START_TEST(keeps_what_denials_answer)
{
	const char *text = "<t1 The boats are repaired at night>, <c1 according to> <s1 the envoys>, <t2 something> <s2 the ministry> "
			   "<c2 has denied>.";
	struct marked marked = sifted(text, "99");

	ck_assert_int_eq(marked_claim(&marked, 2)->answers, 0);
	marked = sifted(text, "29");
	ck_assert_uint_eq(marked.found->n_claims, 1);
	ck_assert_int_eq(marked_claim(&marked, 2)->answers, -1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sift");
	TCase *tc = tcase_create("claims");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, leaves_out_what_is_doubtful, 0, ROWS(rows));
	tcase_add_test(tc, nests_what_is_left);
	tcase_add_test(tc, keeps_what_denials_answer);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
