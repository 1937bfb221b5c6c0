/*
 * table - the one way to look a word up in a .def table: binary search over rows that begin with their word.
 */
#ifndef HS_LEXICON_TABLE_H
#define HS_LEXICON_TABLE_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static inline int hs_table_compare(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

/* The row of `rows` whose first member is `word`, or NULL. */
#define hs_table_find(rows, word) \
	bsearch(word, rows, sizeof(rows) / sizeof(*(rows)), sizeof(*(rows)), hs_table_compare)

#endif
