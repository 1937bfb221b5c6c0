#include "story.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const struct story story_bridge = {
	.outlet = "Harbour Ledger",
	.url = "https://ledger.example/news/bridge",
	.published = "2021-03-04T08:00:00Z",
	.headline = "Bridge was unsafe: engineer",
	.text =
		"PORT ELM — The Carver Street bridge was “days from failing” when it closed, chief engineer Maria Oduya told\n"
		"reporters on Thursday. “We had no choice,” she said, “and no warning.”\n"
		"\n"
		"A city official said the mayor had known for weeks. The official spoke on condition of anonymity because she was\n"
		"not authorized to discuss the inquiry.\n"
		"\n"
		"Mayor Tomás Rennick denied that he was warned.\n",
	.claims = {
		{ "^engineer", "^: ", "^Bridge was unsafe", NULL, "Maria Oduya", .kind = HS_KIND_PERSON },
		{ "chief engineer Maria Oduya", "told", "The Carver Street bridge was “days from failing” when it closed", NULL,
		  "Maria Oduya", .kind = HS_KIND_PERSON, .told = "reporters" },
		{ "she", "said", "We had no choice", "and no warning", "Maria Oduya", .kind = HS_KIND_PERSON },
		{ "A city official", "said the", "the mayor had known for weeks", NULL, "A city official", .kind = HS_KIND_INDIVIDUAL,
		  .grant = "on condition of anonymity", .reason = "because she was\nnot authorized to discuss the inquiry",
		  .reason_code = 1 },
		{ "the mayor", "had known", "for weeks", NULL, "Tomás Rennick", .kind = HS_KIND_PERSON, .stance = HS_ATTITUDE, .outer = 4 },
		{ "Mayor Tomás Rennick", "denied", "that he was warned", NULL, "Tomás Rennick", .kind = HS_KIND_PERSON, .stance = HS_DENIES,
		  .answers = 4 },
	},
};

const struct story story_bridge_wire = {
	.outlet = "Valley Post",
	.url = "https://post.example/2021/bridge-closed",
	.published = "2021-03-04",
	.headline = "City shuts Carver Street bridge",
	.text =
		"PORT ELM (Coastal Wire) - Officials shut the Carver Street bridge after it was found to be days from failing, the\n"
		"chief engineer said.\n"
		"\n"
		"Rennick was warned in January, two officials said.\n",
	.claims = {
		{ "the\nchief engineer", "said", "it was found to be days from failing", NULL, "chief engineer", .kind = HS_KIND_PERSON },
		{ "two officials", "said.\n", "Rennick was warned in January", NULL, "two officials", .kind = HS_KIND_GROUP },
	},
};

const struct story story_ferry = {
	.outlet = "Island Radio",
	.url = NULL,
	.published = "2021-05-01",
	.text = "Ferries will run on Sundays from June, the operator said. Nobody complained, an aide reported.\n",
	.claims = {
		{ "the operator", "said", "Ferries will run on Sundays from June", NULL, "the operator", .kind = HS_KIND_ORGANISATION },
		{ "an aide", "reported", "Nobody complained", NULL, "an aide", .kind = HS_KIND_INDIVIDUAL },
	},
};

/* ── the article ────────────────────────────────────────────────────────────────────────── */

static void add_para(struct hs_article *article, size_t start, size_t end, enum hs_para_kind kind)
{
	while (end > start && article->text[end - 1] == '\n')
		end--;
	article->paras[article->n_paras++] = (struct hs_para){ { (uint32_t)start, (uint32_t)end }, kind };
}

static void find_paras(struct hs_article *article)
{
	const char *at = article->text, *end = article->text + article->text_len, *blank;

	article->paras = hs_arena_array(article->arena, 64, sizeof(*article->paras));
	if (article->headline)
		add_para(article, article->text_len + 1, article->full_len, HS_PARA_HEADLINE);
	for (; at < end; at = blank) {
		blank = strstr(at, "\n\n");
		blank = blank && blank < end ? blank + 2 : end;
		assert(article->n_paras < 64);
		add_para(article, (size_t)(at - article->text), (size_t)(blank - article->text), HS_PARA_BODY);
	}
}

static struct hs_article *make_article(struct hs_arena *arena, const struct story *story)
{
	struct hs_article *article = hs_arena_alloc(arena, sizeof(*article));

	article->arena = arena;
	article->outlet = story->outlet;
	article->url = story->url;
	article->published = story->published;
	article->modified = story->modified;
	article->headline = story->headline;
	article->text_len = article->full_len = strlen(story->text);
	article->text = hs_arena_str(arena, story->text);
	if (story->headline) {
		article->text = hs_arena_printf(arena, "%s\n%s", story->text, story->headline);
		article->full_len = strlen(article->text);
	}
	article->path = "stories.ndjson";
	article->record = 1;
	article->format = "ndjson";
	article->lang = "en";
	find_paras(article);
	article->key = hs_article_key(article);
	return article;
}

/* ── what is found in it ────────────────────────────────────────────────────────────────── */

static struct hs_range find(const struct hs_article *article, const char *words)
{
	bool in_headline = words[0] == '^';
	const char *at = strstr(article->text + (in_headline ? article->text_len + 1 : 0), words += in_headline);

	assert(at);
	return (struct hs_range){ (uint32_t)(at - article->text), (uint32_t)(at - article->text + strlen(words)) };
}

static struct hs_ranges ranges(const struct hs_article *article, const char *words, const char *more)
{
	struct hs_ranges out = { hs_arena_array(article->arena, 2, sizeof(struct hs_range)), 0 };

	if (words)
		out.at[out.n++] = find(article, words);
	if (more)
		out.at[out.n++] = find(article, more);
	return out;
}

static uint32_t source_of(struct hs_extraction *found, const struct story_claim *told)
{
	const struct hs_article *article = found->article;
	struct hs_source *source;
	bool unnamed = told->kind == HS_KIND_INDIVIDUAL || told->kind == HS_KIND_GROUP;

	for (uint32_t i = 0; i < found->n_sources; i++)
		if (found->sources[i].kind == told->kind && !strcmp(found->sources[i].name, told->name))
			return i;
	source = &found->sources[found->n_sources];
	*source = (struct hs_source){
		.kind = told->kind,
		.name = told->name,
		.mentions = ranges(article, told->source, NULL),
		.grant = ranges(article, told->grant, NULL),
		.reason = ranges(article, told->reason, NULL),
		.basis = ranges(article, told->basis, NULL),
		.reason_code = unnamed ? told->reason_code : -1,
		.specificity = unnamed ? 2 : -1,
		.count = unnamed ? 1 : 0,
	};
	return (uint32_t)found->n_sources++;
}

static uint32_t para_of(const struct hs_article *article, struct hs_range range)
{
	for (uint32_t i = 0; i < article->n_paras; i++)
		if (hs_range_meet(article->paras[i].range, range))
			return i;
	assert(!"a cue in no paragraph");
	return 0;
}

/* A direction that depends on the words alone: each letter pair pulls one way. */
static const float *vector_of(struct hs_arena *arena, const char *words)
{
	float *vector = hs_arena_array(arena, HS_VECTOR, sizeof(*vector));
	float square = 0;

	for (size_t i = 0; words[i] && words[i + 1]; i++)
		vector[((unsigned char)words[i] * 31 + (unsigned char)words[i + 1]) % HS_VECTOR] += 1;
	for (int i = 0; i < HS_VECTOR; i++)
		square += vector[i] * vector[i];
	for (int i = 0; i < HS_VECTOR; i++)
		vector[i] /= sqrtf(square);
	return vector;
}

static void add_claim(struct hs_extraction *found, const struct story_claim *told)
{
	const struct hs_article *article = found->article;
	struct hs_claim *claim = &found->claims[found->n_claims++];

	*claim = (struct hs_claim){
		.source = source_of(found, told),
		.source_spans = ranges(article, told->source, NULL),
		.cue = ranges(article, told->cue, NULL),
		.content = ranges(article, told->content, told->more),
		.told = ranges(article, told->told, NULL),
		.through = ranges(article, told->through, NULL),
		.quotation = told->more ? HS_DIRECT : HS_INDIRECT,
		.stance = told->stance,
		.confidence = 0.75,
		.para = para_of(article, find(article, told->cue)),
		.outer = told->outer - 1,
		.depth = told->outer > 0,
		.answers = told->answers - 1,
		.vector = vector_of(article->arena, told->content),
	};
	claim->id = hs_claim_key(article, claim);
}

struct hs_extraction *story_make(struct hs_arena *arena, const struct story *story)
{
	struct hs_extraction *found = hs_arena_alloc(arena, sizeof(*found));

	found->article = make_article(arena, story);
	found->sources = hs_arena_array(arena, STORY_CLAIMS, sizeof(*found->sources));
	found->claims = hs_arena_array(arena, STORY_CLAIMS, sizeof(*found->claims));
	for (int i = 0; i < STORY_CLAIMS && story->claims[i].cue; i++)
		add_claim(found, &story->claims[i]);
	return found;
}

struct hs_extraction *story_number(struct hs_arena *arena, unsigned i)
{
	struct story story = {
		.outlet = i % 2 ? "Harbour Ledger" : "Valley Post",
		.url = hs_arena_printf(arena, "https://feed.example/%u", i),
		.published = "2021-03-04",
		.headline = hs_arena_printf(arena, "Report %u is out", i),
		.text = hs_arena_printf(arena, "The yard will build %u boats this year, manager Ines Falk said on Tuesday.\n\n"
					       "An adviser warned that order %u may be lost.\n", i, i),
		.claims = {
			{ "manager Ines Falk", "said", hs_arena_printf(arena, "The yard will build %u boats this year", i), NULL,
			  "Ines Falk", .kind = HS_KIND_PERSON },
			{ "An adviser", "warned", hs_arena_printf(arena, "that order %u may be lost", i), NULL, "An adviser",
			  .kind = HS_KIND_INDIVIDUAL },
		},
	};

	return story_make(arena, &story);
}
