/*
 * compare - the same claim in several outlets: who is named where another is not, who carries whose words, who
 * contradicts.
 *
 * Matches are pairs; a group is what pairs of kind 'same' join, directly or by way of others. A claim that
 * contradicts one of a group is listed with it, as the other side. Articles of a group that have it from one text are
 * one origin (origins.h). Groups are made here rather than in SQL, where the
 * closure would cost the square of a group's size.
 */
#include <stdlib.h>
#include <string.h>

#include "report/claim_columns.h"
#include "report/origins.h"

#define CLAIM_KEY_LEN HS_ID_LEN

struct node {
	char key[CLAIM_KEY_LEN + 1];
	char article[CLAIM_KEY_LEN + 1];
	struct origin {                 /* of the article, in this group: keys; "" for none */
		char first[CLAIM_KEY_LEN + 1], via[CLAIM_KEY_LEN + 1];
		size_t sentences;
	} origin;
	size_t parent;
	bool in_group;                  /* at least one claim says the same */
};

struct edge {
	char a[CLAIM_KEY_LEN + 1], b[CLAIM_KEY_LEN + 1];
	char article_a[CLAIM_KEY_LEN + 1], article_b[CLAIM_KEY_LEN + 1];
	bool contradicts;
};

struct graph {
	struct edge *edges;
	size_t n_edges, edge_room;
	struct node *nodes;             /* by key */
	size_t n_nodes;
};

static void key_set(char *key, const char *text)
{
	strncpy(key, text ? text : "", CLAIM_KEY_LEN);
	key[CLAIM_KEY_LEN] = '\0';
}

/* A row of compare-matches.sql. */
static void edge_add(struct graph *graph, struct hs_query *query)
{
	struct edge *edge;

	if (graph->n_edges == graph->edge_room) {
		graph->edge_room = graph->edge_room ? 2 * graph->edge_room : 256;
		graph->edges = hs_realloc(graph->edges, graph->edge_room * sizeof(*graph->edges));
	}
	edge = &graph->edges[graph->n_edges++];
	key_set(edge->a, hs_query_text(query, 0));
	key_set(edge->b, hs_query_text(query, 1));
	key_set(edge->article_a, hs_query_text(query, 2));
	key_set(edge->article_b, hs_query_text(query, 3));
	edge->contradicts = hs_query_int(query, 4) != 0;
}

static int edges_read(struct graph *graph, struct hs_store *store, struct hs_err *err)
{
	struct hs_query *query;
	int rc = hs_query_open(&query, store, hs_report_file("compare-matches.sql"), err);

	if (rc < 0)
		return rc;
	while ((rc = hs_query_step(query, err)) == HS_OK)
		edge_add(graph, query);
	hs_query_close(query);
	return rc == HS_DONE ? HS_OK : rc;
}

static int node_order(const void *a, const void *b)
{
	return strcmp(((const struct node *)a)->key, ((const struct node *)b)->key);
}

/* One node for each key that an edge has, in the order of the keys. */
static void nodes_make(struct graph *graph)
{
	size_t n = 0;

	graph->nodes = hs_calloc(2 * graph->n_edges + 1, sizeof(*graph->nodes));
	for (size_t i = 0; i < graph->n_edges; i++) {
		strcpy(graph->nodes[2 * i].key, graph->edges[i].a);
		strcpy(graph->nodes[2 * i].article, graph->edges[i].article_a);
		strcpy(graph->nodes[2 * i + 1].key, graph->edges[i].b);
		strcpy(graph->nodes[2 * i + 1].article, graph->edges[i].article_b);
	}
	qsort(graph->nodes, 2 * graph->n_edges, sizeof(*graph->nodes), node_order);
	for (size_t i = 0; i < 2 * graph->n_edges; i++)
		if (n == 0 || strcmp(graph->nodes[n - 1].key, graph->nodes[i].key) != 0)
			graph->nodes[n++] = graph->nodes[i];
	for (size_t i = 0; i < n; i++)
		graph->nodes[i].parent = i;
	graph->n_nodes = n;
}

static size_t node_find(const struct graph *graph, const char *key)
{
	struct node wanted;
	const struct node *node;

	strcpy(wanted.key, key);
	node = bsearch(&wanted, graph->nodes, graph->n_nodes, sizeof(*node), node_order);
	return (size_t)(node - graph->nodes);   /* every key of an edge has a node */
}

static size_t root_of(struct graph *graph, size_t i)
{
	while (graph->nodes[i].parent != i) {
		graph->nodes[i].parent = graph->nodes[graph->nodes[i].parent].parent;
		i = graph->nodes[i].parent;
	}
	return i;
}

/* Join what says the same under its smallest key. */
static void groups_join(struct graph *graph)
{
	for (size_t i = 0; i < graph->n_edges; i++) {
		size_t a, b;

		if (graph->edges[i].contradicts)
			continue;
		a = root_of(graph, node_find(graph, graph->edges[i].a));
		b = root_of(graph, node_find(graph, graph->edges[i].b));
		graph->nodes[a < b ? b : a].parent = a < b ? a : b;
	}
	for (size_t i = 0; i < graph->n_nodes; i++) {
		size_t root = root_of(graph, i);

		if (root != i)
			graph->nodes[i].in_group = graph->nodes[root].in_group = true;
	}
}

/* ── origins ── */

static int member_order(const void *a, const void *b)
{
	const struct node *left = *(struct node *const *)a, *right = *(struct node *const *)b;
	int order = left->parent < right->parent ? -1 : left->parent > right->parent;

	return order ? order : strcmp(left->article, right->article);
}

/* The origins of the articles of one group: n of its claims, by article. */
static void group_trace(struct node **members, size_t n, const struct hs_origins *origins)
{
	const char **articles = hs_calloc(n, sizeof(*articles));
	struct hs_origin *found = hs_calloc(n, sizeof(*found));
	size_t n_articles = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(members[i]->article, members[i - 1]->article) != 0)
			articles[n_articles++] = members[i]->article;
	hs_origins_find(found, origins, articles, n_articles);
	for (size_t i = 0; i < n; i++) {
		at += i > 0 && strcmp(members[i]->article, members[i - 1]->article) != 0;
		key_set(members[i]->origin.first, articles[found[at].first]);
		if (found[at].via != at)
			key_set(members[i]->origin.via, articles[found[at].via]);
		members[i]->origin.sentences = found[at].sentences;
	}
	free(articles);
	free(found);
}

/* After groups_join(): every member's parent is made its root, so that members sort by group. */
static void origins_trace(struct graph *graph, const struct hs_origins *origins)
{
	struct node **members = hs_calloc(graph->n_nodes + 1, sizeof(*members));
	size_t end;

	for (size_t i = 0; i < graph->n_nodes; i++) {
		graph->nodes[i].parent = root_of(graph, i);
		members[i] = &graph->nodes[i];
	}
	qsort(members, graph->n_nodes, sizeof(*members), member_order);
	for (size_t i = 0; i < graph->n_nodes; i = end) {
		for (end = i + 1; end < graph->n_nodes && members[end]->parent == members[i]->parent; end++)
			;
		group_trace(&members[i], end - i, origins);
	}
	free(members);
}

/* ── the queries' input ── */

static void member_add(struct hs_str *out, const struct node *claim, const char *root, const char *relation)
{
	const char *mark = *claim->origin.via ? "\"" : "";

	hs_str_addf(out, "%s[\"%s\",\"%s\",\"%s\",\"%s\",%s%s%s,%zu]", out->len > 1 ? "," : "", claim->key, root, relation,
		    claim->origin.first, mark, *mark ? claim->origin.via : "null", mark, claim->origin.sentences);
}

static void members_add(struct hs_str *out, struct graph *graph)
{
	for (size_t i = 0; i < graph->n_nodes; i++)
		if (graph->nodes[i].in_group)
			member_add(out, &graph->nodes[i], graph->nodes[root_of(graph, i)].key, "same");
}

/* One side of a contradiction is put beside the group that the other is in. */
static void side_add(struct hs_str *out, struct graph *graph, size_t against, size_t claim)
{
	member_add(out, &graph->nodes[claim], graph->nodes[root_of(graph, against)].key, "contradicts");
}

/* Contradictions: beside each group that they touch; two claims that are in no group make one, under the smaller key. */
static void contradictions_add(struct hs_str *out, struct graph *graph)
{
	for (size_t i = 0; i < graph->n_edges; i++) {
		size_t a = node_find(graph, graph->edges[i].a), b = node_find(graph, graph->edges[i].b);
		bool a_in = graph->nodes[a].in_group, b_in = graph->nodes[b].in_group;
		size_t low = a < b ? a : b;

		if (!graph->edges[i].contradicts)
			continue;
		if (!a_in && !b_in)
			member_add(out, &graph->nodes[low], graph->nodes[low].key, "same");
		if (a_in || (!b_in && a == low))
			side_add(out, graph, a, b);
		if (b_in || (!a_in && b == low))
			side_add(out, graph, b, a);
	}
}

/* [claim, group, relation, origin, via, sentences] of every claim that matches another; a pair can be there twice, the queries take it once. */
static int input(char **out, struct hs_store *store, const struct hs_report_options *options, struct hs_err *err)
{
	struct hs_str json = HS_STR_INIT;
	struct hs_origins *origins = NULL;
	struct graph graph = { 0 };
	int rc;

	(void)options;
	if ((rc = edges_read(&graph, store, err)) == HS_OK && (rc = hs_origins_read(&origins, store, err)) == HS_OK) {
		nodes_make(&graph);
		groups_join(&graph);
		origins_trace(&graph, origins);
		hs_str_addc(&json, '[');
		members_add(&json, &graph);
		contradictions_add(&json, &graph);
		hs_str_addc(&json, ']');
		*out = hs_strdup(json.ptr);
	}
	hs_str_release(&json);
	hs_origins_free(origins);
	free(graph.edges);
	free(graph.nodes);
	return rc;
}

#define COUNT(name, label) COLUMN(name, label, INT, DETAIL)
#define OUTLET(name, label) COLUMN(name, label, TEXT, DETAIL, .none = "no outlet named")
#define DATA(name, label) COLUMN(name, label, TEXT, DATA)

static const struct hs_column summary[] = {
	COUNT("articles", "articles"),
	COUNT("claims", "claims"),
	COUNT("groups", "groups of matching claims"),
	COUNT("grouped_claims", "claims in them"),
	COUNT("shared_groups", "groups that more than one outlet has"),
	COUNT("one_origin_groups", "of these, groups from a single text"),
	COUNT("named_and_unnamed", "groups whose source one outlet names and another does not"),
	COUNT("contradicted_groups", "groups that somebody contradicts"),
	COLUMN("matches_current", "matches made from the claims stored now", TEXT, DETAIL),
};

static const struct hs_column overview[] = {
	COLUMN("group_number", "group", INT, ROW),
	COLUMN("group_content", "claim", TEXT, ROW),
	COLUMN("outlet", "outlet", TEXT, COLUMN, .none = "no outlet named"),
	COLUMN("said_by", "said by", TEXT, CELL, .tint = "source_class"),
	COLUMN("source_class", "class", TEXT, DATA),
};

static const struct hs_column claims[] = {
	COLUMN("group_number", "group", INT, GROUP),
	COLUMN("group_content", "claim of the group", TEXT, GROUP),
	COLUMN("group_claims", "claims", INT, NOTE),
	COLUMN("group_outlets", "outlets", INT, NOTE),
	COLUMN("group_origins", "origins", INT, NOTE),
	COLUMN("named_in", "source named in", TEXT, NOTE),
	COLUMN("unnamed_in", "source not named in", TEXT, NOTE),
	COLUMN("contradicted", "contradicted by", INT, NOTE),
	COLUMN("relation", "relation", TEXT, BADGE),
	ARTICLE_COLUMNS(WHERE),
	CLAIM_COLUMNS,
};

#define SIDE(x, label) \
	OUTLET("outlet_" x, label "outlet"), \
	COLUMN("source_name_" x, label "who", TEXT, DETAIL, .none = "no source given"), \
	COLUMN("source_class_" x, label "class", TEXT, DETAIL, .tint = "source_class_" x), \
	COLUMN("said_" x, label "says", TEXT, DETAIL, .link = "url_" x), \
	DATA("stance_" x, label "stance"), DATA("content_" x, label "words"), DATA("headline_" x, label "headline"), \
	DATA("url_" x, label "address"), DATA("published_" x, label "published"), \
	COLUMN("content_offsets_" x, label "words at", OFFSETS, DATA), \
	DATA("article_" x, label "article"), DATA("claim_" x, label "claim")

static const struct hs_column contradictions[] = {
	SIDE("a", ""),
	SIDE("b", "against it: "),
	COLUMN("score", "score", REAL, DETAIL),
};

static const struct hs_column wire[] = {
	OUTLET("outlet", "outlet"),
	COLUMN("headline", "headline", TEXT, DETAIL, .link = "url"),
	DATA("url", "address"),
	COLUMN("published", "published", TIME, WIDE),
	COLUMN("copy_agency", "words of", TEXT, DETAIL, .none = "an agency"),
	COLUMN("credited", "credits it", BOOL, DETAIL),
	COUNT("same_words", "claims in the same words"),
	COUNT("claims", "of claims"),
	COLUMN("wire_outlet", "as printed by", TEXT, DETAIL, .none = "no outlet named"),
	DATA("wire_headline", "headline there"), DATA("wire_article", "article there"), DATA("article", "article"),
};

static const struct hs_column origins[] = {
	OUTLET("outlet", "outlet"),
	COLUMN("headline", "headline", TEXT, DETAIL, .link = "url"),
	DATA("url", "address"),
	COLUMN("published", "published", TIME, WIDE),
	COLUMN("marked_as", "marked as copy of", TEXT, DETAIL, .none = "no agency"),
	OUTLET("other_outlet", "one text with"),
	DATA("other_headline", "headline there"),
	COLUMN("other_marked_as", "which is marked as copy of", TEXT, DETAIL, .none = "no agency"),
	COUNT("shared_sentences", "sentences in common"),
	COLUMN("shared_words", "the first of them", TEXT, DETAIL, .none = "none: both are copy of one agency"),
	COLUMN("shared_offsets", "there", OFFSETS, WIDE),
	COLUMN("group_numbers", "groups", TEXT, DETAIL),
	DATA("first_outlet", "outlet that stands for the text"), DATA("first_article", "article that stands for the text"),
	DATA("other_article", "article there"), DATA("article", "article"),
};

static const struct hs_column only[] = {
	OUTLET("outlet", "outlet"),
	COLUMN("headline", "headline", TEXT, DETAIL, .link = "url"),
	DATA("url", "address"),
	COLUMN("published", "published", TIME, DATA),
	COLUMN("source_name", "who", TEXT, DETAIL, .none = "no source given"),
	COLUMN("source_class", "class", TEXT, DETAIL, .tint = "source_class"),
	DATA("source_kind", "kind"),
	COLUMN("said", "says", TEXT, DETAIL),
	DATA("cue", "cue"), DATA("content", "words"),
	DATA("quotation", "quotation"), DATA("stance", "stance"),
	COLUMN("content_offsets", "words at", OFFSETS, WIDE),
	DATA("article", "article"), COLUMN("number", "number", INT, DATA), DATA("claim", "claim"),
};

#define SQL(file) { "claims.sql", "compare.sql", file }

static const struct hs_section sections[] = {
	{
		.name = "summary", .title = "In short",
		.note =
			"Matches are made by \"hearsay match\"; they are as good as the matcher, and a group is a proposal "
			"to read its claims side by side.",
		.layout = HS_LAYOUT_FACTS, .sql = SQL("compare-summary.sql"), COLUMNS(summary),
	},
	{
		.name = "overview", .title = "Who says it, outlet by outlet",
		.note = "A group of matching claims a row, an outlet a column: the source that each outlet gives.",
		.empty = "No match is stored; \"hearsay match\" looks for them.",
		.layout = HS_LAYOUT_MATRIX, .group = "group_number", .sql = SQL("compare-overview.sql"), COLUMNS(overview),
	},
	{
		.name = "contradictions", .title = "Claims that contradict each other",
		.empty = "No contradiction is stored.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("compare-contradictions.sql"), COLUMNS(contradictions),
	},
	{
		.name = "wire", .title = "Who carries the words of an agency",
		.note =
			"Articles with claims in the same words as agency copy. An outlet can have had them from the same "
			"speaker: read both.",
		.empty = "No article has claims in the words of agency copy.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("compare-wire.sql"), COLUMNS(wire),
	},
	{
		.name = "origins", .title = "One text in several articles",
		.note =
			"Articles that share sentences of the writer's own words, or are marked as copy of one agency, have their claims "
			"from one origin. Count origins, and not outlets, before you call a claim confirmed.",
		.empty = "No two articles of a group have one origin.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("compare-origins.sql"), COLUMNS(origins),
	},
	{
		.name = "groups", .title = "The claims of each group, in context",
		.empty = "No match is stored; \"hearsay match\" looks for them.",
		.layout = HS_LAYOUT_ITEMS, .group = "group_number", .sql = SQL("compare-claims.sql"), COLUMNS(claims),
	},
	{
		.name = "only", .title = "What one outlet alone has",
		.note = "Claims without a match in another outlet, from the articles that share some other claim with one.",
		.empty = "No article that shares a claim with another outlet has a claim of its own.",
		.layout = HS_LAYOUT_TABLE, .sql = SQL("compare-only.sql"), COLUMNS(only),
	},
};

const struct hs_report hs_report_compare = {
	.name = "compare", .title = "Comparison",
	.about =
		"The same claim in several articles: who is named where another is not, who contradicts, who carries whose "
		"words.",
	.sections = sections, .n_sections = sizeof(sections) / sizeof(sections[0]),
	.input = input,
};
