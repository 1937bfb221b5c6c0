/*
 * migrate - whose file is this, how old is it, and how does it become today's?
 *
 * PRAGMA application_id says that the file is hearsay's, PRAGMA user_version how many of the files in schema/ have been
 * applied to it. All that is missing is applied in one transaction, so that a file is never between two versions.
 */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "store/store_p.h"

static int count(const struct hs_embedded *schema)
{
	int n = 0;

	while (schema[n].name)
		n++;
	return n;
}

struct identity {
	int64_t application, version, tables;
};

static int read_identity(struct identity *out, struct hs_store *store, struct hs_err *err)
{
	int rc;

	if ((rc = hs_store_number(&out->application, store, "PRAGMA application_id", err)) < 0 ||
	    (rc = hs_store_number(&out->version, store, "PRAGMA user_version", err)) < 0)
		return rc;
	return hs_store_number(&out->tables, store, "SELECT count(*) FROM sqlite_schema", err);
}

/* In one transaction: another program may be making the file just now. */
static int identify(struct identity *out, struct hs_store *store, struct hs_err *err)
{
	int rc;

	if (!sqlite3_get_autocommit(store->db))
		return read_identity(out, store, err);
	if ((rc = hs_store_exec(store, "BEGIN", err)) < 0)
		return rc;
	if ((rc = read_identity(out, store, err)) < 0) {
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
		return rc;
	}
	return hs_store_exec(store, "COMMIT", err);
}

static bool is_blank(const struct identity *file)
{
	return file->application == 0 && file->version == 0 && file->tables == 0;
}

/* HS_DONE: nothing to do. */
static int judge(const struct hs_store *store, const struct identity *file, int latest, struct hs_err *err)
{
	bool may_make = store->mode == HS_STORE_CREATE || store->mode == HS_STORE_MEMORY;

	if (is_blank(file))
		return may_make ? HS_OK : hs_fail(err, HS_ESTORE, "'%s' is empty, not a hearsay database", store->path);
	if (file->application != HS_STORE_APPLICATION)
		return hs_fail(err, HS_ESTORE, "'%s' is another program's database, not one of hearsay", store->path);
	if (file->version > latest)
		return hs_fail(err, HS_ESTORE, "'%s' was written by a newer hearsay (schema %" PRId64 ", this one knows %d)",
			       store->path, file->version, latest);
	if (file->version == latest)
		return HS_DONE;
	if (store->mode == HS_STORE_READ)
		return hs_fail(err, HS_ESTORE, "'%s' is from an older hearsay (schema %" PRId64 ", this one reads %d): "
			       "'hearsay ingest -d' brings it up to date", store->path, file->version, latest);
	return HS_OK;
}

static int apply(struct hs_store *store, const struct hs_embedded *schema, int64_t from, struct hs_err *err)
{
	struct hs_str pragma = HS_STR_INIT;
	int rc = HS_OK, n = count(schema);

	for (int i = (int)from; i < n && rc == HS_OK; i++)
		if ((rc = hs_store_exec(store, schema[i].text, err)) < 0)
			hs_err_prefix(err, "'%s'", schema[i].name);
	if (rc == HS_OK) {
		hs_str_addf(&pragma, "PRAGMA application_id = %d; PRAGMA user_version = %d", HS_STORE_APPLICATION, n);
		rc = hs_store_exec(store, pragma.ptr, err);
		hs_str_release(&pragma);
	}
	return rc;
}

/*
 * The log is a property of the file, set before its first table. SQLite does not wait for locks here, so that several
 * programs that make the same file at once have to try again.
 */
static int set_log(struct hs_store *store, struct hs_err *err)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
	sqlite3_stmt *stmt;
	int rc;

	for (int waited = 0;; waited += 10) {
		bool is_wal;

		rc = sqlite3_prepare_v2(store->db, "PRAGMA journal_mode = WAL", -1, &stmt, NULL);
		if (rc != SQLITE_OK)
			return hs_store_fail(store, rc, err);
		rc = sqlite3_step(stmt);
		is_wal = rc == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(stmt, 0), "wal") == 0;
		sqlite3_finalize(stmt);
		if (is_wal)
			return HS_OK;
		if (rc == SQLITE_ROW)
			return hs_fail(err, HS_ESTORE, "cannot keep a write-ahead log for '%s': its file system cannot share memory",
				       store->path);
		if ((rc & 0xff) != SQLITE_BUSY || waited >= store->patience)
			return hs_store_fail(store, rc, err);
		nanosleep(&pause, NULL);
	}
}

int hs_store_migrate(struct hs_store *store, const struct hs_embedded *schema, struct hs_err *err)
{
	struct identity file;
	int rc;

	if ((rc = identify(&file, store, err)) < 0 || (rc = judge(store, &file, count(schema), err)) < 0)
		return rc;
	if (store->mode != HS_STORE_READ && store->mode != HS_STORE_MEMORY && set_log(store, err) < 0)
		return HS_ESTORE;
	if (rc == HS_DONE)
		return HS_OK;

	/* Another program may be at the same: look again once it is our turn. */
	if ((rc = hs_store_begin(store, err)) < 0)
		return rc;
	if ((rc = identify(&file, store, err)) < 0 || (rc = judge(store, &file, count(schema), err)) < 0 ||
	    (rc == HS_OK && (rc = apply(store, schema, file.version, err)) < 0)) {
		hs_store_rollback(store);
		return rc;
	}
	return hs_store_commit(store, err);
}
