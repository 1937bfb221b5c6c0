/*
 * articles - read articles and find their claims on all processors: what extract, ingest and report have in common.
 *
 * Reading and everything that is done with a result happens on the calling thread, in input order; rejected
 * records are told on standard error in that order too, so that the output does not depend on the number of threads.
 */
#ifndef HS_CMD_ARTICLES_H
#define HS_CMD_ARTICLES_H

#include <stddef.h>

#include "attribute/claim.h"
#include "base/arena.h"
#include "base/err.h"
#include "cmd/cmd.h"

struct hs_articles_options {
	long jobs;                      /* threads; 0: a thread a processor */
	const char *model;              /* weights file; NULL: the installed one */
	const char *format;             /* input format by name; NULL: by content */
	const char *outlet;             /* of articles that name none */
	const char *database;           /* passed over where it lies in a folder that is read; NULL: none */
	long max_record;                /* bytes; 0: the default of ingest.h */
	bool doubtful;                  /* claims of little confidence as well */
	bool no_progress, no_vectors;   /* no_vectors: of claims, see hs_tagger_want_vectors() */
};

/* The rows for these options, `member` being the struct hs_articles_options inside `type`. */
#define HS_ARTICLES_ROWS(type, member) \
	{ 'j', "jobs", HS_OPT_NUMBER, "N", "threads (default: one a processor)", offsetof(type, member.jobs) }, \
	{ 0, "model", HS_OPT_STRING, "FILE", "weights file (default: the installed one)", \
	  offsetof(type, member.model) }, \
	{ 0, "input-format", HS_OPT_STRING, "NAME", "read all input as NAME (default: told by content)", \
	  offsetof(type, member.format) }, \
	{ 0, "outlet", HS_OPT_STRING, "NAME", "who published the articles that do not say so", offsetof(type, member.outlet) }, \
	{ 0, "doubtful", HS_OPT_FLAG, NULL, "claims of little confidence as well, below 0.42", offsetof(type, member.doubtful) }, \
	{ 0, "max-record", HS_OPT_NUMBER, "BYTES", "longest line, row or page (default: 16 MiB)", \
	  offsetof(type, member.max_record) }

/* Threads for --jobs=N, where 0 is not given: one a processor. */
unsigned hs_jobs(long jobs);

struct hs_found {                       /* an article with what was found in it */
	struct hs_arena *arena;         /* owns article and extraction */
	struct hs_article *article;
	struct hs_extraction *extraction;       /* NULL where it was not wanted */
	char *line;                     /* for `finish`: freed with the rest */
	/* private: */
	struct hs_err err;
	bool rejected, wanted;
	struct hs_found *next;
};

struct hs_articles;                     /* opaque: the model, the threads' taggers, arenas for reuse */

struct hs_articles_use {
	/* Where articles come from instead of paths, `total` of them; NULL: from paths. Calling thread. HS_OK, HS_DONE or a failure, which ends
	 * the run. */
	int (*next)(void *ctx, struct hs_article **out, struct hs_arena *arena, struct hs_err *err);
	uint64_t total;
	/* Are the article's claims wanted? Calling thread. NULL: always. HS_OK or a failure, which ends the run. */
	int (*wanted)(void *ctx, const struct hs_article *article, bool *wanted, struct hs_err *err);
	/* More work on a result, on a worker thread; may be NULL. */
	void (*finish)(struct hs_found *found);
	/* Owns `found` until hs_articles_release(). Calling thread, in input order. HS_OK or a failure, which ends the run. */
	int (*take)(void *ctx, struct hs_found *found, struct hs_err *err);
};

/* HS_EINTERNAL: no model. */
int hs_articles_open(struct hs_articles **out, const struct hs_articles_options *options, struct hs_err *err);
void hs_articles_close(struct hs_articles *articles);           /* NULL is fine */

/* Names program, rules and model, for the store and for --version: "hearsay 0.1.0, rules 8f3a12c4, model NAME"; with ", doubtful" behind
 * them where doubtful claims are kept. */
const char *hs_articles_version(const struct hs_articles *articles);

/* Once for each hs_articles. *rejected counts the records that were told and left out. */
int hs_articles_run(struct hs_articles *articles, const char *const *paths, size_t n_paths,
		    const struct hs_articles_use *use, void *ctx, uint64_t *rejected, struct hs_err *err);

void hs_articles_release(struct hs_articles *articles, struct hs_found *found);

/* The paths a verb was given, or standard input where there are none and it is no terminal. false: told, wrong usage. */
bool hs_articles_paths(const struct hs_verb *verb, char **argv, int *n);

#endif
