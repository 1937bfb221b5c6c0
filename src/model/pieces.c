#include "model/pieces.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <xxhash.h>

#include "base/arena.h"

enum { MAX_WORD = 100 };                /* longer words, in folded code points, are [UNK], as in BERT */
enum { MAX_FOLD = 20 };                 /* code points that one can decompose to (18 are the most) */
enum { KEEP = 1 << 18 };                /* pieces whose memory is kept for the next article */

/* --- Vocabulary */

static struct hs_span piece_text(const struct hs_vocab *vocab, uint32_t id)
{
	return (struct hs_span){ vocab->text + vocab->start[id], vocab->start[id + 1] - vocab->start[id] - 1 };
}

/* "##ing" is "ing" inside a word. */
static bool strip_inner(struct hs_span *piece)
{
	if (piece->len <= 2 || memcmp(piece->ptr, "##", 2) != 0)
		return false;
	piece->ptr += 2;
	piece->len -= 2;
	return true;
}

/* The slot that holds the piece, or the free one where it belongs. */
static uint32_t slot_of(const struct hs_vocab *vocab, const char *ptr, size_t len, bool inner)
{
	uint32_t slot = XXH3_64bits_withSeed(ptr, len, inner) & vocab->mask;

	for (; vocab->slots[slot]; slot = (slot + 1) & vocab->mask) {
		struct hs_span piece = piece_text(vocab, vocab->slots[slot] - 1);
		bool is_inner = strip_inner(&piece);

		if (is_inner == inner && piece.len == len && memcmp(piece.ptr, ptr, len) == 0)
			break;
	}
	return slot;
}

int hs_vocab_find(const struct hs_vocab *vocab, const char *ptr, size_t len, bool inner)
{
	return (int)vocab->slots[slot_of(vocab, ptr, len, inner)] - 1;
}

static size_t split_lines(uint32_t *start, const char *text, size_t len, size_t most)
{
	const char *end = text + len, *line = text;
	size_t n = 0;

	start[0] = 0;
	while (line < end && n < most) {
		const char *stop = memchr(line, '\n', end - line);

		if (!stop)
			break;
		line = stop + 1;
		start[++n] = line - text;
	}
	return line == end ? n : 0;
}

static int find_special(uint16_t *out, const struct hs_vocab *vocab, const char *name, struct hs_err *err)
{
	int id = hs_vocab_find(vocab, name, strlen(name), false);

	if (id < 0)
		return hs_fail(err, HS_EINTERNAL, "the vocabulary has no '%s'", name);
	*out = id;
	return HS_OK;
}

int hs_vocab_build(struct hs_vocab *vocab, const char *text, size_t len, size_t n, struct hs_err *err)
{
	size_t size = 4;
	int rc;

	*vocab = (struct hs_vocab){ .text = text, .n = n };
	vocab->start = hs_calloc(n + 1, sizeof(*vocab->start));
	if (len > UINT32_MAX || split_lines(vocab->start, text, len, n) != n)
		return hs_fail(err, HS_EINTERNAL, "the vocabulary has not the %zu pieces it should have", n);
	while (size < 2 * n)
		size *= 2;
	vocab->slots = hs_calloc(size, sizeof(*vocab->slots));
	vocab->mask = size - 1;
	for (uint32_t id = 0; id < n; id++) {
		struct hs_span piece = piece_text(vocab, id);
		bool inner = strip_inner(&piece);

		vocab->slots[slot_of(vocab, piece.ptr, piece.len, inner)] = id + 1;
		if (piece.len > vocab->longest)
			vocab->longest = piece.len;
	}
	if ((rc = find_special(&vocab->unknown, vocab, "[UNK]", err)) < 0 ||
	    (rc = find_special(&vocab->first, vocab, "[CLS]", err)) < 0 ||
	    (rc = find_special(&vocab->last, vocab, "[SEP]", err)) < 0)
		return rc;
	return HS_OK;
}

void hs_vocab_release(struct hs_vocab *vocab)
{
	free(vocab->start);
	free(vocab->slots);
	*vocab = (struct hs_vocab){ 0 };
}

/* --- What a code point is */

enum char_class { IN_WORD, SPACE, DROPPED, ALONE };

static const uint8_t ascii_class[128] = {
	[0 ... 8] = DROPPED, ['\t'] = SPACE, ['\n'] = SPACE, [11 ... 12] = DROPPED, ['\r'] = SPACE,
	[14 ... 31] = DROPPED, [' '] = SPACE,
	[33 ... 47] = ALONE, [58 ... 64] = ALONE, [91 ... 96] = ALONE, [123 ... 126] = ALONE, [127] = DROPPED,
};

static bool is_ideograph(ucs4_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
	       (c >= 0x2A700 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

static bool in_category(ucs4_t c, uint32_t mask)
{
	return uc_is_general_category_withtable(c, mask);
}

static enum char_class class_of(ucs4_t c)
{
	if (c < 128)
		return ascii_class[c];
	if (in_category(c, UC_CATEGORY_MASK_Zs))
		return SPACE;
	if (c == 0xFFFD || in_category(c, UC_CATEGORY_MASK_C))
		return DROPPED;
	return is_ideograph(c) || in_category(c, UC_CATEGORY_MASK_P) ? ALONE : IN_WORD;
}

static bool is_letter(ucs4_t c)
{
	return c < 128 ? (c | 32) >= 'a' && (c | 32) <= 'z' : in_category(c, UC_CATEGORY_MASK_L);
}

static bool is_digit(ucs4_t c)
{
	return c < 128 ? c >= '0' && c <= '9' : uc_digit_value(c) >= 0;
}

static bool is_number(ucs4_t c)
{
	return is_digit(c) || (c >= 128 && uc_numeric_value(c).denominator != 0);
}

static ucs4_t lower_of(ucs4_t c)
{
	return c < 128 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : uc_tolower(c);
}

/* Lower case without accents: what the vocabulary holds of one code point; none for a mark. */
static size_t fold(ucs4_t out[MAX_FOLD], ucs4_t c)
{
	size_t n = MAX_FOLD, kept = 0;
	ucs4_t lower = lower_of(c);

	if (c < 128) {
		out[0] = lower;
		return 1;
	}
	if (u32_normalize(UNINORM_NFD, &lower, 1, out, &n) != out)
		abort();                /* MAX_FOLD is too small: cannot be */
	for (size_t i = 0; i < n; i++)
		if (!in_category(out[i], UC_CATEGORY_MASK_Mn))
			out[kept++] = out[i];
	return kept;
}

/* --- Words */

struct word {                           /* the word that is being read */
	uint32_t start, end;            /* bytes; start == end: none */
	ucs4_t only;                    /* its first code point */
	bool counted, digit_first, upper_first;         /* first letter or digit seen; it is a digit; first letter is upper */
	size_t letters, upper;
	size_t n;                       /* folded code points; those after MAX_WORD are counted, not kept */
	char folded[4 * (MAX_WORD + MAX_FOLD)];
	uint16_t byte[MAX_WORD + MAX_FOLD + 1];         /* where each begins in `folded` */
	uint32_t owner[MAX_WORD + MAX_FOLD];            /* where what it came from begins in the text */
};

struct reader {
	struct hs_pieces *pieces;
	const struct hs_vocab *vocab;
	struct word word;
	size_t first;                   /* piece of the paragraph */
	bool inside;                    /* quotation marks */
};

static void count_case(struct word *word, ucs4_t c)
{
	bool letter = is_letter(c), upper = letter && lower_of(c) != c;

	if (!word->counted && (letter || is_number(c))) {
		word->counted = true;
		word->digit_first = is_digit(c);
	}
	if (!letter)
		return;
	if (word->letters++ == 0)
		word->upper_first = upper;
	word->upper += upper;
}

static enum hs_case word_case(const struct word *word)
{
	if (!word->counted)
		return HS_CASE_NONE;
	if (word->digit_first)
		return HS_CASE_DIGIT;
	if (word->upper == 0)
		return HS_CASE_LOWER;
	if (word->upper == word->letters && word->letters > 1)
		return HS_CASE_UPPER;
	return word->upper == 1 && word->upper_first ? HS_CASE_TITLE : HS_CASE_MIXED;
}

static void clear_word(struct word *word)
{
	word->start = word->end = 0;
	word->counted = word->digit_first = word->upper_first = false;
	word->letters = word->upper = word->n = 0;
	word->byte[0] = 0;
}

static void add_code(struct word *word, ucs4_t c, uint32_t start, uint32_t end)
{
	ucs4_t out[MAX_FOLD];
	size_t n = fold(out, c);

	if (word->start == word->end) {
		word->start = start;
		word->only = c;
	}
	word->end = end;
	count_case(word, c);
	for (size_t i = 0; i < n; i++, word->n++) {
		uint16_t at;

		if (word->n >= MAX_WORD + MAX_FOLD)
			continue;
		at = word->byte[word->n];
		word->owner[word->n] = start;
		word->byte[word->n + 1] = at + u8_uctomb((uint8_t *)word->folded + at, out[i], 4);
	}
}

/* The longest piece that word->folded has from code point `at` on: its end, *id; 0 when there is none. */
static size_t longest_piece(const struct hs_vocab *vocab, const struct word *word, size_t at, int *id)
{
	const char *ptr = word->folded + word->byte[at];

	for (size_t end = word->n; end > at; end--) {
		size_t len = word->byte[end] - word->byte[at];

		if (len <= vocab->longest && (*id = hs_vocab_find(vocab, ptr, len, at > 0)) >= 0)
			return end;
	}
	return 0;
}

static struct hs_piece *add_piece(struct reader *reader, int id, uint32_t start, uint32_t end, bool quote)
{
	struct hs_pieces *pieces = reader->pieces;
	uint8_t place = (pieces->n == reader->first ? HS_PLACE_FIRST : 0) | (pieces->n_paras == 0 ? HS_PLACE_OPENING : 0);

	if (pieces->n == pieces->room) {
		pieces->room = pieces->room ? 2 * pieces->room : 4096;
		pieces->at = hs_realloc(pieces->at, pieces->room * sizeof(*pieces->at));
	}
	pieces->at[pieces->n] = (struct hs_piece){
		.start = start, .end = end > start ? end : start, .id = id,
		.kase = word_case(&reader->word), .quote = quote, .place = place,
	};
	return &pieces->at[pieces->n++];
}

/* Greedy longest match; a word with a part that no piece has is one [UNK]. */
static void split_word(struct reader *reader, bool quote)
{
	const struct word *word = &reader->word;
	const size_t before = reader->pieces->n;
	size_t at = 0;

	while (word->n <= MAX_WORD && at < word->n) {
		int id;
		size_t end = longest_piece(reader->vocab, word, at, &id);

		if (!end)
			break;
		add_piece(reader, id, at ? word->owner[at] : word->start, end < word->n ? word->owner[end] : word->end, quote)->inner = at > 0;
		at = end;
	}
	if (at < word->n) {
		reader->pieces->n = before;
		add_piece(reader, reader->vocab->unknown, word->start, word->end, quote);
	}
}

static void end_word(struct reader *reader)
{
	struct word *word = &reader->word;
	bool quote = reader->inside;

	if (word->start == word->end)
		return;
	if (word->only == 0x201C || (word->only == '"' && !reader->inside))
		reader->inside = quote = true;
	else if (word->only == 0x201D || word->only == '"')
		reader->inside = false;
	split_word(reader, quote);
	clear_word(word);
}

static void end_paragraph(struct hs_pieces *pieces, size_t first)
{
	if (pieces->n == first)
		return;
	if (pieces->n_paras == pieces->paras_room) {
		pieces->paras_room = pieces->paras_room ? 2 * pieces->paras_room : 64;
		pieces->paras = hs_realloc(pieces->paras, pieces->paras_room * sizeof(*pieces->paras));
	}
	pieces->paras[pieces->n_paras++] = (struct hs_stretch){ first, pieces->n };
}

void hs_pieces_add(struct hs_pieces *pieces, const struct hs_vocab *vocab, const char *text, struct hs_range range)
{
	struct reader reader = { .pieces = pieces, .vocab = vocab, .first = pieces->n };
	int size;

	clear_word(&reader.word);
	for (uint32_t at = range.start; at < range.end; at += size) {
		ucs4_t c;
		enum char_class kind;

		size = u8_mbtouc(&c, (const uint8_t *)text + at, range.end - at);
		kind = class_of(c);
		if (kind == SPACE || kind == ALONE)
			end_word(&reader);
		if (kind == IN_WORD || kind == ALONE)
			add_code(&reader.word, c, at, at + size);
		if (kind == ALONE)
			end_word(&reader);
	}
	end_word(&reader);
	end_paragraph(pieces, reader.first);
}

/* --- The pieces of an article */

void hs_pieces_init(struct hs_pieces *pieces)
{
	*pieces = (struct hs_pieces){ 0 };
}

void hs_pieces_release(struct hs_pieces *pieces)
{
	free(pieces->at);
	free(pieces->paras);
	hs_pieces_init(pieces);
}

void hs_pieces_clear(struct hs_pieces *pieces)
{
	if (pieces->room > KEEP || pieces->paras_room > KEEP)
		hs_pieces_release(pieces);
	pieces->n = pieces->n_paras = 0;
}

/* Do the bytes of the paragraph end behind `offset`? */
static bool reaches(const struct hs_pieces *pieces, struct hs_stretch para, uint32_t offset)
{
	return pieces->at[para.end - 1].end > offset;
}

static struct hs_stretch find_in(const struct hs_pieces *pieces, struct hs_stretch para, struct hs_range range)
{
	uint32_t low = para.first, high = para.end, end;

	while (low < high) {            /* the first piece that ends behind range.start */
		uint32_t mid = low + (high - low) / 2;

		if (pieces->at[mid].end > range.start)
			high = mid;
		else
			low = mid + 1;
	}
	for (end = low; end < para.end && pieces->at[end].start < range.end; end++)
		;
	return (struct hs_stretch){ low, end };
}

struct hs_stretch hs_pieces_find(const struct hs_pieces *pieces, struct hs_range range)
{
	for (size_t i = 0; i < pieces->n_paras; i++) {
		struct hs_stretch para = pieces->paras[i];

		if (reaches(pieces, para, range.start) && pieces->at[para.first].start < range.end)
			return find_in(pieces, para, range);
	}
	return (struct hs_stretch){ 0, 0 };
}
