/*
 * claim - what hearsay finds in one article: its distinct sources and the claims attributed to them.
 *
 * Raw attributions (model/tagger.h) say which words are source, cue and content. This folder says who is
 * behind the words: class and kind, one entry for each distinct source of the article, why an unnamed one is not named,
 * who was told and through whom it came, and how the words are put. All evidence is ranges into article->text.
 */
#ifndef HS_ATTRIBUTE_CLAIM_H
#define HS_ATTRIBUTE_CLAIM_H

#include "base/id.h"
#include "base/span.h"
#include "model/tagger.h"
#include "text/article.h"

/* Classes and kinds of sources. KIND(name, class, class word, kind word), in the order of the model's output. */
#define HS_KINDS(KIND) \
	KIND(PERSON, NAMED, "named", "person") \
	KIND(ORGANISATION, NAMED, "named", "organisation") \
	KIND(DOCUMENT, NAMED, "named", "document") \
	KIND(AUTHOR, NAMED, "named", "author") \
	KIND(EVENT, NAMED, "named", "event") \
	KIND(INDIVIDUAL, ANONYMOUS, "anonymous", "individual") \
	KIND(GROUP, ANONYMOUS, "anonymous", "group") \
	KIND(COLLECTIVE, ANONYMOUS, "anonymous", "collective") \
	KIND(PAPERS, ANONYMOUS, "anonymous", "document") \
	KIND(UNATTRIBUTED, ANONYMOUS, "anonymous", "unattributed") \
	KIND(WIRE, AGENCY, "agency", "wire") \
	KIND(OUTLET, AGENCY, "agency", "outlet") \
	KIND(UNRESOLVED, UNRESOLVED, "unresolved", "unresolved")

enum hs_class { HS_CLASS_NAMED, HS_CLASS_ANONYMOUS, HS_CLASS_AGENCY, HS_CLASS_UNRESOLVED, HS_CLASS_N };

enum hs_kind {
#define KIND(name, class, class_word, kind_word) HS_KIND_##name,
	HS_KINDS(KIND)
#undef KIND
	HS_KIND_N
};

/* direct: all inside quotation marks, or a turn of a transcript or a block quotation; indirect: none; mixed: in part. */
enum hs_quotation { HS_DIRECT, HS_INDIRECT, HS_MIXED, HS_QUOTATION_N };

/* declines: "declined to comment"; attitude: "believes", "hopes", "is worried". */
enum hs_stance { HS_ASSERTS, HS_DENIES, HS_DECLINES, HS_ASKS, HS_ATTITUDE, HS_STANCE_N };

struct hs_member {                      /* one of several who speak as one */
	enum hs_kind kind;
	const char *name;               /* as in struct hs_source */
	int32_t source;                 /* its own entry, an index into hs_extraction.sources; -1: none, since nobody of them is named
	                                   and nothing is told of him alone */
};

/* What a reader may want to know of an unnamed source. DETAIL(name, word) */
#define HS_DETAILS(DETAIL) \
	DETAIL(CATEGORY, "category")            /* "an official" */ \
	DETAIL(FIELD, "field")                  /* "a law enforcement official", "from Japan" */ \
	DETAIL(PLACE, "institution or rank")    /* "a senior official", "a Treasury official" */ \
	DETAIL(BASIS, "basis of knowledge")     /* "briefed on the talks" */ \
	DETAIL(SIDE, "side or motive")          /* "an ally of the minister", "who opposed the plan" */

enum hs_detail {
#define DETAIL(name, word) HS_DETAIL_##name,
	HS_DETAILS(DETAIL)
#undef DETAIL
	HS_DETAIL_N
};

struct hs_source {
	enum hs_kind kind;              /* the class follows from it: hs_kind_class() */
	const char *name;               /* named: the fullest name in the article; anonymous: the fullest descriptor
	                                   as worded; agency: the outlet; unattributed: NULL */
	struct hs_ranges mentions;      /* every mention that was resolved to it, in text order */
	/* What follows is for unnamed people (INDIVIDUAL, GROUP) and empty for others. */
	struct hs_ranges grant;         /* "on condition of anonymity", "asked not to be named" */
	struct hs_ranges reason;        /* the whole clause, wherever in the article it stands */
	int reason_code;                /* 0..12 for R0..R12; R0: none given. -1: does not apply */
	struct hs_ranges basis;         /* how the source knows: "briefed on the inquiry" */
	int specificity;                /* 0..5; -1: does not apply */
	unsigned told_of;               /* details that the article gives, a bit 1 << HS_DETAIL_... each */
	int count;                      /* people, when stated ("two officials": 2; singular: 1); 0: an uncounted plural */
	bool plural_for_one;            /* a plural that the article later resumes in the singular */
	struct hs_member *members;      /* several that speak as one, "Diaz and the port authority", in the order of the words */
	size_t n_members;               /* 0: it is one source; else 2 or more */
};

struct hs_claim {
	struct hs_id id;                /* hs_claim_key() */
	uint32_t source;                /* index into hs_extraction.sources */
	struct hs_ranges source_spans;  /* as written here; n 0: no source expressed */
	struct hs_ranges cue, content;
	struct hs_ranges told;          /* the addressee: "The AP", "reporters" */
	struct hs_ranges through;       /* the outlet or person it came through: "The Post" */
	struct hs_ranges first_by;      /* the outlet that had it first: "first reported by The Post" */
	int hands;                      /* through how many others it came; 0: told to the outlet, as far as it says */
	enum hs_quotation quotation;
	enum hs_stance stance;
	double confidence;              /* 0..1: that a reader would mark this attribution so, with a source of this class */
	uint32_t para;                  /* index into article->paras: the paragraph of the cue */
	int32_t outer;                  /* the claim in whose content this one stands, or whose outlet cites its source; or -1 */
	uint32_t depth;                 /* 0, or one more than that of `outer` */
	int32_t answers;                /* the claim that this denial points back to: "something Islamabad has denied"; or -1 */
	bool carried;                   /* the speaker, of all or of a part without a cue, is carried over from before */
	const float *vector;            /* HS_VECTOR floats of unit length; NULL: not wanted */
};

struct hs_extraction {
	const struct hs_article *article;
	struct hs_source *sources;      /* in the order of first mention */
	size_t n_sources;
	struct hs_claim *claims;        /* in the order of their first byte */
	size_t n_claims;
	bool agency_copy;               /* dateline, byline or credit mark the article as agency copy */
	const char *agency;             /* whose, or NULL */
};

enum hs_class hs_kind_class(enum hs_kind kind);
const char *hs_class_word(enum hs_class cls);
const char *hs_kind_word(enum hs_kind kind);            /* "person", "individual", ... */
const char *hs_quotation_word(enum hs_quotation quotation);
const char *hs_stance_word(enum hs_stance stance);
const char *hs_detail_word(enum hs_detail detail);
const char *hs_reason_word(int code);                   /* "not authorised", ...; code 0..12 */

/* The id of a claim, from the article's key and the cue and content spans: it stays when a later engine finds another source. */
struct hs_id hs_claim_key(const struct hs_article *article, const struct hs_claim *claim);

/* A claim that is less sure is doubtful. F1 is as good as flat from 0.38 to 0.42, so that the last costs nothing, and falls from there
 * (train/EXPERIMENTS.md); the bar is below one half, since each right claim that is left out is one more that is missed. */
#define HS_DOUBTFUL 0.42

/* Find the sources and claims of an article; everything is in article->arena. Claims with less confidence than `least` (0..1; 0: none)
 * are left out, and so are the sources that speak in no others, but for unnamed ones whose grant, reason or basis is told. */
struct hs_extraction *hs_extract(struct hs_tagger *tagger, const struct hs_article *article, double least);

/* All that there is in raw attributions, however sure: for tests and for gold spans. */
struct hs_extraction *hs_extract_from(const struct hs_article *article, const struct hs_raws *raws);

/* Names the rules: the same for the same tables and sources of lexicon/, text/, model/ and attribute/, and another for others. */
extern const char hs_rules_revision[];

#endif
