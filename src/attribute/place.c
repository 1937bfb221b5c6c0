/* Where an article names the people that it names: in full, by last name, by first name; and what its pronouns say of them. */
#include "attribute/names_p.h"

#include "lexicon/outlet.h"

/* Something that the name in `run` stands before as a modifier: "the Diaz campaign", "some Diaz endorsers", but not "Diaz claims". */
static bool modifies(const struct hs_work *work, struct hs_run run)
{
	uint32_t last = run.end - 1;
	const struct hs_token *next = &work->tokens[run.end];

	if (work->tokens[last].possessive || !hs_token_joins(work, last))
		return false;
	if (run.first && hs_token_joins(work, run.first - 1) && hs_small_is_determiner(work->tokens[run.first - 1].lex->small) && next->alnum && !next->upper &&
	    next->lex->small == HS_SMALL_NONE)
		return true;
	if (hs_token_is_capital(next) && next->lex->small == HS_SMALL_NONE && !next->lex->cue)
		return next->noun || hs_token_ends_thing(next);
	return next->noun && !(next->lex->cue && !next->upper) && next->lex->small == HS_SMALL_NONE;
}

static bool is_part(const struct hs_person *person, const struct hs_token *token)
{
	return token->upper && (token->lex == person->first || token->lex == person->middle || hs_token_is_initial(token) ||
				(person->first && token->lex->firstname && hs_firstname_agrees(token->lex->fold, person->first->fold)));
}

/* The first name (and middle ones) before the last name at token `at`; `at` where there is none. */
static uint32_t first_before(const struct hs_work *work, const struct hs_person *person, uint32_t at)
{
	uint32_t begin = at;

	if (!person->first)
		return at;
	while (begin && at - begin < 4) {
		uint32_t before = begin - 1;

		if (hs_token_is(work, before, ".") && before && hs_token_is_initial(&work->tokens[before - 1]))
			before--;
		if (work->tokens[before].para != work->tokens[at].para || !is_part(person, &work->tokens[before]) ||
		    !hs_token_joins(work, before) || work->tokens[before].possessive)
			break;
		begin = before;
	}
	return begin;
}

#define TITLES_MAX 24           /* tokens of all the titles before a name */

static uint32_t titles_before(const struct hs_work *work, uint32_t begin)
{
	uint32_t floor = begin > TITLES_MAX ? begin - TITLES_MAX : 0;

	while (begin > floor) {
		uint32_t before = begin - 1;

		if (hs_token_is(work, before, ".") && before && work->tokens[before - 1].lex->title)
			before--;
		if (work->tokens[before].para != work->tokens[begin].para || !work->tokens[before].upper ||
		    !work->tokens[before].alnum || !hs_token_joins(work, before) || work->tokens[before].possessive ||
		    work->tokens[before].lex->small != HS_SMALL_NONE ||
		    (!hs_token_is_rank(&work->tokens[before]) && !work->tokens[before].lex->proper))
			break;
		begin = before;
	}
	return begin;
}

/* In full in this sentence or the one before it? */
static bool named_just_now(const struct hs_finder *f, uint32_t person, uint32_t sentence)
{
	return f->named[person - 1] && sentence - (f->named[person - 1] - 1) <= 1;
}

/* Met first in this entry of a running report, of two with one last name? */
static bool met_before(const struct hs_finder *f, uint32_t a, uint32_t b, uint32_t para)
{
	uint32_t section = f->work->section[para];
	const struct hs_met *x = &f->met[a - 1], *y = &f->met[b - 1];

	return section && x->section == section && (y->section != section || x->sentence < y->sentence);
}

/* Where Mr. Herald is always "Mr. Herald", the bare name in running text is the outlet's or the firm's. */
static bool lacks_honorific(const struct hs_finder *f, uint32_t at)
{
	const struct hs_work *work = f->work;
	const struct hs_token *token = &work->tokens[at];

	return token->lex->honorific && !token->quoted && !f->titled[token->para] &&
	       work->article->paras[token->para].kind != HS_PARA_HEADLINE && !hs_title_before(work, at) &&
	       (token->lex->proper == HS_PROPER_BODY || hs_outlet_find(token->lex->fold));
}

/*
 * Which of several people with one last name: the one whose first name stands here; else one whom the title's gender
 * fits; of these one named in full just now, else the one whom the entry of a running report or the whole article names
 * first: others of the name are mostly named in full.
 */
static uint32_t person_meant(const struct hs_finder *f, uint32_t at, uint32_t *begin)
{
	const struct hs_work *work = f->work;
	const struct hs_token *token = &work->tokens[at];
	const struct hs_title *title = hs_title_before(work, at);
	enum hs_gender gender = title ? title->gender : HS_GENDER_ANY;
	uint32_t best = 0;

	*begin = at;
	for (uint32_t p = token->lex->person; p; p = f->names->persons[p - 1].next) {
		uint32_t first = first_before(work, &f->names->persons[p - 1], at);

		if (first < *begin) {
			*begin = first;
			best = p;
		}
	}
	if (best)
		return best;
	/* another first name right before: somebody else, or a thing ("Fort Diaz") */
	if (at && hs_token_is_capital(token - 1) && hs_token_joins(work, at - 1) && !token[-1].possessive &&
	    token[-1].lex->firstname && !token[-1].lex->title && token[-1].lex->small == HS_SMALL_NONE)
		return 0;
	if (lacks_honorific(f, at))
		return 0;
	for (uint32_t p = token->lex->person; p; p = f->names->persons[p - 1].next)
		if (hs_gender_agrees(gender, f->names->persons[p - 1].gender) &&
		    (!best || (!named_just_now(f, best, token->sentence) &&
			       (named_just_now(f, p, token->sentence) || !met_before(f, best, p, token->para)))))
			best = p;
	return best;
}

static void name_add(struct hs_finder *f, struct hs_run run, uint32_t person, bool full)
{
	struct hs_names *names = f->names;
	const struct hs_work *work = f->work;

	while (run.end < work->n_tokens && hs_token_joins(work, run.end - 1) && hs_token_is_suffix(&work->tokens[run.end]))
		run.end++;
	names->at = hs_arena_grow(work->arena, names->at, names->n, names->n + 1, &f->names_room, sizeof(*names->at));
	names->at[names->n++] = (struct hs_name){
		.run = run, .titles = titles_before(work, run.first), .person = person - 1, .full = full,
		.modifier = modifies(work, run),
	};
	for (uint32_t at = run.first; at < run.end; at++)
		names->of_token[at] = (uint32_t)names->n;
	names->persons[person - 1].mentions++;
	if (f->met[person - 1].section != work->section[work->tokens[run.first].para])
		f->met[person - 1] = (struct hs_met){ work->section[work->tokens[run.first].para], work->tokens[run.first].sentence };
}

/* A first name alone: one person of the article has it. */
static uint32_t person_called_so(const struct hs_finder *f, uint32_t at)
{
	const struct hs_token *token = &f->work->tokens[at];
	uint32_t best = 0;

	if (token->lex->small != HS_SMALL_NONE || token->noun || (token->lex->cue && at && !hs_token_is_capital(token - 1)))
		return 0;
	if (hs_token_joins(f->work, at) && hs_token_is_capital(token + 1) && !token->possessive)
		return 0;
	if (at && hs_token_is_capital(token - 1) && hs_token_joins(f->work, at - 1) && token[-1].lex->small == HS_SMALL_NONE &&
	    !token[-1].possessive)
		return 0;
	for (uint32_t p = token->lex->called; p; p = f->names->persons[p - 1].next_first)
		if (!best || f->names->persons[p - 1].mentions > f->names->persons[best - 1].mentions)
			best = p;
	return best;
}

/* "Will Diaz win?", where George Will is named too: a small word that begins a sentence before its subject. */
static bool is_small_word(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *next = &work->tokens[at + 1];

	return work->tokens[at].lex->small != HS_SMALL_NONE && hs_begins_sentence(work, at) && hs_token_joins(work, at) &&
	       (next->upper || hs_small_is_determiner(next->lex->small) || next->lex->small == HS_SMALL_PRONOUN);
}

void hs_places_find(struct hs_finder *f)
{
	const struct hs_work *work = f->work;

	f->named = hs_arena_array(work->arena, f->names->n_persons + 1, sizeof(*f->named));
	f->met = hs_arena_array(work->arena, f->names->n_persons + 1, sizeof(*f->met));
	for (uint32_t at = 0; at < work->n_tokens; at++) {
		const struct hs_token *token = &work->tokens[at];
		uint32_t person, begin = at;

		if (!hs_token_is_capital(token) || f->names->of_token[at] || is_small_word(work, at))
			continue;
		if (token->lex->person && (person = person_meant(f, at, &begin))) {
			name_add(f, (struct hs_run){ begin, at + 1 }, person, begin < at);
			if (begin < at && !(begin && work->tokens[begin - 1].lex->small == HS_SMALL_PREPOSITION))
				f->named[person - 1] = token->sentence + 1;
		} else if (token->lex->middle_of && !token->lex->firstname) {
			name_add(f, (struct hs_run){ at, at + 1 }, token->lex->middle_of, false);
		} else if (token->lex->called && (person = person_called_so(f, at))) {
			name_add(f, (struct hs_run){ at, at + 1 }, person, false);
		}
	}
}

/* --- he or she? ---------------------------------------------------------------------------------- */

/* ANY also of "him" and "her": they are mostly somebody else than the last one named. */
static enum hs_gender gender_of_pronoun(const char *fold)
{
	const struct hs_pronoun *pronoun = hs_pronoun_find(fold);

	if (!pronoun || pronoun->kase == HS_PRONOUN_OBJECT)
		return HS_GENDER_ANY;
	return pronoun->cls == HS_PRONOUN_MALE ? HS_GENDER_MALE : pronoun->cls == HS_PRONOUN_FEMALE ? HS_GENDER_FEMALE : HS_GENDER_ANY;
}

#define GENDER_BACK 120         /* words from a pronoun back to the names that it could mean */

/* The one person, plus 1, named in this sentence or the one before whom a pronoun of this gender at `at` could mean; 0: none or several. */
static uint32_t person_alone_before(const struct hs_finder *f, uint32_t at, enum hs_gender gender)
{
	const struct hs_work *work = f->work;
	const struct hs_token *here = &work->tokens[at];
	uint32_t found = 0;

	for (uint32_t n = 0; n < GENDER_BACK && at-- > 0 && work->tokens[at].para == here->para &&
			     work->tokens[at].sentence + 1 >= here->sentence; n++) {
		const struct hs_name *name = f->names->of_token[at] ? &f->names->at[f->names->of_token[at] - 1] : NULL;

		if (!name || name->modifier || !hs_gender_agrees(f->names->persons[name->person].gender, gender))
			continue;
		if (found && found != name->person + 1)
			return 0;
		found = name->person + 1;
	}
	return found;
}

/* Where neither title nor first name tells: what most pronouns say that can mean nobody else. */
void hs_genders_find(struct hs_finder *f)
{
	const struct hs_work *work = f->work;
	int *balance = hs_arena_array(work->arena, f->names->n_persons + 1, sizeof(*balance));

	for (uint32_t at = 0; at < work->n_tokens; at++) {
		enum hs_gender gender = gender_of_pronoun(work->tokens[at].lex->fold);
		uint32_t person = gender == HS_GENDER_ANY || work->tokens[at].quoted ? 0 : person_alone_before(f, at, gender);

		if (person)
			balance[person - 1] += gender == HS_GENDER_MALE ? 1 : -1;
	}
	for (size_t p = 0; p < f->names->n_persons; p++)
		if (f->names->persons[p].gender == HS_GENDER_ANY && balance[p])
			f->names->persons[p].gender = balance[p] > 0 ? HS_GENDER_MALE : HS_GENDER_FEMALE;
}
