/*
 * shown - an article as text, so that a test can say in one string what it expects.
 */
#ifndef TESTS_SHOWN_H
#define TESTS_SHOWN_H

#include "base/str.h"
#include "text/article.h"

/* Words of the range, parted by single blanks. */
static inline void show_words(struct hs_str *out, const char *text, struct hs_range range)
{
	bool blank = false;

	for (uint32_t at = range.start; at < range.end; at++) {
		bool space = strchr(" \t\r\n", text[at]) != NULL;

		if (!space && blank)
			hs_str_addc(out, ' ');
		if (!space)
			hs_str_addc(out, text[at]);
		blank = space;
	}
}

/* "kind: words" a line; in the article's arena. */
static inline char *show_paras(const struct hs_article *article)
{
	struct hs_str out = HS_STR_INIT;
	char *shown;

	for (size_t i = 0; i < article->n_paras; i++) {
		hs_str_addf(&out, "%s: ", hs_para_word(article->paras[i].kind));
		show_words(&out, article->text, article->paras[i].range);
		hs_str_addc(&out, '\n');
	}
	shown = hs_arena_str(article->arena, out.ptr);
	hs_str_release(&out);
	return shown;
}

#endif
