/*
 * arena - memory that is given back all at once.
 *
 * One arena per article: everything found in an article lives exactly as long as it.  Allocation
 * failure ends the process with one message (exit 5), so that callers have no out-of-memory branches.
 * Built with HS_ARENA_DEBUG (sanitizer builds) each item is a malloc of its own, so that overruns show.
 */
#ifndef HS_BASE_ARENA_H
#define HS_BASE_ARENA_H

#include <stddef.h>

struct hs_arena;                        /* opaque, owned by whoever called hs_arena_new() */

struct hs_arena *hs_arena_new(void);
void hs_arena_free(struct hs_arena *arena);             /* NULL is fine */

/* Give back every item; keeps at most 1 MiB for the next round. */
void hs_arena_reset(struct hs_arena *arena);

/* `size` zeroed bytes, aligned for any type; size 0 gives a valid pointer. */
void *hs_arena_alloc(struct hs_arena *arena, size_t size);

/* n * size zeroed bytes, checked for overflow. */
void *hs_arena_array(struct hs_arena *arena, size_t n, size_t size);

/* Grow the array `old` of `had` items, which hs_arena_grow() gave or NULL, to room for `want` items (at least doubling), and update *room.
 * Returns `old` where *room is enough. Else nothing may point into `old` any more: a large array moves, and does not leave a copy. */
void *hs_arena_grow(struct hs_arena *arena, void *old, size_t had, size_t want, size_t *room, size_t size);

/* NUL-terminated copies; NULL gives NULL. */
char *hs_arena_str(struct hs_arena *arena, const char *str);
char *hs_arena_strn(struct hs_arena *arena, const char *ptr, size_t len);
char *hs_arena_printf(struct hs_arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Bytes held now, for limits and tests. */
size_t hs_arena_used(const struct hs_arena *arena);

/* malloc family that ends the process on failure, for the few things that outlive an article. */
void *hs_malloc(size_t size);
void *hs_calloc(size_t n, size_t size);
void *hs_realloc(void *old, size_t size);
char *hs_strdup(const char *str);

#endif
