/*
 * audit - how an outlet and an article deal with sources that they do not name.
 */
#include <cjson/cJSON.h>
#include <stdlib.h>

#include "report/claim_columns.h"

#define COUNT(name, label) COLUMN(name, label, INT, DETAIL)
#define WIDE(name, label) COLUMN(name, label, INT, WIDE)
#define SHARE(name, label, k, n) COLUMN(name, label, SHARE, DETAIL, .of = k, .in = n)
#define CLUSTERED .clusters = "speaking", .spread
#define CORRECTED(name, label, place, k, what) \
	COLUMN(name, label, CORRECTED, place, .of = k, .in = "claims", CLUSTERED = k "_spread", .error = HS_ERROR_OF_##what, .none = "not known")
#define OUTLET COLUMN("outlet", "outlet", TEXT, DETAIL, .none = "no outlet named")

static const struct hs_column summary[] = {
	COUNT("articles", "articles"),
	COUNT("outlets", "outlets"),
	COUNT("agency_copies", "articles that are agency copy"),
	COUNT("claims", "claims"),
	COUNT("named", "claims of named sources"),
	COUNT("anonymous", "claims of anonymous sources"),
	COLUMN("anonymous_share", "share anonymous", SHARE, DETAIL, .of = "anonymous", .in = "claims", CLUSTERED = "anonymous_spread"),
	CORRECTED("anonymous_corrected", "... corrected for the engine's measured error", DETAIL, "anonymous", ANONYMOUS),
	COUNT("unnamed_people", "claims of people who are not named"),
	COLUMN("unnamed_people_share", "share of unnamed people", SHARE, DETAIL, .of = "unnamed_people", .in = "claims",
	       CLUSTERED = "unnamed_people_spread"),
	CORRECTED("unnamed_people_corrected", "... corrected for the engine's measured error", DETAIL, "unnamed_people", PEOPLE),
	COUNT("anonymous_quoted", "anonymous claims quoted directly, whole or in part"),
	COUNT("agency", "claims of agencies and other outlets"),
	COUNT("unresolved", "claims whose source could not be told"),
	COUNT("sources", "distinct sources"),
	COUNT("people_sources", "unnamed people or groups, each once"),
	COUNT("grants", "unnamed people granted anonymity in so many words"),
	COUNT("reasons_given", "unnamed people with a reason of their own"),
	COUNT("reasons_stock", "unnamed people with a stock reason"),
	COUNT("reasons_missing", "unnamed people without any reason"),
	COUNT("headlines_unnamed", "headlines that rest on anonymous sources alone"),
	COUNT("ledes_unnamed", "first paragraphs that rest on anonymous sources alone"),
	COUNT("sources_reviewed", "sources that reviewers have decided on"),
	COUNT("claims_set_aside", "claims left out, which reviewers say are none"),
};

static const struct hs_column outlets[] = {
	OUTLET,
	WIDE("articles", "articles"),
	COLUMN("agency_copies", "agency copy", INT, DATA),
	COUNT("claims", "claims"),
	COUNT("named", "named"),
	COUNT("anonymous", "anonymous"),
	COLUMN("anonymous_share", "share anonymous", SHARE, DETAIL, .of = "anonymous", .in = "claims", CLUSTERED = "anonymous_spread"),
	CORRECTED("anonymous_corrected", "share anonymous, corrected", WIDE, "anonymous", ANONYMOUS),
	COLUMN("unnamed_people", "unnamed people", INT, DATA),
	COLUMN("unnamed_people_share", "share of unnamed people", SHARE, WIDE, .of = "unnamed_people", .in = "claims",
	       CLUSTERED = "unnamed_people_spread"),
	CORRECTED("unnamed_people_corrected", "share of unnamed people, corrected", WIDE, "unnamed_people", PEOPLE),
	COLUMN("collective", "classes of people", INT, DATA),
	COLUMN("papers", "unidentified papers", INT, DATA),
	COLUMN("unattributed", "nobody", INT, DATA),
	COUNT("anonymous_quoted", "anonymous, quoted"),
	COUNT("agency", "agency"),
	WIDE("unresolved", "cannot be told"),
};

static const struct hs_column unnamed[] = {
	OUTLET,
	WIDE("sources", "distinct sources"),
	COLUMN("named_sources", "named", INT, DATA),
	COLUMN("anonymous_sources", "anonymous", INT, DATA),
	COLUMN("agency_sources", "agency", INT, DATA),
	COUNT("people_sources", "unnamed people"),
	COUNT("grants", "anonymity granted"),
	COUNT("reasons_given", "own reason"),
	COUNT("reasons_stock", "stock reason"),
	COUNT("reasons_missing", "no reason"),
	COUNT("bases", "says how they know"),
	WIDE("plurals_for_one", "plural for one"),
	WIDE("headlines_unnamed", "headlines on anonymous alone"),
	WIDE("ledes_unnamed", "first paragraphs on anonymous alone"),
};

static const struct hs_column kinds[] = {
	OUTLET,
	COLUMN("source_class", "class", TEXT, DETAIL, .tint = "source_class"),
	COLUMN("source_kind", "kind", TEXT, DETAIL),
	COUNT("claims", "claims"),
	COUNT("sources", "distinct sources"),
};

static const struct hs_column reasons[] = {
	COLUMN("reason_code", "code", TEXT, DETAIL),
	COLUMN("reason_meaning", "reason", TEXT, DETAIL),
	COLUMN("stock", "stock phrase", BOOL, DETAIL),
	COUNT("people_sources", "unnamed people"),
	COUNT("articles", "articles"),
};

static const struct hs_column articles[] = {
	OUTLET,
	COLUMN("headline", "headline", TEXT, DETAIL, .link = "url"),
	COLUMN("published", "published", TIME, WIDE),
	COLUMN("url", "address", TEXT, DATA),
	COLUMN("byline", "byline", TEXT, DATA),
	COLUMN("path", "file", TEXT, DATA),
	COLUMN("record", "record", INT, DATA),
	COLUMN("article", "article", TEXT, DATA),
	COLUMN("agency_copy", "agency copy", BOOL, DATA),
	COLUMN("copy_agency", "agency copy of", TEXT, WIDE),
	COUNT("claims", "claims"),
	WIDE("named", "named"),
	WIDE("anonymous", "anonymous"),
	SHARE("anonymous_share", "share anonymous", "anonymous", "claims"),
	WIDE("anonymous_quoted", "anonymous, quoted"),
	COLUMN("agency", "agency", INT, DATA),
	COLUMN("unresolved", "cannot be told", INT, DATA),
	COLUMN("unnamed_people", "claims of unnamed people", INT, DATA),
	COLUMN("collective", "classes of people", INT, DATA),
	COLUMN("papers", "unidentified papers", INT, DATA),
	COLUMN("unattributed", "nobody", INT, DATA),
	COLUMN("sources", "distinct sources", INT, DATA),
	COLUMN("named_sources", "named sources", INT, DATA),
	COLUMN("anonymous_sources", "anonymous sources", INT, DATA),
	COLUMN("agency_sources", "agency sources", INT, DATA),
	WIDE("people_sources", "unnamed people"),
	COLUMN("grants", "anonymity granted", INT, DATA),
	COUNT("reasons_given", "own reason"),
	COUNT("reasons_stock", "stock reason"),
	COUNT("reasons_missing", "no reason"),
	COLUMN("bases", "says how they know", INT, DATA),
	COLUMN("plurals_for_one", "plural for one", INT, DATA),
	COLUMN("headline_unnamed", "headline on anonymous alone", BOOL, WIDE),
	COLUMN("lede_unnamed", "first paragraph on anonymous alone", BOOL, WIDE),
	COLUMN("sources_reviewed", "sources reviewed", INT, DATA),
	COLUMN("claims_set_aside", "claims set aside", INT, DATA),
};

static const struct hs_column claims[] = {
	ARTICLE_COLUMNS(GROUP),
	CLAIM_COLUMNS,
};

static const struct hs_column errors[] = {
	COLUMN("class", "class", TEXT, DETAIL),
	COUNT("marked", "marked by readers"),
	COUNT("found", "found"),
	COUNT("right", "found rightly"),
	SHARE("recall", "of those marked", "right", "marked"),
	SHARE("precision", "of those found", "right", "found"),
	COLUMN("as_named", "found as named", INT, WIDE),
	COLUMN("as_people", "as unnamed people", INT, WIDE),
	COLUMN("as_vague", "as other anonymous", INT, WIDE),
	COLUMN("as_agency", "as agency", INT, WIDE),
	COLUMN("as_unresolved", "as not told", INT, WIDE),
	COLUMN("missed", "missed", INT, WIDE),
	COLUMN("invented", "found where there is none", INT, WIDE),
	COLUMN("model", "engine", TEXT, DATA),
	COLUMN("data", "measured on", TEXT, WIDE),
};

static void add_cell(cJSON *row, const char *name, double value)
{
	cJSON_AddNumberToObject(row, name, value);
}

/* What was marked as `cls`, and what became of it. */
static cJSON *error_row(const struct hs_errors *table, enum hs_error_class cls, const char *word, bool measured)
{
	static const char *const as[] = { "as_named", "as_people", "as_vague", "as_agency", "as_unresolved", "missed" };
	cJSON *row = cJSON_CreateObject();
	double marked = 0, found = 0;

	for (int i = 0; i < HS_ERROR_N; i++) {
		double there = hs_errors_cell(table, cls, (enum hs_error_class)i);

		add_cell(row, as[i], there);
		marked += there;
		found += hs_errors_cell(table, (enum hs_error_class)i, cls);
	}
	cJSON_AddStringToObject(row, "class", word);
	add_cell(row, "marked", marked);
	add_cell(row, "found", found);
	add_cell(row, "right", hs_errors_cell(table, cls, cls));
	add_cell(row, "invented", hs_errors_cell(table, HS_ERROR_NONE, cls));
	cJSON_AddStringToObject(row, "model", table->model);
	cJSON_AddStringToObject(row, "data", table->data);
	cJSON_AddBoolToObject(row, "measured", measured);
	return row;
}

static char *errors_json(const struct hs_errors *table, bool measured)
{
	static const char *const words[] = { "named", "unnamed people", "other anonymous", "agency", "not told" };
	cJSON *rows = cJSON_CreateArray();
	char *printed, *out;

	for (int i = 0; i < HS_ERROR_NONE; i++)
		cJSON_AddItemToArray(rows, error_row(table, (enum hs_error_class)i, words[i], measured));
	printed = cJSON_PrintUnformatted(rows);
	out = hs_strdup(printed);
	cJSON_free(printed);
	cJSON_Delete(rows);
	return out;
}

static int input(char **out, struct hs_store *store, const struct hs_report_options *options, struct hs_err *err)
{
	struct hs_errors *table = hs_calloc(1, sizeof(*table));
	bool measured = false;
	int rc;

	(void)options;
	if ((rc = hs_report_errors(table, err)) == HS_OK && (rc = hs_report_is_measured(&measured, store, table, err)) == HS_OK)
		*out = errors_json(table, measured);
	free(table);
	return rc;
}

static const struct hs_section sections[] = {
	{
		.name = "summary", .title = "In short",
		.note =
			"Shares are given with the 95 % interval after Wilson, for claims that come in articles: with few of either it is wide. "
			"Corrected shares are what the true ones must be for the engine to have found these, by the errors that it made where "
			"readers had marked the claims (see the end); not known for articles that another engine read. Sources are counted "
			"once an article.",
		.layout = HS_LAYOUT_FACTS, .sql = { "audit.sql", "audit-summary.sql" }, COLUMNS(summary),
	},
	{
		.name = "outlets", .title = "Who speaks, by outlet",
		.note =
			"Claims by the class of their source. Anonymous are people who are not named, classes of people "
			"(\"critics\"), unidentified papers (\"a recent poll\") and nobody (\"reportedly\"); the first of these "
			"is also given on its own.",
		.empty = "There is no article in the database.",
		.layout = HS_LAYOUT_TABLE, .sql = { "audit.sql", "audit-outlets.sql" }, COLUMNS(outlets),
		.plot = HS_PLOT_SHARES, .plot_label = "outlet", .plot_value = "anonymous_share",
		.plot_title = "Share of claims with an anonymous source, with its 95 % interval",
	},
	{
		.name = "unnamed", .title = "Why they are not named, by outlet",
		.note =
			"Distinct sources. A stock reason fits any story: not authorised to speak, or the sensitivity of "
			"the matter.",
		.empty = "There is no article in the database.",
		.layout = HS_LAYOUT_TABLE, .sql = { "audit.sql", "audit-unnamed.sql" }, COLUMNS(unnamed),
	},
	{
		.name = "reasons", .title = "Reasons for not naming someone",
		.layout = HS_LAYOUT_TABLE, .sql = { "audit-reasons.sql" }, COLUMNS(reasons),
		.plot = HS_PLOT_COUNTS, .plot_label = "reason_meaning", .plot_value = "people_sources",
		.plot_title = "Unnamed people, by the reason given for not naming them",
	},
	{
		.name = "kinds", .title = "Kinds of sources, by outlet",
		.empty = "There is no source in the database.",
		.layout = HS_LAYOUT_TABLE, .sql = { "audit-kinds.sql" }, COLUMNS(kinds),
	},
	{
		.name = "articles", .title = "Articles",
		.empty = "There is no article in the database.",
		.layout = HS_LAYOUT_TABLE, .sql = { "audit.sql", "audit-articles.sql" }, COLUMNS(articles),
	},
	{
		.name = "claims", .title = "Every claim of an anonymous source, in context",
		.empty = "There is no claim of an anonymous source in the database.",
		.layout = HS_LAYOUT_ITEMS, .group = "article",
		.sql = { "claims.sql", "audit-claims.sql" }, COLUMNS(claims),
	},
	{
		.name = "errors", .title = "How often the engine errs",
		.note =
			"Counted once where readers had marked the claims, and not in these articles: what they marked, and what the engine found. "
			"The corrected shares above rest on it.",
		.layout = HS_LAYOUT_TABLE, .sql = { "audit-errors.sql" }, COLUMNS(errors),
		.empty = "How often the engine errs that read these articles is not known: another one was measured.",
	},
};

const struct hs_report hs_report_audit = {
	.name = "audit", .title = "Sourcing audit",
	.about = "Who speaks in these articles, who is not named and what the article says about why.",
	.sections = sections, .n_sections = sizeof(sections) / sizeof(sections[0]),
	.input = input,
};
