/*
 * search - full text of claims and articles.
 */
#include "config.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cmd/database.h"
#include "cmd/verbs.h"

/* Put around the words found, and replaced when they are printed: no text that people write has them. */
#define MARK_OPEN 1
#define MARK_CLOSE 2
static const char mark_open[] = { MARK_OPEN, '\0' }, mark_close[] = { MARK_CLOSE, '\0' };

struct options {
	const char *database, *format;
	long limit;
};

static const struct hs_opt opts[] = {
	{ 'd', "database", HS_OPT_STRING, "FILE", "the database", offsetof(struct options, database) },
	{ 'n', "limit", HS_OPT_NUMBER, "N", "show at most N hits (default: 50)", offsetof(struct options, limit) },
	{ 0, "format", HS_OPT_CHOICE, "text|json", "json: one object a line", offsetof(struct options, format) },
	{ 0 }
};

/* The columns of hs_search_open(), in order. */
enum column {
	KIND, OUTLET, PUBLISHED, HEADLINE, SPEAKER, CLASS, SOURCE_KIND, CUE, FOUND, URL, PATH, RECORD, ARTICLE, CLAIM, REVIEWED,
	FOUND_SPEAKER, FOUND_CLASS, FOUND_KIND
};

/* Text from the wild on one line: white space as blanks, control bytes and marks that turn the writing direction as '?', our own marks as
 * `open` and `close`. */
static void print_clean(const char *text, const char *open, const char *close)
{
	size_t len = strlen(text);
	unsigned size;

	for (size_t at = 0; at < len; at += size) {
		uint32_t code = hs_utf8_next(text + at, len - at, &size);

		if (code == MARK_OPEN)
			fputs(open, stdout);
		else if (code == MARK_CLOSE)
			fputs(close, stdout);
		else if (hs_code_is_space(code))
			putchar(' ');
		else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || hs_code_is_bidi(code))
			putchar('?');
		else
			fwrite(text + at, 1, size, stdout);
	}
}

/* A field with what goes in front and behind, or nothing where it is NULL. */
static void print_field(struct hs_query *query, enum column column, const char *before, const char *after)
{
	const char *text = hs_query_text(query, column);

	if (!text)
		return;
	fputs(before, stdout);
	print_clean(text, "", "");
	fputs(after, stdout);
}

/* Where it can be read, and the id that a review takes. */
static void print_place(struct hs_query *query)
{
	int64_t record = hs_query_int(query, RECORD);

	fputs("    ", stdout);
	if (hs_query_text(query, URL)) {
		print_field(query, URL, "", "");
	} else {
		print_field(query, PATH, "", "");
		if (record)
			printf(" record %" PRId64, record);
	}
	if (hs_query_text(query, CLAIM))
		printf(", claim %.12s", hs_query_text(query, CLAIM));
	putchar('\n');
}

/* What a reviewer has decided about the claim or its source, and what was found. */
static void print_reviewed(struct hs_query *query)
{
	if (!hs_query_text(query, REVIEWED))
		return;
	print_field(query, REVIEWED, "    reviewed: ", "; found: ");
	print_field(query, FOUND_SPEAKER, "", " ");
	printf("(%s %s)\n", hs_query_text(query, FOUND_CLASS), hs_query_text(query, FOUND_KIND));
}

static void print_text(struct hs_query *query, bool first)
{
	bool colour = hs_may_colour(stdout);

	if (!first)
		putchar('\n');
	print_field(query, OUTLET, "", ", ");
	print_field(query, PUBLISHED, "", ", ");
	print_field(query, HEADLINE, "", "");
	putchar('\n');
	if (strcmp(hs_query_text(query, KIND), "article") != 0) {
		fputs("    ", stdout);
		print_field(query, SPEAKER, "", " ");
		printf("(%s %s)", hs_query_text(query, CLASS), hs_query_text(query, SOURCE_KIND));
		print_field(query, CUE, " ", "");
		puts(":");
	}
	fputs("    ", stdout);
	print_clean(hs_query_text(query, FOUND), colour ? "\033[1m" : "", colour ? "\033[0m" : "");
	putchar('\n');
	print_reviewed(query);
	print_place(query);
}

static void print_json(struct hs_query *query, bool first)
{
	cJSON *object = cJSON_CreateObject();
	char *line;

	(void)first;
	for (int i = 0; i < hs_query_columns(query); i++) {
		const char *name = hs_query_name(query, i);

		if (hs_query_is_null(query, i))
			cJSON_AddNullToObject(object, name);
		else if (hs_query_is_number(query, i))
			cJSON_AddNumberToObject(object, name, hs_query_real(query, i));
		else
			cJSON_AddStringToObject(object, name, hs_query_text(query, i));
	}
	line = cJSON_PrintUnformatted(object);
	puts(line);
	free(line);
	cJSON_Delete(object);
}

static int print_hits(struct hs_query *query, bool json, struct hs_err *err)
{
	bool first = true;
	int rc;

	while ((rc = hs_query_step(query, err)) == HS_OK) {
		(json ? print_json : print_text)(query, first);
		first = false;
	}
	if (rc < 0)
		return hs_exit_of(err);
	return first ? HS_EXIT_NOTHING : HS_EXIT_OK;
}

/* Several operands are one query, as when the user forgot the quotation marks. */
static char *join_words(char **words, int n)
{
	struct hs_str all = HS_STR_INIT;

	for (int i = 0; i < n; i++)
		hs_str_addf(&all, "%s%s", i ? " " : "", words[i]);
	return all.ptr;
}

static int search(struct hs_store *store, const struct options *options, const char *words)
{
	bool json = strcmp(options->format, "json") == 0;
	struct hs_query *query;
	struct hs_err err;
	int status;

	if (hs_search_open(&query, store, words, json ? "" : mark_open, json ? "" : mark_close, options->limit, &err) < 0)
		return hs_tell_status(&err);
	status = print_hits(query, json, &err);
	if (status == HS_EXIT_NOTHING)
		hs_tell_done("nothing found for '%s'", words);
	else if (status != HS_EXIT_OK)
		hs_tell_err(&err);
	hs_query_close(query);
	return status;
}

static int run_search(int argc, char **argv)
{
	struct options options = { .format = "text", .limit = 50 };
	int n = hs_opts_parse(&hs_verb_search, argc, argv, &options);
	struct hs_store *store;
	char *words;
	int status;

	if (n < 0)
		return hs_opts_exit(n);
	if (n == 0) {
		hs_tell("nothing to search for (see 'hearsay search --help')");
		return HS_EXIT_USAGE;
	}
	status = hs_database_open(&store, &hs_verb_search, options.database, HS_STORE_READ);
	if (status != HS_EXIT_OK)
		return status;
	words = join_words(argv + 1, n);
	if (hs_utf8_check(words, strlen(words)) != strlen(words)) {
		hs_tell("the query is not well-formed UTF-8");
		status = HS_EXIT_USAGE;
	} else {
		status = search(store, &options, words);
	}
	free(words);
	return hs_database_close(store, status);
}

const struct hs_verb hs_verb_search = {
	.name = "search",
	.args = "-d FILE WORD...",
	.summary = "find claims and articles by their words",
	.details =
		"All words must be there, in the claim or in its article; 'haqq*' is a prefix,\n"
		"'\"not named\"' a phrase. Claims come first, the best before the others. Exit\n"
		"status 1: nothing found.",
	.opts = opts,
	.run = run_search,
};
