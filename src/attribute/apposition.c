/* Descriptions that stand beside the name they describe. */
#include "attribute/entity_p.h"
#include "attribute/subject_p.h"

#define RANKS "most least only sole senior junior highest lowest oldest youngest latest"

/* Behind a comma: "Ana Diaz", "his cousin Ana Diaz"; the name, plus 1, or 0. */
static uint32_t name_behind_comma(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_work *work = scene->work;

	for (uint32_t n = 0; n < 6 && at < work->n_tokens; n++, at++) {
		const struct hs_token *token = &work->tokens[at];

		if (scene->names.of_token[at])
			return scene->names.of_token[at];
		if (!token->lex->title && !token->noun && !token->lex->proper && !hs_token_is(work, at, ".") &&
		    !hs_small_is_article(token->lex->small))
			return 0;
	}
	return 0;
}

/* "allies of her rival, Ana Diaz,": the name before which the comma at `comma` stands is one, and the rival's; but "the chairmen of the
 * board Admiral, Ana Diaz," is a slip, and the admiral's. */
static bool names_complement(const struct hs_work *work, const struct hs_phrase *phrase, uint32_t comma)
{
	const struct hs_token *last = &work->tokens[comma - 1];

	return phrase->plural && comma > phrase->head + 1 && last->noun && hs_noun_is_human(last->noun) && !last->plural &&
	       !(last->upper && last->lex->title);
}

/* "the spokesman, Ana Diaz,": the name behind the comma is who is meant. */
static uint32_t apposition_after(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->head + 1, name, para = work->tokens[phrase->head].para;

	if (phrase->noun ? !hs_noun_is_human(phrase->noun) : phrase->form != HS_FORM_OTHER || phrase->plural)
		return HS_NOBODY;
	for (uint32_t n = 0; n < 8 && at + 1 < work->n_tokens && !hs_token_is(work, at, ","); n++, at++)
		if (work->tokens[at].para != para || !work->tokens[at].alnum || work->tokens[at].lex->cue ||
		    work->tokens[at].lex->small == HS_SMALL_AUXILIARY || work->tokens[at].lex->small == HS_SMALL_RELATIVE)
			return HS_NOBODY;
	if (!hs_token_is(work, at, ",") || at + 1 >= work->n_tokens || work->tokens[at + 1].para != para || names_complement(work, phrase, at))
		return HS_NOBODY;
	name = name_behind_comma(scene, at + 1);
	if (!name || scene->names.at[name - 1].modifier)
		return HS_NOBODY;
	at = scene->names.at[name - 1].run.end;
	if (phrase->plural && at + 1 < phrase->run.end)
		return HS_NOBODY;       /* one of several; but "the chairmen of the board, Ana Diaz," is a slip */
	if (work->tokens[at - 1].possessive || (at < work->n_tokens && work->tokens[at].para == para && work->tokens[at].alnum))
		return HS_NOBODY;
	return hs_entity_of_person(scene, scene->names.at[name - 1].person);
}

/* "the driver was Ana Diaz, an official said": the name before the comma ends what the official says. */
static bool ends_own_words(const struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t at)
{
	uint32_t mention = scene->heads[phrase->head];

	return mention && scene->mentions[mention - 1].claim && scene->inside[at] == scene->mentions[mention - 1].claim;
}

#define OFFICE_WORDS 8

/* "the Customs and Border Protection chief": where the description begins whose part behind "and" begins at `at`, two words or more in. */
static uint32_t office_first(const struct hs_work *work, uint32_t at)
{
	uint32_t first = at - 1;

	if (!work->tokens[at].upper || !hs_token_is(work, first, "and"))
		return at;
	while (first > 2 && at - first < OFFICE_WORDS && work->tokens[first - 1].alnum &&
	       (work->tokens[first - 1].upper || hs_word_in(hs_fold_at(work, first - 1), "the of")))
		first--;
	return hs_token_is(work, first - 1, ",") ? first : at;
}

/* "Ana Diaz, the mayor,": the name before the comma. */
static uint32_t apposition_before(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->run.first, name;

	if (phrase->plural || !phrase->noun || !hs_noun_is_human(phrase->noun) || at < 2 ||
	    phrase->determiner == HS_SMALL_OTHER || phrase->other || hs_token_is(work, at, "whose"))
		return HS_NOBODY;
	if (hs_token_is(work, at - 1, "and") && scene->heads[at - 2] &&        /* "Ana Diaz, the mayor and owner of" */
	    scene->mentions[scene->heads[at - 2] - 1].phrase.form == HS_FORM_NOUN && hs_entity_at(scene, at - 2) != HS_NOBODY &&
	    scene->entities[hs_entity_at(scene, at - 2)].person != HS_NOBODY &&
	    (phrase->determiner == HS_SMALL_NONE || phrase->determiner == HS_SMALL_INDEFINITE))
		return hs_entity_at(scene, at - 2);
	at = office_first(work, at);
	if (!hs_token_is(work, at - 1, ",") || work->tokens[at - 1].para != work->tokens[at].para || ends_own_words(scene, phrase, at - 2))
		return HS_NOBODY;
	name = scene->names.of_token[at - 2];
	if (!name || scene->names.at[name - 1].run.end != at - 1)
		return HS_NOBODY;
	return hs_entity_at(scene, at - 2);
}

/* "contractor", "owner": what a company is to somebody */
static bool is_role_of_thing(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_classes classes = work->tokens[phrase->head].lex->classes;

	return phrase->noun && (hs_classes_have(classes, HS_WC_company_role) || hs_classes_have(classes, HS_WC_owner_role));
}

/* Does it describe a thing with a name? Beside such a name "the contractor" and "the owner" do. */
static bool is_thing(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const struct hs_noun *noun = phrase->noun;

	return noun && (noun->cls == HS_NOUN_BODY || noun->cls == HS_NOUN_OUTLET || noun->cls == HS_NOUN_WIRE ||
			is_role_of_thing(work, phrase));
}

/* "a carrier", "the carrier", "the port's contractor"; "Diaz's campaign" behind a comma is most often the subject. */
static bool may_follow_name(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return phrase->determiner == HS_SMALL_INDEFINITE || hs_phrase_is_definite(phrase) ||
	       (phrase->determiner == HS_SMALL_POSSESSIVE && is_role_of_thing(work, phrase));
}

/* "In Casper, his campaign", "On Saturday, the carrier": a time or place before the clause, and the capitals that end before token `at`. */
static bool is_setting(const struct hs_work *work, uint32_t at)
{
	uint32_t first = at;

	while (first > 0 && work->tokens[first - 1].upper && hs_same_sentence(work, first - 1, at - 1) && !hs_begins_sentence(work, first - 1))
		first--;
	return hs_lexeme_is_date(work->tokens[at - 1].lex) ||
	       (first > 0 && work->tokens[first - 1].lex->small == HS_SMALL_PREPOSITION && hs_begins_sentence(work, first - 1));
}

/* "Tarn Holdings, a carrier that": the name of a thing before the comma; "the carrier" will mean it later. */
static uint32_t thing_before(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->run.first, entity;

	if (phrase->plural || !is_thing(work, phrase) || work->tokens[phrase->head].upper || at < 2 || !hs_token_is(work, at - 1, ",") ||
	    !may_follow_name(work, phrase) ||
	    work->tokens[at - 2].para != work->tokens[at].para || !work->tokens[at - 2].upper || work->tokens[at - 2].possessive ||
	    is_setting(work, at - 1) || ends_own_words(scene, phrase, at - 2))
		return HS_NOBODY;
	entity = hs_entity_at(scene, at - 2);
	if (entity == HS_NOBODY || scene->entities[entity].human || scene->entities[entity].many || scene->entities[entity].plural ||
	    work->tokens[at - 2].lex->proper == HS_PROPER_PLACE)
		return HS_NOBODY;
	hs_called_add(scene, phrase->noun, entity);
	return entity;
}

static bool opens_aside(const struct hs_work *work, uint32_t at)
{
	return hs_word_in(work->tokens[at].lex->fold, ", -- \xE2\x80\x94 \xE2\x80\x93") || hs_is_dash(work, at) ||
	       (at && hs_token_is(work, at, "-") && hs_token_is(work, at - 1, "-"));
}

/* "Norvik" right behind "the carmaker" */
static bool names_thing(const struct hs_work *work, uint32_t at)
{
	return at < work->n_tokens && work->tokens[at].upper && work->tokens[at].lex->thing;
}

/* "one group, Harbour Watch,", "the carmaker Norvik": the name of a thing behind the comma, or right behind what it is. */
static uint32_t thing_after(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	struct hs_run run = { phrase->head + 1, phrase->head + 1 };
	struct hs_phrase name;
	uint32_t entity;

	if (phrase->plural || !is_thing(work, phrase) || work->tokens[phrase->head].upper || work->tokens[phrase->head].possessive)
		return HS_NOBODY;
	if (!names_thing(work, run.first)) {
		while (run.first < phrase->run.end && !opens_aside(work, run.first))
			run.first++;
		run.end = ++run.first;
	}
	while (run.end < phrase->run.end && work->tokens[run.end].alnum)
		run.end++;
	if (run.first >= run.end || !work->tokens[run.first].upper || work->tokens[run.first].lex->small != HS_SMALL_NONE)
		return HS_NOBODY;
	name = hs_phrase_read(work, &scene->names, run);
	if (!work->tokens[name.head].upper || name.form == HS_FORM_NAME || work->tokens[name.head].possessive ||
	    (name.noun && hs_noun_is_human(name.noun) && !name.plural))
		return HS_NOBODY;
	entity = hs_entity_at(scene, name.head);
	if (entity == HS_NOBODY)
		entity = hs_entity_described(scene, &name, 0);
	hs_called_add(scene, phrase->noun, entity);
	return entity;
}

/* Where the words before a description begin that the source may have been found without: "the most senior", "the first". */
static uint32_t rank_first(const struct hs_work *work, uint32_t at)
{
	uint32_t first = at;

	while (first > 0 && at - first < 4 &&
	       (work->tokens[first - 1].lex->small == HS_SMALL_ORDINAL || hs_word_in(work->tokens[first - 1].lex->fold, RANKS)))
		first--;
	return first < at && first > 0 && hs_token_is(work, first - 1, "the") ? first - 1 : at;
}

bool hs_apposition_is_rank(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	return rank_first(scene->work, phrase->run.first) < phrase->run.first;
}

/* The last token of the subject of the verb at `verb`: of "Ana Diaz, speaking in Leith, became" it is "Diaz". */
static uint32_t subject_last(const struct hs_work *work, uint32_t verb)
{
	uint32_t at = verb - 1;

	if (!hs_token_is(work, at, ","))
		return at;
	while (at > 1 && work->tokens[at - 1].sentence == work->tokens[verb].sentence) {
		at--;
		if (hs_token_is(work, at, ",") && hs_ends_in(work->tokens[at + 1].lex->fold, "ing"))
			return at - 1;
	}
	return verb - 1;
}

/* "Ana Diaz is a lawyer": what is said of somebody is no second one. */
static uint32_t copula_before(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = rank_first(work, phrase->run.first), last;

	if (phrase->plural || !phrase->noun || !hs_noun_is_human(phrase->noun) ||
	    (at == phrase->run.first && phrase->determiner != HS_SMALL_INDEFINITE && !hs_phrase_is_definite(phrase)))
		return HS_NOBODY;
	if (at < 2 || !hs_word_in(work->tokens[at - 1].lex->fold, "is was became remains being") || work->tokens[at].quoted)
		return HS_NOBODY;
	last = subject_last(work, at - 1);
	if (work->tokens[last].sentence != work->tokens[at].sentence || !scene->heads[last])
		return HS_NOBODY;
	return hs_entity_at(scene, last);
}

/* "their old friend, the shipowner Tom Weller": the words of the source go on, and what stands behind the comma is headed by a
 * name. */
static uint32_t apposition_within(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	struct hs_run run = { phrase->head + 1, phrase->head + 1 };
	struct hs_phrase name;

	if (phrase->plural || phrase->form != HS_FORM_NOUN || !hs_noun_is_human(phrase->noun) || work->tokens[phrase->head].possessive)
		return HS_NOBODY;
	while (run.first < phrase->run.end && !opens_aside(work, run.first))
		run.first++;
	while (run.first < phrase->run.end && opens_aside(work, run.first))
		run.first++;
	run.end = run.first;
	while (run.end < phrase->run.end && !opens_aside(work, run.end))
		run.end++;
	if (run.first >= run.end || work->tokens[run.first].lex->small == HS_SMALL_RELATIVE ||
	    work->tokens[run.first].lex->small == HS_SMALL_PREPOSITION || work->tokens[run.first].lex->small == HS_SMALL_CONJUNCTION)
		return HS_NOBODY;
	name = hs_phrase_read(work, &scene->names, run);
	if (name.form != HS_FORM_NAME || work->tokens[name.head].possessive)
		return HS_NOBODY;
	return hs_entity_of_person(scene, scene->names.at[name.name].person);
}

/* "a woman later identified as Ana Diaz", "a man calling himself Tom Weller": the name that the words of the source give. */
static uint32_t name_given(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	static const char *const givers[] = { "named", "identified as", "calling himself", "calling herself" };
	const struct hs_work *work = scene->work;

	if (phrase->plural || phrase->form != HS_FORM_NOUN || !hs_noun_is_human(phrase->noun))
		return HS_NOBODY;
	for (uint32_t at = phrase->head + 1; at < phrase->run.end && work->tokens[at].alnum; at++)
		for (size_t i = 0; i < sizeof(givers) / sizeof(*givers); i++) {
			size_t n = hs_phrase_at(work, at, givers[i]);
			uint32_t name = n && at + n < phrase->run.end ? scene->names.of_token[at + n] : 0;

			if (name)
				return hs_entity_of_person(scene, scene->names.at[name - 1].person);
		}
	return HS_NOBODY;
}

uint32_t hs_apposition_find(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	uint32_t entity = apposition_before(scene, phrase);

	if (entity == HS_NOBODY)
		entity = apposition_after(scene, phrase);
	if (entity == HS_NOBODY)
		entity = apposition_within(scene, phrase);
	if (entity == HS_NOBODY)
		entity = name_given(scene, phrase);
	if (entity == HS_NOBODY)
		entity = thing_before(scene, phrase);
	if (entity == HS_NOBODY)
		entity = thing_after(scene, phrase);
	return entity == HS_NOBODY ? copula_before(scene, phrase) : entity;
}
