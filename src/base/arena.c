/*
 * arena - a chain of blocks, filled from the front one.
 *
 * Blocks double up to 1 MiB; an item that does not fit a block of that size gets one of its own. A reset keeps the
 * front block, the largest so far, so that a run over many articles soon allocates nothing. With
 * HS_ARENA_DEBUG a block holds one item and nothing is kept: the sanitizers see each item's edges and its end.
 */
#include "config.h"

#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEEP_MAX ((size_t)1 << 20)
#define BLOCK_MIN ((size_t)16 << 10)

struct block {
	struct block *next;
	size_t size, used;              /* of bytes[] */
	_Alignas(max_align_t) char bytes[];
};

struct hs_arena {
	struct block *front;
	size_t used;
};

static _Noreturn void out_of_memory(size_t size)
{
	fprintf(stderr, "hearsay: out of memory (%zu bytes asked for)\n", size);
	exit(5);
}

static size_t array_size(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		out_of_memory(SIZE_MAX);
	return bytes;
}

struct hs_arena *hs_arena_new(void)
{
	return hs_calloc(1, sizeof(struct hs_arena));
}

static void free_blocks(struct block *block)
{
	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

void hs_arena_free(struct hs_arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->front);
	free(arena);
}

static struct block *block_new(size_t size)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof(*block))
		out_of_memory(size);
	block = hs_malloc(sizeof(*block) + size);
	block->size = size;
	block->used = 0;
	block->next = NULL;
	return block;
}

static void push_front(struct hs_arena *arena, struct block *block)
{
	block->next = arena->front;
	arena->front = block;
}

#ifdef HS_ARENA_DEBUG

void hs_arena_reset(struct hs_arena *arena)
{
	free_blocks(arena->front);
	arena->front = NULL;
	arena->used = 0;
}

static char *take(struct hs_arena *arena, size_t size)
{
	struct block *block = block_new(size);

	block->used = size;
	push_front(arena, block);
	return block->bytes;
}

static bool is_alone(size_t size)
{
	(void)size;
	return true;
}

#else

void hs_arena_reset(struct hs_arena *arena)
{
	struct block *front = arena->front;

	arena->used = 0;
	if (!front)
		return;
	free_blocks(front->next);
	front->next = NULL;
	front->used = 0;
	if (front->size > KEEP_MAX) {
		free(front);
		arena->front = NULL;
	}
}

static size_t next_block_size(const struct hs_arena *arena)
{
	size_t size = arena->front ? arena->front->size * 2 : BLOCK_MIN;

	return size < KEEP_MAX ? size : KEEP_MAX;
}

/* Has an item of this size a block of its own? */
static bool is_alone(size_t size)
{
	return size > KEEP_MAX / 4;
}

/* A large item goes behind the front block, which still has room for small ones. */
static char *take_alone(struct hs_arena *arena, size_t size)
{
	struct block *block = block_new(size);

	block->used = size;
	if (arena->front) {
		block->next = arena->front->next;
		arena->front->next = block;
	} else {
		push_front(arena, block);
	}
	return block->bytes;
}

static char *take(struct hs_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct block *front = arena->front;
	char *ptr;

	if (is_alone(size))
		return take_alone(arena, size);
	size = (size + align - 1) / align * align;
	if (!front || front->size - front->used < size) {
		size_t room = next_block_size(arena);

		push_front(arena, block_new(room > size ? room : size));
		front = arena->front;
	}
	ptr = front->bytes + front->used;
	front->used += size;
	return ptr;
}

#endif

void *hs_arena_alloc(struct hs_arena *arena, size_t size)
{
	arena->used += size;
	return memset(take(arena, size ? size : 1), 0, size);
}

void *hs_arena_array(struct hs_arena *arena, size_t n, size_t size)
{
	return hs_arena_alloc(arena, array_size(n, size));
}

/* Where the block that holds the item `ptr` alone hangs in the chain. */
static struct block **block_of(struct hs_arena *arena, const void *ptr)
{
	struct block **at = &arena->front;

	while (*at && (*at)->bytes != ptr)
		at = &(*at)->next;
	assert(*at);
	return at;
}

/* Make an item that has a block of its own longer. What is added is zeroed. */
static void *stretch(struct hs_arena *arena, void *old, size_t had, size_t size)
{
	struct block **at = block_of(arena, old), *block;

	if (size > SIZE_MAX - sizeof(*block))
		out_of_memory(size);
	block = hs_realloc(*at, sizeof(*block) + size);
	block->size = block->used = size;
	*at = block;
	arena->used += size - had;
	memset(block->bytes + had, 0, size - had);
	return block->bytes;
}

void *hs_arena_grow(struct hs_arena *arena, void *old, size_t had, size_t want, size_t *room, size_t size)
{
	size_t n = *room;
	void *grown;

	if (want <= n)
		return old;
	n = n > SIZE_MAX / 2 ? want : 2 * n;
	if (n < want)
		n = want;
	if (old && *room && is_alone(*room * size)) {
		grown = stretch(arena, old, *room * size, array_size(n, size));
	} else {
		grown = hs_arena_array(arena, n, size);
		if (had)
			memcpy(grown, old, had * size);
	}
	*room = n;
	return grown;
}

char *hs_arena_str(struct hs_arena *arena, const char *str)
{
	return str ? hs_arena_strn(arena, str, strlen(str)) : NULL;
}

char *hs_arena_strn(struct hs_arena *arena, const char *ptr, size_t len)
{
	char *copy;

	if (!ptr)
		return NULL;
	if (len == SIZE_MAX)
		out_of_memory(len);
	copy = hs_arena_alloc(arena, len + 1);
	memcpy(copy, ptr, len);
	return copy;
}

char *hs_arena_printf(struct hs_arena *arena, const char *fmt, ...)
{
	va_list args;
	char *str;
	int len;

	va_start(args, fmt);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0)
		out_of_memory(SIZE_MAX);        /* longer than INT_MAX: the only way it fails */
	str = hs_arena_alloc(arena, (size_t)len + 1);
	va_start(args, fmt);
	vsnprintf(str, (size_t)len + 1, fmt, args);
	va_end(args);
	return str;
}

size_t hs_arena_used(const struct hs_arena *arena)
{
	return arena->used;
}

void *hs_malloc(size_t size)
{
	void *ptr = malloc(size ? size : 1);

	if (!ptr)
		out_of_memory(size);
	return ptr;
}

void *hs_calloc(size_t n, size_t size)
{
	size_t bytes = array_size(n, size);
	void *ptr = calloc(1, bytes ? bytes : 1);

	if (!ptr)
		out_of_memory(bytes);
	return ptr;
}

void *hs_realloc(void *old, size_t size)
{
	void *ptr = realloc(old, size ? size : 1);

	if (!ptr)
		out_of_memory(size);
	return ptr;
}

char *hs_strdup(const char *str)
{
	size_t size;

	if (!str)
		return NULL;
	size = strlen(str) + 1;
	return memcpy(hs_malloc(size), str, size);
}
