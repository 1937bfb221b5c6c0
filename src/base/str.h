/*
 * str - a byte string that grows.
 *
 * Always NUL-terminated; `len` does not count the NUL. Initialise with HS_STR_INIT, end with release.
 */
#ifndef HS_BASE_STR_H
#define HS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct hs_str {
	char *ptr;                      /* owned; "" until something is added */
	size_t len, room;
};

extern char hs_str_empty[];
#define HS_STR_INIT { hs_str_empty, 0, 0 }

void hs_str_init(struct hs_str *str);
void hs_str_release(struct hs_str *str);        /* leaves it as after init */
void hs_str_clear(struct hs_str *str);          /* length 0, keeps the memory */
void hs_str_add(struct hs_str *str, const void *ptr, size_t len);
void hs_str_adds(struct hs_str *str, const char *s);
void hs_str_addc(struct hs_str *str, char c);
void hs_str_addf(struct hs_str *str, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void hs_str_cut(struct hs_str *str, size_t len);        /* shorten to `len` <= str->len */

/* Is `word` one of the words of `list`, which single blanks set apart? No list has the empty word. */
bool hs_word_in(const char *word, const char *list);

/* Does `word` end in `ending`, with two bytes or more before it: "saying" in "ing", but not "king"? */
bool hs_ends_in(const char *word, const char *ending);

#endif
