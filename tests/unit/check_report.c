#include "config.h"

#include "report/report.h"

#include <cjson/cJSON.h>
#include <csv.h>
#include <string.h>
#include <uniwidth.h>

#include "base/str.h"
#include "base/utf8.h"
#include "reading.h"
#include "report/escape.h"
#include "report/report_p.h"
#include "unit.h"

/* Reports; a second word is the policy of an audit. */
static const char *const names[] = { "attributions", "audit", "compare", "audit strict", "reviews" };
static const char *const formats[] = { "csv", "json", "ndjson", "html", "text" };

static struct hs_store *store;
static char *out;                       /* what the last report wrote */
static size_t out_len;

static void setup_reading(void)
{
	store = reading_store();
}

static void setup_empty(void)
{
	struct hs_err err;

	ck_assert_int_eq(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err), HS_OK);
}

/* What others may write into any field of an article. */
static const char *const hostile[] = {
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
		"' onmouseover='alert(1)", "</style></title><script>",
	"<!--", "]]>", "&lt;b&gt; &#60;b&#62;", "{{title}} {{sections}} {{style}}", "=HYPERLINK(\"http://x\")",
		"@SUM(A1)", "-2+3", "+1", "\t=1", "%s%n%d",
	"\x1b[31mred\x1b]0;title\x07", "pay \u202Egnp.exe", "x\u200B\uFEFFx", "a\",\"b", "back\\slash \\u0000 \\",
		"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsaufsichtsratsvorsitzender",
		"👩‍👩‍👧‍👦 e\u0301\u0301\u0301",
	"javascript:alert(1)", "text:1-2;headline:3", "[\"a\",\"b\",\"same\"]",
};

static struct hs_ranges one(struct hs_arena *arena, size_t start, size_t len)
{
	struct hs_ranges ranges = { hs_arena_array(arena, 1, sizeof(struct hs_range)), 1 };

	ranges.at[0] = (struct hs_range){ (uint32_t)start, (uint32_t)(start + len) };
	return ranges;
}

/* An article of those words, with a claim in them: every field that a report shows is hostile. */
static struct hs_extraction *hostile_make(struct hs_arena *arena, const char *words, const char *url)
{
	char *text = hs_arena_printf(arena, "Then %s said %s of it.\n", words, words);
	struct hs_article *article = hs_article_new(arena, text, strlen(text));
	struct hs_extraction *found = hs_arena_alloc(arena, sizeof(*found));
	size_t len = strlen(words), said = strlen("Then ") + len + 1;

	article->outlet = article->headline = article->byline = article->agency = article->dateline =
		article->published = words;
	article->modified = article->lang = article->id = article->path = words;
	article->url = url;
	article->format = "text";
	hs_article_finish(article, NULL, 0);
	*found = (struct hs_extraction){
		.article = article, .sources = hs_arena_array(arena, 1, sizeof(struct hs_source)), .n_sources = 1,
		.claims = hs_arena_array(arena, 1, sizeof(struct hs_claim)), .n_claims = 1, .agency_copy = true,
			.agency = words,
	};
	found->sources[0] = (struct hs_source){
		.kind = HS_KIND_INDIVIDUAL, .name = words, .mentions = one(arena, 5, len), .grant = one(arena, 5,
			len), .reason = one(arena, 5, len),
		.basis = one(arena, 5, len), .reason_code = 3, .count = 1,
	};
	found->claims[0] = (struct hs_claim){
		.source_spans = one(arena, 5, len), .cue = one(arena, said, 4), .content = one(arena, said + 5, len),
			.told = one(arena, 5, len),
		.through = one(arena, 5, len), .confidence = 0.5, .outer = -1, .answers = -1,
		.para = (uint32_t)hs_article_para_at(article, (uint32_t)said),
	};
	found->claims[0].id = hs_claim_key(article, &found->claims[0]);
	return found;
}

/* Every claim is matched with the next one, by turns as the same and as its contrary. */
static void hostile_match(struct hs_arena *arena)
{
	struct hs_match matches[ROWS(hostile)] = { 0 };
	struct hs_match_claim *claims;
	struct hs_err err;
	size_t n;

	ck_assert_int_eq(hs_store_claims(store, arena, &claims, &n, &err), HS_OK);
	ck_assert_uint_eq(n, ROWS(hostile));
	for (uint32_t i = 0; i + 1 < n; i++) {
		matches[i] = (struct hs_match){ .a = i, .b = i + 1, .score = 0.5, .kind = i % 3 ? HS_MATCH_SAME :
			HS_MATCH_CONTRADICTS };
		matches[i].evidence[HS_EVIDENCE_WORDS] = 1;
	}
	ck_assert_int_eq(hs_store_put_matches(store, claims, matches, n - 1, &err), HS_OK);
}

static void setup_hostile(void)
{
	struct hs_arena *arena = hs_arena_new();
	struct hs_err err;
	enum hs_put put;

	ck_assert_int_eq(hs_store_open(&store, NULL, HS_STORE_MEMORY, &err), HS_OK);
	ck_assert_int_eq(hs_store_begin(store, &err), HS_OK);
	for (int i = 0; i < ROWS(hostile); i++) {
		const char *url = hs_arena_printf(arena, i % 2 ? "https://x.example/%s" : "javascript:%s", hostile[i]);

		ck_assert_msg(hs_store_put(store, hostile_make(arena, hostile[i], url), "1", &put, &err) == HS_OK,
			      "%s: %s", hostile[i], err.msg);
	}
	ck_assert_int_eq(hs_store_commit(store, &err), HS_OK);
	hostile_match(arena);
	hs_arena_free(arena);
}

static void teardown(void)
{
	hs_store_close(store, NULL);
	free(out);
	out = NULL;
}

/* The policy that "audit NAME" asks for, or NULL. */
static struct hs_policy *policy_of(const char *name)
{
	const char *blank = strchr(name, ' '), *src = getenv("SRC");
	struct hs_str folder = HS_STR_INIT;
	struct hs_policy *policy;
	struct hs_err err = { 0 };

	if (!blank)
		return NULL;
	hs_str_addf(&folder, "%s/reports/policy", src ? src : ".");
	setenv("HEARSAY_POLICIES", folder.ptr, 1);
	hs_str_release(&folder);
	ck_assert_msg(hs_policy_open(&policy, blank + 1, &err) == HS_OK, "%s", err.msg);
	return policy;
}

/* The report as a string that lives until the next one. */
static const char *write_with(const char *name, const struct hs_report_options *given)
{
	struct hs_report_options options = *given;
	struct hs_policy *policy = policy_of(name);
	char *report = strndup(name, strcspn(name, " "));
	struct hs_err err = { 0 };
	FILE *fp;

	free(out);
	fp = open_memstream(&out, &out_len);
	options.policy = policy;
	ck_assert_msg(hs_report_write(fp, store, report, &options, &err) == HS_OK, "%s %s: %s", name, options.format,
		      err.msg);
	fclose(fp);
	hs_policy_free(policy);
	free(report);
	return out;
}

static const char *write_report(const char *name, const char *format)
{
	return write_with(name, &(struct hs_report_options){ .format = format });
}

/* ── names ── */

static const struct {
	const char *name, *format, *message;
} wrong[] = {
	{ "gossip", "csv", "no report 'gossip': there are attributions, audit, compare, reviews" },
	{ "audit", "pdf", "no format 'pdf': there are csv, json, ndjson, html, text" },
	{ "", "", "no report '': there are attributions, audit, compare, reviews" },
};

START_TEST(tells_what_there_is)
{
	struct hs_report_options options = { .format = wrong[_i].format };
	struct hs_err err = { 0 };

	ck_assert_int_eq(hs_report_write(stdout, store, wrong[_i].name, &options, &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, wrong[_i].message);
}
END_TEST

/* ── what every report is ── */

/* JSON that no program can trip over; the caller deletes it. */
static cJSON *parse(const char *name)
{
	cJSON *root;

	write_report(name, "json");
	ck_assert_uint_eq(hs_utf8_check(out, out_len), out_len);
	root = cJSON_ParseWithLengthOpts(out, out_len + 1, NULL, true);
	ck_assert_ptr_nonnull(root);
	ck_assert_int_eq(strncmp(cJSON_GetObjectItem(root, "report")->valuestring, name, strcspn(name, " ")), 0);
	return root;
}

/* The lines of NDJSON are the rows of JSON, each with its section where the report has several. */
static void check_lines(const char *name)
{
	cJSON *root = parse(name), *sections = cJSON_GetObjectItem(root, "sections"), *rows, *row, *line;
	char *lines = strdup(write_report(name, "ndjson")), *at = lines, *end;

	cJSON_ArrayForEach(rows, sections) {
		cJSON_ArrayForEach(row, rows) {
			ck_assert_ptr_nonnull(end = strchr(at, '\n'));
			*end = '\0';
			ck_assert_ptr_nonnull(line = cJSON_ParseWithOpts(at, NULL, true));
			if (cJSON_GetArraySize(sections) > 1)
				ck_assert_str_eq(cJSON_GetObjectItem(line, "section")->valuestring, rows->string);
			cJSON_DeleteItemFromObject(line, "section");
			ck_assert(cJSON_Compare(line, row, true));
			cJSON_Delete(line);
			at = end + 1;
		}
	}
	ck_assert_str_eq(at, "");
	free(lines);
	cJSON_Delete(root);
}

static cJSON *section(cJSON *root, const char *name)
{
	cJSON *rows = cJSON_GetObjectItem(cJSON_GetObjectItem(root, "sections"), name);

	ck_assert_msg(cJSON_IsArray(rows), "no section '%s'", name);
	return rows;
}

struct table {
	size_t row, column, columns;    /* columns of the first row */
	bool uneven, formula;
};

static void csv_field(void *cell, size_t len, void *ctx)
{
	struct table *table = ctx;

	table->column++;
	if (table->row > 0 && hs_csv_is_formula((struct hs_span){ cell, len }) && *(char *)cell != '\'')
		table->formula = true;
}

static void csv_row(int c, void *ctx)
{
	struct table *table = ctx;

	(void)c;
	if (table->row++ == 0)
		table->columns = table->column;
	table->uneven |= table->column != table->columns;
	table->column = 0;
}

static struct table read_csv(void)
{
	struct table table = { 0 };
	struct csv_parser parser;

	ck_assert_int_eq(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL), 0);
	ck_assert_uint_eq(csv_parse(&parser, out, out_len, csv_field, csv_row, &table), out_len);
	ck_assert_int_eq(csv_fini(&parser, csv_field, csv_row, &table), 0);
	csv_free(&parser);
	ck_assert_msg(!table.uneven, "a row has more or fewer fields than the first");
	return table;
}

static bool is_one_of(const char *word, size_t len, const char *list)
{
	for (const char *at = list; *at; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");

		if (n == len && strncmp(at, word, n) == 0)
			return true;
		at += n;
	}
	return false;
}

#define VOID_TAGS "meta !DOCTYPE"
#define TAGS "html head title style body a header h1 p nav ul li u em mark main section h2 h3 dl div dt dd table caption thead tbody tr th td " \
	"figure figcaption span bdi svg desc path rect ol strong blockquote i"

#define ATTRIBUTES "lang charset http-equiv content name class href id aria-label aria-labelledby aria-hidden role tabindex scope rel viewBox " \
	"preserveAspectRatio d y width height html"

static void check_attributes(const char *at, const char *end)
{
	const char *name = at + strcspn(at, " >");

	while (name < end && (name += strspn(name, " /")) < end) {
		size_t n = strcspn(name, "= >");

		ck_assert_msg(is_one_of(name, n, ATTRIBUTES), "%.*s", (int)(end - at), at);
		name += n;
		if (*name == '=') {
			ck_assert_int_eq(name[1], '"');
			name = strchr(name + 2, '"') + 1;
		}
	}
	ck_assert_ptr_eq(name, end);            /* no '>' inside a value */
}

/* HTML whose tags are ours and well nested: nothing that an article says has become one. */
static void check_tags(void)
{
	const char *open[64];
	size_t depth = 0, len[64];

	for (const char *at = strchr(out, '<'); at; at = strchr(at, '<')) {
		bool closing = at[1] == '/';
		const char *tag = at + 1 + closing, *end = strchr(at, '>');
		size_t n = strcspn(tag, " />");

		ck_assert_ptr_nonnull(end);
		check_attributes(at, end);
		if (is_one_of(tag, n, VOID_TAGS) || end[-1] == '/') {
			ck_assert(is_one_of(tag, n, VOID_TAGS " path rect"));
		} else if (closing) {
			ck_assert_msg(depth > 0 && len[depth - 1] == n && strncmp(open[depth - 1], tag, n) == 0,
				      "</%.*s>", (int)n, tag);
			depth--;
		} else {
			ck_assert_msg(is_one_of(tag, n, TAGS), "<%.*s>", (int)n, tag);
			ck_assert_uint_lt(depth, 64);
			open[depth] = tag;
			len[depth++] = n;
		}
		at = end;
	}
	ck_assert_uint_eq(depth, 0);
}

/* Links lead to the web or within the page; nothing else is fetched or run. */
static void check_links(void)
{
	for (const char *at = strstr(out, "href=\""); at; at = strstr(at + 1, "href=\""))
		ck_assert_msg(at[6] == '#' || strncmp(at + 6, "http://", 7) == 0 || strncmp(at + 6, "https://", 8) ==
			      0, "%.40s", at);
	ck_assert_ptr_nonnull(strstr(out, "content=\"default-src 'none'; style-src 'unsafe-inline'"));
}

static void check_terminal(void)
{
	for (size_t i = 0; i < out_len; i++)
		ck_assert_msg((unsigned char)out[i] >= 0x20 || out[i] == '\n', "control character %d", out[i]);
}

START_TEST(is_well_formed)
{
	const char *name = names[_i];

	cJSON_Delete(parse(name));
	check_lines(name);
	write_report(name, "csv");
	ck_assert_msg(!read_csv().formula, "a formula in %s", name);
	write_report(name, "html");
	check_tags();
	check_links();
	ck_assert_uint_eq(hs_utf8_check(out, out_len), out_len);
	write_report(name, "text");
	check_terminal();
	ck_assert_uint_eq(hs_utf8_check(out, out_len), out_len);
}
END_TEST

START_TEST(is_the_same_every_time)
{
	for (size_t f = 0; f < sizeof(formats) / sizeof(formats[0]); f++) {
		char *first = strdup(write_report(names[_i], formats[f]));

		ck_assert_str_eq(write_report(names[_i], formats[f]), first);
		free(first);
	}
}
END_TEST

/* ── nothing to report ── */

static const struct {
	const char *name, *says;
} nothing[] = {
	{ "attributions", "There is no claim in the database." },
	{ "audit", "There is no article in the database." },
	{ "compare", "No match is stored; \"hearsay match\" looks for them." },
	{ "reviews", "Nothing is reviewed." },
};

START_TEST(says_that_there_is_nothing)
{
	ck_assert_ptr_nonnull(strstr(write_report(nothing[_i].name, "text"), nothing[_i].says));
	ck_assert_ptr_nonnull(strstr(write_report(nothing[_i].name, "html"), nothing[_i].says));
}
END_TEST

START_TEST(has_columns_without_rows)
{
	write_report("attributions", "csv");
	ck_assert_uint_eq(read_csv().row, 1);
	ck_assert_int_eq(strncmp(out, "outlet,headline,published,", 26), 0);
}
END_TEST

/* ── what the reports say of the sample articles ── */

static const struct {
	const char *column;
	double value;
} summary[] = {
	{ "articles", 7 }, { "outlets", 6 }, { "agency_copies", 1 }, { "claims", 76 }, { "named", 48 }, { "anonymous",
		26 }, { "agency", 2 },
	{ "unresolved", 0 }, { "unnamed_people", 23 }, { "anonymous_quoted", 7 }, { "people_sources", 13 },
		{ "grants", 11 },
	{ "reasons_given", 9 }, { "reasons_stock", 2 }, { "reasons_missing", 2 }, { "headlines_unnamed", 2 },
		{ "ledes_unnamed", 2 },
};

START_TEST(audit_counts)
{
	cJSON *root = parse("audit");
	cJSON *value = cJSON_GetObjectItem(cJSON_GetArrayItem(section(root, "summary"), 0), summary[_i].column);

	ck_assert_ptr_nonnull(value);
	ck_assert_double_eq(value->valuedouble, summary[_i].value);
	cJSON_Delete(root);
}
END_TEST

static double sum(cJSON *rows, const char *column)
{
	double total = 0;
	cJSON *row;

	cJSON_ArrayForEach(row, rows)
		total += cJSON_GetObjectItem(row, column)->valuedouble;
	return total;
}

static const char *const summed[] = { "claims", "named", "anonymous", "agency", "anonymous_quoted" };

/* Outlets, articles and kinds are three ways to cut the same whole. */
START_TEST(audit_adds_up)
{
	cJSON *root = parse("audit");
	double whole = cJSON_GetObjectItem(cJSON_GetArrayItem(section(root, "summary"), 0), summed[_i])->valuedouble;

	ck_assert_double_eq(sum(section(root, "outlets"), summed[_i]), whole);
	ck_assert_double_eq(sum(section(root, "articles"), summed[_i]), whole);
	if (_i == 0)
		ck_assert_double_eq(sum(section(root, "kinds"), "claims"), whole);
	if (strcmp(summed[_i], "anonymous") == 0)
		ck_assert_double_eq(cJSON_GetArraySize(section(root, "claims")), whole);
	cJSON_Delete(root);
}
END_TEST

/* The row whose column has these words; it must be there. */
static cJSON *row_with(cJSON *rows, const char *column, const char *words)
{
	cJSON *row;

	cJSON_ArrayForEach(row, rows) {
		cJSON *value = cJSON_GetObjectItem(row, column);

		if (cJSON_IsString(value) && strcmp(value->valuestring, words) == 0)
			return row;
	}
	ck_abort_msg("no row with '%s' as its %s", words, column);
	return NULL;
}

static const char *word(cJSON *row, const char *column)
{
	cJSON *value = cJSON_GetObjectItem(row, column);

	return cJSON_IsString(value) ? value->valuestring : NULL;
}

START_TEST(audit_quotes_its_evidence)
{
	cJSON *root = parse("audit");
	cJSON *row = row_with(section(root, "claims"), "content", "the lower gates had not been tested since 2019");
	cJSON *place = cJSON_GetArrayItem(cJSON_GetObjectItem(row, "content_offsets"), 0);
	int start = (int)cJSON_GetObjectItem(row, "passage_start")->valuedouble;
	const char *passage = word(row, "passage");

	ck_assert_str_eq(word(row, "grant_words"), "on condition of anonymity");
	ck_assert_str_eq(word(row, "reason_words"), "because he feared losing his job");
	ck_assert_str_eq(word(row, "reason_code"), "R3");
	ck_assert_str_eq(word(place, "field"), "text");
	ck_assert_int_eq(strncmp(passage + cJSON_GetObjectItem(place, "start")->valueint - start,
				 "the lower gates had not been tested since 2019", 46), 0);
	cJSON_Delete(root);
}
END_TEST

/* The words of a finding are those that its offsets give in the stored text, byte for byte. */
START_TEST(findings_quote_their_evidence)
{
	cJSON *root = parse("audit strict"), *row;
	struct hs_query *query;
	struct hs_err err;

	ck_assert_int_gt(cJSON_GetArraySize(section(root, "findings")), 10);
	ck_assert_int_eq(hs_query_open(&query, store, "SELECT key, text, headline FROM article", &err), HS_OK);
	while (hs_query_step(query, &err) == HS_OK) {
		cJSON_ArrayForEach(row, section(root, "findings")) {
			bool in_text = strcmp(word(row, "field"), "text") == 0;
			const char *text = hs_query_text(query, in_text ? 1 : 2), *words = word(row, "words");
			size_t start = (size_t)cJSON_GetObjectItem(row, "start")->valuedouble;

			if (strcmp(word(row, "article"), hs_query_text(query, 0)) != 0)
				continue;
			ck_assert_uint_eq((size_t)cJSON_GetObjectItem(row, "end")->valuedouble - start, strlen(words));
			ck_assert_int_eq(strncmp(text + start, words, strlen(words)), 0);
			ck_assert_ptr_nonnull(strstr(word(row, "passage"), words));
		}
	}
	hs_query_close(query);
	cJSON_Delete(root);
}
END_TEST

static const struct {
	const char *rule, *words;
} found_by[] = {
	{ "reason-missing", "Sources close to the minister" }, { "reason-stock", "because of the sensitivity of the matter" },
	{ "reason-stock", "because they were not authorized to speak to the press" },
	{ "reason-planned", "because the figures have not yet been presented to the cabinet" },
	{ "reason-handout", "in keeping with the ministry's rules" }, { "close-to", "Sources close to the minister" },
	{ "collective", "Critics" }, { "headline", "Minister knew of dam cracks in December, officials say" },
};

START_TEST(findings_are_those_of_a_careful_reader)
{
	cJSON *root = parse("audit strict"), *row;
	bool found = false;

	cJSON_ArrayForEach(row, section(root, "findings"))
		found |= strcmp(word(row, "rule"), found_by[_i].rule) == 0 && strcmp(word(row, "words"), found_by[_i].words) == 0;
	ck_assert_msg(found, "no finding '%s' of '%s'", found_by[_i].rule, found_by[_i].words);
	cJSON_Delete(root);
}
END_TEST

START_TEST(a_policy_is_for_the_audit)
{
	struct hs_report_options options = { .format = "text", .policy = policy_of("audit ap") };
	struct hs_err err = { 0 };

	ck_assert_int_eq(hs_report_write(stdout, store, "compare", &options, &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, "a policy is for the audit, not for 'compare'");
	hs_policy_free((struct hs_policy *)options.policy);
}
END_TEST

START_TEST(shows_a_quotation_over_paragraphs_whole)
{
	cJSON *root = parse("attributions"), *row;
	const char *passage = NULL;

	cJSON_ArrayForEach(row, section(root, "claims"))
		if (strstr(word(row, "content"), "my own parents live"))
			passage = word(row, "passage");
	ck_assert_ptr_nonnull(passage);
	ck_assert_int_eq(strncmp(passage, "\"The dam is standing", 20), 0);
	ck_assert_ptr_nonnull(strstr(passage, "is a safer reservoir.\""));
	cJSON_Delete(root);
}
END_TEST

START_TEST(articles_without_outlet_are_told_apart)
{
	ck_assert_ptr_nonnull(strstr(write_report("audit", "text"), "no outlet named"));
	ck_assert_ptr_nonnull(strstr(write_report("audit", "html"), "<i>no outlet named</i>"));
}
END_TEST

static const struct {
	const char *content, *named_in, *unnamed_in;
	int outlets, contradicted;
} groups[] = {
	{ "Inspectors found cracks in the spillway of the Karsk dam last November, four months before the government "
	  "ordered the reservoir "
	  "lowered", "Aune Valley Post", "The Saltmere Courier", 4, 0 },
	{ "the Energy Ministry had been told of the cracks in December", NULL,
	 "Aune Valley Post, Norvane Herald, The Saltmere Courier", 3, 2 },
	{ "denies: that her ministry had been told of the cracks before February",
	 "Norvane Herald, The Saltmere Courier", NULL, 2, 3 },
	{ "the work would last until the autumn of 2027", "Aune Valley Post", "The Saltmere Courier", 2, 0 },
	{ "the lower gates had not been tested since 2019", NULL, "Lakeland Gazette, The Port Observer", 2, 1 },
};

START_TEST(compare_groups_claims)
{
	cJSON *root = parse("compare");
	cJSON *row = row_with(section(root, "groups"), "group_content", groups[_i].content);

	ck_assert_pstr_eq(word(row, "named_in"), groups[_i].named_in);
	ck_assert_pstr_eq(word(row, "unnamed_in"), groups[_i].unnamed_in);
	ck_assert_int_eq(cJSON_GetObjectItem(row, "group_outlets")->valueint, groups[_i].outlets);
	ck_assert_int_eq(cJSON_GetObjectItem(row, "contradicted")->valueint, groups[_i].contradicted);
	cJSON_Delete(root);
}
END_TEST

START_TEST(compare_finds_the_wire)
{
	cJSON *root = parse("compare");
	cJSON *row = row_with(section(root, "wire"), "outlet", "The Port Observer");

	ck_assert_str_eq(word(row, "copy_agency"), "Meridian News Agency");
	ck_assert(cJSON_IsFalse(cJSON_GetObjectItem(row, "credited")));
	ck_assert_int_eq(cJSON_GetObjectItem(row, "same_words")->valueint, 8);
	cJSON_Delete(root);
}
END_TEST

/* Claims of the articles on the dam that nobody else has; none of the piece on the ferry, which shares nothing. */
START_TEST(compare_shows_what_one_alone_has)
{
	cJSON *root = parse("compare");
	cJSON *row;

	row_with(section(root, "only"), "content", "\"Not a leaflet, not a call,\"");
	cJSON_ArrayForEach(row, section(root, "only"))
		ck_assert_ptr_nonnull(word(row, "outlet"));
	cJSON_Delete(root);
}
END_TEST

static size_t count(const char *from, const char *to, const char *words)
{
	size_t n = 0;

	for (; (from = strstr(from, words)) && from < to; from++)
		n++;
	return n;
}

START_TEST(the_matrix_has_no_gaps)
{
	const char *from = strstr(write_report("compare", "html"), "<section id=\"overview\""), *to = strstr(from,
		"</section>");
	size_t rows = count(from, to, "<th scope=\"row\">"), columns = count(from, to, "<th scope=\"col\">") - 1;

	ck_assert_uint_eq(columns, 6);          /* the outlets that have a claim in a group */
	ck_assert_uint_eq(count(from, to, "<td"), rows * columns);
}
END_TEST

/* ── text for terminals ── */

static const unsigned widths[] = { 40, 60, 80, 132 };

START_TEST(text_keeps_to_its_width)
{
	unsigned width = widths[_i];

	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
		char *line, *rest = (char *)write_with(names[n], &(struct hs_report_options){ .format = "text",
			.width = width });

		while ((line = strsep(&rest, "\n")))
			ck_assert_msg((unsigned)u8_strwidth((uint8_t *)line, "UTF-8") <= width, "%s: %s", names[n],
				      line);
	}
}
END_TEST

START_TEST(text_has_colours_only_when_asked)
{
	ck_assert_ptr_null(strchr(write_report("audit", "text"), '\033'));
	write_with("audit", &(struct hs_report_options){ .format = "text", .colour = true });
	ck_assert_ptr_nonnull(strstr(out, "\033[1m"));
	for (const char *line = out; (line = strchr(line,
						    '\n')); line++)       /* no colour runs on over the end of a line */
		for (const char *at = line; at > out && at[-1] != '\n'; at--)
			if (at[-1] == '\033') {
				ck_assert_int_eq(strncmp(at - 1, "\033[0m", 4), 0);
				break;
			}
}
END_TEST

/* ── hostile words ── */

START_TEST(json_gives_the_words_back)
{
	cJSON *root = parse("attributions");
	cJSON *row = row_with(section(root, "claims"), "outlet", hostile[_i]);

	ck_assert_str_eq(word(row, "headline"), hostile[_i]);
	ck_assert_str_eq(word(row, "source_name"), hostile[_i]);
	ck_assert_ptr_nonnull(strstr(word(row, "passage"), hostile[_i]));
	cJSON_Delete(root);
}
END_TEST

START_TEST(links_are_to_the_web_alone)
{
	write_report("attributions", "html");
	ck_assert_ptr_nonnull(strstr(out, "href=\"https://x.example/"));
	ck_assert_ptr_null(strstr(out, "href=\"javascript:"));
	ck_assert_ptr_nonnull(strstr(out, "{{title}} {{sections}} {{style}}"));
}
END_TEST

/* ── what reviewers say ── */

/* Keep a review of a claim by its words, or of its source, or of the first finding of a rule of the strict policy. */
static void keep(const char *about, const char *aspect, const char *value, const char *words)
{
	cJSON *root = parse(strcmp(about, "finding") == 0 ? "audit strict" : "attributions"), *row, *place;
	bool finding = strcmp(about, "finding") == 0;
	struct hs_review review = { .made_at = "2026-03-06", .reviewer = "=R. Hale", .why = "<b>she said so</b>", .about = about,
				    .aspect = aspect, .value = value };
	struct hs_err err;
	struct hs_id key;
	bool known;

	row = row_with(section(root, finding ? "findings" : "claims"), finding ? "rule" : "content", words);
	place = cJSON_GetArrayItem(cJSON_GetObjectItem(row, finding ? "offsets" : strcmp(about, "claim") == 0 ? "content_offsets" :
						       "source_offsets"), 0);
	review.article = word(row, "article");
	review.policy = finding ? "strict" : NULL;
	review.rule = finding ? words : NULL;
	review.field = word(place, "field");
	review.start = cJSON_GetObjectItem(place, "start")->valueint;
	review.end = cJSON_GetObjectItem(place, "end")->valueint;
	ck_assert_int_eq(hs_store_begin(store, &err), HS_OK);
	ck_assert_msg(hs_store_review(store, &review, &key, &known, &err) == HS_OK, "%s", err.msg);
	ck_assert_int_eq(hs_store_commit(store, &err), HS_OK);
	cJSON_Delete(root);
}

static double summed_up(const char *name, const char *column)
{
	cJSON *root = parse(name);
	double value = cJSON_GetObjectItem(cJSON_GetArrayItem(section(root, "summary"), 0), column)->valuedouble;

	cJSON_Delete(root);
	return value;
}

START_TEST(reviews_count)
{
	double claims = summed_up("audit", "claims"), findings = summed_up("audit strict", "findings");
	const char *text;

	keep("claim", "claim", "no", "the lower gates had not been tested since 2019");
	ck_assert_double_eq(summed_up("audit", "claims"), claims - 1);
	ck_assert_double_eq(summed_up("audit", "claims_set_aside"), 1);
	keep("finding", "verdict", "dismissed", "reason-stock");
	ck_assert_double_eq(summed_up("audit strict", "dismissed"), 1);
	ck_assert_double_le(summed_up("audit strict", "findings"), findings - 1);
	keep("finding", "verdict", "confirmed", "close-to");
	keep("finding", "note", "=1+1", "close-to");
	ck_assert_double_eq(summed_up("audit strict", "confirmed"), 1);
	text = write_report("audit strict", "text");
	ck_assert_ptr_nonnull(strstr(text, "dismissed"));
	ck_assert_ptr_nonnull(strstr(text, "=R. Hale"));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		check_lines(names[i]);
		write_report(names[i], "csv");
		ck_assert_msg(!read_csv().formula, "a formula in %s", names[i]);
		write_report(names[i], "html");
		check_tags();
	}
}
END_TEST

/* What a reviewer has decided on is listed even when nothing finds it any more. */
START_TEST(reviews_are_never_lost)
{
	cJSON *root, *row;

	keep("finding", "verdict", "confirmed", "close-to");
	root = parse("audit strict");
	ck_assert_int_eq(cJSON_GetArraySize(section(root, "lapsed")), 0);
	cJSON_Delete(root);
	keep("source", "kind", "named/person", "she was considering her position");
	root = parse("audit strict");
	ck_assert_int_eq(cJSON_GetArraySize(section(root, "lapsed")), 1);
	row = cJSON_GetArrayItem(section(root, "lapsed"), 0);
	ck_assert_str_eq(word(row, "rule"), "close-to");
	ck_assert_str_eq(word(row, "value"), "confirmed");
	ck_assert_str_eq(word(row, "lost"), "the rule does not find it any more");
	cJSON_Delete(root);
}
END_TEST

/* ── the engine's error ── */

/* The articles read by the engine that was measured, or one that differs in its rules, as far as the store says. */
static void put_measured(bool other_rules)
{
	struct hs_arena *arena = hs_arena_new();
	const char *table = hs_report_file("errors.tsv"), *model = strstr(table, "\nmodel\t") + 7;
	char *version = hs_arena_strn(arena, model, strcspn(model, "\n"));
	struct hs_err err;
	enum hs_put put;

	if (other_rules)
		version = hs_arena_printf(arena, "%.*s, rules 0badcafe%s", (int)strcspn(version, ","), version, strstr(version, ", model "));
	ck_assert_int_eq(hs_store_begin(store, &err), HS_OK);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(hs_store_put(store, hostile_make(arena, hostile[i], NULL), version, &put, &err), HS_OK);
	ck_assert_int_eq(hs_store_commit(store, &err), HS_OK);
	hs_arena_free(arena);
}

START_TEST(corrects_what_was_measured)
{
	cJSON *root, *row, *share;

	put_measured(_i == 1);
	root = parse("audit");
	row = cJSON_GetArrayItem(section(root, "summary"), 0);
	share = cJSON_GetObjectItem(row, "anonymous_corrected");
	ck_assert_double_eq(cJSON_GetObjectItem(cJSON_GetObjectItem(row, "anonymous_share"), "share")->valuedouble, 1);
	ck_assert_double_le(cJSON_GetObjectItem(share, "low")->valuedouble, cJSON_GetObjectItem(share, "share")->valuedouble);
	ck_assert_double_le(cJSON_GetObjectItem(share, "share")->valuedouble, cJSON_GetObjectItem(share, "high")->valuedouble);
	ck_assert_int_eq(cJSON_GetArraySize(section(root, "errors")), 5);
	cJSON_Delete(root);
}
END_TEST

START_TEST(does_not_correct_another_engine)
{
	cJSON *root = parse("audit"), *row = cJSON_GetArrayItem(section(root, "summary"), 0);

	ck_assert(cJSON_IsNull(cJSON_GetObjectItem(row, "anonymous_corrected")));
	ck_assert(cJSON_IsNull(cJSON_GetObjectItem(row, "unnamed_people_corrected")));
	ck_assert_int_eq(cJSON_GetArraySize(section(root, "errors")), 0);
	cJSON_Delete(root);
}
END_TEST

/* ── examples ── */

static const struct {
	const char *name, *format, *file;
} examples[] = {
	{ "attributions", "csv", "attributions.csv" },
	{ "audit", "html", "audit.html" },
	{ "audit", "json", "audit.json" },
	{ "audit", "text", "audit.txt" },
	{ "audit strict", "csv", "policy.csv" },
	{ "audit strict", "html", "policy.html" },
	{ "audit strict", "json", "policy.json" },
	{ "audit strict", "text", "policy.txt" },
	{ "compare", "html", "compare.html" },
	{ "compare", "text", "compare.txt" },
};

/* UPDATE=1 writes what comes out as the example; read the diff. */
START_TEST(examples_are_true)
{
	const char *src = getenv("SRC"), *update = getenv("UPDATE");
	struct hs_str path = HS_STR_INIT;
	char *now = strdup(write_report(examples[_i].name, examples[_i].format)), *then = NULL;
	size_t size = 0;
	FILE *fp;

	hs_str_addf(&path, "%s/reports/examples/%s", src ? src : ".", examples[_i].file);
	fp = fopen(path.ptr, update ? "w+" : "r");
	ck_assert_msg(fp != NULL, "cannot open '%s'", path.ptr);
	if (update)
		fputs(now, fp);
	rewind(fp);
	ck_assert_int_gt(getdelim(&then, &size, '\0', fp), 0);
	ck_assert_msg(strcmp(now, then) == 0, "'%s' is not what the report writes now: UPDATE=1 makes it anew",
		      path.ptr);
	fclose(fp);
	free(then);
	free(now);
	hs_str_release(&path);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report");
	TCase *empty = tcase_create("empty"), *reading = tcase_create("reading"), *bad = tcase_create("hostile");

	tcase_add_checked_fixture(empty, setup_empty, teardown);
	tcase_add_loop_test(empty, tells_what_there_is, 0, ROWS(wrong));
	tcase_add_loop_test(empty, is_well_formed, 0, ROWS(names));
	tcase_add_loop_test(empty, says_that_there_is_nothing, 0, ROWS(nothing));
	tcase_add_test(empty, has_columns_without_rows);
	tcase_add_loop_test(empty, corrects_what_was_measured, 0, 2);
	suite_add_tcase(suite, empty);

	tcase_add_checked_fixture(reading, setup_reading, teardown);
	tcase_add_loop_test(reading, is_well_formed, 0, ROWS(names));
	tcase_add_loop_test(reading, is_the_same_every_time, 0, ROWS(names));
	tcase_add_loop_test(reading, audit_counts, 0, ROWS(summary));
	tcase_add_loop_test(reading, audit_adds_up, 0, ROWS(summed));
	tcase_add_test(reading, audit_quotes_its_evidence);
	tcase_add_test(reading, findings_quote_their_evidence);
	tcase_add_loop_test(reading, findings_are_those_of_a_careful_reader, 0, ROWS(found_by));
	tcase_add_test(reading, a_policy_is_for_the_audit);
	tcase_add_test(reading, shows_a_quotation_over_paragraphs_whole);
	tcase_add_test(reading, articles_without_outlet_are_told_apart);
	tcase_add_loop_test(reading, compare_groups_claims, 0, ROWS(groups));
	tcase_add_test(reading, compare_finds_the_wire);
	tcase_add_test(reading, compare_shows_what_one_alone_has);
	tcase_add_test(reading, the_matrix_has_no_gaps);
	tcase_add_loop_test(reading, text_keeps_to_its_width, 0, ROWS(widths));
	tcase_add_test(reading, text_has_colours_only_when_asked);
	tcase_add_test(reading, reviews_count);
	tcase_add_test(reading, reviews_are_never_lost);
	tcase_add_test(reading, does_not_correct_another_engine);
	tcase_add_loop_test(reading, examples_are_true, 0, ROWS(examples));
	suite_add_tcase(suite, reading);

	tcase_add_checked_fixture(bad, setup_hostile, teardown);
	tcase_add_loop_test(bad, is_well_formed, 0, ROWS(names));
	tcase_add_loop_test(bad, text_keeps_to_its_width, 0, ROWS(widths));
	tcase_add_loop_test(bad, json_gives_the_words_back, 0, ROWS(hostile));
	tcase_add_test(bad, links_are_to_the_web_alone);
	suite_add_tcase(suite, bad);
	return unit_run(suite);
}
