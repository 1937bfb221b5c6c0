/*
 * policy - list the policies that are installed, show one, list what rules can have checked.
 */
#include "config.h"

#include <string.h>

#include "base/str.h"
#include "cmd/verbs.h"
#include "policy/policy.h"

struct options {
	bool checks;
};

static const struct hs_opt opts[] = {
	{ 0, "checks", HS_OPT_FLAG, NULL, "list the checks that a rule can ask for", offsetof(struct options, checks) },
	{ 0 }
};

static void print_checks(void)
{
	const char *name, *values, *standard, *about;

	puts("checks");
	for (int i = 0; i < HS_CHECK_N; i++)
		printf("  %s%s%s\n      %s\n", hs_check_word((enum hs_check)i), *hs_check_params((enum hs_check)i) ? "  " : "",
		       hs_check_params((enum hs_check)i), hs_check_about((enum hs_check)i));
	puts("\nparameters");
	for (size_t i = 0; hs_check_param(i, &name, &values, &standard, &about); i++)
		printf("  %s=%s (%s)\n      %s\n", name, values, standard, about);
}

static int show(const char *name)
{
	struct hs_policy *policy;
	struct hs_err err;

	if (hs_policy_open(&policy, name, &err) < 0)
		return hs_tell_status(&err);
	printf("%s: %s\n%s%s", policy->name, policy->title, policy->about, *policy->about ? "\n" : "");
	for (size_t i = 0; i < policy->n_rules; i++) {
		const struct hs_rule *rule = &policy->rules[i];

		printf("\n%s (%s, check %s)\n  %s\n  %s\n  %s\n", rule->name, hs_severity_word(rule->severity), hs_check_word(rule->check),
		       rule->title, rule->says, rule->from);
	}
	hs_policy_free(policy);
	return HS_EXIT_OK;
}

/* A line for each of "a, b, c". One that cannot be read is told and fails the whole. */
static int list(char *names)
{
	char *save = NULL;
	int status = HS_EXIT_OK;

	for (char *name = strtok_r(names, ", ", &save); name; name = strtok_r(NULL, ", ", &save)) {
		struct hs_policy *policy;
		struct hs_err err;

		if (hs_policy_open(&policy, name, &err) < 0) {
			status = hs_tell_status(&err);
			continue;
		}
		printf("%-10s %s, %zu rule%s\n", policy->name, policy->title, policy->n_rules, policy->n_rules == 1 ? "" : "s");
		hs_policy_free(policy);
	}
	return status;
}

static int list_installed(void)
{
	struct hs_str names = HS_STR_INIT;
	int status = HS_EXIT_INTERNAL;

	hs_policy_names(&names);
	if (names.len)
		status = list(names.ptr);
	else
		hs_tell("no policy is installed: there is none in $HEARSAY_POLICIES, nor beside the program");
	hs_str_release(&names);
	return status;
}

static int run_policy(int argc, char **argv)
{
	struct options options = { 0 };
	int n = hs_opts_parse(&hs_verb_policy, argc, argv, &options);

	if (n < 0)
		return hs_opts_exit(n);
	if (n > 1 || (n == 1 && options.checks)) {
		hs_tell("one policy at a time (see 'hearsay policy --help')");
		return HS_EXIT_USAGE;
	}
	if (options.checks) {
		print_checks();
		return HS_EXIT_OK;
	}
	return n ? show(argv[1]) : list_installed();
}

const struct hs_verb hs_verb_policy = {
	.name = "policy",
	.args = "[NAME|FILE]",
	.summary = "list the policies for 'report audit --policy', or show one",
	.details =
		"A name with a '/', or one that ends in '.policy', is a file of your own; if it\n"
		"cannot be read as one, the line that is wrong is told. See hearsay-policy(5).",
	.opts = opts,
	.run = run_policy,
};
