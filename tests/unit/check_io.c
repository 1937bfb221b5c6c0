#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/io.h"
#include "unit.h"

static char folder[] = "check_io.XXXXXX";
static struct hs_err err;
static struct hs_str all;

static void setup(void)
{
	strcpy(folder + strlen("check_io."), "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	hs_str_init(&all);
	err.msg[0] = '\0';
}

static void teardown(void)
{
	hs_str_release(&all);
	ck_assert_int_eq(system("rm -f -- * .*.tmp"), 0);
	ck_assert_int_eq(chdir(".."), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void write_file(const char *path, const void *ptr, size_t len)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(ptr, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

static void add_gzip(struct hs_str *out, const void *ptr, size_t len)
{
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)ptr, .avail_in = (unsigned)len };
	unsigned char bytes[4096];
	int rc;

	ck_assert_int_eq(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
	do {
		z.next_out = bytes;
		z.avail_out = sizeof(bytes);
		rc = deflate(&z, Z_FINISH);
		hs_str_add(out, bytes, sizeof(bytes) - z.avail_out);
	} while (rc == Z_OK);
	ck_assert_int_eq(rc, Z_STREAM_END);
	deflateEnd(&z);
}

static struct hs_input *open_input(const char *path)
{
	struct hs_input *input = NULL;

	ck_assert_int_eq(hs_input_open(&input, path, &err), HS_OK);
	return input;
}

/* All lines of a file as "[line]" with "<message>" where one failed. */
static const char *show_lines(const char *path, size_t max)
{
	struct hs_input *input = open_input(path);
	struct hs_span line;
	int rc;

	while ((rc = hs_input_line(input, &line, max, &err)) != HS_DONE) {
		if (rc == HS_OK)
			hs_str_addf(&all, "[%.*s]", (int)line.len, line.ptr);
		else
			hs_str_addf(&all, "<%s>", err.msg);
	}
	ck_assert_int_eq(hs_input_line(input, &line, max, &err), HS_DONE);
	hs_input_close(input);
	return all.ptr;
}

static const struct { const char *bytes; size_t max; const char *lines; } line_cases[] = {
	{ "",                    10, "" },
	{ "\n",                  10, "[]" },
	{ "one",                 10, "[one]" },
	{ "one\n",               10, "[one]" },
	{ "one\ntwo",            10, "[one][two]" },
	{ "one\r\n\ntwo\n",      10, "[one\r][][two]" },
	{ "0123456789\n",        10, "[0123456789]" },
	{ "01234567890\nb\n",    10, "<line is longer than 10 bytes>[b]" },
	{ "a\n01234567890",      10, "[a]<line is longer than 10 bytes>" },
};

START_TEST(reads_lines)
{
	write_file("in", line_cases[_i].bytes, strlen(line_cases[_i].bytes));
	ck_assert_str_eq(show_lines("in", line_cases[_i].max), line_cases[_i].lines);
}
END_TEST

/* Lines that cross the edges of the buffers. */
START_TEST(reads_lines_of_every_length)
{
	struct hs_str text = HS_STR_INIT, zipped = HS_STR_INIT;
	struct hs_input *input;
	struct hs_span line;

	for (int i = 0; i < 900; i++)
		hs_str_addf(&text, "%0*d\n", i, i);
	add_gzip(&zipped, text.ptr, text.len);
	write_file("plain", text.ptr, text.len);
	write_file("zipped", zipped.ptr, zipped.len);
	input = open_input(_i ? "zipped" : "plain");
	for (size_t i = 0; i < 900; i++) {
		ck_assert_int_eq(hs_input_line(input, &line, 1000, &err), HS_OK);
		ck_assert_uint_eq(line.len, i > 0 ? (i > 3 ? i : line.len) : 1);
		ck_assert_int_eq(atoi(line.ptr), (int)i);
	}
	ck_assert_int_eq(hs_input_line(input, &line, 1000, &err), HS_DONE);
	hs_input_close(input);
	hs_str_release(&text);
	hs_str_release(&zipped);
}
END_TEST

/* What the file holds: G a gzip member of "news\n", T plain text, Z zeros, C a member cut off, D a damaged one. */
static const struct { const char *parts, *lines; } gzip_cases[] = {
	{ "T",   "[plain text]" },
	{ "G",   "[news]" },
	{ "GGG", "[news][news][news]" },
	{ "GZ",  "[news]" },
	{ "GT",  "[news]<gzip data is followed by something else>" },
	{ "GC",  "[news]<gzip data is cut off>" },
	{ "C",   "<gzip data is cut off>" },
	{ "GD",  "[news]<gzip data is damaged>" },
};

static void add_part(struct hs_str *out, char part)
{
	size_t before = out->len;

	switch (part) {
	case 'T':
		hs_str_adds(out, "plain text\n");
		break;
	case 'Z':
		hs_str_add(out, "\0\0\0\0\0\0\0", 7);
		break;
	case 'G':
		add_gzip(out, "news\n", 5);
		break;
	case 'C':
		add_gzip(out, "news\n", 5);
		hs_str_cut(out, before + 12);
		break;
	case 'D':
		add_gzip(out, "news\n", 5);
		out->ptr[before + 10] = (char)0xFF;     /* the first block's type becomes the invalid 3 */
		break;
	}
}

START_TEST(unzips)
{
	struct hs_str file = HS_STR_INIT;

	for (const char *part = gzip_cases[_i].parts; *part; part++)
		add_part(&file, *part);
	write_file("in", file.ptr, file.len);
	hs_str_release(&file);
	ck_assert_str_eq(show_lines("in", 100), gzip_cases[_i].lines);
}
END_TEST

/* 10 MiB may unpack from next to nothing; what goes on like that is a bomb. */
static const struct { size_t mib; int rc; } bomb_cases[] = {
	{ 9, HS_OK }, { 40, HS_EINPUT },
};

START_TEST(stops_bombs)
{
	size_t len = bomb_cases[_i].mib << 20;
	char *zeros = hs_calloc(1, len);
	struct hs_input *input;

	add_gzip(&all, zeros, len);
	free(zeros);
	write_file("bomb.gz", all.ptr, all.len);
	hs_str_clear(&all);
	input = open_input("bomb.gz");
	ck_assert_int_eq(hs_input_slurp(input, &all, SIZE_MAX, &err), bomb_cases[_i].rc);
	ck_assert_uint_eq(all.len, bomb_cases[_i].rc ? 0 : len);
	if (bomb_cases[_i].rc)
		ck_assert_str_eq(err.msg, "gzip data unpacks to more than 200 times its size");
	hs_input_close(input);
}
END_TEST

START_TEST(peek_takes_nothing)
{
	struct hs_input *input;
	const char *ptr;
	char buf[8];
	size_t len, got;
	uint64_t done, total;

	write_file("in", "{\"id\": 1}", 9);
	input = open_input("in");
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(hs_input_peek(input, &ptr, &len, &err), HS_OK);
		ck_assert_uint_eq(len, 9);
		ck_assert_mem_eq(ptr, "{\"id\": 1}", 9);
	}
	ck_assert_int_eq(hs_input_read(input, buf, 3, &got, &err), HS_OK);
	ck_assert_uint_eq(got, 3);
	ck_assert_int_eq(hs_input_slurp(input, &all, 6, &err), HS_OK);
	ck_assert_str_eq(all.ptr, "d\": 1}");
	ck_assert_int_eq(hs_input_read(input, buf, 3, &got, &err), HS_OK);
	ck_assert_uint_eq(got, 0);
	ck_assert_int_eq(hs_input_peek(input, &ptr, &len, &err), HS_OK);
	ck_assert_uint_eq(len, 0);
	hs_input_progress(input, &done, &total);
	ck_assert_uint_eq(done, 9);
	ck_assert_uint_eq(total, 9);
	ck_assert_str_eq(hs_input_name(input), "in");
	hs_input_close(input);
}
END_TEST

START_TEST(slurp_keeps_to_its_limit)
{
	struct hs_input *input;

	hs_str_adds(&all, "before");
	write_file("in", "0123456789", 10);
	input = open_input("in");
	ck_assert_int_eq(hs_input_slurp(input, &all, 9, &err), HS_EINPUT);
	ck_assert_str_eq(all.ptr, "before");
	ck_assert_str_eq(err.msg, "is longer than 9 bytes");
	hs_input_close(input);
}
END_TEST

static const struct { const char *path, *msg; } open_cases[] = {
	{ "nowhere",     "cannot open 'nowhere': No such file or directory" },
	{ "nowhere/in",  "cannot open 'nowhere/in': No such file or directory" },
	{ ".",           "cannot read '.': is a folder" },
};

START_TEST(tells_what_cannot_be_opened)
{
	struct hs_input *input;

	ck_assert_int_eq(hs_input_open(&input, open_cases[_i].path, &err), HS_EIO);
	ck_assert_str_eq(err.msg, open_cases[_i].msg);
	hs_input_close(NULL);
}
END_TEST

static const char *slurp(const char *path)
{
	struct hs_input *input = open_input(path);

	hs_str_clear(&all);
	ck_assert_int_eq(hs_input_slurp(input, &all, 100, &err), HS_OK);
	hs_input_close(input);
	return all.ptr;
}

static int count_files(void)
{
	int n = -1;
	FILE *pipe = popen("ls -A | wc -l", "r");

	ck_assert_int_eq(fscanf(pipe, "%d", &n), 1);
	pclose(pipe);
	return n;
}

START_TEST(output_appears_at_close)
{
	struct hs_output *output;

	write_file("report.csv", "old", 3);
	ck_assert_int_eq(chmod("report.csv", 0640), 0);
	ck_assert_int_eq(hs_output_open(&output, "report.csv", &err), HS_OK);
	fputs("new", hs_output_file(output));
	fflush(hs_output_file(output));
	ck_assert_str_eq(slurp("report.csv"), "old");
	ck_assert_int_eq(hs_output_close(output, &err), HS_OK);
	ck_assert_str_eq(slurp("report.csv"), "new");
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(output_keeps_mode_and_link)
{
	struct hs_output *output;
	struct stat st;

	write_file("real", "old", 3);
	ck_assert_int_eq(chmod("real", 0604), 0);
	ck_assert_int_eq(symlink("real", "link"), 0);
	ck_assert_int_eq(hs_output_open(&output, "link", &err), HS_OK);
	fputs("new", hs_output_file(output));
	ck_assert_int_eq(hs_output_close(output, &err), HS_OK);
	ck_assert_int_eq(lstat("link", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	ck_assert_int_eq(stat("real", &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0604);
	ck_assert_str_eq(slurp("real"), "new");
}
END_TEST

START_TEST(abort_leaves_no_trace)
{
	struct hs_output *output;

	write_file("report.csv", "old", 3);
	ck_assert_int_eq(hs_output_open(&output, "report.csv", &err), HS_OK);
	fputs("new", hs_output_file(output));
	hs_output_abort(output);
	ck_assert_str_eq(slurp("report.csv"), "old");
	ck_assert_int_eq(count_files(), 1);
	hs_output_abort(NULL);
}
END_TEST

START_TEST(signals_leave_no_trace)
{
	struct hs_output *outputs[3];

	ck_assert_int_eq(hs_output_open(&outputs[0], "a.csv", &err), HS_OK);
	ck_assert_int_eq(hs_output_open(&outputs[1], "b.csv", &err), HS_OK);
	ck_assert_int_eq(hs_output_open(&outputs[2], "c.csv", &err), HS_OK);
	ck_assert_int_eq(hs_output_close(outputs[1], &err), HS_OK);
	ck_assert_int_eq(count_files(), 3);
	hs_output_unlink_all();
	ck_assert_int_eq(count_files(), 1);
	hs_output_abort(outputs[0]);
	hs_output_abort(outputs[2]);
}
END_TEST

/* What programs that were killed left, under the names that this one would use. */
START_TEST(leftovers_do_no_harm)
{
	struct hs_output *output;
	char name[64];

	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof(name), ".a.csv.%ld-%d.tmp", (long)getpid(), i);
		write_file(name, "left", 4);
	}
	ck_assert_int_eq(hs_output_open(&output, "a.csv", &err), HS_OK);
	fputs("new", hs_output_file(output));
	ck_assert_int_eq(hs_output_close(output, &err), HS_OK);
	ck_assert_str_eq(slurp("a.csv"), "new");
	ck_assert_str_eq(slurp(name), "left");
	ck_assert_int_eq(count_files(), 301);
}
END_TEST

static const struct { const char *path, *msg; } output_cases[] = {
	{ "nowhere/x",   "cannot write 'nowhere/x': No such file or directory" },
	{ ".",           "cannot write '.': is a folder" },
};

START_TEST(tells_what_cannot_be_written)
{
	struct hs_output *output;

	ck_assert_int_eq(hs_output_open(&output, output_cases[_i].path, &err), HS_EIO);
	ck_assert_str_eq(err.msg, output_cases[_i].msg);
}
END_TEST

/* /dev/full is a disk without room: short output fails at the flush, long output on its way. */
START_TEST(notices_a_full_disk)
{
	struct hs_output *output;

	ck_assert_int_eq(hs_output_open(&output, "/dev/full", &err), HS_OK);
	for (int i = 0; i < (_i ? 100000 : 1); i++)
		fputs("attribution\n", hs_output_file(output));
	ck_assert_int_eq(hs_output_close(output, &err), HS_EIO);
	ck_assert_str_eq(err.msg, "cannot write '/dev/full': No space left on device");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("io");
	TCase *tcase = tcase_create("io");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, reads_lines, 0, ROWS(line_cases));
	tcase_add_loop_test(tcase, reads_lines_of_every_length, 0, 2);
	tcase_add_loop_test(tcase, unzips, 0, ROWS(gzip_cases));
	tcase_add_loop_test(tcase, stops_bombs, 0, ROWS(bomb_cases));
	tcase_add_test(tcase, peek_takes_nothing);
	tcase_add_test(tcase, slurp_keeps_to_its_limit);
	tcase_add_loop_test(tcase, tells_what_cannot_be_opened, 0, ROWS(open_cases));
	tcase_add_test(tcase, output_appears_at_close);
	tcase_add_test(tcase, output_keeps_mode_and_link);
	tcase_add_test(tcase, abort_leaves_no_trace);
	tcase_add_test(tcase, signals_leave_no_trace);
	tcase_add_test(tcase, leftovers_do_no_harm);
	tcase_add_loop_test(tcase, tells_what_cannot_be_written, 0, ROWS(output_cases));
	tcase_add_loop_test(tcase, notices_a_full_disk, 0, 2);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
