/*
 * review - what reviewers decide about findings, claims and sources: add, withdraw, import, list.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "cmd/database.h"
#include "cmd/review.h"
#include "cmd/verbs.h"
#include "report/report.h"

struct options {
	const char *database, *by, *at, *why, *policy;
	struct hs_report_options report;
	const char *output;
};

static const struct hs_opt opts[] = {
	{ 'd', "database", HS_OPT_STRING, "FILE", "the database", offsetof(struct options, database) },
	{ 0, "by", HS_OPT_STRING, "NAME", "who decides: the reviewer", offsetof(struct options, by) },
	{ 0, "at", HS_OPT_STRING, "TIME", "when, as 2026-03-06T09:30:00Z (default: now)", offsetof(struct options, at) },
	{ 0, "why", HS_OPT_STRING, "WORDS", "why", offsetof(struct options, why) },
	{ 0, "policy", HS_OPT_STRING, "NAME", "the policy whose finding it is", offsetof(struct options, policy) },
	{ 'f', "format", HS_OPT_CHOICE, "text|html|csv|json|ndjson", "list: how to write it (default: text)",
	  offsetof(struct options, report.format) },
	{ 'o', "output", HS_OPT_STRING, "FILE", "list: write to FILE (default: standard output)", offsetof(struct options, output) },
	{ 0 }
};

struct work {
	const struct options *options;
	struct hs_store *store;
	struct hs_arena *arena;
	struct hs_policy *policy;       /* NULL: none is asked for */
	struct hs_review usual;         /* who, when and why */
	char **words;                   /* operands behind the first */
	int n;
	struct hs_review_counts counts;
	const char **done;              /* what to tell once it is kept */
	size_t n_done, room;
};

/* ── what is done ── */

/* `words` are the arena's. */
static void say(struct work *work, const char *words)
{
	work->done = hs_arena_grow(work->arena, work->done, work->n_done, work->n_done + 1, &work->room, sizeof(*work->done));
	work->done[work->n_done++] = words;
}

static int add_one(struct work *work, const char *target, const char *word, struct hs_err *err)
{
	struct hs_review review = work->usual;
	const char *equals = strchr(word, '=');
	struct hs_id key;
	bool known;
	int rc;

	if (!equals)
		return hs_fail(err, HS_EUSAGE, "'%s' is not of the form ASPECT=VALUE", word);
	review.aspect = hs_arena_strn(work->arena, word, (size_t)(equals - word));
	review.value = equals + 1;
	if ((rc = hs_review_target(&review, work->store, work->arena, work->policy, target, review.aspect, err)) < 0 ||
	    (rc = hs_store_review(work->store, &review, &key, &known, err)) < 0)
		return rc;
	*(known ? &work->counts.known : &work->counts.added) += 1;
	say(work, hs_arena_printf(work->arena, "review %.12s: %s %s%s", key.hex, review.aspect, review.value, known ? " (known)" : ""));
	return HS_OK;
}

static int run_add(struct work *work, struct hs_err *err)
{
	int rc = HS_OK;

	if (work->n < 2)
		return hs_fail(err, HS_EUSAGE, "add what to what? (see 'hearsay review --help')");
	for (int i = 1; i < work->n && rc == HS_OK; i++)
		rc = add_one(work, work->words[0], work->words[i], err);
	return rc;
}

static int run_withdraw(struct work *work, struct hs_err *err)
{
	struct hs_review review = work->usual;
	struct hs_id key;
	bool known;
	int rc;

	if (work->n != 1)
		return hs_fail(err, HS_EUSAGE, "withdraw takes one review (see 'hearsay review --help')");
	review.about = "review";
	review.aspect = "withdrawn";
	review.value = "";
	if ((rc = hs_review_find(&review.withdraws, work->store, work->arena, work->words[0], err)) < 0)
		return rc;
	if ((rc = hs_store_review(work->store, &review, &key, &known, err)) == HS_OK)
		say(work, hs_arena_printf(work->arena, "review %.12s: withdraws %.12s", key.hex, review.withdraws));
	return rc;
}

static int run_import(struct work *work, struct hs_err *err)
{
	int rc = HS_OK;

	if (work->n == 0)
		return hs_fail(err, HS_EUSAGE, "import takes tables, or - for standard input (see 'hearsay review --help')");
	for (int i = 0; i < work->n && rc == HS_OK; i++)
		rc = hs_review_import(work->store, work->words[i], &work->usual, &work->counts, err);
	if (rc == HS_OK)
		say(work, hs_arena_printf(work->arena, "%" PRIu64 " review%s added, %" PRIu64 " known, %" PRIu64 " rejected", work->counts.added,
					  work->counts.added == 1 ? "" : "s", work->counts.known, work->counts.rejected));
	return rc;
}

static const struct {
	const char *name;
	int (*run)(struct work *work, struct hs_err *err);
	bool by_row;                    /* who decides may stand in the table */
} actions[] = {
	{ "add", run_add, false }, { "withdraw", run_withdraw, false }, { "import", run_import, true },
};

/* ── how ── */

static const char *now(struct hs_arena *arena)
{
	char text[32];
	time_t clock = time(NULL);
	struct tm tm;

	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&clock, &tm));
	return hs_arena_str(arena, text);
}

/* All of it or, after a failure, nothing. */
static int act(struct work *work, int (*run)(struct work *work, struct hs_err *err))
{
	struct hs_err err;
	int rc;

	if (hs_store_begin(work->store, &err) < 0)
		return hs_tell_status(&err);
	if ((rc = run(work, &err)) < 0) {
		hs_store_rollback(work->store);
		return hs_tell_status(&err);
	}
	if (hs_store_commit(work->store, &err) < 0)
		return hs_tell_status(&err);
	for (size_t i = 0; i < work->n_done; i++)
		hs_tell_done("%s", work->done[i]);
	return work->counts.rejected ? HS_EXIT_REJECTS : HS_EXIT_OK;
}

static int with_store(struct work *work, int (*run)(struct work *work, struct hs_err *err))
{
	int status = hs_database_open(&work->store, &hs_verb_review, work->options->database, HS_STORE_WRITE);

	if (status != HS_EXIT_OK)
		return status;
	return hs_database_close(work->store, act(work, run));
}

static int with_policy(struct work *work, int (*run)(struct work *work, struct hs_err *err))
{
	struct hs_err err;
	int status;

	if (work->options->policy && hs_policy_open(&work->policy, work->options->policy, &err) < 0)
		return hs_tell_status(&err);
	work->arena = hs_arena_new();
	work->usual = (struct hs_review){
		.reviewer = work->options->by, .why = work->options->why, .made_at = work->options->at ? work->options->at : now(work->arena),
		.clocked = !work->options->at,
	};
	status = with_store(work, run);
	hs_arena_free(work->arena);
	hs_policy_free(work->policy);
	return status;
}

static int list(const struct options *options)
{
	struct hs_report_options report = options->report;
	struct hs_output *output;
	struct hs_store *store;
	struct hs_err err;
	int rc, status;

	if (options->database && hs_output_is_input(options->output, &options->database, 1))
		return HS_EXIT_USAGE;
	status = hs_database_open(&store, &hs_verb_review, options->database, HS_STORE_READ);
	if (status != HS_EXIT_OK)
		return status;
	if (hs_output_open(&output, options->output, &err) < 0) {
		hs_tell_err(&err);
		return hs_database_close(store, HS_EXIT_INTERNAL);
	}
	report.colour = !options->output && hs_may_colour(stdout);
	rc = hs_report_write(hs_output_file(output), store, "reviews", &report, &err);
	return hs_database_close(store, hs_output_finish(output, rc, &err));
}

static int run_review(int argc, char **argv)
{
	struct options options = { .report.format = "text" };
	int n = hs_opts_parse(&hs_verb_review, argc, argv, &options);
	struct work work = { .options = &options, .words = argv + 2, .n = n - 1 };

	if (n < 0)
		return hs_opts_exit(n);
	if (n == 1 && strcmp(argv[1], "list") == 0)
		return list(&options);
	for (size_t i = 0; n > 0 && i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (strcmp(actions[i].name, argv[1]) != 0)
			continue;
		if (options.by || actions[i].by_row)
			return with_policy(&work, actions[i].run);
		hs_tell("a review needs its reviewer: say who with --by (see 'hearsay review --help')");
		return HS_EXIT_USAGE;
	}
	hs_tell("%s%s%s; there are: list, add, withdraw, import", n ? "there is no '" : "what to do is not said", n ? argv[1] : "", n ? "'" : "");
	return HS_EXIT_USAGE;
}

const struct hs_verb hs_verb_review = {
	.name = "review",
	.args = "list|add|withdraw|import -d FILE [TARGET ASPECT=VALUE... | REVIEW | TABLE...]",
	.summary = "keep what reviewers decide about findings, claims and sources",
	.details =
		"add       TARGET is the id of a finding (with --policy), of a claim, or a source\n"
		"          as ARTICLE:NUMBER or by one of its claims; ids can be cut short\n"
		"            verdict=confirmed|dismissed              of a finding\n"
		"            claim=yes|no                             of a claim\n"
		"            kind=CLASS/KIND name=WORDS reason=R0..R12 level=0..5     of a source\n"
		"            note=WORDS                               of any of them\n"
		"withdraw  a review, by its id: both stay in the list\n"
		"import    CSV or NDJSON of 'review list', or of 'report audit --policy' with columns\n"
		"          'verdict' and 'verdict_why' filled in; rows without a verdict are left out\n"
		"list      all of them, with what became of each",
	.words = "list|add|withdraw|import",
	.opts = opts,
	.run = run_review,
};
