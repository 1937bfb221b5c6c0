/*
 * error - what the engine's own measured error does to a share.
 *
 * A share of claims with an unnamed source is counted from what the engine found: it misses claims, finds some that are not there, and takes
 * some sources for what they are not. How often it does was measured where readers had marked the claims (model/errors.tsv). Turned around, these
 * rates give what the true share must be for the engine to have found this one, after Rogan and Gladen (1978), "Estimating prevalence from the
 * results of a screening test", American Journal of Epidemiology 107, 71-76, here with misses and false finds beside mistaken classes. How
 * sure that is depends on the articles that the rates were measured on, too: they are left out a group at a time (Kott 2001, "The delete-a-group
 * jackknife", Journal of Official Statistics 17, 521-526).
 *
 * It holds for articles of the kind that were measured; for others it says how much the engine's error can matter, no more.
 */
#ifndef HS_REPORT_ERROR_H
#define HS_REPORT_ERROR_H

#include <stdbool.h>

#include "base/err.h"
#include "report/interval.h"

/* CLASS(name, word): the classes of model/errors.tsv. */
#define HS_ERROR_CLASSES(CLASS) \
	CLASS(NAMED, "named") CLASS(PEOPLE, "people") CLASS(VAGUE, "vague") CLASS(AGENCY, "agency") CLASS(UNRESOLVED, "unresolved") \
	CLASS(NONE, "none")

enum hs_error_class {
#define CLASS(name, word) HS_ERROR_##name,
	HS_ERROR_CLASSES(CLASS)
#undef CLASS
	HS_ERROR_N
};

/* Classes as bits: what is a share of. */
enum hs_error_of {
	HS_ERROR_OF_PEOPLE = 1 << HS_ERROR_PEOPLE,
	HS_ERROR_OF_ANONYMOUS = 1 << HS_ERROR_PEOPLE | 1 << HS_ERROR_VAGUE
};

#define HS_ERROR_GROUPS 64              /* at most */

struct hs_errors {
	char model[128], data[128];     /* what was measured, as `hearsay --version` prints it, and on what */
	int groups;
	double cell[HS_ERROR_GROUPS][HS_ERROR_N][HS_ERROR_N];   /* claims by group, true class and class found */
};

/* Read the text of a table. HS_EINTERNAL: it is none, and err says in which line. */
int hs_errors_parse(struct hs_errors *out, const char *text, struct hs_err *err);

/* Claims of that true class and class found, in all groups. */
double hs_errors_cell(const struct hs_errors *errors, enum hs_error_class true_class, enum hs_error_class found);

/*
 * The share of claims of the classes `of` that stands behind the share `found`, with a 95 % interval for the error of the rates and for
 * that of `found`: where each end of `found` takes the corrected share, and how sure the rates are, add up as the sides of a right angle
 * (Zou and Donner 2008, "Construction of confidence limits about effect measures: a general approach", Statistics in Medicine 27,
 * 1693-1702). False: the rates tell nothing of it.
 */
bool hs_errors_correct(struct hs_interval *out, const struct hs_errors *errors, enum hs_error_of of, struct hs_interval found);

#endif
