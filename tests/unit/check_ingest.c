/*
 * Files are written into a scratch folder of their own, read, and shown: one line an article or a rejection.
 */
#include "config.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "ingest/ingest.h"
#include "shown.h"
#include "unit.h"

#define TEXT "The ferry struck the quay on Monday, the harbour master said."
#define LIST_OF_NAMES "text, body, body_text, maintext, content, article_text, article_body, articlebody, full_text, fulltext, " \
	"article, story, raw_text or bodies"
#define NO_TEXT "there is no text (a field named " LIST_OF_NAMES ")"

static char folder[] = "check_ingest.XXXXXX";
static struct hs_arena *arena;
static struct hs_str shown;

/* The folder is made and removed outside the tests, as a test that fails does not come back. */
static void make_folder(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

static void empty_folder(void)
{
	ck_assert_int_eq(system("chmod -R u+rwx . && rm -rf ./*"), 0);
}

static void remove_folder(void)
{
	empty_folder();
	ck_assert_int_eq(chdir(".."), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void setup(void)
{
	empty_folder();
	arena = hs_arena_new();
	hs_str_init(&shown);
}

static void teardown(void)
{
	hs_arena_free(arena);
	hs_str_release(&shown);
}

static void put_file(const char *name, const void *ptr, size_t len)
{
	FILE *file = fopen(name, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(ptr, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

static void add_field(const char *name, const char *value)
{
	if (value)
		hs_str_addf(&shown, " %s=%s", name, value);
}

static void show_article(const struct hs_article *article)
{
	hs_str_addf(&shown, "%s %s", article->path, article->format);
	if (article->record)
		hs_str_addf(&shown, " %zu", article->record);
	add_field("id", article->id);
	add_field("outlet", article->outlet);
	add_field("url", article->url);
	add_field("headline", article->headline);
	add_field("byline", article->byline);
	add_field("agency", article->agency);
	add_field("dateline", article->dateline);
	add_field("published", article->published);
	add_field("unread", article->unread_date);
	add_field("modified", article->modified);
	add_field("lang", article->lang);
	if (article->text_len == strlen(TEXT) && memcmp(article->text, TEXT, article->text_len) == 0)
		hs_str_adds(&shown, " TEXT\n");
	else
		hs_str_addf(&shown, " \"%.*s\"\n", (int)article->text_len, article->text);
}

static const char *read_all(const char *const *paths, size_t n, const struct hs_ingest_options *options)
{
	struct hs_ingest *ingest;
	struct hs_article *article;
	struct hs_err err;
	int rc;

	hs_str_clear(&shown);
	ck_assert_int_eq(hs_ingest_open(&ingest, paths, n, options, &err), HS_OK);
	while ((rc = hs_ingest_next(&article, ingest, arena, &err)) != HS_DONE) {
		if (rc == HS_OK)
			show_article(article);
		else
			hs_str_addf(&shown, "%s %s\n", rc == HS_EIO ? "EIO" : rc == HS_EINPUT ? "EINPUT" : "?", err.msg);
	}
	hs_ingest_free(ingest);
	return shown.ptr;
}

static const char *read_one(const char *name, const void *ptr, size_t len)
{
	put_file(name, ptr, len);
	return read_all(&name, 1, NULL);
}

/* --- formats and their fields -------------------------------------------------------------------- */

/* A file's bytes and what comes of it; the file is called "f", so that no name can help. */
static const struct { const char *bytes; const char *shown; } files[] = {
	/* plain text */
	{ TEXT, "f text TEXT\n" },
	{ "Ferry strikes quay\n\nBy Ana Diaz\n\n" TEXT,
	  "f text headline=Ferry strikes quay byline=Ana Diaz \"Ferry strikes quay\n\nBy Ana Diaz\n\n" TEXT "\"\n" },
	{ "\xEF\xBB\xBF" TEXT, "f text \"\xEF\xBB\xBF" TEXT "\"\n" },
	{ "{sic} the ferry, he said, and [laughs].", "f text \"{sic} the ferry, he said, and [laughs].\"\n" },
	{ "[AP] The ferry sank.", "f text \"[AP] The ferry sank.\"\n" },
	{ "Title, text and story were lost on Monday.\n", "f text \"Title, text and story were lost on Monday.\n\"\n" },
	{ "text\nThe ferry sank.\n", "f text headline=text \"text\nThe ferry sank.\n\"\n" },

	/* NDJSON */
	{ "{\"text\":\"" TEXT "\"}", "f ndjson 1 TEXT\n" },
	{ "{\"text\":\"" TEXT "\"}\r\n\r\n{\"id\":\"b\",\"text\":\"" TEXT "\"}\n", "f ndjson 1 TEXT\nf ndjson 3 id=b TEXT\n" },
	{ "\xEF\xBB\xBF{\"text\":\"" TEXT "\"}\n", "f ndjson 1 TEXT\n" },
	{ "{\"id\":7,\"outlet\":\"Herald\",\"published\":\"2016-09-12\",\"byline\":\"Ana Diaz\",\"headline\":\"Ferry\",\"wire\":null,"
	  "\"text\":\"" TEXT "\"}\n", "f ndjson 1 id=7 outlet=Herald headline=Ferry byline=Ana Diaz published=2016-09-12 TEXT\n" },
	{ "{\"wire\":\"AP\",\"text\":\"" TEXT "\"}\n", "f ndjson 1 agency=Associated Press TEXT\n" },
	/* a bad line costs itself, also the first one */
	{ "{\"text\":\"" TEXT "\n{\"text\":\"" TEXT "\"}\n{}\nword\n{\"text\":\"" TEXT "\"}",
	  "EINPUT 'f' line 1: not valid JSON at byte 9\nf ndjson 2 TEXT\nEINPUT 'f' line 3: " NO_TEXT "\n"
	  "EINPUT 'f' line 4: not valid JSON at byte 0\nf ndjson 5 TEXT\n" },
	{ "{\"text\":\"" TEXT "\"}\n[1]\n\"x\"\n3\n",
	  "f ndjson 1 TEXT\nEINPUT 'f' line 2: is a list, not an object with the fields of an article\n"
	  "EINPUT 'f' line 3: is a string, not an object with the fields of an article\n"
	  "EINPUT 'f' line 4: is a number, not an object with the fields of an article\n" },

	/* JSON */
	{ "{\n  \"text\": \"" TEXT "\"\n}\n", "f json 1 TEXT\n" },
	{ "[\n {\"text\": \"" TEXT "\"},\n {\"id\": \"b]}\\\"\", \"text\": \"" TEXT "\"}\n]\n", "f json 1 TEXT\nf json 2 id=b]}\" TEXT\n" },
	{ "{\n\"text\": \"" TEXT "\"}\n{\n\"text\": \"" TEXT "\"\n}", "f json 1 TEXT\nf json 2 TEXT\n" },
	{ "\xEF\xBB\xBF[{\"text\": \"" TEXT "\"}]", "f json 1 TEXT\n" },
	{ "[]", "" },
	{ "[{\"text\": 5}, \"x\", {\"text\": \"" TEXT "\"}]",
	  "EINPUT 'f' item 1: field 'text' is a number, not a string\n"
	  "EINPUT 'f' item 2: is a string, not an object with the fields of an article\nf json 3 TEXT\n" },
	{ "[{\"text\": \"" TEXT "\"},]", "f json 1 TEXT\nEINPUT 'f' item 1: the list ends with a comma\n" },
	{ "[{\"text\": \"" TEXT "\"} {\"text\": \"" TEXT "\"}]",
	  "f json 1 TEXT\nEINPUT 'f' item 1: not valid JSON between two items\n" },
	{ "[{\"text\": \"" TEXT "\"}", "f json 1 TEXT\nEINPUT 'f' item 1: the file ends inside the list\n" },
	{ "[{\"text\": \"" TEXT, "EINPUT 'f' item 1: the file ends inside a string\n" },
	{ "[{\"text\": [1, 2", "EINPUT 'f' item 1: the file ends inside an item\n" },
	{ "[{\"text\": \"" TEXT "\"}] and so on", "f json 1 TEXT\nEINPUT 'f' item 1: something follows the end of the list\n" },
	{ "{\n\"text\": \"" TEXT "\"} and so on", "f json 1 TEXT\nEINPUT 'f' item 2: not valid JSON at byte 0\n" },
	{ "{\n\"text\": \"" TEXT "\"}}", "f json 1 TEXT\nEINPUT 'f' item 1: not valid JSON between two items\n" },
	{ "[{\"text\": ]}]", "EINPUT 'f' item 1: not valid JSON at byte 9\nEINPUT 'f' item 1: not valid JSON between two items\n" },

	/* types and values */
	{ "{\"text\":null}\n", "EINPUT 'f' line 1: " NO_TEXT "\n" },
	{ "{\"text\":\" \\n\"}\n", "EINPUT 'f' line 1: " NO_TEXT "\n" },
	{ "{\"text\":[\"a\"]}\n", "EINPUT 'f' line 1: field 'text' is a list, not a string\n" },
	{ "{\"text\":{\"a\":1}}\n", "EINPUT 'f' line 1: field 'text' is an object, not a string\n" },
	{ "{\"text\":true}\n", "EINPUT 'f' line 1: field 'text' is a truth value, not a string\n" },
	{ "{\"text\":\"a\",\"text\":\"b\"}\n", "EINPUT 'f' line 1: field 'text' is there twice\n" },
	{ "{\"text\":\"a\",\"Text\":\"b\"}\n", "EINPUT 'f' line 1: field 'text' is there twice\n" },
	{ "{\"id\":12345678901234567890,\"text\":\"" TEXT "\"}\n",
	  "EINPUT 'f' line 1: field 'id' is a number that cannot be kept exactly: write it as a string\n" },
	{ "{\"id\":1.5,\"text\":\"" TEXT "\"}\n",
	  "EINPUT 'f' line 1: field 'id' is a number that cannot be kept exactly: write it as a string\n" },
	{ "{\"text\":\"a\\u0000b\"}\n", "EINPUT 'f' line 1: the record has an escaped NUL (\\u0000) at byte 10\n" },
	{ "{\"te\\u0000xt\":\"b\"}\n", "EINPUT 'f' line 1: the record has an escaped NUL (\\u0000) at byte 4\n" },
	{ "{\"text\":\"a \\\\u0000 b, he said.\"}\n", "f ndjson 1 \"a \\u0000 b, he said.\"\n" },     /* a backslash, no NUL */
	{ "{\"text\":\"caf\xE9\"}\n", "EINPUT 'f' line 1: the record is not valid UTF-8 at byte 12\n" },
	{ "{\"text\":\"\\ud800 alone\"}\n", "EINPUT 'f' item 1: not valid JSON at byte 9\n" },
	{ "{\"text\":\"" TEXT "\",\"date\":1473638400}\n", "f ndjson 1 published=2016-09-12T00:00:00Z TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"date\":1473638400000}\n", "f ndjson 1 published=2016-09-12T00:00:00Z TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"date\":1e300}\n", "EINPUT 'f' line 1: field 'date' is a number, not a date\n" },
	{ "{\"text\":\"" TEXT "\",\"date\":20160912}\n", "f ndjson 1 published=2016-09-12 TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"date\":20161312}\n", "f ndjson 1 unread=20161312 TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"date\":\"09/12/2016\"}\n", "f ndjson 1 unread=09/12/2016 TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"authors\":[\"Ana Diaz\",\"Jo Park\"]}\n", "f ndjson 1 byline=Ana Diaz, Jo Park TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"authors\":[]}\n", "f ndjson 1 TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"authors\":[\"Ana Diaz\",3]}\n", "EINPUT 'f' line 1: field 'authors' is a list with a number in it\n" },
	{ "{\"text\":\"" TEXT "\",\"authors\":[{\"name\":\"Ana Diaz\",\"role\":\"writer\"},\"Jo Park\"]}\n",
	  "f ndjson 1 byline=Ana Diaz, Jo Park TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"author\":{\"@type\":\"Person\",\"name\":\"Ana Diaz\"},\"source\":{\"id\":null,\"name\":\"Herald\"}}\n",
	  "f ndjson 1 outlet=Herald byline=Ana Diaz TEXT\n" },
	{ "{\"text\":\"" TEXT "\",\"source\":{\"id\":7}}\n", "EINPUT 'f' line 1: field 'source' is an object, not a string\n" },
	{ "{\"body\":\"second\",\"text\":\"" TEXT "\"}\n", "f ndjson 1 TEXT\n" },

	/* what other programs write */
	{ "{\"url\":\"http://h.example/1\",\"title\":\"Ferry\",\"authors\":[\"Ana Diaz\"],\"publish_date\":\"2016-09-12T08:00:00\","
	  "\"text\":\"" TEXT "\",\"meta_lang\":\"en\",\"meta_site_name\":\"Herald\",\"keywords\":[\"x\"]}\n",
	  "f ndjson 1 outlet=Herald url=http://h.example/1 headline=Ferry byline=Ana Diaz published=2016-09-12T08:00:00 lang=en TEXT\n" },
	{ "{\"title\":\"Ferry\",\"author\":\"Ana Diaz; Jo Park\",\"hostname\":\"h.example\",\"date\":\"2016-09-12\",\"source\":"
	  "\"https://h.example/1\",\"source-hostname\":\"Herald\",\"text\":\"" TEXT "\",\"raw_text\":\"x\",\"language\":null,\"id\":null}\n",
	  "f ndjson 1 outlet=Herald url=https://h.example/1 headline=Ferry byline=Ana Diaz; Jo Park published=2016-09-12 TEXT\n" },
	{ "{\"authors\":[],\"date_publish\":\"2016-09-12 08:00:00\",\"date_modify\":null,\"source_domain\":\"h.example\",\"maintext\":\""
	  TEXT "\",\"title\":\"Ferry\",\"url\":\"http://h.example/1\",\"language\":\"en\",\"filename\":\"x\"}\n",
	  "f ndjson 1 outlet=h.example url=http://h.example/1 headline=Ferry published=2016-09-12T08:00:00 lang=en TEXT\n" },
	/* ninjs 1.x, 2.x, 3.x */
	{ "{\"uri\":\"http://h.example/1\",\"headline\":\"Ferry\",\"byline\":\"Ana Diaz\",\"versioncreated\":\"2016-09-12T08:00:00Z\",\"body_xhtml\":"
	  "\"<p>It sank.</p><p>He said so.</p>\",\"language\":\"en\"}\n",
	  "f ndjson 1 url=http://h.example/1 headline=Ferry byline=Ana Diaz published=2016-09-12T08:00:00Z lang=en \"It sank.\n\nHe said so.\"\n" },
	{ "{\"uri\":\"urn:h:1\",\"headlines\":[{\"role\":\"short\",\"value\":\"F\"},{\"role\":\"main\",\"value\":\"Ferry\"}],\"by\":\"Ana Diaz\",\"bodies\":["
	  "{\"role\":\"x\",\"contentType\":\"application/nitf+xml\",\"value\":\"<nitf>It sank a long time ago, he said.</nitf>\"},"
	  "{\"role\":\"text\",\"contentType\":\"text/plain\",\"value\":\"It sank. He said so.\"},"
	  "{\"role\":\"html\",\"contentType\":\"text/html\",\"value\":\"<p>It sank.</p><p>He said so.</p>\"}]}\n",
	  "f ndjson 1 id=urn:h:1 headline=Ferry byline=Ana Diaz \"It sank.\n\nHe said so.\"\n" },
	{ "{\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\"" TEXT "\"}]}\n", "f ndjson 1 TEXT\n" },
	{ "{\"bodies\":[{\"contenttype\":\"application/nitf+xml\",\"value\":\"<nitf>x</nitf>\"}]}\n",
	  "EINPUT 'f' line 1: field 'bodies' has no text that is plain or HTML\n" },
	{ "{\"bodies\":[]}\n", "EINPUT 'f' line 1: " NO_TEXT "\n" },
	{ "{\"text\":[],\"body\":\"" TEXT "\"}\n", "f ndjson 1 TEXT\n" },
	{ "{\"pubStatus\":\"canceled\",\"bodies\":[{\"value\":\"" TEXT "\"}]}\n", "EINPUT 'f' line 1: its publisher has canceled it\n" },
	{ "id,title,url,language,publish_date,media_name\n1,Ferry,http://h.example/1,en,2016-09-12,Herald\n",
	  "EINPUT 'f' row 1: there is no text: a MediaCloud list has addresses alone\n" },

	/* CSV */
	{ "id,title,text\n1,Ferry,\"" TEXT "\"\n2,\"Quay, too\",\"" TEXT "\"",
	  "f csv 2 id=1 headline=Ferry TEXT\nf csv 3 id=2 headline=Quay, too TEXT\n" },
	{ "\xEF\xBB\xBFTitle;Body\r\nFerry;" TEXT "\r\n", "f csv 2 headline=Ferry TEXT\n" },
	{ "Headline\tBody\tPublish Date\nFerry\t" TEXT "\t2016-09-12\n", "f csv 2 headline=Ferry published=2016-09-12 TEXT\n" },
	{ "\"title\"|\"text\"\n\"Ferry\"|\"" TEXT "\"\n", "f csv 2 headline=Ferry TEXT\n" },
	{ "title,text\nFerry,\"One line, he said.\nAnother \"\"line\"\", she said.\"\n",
	  "f csv 2 headline=Ferry \"One line, he said.\nAnother \"line\", she said.\"\n" },
	{ "title,source,text\nFerry,Herald,\"" TEXT "\"\n", "f csv 2 outlet=Herald headline=Ferry TEXT\n" },
	{ "authors,text\n\"['Ana Diaz', \"\"Jo O'Hara\"\"]\",\"" TEXT "\"\n", "f csv 2 byline=Ana Diaz, Jo O'Hara TEXT\n" },
	{ "authors,text\n[],\"" TEXT "\"\n", "f csv 2 TEXT\n" },
	{ "title,text,notes\nFerry,\"" TEXT "\"\n", "f csv 2 headline=Ferry TEXT\n" },
	{ "title,text\n\n\nFerry,\"" TEXT "\"\n\n", "f csv 2 headline=Ferry TEXT\n" },
	{ "title,text\n", "" },
	{ "title,text\nFerry,and,more\nQuay,\"" TEXT "\"\n", "EINPUT 'f' row 2: has 3 fields, the header 2\nf csv 3 headline=Quay TEXT\n" },
	{ "title,text\nFerry,\n", "EINPUT 'f' row 2: " NO_TEXT "\n" },
	{ "title,date,author\nFerry,2016-09-12,Ana\n", "EINPUT 'f' row 1: " NO_TEXT "\n" },
	{ "title,text,Text\nFerry,a,b\n", "EINPUT 'f' row 1: two columns are named 'text'\n" },
	{ "title,text\nFerry,\"never closed\nQuay,\"\"" TEXT "\n", "EINPUT 'f' row 2: a quotation mark is not closed\n" },
	{ "title,text\nCaf\xE9,\"" TEXT "\"\nFerry,\"" TEXT "\"\n",
	  "EINPUT 'f' row 2: field 'title' is not valid UTF-8 at byte 3\nf csv 3 headline=Ferry TEXT\n" },

	/* no article */
	{ "", "EINPUT 'f': the file is empty\n" },
	{ " \n\t\n", "EINPUT 'f': there is no text in it\n" },
	{ "\xEF\xBB\xBF", "EINPUT 'f': there is no text in it\n" },
	{ "caf\xE9 said", "EINPUT 'f': the text is not valid UTF-8 at byte 3\n" },
	{ "cut \xE2\x80", "EINPUT 'f': the text is not valid UTF-8 at byte 4\n" },
	{ "\xED\xA0\x80", "EINPUT 'f': the text is not valid UTF-8 at byte 0\n" },
	{ "\xFF\xFEx", "EINPUT 'f': this is text in UTF-16; convert it to UTF-8\n" },
	{ "WARC/1.0\r\nWARC-Type: response\r\n\r\n<html><body><p>" TEXT "</p></body></html>",
	  "EINPUT 'f': this is a web archive; take the pages out of it\n" },
	{ "<?xml version=\"1.0\"?>\n<nitf><body><p>" TEXT "</p></body></nitf>",
	  "EINPUT 'f': this is XML, which is not read; give the text in it as JSON or HTML\n" },
	{ "\xEF\xBB\xBF\n<newsItem><p>" TEXT "</p></newsItem>",
	  "EINPUT 'f': this is XML, which is not read; give the text in it as JSON or HTML\n" },
	{ "<30 hurt> " TEXT, "f text \"<30 hurt> " TEXT "\"\n" },
	{ "%PDF-1.4 ...", "EINPUT 'f': this is a PDF file\n" },
	{ "PK\x03\x04...", "EINPUT 'f': this is a ZIP archive or an office document\n" },
};

START_TEST(reads_formats)
{
	ck_assert_str_eq(read_one("f", files[_i].bytes, strlen(files[_i].bytes)), files[_i].shown);
}
END_TEST

static const struct { const char *bytes; size_t len; const char *shown; } nuls[] = {
	{ "one\0two", 7, "EINPUT 'f': the text has a NUL byte at byte 3\n" },
	{ "\0", 1, "EINPUT 'f': the text has a NUL byte at byte 0\n" },
	{ "{\"text\":\"a\0b\"}\n", 15, "EINPUT 'f' line 1: the record has a NUL byte at byte 10\n" },
	{ "title,text\nFerry,a\0b\n", 21, "EINPUT 'f' row 2: field 'text' has a NUL byte at byte 1\n" },
};

/* Prose is an article, but not where the name promises JSON or a table. */
static const struct { const char *name, *shown; } promises[] = {
	{ "one.txt", "one.txt text TEXT\n" },
	{ "one.ndjson", "EINPUT 'one.ndjson' line 1: not valid JSON at byte 0\n" },
	{ "one.JSONL", "EINPUT 'one.JSONL' line 1: not valid JSON at byte 0\n" },
	{ "one.json", "EINPUT 'one.json': this is no JSON, although it is called so\n" },
	{ "ndjson", "ndjson text TEXT\n" },
	{ "one.csv", "EINPUT 'one.csv' row 1: " NO_TEXT "\n" },
	{ "one.TSV", "EINPUT 'one.TSV' row 1: " NO_TEXT "\n" },
	{ "csv", "csv text TEXT\n" },
};

START_TEST(keeps_prose_out_of_feeds)
{
	const struct hs_ingest_options text = { .format = "text" };

	ck_assert_str_eq(read_one(promises[_i].name, TEXT, strlen(TEXT)), promises[_i].shown);
	ck_assert_ptr_nonnull(strstr(read_all(&promises[_i].name, 1, &text), " text TEXT"));
}
END_TEST

/* What a name promises does not hide what the file is. */
START_TEST(tells_what_a_misnamed_file_is)
{
	char tar[512] = "article.txt";

	strcpy(tar + 257, "ustar");
	ck_assert_str_eq(read_one("one.tar", tar, sizeof(tar)), "EINPUT 'one.tar': this is a tar archive; unpack it\n");
	ck_assert_str_eq(read_one("one.csv", "\xFF\xFEx", 3), "EINPUT 'one.csv': this is text in UTF-16; convert it to UTF-8\n");
	ck_assert_str_eq(read_one("one.json", "%PDF-1.4", 8), "EINPUT 'one.json': this is a PDF file\n");
	ck_assert_str_eq(read_one("one.csv", "text\n\"" TEXT "\"\n", strlen("text\n\"" TEXT "\"\n")), "one.csv csv 2 TEXT\n");
}
END_TEST

START_TEST(rejects_nul_bytes)
{
	ck_assert_str_eq(read_one("f", nuls[_i].bytes, nuls[_i].len), nuls[_i].shown);
}
END_TEST

/* --- hostile shapes -------------------------------------------------------------------------------- */

START_TEST(deep_nesting_is_rejected)
{
	struct hs_str deep = HS_STR_INIT;

	hs_str_adds(&deep, "{\"text\":");
	for (int i = 0; i < 1000000; i++)
		hs_str_addc(&deep, _i ? '{' : '[');
	put_file("f", deep.ptr, deep.len);
	hs_str_addc(&deep, '\n');
	ck_assert_ptr_nonnull(strstr(read_one("f", deep.ptr, deep.len), "EINPUT 'f' "));
	for (int i = 0; i < 1000000; i++)
		hs_str_addc(&deep, ']');
	hs_str_adds(&deep, "}\n{\"text\":\"" TEXT "\"}\n");
	ck_assert_ptr_nonnull(strstr(read_one("f", deep.ptr, deep.len), "not valid JSON"));
	hs_str_release(&deep);
}
END_TEST

/* What is longer than a record is rejected in each format, and reading goes on behind it where there is a behind. */
static const struct { const char *format, *head, *tail, *shown; } longs[] = {
	{ "ndjson", "{\"text\":\"", "\"}\n{\"text\":\"" TEXT "\"}\n",
	  "EINPUT 'f' line 1: line is longer than 1000 bytes\nf ndjson 2 TEXT\n" },
	{ "json", "[{\"text\":\"", "\"},{\"text\":\"" TEXT "\"}]", "EINPUT 'f' item 1: longer than 1000 bytes\nf json 2 TEXT\n" },
	{ "csv", "title,text\nFerry,\"", "\"\nQuay,\"" TEXT "\"\n",
	  "EINPUT 'f' row 2: longer than 1000 bytes: is a quotation mark not closed?\nf csv 3 headline=Quay TEXT\n" },
	{ "csv", "title,text\nFerry,", ",\nQuay,\"" TEXT "\"\n",
	  "EINPUT 'f' row 2: longer than 1000 bytes: is a quotation mark not closed?\nf csv 3 headline=Quay TEXT\n" },
	{ "text", "", "", "EINPUT 'f': is longer than 1000 bytes\n" },
};

START_TEST(records_have_a_limit)
{
	struct hs_ingest_options options = { .max_record = 1000, .format = longs[_i].format };
	const char *path = "f";
	struct hs_str bytes = HS_STR_INIT;

	hs_str_adds(&bytes, longs[_i].head);
	for (int i = 0; i < 200000; i++)        /* several chunks */
		hs_str_addc(&bytes, 'a');
	hs_str_adds(&bytes, longs[_i].tail);
	put_file("f", bytes.ptr, bytes.len);
	ck_assert_str_eq(read_all(&path, 1, &options), longs[_i].shown);
	hs_str_release(&bytes);
}
END_TEST

#ifdef HS_ARENA_DEBUG
#define LONG_LINES 0            /* sanitizers keep what is freed: memory tells nothing there */
#else
#define LONG_LINES 5
#endif

/* 64 MiB in one line, of each format: none is kept beyond the limit of 16 MiB. */
START_TEST(long_lines_take_little_memory)
{
	static const char *const heads[] = { "", "{\"text\":\"", "[{\"text\":\"", "title,text\nFerry,\"", "title,text\nFerry," };
	size_t len = (size_t)64 << 20, head = strlen(heads[_i]);
	char *bytes = hs_malloc(len);
	struct rusage before, after;
	const char *path = "f";

	memset(bytes, 'a', len);
	memcpy(bytes, heads[_i], head);
	put_file("f", bytes, len);
	free(bytes);
	getrusage(RUSAGE_SELF, &before);
	ck_assert_ptr_nonnull(strstr(read_all(&path, 1, NULL), "EINPUT 'f'"));
	getrusage(RUSAGE_SELF, &after);
	ck_assert_int_le(after.ru_maxrss, before.ru_maxrss + 64 * 1024);
}
END_TEST

/* --- paths ------------------------------------------------------------------------------------------ */

START_TEST(folders_are_read_in_byte_order)
{
	static const char *const names[] = { "d/b", "d/a/z", "d/B", "d/a/c/x", "d/\xC3\xA9", "d/.hidden" };
	const char *paths[] = { "d/", "d/b" };

	mkdir("d", 0777);
	mkdir("d/a", 0777);
	mkdir("d/a/c", 0777);
	for (int i = 0; i < ROWS(names); i++)
		put_file(names[i], TEXT, strlen(TEXT));
	ck_assert_str_eq(read_all(paths, 2, NULL), "d/B text TEXT\nd/a/c/x text TEXT\nd/a/z text TEXT\nd/b text TEXT\n"
			 "d/\xC3\xA9 text TEXT\nd/b text TEXT\n");
}
END_TEST

START_TEST(what_cannot_be_read_is_told_in_its_turn)
{
	const char *paths[] = { "one", "missing", "d", "two" };

	put_file("one", TEXT, strlen(TEXT));
	put_file("two", TEXT, strlen(TEXT));
	mkdir("d", 0777);
	put_file("d/bad", "\xFF", 1);
	put_file("d/good", TEXT, strlen(TEXT));
	ck_assert_int_eq(symlink("nowhere", "d/link"), 0);
	ck_assert_str_eq(read_all(paths, 4, NULL), "one text TEXT\nEIO cannot open 'missing': No such file or directory\n"
			 "EINPUT 'd/bad': the text is not valid UTF-8 at byte 0\nd/good text TEXT\n"
			 "EIO cannot open 'd/link': No such file or directory\ntwo text TEXT\n");
}
END_TEST

START_TEST(folders_without_permission_are_told)
{
	const char *paths[] = { "d", "two" };

	mkdir("d", 0000);
	put_file("two", TEXT, strlen(TEXT));
	if (geteuid() == 0)             /* root may read everything */
		return;
	ck_assert_str_eq(read_all(paths, 2, NULL), "EIO cannot open folder 'd': Permission denied\ntwo text TEXT\n");
}
END_TEST

START_TEST(loops_of_links_end)
{
	const char *path = "d";

	mkdir("d", 0777);
	mkdir("d/a", 0777);
	mkdir("e", 0777);
	put_file("d/a/x", TEXT, strlen(TEXT));
	put_file("e/y", TEXT, strlen(TEXT));
	ck_assert_int_eq(symlink("../d", "d/loop"), 0);
	ck_assert_int_eq(symlink("..", "d/a/up"), 0);           /* two of them lead to ever more paths */
	ck_assert_int_eq(symlink("../e", "d/other"), 0);
	ck_assert_str_eq(read_all(&path, 1, NULL), "d/a/x text TEXT\nd/other/y text TEXT\n");
}
END_TEST

/* "ingest -d news.db ." is what people say. */
START_TEST(a_database_in_the_folder_is_passed_over)
{
	static const char *const names[] = { "d/a", "d/news.db", "d/news.db-wal", "d/news.db-shm", "d/news.db-x" };
	const struct hs_ingest_options aside = { .aside = "d/../d/news.db" };
	const char *all = "d", *named = "d/news.db";

	mkdir("d", 0777);
	for (int i = 0; i < ROWS(names); i++)
		put_file(names[i], TEXT, strlen(TEXT));
	ck_assert_str_eq(read_all(&all, 1, &aside), "d/a text TEXT\nd/news.db-x text TEXT\n");
	ck_assert_str_eq(read_all(&named, 1, &aside), "d/news.db text TEXT\n");
}
END_TEST

static void put_gzip(const char *name, const char *bytes)
{
	gzFile file = gzopen(name, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(gzwrite(file, bytes, (unsigned)strlen(bytes)), (int)strlen(bytes));
	ck_assert_int_eq(gzclose(file), Z_OK);
}

START_TEST(gzip_is_read_as_what_is_in_it)
{
	const char *path = "f";

	put_gzip("f", "{\"text\":\"" TEXT "\"}\n");
	ck_assert_str_eq(read_all(&path, 1, NULL), "f ndjson 1 TEXT\n");
}
END_TEST

/* Every record in front of the damage is there. */
START_TEST(truncated_gzip_is_told)
{
	struct hs_str bytes = HS_STR_INIT;
	const char *path = "f";
	struct stat st;

	for (int i = 0; i < 10000; i++)
		hs_str_addf(&bytes, "{\"id\":%d,\"text\":\"" TEXT "\"}\n", i * 7919 % 10007);
	put_gzip("f", bytes.ptr);
	hs_str_release(&bytes);
	ck_assert_int_eq(stat("f", &st), 0);
	ck_assert_int_eq(truncate("f", st.st_size / 2), 0);
	ck_assert_ptr_nonnull(strstr(read_all(&path, 1, NULL), "f ndjson 1 id=0 TEXT\n"));
	ck_assert_ptr_nonnull(strstr(shown.ptr, "gzip data is cut off\n"));
}
END_TEST

START_TEST(standard_input_is_read)
{
	const char *path = "-";

	put_file("f", TEXT, strlen(TEXT));
	ck_assert_ptr_nonnull(freopen("f", "r", stdin));
	ck_assert_str_eq(read_all(&path, 1, NULL), "- text TEXT\n");
}
END_TEST

START_TEST(formats_can_be_named)
{
	struct hs_ingest_options options = { .format = "text" };
	const char *path = "f";

	put_file("f", "{\"text\":\"x\"}", 12);
	ck_assert_str_eq(read_all(&path, 1, &options), "f text \"{\"text\":\"x\"}\"\n");
	options.format = "csv";
	put_file("f", "text\n\"" TEXT "\"\n", strlen(TEXT) + 8);
	ck_assert_str_eq(read_all(&path, 1, &options), "f csv 2 TEXT\n");
}
END_TEST

START_TEST(an_outlet_is_given_to_those_that_name_none)
{
	struct hs_ingest_options options = { .outlet = "Harbour Echo" };
	const char *paths[] = { "f", "g" };
	struct hs_article *article;
	struct hs_ingest *ingest;
	struct hs_err err;

	put_file("f", TEXT, strlen(TEXT));
	put_file("g", "outlet,text\nHerald,\"" TEXT "\"\n", strlen(TEXT) + 22);
	ck_assert_str_eq(read_all(paths, 2, &options), "f text outlet=Harbour Echo TEXT\ng csv 2 outlet=Herald TEXT\n");
	ck_assert_int_eq(hs_ingest_open(&ingest, paths, 1, &options, &err), HS_OK);
	ck_assert_int_eq(hs_ingest_next(&article, ingest, arena, &err), HS_OK);
	ck_assert_str_eq(article->key.hex, hs_article_key(article).hex);
	hs_ingest_free(ingest);
}
END_TEST

START_TEST(unknown_formats_are_usage)
{
	struct hs_ingest_options options = { .format = "docx" };
	struct hs_ingest *ingest;
	struct hs_err err;

	ck_assert_int_eq(hs_ingest_open(&ingest, NULL, 0, &options, &err), HS_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.msg, "no input format 'docx'; there are ndjson, json, csv, "));
	options = (struct hs_ingest_options){ .outlet = " " };
	ck_assert_int_eq(hs_ingest_open(&ingest, NULL, 0, &options, &err), HS_EUSAGE);
	options = (struct hs_ingest_options){ .outlet = "caf\xE9" };
	ck_assert_int_eq(hs_ingest_open(&ingest, NULL, 0, &options, &err), HS_EUSAGE);
	options = (struct hs_ingest_options){ .max_record = SIZE_MAX };
	ck_assert_int_eq(hs_ingest_open(&ingest, NULL, 0, &options, &err), HS_EUSAGE);
}
END_TEST

START_TEST(progress_ends_at_the_total)
{
	const char *paths[] = { "a", "b" };
	struct hs_article *article;
	struct hs_ingest *ingest;
	uint64_t done, total;
	struct hs_err err;

	put_file("a", TEXT, strlen(TEXT));
	put_file("b", "\xFF", 1);
	ck_assert_int_eq(hs_ingest_open(&ingest, paths, 2, NULL, &err), HS_OK);
	hs_ingest_progress(ingest, &done, &total);
	ck_assert_uint_eq(done, 0);
	while (hs_ingest_next(&article, ingest, arena, &err) != HS_DONE)
		;
	hs_ingest_progress(ingest, &done, &total);
	ck_assert_uint_eq(done, strlen(TEXT) + 1);
	ck_assert_uint_eq(total, strlen(TEXT) + 1);
	hs_ingest_free(ingest);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ingest");
	TCase *tcase = tcase_create("ingest");

	tcase_add_unchecked_fixture(tcase, make_folder, remove_folder);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, reads_formats, 0, ROWS(files));
	tcase_add_loop_test(tcase, keeps_prose_out_of_feeds, 0, ROWS(promises));
	tcase_add_test(tcase, tells_what_a_misnamed_file_is);
	tcase_add_loop_test(tcase, rejects_nul_bytes, 0, ROWS(nuls));
	tcase_add_loop_test(tcase, deep_nesting_is_rejected, 0, 2);
	tcase_add_loop_test(tcase, records_have_a_limit, 0, ROWS(longs));
	tcase_add_loop_test(tcase, long_lines_take_little_memory, 0, LONG_LINES);
	tcase_add_test(tcase, folders_are_read_in_byte_order);
	tcase_add_test(tcase, what_cannot_be_read_is_told_in_its_turn);
	tcase_add_test(tcase, folders_without_permission_are_told);
	tcase_add_test(tcase, loops_of_links_end);
	tcase_add_test(tcase, a_database_in_the_folder_is_passed_over);
	tcase_add_test(tcase, gzip_is_read_as_what_is_in_it);
	tcase_add_test(tcase, truncated_gzip_is_told);
	tcase_add_test(tcase, standard_input_is_read);
	tcase_add_test(tcase, formats_can_be_named);
	tcase_add_test(tcase, an_outlet_is_given_to_those_that_name_none);
	tcase_add_test(tcase, unknown_formats_are_usage);
	tcase_add_test(tcase, progress_ends_at_the_total);
	tcase_set_timeout(tcase, 60);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
