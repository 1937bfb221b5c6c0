/*
 * clause_p - verbs with their subjects in running text, for the rules that add claims: nested.c, cited.c, denial.c.
 *
 * The model gives claims as far as its corpus holds them. What stands within the content of another claim, behind "citing", or
 * in a denial set off by a comma is rare there, so that rules find it; they ask for plain constructions alone.
 */
#ifndef HS_ATTRIBUTE_CLAUSE_P_H
#define HS_ATTRIBUTE_CLAUSE_P_H

#include "attribute/resolve_p.h"

struct hs_clause {
	struct hs_phrase subject;       /* its run is the whole of it: "a spokesman for the port" */
	uint32_t first;                 /* the first token of the verb's group: "had repeatedly said" */
	uint32_t verb;
	bool passive;                   /* "was told" */
	bool unreal;                    /* "did not say", "would say": nobody is reported to have said it */
};

/* The claims as they are while rules add to them, by token. */
struct hs_marking {
	uint32_t *cue;                  /* for each token the claim whose cue holds it, plus 1 */
	uint32_t *source;               /* the same for sources */
};

#define HS_NO_CLAIM UINT32_MAX
#define HS_CLAUSE_REACH 300     /* tokens on either side of a word in which what goes with it is looked for */

struct hs_marking hs_marking_new(const struct hs_work *work);
void hs_marking_add(const struct hs_work *work, struct hs_marking *marking, uint32_t claim);

/* The next claim that has its cue in [*at, end), in text order, or HS_NO_CLAIM; *at moves behind that cue. */
uint32_t hs_marking_next(const struct hs_marking *marking, uint32_t *at, uint32_t end);

/* The part of `run` within reach of token `at`, so that no rule goes through a text without full stops again and again. */
static inline struct hs_run hs_clause_near(struct hs_run run, uint32_t at)
{
	if (at > run.first + HS_CLAUSE_REACH)
		run.first = at - HS_CLAUSE_REACH;
	if (run.end > at + HS_CLAUSE_REACH)
		run.end = at + HS_CLAUSE_REACH;
	return run;
}

/* The finite verb at token `verb`, whose subject begins at `floor` or behind it; false: no subject that could speak. */
bool hs_clause_read(struct hs_clause *out, const struct hs_scene *scene, uint32_t verb, uint32_t floor);

/* The noun phrase, complements included, that begins at token `at` or ends before token `end`; form NONE: there is none. */
struct hs_phrase hs_clause_phrase_at(const struct hs_scene *scene, uint32_t at, uint32_t end);
struct hs_phrase hs_clause_phrase_before(const struct hs_scene *scene, uint32_t end, uint32_t floor);

/* Can the phrase say something: people, bodies, outlets, papers, names? */
bool hs_clause_speaks(const struct hs_scene *scene, const struct hs_phrase *phrase);

/* The token behind the last of the sentence of token `at`, but not behind `end`. */
uint32_t hs_clause_end(const struct hs_work *work, uint32_t at, uint32_t end);

/* Without marks and white space at its edges; quotation marks of a whole quotation stay. */
struct hs_run hs_clause_trim(const struct hs_work *work, struct hs_run run);

/* A claim that a rule has found: at the end of out->claims, marked. */
uint32_t hs_clause_claim(struct hs_work *work, struct hs_marking *marking, struct hs_run source, struct hs_run cue,
			 struct hs_ranges content);

/* nested.c: claims within the contents of claims. */
void hs_nested_find(struct hs_scene *scene, struct hs_marking *marking);

/* cited.c: the sources that an outlet cites. */
void hs_cited_find(struct hs_scene *scene, struct hs_marking *marking);

/* denial.c: denials that point back to what was said: "something Islamabad has denied". */
void hs_denials_find(struct hs_scene *scene, struct hs_marking *marking);

#endif
