/* Tokens of an article, each with what the lexicons say of its word. */
#include "attribute/extract_p.h"

#include <xxhash.h>

#include "base/utf8.h"

#define WORD_MAX 256                    /* longer "words" (URLs, noise) are cut for the look-ups */

/*
 * Two hash tables in one: word forms as written ("Officials", "officials'"), each with its lexeme, so that a form is
 * folded and looked up only the first time.
 */
struct form {
	const char *ptr;                /* NULL: free */
	uint32_t len;
	bool possessive;
	struct hs_lexeme *lex;
};

struct forms {
	struct form *at;
	size_t n, room;                 /* room: a power of two */
};

struct reader {
	struct hs_work *work;
	struct forms forms, lexemes;    /* lexemes: keyed by fold */
	size_t room;                    /* of work->tokens */
	uint32_t sentence;
};

static struct form *slot_of(const struct forms *forms, const char *ptr, size_t len)
{
	size_t at = XXH3_64bits(ptr, len) & (forms->room - 1);

	while (forms->at[at].ptr && (forms->at[at].len != len || memcmp(forms->at[at].ptr, ptr, len) != 0))
		at = (at + 1) & (forms->room - 1);
	return &forms->at[at];
}

/* The slot of ptr[0..len), free if it is new; makes room first. */
static struct form *forms_get(struct forms *forms, struct hs_arena *arena, const char *ptr, size_t len)
{
	if (2 * (forms->n + 1) > forms->room) {
		struct forms wider = { .n = forms->n, .room = forms->room ? 2 * forms->room : 1024 };

		wider.at = hs_arena_array(arena, wider.room, sizeof(*wider.at));
		for (size_t i = 0; i < forms->room; i++)
			if (forms->at[i].ptr)
				*slot_of(&wider, forms->at[i].ptr, forms->at[i].len) = forms->at[i];
		*forms = wider;
	}
	return slot_of(forms, ptr, len);
}

static struct hs_lexeme *lexeme_of(struct reader *r, char *fold)
{
	size_t len = strlen(fold);
	struct form *slot = forms_get(&r->lexemes, r->work->arena, fold, len);
	struct hs_lexeme *lex;

	if (slot->ptr)
		return slot->lex;
	lex = hs_arena_alloc(r->work->arena, sizeof(*lex));
	lex->fold = fold;
	lex->noun = hs_noun_find(fold, &lex->plural);
	lex->plural = lex->noun && lex->plural;
	lex->title = hs_title_find(fold);
	lex->firstname = hs_firstname_find(fold);
	lex->cue = hs_cue_find(fold);
	lex->small = hs_small_find(fold);
	lex->proper = hs_proper_find(fold);
	lex->classes = hs_classes_of(fold);
	*slot = (struct form){ .ptr = fold, .len = (uint32_t)len, .lex = lex };
	r->lexemes.n++;
	return lex;
}

/* Cut "'s", "'re" ... off; true for "'s". */
static bool ending_cut(char *fold)
{
	static const char *const endings[] = { "'s", "'re", "'ve", "'ll", "'d", "'m" };
	size_t len = strlen(fold);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t cut = strlen(endings[i]);

		if (len > cut && strcmp(fold + len - cut, endings[i]) == 0) {
			fold[len - cut] = '\0';
			return i == 0;
		}
	}
	return false;
}

static const struct form *form_of(struct reader *r, struct hs_span word)
{
	size_t len = word.len < WORD_MAX ? word.len : WORD_MAX;
	struct form *slot = forms_get(&r->forms, r->work->arena, word.ptr, len);
	char *fold;

	if (slot->ptr)
		return slot;
	*slot = (struct form){ .ptr = word.ptr, .len = (uint32_t)len };
	r->forms.n++;
	fold = hs_utf8_fold(r->work->arena, word.ptr, len);
	slot->possessive = ending_cut(fold);
	if (strlen(fold) > 1 && fold[strlen(fold) - 1] == '.')
		fold[strlen(fold) - 1] = '\0';
	if (strcmp(fold, "us") == 0 && word.ptr[0] == 'U' && word.ptr[1] == 'S')
		fold = hs_arena_str(r->work->arena, "u.s");     /* "US officials": no pronoun */
	slot->lex = lexeme_of(r, fold);
	return slot;
}

/* A noun of two words ("law enforcement") tells more than its second word. */
static void pair_find(const struct hs_work *work, struct hs_token *token)
{
	const struct hs_token *before = token - 1;
	bool plural;
	char pair[64];

	token->noun = token->lex->noun;
	token->plural = token->lex->plural;
	if (token == work->tokens || before->para != token->para || !before->alnum || before->possessive ||
	    before->range.end + 1 != token->range.start ||
	    strlen(before->lex->fold) + strlen(token->lex->fold) + 2 > sizeof(pair))
		return;
	strcpy(pair, before->lex->fold);
	strcat(pair, " ");
	strcat(pair, token->lex->fold);
	if (hs_noun_find(pair, &plural)) {
		token->noun = hs_noun_find(pair, NULL);
		token->plural = plural;
		token->pair = true;
	}
}

bool hs_is_in_capitals(const char *text, struct hs_range range)
{
	uint32_t n = 0;

	for (uint32_t at = range.start; at < range.end; at++) {
		if (text[at] >= 'a' && text[at] <= 'z')
			return false;
		n += text[at] >= 'A' && text[at] <= 'Z';
	}
	return n > 1;
}

/* "says WHO", but not "MAN WHO SANK FERRY HELD": the World Health Organization among words in small letters. */
static bool is_health_body(const char *text, const struct hs_words *words, size_t i)
{
	struct hs_range range = words->at[i].range;

	if (range.end - range.start < 3 || memcmp(text + range.start, "WHO", 3) != 0 || (range.end - range.start > 3 && hs_is_in_capitals(text, range)))
		return false;
	return !(i > 0 && hs_is_in_capitals(text, words->at[i - 1].range)) && !(i + 1 < words->n && hs_is_in_capitals(text, words->at[i + 1].range));
}

static void token_add(struct reader *r, uint32_t para, const struct hs_words *words, size_t i)
{
	struct hs_work *work = r->work;
	const struct hs_word *word = &words->at[i];
	const char *text = work->article->text;
	const struct form *form = form_of(r, hs_span_at(text, word->range));
	struct hs_token *token;

	work->tokens = hs_arena_grow(work->arena, work->tokens, work->n_tokens, work->n_tokens + 1, &r->room,
				     sizeof(*work->tokens));
	token = &work->tokens[work->n_tokens++];
	*token = (struct hs_token){
		.range = word->range, .lex = form->lex, .para = para, .sentence = r->sentence + word->sentence,
		.alnum = word->alnum, .upper = word->upper, .quoted = word->quoted, .possessive = form->possessive,
	};
	if (strcmp(token->lex->fold, "who") == 0 && is_health_body(text, words, i))
		token->lex = lexeme_of(r, hs_arena_str(work->arena, "w.h.o"));  /* and no pronoun */
	pair_find(work, token);
	/* "the Clintons' house": an apostrophe right after a final s, and no closing mark of the words before */
	if (work->n_tokens > 1 && (strcmp(token->lex->fold, "'") == 0) && token[-1].alnum &&
	    token[-1].range.end == token->range.start && text[token[-1].range.end - 1] == 's')
		token[-1].possessive = true;
}

#define SEPARATOR_MARKS 3

static bool para_is_read(const struct hs_para *para)
{
	return para->kind != HS_PARA_LINKS && para->kind != HS_PARA_COMMENT && para->kind != HS_PARA_BOILERPLATE;
}

/* "___", "* * *": a line of marks alone, which parts the entries of a running report. */
static bool is_separator(const struct hs_article *article, struct hs_range range)
{
	size_t marks = 0;

	for (uint32_t at = range.start; at < range.end; at++) {
		if (!strchr(" .\t\r\n_*-=#~", article->text[at]))
			return false;
		marks += strchr("_*-=#~", article->text[at]) != NULL;
	}
	return marks >= SEPARATOR_MARKS;
}

static void sections_count(struct hs_work *work)
{
	const struct hs_article *article = work->article;
	uint32_t section = 0;

	work->section = hs_arena_array(work->arena, article->n_paras + 1, sizeof(*work->section));
	for (size_t p = 0; p < article->n_paras; p++) {
		section += is_separator(article, article->paras[p].range);
		work->section[p] = section;
	}
}

static void tokens_read(struct hs_work *work)
{
	const struct hs_article *article = work->article;
	struct reader r = { .work = work };

	work->para_first = hs_arena_array(work->arena, article->n_paras + 1, sizeof(*work->para_first));
	for (size_t p = 0; p < article->n_paras; p++) {
		struct hs_words words = { NULL, 0 };

		work->para_first[p] = (uint32_t)work->n_tokens;
		if (para_is_read(&article->paras[p]))
			words = hs_words_of(article, article->paras[p].range);
		for (size_t i = 0; i < words.n; i++)
			token_add(&r, (uint32_t)p, &words, i);
		r.sentence += words.n ? words.at[words.n - 1].sentence + 1 : 1;
	}
	work->para_first[article->n_paras] = (uint32_t)work->n_tokens;
}

struct hs_work *hs_work_new(const struct hs_article *article)
{
	struct hs_work *work = hs_arena_alloc(article->arena, sizeof(*work));

	work->article = article;
	work->arena = article->arena;
	work->out = hs_arena_alloc(work->arena, sizeof(*work->out));
	work->out->article = article;
	tokens_read(work);
	sections_count(work);
	return work;
}

/* The first token of paragraph `para` that ends behind `offset`. */
static uint32_t token_after(const struct hs_work *work, uint32_t para, uint32_t offset)
{
	uint32_t low = work->para_first[para], high = work->para_first[para + 1];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (work->tokens[middle].range.end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct hs_run hs_work_run(const struct hs_work *work, struct hs_range range)
{
	int first = hs_article_para_at(work->article, range.start);
	int last = range.end > range.start ? hs_article_para_at(work->article, range.end - 1) : first;
	struct hs_run run;

	if (first < 0 || range.end <= range.start)
		return (struct hs_run){ 0, 0 };
	run.first = token_after(work, (uint32_t)first, range.start);
	if (last < first)
		last = first;
	for (run.end = token_after(work, (uint32_t)last, range.end - 1);
	     run.end < work->para_first[last + 1] && work->tokens[run.end].range.start < range.end; run.end++)
		;
	return run.end < run.first ? (struct hs_run){ run.first, run.first } : run;
}

struct hs_run hs_cue_run(const struct hs_work *work, const struct hs_claim *claim)
{
	return claim->cue.n ? hs_work_run(work, claim->cue.at[0]) : (struct hs_run){ 0, 0 };
}

struct hs_range hs_run_range(const struct hs_work *work, struct hs_run run)
{
	return (struct hs_range){ work->tokens[run.first].range.start, work->tokens[run.end - 1].range.end };
}

struct hs_ranges hs_ranges_one(struct hs_arena *arena, struct hs_range range)
{
	struct hs_ranges ranges = { hs_arena_alloc(arena, sizeof(range)), 1 };

	ranges.at[0] = range;
	return ranges;
}

struct hs_ranges hs_ranges_copy(struct hs_arena *arena, struct hs_ranges from)
{
	struct hs_ranges copy = { hs_arena_array(arena, from.n, sizeof(*copy.at)), from.n };

	memcpy(copy.at, from.at, from.n * sizeof(*copy.at));
	return copy;
}

struct hs_ranges hs_ranges_with(struct hs_arena *arena, struct hs_ranges from, struct hs_range range)
{
	struct hs_range *at = hs_arena_array(arena, from.n + 1, sizeof(*at));
	size_t n = 0, before = 0;

	for (size_t i = 0; i < from.n; i++) {
		const struct hs_range old = from.at[i];

		if (hs_range_meet(old, range)) {
			range.start = old.start < range.start ? old.start : range.start;
			range.end = old.end > range.end ? old.end : range.end;
		} else {
			at[n++] = old;
			before += old.start < range.start;
		}
	}
	memmove(at + before + 1, at + before, (n - before) * sizeof(*at));
	at[before] = range;
	return (struct hs_ranges){ at, n + 1 };
}

char *hs_run_words(const struct hs_work *work, struct hs_run run)
{
	struct hs_range range;
	char *words;
	size_t n = 0;

	if (run.first >= run.end)
		return hs_arena_str(work->arena, "");
	range = hs_run_range(work, run);
	words = hs_arena_strn(work->arena, work->article->text + range.start, range.end - range.start);
	for (const char *s = words; *s; s++) {
		bool space = strchr(" \t\r\n", *s) != NULL;

		if (!space || (n && words[n - 1] != ' '))
			words[n++] = space ? ' ' : *s;
	}
	words[n] = '\0';
	return words;
}

const char *hs_fold_at(const struct hs_work *work, size_t at)
{
	return at < work->n_tokens ? work->tokens[at].lex->fold : "";
}

bool hs_token_is(const struct hs_work *work, size_t at, const char *fold)
{
	return at < work->n_tokens && strcmp(work->tokens[at].lex->fold, fold) == 0;
}

size_t hs_phrase_at(const struct hs_work *work, size_t at, const char *phrase)
{
	size_t n = 0;

	for (const char *word = phrase; *word; n++) {
		size_t len = strcspn(word, " ");
		const char *fold = hs_fold_at(work, at + n);

		if (strlen(fold) != len || memcmp(fold, word, len) != 0 ||
		    work->tokens[at + n].para != work->tokens[at].para)
			return 0;
		word += len + (word[len] == ' ');
	}
	return n;
}

bool hs_begins_sentence(const struct hs_work *work, size_t at)
{
	return !at || work->tokens[at - 1].sentence != work->tokens[at].sentence;
}

bool hs_is_dash(const struct hs_work *work, size_t at)
{
	return hs_token_is(work, at, "-") && at && work->tokens[at - 1].range.end < work->tokens[at].range.start;
}

#define SLIP_MIN 5              /* letters in which a slip shows */

bool hs_word_is_slip(const char *a, const char *b)
{
	size_t same = 0, n_a = strlen(a), n_b = strlen(b);

	if (n_a < n_b)
		return hs_word_is_slip(b, a);
	if (n_b < SLIP_MIN || n_a - n_b > 1)
		return false;
	while (same < n_b && a[same] == b[same])
		same++;
	if (n_a > n_b)
		return same < n_b && strcmp(a + same + 1, b + same) == 0;       /* and no plural */
	return same < n_a && (strcmp(a + same + 1, b + same + 1) == 0 ||
			      (a[same] == b[same + 1] && a[same + 1] == b[same] && strcmp(a + same + 2, b + same + 2) == 0));
}

struct hs_claim *hs_claim_add(struct hs_work *work, const struct hs_raw *raw)
{
	struct hs_extraction *out = work->out;
	size_t room = work->room;

	out->claims = hs_arena_grow(work->arena, out->claims, out->n_claims, out->n_claims + 1, &room, sizeof(*out->claims));
	work->raw = hs_arena_grow(work->arena, work->raw, out->n_claims, out->n_claims + 1, &work->room, sizeof(*work->raw));
	work->raw[out->n_claims] = raw;
	out->claims[out->n_claims] = (struct hs_claim){ .outer = -1, .answers = -1 };
	return &out->claims[out->n_claims++];
}
