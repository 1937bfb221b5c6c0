/* How the words are put: quoted or not, asserted or denied. */
#include "attribute/extract_p.h"

/* Share of a content's words that stand inside quotation marks decides. */
static enum hs_quotation quotation_of(const struct hs_work *work, const struct hs_claim *claim)
{
	size_t words = 0, quoted = 0;

	for (size_t i = 0; i < claim->content.n; i++) {
		struct hs_run run = hs_work_run(work, claim->content.at[i]);

		for (uint32_t at = run.first; at < run.end; at++) {
			words += work->tokens[at].alnum;
			quoted += work->tokens[at].alnum && work->tokens[at].quoted;
		}
	}
	if (!quoted)
		return HS_INDIRECT;
	return quoted == words ? HS_DIRECT : HS_MIXED;
}

/* What a word of refusal must be about: "declined to comment", but not "declined the nomination". */
#define TALK "comment say discuss answer elaborate name respond identify speak specify disclose confirm reveal reply talk " \
	"provide give explain address describe release return clarify detail acknowledge offer interview request requests " \
	"comments call calls email emails message messages question questions inquiry inquiries"

#define NEGATION "not never no didn't doesn't don't won't wouldn't couldn't can't cannot hasn't haven't hadn't isn't " \
	"aren't wasn't weren't without neither nobody none"

/* The cue's words and the first few of the content, which say what is declined. */
static bool talk_follows(const struct hs_work *work, struct hs_run cue)
{
	for (uint32_t at = cue.first; at < cue.end + 6 && at < work->n_tokens; at++)
		if (work->tokens[at].para == work->tokens[cue.first].para &&
		    hs_word_in(work->tokens[at].lex->fold, TALK))
			return true;
	return false;
}

static enum hs_stance stance_of(const struct hs_work *work, const struct hs_claim *claim)
{
	struct hs_run run = hs_cue_run(work, claim);
	enum hs_stance stance = HS_ASSERTS;
	bool negated = false, found = false;

	for (uint32_t at = run.first; at < run.end; at++) {
		const struct hs_lexeme *lex = work->tokens[at].lex;

		negated |= !found && hs_word_in(lex->fold, NEGATION);
		if (hs_word_in(lex->fold, "respond responded reply replied return returned comment") && negated)
			return HS_DECLINES;
		if (lex->cue && (!found || stance == HS_ASSERTS)) {
			stance = (enum hs_stance)lex->cue->stance;
			found = true;
		}
	}
	if (stance == HS_DECLINES && (negated || !talk_follows(work, run)))
		return HS_ATTITUDE;
	if (stance == HS_DENIES && negated)
		return HS_ASSERTS;
	return stance;
}

void hs_manner(struct hs_work *work)
{
	struct hs_extraction *out = work->out;

	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_claim *claim = &out->claims[i];

		claim->quotation = quotation_of(work, claim);
		claim->stance = stance_of(work, claim);
		claim->id = hs_claim_key(work->article, claim);
	}
}
