/*
 * tell - what the program says on standard error.
 */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmd/cmd.h"

#include "base/io.h"

#define BAR_WIDTH 24
#define REDRAW_SECONDS 0.1

static bool bar_shown;

void hs_tell_err(const struct hs_err *err)
{
	hs_progress_end();
	fprintf(stderr, "hearsay: %s\n", err->msg);
}

/* Format the way of hs_fail(), which cleans the message. */
static void tell_args(const char *fmt, va_list args)
{
	char text[2 * HS_ERR_MAX];
	struct hs_err err;

	vsnprintf(text, sizeof(text), fmt, args);
	hs_fail(&err, HS_OK, "%s", text);
	hs_tell_err(&err);
}

void hs_tell(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	tell_args(fmt, args);
	va_end(args);
}

void hs_tell_done(const char *fmt, ...)
{
	va_list args;

	if (hs_common.quiet)
		return;
	va_start(args, fmt);
	tell_args(fmt, args);
	va_end(args);
}

int hs_exit_of(const struct hs_err *err)
{
	switch (err->code) {
	case HS_EINPUT:
	case HS_EIO:
		return HS_EXIT_REJECTS;
	case HS_ESTORE:
		return HS_EXIT_STORE;
	case HS_EUSAGE:
		return HS_EXIT_USAGE;
	default:
		return HS_EXIT_INTERNAL;
	}
}

static bool knows_escapes(FILE *out)
{
	const char *term = getenv("TERM");

	return isatty(fileno(out)) && term && strcmp(term, "dumb") != 0;
}

bool hs_may_colour(FILE *out)
{
	const char *no_color = getenv("NO_COLOR");

	return knows_escapes(out) && !(no_color && *no_color);
}

int hs_tell_status(const struct hs_err *err)
{
	hs_tell_err(err);
	return hs_exit_of(err);
}

/* --- progress ------------------------------------------------------------------------------ */

/* Not more often than every tenth of a second. */
static bool is_time(void)
{
	static double last;
	struct timespec ts;
	double now;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	now = (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
	if (bar_shown && now - last < REDRAW_SECONDS)
		return false;
	last = now;
	return true;
}

void hs_progress(const char *what, uint64_t done, uint64_t total, uint64_t records)
{
	static const char full[] = "########################", empty[] = "........................";
	int filled;

	if (hs_common.quiet || !knows_escapes(stderr) || !is_time())
		return;
	bar_shown = true;
	if (!total || done > total) {
		fprintf(stderr, "\r\033[K%s  %llu articles", what, (unsigned long long)records);
		return;
	}
	filled = (int)((double)done / (double)total * BAR_WIDTH);
	fprintf(stderr, "\r\033[K%s  [%.*s%.*s] %3d%%  %llu articles", what, filled, full, BAR_WIDTH - filled, empty,
		(int)((double)done / (double)total * 100), (unsigned long long)records);
}

void hs_progress_end(void)
{
	if (bar_shown)
		fputs("\r\033[K", stderr);
	bar_shown = false;
}

/* --- output -------------------------------------------------------------------------------- */

bool hs_output_is_input(const char *output, const char *const *inputs, size_t n)
{
	struct stat out, in;

	if (!output || stat(output, &out) < 0 || !S_ISREG(out.st_mode))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (stat(inputs[i], &in) < 0 || in.st_dev != out.st_dev || in.st_ino != out.st_ino)
			continue;
		hs_tell("--output names '%s', which is read: it would be lost", output);
		return true;
	}
	return false;
}

int hs_output_finish(struct hs_output *output, int rc, const struct hs_err *err)
{
	struct hs_err close_err;

	if (rc < 0 && rc != HS_EIO) {
		hs_output_abort(output);
		return hs_tell_status(err);
	}
	if (hs_output_close(output, &close_err) < 0) {
		hs_tell_err(&close_err);
		return HS_EXIT_INTERNAL;
	}
	return HS_EXIT_OK;
}
