#include "config.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "ingest/ingest.h"
#include "text/words.h"

#define MUST(rule) ((rule) ? (void)0 : fail(#rule))
#define RECORD_MAX 4096         /* small, so that small inputs reach it */

static _Noreturn void fail(const char *rule)
{
	fprintf(stderr, "fuzz: broken rule: %s\n", rule);
	abort();
}

static void check_string(const char *str)
{
	if (str)
		MUST(hs_utf8_check(str, strlen(str)) == strlen(str));
}

static bool is_inside(struct hs_range range, struct hs_range outer)
{
	return range.start < range.end && range.start >= outer.start && range.end <= outer.end;
}

/* Words lie in their paragraph, in order, and sentences count up. */
static void check_words(const struct hs_article *article, struct hs_range range)
{
	struct hs_words words = hs_words_of(article, range);

	for (size_t i = 0; i < words.n; i++) {
		MUST(is_inside(words.at[i].range, range));
		MUST(!i || words.at[i].range.start >= words.at[i - 1].range.end);
		MUST(!i || words.at[i].sentence - words.at[i - 1].sentence <= 1);
	}
}

/* Paragraphs lie in the text (a headline may lie behind it), in order, at code point boundaries. */
static void check_paras(const struct hs_article *article)
{
	uint32_t behind = 0;

	for (size_t i = 0; i < article->n_paras; i++) {
		struct hs_range range = article->paras[i].range;

		MUST(is_inside(range, (struct hs_range){ 0, (uint32_t)article->full_len }));
		MUST(hs_utf8_check(article->text + range.start, range.end - range.start) == range.end - range.start);
		MUST((size_t)article->paras[i].kind < HS_PARA_N);
		MUST(hs_article_para_at(article, range.start) == (int)i);
		check_words(article, range);
		if (range.start > article->text_len) {
			MUST(i == 0 && article->paras[i].kind == HS_PARA_HEADLINE);
			continue;
		}
		MUST(range.start >= behind && range.end <= article->text_len);
		behind = range.end;
	}
}

static void check_article(const struct hs_article *article)
{
	const char *fields[] = {
		article->id, article->outlet, article->url, article->headline, article->byline, article->agency,
		article->dateline, article->published, article->modified, article->lang,
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		check_string(fields[i]);
	MUST(strlen(article->text) == article->full_len);
	MUST(hs_utf8_check(article->text, article->full_len) == article->full_len);
	MUST(strlen(article->key.hex) == HS_ID_LEN);
	check_paras(article);
}

static void check_message(const struct hs_err *err)
{
	MUST(strlen(err->msg) > 0 && hs_utf8_check(err->msg, strlen(err->msg)) == strlen(err->msg));
	MUST(!strchr(err->msg, '\n'));
}

static void read_path(const char *path, const char *format, size_t size)
{
	struct hs_ingest_options options = { .max_record = RECORD_MAX, .format = format };
	struct hs_arena *arena = hs_arena_new();
	struct hs_article *article;
	struct hs_ingest *ingest;
	struct hs_err err;
	size_t records = 0;
	int rc;

	MUST(hs_ingest_open(&ingest, &path, 1, &options, &err) == HS_OK);
	while ((rc = hs_ingest_next(&article, ingest, arena, &err)) != HS_DONE) {
		MUST(++records <= size + 1);    /* it ends */
		if (rc == HS_OK)
			check_article(article);
		else
			check_message(&err);
		hs_arena_reset(arena);
	}
	hs_ingest_free(ingest);
	hs_arena_free(arena);
}

void fuzz_ingest(const uint8_t *data, size_t size, const char *format)
{
	int fd = memfd_create("fuzz", 0);
	char path[32];

	MUST(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	read_path(path, format, size);
	close(fd);
}
