/*
 * audit_p - what the checks share: the article as words, whom a rule is about, and how a finding is told.
 */
#ifndef HS_POLICY_AUDIT_P_H
#define HS_POLICY_AUDIT_P_H

#include "lexicon/wording.h"
#include "policy/audit.h"

enum hs_say {                           /* the word lists of wordings.def */
	HS_SAY_ACCUSES, HS_SAY_ANSWERS, HS_SAY_ATTACKS, HS_SAY_CLOSE_TO, HS_SAY_CROWD, HS_SAY_HEARSAY, HS_SAY_JUDGES, HS_SAY_LEARNED,
	HS_SAY_MEDIA, HS_SAY_OTHER_NAME, HS_SAY_PUBLIC, HS_SAY_SPOKESMAN,
	HS_SAY_N
};

struct hs_auditor {
	const struct hs_policy *policy;
	const struct hs_case *it;
	const struct hs_article *article;
	const struct hs_extraction *found;
	struct hs_arena *arena;         /* the article's */
	const struct hs_rule *rule;     /* at work */
	struct hs_findings findings;
	size_t room;
	struct hs_wording_text text;    /* the words of headline and body */
	const struct hs_range *range;   /* of each word */
	const bool *quoted;
	const char *const *stem;        /* of each word; NULL: it tells nothing of what a claim is about */
};

/* Is the source an unnamed person or group whom the rule is about? */
bool hs_auditor_selects(const struct hs_auditor *auditor, size_t source);

/* Does the claim count: is it sure enough, does it say something (and not: decline), and is it the article's own? What somebody in the article says that
 * others say is that somebody's sourcing. */
bool hs_auditor_counts(const struct hs_auditor *auditor, const struct hs_claim *claim);

/* The claims of a source that count, what is second-hand left out; *first is one of the body if there is one, or NULL. */
size_t hs_auditor_claims_of(const struct hs_auditor *auditor, size_t source, const struct hs_claim **first);

/* The words that tell the reader who a source is; false: there are none. */
bool hs_auditor_place_of(const struct hs_auditor *auditor, size_t source, struct hs_range *out);

/* Is one of the list's wordings in the range (or its ranges)? *out (may be NULL): where. */
bool hs_auditor_says(const struct hs_auditor *auditor, enum hs_say say, struct hs_range range, struct hs_range *out);
bool hs_auditor_says_in(const struct hs_auditor *auditor, enum hs_say say, const struct hs_ranges *ranges, struct hs_range *out);

/* The words that begin in [range.start, range.end): [*from, *to). */
void hs_auditor_words(const struct hs_auditor *auditor, struct hs_range range, size_t *from, size_t *to);

/* Words of the claim's content that tell what it is about: without them it can be compared with none. */
size_t hs_auditor_telling(const struct hs_auditor *auditor, const struct hs_claim *claim);

/* Do two claims say much the same? */
bool hs_auditor_alike(const struct hs_auditor *auditor, const struct hs_claim *a, const struct hs_claim *b);

/* organisation.c: the next run of capitalised words in [*at, to): its first word and, in *at, the one behind it. */
bool hs_auditor_name_next(const struct hs_auditor *auditor, size_t *at, size_t to, size_t *first);

/* Do the words [first, end) stand in the description, in that letter case, as what the described one belongs to? A name of one word must
 * not be that of a place or people. */
bool hs_auditor_name_in(const struct hs_auditor *auditor, size_t first, size_t end, struct hs_range range);

/* Is the unnamed source, as described, of the organisation that the words `who` name, or that both mean by "the company"? */
bool hs_auditor_same_organisation(const struct hs_auditor *auditor, struct hs_range who, size_t source);

struct hs_range hs_ranges_hull(const struct hs_ranges *ranges);

/* A finding at `at`; source and claim are -1 where it is about none. `because` is printf's, into the article's arena. */
struct hs_finding *hs_auditor_find(struct hs_auditor *auditor, struct hs_range at, int64_t source, int64_t claim,
				   const char *because, ...) __attribute__((format(printf, 5, 6)));
void hs_finding_also(struct hs_auditor *auditor, struct hs_finding *finding, struct hs_range range);

/* The name or description of a source, for a message. */
const char *hs_auditor_name(const struct hs_auditor *auditor, size_t source);

static inline int64_t hs_auditor_index(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	return claim ? claim - auditor->found->claims : -1;
}

#define CHECK(name, function, params, about) void hs_check_##function(struct hs_auditor *auditor);
#include "policy/checks.def"
#undef CHECK

#endif
