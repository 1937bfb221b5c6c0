/*
 * id - names made from content: 128 bits of XXH3 as 32 lower-case hex digits.
 *
 * The same fields give the same id on every machine. Fields are length-prefixed, so that ("a", "bc") is not ("ab", "c").
 */
#ifndef HS_BASE_ID_H
#define HS_BASE_ID_H

#include <stddef.h>

#define HS_ID_LEN 32

struct hs_id {
	char hex[HS_ID_LEN + 1];
};

struct hs_id_maker;                     /* opaque */

struct hs_id_maker *hs_id_begin(const char *domain);    /* "article", "claim", ...: keeps them apart */
void hs_id_add(struct hs_id_maker *maker, const void *ptr, size_t len);
void hs_id_adds(struct hs_id_maker *maker, const char *str);     /* NULL is told from "" */
struct hs_id hs_id_end(struct hs_id_maker *maker);               /* frees the maker */

#endif
