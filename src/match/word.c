#include "match/match.h"

const char *hs_match_kind_word(enum hs_match_kind kind)
{
	static const char *const words[HS_MATCH_N] = {
		[HS_MATCH_SAME] = "same",
		[HS_MATCH_CONTRADICTS] = "contradicts",
		[HS_MATCH_RELATED] = "related",
		[HS_MATCH_DIFFERENT] = "different",
	};

	return words[kind];
}

const char *hs_match_evidence_word(enum hs_match_evidence evidence)
{
	static const char *const words[HS_EVIDENCE_N] = {
#define EVIDENCE(name, word) [HS_EVIDENCE_##name] = word,
		HS_MATCH_EVIDENCE(EVIDENCE)
#undef EVIDENCE
	};

	return words[evidence];
}
