#include <assert.h>
#include <stdlib.h>

#include "store/store_p.h"

struct hs_query {
	struct hs_store *store;
	sqlite3_stmt *stmt;
	int bound;                      /* SQLITE_OK, or the first value that could not be bound */
};

int hs_query_open(struct hs_query **out, struct hs_store *store, const char *sql, struct hs_err *err)
{
	struct hs_query *query;
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);

	if (rc != SQLITE_OK)
		return hs_store_fail(store, rc, err);
	if (!stmt || !sqlite3_stmt_readonly(stmt)) {
		sqlite3_finalize(stmt);
		return hs_fail(err, HS_EINTERNAL, "a query may only read");
	}
	query = hs_calloc(1, sizeof(*query));
	query->store = store;
	query->stmt = stmt;
	*out = query;
	return HS_OK;
}

bool hs_query_has(const struct hs_query *query, const char *name)
{
	return sqlite3_bind_parameter_index(query->stmt, name) > 0;
}

static int index_of(const struct hs_query *query, const char *name)
{
	int index = sqlite3_bind_parameter_index(query->stmt, name);

	assert(index > 0);              /* the SQL has no such parameter */
	return index;
}

static void keep(struct hs_query *query, int rc)
{
	if (query->bound == SQLITE_OK)
		query->bound = rc;
}

void hs_query_bind_text(struct hs_query *query, const char *name, const char *value)
{
	keep(query, sqlite3_bind_text(query->stmt, index_of(query, name), value, -1, SQLITE_TRANSIENT));
}

void hs_query_bind_int(struct hs_query *query, const char *name, int64_t value)
{
	keep(query, sqlite3_bind_int64(query->stmt, index_of(query, name), value));
}

int hs_query_step(struct hs_query *query, struct hs_err *err)
{
	int rc = query->bound == SQLITE_OK ? sqlite3_step(query->stmt) : query->bound;

	if (rc == SQLITE_ROW)
		return HS_OK;
	return rc == SQLITE_DONE ? HS_DONE : hs_store_fail(query->store, rc, err);
}

int hs_query_columns(const struct hs_query *query)
{
	return sqlite3_column_count(query->stmt);
}

const char *hs_query_name(const struct hs_query *query, int column)
{
	return sqlite3_column_name(query->stmt, column);
}

const char *hs_query_text(struct hs_query *query, int column)
{
	return (const char *)sqlite3_column_text(query->stmt, column);
}

int64_t hs_query_int(struct hs_query *query, int column)
{
	return sqlite3_column_int64(query->stmt, column);
}

double hs_query_real(struct hs_query *query, int column)
{
	return sqlite3_column_double(query->stmt, column);
}

bool hs_query_is_null(struct hs_query *query, int column)
{
	return sqlite3_column_type(query->stmt, column) == SQLITE_NULL;
}

bool hs_query_is_number(struct hs_query *query, int column)
{
	int type = sqlite3_column_type(query->stmt, column);

	return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

void hs_query_close(struct hs_query *query)
{
	if (!query)
		return;
	sqlite3_finalize(query->stmt);
	free(query);
}
