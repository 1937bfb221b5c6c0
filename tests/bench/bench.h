/*
 * bench - how fast the parts are. One file a part, one row each in main.c; every part prints its own figures.
 *
 * Texts are made here, always the same ones, so that figures of two builds can be compared.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stddef.h>

#include "text/article.h"

struct bench_corpus {
	struct hs_arena *arena;         /* owned; holds articles and texts */
	struct hs_article *articles;    /* text and paragraphs alone */
	size_t n, words, bytes;
};

/* `n` articles of about `words` words each. */
void bench_corpus_make(struct bench_corpus *corpus, size_t n, size_t words);
void bench_corpus_free(struct bench_corpus *corpus);

double bench_cpu(void);                 /* seconds this thread has computed */
double bench_wall(void);                /* seconds on the clock */

void bench_tagger(void);

#endif
