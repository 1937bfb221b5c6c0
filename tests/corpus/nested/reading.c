#include "config.h"

#include "reading.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

struct reader {
	struct hs_arena *arena;
	const char *path;
	size_t line;
	struct read_item *item;
	bool sound;
};

static void complain(struct reader *r, const char *what, const char *words)
{
	fprintf(stderr, "%s:%zu: %s '%s'\n", r->path, r->line, what, words);
	r->sound = false;
}

static char *trimmed(char *words)
{
	size_t len;

	while (isspace((unsigned char)*words))
		words++;
	for (len = strlen(words); len && isspace((unsigned char)words[len - 1]); len--)
		;
	words[len] = '\0';
	return words;
}

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The words where they stand in the text from `from` on; "said#2" is the second "said". An empty range: nowhere. */
static struct hs_range place_of(struct reader *r, char *words, uint32_t from)
{
	const char *text = r->item->text, *at = text + from;
	char *number = strrchr(words, '#');
	int nth = number ? atoi(number + 1) : 1;
	size_t len;

	if (number)
		*number = '\0';
	len = strlen(words);
	for (; len && (at = strstr(at, words)); at++) {
		bool whole = (at == text || !is_letter(at[-1]) || !is_letter(*words)) &&
			     (!is_letter(at[len]) || !is_letter(words[len - 1]));

		if (whole && --nth == 0)
			return (struct hs_range){ (uint32_t)(at - text), (uint32_t)(at - text + len) };
	}
	complain(r, "not in the sentence:", words);
	return (struct hs_range){ 0, 0 };
}

/* "It was late .. he said": from the first words to the last; "It was .. late" of two parts has " ... " between them. */
static struct hs_ranges content_of(struct reader *r, char *words)
{
	struct hs_ranges content = { hs_arena_array(r->arena, 2, sizeof(*content.at)), 0 };
	char *rest = strstr(words, " .. ");
	struct hs_range first, last;

	if (!*words)
		return content;
	if (rest)
		*rest = '\0';
	first = place_of(r, trimmed(words), 0);
	if (rest) {
		last = place_of(r, trimmed(rest + 4), first.end);
		first.end = last.end;
	}
	content.at[content.n++] = first;
	return content;
}

static void source_of(struct reader *r, struct read_claim *claim, char *words)
{
	char *whole = strstr(words, " = "), *list = whole ? whole + 3 : words, *more;

	if (whole) {
		*whole = '\0';
		claim->source = place_of(r, trimmed(words), 0);
	}
	if (!strstr(list, " + ")) {
		if (!whole)
			claim->source = place_of(r, list, 0);
		return;
	}
	for (char *one = list; one; one = more) {
		if ((more = strstr(one, " + "))) {
			*more = '\0';
			more += 3;
		}
		one = trimmed(one);
		if (claim->n_members == READ_MEMBERS) {
			complain(r, "too many:", one);
			return;
		}
		claim->members[claim->n_members++] = hs_arena_str(r->arena, one);
		if (!whole) {
			struct hs_range range = place_of(r, one, claim->source.end);

			if (claim->n_members == 1)
				claim->source = range;
			claim->source.end = range.end;
		}
	}
}

/* The claim, one depth up, that an inner one stands in; for "@" the last of the outlet's. */
static int outer_of(const struct read_item *item, int depth)
{
	for (int i = (int)item->n_claims - 1; i >= 0; i--)
		if (item->claims[i].depth == depth - 1)
			return i;
	return -1;
}

static int claim_by_cue(const struct read_item *item, struct hs_range cue)
{
	for (size_t i = 0; i < item->n_claims; i++)
		if (hs_range_meet(item->claims[i].cue, cue))
			return (int)i;
	return -1;
}

/* "[>|>>|@] CUE [-> CUE] | SOURCE | CONTENT" */
static void claim_read(struct reader *r, char *line)
{
	struct read_claim *claim = &r->item->claims[r->item->n_claims];
	char *source = strchr(line, '|'), *content = source ? strchr(source + 1, '|') : NULL, *answered;

	if (!content || r->item->n_claims == READ_CLAIMS) {
		complain(r, "not 'CUE | SOURCE | CONTENT':", line);
		return;
	}
	*claim = (struct read_claim){ .outer = -1, .answers = -1, .cited = *line == '@' };
	*source++ = *content++ = '\0';
	claim->depth = *line == '@' ? 1 : (int)strspn(line, ">");
	line += strspn(line, ">@");
	if ((answered = strstr(line, "->"))) {
		*answered = '\0';
		claim->answers = claim_by_cue(r->item, place_of(r, trimmed(answered + 2), 0));
		if (claim->answers < 0)
			complain(r, "no such claim:", trimmed(answered + 2));
	}
	claim->cue = place_of(r, trimmed(line), 0);
	source_of(r, claim, trimmed(source));
	claim->content = content_of(r, trimmed(content));
	if (claim->depth && (claim->outer = outer_of(r->item, claim->depth)) < 0)
		complain(r, "nothing that it stands in:", line);
	r->item->n_claims++;
}

static void item_begin(struct reader *r, struct reading *reading, char *line)
{
	char *end = strchr(line, ']');

	if (!end) {
		complain(r, "no ']':", line);
		return;
	}
	*end = '\0';
	reading->at = hs_arena_grow(r->arena, reading->at, reading->n, reading->n + 1, &reading->room, sizeof(*reading->at));
	r->item = &reading->at[reading->n++];
	*r->item = (struct read_item){ .id = hs_arena_str(r->arena, line + 1) };
}

bool reading_load(struct reading *reading, struct hs_arena *arena, const char *path)
{
	struct reader r = { .arena = arena, .path = path, .sound = true };
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (!file) {
		perror(path);
		return false;
	}
	while (getline(&line, &room, file) > 0) {
		char *words = trimmed(line);

		r.line++;
		if (!*words || *words == '#')
			continue;
		if (*words == '[')
			item_begin(&r, reading, words);
		else if (r.item && !r.item->text)
			r.item->text = hs_arena_str(arena, words);
		else if (r.item)
			claim_read(&r, words);
	}
	free(line);
	fclose(file);
	return r.sound;
}
