#include "config.h"

#include "cmd/feed.h"

#include <time.h>

#define BATCH_ARTICLES 256
#define BATCH_BYTES ((size_t)32 << 20)
#define BATCH_SECONDS 2                 /* what a kill can cost, and how old a batch gets while reading is slow */

struct feed {
	struct hs_store *store;
	struct hs_articles *articles;
	struct hs_feed_counts *counts;
	struct hs_found *batch[BATCH_ARTICLES];
	size_t n, bytes;
	time_t since;                   /* when the first of the batch came in */
	int64_t *stale;                 /* to be read anew, by id, from `at` on */
	size_t n_stale, at;
};

static time_t seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec;
}

static void release_batch(struct feed *feed)
{
	for (size_t i = 0; i < feed->n; i++)
		hs_articles_release(feed->articles, feed->batch[i]);
	feed->n = feed->bytes = 0;
}

static void count_put(struct hs_feed_counts *counts, enum hs_put put)
{
	counts->added += put == HS_PUT_NEW;
	counts->versions += put == HS_PUT_VERSION;
	counts->replaced += put == HS_PUT_REPLACED;
	counts->known += put == HS_PUT_KNOWN;
}

/* An article that the store cannot take costs itself. */
static int put_batch(struct feed *feed, struct hs_feed_counts *counts, struct hs_err *err)
{
	const char *version = hs_articles_version(feed->articles);
	enum hs_put put;

	for (size_t i = 0; i < feed->n; i++) {
		const struct hs_found *found = feed->batch[i];
		int rc;

		put = HS_PUT_KNOWN;
		rc = found->extraction ? hs_store_put(feed->store, found->extraction, version, &put, err) :
					 hs_store_see(feed->store, found->article, err);

		if (rc == HS_ESTORE)
			return rc;
		if (rc == HS_OK) {
			count_put(counts, put);
			continue;
		}
		hs_err_prefix(err, "'%s'", found->article->path);
		hs_tell_err(err);
		counts->rejected++;
	}
	return HS_OK;
}

/* Write the batch in one transaction; it counts only once it is committed. */
static int flush(struct feed *feed, struct hs_err *err)
{
	struct hs_feed_counts counts = *feed->counts;
	int rc;

	if (!feed->n)
		return HS_OK;
	if ((rc = hs_store_begin(feed->store, err)) < 0)
		return rc;
	if ((rc = put_batch(feed, &counts, err)) < 0) {
		hs_store_rollback(feed->store);
		return rc;
	}
	if ((rc = hs_store_commit(feed->store, err)) < 0)
		return rc;
	*feed->counts = counts;
	release_batch(feed);
	return HS_OK;
}

static int is_new(void *ctx, const struct hs_article *article, bool *wanted, struct hs_err *err)
{
	struct feed *feed = ctx;
	bool has;
	int rc = hs_store_has(feed->store, article, hs_articles_version(feed->articles), &has, err);

	*wanted = !has;
	return rc;
}

static int add(void *ctx, struct hs_found *found, struct hs_err *err)
{
	struct feed *feed = ctx;

	if (!found->extraction && !found->article->url) {       /* no version of anything */
		feed->counts->known++;
		hs_articles_release(feed->articles, found);
		return HS_OK;
	}
	if (!feed->n)
		feed->since = seconds();
	feed->bytes += hs_arena_used(found->arena);
	feed->batch[feed->n++] = found;
	if (feed->n == BATCH_ARTICLES || feed->bytes > BATCH_BYTES || seconds() - feed->since >= BATCH_SECONDS)
		return flush(feed, err);
	return HS_OK;
}

static int count_stale(struct feed *feed, struct hs_err *err)
{
	struct hs_arena *arena = hs_arena_new();
	int64_t *ids;
	size_t n;
	int rc = hs_store_stale(&ids, &n, feed->store, arena, hs_articles_version(feed->articles), err);

	if (rc == HS_OK)
		feed->counts->stale = n;
	hs_arena_free(arena);
	return rc;
}

/* Pages that came last in an older version stand in that. */
static int settle(struct feed *feed, struct hs_err *err)
{
	uint64_t back;
	int rc = hs_store_begin(feed->store, err);

	if (rc < 0)
		return rc;
	if ((rc = hs_store_settle(feed->store, &back, err)) < 0) {
		hs_store_rollback(feed->store);
		return rc;
	}
	if ((rc = hs_store_commit(feed->store, err)) == HS_OK)
		feed->counts->back += back;
	return rc;
}

/* Run, and write what is left at the end. Closes the articles. */
static int run(struct feed *feed, const struct hs_articles_use *use, const char *const *paths, size_t n_paths, struct hs_err *err)
{
	uint64_t rejected = 0;
	int rc = hs_articles_run(feed->articles, paths, n_paths, use, feed, &rejected, err);

	if (rc == HS_OK)
		rc = flush(feed, err);
	if (rc == HS_OK)
		rc = settle(feed, err);
	release_batch(feed);
	feed->counts->rejected += rejected;
	if (rc == HS_OK)
		rc = count_stale(feed, err);
	hs_articles_close(feed->articles);
	return rc;
}

int hs_feed(struct hs_store *store, const char *const *paths, size_t n_paths,
	    const struct hs_articles_options *options, struct hs_feed_counts *counts, struct hs_err *err)
{
	static const struct hs_articles_use use = { .wanted = is_new, .take = add };
	struct feed feed = { .store = store, .counts = counts };
	int rc = hs_articles_open(&feed.articles, options, err);

	return rc < 0 ? rc : run(&feed, &use, paths, n_paths, err);
}

static int next_stale(void *ctx, struct hs_article **out, struct hs_arena *arena, struct hs_err *err)
{
	struct feed *feed = ctx;

	return feed->at < feed->n_stale ? hs_store_article(out, feed->store, arena, feed->stale[feed->at++], err) : HS_DONE;
}

int hs_feed_anew(struct hs_store *store, const struct hs_articles_options *options, struct hs_feed_counts *counts, struct hs_err *err)
{
	struct hs_articles_use use = { .next = next_stale, .take = add };
	struct feed feed = { .store = store, .counts = counts };
	struct hs_arena *list;
	int rc = hs_articles_open(&feed.articles, options, err);

	if (rc < 0)
		return rc;
	list = hs_arena_new();
	rc = hs_store_stale(&feed.stale, &feed.n_stale, store, list, hs_articles_version(feed.articles), err);
	use.total = feed.n_stale;
	if (rc == HS_OK)
		rc = run(&feed, &use, NULL, 0, err);
	else
		hs_articles_close(feed.articles);
	hs_arena_free(list);
	return rc;
}
