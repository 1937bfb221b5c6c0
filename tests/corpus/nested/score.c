/*
 * score - how well the engine reads the sentences of this folder: claims within claims, several sources of one claim, outlets
 * that cite, denials that point back.
 *
 * usage: score [--show] [--update] [--second FILE]
 *
 * Each sentence is read twice. "rules": the outermost claims are given as the reader took them, so that the rules of src/attribute
 * are measured alone; which items they fail is known exactly. "model": the whole engine, with precision and recall for
 * each construction. Both are held against `known`: an item that the rules fail or pass against it, or a figure of the whole engine
 * that falls by more than TOLERANCE, is an error. --update writes `known` anew; --show prints what was wrong; --second
 * FILE compares another reader's items with these instead.
 *
 * $SRC is the top of the source; $HEARSAY_MODEL may name another model.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "reading.h"

#define TOLERANCE 0.05
#define UNITS 16                /* of one item */
#define FOLDER "tests/corpus/nested"

enum construction { NESTED, SHARED, RELAYED, DENIAL, CONSTRUCTIONS };

static const char *const construction_words[CONSTRUCTIONS] = { "nested", "shared", "relayed", "denial" };

/* One instance of a construction, as a reader or the engine has it. */
struct unit {
	enum construction of;
	struct hs_range cue, other;     /* other: of the outer claim, of the one that is denied */
	struct hs_range source;
	struct hs_ranges content;
	const char *members[READ_MEMBERS];
	size_t n_members;
};

struct units {
	struct unit at[UNITS];
	size_t n;
};

struct tally {
	unsigned read, found, right;
};

/* --- units ----------------------------------------------------------------------------------------- */

static struct unit *unit_add(struct units *units, enum construction of, struct hs_range cue)
{
	struct unit *unit = &units->at[units->n < UNITS ? units->n++ : UNITS - 1];

	*unit = (struct unit){ .of = of, .cue = cue };
	return unit;
}

static struct units units_read(const struct read_item *item)
{
	struct units units = { .n = 0 };

	for (size_t i = 0; i < item->n_claims; i++) {
		const struct read_claim *claim = &item->claims[i];
		struct unit *unit;

		if (claim->outer >= 0) {
			unit = unit_add(&units, claim->cited ? RELAYED : NESTED, claim->cue);
			unit->other = item->claims[claim->outer].cue;
			unit->source = claim->source;
			unit->content = claim->content;
		}
		if (claim->answers >= 0) {
			unit = unit_add(&units, DENIAL, claim->cue);
			unit->other = item->claims[claim->answers].cue;
			unit->source = claim->source;
		}
		if (claim->n_members) {
			unit = unit_add(&units, SHARED, claim->cue);
			memcpy(unit->members, claim->members, sizeof(unit->members));
			unit->n_members = claim->n_members;
		}
	}
	return units;
}

static struct hs_range first_of(struct hs_ranges ranges)
{
	return ranges.n ? (struct hs_range){ ranges.at[0].start, ranges.at[ranges.n - 1].end } : (struct hs_range){ 0, 0 };
}

static bool is_relayed(const struct hs_claim *outer, const struct hs_claim *claim)
{
	return outer->content.n == claim->content.n &&
	       memcmp(outer->content.at, claim->content.at, claim->content.n * sizeof(*claim->content.at)) == 0;
}

static struct units units_found(const struct hs_extraction *found)
{
	struct units units = { .n = 0 };

	for (size_t i = 0; i < found->n_claims; i++) {
		const struct hs_claim *claim = &found->claims[i];
		const struct hs_source *source = &found->sources[claim->source];
		struct hs_range cue = first_of(claim->cue);
		struct unit *unit;

		if (claim->outer >= 0) {
			const struct hs_claim *outer = &found->claims[claim->outer];

			unit = unit_add(&units, is_relayed(outer, claim) ? RELAYED : NESTED, cue);
			unit->other = first_of(outer->cue);
			unit->source = first_of(claim->source_spans);
			unit->content = claim->content;
		}
		if (claim->answers >= 0) {
			unit = unit_add(&units, DENIAL, cue);
			unit->other = first_of(found->claims[claim->answers].cue);
			unit->source = first_of(claim->source_spans);
		}
		if (source->n_members) {
			unit = unit_add(&units, SHARED, cue);
			for (size_t k = 0; k < source->n_members && k < READ_MEMBERS; k++)
				unit->members[unit->n_members++] = source->members[k].name;
		}
	}
	return units;
}

/* --- comparing ------------------------------------------------------------------------------------- */

static double share_common(struct hs_ranges a, struct hs_ranges b)
{
	double all = 0, common = 0;

	for (size_t i = 0; i < a.n; i++)
		all += a.at[i].end - a.at[i].start;
	for (size_t k = 0; k < b.n; k++)
		all += b.at[k].end - b.at[k].start;
	for (size_t i = 0; i < a.n; i++)
		for (size_t k = 0; k < b.n; k++)
			if (hs_range_meet(a.at[i], b.at[k]))
				common += (a.at[i].end < b.at[k].end ? a.at[i].end : b.at[k].end) -
					  (a.at[i].start > b.at[k].start ? a.at[i].start : b.at[k].start);
	return all > 0 ? 2 * common / all : 1;
}

/* Does a word of three letters or more, "the" and "his" apart, stand in both? */
static bool names_meet(const char *a, const char *b)
{
	static const char *const small[] = { "the", "his", "her", "its", "their", "and" };

	if (!b)
		return false;
	while (*a) {
		size_t len = strcspn(a, " ,."), n = sizeof(small) / sizeof(*small);
		const char *at = b;

		for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++)
			n -= len == strlen(small[i]) && strncmp(small[i], a, len) == 0;
		for (; len > 1 && n == sizeof(small) / sizeof(*small) && *at; at += strcspn(at, " ,.'") + strspn(at + strcspn(at, " ,.'"), " ,.'"))
			if (strncmp(at, a, len) == 0 && strchr(" ,.'", at[len]))
				return true;
		a += len;
		a += strspn(a, " ,.");
	}
	return false;
}

static bool units_meet(const struct unit *read, const struct unit *found)
{
	if (read->of != found->of || !hs_range_meet(read->cue, found->cue))
		return false;
	if (read->of == SHARED) {
		for (size_t i = 0; i < read->n_members; i++)
			if (i >= found->n_members || !names_meet(read->members[i], found->members[i]))
				return false;
		return read->n_members == found->n_members;
	}
	if (!hs_range_meet(read->other, found->other) || !hs_range_meet(read->source, found->source))
		return false;
	return read->of == DENIAL || share_common(read->content, found->content) >= 0.5;
}

static void unit_print(const char *what, const char *text, const struct unit *unit)
{
	printf("    %s %s: %.*s", what, construction_words[unit->of], (int)(unit->cue.end - unit->cue.start), text + unit->cue.start);
	if (unit->other.end)
		printf(" < %.*s", (int)(unit->other.end - unit->other.start), text + unit->other.start);
	if (unit->source.end)
		printf(" by %.*s", (int)(unit->source.end - unit->source.start), text + unit->source.start);
	for (size_t i = 0; i < unit->content.n; i++)
		printf(" [%.*s]", (int)(unit->content.at[i].end - unit->content.at[i].start), text + unit->content.at[i].start);
	for (size_t i = 0; i < unit->n_members; i++)
		printf("%s%s", i ? " + " : " ", unit->members[i] ? unit->members[i] : "nobody");
	putchar('\n');
}

/* Are all units of the item right? */
static bool item_compare(const struct read_item *item, const struct units *read, const struct units *found,
			 struct tally tallies[CONSTRUCTIONS], bool show)
{
	bool taken[UNITS] = { false }, right = true;

	for (size_t i = 0; i < read->n; i++) {
		size_t k = 0;

		while (k < found->n && (taken[k] || !units_meet(&read->at[i], &found->at[k])))
			k++;
		tallies[read->at[i].of].read++;
		tallies[read->at[i].of].right += k < found->n;
		if (k < found->n)
			taken[k] = true;
		else if (show)
			unit_print("missed", item->text, &read->at[i]);
		right &= k < found->n;
	}
	for (size_t k = 0; k < found->n; k++) {
		tallies[found->at[k].of].found++;
		right &= taken[k];
		if (!taken[k] && show)
			unit_print("wrong ", item->text, &found->at[k]);
	}
	return right;
}

/* --- the engine ----------------------------------------------------------------------------------- */

static struct hs_article *article_of(struct hs_arena *arena, const struct read_item *item)
{
	struct hs_article *article = hs_article_new(arena, item->text, strlen(item->text));

	hs_article_finish(article, NULL, 0);
	return article;
}

/* The outermost claims as raw attributions; kinds unknown. */
static struct hs_raws raws_of(struct hs_arena *arena, const struct read_item *item)
{
	struct hs_raws raws = { hs_arena_array(arena, READ_CLAIMS, sizeof(*raws.at)), 0 };

	for (size_t i = 0; i < item->n_claims; i++) {
		const struct read_claim *claim = &item->claims[i];
		struct hs_raw *raw = &raws.at[raws.n];

		if (claim->depth || claim->answers >= 0)
			continue;
		*raw = (struct hs_raw){ .cue = claim->cue, .content = claim->content, .p = 1 };
		raw->source = (struct hs_ranges){ hs_arena_array(arena, 1, sizeof(*raw->source.at)), 1 };
		raw->source.at[0] = claim->source;
		for (int k = 0; k < HS_MODEL_KINDS; k++)
			raw->kind[k] = 1.0f / HS_MODEL_KINDS;
		raws.n++;
	}
	return raws;
}

struct run {
	const char *name;
	struct tally tallies[CONSTRUCTIONS];
	bool *right;                    /* for each item */
};

static struct run run_new(const char *name, const struct reading *reading)
{
	return (struct run){ .name = name, .right = calloc(reading->n, sizeof(bool)) };
}

/* `tagger` NULL: the rules alone. */
static struct run engine_run(const char *name, const struct reading *reading, struct hs_tagger *tagger, bool show)
{
	struct run run = run_new(name, reading);
	struct hs_arena *arena = hs_arena_new();

	for (size_t i = 0; i < reading->n; i++) {
		const struct read_item *item = &reading->at[i];
		struct hs_article *article = article_of(arena, item);
		struct hs_raws raws = raws_of(arena, item);
		struct units read = units_read(item);
		struct units found = units_found(tagger ? hs_extract(tagger, article, HS_DOUBTFUL) : hs_extract_from(article, &raws));

		run.right[i] = item_compare(item, &read, &found, run.tallies, false);
		if (!run.right[i] && show) {
			printf("%s [%s] %s\n", name, item->id, item->text);
			item_compare(item, &read, &found, (struct tally[CONSTRUCTIONS]){ { 0 } }, true);
		}
		hs_arena_reset(arena);
	}
	hs_arena_free(arena);
	return run;
}

static double ratio(unsigned part, unsigned whole)
{
	return whole ? (double)part / whole : 1;
}

static void run_print(const struct run *run, const struct reading *reading)
{
	unsigned right = 0;

	for (size_t i = 0; i < reading->n; i++)
		right += run->right[i];
	printf("%s: %u of %zu items as read\n", run->name, right, reading->n);
	for (int of = 0; of < CONSTRUCTIONS; of++) {
		const struct tally *t = &run->tallies[of];

		printf("  %-8s read %3u  found %3u  right %3u  precision %.3f  recall %.3f\n", construction_words[of], t->read, t->found,
		       t->right, ratio(t->right, t->found), ratio(t->right, t->read));
	}
}

/* --- known ------------------------------------------------------------------------------------------- */

static bool known_write(const char *path, const struct reading *reading, const struct run *rules, const struct run *model)
{
	FILE *file = fopen(path, "w");

	if (!file) {
		perror(path);
		return false;
	}
	fputs("# What the engine is known to make of these sentences; written by 'score --update', see README.md.\n", file);
	for (size_t i = 0; i < reading->n; i++)
		if (!rules->right[i])
			fprintf(file, "gap %s\n", reading->at[i].id);
	for (int of = 0; of < CONSTRUCTIONS; of++)
		fprintf(file, "model %s precision %.3f recall %.3f\n", construction_words[of],
			ratio(model->tallies[of].right, model->tallies[of].found),
			ratio(model->tallies[of].right, model->tallies[of].read));
	return fclose(file) == 0;
}

/* One line of the file against the runs: problems found. */
static int known_line(const char *line, const struct reading *reading, const struct run *model, bool *gap)
{
	char word[64], of_word[64];
	double precision, recall;
	int problems = 0;

	if (sscanf(line, "gap %63s", word) == 1) {
		for (size_t i = 0; i < reading->n; i++)
			gap[i] |= strcmp(reading->at[i].id, word) == 0;
		return 0;
	}
	if (sscanf(line, "model %63s precision %lf recall %lf", of_word, &precision, &recall) != 3) {
		printf("not understood: %s", line);
		return 1;
	}
	for (int of = 0; of < CONSTRUCTIONS; of++) {
		const struct tally *t = &model->tallies[of];

		if (strcmp(construction_words[of], of_word) != 0)
			continue;
		problems += ratio(t->right, t->found) < precision - TOLERANCE || ratio(t->right, t->read) < recall - TOLERANCE;
	}
	if (problems)
		printf("worse than known: the model on '%s'\n", of_word);
	return problems;
}

static int known_check(const char *path, const struct reading *reading, const struct run *rules, const struct run *model)
{
	bool *gap = calloc(reading->n, sizeof(*gap));
	FILE *file = fopen(path, "r");
	char line[256];
	int problems = 0;

	if (!file) {
		perror(path);
		free(gap);
		return 1;
	}
	while (fgets(line, sizeof(line), file))
		if (*line != '#')
			problems += known_line(line, reading, model, gap);
	fclose(file);
	for (size_t i = 0; i < reading->n; i++) {
		if (gap[i] && !rules->right[i])
			printf("known gap: [%s] %s\n", reading->at[i].id, reading->at[i].text);
		if (gap[i] == !rules->right[i])
			continue;
		printf("%s: [%s] %s\n", gap[i] ? "passes now, take it off the known gaps" : "broken", reading->at[i].id, reading->at[i].text);
		problems++;
	}
	free(gap);
	return problems;
}

/* --- two readers -------------------------------------------------------------------------------------- */

static void readers_compare(const struct reading *first, const struct reading *second)
{
	struct run run = run_new("two readers", first);
	size_t both = 0, right = 0;

	for (size_t k = 0; k < second->n; k++)
		for (size_t i = 0; i < first->n; i++) {
			struct units a = units_read(&first->at[i]), b = units_read(&second->at[k]);
			bool same;

			if (strcmp(first->at[i].id, second->at[k].id) != 0)
				continue;
			same = item_compare(&first->at[i], &a, &b, run.tallies, false);
			if (!same) {
				printf("[%s] %s\n", first->at[i].id, first->at[i].text);
				item_compare(&first->at[i], &a, &b, (struct tally[CONSTRUCTIONS]){ { 0 } }, true);
			}
			both++;
			right += same;
		}
	printf("two readers: %zu of %zu items alike\n", right, both);
	for (int of = 0; of < CONSTRUCTIONS; of++)
		printf("  %-8s first %u, second %u, both %u\n", construction_words[of], run.tallies[of].read, run.tallies[of].found,
		       run.tallies[of].right);
	free(run.right);
}

static char *path_of(struct hs_arena *arena, const char *name)
{
	const char *top = getenv("SRC");

	return hs_arena_printf(arena, "%s/%s", top ? top : ".", name);
}

static int engine_check(struct hs_arena *arena, const struct reading *reading, bool show, bool update)
{
	const char *path = getenv("HEARSAY_MODEL"), *known = path_of(arena, FOLDER "/known");
	struct hs_model *model;
	struct hs_tagger *tagger;
	struct run rules, whole;
	struct hs_err err;
	int problems;

	if (hs_model_open(&model, path ? path : path_of(arena, "model/hearsay.model"), &err) < 0) {
		fprintf(stderr, "score: %s\n", err.msg);
		return 1;
	}
	tagger = hs_tagger_new(model);
	rules = engine_run("rules", reading, NULL, show);
	whole = engine_run("model", reading, tagger, show);
	hs_tagger_free(tagger);
	hs_model_close(model);
	run_print(&rules, reading);
	run_print(&whole, reading);
	problems = update ? !known_write(known, reading, &rules, &whole) : known_check(known, reading, &rules, &whole);
	free(rules.right);
	free(whole.right);
	return problems;
}

int main(int argc, char **argv)
{
	struct hs_arena *arena = hs_arena_new();
	struct reading reading = { .n = 0 }, second = { .n = 0 };
	bool show = false, update = false;
	const char *other = NULL;
	int problems = 0;

	for (int i = 1; i < argc; i++) {
		show |= strcmp(argv[i], "--show") == 0;
		update |= strcmp(argv[i], "--update") == 0;
		if (strcmp(argv[i], "--second") == 0 && i + 1 < argc)
			other = argv[++i];
	}
	if (!reading_load(&reading, arena, path_of(arena, FOLDER "/first.txt")) ||
	    !reading_load(&reading, arena, path_of(arena, FOLDER "/second.txt")) || (other && !reading_load(&second, arena, other)))
		problems = 1;
	else if (other)
		readers_compare(&reading, &second);
	else
		problems = engine_check(arena, &reading, show, update);
	hs_arena_free(arena);
	return problems ? EXIT_FAILURE : EXIT_SUCCESS;
}
