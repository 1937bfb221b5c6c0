/*
 * view - a claim made ready for comparison: stems, names, numbers, speaker, polarity, day.
 */
#include "match/match_p.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <libstemmer.h>
#include <xxhash.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/small.h"

struct reader {
	struct dictionary *dictionary;
	struct sb_stemmer *stemmer;
	struct hs_str word, folded;     /* the word at hand, as written and made lower case */
	bool inside;                    /* the word at hand stands inside quotation marks */
};

/* One word after the other of a text: letters and digits, with single ' ’ . - , between them. */
struct scan {
	const char *ptr;
	size_t len, at;
	bool inside;                    /* quotation marks are open */
};

enum which { ALL, NAMES, QUOTED };      /* words that go into a bag */

static int compare_words(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static bool is_in(const char *word, const char *const *table, size_t n)
{
	return bsearch(word, table, n, sizeof(*table), compare_words) != NULL;
}

#define WORD(word) word,
static const char *const stopwords[] = {
#include "lexicon/stopwords.def"
};
static const char *const negators[] = {
#include "lexicon/negators.def"
};
static const char *const opposers[] = {
#include "lexicon/opposers.def"
};
static const char *const pronouns[] = { "each", "he", "her", "him", "his", "i", "it", "its", "she", "that", "they", "those", "we", "which",
	"who", "you" };
#undef WORD
#define IS_IN(word, table) is_in(word, table, sizeof(table) / sizeof(*(table)))

struct reader *hs_reader_new(struct dictionary *dictionary)
{
	struct reader *r = hs_calloc(1, sizeof(*r));

	r->dictionary = dictionary;
	r->stemmer = sb_stemmer_new("english", NULL);
	hs_str_init(&r->word);
	hs_str_init(&r->folded);
	return r;
}

void hs_reader_free(struct reader *r)
{
	if (!r)
		return;
	sb_stemmer_delete(r->stemmer);
	hs_str_release(&r->word);
	hs_str_release(&r->folded);
	free(r);
}

static bool is_word_code(uint32_t code)
{
	return hs_code_is_alpha(code) || hs_code_is_digit(code);
}

static bool is_joint(uint32_t code)
{
	return code == '\'' || code == 0x2019 || code == '.' || code == '-' || code == ',';
}

/* The next word into r->word, and lower-cased with straight apostrophes and without 's into r->folded. */
static bool next_word(struct reader *r, struct scan *scan)
{
	uint32_t joint = 0;
	bool digit = false;
	char buf[4];
	unsigned size;

	hs_str_clear(&r->word);
	hs_str_clear(&r->folded);
	for (; scan->at < scan->len; scan->at += size) {
		uint32_t code = hs_utf8_next(scan->ptr + scan->at, scan->len - scan->at, &size);

		if (is_word_code(code)) {
			if (joint == ',' && !(digit && hs_code_is_digit(code)))
				break;          /* a comma joins digits alone */
			if (joint && joint != ',')
				hs_str_addc(&r->folded, joint == 0x2019 ? '\'' : (char)joint);
			joint = 0;
			digit = hs_code_is_digit(code);
			hs_str_add(&r->word, scan->ptr + scan->at, size);
			hs_str_add(&r->folded, buf, hs_utf8_put(buf, hs_code_lower(code)));
		} else if (r->word.len && !joint && is_joint(code)) {
			joint = code;
		} else if (r->word.len) {
			break;
		} else if (code == '"' || code == 0x201C || code == 0x201D) {
			scan->inside = code == 0x201C || (code == '"' && !scan->inside);
		}
		r->inside = scan->inside;
	}
	if (r->folded.len > 2 && strcmp(r->folded.ptr + r->folded.len - 2, "'s") == 0)
		hs_str_cut(&r->folded, r->folded.len - 2);
	return r->word.len > 0;
}

static struct scan scan_of(const char *text)
{
	return (struct scan){ text, strlen(text), 0, false };
}

static int compare_ids(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static uint32_t stem_id(struct reader *r)
{
	const sb_symbol *stem = sb_stemmer_stem(r->stemmer, (const sb_symbol *)r->folded.ptr, (int)r->folded.len);

	if (!stem)
		return hs_dictionary_id(r->dictionary, r->folded.ptr, r->folded.len);
	return hs_dictionary_id(r->dictionary, (const char *)stem, (size_t)sb_stemmer_length(r->stemmer));
}

static bool is_wanted(const struct reader *r, enum which which)
{
	unsigned size;

	if (which == NAMES)
		return hs_code_is_upper(hs_utf8_next(r->word.ptr, r->word.len, &size));
	return which == ALL || r->inside;
}

/* Stems of the words in `text` that are no stop words, or of some of them. */
static struct bag bag_of(struct reader *r, struct hs_arena *arena, const char *text, enum which which)
{
	struct scan scan = scan_of(text);
	struct bag bag = { 0 };
	size_t room = 0, kept = 0;

	while (next_word(r, &scan)) {
		if (IS_IN(r->folded.ptr, stopwords) || !is_wanted(r, which))
			continue;
		bag.at = hs_arena_grow(arena, bag.at, bag.n, bag.n + 1, &room, sizeof(*bag.at));
		bag.at[bag.n++] = stem_id(r);
	}
	if (bag.n)
		qsort(bag.at, bag.n, sizeof(*bag.at), compare_ids);
	for (size_t i = 0; i < bag.n; i++) {
		if (!kept || bag.at[kept - 1] != bag.at[i])
			bag.at[kept++] = bag.at[i];
	}
	bag.n = kept;
	return bag;
}

static void numbers_of(struct reader *r, struct hs_arena *arena, const char *text, struct view *view)
{
	struct scan scan = scan_of(text);
	size_t room = 0;

	while (next_word(r, &scan)) {
		if (r->folded.ptr[0] < '0' || r->folded.ptr[0] > '9')
			continue;
		view->numbers = hs_arena_grow(arena, view->numbers, view->n_numbers, view->n_numbers + 1, &room,
					      sizeof(*view->numbers));
		view->numbers[view->n_numbers++] = XXH3_64bits(r->folded.ptr, r->folded.len);
	}
	if (view->n_numbers)
		qsort(view->numbers, view->n_numbers, sizeof(*view->numbers), compare_hashes);
}

/* How many of "not", "never", "n't", ... there are. */
static size_t count_negators(struct reader *r, const char *text)
{
	struct scan scan = scan_of(text);
	size_t n = 0;

	while (next_word(r, &scan))
		n += IS_IN(r->folded.ptr, negators) || hs_ends_in(r->folded.ptr, "n't");
	return n;
}

#define NOT_BEFORE "only just merely simply necessarily even yet"       /* these turn nothing round */
#define QUESTIONS "if whether why how what when where who"      /* begin contents that say neither yes nor no */
#define VERB_WITHIN 4           /* words from "not" to the verb: "has not ever been closed" */

/* Is the word at hand a "not" of a verb: "won't", "cannot", "not" and "never" behind an auxiliary? */
static bool negates_verb(const struct reader *r, bool behind_auxiliary)
{
	return hs_ends_in(r->folded.ptr, "n't") || strcmp(r->folded.ptr, "cannot") == 0 ||
	       (behind_auxiliary && hs_word_in(r->folded.ptr, "not never"));
}

/* To the verb behind a "not"; false: there is none, or "not only". */
static bool find_verb(struct reader *r, struct scan *scan)
{
	for (int i = 0; i < VERB_WITHIN && next_word(r, scan); i++) {
		if (hs_word_in(r->folded.ptr, NOT_BEFORE))
			return false;
		if (!IS_IN(r->folded.ptr, stopwords) && !hs_ends_in(r->folded.ptr, "ly"))
			return true;
	}
	return false;
}

/* The verb that the content negates, and what stands before it. */
static struct negation negation_of(struct reader *r, struct hs_arena *arena, const char *content)
{
	struct negation negation = { .plain = false };
	struct scan scan = scan_of(content);
	bool auxiliary = false, first = true;

	while (next_word(r, &scan)) {
		if (first && hs_word_in(r->folded.ptr, QUESTIONS))
			break;
		first = false;
		if (negates_verb(r, auxiliary)) {
			negation.before = bag_of(r, arena, hs_arena_strn(arena, content, scan.at), ALL);
			if (find_verb(r, &scan)) {
				negation.plain = true;
				negation.verb = stem_id(r);
			}
			break;
		}
		auxiliary = hs_small_find(r->folded.ptr) == HS_SMALL_AUXILIARY;
	}
	return negation;
}

/* A word such as "denied" or "condemned", itself not negated. */
static bool is_against(struct reader *r, const char *text)
{
	struct scan scan = scan_of(text);
	bool against = false;

	while (next_word(r, &scan))
		against = against || IS_IN(r->folded.ptr, opposers);
	return against && count_negators(r, text) % 2 == 0;
}

static bool is_pronoun(struct reader *r, const char *text)
{
	struct scan scan = scan_of(text);
	bool any = false;

	while (next_word(r, &scan)) {
		if (!IS_IN(r->folded.ptr, pronouns))
			return false;
		any = true;
	}
	return any;
}

/* Days since 1970-01-01 of the date that begins an ISO 8601 string (proleptic Gregorian), or INT32_MIN. */
static int32_t day_of(const char *iso)
{
	int y, m, d, era, year_of_era, day_of_year;

	if (!iso || sscanf(iso, "%4d-%2d-%2d", &y, &m, &d) != 3 || m < 1 || m > 12 || d < 1 || d > 31)
		return INT32_MIN;
	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/* Whether there is more than names: one attacks a rival, but contradicts what she says. */
static bool says_something(struct reader *r, const char *content)
{
	struct scan scan = scan_of(content);

	while (next_word(r, &scan)) {
		if (!IS_IN(r->folded.ptr, stopwords) && !is_wanted(r, NAMES))
			return true;
	}
	return false;
}

/* The cue belongs to what is claimed ("endorsed", "pleaded guilty"); one that only says that somebody spoke is common, and weighs little. */
static const char *words_of(struct hs_arena *arena, const struct hs_match_claim *claim)
{
	return hs_arena_printf(arena, "%s %s %s", claim->cue, claim->content, claim->answered ? claim->answered : "");
}

void hs_reader_view(struct reader *r, struct hs_arena *arena, const struct hs_match_claim *claim, struct view *view)
{
	bool named = claim->name && claim->name[0];
	const char *speaker = named ? claim->name : claim->source;
	size_t nots = count_negators(r, claim->content);

	memset(view, 0, sizeof(*view));
	view->words = bag_of(r, arena, words_of(arena, claim), ALL);
	view->quoted = bag_of(r, arena, claim->content, QUOTED);
	view->names = bag_of(r, arena, claim->content, NAMES);
	view->context = bag_of(r, arena, claim->context, ALL);
	view->speaker = bag_of(r, arena, speaker, ALL);
	view->pronoun = !named && is_pronoun(r, speaker);
	numbers_of(r, arena, claim->content, view);
	view->against = (claim->stance == HS_DENIES || is_against(r, claim->cue)) && says_something(r, claim->content);
	view->negated = nots > 0;
	if (nots == 1)
		view->negation = negation_of(r, arena, claim->content);
	view->day = day_of(claim->published);
}

static void bag_weigh(struct bag *bag, const struct dictionary *dictionary)
{
	double squares = 0;

	bag->sum = 0;
	for (size_t i = 0; i < bag->n; i++) {
		double w = hs_dictionary_weight(dictionary, bag->at[i]);

		squares += w * w;
		bag->sum += w;
	}
	bag->norm = sqrt(squares);
}

void hs_view_weigh(struct view *view, const struct dictionary *dictionary)
{
	bag_weigh(&view->words, dictionary);
	bag_weigh(&view->quoted, dictionary);
	bag_weigh(&view->names, dictionary);
	bag_weigh(&view->context, dictionary);
	bag_weigh(&view->speaker, dictionary);
}
