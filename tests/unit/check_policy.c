#include "config.h"

#include "policy/policy.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "lexicon/cue.h"
#include "policy/audit.h"
#include "unit.h"

static struct hs_arena *arena;

static void setup(void)
{
	arena = hs_arena_new();
}

static void teardown(void)
{
	hs_arena_free(arena);
}

/* ── the format ── */

#define HEAD "policy own\ntitle Our own\n"
#define RULE "rule one\nseverity note\ntitle One\nsays So.\nfrom Us\n"

static const struct {
	const char *text, *message;
} wrong[] = {
	{ "", "policy 'own.policy' line 1: the policy has no 'policy'" },
	{ "title Our own\n" RULE "check opinion\n", "policy 'own.policy' line 1: the policy has no 'policy'" },
	{ "policy own\n" RULE "check opinion\n", "policy 'own.policy' line 1: the policy has no 'title'" },
	{ HEAD, "policy 'own.policy' line 2: the policy has no rule" },
	{ HEAD "severity note\n", "policy 'own.policy' line 3: 'severity' stands in a rule" },
	{ HEAD RULE "check opinion\npolicy two\n", "policy 'own.policy' line 9: 'policy' stands before the first rule" },
	{ HEAD "colour red\n", "policy 'own.policy' line 3: unknown key 'colour'" },
	{ HEAD "# but\n\ntitle Two\n", "policy 'own.policy' line 5: 'title' is there already" },
	{ HEAD "about\n", "policy 'own.policy' line 3: 'about' has no value" },
	{ HEAD "confidence 101\n", "policy 'own.policy' line 3: confidence takes a whole number from 0 to 100, not '101'" },
	{ HEAD "confidence high\n", "policy 'own.policy' line 3: confidence takes a whole number from 0 to 100, not 'high'" },
	{ "policy Our own\n", "policy 'own.policy' line 1: the name of a policy is lower-case letters, digits and '-', not 'Our own'" },
	{ HEAD RULE, "policy 'own.policy' line 3: rule 'one' has no 'check'" },
	{ HEAD "rule one\n" RULE "check opinion\n", "policy 'own.policy' line 3: rule 'one' has no 'title'" },
	{ HEAD RULE "check opinion\n" RULE "check opinion\n", "policy 'own.policy' line 9: rule 'one' is there already, in line 3" },
	{ HEAD "rule One\n", "policy 'own.policy' line 3: the name of a rule is lower-case letters, digits and '-', not 'One'" },
	{ HEAD RULE "check gossip\n",
	  "policy 'own.policy' line 8: there is no check 'gossip' ('hearsay policy --checks' lists them)" },
	{ HEAD RULE "check level depth=2\n", "policy 'own.policy' line 8: check level takes no 'depth'; it takes: who least level" },
	{ HEAD RULE "check collective level=2\n", "policy 'own.policy' line 8: check collective takes no 'level'" },
	{ HEAD RULE "check level 2\n", "policy 'own.policy' line 8: '2' is not of the form name=value" },
	{ HEAD RULE "check level level=6\n", "policy 'own.policy' line 8: level takes a whole number from 0 to 5, not '6'" },
	{ HEAD RULE "check level least=4 level=2\n", "policy 'own.policy' line 8: no level is 4 at least and 2 at most" },
	{ HEAD RULE "check level least=1\n", "policy 'own.policy' line 8: no level is 1 at least and 0 at most" },
	{ HEAD RULE "check basis-missing\n", "policy 'own.policy' line 8: nobody is below level 0: basis-missing needs a level from 1 to 5" },
	{ HEAD RULE "check level who=all\n", "policy 'own.policy' line 8: who takes one, counted, several, spokesman and anybody, not 'all'" },
	{ HEAD RULE "check level who=spokesman\n", "policy 'own.policy' line 8: who needs one, counted or several" },
	{ HEAD RULE "check reason-code codes=R1,R13\n", "policy 'own.policy' line 8: codes takes R1 to R12, not 'R13'" },
	{ HEAD RULE "check pseudonym explained=maybe\n", "policy 'own.policy' line 8: explained takes yes or no, not 'maybe'" },
	{ HEAD "rule one\nseverity grave\n", "policy 'own.policy' line 4: severity is breach, question or note, not 'grave'" },
	{ HEAD "about \xff\n", "policy 'own.policy' is not plain text in UTF-8" },
	{ HEAD "about \x1b[31mred\n", "policy 'own.policy' is not plain text in UTF-8" },
	{ "\xEF\xBB\xBF" HEAD, "policy 'own.policy' line 2: the policy has no rule" },          /* a byte order mark is none of its words */
};

START_TEST(tells_the_line_that_is_wrong)
{
	struct hs_policy *policy;
	struct hs_err err = { 0 };

	ck_assert_int_eq(hs_policy_parse(&policy, "own.policy", wrong[_i].text, strlen(wrong[_i].text), &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, wrong[_i].message);
}
END_TEST

static struct hs_policy *parse(const char *text)
{
	struct hs_policy *policy;
	struct hs_err err;

	ck_assert_msg(hs_policy_parse(&policy, "own.policy", text, strlen(text), &err) == HS_OK, "%s", err.msg);
	return policy;
}

START_TEST(reads_all_of_a_policy)
{
	struct hs_policy *policy = parse("# ours\r\n" HEAD "about One,\n  two \n\tand three.\nconfidence 40\n\n" RULE
					 "check direct-quote words=7 who=counted,spokesman\nrule two\nseverity breach\ncheck by-hand\n"
					 "title Two\nsays Look.\nfrom Us, \xe2\x80\x9c" "2\xe2\x80\x9d");

	ck_assert_str_eq(policy->name, "own");
	ck_assert_str_eq(policy->about, "One, two and three.");
	ck_assert_int_eq(policy->confidence, 40);
	ck_assert_uint_eq(policy->n_rules, 2);
	ck_assert_int_eq(policy->rules[0].check, HS_CHECK_direct_quote);
	ck_assert_int_eq(policy->rules[0].options.words, 7);
	ck_assert_uint_eq(policy->rules[0].options.who, HS_WHO_COUNTED | HS_WHO_SPOKESMAN);
	ck_assert_int_eq(policy->rules[0].severity, HS_SEVERITY_NOTE);
	ck_assert_str_eq(policy->rules[1].from, "Us, \xe2\x80\x9c" "2\xe2\x80\x9d");
	ck_assert_uint_eq(policy->rules[1].options.who, HS_WHO_ONE | HS_WHO_COUNTED);
	hs_policy_free(policy);
}
END_TEST

static const char *const installed[] = { "ap", "bbc", "npr", "nyt", "reuters", "strict" };

START_TEST(reads_the_installed_ones)
{
	struct hs_str names = HS_STR_INIT;
	struct hs_policy *policy;
	struct hs_err err;

	ck_assert_int_eq(setenv("HEARSAY_POLICIES", hs_arena_printf(arena, "%s/reports/policy", getenv("SRC") ? getenv("SRC") : "."), 1), 0);
	ck_assert_msg(hs_policy_open(&policy, installed[_i], &err) == HS_OK, "%s", err.msg);
	ck_assert_str_eq(policy->name, installed[_i]);
	hs_policy_free(policy);
	hs_policy_names(&names);
	ck_assert_str_eq(names.ptr, "ap, bbc, npr, nyt, reuters, strict");
	hs_str_release(&names);
}
END_TEST

START_TEST(tells_which_there_are)
{
	struct hs_policy *policy;
	struct hs_err err;

	setenv("HEARSAY_POLICIES", hs_arena_printf(arena, "%s/reports/policy", getenv("SRC") ? getenv("SRC") : "."), 1);
	ck_assert_int_eq(hs_policy_open(&policy, "gazette", &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, "there is no policy 'gazette'; there are: ap, bbc, npr, nyt, reuters, strict; a file has a '/' or ends in '.policy'");
	ck_assert_int_eq(hs_policy_open(&policy, "nowhere.policy", &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, "cannot open 'nowhere.policy': No such file or directory");
	setenv("HEARSAY_POLICIES", "/nonexistent", 1);
	ck_assert_int_eq(hs_policy_open(&policy, "ap", &err), HS_EUSAGE);
	ck_assert_str_eq(err.msg, "there is no policy 'ap', and none is installed");
}
END_TEST

/* ── the checks ── */

/*
 * Prose with what was found in it: "[s1 An aide], who [g1 asked not to be named], [c said] [t1 the bridge is safe]". The digit is that of the source; s
 * mention, g grant, r reason, b basis, c cue (its word gives the stance), t content, w through whom. A headline stands behind a '^' at the end.
 */
#define MOST 8

struct spec {
	enum hs_kind kind;
	int code, level, count;
	bool plural_for_one;
};

struct draft {
	struct hs_article *article;
	struct hs_extraction *found;
	struct hs_ranges source_spans[MOST], cue, through;
	enum hs_stance stance;
};

static void add(struct hs_ranges *ranges, struct hs_range range)
{
	struct hs_range *at = hs_arena_array(arena, ranges->n + 1, sizeof(*at));

	if (ranges->n)
		memcpy(at, ranges->at, ranges->n * sizeof(*at));
	at[ranges->n] = range;
	*ranges = (struct hs_ranges){ at, ranges->n + 1 };
}

static void add_claim(struct draft *draft, unsigned source, struct hs_range content)
{
	struct hs_claim *claim = &draft->found->claims[draft->found->n_claims++];

	ck_assert_uint_le(draft->found->n_claims, MOST);
	*claim = (struct hs_claim){
		.source = source, .source_spans = draft->source_spans[source], .cue = draft->cue, .through = draft->through,
		.stance = draft->stance, .confidence = 0.9, .outer = -1, .answers = -1,
		.quotation = draft->article->text[content.start] == '"' ? HS_DIRECT : HS_INDIRECT,
		.para = (uint32_t)hs_article_para_at(draft->article, content.start),
	};
	add(&claim->content, content);
	claim->id = hs_claim_key(draft->article, claim);
	draft->through = (struct hs_ranges){ 0 };
}

static enum hs_stance stance_of(const char *word, size_t len)
{
	const struct hs_cue *cue = hs_cue_find(hs_arena_strn(arena, word, strcspn(word, " ") < len ? strcspn(word, " ") : len));

	return cue ? (enum hs_stance)cue->stance : HS_ASSERTS;
}

static void take_mark(struct draft *draft, char role, unsigned source, struct hs_range range)
{
	struct hs_source *it = &draft->found->sources[source];

	switch (role) {
	case 's':
		draft->source_spans[source] = (struct hs_ranges){ 0 };
		add(&draft->source_spans[source], range);
		add(&it->mentions, range);
		if (!it->name)
			it->name = hs_arena_strn(arena, draft->article->text + range.start, range.end - range.start);
		break;
	case 'g':
		add(&it->grant, range);
		break;
	case 'r':
		add(&it->reason, range);
		break;
	case 'b':
		add(&it->basis, range);
		break;
	case 'w':
		draft->through = (struct hs_ranges){ 0 };
		add(&draft->through, range);
		break;
	case 'c':
		draft->cue = (struct hs_ranges){ 0 };
		add(&draft->cue, range);
		draft->stance = stance_of(draft->article->text + range.start, range.end - range.start);
		break;
	default:
		ck_assert_int_eq(role, 't');
		add_claim(draft, source, range);
	}
}

struct mark {
	char role;
	unsigned source;
	struct hs_range range;
};

/* Take the marks off; contents come last, so that a cue and a source may stand behind their claim. */
static char *unmark(const char *marked, struct mark *marks, size_t *n, const char **headline)
{
	struct hs_str text = HS_STR_INIT;
	size_t open[MOST], depth = 0;
	char *out;

	*headline = NULL;
	*n = 0;
	for (const char *at = marked; *at; at++) {
		if (*at == '[') {
			ck_assert_uint_lt(*n, 40);
			marks[*n] = (struct mark){ .role = at[1], .source = isdigit((unsigned char)at[2]) ? (unsigned)(at[2] - '1') : 0 };
			marks[*n].range.start = (uint32_t)text.len;
			open[depth++] = (*n)++;
			at += isdigit((unsigned char)at[2]) ? 3 : 2;
		} else if (*at == ']') {
			marks[open[--depth]].range.end = (uint32_t)text.len;
		} else if (*at == '^') {
			*headline = hs_arena_str(arena, "");
			hs_str_addc(&text, '\n');
		} else {
			hs_str_addc(&text, *at);
		}
	}
	out = hs_arena_strn(arena, text.ptr, text.len);
	hs_str_release(&text);
	return out;
}

/* A claim takes the source and the cue of its sentence: the marks before it back to the last content, or those right behind it. */
static void take_marks(struct draft *draft, const struct mark *marks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (marks[i].role != 't') {
			take_mark(draft, marks[i].role, marks[i].source, marks[i].range);
			continue;
		}
		for (size_t k = i + 1; k < n && k <= i + 2 && marks[k].range.start < marks[i].range.end + 4 + 40 && marks[k].role != 't'; k++)
			if (draft->article->text[marks[i].range.end] == ',' && (marks[k].role == 's' || marks[k].role == 'c'))
				take_mark(draft, marks[k].role, marks[k].source, marks[k].range);
		take_mark(draft, 't', marks[i].source, marks[i].range);
	}
}

static struct hs_extraction *found_in(const char *marked, const struct spec *specs)
{
	struct mark marks[40];
	const char *headline;
	size_t n;
	char *text = unmark(marked, marks, &n, &headline), *behind = headline ? strrchr(text, '\n') : NULL;
	struct draft draft = { .article = hs_article_new(arena, text, behind ? (size_t)(behind - text) : strlen(text)) };

	draft.article->headline = behind ? behind + 1 : NULL;
	draft.article->outlet = "Harbour Ledger";
	hs_article_finish(draft.article, NULL, 0);
	draft.found = hs_arena_alloc(arena, sizeof(*draft.found));
	*draft.found = (struct hs_extraction){
		.article = draft.article, .sources = hs_arena_array(arena, MOST, sizeof(struct hs_source)),
		.claims = hs_arena_array(arena, MOST, sizeof(struct hs_claim)),
	};
	for (; draft.found->n_sources < MOST && specs[draft.found->n_sources].level; draft.found->n_sources++) {
		const struct spec *spec = &specs[draft.found->n_sources];

		draft.found->sources[draft.found->n_sources] = (struct hs_source){
			.kind = spec->kind, .reason_code = spec->code, .specificity = spec->level - 10, .count = spec->count,
			.plural_for_one = spec->plural_for_one,
		};
	}
	take_marks(&draft, marks, n);
	return draft.found;
}

/* level is 10 more than it is, so that 0 ends the list */
#define ONE(code, level) { HS_KIND_INDIVIDUAL, code, 10 + (level), 1, false }
#define TWO(code, level) { HS_KIND_GROUP, code, 10 + (level), 2, false }
#define MANY(code, level) { HS_KIND_GROUP, code, 10 + (level), 0, false }
#define NAMED { HS_KIND_PERSON, -1, 9, 0, false }
#define BODY { HS_KIND_ORGANISATION, -1, 9, 0, false }
#define KIND(kind) { HS_KIND_##kind, -1, 9, 0, false }

static const struct {
	const char *check, *text;
	struct spec sources[4];
	const char *words;              /* of the findings, joined by " | "; NULL: none */
} cases[] = {
	/* a reason is owed by whoever is used, unless the description may tell who it is */
	{ "reason-missing", "[s1 An aide] [c said] [t1 the quay is closed].", { ONE(0, 1) }, "An aide" },
	{ "reason-missing", "[s1 An aide] [c said] [t1 the quay is closed], [r1 fearing for her job].", { ONE(3, 1) }, NULL },
	{ "reason-missing", "[s1 The harbourmaster] [c said] [t1 the quay is closed].", { ONE(0, 2) }, NULL },
	{ "reason-missing", "[s1 The aide], who [g1 asked not to be named], [c said] [t1 the quay is closed].", { ONE(0, 1) }, "The aide" },
	{ "reason-missing", "[s1 A port spokesman] [c said] [t1 the quay is closed].", { ONE(0, 3) }, NULL },
	{ "reason-missing who=one,spokesman", "[s1 A port spokesman] [c said] [t1 the quay is closed].", { ONE(0, 3) }, "A port spokesman" },
	{ "reason-missing", "[s1 A port spokesman], who [g1 would not be named], [c said] [t1 it is].", { ONE(0, 3) }, "A port spokesman" },
	{ "reason-missing", "[s1 Officials] [c said] [t1 the quay is closed].", { MANY(0, 1) }, NULL },
	{ "reason-missing", "[s1 Unidentified officials] [c said] [t1 the quay is closed].", { MANY(0, 1) }, "Unidentified officials" },
	{ "reason-missing", "[s1 Anonymous residents] [c said] [t1 the quay is closed].", { MANY(0, 1) }, "Anonymous residents" },
	{ "reason-missing who=several", "[s1 Officials] [c said] [t1 the quay is closed].", { MANY(0, 1) }, "Officials" },
	{ "reason-missing who=several", "[s1 Residents] [c said] [t1 the quay is closed].", { MANY(0, 1) }, NULL },
	{ "reason-missing", "[w1 The Post] reported, citing [s1 two aides], [t1 that the quay is closed].", { TWO(0, 1) }, NULL },
	{ "reason-missing", "[s1 An aide] [c declined] [t1 to say more].", { ONE(0, 1) }, NULL },
	{ "reason-missing", "[s1 An aide] [c said] [t1 it is].", { ONE(-1, 1) }, NULL },
	{ "reason-missing granted=no", "[s1 An aide], who [g1 asked not to be named], [c said] [t1 it is].", { ONE(0, 1) }, NULL },
	{ "reason-missing granted=no", "[s1 An aide] [c said] [t1 it is].", { ONE(0, 1) }, "An aide" },
	{ "grant-without-reason", "[s1 An aide], [g1 on condition of anonymity], [c said] [t1 it is].", { ONE(0, 1) }, "on condition of anonymity" },
	{ "grant-without-reason", "[s1 An aide] [c said] [t1 it is].", { ONE(0, 1) }, NULL },
	{ "grant-without-reason", "[s1 An aide] [g1 asked not to be named] [r1 to speak freely]. She [c said] [t1 it is].", { ONE(8, 1) }, NULL },

	{ "reason-code", "[s1 An aide] [r1 was not authorized to speak]. She [c said] [t1 it is].", { ONE(1, 1) }, "was not authorized to speak" },
	{ "reason-code codes=R2", "[s1 An aide] [r1 was not authorized to speak]. She [c said] [t1 it is].", { ONE(1, 1) }, NULL },
	{ "reason-code", "[s1 An aide] [r1 feared for her job]. She [c said] [t1 it is].", { ONE(3, 1) }, NULL },

	{ "level", "[s1 A source] [c said] [t1 the quay is closed].", { ONE(0, 0) }, "A source" },
	{ "level", "[s1 Everyone] [c said] [t1 the quay is closed].", { ONE(0, 0) }, NULL },
	{ "level", "[s1 Another] [c said] [t1 the quay is closed].", { ONE(0, 0) }, "Another" },
	{ "level", "[s1 Two committees] [c said] [t1 the quay is closed].", { TWO(0, 0) }, NULL },
	{ "level", "[s1 An aide] [c said] [t1 the quay is closed].", { ONE(0, 1) }, NULL },
	{ "level level=1", "[s1 An aide] [c said] [t1 the quay is closed].", { ONE(0, 1) }, "An aide" },
	{ "level level=1 least=1", "[s1 A source] [c said] [t1 the quay is closed].", { ONE(0, 0) }, NULL },
	{ "level", "[s1 A person] [b1 familiar with the plan] [c said] [t1 the quay is closed].", { ONE(0, 0) }, NULL },
	{ "level level=5", "[s1 An aide] [c said] [t1 the quay is closed].", { ONE(0, -1) }, NULL },

	{ "basis-missing level=3", "[s1 A port official] [c said] [t1 the quay is closed].", { ONE(0, 2) }, "A port official" },
	{ "basis-missing level=3", "[s1 An official] [b1 briefed on the plan] [c said] [t1 it is].", { ONE(0, 2) }, NULL },
	{ "basis-missing level=3", "[s1 A senior official at the port] [c said] [t1 it is].", { ONE(0, 3) }, NULL },
	{ "basis-missing level=3", "[s1 An official] [c denied] [t1 that the quay is closed].", { ONE(0, 2) }, NULL },

	{ "close-to who=several", "[s1 Sources close to the mayor] [c said] [t1 she is tired].", { MANY(0, 2) }, "Sources close to the mayor" },
	{ "close-to who=several", "[s1 Officials near the quay] [c said] [t1 she is tired].", { MANY(0, 2) }, NULL },

	{ "collective", "[s1 Critics] [c say] [t1 it leaks].", { KIND(COLLECTIVE) }, "Critics" },
	{ "collective", "[s1 Islanders] [c say] [t1 it leaks].", { KIND(COLLECTIVE) }, NULL },
	{ "reportedly", "The mayor [c reportedly] [t1 wept].", { KIND(UNATTRIBUTED) }, "reportedly" },
	{ "reportedly", "The mayor was [c told] [t1 to weep].", { KIND(UNATTRIBUTED) }, NULL },
	{ "second-hand", "[s1 Local media] [c reported] [t1 that it leaks].", { KIND(OUTLET) }, "Local media" },
	{ "second-hand", "On Monday [s1 the Valley Post] [c reported] [t1 that it leaks].", { KIND(OUTLET) }, NULL },
	{ "has-learned", "The Harbour Ledger has learned that the quay will close.", { NAMED }, "The Harbour Ledger has learned" },
	{ "has-learned", "We have now learned that the quay will close.", { NAMED }, "We have now learned" },
	{ "has-learned", "The Harbour Ledger has learned from two pilots that the quay will close.", { NAMED }, NULL },
	{ "has-learned", "The mayor has learned that the quay will close.", { NAMED }, NULL },
	{ "has-learned", "\"We have learned a lot,\" the mayor said.", { NAMED }, NULL },

	{ "opinion", "[s1 An aide] [c said] [t1 the plan was a terrible idea].", { ONE(0, 1) }, "terrible idea" },
	{ "opinion", "[s1 An aide] [c said] [t1 the plan had been signed].", { ONE(0, 1) }, NULL },
	{ "opinion", "[s1 Ines Falk] [c said] [t1 the plan was a terrible idea].", { NAMED }, NULL },
	{ "attack", "[s1 An aide] [c said] [t1 the mayor was totally clueless].", { ONE(0, 1) }, "was totally clueless" },
	{ "attack", "[s1 An aide] [c said] [t1 the mayor is out of her depth].", { ONE(0, 1) }, "out of her depth" },
	{ "attack", "[s1 An aide] [c said] [t1 the mayor was in the room].", { ONE(0, 1) }, NULL },
	{ "direct-quote", "[t1 \"We waited all night for her,\"] [s1 an aide] [c said].", { ONE(0, 1) }, "\"We waited all night for her,\"" },
	{ "direct-quote words=7", "[t1 \"We waited all night for her,\"] [s1 an aide] [c said].", { ONE(0, 1) }, NULL },
	{ "direct-quote", "[s1 An aide] [c said] [t1 they waited all night for her].", { ONE(0, 1) }, NULL },

	{ "headline", "[s1 An official] [c said] [t1 it will].^[t1 Quay to shut]: [s1 official]", { ONE(0, 1) }, "Quay to shut: official" },
	{ "headline", "It is shut.^[t1 Quay to shut]: [s1 official]", { ONE(0, 1) }, NULL },
	{ "headline", "It is shut.^[t1 Quay to shut]: [s1 Falk]", { NAMED }, NULL },
	{ "headline", "[s2 Ines Falk] [c said] [t2 the old quay would shut on Monday].^[t1 Old quay to shut on Monday], [s1 official] [c says]",
	  { ONE(0, 1), NAMED }, NULL },
	{ "headline", "It is shut.^Quay to shut", { NAMED }, NULL },
	{ "lede", "[t1 The quay will shut], [s1 an aide] [c said].\n\nIt is old.", { ONE(0, 1) }, "The quay will shut, an aide said." },
	{ "lede", "[t2 The quay will shut], [s2 Falk] [c said].\n\n[s1 An aide] [c said] [t1 it is old].", { ONE(0, 1), NAMED }, NULL },
	{ "share claims=2", "[s1 An aide] [c said] [t1 it is shut]. [s1 She] [c added] [t1 it was old].", { ONE(0, 1) }, "it is shut" },
	{ "share claims=3", "[s1 An aide] [c said] [t1 it is shut]. [s1 She] [c added] [t1 it was old].", { ONE(0, 1) }, NULL },
	{ "share claims=2 over=50", "[s1 An aide] [c said] [t1 it is shut]. [s2 Falk] [c added] [t2 it was old].", { ONE(0, 1), NAMED }, NULL },

	{ "single-source", "[s1 An aide] [c said] [t1 the old quay would shut on Monday].", { ONE(0, 1) }, "the old quay would shut on Monday" },
	{ "single-source", "[s1 An aide] [c said] [t1 the old quay would shut on Monday]. [s2 Falk] [c said] [t2 the quay will be shut from Monday].",
	  { ONE(0, 1), NAMED }, NULL },
	{ "single-source", "[s1 Two aides] [c said] [t1 the old quay would shut on Monday].", { TWO(0, 1) }, NULL },
	{ "plural-for-one who=several", "[s1 Sources] [c said] [t1 it is shut]. [s1 The source] [c said] [t1 why].", { { HS_KIND_GROUP, 0, 11, 0, true } }, "The source" },
	{ "plural-for-one who=several", "[s1 Sources] [c said] [t1 it is shut].", { MANY(0, 1) }, NULL },

	{ "declined-yet-quoted", "[s2 The Port Authority] [c declined] [t2 to comment]. [s1 A Port Authority official] [c said] [t1 it is shut].",
	  { ONE(0, 3), BODY }, "The Port Authority" },
	{ "declined-yet-quoted", "[s2 The Port Authority] [c declined] [t2 to comment]. [s1 A customs official] [c said] [t1 it is shut].",
	  { ONE(0, 2), BODY }, NULL },
	{ "declined-yet-quoted", "[s2 The Port Authority] [c declined] [t2 to comment]. [s1 An aide familiar with the Port Authority] [c said] [t1 it is].",
	  { ONE(0, 2), BODY }, NULL },
	{ "declined-yet-quoted", "[s2 Aunekraft, a Norvane company,] [c declined] [t2 to comment]. [s1 A Norvane official] [c said] [t1 it is].",
	  { ONE(0, 2), BODY }, NULL },
	{ "declined-yet-quoted", "[s2 A spokesman for Aunekraft] [c declined] [t2 to comment]. [s1 An engineer at Aunekraft] [c said] [t1 it is].",
	  { ONE(0, 3), ONE(0, 3) }, "A spokesman for Aunekraft" },
	/* the organisation by a noun: the one that was named last */
	{ "declined-yet-quoted", "[s2 A spokesman for Aunekraft] [c declined] [t2 to comment]. [s1 An engineer at the company] [c said] [t1 it is].",
	  { ONE(0, 3), ONE(0, 3) }, "A spokesman for Aunekraft" },
	{ "declined-yet-quoted", "[s2 Ada Falk, a spokeswoman for Aunekraft,] [c declined] [t2 to comment]. [s1 An official with the company] [c said] [t1 it is].",
	  { ONE(0, 3), NAMED }, "Ada Falk, a spokeswoman for Aunekraft," },
	{ "declined-yet-quoted", "The deal of Aunekraft is off, [s1 an official at the company] [c said]. [s2 Its spokesman Tom Falk of Aunekraft] [c declined] [t2 to comment].",
	  { ONE(0, 3), NAMED }, NULL },         /* the official says nothing */
	{ "declined-yet-quoted", "[t1 Aunekraft is broke], [s1 an official at the company] [c said]. [s2 A spokesman for Aunekraft] [c declined] [t2 to comment].",
	  { ONE(0, 3), ONE(0, 3) }, "A spokesman for Aunekraft" },
	{ "declined-yet-quoted", "Aunekraft sold Tarnholm. [s2 A spokesman for Aunekraft] [c declined] [t2 to comment]. Then Tarnholm closed. [s1 An engineer at the company] [c said] [t1 why].",
	  { ONE(0, 3), ONE(0, 3) }, NULL },
	{ "declined-yet-quoted", "[s2 A spokesman for the agency] [c declined] [t2 to comment]. [s1 An official at the agency] [c said] [t1 it is shut].",
	  { ONE(0, 3), ONE(0, 3) }, "A spokesman for the agency" },
	{ "declined-yet-quoted", "[s2 A spokesman for the agency] [c declined] [t2 to comment]. [s1 An official at the ministry] [c said] [t1 it is shut].",
	  { ONE(0, 3), ONE(0, 3) }, NULL },
	{ "declined-yet-quoted", "[s2 A spokesman for the agency] [c declined] [t2 to comment]. [s1 A lawyer familiar with the agency] [c said] [t1 it is].",
	  { ONE(0, 3), ONE(0, 3) }, NULL },
	{ "declined-yet-quoted", "The Tarn Port Authority is broke. [s2 A spokesman for the authority] [c declined] [t2 to comment]. [s1 A Tarn Port Authority official] [c said] [t1 it is].",
	  { ONE(0, 3), ONE(0, 3) }, "A spokesman for the authority" },
	{ "declined-yet-quoted", "[s2 The Port Authority] [c said] [t2 nothing]. [s1 A Port Authority official] [c said] [t1 it is shut].",
	  { ONE(0, 3), BODY }, NULL },
	{ "response-missing", "[s1 An aide] [c said] [t1 that Falk took bribes].", { ONE(0, 1) }, "bribes" },
	{ "response-missing", "[s1 An aide] [c said] [t1 that Falk took bribes]. Falk did not respond to a request for comment.", { ONE(0, 1) }, NULL },
	{ "response-missing", "[s1 An aide] [c said] [t1 that Falk took bribes]. [s2 Falk] [c said] [t2 she was at home].", { ONE(0, 1), NAMED }, NULL },
	{ "response-missing", "[s1 An aide] [c said] [t1 that somebody took bribes].", { ONE(0, 1) }, NULL },
	{ "pseudonym", "[s1 Ada], [g1 a pseudonym], [c said] [t1 it is shut].", { ONE(0, 1) }, "a pseudonym" },
	{ "pseudonym", "[s1 Ada], [g1 a pseudonym] [r1 to protect her family], [c said] [t1 it is shut].", { ONE(9, 1) }, NULL },
	{ "pseudonym explained=yes", "[s1 Ada], [g1 a pseudonym] [r1 to protect her], [c said] [t1 it is shut].", { ONE(9, 1) }, "a pseudonym" },
	{ "by-hand", "[s1 An aide] [c said] [t1 it is shut].", { ONE(0, 0) }, NULL },
};

static const char *words_found(const struct hs_policy *policy, const struct hs_extraction *found)
{
	const struct hs_case it = { .found = found };
	struct hs_findings findings = hs_audit(policy, &it);
	const char *words = NULL;

	for (size_t i = 0; i < findings.n; i++) {
		struct hs_range at = findings.at[i].at;

		ck_assert_uint_lt(at.start, at.end);
		ck_assert_uint_le(at.end, found->article->full_len);
		words = hs_arena_printf(arena, "%s%s%.*s", words ? words : "", words ? " | " : "", (int)(at.end - at.start),
					found->article->text + at.start);
	}
	return words;
}

START_TEST(finds_what_it_should)
{
	struct hs_policy *policy = parse(hs_arena_printf(arena, HEAD RULE "check %s\n", cases[_i].check));
	struct hs_extraction *found = found_in(cases[_i].text, cases[_i].sources);

	ck_assert_msg((cases[_i].words == NULL) == (words_found(policy, found) == NULL) &&
		      (!cases[_i].words || strcmp(cases[_i].words, words_found(policy, found)) == 0),
		      "check %s of %s: wanted '%s', found '%s'", cases[_i].check, cases[_i].text,
		      cases[_i].words ? cases[_i].words : "nothing", words_found(policy, found) ? words_found(policy, found) : "nothing");
	hs_policy_free(policy);
}
END_TEST

/* What is found with less confidence than the policy asks for counts for nothing. */
START_TEST(leaves_out_what_is_unsure)
{
	struct hs_policy *policy = parse(HEAD "confidence 91\n" RULE "check reason-missing\n");
	struct hs_extraction *found = found_in("[s1 An aide] [c said] [t1 it is shut].", (struct spec[4]){ ONE(0, 1) });

	ck_assert_ptr_null(words_found(policy, found));
	hs_policy_free(policy);
}
END_TEST

/* What one who is quoted says that others say is not the article's sourcing. */
START_TEST(leaves_out_what_others_are_told_to_say)
{
	struct hs_policy *policy = parse(HEAD RULE "check reason-missing\n");
	struct hs_extraction *found = found_in("[s2 Falk] [c said] [t2 that [s1 an aide] [c told] her [t1 it is shut]].",
					       (struct spec[4]){ ONE(0, 1), NAMED });

	ck_assert_uint_eq(found->n_claims, 2);
	ck_assert_str_eq(words_found(policy, found), "an aide");
	for (size_t i = 0; i < 2; i++)
		if (found->claims[i].source == 0)
			found->claims[i].outer = (int32_t)(1 - i);
	ck_assert_ptr_null(words_found(policy, found));
	hs_policy_free(policy);
}
END_TEST

/* A finding keeps its id; another policy's is another. */
START_TEST(has_an_id_of_its_own)
{
	struct hs_policy *policy = parse(HEAD RULE "check reason-missing\n");
	struct hs_policy *other = parse("policy other\ntitle Another\n" RULE "check reason-missing\n");
	const struct hs_case it = { .found = found_in("[s1 An aide] [c said] [t1 it is shut].", (struct spec[4]){ ONE(0, 1) }) };
	struct hs_findings a = hs_audit(policy, &it), b = hs_audit(policy, &it), c = hs_audit(other, &it);

	ck_assert_uint_eq(a.n, 1);
	ck_assert_str_eq(a.at[0].id.hex, b.at[0].id.hex);
	ck_assert_str_ne(a.at[0].id.hex, c.at[0].id.hex);
	ck_assert_str_eq(a.at[0].because, "no reason is given for not naming 'An aide'");
	hs_policy_free(other);
	hs_policy_free(policy);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("policy");
	TCase *format = tcase_create("format"), *checks = tcase_create("checks");

	tcase_add_checked_fixture(format, setup, teardown);
	tcase_add_loop_test(format, tells_the_line_that_is_wrong, 0, ROWS(wrong));
	tcase_add_test(format, reads_all_of_a_policy);
	tcase_add_loop_test(format, reads_the_installed_ones, 0, ROWS(installed));
	tcase_add_test(format, tells_which_there_are);
	suite_add_tcase(suite, format);
	tcase_add_checked_fixture(checks, setup, teardown);
	tcase_add_loop_test(checks, finds_what_it_should, 0, ROWS(cases));
	tcase_add_test(checks, leaves_out_what_is_unsure);
	tcase_add_test(checks, leaves_out_what_others_are_told_to_say);
	tcase_add_test(checks, has_an_id_of_its_own);
	suite_add_tcase(suite, checks);
	return unit_run(suite);
}
