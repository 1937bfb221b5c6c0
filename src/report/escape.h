/*
 * escape - words from outside, made safe for the place they are written to.
 *
 * Articles are written by others and a report carries their words into browsers, spreadsheets, terminals and other
 * programs. Each of these has one function here, called where its writer puts text out and nowhere else. All of them write
 * U+FFFD for bytes that are not well-formed UTF-8, so that a damaged database still gives a valid report.
 */
#ifndef HS_REPORT_ESCAPE_H
#define HS_REPORT_ESCAPE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/span.h"
#include "base/str.h"

/* Between HTML tags. Control characters become U+FFFD, line breaks and tabs stay. */
void hs_escape_html(FILE *out, struct hs_span text);

/* Inside a double-quoted HTML attribute. */
void hs_escape_attribute(FILE *out, struct hs_span text);

/* May this be a link? Only absolute http and https addresses without white space or control characters. */
bool hs_url_is_web(const char *url);

/*
 * One CSV cell, quoted where RFC 4180 asks for it. Unless `raw`, a cell that a spreadsheet would take for a formula
 * (= + - @ and their full-width forms, tab, CR or LF first, also behind blanks and quotation marks) gets a ' in front
 * and quotes around it. Taking that ' off again gives back the cell: hs_csv_is_formula() tells which cells have it.
 * Control characters other than tab and line breaks become U+FFFD.
 */
void hs_escape_csv(FILE *out, struct hs_span text, bool raw);
bool hs_csv_is_formula(struct hs_span text);

/* For a terminal: control characters (line breaks too), escape sequences and marks that turn the writing direction
 * become U+FFFD; blanks, tabs and line breaks in a row become one blank. Added to `out`, so that it can be measured
 * and wrapped. */
void hs_escape_terminal(struct hs_str *out, struct hs_span text);

/* For a JSON string that cJSON will quote: the text as well-formed UTF-8, added to `out`. */
void hs_escape_json(struct hs_str *out, struct hs_span text);

#endif
