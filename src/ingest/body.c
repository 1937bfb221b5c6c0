/*
 * body - see body.h. Two opinions on every block, and the article's own element between them.
 */
#include "config.h"

#include "ingest/body_p.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/utf8.h"

#define GAIN_CHARS 800                  /* longer blocks gain no more than this */
#define RELAX_TIMES 5
#define RELAX_CHARS 250                 /* a home that gains less than this is looked for again ... */
#define RELAX_ODDS 0.37f                /* ... with the odds against each block so much lower */
#define SHINGLE 6                       /* words in a row that two blocks share by no chance */
#define REPEATS_MIN 12                  /* a shorter block, by such runs, may well be said twice */
#define REPEATED 0.8                    /* share of a block said before that makes it a repeat */
#define TOLD_MAX (256 * 1024)           /* bytes of a JSON-LD body that blocks are looked up in */

static const float first_weights[F_N] = {
#define FEATURE(name, first, second) [F_##name] = first,
#include "ingest/features.def"
#undef FEATURE
};

static const float second_weights[F_N] = {
#define FEATURE(name, first, second) [F_##name] = second,
#include "ingest/features.def"
#undef FEATURE
};

static float clamp(float value, float limit)
{
	return fmaxf(fminf(value, limit), -limit);
}

static float dot(const float *x, const float *weights, size_t n)
{
	float sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += x[i] * weights[i];
	return sum;
}

/* --- First opinion: each block, a little of its surroundings --------------------------------- */

static void first_opinion(struct hs_finder *f)
{
	hs_features_set(f);
	for (size_t i = 0; i < f->n; i++)
		f->p[i] = 1 / (1 + expf(-clamp(dot(f->x[i], f->first, F_N), 15)));
}

/* --- The article's own element ---------------------------------------------------------------- */

/* Text that looks like the article's counts for an element, other text against it: the element with the largest sum. */
static const struct hs_node *home_try(const struct hs_finder *f, float *sum, float *most)
{
	const struct hs_node *root = f->page->dom->root, *best = root;

	*most = 0;
	for (size_t i = 0; i < f->n; i++)
		sum[i + 1] = sum[i] + (2 * f->p[i] - 1) * fminf(f->chars[i], GAIN_CHARS);
	for (const struct hs_node *node = root; node; node = hs_node_next(node, root, true)) {
		float gain = sum[f->page->to[node->id]] - sum[f->page->from[node->id]];

		if (node->tag != HS_TAG_TEXT && gain >= *most && gain > 0) {
			best = node;
			*most = gain;
		}
	}
	return best;
}

/* Where hardly anything looks like an article, the bar is lowered for the whole page until something does. */
static const struct hs_node *home_find(struct hs_finder *f)
{
	float *sum = hs_arena_array(f->arena, f->n + 1, sizeof(*sum)), most;
	const struct hs_node *home = home_try(f, sum, &most);

	for (f->relaxed = 0; f->relaxed < RELAX_TIMES && most < RELAX_CHARS; f->relaxed++) {
		for (size_t k = 0; k < f->n; k++)
			f->p[k] = 1 / (1 + (1 / f->p[k] - 1) * RELAX_ODDS);
		home = home_try(f, sum, &most);
	}
	return home;
}

/* --- Second opinion: each block, knowing the article's element --------------------------------- */

static bool is_sure(const struct hs_finder *f, size_t i)
{
	return f->p[i] > 0.7 && f->chars[i] >= GOOD_CHARS;
}

static void place_set(struct hs_finder *f, const struct hs_node *home)
{
	size_t from = f->page->from[home->id], to = f->page->to[home->id], first = from, last, title = f->n;

	while (first < to && !is_sure(f, first))
		first++;
	for (last = to; last > first && !is_sure(f, last - 1); last--)
		;
	for (size_t i = 0; i < f->n && i < first; i++)
		if (f->x[i][F_TITLE] && (title == f->n || f->x[i][F_TAG_H1]))
			title = i;
	for (size_t i = 0, since = 9; i < f->n; i++) {
		float *x = f->x[i];
		bool in = i >= from && i < to;

		since = in && is_sure(f, i) ? 0 : since + 1;
		x[F_OUTSIDE] = !in;
		x[F_BEFORE] = in && i < first;
		x[F_WELL_BEFORE] = in && i + 3 < first;
		x[F_AFTER] = in && i >= last;
		x[F_WELL_AFTER] = in && i >= last + 3;
		x[F_TITLE_AHEAD] = in && title < f->n && i <= title;
		x[F_SINCE_1] = since == 1;
		x[F_SINCE_3] = since > 3;
	}
	for (size_t i = f->n, until = 9; i-- > 0; ) {
		until = i >= from && i < to && is_sure(f, i) ? 0 : until + 1;
		f->x[i][F_UNTIL_1] = until == 1;
		f->x[i][F_UNTIL_3] = until > 3;
	}
}

/* The spine: the parent, and the layout, of most of the text that is surely the article's. */
static void spine_set(struct hs_finder *f)
{
	float *sum = hs_arena_array(f->arena, f->page->dom->n_nodes, sizeof(*sum));
	const struct hs_node *spine = NULL;
	const struct hs_block *blocks = f->page->blocks;

	for (size_t i = 0; i < f->n; i++) {
		const struct hs_node *parent = blocks[i].at->parent;

		if (!f->x[i][F_OUTSIDE] && is_sure(f, i) && parent) {
			sum[parent->id] += f->chars[i];
			if (!spine || sum[parent->id] > sum[spine->id])
				spine = parent;
		}
	}
	for (size_t i = 0; spine && i < f->n; i++) {
		bool on = blocks[i].at->parent == spine;

		f->x[i][F_SPINE] = on;
		f->x[i][F_SPINE_IN] = !on && i >= f->page->from[spine->id] && i < f->page->to[spine->id];
	}
}

static void opinions_set(struct hs_finder *f)
{
	for (size_t i = 0; i < f->n; i++) {
		float *x = f->x[i], sum = 0, chars = 0;

		x[F_SCORE] = clamp(logf((f->p[i] + 1e-6f) / (1 - f->p[i] + 1e-6f)), 6);
		x[F_PREV_SCORE] = i > 0 ? f->p[i - 1] : 0;
		x[F_NEXT_SCORE] = i + 1 < f->n ? f->p[i + 1] : 0;
		for (size_t k = i < 4 ? 0 : i - 4; k < f->n && k <= i + 4; k++) {
			if (k == i)
				continue;
			sum += f->p[k] * f->chars[k];
			chars += f->chars[k];
		}
		x[F_AROUND_SCORE] = chars > 0 ? sum / chars : 0;
	}
}

/* Where the page tells its body in JSON-LD as well, its paragraphs are looked up there. */
static void told_set(struct hs_finder *f)
{
	const char *told = f->meta->value[HS_META_BODY], *all;

	if (!told || strlen(told) > TOLD_MAX)
		return;
	all = hs_utf8_fold(f->arena, told, strlen(told));
	for (size_t i = 0; i < f->n; i++) {
		struct hs_span text = f->page->blocks[i].text;
		const char *fold;

		if (f->x[i][F_OUTSIDE] || text.len < 20)
			continue;
		fold = hs_utf8_fold(f->arena, text.ptr, text.len);
		f->x[i][strstr(all, hs_arena_strn(f->arena, fold, strnlen(fold, 60))) ? F_TOLD : F_UNTOLD] = 1;
	}
}

/* Is the block, or an element between it and the article's own, of this kind? */
static bool is_within(const float *x, enum hs_zone zone)
{
	return x[F_OWN_ARTICLE + zone] || x[F_INNER_ARTICLE + zone];
}

/* What is no part of an article whatever it looks like: comments and captions read like one, and the models have seen
 * few of them. */
static bool is_never(const float *x)
{
	static const enum hs_zone never[] = {
		ZONE_NAV, ZONE_FOOTER, ZONE_FIGURE, ZONE_FORM, HINT_COMMENT, HINT_NAV, HINT_PROMO, HINT_AD, HINT_AUTHOR,
		HINT_BYLINE, HINT_CAPTION, HINT_COOKIE,
	};

	for (size_t i = 0; i < COUNT(never); i++)
		if (is_within(x, never[i]))
			return true;
	if (x[F_LINK_90] && (is_within(x, HINT_SHARE) || is_within(x, HINT_RELATED) || is_within(x, HINT_TAGS)))
		return true;
	return x[F_TITLE] && (x[F_TAG_H1] || x[F_TAG_H2]);
}

static void second_opinion(struct hs_finder *f, struct hs_body *body)
{
	const struct hs_node *home = home_find(f);

	hs_zones_inner_set(f, home);
	place_set(f, home);
	spine_set(f);
	opinions_set(f);
	hs_features_group_score(f);
	told_set(f);
	for (size_t i = 0; i < f->n; i++) {
		body->score[i] = dot(f->x[i], f->second, F_N);
		if (f->x[i][F_OUTSIDE] || is_never(f->x[i]) || (f->relaxed && hs_zones_in_dialog(&f->page->blocks[i])))
			body->score[i] = fminf(body->score[i], -1);
	}
}

/* --- What is said twice ------------------------------------------------------------------------- */

struct shingles {
	uint64_t *at;                           /* hash table, 0: free */
	size_t mask;
};

static bool shingle_add(struct shingles *set, uint64_t hash)
{
	size_t i = hash & set->mask;

	for (hash |= 1; set->at[i]; i = (i + 1) & set->mask)
		if (set->at[i] == hash)
			return false;
	set->at[i] = hash;
	return true;
}

/* Add each run of SHINGLE words of a block; *n is how many there are. Returns how many were there before. */
static size_t shingles_add(struct shingles *set, struct hs_arena *arena, struct hs_span text, size_t *n)
{
	const char *word = hs_utf8_fold(arena, text.ptr, text.len);
	uint64_t last[SHINGLE] = { 0 };
	size_t words = 0, had = 0, len;

	for (*n = 0; *word; word += len + (word[len] == ' ')) {
		len = strcspn(word, " ");
		memmove(last, last + 1, (SHINGLE - 1) * sizeof(*last));
		last[SHINGLE - 1] = XXH3_64bits(word, len);
		if (++words < SHINGLE)
			continue;
		had += !shingle_add(set, XXH3_64bits(last, sizeof(last)));
		(*n)++;
	}
	return had;
}

struct ranked {
	float score;
	uint32_t block;
};

static int ranked_cmp(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->block < y->block ? -1 : x->block > y->block;
}

/* Pull quotes, and bodies that a page has a second time for machines: of blocks that say the same the surest stays. */
static void repeats_drop(struct hs_finder *f, struct hs_body *body)
{
	struct ranked *rank = hs_arena_array(f->arena, f->n, sizeof(*rank));
	struct shingles set = { .mask = 1 };
	size_t n = 0, bytes = 0, runs;

	for (size_t i = 0; i < f->n; i++) {
		if (body->score[i] <= 0)
			continue;
		rank[n++] = (struct ranked){ body->score[i], i };
		bytes += f->page->blocks[i].text.len;
	}
	while (set.mask < bytes)                /* a word and its blank are two bytes at least */
		set.mask = set.mask << 1 | 1;
	set.at = hs_arena_array(f->arena, set.mask + 1, sizeof(*set.at));
	qsort(rank, n, sizeof(*rank), ranked_cmp);
	for (size_t i = 0; i < n; i++) {
		size_t had = shingles_add(&set, f->arena, f->page->blocks[rank[i].block].text, &runs);

		if (runs >= REPEATS_MIN && had >= REPEATED * runs)
			body->score[rank[i].block] = -1;
	}
}

/* --- All together --------------------------------------------------------------------------------- */

struct hs_body *hs_body_features(struct hs_arena *arena, const struct hs_page *page, const struct hs_meta *meta,
				 const float *weights, float (**x)[F_N])
{
	struct hs_body *body = hs_arena_alloc(arena, sizeof(*body));
	struct hs_finder f = { .arena = arena, .page = page, .meta = meta, .n = page->n_blocks,
			    .first = weights ? weights : first_weights,
			       .second = weights ? weights + F_N : second_weights };

	f.x = hs_arena_array(arena, f.n, sizeof(*f.x));
	f.chars = hs_arena_array(arena, f.n, sizeof(*f.chars));
	f.stops = hs_arena_array(arena, f.n, sizeof(*f.stops));
	f.p = hs_arena_array(arena, f.n, sizeof(*f.p));
	f.zones = hs_arena_array(arena, page->dom->n_nodes, sizeof(*f.zones));
	f.above = hs_arena_array(arena, page->dom->n_nodes, sizeof(*f.above));
	body->score = hs_arena_array(arena, f.n, sizeof(*body->score));
	f.total = hs_arena_array(arena, f.n + 1, sizeof(*f.total));
	f.images = hs_arena_array(arena, page->dom->n_nodes, sizeof(*f.images));
	first_opinion(&f);
	second_opinion(&f, body);
	repeats_drop(&f, body);
	body->relaxed = f.relaxed;
	for (size_t i = 0; i < f.n; i++) {
		if (body->score[i] > 0) {
			body->chars += f.chars[i];
			body->sentences += f.stops[i];
			body->teasers += f.x[i][F_PREV_LINK] ? f.chars[i] : 0;
		}
	}
	*x = f.x;
	return body;
}

struct hs_body *hs_body_find(struct hs_arena *arena, const struct hs_page *page, const struct hs_meta *meta)
{
	float (*x)[F_N];

	return hs_body_features(arena, page, meta, NULL, &x);
}
