/*
 * wording - see wording.h. A row is compiled to a list of elements and matched by backtracking, as a regular
 * expression would be: an optional element is tried present first, a gap at its shortest first, the first success is
 * the row's match. Rows are short and gaps bounded, so a row costs a bounded number of steps at each word.
 */
#include "config.h"

#include "lexicon/wording.h"

#include <assert.h>
#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum type { WORDS, NUMBER, CAPITAL, GAP, LOOSE_GAP, OPEN, CLOSE, END };

struct element {
	enum type type;
	bool optional;
	unsigned gap;                   /* GAP, LOOSE_GAP: the most words it takes */
	const char **words;             /* WORDS, sorted */
	size_t n_words;
};

struct row {
	struct element *elements;       /* ends with END */
	int value;
};

struct entry {                          /* a word that rows can begin with */
	const char *word;
	uint32_t row;
	int32_t next;                   /* the next entry of the same bucket, in row order; -1: the last */
};

struct hs_wording_set {
	struct hs_arena *arena;
	struct row *rows;
	size_t n_rows;
	struct entry *entries;
	size_t n_entries, entry_room;
	int32_t *buckets;
	size_t n_buckets;               /* a power of two */
	uint32_t *open_rows;            /* rows that begin with a number or a capital: tried at every word */
	size_t n_open;
};

/* --- Word classes ---------------------------------------------------------------------------- */

static const struct { const char *name, *forms; } classes[] = {
#define CLASS(name, forms) { #name, forms },
#include "lexicon/class.def"
#undef CLASS
};

#define N_CLASSES (sizeof(classes) / sizeof(*classes))

static const char *class_forms(const char *name, size_t len)
{
	for (size_t i = 0; i < N_CLASSES; i++)
		if (strlen(classes[i].name) == len && memcmp(classes[i].name, name, len) == 0)
			return classes[i].forms;
	assert(!"a pattern names a word class that class.def does not have");
	return "";
}

/* --- Compiling --------------------------------------------------------------------------------- */

static int word_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void element_word(struct hs_arena *arena, struct element *element, size_t *room, const char *word, size_t len)
{
	element->words = hs_arena_grow(arena, element->words, element->n_words, element->n_words + 1, room,
				       sizeof(*element->words));
	element->words[element->n_words++] = hs_arena_strn(arena, word, len);
}

/* The blank-separated forms of a class; a form that begins with '@' is a class again. */
static void element_class(struct hs_arena *arena, struct element *element, size_t *room, const char *name, size_t len)
{
	const char *at = class_forms(name, len);

	while (*at) {
		size_t n = strcspn(at, " ");

		if (*at == '@')
			element_class(arena, element, room, at + 1, n - 1);
		else
			element_word(arena, element, room, at, n);
		at += n + strspn(at + n, " ");
	}
}

static void element_words(struct hs_arena *arena, struct element *element, const char *item, size_t len)
{
	const char *end = item + len;
	size_t room = 0;

	element->type = WORDS;
	while (item < end) {
		size_t n = 1 + strcspn(item + 1, "|");

		if (n > (size_t)(end - item))
			n = (size_t)(end - item);
		assert(n == 1 || item[n - 1] != '?');   /* the element may be missing, and not one of its words */
		if (*item == '@')
			element_class(arena, element, &room, item + 1, n - 1);
		else
			element_word(arena, element, &room, item, n);
		item += n + (item + n < end);
	}
	qsort(element->words, element->n_words, sizeof(*element->words), word_order);
}

static struct element element_compile(struct hs_arena *arena, const char *item, size_t len)
{
	struct element element = { .type = WORDS };

	if (len > 1 && item[len - 1] == '?') {
		element.optional = true;
		len--;
	}
	if (len == 1 && (*item == '[' || *item == ']')) {
		element.type = *item == '[' ? OPEN : CLOSE;
	} else if (len > 1 && (*item == '*' || *item == '~') && isdigit((unsigned char)item[1])) {
		element.type = *item == '*' ? GAP : LOOSE_GAP;
		element.gap = (unsigned)atoi(item + 1);
	} else if (len == 4 && memcmp(item, "#num", 4) == 0) {
		element.type = NUMBER;
	} else if (len == 4 && memcmp(item, "#cap", 4) == 0) {
		element.type = CAPITAL;
	} else {
		element_words(arena, &element, item, len);
	}
	return element;
}

static struct element *pattern_compile(struct hs_arena *arena, const char *pattern)
{
	struct element *elements = NULL;
	size_t n = 0, room = 0;

	while (*pattern) {
		size_t len = strcspn(pattern, " ");

		elements = hs_arena_grow(arena, elements, n, n + 1, &room, sizeof(*elements));
		elements[n++] = element_compile(arena, pattern, len);
		pattern += len + strspn(pattern + len, " ");
	}
	elements = hs_arena_grow(arena, elements, n, n + 1, &room, sizeof(*elements));
	elements[n] = (struct element){ .type = END };
	return elements;
}

/* --- Finding the rows that can begin at a word ------------------------------------------------- */

static uint32_t word_hash(const char *word)
{
	uint32_t hash = 2166136261u;

	while (*word)
		hash = (hash ^ (unsigned char)*word++) * 16777619u;
	return hash;
}

static void entry_add(struct hs_wording_set *set, const char *word, uint32_t row)
{
	set->entries = hs_arena_grow(set->arena, set->entries, set->n_entries, set->n_entries + 1, &set->entry_room,
				     sizeof(*set->entries));
	set->entries[set->n_entries++] = (struct entry){ word, row, -1 };
}

/* A row can begin at its first element, and where that may be missing at the next one. */
static void row_index(struct hs_wording_set *set, uint32_t row)
{
	const struct element *element = set->rows[row].elements;
	bool missing;

	do {
		while (element->type == OPEN)
			element++;
		if (element->type == NUMBER || element->type == CAPITAL) {
			set->open_rows[set->n_open++] = row;
			return;
		}
		assert(element->type == WORDS && element->n_words && "a pattern begins with a word");
		for (size_t i = 0; i < element->n_words; i++)
			if (!i || strcmp(element->words[i], element->words[i - 1]) != 0)
				entry_add(set, element->words[i], row);
		missing = element++->optional;
	} while (missing);
}

static void buckets_fill(struct hs_wording_set *set)
{
	set->n_buckets = 64;
	while (set->n_buckets < 2 * set->n_entries)
		set->n_buckets *= 2;
	set->buckets = hs_arena_array(set->arena, set->n_buckets, sizeof(*set->buckets));
	memset(set->buckets, 0xff, set->n_buckets * sizeof(*set->buckets));
	for (size_t i = set->n_entries; i-- > 0;) {
		int32_t *bucket = &set->buckets[word_hash(set->entries[i].word) & (set->n_buckets - 1)];

		set->entries[i].next = *bucket;
		*bucket = (int32_t)i;
	}
}

struct hs_wording_set *hs_wording_set_new(const struct hs_wording_row *rows, size_t n)
{
	struct hs_wording_set *set = hs_calloc(1, sizeof(*set));

	set->arena = hs_arena_new();
	set->rows = hs_arena_array(set->arena, n, sizeof(*set->rows));
	set->open_rows = hs_arena_array(set->arena, n, sizeof(*set->open_rows));
	set->n_rows = n;
	for (size_t i = 0; i < n; i++) {
		set->rows[i].elements = pattern_compile(set->arena, rows[i].pattern);
		set->rows[i].value = rows[i].value;
		row_index(set, (uint32_t)i);
	}
	buckets_fill(set);
	return set;
}

void hs_wording_set_free(struct hs_wording_set *set)
{
	if (!set)
		return;
	hs_arena_free(set->arena);
	free(set);
}

/* --- Matching ---------------------------------------------------------------------------------- */

struct state {
	const struct hs_wording_text *text;
	uint32_t sentence;
	size_t from, to, end;
};

static bool words_have(const char **words, size_t n, const char *word)
{
	return bsearch(&word, words, n, sizeof(*words), word_order) != NULL;
}

static bool element_takes(const struct element *element, const struct state *state, size_t at)
{
	const struct hs_wording_text *text = state->text;

	if (at >= text->n || text->sentence[at] != state->sentence)
		return false;
	switch (element->type) {
	case WORDS: return words_have(element->words, element->n_words, text->word[at]);
	case NUMBER: return isdigit((unsigned char)text->word[at][0]) ||
			    hs_classes_have(text->classes[at], HS_WC_number);
	case CAPITAL: return text->upper[at];
	case GAP: return text->alnum[at];
	default: return true;
	}
}

static bool row_match(const struct element *element, struct state *state, size_t at)
{
	struct state saved = *state;

	switch (element->type) {
	case END:
		state->end = at;
		return true;
	case OPEN:
		state->from = at;
		return row_match(element + 1, state, at);
	case CLOSE:
		state->to = at;
		return row_match(element + 1, state, at);
	case GAP:
	case LOOSE_GAP:
		for (unsigned taken = 0;; taken++) {
			if (row_match(element + 1, state, at + taken))
				return true;
			*state = saved;
			if (taken == element->gap || !element_takes(element, state, at + taken))
				return false;
		}
	default:
		break;
	}
	if (element_takes(element, state, at) && row_match(element + 1, state, at + 1))
		return true;
	*state = saved;
	return element->optional && row_match(element + 1, state, at);
}

enum rule { LONGEST, FOREMOST };

static bool is_better(const struct hs_wording_match *best, size_t end, size_t row, enum rule rule)
{
	if (rule == LONGEST && end != best->end)
		return end > best->end;
	return row < best->row;
}

static void row_try(struct hs_wording_match *best, bool *found, const struct hs_wording_set *set,
		    const struct hs_wording_text *text, uint32_t row, size_t at, enum rule rule)
{
	struct state state = { .text = text, .sentence = text->sentence[at], .from = SIZE_MAX, .to = SIZE_MAX };

	if (!row_match(set->rows[row].elements, &state, at))
		return;
	if (*found && !is_better(best, state.end, row, rule))
		return;
	*found = true;
	*best = (struct hs_wording_match){
		.first = at, .end = state.end,
		.from = state.from == SIZE_MAX ? at : state.from,
		.to = state.to == SIZE_MAX ? state.end : state.to,
		.value = set->rows[row].value, .row = row,
	};
}

static bool rows_match(struct hs_wording_match *out, const struct hs_wording_set *set,
		       const struct hs_wording_text *text, size_t at, enum rule rule)
{
	struct hs_wording_match best = { 0 };
	bool found = false;
	int32_t entry;

	if (at >= text->n)
		return false;
	for (entry = set->buckets[word_hash(text->word[at]) & (set->n_buckets - 1)]; entry >= 0;
	     entry = set->entries[entry].next)
		if (strcmp(set->entries[entry].word, text->word[at]) == 0)
			row_try(&best, &found, set, text, set->entries[entry].row, at, rule);
	for (size_t i = 0; i < set->n_open; i++)
		row_try(&best, &found, set, text, set->open_rows[i], at, rule);
	if (found)
		*out = best;
	return found;
}

bool hs_wording_match(struct hs_wording_match *out, const struct hs_wording_set *set,
		     const struct hs_wording_text *text, size_t at)
{
	return rows_match(out, set, text, at, LONGEST);
}

bool hs_wording_first(struct hs_wording_match *out, const struct hs_wording_set *set,
		     const struct hs_wording_text *text, size_t at)
{
	return rows_match(out, set, text, at, FOREMOST);
}

bool hs_wording_find(struct hs_wording_match *out, const struct hs_wording_set *set,
		    const struct hs_wording_text *text, size_t at, size_t end)
{
	for (; at < end && at < text->n; at++)
		if (hs_wording_match(out, set, text, at))
			return true;
	return false;
}

/* --- The classes of a word --------------------------------------------------------------------- */

struct form {
	const char *word;
	struct hs_classes classes;
};

static struct {
	struct hs_arena *arena;         /* lives as long as the program */
	struct form *forms;             /* sorted by word */
	size_t n, room;
} compiled;

static pthread_once_t compiled_once = PTHREAD_ONCE_INIT;

static int form_order(const void *a, const void *b)
{
	return strcmp(((const struct form *)a)->word, ((const struct form *)b)->word);
}

static void class_compile(size_t wc)
{
	struct element element = { .type = WORDS };
	size_t room = 0;

	element_class(compiled.arena, &element, &room, classes[wc].name, strlen(classes[wc].name));
	for (size_t i = 0; i < element.n_words; i++) {
		struct form *form;

		compiled.forms = hs_arena_grow(compiled.arena, compiled.forms, compiled.n, compiled.n + 1, &compiled.room,
					       sizeof(*compiled.forms));
		form = &compiled.forms[compiled.n++];
		*form = (struct form){ .word = element.words[i] };
		form->classes.bits[wc / 64] = (uint64_t)1 << (wc % 64);
	}
}

static void classes_compile(void)
{
	size_t n = 0;

	compiled.arena = hs_arena_new();
	for (size_t wc = 0; wc < N_CLASSES; wc++)
		class_compile(wc);
	qsort(compiled.forms, compiled.n, sizeof(*compiled.forms), form_order);
	for (size_t i = 1; i < compiled.n; i++) {
		if (strcmp(compiled.forms[i].word, compiled.forms[n].word) != 0)
			compiled.forms[++n] = compiled.forms[i];
		else
			for (size_t b = 0; b < sizeof(struct hs_classes) / sizeof(uint64_t); b++)
				compiled.forms[n].classes.bits[b] |= compiled.forms[i].classes.bits[b];
	}
	compiled.n = n + 1;
}

struct hs_classes hs_classes_of(const char *word)
{
	const struct form key = { .word = word }, *form;

	pthread_once(&compiled_once, classes_compile);
	form = bsearch(&key, compiled.forms, compiled.n, sizeof(key), form_order);
	return form ? form->classes : (struct hs_classes){ { 0 } };
}
