/*
 * bench - how fast the parts are. One file a part, one row each in main.c; every part prints its own figures.
 *
 * Texts are made here, always the same ones, so that figures of two builds can be compared.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stddef.h>
#include <stdint.h>

#include "text/article.h"

struct bench_corpus {
	struct hs_arena *arena;         /* owned; holds articles and texts */
	struct hs_article *articles;    /* text, paragraphs and headline alone; the headline is not behind the text */
	size_t n, words, bytes;
};

/* `n` articles of about `words` words each. */
void bench_corpus_make(struct bench_corpus *corpus, size_t n, size_t words);
void bench_corpus_free(struct bench_corpus *corpus);

/*
 * files.c: the folder for temporary files. It is the program's, not the part's, so that it goes whatever becomes of the part.
 */
void bench_folder_make(void);
void bench_folder_remove(void);
char *bench_path(const char *name);     /* of a file in it; the caller frees it */

/* What articles can be written as, by the names of their readers. */
enum bench_format { BENCH_TEXT, BENCH_NDJSON, BENCH_CSV, BENCH_HTML, BENCH_FORMATS };
const char *bench_format_name(enum bench_format format);

/* Write the corpus, one file or a folder of them as the format has it; the path, which the caller frees. */
char *bench_corpus_write(const struct bench_corpus *corpus, enum bench_format format);

double bench_cpu(void);                 /* seconds this thread has computed */
double bench_wall(void);                /* seconds on the clock */

_Noreturn void bench_fail(const char *what);    /* tell it and end the part */
void bench_unit_vector(float *out, size_t n, uint64_t *seed);   /* a direction by chance */

void bench_tagger(void);
void bench_extract(void);
void bench_ingest(void);
void bench_match(void);

#endif
