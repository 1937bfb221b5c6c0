/*
 * store - articles, sources, claims and matches in one SQLite file.
 *
 * WAL, foreign keys, one BEGIN IMMEDIATE transaction a batch, a busy timeout of 30 s. The schema is in
 * schema/NNN_*.sql, embedded at build time and applied in order (PRAGMA user_version). The file opens in Datasette and in
 * the sqlite3 shell as it is. This folder alone includes sqlite3.h.
 */
#ifndef HS_STORE_STORE_H
#define HS_STORE_STORE_H

#include "attribute/claim.h"
#include "match/match.h"

struct hs_store;                        /* opaque; one thread at a time */

enum hs_store_mode {
	HS_STORE_READ,                  /* must exist; nothing is written, not even a WAL */
	HS_STORE_WRITE,                 /* must exist; migrated if older */
	HS_STORE_CREATE,                /* made if missing, migrated if older */
	HS_STORE_MEMORY                 /* path is not used */
};

/* HS_ESTORE: missing, not a database, another program's (application_id), from a newer hearsay, read-only, locked. */
int hs_store_open(struct hs_store **out, const char *path, enum hs_store_mode mode, struct hs_err *err);
/* NULL is fine. A file that was made by the store, and in which nothing could be kept for want of space, is taken away again. */
int hs_store_close(struct hs_store *store, struct hs_err *err);

/* A batch is all or nothing. Nothing stored earlier is ever lost. */
int hs_store_begin(struct hs_store *store, struct hs_err *err);
int hs_store_commit(struct hs_store *store, struct hs_err *err);
void hs_store_rollback(struct hs_store *store);

enum hs_put {
	HS_PUT_NEW,
	HS_PUT_KNOWN,                   /* nothing to do: stored already, found by the same model and rules */
	HS_PUT_VERSION,                 /* another version of a known URL; the later one by its date is the current one */
	HS_PUT_REPLACED                 /* stored already, but its sources and claims were found by another model or rules */
};

/* Is this article stored already with the claims of the same model and rules? Then it need not be extracted again. */
int hs_store_has(struct hs_store *store, const struct hs_article *article, const char *version, bool *has, struct hs_err *err);

/* The articles, by id, whose current version another model or other rules have read than those of `version`. In the arena. */
int hs_store_stale(int64_t **ids, size_t *n, struct hs_store *store, struct hs_arena *arena, const char *version, struct hs_err *err);

/* One of them as it was stored, to be extracted and put again. Its paragraphs are told anew; those of a web page, which its text alone
 * does not show, are kept. HS_ESTORE: it is damaged. */
int hs_store_article(struct hs_article **out, struct hs_store *store, struct hs_arena *arena, int64_t id, struct hs_err *err);

/* Store an article with what was found in it, inside a batch. `version` names model and rules. The same article
 * twice changes nothing; a new `version` replaces the found paragraphs, sources and claims, not the article.
 * HS_ESTORE: the batch is lost and to be rolled back. Any other failure: this article is left out, the batch goes on.
 * A batch keeps other writers waiting: extract first, then begin, put and commit. */
int hs_store_put(struct hs_store *store, const struct hs_extraction *extraction, const char *version,
		 enum hs_put *put, struct hs_err *err);

/*
 * A page may be changed back to what it was. What is put and known is noted as what came last of its URL; so is an article that hs_store_has()
 * and that need not be extracted, by hs_store_see(), inside a batch. At the end of a run hs_store_settle() lets what came last stand, where dates do
 * not say otherwise: that the same input comes again changes nothing. *back counts the pages that stand in an older version now.
 */
int hs_store_see(struct hs_store *store, const struct hs_article *article, struct hs_err *err);
int hs_store_settle(struct hs_store *store, uint64_t *back, struct hs_err *err);

/* Claims of the current versions of all articles, for the matcher, by claim id; all memory is `arena`'s. */
int hs_store_claims(struct hs_store *store, struct hs_arena *arena, struct hs_match_claim **out, size_t *n, struct hs_err *err);

/* Replace all matches, in one batch of its own; after hs_store_claims() on the same store. Matches of claims that another
 * program has replaced meanwhile are left out, and the view `matching` says that they are out of date. */
int hs_store_put_matches(struct hs_store *store, const struct hs_match_claim *claims, const struct hs_match *matches,
			 size_t n, struct hs_err *err);

/* Were matches ever made, and from the claims that are stored now? A claim that is replaced takes its matches with it: older ones are
 * true, but not all there are. */
enum hs_matching { HS_MATCHING_NEVER, HS_MATCHING_OLDER, HS_MATCHING_CURRENT };
int hs_store_matching(enum hs_matching *out, struct hs_store *store, struct hs_err *err);

/* The current versions of all articles, and one of them with what was found in it, as hs_extract() gave it but for vectors, and as
 * reviewed: sources as reviewers have them, claims without those that they say are none. All memory is `arena`'s. */
int hs_store_articles(int64_t **ids, size_t *n, struct hs_store *store, struct hs_arena *arena, struct hs_err *err);
int hs_store_load(struct hs_extraction **out, struct hs_store *store, struct hs_arena *arena, int64_t id, struct hs_err *err);

/*
 * A review: what somebody has decided about a finding, a claim or a source, or that a review is withdrawn. `about` and what may be said of it:
 *
 *     "finding"  verdict confirmed | dismissed; note WORDS       policy and rule say which
 *     "claim"    claim yes | no; note WORDS
 *     "source"   kind CLASS/KIND; name WORDS; reason R0..R12; level 0..5; note WORDS
 *     "review"   withdrawn; `withdraws` says which
 */
struct hs_review {
	const char *made_at;            /* ISO 8601, any zone */
	bool clocked;                   /* ... and no more than the clock's: saying the same again is no new review */
	const char *reviewer, *why;     /* why may be NULL */
	const char *about, *aspect, *value;
	const char *policy, *rule;      /* of a finding, else NULL */
	const char *withdraws;          /* the key of a review, or NULL; then nothing that follows is given */
	const char *article;            /* article.key */
	const char *field;              /* "text" or "headline" */
	int64_t start, end;             /* the words it is about: of a claim its cue and content, of a source one of its mentions */
	const char *words, *before, *after;     /* they and what stands around them; NULL: as that article has them */
	const char *url, *engine;       /* of the article when the review was made, where words are given */
};

/*
 * Keep a review, inside a batch: reviews are never changed nor deleted, and find their words again whenever the article is put again.
 * *known: it is there already. HS_EUSAGE: it makes no sense, and err says why; the batch goes on.
 */
int hs_store_review(struct hs_store *store, const struct hs_review *review, struct hs_id *key, bool *known, struct hs_err *err);

/* The key that the review's content gives; made_at in UTC. */
struct hs_id hs_review_key(const struct hs_review *review);

/* Check everything that a damaged disk or a foreign hand can spoil: integrity_check, foreign keys, schema, FTS, ids
 * against content, offsets inside their texts, UTF-8. `tell` gets one line for each problem. *problems counts them. */
int hs_store_verify(struct hs_store *store, void (*tell)(void *ctx, const char *line), void *ctx,
		    size_t *problems, struct hs_err *err);

/* Rows of a query of ours (reports/ *.sql, search). Values are bound, never pasted. */
struct hs_query;
int hs_query_open(struct hs_query **out, struct hs_store *store, const char *sql, struct hs_err *err);
bool hs_query_has(const struct hs_query *query, const char *name);      /* this parameter */
void hs_query_bind_text(struct hs_query *query, const char *name, const char *value);   /* ":name"; NULL binds NULL */
void hs_query_bind_int(struct hs_query *query, const char *name, int64_t value);
int hs_query_step(struct hs_query *query, struct hs_err *err);          /* HS_OK: a row; HS_DONE */
int hs_query_columns(const struct hs_query *query);
const char *hs_query_name(const struct hs_query *query, int column);
const char *hs_query_text(struct hs_query *query, int column);          /* NULL for NULL; valid until the next step */
int64_t hs_query_int(struct hs_query *query, int column);
double hs_query_real(struct hs_query *query, int column);
bool hs_query_is_null(struct hs_query *query, int column);
bool hs_query_is_number(struct hs_query *query, int column);
void hs_query_close(struct hs_query *query);                            /* NULL is fine */

/*
 * Full-text search (reports/search.sql): words that must all be there, "phrases", prefix*; any other character is taken for
 * itself. `open` and `close` go around the words found. limit 0: all. Columns: kind ("claim", "rejected": a
 * reviewer says it is none, or "article"), outlet, published, headline, speaker, source_class, source_kind (these three as reviewed), cue, found, url,
 * path, record, article, claim, reviewed (what was decided, by whom), found_speaker, found_class, found_kind (as they were found). HS_EUSAGE: no words.
 */
int hs_search_open(struct hs_query **out, struct hs_store *store, const char *words, const char *open, const char *close,
		   int64_t limit, struct hs_err *err);

#endif
