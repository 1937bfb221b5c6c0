/*
 * body_p - the body finder at work: features.c and zones.c say what is known about each block, body.c makes up its mind.
 */
#ifndef HS_INGEST_BODY_P_H
#define HS_INGEST_BODY_P_H

#include "ingest/body.h"

#define NEAR_DEPTH 3                    /* elements above a block that are near it */
#define GOOD_CHARS 80                   /* a block as long as this may be a paragraph */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum hs_feature {
#define FEATURE(name, first, second) F_##name,
#include "ingest/features.def"
#undef FEATURE
	F_N
};

/* What an element is or says about itself: one bit each. Elements first, then the hints of hints.def. */
enum hs_zone {
	ZONE_ARTICLE, ZONE_MAIN, ZONE_ASIDE, ZONE_NAV, ZONE_FOOTER, ZONE_HEADER, ZONE_FIGURE, ZONE_FORM, ZONE_TABLE,
	ZONE_LIST, ZONE_QUOTE, ZONE_UNSEEN,
	HINT_ARTICLE, HINT_BODY, HINT_COMMENT, HINT_RELATED, HINT_SHARE, HINT_NAV, HINT_PROMO, HINT_AD, HINT_AUTHOR,
	HINT_BYLINE, HINT_TAGS, HINT_CAPTION, HINT_MEDIA, HINT_SIDE, HINT_HEAD, HINT_COOKIE, HINT_EMBED, HINT_HIDDEN,
	ZONE_N
};

/* Everything known about a page while its blocks are judged. */
struct hs_finder {
	struct hs_arena *arena;
	const struct hs_page *page;
	const struct hs_meta *meta;
	size_t n;                               /* blocks */
	float (*x)[F_N];                        /* features of each */
	float *chars;                           /* length of each; Chinese, Japanese and Korean characters count double */
	float *total;                           /* characters in blocks[0..i) */
	uint32_t *stops;                        /* sentences that end in each */
	size_t headline;                        /* the block that is the headline; n: none */
	uint32_t *zones;                        /* by node id: the element's own */
	uint32_t *above;                        /* by node id: of the elements above it */
	uint32_t *images;                       /* by node id: images and players in it */
	const float *first, *second;            /* weights of the models */
	float *p;                               /* first opinion on each block, as a probability */
	unsigned relaxed;                       /* how often the bar was lowered */
};

/* May block i be a paragraph? */
static inline bool hs_block_is_good(const struct hs_finder *f, size_t i)
{
	return f->chars[i] >= GOOD_CHARS && !f->x[i][F_LINK_50];
}

/* All features that the first model needs. */
void hs_features_set(struct hs_finder *f);

/* GROUP_SCORE and GROUP_SURE, from f->p. */
void hs_features_group_score(struct hs_finder *f);

/* The OWN_, NEAR_ and FAR_ features. */
void hs_zones_set(struct hs_finder *f);

/* The INNER_ features: zones of elements between `home` and each block in it. */
void hs_zones_inner_set(struct hs_finder *f, const struct hs_node *home);

/* Is the block in a dialog or notice? These may be all that a page shows, so this looks at the nearest elements alone. */
bool hs_zones_in_dialog(const struct hs_block *block);

/* hs_body_find(), with the features of each block in *x as the second model saw them; `weights` are other ones for the
 * first model and behind them for the second, or NULL. */
struct hs_body *hs_body_features(struct hs_arena *arena, const struct hs_page *page, const struct hs_meta *meta,
				 const float *weights, float (**x)[F_N]);

#endif
