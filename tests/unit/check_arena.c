#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "unit.h"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

static size_t count_set(const unsigned char *bytes, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++)
		n += bytes[i] != 0;
	return n;
}

static const size_t sizes[] = { 0, 1, 15, 16, 17, 4096, 65536, 300000, 3000000 };

START_TEST(items_are_zeroed_aligned_and_apart)
{
	size_t size = sizes[_i];
	unsigned char *a, *b;

	for (int round = 0; round < 3; round++) {
		a = hs_arena_alloc(arena, size);
		b = hs_arena_alloc(arena, size);
		ck_assert_ptr_ne(a, b);
		ck_assert_uint_eq((uintptr_t)a % _Alignof(max_align_t), 0);
		ck_assert_uint_eq(count_set(a, size) + count_set(b, size), 0);
		memset(a, 0xAA, size);
		ck_assert_msg(size == 0 || b[0] == 0, "items overlap");
		memset(b, 0xBB, size);
		if (round == 1)
			hs_arena_reset(arena);
	}
}
END_TEST

START_TEST(items_survive_later_ones)
{
	char *strings[2000];

	for (int i = 0; i < 2000; i++)
		strings[i] = hs_arena_printf(arena, "%0*d", i + 1, i);
	for (int i = 0; i < 2000; i++) {
		ck_assert_uint_eq(strlen(strings[i]), (size_t)i + 1 > 4 ? (size_t)i + 1 : strlen(strings[i]));
		ck_assert_int_eq(atoi(strings[i]), i);
	}
}
END_TEST

START_TEST(used_counts_and_reset_forgets)
{
	ck_assert_uint_eq(hs_arena_used(arena), 0);
	hs_arena_alloc(arena, 100);
	hs_arena_array(arena, 10, 4);
	ck_assert_uint_eq(hs_arena_used(arena), 140);
	hs_arena_reset(arena);
	ck_assert_uint_eq(hs_arena_used(arena), 0);
	hs_arena_alloc(arena, 5000000);
	hs_arena_reset(arena);
	ck_assert_uint_eq(hs_arena_used(arena), 0);
}
END_TEST

START_TEST(grow_keeps_items_and_doubles)
{
	size_t room = 0, had = 0, moves = 0;
	int *items = NULL, *before;

	for (; had < 1000; had++) {
		before = items;
		items = hs_arena_grow(arena, items, had, had + 1, &room, sizeof(*items));
		moves += items != before;
		ck_assert_uint_gt(room, had);
		items[had] = (int)had;
	}
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(items[i], i);
	ck_assert_uint_le(moves, 11);
}
END_TEST

/* Two that grow by turns, with small items between: no more is held than what is in them, but for what they were while they were small. */
START_TEST(large_arrays_leave_no_copies)
{
	enum { N = 1 << 19 };
	size_t room[2] = { 0, 0 };
	uint32_t *items[2] = { NULL, NULL };

	for (uint32_t n = 0; n < N; n++)
		for (int i = 0; i < 2; i++) {
			items[i] = hs_arena_grow(arena, items[i], n, n + 1, &room[i], sizeof(**items));
			ck_assert_uint_eq(items[i][n], 0);
			items[i][n] = 2 * n + (uint32_t)i;
			if (n % 1024 == 0)
				hs_arena_alloc(arena, 24);
		}
	for (uint32_t n = 0; n < N; n++)
		for (int i = 0; i < 2; i++)
			ck_assert_uint_eq(items[i][n], 2 * n + (uint32_t)i);
	ck_assert_uint_le(hs_arena_used(arena), 2 * (N * sizeof(**items)) + ((size_t)3 << 20) / 2);
}
END_TEST

START_TEST(copies_end_in_nul)
{
	char *part = hs_arena_strn(arena, "officials", 8);

	ck_assert_str_eq(part, "official");
	ck_assert_str_eq(hs_arena_str(arena, ""), "");
	ck_assert_ptr_null(hs_arena_str(arena, NULL));
	ck_assert_ptr_null(hs_arena_strn(arena, NULL, 0));
	ck_assert_str_eq(hs_arena_printf(arena, "%s-%d", "R", 12), "R-12");
}
END_TEST

START_TEST(free_accepts_null)
{
	hs_arena_free(NULL);
	ck_assert_ptr_null(hs_strdup(NULL));
}
END_TEST

START_TEST(overflow_ends_the_process)
{
	hs_arena_array(arena, SIZE_MAX / 2, 3);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("arena");
	TCase *tcase = tcase_create("arena");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, items_are_zeroed_aligned_and_apart, 0, ROWS(sizes));
	tcase_add_test(tcase, items_survive_later_ones);
	tcase_add_test(tcase, used_counts_and_reset_forgets);
	tcase_add_test(tcase, grow_keeps_items_and_doubles);
	tcase_add_test(tcase, large_arrays_leave_no_copies);
	tcase_add_test(tcase, copies_end_in_nul);
	tcase_add_test(tcase, free_accepts_null);
	if (!getenv("CK_FORK") || strcmp(getenv("CK_FORK"), "no") != 0)
		tcase_add_exit_test(tcase, overflow_ends_the_process, 5);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
