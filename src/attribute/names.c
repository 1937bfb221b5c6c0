/* The people that an article names: the steps that find them, and the first pass over its text and its sources. */
#include "attribute/names_p.h"
#include "attribute/turn_p.h"

static bool is_all_capitals(const struct hs_work *work, const struct hs_token *token)
{
	return hs_is_in_capitals(work->article->text, token->range);
}

/* Nouns that are written in capitals. */
#define NOUNS_IN_CAPITALS "cctv ceo cfo coo cto dna ecg ekg emt gp mep mla mp mri msp ngo pac xray"

/* Does it stand among other words in capitals, or before the colon of a label? */
static bool is_shouted(const struct hs_work *work, const struct hs_token *token)
{
	const struct hs_token *end = work->tokens + work->n_tokens;

	return (token > work->tokens && is_all_capitals(work, token - 1)) ||
	       (token + 1 < end && (is_all_capitals(work, token + 1) || strcmp(token[1].lex->fold, ":") == 0));
}

/* "CREW", "CARE's": letters that happen to make a noun, which the article writes in small letters nowhere. */
static bool is_initials(const struct hs_work *work, const struct hs_token *token)
{
	size_t len = strlen(token->lex->fold);
	struct hs_token bare = *token;          /* without "'s" */

	bare.range.end = token->range.start + (uint32_t)len;
	return token->noun && !token->pair && len >= 3 && len <= 5 && bare.range.end <= token->range.end && !token->lex->small_too &&
	       is_all_capitals(work, &bare) && !is_shouted(work, token) && !hs_word_in(token->lex->fold, NOUNS_IN_CAPITALS);
}

static void initials_settle(const struct hs_work *work)
{
	for (size_t at = 0; at < work->n_tokens; at++)
		if (is_initials(work, &work->tokens[at])) {
			work->tokens[at].noun = NULL;
			work->tokens[at].plural = false;
		}
}

static void small_letters_mark(const struct hs_work *work)
{
	for (size_t at = 0; at < work->n_tokens; at++)
		work->tokens[at].lex->small_too |= work->tokens[at].alnum && !work->tokens[at].upper;
}

/* "Mr. Diaz" */
static void honorifics_mark(const struct hs_work *work)
{
	for (uint32_t at = 1; at < work->n_tokens; at++) {
		const struct hs_title *title = work->tokens[at].upper ? hs_title_before(work, at) : NULL;

		work->tokens[at].lex->honorific |= title && title->cls == HS_TITLE_HONORIFIC;
	}
}

static bool is_one_sentence(const struct hs_work *work, size_t para)
{
	uint32_t first = work->para_first[para], end = work->para_first[para + 1];

	return first < end && work->tokens[first].sentence == work->tokens[end - 1].sentence;
}

static void titled_mark(struct hs_finder *f)
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
static void people_in_text(struct hs_finder *f, bool headlines)
{
	const struct hs_work *work = f->work;

	for (uint32_t at = 0; at < work->n_tokens; at++) {
		struct hs_run run;

		if (!hs_token_begins_run(&work->tokens[at]) || f->titled[work->tokens[at].para] ||
		    (!headlines && work->article->paras[work->tokens[at].para].kind == HS_PARA_HEADLINE))
			continue;
		run = hs_run_of_capitals(work, at);
		at = run.end - 1;
		if (hs_run_outlet(work, run))
			continue;               /* "The San Vico Courier" is no Mr. Courier */
		run.first = hs_run_name_begin(work, run);
		if (run.end - run.first > 2 && hs_word_in(work->tokens[run.end - 1].lex->fold, "show says said"))
			run.end--;              /* "The Ana Diaz Show" */
		if (run.first < run.end && hs_run_is_person(f, run)) {
			const struct hs_title *title = hs_title_before(work, run.first);
			struct hs_person *person = hs_person_add(f, run, title ? title->gender : HS_GENDER_ANY);

			if (person && person->gender == HS_GENDER_ANY)
				person->gender = gender_before(work, run.first);
			hs_couple_find(f, run);
		}
	}
}

/* "his daughter, Ellie,", "her husband Bob": of the family, and nobody else's name here. */
static bool is_of_family(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at], *kin;
	bool comma = at > 1 && hs_token_is(work, at - 1, ",");

	if (at < 2 || !hs_token_begins_run(token) || token->lex->called || token->lex->person || token->lex->proper ||
	    (!token->lex->firstname && (!comma || token->noun || token->lex->cue || hs_token_ends_thing(token))))
		return false;
	kin = &work->tokens[at - 1 - comma];
	return kin->sentence == token->sentence && kin->noun && kin->noun->cls == HS_NOUN_KIN && !kin->plural && !kin->possessive &&
	       (comma ? hs_word_in(hs_fold_at(work, at + 1), ", .") : !hs_token_is_capital(&work->tokens[at + 1]));
}

/* People who have no last name here. */
static void people_in_families(struct hs_finder *f)
{
	for (uint32_t at = 0; at + 1 < f->work->n_tokens; at++)
		if (is_of_family(f->work, at)) {
			struct hs_person *person = hs_person_add(f, (struct hs_run){ at, at + 1 }, HS_GENDER_ANY);

			if (person && person->gender == HS_GENDER_ANY)
				person->gender = gender_before(f->work, at);
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
		if (hs_token_is_capital(&work->tokens[at]) && hs_token_joins(work, at) && work->tokens[at + 1].noun &&
		    work->tokens[at + 1].noun->cls == HS_NOUN_OUTLET)
			work->tokens[at].lex->outlet = true;
}

/* "the Harbour Safety League (HSL)" */
static void brackets_mark(const struct hs_work *work)
{
	for (uint32_t at = 1; at + 1 < work->n_tokens; at++)
		if (hs_token_is_capital(&work->tokens[at]) && !work->tokens[at].lex->bracketed && hs_token_is(work, at - 1, "(") &&
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

#define ROLE_WORDS 6            /* "the rig's former main contractor" */

/* "Granite Marine, the main contractor,": the one company in that role, and a person only where the first name tells; of one word alone,
 * "Norvane, the owner of the dam". */
static bool company_follows(const struct hs_work *work, struct hs_run run)
{
	uint32_t at = run.end + 1, first = at;

	if (!hs_token_is(work, run.end, ",") || at + 1 >= work->n_tokens || work->tokens[run.first].lex->firstname ||
	    work->tokens[run.end - 1].lex->person || hs_title_before(work, run.first) ||
	    (!hs_token_is(work, at, "the") && !work->tokens[at].possessive))
		return false;
	for (; at + 1 < work->n_tokens && at < first + ROLE_WORDS && work->tokens[at].sentence == work->tokens[run.first].sentence; at++) {
		const struct hs_token *token = &work->tokens[at], *next = token + 1;

		if (!token->alnum || (at > first && token->lex->small != HS_SMALL_NONE))
			return false;
		if (token->noun && (!next->alnum || next->lex->small != HS_SMALL_NONE))
			return hs_classes_have(token->lex->classes, HS_WC_company_role) ||
			       (run.end == run.first + 1 && hs_classes_have(token->lex->classes, HS_WC_owner_role));
	}
	return false;
}

/* A word for an organisation that its name may follow: "the carmaker", "Budget airline". */
static bool tells_company(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];

	return token->noun && token->noun->cls == HS_NOUN_BODY && !token->plural && !token->possessive && hs_token_joins(work, at) &&
	       (!token->upper || hs_begins_sentence(work, at));
}

/* What stands before the words that end with token `at`: "the" before "budget airline"; NONE: nothing. Possessors are as good as "its". */
static enum hs_small determiner_before(const struct hs_work *work, uint32_t at)
{
	for (uint32_t n = 0; n < ROLE_WORDS && !hs_begins_sentence(work, at); n++, at--) {
		if (work->tokens[at - 1].possessive)
			return HS_SMALL_POSSESSIVE;
		if (!work->tokens[at - 1].alnum || work->tokens[at - 1].lex->small != HS_SMALL_NONE)
			return work->tokens[at - 1].lex->small;
	}
	return HS_SMALL_NONE;
}

/* Words that may name anything, and are neither of a person whom the article names nor of a place. */
static bool is_free_name(const struct hs_work *work, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++) {
		const struct hs_lexeme *lex = work->tokens[at].lex;

		if (!hs_token_may_name(&work->tokens[at]) || work->tokens[at].noun || lex->title || lex->firstname || lex->person || lex->proper)
			return false;
	}
	return run.first < run.end;
}

/* Does the sentence go on as behind a subject or an object? In "the firm Kaldu runs" it is Kaldu who does something. */
static bool ends_as_name(const struct hs_work *work, uint32_t end)
{
	const struct hs_token *next = &work->tokens[end];

	return end >= work->n_tokens || work->tokens[end - 1].possessive || !next->alnum || next->lex->cue || next->lex->small != HS_SMALL_NONE;
}

/* "the carmaker Norvik", "Insurer Pelham Croft", but not "a firm Kaldu said he owned": the name behind what it is, or an empty run. */
static struct hs_run name_of_company(const struct hs_work *work, struct hs_run run)
{
	enum hs_small small;

	run.first += tells_company(work, run.first);
	if (run.first == 0 || !tells_company(work, run.first - 1) || !is_free_name(work, run))
		return (struct hs_run){ run.end, run.end };
	small = determiner_before(work, run.first - 1);
	if (small == HS_SMALL_INDEFINITE || (hs_small_is_determiner(small) && !ends_as_name(work, run.end)))
		run.first = run.end;
	return run;
}

/* "Tarn Holdings": "Tarn" alone is no person either. */
static bool begins_thing(const struct hs_work *work, struct hs_run run)
{
	const struct hs_token *last = &work->tokens[run.end - 1];

	return run.end == run.first + 2 && (hs_token_ends_firm(last) || (hs_token_ends_thing(last) && !last->plural)) && !work->tokens[run.first].lex->firstname &&
	       !work->tokens[run.first].lex->person && !work->tokens[run.first].possessive;
}

/* Words that the article says are organisations, or begins the name of one with: they are no person's elsewhere either. */
static void things_mark(const struct hs_finder *f)
{
	const struct hs_work *work = f->work;

	for (uint32_t at = 0; at + 1 < work->n_tokens; at++) {
		struct hs_run run, name;

		if (!hs_token_begins_run(&work->tokens[at]) || (at && hs_token_is_capital(&work->tokens[at - 1]) && hs_token_joins(work, at - 1)))
			continue;
		run = hs_run_of_capitals(work, at);
		name = name_of_company(work, run);
		if (name.first < name.end)
			work->tokens[name.first].lex->thing = work->tokens[name.end - 1].lex->thing = true;
		if ((run.end == at + 1 && thing_follows(work, at + 1)) || company_follows(work, run) ||
		    (!f->titled[work->tokens[at].para] && begins_thing(work, run)))
			work->tokens[at].lex->thing = true;
	}
}

/* Does the source go on behind the name in a way that leaves it whole? "and" only where the model sees people. */
static bool ends_name(const struct hs_work *work, const struct hs_raw *raw, uint32_t at, uint32_t end)
{
	return at >= end || hs_token_is(work, at, ",") || hs_token_is(work, at, "'") ||
	       (hs_word_in(work->tokens[at].lex->fold, "and &") && raw && raw->kind[HS_KIND_PERSON] > 0.5f);
}

/* The capitalised words at `at` of a source; the token behind them. */
static uint32_t person_in_source(struct hs_finder *f, const struct hs_raw *raw, struct hs_run source, uint32_t at)
{
	const struct hs_work *work = f->work;
	struct hs_run run = hs_run_of_capitals(work, at);
	struct hs_person *person;
	const struct hs_token *last;
	uint32_t end = run.end, other;

	if (!ends_name(work, raw, run.end, source.end) || hs_run_is_outlet(work, run))
		return end;
	run.first = hs_run_name_begin(work, run);
	if (run.end > source.end || run.first >= run.end)
		return end;
	last = &work->tokens[run.end - 1];
	if (!last->lex->person && !last->lex->middle_of && (other = hs_person_misspelt(f, run)) != 0) {
		last->lex->middle_of = other;   /* another name of the same */
		return end;
	}
	if (run.end == run.first + 1 && !last->lex->fold[1])            /* the "Q" of a transcript */
		return end;
	if (last->lex->person || last->lex->called || last->lex->proper || last->noun || hs_token_ends_thing(last) ||
	    (is_all_capitals(work, last) && !hs_turn_holds(work, run.first)) || hs_run_is_outlet(work, run) || run.end - run.first > 3 ||
	    work->tokens[run.first].lex->proper || last->lex->outlet || last->lex->thing ||
	    work->tokens[run.first].lex->thing || hs_body_at(work, run.first) == run.end - run.first)
		return end;
	person = hs_person_add(f, run, HS_GENDER_ANY);
	if (person && (!work->tokens[run.first].lex->firstname || run.end - run.first < 2))
		person->guessed = true;
	return end;
}

/* Sources that are capitalised words alone, or begin with them before a comma, and are no known thing: people. */
static void people_in_sources(struct hs_finder *f)
{
	const struct hs_work *work = f->work;

	for (size_t i = 0; i < work->out->n_claims; i++) {
		struct hs_ranges spans = work->out->claims[i].source_spans;
		struct hs_run source;
		uint32_t at;

		if (!spans.n || !may_be_person(work->raw[i]))
			continue;
		source = hs_work_run(work, spans.at[0]);
		if (source.first >= source.end || !hs_token_begins_run(&work->tokens[source.first]))
			continue;
		at = person_in_source(f, work->raw[i], source, source.first);
		while (at + 1 < source.end && hs_word_in(work->tokens[at].lex->fold, "and &") && hs_token_begins_run(&work->tokens[at + 1]) &&
		       ends_name(work, work->raw[i], at, source.end))
			at = person_in_source(f, work->raw[i], source, at + 1);
	}
}

/* May it be a first name: one that is known, or a word that stands nowhere without a capital and begins no sentence here? */
static bool is_first_name(const struct hs_work *work, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];
	const struct hs_lexeme *lex = token->lex;

	if (!hs_token_begins_run(token) || token->possessive || token->noun || token->plural || is_all_capitals(work, token) ||
	    hs_token_is_initial(token) || lex->title || lex->proper || lex->cue || lex->thing || lex->outlet || lex->person || hs_lexeme_is_date(lex))
		return false;
	return lex->firstname || (!lex->small_too && !hs_begins_sentence(work, at) && work->tokens[at - 1].alnum);
}

/* Does a capitalised word stand right before or behind the name, so that more belongs to it, or it to a title? */
static bool is_among_capitals(const struct hs_work *work, struct hs_run run)
{
	return (run.first && hs_token_is_capital(&work->tokens[run.first - 1]) && hs_token_joins(work, run.first - 1)) ||
	       (hs_token_joins(work, run.end - 1) && !work->tokens[run.end - 1].possessive && hs_token_is_capital(&work->tokens[run.end]));
}

/* Those of whom the first pass has the last name alone, as nothing but what they say tells that they are people: "edged Feldman Orrery". */
static void people_in_full(struct hs_finder *f)
{
	const struct hs_work *work = f->work;

	for (uint32_t at = 1; at < work->n_tokens; at++) {
		const struct hs_token *last = &work->tokens[at];
		const struct hs_person *person = last->lex->person ? &f->names->persons[last->lex->person - 1] : NULL;
		struct hs_run run = { at - 1, at + 1 };

		if (!person || person->first || person->next || !hs_token_is_capital(last) || !hs_token_joins(work, at - 1) ||
		    !is_first_name(work, at - 1) || hs_run_is_outlet(work, run))
			continue;
		if (!f->titled[last->para] || !is_among_capitals(work, run))
			hs_person_add(f, run, HS_GENDER_ANY);
	}
}

void hs_names_find(struct hs_names *names, struct hs_work *work)
{
	struct hs_finder f = { .work = work, .names = names };

	*names = (struct hs_names){ .of_token = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(uint32_t)) };
	f.titled = hs_arena_array(work->arena, work->article->n_paras + 1, sizeof(*f.titled));
	titled_mark(&f);
	small_letters_mark(work);
	initials_settle(work);
	honorifics_mark(work);
	people_in_text(&f, false);
	people_in_text(&f, true);             /* again, with the last names that are known now */
	people_in_families(&f);
	outlets_mark(work);
	brackets_mark(work);
	things_mark(&f);
	people_in_sources(&f);
	people_in_full(&f);
	hs_places_find(&f);
	hs_genders_find(&f);
}
