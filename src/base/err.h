/*
 * err - outcomes: a code to branch on, a sentence to read.
 *
 * Functions that can fail return HS_OK or a code below and fill a `struct hs_err`.  The message is
 * lower case, quotes its subject, has no full stop and no line break: it is shown to users as it is.
 */
#ifndef HS_BASE_ERR_H
#define HS_BASE_ERR_H

enum hs_status {
	HS_OK = 0,
	HS_DONE = 1,            /* no more records, rows, ...: not a failure */
	HS_EINPUT = -1,         /* this input is bad: it costs itself, the rest goes on */
	HS_EIO = -2,            /* a file cannot be read or written */
	HS_ESTORE = -3,         /* the database cannot be opened, is locked, full, foreign or damaged */
	HS_EUSAGE = -4,         /* the caller asks for what there is not: a format, a policy, a record */
	HS_EINTERNAL = -5       /* a broken installation (no model, wrong checksum) or a bug */
};

#define HS_ERR_MAX 512

struct hs_err {
	int code;               /* enum hs_status */
	char msg[HS_ERR_MAX];   /* cut at a code point boundary if longer */
};

/* Fill `err` (may be NULL) and return `code`, so that a caller can `return hs_fail(...)`.
 * Control bytes and invalid UTF-8 that come in through arguments are shown as '?'. */
int hs_fail(struct hs_err *err, int code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Put "prefix: " before the message of `err`, for example the file and record it happened in. */
void hs_err_prefix(struct hs_err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
