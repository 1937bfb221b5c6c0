/*
 * audit - what a policy finds fault with in one article.
 *
 * Rules work on what was found in the article (attribute/claim.h) and on its words. Each finding has its evidence as
 * ranges into the article's text. A rule that cannot be decided for an article, because something is not known of it, finds
 * nothing there.
 */
#ifndef HS_POLICY_AUDIT_H
#define HS_POLICY_AUDIT_H

#include "attribute/claim.h"
#include "policy/policy.h"

struct hs_case {
	const struct hs_extraction *found;
	const bool *borne_out;          /* for each claim: a named source says it too in an article of another origin; NULL: not known */
};

struct hs_finding {
	const struct hs_rule *rule;
	struct hs_id id;                /* from policy, rule, article and `at`: the same whenever it is found again */
	struct hs_range at;             /* the words it is about */
	struct hs_ranges also;          /* more evidence, elsewhere */
	int64_t source, claim;          /* indexes; -1: about none */
	const char *because;            /* one line, for people */
};

struct hs_findings {
	struct hs_finding *at;          /* by rule, then by place; in the article's arena */
	size_t n;
};

struct hs_findings hs_audit(const struct hs_policy *policy, const struct hs_case *it);

#endif
