/* The people whom an article names, each with all the names it has for her or him. */
#include "attribute/names_p.h"

struct hs_parts hs_parts_of(const struct hs_work *work, struct hs_run run)
{
	struct hs_parts parts = { .n = 0 };

	for (uint32_t at = run.first; at < run.end; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (!token->alnum || (token->quoted && !work->tokens[run.first].quoted))
			continue;
		if (hs_token_is_suffix(token) && parts.n) {
			parts.junior = true;
			continue;
		}
		if (parts.n < HS_PARTS_MAX) {
			parts.token[parts.n] = at;
			parts.at[parts.n++] = token->lex;
		}
	}
	return parts;
}

static bool first_agrees(const struct hs_lexeme *a, const struct hs_lexeme *b)
{
	if (!a || !b)
		return true;
	if (strlen(a->fold) == 1 || strlen(b->fold) == 1)
		return a->fold[0] == b->fold[0];
	return hs_firstname_agrees(a->fold, b->fold);
}

bool hs_gender_agrees(enum hs_gender a, enum hs_gender b)
{
	return a == HS_GENDER_ANY || b == HS_GENDER_ANY || a == b;
}

static enum hs_gender gender_of_first(const struct hs_lexeme *first)
{
	return first && first->firstname ? first->firstname->gender : HS_GENDER_ANY;
}

/* The name as written, without a possessive ending. */
static const char *name_words(const struct hs_work *work, struct hs_run run)
{
	char *words = hs_run_words(work, run);
	size_t len = strlen(words);

	if (work->tokens[run.end - 1].possessive) {
		if (len > 2 && words[len - 1] == 's' && words[len - 2] == '\'')
			words[len - 2] = '\0';
		else if (len > 4 && strcmp(words + len - 4, "\xE2\x80\x99s") == 0)
			words[len - 4] = '\0';
	}
	return words;
}

static void person_name(struct hs_finder *f, struct hs_person *person, struct hs_run run, const struct hs_parts *parts)
{
	const char *name = name_words(f->work, run);

	if (parts->n + parts->junior < person->parts ||
	    (parts->n + parts->junior == person->parts && strlen(name) <= strlen(person->name)))
		return;
	person->name = name;
	person->parts = parts->n + parts->junior;
	if (parts->n > 1)
		person->first = parts->at[0];
	if (parts->n > 2) {
		person->middle = parts->at[1];
		if (!hs_token_is_initial(&f->work->tokens[parts->token[1]]) && !f->work->tokens[parts->token[1]].lex->person)
			f->work->tokens[parts->token[1]].lex->middle_of = (uint32_t)(person - f->names->persons + 1);
	}
}

static struct hs_person *person_new(struct hs_finder *f, const struct hs_parts *parts)
{
	struct hs_names *names = f->names;
	struct hs_lexeme *last = f->work->tokens[parts->token[parts->n - 1]].lex;
	struct hs_person *person;

	names->persons = hs_arena_grow(f->work->arena, names->persons, names->n_persons, names->n_persons + 1,
				       &f->persons_room, sizeof(*names->persons));
	person = &names->persons[names->n_persons++];
	*person = (struct hs_person){ .last = last, .next = last->person, .suffix_junior = parts->junior };
	last->person = (uint32_t)names->n_persons;
	if (parts->n > 1) {
		struct hs_lexeme *first = f->work->tokens[parts->token[0]].lex;

		person->first = first;
		person->next_first = first->called;
		first->called = (uint32_t)names->n_persons;
	}
	return person;
}

static bool person_fits(const struct hs_person *person, const struct hs_parts *parts, enum hs_gender gender)
{
	const struct hs_lexeme *first = parts->n > 1 ? parts->at[0] : NULL;

	return first_agrees(first, person->first) && hs_gender_agrees(gender, person->gender) &&
	       (!first || !person->first || parts->junior == person->suffix_junior || parts->n != person->parts);
}

/* Someone already known whom these parts and this gender fit, of several the one found first; or NULL. */
static struct hs_person *person_known(const struct hs_finder *f, const struct hs_parts *parts, enum hs_gender gender)
{
	const struct hs_lexeme *last = parts->at[parts->n - 1];
	struct hs_person *known = NULL;

	for (uint32_t p = last->person; p; p = f->names->persons[p - 1].next)
		if (person_fits(&f->names->persons[p - 1], parts, gender))
			known = &f->names->persons[p - 1];
	if (!known && parts->n == 1 && last->middle_of && !last->firstname &&
	    hs_gender_agrees(gender, f->names->persons[last->middle_of - 1].gender))
		known = &f->names->persons[last->middle_of - 1];        /* Ms. Vega, of Rosa Vega Ortiz */
	if (!known && parts->n == 1 && last->called && !last->firstname &&
	    hs_gender_agrees(gender, f->names->persons[last->called - 1].gender))
		known = &f->names->persons[last->called - 1];           /* Mr. Ban, of Ban Ki-moon */
	return known;
}

/* Join persons[p] to the list of those with its first name, which the article gave later than the last name. */
static void person_called(struct hs_finder *f, struct hs_person *person, const struct hs_parts *parts)
{
	struct hs_lexeme *first = f->work->tokens[parts->token[0]].lex;

	person->first = first;
	person->next_first = first->called;
	first->called = (uint32_t)(person - f->names->persons + 1);
}

struct hs_person *hs_person_add(struct hs_finder *f, struct hs_run run, enum hs_gender gender)
{
	struct hs_parts parts = hs_parts_of(f->work, run);
	struct hs_person *person;

	if (!parts.n)
		return NULL;
	if (gender == HS_GENDER_ANY && parts.n > 1)
		gender = gender_of_first(parts.at[0]);
	person = person_known(f, &parts, gender);
	if (!person)
		person = person_new(f, &parts);
	else if (!person->first && parts.n > 1)
		person_called(f, person, &parts);
	if (person->gender == HS_GENDER_ANY)
		person->gender = gender;
	person_name(f, person, run, &parts);
	return person;
}

#define SLIP_PERSONS 500        /* people whose names it is held against */

uint32_t hs_person_misspelt(const struct hs_finder *f, struct hs_run run)
{
	const char *fold = f->work->tokens[run.end - 1].lex->fold;
	uint32_t found = 0;

	if (run.end != run.first + 1)
		return 0;
	for (size_t p = 0; p < f->names->n_persons && p < SLIP_PERSONS; p++) {
		if (!f->names->persons[p].first || f->names->persons[p].guessed || !hs_word_is_slip(f->names->persons[p].last->fold, fold))
			continue;
		if (found)
			return 0;
		found = (uint32_t)p + 1;
	}
	return found;
}

/* "Bill and Hillary Diaz": the first of a couple takes the other's last name. */
void hs_couple_find(struct hs_finder *f, struct hs_run run)
{
	const struct hs_work *work = f->work;
	struct hs_parts parts = hs_parts_of(work, run);
	const struct hs_token *first;
	struct hs_parts other = { .n = 2 };
	struct hs_person *person;

	if (parts.n != 2 || run.first < 2 || !hs_token_is(work, run.first - 1, "and"))
		return;
	first = &work->tokens[run.first - 2];
	if (!hs_token_is_capital(first) || !first->lex->firstname || first->para != work->tokens[run.first].para ||
	    (run.first > 2 && hs_token_is_capital(first - 1) && hs_token_joins(work, run.first - 3)))
		return;
	other.at[0] = first->lex;
	other.token[0] = run.first - 2;
	other.at[1] = parts.at[1];
	other.token[1] = parts.token[1];
	if (person_known(f, &other, gender_of_first(first->lex)) && person_known(f, &other, gender_of_first(first->lex))->first)
		return;
	person = person_new(f, &other);
	person->gender = gender_of_first(first->lex);
	person->parts = 2;
	person->name = hs_arena_printf(work->arena, "%s %s",
				       hs_run_words(work, (struct hs_run){ run.first - 2, run.first - 1 }),
				       name_words(work, (struct hs_run){ parts.token[1], parts.token[1] + 1 }));
}
