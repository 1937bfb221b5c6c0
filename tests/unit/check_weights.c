#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/arena.h"
#include "tiny.h"
#include "unit.h"

static char *bytes;                     /* the tiny model */
static size_t len;
static char path[] = "check_weights_XXXXXX";

static void setup(void)
{
	FILE *fp = fopen(data_path("tiny.model"), "rb");

	ck_assert(fp != NULL);
	bytes = hs_malloc(1 << 20);
	len = fread(bytes, 1, 1 << 20, fp);
	fclose(fp);
	ck_assert_uint_gt(len, 1000);
	strcpy(path, "check_weights_XXXXXX");
	close(mkstemp(path));
}

static void teardown(void)
{
	unlink(path);
	free(bytes);
}

/* Opens the first `n` of the bytes as a file; the message when that fails. */
static const char *open_bytes(size_t n)
{
	static struct hs_err err;
	struct hs_model *model = NULL;
	FILE *fp = fopen(path, "wb");
	int rc;

	ck_assert_uint_eq(fwrite(bytes, 1, n, fp), n);
	fclose(fp);
	rc = hs_model_open(&model, path, &err);
	hs_model_close(model);
	ck_assert(rc == HS_OK || rc == HS_EINTERNAL);
	return rc == HS_OK ? "opened" : err.msg;
}

/* The checksum of what the bytes are now: a file that someone made so on purpose. */
static void sign(void)
{
	XXH64_hash_t sum = XXH3_64bits(bytes + 16, len - 16);

	memcpy(bytes + 8, &sum, sizeof(sum));
}

START_TEST(opens_and_tells)
{
	struct hs_model *model = tiny_model();

	ck_assert_str_eq(hs_model_version(model), "tiny");
	ck_assert_uint_eq(model->shape.hidden, 24);
	ck_assert_uint_eq(model->shape.layers, 2);
	ck_assert_uint_eq(model->settings.window, 40);
	ck_assert_uint_eq(model->settings.overlap, 12);
	ck_assert_float_eq_tol(model->settings.cue, 0.9, 1e-6);
	hs_model_close(model);
	hs_model_close(NULL);
}
END_TEST

START_TEST(unpacks_matrices)
{
	struct hs_model *model = tiny_model();
	const struct hs_matrix *up = &model->layers[1].up;

	ck_assert_ptr_null(up->w);
	hs_model_unpack(model);
	ck_assert_uint_eq(up->in, 24);
	ck_assert_uint_eq(up->out, 96);
	for (size_t o = 0; o < up->out; o++)
		for (size_t i = 0; i < up->in; i++)
			ck_assert(up->w[i * up->out + o] == up->rows.scale[o] * up->rows.q[o * up->in + i]);
	hs_model_close(model);
}
END_TEST

START_TEST(sums_up_what_the_columns_weigh)
{
	struct hs_model *model = tiny_model();
	const struct hs_matrix *up = &model->layers[1].up;

	for (size_t o = 0; o < up->out; o++) {
		int32_t sum = 0;

		for (size_t i = 0; i < up->in; i++)
			sum += up->rows.q[o * up->in + i];
		ck_assert_int_eq(up->sums[o], sum);
	}
	ck_assert_uint_ge(model->most_in, 6 * model->shape.hidden);
	ck_assert_uint_ge(model->most_out, model->shape.up);
	hs_model_close(model);
}
END_TEST

START_TEST(takes_the_precision_asked_for)
{
	struct hs_model *model = NULL;
	struct hs_err err;

	setenv("HEARSAY_PRECISION", "fp32", 1);
	model = tiny_model();
	ck_assert_int_eq(model->precision, HS_FP32);
	ck_assert_ptr_nonnull(model->layers[0].qkv.w);
	hs_model_close(model);
	setenv("HEARSAY_PRECISION", "int8", 1);
	model = tiny_model();
	ck_assert_int_eq(model->precision, HS_INT8);
	hs_model_close(model);
	setenv("HEARSAY_PRECISION", "bf16", 1);
	ck_assert_int_eq(hs_model_open(&model, data_path("tiny.model"), &err), HS_EINTERNAL);
	ck_assert_str_eq(err.msg, "HEARSAY_PRECISION is 'bf16', neither 'int8' nor 'fp32'");
}
END_TEST

START_TEST(tells_a_short_file)
{
	static const size_t lengths[] = { 0, 1, 63, 64, 65, 1000, 10000 };

	for (int i = 0; i < ROWS(lengths); i++)
		ck_assert_str_ne(open_bytes(lengths[i]), "opened");
	ck_assert_ptr_nonnull(strstr(open_bytes(len - 1), "is damaged: it should have"));
	ck_assert_ptr_nonnull(strstr(open_bytes(10), "is not a model file"));
	ck_assert_str_eq(open_bytes(len), "opened");
}
END_TEST

START_TEST(tells_a_flipped_bit)
{
	for (size_t at = 0; at < len; at += at < 512 ? 1 : 997) {
		bytes[at] ^= 1 << (at % 8);
		ck_assert_msg(strcmp(open_bytes(len), "opened") != 0, "byte %zu", at);
		bytes[at] ^= 1 << (at % 8);
	}
	bytes[len / 2] ^= 4;
	ck_assert_ptr_nonnull(strstr(open_bytes(len), "its checksum does not match"));
}
END_TEST

/* Each byte of header and table changed, under a checksum that holds: an error or a model, never a crash. */
START_TEST(survives_what_is_signed)
{
	const size_t table = 64 + 64 * *(uint32_t *)(void *)(bytes + 20);

	for (size_t at = 16; at < table + 1024; at++) {
		const char old = bytes[at];

		bytes[at] = ~old;
		sign();
		open_bytes(len);
		bytes[at] = old;
	}
}
END_TEST

static const struct { size_t at; uint32_t value; const char *msg; } signed_wrong[] = {
	{ 16, 1, "has format 1, this program reads format 2" },
	{ 20, 4000000000u, "its table is longer than the file" },
	{ 64 + 32, 9, "its table does not add up" },
	{ 64 + 48, 32, "its table does not add up" },
	{ 64 + 64 + 36, 3, "'vocabulary' is 3 x 0" },
	{ 64, 0x78787878, "does not say its 'pieces'" },
	{ 64 + 128, 0x78787878, "has no 'follow'" },
};

START_TEST(tells_what_is_wrong)
{
	memcpy(bytes + signed_wrong[_i].at, &signed_wrong[_i].value, 4);
	sign();
	ck_assert_msg(strstr(open_bytes(len), signed_wrong[_i].msg) != NULL, "%s", open_bytes(len));
}
END_TEST

START_TEST(tells_no_file)
{
	struct hs_model *model = NULL;
	struct hs_err err;

	ck_assert_int_eq(hs_model_open(&model, "no/such.model", &err), HS_EINTERNAL);
	ck_assert_str_eq(err.msg, "cannot open model 'no/such.model': No such file or directory");
	ck_assert_int_eq(hs_model_open(&model, ".", &err), HS_EINTERNAL);
	ck_assert_str_eq(err.msg, "'.' is not a model file");
	ck_assert_ptr_null(model);
}
END_TEST

START_TEST(finds_the_named_one)
{
	struct hs_model *model = NULL;
	struct hs_err err;

	setenv("HEARSAY_MODEL", "no/other.model", 1);
	ck_assert_int_eq(hs_model_open(&model, NULL, &err), HS_EINTERNAL);
	ck_assert_ptr_nonnull(strstr(err.msg, "'no/other.model'"));
	setenv("HEARSAY_MODEL", data_path("tiny.model"), 1);
	ck_assert_int_eq(hs_model_open(&model, NULL, &err), HS_OK);
	hs_model_close(model);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("weights");
	TCase *tcase = tcase_create("weights");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, opens_and_tells);
	tcase_add_test(tcase, unpacks_matrices);
	tcase_add_test(tcase, sums_up_what_the_columns_weigh);
	tcase_add_test(tcase, takes_the_precision_asked_for);
	tcase_add_test(tcase, tells_a_short_file);
	tcase_add_test(tcase, tells_a_flipped_bit);
	tcase_add_test(tcase, survives_what_is_signed);
	tcase_add_loop_test(tcase, tells_what_is_wrong, 0, ROWS(signed_wrong));
	tcase_add_test(tcase, tells_no_file);
	tcase_add_test(tcase, finds_the_named_one);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
