/*
 * Block quotations: 'The governor added:', and the words in the next paragraph, in quotation marks or none. Where marks stand, the
 * block goes on until they are closed; where none do, it is the next paragraph, since nothing tells where the narrator goes on.
 */
#include "attribute/subject_p.h"
#include "attribute/turn_p.h"

#define BLOCK_WORDS 5           /* fewer are an item of a list */
#define ADDRESS_MAX 14          /* tokens between the verb and the colon: "told reporters at the harbour on Friday:" */

struct block {
	uint32_t colon;                 /* ends the paragraph before */
	uint32_t para, end;             /* its paragraphs [para, end) */
	bool marked;                    /* in quotation marks */
};

struct hs_run hs_block_words(const struct hs_work *work, uint32_t first, uint32_t end)
{
	uint32_t marks = 0, words = 0;

	while (end > first && hs_token_is(work, end - 1, "."))
		end--;
	for (uint32_t at = first; at < end; at++) {
		marks += hs_is_mark(work, at);
		words += work->tokens[at].alnum;
	}
	if (marks % 2 && hs_is_mark(work, end - 1))
		end--;
	else if (marks % 2 && hs_is_mark(work, first))
		first++;
	return words ? (struct hs_run){ first, end } : (struct hs_run){ first, first };
}

void hs_block_quote(struct hs_work *work, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++)
		work->tokens[at].quoted = true;
}

/* --- where a block begins and ends ------------------------------------------------------------------------ */

/* Is there such a paragraph, of text that is read? The one behind the last may be asked for. */
static bool is_body(const struct hs_work *work, uint32_t para)
{
	return para < work->article->n_paras && work->article->paras[para].kind == HS_PARA_BODY &&
	       hs_para_run(work, para).first < hs_para_run(work, para).end;
}

static uint32_t words_in(const struct hs_work *work, struct hs_run run)
{
	uint32_t words = 0;

	for (uint32_t at = run.first; at < run.end; at++)
		words += work->tokens[at].alnum;
	return words;
}

/* All in quotation marks, so that no narrator speaks in between: '"It is safe," she said.' is no block. */
static bool is_quotation(const struct hs_work *work, uint32_t para)
{
	struct hs_run run;

	if (!is_body(work, para))
		return false;
	run = hs_para_run(work, para);
	if (!hs_is_mark(work, run.first))
		return false;
	for (uint32_t at = run.first; at < run.end; at++)
		if (work->tokens[at].alnum && !work->tokens[at].quoted)
			return false;
	return true;
}

/* Prose that begins and ends as a sentence does: no item of a list, no markup, no heading, no other block's first line. */
static bool is_prose(const struct hs_work *work, uint32_t para)
{
	struct hs_run run;

	if (!is_body(work, para))
		return false;
	run = hs_para_run(work, para);
	return work->tokens[run.first].alnum && work->tokens[run.first].upper && words_in(work, run) >= BLOCK_WORDS &&
	       hs_word_in(hs_fold_at(work, run.end - 1), ". ! ? )");
}

static bool is_closed(const struct hs_work *work, uint32_t para)
{
	uint32_t end = hs_para_run(work, para).end;

	return hs_is_mark(work, end - 1) || (hs_token_is(work, end - 1, ".") && hs_is_mark(work, end - 2));
}

/* The block behind paragraph `para`, which ends in a colon and in which a narrator speaks; false: there is none. */
static bool block_read(const struct hs_work *work, struct block *block, uint32_t para)
{
	struct hs_run run = hs_para_run(work, para);

	if (!is_body(work, para) || !hs_token_is(work, run.end - 1, ":") || work->tokens[run.end - 1].quoted)
		return false;
	if (is_quotation(work, para))
		return false;           /* so that blocks never overlap, and each paragraph is gone through once */
	*block = (struct block){ .colon = run.end - 1, .para = para + 1, .end = para + 2 };
	block->marked = is_quotation(work, block->para);
	if (!block->marked)
		return is_prose(work, block->para);
	while (!is_closed(work, block->end - 1) && is_quotation(work, block->end))
		block->end++;
	return true;
}

/* --- its cue ------------------------------------------------------------------------------------------------- */

static bool is_of_turn(const struct hs_work *work, const struct block *block)
{
	return hs_turn_holds(work, block->colon) || hs_turn_holds(work, hs_para_run(work, block->para).first);
}

/* "in a statement", "reporters on Friday": what may stand between the verb and the colon. No clause of its own may. */
static bool is_of_address(const struct hs_token *token)
{
	const struct hs_lexeme *lex = token->lex;

	return !(lex->cue && !token->noun) && !hs_classes_have(lex->classes, HS_WC_aux) && !hs_classes_have(lex->classes, HS_WC_be) &&
	       lex->small != HS_SMALL_RELATIVE &&
	       !hs_word_in(lex->fold, "that as if what how why whether to") && !token->quoted && !hs_ends_in(lex->fold, "ing");
}

/* The last verb of speech before the colon that has a subject before it and an address alone behind; or the colon. */
static uint32_t verb_before(const struct hs_work *work, uint32_t colon)
{
	uint32_t first = work->para_first[work->tokens[colon].para];

	for (uint32_t at = colon; at-- > first + 1 && colon - at <= ADDRESS_MAX && hs_same_sentence(work, at, colon);) {
		const struct hs_token *token = &work->tokens[at];

		if (token->lex->cue && token->lex->cue->cls == HS_CUE_SPEECH && !token->upper && hs_classes_have(token->lex->classes, HS_WC_finite) &&
		    !hs_small_is_determiner(token[-1].lex->small) && !token[-1].possessive && token[-1].alnum && !hs_token_is(work, at - 1, "to"))
			return at;
		if (!is_of_address(token) && !(hs_token_is(work, at, "to") && at + 1 < colon && token[1].lex->small != HS_SMALL_NONE))
			return colon;
	}
	return colon;
}

/* --- its claim ----------------------------------------------------------------------------------------------- */

struct reader {
	struct hs_work *work;
	struct hs_marking marking;
};

/* Quotation marks within the words tell which of them are quoted. */
static bool has_marks(const struct hs_work *work, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++)
		if (hs_is_mark(work, at))
			return true;
	return false;
}

/* What is said in the block. */
static struct hs_ranges words_of(struct hs_work *work, const struct block *block)
{
	struct hs_ranges words = { hs_arena_array(work->arena, block->end - block->para, sizeof(*words.at)), 0 };

	for (uint32_t para = block->para; para < block->end; para++) {
		struct hs_run run = hs_para_run(work, para);

		while (run.end > run.first && hs_token_is(work, run.end - 1, "."))
			run.end--;
		if (run.first >= run.end)
			continue;
		if (!has_marks(work, run))
			hs_block_quote(work, run);
		words.at[words.n++] = hs_run_range(work, run);
	}
	return words;
}

static struct hs_range block_range(const struct hs_work *work, const struct block *block)
{
	return (struct hs_range){ work->article->paras[block->para].range.start, work->article->paras[block->end - 1].range.end };
}

static bool touches(struct hs_ranges ranges, struct hs_range range)
{
	for (size_t i = 0; i < ranges.n; i++)
		if (hs_range_meet(ranges.at[i], range))
			return true;
	return false;
}

/* The claim, plus 1, whose cue stands last in the sentence before the colon, among those that reach into the block; 0: none does. */
static uint32_t claim_reaching(const struct reader *r, const struct block *block)
{
	const struct hs_work *work = r->work;
	struct hs_range range = block_range(work, block);

	for (uint32_t at = block->colon + 1; at-- > 0 && hs_same_sentence(work, at, block->colon);)
		if (r->marking.cue[at] && touches(work->out->claims[r->marking.cue[at] - 1].content, range))
			return r->marking.cue[at];
	return 0;
}

/* Where no marks tell, the block is as long as the model has read it. */
static void block_lengthen(const struct hs_work *work, struct block *block, struct hs_ranges content)
{
	uint32_t last = content.at[content.n - 1].end - 1;

	while (!block->marked && is_prose(work, block->end) && work->article->paras[block->end].range.start <= last)
		block->end++;
}

/* The content is the whole of the block, with what the claim has outside it. */
static void content_complete(struct reader *r, struct hs_claim *claim, struct block *block)
{
	struct hs_ranges whole = { NULL, 0 }, words;
	struct hs_range range;

	block_lengthen(r->work, block, claim->content);
	range = block_range(r->work, block);
	words = words_of(r->work, block);
	whole.at = hs_arena_array(r->work->arena, claim->content.n + words.n, sizeof(*whole.at));
	for (size_t i = 0; i < claim->content.n && claim->content.at[i].end <= range.start; i++)
		whole.at[whole.n++] = claim->content.at[i];
	memcpy(whole.at + whole.n, words.at, words.n * sizeof(*words.at));
	whole.n += words.n;
	for (size_t i = 0; i < claim->content.n; i++)
		if (claim->content.at[i].start >= range.end)
			whole.at[whole.n++] = claim->content.at[i];
	claim->content = whole;
	claim->vector = NULL;
}

/* The claim of the verb, where the model has left it without one, or without a content. */
static void claim_find(struct reader *r, uint32_t verb, const struct block *block)
{
	uint32_t claim = r->marking.cue[verb];

	if (claim && !r->work->out->claims[claim - 1].content.n) {
		r->work->out->claims[claim - 1].content = words_of(r->work, block);
	} else if (!claim) {
		struct hs_claim *added = hs_claim_add(r->work, NULL);

		added->cue = hs_ranges_one(r->work->arena, r->work->tokens[verb].range);
		added->content = words_of(r->work, block);
	}
}

void hs_blocks_find(struct hs_work *work)
{
	struct reader r = { .work = work, .marking = hs_marking_new(work) };
	struct block block;

	for (uint32_t para = 0; para + 1 < work->article->n_paras; para++) {
		uint32_t claim, verb;

		if (!block_read(work, &block, para) || is_of_turn(work, &block))
			continue;
		claim = claim_reaching(&r, &block);
		verb = claim ? block.colon : verb_before(work, block.colon);
		if (claim)
			content_complete(&r, &work->out->claims[claim - 1], &block);
		else if (verb != block.colon)
			claim_find(&r, verb, &block);
	}
}
