/*
 * feed - articles into a store, for ingest and for report.
 */
#ifndef HS_CMD_FEED_H
#define HS_CMD_FEED_H

#include "cmd/articles.h"
#include "store/store.h"

struct hs_feed_counts {
	uint64_t added, known, rejected;
	uint64_t versions;              /* new versions of known URLs */
	uint64_t back;                  /* pages that stand in an older version now */
	uint64_t replaced;              /* known articles that another model or other rules had read */
	uint64_t stale;                 /* in the store at the end: articles that another model or other rules have read */
};

/*
 * Adds to *counts. Read `paths`, find the claims of what is new, and store it batch by batch. The transaction of a batch is open
 * only while it is written, so that other programs get their turn however long the reading takes. On failure the
 * batches before it are stored, and counted.
 */
int hs_feed(struct hs_store *store, const char *const *paths, size_t n_paths,
	    const struct hs_articles_options *options, struct hs_feed_counts *counts, struct hs_err *err);

/* The same for what the store holds already and another model or other rules have read: it is read anew, as it was stored. */
int hs_feed_anew(struct hs_store *store, const struct hs_articles_options *options, struct hs_feed_counts *counts, struct hs_err *err);

#endif
