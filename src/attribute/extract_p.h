/*
 * extract_p - one article under extraction: what the steps of hs_extract_from() share.
 *
 * The article is cut into tokens once. Each distinct word is looked up in the lexicons once (a lexeme), so that the
 * rules compare pointers and flags. Tokens follow the article's list of paragraphs: a headline that stands behind the text
 * comes first, although its offsets are higher.
 */
#ifndef HS_ATTRIBUTE_EXTRACT_P_H
#define HS_ATTRIBUTE_EXTRACT_P_H

#include "attribute/claim.h"
#include "base/str.h"
#include "lexicon/cue.h"
#include "lexicon/name.h"
#include "lexicon/noun.h"
#include "lexicon/pronoun.h"
#include "lexicon/small.h"
#include "lexicon/wording.h"
#include "text/words.h"

/* A claim that rules have added is as sure as they were when measured on the labelled articles; and so at least is a denial that points
 * back to a claim, of which the model has seen few. */
#define HS_RULE_CONFIDENCE 0.6

struct hs_turns;                        /* turn.c */

struct hs_lexeme {                      /* one distinct word, whatever its letter case and ending */
	const char *fold;               /* lower case, straight apostrophe, without 's, 've, 'd ..., final full stop */
	const struct hs_noun *noun;     /* look-ups, NULL where there is none */
	const struct hs_title *title;
	const struct hs_firstname *firstname;
	const struct hs_cue *cue;
	enum hs_small small;
	enum hs_proper proper;
	struct hs_classes classes;
	bool plural;                    /* the word is the plural of `noun` */
	bool outlet;                    /* names.c: names an outlet in this article */
	bool small_too;                 /* names.c: stands in this article with a small letter as well */
	bool honorific;                 /* names.c: stands in this article behind a courtesy title as well */
	bool thing;                     /* names.c: alone, names an organisation in this article */
	uint32_t bracketed;             /* names.c: the first token of it that stands in brackets alone, "(HSL)"; 0: none */
	uint32_t label;                 /* turn.c: the first label that ends with it, plus 1 */
	uint32_t person, called, middle_of;     /* people.c: the latest person with this last, first, middle name, plus 1 */
};

/* "Monday", "Jan.": capitalised, but no name. */
static inline bool hs_lexeme_is_date(const struct hs_lexeme *lex)
{
	return hs_classes_have(lex->classes, HS_WC_day) || hs_classes_have(lex->classes, HS_WC_month);
}

struct hs_token {
	struct hs_range range;
	struct hs_lexeme *lex;
	const struct hs_noun *noun;     /* of this word, or of the pair with the word before ("law enforcement") */
	uint32_t para;                  /* index into article->paras */
	uint32_t sentence;              /* counts through the article */
	bool alnum, upper;              /* as in struct hs_word */
	bool quoted;                    /* the same; also what is given word for word without marks (turn_p.h) */
	bool possessive;                /* ends in 's, or an apostrophe follows a final s */
	bool plural;                    /* this word is a plural of `noun` */
	bool pair;                      /* `noun` takes the word before as well */
};

/* Is it capitalised, and neither a small word nor a date? At the beginning of a sentence that tells nothing. */
static inline bool hs_token_may_name(const struct hs_token *token)
{
	return token->upper && token->lex->small == HS_SMALL_NONE && !hs_lexeme_is_date(token->lex);
}

/* A run of tokens [first, end). */
struct hs_run {
	uint32_t first, end;
};

struct hs_work {
	const struct hs_article *article;
	struct hs_arena *arena;
	struct hs_token *tokens;        /* of all paragraphs but links, comments and boilerplate */
	size_t n_tokens;
	uint32_t *para_first;           /* tokens of paragraph p: [para_first[p], para_first[p + 1]) */
	uint32_t *section;              /* of each paragraph: how many lines like "___" and "* * *" stand before it */
	struct hs_extraction *out;
	struct hs_turns *turns;         /* turn.c: of a transcript in the article, or NULL */
	const struct hs_raw **raw;      /* for each claim: what the model saw; NULL for a claim that a rule added */
	struct hs_unnamed *unnamed;     /* hs_unnamed_open(): what is said of who is not named */
	double *sureness;               /* hs_resolve(): for each claim, of the class of its source */
	size_t room;                    /* of out->claims and raw */
};

/* work.c: tokens, and the way between tokens and bytes. */
struct hs_work *hs_work_new(const struct hs_article *article);
struct hs_run hs_work_run(const struct hs_work *work, struct hs_range range);   /* tokens that share a byte with it */
struct hs_run hs_cue_run(const struct hs_work *work, const struct hs_claim *claim);     /* the first part of its cue; empty: it has none */
struct hs_range hs_run_range(const struct hs_work *work, struct hs_run run);    /* its bytes; the run is not empty */
struct hs_ranges hs_ranges_one(struct hs_arena *arena, struct hs_range range);
struct hs_ranges hs_ranges_copy(struct hs_arena *arena, struct hs_ranges from);

/* One more, in text order; those that it meets become part of it. */
struct hs_ranges hs_ranges_with(struct hs_arena *arena, struct hs_ranges from, struct hs_range range);
char *hs_run_words(const struct hs_work *work, struct hs_run run);      /* as written, line breaks as blanks; in the arena */

/* The word of token `at`, case folded; "" out of bounds. */
const char *hs_fold_at(const struct hs_work *work, size_t at);

/* Is token `at`, which may be out of bounds, the word `fold`? Does the phrase "on condition of" stand there (the number of
 * its words, or 0)? */
bool hs_token_is(const struct hs_work *work, size_t at, const char *fold);
size_t hs_phrase_at(const struct hs_work *work, size_t at, const char *phrase);

/* Is token `at` a hyphen that stands for a dash: "the strategists - some of whom"? */
bool hs_is_dash(const struct hs_work *work, size_t at);
bool hs_begins_sentence(const struct hs_work *work, size_t at);
bool hs_is_in_capitals(const char *text, struct hs_range range);       /* two letters or more, and none of them small */

/* Is one word a slip for the other: a letter too many, too few, another, or two that have changed places? No plural is. */
bool hs_word_is_slip(const char *a, const char *b);

/*
 * outlet.c: the full name of the outlet or agency that the words of the run name, as far as the lexicon knows it, or NULL; do
 * they read as a name of one, known or not: "Norvane Herald", "Radio Norvane", "Herald" behind "the", "norvane-soir.fr"? The run
 * begins behind "the"; a possessive ending at its end does not count.
 */
const char *hs_run_outlet(const struct hs_work *work, struct hs_run run);
bool hs_run_is_masthead(const struct hs_work *work, struct hs_run run);

/* outlet.c: ... as the address of a site or the call sign of a station alone: "norvane-soir.fr", "WNVN-TV"? */
bool hs_run_is_address(const struct hs_work *work, struct hs_run run);

/* outlet.c: does the run name the outlet of the article itself, in full or as it calls itself: "The Post"? */
bool hs_run_is_own_outlet(const struct hs_work *work, struct hs_run run);

/* outlet.c: the words of the organisation of body.def whose name begins at token `at`; 0: none does. */
uint32_t hs_body_at(const struct hs_work *work, uint32_t at);

/* A new claim at the end of out->claims, with empty spans. */
struct hs_claim *hs_claim_add(struct hs_work *work, const struct hs_raw *raw);

/* Finds the words that say why somebody is not named. They are no claims: "asked not to be named" is taken out. */
void hs_unnamed_open(struct hs_work *work);

/* The steps, in this order; hs_unnamed_open() and hs_repair() before them and hs_resolve() behind hs_order() are in resolve_p.h. */
void hs_order(struct hs_work *work);            /* claims in text order, paragraphs, nesting */
void hs_manner(struct hs_work *work);           /* quotation, stance, ids */
void hs_answers(struct hs_work *work);          /* denial.c: which claim a denial points back to */
void hs_confidence(struct hs_work *work);       /* how sure each claim is */
void hs_unnamed(struct hs_work *work);          /* the ledger of unnamed sources; told and through of each claim */
void hs_copy(struct hs_work *work);             /* agency copy */

/* confidence.c: what tells how sure a claim is; confidence.def has the weights. */
#define HS_SURE_SIGNS(SIGN) \
	SIGN(ALWAYS, "always")          /* 1 */ \
	SIGN(MODEL, "model")            /* the logit of what the model gives it */ \
	SIGN(CLASS, "class")            /* the logit of what the signs of its source give the class; 0 where that is told */ \
	SIGN(SAID, "said")              /* 1: the cue has a form of "say" or "tell" */ \
	SIGN(WORDS, "words")            /* the logarithm of one more than the words of the content */ \
	SIGN(SHARED, "shared")          /* the share of these that stand in the content of another of the model's claims as well */

enum hs_sure_sign {
#define SIGN(name, word) HS_SURE_##name,
	HS_SURE_SIGNS(SIGN)
#undef SIGN
	HS_SURE_N
};

struct hs_sure {
	bool models;                    /* the model has found it, and not a rule, of whose claims there are no signs */
	double sign[HS_SURE_N];
};

/* What there is of each claim, by number; in the arena. */
struct hs_sure *hs_sure_read(const struct hs_work *work);
const char *hs_sure_word(enum hs_sure_sign sign);

/* Behind the steps (sift.c): claims less sure than `least` are left out, and the sources that speak in no others, but for the unnamed of
 * whom something is told. What stood within such a claim stands within the one around it. */
void hs_sift(struct hs_extraction *out, double least);
void hs_depths(struct hs_extraction *out);      /* order.c: the depth of each claim, by `outer` */

#endif
