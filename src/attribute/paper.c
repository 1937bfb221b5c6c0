/* Who has made a paper: what the description of a poll, a report or a video tells of it, and the papers that stand around it. */
#include "attribute/resolve_p.h"

/* Second words of places that are none alone. */
#define PLACE_ENDS "carolina dakota hampshire island jersey orleans vegas york"

/* Where those live whom a poll asked, or what they are: "New Hampshire", "Republican". */
static bool is_of_place(const struct hs_token *token)
{
	return token->lex->proper == HS_PROPER_PLACE || hs_classes_have(token->lex->classes, HS_WC_nation) ||
	       (token->noun && token->noun->cls == HS_NOUN_CLASS) || hs_word_in(token->lex->fold, "new " PLACE_ENDS);
}

static bool is_capital(const struct hs_work *work, uint32_t at)
{
	return hs_token_may_name(&work->tokens[at]) && !hs_begins_sentence(work, at);
}

enum capitals { NO_CAPITAL, CAPITAL_OF_PLACE, CAPITAL_OF_NAME };

static enum capitals capitals_in(const struct hs_work *work, uint32_t first, uint32_t end)
{
	enum capitals found = NO_CAPITAL;

	for (uint32_t at = first; at < end; at++)
		if (is_capital(work, at)) {
			if (!is_of_place(&work->tokens[at]))
				return CAPITAL_OF_NAME;
			found = CAPITAL_OF_PLACE;
		}
	return found;
}

/* Where the words that go on from a preposition end: at the next one, or at a mark. */
static uint32_t complement_end(const struct hs_work *work, uint32_t at, uint32_t end)
{
	while (at < end && work->tokens[at].alnum && work->tokens[at].lex->small != HS_SMALL_PREPOSITION &&
	       work->tokens[at].lex->small != HS_SMALL_RELATIVE)
		at++;
	return at;
}

/* Papers that are drawn from others. */
#define DRAWN "analysis average batch copy draft excerpt outcome page part result results round series set summary transcript version"

/* "results of a Hill Valley University poll" */
static bool is_drawn(const struct hs_work *work, const struct hs_phrase *phrase, struct hs_run from)
{
	if (!hs_word_in(phrase->noun->word, DRAWN))
		return false;
	for (uint32_t at = from.first; at < from.end; at++)
		if (work->tokens[at].noun && work->tokens[at].noun->cls == HS_NOUN_PAPER)
			return capitals_in(work, from.first, at) == CAPITAL_OF_NAME;
	return false;
}

/* Does whoever follows "by" at `by` make it? "by comparing wages" is a way of making it, and "provided by an aide" tells who has it. */
static bool is_maker(const struct hs_work *work, uint32_t by)
{
	return !hs_ends_in(hs_fold_at(work, by + 1), "ing") && !hs_classes_have(work->tokens[by - 1].lex->classes, HS_WC_handed_over);
}

/* What stands behind the head: "by Hill Valley University", "by its lawyers", "of Hale's years in office". */
static const char *made_behind(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const char *made = NULL;

	for (uint32_t at = phrase->head + 1; at < phrase->run.end; at++) {
		struct hs_run of = { at + 1, at + 1 };
		enum capitals capitals;

		if (work->tokens[at].lex->small != HS_SMALL_PREPOSITION)
			continue;
		of.end = complement_end(work, of.first, phrase->run.end);
		capitals = capitals_in(work, of.first, of.end);
		if ((hs_word_in(work->tokens[at].lex->fold, "by from") && capitals == CAPITAL_OF_NAME) ||
		    (hs_token_is(work, at, "of") && is_drawn(work, phrase, of)))
			return "behind";
		if (hs_token_is(work, at, "by") && is_maker(work, at))
			return "told";
		if (capitals != NO_CAPITAL && !made)
			made = "about";
	}
	return made;
}

const char *hs_paper_made(const struct hs_work *work, const struct hs_phrase *phrase)
{
	enum capitals before = capitals_in(work, phrase->run.first, phrase->head);
	bool asks = hs_word_in(phrase->noun->word, "poll polling survey");
	const char *behind;

	if (before == CAPITAL_OF_NAME || (before == CAPITAL_OF_PLACE && !asks))
		return "before";
	behind = made_behind(work, phrase);
	if (behind)
		return behind;
	if (before == CAPITAL_OF_PLACE)
		return "about";
	return phrase->determiner == HS_SMALL_POSSESSIVE ? "owner" : NULL;
}
