/* Entities: by what they are called, and what their mentions add to them. */
#include "attribute/entity_p.h"

struct hs_called {                      /* hash table from a noun or lexeme to entities */
	struct { const void *key; struct hs_link *links; } *at;
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

void hs_called_add(struct hs_scene *scene, const void *key, uint32_t entity)
{
	struct hs_arena *arena = scene->work->arena;
	struct hs_called *called = scene->called ? scene->called : hs_arena_alloc(arena, sizeof(*called));
	struct hs_link *link;
	size_t at;

	scene->called = called;
	if (2 * (called->n + 1) > called->room)
		called_widen(called, arena);
	at = called_slot(called, key);
	if (called->at[at].links && called->at[at].links->entity == entity)
		return;
	called->n += called->at[at].key == NULL;
	called->at[at].key = key;
	link = hs_arena_alloc(arena, sizeof(*link));
	*link = (struct hs_link){ entity, called->at[at].links };
	called->at[at].links = link;
}

struct hs_link *hs_called_get(const struct hs_scene *scene, const void *key)
{
	const struct hs_called *called = scene->called;

	return called ? called->at[called_slot(called, key)].links : NULL;
}

uint32_t hs_entity_new(struct hs_scene *scene)
{
	scene->entities = hs_arena_grow(scene->work->arena, scene->entities, scene->n_entities, scene->n_entities + 1,
					&scene->entities_room, sizeof(*scene->entities));
	scene->entities[scene->n_entities] = (struct hs_entity){ .person = HS_NOBODY };
	return (uint32_t)scene->n_entities++;
}

const void *hs_called_key(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	return phrase->noun ? (const void *)phrase->noun : (const void *)scene->work->tokens[phrase->head].lex;
}

/* "Tarn Holdings": two capitals, and the second is no place or body of its own. */
static bool is_name_of_two(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_token *head = &scene->work->tokens[phrase->head];

	return phrase->form == HS_FORM_PROPER && head->upper && !head->lex->proper && head[-1].lex->thing &&
	       (phrase->head - 1 == phrase->run.first || !head[-2].upper || head[-2].lex->small != HS_SMALL_NONE);
}

/* "Time magazine", "the State Department": "Time" and "State" alone will do later. */
static bool has_short_name(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_token *before = &scene->work->tokens[phrase->head] - 1;

	if (phrase->head == phrase->run.first)
		return false;
	if (is_name_of_two(scene, phrase))
		return true;
	if (!phrase->noun || (phrase->noun->cls != HS_NOUN_BODY && phrase->noun->cls != HS_NOUN_OUTLET))
		return false;
	return before->upper && !before->possessive && !before->lex->proper && !scene->names.of_token[phrase->head - 1] &&
	       (phrase->head - 1 == phrase->run.first || !before[-1].upper || before[-1].lex->small != HS_SMALL_NONE);
}

/* An entity that is described and not named. */
uint32_t hs_entity_described(struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t owner)
{
	uint32_t entity = hs_entity_new(scene);
	struct hs_entity *e = &scene->entities[entity];

	e->best = *phrase;
	e->noun = phrase->noun;
	e->head = scene->work->tokens[phrase->head].lex;
	e->plural = phrase->plural;
	e->owner = owner;
	e->human = phrase->noun ? hs_noun_is_human(phrase->noun) && !hs_phrase_is_outlet(scene->work, phrase) :
				  phrase->form == HS_FORM_QUANTITY;
	e->gender = phrase->noun ? phrase->noun->gender : HS_GENDER_ANY;
	hs_called_add(scene, hs_called_key(scene, phrase), entity);
	if (has_short_name(scene, phrase))
		hs_called_add(scene, scene->work->tokens[phrase->head - 1].lex, entity);
	return entity;
}

uint32_t hs_entity_of_person(struct hs_scene *scene, uint32_t person)
{
	uint32_t entity;

	if (scene->of_person[person])
		return scene->of_person[person] - 1;
	entity = hs_entity_new(scene);
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

uint32_t hs_entity_author(struct hs_scene *scene)
{
	if (!scene->author) {
		uint32_t entity = hs_entity_new(scene);

		scene->entities[entity].author = true;
		scene->entities[entity].human = true;
		scene->author = entity + 1;
	}
	return scene->author - 1;
}

uint32_t hs_entity_at(const struct hs_scene *scene, uint32_t token)
{
	uint32_t mention = scene->heads[token];

	return mention ? scene->mentions[mention - 1].entity : HS_NOBODY;
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

/* "Alliance for Clean Rivers"; not "Report Faults Mayor", where the article writes "report" as well */
static bool has_capital_head(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const struct hs_token *head = &work->tokens[phrase->head];

	return head->upper && (phrase->head > phrase->run.first || (!hs_begins_sentence(work, phrase->head) && !head->lex->small_too));
}

static bool is_pronoun(const struct hs_work *work, uint32_t owner)
{
	return work->tokens[owner].lex->small == HS_SMALL_POSSESSIVE;
}

/* A name is fuller than any description, else the one with more words is. */
static bool is_fuller(const struct hs_work *work, const struct hs_phrase *a, const struct hs_phrase *b)
{
	if ((a->form != HS_FORM_NOUN && a->form != HS_FORM_PROPER) || a->plural != b->plural || b->form == HS_FORM_PRONOUN)
		return false;
	if (a->form != b->form)
		return a->form == HS_FORM_PROPER && !has_capitals(work, b);
	if (a->owner && b->owner && is_pronoun(work, a->owner - 1) != is_pronoun(work, b->owner - 1))
		return is_pronoun(work, b->owner - 1);  /* "Diaz's campaign", not "her campaign" */
	if (b->owner && !a->owner && b->noun && b->noun->cls == HS_NOUN_KIN)
		return false;           /* "my mother was a nurse" */
	if (a->noun && !hs_noun_is_human(a->noun) && has_capital_head(work, a) != has_capital_head(work, b))
		return has_capital_head(work, a);
	return description_size(work, a) > description_size(work, b);
}

/* Count the mention, and keep the fullest description. */
void hs_entity_seen(struct hs_scene *scene, uint32_t m)
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
	if (is_fuller(scene->work, phrase, &entity->best) && entity->person == HS_NOBODY && !entity->many && !entity->called) {
		enum hs_small determiner = entity->best.determiner;

		entity->best = *phrase;
		if (determiner != HS_SMALL_NONE)
			entity->best.determiner = determiner;
	}
}
