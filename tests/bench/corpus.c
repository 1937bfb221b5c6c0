/*
 * corpus - invented news prose: sentences out of a few patterns, with and without attribution, in paragraphs.
 */
#include "bench.h"

#include <string.h>

#include "base/str.h"

/* A pattern's %n, %p, %o, %v, %t, %d are filled in from these. */
static const char *const names[] = {
	"Marta Ellison", "Tobias Renner", "Mayor Okafor", "Dr. Lindqvist", "Gen. Pardo", "Senator Whitlock", "Ruth Amadi", "Mr. Castellan",
	"Chief Inspector Hale", "Ambassador Torvik",
};
static const char *const people[] = {
	"a council official", "two people familiar with the talks", "police", "a spokeswoman for the port authority", "residents",
	"the harbor master", "union leaders", "an adviser who asked not to be named", "the ministry", "investigators",
};
static const char *const outlets[] = {
	"the Harbor Gazette", "Northline Radio", "the Daily Ledger", "Channel Six", "the Meridian news agency", "reporters",
};
static const char *const verbs[] = {
	"said", "told %o", "added", "insisted", "warned", "acknowledged", "argued", "denied", "confirmed to %o", "wrote in a statement",
};
static const char *const things[] = {
	"the ferry terminal would reopen by the end of the week", "no one had seen the second inspection report",
	"the $3.2 million contract was signed before the vote", "the storm damaged 47 homes along the river",
	"the school board had been warned twice", "talks on the new rail line would resume in Geneva",
	"the reservoir's level fell below the limit set in 1998", "the minister never met the company’s lawyers",
	"the city cannot afford another winter like the last", "the evidence was kept in an unlocked room",
};
enum { N_THINGS = sizeof(things) / sizeof(things[0]) };

static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "March 3", "last week", "late Sunday" };

static const char *const patterns[] = {
	"%n %v on %d that %t.", "“It is simple: %t,” %n said.", "%t, %p said on %d.", "According to %p, %t and %t.",
	"The vote, which had been put off three times since January, passed by 23 to 9 after a debate that lasted until midnight.",
	"\"We were told that %t,\" %n told %o. \"Nobody asked us.\"", "%n declined to comment.", "%p %v that %t, while %n said %t.",
	"The harbor, once the largest between Alden and Cape Royce, has lost a third of its traffic over the past decade.",
	"%o, citing %p, reported on %d that %t.", "%n said that %p had claimed %t.", "%n did not respond to a request from %o.",
};

struct writer {
	struct hs_str text;
	uint32_t seed;
	size_t words;
};

static size_t draw(struct writer *writer, size_t n)
{
	writer->seed = writer->seed * 1664525 + 1013904223;
	return (writer->seed >> 8) % n;
}

#define DRAW(writer, list) (list)[draw(writer, sizeof(list) / sizeof((list)[0]))]

static void write_pattern(struct writer *writer, const char *pattern);

static void write_part(struct writer *writer, char part)
{
	switch (part) {
	case 'n': write_pattern(writer, DRAW(writer, names)); break;
	case 'p': write_pattern(writer, DRAW(writer, people)); break;
	case 'o': write_pattern(writer, DRAW(writer, outlets)); break;
	case 'v': write_pattern(writer, DRAW(writer, verbs)); break;
	case 't': write_pattern(writer, DRAW(writer, things)); break;
	case 'd': write_pattern(writer, DRAW(writer, days)); break;
	}
}

static void write_pattern(struct writer *writer, const char *pattern)
{
	for (const char *p = pattern; *p; p++) {
		if (*p == '%') {
			write_part(writer, *++p);
			continue;
		}
		writer->words += *p == ' ';
		hs_str_addc(&writer->text, *p);
	}
}

static void write_sentence(struct writer *writer)
{
	size_t start = writer->text.len;

	write_pattern(writer, DRAW(writer, patterns));
	if (writer->text.ptr[start] >= 'a' && writer->text.ptr[start] <= 'z')
		writer->text.ptr[start] -= 'a' - 'A';
	writer->words++;
}

/* One to three sentences, as paragraphs of news are. */
static struct hs_para write_paragraph(struct writer *writer)
{
	const uint32_t start = writer->text.len;

	for (size_t n = 1 + draw(writer, 3); n > 0; n--) {
		write_sentence(writer);
		if (n > 1)
			hs_str_addc(&writer->text, ' ');
	}
	return (struct hs_para){ .range = { start, writer->text.len }, .kind = HS_PARA_BODY };
}

static void write_article(struct hs_article *article, struct writer *writer, struct hs_arena *arena, size_t words)
{
	size_t room = 0;

	hs_str_clear(&writer->text);
	writer->words = 0;
	*article = (struct hs_article){ .arena = arena };
	while (writer->words < words) {
		article->paras = hs_arena_grow(arena, article->paras, article->n_paras, article->n_paras + 1, &room, sizeof(*article->paras));
		article->paras[article->n_paras++] = write_paragraph(writer);
		hs_str_adds(&writer->text, "\n\n");
	}
	article->text = hs_arena_strn(arena, writer->text.ptr, writer->text.len);
	article->text_len = article->full_len = writer->text.len;
}

void bench_corpus_make(struct bench_corpus *corpus, size_t n, size_t words)
{
	struct writer writer = { .text = HS_STR_INIT, .seed = 4 };

	*corpus = (struct bench_corpus){ .arena = hs_arena_new(), .n = n };
	corpus->articles = hs_arena_array(corpus->arena, n, sizeof(*corpus->articles));
	for (size_t i = 0; i < n; i++) {
		write_article(&corpus->articles[i], &writer, corpus->arena, words / 2 + draw(&writer, words));
		corpus->articles[i].headline = hs_arena_printf(corpus->arena, "Report %zu: %s", i + 1, things[i % N_THINGS]);
		corpus->words += writer.words;
		corpus->bytes += writer.text.len;
	}
	hs_str_release(&writer.text);
}

void bench_corpus_free(struct bench_corpus *corpus)
{
	hs_arena_free(corpus->arena);
}
