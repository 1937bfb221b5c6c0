/*
 * What a review is about, from what its reviewer types.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cmd/review.h"
#include "report/report.h"

#define SHORTEST 6                      /* hex digits of an id */

static bool is_id(const char *word, size_t len)
{
	return len >= SHORTEST && len <= HS_ID_LEN && strspn(word, "0123456789abcdef") >= len;
}

/* The only row of a query about ":id", which stays open at it; what there is none of, or several, is `what`. */
static int only_row(struct hs_query **out, struct hs_store *store, const char *sql, const char *id, int64_t number, const char *what,
		    struct hs_err *err)
{
	int rc = hs_query_open(out, store, sql, err);

	if (rc < 0)
		return rc;
	hs_query_bind_text(*out, ":id", id);
	if (number >= 0)
		hs_query_bind_int(*out, ":number", number);
	if ((rc = hs_query_step(*out, err)) == HS_OK && hs_query_int(*out, 0) == 1)
		return HS_OK;
	if (rc >= 0)
		rc = hs_fail(err, HS_EUSAGE, rc == HS_OK ? "more than one %s begins with '%s'" : "there is no %s '%s'", what, id);
	hs_query_close(*out);
	return rc;
}

#define COUNTED "SELECT count(*) OVER () AS n, "
#define LIKE " GLOB :id || '*'"

/* Article, field, start, end from columns 1 to 4. */
static void take_place(struct hs_review *out, struct hs_arena *arena, struct hs_query *query)
{
	out->article = hs_arena_str(arena, hs_query_text(query, 1));
	out->field = hs_arena_str(arena, hs_query_text(query, 2));
	out->start = hs_query_int(query, 3);
	out->end = hs_query_int(query, 4);
	hs_query_close(query);
}

static int claim_place(struct hs_review *out, struct hs_store *store, struct hs_arena *arena, const char *id, struct hs_err *err)
{
	static const char sql[] =
		COUNTED "a.key, p.field,"
		" (SELECT min(x.start) FROM claim_span x WHERE x.claim_id = c.id AND x.field = p.field AND x.role IN ('cue', 'content')),"
		" (SELECT max(x.end) FROM claim_span x WHERE x.claim_id = c.id AND x.field = p.field AND x.role IN ('cue', 'content'))"
		" FROM claim c JOIN article a ON a.id = c.article_id AND a.newer_id IS NULL"
		" JOIN paragraph p ON p.article_id = c.article_id AND p.number = c.paragraph WHERE c.key" LIKE;
	struct hs_query *query;
	int rc = only_row(&query, store, sql, id, -1, "claim", err);

	if (rc == HS_OK)
		take_place(out, arena, query);
	return rc;
}

static int source_place(struct hs_review *out, struct hs_store *store, struct hs_arena *arena, const char *sql, const char *id, int64_t number,
			const char *what, struct hs_err *err)
{
	struct hs_query *query;
	int rc = only_row(&query, store, sql, id, number, what, err);

	if (rc == HS_OK && hs_query_is_null(query, 3)) {
		hs_query_close(query);
		return hs_fail(err, HS_EUSAGE, "no words are about the source of '%s'", id);
	}
	if (rc == HS_OK)
		take_place(out, arena, query);
	return rc;
}

/* The fullest mention of a source, in the body if there is one. */
#define SOURCE_PLACE(tables, condition) \
	COUNTED "a.key, m.field, m.start, m.end FROM " tables \
	" LEFT JOIN source_span m ON m.source_id = s.id AND m.role = 'mention' AND m.number =" \
	" (SELECT n.number FROM source_span n WHERE n.source_id = s.id AND n.role = 'mention'" \
	"  ORDER BY n.field = 'headline', n.end - n.start DESC, n.number LIMIT 1)" \
	" WHERE " condition

static const char source_of_claim[] =
	SOURCE_PLACE("claim c JOIN article a ON a.id = c.article_id AND a.newer_id IS NULL JOIN source s ON s.id = c.source_id", "c.key" LIKE);
static const char source_of_article[] =
	SOURCE_PLACE("article a JOIN source s ON s.article_id = a.id", "a.newer_id IS NULL AND s.number = :number AND a.key" LIKE);

static int numbered_source(struct hs_review *out, struct hs_store *store, struct hs_arena *arena, const char *target, const char *colon,
			   struct hs_err *err)
{
	char *end, *id = hs_arena_strn(arena, target, (size_t)(colon - target));
	long number = strtol(colon + 1, &end, 10);

	if (!is_id(id, strlen(id)) || end == colon + 1 || *end || number < 0)
		return hs_fail(err, HS_EUSAGE, "'%s' is not ARTICLE:NUMBER", target);
	out->about = "source";
	return source_place(out, store, arena, source_of_article, id, number, "source of that number in article", err);
}

static int finding_place(struct hs_review *out, struct hs_store *store, struct hs_arena *arena, const struct hs_policy *policy,
			 const char *id, struct hs_err *err)
{
	struct hs_report_finding found;
	int rc;

	if (!policy)
		return hs_fail(err, HS_EUSAGE, "a verdict needs --policy, to find '%s'", id);
	if ((rc = hs_report_find(&found, store, policy, id, err)) < 0)
		return rc;
	out->about = "finding";
	out->policy = policy->name;
	out->rule = found.rule;
	out->article = hs_arena_str(arena, found.article.hex);
	out->field = found.field == HS_FIELD_TEXT ? "text" : "headline";
	out->start = found.at.start;
	out->end = found.at.end;
	return HS_OK;
}

static bool is_of_claim(const char *aspect, const struct hs_policy *policy)
{
	return strcmp(aspect, "claim") == 0 || (strcmp(aspect, "note") == 0 && !policy);
}

int hs_review_target(struct hs_review *out, struct hs_store *store, struct hs_arena *arena, const struct hs_policy *policy, const char *target,
		     const char *aspect, struct hs_err *err)
{
	const char *colon = strchr(target, ':');

	if (colon)
		return numbered_source(out, store, arena, target, colon, err);
	if (!is_id(target, strlen(target)))
		return hs_fail(err, HS_EUSAGE, "'%s' is no id: those of findings and claims are %d to %d hex digits, a source is ARTICLE:NUMBER",
			       target, SHORTEST, HS_ID_LEN);
	if (strcmp(aspect, "verdict") == 0 || (strcmp(aspect, "note") == 0 && policy))
		return finding_place(out, store, arena, policy, target, err);
	out->about = is_of_claim(aspect, policy) ? "claim" : "source";
	if (is_of_claim(aspect, policy))
		return claim_place(out, store, arena, target, err);
	return source_place(out, store, arena, source_of_claim, target, -1, "claim", err);
}

int hs_review_find(const char **out, struct hs_store *store, struct hs_arena *arena, const char *prefix, struct hs_err *err)
{
	struct hs_query *query;
	int rc;

	if (!is_id(prefix, strlen(prefix)))
		return hs_fail(err, HS_EUSAGE, "'%s' is no id: that of a review is %d to %d hex digits", prefix, SHORTEST, HS_ID_LEN);
	if ((rc = only_row(&query, store, COUNTED "key FROM review WHERE key" LIKE, prefix, -1, "review", err)) < 0)
		return rc;
	*out = hs_arena_str(arena, hs_query_text(query, 1));
	hs_query_close(query);
	return HS_OK;
}
