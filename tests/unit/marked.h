/*
 * marked - news prose with its attributions marked, as tests write it.
 *
 *     "<s Ana Diaz> <c said> <t the bridge is safe>."
 *     "<s12 Diaz> <c1 said> <t1 it was safe> and <c2 warned> <t2 of ice>."     two that share a source
 *     "<s1 Diaz> <c1 said> <t1 <s2 the mayor> <c2 told> her <t2 to wait>>."     one within the other
 *
 * s: source, c: cue, t: content (text); digits: which attributions, 1 where none is given. Paragraphs are set off by
 * "\n\n" as in any text.
 */
#ifndef TESTS_MARKED_H
#define TESTS_MARKED_H

#include <ctype.h>
#include <string.h>

#include "attribute/claim.h"
#include "unit.h"

#define MARKED_MAX 10

struct marked {
	struct hs_article *article;
	struct hs_raws raws;
	struct hs_extraction *found;    /* by hs_extract_from() */
};

static inline void marked_range(struct hs_arena *arena, struct hs_ranges *ranges, uint32_t start, uint32_t end)
{
	struct hs_range *at = hs_arena_array(arena, ranges->n + 1, sizeof(*at));

	if (ranges->n)
		memcpy(at, ranges->at, ranges->n * sizeof(*at));
	at[ranges->n] = (struct hs_range){ start, end };
	*ranges = (struct hs_ranges){ at, ranges->n + 1 };
}

/* Take the marks off `from` into `text`, and fill the raw attributions. */
static inline void marked_parse(struct marked *marked, struct hs_arena *arena, const char *from, char *text)
{
	struct { char role, which[MARKED_MAX + 1]; uint32_t start; } open[32];
	size_t depth = 0, len = 0, n = 0;

	marked->raws.at = hs_arena_array(arena, MARKED_MAX, sizeof(*marked->raws.at));
	for (; *from; from++) {
		if (*from == '<') {
			size_t digits = strspn(from + 2, "0123456789");

			open[depth].role = from[1];
			strcpy(open[depth].which, "1");
			if (digits) {
				memcpy(open[depth].which, from + 2, digits);
				open[depth].which[digits] = '\0';
			}
			open[depth++].start = (uint32_t)len;
			from += 2 + digits;
			ck_assert_msg(*from == ' ', "a mark is '<s12 words>'");
		} else if (*from == '>') {
			ck_assert_uint_gt(depth--, 0);
			for (const char *d = open[depth].which; *d; d++) {
				struct hs_raw *raw = &marked->raws.at[*d - '1'];

				if (open[depth].role == 's')
					marked_range(arena, &raw->source, open[depth].start, (uint32_t)len);
				else if (open[depth].role == 'c')
					raw->cue = (struct hs_range){ open[depth].start, (uint32_t)len };
				else
					marked_range(arena, &raw->content, open[depth].start, (uint32_t)len);
				if ((size_t)(*d - '0') > n)
					n = (size_t)(*d - '0');
			}
		} else {
			text[len++] = *from;
		}
	}
	ck_assert_uint_eq(depth, 0);
	text[len] = '\0';
	marked->raws.n = n;
	for (size_t i = 0; i < n; i++) {
		marked->raws.at[i].p = 1;
		for (int k = 0; k < HS_MODEL_KINDS; k++)
			marked->raws.at[i].kind[k] = 1.0f / HS_MODEL_KINDS;
	}
}

static inline struct marked marked_extract(struct hs_arena *arena, const char *from)
{
	struct marked marked = { NULL, { NULL, 0 }, NULL };
	char *text = hs_arena_alloc(arena, strlen(from) + 1);

	marked_parse(&marked, arena, from, text);
	marked.article = hs_article_new(arena, text, strlen(text));
	hs_article_finish(marked.article, NULL, 0);
	marked.found = hs_extract_from(marked.article, &marked.raws);
	return marked;
}

/* The claim of attribution `n`, from 1, found by its cue. */
static inline const struct hs_claim *marked_claim(const struct marked *marked, size_t n)
{
	for (size_t i = 0; i < marked->found->n_claims; i++)
		if (marked->found->claims[i].cue.n &&
		    marked->found->claims[i].cue.at[0].start == marked->raws.at[n - 1].cue.start)
			return &marked->found->claims[i];
	ck_abort_msg("attribution %zu is lost", n);
}

static inline const struct hs_source *marked_source(const struct marked *marked, size_t n)
{
	return &marked->found->sources[marked_claim(marked, n)->source];
}

/* The words of ranges, joined by " | ". */
static inline const char *marked_words(const struct marked *marked, struct hs_ranges ranges)
{
	const char *words = NULL;

	for (size_t i = 0; i < ranges.n; i++)
		words = hs_arena_printf(marked->article->arena, "%s%s%.*s", words ? words : "", words ? " | " : "",
					(int)(ranges.at[i].end - ranges.at[i].start),
					marked->article->text + ranges.at[i].start);
	return words;
}

#endif
