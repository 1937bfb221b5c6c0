/*
 * opts - rows of options to getopt_long(3), to --help and to completion.
 */
#include "config.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "cmd/cmd.h"

#define HELP_COLUMN 28
#define LONG_BASE 256                   /* getopt's value for row i of the table, above every letter */

struct hs_common hs_common;

static bool wants_help;

static const struct hs_opt common_opts[] = {
	{ 'q', "quiet", HS_OPT_FLAG, NULL, "no progress and no summary on standard error", 0 },
	{ 'h', "help", HS_OPT_FLAG, NULL, "print this help", 0 },
	{ 0 }
};

/* The verb's rows, then the common ones; NULL behind the last. */
static const struct hs_opt *row_at(const struct hs_verb *verb, size_t i)
{
	const struct hs_opt *row = verb->opts;

	for (; row->name; row++)
		if (i-- == 0)
			return row;
	return i < 2 ? &common_opts[i] : NULL;
}

/* --- parsing ------------------------------------------------------------------------------- */

static int wrong_usage(const struct hs_verb *verb, const char *what, const char *subject)
{
	hs_tell("%s '%s' (see 'hearsay %s --help')", what, subject, verb->name);
	return -1;
}

bool hs_opts_is_choice(const char *choices, const char *word)
{
	size_t len = strlen(word);

	for (const char *end; *choices; choices = end + (*end != '\0')) {
		end = strchrnul(choices, '|');
		if ((size_t)(end - choices) == len && memcmp(choices, word, len) == 0)
			return true;
	}
	return false;
}

static int set_number(const struct hs_opt *row, const char *arg, long *value)
{
	char *end;

	errno = 0;
	*value = strtol(arg, &end, 10);
	if (end == arg || *end || errno || *value < 1) {
		hs_tell("--%s takes a whole number from 1, not '%s'", row->name, arg);
		return -1;
	}
	return 0;
}

static int set_choice(const struct hs_opt *row, const char *arg, const char **value)
{
	if (!hs_opts_is_choice(row->arg, arg)) {
		hs_tell("--%s takes %s, not '%s'", row->name, row->arg, arg);
		return -1;
	}
	*value = arg;
	return 0;
}

static int set_common(const struct hs_opt *row)
{
	if (row->letter == 'q')
		hs_common.quiet = true;
	else
		wants_help = true;
	return 0;
}

static int set(const struct hs_opt *row, const char *arg, void *options)
{
	char *field;

	if (row >= common_opts && row < common_opts + 2)
		return set_common(row);
	field = (char *)options + row->offset;
	switch (row->type) {
	case HS_OPT_FLAG:
		*(bool *)field = true;
		return 0;
	case HS_OPT_STRING:
		*(const char **)field = arg;
		return 0;
	case HS_OPT_CHOICE:
		return set_choice(row, arg, (const char **)field);
	case HS_OPT_NUMBER:
		return set_number(row, arg, (long *)field);
	}
	return -1;
}

/* The tables that getopt_long wants; both are allocated. */
static struct option *getopt_tables(const struct hs_verb *verb, struct hs_str *letters)
{
	struct option *longs;
	const struct hs_opt *row;
	size_t n = 0;

	while (row_at(verb, n))
		n++;
	longs = hs_calloc(n + 1, sizeof(*longs));
	hs_str_addc(letters, ':');
	for (size_t i = 0; (row = row_at(verb, i)); i++) {
		bool has_arg = row->type != HS_OPT_FLAG;

		longs[i] = (struct option){ .name = row->name, .has_arg = has_arg, .val = LONG_BASE + (int)i };
		if (row->letter)
			hs_str_addf(letters, "%c%s", row->letter, has_arg ? ":" : "");
	}
	return longs;
}

static const struct hs_opt *row_of(const struct hs_verb *verb, int value)
{
	const struct hs_opt *row;

	if (value >= LONG_BASE)
		return row_at(verb, (size_t)(value - LONG_BASE));
	for (size_t i = 0; (row = row_at(verb, i)); i++)
		if (row->letter == value)
			break;
	return row;
}

/* What getopt did not understand: `optopt` is the letter, or 0 or a long option's value. */
static int tell_unknown(const struct hs_verb *verb, char **argv)
{
	char letter[3] = { '-', (char)optopt, '\0' };

	if (optopt > 0 && optopt < LONG_BASE)
		return wrong_usage(verb, "unknown option", letter);
	return wrong_usage(verb, optopt ? "no value is taken by" : "unknown or ambiguous option", argv[optind - 1]);
}

static int parse_all(const struct hs_verb *verb, int argc, char **argv, void *options,
		     const char *letters, const struct option *longs)
{
	int value;

	opterr = 0;
	while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (value == '?')
			return tell_unknown(verb, argv);
		if (value == ':')
			return wrong_usage(verb, "a value is missing behind", argv[optind - 1]);
		if (set(row_of(verb, value), optarg, options) < 0)
			return -1;
	}
	memmove(argv + 1, argv + optind, (size_t)(argc - optind) * sizeof(*argv));
	return argc - optind;
}

int hs_opts_parse(const struct hs_verb *verb, int argc, char **argv, void *options)
{
	struct hs_str letters = HS_STR_INIT;
	struct option *longs = getopt_tables(verb, &letters);
	int n = parse_all(verb, argc, argv, options, letters.ptr, longs);

	free(longs);
	hs_str_release(&letters);
	if (n < 0 || !wants_help)
		return n;
	hs_opts_help(verb, stdout);
	return -2;
}

int hs_opts_exit(int result)
{
	assert(result < 0);
	return result == -2 ? HS_EXIT_OK : HS_EXIT_USAGE;
}

bool hs_opts_no_operands(const struct hs_verb *verb, char **argv, int n)
{
	if (n > 0)
		hs_tell("%s takes no '%s' (see 'hearsay %s --help')", verb->name, argv[1], verb->name);
	return n == 0;
}

/* --- printing ------------------------------------------------------------------------------ */

static void print_row(const struct hs_opt *row, FILE *out)
{
	struct hs_str left = HS_STR_INIT;

	if (row->letter)
		hs_str_addf(&left, "  -%c, --%s", row->letter, row->name);
	else
		hs_str_addf(&left, "      --%s", row->name);
	if (row->arg)
		hs_str_addf(&left, "=%s", row->arg);
	if (left.len + 2 > HELP_COLUMN)
		hs_str_addf(&left, "\n%*s", HELP_COLUMN, "");
	fprintf(out, "%-*s%s\n", HELP_COLUMN, left.ptr, row->help);
	hs_str_release(&left);
}

void hs_opts_help(const struct hs_verb *verb, FILE *out)
{
	const struct hs_opt *row;

	fprintf(out, "usage: hearsay %s [OPTION...]%s%s\n%s\n\n", verb->name, *verb->args ? " " : "",
		verb->args, verb->summary);
	for (size_t i = 0; (row = row_at(verb, i)); i++)
		print_row(row, out);
	if (verb->details)
		fprintf(out, "\n%s\n", verb->details);
}

/* Each of "a|b|c" on a line, with `prefix` in front. */
static void print_choices(const char *prefix, const char *choices, FILE *out)
{
	for (const char *end; *choices; choices = end + (*end != '\0')) {
		end = strchrnul(choices, '|');
		fprintf(out, "%s%.*s\n", prefix, (int)(end - choices), choices);
	}
}

void hs_opts_words(const struct hs_verb *verb, FILE *out)
{
	const struct hs_opt *row;

	if (verb->words)
		print_choices("", verb->words, out);
	for (size_t i = 0; (row = row_at(verb, i)); i++) {
		struct hs_str prefix = HS_STR_INIT;

		hs_str_addf(&prefix, "--%s%s", row->name, row->arg ? "=" : "");
		if (row->type == HS_OPT_CHOICE)
			print_choices(prefix.ptr, row->arg, out);
		else
			fprintf(out, "%s\n", prefix.ptr);
		hs_str_release(&prefix);
	}
}
