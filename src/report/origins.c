/*
 * origins - articles joined by the sentences that they share.
 */
#include <stdlib.h>
#include <string.h>

#include "report/origins.h"
#include "report/report_p.h"

struct article {
	char *key, *published;          /* published: "" where it is not known */
	char *agency;                   /* whose copy it is marked as; NULL: it is not */
	int64_t *prints;                /* of its passages, sorted, without repetition */
	size_t n_prints, room;
};

struct hs_origins {
	struct article *articles;       /* by key */
	size_t n, room;
};

/* ── reading ── */

static void article_add(struct hs_origins *origins, struct hs_query *query)
{
	const char *agency = hs_query_text(query, 1), *published = hs_query_text(query, 2);

	if (origins->n == origins->room) {
		origins->room = origins->room ? 2 * origins->room : 64;
		origins->articles = hs_realloc(origins->articles, origins->room * sizeof(*origins->articles));
	}
	origins->articles[origins->n++] = (struct article){
		.key = hs_strdup(hs_query_text(query, 0)), .agency = agency ? hs_strdup(agency) : NULL,
		.published = hs_strdup(published ? published : ""),
	};
}

static int article_order(const void *key, const void *article)
{
	return strcmp(key, ((const struct article *)article)->key);
}

static struct article *article_find(const struct hs_origins *origins, const char *key)
{
	return bsearch(key, origins->articles, origins->n, sizeof(*origins->articles), article_order);
}

static void print_add(struct article *article, int64_t print)
{
	if (article->n_prints && article->prints[article->n_prints - 1] == print)
		return;
	if (article->n_prints == article->room) {
		article->room = article->room ? 2 * article->room : 32;
		article->prints = hs_realloc(article->prints, article->room * sizeof(*article->prints));
	}
	article->prints[article->n_prints++] = print;
}

static int articles_read(struct hs_origins *origins, struct hs_store *store, struct hs_err *err)
{
	struct hs_query *query;
	int rc = hs_query_open(&query, store, hs_report_file("compare-articles.sql"), err);

	if (rc < 0)
		return rc;
	while ((rc = hs_query_step(query, err)) == HS_OK)
		article_add(origins, query);
	hs_query_close(query);
	return rc == HS_DONE ? HS_OK : rc;
}

static int prints_read(struct hs_origins *origins, struct hs_store *store, struct hs_err *err)
{
	struct hs_query *query;
	int rc = hs_query_open(&query, store, hs_report_file("compare-passages.sql"), err);

	if (rc < 0)
		return rc;
	while ((rc = hs_query_step(query, err)) == HS_OK) {
		struct article *article = article_find(origins, hs_query_text(query, 0));

		if (article)
			print_add(article, hs_query_int(query, 1));
	}
	hs_query_close(query);
	return rc == HS_DONE ? HS_OK : rc;
}

int hs_origins_read(struct hs_origins **out, struct hs_store *store, struct hs_err *err)
{
	struct hs_origins *origins = hs_calloc(1, sizeof(*origins));
	int rc;

	if ((rc = articles_read(origins, store, err)) < 0 || (rc = prints_read(origins, store, err)) < 0) {
		hs_origins_free(origins);
		return rc;
	}
	*out = origins;
	return HS_OK;
}

void hs_origins_free(struct hs_origins *origins)
{
	for (size_t i = 0; origins && i < origins->n; i++) {
		free(origins->articles[i].key);
		free(origins->articles[i].published);
		free(origins->articles[i].agency);
		free(origins->articles[i].prints);
	}
	if (origins)
		free(origins->articles);
	free(origins);
}

/* ── joining ── */

static size_t prints_shared(const struct article *a, const struct article *b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a->n_prints && j < b->n_prints;) {
		if (a->prints[i] == b->prints[j]) {
			n++;
			i++;
			j++;
		} else if (a->prints[i] < b->prints[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

static bool same_agency(const struct article *a, const struct article *b)
{
	return a->agency && b->agency && strcmp(a->agency, b->agency) == 0;
}

/* Does a stand for their origin rather than b? Of two with the same claims to it, the smaller key, which stands first. */
static bool goes_before(const struct article *a, const struct article *b)
{
	int order;

	if (!a->agency != !b->agency)
		return a->agency != NULL;
	if (!*a->published != !*b->published)
		return *a->published != '\0';
	order = strcmp(a->published, b->published);
	return order ? order < 0 : strcmp(a->key, b->key) < 0;
}

static size_t root_of(const struct hs_origin *origin, size_t i)
{
	while (origin[i].first != i)
		i = origin[i].first;
	return i;
}

/* Note what joins `at` to `other`: the most sentences, and of as many the article that goes before. */
static void via_note(struct hs_origin *origin, const struct article *const *articles, size_t at, size_t other, size_t sentences)
{
	if (origin[at].via != at && (sentences < origin[at].sentences ||
				     (sentences == origin[at].sentences && goes_before(articles[origin[at].via], articles[other]))))
		return;
	origin[at].via = other;
	origin[at].sentences = sentences;
}

static void pair_join(struct hs_origin *origin, const struct article *const *articles, size_t a, size_t b)
{
	size_t sentences = prints_shared(articles[a], articles[b]), root_a, root_b;

	if (sentences < HS_ORIGIN_SENTENCES) {
		if (!same_agency(articles[a], articles[b]))
			return;
		sentences = 0;
	}
	via_note(origin, articles, a, b, sentences);
	via_note(origin, articles, b, a, sentences);
	root_a = root_of(origin, a);
	root_b = root_of(origin, b);
	if (goes_before(articles[root_b], articles[root_a]))
		origin[root_a].first = root_b;
	else
		origin[root_b].first = root_a;
}

void hs_origins_find(struct hs_origin *out, const struct hs_origins *origins, const char *const *keys, size_t n)
{
	static const struct article unknown = { .key = (char *)"", .published = (char *)"" };
	const struct article **articles = hs_calloc(n, sizeof(*articles));

	for (size_t i = 0; i < n; i++) {
		articles[i] = article_find(origins, keys[i]);
		if (!articles[i])
			articles[i] = &unknown;
		out[i] = (struct hs_origin){ i, i, 0 };
	}
	for (size_t a = 0; a < n; a++)
		for (size_t b = a + 1; b < n; b++)
			pair_join(out, articles, a, b);
	for (size_t i = 0; i < n; i++)
		out[i].first = root_of(out, i);
	free(articles);
}
