/*
 * policy - a newsroom's rules for unnamed sources, read from a plain text file.
 *
 * A file is a list of rules; each names what the published standard asks, where that stands, how grave a breach is, and
 * one check of checks.def with its parameters. What no program can check is a rule too, with the check "by-hand", so that a
 * report can say what it leaves to its reader. hearsay-policy(5) describes the format.
 */
#ifndef HS_POLICY_POLICY_H
#define HS_POLICY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* SEVERITY(name, word, meaning) */
#define HS_SEVERITIES(SEVERITY) \
	SEVERITY(BREACH, "breach", "the standard rules it out") \
	SEVERITY(QUESTION, "question", "an editor should have asked") \
	SEVERITY(NOTE, "note", "worth a look")

enum hs_severity {
#define SEVERITY(name, word, meaning) HS_SEVERITY_##name,
	HS_SEVERITIES(SEVERITY)
#undef SEVERITY
	HS_SEVERITY_N
};

enum hs_check {
#define CHECK(name, function, params, about) HS_CHECK_##function,
#include "policy/checks.def"
#undef CHECK
	HS_CHECK_N
};

/* Whom a rule is about, one bit each: parameter "who". */
enum hs_who {
	HS_WHO_ONE = 1,                 /* an unnamed individual */
	HS_WHO_COUNTED = 2,             /* several, with their number: "two officials" */
	HS_WHO_SEVERAL = 4,             /* several, without: "officials" */
	HS_WHO_SPOKESMAN = 8,           /* also those who speak for an organisation and are merely not named */
	HS_WHO_ANYBODY = 16             /* also those without an office: a friend, a neighbour */
};

struct hs_check_options {               /* the parameters of all checks; params.def has their defaults */
	unsigned who;                   /* enum hs_who */
	unsigned codes;                 /* bit i: reason code Ri */
	long level, least, words, over, claims;
	bool explained, granted;
};

struct hs_rule {
	const char *name;               /* "reason-missing" */
	const char *title;              /* what a finding is called */
	const char *says;               /* what the standard asks, in our words */
	const char *from;               /* the published standard and its section */
	enum hs_severity severity;
	enum hs_check check;
	struct hs_check_options options;
	unsigned line;                  /* of the file */
};

struct hs_policy {
	struct hs_arena *arena;         /* owns everything below */
	const char *name, *title, *about;
	long confidence;                /* claims found with less than this percentage count for nothing */
	struct hs_rule *rules;          /* in the order of the file */
	size_t n_rules;
	const char *path;
};

/*
 * Read the policy `name`: one of the installed ones, or a file where the name has a '/' or ends in ".policy". HS_EUSAGE: there
 * is none of that name, and err lists those there are; or the file is not a policy, and err says in which line.
 */
int hs_policy_open(struct hs_policy **out, const char *name, struct hs_err *err);

/* The same from the text of a file, `path` being its name for messages. */
int hs_policy_parse(struct hs_policy **out, const char *path, const char *text, size_t len, struct hs_err *err);
void hs_policy_free(struct hs_policy *policy);          /* NULL is fine */

/* The names of the installed policies in order, joined by ", "; empty: none is installed. */
void hs_policy_names(struct hs_str *out);

const char *hs_severity_word(enum hs_severity severity);

/* What a check is called in files, what it finds, and the parameters it takes: "who level". */
const char *hs_check_word(enum hs_check check);
const char *hs_check_about(enum hs_check check);
const char *hs_check_params(enum hs_check check);

/* The parameters there are, for the lists that people read: false behind the last one. */
bool hs_check_param(size_t i, const char **name, const char **values, const char **standard, const char **about);

#endif
