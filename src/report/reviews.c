/*
 * reviews - what reviewers have decided, and what became of it. Its CSV is what "hearsay review import" reads.
 */
#include "report/report_p.h"

#define DATA(name, label) COLUMN(name, label, TEXT, DATA)

static const struct hs_column reviews[] = {
	COLUMN("outlet", "outlet", TEXT, GROUP, .none = "no outlet named"),
	COLUMN("headline", "headline", TEXT, GROUP, .none = "an article that is not stored"),
	COLUMN("published", "published", TIME, GROUP),
	DATA("review", "review"),
	COLUMN("decided", "decided", TEXT, TITLE),
	COLUMN("state", "state", TEXT, BADGE),
	DATA("made_at", "when"),
	COLUMN("review_short", "review", TEXT, DETAIL, .for_people = true),
	COLUMN("reviewer", "by", TEXT, DETAIL),
	COLUMN("made_on", "on", TIME, DETAIL),
	COLUMN("why", "because", TEXT, DETAIL),
	DATA("about", "about"), DATA("aspect", "aspect"), DATA("value", "value"),
	COLUMN("policy", "policy", TEXT, DETAIL),
	COLUMN("rule", "rule", TEXT, DETAIL),
	COLUMN("words", "words", TEXT, DETAIL),
	COLUMN("lost", "orphaned", TEXT, DETAIL),
	COLUMN("withdrawer", "withdrawn by", TEXT, DETAIL),
	DATA("place", "place"), DATA("withdraws", "withdraws"), DATA("withdrawn_by", "withdrawn by review"),
	DATA("article", "article"), DATA("url", "address"), DATA("engine", "engine"), DATA("field", "field"),
	COLUMN("start", "start", INT, DATA), COLUMN("end", "end", INT, DATA),
	DATA("before", "words before"), DATA("after", "words after"),
	DATA("article_now", "article now"),
	COLUMN("offsets_now", "now at", OFFSETS, WHERE),
	COLUMN("source_number", "source number", INT, DATA),
	COLUMN("source_name", "source", TEXT, DETAIL),
	DATA("claim", "claim"),
};

static const struct hs_section sections[] = {
	{
		.name = "reviews", .title = "Reviews",
		.note =
			"What reviewers have decided, as they made it. Of two that decide the same the later one is in force. An orphaned one "
			"has lost the words, the claim or the source that it was about.",
		.empty = "Nothing is reviewed.",
		.layout = HS_LAYOUT_ITEMS, .group = "about_article", .sql = { "reviews.sql" }, COLUMNS(reviews),
	},
};

const struct hs_report hs_report_reviews = {
	.name = "reviews", .title = "Reviews",
	.about = "Who has decided what about the findings, claims and sources of these articles, when and why.",
	.sections = sections, .n_sections = sizeof(sections) / sizeof(sections[0]),
};
