/*
 * unnamed_p - the ledger of unnamed sources, and the way a claim came: for this folder alone.
 *
 * hs_unnamed() takes the sources that claims have given and completes them from the text: who is granted anonymity,
 * why, how they know, how much the reader learns about them. It works from words alone, so it also finds those to
 * whom no claim is attributed. Its steps, one file each:
 *
 *   anonymity.c     marks: "on condition of anonymity", "was not authorized to speak"
 *   reason.c        the clause that gives the reason of a mark, and its code
 *   figure.c        noun phrases for people without a name
 *   speaker.c       which of them speak
 *   owner.c         whose a mark is
 *   basis.c         "familiar with the matter", "briefed on the talks"
 *   ledger.c        figures to entries: the same source, or another one
 *   entry.c         what the article says about each, and their order
 *   specificity.c   how much the reader learns about each
 *   told.c          whom the words of a claim were told
 *   through.c       who carried them
 *   chain.c         through how many hands, and who had them first
 */
#ifndef HS_ATTRIBUTE_UNNAMED_P_H
#define HS_ATTRIBUTE_UNNAMED_P_H

#include "attribute/extract_p.h"
#include "lexicon/wording.h"

#define HS_NOWHERE SIZE_MAX             /* no word, no figure */

enum hs_mark_kind { HS_MARK_GRANT, HS_MARK_PARTIAL, HS_MARK_WITHHELD, HS_MARK_BARRED };

/* Words that say that somebody is not named, or may not speak. Positions are words of hs_unnamed.text. */
struct hs_mark {
	enum hs_mark_kind kind;
	size_t first, end;              /* the grant; BARRED: where the reason was found */
	size_t reason_first, reason_end;        /* empty: no reason given */
	int code;                       /* 0..12 */
	size_t owner[2];                /* figures: "the person, like others, asked ..." has two; HS_NOWHERE: none */
};

enum hs_determiner {
	HS_DET_NONE,                    /* "officials" */
	HS_DET_INDEFINITE,              /* "a", "some", "two", "several" */
	HS_DET_DEFINITE,                /* "the", "this", "that", "those", "the same" */
	HS_DET_OTHER,                   /* "another", "a second", "other": never one that was there before */
	HS_DET_POSSESSIVE,              /* "his aides", "Clinton's aides" */
	HS_DET_PRONOUN                  /* "she", "they" */
};

/* A noun phrase for people without a name: first .. head .. end, then what is said of them, up to `extent`. */
struct hs_figure {
	size_t first, head, end;        /* "two senior officials" */
	size_t tail;                    /* with "of the ministry", "from Japan" */
	size_t extent;                  /* with basis and relative clauses as far as they are understood */
	size_t basis_first, basis_end;  /* empty: none */
	const struct hs_noun *noun;     /* of the head; NULL: a word the lexicon does not know */
	enum hs_determiner det;
	bool plural;
	bool part;                      /* "one of the officials" */
	bool whole;                     /* "the officials" of such a part, when both are meant */
	bool near;                      /* "close to the president" and not "close to the talks" */
	bool strong;                    /* the basis puts the source close: took part, briefed, direct knowledge */
	bool speaks;                    /* the subject of a cue, or after "according to" */
	bool cited;                     /* speaks, and stands behind "according to" or its verb */
	bool gives;                     /* hands a paper over: "an account provided by an aide"; speaks where the paper is the source */
	bool addressed;                 /* the object of "told" */
	bool apposed;                   /* beside a name: "a lawyer, Ann Lee" */
	bool named;                     /* a name, as far as can be told: no new source, but maybe one that there is */
	bool nested;                    /* in what is said of another: "the minister" of "close to the minister" */
	bool owner;                     /* of a mark */
	bool meant;                     /* by a mark that makes no source of whom it means: "is not naming the nurse" */
	int count;                      /* 1 for one, 2 for "two", 0 for "officials" */
	size_t same;                    /* the figure it stands beside: "the woman, a nurse who ..."; HS_NOWHERE */
	int32_t entry;                  /* index into hs_extraction.sources, or -1 */
};

struct hs_unnamed {
	struct hs_extraction *out;
	const struct hs_article *article;
	struct hs_arena *arena;
	struct hs_wording_text text;    /* the words of the paragraphs that speak */
	const struct hs_range *range;   /* of each word */
	size_t headline;                /* the words of a headline that stands behind the text: they come first */
	const uint32_t *para;           /* index into article->paras */
	const bool *quoted, *possessive;
	const struct hs_noun *const *noun;      /* NULL: the lexicon does not know it as a noun */
	const bool *plural;             /* the word is the plural of its noun */
	const uint32_t *sentence_first; /* of each sentence, and of the one behind the last */
	struct hs_mark *marks;          /* in text order */
	size_t n_marks;
	uint32_t *mark_at;              /* for each word the mark that begins there, plus 1 */
	struct hs_figure *figures;      /* the first n_found in text order, then those that owners added */
	size_t n_figures, n_found, figure_room;
};

void hs_marks_find(struct hs_unnamed *un);
void hs_reason_of(const struct hs_unnamed *un, struct hs_mark *mark);
int hs_reason_code(const struct hs_unnamed *un, size_t first, size_t end);
void hs_figures_find(struct hs_unnamed *un);
/* Does it speak, is it addressed, does it have a name? */
void hs_figure_place(const struct hs_unnamed *un, struct hs_figure *figure);
size_t hs_figure_before(struct hs_unnamed *un, size_t end);    /* of any noun that ends at word `end`: an index */
size_t hs_figure_copy(struct hs_unnamed *un, const struct hs_figure *figure);
size_t hs_figure_pronoun(struct hs_unnamed *un, size_t at);
void hs_basis_of(const struct hs_unnamed *un, struct hs_figure *figure);
void hs_owner_find(struct hs_unnamed *un, struct hs_mark *mark);
void hs_ledger_fill(struct hs_unnamed *un);
void hs_via_find(struct hs_unnamed *un);         /* told and through of each claim */
int hs_specificity(const struct hs_unnamed *un, const struct hs_figure *figure);
unsigned hs_details(const struct hs_unnamed *un, const struct hs_figure *figure);       /* bits of hs_source.told_of */

/* The number of figures, of those found, whose head is before word `at`. */
size_t hs_un_figures_before(const struct hs_unnamed *un, size_t at);

/* The noun at word `at` if it is one for people, or NULL. */
const struct hs_noun *hs_un_human(const struct hs_unnamed *un, size_t at, bool *plural);

/* A word that no noun phrase holds before its head. */
bool hs_un_is_border(const struct hs_unnamed *un, size_t at);

/* The word that holds byte `offset`, or the next one; text.n: none. */
size_t hs_un_word(const struct hs_unnamed *un, uint32_t offset);

/* The mark that begins at word `at`, or NULL. */
const struct hs_mark *hs_un_mark(const struct hs_unnamed *un, size_t at);

/* Is word `at` (may be out of bounds) the word `word`, in class `wc`, one of `words`? */
bool hs_un_is(const struct hs_unnamed *un, size_t at, const char *word);
bool hs_un_in(const struct hs_unnamed *un, size_t at, enum hs_words_class wc);
bool hs_un_among(const struct hs_unnamed *un, size_t at, const char *words);    /* blank-separated */

/* The bounds of the sentence of word `at`, and do two words (may be out of bounds) share a sentence? */
size_t hs_un_sentence_end(const struct hs_unnamed *un, size_t at);
size_t hs_un_sentence_start(const struct hs_unnamed *un, size_t at);
bool hs_un_together(const struct hs_unnamed *un, size_t a, size_t b);

/* The number of words of the outlet or agency whose name stands at word `at`, known or not, "the" apart; 0: none. */
size_t hs_un_outlet(const struct hs_unnamed *un, size_t at);

/* The bytes of words [first, end), which are not empty. */
struct hs_range hs_un_range(const struct hs_unnamed *un, size_t first, size_t end);

#endif
