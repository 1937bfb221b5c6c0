/*
 * matching - the matches of a whole store, for match and for report.
 */
#ifndef HS_CMD_MATCHING_H
#define HS_CMD_MATCHING_H

#include "store/store.h"

struct hs_match_counts {
	size_t claims, same, contradicts, capped;
};

/* Match all claims of the store and store the result. jobs 0: a thread a processor. */
int hs_match_store(struct hs_store *store, long jobs, struct hs_match_counts *counts, struct hs_err *err);

#endif
