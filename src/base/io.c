/*
 * io - input in three layers, each with a buffer of its own.
 *
 *     file --read(2)--> raw[] --inflate or copy--> plain[] --> peek, read, line, slurp
 *
 * A failure below is kept until the bytes before it have been handed out, is told once, and ends the input: a
 * loop over lines sees every whole line in front of the damage, then the error, then the end.
 */
#include "config.h"

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"

#define BUFFER_SIZE ((size_t)64 << 10)
#define BOMB_FREE ((uint64_t)10 << 20)
#define BOMB_RATIO 200
#define GZIP_WINDOW (15 + 16)           /* zlib: largest window, gzip format */

struct buffer {
	char bytes[BUFFER_SIZE];
	size_t at, len;                 /* [at, len) is not taken yet */
};

struct hs_input {
	char *name;
	int fd;
	uint64_t size;                  /* of the file; 0 where it is none */
	uint64_t taken;                 /* bytes read from it */
	struct buffer raw, plain;
	bool raw_end;                   /* read(2) gave 0 */
	bool end;                       /* nothing more comes into plain */
	int failed;                     /* the code in `why`, to be told when plain is empty */
	struct hs_err why;
	bool sniffed, gzip, member_end; /* member_end: between two gzip members */
	z_stream z;
	uint64_t inflated;
	struct hs_str line;
};

static size_t waiting(const struct buffer *buffer)
{
	return buffer->len - buffer->at;
}

/* Make room at the end of the buffer by moving what waits to its front. */
static void compact(struct buffer *buffer)
{
	memmove(buffer->bytes, buffer->bytes + buffer->at, waiting(buffer));
	buffer->len -= buffer->at;
	buffer->at = 0;
}

/* --- opening ------------------------------------------------------------------------------- */

static int open_path(int *fd, const char *path, struct hs_err *err)
{
	struct stat st;

	*fd = open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		return hs_fail(err, HS_EIO, "cannot open '%s': %s", path, strerror(errno));
	if (fstat(*fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(*fd);
		return hs_fail(err, HS_EIO, "cannot read '%s': is a folder", path);
	}
	return HS_OK;
}

static uint64_t file_size(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

int hs_input_open(struct hs_input **out, const char *path, struct hs_err *err)
{
	struct hs_input *input;
	int fd = STDIN_FILENO, rc;

	if (strcmp(path, "-") != 0 && (rc = open_path(&fd, path, err)) < 0)
		return rc;
	input = hs_calloc(1, sizeof(*input));
	input->name = hs_strdup(path);
	input->fd = fd;
	input->size = file_size(fd);
	hs_str_init(&input->line);
	*out = input;
	return HS_OK;
}

void hs_input_close(struct hs_input *input)
{
	if (!input)
		return;
	if (input->gzip)
		inflateEnd(&input->z);
	if (input->fd != STDIN_FILENO)
		close(input->fd);
	hs_str_release(&input->line);
	free(input->name);
	free(input);
}

const char *hs_input_name(const struct hs_input *input)
{
	return input->name;
}

void hs_input_progress(const struct hs_input *input, uint64_t *done, uint64_t *total)
{
	*done = input->taken;
	*total = input->size;
}

/* --- file to raw ----------------------------------------------------------------------------- */

/* Read once, as much as there is room for. Failures are kept, see above. */
static void fill_raw(struct hs_input *input)
{
	struct buffer *raw = &input->raw;
	ssize_t got;

	compact(raw);
	do
		got = read(input->fd, raw->bytes + raw->len, BUFFER_SIZE - raw->len);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		input->failed = hs_fail(&input->why, HS_EIO, "read failed: %s", strerror(errno));
		got = 0;
	}
	if (got == 0)
		input->raw_end = true;
	raw->len += (size_t)got;
	input->taken += (uint64_t)got;
}

static void need_raw(struct hs_input *input, size_t n)
{
	while (waiting(&input->raw) < n && !input->raw_end)
		fill_raw(input);
}

/* --- raw to plain ---------------------------------------------------------------------------- */

static bool at_gzip_magic(const struct hs_input *input)
{
	static const char magic[3] = { '\x1f', '\x8b', 8 };     /* 8: deflate, the only method there is */

	return waiting(&input->raw) >= sizeof(magic) &&
	       memcmp(input->raw.bytes + input->raw.at, magic, sizeof(magic)) == 0;
}

static void damaged(struct hs_input *input, const char *what)
{
	input->end = true;
	if (!input->failed)
		input->failed = hs_fail(&input->why, HS_EINPUT, "%s", what);
}

static void sniff(struct hs_input *input)
{
	input->sniffed = true;
	need_raw(input, 3);
	input->gzip = at_gzip_magic(input);
	if (input->gzip && inflateInit2(&input->z, GZIP_WINDOW) != Z_OK)
		hs_malloc(SIZE_MAX);            /* zlib is out of memory: end with the one message for it */
}

static void copy_some(struct hs_input *input)
{
	struct buffer *raw = &input->raw, *plain = &input->plain;
	size_t room = BUFFER_SIZE - plain->len, n;

	need_raw(input, 1);
	n = waiting(raw) < room ? waiting(raw) : room;
	memcpy(plain->bytes + plain->len, raw->bytes + raw->at, n);
	raw->at += n;
	plain->len += n;
	input->end = n == 0;
}

/* Behind a member: another one, zeros (padding of tapes and disks), or the end. */
static void next_member(struct hs_input *input)
{
	struct buffer *raw = &input->raw;

	need_raw(input, 3);
	if (at_gzip_magic(input)) {
		input->member_end = false;
		inflateReset(&input->z);
		return;
	}
	while (waiting(raw) && raw->bytes[raw->at] == 0) {
		raw->at++;
		need_raw(input, 1);
	}
	if (waiting(raw))
		damaged(input, "gzip data is followed by something else");
	input->end = true;
}

static bool is_bomb(const struct hs_input *input)
{
	return input->inflated > BOMB_FREE &&
	       (input->inflated - BOMB_FREE) / BOMB_RATIO > input->taken - waiting(&input->raw);
}

static void inflate_some(struct hs_input *input)
{
	struct buffer *raw = &input->raw, *plain = &input->plain;
	z_stream *z = &input->z;
	size_t room = BUFFER_SIZE - plain->len;
	int rc;

	if (input->member_end) {
		next_member(input);
		return;
	}
	need_raw(input, 1);
	if (!waiting(raw)) {
		damaged(input, "gzip data is cut off");
		return;
	}
	z->next_in = (unsigned char *)raw->bytes + raw->at;
	z->avail_in = (unsigned)waiting(raw);
	z->next_out = (unsigned char *)plain->bytes + plain->len;
	z->avail_out = (unsigned)room;
	rc = inflate(z, Z_NO_FLUSH);
	raw->at = raw->len - z->avail_in;
	plain->len = BUFFER_SIZE - z->avail_out;
	input->inflated += room - z->avail_out;
	input->member_end = rc == Z_STREAM_END;
	if (rc != Z_OK && rc != Z_STREAM_END)
		damaged(input, "gzip data is damaged");
	else if (is_bomb(input))
		damaged(input, "gzip data unpacks to more than 200 times its size");
}

/* Wait for at least `n` bytes in plain (n <= BUFFER_SIZE), or for the end. */
static void need_plain(struct hs_input *input, size_t n)
{
	if (waiting(&input->plain) >= n)
		return;
	compact(&input->plain);
	if (!input->sniffed)
		sniff(input);
	while (waiting(&input->plain) < n && !input->end) {
		if (input->gzip)
			inflate_some(input);
		else
			copy_some(input);
	}
}

/* The kept failure, once everything in front of it is taken; HS_OK when there is none. */
static int tell_failure(struct hs_input *input, struct hs_err *err)
{
	int code = input->failed;

	if (!code || waiting(&input->plain))
		return HS_OK;
	input->failed = 0;
	return hs_fail(err, code, "%s", input->why.msg);
}

/* --- plain to the caller --------------------------------------------------------------------- */

int hs_input_read(struct hs_input *input, void *buf, size_t size, size_t *got, struct hs_err *err)
{
	struct buffer *plain = &input->plain;

	*got = 0;
	if (!size)
		return HS_OK;
	need_plain(input, 1);
	*got = waiting(plain) < size ? waiting(plain) : size;
	if (*got == 0)
		return tell_failure(input, err);
	memcpy(buf, plain->bytes + plain->at, *got);
	plain->at += *got;
	return HS_OK;
}

int hs_input_peek(struct hs_input *input, const char **ptr, size_t *len, struct hs_err *err)
{
	need_plain(input, BUFFER_SIZE);
	*ptr = input->plain.bytes + input->plain.at;
	*len = waiting(&input->plain);
	return *len ? HS_OK : tell_failure(input, err);
}

/* Take bytes up to and with the next LF, or to the end; they go to `line` as long as it stays within `max`. */
static bool take_line(struct hs_input *input, size_t max, bool *too_long)
{
	struct buffer *plain = &input->plain;
	bool any = false;

	for (;;) {
		const char *from, *lf;
		size_t n;

		need_plain(input, 1);
		if (!waiting(plain))
			return any;
		any = true;
		from = plain->bytes + plain->at;
		lf = memchr(from, '\n', waiting(plain));
		n = lf ? (size_t)(lf - from) : waiting(plain);
		*too_long = *too_long || n > max - input->line.len;
		if (!*too_long)
			hs_str_add(&input->line, from, n);
		plain->at += n + (lf != NULL);
		if (lf)
			return true;
	}
}

int hs_input_line(struct hs_input *input, struct hs_span *line, size_t max, struct hs_err *err)
{
	bool too_long = false, any;
	int rc;

	hs_str_clear(&input->line);
	any = take_line(input, max, &too_long);
	if ((rc = tell_failure(input, err)) < 0)
		return rc;
	if (!any)
		return HS_DONE;
	if (too_long)
		return hs_fail(err, HS_EINPUT, "line is longer than %zu bytes", max);
	*line = (struct hs_span){ input->line.ptr, input->line.len };
	return HS_OK;
}

int hs_input_slurp(struct hs_input *input, struct hs_str *out, size_t max, struct hs_err *err)
{
	struct buffer *plain = &input->plain;
	size_t before = out->len;
	bool too_long = false;
	int rc;

	for (;;) {
		need_plain(input, 1);
		if (!waiting(plain))
			break;
		too_long = too_long || waiting(plain) > max - (out->len - before);
		if (!too_long)
			hs_str_add(out, plain->bytes + plain->at, waiting(plain));
		plain->at = plain->len;
	}
	rc = tell_failure(input, err);
	if (rc == HS_OK && too_long)
		rc = hs_fail(err, HS_EINPUT, "is longer than %zu bytes", max);
	if (rc < 0)
		hs_str_cut(out, before);
	return rc;
}

/* --- output ------------------------------------------------------------------------------------ */

struct hs_output {
	FILE *file;
	char *name;                     /* for messages: the path as given, or "standard output" */
	char *target, *temporary;       /* NULL where it is written straight through */
	struct hs_output *next;         /* in the list of those that have a temporary file */
};

/*
 * The list changes, and temporary files come and go, only while signals are held: whoever gets one sees every file that is there.
 */
static struct hs_output *unfinished;

static void hold_signals(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, before);
}

static void let_signals(const sigset_t *before)
{
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

void hs_output_unlink_all(void)
{
	int kept = errno;

	for (struct hs_output *output = unfinished; output; output = output->next)
		unlink(output->temporary);
	errno = kept;
}

static struct hs_output *output_new(FILE *file, const char *name)
{
	struct hs_output *output = hs_calloc(1, sizeof(*output));

	output->file = file;
	output->name = hs_strdup(name);
	return output;
}

static void output_free(struct hs_output *output)
{
	struct hs_output **at = &unfinished;

	while (*at && *at != output)
		at = &(*at)->next;
	if (*at)
		*at = output->next;
	free(output->name);
	free(output->target);
	free(output->temporary);
	free(output);
}

/* Devices and pipes cannot be replaced by a file of the same name: they are written to as they are. */
static int open_through(struct hs_output **out, const char *path, struct hs_err *err)
{
	FILE *file = fopen(path, "wbe");

	if (!file)
		return hs_fail(err, HS_EIO, "cannot write '%s': %s", path, strerror(errno));
	*out = output_new(file, path);
	return HS_OK;
}

/* A new file beside `target`, with the mode that the target has or would get. Names that are taken, left by a program that was killed
 * or in use by one on another machine, are passed over. */
static FILE *open_beside(char **temporary, const char *target, const struct stat *old)
{
	const char *slash = strrchr(target, '/');
	int folder = slash ? (int)(slash - target) + 1 : 0;
	const char *base = target + folder;
	struct hs_str name = HS_STR_INIT;
	FILE *file;
	int fd;

	for (unsigned i = 0;; i++) {
		hs_str_clear(&name);
		hs_str_addf(&name, "%.*s.%.200s.%ld-%u.tmp", folder, target, base, (long)getpid(), i);
		fd = open(name.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	if (fd >= 0 && old && fchmod(fd, old->st_mode & 07777) < 0) {
		/* a file system without modes: the new file has the usual one */
	}
	file = fd >= 0 ? fdopen(fd, "wb") : NULL;
	if (file) {
		*temporary = hs_strdup(name.ptr);
	} else if (fd >= 0) {
		close(fd);
		unlink(name.ptr);
	}
	hs_str_release(&name);
	return file;
}

static int open_replacing(struct hs_output **out, const char *path, const struct stat *old, struct hs_err *err)
{
	sigset_t before;
	char *target = old ? realpath(path, NULL) : NULL;       /* a link stays, the file behind it is replaced */
	char *temporary = NULL;
	FILE *file;

	if (!target)
		target = hs_strdup(path);
	hold_signals(&before);
	file = old && access(target, W_OK) < 0 ? NULL : open_beside(&temporary, target, old);
	if (!file) {
		hs_fail(err, HS_EIO, "cannot write '%s': %s", path, strerror(errno));
		free(target);
	} else {
		*out = output_new(file, path);
		(*out)->target = target;
		(*out)->temporary = temporary;
		(*out)->next = unfinished;
		unfinished = *out;
	}
	let_signals(&before);
	return file ? HS_OK : HS_EIO;
}

int hs_output_open(struct hs_output **out, const char *path, struct hs_err *err)
{
	struct stat st;

	if (!path || strcmp(path, "-") == 0) {
		*out = output_new(stdout, "standard output");
		return HS_OK;
	}
	if (stat(path, &st) < 0)
		return open_replacing(out, path, NULL, err);
	if (S_ISDIR(st.st_mode))
		return hs_fail(err, HS_EIO, "cannot write '%s': is a folder", path);
	return S_ISREG(st.st_mode) ? open_replacing(out, path, &st, err) : open_through(out, path, err);
}

FILE *hs_output_file(struct hs_output *output)
{
	return output->file;
}

/* Everything on its way to the disk; 0 or an errno, EIO for a write that failed earlier and left none. */
static int flush(struct hs_output *output)
{
	if (fflush(output->file) != 0)
		return errno;
	if (ferror(output->file))
		return EIO;
	if (output->temporary && fsync(fileno(output->file)) != 0)
		return errno;
	return 0;
}

int hs_output_close(struct hs_output *output, struct hs_err *err)
{
	int failure = flush(output), rc = HS_OK;
	sigset_t before;

	if (output->file != stdout && fclose(output->file) != 0 && !failure)
		failure = errno;
	hold_signals(&before);
	if (!failure && output->temporary && rename(output->temporary, output->target) < 0)
		failure = errno;
	if (failure) {
		rc = hs_fail(err, HS_EIO, "cannot write '%s': %s", output->name, strerror(failure));
		if (output->temporary)
			unlink(output->temporary);
	}
	output_free(output);
	let_signals(&before);
	return rc;
}

void hs_output_abort(struct hs_output *output)
{
	sigset_t before;

	if (!output)
		return;
	if (output->file != stdout)
		fclose(output->file);
	hold_signals(&before);
	if (output->temporary)
		unlink(output->temporary);
	output_free(output);
	let_signals(&before);
}

/* ── beside the program ── */

bool hs_beside_program(struct hs_str *out, const char *tail)
{
	char self[4096], *slash;
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (len < 0)
		return false;
	self[len] = '\0';
	slash = strrchr(self, '/');
	if (!slash)
		return false;
	*slash = '\0';
	hs_str_clear(out);
	hs_str_addf(out, "%s/%s", self, tail);
	return access(out->ptr, R_OK) == 0;
}
