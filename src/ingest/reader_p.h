/*
 * reader - one input format: one file and one row of the table in ingest.c.
 *
 * ingest.c opens the file, asks every row how surely its first bytes are of that format, and lets the surest one
 * read. It puts file and record in front of a reader's messages, and sets path and format of the articles.
 */
#ifndef HS_INGEST_READER_P_H
#define HS_INGEST_READER_P_H

#include "base/arena.h"
#include "base/err.h"
#include "base/io.h"
#include "text/article.h"

/* How sure `sniff` is. The highest wins, the first row among equals. */
enum hs_sniff {
	HS_SNIFF_NO = 0,
	HS_SNIFF_FALLBACK = 1,          /* plain text: anything that nobody else claims */
	HS_SNIFF_LIKELY = 50,
	HS_SNIFF_SURE = 100
};

/* One file while it is read. */
struct hs_reading {
	struct hs_input *input;         /* borrowed; at its first byte when `open` is called */
	size_t max_record;              /* bytes that one record may have */
	size_t record;                  /* set by `next`: the record under way, from 1; 0: the file is one article */
	void *state;                    /* the reader's own, from `open` to `close` */
};

struct hs_reader {
	const char *name;               /* "csv": --format, article->format */
	const char *unit;               /* what a record is called: "row 3"; NULL where a file is one article */

	/* The first bytes, at most 64 KiB; `whole`: there are no more. A UTF-8 byte order mark is skipped before. */
	enum hs_sniff (*sniff)(const char *ptr, size_t len, bool whole);

	/* Make reading->state. May be NULL. A failure ends the file. */
	int (*open)(struct hs_reading *reading, struct hs_err *err);

	/*
	 * The next article, finished (hs_article_finish), all its memory in `arena`. HS_DONE at the end. HS_EINPUT,
	 * HS_EIO: this record is lost; the next call goes on behind it or gives HS_DONE. Messages name neither file
	 * nor record.
	 */
	int (*next)(struct hs_article **out, struct hs_reading *reading, struct hs_arena *arena, struct hs_err *err);

	/* Free reading->state. May be NULL. */
	void (*close)(struct hs_reading *reading);
};

extern const struct hs_reader hs_reader_text, hs_reader_json, hs_reader_ndjson, hs_reader_csv, hs_reader_html;

/* HS_EINPUT unless the bytes are well-formed UTF-8 without NUL; `what` names them: "field 'text'" or "text". */
int hs_reader_check_utf8(const char *what, const char *ptr, size_t len, struct hs_err *err);

/* The whole input as one record. HS_EINPUT when it is empty or has more than reading->max_record bytes. */
int hs_reader_slurp(struct hs_str *out, struct hs_reading *reading, struct hs_err *err);

/* Length of the UTF-8 byte order mark at ptr, 0 or 3. */
size_t hs_reader_bom(const char *ptr, size_t len);

#endif
