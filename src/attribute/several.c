/* Several people as one source: "Diaz and Weller", "the two", "experts like Ana Diaz". */
#include "attribute/entity_p.h"

/* Does the name stand on a level with the ones before it: behind "and", "or", a comma or a title? */
static bool is_coordinate(const struct hs_scene *scene, const struct hs_name *name, uint32_t first)
{
	const struct hs_work *work = scene->work;
	uint32_t at = name->titles;

	while (at > first && (work->tokens[at - 1].noun || hs_small_is_definite(work->tokens[at - 1].lex->small)))
		at--;
	return at > first && hs_word_in(work->tokens[at - 1].lex->fold, "and or & ,");
}

/* Names are gathered up to the first word that begins a clause or a complement. */
static bool ends_coordination(const struct hs_token *token)
{
	switch (token->lex->small) {
	case HS_SMALL_PREPOSITION:
	case HS_SMALL_RELATIVE:
	case HS_SMALL_AUXILIARY:
	case HS_SMALL_AFTER:
	case HS_SMALL_INDEFINITE:
		return true;
	default:
		return token->lex->cue && !token->noun;
	}
}

static bool is_among(const uint32_t *few, size_t n, uint32_t entity)
{
	while (n > 0)
		if (few[--n] == entity)
			return true;
	return false;
}

/* How many members there are with `entity`, which counts once however often it is named: "Diaz and Ana Diaz" are one. */
static size_t member_add(uint32_t members[HS_MEMBERS], size_t n, uint32_t entity)
{
	if (!is_among(members, n, entity))
		members[n++] = entity;
	return n;
}

/* The name that ends with token `at` and stands for a person of its own, plus 1; 0: there is none. */
static uint32_t own_name_at(const struct hs_scene *scene, uint32_t at)
{
	uint32_t name = scene->names.of_token[at];

	return name && scene->names.at[name - 1].run.end == at + 1 && !scene->names.at[name - 1].modifier &&
	       !scene->work->tokens[at].possessive ? name : 0;
}

/* The people named in the run on a level with each other, n of them known already; *together: "and" joins them. */
static size_t members_find(struct hs_scene *scene, struct hs_run run, uint32_t members[HS_MEMBERS], size_t n,
			   bool *together)
{
	const struct hs_work *work = scene->work;

	for (uint32_t at = run.first; at < run.end && n < HS_MEMBERS; at++) {
		uint32_t name = own_name_at(scene, at);

		if (ends_coordination(&work->tokens[at]))
			break;
		*together |= hs_word_in(work->tokens[at].lex->fold, "and or &");
		if (!name || (n && !is_coordinate(scene, &scene->names.at[name - 1], run.first - 1)))
			continue;
		n = member_add(members, n, hs_entity_of_person(scene, scene->names.at[name - 1].person));
	}
	return n;
}

static bool is_member(const struct hs_entity *several, uint32_t entity)
{
	for (size_t i = 0; i < HS_MEMBERS && several->members[i]; i++)
		if (several->members[i] == entity + 1)
			return true;
	return false;
}

/* In whatever order they are named: "Diaz and Weller" are "Weller and Diaz". */
uint32_t hs_entity_of_several(struct hs_scene *scene, const uint32_t *members, size_t n)
{
	uint32_t entity, look = 0;

	for (uint32_t many = scene->many; many && look < HS_CALLED_MAX; many = scene->entities[many - 1].next_many, look++) {
		const struct hs_entity *e = &scene->entities[many - 1];
		size_t same = 0;

		while (same < n && is_member(e, members[same]))
			same++;
		if (same == n && (n == HS_MEMBERS || !e->members[n]))
			return many - 1;
	}
	entity = hs_entity_new(scene);
	scene->entities[entity].human = scene->entities[entity].plural = scene->entities[entity].many = true;
	for (size_t i = 0; i < n; i++) {
		scene->entities[entity].members[i] = members[i] + 1;
		scene->entities[entity].human &= scene->entities[members[i]].human;
	}
	scene->entities[entity].next_many = scene->many;
	scene->many = entity + 1;
	return entity;
}

/* Do `n` speak as one in it, those in `few` among them? */
static bool holds_few(const struct hs_entity *entity, size_t n, const uint32_t *few, size_t n_few)
{
	size_t members = 0, held = 0;

	for (; members < HS_MEMBERS && entity->members[members]; members++)
		held += is_among(few, n_few, entity->members[members] - 1);
	return entity->many && members == n && held == n_few;
}

#define LOOK_FOR_TWO 24         /* mentions back */
#define LOOK_FOR_MORE 96

/* "the two", "both women", "all three candidates": the `n` people named last whom `may` allows, in the order of their names. */
static uint32_t last_few(struct hs_scene *scene, uint32_t m, size_t n, const struct hs_noun *noun,
			 bool (*may)(const struct hs_entity *, const struct hs_noun *))
{
	uint32_t few[HS_MEMBERS];
	size_t found = 0;

	for (uint32_t i = m, look = 0; i > 0 && look < (n > 2 ? LOOK_FOR_MORE : LOOK_FOR_TWO); look++) {
		uint32_t entity = scene->mentions[--i].entity;
		const struct hs_entity *e = entity == HS_NOBODY ? NULL : &scene->entities[entity];

		if (e && (!noun || noun->gender == HS_GENDER_ANY) && holds_few(e, n, few + n - found, found))
			return entity;
		if (!e || e->person == HS_NOBODY || is_among(few + n - found, found, entity) || scene->mentions[i].quoted || !may(e, noun))
			continue;
		found++;
		few[n - found] = entity;
		if (found == n)
			return hs_entity_of_several(scene, few, n);
	}
	return HS_NOBODY;
}

static bool is_of_gender(const struct hs_entity *entity, const struct hs_noun *noun)
{
	return !noun || noun->gender == HS_GENDER_ANY || entity->gender == noun->gender;
}

#define PAIR_BACK 60            /* words */

/* "Diaz and Weller met, each ...": two names that "and" joins, earlier in the sentence */
static bool pair_precedes(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_work *work = scene->work;
	const uint32_t sentence = work->tokens[at].sentence;

	for (uint32_t n = 0; n < PAIR_BACK && at-- > 1 && work->tokens[at - 1].sentence == sentence; n++)
		if (hs_token_is(work, at, "and") && scene->names.of_token[at - 1] && scene->names.of_token[at + 1])
			return true;
	return false;
}

/* How many people the words count, all of whom the reader is taken to know: "both", "the two", "none of those three"; 0: no such
 * words. */
static size_t few_meant(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	static const char *const counts[] = { "two pair couple duo", "three trio", "four", "five" };
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->run.first;
	bool all = hs_token_is(work, at, "all");
	bool part = hs_word_in(hs_fold_at(work, at), "all none each") && hs_token_is(work, at + 1, "of");

	if (hs_word_in(hs_fold_at(work, at), "both neither") || (!part && hs_token_is(work, at, "each") && pair_precedes(scene, at)))
		return 2;
	at += part ? 2 : all;
	if (hs_word_in(hs_fold_at(work, at), "the these those"))
		at++;
	else if (!all)
		return 0;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		if (hs_word_in(hs_fold_at(work, at), counts[i]))
			return i + 2;
	return phrase->count == 2 && hs_phrase_is_definite(phrase) ? 2 : 0;
}

/* Where the list of names behind a description begins: "two members of the port's council, | Ana Diaz ...", "three economists --
 * | Ana Diaz at ..."; the end of the phrase: there is none. */
static uint32_t list_first(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->head + 1;

	while (at < phrase->run.end && work->tokens[at].alnum)
		at++;
	while (at < phrase->run.end && !work->tokens[at].alnum)
		at++;
	return at < phrase->run.end && (scene->names.of_token[at] || work->tokens[at].lex->title) ? at : phrase->run.end;
}

/* "two economists, Ana Diaz of Hill College and Tom Weller of the port": as many names on a level as were told, whatever is said of
 * each. */
static uint32_t counted_list(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	uint32_t members[HS_MEMBERS], first = list_first(scene, phrase);
	size_t n = 0;

	if (phrase->count < 2 && !hs_phrase_is_definite(phrase))
		return HS_NOBODY;
	for (uint32_t at = first; at < phrase->run.end; at++) {
		uint32_t name = own_name_at(scene, at);

		if (!name || (n && !is_coordinate(scene, &scene->names.at[name - 1], first)))
			continue;
		if (n == HS_MEMBERS)
			return HS_NOBODY;
		n = member_add(members, n, hs_entity_of_person(scene, scene->names.at[name - 1].person));
	}
	return n > 1 && (phrase->count < 2 || n == (size_t)phrase->count) ? hs_entity_of_several(scene, members, n) : HS_NOBODY;
}

/* "two analysts, Ana Diaz and Tom Weller": those who are named are who is meant; but "critics, including Ana Diaz," are more. */
uint32_t hs_several_listed(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t members[HS_MEMBERS], at = phrase->head + 1;
	bool together = false;
	size_t n;

	while (at < phrase->run.end &&
	       (!work->tokens[at].alnum || hs_word_in(work->tokens[at].lex->fold, "like including such as")))
		at++;
	if (at == phrase->head + 1 || at >= phrase->run.end || (!scene->names.of_token[at] && !work->tokens[at].lex->title))
		return counted_list(scene, phrase);
	n = members_find(scene, (struct hs_run){ at, phrase->run.end }, members, 0, &together);
	return n > 1 && together ? hs_entity_of_several(scene, members, n) : counted_list(scene, phrase);
}

uint32_t hs_several_joined(struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t entity)
{
	uint32_t members[HS_MEMBERS] = { entity };
	bool together = false;
	size_t n = members_find(scene, (struct hs_run){ phrase->head + 1, phrase->run.end }, members, 1, &together);

	return n > 1 && together ? hs_entity_of_several(scene, members, n) : entity;
}

/* The tokens that join the name to the next one, and nothing else: "and", "," or ", and"; 0: they are not joined. *and: "and" stands
 * behind the name, whatever it joins to it: "Diaz, Weller and the mayor" ends a list of two names. */
static uint32_t joint_behind(const struct hs_scene *scene, uint32_t name, bool *and)
{
	const struct hs_work *work = scene->work;
	uint32_t end = scene->names.at[name].run.end, n = hs_token_is(work, end, ",");

	if (name + 1 >= scene->names.n || work->tokens[end - 1].possessive || scene->names.at[name + 1].modifier)
		return 0;
	if (hs_word_in(hs_fold_at(work, end + n), "and &")) {
		*and = true;
		n++;
	}
	return scene->names.at[name + 1].titles == end + n ? n : 0;
}

#define DESCRIBED_MAX 6         /* words of "the former port official" */

/* "Diaz, Weller and the mayor left": who is described at the end of a list of names that is a subject, and known by now; HS_NOBODY:
 * nobody is. */
static uint32_t described_behind(const struct hs_scene *scene, uint32_t first, uint32_t last)
{
	const struct hs_work *work = scene->work;
	const uint32_t head = scene->names.at[first].run.end - 1, end = scene->names.at[last].run.end;
	uint32_t at = end + hs_token_is(work, end, ",");

	if (!scene->heads[head] || !scene->mentions[scene->heads[head] - 1].subject || work->tokens[end - 1].possessive ||
	    !hs_word_in(hs_fold_at(work, at++), "and &"))
		return HS_NOBODY;
	for (uint32_t i = at; i < work->n_tokens && i < at + DESCRIBED_MAX && work->tokens[i].sentence == work->tokens[head].sentence; i++) {
		const struct hs_mention *mention = scene->heads[i] ? &scene->mentions[scene->heads[i] - 1] : NULL;

		if (mention && mention->phrase.form == HS_FORM_NOUN && mention->phrase.run.first == at && !work->tokens[i].possessive)
			return mention->entity != HS_NOBODY && scene->entities[mention->entity].human ? mention->entity : HS_NOBODY;
	}
	return HS_NOBODY;
}

uint32_t hs_several_named(struct hs_scene *scene, uint32_t name)
{
	const uint32_t first = name;
	uint32_t members[HS_MEMBERS], described;
	bool and = false, before = false;
	size_t n = 0;

	if (name && joint_behind(scene, name - 1, &before))
		return HS_NOBODY;       /* the list has begun before */
	members[n++] = hs_entity_of_person(scene, scene->names.at[name].person);
	for (; n < HS_MEMBERS && !and && joint_behind(scene, name, &and); name++)
		n = member_add(members, n, hs_entity_of_person(scene, scene->names.at[name + 1].person));
	described = n < HS_MEMBERS ? described_behind(scene, first, name) : HS_NOBODY;
	if (described != HS_NOBODY) {
		n = member_add(members, n, described);
		and = true;
	}
	if (!and || n < 2 || scene->work->tokens[scene->names.at[name].run.end - 1].possessive)
		return HS_NOBODY;
	return hs_entity_of_several(scene, members, n);
}

#define FAMILY_PERSONS 500      /* people, the first of the article, among whom a family is looked for */

/* "the Diazes", "the Clintons": all whom the article names with that last name; one of them alone will do. */
uint32_t hs_several_family(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const char *fold = scene->work->tokens[phrase->head].lex->fold;
	uint32_t members[HS_MEMBERS];
	size_t n = 0, len = strlen(fold);

	if (!hs_token_is(scene->work, phrase->run.first, "the") || phrase->head != phrase->run.first + 1 || len < 4 || fold[len - 1] != 's')
		return HS_NOBODY;
	for (uint32_t p = 0; p < scene->names.n_persons && p < FAMILY_PERSONS && n < HS_MEMBERS; p++) {
		const char *last = scene->names.persons[p].last->fold;

		if (strncmp(fold, last, strlen(last)) == 0 && hs_word_in(fold + strlen(last), "s es"))
			members[n++] = hs_entity_of_person(scene, p);
	}
	return n > 1 ? hs_entity_of_several(scene, members, n) : n ? members[0] : HS_NOBODY;
}

bool hs_several_are_named(const struct hs_scene *scene, const struct hs_entity *several)
{
	for (size_t i = 0; i < HS_MEMBERS && several->members[i]; i++)
		if (scene->entities[several->members[i] - 1].person == HS_NOBODY)
			return false;
	return several->many;
}

#define RESUMED_MENTIONS 30
#define RESUMED_PARAGRAPHS 2

/* "the friends", "the authors", and nobody has been called that: the latest people who were named together. */
uint32_t hs_several_resumed(struct hs_scene *scene, uint32_t m)
{
	const struct hs_token *tokens = scene->work->tokens;
	uint32_t para = tokens[scene->mentions[m].phrase.head].para;

	for (uint32_t i = m, n = 0; i > 0 && n < RESUMED_MENTIONS; n++) {
		const struct hs_mention *mention = &scene->mentions[--i];
		uint32_t entity = mention->entity;

		if (tokens[mention->phrase.head].para + RESUMED_PARAGRAPHS < para)
			break;
		if (entity == HS_NOBODY || mention->quoted)
			continue;
		if (mention->phrase.form == HS_FORM_NAME && !scene->entities[entity].many)
			entity = hs_several_named(scene, mention->phrase.name);
		if (entity != HS_NOBODY && hs_several_are_named(scene, &scene->entities[entity]))
			return entity;
	}
	return HS_NOBODY;
}

uint32_t hs_several_few(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	size_t n = few_meant(scene, phrase);
	uint32_t entity = n > 2 && phrase->noun ? last_few(scene, m, n, phrase->noun, hs_entity_is) : HS_NOBODY;

	return !n || entity != HS_NOBODY ? entity : last_few(scene, m, n, phrase->noun, is_of_gender);
}
