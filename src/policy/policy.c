#include "policy/policy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/span.h"
#include "base/str.h"
#include "base/utf8.h"

/* ── words ── */

static const char *const severities[] = {
#define SEVERITY(name, word, meaning) word,
	HS_SEVERITIES(SEVERITY)
#undef SEVERITY
};

static const struct {
	const char *name, *params, *about;
} checks[] = {
#define CHECK(name, function, params, about) { name, params, about },
#include "policy/checks.def"
#undef CHECK
};

enum param_type { WHO, CODES, NUMBER, FLAG };

static const struct param {
	const char *name;
	enum param_type type;
	size_t offset;                  /* in struct hs_check_options */
	const char *standard, *values, *about;
} params[] = {
#define PARAM(name, type, member, standard, values, about) \
	{ name, type, offsetof(struct hs_check_options, member), standard, values, about },
#include "policy/params.def"
#undef PARAM
};

static const struct {
	const char *word;
	enum hs_who bit;
} whos[] = {
	{ "one", HS_WHO_ONE }, { "counted", HS_WHO_COUNTED }, { "several", HS_WHO_SEVERAL }, { "spokesman", HS_WHO_SPOKESMAN },
	{ "anybody", HS_WHO_ANYBODY },
};

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

const char *hs_severity_word(enum hs_severity severity)
{
	return severities[severity];
}

const char *hs_check_word(enum hs_check check)
{
	return checks[check].name;
}

const char *hs_check_about(enum hs_check check)
{
	return checks[check].about;
}

const char *hs_check_params(enum hs_check check)
{
	return checks[check].params;
}

bool hs_check_param(size_t i, const char **name, const char **values, const char **standard, const char **about)
{
	if (i >= N_OF(params))
		return false;
	*name = params[i].name;
	*values = params[i].values;
	*standard = params[i].standard;
	*about = params[i].about;
	return true;
}

/* ── reading lines ── */

enum key { KEY_POLICY, KEY_TITLE, KEY_ABOUT, KEY_CONFIDENCE, KEY_RULE, KEY_SEVERITY, KEY_CHECK, KEY_SAYS, KEY_FROM, KEY_N };

static const struct {
	const char *word;
	bool of_policy, of_rule;        /* where it may stand */
	bool needed;
} keys[KEY_N] = {
	[KEY_POLICY] = { "policy", true, false, true },
	[KEY_TITLE] = { "title", true, true, true },
	[KEY_ABOUT] = { "about", true, false, false },
	[KEY_CONFIDENCE] = { "confidence", true, false, false },
	[KEY_RULE] = { "rule", true, true, false },
	[KEY_SEVERITY] = { "severity", false, true, true },
	[KEY_CHECK] = { "check", false, true, true },
	[KEY_SAYS] = { "says", false, true, true },
	[KEY_FROM] = { "from", false, true, true },
};

struct parser {
	struct hs_policy *policy;
	const char *at, *end;           /* what is left */
	unsigned line, next_line;       /* of the entry under way; of what is left */
	unsigned stanza;                /* the line of the policy or rule under way */
	unsigned seen;                  /* its keys, one bit each */
	size_t room;                    /* of policy->rules */
	struct hs_rule *rule;           /* under way; NULL: the head of the file */
	struct hs_err *err;
};

#define fail(parser, number, ...) \
	fail_at(parser, number, hs_arena_printf((parser)->policy->arena, __VA_ARGS__))

static int fail_at(struct parser *parser, unsigned line, const char *what)
{
	return hs_fail(parser->err, HS_EUSAGE, "policy '%s' line %u: %s", parser->policy->path, line, what);
}

/* The next line without its end; false: there is none. */
static bool line_next(struct parser *parser, struct hs_span *line)
{
	const char *end;

	if (parser->at == parser->end)
		return false;
	end = memchr(parser->at, '\n', (size_t)(parser->end - parser->at));
	*line = (struct hs_span){ parser->at, (size_t)((end ? end : parser->end) - parser->at) };
	parser->at = end ? end + 1 : parser->end;
	parser->next_line++;
	while (line->len && strchr(" \t\r", line->ptr[line->len - 1]))
		line->len--;
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct hs_span trimmed(struct hs_span span)
{
	while (span.len && is_blank(span.ptr[0]))
		span = (struct hs_span){ span.ptr + 1, span.len - 1 };
	return span;
}

/* The next entry: a line "key value", with the lines that follow it and begin with a blank. */
static bool entry_next(struct parser *parser, struct hs_span *key, char **value)
{
	struct hs_str words = HS_STR_INIT;
	struct hs_span line;

	do {
		if (!line_next(parser, &line))
			return false;
	} while (line.len == 0 || line.ptr[0] == '#');
	parser->line = parser->next_line;
	for (key->ptr = line.ptr, key->len = 0; key->len < line.len && !is_blank(line.ptr[key->len]); key->len++)
		;
	line = trimmed((struct hs_span){ line.ptr + key->len, line.len - key->len });
	hs_str_add(&words, line.ptr, line.len);
	while (parser->at < parser->end && is_blank(*parser->at) && line_next(parser, &line)) {
		line = trimmed(line);
		hs_str_adds(&words, words.len && line.len ? " " : "");
		hs_str_add(&words, line.ptr, line.len);
	}
	*value = hs_arena_strn(parser->policy->arena, words.ptr, words.len);
	hs_str_release(&words);
	return true;
}

/* ── values ── */

static int set_number(struct parser *parser, long *out, const char *what, const char *value, long low, long high)
{
	char *end;
	long number = strtol(value, &end, 10);

	if (end == value || *end || number < low || number > high)
		return fail(parser, parser->line, "%s takes a whole number from %ld to %ld, not '%s'", what, low, high, value);
	*out = number;
	return HS_OK;
}

static int set_number_param(struct parser *parser, const struct param *param, long *out, const char *value)
{
	char *dash;
	long low = strtol(param->values, &dash, 10);

	return set_number(parser, out, param->name, value, low, strtol(dash + 1, NULL, 10));
}

static bool is_name(const char *word)
{
	return *word && word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The next of "a,b,c"; NULL behind the last. */
static char *item_next(char **list)
{
	char *item = *list;

	if (!item)
		return NULL;
	if ((*list = strchr(item, ',')))
		*(*list)++ = '\0';
	return item;
}

static int set_who(struct parser *parser, unsigned *out, char *list)
{
	*out = 0;
	for (char *item; (item = item_next(&list));) {
		size_t i = 0;

		while (i < N_OF(whos) && strcmp(whos[i].word, item) != 0)
			i++;
		if (i == N_OF(whos))
			return fail(parser, parser->line, "who takes one, counted, several, spokesman and anybody, not '%s'", item);
		*out |= whos[i].bit;
	}
	if (*out & (HS_WHO_ONE | HS_WHO_COUNTED | HS_WHO_SEVERAL))
		return HS_OK;
	return fail(parser, parser->line, "who needs one, counted or several");
}

static int set_codes(struct parser *parser, unsigned *out, char *list)
{
	*out = 0;
	for (char *item; (item = item_next(&list));) {
		char *end;
		long code = item[0] == 'R' && item[1] >= '0' && item[1] <= '9' ? strtol(item + 1, &end, 10) : -1;

		if (code < 1 || code > 12 || *end)
			return fail(parser, parser->line, "codes takes R1 to R12, not '%s'", item);
		*out |= 1u << code;
	}
	return HS_OK;
}

static int set_param(struct parser *parser, struct hs_check_options *options, const struct param *param, const char *value)
{
	char *field = (char *)options + param->offset;
	char *copy = hs_arena_str(parser->policy->arena, value);

	switch (param->type) {
	case WHO:
		return set_who(parser, (unsigned *)field, copy);
	case CODES:
		return set_codes(parser, (unsigned *)field, copy);
	case NUMBER:
		return set_number_param(parser, param, (long *)field, value);
	case FLAG:
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return fail(parser, parser->line, "%s takes yes or no, not '%s'", param->name, value);
		*(bool *)field = value[0] == 'y';
	}
	return HS_OK;
}

static const struct param *param_find(const char *name)
{
	for (size_t i = 0; i < N_OF(params); i++)
		if (strcmp(params[i].name, name) == 0)
			return &params[i];
	return NULL;
}

/* "name=value" of a check. */
static int take_param(struct parser *parser, char *word)
{
	const char *takes = checks[parser->rule->check].params, *check = checks[parser->rule->check].name;
	char *value = strchr(word, '=');
	const struct param *param;

	if (!value || !value[1])
		return fail(parser, parser->line, "'%s' is not of the form name=value", word);
	*value++ = '\0';
	param = param_find(word);
	if (!param || !hs_word_in(word, takes))
		return fail(parser, parser->line, "check %s takes no '%s'%s%s", check, word, *takes ? "; it takes: " : "", takes);
	return set_param(parser, &parser->rule->options, param, value);
}

/* A rule that can never find anything is a slip of whoever wrote it. */
static int check_levels(struct parser *parser)
{
	const struct hs_check_options *options = &parser->rule->options;

	if (parser->rule->check == HS_CHECK_level && options->least > options->level)
		return fail(parser, parser->line, "no level is %ld at least and %ld at most", options->least, options->level);
	if (parser->rule->check == HS_CHECK_basis_missing && options->level == 0)
		return fail(parser, parser->line, "nobody is below level 0: basis-missing needs a level from 1 to 5");
	return HS_OK;
}

static int take_check(struct parser *parser, char *value)
{
	char *save = NULL, *word = strtok_r(value, " \t", &save);
	size_t i = 0;
	int rc = HS_OK;

	while (word && i < N_OF(checks) && strcmp(checks[i].name, word) != 0)
		i++;
	if (!word || i == N_OF(checks))
		return fail(parser, parser->line, "there is no check '%s' ('hearsay policy --checks' lists them)", word ? word : "");
	parser->rule->check = (enum hs_check)i;
	while (rc == HS_OK && (word = strtok_r(NULL, " \t", &save)))
		rc = take_param(parser, word);
	return rc < 0 ? rc : check_levels(parser);
}

static int take_severity(struct parser *parser, const char *value)
{
	for (size_t i = 0; i < N_OF(severities); i++) {
		if (strcmp(severities[i], value) == 0) {
			parser->rule->severity = (enum hs_severity)i;
			return HS_OK;
		}
	}
	return fail(parser, parser->line, "severity is breach, question or note, not '%s'", value);
}

/* ── stanzas ── */

/* Has the policy or rule under way all that it needs? */
static int stanza_end(struct parser *parser)
{
	for (int i = 0; i < KEY_N; i++)
		if (keys[i].needed && (parser->rule ? keys[i].of_rule : keys[i].of_policy) && !(parser->seen & 1u << i))
			return fail(parser, parser->stanza, "%s%s%s has no '%s'", parser->rule ? "rule '" : "the policy",
				    parser->rule ? parser->rule->name : "", parser->rule ? "'" : "", keys[i].word);
	return HS_OK;
}

static void options_standard(struct parser *parser, struct hs_check_options *options)
{
	for (size_t i = 0; i < N_OF(params); i++) {
		int rc = set_param(parser, options, &params[i], params[i].standard);

		assert(rc == HS_OK);
		(void)rc;
	}
}

static int take_rule(struct parser *parser, const char *name)
{
	struct hs_policy *policy = parser->policy;
	int rc;

	if ((rc = stanza_end(parser)) < 0)
		return rc;
	if (!is_name(name))
		return fail(parser, parser->line, "the name of a rule is lower-case letters, digits and '-', not '%s'", name);
	for (size_t i = 0; i < policy->n_rules; i++)
		if (strcmp(policy->rules[i].name, name) == 0)
			return fail(parser, parser->line, "rule '%s' is there already, in line %u", name, policy->rules[i].line);
	policy->rules = hs_arena_grow(policy->arena, policy->rules, policy->n_rules, policy->n_rules + 1, &parser->room,
				      sizeof(*policy->rules));
	parser->rule = &policy->rules[policy->n_rules++];
	*parser->rule = (struct hs_rule){ .name = name, .line = parser->line };
	options_standard(parser, &parser->rule->options);
	parser->stanza = parser->line;
	parser->seen = 0;
	return HS_OK;
}

static int take_name(struct parser *parser, const char *name)
{
	if (!is_name(name))
		return fail(parser, parser->line, "the name of a policy is lower-case letters, digits and '-', not '%s'", name);
	parser->policy->name = name;
	return HS_OK;
}

static int take(struct parser *parser, enum key key, char *value)
{
	switch (key) {
	case KEY_POLICY:
		return take_name(parser, value);
	case KEY_RULE:
		return take_rule(parser, value);
	case KEY_TITLE:
		*(parser->rule ? &parser->rule->title : &parser->policy->title) = value;
		return HS_OK;
	case KEY_ABOUT:
		parser->policy->about = value;
		return HS_OK;
	case KEY_CONFIDENCE:
		return set_number(parser, &parser->policy->confidence, "confidence", value, 0, 100);
	case KEY_SEVERITY:
		return take_severity(parser, value);
	case KEY_CHECK:
		return take_check(parser, value);
	case KEY_SAYS:
		parser->rule->says = value;
		return HS_OK;
	case KEY_FROM:
		parser->rule->from = value;
		return HS_OK;
	case KEY_N:
		break;
	}
	return HS_EINTERNAL;
}

static int take_entry(struct parser *parser, struct hs_span word, char *value)
{
	int key = 0;

	while (key < KEY_N && !hs_span_eq(word, keys[key].word))
		key++;
	if (key == KEY_N)
		return fail(parser, parser->line, "unknown key '%.*s'", (int)(word.len < 60 ? word.len : 60), word.ptr);
	if (!(parser->rule ? keys[key].of_rule : keys[key].of_policy))
		return fail(parser, parser->line, "'%s' stands %s", keys[key].word,
			    parser->rule ? "before the first rule" : "in a rule");
	if (!*value)
		return fail(parser, parser->line, "'%s' has no value", keys[key].word);
	if (key != KEY_RULE && (parser->seen & 1u << key))
		return fail(parser, parser->line, "'%s' is there already", keys[key].word);
	parser->seen |= 1u << key;
	return take(parser, (enum key)key, value);
}

static int parse(struct parser *parser)
{
	struct hs_span key;
	char *value;
	int rc = HS_OK;

	parser->stanza = 1;
	while (rc == HS_OK && entry_next(parser, &key, &value))
		rc = take_entry(parser, key, value);
	if (rc == HS_OK)
		rc = stanza_end(parser);
	if (rc == HS_OK && parser->policy->n_rules == 0)
		rc = fail(parser, parser->next_line, "the policy has no rule");
	return rc;
}

/* UTF-8 without control characters: its words go to terminals. */
static bool is_plain(const char *text, size_t len)
{
	unsigned size;

	if (hs_utf8_check(text, len) < len)
		return false;
	for (size_t at = 0; at < len; at += size) {
		uint32_t code = hs_utf8_next(text + at, len - at, &size);

		if ((code < 0x20 && code != '\t' && code != '\n' && code != '\r') || (code >= 0x7F && code < 0xA0) || hs_code_is_bidi(code))
			return false;
	}
	return true;
}

int hs_policy_parse(struct hs_policy **out, const char *path, const char *text, size_t len, struct hs_err *err)
{
	struct hs_arena *arena = hs_arena_new();
	struct hs_policy *policy = hs_arena_alloc(arena, sizeof(*policy));
	size_t bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	struct parser parser = { .policy = policy, .at = text + bom, .end = text + len, .err = err };
	int rc;

	*policy = (struct hs_policy){ .arena = arena, .path = hs_arena_str(arena, path), .about = "" };
	if (!is_plain(text, len))
		rc = hs_fail(err, HS_EUSAGE, "policy '%s' is not plain text in UTF-8", path);
	else
		rc = parse(&parser);
	if (rc < 0) {
		hs_policy_free(policy);
		return rc;
	}
	*out = policy;
	return HS_OK;
}

void hs_policy_free(struct hs_policy *policy)
{
	if (policy)
		hs_arena_free(policy->arena);
}
