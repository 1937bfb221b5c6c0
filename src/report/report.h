/*
 * report - what people act on: attributions, audit, compare, reviews; as CSV, JSON, NDJSON, HTML or text.
 *
 * A report is one row of a table (its name, its SQL in reports/, its sections), a format is one writer
 * {begin, section, row, end}. Every row has its evidence: article, field, offsets and the words. Rows have a
 * total order; no report reads the clock or the locale.
 */
#ifndef HS_REPORT_REPORT_H
#define HS_REPORT_REPORT_H

#include <stdio.h>

#include "policy/policy.h"
#include "store/store.h"

struct hs_report_options {
	const char *format;             /* "csv", "json", "ndjson", "html", "text" */
	bool raw_csv;                   /* do not defuse cells that a spreadsheet would take for formulas */
	bool colour;                    /* text: ANSI colours (the caller has looked at the terminal and NO_COLOR) */
	unsigned width;                 /* text: columns, 0: 80 */
	const struct hs_policy *policy; /* audit: after this policy; NULL: after none */
};

/* Write report `name` to `out`. HS_EUSAGE: no such report or format, and err lists them. HS_EIO is the caller's to
 * notice (ferror). */
int hs_report_write(FILE *out, struct hs_store *store, const char *name,
		    const struct hs_report_options *options, struct hs_err *err);

/* "attributions, audit, compare" and "csv, json, ndjson, html, text", from the tables. */
const char *hs_report_names(void);
const char *hs_report_formats(void);

/* The one finding of the policy in the current articles whose id begins with `prefix`. HS_EUSAGE: there is none, or more than one. */
struct hs_report_finding {
	struct hs_id article;           /* its key */
	const char *rule;               /* the policy's */
	enum hs_field field;
	struct hs_range at;             /* in the field */
};
int hs_report_find(struct hs_report_finding *out, struct hs_store *store, const struct hs_policy *policy, const char *prefix,
		   struct hs_err *err);

/* One article's extraction as a line of JSON (schema/extract.schema.json), without the LF; hs_malloc'ed. With `code_points` offsets count code points. */
char *hs_report_extraction(const struct hs_extraction *extraction, bool code_points);

#endif
