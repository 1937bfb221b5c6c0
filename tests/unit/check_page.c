/*
 * Pages are shown as their blocks, one a line: "|" marks a line break inside one, (link) and (bold) what all of it is.
 */
#include "config.h"

#include <string.h>

#include "base/str.h"
#include "ingest/page.h"
#include "unit.h"

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
	struct hs_dom *dom;
	struct hs_page *page;

	ck_assert_int_eq(hs_dom_parse(&dom, arena, html, strlen(html), NULL), HS_OK);
	page = hs_page_new(arena, dom);
	for (size_t i = 0; i < page->n_blocks; i++) {
		const struct hs_block *block = &page->blocks[i];

		hs_str_adds(&shown, i ? "\n" : "");
		if (block->breaks)
			hs_str_adds(&shown, block->breaks == 1 ? "<br>" : "<br><br>");
		for (size_t k = 0; k < block->text.len; k++)
			hs_str_addc(&shown, block->text.ptr[k] == '\n' ? '|' : block->text.ptr[k]);
		if (block->link == block->text.len)
			hs_str_adds(&shown, " (link)");
		if (block->strong == block->text.len)
			hs_str_adds(&shown, " (bold)");
	}
	return shown.ptr;
}

static const struct { const char *html, *blocks; } cases[] = {
	/* white space and entities, as a browser shows them */
	{ "<p>One\n\t two  <b> three</b> four</p>", "One two three four" },
	{ "<p>Caf&eacute; &amp; bar &lt;3 &#8220;x&#x201D; AT&T &nosuch;</p>", "Café & bar <3 “x” AT&T &nosuch;" },
	{ "<p>&nbsp; 3&nbsp;km &nbsp;</p>", "3\xC2\xA0km" },
	{ "<p>inter&shy;nation\xE2\x80\x8B" "al</p>", "international" },
	{ "<p> </p><div>&nbsp;</div><p>x</p>", "x" },
	{ "<p><span>By</span><span>Ana</span> <i>Diaz</i></p>", "ByAna Diaz" },

	/* blocks and breaks */
	{ "<p>One<p>two<div>three</div>four", "One\ntwo\nthree\nfour" },
	{ "<div>One<h2>two</h2>three</div>", "One\ntwo (bold)\nthree" },
	{ "One<br>two<br><br>three<br> <br/>\n<br>four", "One\n<br>two\n<br><br>three\n<br><br>four" },
	{ "<p>One<br></p><p><br>two</p>", "One\n<br>two" },
	{ "<ul><li>One<li>two<ul><li>three</ul></ul>", "One\ntwo\nthree" },
	{ "<x-story><p>One</p></x-story><x-y>two</x-y> three", "One\ntwo three" },
	{ "<pre>One\n  two \n\n\nthree</pre>", "One|  two\n<br><br>three" },
	{ "<pre>\nOne\r\ntwo\r\n\r\nthree\n</pre>", "One|two\n<br><br>three" },
	{ "<table><tr><th>Town<td>Dead</tr><tr><td>Havn<td>3</tr></table>", "Town Dead\nHavn 3" },
	{ "<table><tr><td><p>One</p><p>two</p></td><td>three</td></tr></table>", "One\ntwo\nthree" },
	{ "<table><tr><td><table><tr><td>One<td>two</table><td>three</table>", "One two\nthree" },

	/* what is not shown as text */
	{ "<title>No</title><p>One<script>if (a < b) '</p>'</script><style>p{}</style> two</p>", "One two" },
	{ "<p>One<!-- no --> two<noscript>no</noscript><button>no</button><svg><text>no</text></svg></p>", "One two" },
	{ "<form><label>no</label><input value=no><select><option>no</select><p>One</form>", "One" },

	/* links and bold */
	{ "<p><a href=x>One <b>two</b></a>", "One two (link)" },
	{ "<p><strong>One</strong> <b>two</b>", "One two (bold)" },
	{ "<a href=x><div>One</div><h3>two</h3></a><p>three", "One (link)\ntwo (link) (bold)\nthree" },

	/* broken */
	{ "<p>One</i></div></p>two<b>three", "One\ntwothree" },
	{ "<html><body><p>One</body></html><p>two", "One\ntwo" },
	{ "<p>One <a href=\"x>two</a> three", "One" },
	{ "One < two > three", "One < two > three" },
	{ "", "" },
};

START_TEST(lays_pages_out)
{
	if (!*cases[_i].html) {
		struct hs_dom *dom;

		ck_assert_int_eq(hs_dom_parse(&dom, arena, "", 0, NULL), HS_EINPUT);
		return;
	}
	ck_assert_str_eq(show(cases[_i].html), cases[_i].blocks);
}
END_TEST

/* An element's blocks are a range, whatever is in between. */
START_TEST(elements_know_their_blocks)
{
	static const char html[] = "<body><p>One</p><div><p>two</p><br>three<ul><li>four</ul></div>five";
	const struct hs_node *node;
	struct hs_dom *dom;
	struct hs_page *page;

	ck_assert_int_eq(hs_dom_parse(&dom, arena, html, strlen(html), NULL), HS_OK);
	page = hs_page_new(arena, dom);
	for (node = dom->root; node->tag != HS_TAG_DIV; node = hs_node_next(node, dom->root, true))
		;
	ck_assert_uint_eq(page->from[node->id], 1);
	ck_assert_uint_eq(page->to[node->id], 4);
	ck_assert_uint_eq(page->to[dom->root->id], page->n_blocks);
}
END_TEST

START_TEST(inline_elements_know_their_line)
{
	static const char html[] = "<p><span class=caption><i>The</i> quay</span> </p><p><span>By</span> Ana</p>";
	struct hs_dom *dom;
	struct hs_page *page;

	ck_assert_int_eq(hs_dom_parse(&dom, arena, html, strlen(html), NULL), HS_OK);
	page = hs_page_new(arena, dom);
	ck_assert_str_eq(hs_node_attr(page->blocks[0].in, HS_ATTR_CLASS), "caption");
	ck_assert_ptr_eq(page->blocks[1].in, page->blocks[1].at);
}
END_TEST

/* A million open elements, with text in the innermost and behind. */
START_TEST(depth_costs_no_stack)
{
	static const char *const tags[] = { "<div>", "<i>", "<a>", "<ul><li>", "<table><tr><td>", "<blockquote>" };
	struct hs_str html = HS_STR_INIT;
	struct hs_dom *dom;
	struct hs_page *page;

	for (size_t i = 0; i < 1000000; i++)
		hs_str_adds(&html, tags[_i]);
	hs_str_adds(&html, "in it</div><p>behind");
	ck_assert_int_eq(hs_dom_parse(&dom, arena, html.ptr, html.len, NULL), HS_OK);
	page = hs_page_new(arena, dom);
	ck_assert_uint_ge(page->n_blocks, 1);
	ck_assert_str_eq(page->blocks[0].text.ptr, "in it");
	hs_str_release(&html);
}
END_TEST

static const char *const tag_names[] = {
#define TAG(id, name, kind) name,
#include "ingest/tags.def"
#undef TAG
};

static const char *const attr_names[] = {
#define ATTR(id, name) name,
#include "ingest/attrs.def"
#undef ATTR
};

START_TEST(tables_are_sorted)
{
	for (int i = 1; i < ROWS(tag_names); i++)
		ck_assert_str_lt(tag_names[i - 1], tag_names[i]);
	for (int i = 1; i < ROWS(attr_names); i++)
		ck_assert_str_lt(attr_names[i - 1], attr_names[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("page");
	TCase *tcase = tcase_create("page");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, lays_pages_out, 0, ROWS(cases));
	tcase_add_test(tcase, elements_know_their_blocks);
	tcase_add_test(tcase, inline_elements_know_their_line);
	tcase_add_loop_test(tcase, depth_costs_no_stack, 0, 6);
	tcase_add_test(tcase, tables_are_sorted);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
