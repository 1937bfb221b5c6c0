/* Descriptions and quantities to entities: "the official", "his wife", "some Democrats". */
#include "attribute/entity_p.h"

#define GENERIC_BODIES "company firm group agency organization organisation department committee network newspaper magazine " \
	"paper site website station broadcaster publication outlet bank university college party board panel court union bureau"

/* What no outlet is, of those. */
#define NO_OUTLETS "department committee bank university college party board panel court union bureau"

/* What names of public agencies have in them. */
#define AGENCIES "agency administration bureau service services institute authority commission department"

#define THING_BACK 40           /* mentions */

static bool is_short_name(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_span word = hs_span_at(work->article->text, work->tokens[phrase->head].range);
	size_t capitals = 0;

	while (capitals < word.len && ((word.ptr[capitals] >= 'A' && word.ptr[capitals] <= 'Z') || (capitals && word.ptr[capitals] == '.')))
		capitals++;
	return phrase->form == HS_FORM_PROPER && capitals > 1;
}

/* "the Harbour Safety Agency"; "HSA" and "HSA's", where they do something or have it. */
static bool is_agency(const struct hs_scene *scene, const struct hs_mention *mention)
{
	const struct hs_work *work = scene->work;
	const struct hs_phrase *phrase = &mention->phrase;
	const struct hs_token *head = &work->tokens[phrase->head];
	size_t len = strlen(head->lex->fold);

	for (uint32_t at = phrase->run.first; at <= phrase->head; at++)
		if (work->tokens[at].upper && hs_word_in(work->tokens[at].lex->fold, AGENCIES))
			return true;
	return is_short_name(work, phrase) && len > 2 && len < 6 && head->lex->proper != HS_PROPER_PLACE &&
	       (mention->subject || mention->claim || head->possessive);
}

/* Does it do something, and is it no place? */
static bool is_thing(const struct hs_scene *scene, const struct hs_mention *mention)
{
	return (mention->subject || mention->claim) &&
	       scene->work->tokens[scene->entities[mention->entity].best.head].lex->proper != HS_PROPER_PLACE;
}

static bool is_thing_but_outlet(const struct hs_scene *scene, const struct hs_mention *mention)
{
	return is_thing(scene, mention) && !hs_phrase_is_outlet(scene->work, &scene->entities[mention->entity].best);
}

/* What was named last of those that fit, and is no person. */
static uint32_t latest_named(const struct hs_scene *scene, uint32_t m,
			     bool (*fits)(const struct hs_scene *scene, const struct hs_mention *mention))
{
	for (uint32_t i = m, n = 0; i > 0 && n < THING_BACK; n++) {
		const struct hs_mention *mention = &scene->mentions[--i];
		const struct hs_entity *entity = mention->entity == HS_NOBODY ? NULL : &scene->entities[mention->entity];

		if (entity && entity->person == HS_NOBODY && entity->best.form == HS_FORM_PROPER && !mention->quoted && fits(scene, mention))
			return mention->entity;
	}
	return HS_NOBODY;
}

/* "the company", "the group": what was named last and could be one; for "the agency", one by its name, wherever in its sentence. */
static uint32_t latest_thing(const struct hs_scene *scene, uint32_t m)
{
	const char *noun = scene->mentions[m].phrase.noun->word;
	uint32_t agency = strcmp(noun, "agency") == 0 ? latest_named(scene, m, is_agency) : HS_NOBODY;

	if (agency != HS_NOBODY)
		return agency;
	return latest_named(scene, m, hs_word_in(noun, NO_OUTLETS) ? is_thing_but_outlet : is_thing);
}

/* "a group of nurses": does the noun count the people whom the phrase is of? */
static bool is_counted_by(const struct hs_work *work, const struct hs_phrase *phrase, const struct hs_noun *noun)
{
	uint32_t floor = phrase->run.first > 1 ? phrase->run.first - 2 : 0;

	for (uint32_t at = floor; at + 1 < phrase->head; at++)
		if (work->tokens[at].noun == noun && hs_token_is(work, at + 1, "of"))
			return true;
	return false;
}

/* "A group of nurses said ... the group said": the people who came last as a group, unless something with a name came behind them that is
 * one; HS_NOBODY: none did. */
static uint32_t counted_before(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;

	if (!phrase->noun || !hs_word_in(phrase->noun->word, "group team") || phrase->head != phrase->run.first + 1)
		return HS_NOBODY;
	for (uint32_t i = m, n = 0; i > 0 && n < THING_BACK; n++) {
		const struct hs_mention *mention = &scene->mentions[--i];

		if (mention->entity == HS_NOBODY)
			continue;
		if (mention->phrase.plural && is_counted_by(scene->work, &mention->phrase, phrase->noun))
			return mention->entity;
		if (mention->phrase.form == HS_FORM_NOUN && mention->phrase.noun == phrase->noun)
			return !mention->phrase.plural && scene->entities[mention->entity].plural ? mention->entity : HS_NOBODY;
	}
	return HS_NOBODY;
}

/* Roles in which people mostly stay unnamed. */
#define UNNAMED_ROLES "official spokesman spokeswoman spokesperson aide adviser advisor source insider diplomat staffer " \
	"employee agent officer operative investigator prosecutor representative negotiator informant moderator reporter " \
	"interviewer judge member person attendee participant partner colleague ally associate"

/* "his wife", "Diaz's daughter": the one other person of the family name whom the gender fits. */
static uint32_t relative_of(struct hs_scene *scene, uint32_t owner, const struct hs_noun *noun)
{
	const struct hs_person *person;
	uint32_t found = HS_NOBODY;

	if (!owner || scene->entities[owner - 1].person == HS_NOBODY)
		return HS_NOBODY;
	person = &scene->names.persons[scene->entities[owner - 1].person];
	for (uint32_t p = person->last->person; p; p = scene->names.persons[p - 1].next) {
		const struct hs_person *other = &scene->names.persons[p - 1];

		if (other == person || other->gender != noun->gender)
			continue;
		if (found != HS_NOBODY)
			return HS_NOBODY;
		found = hs_entity_of_person(scene, p - 1);
	}
	return found;
}

/* "the Ohio Democrat", "the woman", "the actor": but "the official" or "the aide" without an antecedent stays unnamed. */
static bool may_mean_named(const struct hs_noun *noun)
{
	switch (noun->cls) {
	case HS_NOUN_CLASS:
		return true;
	case HS_NOUN_PERSON:
		return noun->gender != HS_GENDER_ANY;
	case HS_NOUN_ROLE:
		return !hs_word_in(noun->word, UNNAMED_ROLES);
	default:
		return false;
	}
}

/* "the first official to say so" is one of many, and not the one who was spoken of. */
static bool is_singled_out(const struct hs_work *work, const struct hs_phrase *phrase)
{
	for (uint32_t at = phrase->run.first; at < phrase->head; at++)
		if (hs_word_in(work->tokens[at].lex->fold, "first second third last latest next only highest most"))
			return true;
	return false;
}

/* Does the model rather see somebody unnamed? */
static bool seems_unnamed(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_raw *raw = scene->mentions[m].claim ? scene->work->raw[scene->mentions[m].claim - 1] : NULL;

	return raw && raw->kind[HS_KIND_INDIVIDUAL] > raw->kind[HS_KIND_PERSON];
}

#define GRANT_WORDS 12          /* from a description to the end of "who spoke to reporters on condition of anonymity" */

/* "the manager, who asked not to be named": nobody whom the article names. */
static bool goes_unnamed(const struct hs_work *work, const struct hs_phrase *phrase)
{
	uint32_t at = phrase->head + 1;
	bool refuses = false;

	at += hs_token_is(work, at, ",");
	if (at >= work->n_tokens || !hs_word_in(work->tokens[at].lex->fold, "who speaking requesting asking insisting granted declining "
						"on spoke requested asked insisted declined"))
		return false;
	for (uint32_t n = 0; n < GRANT_WORDS && at < work->n_tokens; n++, at++) {
		const struct hs_token *token = &work->tokens[at];

		if (token->sentence != work->tokens[phrase->head].sentence)
			return false;
		if (hs_word_in(token->lex->fold, "anonymity anonymous anonymously") ||
		    (refuses && hs_word_in(token->lex->fold, "named identified quoted")))
			return true;
		refuses |= hs_word_in(token->lex->fold, "not declined declining refused");
	}
	return false;
}

/* "the European reluctance to", "the centrist philosophy of": the word for people tells of the deed behind it whose it is. */
static bool modifies_cue(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	const struct hs_claim *claim = mention->claim ? &scene->work->out->claims[mention->claim - 1] : NULL;
	const struct hs_token *next = &scene->work->tokens[mention->phrase.head + 1];

	return claim && claim->cue.n && mention->phrase.noun && mention->phrase.noun->cls == HS_NOUN_CLASS &&
	       mention->phrase.head + 1 < scene->work->n_tokens && next->range.start == claim->cue.at[0].start &&
	       !scene->work->tokens[mention->phrase.head].possessive && !next->lex->cue && next->lex->small == HS_SMALL_NONE &&
	       !hs_ends_in(next->lex->fold, "ed") && !hs_ends_in(next->lex->fold, "s");
}

static uint32_t link_singular(struct hs_scene *scene, uint32_t m, uint32_t owner)
{
	static const struct hs_noun anything = { "", HS_NOUN_DEED, HS_GENDER_ANY };
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	const struct hs_noun *noun = phrase->noun ? phrase->noun : &anything;
	bool definite = hs_phrase_is_definite(phrase), possessive = phrase->determiner == HS_SMALL_POSSESSIVE;
	bool named = definite && !goes_unnamed(scene->work, phrase);
	uint32_t entity = HS_NOBODY;

	if (modifies_cue(scene, m))
		return HS_NOBODY;
	if (definite && (entity = counted_before(scene, m)) != HS_NOBODY)
		return entity;
	if (noun->cls == HS_NOUN_OFFICE && named) {
		entity = hs_person_described(scene, m, noun);
		return entity != HS_NOBODY ? entity : hs_entity_fitting(scene, phrase, owner, hs_fits_office);
	}
	if (definite || possessive || (phrase->determiner == HS_SMALL_NONE &&
				       (!scene->mentions[m].claim || phrase->form == HS_FORM_PROPER)))
		entity = hs_entity_fitting(scene, phrase, owner, hs_fits_singular);
	if (entity == HS_NOBODY && definite && hs_noun_is_human(noun) && !is_singled_out(scene->work, phrase)) {
		entity = hs_entity_fitting(scene, phrase, owner, hs_fits_resumed);
		if (entity != HS_NOBODY)
			scene->entities[entity].resumed = true;
	}
	if (entity != HS_NOBODY)
		return entity;
	if (noun->cls == HS_NOUN_KIN)
		return relative_of(scene, owner, noun);
	if (named && may_mean_named(noun) && !seems_unnamed(scene, m) && !hs_phrase_is_outlet(scene->work, phrase))
		return hs_person_described(scene, m, noun);
	if (definite && hs_word_in(noun->word, GENERIC_BODIES) && phrase->head == phrase->run.first + 1 &&
	    !scene->work->tokens[phrase->head].upper)
		return latest_thing(scene, m);
	return HS_NOBODY;
}

/* "the researchers", but not "the voters", and not "the researchers at the port" */
static bool may_resume_named(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return hs_phrase_is_definite(phrase) && phrase->noun && hs_noun_is_human(phrase->noun) && phrase->noun->cls != HS_NOUN_CLASS &&
	       !phrase->owner && phrase->run.end == phrase->head + 1 && !work->tokens[phrase->head].upper;
}

static uint32_t link_plural(struct hs_scene *scene, uint32_t m, uint32_t owner)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t entity;

	if (phrase->noun && hs_noun_is_human(phrase->noun) &&
	    ((entity = hs_several_listed(scene, phrase)) != HS_NOBODY || (entity = hs_several_few(scene, m)) != HS_NOBODY))
		return entity;
	if (phrase->other)
		return HS_NOBODY;
	if (phrase->determiner == HS_SMALL_NUMBER || phrase->determiner == HS_SMALL_QUANTITY)
		return hs_entity_fitting(scene, phrase, owner, hs_fits_exactly);
	entity = hs_entity_fitting(scene, phrase, owner, hs_fits_plural);
	return entity == HS_NOBODY && may_resume_named(scene->work, phrase) ? hs_several_resumed(scene, m) : entity;
}

static int fits_people(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase, uint32_t owner)
{
	return entity->sources ? hs_fits_plural(scene, entity, phrase, owner) : 0;
}

/* "three people briefed on the talks said ... the people said": a plural that its form does not tell. */
static uint32_t link_people(const struct hs_scene *scene, uint32_t m, uint32_t owner)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;

	if (!scene->mentions[m].claim || !phrase->noun || strcmp(phrase->noun->word, "people") != 0 || phrase->plural ||
	    phrase->other || !hs_phrase_is_definite(phrase))
		return HS_NOBODY;
	return hs_entity_fitting(scene, phrase, owner, fits_people);
}

#define SPELLED_MAX 12          /* words that a short name stands for */

/* The words before token `at` whose first letters make up `letters`, small words counted or not; empty: none do. */
static struct hs_run words_of_letters(const struct hs_work *work, uint32_t at, const char *letters)
{
	struct hs_run run = { at, at };
	size_t left = strlen(letters);

	for (uint32_t n = 0; left && run.first && n < SPELLED_MAX; n++) {
		const struct hs_token *token = &work->tokens[--run.first];

		if (token->sentence != work->tokens[at].sentence)
			break;
		if (token->alnum && token->lex->fold[0] == letters[left - 1])
			left--;
		else if (token->upper)
			break;
	}
	if (run.first && work->tokens[run.first - 1].lex->small == HS_SMALL_DEFINITE)
		run.first--;
	return left ? (struct hs_run){ at, at } : run;
}

/* "the Harbour Safety League (HSL) ... HSL said": what a short name in brackets stands for. */
static uint32_t spelled_out(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	const struct hs_lexeme *name = work->tokens[phrase->head].lex;
	struct hs_phrase full;
	struct hs_run run;
	uint32_t entity;

	if (!name->bracketed)
		return HS_NOBODY;
	run = words_of_letters(work, name->bracketed - 1, name->fold);
	full = hs_phrase_read(work, &scene->names, run);
	if (full.form != HS_FORM_PROPER && full.form != HS_FORM_NOUN)
		return HS_NOBODY;
	full.run = run;
	entity = hs_entity_at(scene, full.head);
	if (entity == HS_NOBODY)
		return hs_entity_described(scene, &full, 0);
	if (scene->entities[entity].person == HS_NOBODY && !scene->entities[entity].many)
		scene->entities[entity].best = full;
	return entity;
}

#define INITIALS_MIN 3
#define INITIALS_BACK 400       /* mentions from a short name back to the full one */

/* Do the capitals of the name begin with these letters, one by one? */
static bool has_initials(const struct hs_work *work, const struct hs_phrase *name, const char *letters)
{
	for (uint32_t at = name->run.first; at < name->run.end; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (token->lex->small != HS_SMALL_NONE)
			continue;
		if (!token->alnum || !token->upper)
			break;
		letters += *letters == '.';     /* "H.S.L." */
		if (token->lex->fold[0] != *letters++)
			return false;
	}
	return *letters == '\0';
}

/* "the Harbour Safety League ... HSL said": what a short name stands for that no brackets introduce. */
static uint32_t named_before(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_work *work = scene->work;
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	const struct hs_lexeme *name = work->tokens[phrase->head].lex;

	if (strlen(name->fold) < INITIALS_MIN || hs_called_get(scene, name))
		return HS_NOBODY;
	for (uint32_t i = m, n = 0; i > 0 && n < INITIALS_BACK; n++) {
		const struct hs_mention *before = &scene->mentions[--i];

		if (before->entity != HS_NOBODY && work->tokens[before->phrase.head].upper && before->phrase.head > before->phrase.run.first &&
		    scene->entities[before->entity].person == HS_NOBODY && has_initials(work, &before->phrase, name->fold))
			return before->entity;
	}
	return HS_NOBODY;
}

/* "MSNBC ... MNSBC said": an outlet mentioned before that is spelt this way but for a slip. */
static uint32_t outlet_misspelt(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_work *work = scene->work;
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;

	if (phrase->form != HS_FORM_PROPER || !scene->mentions[m].claim || hs_phrase_is_known(work, phrase) ||
	    hs_called_get(scene, work->tokens[phrase->head].lex))
		return HS_NOBODY;
	for (uint32_t i = m, n = 0; i > 0 && n < INITIALS_BACK; n++) {
		const struct hs_mention *before = &scene->mentions[--i];

		if (before->entity != HS_NOBODY && before->phrase.form == HS_FORM_PROPER &&
		    hs_word_is_slip(work->tokens[before->phrase.head].lex->fold, work->tokens[phrase->head].lex->fold) &&
		    hs_phrase_is_outlet(work, &before->phrase))
			return before->entity;
	}
	return HS_NOBODY;
}

#define PLURAL_BACK 12          /* mentions back to what was spoken of last in the plural */

uint32_t hs_counted_link(const struct hs_scene *scene, uint32_t m, uint32_t head)
{
	const char *next = hs_fold_at(scene->work, head + 1);

	if (!hs_word_in(hs_fold_at(scene->work, head), "number share percentage proportion portion") ||
	    (strcmp(next, "who") != 0 && !hs_ends_in(next, "ing")))
		return HS_NOBODY;       /* "the number shows" */
	for (uint32_t i = m, n = 0; i > 0 && n < PLURAL_BACK; n++) {
		const struct hs_mention *before = &scene->mentions[--i];

		if (before->entity != HS_NOBODY && before->phrase.form == HS_FORM_NOUN && before->phrase.plural &&
		    hs_noun_is_human(before->phrase.noun) && scene->entities[before->entity].plural)
			return before->entity;
	}
	return HS_NOBODY;
}

/* "the couple", "each of the two": several under a singular, or under a number alone */
static bool is_few_as_one(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return phrase->noun ? phrase->noun->cls == HS_NOUN_BAND : work->tokens[phrase->head].lex->small == HS_SMALL_NUMBER;
}

uint32_t hs_described_link(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t owner = hs_owner_of(scene, phrase);
	uint32_t entity = hs_aged_link(scene, m);

	if (entity != HS_NOBODY)
		return entity;
	entity = is_short_name(scene->work, phrase) ? spelled_out(scene, phrase) : HS_NOBODY;
	if (entity == HS_NOBODY && is_short_name(scene->work, phrase))
		entity = named_before(scene, m);
	if (entity == HS_NOBODY)
		entity = outlet_misspelt(scene, m);
	if (entity == HS_NOBODY && phrase->form == HS_FORM_OTHER && scene->mentions[m].claim)
		entity = hs_counted_link(scene, m, phrase->head);
	if (entity != HS_NOBODY) {
		hs_called_add(scene, hs_called_key(scene, phrase), entity);
		return entity;
	}
	entity = hs_apposition_find(scene, phrase);
	if (entity != HS_NOBODY && hs_apposition_is_rank(scene, phrase))
		return entity;
	if (entity != HS_NOBODY) {
		hs_role_add(scene, entity, phrase->noun);
		hs_role_own(scene, entity, phrase->noun, owner);
		return entity;
	}
	if (phrase->form == HS_FORM_PROPER && (entity = hs_several_family(scene, phrase)) != HS_NOBODY)
		return entity;
	if (is_few_as_one(scene->work, phrase) && (entity = hs_several_few(scene, m)) != HS_NOBODY)
		return entity;
	entity = link_people(scene, m, owner);
	if (entity == HS_NOBODY)
		entity = phrase->plural ? link_plural(scene, m, owner) : link_singular(scene, m, owner);
	if (entity == HS_NOBODY)
		return hs_entity_described(scene, phrase, owner);
	if (!scene->entities[entity].owner && scene->entities[entity].person == HS_NOBODY)
		scene->entities[entity].owner = owner;  /* "a campaign" that turned out to be Diaz's is nobody else's */
	return entity;
}

/* "some said", "others worried": of what was spoken of last in the plural; "both said": all of it. */
uint32_t hs_quantity_link(struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	uint32_t entity = hs_several_few(scene, m);

	if (entity == HS_NOBODY && hs_word_in(hs_fold_at(scene->work, mention->phrase.head), "both each none"))
		entity = hs_pronoun_resolve(scene, m);
	if (entity != HS_NOBODY)
		return entity;
	entity = hs_entity_described(scene, &mention->phrase, 0);
	for (uint32_t i = m, n = 0; i > 0 && n < PLURAL_BACK; n++) {
		const struct hs_mention *before = &scene->mentions[--i];

		if (before->phrase.form == HS_FORM_NOUN && before->phrase.plural && before->phrase.noun &&
		    hs_noun_is_human(before->phrase.noun)) {
			scene->entities[entity].noun = before->phrase.noun;
			break;
		}
	}
	return entity;
}
