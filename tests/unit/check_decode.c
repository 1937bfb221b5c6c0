#include <math.h>
#include <string.h>

#include "model/tagger_p.h"
#include "tiny.h"
#include "unit.h"

/*
 * Cues. One letter a piece: B and b for a beginning (b: below the threshold of 0.6 and still the likeliest), I for inside,
 * O for none; t for inside that is no likelier than none. `want`: the cues in [from, to).
 */
static const struct { const char *pieces; size_t from, to; const char *want; } cues[] = {
	{ "",        0, 0, "" },
	{ "OOO",     0, 3, "" },
	{ "OBO",     0, 3, "1-2" },
	{ "OBIIO",   0, 5, "1-4" },
	{ "BIBIO",   0, 5, "0-2 2-4" },
	{ "BB",      0, 2, "0-1 1-2" },
	{ "OIIO",    0, 4, "" },                /* inside of nothing */
	{ "BIbI",    0, 4, "0-2" },
	{ "BtI",     0, 3, "0-1" },
	{ "OBIIB",   0, 2, "1-4" },             /* begins here, ends behind */
	{ "OBIIB",   2, 5, "4-5" },
	{ "OBIIB",   2, 4, "" },
};

static void set_cue(float p[HS_CUE_TAGS], char piece)
{
	static const struct { char piece; float p[HS_CUE_TAGS]; } rows[] = {
		{ 'O', { 0.9f, 0.05f, 0.05f } }, { 'B', { 0.3f, 0.6f, 0.1f } }, { 'b', { 0.2f, 0.5f, 0.3f } },
		{ 'I', { 0.1f, 0.3f, 0.6f } }, { 't', { 0.4f, 0.2f, 0.4f } },
	};

	for (int i = 0; i < ROWS(rows); i++)
		if (rows[i].piece == piece)
			memcpy(p, rows[i].p, sizeof(rows[i].p));
}

START_TEST(finds_cues)
{
	const size_t len = strlen(cues[_i].pieces);
	float p[16 * HS_CUE_TAGS];
	struct hs_cue cue = { .end = cues[_i].from };
	char got[128] = "";

	for (size_t t = 0; t < len; t++)
		set_cue(p + t * HS_CUE_TAGS, cues[_i].pieces[t]);
	while (hs_decode_cue(&cue, p, len, cue.end, cues[_i].to, 0.6f)) {
		sprintf(got + strlen(got), "%s%u-%u", *got ? " " : "", cue.start, cue.end);
		ck_assert_float_eq_tol(cue.p, 0.6f, 1e-6);
	}
	ck_assert_str_eq(got, cues[_i].want);
}
END_TEST

/*
 * Roles. `likely`: the likeliest label of each piece, 0 O, 1 B-source, 2 I-source, 3 B-content, 4 I-content; a letter is the same
 * but unsure (a for 0, b for 1, ...: the next best is O). `want`: the best path that is allowed; the cue is [start, end).
 */
static const struct { const char *likely; uint32_t start, end; const char *want; } roles[] = {
	{ "00000",   2, 3, "00000" },
	{ "12034",   2, 3, "12034" },
	{ "12334",   2, 3, "12034" },           /* nothing on the cue */
	{ "12444",   4, 5, "12340" },           /* a content begins with its beginning */
	{ "1200e",   2, 3, "12000" },           /* an unsure inside without a beginning */
	{ "2200",    3, 4, "1200" },            /* a sure inside at the start becomes a beginning */
	{ "0342034", 3, 5, "0340034" },
	{ "03444",   3, 4, "03400" },           /* nor does it go on behind the cue without one */
	{ "3434",    1, 2, "3034" },
	{ "0",       0, 1, "0" },
	{ "3",       0, 1, "0" },
	{ "1",       5, 6, "1" },
};

static void set_role(float *logits, char piece)
{
	const bool unsure = piece >= 'a';
	const int label = unsure ? piece - 'a' : piece - '0';

	for (int i = 0; i < HS_ROLE_TAGS; i++)
		logits[i] = logf(i == label ? (unsure ? 0.45f : 0.8f) : i == 0 && unsure ? 0.4f : 0.05f);
}

static void is_allowed(const char *path)
{
	for (const char *p = path; *p; p++) {
		if (*p == '2')
			ck_assert_msg(p > path && (p[-1] == '1' || p[-1] == '2'), "%s", path);
		if (*p == '4')
			ck_assert_msg(p > path && (p[-1] == '3' || p[-1] == '4'), "%s", path);
	}
}

START_TEST(decodes_roles)
{
	struct hs_model *model = tiny_model();
	struct hs_tagger *tagger = hs_tagger_new(model);
	const size_t len = strlen(roles[_i].likely);
	char got[16] = "";

	for (size_t t = 0; t < len; t++)
		set_role(tagger->buf.logits + t * HS_ROLE_TAGS, roles[_i].likely[t]);
	if (roles[_i].start < len)
		hs_decode_roles(tagger, len, (struct hs_cue){ .start = roles[_i].start, .end = roles[_i].end });
	else
		hs_decode_roles(tagger, len, (struct hs_cue){ 0 });
	for (size_t t = 0; t < len; t++)
		got[t] = '0' + tagger->buf.path[t];
	is_allowed(got);
	for (uint32_t t = roles[_i].start; t < roles[_i].end && t < len; t++)
		ck_assert_int_eq(got[t], '0');
	ck_assert_str_eq(got, roles[_i].want);
	hs_tagger_free(tagger);
	hs_model_close(model);
}
END_TEST

static const struct { const char *path; int start; const char *want; } runs[] = {
	{ "0000",     HS_B_SOURCE,  "" },
	{ "01203400", HS_B_SOURCE,  "1-3" },
	{ "01203400", HS_B_CONTENT, "4-6" },
	{ "3434034",  HS_B_CONTENT, "0-2 2-4 5-7" },
	{ "33",       HS_B_CONTENT, "0-1 1-2" },
	{ "1234",     HS_B_CONTENT, "2-4" },
};

START_TEST(finds_runs)
{
	uint8_t path[16];
	const size_t len = strlen(runs[_i].path);
	struct hs_stretch run = { 0 };
	char got[128] = "";

	for (size_t t = 0; t < len; t++)
		path[t] = runs[_i].path[t] - '0';
	while (hs_decode_run(&run, path, len, run.end, runs[_i].start))
		sprintf(got + strlen(got), "%s%u-%u", *got ? " " : "", run.first, run.end);
	ck_assert_str_eq(got, runs[_i].want);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("decode");
	TCase *tcase = tcase_create("decode");

	tcase_add_loop_test(tcase, finds_cues, 0, ROWS(cues));
	tcase_add_loop_test(tcase, decodes_roles, 0, ROWS(roles));
	tcase_add_loop_test(tcase, finds_runs, 0, ROWS(runs));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
