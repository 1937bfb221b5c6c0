/*
 * json - a JSON document: one object, a list of objects, or objects one after the other.
 *
 * The document is not parsed as a whole: a scanner that knows strings and brackets alone cuts it into its items, so that
 * memory does not grow with the list and a bad item costs itself. What an item holds is json_record.c's.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/reader_p.h"
#include "ingest/record_p.h"

#define CHUNK ((size_t)64 << 10)

struct state {
	char chunk[CHUNK];
	size_t at, len;                 /* [at, len) of chunk is not taken yet */
	struct hs_str item;
	size_t size;                    /* of the item, also where it is too long to be kept */
	bool started, list, over;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "{" and a name, or "[" and an object: prose in brackets is no JSON */
static enum hs_sniff sniff(const char *ptr, size_t len, bool whole)
{
	size_t at = 0;
	char first;

	(void)whole;
	while (at < len && is_blank(ptr[at]))
		at++;
	if (at == len || (ptr[at] != '{' && ptr[at] != '['))
		return HS_SNIFF_NO;
	first = ptr[at++];
	while (at < len && is_blank(ptr[at]))
		at++;
	if (at == len)
		return HS_SNIFF_LIKELY;
	if (first == '{')
		return ptr[at] == '"' || ptr[at] == '}' ? HS_SNIFF_LIKELY : HS_SNIFF_NO;
	return ptr[at] == '{' || ptr[at] == ']' || ptr[at] == '[' || ptr[at] == '"' ? HS_SNIFF_LIKELY : HS_SNIFF_NO;
}

static int open_json(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = hs_calloc(1, sizeof(*state));

	(void)err;
	hs_str_init(&state->item);
	reading->state = state;
	return HS_OK;
}

static void close_json(struct hs_reading *reading)
{
	struct state *state = reading->state;

	if (state)
		hs_str_release(&state->item);
	free(state);
}

/* The next byte without taking it: HS_OK, HS_DONE or a failure. */
static int peek(char *c, struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;

	if (state->at == state->len) {
		int rc = hs_input_read(reading->input, state->chunk, CHUNK, &state->len, err);

		state->at = 0;
		if (rc < 0) {
			state->len = 0;
			state->over = true;
			return rc;
		}
		if (!state->len)
			return HS_DONE;
	}
	*c = state->chunk[state->at];
	return HS_OK;
}

static void take(struct hs_reading *reading)
{
	struct state *state = reading->state;

	if (state->size++ < reading->max_record)
		hs_str_addc(&state->item, state->chunk[state->at]);
	state->at++;
}

/* Step over blanks; *c is the byte behind them. */
static int skip_blanks(char *c, struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc;

	while ((rc = peek(c, reading, err)) == HS_OK && is_blank(*c))
		state->at++;
	return rc;
}

static int fail_over(struct hs_reading *reading, struct hs_err *err, const char *why)
{
	struct state *state = reading->state;

	state->over = true;
	return hs_fail(err, HS_EINPUT, "%s", why);
}

/* A string, from its opening quotation mark on. */
static int take_string(struct hs_reading *reading, struct hs_err *err)
{
	bool escaped = false;
	char c;
	int rc;

	take(reading);
	while ((rc = peek(&c, reading, err)) == HS_OK) {
		take(reading);
		if (c == '"' && !escaped)
			return HS_OK;
		escaped = c == '\\' && !escaped;
	}
	return rc == HS_DONE ? fail_over(reading, err, "the file ends inside a string") : rc;
}

/* An object or list with all that is in it, or what stands in the place of one. */
static int take_item(struct hs_reading *reading, struct hs_err *err)
{
	size_t depth = 0;
	char c;
	int rc;

	while ((rc = peek(&c, reading, err)) == HS_OK) {
		if (c == '"') {
			rc = take_string(reading, err);
			if (rc < 0)
				return rc;
			continue;
		}
		if (depth == 0 && (c == ',' || c == ']' || c == '}'))
			return HS_OK;
		take(reading);
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			return HS_OK;
	}
	if (rc == HS_DONE && depth)
		return fail_over(reading, err, "the file ends inside an item");
	return rc == HS_DONE ? HS_OK : rc;
}

static int start(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	char c;
	int rc;

	state->started = true;
	rc = peek(&c, reading, err);
	if (rc == HS_OK)
		state->at += hs_reader_bom(state->chunk, state->len);
	rc = skip_blanks(&c, reading, err);
	if (rc == HS_OK && c == '[') {
		state->list = true;
		state->at++;
	}
	return rc == HS_DONE ? fail_over(reading, err, "the file is empty") : rc;
}

/* Behind the list nothing may follow. */
static int finish(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	char c;
	int rc;

	state->over = true;
	state->at++;
	rc = skip_blanks(&c, reading, err);
	if (rc == HS_OK)
		return hs_fail(err, HS_EINPUT, "something follows the end of the list");
	return rc;
}

/* Over the comma that parts two items of a list. */
static int skip_comma(char *c, struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc;

	if (!state->list || !reading->record || *c == ']')
		return HS_OK;
	if (*c != ',')
		return fail_over(reading, err, "not valid JSON between two items");
	state->at++;
	rc = skip_blanks(c, reading, err);
	return rc == HS_OK && *c == ']' ? fail_over(reading, err, "the list ends with a comma") : rc;
}

/* To the first byte of the next item: HS_OK, HS_DONE or a failure. */
static int find_item(struct hs_reading *reading, struct hs_err *err)
{
	struct state *state = reading->state;
	char c;
	int rc = skip_blanks(&c, reading, err);

	if (rc == HS_OK)
		rc = skip_comma(&c, reading, err);
	if (rc == HS_DONE && state->list)
		return fail_over(reading, err, "the file ends inside the list");
	if (rc != HS_OK)
		return rc;
	if (state->list && c == ']')
		return finish(reading, err);
	if (c == ',' || c == ']' || c == '}')
		return fail_over(reading, err, "not valid JSON between two items");
	return HS_OK;
}

static int next(struct hs_article **out, struct hs_reading *reading, struct hs_arena *arena, struct hs_err *err)
{
	struct state *state = reading->state;
	int rc = HS_OK;

	if (state->over)
		return HS_DONE;
	if (!state->started)
		rc = start(reading, err);
	if (rc == HS_OK)
		rc = find_item(reading, err);
	if (rc != HS_OK)
		return rc;
	reading->record++;
	hs_str_clear(&state->item);
	state->size = 0;
	rc = take_item(reading, err);
	if (rc < 0)
		return rc;
	if (state->size > reading->max_record)
		return hs_fail(err, HS_EINPUT, "longer than %zu bytes", reading->max_record);
	return hs_json_article(out, arena, (struct hs_span){ state->item.ptr, state->item.len }, err);
}

const struct hs_reader hs_reader_json = {
	.name = "json",
	.unit = "item",
	.sniff = sniff,
	.open = open_json,
	.next = next,
	.close = close_json,
};
