#include "attribute/names.h"

#include "base/utf8.h"

#define PARTS_MAX 6             /* words of one name */

struct finder {
	struct hs_work *work;
	struct hs_names *names;
	size_t persons_room, names_room;
	uint32_t *named;                /* for each person the sentence that named her or him in full last, plus 1 */
	struct met { uint32_t section, sentence; } *met;        /* for each person the entry of a running report that named her or him last, and where first */
	bool *titled;                   /* per paragraph: Most Words Are Capitalised, so that capitals tell nothing */
};

/* --- runs of capitalised words ------------------------------------------------------------------ */

static bool is_capitalised(const struct hs_token *token)
{
	return token->alnum && token->upper;
}

static bool is_initial(const struct hs_token *token)
{
	return token->upper && strlen(token->lex->fold) == 1;
}

static bool is_all_capitals(const struct hs_work *work, const struct hs_token *token)
{
	uint32_t n = 0;

	for (uint32_t at = token->range.start; at < token->range.end; at++) {
		if (work->article->text[at] >= 'a' && work->article->text[at] <= 'z')
			return false;
		n += work->article->text[at] >= 'A' && work->article->text[at] <= 'Z';
	}
	return n > 1;
}

/* Nothing but white space between two tokens of one paragraph? */
static bool is_next(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *a = &work->tokens[at], *b = a + 1;

	if (at + 1 >= work->n_tokens || a->para != b->para || b->range.start - a->range.end > 3)
		return false;
	for (uint32_t i = a->range.end; i < b->range.start; i++)
		if (!strchr(" \n\r\t", work->article->text[i]))
			return false;
	return true;
}

static bool is_particle(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "de la da du del della di van von der den ter bin ibn al el bint dos das le");
}

/* The token that goes on with the name at `at`, or 0. */
static uint32_t name_step(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];
	uint32_t next = at + 1;

	if (token->possessive || !is_next(work, at))
		return 0;
	if (hs_token_is(work, next, ".") && (is_initial(token) || token->lex->title) && is_next(work, next))
		next++;
	if (hs_word_is_quote(hs_fold_at(work, next)) && next + 3 < work->n_tokens && is_capitalised(&work->tokens[next + 1]) &&
	    hs_word_is_quote(hs_fold_at(work, next + 2)) && is_next(work, next + 2) && is_capitalised(&work->tokens[next + 3]) &&
	    work->tokens[next + 3].para == token->para)
		return next + 3;        /* John "Jack" Diaz */
	if (is_particle(&work->tokens[next]) && is_next(work, next) && !work->tokens[next].upper) {
		uint32_t after = next + 1;

		if (is_particle(&work->tokens[after]) && !work->tokens[after].upper && is_next(work, after))
			after++;
		return is_capitalised(&work->tokens[after]) ? next : 0;
	}
	return (is_capitalised(&work->tokens[next]) || (is_particle(token) && !token->upper)) &&
	       work->tokens[next].alnum && work->tokens[next].lex->small != HS_SMALL_DEFINITE ? next : 0;
}

/* Small words, and words that only begin a sentence, do not begin a name. */
static bool begins_run(const struct hs_token *token)
{
	return is_capitalised(token) && token->lex->small == HS_SMALL_NONE;
}

static struct hs_run capital_run(const struct hs_work *work, uint32_t first)
{
	struct hs_run run = { first, first + 1 };
	uint32_t step;

	while ((step = name_step(work, run.end - 1)) && run.end - run.first < 24)
		run.end = step + 1;
	return run;
}

/* Titles, roles and bodies before a name: "Senate Minority Leader", "Priorities spokesman". */
static bool is_rank(const struct hs_token *token)
{
	return token->lex->title || token->noun;
}

/* "Rev.", "Gov.": never part of a name, unlike "King" */
static bool is_short_title(const struct hs_token *token)
{
	return token->lex->title && hs_word_in(token->lex->fold, "rev sen rep gov lt col gen adm capt sgt dr mr mrs ms prof atty");
}

/* Where in a capitalised run the name of a person may begin: after the last rank, else at the first first name. */
static uint32_t name_begin(const struct hs_work *work, struct hs_run run)
{
	uint32_t begin = run.first;

	for (uint32_t at = run.first; at + 1 < run.end; at++) {
		const struct hs_token *token = &work->tokens[at];
		bool after_first = at > run.first && token[-1].lex->firstname && !token[-1].lex->title &&
				   at - 1 >= begin;

		if (token->lex->firstname && !token->lex->title && begin == at)
			continue;
		if (is_rank(token) && (!after_first || is_short_title(token)))
			begin = at + 1 + hs_token_is(work, at + 1, ".");
	}
	if (begin > run.first)
		return begin;
	for (uint32_t at = run.first; at + 1 < run.end; at++)
		if (work->tokens[at].lex->firstname) {
			bool initial = at >= run.first + 2 && hs_token_is(work, at - 1, ".") && is_initial(&work->tokens[at - 2]);

			return initial ? at - 2 : at;
		}
	return run.first;
}

static bool is_suffix(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "jr sr ii iii iv");
}

/* --- people --------------------------------------------------------------------------------- */

struct parts {                          /* the words of one name */
	const struct hs_lexeme *at[PARTS_MAX];
	uint32_t token[PARTS_MAX];
	uint32_t n;
	bool junior;
};

static struct parts parts_of(const struct hs_work *work, struct hs_run run)
{
	struct parts parts = { .n = 0 };

	for (uint32_t at = run.first; at < run.end; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (!token->alnum || (token->quoted && !work->tokens[run.first].quoted))
			continue;
		if (is_suffix(token) && parts.n) {
			parts.junior = true;
			continue;
		}
		if (parts.n < PARTS_MAX) {
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

static bool gender_agrees(enum hs_gender a, enum hs_gender b)
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

static void person_name(struct finder *f, struct hs_person *person, struct hs_run run, const struct parts *parts)
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
		if (!is_initial(&f->work->tokens[parts->token[1]]) && !f->work->tokens[parts->token[1]].lex->person)
			f->work->tokens[parts->token[1]].lex->middle_of = (uint32_t)(person - f->names->persons + 1);
	}
}

static struct hs_person *person_new(struct finder *f, const struct parts *parts)
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

static bool person_fits(const struct hs_person *person, const struct parts *parts, enum hs_gender gender)
{
	const struct hs_lexeme *first = parts->n > 1 ? parts->at[0] : NULL;

	return first_agrees(first, person->first) && gender_agrees(gender, person->gender) &&
	       (!first || !person->first || parts->junior == person->suffix_junior || parts->n != person->parts);
}

/* Someone already known whom these parts and this gender fit, of several the one found first; or NULL. */
static struct hs_person *person_known(const struct finder *f, const struct parts *parts, enum hs_gender gender)
{
	const struct hs_lexeme *last = parts->at[parts->n - 1];
	struct hs_person *known = NULL;

	for (uint32_t p = last->person; p; p = f->names->persons[p - 1].next)
		if (person_fits(&f->names->persons[p - 1], parts, gender))
			known = &f->names->persons[p - 1];
	if (!known && parts->n == 1 && last->middle_of && !last->firstname &&
	    gender_agrees(gender, f->names->persons[last->middle_of - 1].gender))
		known = &f->names->persons[last->middle_of - 1];        /* Ms. Vega, of Rosa Vega Ortiz */
	if (!known && parts->n == 1 && last->called && !last->firstname &&
	    gender_agrees(gender, f->names->persons[last->called - 1].gender))
		known = &f->names->persons[last->called - 1];           /* Mr. Ban, of Ban Ki-moon */
	return known;
}

/* Join persons[p] to the list of those with its first name, which the article gave later than the last name. */
static void person_called(struct finder *f, struct hs_person *person, const struct parts *parts)
{
	struct hs_lexeme *first = f->work->tokens[parts->token[0]].lex;

	person->first = first;
	person->next_first = first->called;
	first->called = (uint32_t)(person - f->names->persons + 1);
}

static struct hs_person *person_add(struct finder *f, struct hs_run run, enum hs_gender gender)
{
	struct parts parts = parts_of(f->work, run);
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

/* --- first pass: who is there --------------------------------------------------------------------- */

/* "the Charlotte Observer": people have no article. */
static bool is_outlet(const struct hs_work *work, struct hs_run run)
{
	return hs_run_outlet(work, run) ||
	       (run.first && hs_token_is(work, run.first - 1, "the") && hs_run_is_masthead(work, run));
}

/* Words that end the name of an organisation, a place or a thing. */
static bool ends_as_thing(const struct hs_token *token)
{
	const struct hs_noun *noun = token->noun;

	return (noun && (noun->cls == HS_NOUN_BODY || noun->cls == HS_NOUN_OUTLET || noun->cls == HS_NOUN_WIRE ||
			 noun->cls == HS_NOUN_BAND || token->plural)) ||
	       hs_word_in(token->lex->fold, "inc corp co ltd llc plc gmbh ag sa street avenue road county city island islands lake river "
			  "mountain valley beach park square hall house tower hotel airport bridge north south east west act times post "
			  "news journal tribune herald gazette press tv radio magazine pac day week party war show "
			  "energy coal oil gas petroleum mining motors airlines airways aerospace electric pharmaceuticals insurance bancorp "
			  "financial capital holdings partners associates industries enterprises ventures systems technologies software labs "
			  "networks solutions services resources logistics foods brands stores entertainment productions studios records "
			  "consulting analytics strategies communications international global worldwide");
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
	if (token->sentence != name->sentence || token->possessive || !is_next(work, begin - 1))
		return false;
	return token->lex->title || ((token->noun && hs_noun_is_human(token->noun)) && !token->plural &&
				     !(token->upper && token->noun->cls == HS_NOUN_CLASS));
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
		if (role->noun && hs_noun_is_human(role->noun))
			return !role->plural && (!role->upper || n > 0);
	}
	return false;
}

static bool begins_sentence(const struct hs_work *work, uint32_t at)
{
	return !at || work->tokens[at - 1].sentence != work->tokens[at].sentence || !work->tokens[at - 1].alnum;
}

/* A word that begins a sentence and can hardly be anything but a name: "Zorinda Diaz". */
static bool is_new_word(const struct hs_lexeme *lex)
{
	size_t len = strlen(lex->fold);

	return !lex->small_too && !lex->cue && !lex->title && lex->small == HS_SMALL_NONE && !hs_lexeme_is_date(lex) &&
	       !(len > 2 && strcmp(lex->fold + len - 2, "ly") == 0) && !(len > 3 && strcmp(lex->fold + len - 3, "ing") == 0) &&
	       !(len > 2 && strcmp(lex->fold + len - 2, "ed") == 0);
}

static bool is_subject(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *next = &work->tokens[run.end];

	return run.end < work->n_tokens && is_next(work, run.end - 1) && (next->lex->cue || next->lex->small == HS_SMALL_AUXILIARY);
}

static void small_letters_mark(const struct hs_work *work)
{
	for (size_t at = 0; at < work->n_tokens; at++)
		work->tokens[at].lex->small_too |= work->tokens[at].alnum && !work->tokens[at].upper;
}

static const struct hs_title *title_before(const struct hs_work *work, uint32_t begin)
{
	const struct hs_title *title;

	if (begin && hs_token_is(work, begin - 1, ".") && begin > 1)
		begin--;
	if (!begin || work->tokens[begin - 1].para != work->tokens[begin].para)
		return NULL;
	title = work->tokens[begin - 1].lex->title;
	return title && work->tokens[begin - 1].upper ? title : NULL;
}

/* Does the run look like a person's name, from itself and what stands around it? */
static bool is_person(const struct finder *f, struct hs_run run)
{
	const struct hs_work *work = f->work;
	struct parts parts = parts_of(work, run);
	const struct hs_token *last = &work->tokens[run.end - 1];
	const struct hs_title *title = title_before(work, run.first);

	if (!parts.n || parts.n >= PARTS_MAX || is_outlet(work, run))
		return false;
	if (parts.n == 1)
		return title && !last->lex->proper && !last->lex->small && !is_outlet(work, run) && !last->noun &&
		       (title->cls == HS_TITLE_HONORIFIC || !last->lex->title);
	if (last->lex->person && parts.n <= 3 && !parts.at[0]->proper && !parts.at[0]->noun &&
	    (!begins_sentence(work, run.first) || (is_new_word(parts.at[0]) && is_subject(work, run))))
		return true;            /* the last name of somebody known */
	if (parts.n == 3 && is_initial(&work->tokens[parts.token[1]]) && !is_initial(&work->tokens[parts.token[0]]))
		return true;            /* Ana M. Diaz, whatever the last name means */
	if (parts.n == 3 && is_initial(&work->tokens[parts.token[0]]) && !is_initial(&work->tokens[parts.token[1]]) &&
	    !parts.at[1]->proper && !parts.at[1]->noun && !last->lex->proper && !last->noun && !ends_as_thing(last))
		return true;            /* M. Ana Diaz */
	if (ends_as_thing(last) && !(parts.n == 2 && parts.at[0]->firstname && !last->plural && title))
		return false;
	if (parts.at[0]->proper && !parts.at[0]->firstname)
		return false;
	if (parts.at[0]->firstname && parts.n <= 4)
		return !last->lex->proper || last->lex->person || title != NULL;
	if (last->noun)
		return false;           /* "Free Trade Agreement" */
	return (title && title->cls == HS_TITLE_HONORIFIC) || person_precedes(work, run.first) ||
	       person_follows(work, run.first, run.end) || role_and_comma_precede(work, run) || (title && parts.n <= 3);
}

static bool is_one_sentence(const struct hs_work *work, size_t para)
{
	uint32_t first = work->para_first[para], end = work->para_first[para + 1];

	return first < end && work->tokens[first].sentence == work->tokens[end - 1].sentence;
}

static void titled_mark(struct finder *f)
{
	const struct hs_work *work = f->work;

	for (size_t p = 0; p < work->article->n_paras; p++) {
		uint32_t upper = 0, words = 0;

		for (uint32_t at = work->para_first[p]; at < work->para_first[p + 1]; at++) {
			const struct hs_token *token = &work->tokens[at];

			if (token->alnum && token->range.end - token->range.start > 3) {
				words++;
				upper += token->upper;
			}
		}
		f->titled[p] = words >= 3 && 10 * upper > 6 * words && is_one_sentence(work, p);
	}
}

/* "Bill and Hillary Diaz": the first of a couple takes the other's last name. */
static void couple_find(struct finder *f, struct hs_run run)
{
	const struct hs_work *work = f->work;
	struct parts parts = parts_of(work, run);
	const struct hs_token *first;
	struct parts other = { .n = 2 };
	struct hs_person *person;

	if (parts.n != 2 || run.first < 2 || !hs_token_is(work, run.first - 1, "and"))
		return;
	first = &work->tokens[run.first - 2];
	if (!is_capitalised(first) || !first->lex->firstname || first->para != work->tokens[run.first].para ||
	    (run.first > 2 && is_capitalised(first - 1) && is_next(work, run.first - 3)))
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

/* "the actress Robin Hale", "her husband, Robin Hale": what the noun before a name says of its bearer. */
static enum hs_gender gender_before(const struct hs_work *work, uint32_t begin)
{
	const struct hs_token *token;
	bool comma = begin && hs_token_is(work, begin - 1, ",");

	if (begin < 2)
		return HS_GENDER_ANY;
	token = &work->tokens[begin - 1 - comma];
	if (token->sentence != work->tokens[begin].sentence || !token->noun || token->plural || token->possessive ||
	    !hs_noun_is_human(token->noun) || (comma && token->noun->cls != HS_NOUN_KIN))
		return HS_GENDER_ANY;
	return token->noun->gender;
}

/* Those in headlines come behind those of the text: a name that several bear is mostly theirs whom the text names first. */
static void people_in_text(struct finder *f, bool headlines)
{
	const struct hs_work *work = f->work;

	for (uint32_t at = 0; at < work->n_tokens; at++) {
		struct hs_run run;

		if (!begins_run(&work->tokens[at]) || f->titled[work->tokens[at].para] ||
		    (!headlines && work->article->paras[work->tokens[at].para].kind == HS_PARA_HEADLINE))
			continue;
		run = capital_run(work, at);
		at = run.end - 1;
		run.first = name_begin(work, run);
		if (run.end - run.first > 2 && hs_word_in(work->tokens[run.end - 1].lex->fold, "show says said"))
			run.end--;              /* "The Ana Diaz Show" */
		if (run.first < run.end && is_person(f, run)) {
			const struct hs_title *title = title_before(work, run.first);
			struct hs_person *person = person_add(f, run, title ? title->gender : HS_GENDER_ANY);

			if (person && person->gender == HS_GENDER_ANY)
				person->gender = gender_before(work, run.first);
			couple_find(f, run);
		}
	}
}

/* What the model says of a source; true where it says nothing either way. */
static bool may_be_person(const struct hs_raw *raw)
{
	float things;

	if (!raw)
		return true;
	things = raw->kind[HS_KIND_ORGANISATION] + raw->kind[HS_KIND_DOCUMENT] + raw->kind[HS_KIND_EVENT] +
		 raw->kind[HS_KIND_WIRE] + raw->kind[HS_KIND_OUTLET] + raw->kind[HS_KIND_COLLECTIVE] + raw->kind[HS_KIND_GROUP];
	return raw->kind[HS_KIND_PERSON] >= things || raw->kind[HS_KIND_PERSON] > 0.5f ||
	       things < 0.6f;
}

/* "Time magazine" somewhere: then "Time" is none either. */
static void outlets_mark(const struct hs_work *work)
{
	for (uint32_t at = 0; at + 1 < work->n_tokens; at++)
		if (is_capitalised(&work->tokens[at]) && is_next(work, at) && work->tokens[at + 1].noun &&
		    work->tokens[at + 1].noun->cls == HS_NOUN_OUTLET)
			work->tokens[at].lex->outlet = true;
}

/* "the Harbour Safety League (HSL)" */
static void brackets_mark(const struct hs_work *work)
{
	for (uint32_t at = 1; at + 1 < work->n_tokens; at++)
		if (is_capitalised(&work->tokens[at]) && !work->tokens[at].lex->bracketed && hs_token_is(work, at - 1, "(") &&
		    hs_token_is(work, at + 1, ")"))
			work->tokens[at].lex->bracketed = at;
}

/* "Norvane, which runs the dam", "Norvane, the company that": what is said of organisations. */
static bool thing_follows(const struct hs_work *work, uint32_t end)
{
	const uint32_t para = end < work->n_tokens ? work->tokens[end].para : 0;

	if (!hs_token_is(work, end, ",") || end + 2 >= work->n_tokens || work->tokens[end + 1].para != para)
		return false;
	if (hs_token_is(work, end + 1, "which"))
		return true;
	if (work->tokens[end + 1].lex->small != HS_SMALL_DEFINITE && work->tokens[end + 1].lex->small != HS_SMALL_INDEFINITE)
		return false;
	for (uint32_t at = end + 2; at + 1 < work->n_tokens && at < end + 7 && work->tokens[at].para == para; at++) {
		const struct hs_token *token = &work->tokens[at], *next = token + 1;

		if (!token->alnum || token->possessive || token->lex->small != HS_SMALL_NONE)
			return false;
		if (token->noun && (!next->alnum || next->lex->small != HS_SMALL_NONE))
			return token->noun->cls == HS_NOUN_BODY;
	}
	return false;
}

/* "Tarn Holdings": "Tarn" alone is no person either. */
static bool begins_thing(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *last = &work->tokens[run.end - 1];

	return run.end == run.first + 2 && ends_as_thing(last) && !last->plural && !work->tokens[run.first].lex->firstname &&
	       !work->tokens[run.first].lex->person && !work->tokens[run.first].possessive;
}

/* Words that the article says are organisations, or begins the name of one with: they are no person's elsewhere either. */
static void things_mark(const struct finder *f)
{
	const struct hs_work *work = f->work;

	for (uint32_t at = 0; at + 1 < work->n_tokens; at++) {
		struct hs_run run;

		if (!begins_run(&work->tokens[at]) || (at && is_capitalised(&work->tokens[at - 1]) && is_next(work, at - 1)))
			continue;
		run = capital_run(work, at);
		if ((run.end == at + 1 && thing_follows(work, at + 1)) || (!f->titled[work->tokens[at].para] && begins_thing(work, run)))
			work->tokens[at].lex->thing = true;
	}
}

#define SLIP_PERSONS 500        /* people whose names it is held against */

/* "Tom Weller ... Weler said": the one person, plus 1, whom the article names in full and whose last name is this but for a slip. */
static uint32_t person_misspelt(const struct finder *f, struct hs_run run)
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

/* Does the source go on behind the name in a way that leaves it whole? "and" only where the model sees people. */
static bool ends_name(const struct hs_work *work, const struct hs_raw *raw, uint32_t at, uint32_t end)
{
	return at >= end || hs_token_is(work, at, ",") || hs_token_is(work, at, "'") ||
	       (hs_word_in(work->tokens[at].lex->fold, "and &") && raw && raw->kind[HS_KIND_PERSON] > 0.5f);
}

/* The capitalised words at `at` of a source; the token behind them. */
static uint32_t person_in_source(struct finder *f, const struct hs_raw *raw, struct hs_run source, uint32_t at)
{
	const struct hs_work *work = f->work;
	struct hs_run run = capital_run(work, at);
	struct hs_person *person;
	const struct hs_token *last;
	uint32_t end = run.end, other;

	if (!ends_name(work, raw, run.end, source.end))
		return end;
	run.first = name_begin(work, run);
	if (run.end > source.end || run.first >= run.end)
		return end;
	last = &work->tokens[run.end - 1];
	if (!last->lex->person && !last->lex->middle_of && (other = person_misspelt(f, run)) != 0) {
		last->lex->middle_of = other;   /* another name of the same */
		return end;
	}
	if (last->lex->person || last->lex->called || last->lex->proper || last->noun || ends_as_thing(last) ||
	    is_all_capitals(work, last) || is_outlet(work, run) || run.end - run.first > 3 ||
	    work->tokens[run.first].lex->proper || last->lex->outlet || last->lex->thing)
		return end;
	person = person_add(f, run, HS_GENDER_ANY);
	if (person && (!work->tokens[run.first].lex->firstname || run.end - run.first < 2))
		person->guessed = true;
	return end;
}

/* Sources that are capitalised words alone, or begin with them before a comma, and are no known thing: people. */
static void people_in_sources(struct finder *f)
{
	const struct hs_work *work = f->work;

	for (size_t i = 0; i < work->out->n_claims; i++) {
		struct hs_ranges spans = work->out->claims[i].source_spans;
		struct hs_run source;
		uint32_t at;

		if (!spans.n || !may_be_person(work->raw[i]))
			continue;
		source = hs_work_run(work, spans.at[0]);
		if (source.first >= source.end || !begins_run(&work->tokens[source.first]))
			continue;
		at = person_in_source(f, work->raw[i], source, source.first);
		while (at + 1 < source.end && hs_word_in(work->tokens[at].lex->fold, "and &") && begins_run(&work->tokens[at + 1]) &&
		       ends_name(work, work->raw[i], at, source.end))
			at = person_in_source(f, work->raw[i], source, at + 1);
	}
}

/* --- second pass: where they are named ----------------------------------------------------------- */

static bool is_determiner(const struct hs_token *token)
{
	switch (token->lex->small) {
	case HS_SMALL_DEFINITE:
	case HS_SMALL_INDEFINITE:
	case HS_SMALL_QUANTITY:
	case HS_SMALL_NUMBER:
		return true;
	default:
		return false;
	}
}

/* Something that the name in `run` stands before as a modifier: "the Diaz campaign", "some Diaz endorsers", but not "Diaz claims". */
static bool modifies(const struct hs_work *work, struct hs_run run)
{
	uint32_t last = run.end - 1;
	const struct hs_token *next = &work->tokens[run.end];

	if (work->tokens[last].possessive || !is_next(work, last))
		return false;
	if (run.first && is_next(work, run.first - 1) && is_determiner(&work->tokens[run.first - 1]) && next->alnum && !next->upper &&
	    next->lex->small == HS_SMALL_NONE)
		return true;
	if (is_capitalised(next) && next->lex->small == HS_SMALL_NONE && !next->lex->cue)
		return next->noun || ends_as_thing(next);
	return next->noun && !(next->lex->cue && !next->upper) && next->lex->small == HS_SMALL_NONE;
}

static bool is_part(const struct hs_person *person, const struct hs_token *token)
{
	return token->upper && (token->lex == person->first || token->lex == person->middle || is_initial(token) ||
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

		if (hs_token_is(work, before, ".") && before && is_initial(&work->tokens[before - 1]))
			before--;
		if (work->tokens[before].para != work->tokens[at].para || !is_part(person, &work->tokens[before]) ||
		    !is_next(work, before) || work->tokens[before].possessive)
			break;
		begin = before;
	}
	return begin;
}

static uint32_t titles_before(const struct hs_work *work, uint32_t begin)
{
	while (begin) {
		uint32_t before = begin - 1;

		if (hs_token_is(work, before, ".") && before && work->tokens[before - 1].lex->title)
			before--;
		if (work->tokens[before].para != work->tokens[begin].para || !work->tokens[before].upper ||
		    !work->tokens[before].alnum || !is_next(work, before) || work->tokens[before].possessive ||
		    work->tokens[before].lex->small != HS_SMALL_NONE ||
		    (!is_rank(&work->tokens[before]) && !work->tokens[before].lex->proper))
			break;
		begin = before;
	}
	return begin;
}

/* In full in this sentence or the one before it? */
static bool named_just_now(const struct finder *f, uint32_t person, uint32_t sentence)
{
	return f->named[person - 1] && sentence - (f->named[person - 1] - 1) <= 1;
}

/* Met first in this entry of a running report, of two with one last name? */
static bool met_before(const struct finder *f, uint32_t a, uint32_t b, uint32_t para)
{
	uint32_t section = f->work->section[para];
	const struct met *x = &f->met[a - 1], *y = &f->met[b - 1];

	return section && x->section == section && (y->section != section || x->sentence < y->sentence);
}

/*
 * Which of several people with one last name: the one whose first name stands here; else one whom the title's gender
 * fits; of these one named in full just now, else the one whom the entry of a running report or the whole article names
 * first: others of the name are mostly named in full.
 */
static uint32_t person_meant(const struct finder *f, uint32_t at, uint32_t *begin)
{
	const struct hs_work *work = f->work;
	const struct hs_token *token = &work->tokens[at];
	const struct hs_title *title = title_before(work, at);
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
	if (at && is_capitalised(token - 1) && is_next(work, at - 1) && !token[-1].possessive &&
	    token[-1].lex->firstname && !token[-1].lex->title && token[-1].lex->small == HS_SMALL_NONE)
		return 0;
	for (uint32_t p = token->lex->person; p; p = f->names->persons[p - 1].next)
		if (gender_agrees(gender, f->names->persons[p - 1].gender) &&
		    (!best || (!named_just_now(f, best, token->sentence) &&
			       (named_just_now(f, p, token->sentence) || !met_before(f, best, p, token->para)))))
			best = p;
	return best;
}

static void name_add(struct finder *f, struct hs_run run, uint32_t person, bool full)
{
	struct hs_names *names = f->names;
	const struct hs_work *work = f->work;

	while (run.end < work->n_tokens && is_next(work, run.end - 1) && is_suffix(&work->tokens[run.end]))
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
		f->met[person - 1] = (struct met){ work->section[work->tokens[run.first].para], work->tokens[run.first].sentence };
}

/* A first name alone: one person of the article has it. */
static uint32_t person_called_so(const struct finder *f, uint32_t at)
{
	const struct hs_token *token = &f->work->tokens[at];
	uint32_t best = 0;

	if (token->lex->small != HS_SMALL_NONE || token->noun || (token->lex->cue && at && !is_capitalised(token - 1)))
		return 0;
	if (is_next(f->work, at) && is_capitalised(token + 1) && !token->possessive)
		return 0;
	if (at && is_capitalised(token - 1) && is_next(f->work, at - 1) && token[-1].lex->small == HS_SMALL_NONE &&
	    !token[-1].possessive)
		return 0;
	for (uint32_t p = token->lex->called; p; p = f->names->persons[p - 1].next_first)
		if (!best || f->names->persons[p - 1].mentions > f->names->persons[best - 1].mentions)
			best = p;
	return best;
}

static void places_find(struct finder *f)
{
	const struct hs_work *work = f->work;

	f->named = hs_arena_array(work->arena, f->names->n_persons + 1, sizeof(*f->named));
	f->met = hs_arena_array(work->arena, f->names->n_persons + 1, sizeof(*f->met));
	for (uint32_t at = 0; at < work->n_tokens; at++) {
		const struct hs_token *token = &work->tokens[at];
		uint32_t person, begin = at;

		if (!is_capitalised(token) || f->names->of_token[at])
			continue;
		if (token->lex->person && (person = person_meant(f, at, &begin))) {
			name_add(f, (struct hs_run){ begin, at + 1 }, person, begin < at);
			if (begin < at)
				f->named[person - 1] = token->sentence + 1;
		} else if (token->lex->middle_of && !token->lex->firstname) {
			name_add(f, (struct hs_run){ at, at + 1 }, token->lex->middle_of, false);
		} else if (token->lex->called && (person = person_called_so(f, at))) {
			name_add(f, (struct hs_run){ at, at + 1 }, person, false);
		}
	}
}

/* --- he or she? ---------------------------------------------------------------------------------- */

static enum hs_gender gender_of_pronoun(const char *fold)
{
	if (hs_word_in(fold, "he his himself"))
		return HS_GENDER_MALE;
	return hs_word_in(fold, "she herself") ? HS_GENDER_FEMALE : HS_GENDER_ANY;
}

/* The one person, plus 1, named in this sentence or the one before whom a pronoun of this gender at `at` could mean; 0: none or several. */
static uint32_t person_alone_before(const struct finder *f, uint32_t at, enum hs_gender gender)
{
	const struct hs_work *work = f->work;
	const struct hs_token *here = &work->tokens[at];
	uint32_t found = 0;

	while (at-- > 0 && work->tokens[at].para == here->para && work->tokens[at].sentence + 1 >= here->sentence) {
		const struct hs_name *name = f->names->of_token[at] ? &f->names->at[f->names->of_token[at] - 1] : NULL;

		if (!name || name->modifier || !gender_agrees(f->names->persons[name->person].gender, gender))
			continue;
		if (found && found != name->person + 1)
			return 0;
		found = name->person + 1;
	}
	return found;
}

/* Where neither title nor first name tells: what most pronouns say that can mean nobody else. */
static void genders_find(struct finder *f)
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

void hs_names_find(struct hs_names *names, struct hs_work *work)
{
	struct finder f = { .work = work, .names = names };

	*names = (struct hs_names){ .of_token = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(uint32_t)) };
	f.titled = hs_arena_array(work->arena, work->article->n_paras + 1, sizeof(*f.titled));
	titled_mark(&f);
	small_letters_mark(work);
	people_in_text(&f, false);
	people_in_text(&f, true);             /* again, with the last names that are known now */
	outlets_mark(work);
	brackets_mark(work);
	things_mark(&f);
	people_in_sources(&f);
	places_find(&f);
	genders_find(&f);
}
