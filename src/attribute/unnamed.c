/*
 * unnamed - the words of an article's speaking paragraphs, and the steps that read them.
 */
#include <stdio.h>
#include <string.h>

#include "attribute/turn_p.h"
#include "attribute/unnamed_p.h"
#include "lexicon/outlet.h"

struct columns {                        /* what hs_unnamed and its text borrow, while it is written */
	const char **word;
	struct hs_classes *classes;
	uint32_t *sentence, *sentence_first, *para;
	bool *alnum, *upper, *quoted, *possessive, *plural;
	const struct hs_noun **noun;
	struct hs_range *range;
	size_t n, n_sentences;
};

static struct columns columns_new(struct hs_arena *arena, size_t n)
{
	return (struct columns){
		.word = hs_arena_array(arena, n, sizeof(const char *)),
		.classes = hs_arena_array(arena, n, sizeof(struct hs_classes)),
		.sentence = hs_arena_array(arena, n, sizeof(uint32_t)),
		.sentence_first = hs_arena_array(arena, n + 1, sizeof(uint32_t)),
		.para = hs_arena_array(arena, n, sizeof(uint32_t)),
		.alnum = hs_arena_array(arena, n, sizeof(bool)),
		.upper = hs_arena_array(arena, n, sizeof(bool)),
		.quoted = hs_arena_array(arena, n, sizeof(bool)),
		.possessive = hs_arena_array(arena, n, sizeof(bool)),
		.plural = hs_arena_array(arena, n, sizeof(bool)),
		.noun = hs_arena_array(arena, n, sizeof(const struct hs_noun *)),
		.range = hs_arena_array(arena, n, sizeof(struct hs_range)),
	};
}

static void word_put(struct columns *cols, const struct hs_token *token, bool opens)
{
	size_t at = cols->n++;

	if (opens)
		cols->sentence_first[cols->n_sentences++] = (uint32_t)at;
	cols->word[at] = token->lex->fold;
	cols->classes[at] = token->lex->classes;
	cols->sentence[at] = (uint32_t)cols->n_sentences - 1;
	cols->para[at] = token->para;
	cols->alnum[at] = token->alnum;
	cols->upper[at] = token->upper;
	cols->quoted[at] = token->quoted;
	cols->possessive[at] = token->possessive;
	cols->noun[at] = token->noun;
	cols->plural[at] = token->plural;
	cols->range[at] = token->range;
}

static void words_collect(struct hs_unnamed *un, const struct hs_work *work)
{
	struct columns cols = columns_new(un->arena, work->n_tokens);
	const struct hs_token *last = NULL;

	for (size_t i = 0; i < work->n_tokens; i++) {
		const struct hs_token *token = &work->tokens[i];

		if (!hs_para_speaks(&un->article->paras[token->para]))
			continue;
		word_put(&cols, token, !last || last->sentence != token->sentence);
		if (hs_turn_asks(work, (uint32_t)i))    /* "Q: An aide told us, on condition of anonymity, ...": as good as told in prose */
			cols.quoted[cols.n - 1] = false;
		last = token;
	}
	cols.sentence_first[cols.n_sentences] = (uint32_t)cols.n;
	un->text = (struct hs_wording_text){ cols.word, cols.classes, cols.sentence, cols.alnum, cols.upper, cols.n };
	un->range = cols.range;
	un->para = cols.para;
	un->quoted = cols.quoted;
	un->possessive = cols.possessive;
	un->noun = cols.noun;
	un->plural = cols.plural;
	un->sentence_first = cols.sentence_first;
	while (un->headline < cols.n && un->range[un->headline].start > un->article->text_len)
		un->headline++;
}

size_t hs_un_word(const struct hs_unnamed *un, uint32_t offset)
{
	bool behind = offset > un->article->text_len;
	size_t low = behind ? 0 : un->headline, high = behind ? un->headline : un->text.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (un->range[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t hs_un_figures_before(const struct hs_unnamed *un, size_t at)
{
	size_t low = 0, high = un->n_found;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (un->figures[middle].head < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct hs_mark *hs_un_mark(const struct hs_unnamed *un, size_t at)
{
	return at < un->text.n && un->mark_at[at] ? &un->marks[un->mark_at[at] - 1] : NULL;
}

bool hs_un_is(const struct hs_unnamed *un, size_t at, const char *word)
{
	return at < un->text.n && strcmp(un->text.word[at], word) == 0;
}

bool hs_un_in(const struct hs_unnamed *un, size_t at, enum hs_words_class wc)
{
	return at < un->text.n && hs_classes_have(un->text.classes[at], wc);
}

bool hs_un_among(const struct hs_unnamed *un, size_t at, const char *words)
{
	return at < un->text.n && hs_word_in(un->text.word[at], words);
}

size_t hs_un_sentence_end(const struct hs_unnamed *un, size_t at)
{
	return at < un->text.n ? un->sentence_first[un->text.sentence[at] + 1] : un->text.n;
}

size_t hs_un_sentence_start(const struct hs_unnamed *un, size_t at)
{
	return at < un->text.n ? un->sentence_first[un->text.sentence[at]] : un->text.n;
}

bool hs_un_together(const struct hs_unnamed *un, size_t a, size_t b)
{
	return a < un->text.n && b < un->text.n && un->text.sentence[a] == un->text.sentence[b];
}

#define OUTLET_WORDS 4

/* A single word that is an outlet's name only with its article ("the Hill") must have it. */
static bool names_outlet(const struct hs_unnamed *un, size_t at, size_t n, const char *name)
{
	const char *full = hs_outlet_find(name);

	if (n > 1 && un->text.alnum[at + n - 1] && !un->text.upper[at + n - 1])
		return false;           /* "Foreign policy analysts" */
	return full && (n > 1 || strncmp(full, "The ", 4) != 0 || (at > 0 && hs_un_is(un, at - 1, "the")));
}

/* "the Norvane Herald", "Radio Norvane" */
static bool is_masthead(const struct hs_unnamed *un, size_t at, size_t n)
{
	for (size_t i = at; i < at + n; i++)
		if (!un->text.upper[i] || (un->possessive[i] && i + 1 < at + n))
			return false;
	return hs_masthead_fits(un->text.word[at], un->text.word[at + n - 1], n, at > 0 && hs_un_is(un, at - 1, "the"));
}

size_t hs_un_outlet(const struct hs_unnamed *un, size_t at)
{
	char name[128];

	if (at >= un->text.n || !un->text.upper[at] || hs_un_is(un, at, "the"))
		return 0;
	for (size_t n = OUTLET_WORDS; n > 0; n--) {
		size_t len = 0;

		if (!hs_un_together(un, at, at + n - 1))
			continue;
		for (size_t i = at; i < at + n && len < sizeof(name); i++)
			len += (size_t)snprintf(name + len, sizeof(name) - len, "%s%s", i > at ? " " : "", un->text.word[i]);
		if ((len < sizeof(name) && names_outlet(un, at, n, name)) || is_masthead(un, at, n))
			return n;
	}
	return 0;
}

struct hs_range hs_un_range(const struct hs_unnamed *un, size_t first, size_t end)
{
	return (struct hs_range){ un->range[first].start, un->range[end - 1].end };
}

static bool lies_in(struct hs_range range, struct hs_range around)
{
	return range.start >= around.start && range.end <= around.end;
}

/* Does the claim say no more than the mark: "asked | not to be named because she feared the gangs"? But "spoke about | the
 * raid on condition of anonymity" says of what. The model's content may begin with the source. */
static bool claim_is_mark(const struct hs_unnamed *un, const struct hs_claim *claim, const struct hs_mark *mark)
{
	struct hs_range words = hs_un_range(un, mark->first, mark->end), all = words;
	const struct hs_range *last = claim->content.n ? &claim->content.at[claim->content.n - 1] : NULL;

	if (mark->reason_end > mark->end)
		all.end = un->range[mark->reason_end - 1].end;
	return mark->kind != HS_MARK_WITHHELD && lies_in(claim->cue.at[0], words) &&
	       (!last || (last->start >= words.start && last->start < all.end && last->end >= words.end));
}

/* "granted anonymity to respond": anonymity responds to nothing. */
static bool is_of_anonymity(const struct hs_unnamed *un, const struct hs_claim *claim)
{
	return claim->source_spans.n && hs_un_in(un, hs_un_word(un, claim->source_spans.at[0].start), HS_WC_anonymity);
}

static bool claim_is_any_mark(const struct hs_unnamed *un, const struct hs_claim *claim)
{
	size_t low = 0, high = un->n_marks;

	if (!claim->cue.n)
		return false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (un->range[un->marks[middle].end - 1].end <= claim->cue.at[0].start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < un->n_marks && claim_is_mark(un, claim, &un->marks[low]);
}

static void claims_sift(struct hs_work *work)
{
	struct hs_extraction *out = work->out;
	size_t kept = 0;

	for (size_t i = 0; i < out->n_claims; i++) {
		if (claim_is_any_mark(work->unnamed, &out->claims[i]) || is_of_anonymity(work->unnamed, &out->claims[i]))
			continue;
		work->raw[kept] = work->raw[i];
		out->claims[kept++] = out->claims[i];
	}
	out->n_claims = kept;
}

void hs_unnamed_open(struct hs_work *work)
{
	struct hs_unnamed *un = hs_arena_alloc(work->arena, sizeof(*un));

	un->out = work->out;
	un->article = work->article;
	un->arena = work->arena;
	words_collect(un, work);
	hs_marks_find(un);
	work->unnamed = un;
	claims_sift(work);
}

void hs_unnamed(struct hs_work *work)
{
	struct hs_unnamed *un = work->unnamed;

	hs_figures_find(un);
	for (size_t i = 0; i < un->n_marks; i++)
		hs_owner_find(un, &un->marks[i]);
	hs_ledger_fill(un);
	hs_via_find(un);
}
