/*
 * Invented pages are read through hs_ingest, and shown: fields, then a line a paragraph with its kind.
 */
#include "config.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/ingest.h"
#include "unit.h"

#define P1 "The ferry Aurelia struck the quay at Havn on Monday morning, throwing two cars into the water, the harbour master said."
#define P2 "“We were lucky that nobody sat in them,” said Ana Diaz, who was on board with her two children."
#define P3 "An official of the ferry line, who asked not to be named because the inquiry goes on, said the brakes had been repaired " \
	"in January."
#define P4 "The line declined to comment."
#define BODY4 "<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p><p>" P4 "</p>"
#define SHOWN4 "body: " P1 "\nbody: " P2 "\nbody: " P3 "\nbody: " P4 "\n"
#define HEAD "<!DOCTYPE html><html><head><meta charset=utf-8><title>Ferry hits quay</title><meta property=og:type content=article>" \
	"</head><body>"
#define TOP HEAD "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/p>Politics</a></li></ul></nav></header>" \
	"<h1>Ferry hits quay</h1>"
#define TITLE "headline: Ferry hits quay\n"

static char path[] = "check_html.XXXXXX";
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

static void show_article(const struct hs_article *article)
{
	for (size_t i = 0; i < article->n_paras; i++) {
		struct hs_span text = hs_span_at(article->text, article->paras[i].range);

		hs_str_addf(&shown, "%s: ", hs_para_word(article->paras[i].kind));
		for (size_t k = 0; k < text.len; k++)
			hs_str_addc(&shown, text.ptr[k] == '\n' ? '|' : text.ptr[k]);
		hs_str_addc(&shown, '\n');
	}
}

/* The file's name says nothing, so that the content must. */
static const char *read_page(const char *bytes, size_t len)
{
	const char *paths[] = { path };
	struct hs_ingest *ingest;
	struct hs_article *article;
	struct hs_err err;
	FILE *file = fopen(path, "wb");
	int rc;

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_int_eq(hs_ingest_open(&ingest, paths, 1, NULL, &err), HS_OK);
	while ((rc = hs_ingest_next(&article, ingest, arena, &err)) != HS_DONE) {
		if (rc == HS_OK) {
			ck_assert_str_eq(article->format, "html");
			ck_assert_uint_eq(hs_utf8_check(article->text, article->full_len), article->full_len);
			show_article(article);
		} else {
			hs_str_addf(&shown, "%d %s\n", rc, err.msg + strlen(path) + 4);
		}
	}
	hs_ingest_free(ingest);
	return shown.ptr;
}

static const struct { const char *name, *html, *shown; } pages[] = {
	{ "the plainest page", "<h1>Ferry hits quay</h1>" BODY4, TITLE SHOWN4 },
	{ "a page with its parts around it",
	  TOP "<article>" BODY4 "</article><aside class=related><h2>You might also like</h2><ul><li><a href=/1>A night in the harbour</a></li>"
	  "<li><a href=/2>Minister: ferries ‘safe as houses’</a></li></ul></aside><footer><p>© 2026 The Herald. All rights reserved.</p></footer>",
	  TITLE SHOWN4 },
	{ "comments are not the article, however long",
	  TOP "<article><div class=story-body>" BODY4 "</div></article><section id=comments><h2>3 comments</h2><ol class=comment-list>"
	  "<li class=comment><b>valleyboy</b><p>My cousin works there and he said the brakes never worked, not once, since they bought that ship "
	  "from the Finns. Nobody believed him at the time.</p></li><li class=comment><b>mrs k</b><p>According to a friend at the ministry the "
	  "report was lost in January, and they are looking for another one, which says the same but nicer.</p></li>"
	  "<li class=comment><b>anker</b><p>“Safe as houses”, the minister told us in the autumn. I have the video of it somewhere, and I "
	  "will put it up as soon as I find the cable.</p></li></ol></section>", TITLE SHOWN4 },
	{ "links between paragraphs",
	  TOP "<article><p>" P1 "</p><p>" P2 "</p><div class=related-links><h3>Related</h3><ul><li><a href=/1>Harbour strike enters third week</a></li>"
	  "<li><a href=/2>Ferry line loses court case</a></li></ul></div><p>" P3 "</p><p>" P4 "</p></article>", TITLE SHOWN4 },
	{ "captions and share bars",
	  TOP "<article><figure><img src=a.jpg alt=x><figcaption>The quay at Havn on Monday. Photograph: Jo Park/The Herald</figcaption></figure>"
	  "<div class=share-bar><a href=x>Facebook</a> <a href=x>Email</a></div><p>" P1 "</p><p>" P2 "</p><div class=newsletter-signup>"
	  "<h3>Sign up for our newsletter</h3><p>Get the morning briefing in your inbox every day.</p></div><p>" P3 "</p><p>" P4 "</p></article>",
	  TITLE SHOWN4 },
	{ "paragraphs made of breaks",
	  "<html><head><title>Ferry hits quay</title></head><body><font size=5><b>Ferry hits quay</b></font><br><br>" P1 "<br><br>" P2
	  "<br>\n<br>" P3 "<br><br>" P4 "<hr><a href=/>Home</a> | <a href=/n>News</a></body></html>", TITLE SHOWN4 },
	{ "lines of one paragraph", HEAD "<article><h1>Ferry hits quay</h1>" BODY4 "<p>Twelve of the crew,<br>eighty-four passengers and<br>two dogs went ashore.</p></article>",
	  TITLE SHOWN4 "body: Twelve of the crew,|eighty-four passengers and|two dogs went ashore.\n" },
	{ "text as it was typed", "<html><body><pre>\nThe ferry Aurelia struck the quay at Havn on Monday\nmorning, the harbour master said.\n\n"
	  "\"We were lucky,\" said Ana Diaz, who was on board.\n\nThe line declined to comment.\n</pre></body></html>",
	  "body: The ferry Aurelia struck the quay at Havn on Monday|morning, the harbour master said.\n"
	  "body: \"We were lucky,\" said Ana Diaz, who was on board.\nbody: The line declined to comment.\n" },
	{ "subheads, lists and block quotes are the article's",
	  TOP "<article><p>" P1 "</p><h2>Brakes repaired in January</h2><p>" P3 "</p><p>" P2 "</p><blockquote><p>Concrete does not heal because a press office "
	  "says so, and neither do brakes, Diaz wrote later that day.</p></blockquote><p>The inquiry will look at three questions:</p><ul>"
	  "<li>who had signed the papers of the repair in January,</li><li>why the harbour was not told of it,</li></ul><p>" P4 "</p></article>",
	  TITLE "body: " P1 "\nboilerplate: Brakes repaired in January\nbody: " P3 "\nbody: " P2 "\n"
	  "body: Concrete does not heal because a press office says so, and neither do brakes, Diaz wrote later that day.\n"
	  "body: The inquiry will look at three questions:\nbody: who had signed the papers of the repair in January,\n"
	  "body: why the harbour was not told of it,\nbody: " P4 "\n" },
	{ "a pull quote is said once",
	  TOP "<article><p>" P1 "</p><p>" P3 "</p><aside class=pullquote><p>An official of the ferry line, who asked not to be named because the "
	  "inquiry goes on, said the brakes had been repaired</p></aside><p>" P2 "</p><p>" P4 "</p></article>",
	  TITLE "body: " P1 "\nbody: " P3 "\nbody: " P2 "\nbody: " P4 "\n" },
	{ "broken HTML", "<html><body><h1>Ferry hits quay</h2><div><p>" P1 "<p>" P2 "</div></b></p><p>" P3 "<p>" P4 "</html><table><tr>", TITLE SHOWN4 },
	{ "a page without its own text gives its JSON-LD",
	  HEAD "<div id=root></div><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry hits quay\",\"articleBody\":\""
	  P1 "\\n\\n" P2 "\\n\\n" P3 "\\n\\n" P4 "\"}</script>", TITLE SHOWN4 },
	{ "a paywall shows a beginning",
	  TOP "<article><p>" P1 "</p><p>" P2 "</p></article><div class=paywall><h2>Subscribe to read on</h2><p>Already a subscriber? "
	  "<a href=/login>Log in</a></p><button>Subscribe</button></div>",
	  TITLE "body: " P1 "\nbody: " P2 "\nboilerplate: Subscribe to read on\n" },

	/* no article */
	{ "an empty shell", HEAD "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script>",
	  "-1 no article found\n" },
	{ "an error", "<html><head><title>404 - Page not found</title></head><body><h1>404</h1><p>Sorry, the page that you look for may have been removed, had its "
	  "name changed, or is not there for a while. Please try the search or go back to our front page.</p></body></html>",
	  "-1 no article found\n" },
	{ "a log-in", "<html><head><title>Log in | The Herald</title></head><body><form><h1>Log in</h1><label>E-mail<input></label><p>By going on you accept "
	  "our terms of use. We never hand on your address. You can leave at any time, for whatever reason.</p><button>Next</button></form></body></html>",
	  "-1 no article found\n" },
	{ "a consent dialog", "<html><head><title>The Herald</title></head><body><div class=consent-modal><h2>We value your privacy</h2><p>We and our partners use "
	  "cookies to store personal data on your device. You can accept or manage your choices. These choices will be told to our partners.</p>"
	  "<button>Accept</button></div></body></html>", "-1 no article found\n" },
	{ "an element alone", "<html></html>", "-1 no article found\n" },
};

START_TEST(reads_pages)
{
	ck_assert_msg(strcmp(read_page(pages[_i].html, strlen(pages[_i].html)), pages[_i].shown) == 0, "%s:\n%s", pages[_i].name,
		      shown.ptr);
}
END_TEST

START_TEST(a_front_page_is_no_article)
{
	static const char *const things[] = { "bridge", "school", "tunnel", "market", "theatre" };
	struct hs_str html = HS_STR_INIT;

	hs_str_adds(&html, "<!DOCTYPE html><html><head><title>The Herald</title></head><body><main>");
	for (int i = 0; i < 40; i++)
		hs_str_addf(&html, "<div class=card><h3><a href=/%d>Council votes for a new %s in quarter %d</a></h3><p>The council of Havn voted on Monday "
			    "for a new %s, after %d years of dispute over what it will cost.</p></div>", i, things[i % 5], i, things[i % 5], i);
	ck_assert_str_eq(read_page(html.ptr, html.len), "-1 no article found\n");
	hs_str_release(&html);
}
END_TEST

/* What is taken for HTML, and what is not. */
static const struct { const char *bytes; size_t len; bool html; } kinds[] = {
#define BYTES(str) str, sizeof(str) - 1
	{ BYTES("<!doctype HTML><p>x"), true },
	{ BYTES("\xEF\xBB\xBF\n <!-- saved from (0014)about:internet -->\r\n<HTML>x"), true },
	{ BYTES("<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>x"), true },
	{ BYTES("\xFF\xFE<\0h\0t\0m\0l\0>\0x\0"), true },
	{ BYTES("<p>x"), true },
	{ BYTES("<div class=a>x"), true },
	{ BYTES("Warning: no such table in line 7\n<html>x"), true },
	{ BYTES("<rss><channel>x"), false },
	{ BYTES("<3 said the official."), false },
	{ BYTES("The page begins with <html>, he said."), false },
	{ BYTES("{\"text\": \"\n<html>\"}"), false },
#undef BYTES
};

START_TEST(tells_html_by_its_content)
{
	const char *paths[] = { path };
	struct hs_ingest *ingest;
	struct hs_article *article;
	struct hs_err err = { .msg = "" };
	FILE *file = fopen(path, "wb");
	int rc;

	ck_assert_uint_eq(fwrite(kinds[_i].bytes, 1, kinds[_i].len, file), kinds[_i].len);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_int_eq(hs_ingest_open(&ingest, paths, 1, NULL, &err), HS_OK);
	rc = hs_ingest_next(&article, ingest, arena, &err);
	ck_assert_int_eq(rc == HS_EINPUT && strstr(err.msg, "no article found"), kinds[_i].html);
	hs_ingest_free(ingest);
}
END_TEST


START_TEST(nul_bytes_end_nothing)
{
	static const char html[] = TOP "<article><p>" P1 "</p>\0<p>" P2 "</p><p>" P3 "</p><p>The line \0declined to comment.</p></article>";

	ck_assert_str_eq(read_page(html, sizeof(html) - 1), TITLE SHOWN4);
}
END_TEST

/* A million open elements around an article: time and memory stay in bounds. */
START_TEST(depth_is_no_problem)
{
	struct hs_str html = HS_STR_INIT;
	struct rusage before, after;

	hs_str_adds(&html, TOP);
	for (int i = 0; i < 1000000; i++)
		hs_str_adds(&html, _i ? "<i>" : "<div>");
	hs_str_adds(&html, "<article>" BODY4 "</article>");
	getrusage(RUSAGE_SELF, &before);
	ck_assert_str_eq(read_page(html.ptr, html.len), TITLE SHOWN4);
	getrusage(RUSAGE_SELF, &after);
#ifndef HS_ARENA_DEBUG
	ck_assert_int_le(after.ru_maxrss, before.ru_maxrss + 256 * 1024);
#else
	(void)before;
#endif
	hs_str_release(&html);
}
END_TEST

START_TEST(lines_without_end_are_no_article)
{
	struct hs_str html = HS_STR_INIT;

	hs_str_adds(&html, HEAD);
	for (int i = 0; i < 60000; i++)
		hs_str_adds(&html, "<p>a");
	ck_assert_str_eq(read_page(html.ptr, html.len), "-1 no article found: the page has more than 50000 lines of text\n");
	hs_str_release(&html);
}
END_TEST

static const char *const hint_words[] = {
#define HINT(word, about) word,
#include "ingest/hints.def"
#undef HINT
};

static const char *const leads[] = {
#define LEAD(phrase, about) phrase,
#include "ingest/leads.def"
#undef LEAD
};

/* Sorted as the search compares them: a '*' stands for all that goes on. */
START_TEST(tables_are_sorted)
{
	for (int i = 1; i < ROWS(hint_words); i++) {
		size_t a = strcspn(hint_words[i - 1], "*"), b = strcspn(hint_words[i], "*");
		int order = strncmp(hint_words[i - 1], hint_words[i], a < b ? a : b);

		ck_assert_msg(order < 0 || (order == 0 && a < b && !hint_words[i - 1][a]), "%s, %s", hint_words[i - 1], hint_words[i]);
	}
	for (int i = 1; i < ROWS(leads); i++)
		ck_assert_str_lt(leads[i - 1], leads[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("html");
	TCase *tcase = tcase_create("html");
	int fd = mkstemp(path), rc;

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, reads_pages, 0, ROWS(pages));
	tcase_add_test(tcase, a_front_page_is_no_article);
	tcase_add_loop_test(tcase, tells_html_by_its_content, 0, ROWS(kinds));
	tcase_add_test(tcase, nul_bytes_end_nothing);
	tcase_add_loop_test(tcase, depth_is_no_problem, 0, 2);
	tcase_add_test(tcase, lines_without_end_are_no_article);
	tcase_add_test(tcase, tables_are_sorted);
	suite_add_tcase(suite, tcase);
	rc = unit_run(suite);
	close(fd);
	unlink(path);
	return rc;
}
