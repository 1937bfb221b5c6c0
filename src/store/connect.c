/*
 * connect - open the file. The one place that knows how SQLite behaves with files and folders that cannot be written.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_p.h"

static const char *const settings =
	"PRAGMA foreign_keys = ON;"
	"PRAGMA synchronous = FULL;"
	"PRAGMA cell_size_check = ON;"          /* the file may be damaged, or made to do damage */
	"PRAGMA mmap_size = 0;"
	"PRAGMA cache_size = -16384;";

static void add_folder(struct hs_str *out, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		hs_str_adds(out, ".");
	else if (slash == path)
		hs_str_adds(out, "/");
	else
		hs_str_add(out, path, (size_t)(slash - path));
}

/* 0, or the errno that says why no file can be made beside `path`. */
static int folder_failure(const char *path)
{
	struct hs_str folder = HS_STR_INIT;
	int failure;

	add_folder(&folder, path);
	failure = faccessat(AT_FDCWD, folder.ptr, W_OK | X_OK, AT_EACCESS) == 0 ? 0 : errno;
	hs_str_release(&folder);
	return failure;
}

/* SQLite cannot say why it does not make a file: having failed to, it tries to read what is not there. */
static int check_folder(const struct hs_store *store, struct hs_err *err)
{
	int failure = folder_failure(store->path);

	return failure ? hs_fail(err, HS_ESTORE, "cannot make database '%s': %s", store->path, strerror(failure)) : HS_OK;
}

static int check_file(struct hs_store *store, struct hs_err *err)
{
	struct stat st;

	if (stat(store->path, &st) < 0) {
		store->made = errno == ENOENT && store->mode == HS_STORE_CREATE;
		if (store->made)
			return check_folder(store, err);
		return hs_fail(err, HS_ESTORE, "cannot open database '%s': %s", store->path, strerror(errno));
	}
	if (!S_ISREG(st.st_mode))
		return hs_fail(err, HS_ESTORE, "cannot open database '%s': not a file", store->path);
	return HS_OK;
}

/* SQLite would take "file:x" for a URI and ":memory:" for no file at all. */
static void add_path(struct hs_str *out, const char *path)
{
	if (path[0] != '/')
		hs_str_adds(out, "./");
	hs_str_adds(out, path);
}

static void add_uri(struct hs_str *out, const char *path)
{
	static const char plain[] = "/._-~";

	hs_str_adds(out, "file:");
	if (path[0] != '/')
		hs_str_adds(out, "./");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr(plain, c))
			hs_str_addc(out, (char)c);
		else
			hs_str_addf(out, "%%%02X", c);
	}
	hs_str_adds(out, "?immutable=1");
}

static int open_as(struct hs_store *store, int flags, struct hs_err *err)
{
	struct hs_str name = HS_STR_INIT;
	int rc;

	if (store->mode == HS_STORE_MEMORY)
		hs_str_adds(&name, store->aside ? "" : ":memory:");
	else if (store->immutable)
		add_uri(&name, store->path);
	else
		add_path(&name, store->path);
	rc = sqlite3_open_v2(name.ptr, &store->db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
	hs_str_release(&name);
	if (rc != SQLITE_OK)
		return hs_store_fail(store, rc, err);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	hs_store_set_patience(store, store->patience);
	return hs_store_exec(store, settings, err);
}

/* The bytes in the write-ahead log beside the file, -1: there is none. */
static int64_t log_size(const char *path)
{
	struct hs_str log = HS_STR_INIT;
	struct stat st;
	int64_t size = -1;

	hs_str_addf(&log, "%s-wal", path);
	if (stat(log.ptr, &st) == 0)
		size = st.st_size;
	hs_str_release(&log);
	return size;
}

/* Can this process write the file and make others beside it? */
static bool is_writable(const char *path)
{
	return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 && folder_failure(path) == 0;
}

/* With the log and the shared memory that a writer has made; a first read tells whether that is possible. */
static int open_beside_writer(struct hs_store *store, struct hs_err *err)
{
	int64_t version;
	int rc = open_as(store, SQLITE_OPEN_READONLY, err);

	return rc < 0 ? rc : hs_store_number(&version, store, "PRAGMA schema_version", err);
}

/* Failed for want of shared memory, and not for what the file is? */
static bool wants_memory(const struct hs_store *store)
{
	int rc = sqlite3_errcode(store->db) & 0xff;

	return rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY;
}

static int open_immutable(struct hs_store *store, struct hs_err *err)
{
	sqlite3_close(store->db);
	store->db = NULL;
	store->immutable = true;
	if (stat(store->path, &store->before) < 0)
		return hs_fail(err, HS_ESTORE, "cannot open database '%s': %s", store->path, strerror(errno));
	return open_as(store, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
}

/*
 * Readers of a database with a write-ahead log need shared memory in a file beside it. Where we may write, the
 * connection is one that could, kept from it by query_only: the last such connection takes its files away again, a
 * read-only one would leave them. Where we may not, SQLite reads with the files of a writer that is there; with none there, the file
 * is read as one that does not change, and hs_store_close() tells if it did. What stands in a log is never left out.
 */
static int open_to_read(struct hs_store *store, struct hs_err *err)
{
	int64_t log;
	int rc;

	if (is_writable(store->path)) {
		if ((rc = open_as(store, SQLITE_OPEN_READWRITE, err)) < 0)
			return rc;
		return hs_store_exec(store, "PRAGMA query_only = ON", err);
	}
	if ((log = log_size(store->path)) < 0)
		return open_immutable(store, err);
	if ((rc = open_beside_writer(store, err)) == HS_OK || !wants_memory(store))
		return rc;
	if (log == 0)
		return open_immutable(store, err);
	return hs_fail(err, HS_ESTORE, "database '%s' has an unfinished log '%s-wal': open it once where it can be written",
		       store->path, store->path);
}

static int open_to_write(struct hs_store *store, struct hs_err *err)
{
	int create = store->mode == HS_STORE_CREATE ? SQLITE_OPEN_CREATE : 0;
	int rc = open_as(store, SQLITE_OPEN_READWRITE | create, err);

	if (rc < 0)
		return rc;
	if (sqlite3_db_readonly(store->db, "main"))
		return hs_fail(err, HS_ESTORE, "database '%s' is read-only", store->path);
	return HS_OK;
}

int hs_store_connect(struct hs_store *store, struct hs_err *err)
{
	int rc;

	if (store->mode == HS_STORE_MEMORY)
		return open_as(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
	if ((rc = check_file(store, err)) < 0)
		return rc;
	return store->mode == HS_STORE_READ ? open_to_read(store, err) : open_to_write(store, err);
}
