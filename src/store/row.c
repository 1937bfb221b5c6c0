#include <assert.h>

#include "store/store_p.h"

static const char *const sql_of[HS_STMT_N] = {
#define STMT(name, sql) [HS_STMT_##name] = sql,
#include "store/stmt.def"
#undef STMT
};

struct hs_row hs_row_begin(struct hs_store *store, enum hs_stmt stmt)
{
	struct hs_row row = { .store = store, .rc = SQLITE_OK };

	if (!store->stmts[stmt])
		row.rc = sqlite3_prepare_v3(store->db, sql_of[stmt], -1, SQLITE_PREPARE_PERSISTENT, &store->stmts[stmt], NULL);
	row.stmt = store->stmts[stmt];
	return row;
}

static void keep(struct hs_row *row, int rc)
{
	if (row->rc == SQLITE_OK)
		row->rc = rc;
}

void hs_row_textn(struct hs_row *row, const char *ptr, size_t len)
{
	row->n++;
	if (row->stmt)
		keep(row, sqlite3_bind_text64(row->stmt, row->n, ptr, len, SQLITE_STATIC, SQLITE_UTF8));
}

void hs_row_text(struct hs_row *row, const char *text)
{
	hs_row_textn(row, text, text ? strlen(text) : 0);
}

void hs_row_blob(struct hs_row *row, const void *ptr, size_t len)
{
	row->n++;
	if (row->stmt)
		keep(row, sqlite3_bind_blob64(row->stmt, row->n, ptr, len, SQLITE_STATIC));
}

void hs_row_int(struct hs_row *row, int64_t value)
{
	row->n++;
	if (row->stmt)
		keep(row, sqlite3_bind_int64(row->stmt, row->n, value));
}

void hs_row_int_or_null(struct hs_row *row, int64_t value, bool null)
{
	if (null)
		hs_row_text(row, NULL);
	else
		hs_row_int(row, value);
}

void hs_row_real(struct hs_row *row, double value)
{
	row->n++;
	if (row->stmt)
		keep(row, sqlite3_bind_double(row->stmt, row->n, value));
}

int hs_row_step(struct hs_row *row, struct hs_err *err)
{
	if (row->rc == SQLITE_OK || row->rc == SQLITE_ROW) {
		assert(sqlite3_bind_parameter_count(row->stmt) == row->n);
		row->rc = sqlite3_step(row->stmt);
	}
	if (row->rc == SQLITE_ROW)
		return HS_OK;
	return row->rc == SQLITE_DONE ? HS_DONE : hs_store_fail(row->store, row->rc, err);
}

void hs_row_end(struct hs_row *row)
{
	if (!row->stmt)
		return;
	sqlite3_reset(row->stmt);
	sqlite3_clear_bindings(row->stmt);
}

int hs_row_run(struct hs_row *row, struct hs_err *err)
{
	int rc = hs_row_step(row, err);

	assert(rc != HS_OK);            /* a statement of no rows */
	hs_row_end(row);
	return rc == HS_DONE ? HS_OK : rc;
}

const char *hs_row_get_text(struct hs_row *row, int column)
{
	return (const char *)sqlite3_column_text(row->stmt, column);
}
