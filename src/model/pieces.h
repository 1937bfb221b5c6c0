/*
 * pieces - text to word pieces of the BERT uncased vocabulary, with byte offsets and input features.
 *
 * The twin of train/pieces.py: the same pieces, byte for byte, or the weights mean something else. The vocabulary is
 * lower case without accents, so what capitals, quotation marks and paragraph edges tell goes into three small features.
 */
#ifndef HS_MODEL_PIECES_H
#define HS_MODEL_PIECES_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"

/* The case of a word: of all its pieces. */
enum hs_case { HS_CASE_NONE, HS_CASE_LOWER, HS_CASE_TITLE, HS_CASE_UPPER, HS_CASE_DIGIT, HS_CASE_MIXED, HS_CASES };

enum { HS_QUOTES = 2 };                 /* 0 outside, 1 inside quotation marks, the marks counted in */
enum { HS_PLACE_FIRST = 1, HS_PLACE_OPENING = 2, HS_PLACES = 4 };   /* first piece of a paragraph; in the first paragraph */

struct hs_piece {
	uint32_t start, end;            /* bytes of the text */
	uint16_t id;
	uint8_t kase;                   /* enum hs_case */
	uint8_t quote : 1, place : 2;
	uint8_t inner : 1;              /* goes on with the word of the piece before */
};

struct hs_vocab {
	const char *text;               /* borrowed: a piece a line */
	uint32_t *start;                /* owned: where each piece begins, n + 1 of them */
	uint32_t *slots;                /* owned: open hash table of id + 1, 0 is free */
	uint32_t mask;
	size_t n, longest;              /* pieces; bytes of the longest one */
	uint16_t unknown, first, last;  /* [UNK], [CLS], [SEP] */
};

/* Index `n` pieces, one a line; HS_EINTERNAL when there are others than `n` or a special one is missing. */
int hs_vocab_build(struct hs_vocab *vocab, const char *text, size_t len, size_t n, struct hs_err *err);
void hs_vocab_release(struct hs_vocab *vocab);

/* Id of a piece that begins a word, or (`inner`) goes on with one, or -1. */
int hs_vocab_find(const struct hs_vocab *vocab, const char *ptr, size_t len, bool inner);

struct hs_stretch {                     /* a paragraph's pieces, half-open, at least one */
	uint32_t first, end;
};

struct hs_pieces {                      /* of one article; reused for the next */
	struct hs_piece *at;            /* owned */
	size_t n, room;
	struct hs_stretch *paras;       /* owned; in reading order */
	size_t n_paras, paras_room;
};

void hs_pieces_init(struct hs_pieces *pieces);
void hs_pieces_release(struct hs_pieces *pieces);
void hs_pieces_clear(struct hs_pieces *pieces);         /* empty, keeps memory (up to a few MiB) */

/* Append the pieces of the paragraph text[range); line breaks in it are white space. */
void hs_pieces_add(struct hs_pieces *pieces, const struct hs_vocab *vocab, const char *text, struct hs_range range);

/* Indices of the pieces that overlap the bytes of `range`, as far as they are in one paragraph; n 0: first == end. */
struct hs_stretch hs_pieces_find(const struct hs_pieces *pieces, struct hs_range range);

#endif
