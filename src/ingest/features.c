/*
 * features - what is known about each block before anything is made of it.
 */
#include "config.h"

#include "ingest/body_p.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/utf8.h"

#define LEAD_MAX 96                     /* bytes of a block that are looked at for a lead */
#define CAPTION_CHARS 500               /* a picture with more text than this beside it does not make it a caption */

enum lead { LEAD_MORE, LEAD_SIGN, LEAD_SHARE, LEAD_AD, LEAD_RIGHTS, LEAD_CREDIT, LEAD_BYLINE, LEAD_COMMENT, LEAD_COOKIE, LEAD_N };

static const struct word { const char *word; enum lead lead; } leads[] = {
#define LEAD(word, about) { word, LEAD_##about },
#include "ingest/leads.def"
#undef LEAD
};

static_assert(F_TAG_P - F_LEAD_MORE == LEAD_N, "one feature a lead");

/* --- Features of a block's own text --------------------------------------------------------- */

/* Counts of one pass over a text. */
struct census {
	float chars;                            /* Chinese, Japanese and Korean characters count double */
	unsigned words, capital, upper, digits, commas, stops, marks, quotes;
	uint32_t first, last;                   /* code points; last is before closing marks */
};

static bool is_one_of(uint32_t code, const char *set)
{
	char out[5] = { 0 };

	hs_utf8_put(out, code);
	return strstr(set, out) != NULL;
}

static struct census census_of(struct hs_span text)
{
	struct census c = { .chars = 0 };
	bool word = false, stop = false;
	unsigned size;

	for (size_t i = 0; i < text.len; i += size) {
		uint32_t code = hs_utf8_next(text.ptr + i, text.len - i, &size);
		bool space = hs_code_is_space(code), alpha = code < 128 ? hs_code_is_alpha(code) : !hs_code_is_punct(code);

		if (!i)
			c.first = code;
		c.chars += code >= 0x2E80 ? 2 : 1;
		c.digits += code >= '0' && code <= '9';
		c.commas += code < 128 ? code == ',' : is_one_of(code, "،、，");
		c.marks += code < 128 ? code == '|' : is_one_of(code, "»›·•©");
		c.quotes += hs_code_is_quote(code);
		if (alpha && !space && !word) {
			c.words++;
			c.capital += hs_code_is_upper(code);
		}
		c.upper += hs_code_is_upper(code);
		word = !space && (alpha || word);
		c.stops += stop && (space || code >= 0x2E80);
		if (code < 128 ? code == '.' || code == '!' || code == '?' : is_one_of(code, "…。！？।"))
			stop = true;
		else if (!is_one_of(code, "\"”’')]»"))
			stop = false;
		if (!space && !is_one_of(code, "\"”’')]»"))
			c.last = code;
	}
	c.stops += stop;
	return c;
}

static void lead_set(struct hs_finder *f, float *x, struct hs_span text)
{
	size_t cut = text.len < LEAD_MAX ? text.len : LEAD_MAX;
	const char *fold;

	while (cut < text.len && cut && ((unsigned char)text.ptr[cut] & 0xC0) == 0x80)
		cut--;
	fold = hs_utf8_fold(f->arena, text.ptr, cut);
	for (size_t i = 0; i < COUNT(leads); i++) {
		size_t len = strlen(leads[i].word);

		if (*fold != *leads[i].word || strncmp(fold, leads[i].word, len) != 0 || (fold[len] >= 'a' && fold[len] <= 'z'))
			continue;
		x[F_LEAD_MORE + leads[i].lead] = 1;
		if (text.len <= len + 2)
			x[F_LEAD_ALL] = 1;
	}
}

static void text_set(float *x, const struct hs_block *block, const struct census *c)
{
	float link = (float)block->link / block->text.len;

	x[F_BIAS] = 1;
	x[F_LEN_20] = c->chars >= 20;
	x[F_LEN_40] = c->chars >= 40;
	x[F_LEN_80] = c->chars >= 80;
	x[F_LEN_160] = c->chars >= 160;
	x[F_LEN_320] = c->chars >= 320;
	x[F_LINK_ANY] = block->link > 0;
	x[F_LINK_20] = link >= 0.2;
	x[F_LINK_50] = link >= 0.5;
	x[F_LINK_90] = link >= 0.9;
	x[F_LINK_LONG] = link >= 0.9 && c->chars >= GOOD_CHARS;
	x[F_END_STOP] = c->last < 128 ? c->last == '.' || c->last == '!' || c->last == '?' : is_one_of(c->last, "…。！？।");
	x[F_END_COLON] = c->last == ':' || c->last == 0xFF1A;
	x[F_SENTENCES] = c->stops >= 2;
	x[F_COMMA] = c->commas > 0;
	x[F_COMMAS] = c->commas > 2;
	x[F_LOWER] = !hs_code_is_upper(c->first) && hs_code_is_alpha(c->first);
	x[F_CAPITAL] = c->words > 1 && c->capital > 0.7 * c->words;
	x[F_UPPER] = c->upper > 0.6 * c->chars;
	x[F_DIGITS] = c->digits > 0.15 * c->chars;
	x[F_MARKS] = c->marks > 0;
	x[F_QUOTES] = c->quotes > 0;
	x[F_STRONG] = block->strong >= 0.9 * block->text.len;
	x[F_BROKEN] = block->breaks > 0;
	x[F_BROKEN_ONCE] = block->breaks == 1;
	x[F_INLINE] = block->in != block->at;
	x[F_ONE_WORD] = c->words <= 1;
}

static void tag_set(float *x, const struct hs_block *block)
{
	switch (block->at->tag) {
	case HS_TAG_P:          x[F_TAG_P] = 1; break;
	case HS_TAG_H1:         x[F_TAG_H1] = 1; break;
	case HS_TAG_H2:
	case HS_TAG_H3:         x[F_TAG_H2] = 1; break;
	case HS_TAG_H4:
	case HS_TAG_H5:
	case HS_TAG_H6:         x[F_TAG_H4] = 1; break;
	case HS_TAG_LI:         x[F_TAG_LI] = 1; break;
	case HS_TAG_BLOCKQUOTE: x[F_TAG_QUOTE] = 1; break;
	case HS_TAG_TD:
	case HS_TAG_TH:         x[F_TAG_CELL] = 1; break;
	case HS_TAG_PRE:        x[F_TAG_PRE] = 1; break;
	case HS_TAG_FIGCAPTION: x[F_TAG_FIGCAPTION] = 1; break;
	default:                x[F_TAG_OTHER] = 1; break;
	}
}

/* Is one the beginning of the other, the shorter one being long enough to tell? */
static bool same_start(const char *a, const char *b, size_t enough)
{
	size_t la = strlen(a), lb = strlen(b), n = la < lb ? la : lb;

	return n >= enough && strncmp(a, b, n) == 0;
}

static void title_set(struct hs_finder *f)
{
	static const enum hs_meta_field fields[] = { HS_META_HEADLINE, HS_META_TITLE, HS_META_DESCRIPTION };
	const char *told[COUNT(fields)];

	for (size_t i = 0; i < COUNT(fields); i++) {
		const char *value = f->meta->value[fields[i]];

		told[i] = value ? hs_utf8_fold(f->arena, value, strlen(value)) : "";
	}
	for (size_t i = 0; i < f->n; i++) {
		struct hs_span text = f->page->blocks[i].text;
		const char *fold;

		if (text.len > 600)
			continue;
		fold = hs_utf8_fold(f->arena, text.ptr, text.len);
		f->x[i][F_TITLE] = same_start(told[0], fold, 12) || same_start(told[1], fold, 24);
		f->x[i][F_DESCRIPTION] = same_start(told[2], fold, 30);
	}
}

/* The block that is the headline: the best heading that says what the page's title says; f->n: there is none. */
static size_t headline_find(const struct hs_finder *f)
{
	size_t best = f->n;
	int most = 0;

	for (size_t i = 0; i < f->n; i++) {
		const float *x = f->x[i];
		int rank = x[F_TITLE] * 4 + x[F_TAG_H1] * 2 + x[F_TAG_H2] - x[F_LINK_90];

		if ((x[F_TITLE] || x[F_TAG_H1]) && rank > most) {
			best = i;
			most = rank;
		}
	}
	return best;
}

static void headline_set(struct hs_finder *f)
{
	f->headline = headline_find(f);
	for (size_t i = 0; i < f->n && f->headline < f->n; i++) {
		float *x = f->x[i];
		size_t past = i - f->headline;

		x[F_HEADLINE_AHEAD] = i <= f->headline;
		x[F_HEADLINE_5] = i > f->headline && past <= 5;
		x[F_HEADLINE_15] = i > f->headline && past <= 15;
		x[F_HEADLINE_40] = i > f->headline && past <= 40;
		x[F_HEADLINE_FAR] = i > f->headline && past > 100;
	}
}

/* --- Groups: blocks that are laid out alike, and blocks that say the same -------------------- */

struct member {
	uint64_t hash;
	uint32_t block;
};

static int member_cmp(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->block < y->block ? -1 : x->block > y->block;
}

static uint64_t node_hash(const struct hs_node *node, uint64_t seed)
{
	const char *class = hs_node_attr(node, HS_ATTR_CLASS);

	seed = XXH3_64bits_withSeed(&node->tag, sizeof(node->tag), seed);
	return class ? XXH3_64bits_withSeed(class, strlen(class), seed) : seed;
}

static uint64_t group_hash(const struct hs_block *block)
{
	uint64_t hash = node_hash(block->at, block->breaks > 0);

	return block->at->parent ? node_hash(block->at->parent, hash) : hash;
}

/* Members sorted by group; each group is handed to `each` once. */
static void groups_run(struct hs_finder *f, uint64_t (*hash)(const struct hs_block *),
		       void (*each)(struct hs_finder *, const struct member *, size_t))
{
	struct member *members = hs_arena_array(f->arena, f->n, sizeof(*members));

	for (size_t i = 0; i < f->n; i++)
		members[i] = (struct member){ hash(&f->page->blocks[i]), i };
	qsort(members, f->n, sizeof(*members), member_cmp);
	for (size_t from = 0, to; from < f->n; from = to) {
		for (to = from + 1; to < f->n && members[to].hash == members[from].hash; to++)
			;
		each(f, members + from, to - from);
	}
}

static uint64_t text_hash(const struct hs_block *block)
{
	return XXH3_64bits(block->text.ptr, block->text.len);
}

static void repeats_set(struct hs_finder *f, const struct member *members, size_t n)
{
	for (size_t i = 0; n > 1 && i < n; i++)
		f->x[members[i].block][F_REPEATED] = 1;
}

static void group_set(struct hs_finder *f, const struct member *members, size_t n)
{
	float chars = 0, link = 0, bytes = 0, stops = 0;

	for (size_t i = 0; i < n; i++) {
		const struct hs_block *block = &f->page->blocks[members[i].block];

		chars += f->chars[members[i].block];
		link += block->link;
		bytes += block->text.len;
		stops += f->x[members[i].block][F_END_STOP];
	}
	for (size_t i = 0; i < n; i++) {
		float *x = f->x[members[i].block];

		x[F_GROUP_ONE] = n == 1;
		x[F_GROUP_MANY] = n >= 5;
		x[F_GROUP_LONG] = fminf(chars / n / 200, 2);
		x[F_GROUP_LINK] = link / bytes;
		x[F_GROUP_STOP] = stops / n;
	}
}

/* Mean first opinion on a group. */
static void group_score_set(struct hs_finder *f, const struct member *members, size_t n)
{
	float sum = 0, chars = 0;

	for (size_t i = 0; i < n; i++) {
		sum += f->p[members[i].block] * f->chars[members[i].block];
		chars += f->chars[members[i].block];
	}
	for (size_t i = 0; i < n; i++) {
		f->x[members[i].block][F_GROUP_SCORE] = sum / chars;
		f->x[members[i].block][F_GROUP_SURE] = fminf(logf(1 + sum / 200), 3);
	}
}

/* --- What is around a block --------------------------------------------------------------------- */

static void around_set(struct hs_finder *f)
{
	const struct hs_block *blocks = f->page->blocks;

	for (size_t i = 0; i < f->n; i++) {
		float *x = f->x[i];

		if (i > 0) {
			x[F_PREV_GOOD] = hs_block_is_good(f, i - 1);
			x[F_PREV_LINK] = f->x[i - 1][F_LINK_90];
			x[F_PREV_SAME] = blocks[i - 1].at->parent == blocks[i].at->parent;
		}
		if (i + 1 < f->n) {
			x[F_NEXT_GOOD] = hs_block_is_good(f, i + 1);
			x[F_NEXT_LINK] = f->x[i + 1][F_LINK_90];
			x[F_NEXT_SAME] = blocks[i + 1].at->parent == blocks[i].at->parent;
		}
		x[F_AMID] = x[F_PREV_GOOD] && x[F_NEXT_GOOD] && x[F_PREV_SAME] && x[F_NEXT_SAME];
	}
}

/* Text in good blocks beside this one, in the same parent. */
static void parents_set(struct hs_finder *f)
{
	float *sum = hs_arena_array(f->arena, f->page->dom->n_nodes, sizeof(*sum));

	for (size_t i = 0; i < f->n; i++)
		if (hs_block_is_good(f, i) && f->page->blocks[i].at->parent)
			sum[f->page->blocks[i].at->parent->id] += f->chars[i];
	for (size_t i = 0; i < f->n; i++) {
		const struct hs_node *parent = f->page->blocks[i].at->parent;
		float beside = parent ? sum[parent->id] - (hs_block_is_good(f, i) ? f->chars[i] : 0) : 0;

		f->x[i][F_BESIDE] = fminf(logf(1 + beside / 100), 4);
	}
}

static bool is_image(const struct hs_node *node)
{
	return node->tag == HS_TAG_IMG || node->tag == HS_TAG_PICTURE || node->tag == HS_TAG_VIDEO ||
	       node->tag == HS_TAG_IFRAME || node->tag == HS_TAG_FIGURE || node->tag == HS_TAG_OBJECT;
}

/* Images in each element: children hand up what they have, last ones first. */
static void images_find(struct hs_finder *f)
{
	const struct hs_node *root = f->page->dom->root;
	const struct hs_node **nodes = hs_arena_array(f->arena, f->page->dom->n_nodes, sizeof(*nodes));

	for (const struct hs_node *node = root; node; node = hs_node_next(node, root, true)) {
		nodes[node->id] = node;
		f->images[node->id] = is_image(node);
	}
	for (size_t id = f->page->dom->n_nodes; id-- > 1; )
		f->images[nodes[id]->parent->id] += f->images[id];
}

static float chars_in(const struct hs_finder *f, const struct hs_node *node)
{
	return f->total[f->page->to[node->id]] - f->total[f->page->from[node->id]];
}

/* A little text with a picture beside it is a caption. */
static void caption_set(struct hs_finder *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct hs_node *node = f->page->blocks[i].at;
		float *x = f->x[i];

		x[F_IMAGE_OWN] = f->images[node->id] > 0;
		for (unsigned up = 0; up < NEAR_DEPTH && !x[F_IMAGE_OWN] && node->parent; up++) {
			node = node->parent;
			if (chars_in(f, node) > CAPTION_CHARS)
				break;
			x[F_IMAGE_NEAR] = f->images[node->id] > 0;
		}
	}
}

/* Blocks under a heading such as "Related" or "About the author", up to the end of the element that the heading is in. */
static void headings_set(struct hs_finder *f)
{
	const struct hs_block *blocks = f->page->blocks;
	size_t to = 0;
	bool about = false;

	for (size_t i = 0; i < f->n; i++) {
		const float *x = f->x[i];
		bool heading = x[F_TAG_H1] || x[F_TAG_H2] || x[F_TAG_H4] || (x[F_STRONG] && !x[F_LEN_40]) || x[F_LEAD_ALL];

		if (i < to)
			f->x[i][about ? F_UNDER_ABOUT : F_UNDER_LEAD] = 1;
		if (!heading)
			continue;
		to = 0;
		about = strncasecmp(blocks[i].text.ptr, "about ", 6) == 0;
		if ((about || x[F_LEAD_MORE] || x[F_LEAD_SIGN] || x[F_LEAD_COMMENT]) && blocks[i].at->parent)
			to = f->page->to[blocks[i].at->parent->id];
	}
}

void hs_features_set(struct hs_finder *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct hs_block *block = &f->page->blocks[i];
		struct census census = census_of(block->text);

		f->chars[i] = census.chars;
		f->total[i + 1] = f->total[i] + census.chars;
		f->stops[i] = census.stops;
		text_set(f->x[i], block, &census);
		lead_set(f, f->x[i], block->text);
		tag_set(f->x[i], block);
	}
	title_set(f);
	headline_set(f);
	hs_zones_set(f);
	images_find(f);
	caption_set(f);
	headings_set(f);
	groups_run(f, text_hash, repeats_set);
	groups_run(f, group_hash, group_set);
	around_set(f);
	parents_set(f);
}

void hs_features_group_score(struct hs_finder *f)
{
	groups_run(f, group_hash, group_score_set);
}
