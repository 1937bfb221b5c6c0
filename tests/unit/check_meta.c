/*
 * The fields of pages, shown as "name=value" with the body's line breaks as "|".
 */
#include "config.h"

#include <string.h>

#include "base/str.h"
#include "ingest/meta.h"
#include "unit.h"

#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define ARTICLE(members) LD("{\"@type\":\"NewsArticle\"," members "}")

static struct hs_arena *arena;
static struct hs_str shown;

static void setup(void)
{
	arena = hs_arena_new();
	hs_str_init(&shown);
}

static void teardown(void)
{
	hs_arena_free(arena);
	hs_str_release(&shown);
}

static const char *show(const char *html)
{
	static const char *const names[HS_META_N] = {
		[HS_META_HEADLINE] = "headline", [HS_META_OUTLET] = "outlet", [HS_META_URL] = "url",
		[HS_META_BYLINE] = "byline", [HS_META_AGENCY] = "agency", [HS_META_PUBLISHED] = "published",
		[HS_META_MODIFIED] = "modified", [HS_META_LANG] = "lang", [HS_META_BODY] = "body",
	};
	const struct hs_meta *meta;
	struct hs_dom *dom;

	ck_assert_int_eq(hs_dom_parse(&dom, arena, html, strlen(html), NULL), HS_OK);
	meta = hs_meta_new(arena, dom);
	for (int i = 0; i < HS_META_N; i++)
		if (names[i] && meta->value[i])
			hs_str_addf(&shown, "%s%s=%s", shown.len ? " " : "", names[i], meta->value[i]);
	for (size_t i = 0; i < shown.len; i++)
		if (shown.ptr[i] == '\n')
			shown.ptr[i] = '|';
	return shown.ptr;
}

static const struct { const char *html, *fields; } cases[] = {
	/* JSON-LD as it should be, and as it comes */
	{ ARTICLE("\"headline\":\"Ferry hits quay\",\"datePublished\":\"2026-03-05T13:02:00+01:00\",\"dateModified\":\"2026-03-06\","
	  "\"author\":{\"@type\":\"Person\",\"name\":\"Ana Diaz\"},\"publisher\":{\"name\":\"The Herald\"},\"inLanguage\":\"en-GB\","
	  "\"url\":\"https://h.example/ferry\",\"articleBody\":\"One.\""),
	  "headline=Ferry hits quay outlet=The Herald url=https://h.example/ferry byline=Ana Diaz "
	  "published=2026-03-05T13:02:00+01:00 modified=2026-03-06 lang=en-GB body=One." },
	{ LD("[{\"@type\":\"WebSite\",\"name\":\"No\"},{\"@type\":[\"Thing\",\"http://schema.org/ReportageNewsArticle\"],"
	  "\"headline\":\"Ferry\"}]"), "headline=Ferry" },
	{ LD("{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ana Diaz\"},{\"@type\":\"Organization\",\"@id\":\"#o\","
	  "\"name\":\"The Herald\"},{\"@type\":\"Article\",\"headline\":\"Ferry\",\"author\":{\"@id\":\"#a\"},"
	  "\"publisher\":{\"@id\":\"#o\"}}]}"), "headline=Ferry outlet=The Herald byline=Ana Diaz" },
	{ LD("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"BlogPosting\",\"headline\":\"Ferry\"}}"), "headline=Ferry" },
	{ ARTICLE("\"author\":[\"Ana Diaz\",{\"name\":\"Jo Park\"},{\"name\":[\"Li Wu\"]},\"https://h.example/x\",5,null]"),
	  "byline=Ana Diaz, Jo Park, Li Wu" },
	{ ARTICLE("\"mainEntityOfPage\":{\"@id\":\"https://h.example/1\"},\"inLanguage\":{\"alternateName\":\"en\"}"),
	  "url=https://h.example/1 lang=en" },
	{ LD("/* <![CDATA[ */ {\"@type\":\"NewsArticle\",\"headline\":\"Ferry\"}; /* ]]> */"), "headline=Ferry" },
	{ LD("<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Ferry\"} -->"), "headline=Ferry" },
	{ ARTICLE("\"headline\":\"Quay &#8216;unsafe&#8217; &amp; old\",\"articleBody\":\"<p>One &lt; two.</p><p>Three.</p>\""),
	  "headline=Quay ‘unsafe’ & old body=One < two.||Three." },
	{ ARTICLE("\"articleBody\":\"One.\\n\\nTwo.\""), "body=One.||Two." },

	/* values of the wrong type say nothing */
	{ ARTICLE("\"headline\":7,\"author\":true,\"publisher\":[],\"datePublished\":20260305,\"url\":{},\"articleBody\":[[\"x\"]],"
	  "\"inLanguage\":[]"), "" },
	{ ARTICLE("\"headline\":\" \",\"datePublished\":\"yesterday\",\"url\":\"/ferry\",\"author\":{\"url\":\"x\"}"), "" },
	{ LD("{\"@type\":\"NewsArticle\",\"headline\":\"Ferry\""), "" },
	{ LD("\"NewsArticle\""), "" },
	{ LD("{\"@type\":5,\"headline\":\"No\"}"), "" },
	{ LD("{\"@type\":\"Product\",\"headline\":\"No\",\"name\":\"No\"}"), "" },
	{ ARTICLE("\"headline\":\"Ferry\\u0000 hits\""), "headline=Ferry\xEF\xBF\xBD hits" },
	{ ARTICLE("\"headline\":\"\\ud800\""), "" },

	/* a second article on the page is another one */
	{ ARTICLE("\"headline\":\"Ferry\"") ARTICLE("\"headline\":\"Strike\",\"author\":\"Jo Park\""), "headline=Ferry" },
	{ ARTICLE("\"headline\":\"Ferry\"") ARTICLE("\"headline\":\"Ferry\",\"author\":\"Jo Park\""), "headline=Ferry byline=Jo Park" },

	/* OpenGraph and other meta elements */
	{ "<html lang=en><meta property='og:title' content='Ferry'><meta property='og:site_name' content='The Herald'>"
	  "<meta property='og:url' content='http://h.example/1'><meta property='article:published_time' content='2026-03-05T13:02Z'>"
	  "<meta property='article:author' content='https://social.example/ana'><meta name=author content='By Ana Diaz'>",
	  "headline=Ferry outlet=The Herald url=http://h.example/1 byline=Ana Diaz published=2026-03-05T13:02Z lang=en" },
	{ "<meta name=DC.date.issued content=2026-03-05><meta name=PubDate content=2026-03-06><meta name=sailthru.author content='Jo'>",
	  "byline=Jo published=2026-03-05" },
	{ "<meta property=og:locale content=en_GB>", "lang=en-GB" },
	{ "<link rel='alternate canonical' href=https://h.example/c><meta property=og:url content=https://h.example/o>",
	  "url=https://h.example/c" },
	{ "<link rel=canonical href=/c><meta property=og:url content='javascript:x'>", "" },
	{ ARTICLE("\"headline\":\"From JSON\"") "<meta property=og:title content='From meta'><h1>From page</h1>", "headline=From JSON" },
	{ "<meta property=og:title content>", "" },

	/* headlines: what readers see is better than what is made for machines */
	{ "<title>Ferry hits quay | The Herald</title><meta property=og:site_name content='The Herald'>", "headline=Ferry hits quay outlet=The Herald" },
	{ "<title>Ferry - the quay | TheHerald</title><meta property=og:site_name content='The Herald'>", "headline=Ferry - the quay outlet=The Herald" },
	{ "<title>The Herald</title><meta property=og:site_name content='The Herald'>", "headline=The Herald outlet=The Herald" },
	{ "<title>The Herald: Ferry hits quay</title><meta property=og:site_name content='The Herald'>", "headline=Ferry hits quay outlet=The Herald" },
	{ "<title>Ferry hits quay - The Herald</title><h1>The Herald</h1><h1>Ferry hits quay</h1><meta property=og:site_name content='The Herald'>",
	  "headline=Ferry hits quay outlet=The Herald" },
	{ "<meta property=og:title content='You won’t believe this ferry'><h1>Ferry hits quay</h1>", "headline=You won’t believe this ferry" },
	{ "<h1>Ferry <i>hits</i>\n quay</h1>", "headline=Ferry hits quay" },
	{ "<h1>One</h1><h1>Two</h1>", "" },
	{ "<h1>Ferry<br>hits quay<p>The ferry struck", "headline=Ferry hits quay" },

	/* microdata and what only the eye sees */
	{ "<article itemscope><h1 itemprop=headline>Ferry</h1><span itemprop=author itemscope><a itemprop=url href=x><b itemprop=name>Ana Diaz</b></a>"
	  "</span><time itemprop=datePublished datetime=2026-03-05>Thursday</time></article>", "headline=Ferry byline=Ana Diaz published=2026-03-05" },
	{ "<p>By <a rel='author nofollow' href=x>Ana Diaz</a>", "byline=Ana Diaz" },
	{ "<div class='story-byline'>By Ana Diaz</div>", "byline=Ana Diaz" },
	{ "<div class='story-byline'>By Ana Diaz, 5 March 2026</div>", "" },
	{ "<div class='story-byline'> <p>By Ana Diaz</p><p>5 March 2026</p></div>", "byline=Ana Diaz" },
	{ "<div class='story-byline'><p>By</p></div>", "" },
	{ "<article><time datetime=2026-03-05>x</time><time class=updated datetime=2026-03-06>x</time></article>", "published=2026-03-05 modified=2026-03-06" },
	{ "<aside><time datetime=2026-03-05>of a teaser</time></aside>", "" },
	{ "<article>x</article><aside><time datetime=2026-03-05>of a teaser</time></aside>", "" },

	/* agencies */
	{ ARTICLE("\"author\":\"Reuters\",\"publisher\":{\"name\":\"The Herald\"}"), "outlet=The Herald byline=Reuters agency=Reuters" },
	{ ARTICLE("\"publisher\":{\"name\":\"Associated Press\"}") "<meta property=og:site_name content='The Herald'>",
	  "outlet=The Herald agency=Associated Press" },
	{ "<meta name=author content='Associated Press'>", "byline=Associated Press agency=Associated Press" },
};

START_TEST(finds_fields)
{
	ck_assert_str_eq(show(cases[_i].html), cases[_i].fields);
}
END_TEST

static const char *const meta_names[] = {
#define META(name, field, rank) name,
#include "ingest/meta.def"
#undef META
};

static const char *const types[] = {
#define TYPE(name) name,
#include "ingest/types.def"
#undef TYPE
};

START_TEST(tables_are_sorted)
{
	for (int i = 1; i < ROWS(meta_names); i++)
		ck_assert_str_lt(meta_names[i - 1], meta_names[i]);
	for (int i = 1; i < ROWS(types); i++)
		ck_assert_str_lt(types[i - 1], types[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("meta");
	TCase *tcase = tcase_create("meta");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_fields, 0, ROWS(cases));
	tcase_add_test(tcase, tables_are_sorted);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
