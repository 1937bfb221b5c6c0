/*
 * charset - the bytes of a page as UTF-8.
 *
 * What tells the character set, best first: a byte order mark; the page's own <meta charset> or XML declaration; that the
 * bytes are well-formed UTF-8; else they are taken for windows-1252, which any bytes can be.
 */
#ifndef HS_INGEST_CHARSET_H
#define HS_INGEST_CHARSET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

/*
 * Well-formed UTF-8 without NUL and byte order mark to *out. Bytes that cannot be decoded become U+FFFD; NULs go, as browsers show none.
 * HS_EINPUT: the character set is one that this system's iconv(3) does not have.
 */
int hs_charset_decode(struct hs_span *out, struct hs_arena *arena, struct hs_span bytes, struct hs_err *err);

#endif
