/*
 * The file: what it may be, who else may use it, and what a crash or a full disk leaves of it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/store_p.h"
#include "story.h"
#include "unit.h"

#define NOBODY 65534

static struct hs_arena *arena;
static struct hs_err err;
static char folder[] = "store-files-XXXXXX";
static const char *path;                /* news.db in the folder */

static void set_up(void)
{
	arena = hs_arena_new();
	strcpy(folder, "store-files-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chmod(folder, 0755), 0);
	path = hs_arena_printf(arena, "%s/news.db", folder);
}

static void remove_all(const char *dir)
{
	DIR *entries = opendir(dir);
	struct dirent *entry;

	while (entries && (entry = readdir(entries)))
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(entries), entry->d_name, 0);
	if (entries)
		closedir(entries);
}

static void tear_down(void)
{
	chmod(folder, 0755);
	remove_all(folder);
	rmdir(folder);
	hs_arena_free(arena);
}

#define ck_assert_done(call) ck_assert_msg((call) == HS_OK, "%s", err.msg)

/* ── small steps ────────────────────────────────────────────────────────────────────────── */

static struct hs_store *open_as(enum hs_store_mode mode)
{
	struct hs_store *store;

	ck_assert_done(hs_store_open(&store, path, mode, &err));
	return store;
}

static void close_it(struct hs_store *store)
{
	ck_assert_done(hs_store_close(store, &err));
}

static int put_one(struct hs_store *store, unsigned i)
{
	struct hs_arena *own = hs_arena_new();
	enum hs_put put;
	int rc = hs_store_put(store, story_number(own, i), "engine 1", &put, &err);

	hs_arena_free(own);
	return rc;
}

/* Articles [from, to) in one batch. */
static int put_batch(struct hs_store *store, unsigned from, unsigned to)
{
	int rc;

	if ((rc = hs_store_begin(store, &err)) < 0)
		return rc;
	for (unsigned i = from; i < to; i++)
		if ((rc = put_one(store, i)) < 0) {
			hs_store_rollback(store);
			return rc;
		}
	return hs_store_commit(store, &err);
}

static void make_database(unsigned articles)
{
	struct hs_store *store = open_as(HS_STORE_CREATE);

	ck_assert_done(put_batch(store, 0, articles));
	close_it(store);
}

static int64_t ask(struct hs_store *store, const char *sql)
{
	int64_t number = -1;

	ck_assert_done(hs_store_number(&number, store, sql, &err));
	return number;
}

static void tell(void *ctx, const char *line)
{
	hs_str_addf(ctx, "%s\n", line);
}

static void check_sound(struct hs_store *store)
{
	struct hs_str lines = HS_STR_INIT;
	size_t problems = 0;

	ck_assert_done(hs_store_verify(store, tell, &lines, &problems, &err));
	ck_assert_msg(problems == 0, "%s", lines.ptr);
	hs_str_release(&lines);
}

static void write_file(const char *name, const void *bytes, size_t len)
{
	FILE *fp = fopen(name, "wb");

	ck_assert_ptr_nonnull(fp);
	ck_assert_uint_eq(fwrite(bytes, 1, len, fp), len);
	ck_assert_int_eq(fclose(fp), 0);
}

static void run_sql(const char *sql)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

/* Names in the folder, sorted by the eye of whoever reads the failure. */
static int count_files(void)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;
	int n = 0;

	while ((entry = readdir(entries)))
		n += entry->d_name[0] != '.';
	closedir(entries);
	return n;
}

/* Run `act` in a process of its own, as a user without rights if `drop`; its return value, or -signal. */
static int in_child(int (*act)(void), bool drop)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (drop && geteuid() == 0 && (setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
			_exit(99);
		status = act();
		if (status > 0 && status < 100)         /* 100 and more are answers */
			fprintf(stderr, "in child: %s\n", err.msg);
		_exit(status);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* ── what cannot be opened ──────────────────────────────────────────────────────────────── */

static void make_nothing(void)
{
}

static void make_empty(void)
{
	write_file(path, "", 0);
}

static void make_text(void)
{
	static const char text[] = "PORT ELM - The bridge is closed, and this is no database, though it is longer than a header of one is.";

	write_file(path, text, sizeof(text));
}

static void make_folder(void)
{
	path = folder;
}

static void make_fifo(void)
{
	ck_assert_int_eq(mkfifo(path, 0600), 0);
}

static void make_foreign(void)
{
	run_sql("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')");
}

static void make_foreign_with_id(void)
{
	run_sql("PRAGMA application_id = 252006674");
}

static void make_newer(void)
{
	make_database(1);
	run_sql("PRAGMA user_version = 999");
}

static void make_older(void)
{
	run_sql("PRAGMA application_id = 1212498258; PRAGMA user_version = 0; CREATE TABLE old (x)");
}

static void make_cut(void)
{
	make_database(5);
	ck_assert_int_eq(truncate(path, 8192), 0);
}

static void make_header_alone(void)
{
	make_database(5);
	ck_assert_int_eq(truncate(path, 100), 0);
}

static const struct {
	void (*make)(void);
	enum hs_store_mode mode;
	const char *says;
} unopened[] = {
	{ make_nothing, HS_STORE_READ, "cannot open database 'F/news.db': No such file or directory" },
	{ make_nothing, HS_STORE_WRITE, "cannot open database 'F/news.db': No such file or directory" },
	{ make_empty, HS_STORE_READ, "'F/news.db' is empty, not a hearsay database" },
	{ make_empty, HS_STORE_WRITE, "'F/news.db' is empty, not a hearsay database" },
	{ make_text, HS_STORE_READ, "'F/news.db' is not a database" },
	{ make_text, HS_STORE_CREATE, "'F/news.db' is not a database" },
	{ make_folder, HS_STORE_READ, "cannot open database 'F': not a file" },
	{ make_folder, HS_STORE_CREATE, "cannot open database 'F': not a file" },
	{ make_fifo, HS_STORE_READ, "cannot open database 'F/news.db': not a file" },
	{ make_foreign, HS_STORE_READ, "'F/news.db' is another program's database, not one of hearsay" },
	{ make_foreign, HS_STORE_CREATE, "'F/news.db' is another program's database, not one of hearsay" },
	{ make_foreign_with_id, HS_STORE_CREATE, "'F/news.db' is another program's database, not one of hearsay" },
	{ make_newer, HS_STORE_READ, "'F/news.db' was written by a newer hearsay (schema 999, this one knows 8)" },
	{ make_newer, HS_STORE_CREATE, "'F/news.db' was written by a newer hearsay (schema 999, this one knows 8)" },
	{ make_older, HS_STORE_READ, "'F/news.db' is from an older hearsay (schema 0, this one reads 8): 'hearsay ingest -d' brings it up "
				     "to date" },
	{ make_cut, HS_STORE_READ, "database 'F/news.db' is damaged: database disk image is malformed" },
	{ make_header_alone, HS_STORE_WRITE, "database 'F/news.db' is damaged: database disk image is malformed" },
};

static const char *with_folder(const char *says)
{
	struct hs_str out = HS_STR_INIT;
	const char *copy;

	for (; *says; says++)
		if (*says == 'F' && says[-1] == '\'')
			hs_str_adds(&out, folder);
		else
			hs_str_addc(&out, *says);
	copy = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}

START_TEST(says_why_it_cannot_be_opened)
{
	struct hs_store *store = NULL;
	int rc;

	unopened[_i].make();
	rc = hs_store_open(&store, path, unopened[_i].mode, &err);
	if (rc == HS_OK && unopened[_i].make == make_cut) {     /* the first pages may be whole: then reading finds it */
		int64_t n;

		rc = hs_store_number(&n, store, "SELECT count(*) FROM claims", &err);
		hs_store_close(store, NULL);
	}
	ck_assert_int_eq(rc, HS_ESTORE);
	ck_assert_str_eq(err.msg, with_folder(unopened[_i].says));
}
END_TEST

/* What is not ours is not touched. */
START_TEST(leaves_foreign_files_alone)
{
	struct hs_store *store;
	struct stat before, after;

	make_foreign();
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert_int_eq(hs_store_open(&store, path, HS_STORE_CREATE, &err), HS_ESTORE);
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec && before.st_size == after.st_size);
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

static const char *const odd_names[] = { "a b.db", "50%.db", "what?.db", "x#y.db", "file:x.db", ":memory:", "naïve.db", "'quoted'.db" };

START_TEST(takes_any_name)
{
	struct hs_store *store;

	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_done(hs_store_open(&store, odd_names[_i], HS_STORE_CREATE, &err));
	ck_assert_done(put_batch(store, 0, 2));
	close_it(store);
	ck_assert_int_eq(access(odd_names[_i], R_OK), 0);
	ck_assert_int_eq(chmod(odd_names[_i], 0444), 0);
	ck_assert_done(hs_store_open(&store, odd_names[_i], HS_STORE_READ, &err));
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM articles"), 2);
	close_it(store);
	ck_assert_int_eq(unlink(odd_names[_i]), 0);
	ck_assert_int_eq(chdir(".."), 0);
}
END_TEST

/* ── migrations ─────────────────────────────────────────────────────────────────────────── */

START_TEST(older_files_are_migrated_in_one_step)
{
	static const struct hs_embedded good[] = {
		{ "001.sql", "CREATE TABLE a (x);" }, { "002.sql", "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 2);" }, { 0, 0 } };
	static const struct hs_embedded bad[] = {
		{ "001.sql", "CREATE TABLE a (x);" }, { "002.sql", "ALTER TABLE a ADD COLUMN y; INSERT INTO nowhere VALUES (1);" }, { 0, 0 } };
	static const struct hs_embedded first[] = { { "001.sql", "CREATE TABLE a (x);" }, { 0, 0 } };
	struct hs_store *store;

	ck_assert_done(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err));
	ck_assert_done(hs_store_exec(store, "PRAGMA user_version = 0; PRAGMA application_id = 1212498258", &err));
	ck_assert_done(hs_store_migrate(store, first, &err));
	ck_assert_int_eq(ask(store, "PRAGMA user_version"), 1);
	ck_assert_int_lt(hs_store_migrate(store, bad, &err), 0);
	ck_assert_ptr_nonnull(strstr(err.msg, "'002.sql'"));
	ck_assert_int_eq(ask(store, "PRAGMA user_version"), 1);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM pragma_table_info('a')"), 1);
	ck_assert_done(hs_store_migrate(store, good, &err));
	ck_assert_int_eq(ask(store, "SELECT y FROM a"), 2);
	ck_assert_int_eq(ask(store, "PRAGMA user_version"), 2);
	ck_assert_int_lt(hs_store_migrate(store, first, &err), 0);
	ck_assert_ptr_nonnull(strstr(err.msg, "newer"));
	close_it(store);
}
END_TEST

/* A file with the first `n` schemas, as the program of that time made it, and something in it. */
static void make_of_schema(int n)
{
	struct hs_str sql = HS_STR_INIT;

	hs_str_adds(&sql, "PRAGMA journal_mode = WAL; BEGIN;");
	for (int i = 0; i < n; i++)
		hs_str_adds(&sql, hs_schema[i].text);
	hs_str_addf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;", HS_STORE_APPLICATION, n);
	run_sql(sql.ptr);
	hs_str_release(&sql);
	if (n >= 2)             /* before the names in reviews had an index, and after */
		run_sql("INSERT INTO review (key, made_at, reviewer, about, aspect, value, article, field, start, end, words, before, after) VALUES "
			"('00112233445566778899aabbccddeeff', '2021-03-06T09:00:00Z', 'R. Hale', 'source', 'name', 'Ida Voss', "
			"'00112233445566778899aabbccddeeff', 'text', 0, 4, 'aide', '', '')");
	if (n >= 6)
		run_sql("INSERT INTO review_fts (review_fts) VALUES ('rebuild')");
}

START_TEST(files_of_every_schema_become_this_one)
{
	struct hs_store *store;
	struct hs_str lines = HS_STR_INIT;
	size_t problems = 0;

	make_of_schema(_i);
	ck_assert_done(hs_store_open(&store, path, HS_STORE_CREATE, &err));
	ck_assert_done(hs_store_verify(store, tell, &lines, &problems, &err));
	for (const char *line = lines.ptr ? lines.ptr : ""; *line; line += strcspn(line, "\n") + 1)
		ck_assert_msg(strncmp(line, "review '", 8) == 0, "%s", line);  /* made up, with another key than its content gives */
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM review_fts WHERE review_fts MATCH 'voss'"), _i >= 2);
	close_it(store);
	hs_str_release(&lines);
}
END_TEST

START_TEST(the_file_says_whose_it_is)
{
	unsigned char header[100];
	FILE *fp;

	make_database(1);
	fp = fopen(path, "rb");
	ck_assert_uint_eq(fread(header, 1, sizeof(header), fp), sizeof(header));
	fclose(fp);
	ck_assert_int_eq(memcmp(header + 68, "HEAR", 4), 0);            /* application_id */
	ck_assert_int_eq(header[18] << 8 | header[19], 0x0202);         /* write-ahead log */
	ck_assert_int_eq(count_files(), 1);                             /* which is not left behind */
}
END_TEST

/* ── reading without a trace ────────────────────────────────────────────────────────────── */

static int read_all(void)
{
	struct hs_store *store;
	size_t problems = 0, n;
	int64_t articles;
	struct hs_match_claim *claims;
	struct hs_str lines = HS_STR_INIT;
	struct hs_query *query;

	if (hs_store_open(&store, path, HS_STORE_READ, &err) < 0)
		return 1;
	if (hs_store_number(&articles, store, "SELECT count(*) FROM articles", &err) < 0 || articles != 7)
		return 2;
	if (hs_store_verify(store, tell, &lines, &problems, &err) < 0)
		return 3;
	if (problems) {
		fputs(lines.ptr, stderr);
		return 4;
	}
	if (hs_store_claims(store, arena, &claims, &n, &err) < 0 || n != 14)
		return 5;
	if (hs_search_open(&query, store, "boats", "", "", 0, &err) < 0 || hs_query_step(query, &err) != HS_OK)
		return 6;
	hs_query_close(query);
	if (hs_store_begin(store, &err) == HS_OK && put_one(store, 99) == HS_OK)
		return 7;               /* what is open to read cannot be written */
	if (store->in_batch)
		hs_store_rollback(store);
	return hs_store_close(store, &err) < 0 ? 8 : 0;
}

START_TEST(reading_leaves_no_trace)
{
	struct stat before, after;

	make_database(7);
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert_int_eq(read_all(), 0);
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert(before.st_mtim.tv_sec == after.st_mtim.tv_sec && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

static const struct { mode_t file, folder; } rights[] = { { 0444, 0555 }, { 0444, 0755 }, { 0644, 0555 }, { 0444, 0777 }, { 0666, 0777 } };

START_TEST(reads_with_few_rights)
{
	make_database(7);
	ck_assert_int_eq(chmod(path, rights[_i].file), 0);
	ck_assert_int_eq(chmod(folder, rights[_i].folder), 0);
	ck_assert_int_eq(in_child(read_all, true), 0);
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

static int write_one(void)
{
	struct hs_store *store;
	int rc = hs_store_open(&store, path, HS_STORE_WRITE, &err);

	if (rc < 0)
		return rc == HS_ESTORE && strstr(err.msg, "read-only") ? 0 : 1;
	rc = put_batch(store, 50, 51);
	hs_store_close(store, NULL);
	return rc == HS_ESTORE && err.msg[0] ? 0 : 2;
}

START_TEST(says_that_it_is_read_only)
{
	if (rights[_i].file == 0666)
		return;
	make_database(7);
	ck_assert_int_eq(chmod(path, rights[_i].file), 0);
	ck_assert_int_eq(chmod(folder, rights[_i].folder), 0);
	ck_assert_int_eq(in_child(write_one, true), 0);
}
END_TEST

START_TEST(reads_while_another_writes)
{
	struct hs_store *writer, *reader;
	enum hs_put put;

	make_database(7);
	writer = open_as(HS_STORE_WRITE);
	ck_assert_done(hs_store_begin(writer, &err));
	ck_assert_done(hs_store_put(writer, story_make(arena, &story_bridge), "engine 1", &put, &err));
	reader = open_as(HS_STORE_READ);
	ck_assert_int_eq(ask(reader, "SELECT count(*) FROM articles"), 7);
	ck_assert_int_eq(in_child(read_all, true), 0);          /* of another user, with this one's log */
	ck_assert_done(hs_store_commit(writer, &err));
	ck_assert_int_eq(ask(reader, "SELECT count(*) FROM articles"), 8);
	check_sound(reader);
	close_it(reader);
	close_it(writer);
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

/* A writer that died left its log; what is in it cannot be seen where nothing can be written, and is not passed over. */
static int read_with_left_log(void)
{
	struct hs_store *store;
	int64_t articles = 0;

	if (hs_store_open(&store, path, HS_STORE_READ, &err) < 0)
		return err.code == HS_ESTORE && strstr(err.msg, "has an unfinished log") ? 142 : 1;
	if (hs_store_number(&articles, store, "SELECT count(*) FROM articles", &err) < 0)
		return 2;
	return hs_store_close(store, &err) < 0 ? 3 : 100 + (int)articles;
}

static int die_after_writing(void)
{
	struct hs_store *store = open_as(HS_STORE_WRITE);

	if (put_batch(store, 7, 9) < 0)
		return 1;
	raise(SIGKILL);
	return 2;
}

/* What is beside the file after the death: both files, the log alone, an empty log alone. */
static const struct { bool shared_memory, full_log; int sees; } lefts[] = { { true, true, 109 }, { false, true, 142 }, { false, false, 107 } };

START_TEST(passes_over_no_log)
{
	const char *log = hs_arena_printf(arena, "%s-wal", path), *memory = hs_arena_printf(arena, "%s-shm", path);

	make_database(7);
	ck_assert_int_eq(in_child(die_after_writing, false), -SIGKILL);
	if (!lefts[_i].shared_memory)
		ck_assert_int_eq(unlink(memory), 0);
	if (!lefts[_i].full_log)
		ck_assert_int_eq(truncate(log, 0), 0);
	chmod(path, 0444);
	chmod(log, 0444);
	chmod(memory, 0444);
	ck_assert_int_eq(chmod(folder, 0555), 0);
	ck_assert_int_eq(in_child(read_with_left_log, true), lefts[_i].sees);
}
END_TEST

static int go[2], done[2];

/* Where no lock can be taken, a change under the reader is told at the end. */
static int read_what_changes(void)
{
	struct hs_store *store;
	char byte = 0;

	if (hs_store_open(&store, path, HS_STORE_READ, &err) < 0)
		return 1;
	if (write(go[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1)
		return 2;
	if (hs_store_close(store, &err) != HS_ESTORE)
		return 3;
	return strstr(err.msg, "was changed by another program while it was read") ? 0 : 4;
}

/* In a process of its own, since the test waits for the reader's. */
static void change_when_told(void)
{
	char byte;

	if (fork() != 0)
		return;
	_exit(read(go[0], &byte, 1) == 1 && put_batch(open_as(HS_STORE_WRITE), 10, 11) == HS_OK &&
	      utimensat(AT_FDCWD, path, (struct timespec[2]){ { .tv_sec = 1 }, { .tv_sec = 1 } }, 0) == 0 &&
	      write(done[1], &byte, 1) == 1 ? 0 : 1);
}

START_TEST(tells_of_a_change_while_it_read_without_locks)
{
	int status;

	if (geteuid() != 0) {
		puts("skip: tells_of_a_change_while_it_read_without_locks: needs two users, so root");
		return;
	}
	make_database(3);
	ck_assert_int_eq(chmod(folder, 0555), 0);
	ck_assert(pipe(go) == 0 && pipe(done) == 0);
	change_when_told();
	ck_assert_int_eq(in_child(read_what_changes, true), 0);
	wait(&status);
	ck_assert_int_eq(status, 0);
}
END_TEST

/* ── several writers ────────────────────────────────────────────────────────────────────── */

START_TEST(says_that_it_is_locked)
{
	struct hs_store *one, *two;

	make_database(1);
	one = open_as(HS_STORE_WRITE);
	two = open_as(HS_STORE_WRITE);
	ck_assert_done(hs_store_begin(one, &err));
	hs_store_set_patience(two, 50);
	ck_assert_int_eq(hs_store_begin(two, &err), HS_ESTORE);
	ck_assert_str_eq(err.msg, with_folder("database 'F/news.db' is locked by another program"));
	ck_assert_done(put_one(one, 10));
	ck_assert_done(hs_store_commit(one, &err));
	ck_assert_done(put_batch(two, 20, 21));
	close_it(one);
	check_sound(two);
	close_it(two);
}
END_TEST

#define WRITERS 8
#define EACH 120

static int writer_number;

static int write_many(void)
{
	struct hs_store *store;

	if (hs_store_open(&store, path, HS_STORE_CREATE, &err) < 0)
		return 1;
	for (unsigned i = 0; i < EACH; i += 3)
		if (put_batch(store, (unsigned)writer_number * EACH + i, (unsigned)writer_number * EACH + i + 3) < 0)
			return 2;
	return hs_store_close(store, &err) < 0 ? 3 : 0;
}

/* They make the file together, too. */
START_TEST(writers_wait_for_each_other)
{
	struct hs_store *store;
	pid_t pids[WRITERS];
	int status;

	for (writer_number = 0; writer_number < WRITERS; writer_number++)
		if ((pids[writer_number] = fork()) == 0) {
			status = write_many();
			if (status)
				fprintf(stderr, "writer %d: %s\n", writer_number, err.msg);
			_exit(status);
		}
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(count_files(), 1);
	store = open_as(HS_STORE_READ);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM articles"), WRITERS * EACH);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM claims"), 2 * WRITERS * EACH);
	ck_assert_int_eq(ask(store, "SELECT claims_changed FROM state"), WRITERS * EACH / 3);
	check_sound(store);
	close_it(store);
}
END_TEST

/* ── sudden ends ────────────────────────────────────────────────────────────────────────── */

/* Put batches for ever, telling the parent after each commit how many articles are safe. */
static void write_until_killed(int told, unsigned from)
{
	struct hs_store *store;

	if (hs_store_open(&store, path, HS_STORE_CREATE, &err) < 0)
		_exit(1);
	for (unsigned to = from + 10;; from = to, to += 10) {
		if (put_batch(store, from, to) < 0)
			_exit(2);
		if (write(told, &to, sizeof(to)) != sizeof(to))
			_exit(3);
	}
}

/* Killed some time after its start, or after its first commit. */
static unsigned kill_one_writer(unsigned from, bool after_commit, long microseconds)
{
	unsigned safe = from, said;
	int pipes[2], status;
	pid_t pid;

	ck_assert_int_eq(pipe(pipes), 0);
	if ((pid = fork()) == 0)
		write_until_killed(pipes[1], from);
	close(pipes[1]);
	if (after_commit && read(pipes[0], &said, sizeof(said)) == sizeof(said))
		safe = said;
	nanosleep(&(struct timespec){ .tv_nsec = microseconds * 1000 }, NULL);
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFSIGNALED(status), "the writer ended by itself with %d", WEXITSTATUS(status));
	while (read(pipes[0], &said, sizeof(said)) == sizeof(said))
		safe = said;
	close(pipes[0]);
	return safe;
}

START_TEST(what_was_committed_survives_kills)
{
	unsigned safe = 0;

	for (int round = 0; round < 24; round++) {
		struct hs_store *store;
		int64_t articles;

		safe = kill_one_writer(safe, round % 3, 2000 + 1701L * round);
		if (access(path, F_OK) < 0)
			continue;               /* killed before there was a file */
		store = open_as(HS_STORE_CREATE);
		articles = ask(store, "SELECT count(*) FROM articles");
		ck_assert_int_ge(articles, safe);
		ck_assert_int_eq(articles % 10, 0);
		ck_assert_int_eq(ask(store, "SELECT count(*) FROM claims"), 2 * articles);
		if (round % 6 == 5)
			check_sound(store);
		close_it(store);
		safe = (unsigned)articles;
	}
	ck_assert_uint_gt(safe, 100);
}
END_TEST

/* Batches until one fails; the number of articles that were committed. */
static unsigned fill(struct hs_store *store)
{
	unsigned n = 0;

	while (n < 100000 && put_batch(store, n, n + 10) == HS_OK)
		n += 10;
	return n;
}

START_TEST(a_limit_on_file_size_costs_the_batch_alone)
{
	struct hs_store *store;
	struct rlimit limit;
	unsigned stored;

	signal(SIGXFSZ, SIG_IGN);
	store = open_as(HS_STORE_CREATE);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = 1 << 20;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	stored = fill(store);
	ck_assert_str_eq(err.msg, with_folder("cannot read or write database 'F/news.db': disk I/O error"));
	ck_assert_uint_gt(stored, 0);
	limit.rlim_cur = limit.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM articles"), stored);
	check_sound(store);
	ck_assert_done(put_batch(store, stored, stored + 10));
	close_it(store);
	store = open_as(HS_STORE_READ);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM articles"), stored + 10);
	close_it(store);
}
END_TEST

START_TEST(a_full_disk_costs_the_batch_alone)
{
	struct hs_store *store;
	unsigned stored;

	if (mount("none", folder, "tmpfs", 0, "size=2m") < 0) {
		printf("skip: a_full_disk_costs_the_batch_alone: cannot mount a small file system: %s\n", strerror(errno));
		return;
	}
	store = open_as(HS_STORE_CREATE);
	stored = fill(store);
	ck_assert_str_eq(err.msg, with_folder("no space left to write database 'F/news.db'"));
	ck_assert_uint_gt(stored, 0);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM articles"), stored);
	close_it(store);
	store = open_as(HS_STORE_READ);
	ck_assert_int_eq(ask(store, "SELECT count(*) FROM articles"), stored);
	check_sound(store);
	close_it(store);
	remove_all(folder);
	ck_assert_int_eq(umount(folder), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("store_files");
	TCase *tcase = tcase_create("store_files");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, says_why_it_cannot_be_opened, 0, ROWS(unopened));
	tcase_add_test(tcase, leaves_foreign_files_alone);
	tcase_add_loop_test(tcase, takes_any_name, 0, ROWS(odd_names));
	tcase_add_test(tcase, older_files_are_migrated_in_one_step);
	tcase_add_loop_test(tcase, files_of_every_schema_become_this_one, 1, 7);
	tcase_add_test(tcase, the_file_says_whose_it_is);
	tcase_add_test(tcase, reading_leaves_no_trace);
	tcase_add_loop_test(tcase, reads_with_few_rights, 0, ROWS(rights));
	tcase_add_loop_test(tcase, says_that_it_is_read_only, 0, ROWS(rights));
	tcase_add_test(tcase, reads_while_another_writes);
	tcase_add_loop_test(tcase, passes_over_no_log, 0, ROWS(lefts));
	tcase_add_test(tcase, tells_of_a_change_while_it_read_without_locks);
	tcase_add_test(tcase, says_that_it_is_locked);
	tcase_add_test(tcase, writers_wait_for_each_other);
	tcase_add_test(tcase, what_was_committed_survives_kills);
	tcase_add_test(tcase, a_limit_on_file_size_costs_the_batch_alone);
	tcase_add_test(tcase, a_full_disk_costs_the_batch_alone);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
