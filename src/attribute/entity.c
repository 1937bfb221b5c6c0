/* Mentions to entities: one pass in text order, pronouns by pronoun.c. */
#include "attribute/resolve_p.h"

/* --- entities by what they are called ------------------------------------------------------------ */

#define CALLED_MAX 48           /* entities of one word that a look-up goes through, the latest first */

struct link {
	uint32_t entity;
	struct link *next;
};

struct hs_called {                      /* hash table from a noun or lexeme to entities */
	struct { const void *key; struct link *links; } *at;
	size_t n, room;                 /* room: a power of two */
};

static size_t called_slot(const struct hs_called *called, const void *key)
{
	size_t at = ((uintptr_t)key >> 4) * 2654435761u & (called->room - 1);

	while (called->at[at].key && called->at[at].key != key)
		at = (at + 1) & (called->room - 1);
	return at;
}

static void called_widen(struct hs_called *called, struct hs_arena *arena)
{
	struct hs_called wider = { .n = called->n, .room = called->room ? 2 * called->room : 256 };

	wider.at = hs_arena_array(arena, wider.room, sizeof(*wider.at));
	for (size_t i = 0; i < called->room; i++)
		if (called->at[i].key)
			wider.at[called_slot(&wider, called->at[i].key)] = called->at[i];
	*called = wider;
}

static void called_add(struct hs_scene *scene, const void *key, uint32_t entity)
{
	struct hs_called *called = scene->called;
	struct link *link = hs_arena_alloc(scene->work->arena, sizeof(*link));
	size_t at;

	if (2 * (called->n + 1) > called->room)
		called_widen(called, scene->work->arena);
	at = called_slot(called, key);
	called->n += called->at[at].key == NULL;
	called->at[at].key = key;
	*link = (struct link){ entity, called->at[at].links };
	called->at[at].links = link;
}

static struct link *called_get(const struct hs_scene *scene, const void *key)
{
	const struct hs_called *called = scene->called;

	return called->room ? called->at[called_slot(called, key)].links : NULL;
}

/* --- entities ---------------------------------------------------------------------------------- */

static bool noun_is_human(const struct hs_noun *noun)
{
	switch (noun->cls) {
	case HS_NOUN_ROLE:
	case HS_NOUN_PERSON:
	case HS_NOUN_CLASS:
	case HS_NOUN_OFFICE:
	case HS_NOUN_KIN:
		return true;
	default:
		return false;
	}
}

static uint32_t entity_new(struct hs_scene *scene)
{
	scene->entities = hs_arena_grow(scene->work->arena, scene->entities, scene->n_entities, scene->n_entities + 1,
					&scene->entities_room, sizeof(*scene->entities));
	scene->entities[scene->n_entities] = (struct hs_entity){ .person = HS_NOBODY };
	return (uint32_t)scene->n_entities++;
}

static const void *key_of(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	return phrase->noun ? (const void *)phrase->noun : (const void *)scene->work->tokens[phrase->head].lex;
}

/* "Time magazine", "the State Department": "Time" and "State" alone will do later. */
static bool has_short_name(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_token *tokens = scene->work->tokens;
	uint32_t head = phrase->head;

	return phrase->noun && (phrase->noun->cls == HS_NOUN_BODY || phrase->noun->cls == HS_NOUN_OUTLET) && head > phrase->run.first &&
	       tokens[head - 1].upper && !tokens[head - 1].possessive && !tokens[head - 1].lex->proper && !scene->names.of_token[head - 1] &&
	       (head - 1 == phrase->run.first || !tokens[head - 2].upper || tokens[head - 2].lex->small != HS_SMALL_NONE);
}

/* An entity that is described and not named. */
static uint32_t entity_described(struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t owner)
{
	uint32_t entity = entity_new(scene);
	struct hs_entity *e = &scene->entities[entity];

	e->best = *phrase;
	e->noun = phrase->noun;
	e->head = scene->work->tokens[phrase->head].lex;
	e->plural = phrase->plural;
	e->owner = owner;
	e->human = phrase->noun ? noun_is_human(phrase->noun) : phrase->form == HS_FORM_QUANTITY;
	e->gender = phrase->noun ? phrase->noun->gender : HS_GENDER_ANY;
	called_add(scene, key_of(scene, phrase), entity);
	if (has_short_name(scene, phrase))
		called_add(scene, scene->work->tokens[phrase->head - 1].lex, entity);
	return entity;
}

static uint32_t entity_of_person(struct hs_scene *scene, uint32_t person)
{
	uint32_t entity;

	if (scene->of_person[person])
		return scene->of_person[person] - 1;
	entity = entity_new(scene);
	scene->entities[entity].person = person;
	scene->entities[entity].human = true;
	scene->entities[entity].gender = scene->names.persons[person].gender;
	scene->of_person[person] = entity + 1;
	return entity;
}

bool hs_entity_is(const struct hs_entity *entity, const struct hs_noun *noun)
{
	for (const struct hs_role *role = entity->roles; role; role = role->next)
		if (role->noun == noun)
			return true;
	return false;
}

#define NAMED_WITHIN 2          /* paragraphs */
#define LEAD_MENTIONS 12         /* only descriptions among the first mentions of an article wait for a name */

/*
 * "A judge has ruled ... Judge Ana Diaz wrote": a lead describes whom the next sentences name. `entity` is a person whose
 * first mention calls her or him `noun`; a description as that, in the paragraph or two before, meant the same one.
 */
static void description_name(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun)
{
	const struct hs_token *tokens = scene->work->tokens;
	const struct link *link = called_get(scene, noun);
	struct hs_entity *e = link ? &scene->entities[link->entity] : NULL;
	uint32_t para = tokens[scene->mentions[scene->now].phrase.head].para;

	if (!e || e->person != HS_NOBODY || e->plural || e->named || e->best.other || !e->mentions ||
	    (e->best.determiner != HS_SMALL_INDEFINITE && e->best.determiner != HS_SMALL_NONE) ||
	    e->best.form != HS_FORM_NOUN)
		return;
	if (e->first > LEAD_MENTIONS || tokens[e->best.head].para + NAMED_WITHIN < para || tokens[e->best.head].sentence == tokens[scene->mentions[scene->now].phrase.head].sentence)
		return;
	e->named = entity + 1;
}

static void role_add(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun)
{
	struct hs_role *role;
	struct hs_entity *e = &scene->entities[entity];

	if (!noun || !noun_is_human(noun) || hs_entity_is(e, noun))
		return;
	role = hs_arena_alloc(scene->work->arena, sizeof(*role));
	*role = (struct hs_role){ noun, e->roles };
	e->roles = role;
	if (e->gender == HS_GENDER_ANY)
		e->gender = noun->gender;
	if (e->person != HS_NOBODY && !e->mentions)
		description_name(scene, entity, noun);
	called_add(scene, noun, entity);
}

/* Short titles and the nouns that later stand for who bears them. */
static const struct hs_noun *noun_of_title(const struct hs_token *token)
{
	static const struct { const char *title, *noun; } full[] = {
		{ "sen", "senator" }, { "rep", "congressman" }, { "gov", "governor" }, { "pres", "president" },
		{ "gen", "general" }, { "col", "colonel" }, { "capt", "captain" }, { "sgt", "sergeant" }, { "lt", "lieutenant" },
		{ "dr", "doctor" }, { "rev", "pastor" }, { "prof", "professor" }, { "adm", "admiral" }, { "supt", "superintendent" },
		{ "det", "detective" }, { "justice", "judge" }, { "atty", "attorney" },
	};

	for (size_t i = 0; i < sizeof(full) / sizeof(*full); i++)
		if (token->lex->title && strcmp(token->lex->fold, full[i].title) == 0)
			return hs_noun_find(full[i].noun, NULL);
	return token->plural ? NULL : token->noun;
}

/* --- roles: what the words around a name say of its bearer ------------------------------------------ */

#define ROLE_LEFT 7
#define ROLE_RIGHT 14

static void roles_before(struct hs_scene *scene, uint32_t entity, const struct hs_name *name)
{
	const struct hs_work *work = scene->work;

	for (uint32_t at = name->run.first, n = 0; at && n < ROLE_LEFT; n++) {
		const struct hs_token *token = &work->tokens[--at];

		if (token->para != work->tokens[name->run.first].para || token->possessive ||
		    (!token->alnum && !hs_token_is(work, at, ".")) ||
		    (token->lex->small != HS_SMALL_NONE && token->lex->small != HS_SMALL_ORDINAL) ||
		    (token->lex->cue && !token->noun))
			break;
		role_add(scene, entity, noun_of_title(token));
	}
}

/* ", the mayor of Hill Valley," and ", who is a lawyer": up to the end of the clause. */
static void roles_after(struct hs_scene *scene, uint32_t entity, const struct hs_name *name)
{
	const struct hs_work *work = scene->work;
	uint32_t at = name->run.end;
	uint32_t para = work->tokens[name->run.first].para;

	if (at + 1 >= work->n_tokens || !hs_token_is(work, at, ",") || work->tokens[at].para != para)
		return;
	for (at++; at < work->n_tokens && at < name->run.end + ROLE_RIGHT && work->tokens[at].para == para; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (!token->alnum || token->lex->small == HS_SMALL_PREPOSITION || token->lex->small == HS_SMALL_CONJUNCTION ||
		    scene->names.of_token[at])
			return;
		if (token->noun && !token->plural && noun_is_human(token->noun) && !token->possessive)
			role_add(scene, entity, token->noun);
		if (token->lex->cue && !token->noun)
			return;
	}
}

/* --- linking ------------------------------------------------------------------------------------- */

static uint32_t entity_at(const struct hs_scene *scene, uint32_t token)
{
	uint32_t mention = scene->heads[token];

	return mention ? scene->mentions[mention - 1].entity : HS_NOBODY;
}

/* Whose it is: "his campaign", "Diaz's campaign", "the Diaz campaign"; the entity plus 1. */
static uint32_t owner_of(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	uint32_t owner = HS_NOBODY;

	if (phrase->owner)
		owner = entity_at(scene, phrase->owner - 1);
	for (uint32_t at = phrase->run.first; owner == HS_NOBODY && at < phrase->head; at++) {
		uint32_t name = scene->names.of_token[at];

		if (name && scene->names.at[name - 1].run.end == at + 1)
			owner = entity_at(scene, at);
	}
	return owner == HS_NOBODY ? 0 : owner + 1;
}

static bool is_modifier(const struct hs_token *token)
{
	return token->alnum && (token->lex->small == HS_SMALL_NONE || token->lex->small == HS_SMALL_PRONOUN);
}

static bool has_modifier(const struct hs_work *work, const struct hs_phrase *phrase, const struct hs_lexeme *lex)
{
	for (uint32_t at = phrase->run.first; at < phrase->run.end; at++)
		if (work->tokens[at].lex == lex)
			return true;
	return false;
}

/* Are all words before the head of `a` among those of `b`? */
static bool modifiers_within(const struct hs_work *work, const struct hs_phrase *a, const struct hs_phrase *b)
{
	for (uint32_t at = a->run.first; at < a->head; at++)
		if (is_modifier(&work->tokens[at]) && !work->tokens[at].possessive &&
		    !has_modifier(work, b, work->tokens[at].lex))
			return false;
	return true;
}

static bool owners_agree(uint32_t a, uint32_t b)
{
	return !a || !b || a == b;
}

/* How well an entity fits a phrase: 0 not, 1 well, 2 word by word. */
typedef int fits_fn(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
		    uint32_t owner);

/* The entity called by `phrase`'s head that fits best; of those, the latest. */
static uint32_t latest_called(const struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t owner, fits_fn *fits)
{
	uint32_t best = HS_NOBODY;
	int n = 0, most = 0;

	for (struct link *link = called_get(scene, key_of(scene, phrase)); link && n < CALLED_MAX; link = link->next, n++) {
		const struct hs_entity *entity = &scene->entities[link->entity];
		int fit = fits(scene, entity, phrase, owner);

		if (fit > most || (fit && fit == most && entity->last > scene->entities[best].last)) {
			most = fit;
			best = link->entity;
		}
	}
	return best;
}

/* Has the description words behind its head: "officials in the mayor's office"? */
static bool has_complement(const struct hs_phrase *phrase)
{
	return phrase->run.end > phrase->head + 1;
}

/* Are the words behind the head of `a`, up to a mark, among those of `b`? */
static bool complement_within(const struct hs_work *work, const struct hs_phrase *a, const struct hs_phrase *b)
{
	for (uint32_t at = a->head + 1; at < a->run.end && work->tokens[at].alnum; at++)
		if (work->tokens[at].lex->small == HS_SMALL_NONE && !has_modifier(work, b, work->tokens[at].lex))
			return false;
	return true;
}

/* Do the words before the heads agree, the fewer among the more? A description of the article must not lose what stands
 * behind its head. */
static int modifiers_fit(const struct hs_work *work, const struct hs_phrase *mine, const struct hs_phrase *theirs)
{
	bool within = modifiers_within(work, mine, theirs), around = modifiers_within(work, theirs, mine);

	if (within && around)
		return 2;
	return within || (around && !has_complement(theirs));
}

static int fits_singular(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			 uint32_t owner)
{
	if (entity->person != HS_NOBODY)
		return 1;
	if (entity->plural || !owners_agree(entity->owner, owner))
		return 0;
	if (entity->best.determiner == HS_SMALL_DEFINITE)
		return modifiers_fit(scene->work, phrase, &entity->best);
	return modifiers_within(scene->work, phrase, &entity->best) ? 1 + modifiers_within(scene->work, &entity->best, phrase) : 0;
}

/* A group that one of its own resumes: "officials said ... the official said". */
static int fits_resumed(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			uint32_t owner)
{
	return entity->plural && entity->sources && entity->best.count != 1 &&
	       owners_agree(entity->owner, owner) && modifiers_within(scene->work, phrase, &entity->best);
}

static int fits_plural(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
		       uint32_t owner)
{
	int fit = modifiers_fit(scene->work, phrase, &entity->best);

	if (!entity->plural || entity->person != HS_NOBODY || entity->owner != owner ||
	    !complement_within(scene->work, phrase, &entity->best))
		return 0;
	if (fit == 1 && entity->best.determiner == HS_SMALL_NUMBER && !modifiers_within(scene->work, phrase, &entity->best))
		return 0;
	return fit;
}

static int fits_exactly(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			 uint32_t owner)
{
	return entity->plural == phrase->plural && entity->person == HS_NOBODY && entity->owner == owner &&
	       entity->best.determiner == phrase->determiner && modifiers_within(scene->work, phrase, &entity->best) &&
	       modifiers_within(scene->work, &entity->best, phrase);
}

/* --- several in one: "Diaz and Weller" -------------------------------------------------------------- */

/* Does the name stand on a level with the ones before it: behind "and", "or", a comma or a title? */
static bool is_coordinate(const struct hs_scene *scene, const struct hs_name *name, uint32_t first)
{
	const struct hs_work *work = scene->work;
	uint32_t at = name->titles;

	while (at > first && (work->tokens[at - 1].noun || work->tokens[at - 1].lex->small == HS_SMALL_DEFINITE ||
			      work->tokens[at - 1].lex->small == HS_SMALL_POSSESSIVE))
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

/* The people named in [at, end) on a level with each other, n of them known already; *together: "and" joins them. */
static size_t members_find(struct hs_scene *scene, struct hs_run run, uint32_t members[HS_MEMBERS], size_t n, bool *together)
{
	const struct hs_work *work = scene->work;

	for (uint32_t at = run.first; at < run.end && n < HS_MEMBERS; at++) {
		uint32_t name = scene->names.of_token[at];
		uint32_t entity;

		if (ends_coordination(&work->tokens[at]))
			break;
		*together |= hs_word_in(work->tokens[at].lex->fold, "and or &");
		if (!name || scene->names.at[name - 1].run.end != at + 1 || scene->names.at[name - 1].modifier ||
		    work->tokens[at].possessive || (n && !is_coordinate(scene, &scene->names.at[name - 1], run.first - 1)))
			continue;
		entity = entity_of_person(scene, scene->names.at[name - 1].person);
		if (!n || entity != members[n - 1])
			members[n++] = entity;
	}
	return n;
}

static uint32_t entity_of_several(struct hs_scene *scene, const uint32_t *members, size_t n)
{
	uint32_t entity, look = 0;

	for (uint32_t many = scene->many; many && look < CALLED_MAX; many = scene->entities[many - 1].next_many, look++) {
		const struct hs_entity *e = &scene->entities[many - 1];
		size_t same = 0;

		while (same < n && e->members[same] == members[same] + 1)
			same++;
		if (same == n && (n == HS_MEMBERS || !e->members[n]))
			return many - 1;
	}
	entity = entity_new(scene);
	for (size_t i = 0; i < n; i++)
		scene->entities[entity].members[i] = members[i] + 1;
	scene->entities[entity].human = scene->entities[entity].plural = scene->entities[entity].many = true;
	scene->entities[entity].next_many = scene->many;
	scene->many = entity + 1;
	return entity;
}

static uint32_t link_name(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	const struct hs_name *name = &scene->names.at[phrase->name];
	uint32_t entity = entity_of_person(scene, name->person);
	uint32_t members[HS_MEMBERS];
	bool together = false;
	size_t n;

	if (!name->modifier) {
		roles_before(scene, entity, name);
		roles_after(scene, entity, name);
	}
	members[0] = entity;
	n = members_find(scene, (struct hs_run){ phrase->head + 1, phrase->run.end }, members, 1, &together);
	return n > 1 && together ? entity_of_several(scene, members, n) : entity;
}

/* Behind a comma: "Ana Diaz", "his cousin Ana Diaz"; the name, plus 1, or 0. */
static uint32_t name_behind_comma(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_work *work = scene->work;

	for (uint32_t n = 0; n < 6 && at < work->n_tokens; n++, at++) {
		const struct hs_token *token = &work->tokens[at];

		if (scene->names.of_token[at])
			return scene->names.of_token[at];
		if (!token->lex->title && !token->noun && !token->lex->proper && !hs_token_is(work, at, ".") && token->lex->small != HS_SMALL_POSSESSIVE &&
		    token->lex->small != HS_SMALL_DEFINITE && token->lex->small != HS_SMALL_INDEFINITE)
			return 0;
	}
	return 0;
}

/* "the spokesman, Ana Diaz,": the name behind the comma is who is meant. */
static uint32_t apposition_after(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->head + 1, name, para = work->tokens[phrase->head].para;

	if (phrase->noun ? !noun_is_human(phrase->noun) : phrase->form != HS_FORM_OTHER || phrase->plural)
		return HS_NOBODY;
	for (uint32_t n = 0; n < 8 && at + 1 < work->n_tokens && !hs_token_is(work, at, ","); n++, at++)
		if (work->tokens[at].para != para || !work->tokens[at].alnum || work->tokens[at].lex->cue ||
		    work->tokens[at].lex->small == HS_SMALL_AUXILIARY || work->tokens[at].lex->small == HS_SMALL_RELATIVE)
			return HS_NOBODY;
	if (!hs_token_is(work, at, ",") || at + 1 >= work->n_tokens || work->tokens[at + 1].para != para)
		return HS_NOBODY;
	name = name_behind_comma(scene, at + 1);
	if (!name || scene->names.at[name - 1].modifier)
		return HS_NOBODY;
	at = scene->names.at[name - 1].run.end;
	if (phrase->plural && at + 1 < phrase->run.end)
		return HS_NOBODY;       /* one of several; but "the chairmen of the board, Ana Diaz," is a slip */
	if (work->tokens[at - 1].possessive || (at < work->n_tokens && work->tokens[at].para == para && work->tokens[at].alnum))
		return HS_NOBODY;
	return entity_of_person(scene, scene->names.at[name - 1].person);
}

/* "Ana Diaz, the mayor,": the name before the comma. */
static uint32_t apposition_before(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->run.first, name;

	if (phrase->plural || !phrase->noun || !noun_is_human(phrase->noun) || at < 2 ||
	    phrase->determiner == HS_SMALL_OTHER || phrase->other)
		return HS_NOBODY;
	if (hs_token_is(work, at - 1, "and") && scene->heads[at - 2] &&        /* "Ana Diaz, the mayor and owner of" */
	    scene->mentions[scene->heads[at - 2] - 1].phrase.form == HS_FORM_NOUN && entity_at(scene, at - 2) != HS_NOBODY &&
	    scene->entities[entity_at(scene, at - 2)].person != HS_NOBODY &&
	    (phrase->determiner == HS_SMALL_NONE || phrase->determiner == HS_SMALL_INDEFINITE))
		return entity_at(scene, at - 2);
	if (!hs_token_is(work, at - 1, ",") || work->tokens[at - 1].para != work->tokens[at].para)
		return HS_NOBODY;
	name = scene->names.of_token[at - 2];
	if (!name || scene->names.at[name - 1].run.end != at - 1)
		return HS_NOBODY;
	return entity_at(scene, at - 2);
}

static bool is_definite(const struct hs_phrase *phrase)
{
	return phrase->determiner == HS_SMALL_DEFINITE;
}

#define GENERIC_BODIES "company firm group agency organization organisation department committee network newspaper magazine " \
	"paper site website station broadcaster publication outlet bank university college party board panel court union bureau"

/* "the company", "the group": what was named last and could be one. */
static uint32_t latest_thing(const struct hs_scene *scene, uint32_t m)
{
	for (uint32_t i = m, n = 0; i > 0 && n < 40; n++) {
		const struct hs_mention *mention = &scene->mentions[--i];
		const struct hs_entity *entity = mention->entity == HS_NOBODY ? NULL : &scene->entities[mention->entity];

		if (entity && entity->person == HS_NOBODY && entity->best.form == HS_FORM_PROPER && !mention->quoted &&
		    (mention->subject || mention->claim))
			return mention->entity;
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
		found = entity_of_person(scene, p - 1);
	}
	return found;
}

static int fits_office(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			uint32_t owner)
{
	return entity->person == HS_NOBODY && entity->sources ? fits_singular(scene, entity, phrase, owner) : 0;
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

static uint32_t link_singular(struct hs_scene *scene, uint32_t m, uint32_t owner)
{
	static const struct hs_noun anything = { "", HS_NOUN_DEED, HS_GENDER_ANY };
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	const struct hs_noun *noun = phrase->noun ? phrase->noun : &anything;
	bool definite = is_definite(phrase), possessive = phrase->determiner == HS_SMALL_POSSESSIVE;
	uint32_t entity = HS_NOBODY;

	if (noun->cls == HS_NOUN_OFFICE && definite) {
		entity = hs_person_described(scene, m, noun);
		return entity != HS_NOBODY ? entity : latest_called(scene, phrase, owner, fits_office);
	}
	if (definite || possessive || (phrase->determiner == HS_SMALL_NONE &&
				       (!scene->mentions[m].claim || phrase->form == HS_FORM_PROPER)))
		entity = latest_called(scene, phrase, owner, fits_singular);
	if (entity == HS_NOBODY && definite && noun_is_human(noun) && !is_singled_out(scene->work, phrase)) {
		entity = latest_called(scene, phrase, owner, fits_resumed);
		if (entity != HS_NOBODY)
			scene->entities[entity].resumed = true;
	}
	if (entity != HS_NOBODY)
		return entity;
	if (noun->cls == HS_NOUN_KIN)
		return relative_of(scene, owner, noun);
	if (definite && may_mean_named(noun) && !seems_unnamed(scene, m))
		return hs_person_described(scene, m, noun);
	if (definite && hs_word_in(noun->word, GENERIC_BODIES) && phrase->head == phrase->run.first + 1 &&
	    !scene->work->tokens[phrase->head].upper)
		return latest_thing(scene, m);
	return HS_NOBODY;
}

/* "the two", "both women": the two people named last, in the order of their names. */
static uint32_t last_two(struct hs_scene *scene, uint32_t m, enum hs_gender gender)
{
	uint32_t pair[2] = { HS_NOBODY, HS_NOBODY };

	for (uint32_t i = m, n = 0; i > 0 && n < 24; n++) {
		uint32_t entity = scene->mentions[--i].entity;
		const struct hs_entity *e = entity == HS_NOBODY ? NULL : &scene->entities[entity];

		if (!e || e->person == HS_NOBODY || entity == pair[1] || scene->mentions[i].quoted ||
		    (gender != HS_GENDER_ANY && e->gender != gender))
			continue;
		if (pair[1] != HS_NOBODY) {
			pair[0] = entity;
			return entity_of_several(scene, pair, 2);
		}
		pair[1] = entity;
	}
	return HS_NOBODY;
}

static bool means_two(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t first = phrase->run.first;

	return hs_token_is(work, first, "both") || hs_token_is(work, first, "neither") ||
	       (phrase->determiner == HS_SMALL_DEFINITE && (phrase->count == 2 || hs_phrase_at(work, first, "the two") ||
							    hs_phrase_at(work, first, "the pair")));
}

/* "two analysts, Ana Diaz and Tom Weller", "experts like Ana Diaz": those who are named are who is meant. */
static uint32_t named_members(struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t members[HS_MEMBERS], at = phrase->head + 1;
	bool together = false, like = false;
	size_t n;

	while (at < phrase->run.end && (!work->tokens[at].alnum || hs_word_in(work->tokens[at].lex->fold, "like including such as")))
		like |= work->tokens[at++].alnum;
	if (at == phrase->head + 1 || at >= phrase->run.end || (!scene->names.of_token[at] && !work->tokens[at].lex->title))
		return HS_NOBODY;
	n = members_find(scene, (struct hs_run){ at, phrase->run.end }, members, 0, &together);
	if (n == 1)
		return like ? members[0] : HS_NOBODY;
	return n > 1 && together ? entity_of_several(scene, members, n) : HS_NOBODY;
}

static uint32_t link_plural(struct hs_scene *scene, uint32_t m, uint32_t owner)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t entity;

	if (phrase->noun && noun_is_human(phrase->noun) && (entity = named_members(scene, phrase)) != HS_NOBODY)
		return entity;
	if (phrase->noun && noun_is_human(phrase->noun) && means_two(scene, phrase) &&
	    (entity = last_two(scene, m, phrase->noun->gender)) != HS_NOBODY)
		return entity;
	if (phrase->other)
		return HS_NOBODY;
	if (phrase->determiner == HS_SMALL_NUMBER || phrase->determiner == HS_SMALL_QUANTITY)
		return latest_called(scene, phrase, owner, fits_exactly);
	return latest_called(scene, phrase, owner, fits_plural);
}

/* "Ana Diaz is a lawyer": what is said of somebody is no second one. */
static uint32_t copula_before(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->run.first;

	if (phrase->plural || (phrase->determiner != HS_SMALL_INDEFINITE && !is_definite(phrase)) || !phrase->noun || !noun_is_human(phrase->noun) || at < 2 ||
	    !hs_word_in(work->tokens[at - 1].lex->fold, "is was became remains being") ||
	    work->tokens[at - 2].sentence != work->tokens[at].sentence || !scene->heads[at - 2] || work->tokens[at].quoted)
		return HS_NOBODY;
	return entity_at(scene, at - 2);
}

static uint32_t link_described(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t owner = owner_of(scene, phrase), entity = apposition_before(scene, phrase);

	if (entity == HS_NOBODY)
		entity = apposition_after(scene, phrase);
	if (entity == HS_NOBODY)
		entity = copula_before(scene, phrase);
	if (entity != HS_NOBODY) {
		role_add(scene, entity, phrase->noun);
		return entity;
	}
	entity = phrase->plural ? link_plural(scene, m, owner) : link_singular(scene, m, owner);
	return entity == HS_NOBODY ? entity_described(scene, phrase, owner) : entity;
}

/* "some said", "others worried": of what was spoken of last in the plural. */
static uint32_t link_quantity(struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	uint32_t entity = means_two(scene, &mention->phrase) ? last_two(scene, m, HS_GENDER_ANY) : HS_NOBODY;

	if (entity != HS_NOBODY)
		return entity;
	entity = entity_described(scene, &mention->phrase, 0);
	for (uint32_t i = m, n = 0; i > 0 && n < 12; n++) {
		const struct hs_mention *before = &scene->mentions[--i];

		if (before->phrase.form == HS_FORM_NOUN && before->phrase.plural && before->phrase.noun &&
		    noun_is_human(before->phrase.noun)) {
			scene->entities[entity].noun = before->phrase.noun;
			break;
		}
	}
	return entity;
}

static bool is_first_person(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "i we me us my our mine ours myself ourselves let's");
}

static uint32_t author_of(struct hs_scene *scene)
{
	if (!scene->author) {
		uint32_t entity = entity_new(scene);

		scene->entities[entity].author = true;
		scene->entities[entity].human = true;
		scene->author = entity + 1;
	}
	return scene->author - 1;
}

/* "I" within a quotation: whoever is quoted; else the writer. HS_NOBODY where that one is not resolved yet. */
static uint32_t link_first_person(struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	uint32_t claim = scene->inside[mention->phrase.head];
	uint32_t of;

	if (!mention->quoted || !claim)
		return author_of(scene);
	of = scene->of_claim[claim - 1];
	return of == HS_NOBODY || of == m ? author_of(scene) : scene->mentions[of].entity;
}

/* "As she seeks a second term, Ana Diaz said": the first one named behind a pronoun that nobody stands before. */
static uint32_t next_named(struct hs_scene *scene, uint32_t m)
{
	const char *fold = scene->work->tokens[scene->mentions[m].phrase.head].lex->fold;
	enum hs_gender gender = hs_word_in(fold, "he him his") ? HS_GENDER_MALE : HS_GENDER_FEMALE;

	if (!hs_word_in(fold, "he him his she her"))
		return HS_NOBODY;
	for (uint32_t i = m + 1; i < scene->n_mentions && i < m + 12; i++) {
		const struct hs_phrase *phrase = &scene->mentions[i].phrase;
		uint32_t person;

		if (phrase->form != HS_FORM_NAME || scene->names.at[phrase->name].modifier)
			continue;
		person = scene->names.at[phrase->name].person;
		if (scene->names.persons[person].gender == HS_GENDER_ANY || scene->names.persons[person].gender == gender)
			return entity_of_person(scene, person);
	}
	return HS_NOBODY;
}

static uint32_t link_pronoun(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t entity;

	if (is_first_person(&scene->work->tokens[phrase->head]))
		return link_first_person(scene, m);
	entity = hs_pronoun_resolve(scene, m);
	if (entity == HS_NOBODY && scene->mentions[m].claim)
		entity = next_named(scene, m);
	return entity == HS_NOBODY && scene->mentions[m].claim ? entity_described(scene, phrase, 0) : entity;
}

static uint32_t link(struct hs_scene *scene, uint32_t m)
{
	switch (scene->mentions[m].phrase.form) {
	case HS_FORM_NAME:
		return link_name(scene, m);
	case HS_FORM_PRONOUN:
		return link_pronoun(scene, m);
	case HS_FORM_QUANTITY:
		return link_quantity(scene, m);
	default:
		return link_described(scene, m);
	}
}

/* Words of a description; of a name, those with capitals. */
static uint32_t description_size(const struct hs_work *work, const struct hs_phrase *phrase)
{
	uint32_t n = 0;

	if (phrase->form != HS_FORM_PROPER)
		return phrase->run.end - phrase->run.first;
	for (uint32_t at = phrase->run.first; at <= phrase->head; at++)
		n += work->tokens[at].upper && work->tokens[at].lex->small == HS_SMALL_NONE;
	return n;
}

static bool has_capitals(const struct hs_work *work, const struct hs_phrase *phrase)
{
	for (uint32_t at = phrase->run.first; at <= phrase->head; at++)
		if (work->tokens[at].upper && work->tokens[at].lex->small == HS_SMALL_NONE)
			return true;
	return false;
}

/* A name is fuller than any description, else the one with more words is. */
static bool is_fuller(const struct hs_work *work, const struct hs_phrase *a, const struct hs_phrase *b)
{
	if ((a->form != HS_FORM_NOUN && a->form != HS_FORM_PROPER) || a->plural != b->plural || b->form == HS_FORM_PRONOUN)
		return false;
	if (a->form != b->form)
		return a->form == HS_FORM_PROPER && !has_capitals(work, b);
	return description_size(work, a) > description_size(work, b);
}

/* Count the mention, and keep the fullest description. */
static void entity_seen(struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	struct hs_entity *entity = &scene->entities[mention->entity];
	const struct hs_phrase *phrase = &mention->phrase;

	if (!entity->mentions)
		entity->first = m;
	if (m > entity->last)
		entity->last = m;
	entity->mentions++;
	entity->sources += mention->claim != 0;
	if (is_fuller(scene->work, phrase, &entity->best) && entity->person == HS_NOBODY) {
		enum hs_small determiner = entity->best.determiner;

		entity->best = *phrase;
		if (determiner != HS_SMALL_NONE)
			entity->best.determiner = determiner;
	}
}

static void inside_mark(struct hs_scene *scene)
{
	const struct hs_extraction *out = scene->work->out;
	uint32_t *size = hs_arena_array(scene->work->arena, scene->work->n_tokens + 1, sizeof(*size));

	scene->inside = hs_arena_array(scene->work->arena, scene->work->n_tokens + 1, sizeof(*scene->inside));
	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_ranges content = out->claims[i].content;

		for (size_t k = 0; k < content.n; k++) {
			struct hs_run run = hs_work_run(scene->work, content.at[k]);

			for (uint32_t at = run.first; at < run.end; at++)
				if (!scene->inside[at] || size[at] > run.end - run.first) {
					scene->inside[at] = (uint32_t)i + 1;
					size[at] = run.end - run.first;
				}
		}
	}
}

static bool in_headline(const struct hs_scene *scene, uint32_t m)
{
	uint32_t para = scene->work->tokens[scene->mentions[m].phrase.head].para;

	return scene->work->article->paras[para].kind == HS_PARA_HEADLINE;
}

/* A headline speaks of those whom the article then introduces: "governor" is its first governor. */
static uint32_t link_in_headline(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t best = HS_NOBODY;
	int n = 0;

	if (phrase->form != HS_FORM_NOUN || apposition_after(scene, phrase) != HS_NOBODY)
		return link(scene, m);
	for (struct link *called = called_get(scene, phrase->noun); called && n < CALLED_MAX; called = called->next, n++) {
		const struct hs_entity *entity = &scene->entities[called->entity];

		if (entity->plural == phrase->plural && entity->mentions &&
		    (entity->person != HS_NOBODY || modifiers_within(scene->work, phrase, &entity->best)) &&
		    (best == HS_NOBODY || entity->first < scene->entities[best].first))
			best = called->entity;
	}
	return best != HS_NOBODY ? best : link(scene, m);
}

static void mention_link(struct hs_scene *scene, uint32_t m, uint32_t (*how)(struct hs_scene *, uint32_t))
{
	scene->now = m;
	scene->mentions[m].entity = how(scene, m);
	if (scene->mentions[m].entity != HS_NOBODY)
		entity_seen(scene, m);
}

void hs_entities_link(struct hs_scene *scene)
{
	struct hs_arena *arena = scene->work->arena;

	scene->of_person = hs_arena_array(arena, scene->names.n_persons + 1, sizeof(*scene->of_person));
	scene->called = hs_arena_alloc(arena, sizeof(*scene->called));
	inside_mark(scene);
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (!in_headline(scene, m))
			mention_link(scene, m, link);
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (in_headline(scene, m))
			mention_link(scene, m, link_in_headline);
	for (uint32_t m = 0; m < scene->n_mentions; m++) {
		uint32_t entity = scene->mentions[m].entity;

		if (entity != HS_NOBODY && scene->entities[entity].named)
			scene->mentions[m].entity = scene->entities[entity].named - 1;
	}
	/* "I" in a quotation whose speaker comes behind it */
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (scene->mentions[m].entity == HS_NOBODY && scene->mentions[m].claim) {
			uint32_t entity = is_first_person(&scene->work->tokens[scene->mentions[m].phrase.head]) ?
					  link_first_person(scene, m) : HS_NOBODY;

			scene->mentions[m].entity = entity == HS_NOBODY ? author_of(scene) : entity;
			entity_seen(scene, m);
		}
}
