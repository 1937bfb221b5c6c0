/* Is a run of capitalised words the name of a person? */
#include "attribute/names_p.h"

/* "the Charlotte Observer": people have no article. */
bool hs_run_is_outlet(const struct hs_work *work, struct hs_run run)
{
	return hs_run_outlet(work, run) || hs_run_is_address(work, run) ||
	       (run.first && hs_token_is(work, run.first - 1, "the") && hs_run_is_masthead(work, run));
}

bool hs_token_ends_firm(const struct hs_token *token)
{
	return hs_classes_have(token->lex->classes, HS_WC_ends_firm);
}

/* Words that end the name of an organisation, a place or a thing. */
bool hs_token_ends_thing(const struct hs_token *token)
{
	const struct hs_noun *noun = token->noun;

	return (noun && (noun->cls == HS_NOUN_BODY || noun->cls == HS_NOUN_OUTLET || noun->cls == HS_NOUN_WIRE ||
			 noun->cls == HS_NOUN_BAND || token->plural)) ||
	       hs_classes_have(token->lex->classes, HS_WC_ends_thing) || hs_token_ends_firm(token);
}

/* "(R-Ohio)", "(D)" */
static bool party_follows(const struct hs_work *work, uint32_t end)
{
	const char *fold;

	if (!hs_token_is(work, end, "(") || end + 1 >= work->n_tokens)
		return false;
	fold = work->tokens[end + 1].lex->fold;
	return strchr("rdi", fold[0]) && (fold[1] == '\0' || fold[1] == '-');
}

/* ", 53," and ", a retired teacher", ", the mayor of", ", who": what is said of people. */
static bool person_follows(const struct hs_work *work, uint32_t begin, uint32_t end)
{
	uint32_t at = end + 1;
	const struct hs_token *token = &work->tokens[at];

	if (party_follows(work, end))
		return true;
	if (begin && hs_token_is(work, begin - 1, "the"))
		return false;           /* "a hand on the Helm Castle, who" */
	if (begin && hs_word_in(work->tokens[begin - 1].lex->fold, "in at near outside across"))
		return false;           /* "in East Tallow, a young nurse" */
	if (!hs_token_is(work, end, ",") || at + 1 >= work->n_tokens || token->para != work->tokens[end].para)
		return false;
	if (token->alnum && strlen(token->lex->fold) <= 2 && strspn(token->lex->fold, "0123456789") == 2 &&
	    hs_token_is(work, at + 1, ","))
		return true;
	if (hs_word_in(token->lex->fold, "who whose whom"))
		return !begin || work->tokens[begin - 1].lex->small != HS_SMALL_PREPOSITION;
	for (uint32_t i = at; i < at + 6 && i < work->n_tokens && work->tokens[i].para == token->para; i++) {
		const struct hs_noun *noun = work->tokens[i].noun;

		if (!work->tokens[i].alnum || work->tokens[i].lex->small == HS_SMALL_PREPOSITION)
			return false;
		if (hs_classes_have(work->tokens[i].lex->classes, HS_WC_company_role) && (hs_token_is(work, at, "the") || token->possessive))
			return false;   /* "the main contractor" */
		if (noun && !work->tokens[i].plural && (noun->cls == HS_NOUN_ROLE || noun->cls == HS_NOUN_OFFICE ||
							noun->cls == HS_NOUN_PERSON || noun->cls == HS_NOUN_KIN))
			return true;
	}
	return false;
}

/* "spokesman Ana Diaz", "Sen. Diaz": the lower-case role or the title right before token `begin`. */
static bool person_precedes(const struct hs_work *work, uint32_t begin)
{
	const struct hs_token *token, *name = &work->tokens[begin];

	if (!begin)
		return false;
	begin -= hs_token_is(work, begin - 1, ".") && begin > 1;
	token = &work->tokens[begin - 1];
	if (token->sentence != name->sentence || token->possessive || !hs_token_joins(work, begin - 1))
		return false;
	return token->lex->title || ((token->noun && hs_noun_is_human(token->noun)) && !token->plural &&
				     !(token->upper && token->noun->cls == HS_NOUN_CLASS));
}

/* "the Norvane Health Minister", "Norvane's Health Minister": one office, and no item of a list. */
static bool is_definite(const struct hs_work *work, uint32_t role)
{
	while (role && hs_token_is_capital(&work->tokens[role - 1]) && hs_token_joins(work, role - 1) && !work->tokens[role - 1].possessive &&
	       work->tokens[role - 1].lex->small == HS_SMALL_NONE)
		role--;
	role -= role > 0 && hs_word_in(work->tokens[role - 1].lex->fold, "then former late new current");
	return role && (work->tokens[role - 1].possessive || work->tokens[role - 1].lex->small == HS_SMALL_DEFINITE);
}

#define ROLE_BACK 10            /* words from a role to the comma behind what belongs to it */

/* "the party leader, Ana Diaz,", "The director of the port office, Ana Diaz,": a role, a comma, the name, and again a comma. */
static bool role_and_comma_precede(const struct hs_work *work, struct hs_run run)
{
	const uint32_t para = work->tokens[run.first].para;

	if (run.first < 2 || run.end >= work->n_tokens || !hs_token_is(work, run.first - 1, ",") || !hs_token_is(work, run.end, ",") ||
	    work->tokens[run.end].para != para)
		return false;
	for (uint32_t at = run.first - 1, n = 0; at > 0 && n < ROLE_BACK; n++) {
		const struct hs_token *role = &work->tokens[--at];

		if (role->para != para || !role->alnum || (role->lex->cue && !role->noun) || role->possessive ||
		    role->lex->small == HS_SMALL_AUXILIARY || role->lex->small == HS_SMALL_RELATIVE ||
		    role->lex->small == HS_SMALL_CONJUNCTION)
			return false;
		if (role->noun && hs_noun_is_human(role->noun) && !(role->upper && role->noun->cls == HS_NOUN_CLASS))
			return !role->plural && (!role->upper || n > 0 || is_definite(work, at));
	}
	return false;
}

/* "two voters, Tyrelle Weller and Ana Diaz,": the first of several who are listed behind what they are. */
static bool people_and_comma_precede(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *role = run.first > 1 ? &work->tokens[run.first - 2] : NULL;

	return role && hs_token_is(work, run.first - 1, ",") && role->para == work->tokens[run.first].para && role->noun && role->plural &&
	       hs_noun_is_human(role->noun) && hs_token_is(work, run.end, "and") && run.end + 2 < work->n_tokens &&
	       work->tokens[run.end + 1].lex->firstname && hs_token_is_capital(&work->tokens[run.end + 1]) &&
	       hs_token_is_capital(&work->tokens[run.end + 2]);
}

static bool begins_sentence(const struct hs_work *work, uint32_t at)
{
	return hs_begins_sentence(work, at) || !work->tokens[at - 1].alnum;
}

/* A word that begins a sentence and can hardly be anything but a name: "Zorinda Diaz". */
static bool is_new_word(const struct hs_lexeme *lex)
{
	return !lex->small_too && !lex->cue && !lex->title && lex->small == HS_SMALL_NONE && !hs_lexeme_is_date(lex) &&
	       !hs_ends_in(lex->fold, "ly") && !hs_ends_in(lex->fold, "ing") && !hs_ends_in(lex->fold, "ed");
}

static bool is_subject(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *next = &work->tokens[run.end];

	return run.end < work->n_tokens && hs_token_joins(work, run.end - 1) && (next->lex->cue || next->lex->small == HS_SMALL_AUXILIARY);
}

const struct hs_title *hs_title_before(const struct hs_work *work, uint32_t begin)
{
	const struct hs_title *title;

	if (begin && hs_token_is(work, begin - 1, ".") && begin > 1)
		begin--;
	if (!begin || work->tokens[begin - 1].para != work->tokens[begin].para)
		return NULL;
	title = work->tokens[begin - 1].lex->title;
	return title && work->tokens[begin - 1].upper ? title : NULL;
}

/* "told Channel Nine News' Tyrelle Weller": an outlet's own, who is no programme. */
static bool outlet_precedes(const struct hs_work *work, struct hs_run run)
{
	struct hs_run outlet = { run.first, run.first };

	if (outlet.end && hs_token_is(work, outlet.end - 1, "'"))
		outlet.end--;
	if (!outlet.end || !work->tokens[outlet.end - 1].possessive || work->tokens[outlet.end - 1].sentence != work->tokens[run.first].sentence)
		return false;
	outlet.first = outlet.end - 1;
	while (outlet.first && hs_token_is_capital(&work->tokens[outlet.first - 1]) && hs_token_joins(work, outlet.first - 1))
		outlet.first--;
	return hs_run_outlet(work, outlet);
}

bool hs_run_is_person(const struct hs_finder *f, struct hs_run run)
{
	const struct hs_work *work = f->work;
	struct hs_parts parts = hs_parts_of(work, run);
	const struct hs_token *last = &work->tokens[run.end - 1];
	const struct hs_title *title = hs_title_before(work, run.first);

	if (!parts.n || parts.n >= HS_PARTS_MAX || hs_run_is_outlet(work, run))
		return false;
	if (parts.n == 1)
		return title && !last->lex->proper && !last->lex->small && !last->noun &&
		       (title->cls == HS_TITLE_HONORIFIC || !last->lex->title);
	if (last->lex->person && parts.n <= 3 && !parts.at[0]->proper && !parts.at[0]->noun &&
	    (!begins_sentence(work, run.first) || (is_new_word(parts.at[0]) && is_subject(work, run))))
		return true;            /* the last name of somebody known */
	if (parts.n == 3 && hs_token_is_initial(&work->tokens[parts.token[1]]) && !hs_token_is_initial(&work->tokens[parts.token[0]]))
		return true;            /* Ana M. Diaz, whatever the last name means */
	if (parts.n == 3 && hs_token_is_initial(&work->tokens[parts.token[0]]) && !hs_token_is_initial(&work->tokens[parts.token[1]]) &&
	    !parts.at[1]->proper && !parts.at[1]->noun && !last->lex->proper && !last->noun && !hs_token_ends_thing(last))
		return true;            /* M. Ana Diaz */
	if (hs_token_ends_thing(last) && !(parts.n == 2 && parts.at[0]->firstname && !last->plural && title))
		return false;
	if (parts.at[0]->proper && !parts.at[0]->firstname)
		return false;
	if (parts.at[0]->firstname && parts.n <= 4)
		return !last->lex->proper || last->lex->person || title != NULL;
	if (last->noun)
		return false;           /* "Free Trade Agreement" */
	if (parts.n == 2 && is_new_word(parts.at[0]) && is_new_word(last->lex) && outlet_precedes(work, run))
		return true;
	return (title && title->cls == HS_TITLE_HONORIFIC) || person_precedes(work, run.first) || hs_office_precedes(work, run) ||
	       person_follows(work, run.first, run.end) || role_and_comma_precede(work, run) ||
	       people_and_comma_precede(work, run) || (title && parts.n <= 3);
}
