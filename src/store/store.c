#include "store/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store_p.h"

/* ── failures ───────────────────────────────────────────────────────────────────────────── */

static const char *words_of(const struct hs_store *store, int rc)
{
	return sqlite3_extended_errcode(store->db) == rc ? sqlite3_errmsg(store->db) : sqlite3_errstr(rc);
}

static int fail_io(const struct hs_store *store, int rc, struct hs_err *err)
{
	int number = sqlite3_system_errno(store->db);

	return hs_fail(err, HS_ESTORE, "cannot read or write database '%s': %s%s%s", store->path, words_of(store, rc),
		       number ? ": " : "", number ? strerror(number) : "");
}

int hs_store_fail(struct hs_store *store, int rc, struct hs_err *err)
{
	const char *path = store->path;

	store->lost |= (rc & 0xff) == SQLITE_FULL || (rc & 0xff) == SQLITE_IOERR;
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return hs_fail(err, HS_ESTORE, "database '%s' is locked by another program", path);
	case SQLITE_FULL:
		return hs_fail(err, HS_ESTORE, "no space left to write database '%s'", path);
	case SQLITE_READONLY:
		return hs_fail(err, HS_ESTORE, "database '%s' or its folder is read-only", path);
	case SQLITE_NOTADB:
		return hs_fail(err, HS_ESTORE, "'%s' is not a database", path);
	case SQLITE_CORRUPT:
		return hs_fail(err, HS_ESTORE, "database '%s' is damaged: %s", path, words_of(store, rc));
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
	case SQLITE_PERM:
		return fail_io(store, rc, err);
	case SQLITE_CONSTRAINT:
	case SQLITE_MISUSE:
	case SQLITE_RANGE:
		return hs_fail(err, HS_EINTERNAL, "database '%s': %s", path, words_of(store, rc));
	case SQLITE_TOOBIG:
		return hs_fail(err, HS_EINPUT, "too long for database '%s'", path);
	default:
		return hs_fail(err, HS_ESTORE, "database '%s': %s", path, words_of(store, rc));
	}
}

/* ── open and close ─────────────────────────────────────────────────────────────────────── */

void hs_store_free(struct hs_store *store)
{
	for (int i = 0; i < HS_STMT_N; i++)
		sqlite3_finalize(store->stmts[i]);
	sqlite3_close_v2(store->db);
	hs_arena_free(store->scratch);
	free(store->path);
	free(store);
}

struct hs_store *hs_store_new(const char *path, enum hs_store_mode mode)
{
	struct hs_store *store = hs_calloc(1, sizeof(*store));

	store->path = hs_strdup(path);
	store->mode = mode;
	store->patience = HS_STORE_PATIENCE;
	store->scratch = hs_arena_new();
	store->claims_read = -1;
	return store;
}

/* A file that this store made, whose disk was full before anything could be put in it. */
static bool is_stillborn(struct hs_store *store)
{
	int64_t version = 0, articles = 0;
	struct hs_err err;

	if (!store->made || !store->lost || hs_store_number(&version, store, "PRAGMA user_version", &err) < 0)
		return false;
	return version == 0 ||
	       (hs_store_number(&articles, store, "SELECT EXISTS (SELECT 1 FROM article)", &err) == HS_OK && articles == 0);
}

static void remove_files(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct hs_str file = HS_STR_INIT;

		hs_str_addf(&file, "%s%s", path, ends[i]);
		unlink(file.ptr);
		hs_str_release(&file);
	}
}

/* Free it, and take away what it made in vain. */
static void end(struct hs_store *store)
{
	bool stillborn = is_stillborn(store);
	char *path = hs_strdup(store->path);

	hs_store_free(store);
	if (stillborn)
		remove_files(path);
	free(path);
}

int hs_store_open(struct hs_store **out, const char *path, enum hs_store_mode mode, struct hs_err *err)
{
	struct hs_store *store = hs_store_new(mode == HS_STORE_MEMORY ? ":memory:" : path, mode);
	int rc;

	if ((rc = hs_store_connect(store, err)) < 0 || (rc = hs_store_migrate(store, hs_schema, err)) < 0) {
		end(store);
		return rc;
	}
	*out = store;
	return HS_OK;
}

/* A file that was read without locks must be the one that was opened. */
static int check_unchanged(const struct hs_store *store, struct hs_err *err)
{
	struct stat now;

	if (!store->immutable)
		return HS_OK;
	if (stat(store->path, &now) == 0 && now.st_ino == store->before.st_ino && now.st_size == store->before.st_size &&
	    now.st_mtim.tv_sec == store->before.st_mtim.tv_sec && now.st_mtim.tv_nsec == store->before.st_mtim.tv_nsec)
		return HS_OK;
	return hs_fail(err, HS_ESTORE, "database '%s' was changed by another program while it was read", store->path);
}

int hs_store_close(struct hs_store *store, struct hs_err *err)
{
	int rc;

	if (!store)
		return HS_OK;
	assert(!store->in_batch);
	rc = check_unchanged(store, err);
	end(store);
	return rc;
}

void hs_store_set_patience(struct hs_store *store, int ms)
{
	store->patience = ms;
	sqlite3_busy_timeout(store->db, ms);
}

/* ── statements ─────────────────────────────────────────────────────────────────────────── */

int hs_store_exec(struct hs_store *store, const char *sql, struct hs_err *err)
{
	int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? HS_OK : hs_store_fail(store, rc, err);
}

int hs_store_number(int64_t *out, struct hs_store *store, const char *sql, struct hs_err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	if ((rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL)) != SQLITE_OK)
		return hs_store_fail(store, rc, err);
	rc = sqlite3_step(stmt);
	*out = rc == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
	rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? HS_OK : hs_store_fail(store, rc, err);
	sqlite3_finalize(stmt);
	return rc;
}

/* ── batches ────────────────────────────────────────────────────────────────────────────── */

static int run(struct hs_store *store, enum hs_stmt stmt, struct hs_err *err)
{
	struct hs_row row = hs_row_begin(store, stmt);

	return hs_row_run(&row, err);
}

int hs_store_begin(struct hs_store *store, struct hs_err *err)
{
	int rc;

	assert(!store->in_batch);
	if ((rc = run(store, HS_STMT_BEGIN, err)) < 0)
		return rc;
	store->in_batch = true;
	store->claims_changed = false;
	return HS_OK;
}

int hs_store_commit(struct hs_store *store, struct hs_err *err)
{
	int rc;

	assert(store->in_batch);
	if ((store->claims_changed && (rc = run(store, HS_STMT_CLAIMS_CHANGED, err)) < 0) ||
	    (rc = run(store, HS_STMT_COMMIT, err)) < 0) {
		hs_store_rollback(store);
		return rc;
	}
	store->in_batch = false;
	return HS_OK;
}

void hs_store_rollback(struct hs_store *store)
{
	assert(store->in_batch);
	store->in_batch = false;
	if (!sqlite3_get_autocommit(store->db))         /* SQLite itself rolls back when the disk is full */
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}
