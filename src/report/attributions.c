/*
 * attributions - every claim with all that is known of it: the report that other programs read.
 */
#include "report/claim_columns.h"

static const struct hs_column claims[] = {
	ARTICLE_COLUMNS(GROUP),
	CLAIM_COLUMNS,
};

static const struct hs_section sections[] = {
	{
		.name = "claims", .title = "Claims",
		.empty = "There is no claim in the database.",
		.layout = HS_LAYOUT_ITEMS, .group = "article",
		.sql = { "claims.sql", "attributions.sql" }, COLUMNS(claims),
	},
};

const struct hs_report hs_report_attributions = {
	.name = "attributions", .title = "Attributions",
	.about =
		"Every claim that an article attributes to somebody, with its source, the words it rests on and where they "
		"stand.",
	.sections = sections, .n_sections = sizeof(sections) / sizeof(sections[0]),
};
