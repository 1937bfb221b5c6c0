/*
 * store_p - what the files of this folder share: the connection, its statements, and rows bound to them.
 */
#ifndef HS_STORE_STORE_P_H
#define HS_STORE_STORE_P_H

#include <sqlite3.h>
#include <sys/stat.h>

#include "base/embed.h"
#include "base/str.h"
#include "store/store.h"

#define HS_STORE_APPLICATION 0x48454152 /* "HEAR": the file says whose it is */
#define HS_STORE_PATIENCE 30000         /* ms to wait for another program's lock */

enum hs_stmt {
#define STMT(name, sql) HS_STMT_##name,
#include "store/stmt.def"
#undef STMT
	HS_STMT_N
};

struct hs_store {
	sqlite3 *db;
	char *path;                     /* as the user wrote it, for messages */
	enum hs_store_mode mode;
	int patience;                   /* ms */
	bool made;                      /* the file was not there before */
	bool lost;                      /* something could not be written: the disk is full, or fails */
	bool aside;                     /* MEMORY, but in a temporary file that has no name */
	bool immutable;                 /* read without locks, since none can be made: see hs_store_connect() */
	struct stat before;             /* the file when it was opened immutable */
	sqlite3_stmt *stmts[HS_STMT_N]; /* prepared at first use */
	struct hs_arena *scratch;       /* emptied by each call that uses it */
	bool in_batch, claims_changed;  /* claims_changed: by this batch */
	int64_t claims_read;            /* state.claims_changed when hs_store_claims() read them; -1: it has not */
};

/* store.c: a store that has yet to be connected, and its end in any state. */
struct hs_store *hs_store_new(const char *path, enum hs_store_mode mode);
void hs_store_free(struct hs_store *store);

/* connect.c: open the file in store->mode, with the settings that every connection has. */
int hs_store_connect(struct hs_store *store, struct hs_err *err);

/* migrate.c: tell whose file it is, and bring it to the last of `schema`. */
int hs_store_migrate(struct hs_store *store, const struct hs_embedded *schema, struct hs_err *err);
extern const struct hs_embedded hs_schema[];    /* schema/, in order */
extern const struct hs_embedded hs_search_sql[];

/* A failure of SQLite in words and as one of ours. */
int hs_store_fail(struct hs_store *store, int rc, struct hs_err *err);

/* Run SQL without parameters or rows. */
int hs_store_exec(struct hs_store *store, const char *sql, struct hs_err *err);

/* The first column of the first row, as a number; 0 for no row. */
int hs_store_number(int64_t *out, struct hs_store *store, const char *sql, struct hs_err *err);

void hs_store_set_patience(struct hs_store *store, int ms);

/*
 * One use of a prepared statement: values in the order of the SQL, then run. A failure to prepare or bind is kept
 * and told by run or step. Text is borrowed until then.
 */
struct hs_row {
	struct hs_store *store;
	sqlite3_stmt *stmt;
	int n;                          /* values bound */
	int rc;                         /* of SQLite */
};

struct hs_row hs_row_begin(struct hs_store *store, enum hs_stmt stmt);
void hs_row_text(struct hs_row *row, const char *text);         /* NULL binds NULL */
void hs_row_textn(struct hs_row *row, const char *ptr, size_t len);
void hs_row_blob(struct hs_row *row, const void *ptr, size_t len);
void hs_row_int(struct hs_row *row, int64_t value);
void hs_row_int_or_null(struct hs_row *row, int64_t value, bool null);
void hs_row_real(struct hs_row *row, double value);
int hs_row_step(struct hs_row *row, struct hs_err *err);        /* HS_OK: a row; HS_DONE; then end */
void hs_row_end(struct hs_row *row);
int hs_row_run(struct hs_row *row, struct hs_err *err);         /* of no rows; ends it too */

const char *hs_row_get_text(struct hs_row *row, int column);    /* valid until the next step or the end */

/* load.c: the article of a row of VERIFY_ARTICLES or LOAD_ARTICLE, with the headline behind the text where it has a paragraph of its
 * own; and field, start, end of a row as a range of it. False: there is no such place. */
struct hs_article *hs_article_load(struct hs_arena *arena, struct hs_row *row);
bool hs_place_load(struct hs_range *out, const struct hs_article *article, struct hs_row *row, int column);

/* The same as hs_store_load(), but as it was found and whatever reviewers say. */
int hs_store_load_found(struct hs_extraction **out, struct hs_store *store, struct hs_arena *arena, int64_t id, struct hs_err *err);

/* review.c: find the words of all reviews of an article again, which is stored under this key or url, or was. In a batch. */
int hs_reviews_place(struct hs_store *store, const char *key, const char *url, struct hs_err *err);

/* words.c: the words of `ranges`, white space runs as one blank, parts joined by " … "; NULL for no ranges. */
char *hs_words_join(struct hs_arena *arena, const char *text, const struct hs_ranges *ranges);

/* vector.c: unit vectors as signed bytes. */
bool hs_vector_pack(int8_t out[HS_VECTOR], const float *vector);        /* false: no direction (all zero) */
void hs_vector_unpack(float *out, const int8_t in[HS_VECTOR]);

#endif
