#include "model/pieces.h"
#include "tiny.h"
#include "unit.h"

static struct hs_model *model;
static struct hs_pieces pieces;
static cJSON *records;                  /* of pieces.ndjson: what train/pieces.py says */

static void setup(void)
{
	model = tiny_model();
	records = data_records("pieces.ndjson");
	hs_pieces_init(&pieces);
}

static void teardown(void)
{
	hs_pieces_release(&pieces);
	cJSON_Delete(records);
	hs_model_close(model);
}

struct reading {
	const char *text;
};

static void add_line(void *ctx, struct hs_range range)
{
	hs_pieces_add(&pieces, &model->vocab, ((struct reading *)ctx)->text, range);
}

static void read_lines(const char *text)
{
	hs_pieces_clear(&pieces);
	each_line(text, add_line, &(struct reading){ text });
}

static void same_pieces(const cJSON *record)
{
	const char *text = cJSON_GetObjectItem(record, "text")->valuestring;
	const cJSON *want = cJSON_GetObjectItem(record, "pieces"), *paras = cJSON_GetObjectItem(record, "paragraphs");
	int i = 0, k = 0;
	const cJSON *row;

	read_lines(text);
	ck_assert_msg((int)pieces.n == cJSON_GetArraySize(want), "%zu pieces of '%s'", pieces.n, text);
	cJSON_ArrayForEach(row, want) {
		struct hs_piece p = pieces.at[i++];
		const unsigned got[] = { p.id, p.start, p.end, p.kase, p.quote, p.place };

		for (int f = 0; f < ROWS(got); f++)
			ck_assert_msg(got[f] == number_at(row, f), "field %d of piece %d of '%s' is %u", f, i - 1, text, got[f]);
	}
	ck_assert_int_eq(pieces.n_paras, cJSON_GetArraySize(paras));
	cJSON_ArrayForEach(row, paras) {
		ck_assert_uint_eq(pieces.paras[k].first, number_at(row, 0));
		ck_assert_uint_eq(pieces.paras[k++].end, number_at(row, 1));
	}
}

START_TEST(the_same_as_in_training)
{
	const cJSON *record;

	ck_assert_int_gt(cJSON_GetArraySize(records), 15);
	cJSON_ArrayForEach(record, records)
		same_pieces(record);
}
END_TEST

START_TEST(line_breaks_in_a_paragraph_are_white_space)
{
	const char *text = "“one\r\n two said” the";

	hs_pieces_clear(&pieces);
	hs_pieces_add(&pieces, &model->vocab, text, (struct hs_range){ 0, strlen(text) });
	ck_assert_uint_eq(pieces.n_paras, 1);
	ck_assert_int_eq(pieces.at[pieces.n - 3].quote, 1);     /* said: the quotation goes on over the break */
	ck_assert_int_eq(pieces.at[pieces.n - 1].quote, 0);
}
END_TEST

/* Pieces that bytes [start, end) of "The mayor said\n\nthe mayor": five of them, two paragraphs. */
static const struct { uint32_t start, end, first, stop; } finds[] = {
	{ 0, 3, 0, 1 }, { 1, 2, 0, 1 }, { 4, 14, 1, 3 }, { 0, 14, 0, 3 }, { 3, 4, 1, 1 },
	{ 16, 25, 3, 5 }, { 20, 25, 4, 5 }, { 14, 15, 0, 0 }, { 25, 30, 0, 0 }, { 8, 18, 1, 3 },
};

START_TEST(finds_the_pieces_of_bytes)
{
	struct hs_stretch got;

	read_lines("The mayor said\n\nthe mayor");
	ck_assert_uint_eq(pieces.n, 5);
	got = hs_pieces_find(&pieces, (struct hs_range){ finds[_i].start, finds[_i].end });
	ck_assert_uint_eq(got.end - got.first, finds[_i].stop - finds[_i].first);
	if (got.first != got.end)
		ck_assert_uint_eq(got.first, finds[_i].first);
}
END_TEST

START_TEST(a_broken_byte_is_dropped)
{
	const char *text = "sa\xff" "id \xe2\x82";

	hs_pieces_clear(&pieces);
	hs_pieces_add(&pieces, &model->vocab, text, (struct hs_range){ 0, strlen(text) });
	ck_assert_uint_eq(pieces.n, 1);
	ck_assert_int_eq(pieces.at[0].id, hs_vocab_find(&model->vocab, "said", 4, false));
}
END_TEST

START_TEST(keeps_little_memory)
{
	char *text = malloc(1 << 20);

	memset(text, '.', 1 << 20);
	hs_pieces_add(&pieces, &model->vocab, text, (struct hs_range){ 0, 1 << 20 });
	ck_assert_uint_eq(pieces.n, 1 << 20);
	hs_pieces_clear(&pieces);
	ck_assert_uint_eq(pieces.room, 0);
	free(text);
}
END_TEST

START_TEST(finds_the_vocabulary)
{
	const struct hs_vocab *vocab = &model->vocab;

	ck_assert_int_ge(hs_vocab_find(vocab, "ing", 3, true), 0);
	ck_assert_int_eq(hs_vocab_find(vocab, "ing", 3, false), -1);
	ck_assert_int_eq(hs_vocab_find(vocab, "mayors", 6, false), -1);
	ck_assert_int_eq(hs_vocab_find(vocab, "", 0, false), -1);
	ck_assert_int_eq(vocab->unknown, hs_vocab_find(vocab, "[UNK]", 5, false));
}
END_TEST

static const struct { const char *text; size_t n; const char *msg; } broken[] = {
	{ "[UNK]\n[CLS]\n",         3, "the vocabulary has not the 3 pieces it should have" },
	{ "[UNK]\n[CLS]\n[SEP]",    3, "the vocabulary has not the 3 pieces it should have" },
	{ "[UNK]\n[CLS]\n[SEP]\na\n", 3, "the vocabulary has not the 3 pieces it should have" },
	{ "",                       1, "the vocabulary has not the 1 pieces it should have" },
	{ "[UNK]\n[CLS]\nx\n",      3, "the vocabulary has no '[SEP]'" },
};

START_TEST(refuses_a_broken_vocabulary)
{
	struct hs_vocab vocab;
	struct hs_err err = { 0 };

	ck_assert_int_eq(hs_vocab_build(&vocab, broken[_i].text, strlen(broken[_i].text), broken[_i].n, &err), HS_EINTERNAL);
	ck_assert_str_eq(err.msg, broken[_i].msg);
	hs_vocab_release(&vocab);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pieces");
	TCase *tcase = tcase_create("pieces");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, the_same_as_in_training);
	tcase_add_test(tcase, line_breaks_in_a_paragraph_are_white_space);
	tcase_add_loop_test(tcase, finds_the_pieces_of_bytes, 0, ROWS(finds));
	tcase_add_test(tcase, a_broken_byte_is_dropped);
	tcase_add_test(tcase, keeps_little_memory);
	tcase_add_test(tcase, finds_the_vocabulary);
	tcase_add_loop_test(tcase, refuses_a_broken_vocabulary, 0, ROWS(broken));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
