/*
 * ingest - a stack of paths to visit, the file that is open, and the table of readers.
 *
 * A folder is replaced on the stack by its entries, so depth costs no recursion and order is that of their
 * names. What cannot be read is told in its turn, like a bad record.
 */
#include "config.h"

#include "ingest/ingest.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "ingest/reader_p.h"

#define RECORD_DEFAULT ((size_t)16 << 20)
#define RECORD_MAX ((size_t)1 << 30)

/* The first row among equals wins, so the order matters: what is stricter comes first. */
static const struct hs_reader *const readers[] = {
	&hs_reader_ndjson,
	&hs_reader_json,
	&hs_reader_csv,
	&hs_reader_html,
	&hs_reader_text,
};

#define N_READERS (sizeof(readers) / sizeof(readers[0]))

/* A folder that was opened, kept to the end: what stands in it asks where it is. */
struct folder {
	dev_t dev;
	ino_t ino;
	const struct folder *in;        /* NULL: the user named it */
	struct folder *next;            /* in the list of all */
};

struct visit {
	char *path;                     /* owned */
	const struct folder *in;        /* NULL: the user named it */
};

struct hs_ingest {
	struct hs_ingest_options options;
	const struct hs_reader *forced;
	struct visit *stack;            /* the next one last */
	size_t n, room;
	struct folder *folders;
	struct hs_str aside[3];         /* the files of the database that is passed over, or none of them has a name */
	struct hs_input *input;         /* the open file, or NULL */
	char *path;                     /* its path, owned */
	const struct hs_reader *reader;
	struct hs_reading reading;
	uint64_t done, total;           /* bytes of files behind us, and of all (0: not known) */
};

/* --- the stack of paths ------------------------------------------------------------------------ */

static void push(struct hs_ingest *ingest, char *path, const struct folder *in)
{
	if (ingest->n == ingest->room) {
		ingest->room = ingest->room ? ingest->room * 2 : 16;
		ingest->stack = hs_realloc(ingest->stack, ingest->room * sizeof(*ingest->stack));
	}
	ingest->stack[ingest->n++] = (struct visit){ path, in };
}

static int reverse_by_bytes(const void *a, const void *b)
{
	return strcmp(((const struct visit *)b)->path, ((const struct visit *)a)->path);
}

static char *join_path(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	bool slash = len && folder[len - 1] == '/';
	struct hs_str path = HS_STR_INIT;

	hs_str_addf(&path, "%s%s%s", folder, slash ? "" : "/", name);
	return path.ptr;
}

/* Is the folder one of those that it stands in, by way of a link? */
static bool is_loop(const struct visit *visit, const struct stat *st)
{
	for (const struct folder *in = visit->in; in; in = in->in)
		if (in->dev == st->st_dev && in->ino == st->st_ino)
			return true;
	return false;
}

static const struct folder *keep_folder(struct hs_ingest *ingest, const struct visit *visit, const struct stat *st)
{
	struct folder *folder = hs_malloc(sizeof(*folder));

	*folder = (struct folder){ st->st_dev, st->st_ino, visit->in, ingest->folders };
	ingest->folders = folder;
	return folder;
}

/* Hidden entries (".git") are passed over. */
static int push_entries(struct hs_ingest *ingest, DIR *dir, const char *path, const struct folder *in, struct hs_err *err)
{
	struct dirent *entry;

	for (errno = 0; (entry = readdir(dir)); errno = 0)
		if (entry->d_name[0] != '.')
			push(ingest, join_path(path, entry->d_name), in);
	return errno ? hs_fail(err, HS_EIO, "cannot read folder '%s': %s", path, strerror(errno)) : HS_OK;
}

/* Put the entries of a folder on the stack, the first in byte order on top. A link back to where it stands adds nothing. */
static int push_folder(struct hs_ingest *ingest, const struct visit *visit, const struct stat *st, struct hs_err *err)
{
	size_t from = ingest->n;
	DIR *dir;
	int rc;

	if (is_loop(visit, st))
		return HS_OK;
	dir = opendir(visit->path);
	if (!dir)
		return hs_fail(err, HS_EIO, "cannot open folder '%s': %s", visit->path, strerror(errno));
	rc = push_entries(ingest, dir, visit->path, keep_folder(ingest, visit, st), err);
	closedir(dir);
	qsort(ingest->stack + from, ingest->n - from, sizeof(*ingest->stack), reverse_by_bytes);
	return rc;
}

/* --- which reader ------------------------------------------------------------------------------ */

size_t hs_reader_bom(const char *ptr, size_t len)
{
	return len >= 3 && memcmp(ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static const struct hs_reader *reader_named(const char *name)
{
	for (size_t i = 0; i < N_READERS; i++)
		if (strcmp(readers[i]->name, name) == 0)
			return readers[i];
	return NULL;
}

static const struct hs_reader *reader_for(const char *ptr, size_t len, bool whole, enum hs_sniff *sureness)
{
	const struct hs_reader *best = NULL;
	size_t bom = hs_reader_bom(ptr, len);

	*sureness = HS_SNIFF_NO;
	for (size_t i = 0; i < N_READERS; i++) {
		enum hs_sniff sure = readers[i]->sniff(ptr + bom, len - bom, whole);

		if (sure <= *sureness)
			continue;
		best = readers[i];
		*sureness = sure;
	}
	return best;
}

static bool is_called(const char *path, const char *end)
{
	size_t len = strlen(path), n = strlen(end);

	if (len > 3 && strcasecmp(path + len - 3, ".gz") == 0)
		len -= 3;
	return len > n && strncasecmp(path + len - n, end, n) == 0;
}

/*
 * What looks like prose is a broken feed or a table without a header that we know, and no article, where the name promises one: the
 * reader of that format tells what is wrong with it.
 */
static int keep_promise(struct hs_ingest *ingest, struct hs_err *err)
{
	if (is_called(ingest->path, ".json"))
		return hs_fail(err, HS_EINPUT, "this is no JSON, although it is called so");
	if (is_called(ingest->path, ".ndjson") || is_called(ingest->path, ".jsonl"))
		ingest->reader = &hs_reader_ndjson;     /* a bad line costs itself */
	else if (is_called(ingest->path, ".csv") || is_called(ingest->path, ".tsv"))
		ingest->reader = &hs_reader_csv;
	return HS_OK;
}

#define PEEK_MAX ((size_t)64 << 10)

static int choose_reader(struct hs_ingest *ingest, struct hs_err *err)
{
	enum hs_sniff sureness;
	const char *ptr;
	size_t len;
	int rc = hs_input_peek(ingest->input, &ptr, &len, err);

	if (rc < 0)
		return rc;
	if (!len)
		return hs_fail(err, HS_EINPUT, "the file is empty");
	if (ingest->forced) {
		ingest->reader = ingest->forced;
		return HS_OK;
	}
	ingest->reader = reader_for(ptr, len, len < PEEK_MAX, &sureness);
	return sureness == HS_SNIFF_FALLBACK ? keep_promise(ingest, err) : HS_OK;
}

/* --- one file ---------------------------------------------------------------------------------- */

static void close_file(struct hs_ingest *ingest)
{
	uint64_t done, total;

	if (ingest->reader && ingest->reader->close)
		ingest->reader->close(&ingest->reading);
	if (ingest->input) {
		hs_input_progress(ingest->input, &done, &total);
		ingest->done += done;
	}
	hs_input_close(ingest->input);
	free(ingest->path);
	ingest->input = NULL;
	ingest->reader = NULL;
	ingest->path = NULL;
	ingest->reading = (struct hs_reading){ 0 };
}

/* Name file and record in a message. */
static int named(const struct hs_ingest *ingest, int rc, struct hs_err *err)
{
	if (ingest->reader && ingest->reader->unit && ingest->reading.record)
		hs_err_prefix(err, "'%s' %s %zu", ingest->path, ingest->reader->unit, ingest->reading.record);
	else
		hs_err_prefix(err, "'%s'", ingest->path);
	return rc;
}

/* Takes over `path`. */
static int open_file(struct hs_ingest *ingest, char *path, struct hs_err *err)
{
	int rc = hs_input_open(&ingest->input, path, err);

	ingest->path = path;
	if (rc < 0) {
		close_file(ingest);
		return rc;
	}
	rc = choose_reader(ingest, err);
	if (rc == HS_OK) {
		ingest->reading = (struct hs_reading){ .input = ingest->input, .max_record = ingest->options.max_record };
		rc = ingest->reader->open ? ingest->reader->open(&ingest->reading, err) : HS_OK;
	}
	if (rc < 0) {
		named(ingest, rc, err);
		close_file(ingest);
	}
	return rc;
}

static void name_aside(struct hs_ingest *ingest, const char *database)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		hs_str_init(&ingest->aside[i]);
		if (database)
			hs_str_addf(&ingest->aside[i], "%s%s", database, ends[i]);
	}
}

/* Looked up each time: the log comes and goes. */
static bool is_aside(const struct hs_ingest *ingest, const struct stat *st)
{
	struct stat aside;

	for (size_t i = 0; i < sizeof(ingest->aside) / sizeof(ingest->aside[0]); i++)
		if (ingest->aside[i].len && stat(ingest->aside[i].ptr, &aside) == 0 && aside.st_dev == st->st_dev &&
		    aside.st_ino == st->st_ino)
			return true;
	return false;
}

/* Only folders and files are read; a FIFO or device that the user names is, one found in a folder is passed over. */
static int visit_next(struct hs_ingest *ingest, struct hs_err *err)
{
	struct visit visit = ingest->stack[--ingest->n];
	struct stat st;
	bool std_in = strcmp(visit.path, "-") == 0 && !visit.in;
	int rc;

	if (!std_in && stat(visit.path, &st) == 0) {
		if (S_ISDIR(st.st_mode)) {
			rc = push_folder(ingest, &visit, &st, err);
			free(visit.path);
			return rc;
		}
		if (visit.in && (!S_ISREG(st.st_mode) || is_aside(ingest, &st))) {
			free(visit.path);
			return HS_OK;
		}
	}
	return open_file(ingest, visit.path, err);
}

/* --- the interface ----------------------------------------------------------------------------- */

static int check_format(struct hs_ingest *ingest, struct hs_err *err)
{
	struct hs_str names = HS_STR_INIT;
	int rc;

	if (!ingest->options.format || (ingest->forced = reader_named(ingest->options.format)))
		return HS_OK;
	for (size_t i = 0; i < N_READERS; i++)
		hs_str_addf(&names, "%s%s", i ? ", " : "", readers[i]->name);
	rc = hs_fail(err, HS_EUSAGE, "no input format '%s'; there are %s", ingest->options.format, names.ptr);
	hs_str_release(&names);
	return rc;
}

/* Sizes are known where every path is a regular file. */
static uint64_t total_size(const char *const *paths, size_t n)
{
	uint64_t total = 0;
	struct stat st;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(paths[i], "-") == 0 || stat(paths[i], &st) != 0 || !S_ISREG(st.st_mode))
			return 0;
		total += (uint64_t)st.st_size;
	}
	return total;
}

/* Standard input can be read once: a second time it would be empty. */
static bool reads_input_twice(const char *const *paths, size_t n)
{
	size_t times = 0;

	for (size_t i = 0; i < n; i++)
		times += strcmp(paths[i], "-") == 0;
	return times > 1;
}

static bool is_name(const char *words)
{
	size_t len = strlen(words);

	return hs_utf8_check(words, len) == len && words[strspn(words, " \t\r\n")];
}

int hs_ingest_open(struct hs_ingest **out, const char *const *paths, size_t n_paths,
		   const struct hs_ingest_options *options, struct hs_err *err)
{
	struct hs_ingest *ingest = hs_calloc(1, sizeof(*ingest));
	int rc;

	if (options)
		ingest->options = *options;
	name_aside(ingest, ingest->options.aside);
	if (!ingest->options.max_record)
		ingest->options.max_record = RECORD_DEFAULT;
	rc = check_format(ingest, err);
	if (rc == HS_OK && ingest->options.outlet && !is_name(ingest->options.outlet))
		rc = hs_fail(err, HS_EUSAGE, "'%s' is no name of an outlet", ingest->options.outlet);
	if (rc == HS_OK && reads_input_twice(paths, n_paths))
		rc = hs_fail(err, HS_EUSAGE, "standard input ('-') is named twice");
	if (rc == HS_OK && ingest->options.max_record > RECORD_MAX)
		rc = hs_fail(err, HS_EUSAGE, "a record may have at most %zu bytes", RECORD_MAX);
	if (rc < 0) {
		hs_ingest_free(ingest);
		return rc;
	}
	for (size_t i = n_paths; i-- > 0;)
		push(ingest, hs_strdup(paths[i]), NULL);
	ingest->total = total_size(paths, n_paths);
	*out = ingest;
	return HS_OK;
}

void hs_ingest_free(struct hs_ingest *ingest)
{
	if (!ingest)
		return;
	close_file(ingest);
	while (ingest->n)
		free(ingest->stack[--ingest->n].path);
	for (size_t i = 0; i < sizeof(ingest->aside) / sizeof(ingest->aside[0]); i++)
		hs_str_release(&ingest->aside[i]);
	for (struct folder *next; ingest->folders; ingest->folders = next) {
		next = ingest->folders->next;
		free(ingest->folders);
	}
	free(ingest->stack);
	free(ingest);
}

/* An outlet is a part of what an article without an address is known by. */
static void name_outlet(struct hs_article *article, const char *outlet)
{
	if (article->outlet || !outlet)
		return;
	article->outlet = hs_arena_str(article->arena, outlet);
	article->key = hs_article_key(article);
}

static int next_record(struct hs_article **out, struct hs_ingest *ingest, struct hs_arena *arena, struct hs_err *err)
{
	int rc = ingest->reader->next(out, &ingest->reading, arena, err);

	if (rc < 0)
		return named(ingest, rc, err);
	if (rc == HS_DONE) {
		close_file(ingest);
		return rc;
	}
	name_outlet(*out, ingest->options.outlet);
	(*out)->path = hs_arena_str(arena, ingest->path);
	(*out)->format = ingest->reader->name;
	(*out)->record = ingest->reader->unit ? ingest->reading.record : 0;
	return rc;
}

int hs_ingest_next(struct hs_article **out, struct hs_ingest *ingest, struct hs_arena *arena, struct hs_err *err)
{
	for (;;) {
		int rc;

		if (ingest->input) {
			rc = next_record(out, ingest, arena, err);
			if (rc != HS_DONE)
				return rc;
		}
		if (!ingest->n)
			return HS_DONE;
		rc = visit_next(ingest, err);
		if (rc < 0)
			return rc;
	}
}

void hs_ingest_progress(const struct hs_ingest *ingest, uint64_t *done, uint64_t *total)
{
	uint64_t here = 0, size;

	if (ingest->input)
		hs_input_progress(ingest->input, &here, &size);
	*done = ingest->done + here;
	*total = ingest->total;
}

/* --- what readers share -------------------------------------------------------------------------- */

int hs_reader_check_utf8(const char *what, const char *ptr, size_t len, struct hs_err *err)
{
	size_t bad = hs_utf8_check(ptr, len);
	const char *nul = memchr(ptr, '\0', bad);

	if (nul)
		return hs_fail(err, HS_EINPUT, "%s has a NUL byte at byte %zu", what, (size_t)(nul - ptr));
	if (bad < len)
		return hs_fail(err, HS_EINPUT, "%s is not valid UTF-8 at byte %zu", what, bad);
	return HS_OK;
}

int hs_reader_slurp(struct hs_str *out, struct hs_reading *reading, struct hs_err *err)
{
	int rc = hs_input_slurp(reading->input, out, reading->max_record, err);

	if (rc == HS_OK && !out->len)
		rc = hs_fail(err, HS_EINPUT, "the file is empty");
	return rc;
}
