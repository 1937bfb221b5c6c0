/*
 * utf8 - the one check that every stored string has passed, and walking by code point.
 *
 * Well-formed means Unicode 15, table 3-7 (no surrogates, no overlong forms, at most U+10FFFF).
 */
#ifndef HS_BASE_UTF8_H
#define HS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Offset of the first byte that is not well formed, or `len`. */
size_t hs_utf8_check(const char *ptr, size_t len);

/* The code point at ptr[0..len), len > 0, and its bytes in *size (1..4). Text must be well formed;
 * at a bad byte gives U+FFFD and size 1, never reads past `len`. */
uint32_t hs_utf8_next(const char *ptr, size_t len, unsigned *size);

/* Write `code` to out[4]; returns the bytes written (U+FFFD for what is no scalar value). */
unsigned hs_utf8_put(char *out, uint32_t code);

/* Code points in ptr[0..len). */
size_t hs_utf8_count(const char *ptr, size_t len);

/* A copy with each maximal ill-formed subpart and each NUL replaced by U+FFFD (W3C Encoding rule);
 * *out_len gets its length. For formats that are decoded anyway (HTML), never for JSON or plain text. */
char *hs_utf8_repair(struct hs_arena *arena, const char *ptr, size_t len, size_t *out_len);

/* White space (Unicode White_Space and NBSP), letters, upper case, digits, P* punctuation. */
bool hs_code_is_space(uint32_t code);
bool hs_code_is_alpha(uint32_t code);
bool hs_code_is_upper(uint32_t code);
bool hs_code_is_digit(uint32_t code);
bool hs_code_is_punct(uint32_t code);
bool hs_code_is_quote(uint32_t code);           /* a double quotation mark: " “ ” „ ‟ « » */
bool hs_code_is_bidi(uint32_t code);            /* a mark that turns the writing direction of what follows */
uint32_t hs_code_lower(uint32_t code);

/* Lower-cased copy with accents kept, curly quotes and apostrophes straightened, runs of white space as one
 * blank, ends trimmed: a view for look-ups and comparison alone. */
char *hs_utf8_fold(struct hs_arena *arena, const char *ptr, size_t len);

#endif
