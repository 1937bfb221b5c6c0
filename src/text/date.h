/*
 * date - dates and times as outlets write them, as ISO 8601.
 *
 *     2011-11-08 12:53:00            2011-11-08T12:53:00
 *     Tue Nov 8, 2011 12:53pm EST    2011-11-08T12:53-05:00
 *     Tue, 08 Nov 2011 12:53:00 GMT  2011-11-08T12:53:00Z
 *     8 November 2011, 20111108      2011-11-08
 *
 * Only what is written is told: no time, no zone, nothing. What could be two dates (11/08/2011) is none, and so is a zone
 * name with two meanings left out (ET, IST).
 */
#ifndef HS_TEXT_DATE_H
#define HS_TEXT_DATE_H

#include "base/arena.h"
#include "base/span.h"

/* The date that the whole of `text` is, or NULL. */
char *hs_date_iso(struct hs_arena *arena, struct hs_span text);

/* Offset in `text` at which a date begins that goes on to its end, or text.len. The date must have day, month and year. */
size_t hs_date_tail(struct hs_span text);

#endif
