/*
 * passages - sentences to fingerprints.
 */
#include "config.h"

#include <string.h>
#include <xxhash.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/passages.h"
#include "text/words.h"

struct sentence {
	const struct hs_word *first, *end;
	size_t words, quoted;           /* words that are letters or digits, and those of them inside quotation marks */
};

static struct sentence sentence_at(const struct hs_words *words, size_t at)
{
	struct sentence sentence = { &words->at[at], &words->at[at], 0, 0 };

	for (; sentence.end < words->at + words->n && sentence.end->sentence == sentence.first->sentence; sentence.end++) {
		sentence.words += sentence.end->alnum;
		sentence.quoted += sentence.end->alnum && sentence.end->quoted;
	}
	return sentence;
}

/* The words of a sentence in lower case, a blank behind each; apostrophes are all straight in folded words. */
static void words_join(struct hs_str *out, const struct hs_article *article, const struct sentence *sentence)
{
	hs_str_clear(out);
	for (const struct hs_word *word = sentence->first; word < sentence->end; word++) {
		if (!word->alnum)
			continue;
		hs_str_adds(out, hs_utf8_fold(article->arena, article->text + word->range.start,
					      word->range.end - word->range.start));
		hs_str_addc(out, ' ');
	}
}

static bool is_own_words(const struct sentence *sentence)
{
	return sentence->words >= HS_PASSAGE_WORDS && 2 * sentence->quoted <= sentence->words;
}

static void passages_add(struct hs_passages *passages, size_t *room, const struct hs_article *article,
			 struct hs_range para, struct hs_str *buffer)
{
	struct hs_words words = hs_words_of(article, para);
	struct sentence sentence;

	for (size_t at = 0; at < words.n; at = (size_t)(sentence.end - words.at)) {
		sentence = sentence_at(&words, at);
		if (!is_own_words(&sentence))
			continue;
		words_join(buffer, article, &sentence);
		if (buffer->len < HS_PASSAGE_LETTERS)
			continue;
		passages->at = hs_arena_grow(article->arena, passages->at, passages->n, passages->n + 1, room,
					     sizeof(*passages->at));
		passages->at[passages->n++] = (struct hs_passage){
			.range = { sentence.first->range.start, sentence.end[-1].range.end },
			.print = XXH3_64bits(buffer->ptr, buffer->len),
		};
	}
}

struct hs_passages hs_passages_of(const struct hs_article *article)
{
	struct hs_passages passages = { NULL, 0 };
	struct hs_str buffer = HS_STR_INIT;
	size_t room = 0;

	for (size_t i = 0; i < article->n_paras; i++)
		if (article->paras[i].kind == HS_PARA_BODY)
			passages_add(&passages, &room, article, article->paras[i].range, &buffer);
	hs_str_release(&buffer);
	return passages;
}
