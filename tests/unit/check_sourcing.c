/* Who is unnamed and why, by the table sourcing.tsv: from words alone, without attributions. */
#include <stdio.h>
#include <stdlib.h>

#include "marked.h"

#define ROWS_MAX 600

enum part { WHO, GRANT, REASON, BASIS, PARTS };

static const char part_marks[PARTS + 1] = "dgrb";

struct row {
	bool gap;                       /* known to fail */
	int code, level;
	char *text;                     /* without its marks */
	struct hs_range part[PARTS];    /* end 0: not in the text */
};

static struct hs_arena *arena, *table;
static struct row rows[ROWS_MAX];
static int n_rows;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

/* Take the marks off `from`. */
static void text_read(struct row *row, const char *from)
{
	enum part open = PARTS;
	uint32_t len = 0;

	row->text = hs_arena_alloc(table, strlen(from) + 1);
	for (; *from; from++) {
		if (*from == '{') {
			open = (enum part)(strchr(part_marks, from[1]) - part_marks);
			row->part[open].start = len;
			from += 2;
		} else if (*from == '}') {
			row->part[open].end = len;
		} else {
			row->text[len++] = *from;
		}
	}
	row->text[len] = '\0';
}

static void row_read(const char *line)
{
	struct row *row = &rows[n_rows++];
	int used = 0;

	row->gap = *line == '!';
	if (sscanf(line + row->gap, "R%d\t%d\t%n", &row->code, &row->level, &used) != 2 || !used)
		abort();
	text_read(row, line + row->gap + used);
}

static void table_read(void)
{
	const char *src = getenv("SRC");
	char path[4096], line[4096];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/tests/unit/sourcing.tsv", src ? src : ".");
	if (!(fp = fopen(path, "r")))
		abort();
	while (n_rows < ROWS_MAX && fgets(line, sizeof(line), fp)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line && *line != '#')
			row_read(line);
	}
	fclose(fp);
}

static uint32_t shared(struct hs_ranges found, struct hs_range wanted)
{
	uint32_t bytes = 0;

	for (size_t i = 0; i < found.n; i++)
		if (hs_range_meet(found.at[i], wanted))
			bytes += (found.at[i].end < wanted.end ? found.at[i].end : wanted.end) -
				 (found.at[i].start > wanted.start ? found.at[i].start : wanted.start);
	return bytes;
}

/* Nothing where nothing is wanted; else at least half of the words, and no more than twice as many. */
static bool agrees(struct hs_ranges found, struct hs_range wanted)
{
	uint32_t length = wanted.end - wanted.start, all = 0;

	for (size_t i = 0; i < found.n; i++)
		all += found.at[i].end - found.at[i].start;
	if (!wanted.end)
		return !found.n;
	return 2 * shared(found, wanted) >= length && all <= 2 * length;
}

static const struct hs_source *source_of(const struct hs_extraction *found, const struct row *row)
{
	for (size_t i = 0; i < found->n_sources; i++) {
		const struct hs_source *source = &found->sources[i];

		if ((source->kind == HS_KIND_INDIVIDUAL || source->kind == HS_KIND_GROUP) &&
		    shared(source->mentions, row->part[WHO]))
			return source;
	}
	return NULL;
}

/* What is wrong, or NULL. */
static const char *fault(const struct row *row, const struct hs_source *source)
{
	if (!source)
		return "no unnamed source";
	if (!agrees(source->grant, row->part[GRANT]))
		return "the grant";
	if (!agrees(source->reason, row->part[REASON]))
		return "the reason";
	if (!agrees(source->basis, row->part[BASIS]))
		return "the basis";
	if (source->reason_code != row->code)
		return hs_arena_printf(arena, "R%d", source->reason_code);
	if (source->specificity != row->level)
		return hs_arena_printf(arena, "level %d", source->specificity);
	return NULL;
}

START_TEST(reads_a_source)
{
	const struct row *row = &rows[_i];
	struct marked marked = marked_extract(arena, row->text);
	const char *wrong = fault(row, source_of(marked.found, row));

	if (row->gap)
		ck_assert_msg(wrong != NULL, "a known gap is closed, drop its mark: %s", row->text);
	else
		ck_assert_msg(!wrong, "%s in '%s'", wrong, row->text);
}
END_TEST

START_TEST(has_a_table)
{
	int codes[13] = { 0 };

	for (int i = 0; i < n_rows; i++)
		codes[rows[i].code]++;
	for (int code = 0; code < 13; code++)
		ck_assert_msg(codes[code] >= 5, "R%d has %d rows", code, codes[code]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sourcing");
	TCase *tests = tcase_create("sourcing");

	table = hs_arena_new();
	table_read();
	tcase_add_checked_fixture(tests, arena_open, arena_close);
	tcase_add_loop_test(tests, reads_a_source, 0, n_rows);
	tcase_add_test(tests, has_a_table);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
