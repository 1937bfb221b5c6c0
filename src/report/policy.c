/*
 * policy - the audit after a policy: which rules of a newsroom an article does not keep, with the words that show it.
 */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "policy/audit.h"
#include "report/claim_columns.h"
#include "report/origins.h"

/* ── the findings, as the queries take them ── */

struct audit {
	const struct hs_policy *policy;
	struct hs_store *store;
	struct hs_origins *origins;
	cJSON *findings;                /* what is found, so far */
	const char *prefix;             /* for a review: of the id that is looked for, */
	struct hs_report_finding *wanted;       /* ... what has it, */
	size_t n;                       /* ... and how many have */
};

static void add_place(cJSON *item, const char *start, const char *end, struct hs_range range)
{
	cJSON_AddNumberToObject(item, start, range.start);
	cJSON_AddNumberToObject(item, end, range.end);
}

/* The paragraphs that the words stand in, whole. */
static struct hs_range passage_of(const struct hs_article *article, struct hs_range at)
{
	struct hs_range passage = at;

	for (size_t i = 0; i < article->n_paras; i++) {
		struct hs_range para = article->paras[i].range;

		if (!hs_range_meet(para, at))
			continue;
		passage.start = para.start < passage.start ? para.start : passage.start;
		passage.end = para.end > passage.end ? para.end : passage.end;
	}
	return passage;
}

/* "text:12-40;headline:3-9", or NULL for no ranges; hs_malloc'ed. */
static char *offsets_of(const struct hs_article *article, const struct hs_ranges *ranges)
{
	struct hs_str list = HS_STR_INIT;

	for (size_t i = 0; i < ranges->n; i++) {
		struct hs_range range = ranges->at[i];
		enum hs_field field = hs_article_locate(article, &range);

		hs_str_addf(&list, "%s%s:%u-%u", i > 0 ? ";" : "", field == HS_FIELD_TEXT ? "text" : "headline", range.start, range.end);
	}
	return list.len ? list.ptr : NULL;
}

static void add_finding(struct audit *audit, int64_t article_id, const struct hs_extraction *found, const struct hs_finding *finding)
{
	struct hs_range at = finding->at, passage = passage_of(found->article, at);
	enum hs_field field = hs_article_locate(found->article, &at);
	char *also = offsets_of(found->article, &finding->also);
	cJSON *item = cJSON_CreateObject();

	hs_article_locate(found->article, &passage);
	cJSON_AddNumberToObject(item, "rule", (double)(finding->rule - audit->policy->rules));
	cJSON_AddStringToObject(item, "id", finding->id.hex);
	cJSON_AddNumberToObject(item, "article", (double)article_id);
	cJSON_AddStringToObject(item, "because", finding->because);
	cJSON_AddStringToObject(item, "field", field == HS_FIELD_TEXT ? "text" : "headline");
	add_place(item, "start", "end", at);
	add_place(item, "passage_start", "passage_end", passage);
	if (also)
		cJSON_AddStringToObject(item, "also", also);
	if (finding->source >= 0)
		cJSON_AddNumberToObject(item, "source", (double)finding->source);
	if (finding->claim >= 0)
		cJSON_AddStringToObject(item, "claim", found->claims[finding->claim].id.hex);
	cJSON_AddItemToArray(audit->findings, item);
	free(also);
}

typedef void (*take_fn)(struct audit *audit, int64_t article_id, const struct hs_extraction *found, const struct hs_findings *findings);

static int audit_article(struct audit *audit, struct hs_arena *arena, int64_t id, take_fn take, struct hs_err *err)
{
	struct hs_extraction *found;
	struct hs_findings findings;
	struct hs_case it;
	int rc;

	if ((rc = hs_store_load(&found, audit->store, arena, id, err)) < 0 ||
	    (rc = hs_origins_bear_out(&it.borne_out, audit->origins, audit->store, found, arena, err)) < 0)
		return rc;
	it.found = found;
	findings = hs_audit(audit->policy, &it);
	take(audit, id, found, &findings);
	return HS_OK;
}

/* The findings of each article in turn to `take`. */
static int audit_all(struct audit *audit, take_fn take, struct hs_err *err)
{
	struct hs_arena *list = hs_arena_new(), *arena = hs_arena_new();
	int64_t *ids;
	size_t n;
	int rc = hs_origins_read(&audit->origins, audit->store, err);

	if (rc == HS_OK)
		rc = hs_store_articles(&ids, &n, audit->store, list, err);
	for (size_t i = 0; rc == HS_OK && i < n; i++) {
		rc = audit_article(audit, arena, ids[i], take, err);
		hs_arena_reset(arena);
	}
	hs_origins_free(audit->origins);
	hs_arena_free(arena);
	hs_arena_free(list);
	return rc;
}

static void add_findings(struct audit *audit, int64_t article_id, const struct hs_extraction *found, const struct hs_findings *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		add_finding(audit, article_id, found, &findings->at[i]);
}

static cJSON *rule_json(const struct hs_rule *rule)
{
	cJSON *item = cJSON_CreateObject();

	cJSON_AddStringToObject(item, "name", rule->name);
	cJSON_AddStringToObject(item, "title", rule->title);
	cJSON_AddStringToObject(item, "says", rule->says);
	cJSON_AddStringToObject(item, "from", rule->from);
	cJSON_AddStringToObject(item, "severity", hs_severity_word(rule->severity));
	cJSON_AddNumberToObject(item, "severity_number", rule->severity);
	cJSON_AddStringToObject(item, "check", hs_check_word(rule->check));
	cJSON_AddBoolToObject(item, "by_hand", rule->check == HS_CHECK_by_hand);
	return item;
}

static cJSON *policy_json(const struct hs_policy *policy)
{
	cJSON *item = cJSON_CreateObject();

	cJSON_AddStringToObject(item, "name", policy->name);
	cJSON_AddStringToObject(item, "title", policy->title);
	cJSON_AddStringToObject(item, "about", policy->about);
	return item;
}

static int input(char **out, struct hs_store *store, const struct hs_report_options *options, struct hs_err *err)
{
	struct audit audit = { .policy = options->policy, .store = store };
	cJSON *root = cJSON_CreateObject(), *rules;
	int rc;

	cJSON_AddItemToObject(root, "policy", policy_json(audit.policy));
	rules = cJSON_AddArrayToObject(root, "rules");
	for (size_t i = 0; i < audit.policy->n_rules; i++)
		cJSON_AddItemToArray(rules, rule_json(&audit.policy->rules[i]));
	audit.findings = cJSON_AddArrayToObject(root, "findings");
	if ((rc = audit_all(&audit, add_findings, err)) == HS_OK) {
		char *printed = cJSON_PrintUnformatted(root);

		*out = hs_strdup(printed);
		cJSON_free(printed);
	}
	cJSON_Delete(root);
	return rc;
}

/* ── one finding, for a review ── */

static bool begins_with(const char *id, const char *prefix)
{
	return strncmp(id, prefix, strlen(prefix)) == 0;
}

/* What of the article is found with that id. */
static void take_wanted(struct audit *audit, int64_t article_id, const struct hs_extraction *found, const struct hs_findings *findings)
{
	(void)article_id;
	for (size_t i = 0; i < findings->n; i++) {
		const struct hs_finding *finding = &findings->at[i];
		struct hs_range at = finding->at;

		if (!begins_with(finding->id.hex, audit->prefix))
			continue;
		audit->wanted->field = hs_article_locate(found->article, &at);
		audit->wanted->at = at;
		audit->wanted->rule = finding->rule->name;
		audit->wanted->article = found->article->key;
		audit->n++;
	}
}

int hs_report_find(struct hs_report_finding *out, struct hs_store *store, const struct hs_policy *policy, const char *prefix,
		   struct hs_err *err)
{
	struct audit audit = { .policy = policy, .store = store, .prefix = prefix, .wanted = out };
	int rc = audit_all(&audit, take_wanted, err);

	if (rc < 0 || audit.n == 1)
		return rc;
	return hs_fail(err, HS_EUSAGE, audit.n ? "more than one finding of policy '%s' begins with '%s'" : "policy '%s' has no finding '%s'",
		       policy->name, prefix);
}

/* ── sections ── */

#define COUNT(name, label) COLUMN(name, label, INT, DETAIL)
#define DATA(name, label) COLUMN(name, label, TEXT, DATA)
#define SHARE(name, label, k, n) COLUMN(name, label, SHARE, DETAIL, .of = k, .in = n)

static const struct hs_column summary[] = {
	COLUMN("policy_title", "policy", TEXT, DETAIL),
	DATA("policy", "name of the policy"),
	COLUMN("policy_about", "about it", TEXT, DETAIL),
	COUNT("rules", "rules that were checked"),
	COUNT("articles", "articles"),
	COUNT("articles_found", "articles with a finding"),
	SHARE("articles_found_share", "share of articles with a finding", "articles_found", "articles"),
	COUNT("findings", "findings"),
	COUNT("breaches", "of these, breaches: the standard rules it out"),
	COUNT("questions", "questions: an editor should have asked"),
	COUNT("notes", "notes: worth a look"),
	COUNT("confirmed", "findings that a reviewer has confirmed"),
	COUNT("dismissed", "findings that a reviewer has dismissed, left out above"),
};

static const struct hs_column rules[] = {
	COLUMN("severity", "severity", TEXT, DETAIL),
	COLUMN("rule", "rule", TEXT, DETAIL),
	COLUMN("rule_title", "what it finds", TEXT, DATA),
	DATA("check_name", "check"),
	COUNT("findings", "findings"),
	COUNT("articles_found", "articles"),
	SHARE("articles_found_share", "share of articles", "articles_found", "articles"),
	COLUMN("says", "what the standard asks", TEXT, WIDE),
	COLUMN("published_in", "where it is published", TEXT, WIDE),
};

static const struct hs_column by_hand[] = {
	COLUMN("severity", "severity", TEXT, DATA),
	COLUMN("rule", "rule", TEXT, DATA),
	COLUMN("rule_title", "rule", TEXT, DETAIL),
	COLUMN("says", "what the standard asks", TEXT, DETAIL),
	COLUMN("published_in", "where it is published", TEXT, WIDE),
};

static const struct hs_column lapsed[] = {
	COLUMN("rule", "rule", TEXT, DETAIL),
	COLUMN("words", "words", TEXT, DETAIL),
	COLUMN("value", "decided", TEXT, DETAIL),
	COLUMN("reviewer", "by", TEXT, DETAIL),
	COLUMN("lost", "now", TEXT, DETAIL),
	COLUMN("why", "because", TEXT, WIDE),
	COLUMN("made_at", "when", TIME, WIDE),
	COLUMN("outlet", "outlet", TEXT, WIDE),
	COLUMN("headline", "headline", TEXT, WIDE, .link = "url"),
	DATA("aspect", "what"), DATA("review", "review"), DATA("state", "state"), DATA("article", "article"), DATA("url", "address"),
};

static const struct hs_column outlets[] = {
	COLUMN("outlet", "outlet", TEXT, DETAIL, .none = "no outlet named"),
	COUNT("articles", "articles"),
	COLUMN("articles_found", "with a finding", INT, WIDE),
	SHARE("articles_found_share", "with a finding", "articles_found", "articles"),
	COLUMN("findings", "findings", INT, WIDE),
	COUNT("breaches", "breaches"),
	COUNT("questions", "questions"),
	COUNT("notes", "notes"),
};

static const struct hs_column findings[] = {
	ARTICLE_COLUMNS(GROUP),
	DATA("policy", "policy"),
	DATA("finding", "finding"),
	COLUMN("rule", "rule", TEXT, BADGE),
	COLUMN("rule_title", "finding", TEXT, TITLE),
	COLUMN("severity", "severity", TEXT, BADGE),
	COLUMN("finding_short", "finding", TEXT, WHERE, .for_people = true),
	DATA("check_name", "check"),
	DATA("words", "words"),
	DATA("field", "field"),
	COLUMN("start", "start", INT, DATA),
	COLUMN("end", "end", INT, DATA),
	COLUMN("passage", "passage", PASSAGE, PASSAGE),
	COLUMN("passage_start", "passage begins at", INT, DATA),
	COLUMN("offsets", "words at", OFFSETS, WHERE),
	COLUMN("because", "why", TEXT, DETAIL),
	COLUMN("also_offsets", "see also", OFFSETS, DATA),
	COLUMN("source_number", "source number", INT, DATA),
	DATA("source_name", "source"),
	DATA("source_class", "class"),
	DATA("source_kind", "kind"),
	DATA("reason_code", "code"),
	COLUMN("verdict", "verdict of a reviewer", TEXT, BADGE),
	COLUMN("verdict_by", "verdict by", TEXT, DETAIL),
	COLUMN("verdict_at", "verdict of", TIME, DETAIL),
	COLUMN("verdict_why", "because", TEXT, DETAIL),
	COLUMN("notes", "notes", TEXT, DETAIL),
	COLUMN("specificity", "specificity 0-5", INT, DATA),
	DATA("claim", "claim"),
	COLUMN("confidence", "confidence", REAL, DETAIL),
	COLUMN("published_in", "the rule", TEXT, DETAIL),
};

#define SQL(file) { "policy.sql", file }

static const struct hs_section sections[] = {
	{
		.name = "summary", .title = "In short",
		.note =
			"A finding is a passage to read, with the words that it rests on: a program has read the articles, and it "
			"errs. What is not known of an article is no finding.",
		.layout = HS_LAYOUT_FACTS, .sql = SQL("policy-summary.sql"), COLUMNS(summary),
	},
	{
		.name = "rules", .title = "Findings, by rule",
		.note = "The share is that of articles with such a finding, with its 95 % interval after Wilson.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("policy-rules.sql"), COLUMNS(rules),
		.empty = "No rule of this policy can be checked by a program.",
		.plot = HS_PLOT_SHARES, .plot_label = "rule", .plot_value = "articles_found_share",
		.plot_title = "Share of articles with a finding, with its 95 % interval, by rule",
	},
	{
		.name = "outlets", .title = "Findings, by outlet",
		.empty = "There is no article in the database.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("policy-outlets.sql"), COLUMNS(outlets),
	},
	{
		.name = "findings", .title = "Every finding, in context",
		.empty = "Nothing was found.",
		.layout = HS_LAYOUT_ITEMS, .group = "article", .sql = SQL("policy-findings.sql"), COLUMNS(findings),
	},
	{
		.name = "lapsed", .title = "Decided by a reviewer, and not found any more",
		.empty = "Whatever a reviewer has decided on is still found.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("policy-lapsed.sql"), COLUMNS(lapsed),
	},
	{
		.name = "by_hand", .title = "What else the policy asks, for the reader to judge",
		.empty = "Every rule of this policy was checked.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("policy-hand.sql"), COLUMNS(by_hand),
	},
};

const struct hs_report hs_report_policy = {
	.name = "audit", .title = "Sourcing audit after a policy",
	.about = "Where these articles do not keep the rules that a newsroom has published for sources it does not name.",
	.sections = sections, .n_sections = sizeof(sections) / sizeof(sections[0]),
	.input = input,
};
