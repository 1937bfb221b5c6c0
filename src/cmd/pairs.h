/*
 * pairs - judge given pairs of claims, to measure the matcher: hearsay match --pairs.
 *
 * A line of input is {"id", "a": CLAIM, "b": CLAIM} with CLAIM = {"article", "outlet", "published", "headline", "text", "source",
 * "cue", "content": lists of half-open byte ranges into text, "name"}; a line of output is id, score and kind, with tabs between, and with `evidence`
 * each evidence of match.h as name=value. As
 * in a database, words are as rare as all claims of the input make them: judging starts when all is read.
 */
#ifndef HS_CMD_PAIRS_H
#define HS_CMD_PAIRS_H

#include "cmd/cmd.h"

struct hs_pairs_options {
	const char *model;              /* weights file; NULL: the installed one */
	long jobs;                      /* threads; 0: one a processor */
	bool evidence;                  /* print what each score rests on, too */
};

/* Judge the pairs of `path` ("-": standard input); returns the exit status, having told what went wrong. */
int hs_pairs_judge(const char *path, const struct hs_pairs_options *options);

#endif
