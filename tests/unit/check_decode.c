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
 * Roles. `likely`: the likeliest label of each piece, 0 O, 1 B-source, 2 I-source, 3 B-content, 4 I-content, 5 B-cue, 6 I-cue; a
 * letter is the same but unsure (a for 0, b for 1, ...: the next best is O). `want`: the best path that is allowed.
 */
static const struct { const char *likely, *want; } roles[] = {
	{ "00000",   "00000" },
	{ "12534",   "12534" },
	{ "12544",   "12534" },                 /* an inside behind another role becomes a beginning */
	{ "1200e",   "12000" },                 /* an unsure inside without a beginning */
	{ "2200",    "1200" },                  /* a sure inside at the start becomes a beginning */
	{ "0345634", "0345634" },
	{ "0666",    "0566" },
	{ "3434",    "3434" },
	{ "0",       "0" },
	{ "3",       "3" },
	{ "2",       "1" },
};

static void set_role(float *logits, char piece)
{
	const bool unsure = piece >= 'a';
	const int label = unsure ? piece - 'a' : piece - '0';

	for (int i = 0; i < HS_ROLE_TAGS; i++)
		logits[i] = logf(i == label ? (unsure ? 0.45f : 0.8f) : i == 0 && unsure ? 0.4f : 0.05f);
	if (label > 0 && label % 2 == 0)
		logits[label - 1] = logf(0.1f);         /* a beginning is the next best to an inside */
}

static bool is_allowed(const uint8_t *path, size_t len)
{
	for (size_t t = 0; t < len; t++)
		if (path[t] && path[t] % 2 == 0 && (t == 0 || (path[t - 1] != path[t] && path[t - 1] != path[t] - 1)))
			return false;
	return true;
}

/* A tagger whose model scores two labels in a row by `follow`, if given. */
struct chain {
	struct hs_model *model;
	struct hs_tagger *tagger;
};

static struct chain chain_open(const float *follow)
{
	static const float none[HS_ROLE_TAGS * HS_ROLE_TAGS];
	struct chain chain = { .model = tiny_model() };

	chain.model->follow = follow ? follow : none;
	chain.tagger = hs_tagger_new(chain.model);
	return chain;
}

static void chain_close(struct chain *chain)
{
	hs_tagger_free(chain->tagger);
	hs_model_close(chain->model);
}

START_TEST(decodes_roles)
{
	struct chain chain = chain_open(NULL);
	const size_t len = strlen(roles[_i].likely);
	struct hs_buffers *buf = &chain.tagger->buf;
	char got[16] = "";

	for (size_t t = 0; t < len; t++)
		set_role(buf->logits + t * HS_ROLE_TAGS, roles[_i].likely[t]);
	hs_decode_roles(chain.tagger, len);
	for (size_t t = 0; t < len; t++)
		got[t] = '0' + buf->path[t];
	ck_assert(is_allowed(buf->path, len));
	ck_assert_str_eq(got, roles[_i].want);
	chain_close(&chain);
}
END_TEST

/* All paths of a few pieces, one by one: the best is the one found, and its probability is its share. */
START_TEST(agrees_with_every_path)
{
	enum { LEN = 4 };
	float follow[HS_ROLE_TAGS * HS_ROLE_TAGS];
	struct hs_buffers *buf;
	struct chain chain;
	double total = 0, best = -1, got;
	uint8_t path[LEN], best_path[LEN] = { 0 };
	uint32_t seed = 7 + _i;

	for (int i = 0; i < HS_ROLE_TAGS * HS_ROLE_TAGS; i++)
		follow[i] = (int)((seed = seed * 1664525 + 1013904223) >> 24) / 64.0f - 2;
	chain = chain_open(follow);
	buf = &chain.tagger->buf;
	for (int i = 0; i < LEN * HS_ROLE_TAGS; i++)
		buf->logits[i] = (int)((seed = seed * 1664525 + 1013904223) >> 24) / 32.0f - 4;
	for (int n = 0; n < HS_ROLE_TAGS * HS_ROLE_TAGS * HS_ROLE_TAGS * HS_ROLE_TAGS; n++) {
		double score = 0;

		for (int t = 0, rest = n; t < LEN; t++, rest /= HS_ROLE_TAGS)
			path[t] = rest % HS_ROLE_TAGS;
		if (!is_allowed(path, LEN))
			continue;
		for (int t = 0; t < LEN; t++)
			score += buf->logits[t * HS_ROLE_TAGS + path[t]] + (t ? follow[path[t - 1] * HS_ROLE_TAGS + path[t]] : 0);
		score = exp(score);
		total += score;
		if (score > best) {
			best = score;
			memcpy(best_path, path, LEN);
		}
	}
	got = hs_decode_roles(chain.tagger, LEN);
	ck_assert_mem_eq(buf->path, best_path, LEN);
	ck_assert_double_eq_tol(got, best / total, 1e-5);
	chain_close(&chain);
}
END_TEST

/* The cue as it was read: `start`-`end` as it was found. */
static const struct { const char *path; uint32_t start, end; const char *want; } wholes[] = {
	{ "0056034", 2, 3, "2-4" },
	{ "0056034", 3, 4, "2-4" },
	{ "5005600", 3, 5, "3-5" },
	{ "5000034", 2, 3, "2-3" },             /* another cue's */
	{ "0000034", 2, 4, "2-4" },
};

START_TEST(finds_the_whole_cue)
{
	const size_t len = strlen(wholes[_i].path);
	struct hs_stretch run;
	uint8_t path[16];
	char got[32];

	for (size_t t = 0; t < len; t++)
		path[t] = wholes[_i].path[t] - '0';
	run = hs_decode_whole(path, len, (struct hs_cue){ wholes[_i].start, wholes[_i].end, 1 });
	sprintf(got, "%u-%u", run.first, run.end);
	ck_assert_str_eq(got, wholes[_i].want);
}
END_TEST

/* By hand: logit(0.5) = 0, logit(0.9) = 2.1972, -log(0.5) = 0.8326^2, -log(1e-6) = 3.7169^2. */
static const struct { struct hs_settings settings; float cue_p, path_p; size_t n_sources; float want; } sure[] = {
	{ { .sure_base = 0 },                     0.9f, 0.9f, 1, 0.5f },
	{ { .sure_base = 1 },                     0.9f, 0.9f, 1, 0.731059f },
	{ { .sure_cue = 1 },                      0.9f, 0.5f, 1, 0.9f },
	{ { .sure_path = -1 },                    0.5f, 0.5f, 1, 0.303102f },
	{ { .sure_path = -1 },                    0.5f, 1,    1, 0.5f },
	{ { .sure_bare = -1 },                    0.5f, 0.5f, 1, 0.5f },
	{ { .sure_bare = -1 },                    0.5f, 0.5f, 0, 0.268941f },
	{ { .sure_cue = 1 },                      1,    0.5f, 1, 0.999999f },
	{ { .sure_path = -1 },                    0.5f, 0,    1, 0.023728f },
};

START_TEST(weighs_probabilities)
{
	const struct hs_raw raw = { .cue_p = sure[_i].cue_p, .path_p = sure[_i].path_p, .source.n = sure[_i].n_sources };

	ck_assert_float_eq_tol(hs_decode_sureness(&sure[_i].settings, &raw), sure[_i].want, 1e-5);
}
END_TEST

/* `words`: a letter where a word begins, # where it goes on. */
static const struct { const char *path, *words, *want; } whole_words[] = {
	{ "0034", "aaaa", "0034" },
	{ "0034", "aa##", "0000" },
	{ "1034", "a##a", "1224" },
	{ "1203", "aa#a", "1223" },
	{ "3334", "a###", "3444" },
	{ "4400", "##a#", "4400" },             /* the window begins inside a word */
};

START_TEST(keeps_words_whole)
{
	const size_t len = strlen(whole_words[_i].path);
	struct hs_piece pieces[16] = { 0 };
	uint8_t path[16];
	char got[17] = "";

	for (size_t t = 0; t < len; t++) {
		path[t] = whole_words[_i].path[t] - '0';
		pieces[t].inner = whole_words[_i].words[t] == '#';
	}
	hs_decode_words(path, pieces, len);
	for (size_t t = 0; t < len; t++)
		got[t] = '0' + path[t];
	ck_assert_str_eq(got, whole_words[_i].want);
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
	tcase_add_loop_test(tcase, agrees_with_every_path, 0, 20);
	tcase_add_loop_test(tcase, finds_the_whole_cue, 0, ROWS(wholes));
	tcase_add_loop_test(tcase, weighs_probabilities, 0, ROWS(sure));
	tcase_add_loop_test(tcase, keeps_words_whole, 0, ROWS(whole_words));
	tcase_add_loop_test(tcase, finds_runs, 0, ROWS(runs));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
