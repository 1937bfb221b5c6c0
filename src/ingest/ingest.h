/*
 * ingest - files, folders and standard input to articles.
 *
 * The format is told by content, not by name. Each format is one file with one row in the table of readers
 * (reader_p.h): `sniff` says how sure it is of the first bytes, `open/next/close` give one article after the other. Bad
 * records cost only themselves.
 */
#ifndef HS_INGEST_INGEST_H
#define HS_INGEST_INGEST_H

#include "base/arena.h"
#include "base/err.h"
#include "text/article.h"

struct hs_ingest;                       /* opaque */

struct hs_ingest_options {
	size_t max_record;              /* bytes of one line, row or page; 0: 16 MiB */
	const char *format;             /* reader by name instead of by content, or NULL */
	const char *outlet;             /* of the articles that do not say who published them, as plain text never does; or NULL */
	const char *aside;              /* a database: where it lies in a folder that is read it is passed over, with its log; or NULL */
};

/* `paths` (files, folders read recursively in byte order of their names, hidden entries and links back aside, "-") are borrowed until the free.
 * Opening never fails for a single path: what cannot be read is told by next. HS_EUSAGE: no such format,
 * the outlet is no name, or "-" is there twice. */
int hs_ingest_open(struct hs_ingest **out, const char *const *paths, size_t n_paths,
		   const struct hs_ingest_options *options, struct hs_err *err);
void hs_ingest_free(struct hs_ingest *ingest);          /* NULL is fine */

/*
 * The next article, finished, in `arena`. HS_DONE at the end. HS_EINPUT or HS_EIO: this record or file is
 * rejected, `err` names it ("'list.csv' row 3: ..."), and the next call goes on behind it.
 */
int hs_ingest_next(struct hs_article **out, struct hs_ingest *ingest, struct hs_arena *arena, struct hs_err *err);

/* Bytes read so far and in all (0: not known), for progress. */
void hs_ingest_progress(const struct hs_ingest *ingest, uint64_t *done, uint64_t *total);

#endif
