#include "attribute/phrase.h"

#include <stdlib.h>

#define NO_TOKEN UINT32_MAX

struct scan {
	const struct hs_work *work;
	const struct hs_names *names;
	struct hs_run run;
	struct hs_phrase out;
	uint32_t at;
	uint32_t last, noun;            /* the latest word of the phrase and the noun that may be its head, or NO_TOKEN */
	uint32_t name;                  /* the name that may be its head, plus 1 */
	bool titled;                    /* within "Association of ..." */
	bool share;                     /* "one in four voters" */
};

static bool has_head(const struct scan *s)
{
	return s->noun != NO_TOKEN || s->name;
}

static bool is_mark(const struct hs_work *work, uint32_t at, const char *marks)
{
	const struct hs_token *token = &work->tokens[at];

	return !token->alnum && strstr(marks, token->lex->fold) != NULL;
}

/* Quotation marks stand anywhere and end nothing. */
static bool is_quote(const struct hs_work *work, uint32_t at)
{
	return hs_word_is_any_quote(work->tokens[at].lex->fold);
}

static int number_of(const char *fold)
{
	static const char *const words[] = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
					     "eleven", "twelve" };
	char *end;
	long number;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i], fold) == 0)
			return (int)i + 1;
	number = strtol(fold, &end, 10);
	return *end == '\0' && number > 0 && number < 10000 ? (int)number : 0;
}

/* Prepositions, conjunctions, adverbs and marks before the phrase proper: "But a source", "by several people". */
static void lead_skip(struct scan *s)
{
	while (s->at < s->run.end) {
		const struct hs_token *token = &s->work->tokens[s->at];
		enum hs_small small = token->lex->small;

		if (token->alnum && (s->names->of_token[s->at] || (small != HS_SMALL_PREPOSITION && small != HS_SMALL_CONJUNCTION &&
								   small != HS_SMALL_ADVERB && small != HS_SMALL_AUXILIARY)))
			break;          /* "Will" of George Will is none of these */
		s->at++;
	}
}

static bool is_digits(const struct hs_token *token)
{
	return token->alnum && token->lex->fold[0] >= '0' && token->lex->fold[0] <= '9';
}

/* Take determiners: "the", "a second", "at least three", "his two". */
static void determiners_read(struct scan *s)
{
	for (; s->at < s->run.end; s->at++) {
		const struct hs_token *token = &s->work->tokens[s->at];
		enum hs_small small = token->lex->small;
		bool first = s->out.determiner == HS_SMALL_NONE;

		if (is_quote(s->work, s->at))
			continue;
		if (small == HS_SMALL_DEFINITE || small == HS_SMALL_INDEFINITE || small == HS_SMALL_QUANTITY) {
			if (first)
				s->out.determiner = small;
		} else if (small == HS_SMALL_OTHER) {
			s->out.other = true;
			if (first)
				s->out.determiner = small;
		} else if (small == HS_SMALL_POSSESSIVE) {
			s->out.owner = s->at + 1;
			s->out.determiner = small;
		} else if (small == HS_SMALL_NUMBER || (is_digits(token) && token->range.end - token->range.start < 5)) {
			s->out.count = number_of(token->lex->fold);
			if (first)
				s->out.determiner = HS_SMALL_NUMBER;
		} else if (small == HS_SMALL_ORDINAL) {
			s->out.other |= s->out.determiner == HS_SMALL_INDEFINITE;
		} else if (small == HS_SMALL_ADVERB || hs_word_in(token->lex->fold, "at least more than as")) {
			continue;
		} else {
			break;
		}
	}
}

/* "some of", "a majority of", "a group of": what counts is what follows. */
static bool is_partitive(const struct scan *s, const struct hs_token *before)
{
	return hs_small_is_quantifier(before->lex->small) || before->lex->small == HS_SMALL_ORDINAL ||
	       (hs_word_in(before->lex->fold, "number majority half third quarter percent group handful couple lot lots plurality "
			   "array host one ones pair trio series rest crowd range variety contingent chorus swath numbers army class crop wave kind "
			   "type sort mix dozens groups slice segment fraction portion share bulk cadre cohort bunch slew raft "
			   "smattering legion legions score scores flock bevy") && s->out.count == 0) ||
	       is_mark(s->work, (uint32_t)(before - s->work->tokens), "%") || is_digits(before);
}

/* "Democrats seeking ...", "people accused of ..." */
static bool is_participle(const struct hs_token *token)
{
	const char *fold = token->lex->fold;

	return !token->upper && !token->noun && !strchr(fold, '-') && (hs_ends_in(fold, "ing") || hs_ends_in(fold, "ed"));
}

/* "two past elections", "an outside adviser": no preposition, as a noun follows and no article */
static bool is_before_noun(const struct scan *s, uint32_t at)
{
	const struct hs_token *token = &s->work->tokens[at], *next = token + 1;

	return hs_word_in(token->lex->fold, "past outside inside") && at + 1 < s->run.end && next->noun && !next->upper &&
	       (next->plural || (at && hs_small_is_article(token[-1].lex->small)));
}

/* Does token `at` end the part of the phrase up to its head? */
static bool ends_core(const struct scan *s, uint32_t at, bool headed)
{
	const struct hs_token *token = &s->work->tokens[at];

	if (!token->alnum)
		return !is_quote(s->work, at) && (!is_mark(s->work, at, "% $ . / -") || (headed && hs_is_dash(s->work, at)));
	if (s->names->of_token[at])
		return false;
	switch (token->lex->small) {
	case HS_SMALL_PREPOSITION:
		return !is_before_noun(s, at);
	case HS_SMALL_CONJUNCTION:
	case HS_SMALL_RELATIVE:
	case HS_SMALL_AUXILIARY:
		return true;
	case HS_SMALL_DEFINITE:
	case HS_SMALL_AFTER:
	case HS_SMALL_PRONOUN:
		return headed;
	default:
		return headed && is_participle(token);
	}
}

static uint32_t name_ending_at(const struct scan *s, uint32_t at)
{
	uint32_t name = s->names->of_token[at];

	if (!name || s->names->at[name - 1].run.end != at + 1)
		return 0;
	if (s->names->at[name - 1].modifier && at + 1 < s->run.end)
		return 0;
	return name;
}

/* Is a possessive the head itself, because nothing of the phrase follows? */
static bool is_last(const struct scan *s, uint32_t at)
{
	for (at++; at < s->run.end; at++)
		if (s->work->tokens[at].alnum)
			return false;
	return true;
}

/* "an accomplished, experienced member": adjectives before any noun */
static bool goes_on_after_comma(const struct scan *s)
{
	const struct hs_token *next = &s->work->tokens[s->at + 1];

	return !has_head(s) && s->out.determiner != HS_SMALL_NONE && s->at + 1 < s->run.end && next->alnum && !next->upper &&
	       next->lex->small == HS_SMALL_NONE && !s->work->tokens[s->at - 1].upper;
}

static bool ends_in_s(const char *fold)
{
	size_t len = strlen(fold);

	return len > 2 && fold[len - 1] == 's' && fold[len - 2] != 's';
}

/* "University of Ohio", "Bank of America": capitals on both sides */
static bool is_name_of(const struct scan *s)
{
	const struct hs_token *before = &s->work->tokens[s->at - 1];

	return s->last == s->at - 1 && s->at + 1 < s->run.end && before->upper && before->noun && !before->possessive &&
	       before->noun->cls == HS_NOUN_BODY && s->work->tokens[s->at + 1].upper;
}

/* "party Chairman Tom Weller", "state Del. Ana Diaz": do the capitals at the scan lead to a person's name? */
static bool person_follows(const struct scan *s)
{
	for (uint32_t at = s->at; at < s->run.end; at++) {
		if (s->names->of_token[at])
			return true;
		if (!s->work->tokens[at].upper && !hs_token_is(s->work, at, "."))
			return false;
	}
	return false;
}

/* "the advocacy group Friends of Ohio": the noun before a name says what it is; but "the campaign TV ad" */
static bool names_follow(const struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->noun], *next = &s->work->tokens[s->at + 1];

	return s->work->tokens[s->at].upper && !token->upper && token->lex->small == HS_SMALL_NONE &&
	       (token->noun->cls == HS_NOUN_BODY || token->noun->cls == HS_NOUN_OUTLET) && !person_follows(s) &&
	       !(s->at + 1 < s->run.end && next->noun && !next->upper && next->lex->small == HS_SMALL_NONE);
}

/* "people Republicans have tried to reach": a plural leads to no other noun, but to a clause that tells which people. */
static bool clause_follows(const struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->noun], *next = &s->work->tokens[s->at];

	return ((token->plural && hs_noun_is_human(token->noun)) || strcmp(token->lex->fold, "people") == 0) && !token->upper &&
	       next->upper && next->noun && next->plural;
}

/* "former and current officials", "current and former Diaz aides": adjectives on both sides of "and", the noun behind it; do they go on at
 * token `at`? */
static bool noun_follows(const struct scan *s, uint32_t at)
{
	for (; at < s->run.end && !ends_core(s, at, false); at++) {
		uint32_t name = s->names->of_token[at];

		if (s->work->tokens[at].lex->small != HS_SMALL_NONE || s->work->tokens[at].possessive ||
		    (name && !s->names->at[name - 1].modifier))
			return false;
		if (s->work->tokens[at].noun)
			return true;
	}
	return false;
}

/* "unnamed Treasury and council officials": what stands before "and" is of the same people, if no article makes it somebody. */
static bool people_follow(const struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->noun];
	uint32_t at = s->at + 1;

	if (s->noun + 1 != s->at || !token->upper || hs_noun_is_human(token->noun) || s->out.determiner == HS_SMALL_DEFINITE || !noun_follows(s, at))
		return false;
	while (!s->work->tokens[at].noun || (at + 1 < s->run.end && s->work->tokens[at + 1].noun))
		at++;           /* the last of "Norwegian officials" */
	return hs_noun_is_human(s->work->tokens[at].noun) && !s->work->tokens[at].upper;
}

/* "The Saltmere Courier", "The Star": not somebody who runs errands, or shines */
static bool ends_outlet(const struct scan *s)
{
	struct hs_run name = { s->last == NO_TOKEN ? s->at : s->last, s->at + 1 };

	return name.first + 2 >= name.end && hs_noun_is_human(s->work->tokens[s->at].noun) && hs_run_is_masthead(s->work, name);
}

/* "Granite Marine, the contractor": no marine, where the article says that the name is of a company */
static bool ends_company(const struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->at];

	return token->upper && !token->plural && s->last != NO_TOKEN && s->last + 1 == s->at && token[-1].upper && token[-1].lex->thing &&
	       hs_noun_is_human(token->noun);
}

/* "of" behind what counts or begins a name goes on with the phrase. */
static bool of_read(struct scan *s)
{
	if (!hs_token_is(s->work, s->at, "of"))
		return false;
	if (s->last == NO_TOKEN && s->at > s->out.run.first) {
		s->out.one_of = s->out.count == 1;      /* "one of the workers" */
		if (!s->out.one_of)
			s->out.determiner = HS_SMALL_QUANTITY;  /* "some of the workers" */
		return true;
	}
	if (is_name_of(s)) {
		s->titled = true;
		return true;
	}
	if (s->last == NO_TOKEN || !is_partitive(s, &s->work->tokens[s->last]))
		return false;
	s->last = s->noun = NO_TOKEN;
	if (s->out.determiner != HS_SMALL_NUMBER)
		s->out.determiner = HS_SMALL_QUANTITY;
	return true;
}

/* "one current and two former officials": three. */
static bool more_follow(struct scan *s)
{
	int more = number_of(hs_fold_at(s->work, s->at + 1));

	if (!s->out.count || !more || !noun_follows(s, s->at + 2))
		return false;
	s->out.count += more;
	return true;
}

/* A comma or conjunction between words of the phrase. */
static bool joint_read(struct scan *s)
{
	if (hs_token_is(s->work, s->at, ","))
		return goes_on_after_comma(s);
	if (!has_head(s) && hs_word_in(hs_fold_at(s->work, s->at), "and or but"))
		return noun_follows(s, s->at + 1) || more_follow(s);
	if (!hs_word_in(hs_fold_at(s->work, s->at), "and or"))
		return false;
	if (s->noun == NO_TOKEN || !people_follow(s))
		return false;
	s->noun = NO_TOKEN;
	return true;
}

/* "Diaz's", "his": whose the head is. */
static bool owner_read(struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->at];

	if (s->last == NO_TOKEN && token->lex->small == HS_SMALL_POSSESSIVE)
		s->out.owner = s->at + 1;
	if (!token->possessive || is_last(s, s->at) || hs_word_in(token->lex->fold, "who it that he she they i we"))
		return false;
	s->out.owner = s->at + 1;
	if (!s->out.one_of)
		s->out.determiner = HS_SMALL_POSSESSIVE;
	s->noun = NO_TOKEN;
	s->name = 0;
	return true;
}

/* A name or a noun may be the head. */
static void word_read(struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->at];
	uint32_t name = s->names->of_token[s->at];

	if (name_ending_at(s, s->at)) {
		s->name = name_ending_at(s, s->at);
		s->noun = NO_TOKEN;
	} else if (token->noun && !(s->titled && s->noun != NO_TOKEN) && token->lex->small != HS_SMALL_PRONOUN && !ends_outlet(s) && !ends_company(s) &&
		   !(name && !s->names->at[name - 1].modifier)) {
		s->noun = s->at;
		s->name = 0;
	} else if (token->upper && s->noun != NO_TOKEN && s->at == s->noun + 1 && s->work->tokens[s->noun].upper && !name) {
		s->noun = NO_TOKEN;     /* "Labor Day": capitals go on */
	}
}

/* "a British medical journal", "giant screens": what stands before another word is no Briton, and no firm before a plural. */
static bool is_adjective(const struct scan *s)
{
	const struct hs_token *noun, *last;

	if (s->noun == NO_TOKEN || s->last <= s->noun)
		return false;
	noun = &s->work->tokens[s->noun];
	last = &s->work->tokens[s->last];
	if (noun->plural || last->upper || last->lex->small != HS_SMALL_NONE)
		return false;
	return noun->noun->cls == HS_NOUN_CLASS || (last == noun + 1 && ends_in_s(last->lex->fold) && !last->lex->cue);
}

static void head_settle(struct scan *s)
{
	if (is_adjective(s))
		s->noun = NO_TOKEN;
	s->out.stop = s->at;
	if (s->name) {
		s->out.form = HS_FORM_NAME;
		s->out.name = s->name - 1;
		s->out.head = s->names->at[s->name - 1].run.end - 1;
	} else if (s->noun != NO_TOKEN) {
		s->out.form = HS_FORM_NOUN;
		s->out.head = s->noun;
		s->out.noun = s->work->tokens[s->noun].noun;
		s->out.plural = s->work->tokens[s->noun].plural;
	} else if (s->last != NO_TOKEN && s->out.determiner != HS_SMALL_NONE && s->work->tokens[s->last].lex->small == HS_SMALL_NUMBER) {
		s->out.form = HS_FORM_QUANTITY;         /* "none of the three" */
		s->out.head = s->last;
		s->out.plural = true;
	} else if (s->last != NO_TOKEN) {
		s->out.form = s->work->tokens[s->last].upper ? HS_FORM_PROPER : HS_FORM_OTHER;
		s->out.head = s->last;
		s->out.plural = s->out.form == HS_FORM_OTHER && ends_in_s(s->work->tokens[s->last].lex->fold);
	}
}

/* "United States officials", "the United States Senate": the name only leads to the head. */
static bool modifies(const struct scan *s, uint32_t end)
{
	const struct hs_token *last = &s->work->tokens[end - 1];

	return end < s->run.end && (last->possessive || (last[1].alnum && last[1].lex->small == HS_SMALL_NONE &&
							 (last[1].upper || last[1].noun)));
}

/* "Save the Children" is no order */
static bool body_read(struct scan *s)
{
	uint32_t n = hs_body_at(s->work, s->at);

	if (!n || s->at + n > s->run.end || modifies(s, s->at + n))
		return false;
	s->out.form = HS_FORM_PROPER;
	s->out.head = s->at + n - 1;
	s->out.stop = s->at + n;
	return true;
}

static void head_read(struct scan *s)
{
	for (; s->at < s->run.end; s->at++) {
		const struct hs_token *token = &s->work->tokens[s->at];

		s->titled &= token->upper || token->lex->small != HS_SMALL_NONE;
		if (s->noun != NO_TOKEN && s->at == s->noun + 1 && (names_follow(s) || clause_follows(s)))
			break;
		if (of_read(s) || joint_read(s))
			continue;
		if (ends_core(s, s->at, has_head(s)))
			break;
		if (token->alnum) {
			if (!owner_read(s))
				word_read(s);
			s->last = s->at;
		} else if (is_mark(s->work, s->at, "%")) {
			s->last = s->at;
		}
	}
	head_settle(s);
}

/* "two unnamed officials", but not "those accused of it" */
static bool is_participle_before_noun(const struct scan *s, uint32_t at)
{
	if (!is_participle(&s->work->tokens[at]) || at + 1 >= s->run.end || !s->work->tokens[at + 1].alnum)
		return false;
	while (at + 2 < s->run.end && !s->work->tokens[at + 1].noun && s->work->tokens[at + 1].upper &&
	       s->work->tokens[at + 1].lex->small == HS_SMALL_NONE)
		at++;           /* "disappointed Diaz supporters" */
	return s->work->tokens[at + 1].noun;
}

/* "many of whom", "two of them", but "one of whom" is one. */
static bool relative_part_read(struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->at];
	enum hs_small small = token->lex->small;
	bool quantity = small == HS_SMALL_QUANTITY || small == HS_SMALL_NUMBER || is_digits(token);

	if (!quantity || s->at + 2 >= s->run.end || !hs_token_is(s->work, s->at + 1, "of") ||
	    !hs_word_in(s->work->tokens[s->at + 2].lex->fold, "whom which them"))
		return false;
	s->out.count = number_of(token->lex->fold);
	s->out.plural = s->out.count != 1;
	s->out.form = s->out.plural ? HS_FORM_PRONOUN : HS_FORM_QUANTITY;
	s->out.head = s->out.plural ? s->at + 2 : s->at;
	s->out.stop = s->at + 3;
	return true;
}

static bool is_number(const struct scan *s, uint32_t at)
{
	return at < s->run.end && (s->work->tokens[at].lex->small == HS_SMALL_NUMBER || is_digits(&s->work->tokens[at]));
}

/* "one in four voters", "six out of 10": a share, and not so many people. */
static void share_skip(struct scan *s)
{
	uint32_t of = s->at + 1;

	of += hs_phrase_at(s->work, of, "out of") ? 2 : hs_token_is(s->work, of, "in");
	s->share = of > s->at + 1 && is_number(s, s->at) && is_number(s, of);
	if (s->share)
		s->at = of;
}

/* A pronoun or quantity that stands alone: nothing follows but clauses and marks. */
static bool lone_read(struct scan *s)
{
	const struct hs_token *token = &s->work->tokens[s->at];
	enum hs_small small = token->lex->small;
	uint32_t next = s->at + 1;
	bool alone, quantity;

	while (next < s->run.end && is_quote(s->work, next))
		next++;
	alone = next >= s->run.end || (ends_core(s, next, true) && !is_participle_before_noun(s, next)) ||
		s->work->tokens[next].lex->small == HS_SMALL_ADVERB;
	/* "those who ...", "those in charge" are new, "those" alone resumes others */
	if (hs_word_in(token->lex->fold, "those these") && next < s->run.end && alone) {
		s->out.form = HS_FORM_QUANTITY;
		s->out.plural = true;
		s->out.head = s->at;
		s->out.stop = next;
		return true;
	}
	quantity = hs_small_is_quantifier(small) || small == HS_SMALL_ORDINAL || is_digits(token);
	if (s->names->of_token[s->at] && hs_token_is(s->work, s->at, "i"))
		return false;           /* "I. M. Hale" */
	if (small == HS_SMALL_PRONOUN || small == HS_SMALL_RELATIVE) {
		s->out.form = strcmp(token->lex->fold, "whose") == 0 && !alone ? HS_FORM_NONE : HS_FORM_PRONOUN;
	} else if (alone && hs_small_is_definite(small) && !hs_phrase_at(s->work, s->at, "the then")) {
		s->out.form = HS_FORM_PRONOUN;
	} else if (alone && quantity && !hs_token_is(s->work, next, "of")) {
		s->out.form = HS_FORM_QUANTITY;
		s->out.plural = strcmp(token->lex->fold, "one") != 0 && strcmp(token->lex->fold, "another") != 0;
		s->out.count = s->share ? 0 : number_of(token->lex->fold);
		s->out.other = small == HS_SMALL_OTHER;
	}
	s->out.head = s->at;
	s->out.stop = next;
	return s->out.form != HS_FORM_NONE;
}

/* "Secretary of State Ana Diaz", "Director of the Port Tom Weller": the name that capitals lead to, plus 1. */
static uint32_t name_behind_office(const struct scan *s)
{
	if (s->out.form != HS_FORM_NOUN || s->out.plural || !s->work->tokens[s->out.head].upper ||
	    !hs_token_is(s->work, s->out.stop, "of"))
		return 0;
	for (uint32_t at = s->out.stop; at < s->run.end; at++) {
		const struct hs_token *token = &s->work->tokens[at];
		uint32_t name = name_ending_at(s, at);

		if (name && !token->possessive)
			return name;
		if (hs_token_is(s->work, at, ".") && token[-1].lex->title)
			continue;
		if (token->possessive || (!token->upper && !hs_word_in(token->lex->fold, "of the for and")))
			return 0;
	}
	return 0;
}

/* "the port's pollster and strategist Tom Weller": the name that a second role of one person leads to, plus 1. */
static uint32_t name_behind_roles(const struct scan *s)
{
	bool role = s->out.form == HS_FORM_NOUN && !s->out.plural && hs_noun_is_human(s->out.noun) && s->out.noun->cls != HS_NOUN_KIN;
	bool title = s->out.form == HS_FORM_PROPER && s->work->tokens[s->out.head].lex->title;

	if ((!role && !title) || (s->out.determiner != HS_SMALL_NONE && s->out.determiner != HS_SMALL_POSSESSIVE) ||
	    !hs_token_is(s->work, s->out.stop, "and"))
		return 0;
	for (uint32_t at = s->out.stop + 1; at < s->run.end && s->work->tokens[at].lex->small == HS_SMALL_NONE; at++) {
		uint32_t name = s->names->of_token[at];

		if (name)
			return at > s->out.stop + 1 && s->work->tokens[at - 1].noun && hs_noun_is_human(s->work->tokens[at - 1].noun) &&
			       s->names->at[name - 1].run.first == at && !s->names->at[name - 1].modifier ? name : 0;
		if (!s->work->tokens[at].alnum || s->work->tokens[at].possessive)
			return 0;
	}
	return 0;
}

/* "the ambassador to Norway Tom Weller": the name right behind the place of the office, plus 1. */
static uint32_t name_behind_place(const struct scan *s)
{
	uint32_t at = s->out.stop + 2, name;

	if (s->out.form != HS_FORM_NOUN || s->out.plural || !hs_noun_is_human(s->out.noun) || at >= s->run.end ||
	    !hs_word_in(hs_fold_at(s->work, s->out.stop), "to for of in"))
		return 0;
	name = s->names->of_token[at];
	return name && s->names->at[name - 1].run.first == at && s->names->at[name - 1].full && !s->names->at[name - 1].modifier &&
	       s->work->tokens[at - 1].lex->proper == HS_PROPER_PLACE && !s->work->tokens[at - 1].possessive ? name : 0;
}

static void office_settle(struct scan *s)
{
	uint32_t name = name_behind_office(s);

	if (!name)
		name = name_behind_place(s);
	if (!name)
		name = name_behind_roles(s);
	if (!name)
		return;
	s->out.form = HS_FORM_NAME;
	s->out.name = name - 1;
	s->out.head = s->names->at[name - 1].run.end - 1;
	s->out.stop = s->out.head + 1;
	s->out.noun = NULL;
}

/* One person, several, or nobody knows how many. */
static void count_settle(struct hs_phrase *phrase, bool share)
{
	if (share) {
		phrase->determiner = HS_SMALL_QUANTITY;
		phrase->plural = true;
		phrase->count = 0;
		return;
	}
	if (phrase->form != HS_FORM_NOUN && phrase->form != HS_FORM_OTHER)
		return;
	if (phrase->count > 1)
		phrase->plural = true;
	if (phrase->count == 1 && phrase->one_of)
		phrase->plural = false;
	if (!phrase->count && !phrase->plural)
		phrase->count = 1;
}

/* "Tom Weller and the Bridge" is no person in quotation marks */
static bool title_read(struct scan *s)
{
	struct hs_run title = hs_title_at(s->work, s->names, s->out.run);

	if (title.first >= title.end)
		return false;
	s->out.form = HS_FORM_PROPER;
	s->out.head = title.end - 1;
	s->out.stop = title.end;
	s->out.title = title.first + 1;
	if (title.first >= s->at + 2)
		s->out.owner = title.first - 1;         /* the token before the opening mark, plus 1 */
	return true;
}

struct hs_phrase hs_phrase_read(const struct hs_work *work, const struct hs_names *names, struct hs_run run)
{
	struct scan s = { .work = work, .names = names, .run = run, .at = run.first, .last = NO_TOKEN, .noun = NO_TOKEN };

	lead_skip(&s);
	if (s.at >= run.end)
		s.at = run.first;
	s.out.run = (struct hs_run){ s.at, run.end };
	if (run.first < run.end && title_read(&s))
		return s.out;
	share_skip(&s);
	if (run.first >= run.end || relative_part_read(&s) || lone_read(&s))
		return s.out;
	if (hs_token_is(work, s.at, "whose")) {         /* "whose campaign said" */
		s.out.owner = ++s.at;
		s.out.determiner = HS_SMALL_POSSESSIVE;
	}
	determiners_read(&s);
	if (s.at >= run.end) {          /* determiners alone: "these three" */
		s.at = s.out.run.first;
		s.out.form = HS_FORM_QUANTITY;
		s.out.head = run.end - 1;
		s.out.plural = true;
		s.out.stop = run.end;
		return s.out;
	}
	if (body_read(&s))
		return s.out;
	head_read(&s);
	office_settle(&s);
	count_settle(&s.out, s.share);
	return s.out;
}

/* Can token `at` be part of a phrase before its head? */
static bool goes_before_head(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];

	if (!token->alnum)
		return is_mark(work, at, "$ %") || (hs_token_is(work, at, ".") && at && work->tokens[at - 1].lex->title);
	if (token->lex->small == HS_SMALL_NONE)
		return !(token->lex->cue && !token->lex->noun && !token->upper);
	return hs_small_is_determiner(token->lex->small) || token->lex->small == HS_SMALL_ORDINAL;
}

#define COMPLEMENT_MAX 7        /* words of "of ...", "for ..." behind a head */

/* "accused the port of hiding it": no complement of the port's */
static bool begins_gerund(const struct hs_work *work, uint32_t at)
{
	return hs_ends_in(hs_fold_at(work, at), "ing") && !work->tokens[at].upper && !work->tokens[at].noun;
}

static bool ends_like_verb(const char *fold)
{
	return hs_ends_in(fold, "ed") || (hs_ends_in(fold, "s") && !hs_ends_in(fold, "ss"));
}

/* "the Court of Appeals for the Sixth Circuit overruled": a name is over where a small letter begins a word of its own. */
static bool ends_name(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at], *before = token - 1;

	return before->upper && before->lex->small == HS_SMALL_NONE && !before->possessive && !token->upper && !token->noun &&
	       (ends_like_verb(token->lex->fold) || hs_token_is(work, at, "as"));
}

/* "a friend of the mayor", "a spokesman for the port": the end of what belongs to the head at `head` */
static uint32_t complement_end(const struct hs_work *work, uint32_t head)
{
	uint32_t end = head + 1;

	if (work->tokens[head].possessive || !hs_word_in(hs_fold_at(work, end), work->tokens[head].upper ? "of" : "of for") ||
	    begins_gerund(work, end + 1))
		return end;
	while (end < work->n_tokens && end - head <= COMPLEMENT_MAX && work->tokens[end].para == work->tokens[head].para &&
	       work->tokens[end].alnum && !ends_name(work, end) && !(work->tokens[end].lex->cue && !work->tokens[end].noun) &&
	       work->tokens[end].lex->small != HS_SMALL_AUXILIARY && work->tokens[end].lex->small != HS_SMALL_RELATIVE &&
	       work->tokens[end].lex->small != HS_SMALL_CONJUNCTION && work->tokens[end].lex->small != HS_SMALL_PRONOUN)
		end++;
	return work->tokens[end - 1].lex->small == HS_SMALL_NONE ? end : head + 1;
}

/* "says that Congress", "told them that few people": no determiner, unlike that of "that official" */
static bool is_conjunction(const struct hs_work *work, uint32_t at, uint32_t head)
{
	return at < head && hs_token_is(work, at, "that") &&
	       (work->tokens[at + 1].upper || work->tokens[at + 1].lex->small != HS_SMALL_NONE || work->tokens[head].plural ||
		work->tokens[at + 1].possessive);
}

/* "confining all protesters", "told many voters": no word stands before a quantity but its owner, unless an article led to it. */
static uint32_t quantity_begin(const struct hs_work *work, uint32_t first, uint32_t head)
{
	if (hs_small_is_article(work->tokens[first].lex->small))
		return first;
	for (uint32_t at = head; at > first; at--)
		if (hs_small_is_quantifier(work->tokens[at].lex->small) && work->tokens[at - 1].lex->small == HS_SMALL_NONE &&
		    !work->tokens[at - 1].possessive)
			return at;
	return first;
}

#define LEFT_MAX 8              /* words before a head in running text */

struct hs_phrase hs_phrase_around(const struct hs_work *work, const struct hs_names *names, uint32_t head)
{
	struct hs_run run = { head, head + 1 };

	while (run.first && head - run.first < LEFT_MAX && work->tokens[run.first - 1].para == work->tokens[head].para &&
	       goes_before_head(work, run.first - 1))
		if (hs_small_is_article(work->tokens[--run.first].lex->small))
			break;
	run.first += is_conjunction(work, run.first, head);
	run.first = quantity_begin(work, run.first, head);
	run.end = complement_end(work, head);
	return hs_phrase_read(work, names, run);
}
