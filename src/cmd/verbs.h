/*
 * verbs - what main.c puts into its table.
 */
#ifndef HS_CMD_VERBS_H
#define HS_CMD_VERBS_H

#include "cmd/cmd.h"

extern const struct hs_verb hs_verb_ingest, hs_verb_extract, hs_verb_match, hs_verb_policy, hs_verb_report, hs_verb_review, hs_verb_search, hs_verb_verify;

#endif
