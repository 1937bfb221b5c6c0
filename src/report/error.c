#include "report/error.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const class_words[] = {
#define CLASS(name, word) word,
	HS_ERROR_CLASSES(CLASS)
#undef CLASS
};

/* ── reading the table ── */

static int class_find(const char *word)
{
	for (int i = 0; i < HS_ERROR_N; i++)
		if (strcmp(class_words[i], word) == 0)
			return i;
	return -1;
}

static int take_counts(struct hs_errors *out, int true_class, int found, char **rest)
{
	int n = 0;

	for (char *word; (word = strtok_r(NULL, "\t", rest)); n++) {
		char *end;
		long value = strtol(word, &end, 10);

		if (n == HS_ERROR_GROUPS || end == word || *end || value < 0)
			return -1;
		out->cell[n][true_class][found] = (double)value;
	}
	if (n < 2 || (out->groups && out->groups != n))
		return -1;
	out->groups = n;
	return 0;
}

static int take_line(struct hs_errors *out, char *line)
{
	char *rest, *key = strtok_r(line, "\t", &rest), *value = key ? strtok_r(NULL, "\t", &rest) : NULL;
	int true_class, found;

	if (!value)
		return -1;
	if (strcmp(key, "model") == 0 || strcmp(key, "data") == 0)
		return snprintf(key[0] == 'm' ? out->model : out->data, sizeof(out->model), "%s", value) < (int)sizeof(out->model) ? 0 : -1;
	true_class = class_find(key);
	found = class_find(value);
	return true_class < 0 || found < 0 ? -1 : take_counts(out, true_class, found, &rest);
}

int hs_errors_parse(struct hs_errors *out, const char *text, struct hs_err *err)
{
	int number = 0, rc = 0;

	memset(out, 0, sizeof(*out));
	while (*text && rc == 0) {
		size_t len = strcspn(text, "\n");
		char *line = strndup(text, len);

		number++;
		if (len > 0 && line[0] != '#')
			rc = take_line(out, line);
		free(line);
		text += len + (text[len] == '\n');
	}
	if (rc == 0 && *out->model && out->groups)
		return HS_OK;
	return hs_fail(err, HS_EINTERNAL, "the table of errors makes no sense in line %d", number);
}

double hs_errors_cell(const struct hs_errors *errors, enum hs_error_class true_class, enum hs_error_class found)
{
	double sum = 0;

	for (int g = 0; g < errors->groups; g++)
		sum += errors->cell[g][true_class][found];
	return sum;
}

/* ── turning it around ── */

enum side { IN, OUT, NEITHER, SIDES };  /* of the classes that are asked for, of others, none */

static enum side side_of(int class, enum hs_error_of of)
{
	return class == HS_ERROR_NONE ? NEITHER : (int)of >> class & 1 ? IN : OUT;
}

/* The table in threes, without group `without` (-1: with all). */
static void sum_up(double out[SIDES][SIDES], const struct hs_errors *errors, enum hs_error_of of, int without)
{
	memset(out, 0, SIDES * sizeof(out[0]));
	for (int g = 0; g < errors->groups; g++)
		for (int t = 0; t < HS_ERROR_N && g != without; t++)
			for (int f = 0; f < HS_ERROR_N; f++)
				out[side_of(t, of)][side_of(f, of)] += errors->cell[g][t][f];
}

/*
 * Of k claims found IN and rest found OUT some are none: what is left is a * P(found IN | IN) + b * P(found IN | OUT), and so for OUT, where a
 * and b are the true numbers. NAN: the two cannot be told apart.
 */
static double turn(double sums[SIDES][SIDES], double k, double rest)
{
	double true_in = sums[IN][IN] + sums[IN][OUT] + sums[IN][NEITHER], true_out = sums[OUT][IN] + sums[OUT][OUT] + sums[OUT][NEITHER];
	double found_in = sums[IN][IN] + sums[OUT][IN] + sums[NEITHER][IN], found_out = sums[IN][OUT] + sums[OUT][OUT] + sums[NEITHER][OUT];
	double in_in = sums[IN][IN] / true_in, in_out = sums[IN][OUT] / true_in;
	double out_in = sums[OUT][IN] / true_out, out_out = sums[OUT][OUT] / true_out;
	double real_in = k * (1 - sums[NEITHER][IN] / found_in), real_out = rest * (1 - sums[NEITHER][OUT] / found_out);
	double apart = in_in * out_out - in_out * out_in;
	double a = (real_in * out_out - real_out * out_in) / apart, b = (real_out * in_in - real_in * in_out) / apart;

	if (!(apart > 0) || !isfinite(a) || !isfinite(b))
		return NAN;
	a = a > 0 ? a : 0;              /* fewer were found than errors alone would give */
	b = b > 0 ? b : 0;
	return a + b > 0 ? a / (a + b) : NAN;
}

static double corrected(const struct hs_errors *errors, enum hs_error_of of, int without, double share)
{
	double sums[SIDES][SIDES];

	sum_up(sums, errors, of, without);
	return turn(sums, share, 1 - share);
}

/* The variance that comes from the rates being measured on some articles and not on others. */
static double variance_of_rates(const struct hs_errors *errors, enum hs_error_of of, double share)
{
	double values[HS_ERROR_GROUPS], mean = 0, sum = 0;

	for (int g = 0; g < errors->groups; g++) {
		values[g] = corrected(errors, of, g, share);
		mean += values[g] / errors->groups;
	}
	for (int g = 0; g < errors->groups; g++)
		sum += (values[g] - mean) * (values[g] - mean);
	return sum * (errors->groups - 1) / errors->groups;
}

bool hs_errors_correct(struct hs_interval *out, const struct hs_errors *errors, enum hs_error_of of, struct hs_interval found)
{
	double value = corrected(errors, of, -1, found.share), low, high, rates;

	assert(0 <= found.low && found.low <= found.share && found.share <= found.high && found.high <= 1);
	rates = hs_interval_t(errors->groups - 1) * sqrt(variance_of_rates(errors, of, found.share));
	low = value - hypot(value - corrected(errors, of, -1, found.low), rates);
	high = value + hypot(corrected(errors, of, -1, found.high) - value, rates);
	if (!isfinite(value) || !isfinite(low) || !isfinite(high))
		return false;
	*out = (struct hs_interval){ .share = value, .low = low > 0 ? low : 0, .high = high < 1 ? high : 1 };
	return true;
}
