/* Mentions to entities: one pass in text order, headlines last, pronouns by pronoun.c. */
#include "attribute/turn_p.h"

static uint32_t link_name(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	const struct hs_name *name = &scene->names.at[phrase->name];
	uint32_t entity = hs_entity_of_person(scene, name->person);

	if (!name->modifier)
		hs_roles_read(scene, entity, name);
	return hs_several_joined(scene, phrase, entity);
}

/* "DIAZ: I never met him": what a speaker's label leads is quoted without marks. */
static bool is_labelled(const struct hs_scene *scene, uint32_t claim)
{
	struct hs_ranges cue = scene->work->out->claims[claim].cue;

	return cue.n && hs_token_is(scene->work, hs_work_run(scene->work, cue.at[0]).first, ":");
}

/* "I" within a quotation: whoever is quoted; else the writer. HS_NOBODY where that one is not resolved yet. */
static uint32_t link_first_person(struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	uint32_t claim = scene->inside[mention->phrase.head];
	uint32_t of;

	if (!claim || !(mention->quoted || is_labelled(scene, claim - 1)))
		return hs_entity_author(scene);
	of = scene->of_claim[claim - 1];
	return of == HS_NOBODY || of == m ? hs_entity_author(scene) : scene->mentions[of].entity;
}

/* "As she seeks a second term, Ana Diaz said": the first one named behind a pronoun that nobody stands before. */
static uint32_t next_named(struct hs_scene *scene, uint32_t m)
{
	const char *fold = scene->work->tokens[scene->mentions[m].phrase.head].lex->fold;
	enum hs_gender gender = hs_pronoun_is(fold, HS_PRONOUN_MALE) ? HS_GENDER_MALE : HS_GENDER_FEMALE;

	if (gender == HS_GENDER_FEMALE && !hs_pronoun_is(fold, HS_PRONOUN_FEMALE))
		return HS_NOBODY;
	for (uint32_t i = m + 1; i < scene->n_mentions && i < m + 12; i++) {
		const struct hs_phrase *phrase = &scene->mentions[i].phrase;
		uint32_t person;

		if (phrase->form != HS_FORM_NAME || scene->names.at[phrase->name].modifier)
			continue;
		person = scene->names.at[phrase->name].person;
		if (scene->names.persons[person].gender == HS_GENDER_ANY || scene->names.persons[person].gender == gender)
			return hs_entity_of_person(scene, person);
	}
	return HS_NOBODY;
}

static uint32_t link_pronoun(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	uint32_t entity;

	if (hs_pronoun_is(scene->work->tokens[phrase->head].lex->fold, HS_PRONOUN_FIRST))
		return link_first_person(scene, m);
	entity = hs_pronoun_resolve(scene, m);
	if (entity == HS_NOBODY && scene->mentions[m].claim)
		entity = next_named(scene, m);
	return entity == HS_NOBODY && scene->mentions[m].claim ? hs_entity_described(scene, phrase, 0) : entity;
}

/* "As this reporter wrote": the writer, outside quotations. */
static bool is_writer(const struct hs_scene *scene, const struct hs_mention *mention)
{
	const struct hs_phrase *phrase = &mention->phrase;

	return !mention->quoted && phrase->head == phrase->run.first + 1 && hs_token_is(scene->work, phrase->run.first, "this") &&
	       hs_word_in(hs_fold_at(scene->work, phrase->head), "author columnist correspondent newspaper reporter writer");
}

/* "this reporter", "let's": whoever writes or says the words that the mention stands in; HS_NOBODY: it means somebody else. */
static uint32_t link_to_speaker(struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];

	if (is_writer(scene, mention))
		return hs_entity_author(scene);
	return hs_token_is_appeal(&scene->work->tokens[mention->phrase.head]) ? link_first_person(scene, m) : HS_NOBODY;
}

/* The last token of the list of names that "and" joins to the description at `first`: "Diaz" of "Weller, Diaz and the mayor"; 0: none. */
static uint32_t list_before(const struct hs_scene *scene, uint32_t first)
{
	const struct hs_work *work = scene->work;
	uint32_t at = first;

	if (at < 3 || !hs_word_in(hs_fold_at(work, --at), "and &"))
		return 0;
	at -= hs_token_is(work, at - 1, ",");
	return scene->names.of_token[at - 1] && !work->tokens[at - 1].possessive ? at - 1 : 0;
}

/* "Diaz, Weller and the mayor": nobody is joined to herself. */
static bool is_joined_to(const struct hs_scene *scene, uint32_t m, uint32_t entity)
{
	uint32_t last = list_before(scene, scene->mentions[m].phrase.run.first);

	if (entity == HS_NOBODY || scene->entities[entity].person == HS_NOBODY)
		return false;
	for (uint32_t n = 0; last && n < HS_MEMBERS; n++) {
		const struct hs_name *name = scene->names.of_token[last] ? &scene->names.at[scene->names.of_token[last] - 1] : NULL;

		if (!name || name->run.end != last + 1)
			return false;
		if (name->person == scene->entities[entity].person)
			return true;
		last = name->titles > 1 && hs_token_is(scene->work, name->titles - 1, ",") ? name->titles - 2 : 0;
	}
	return false;
}

static uint32_t link_described(struct hs_scene *scene, uint32_t m)
{
	uint32_t entity = hs_described_link(scene, m);

	return is_joined_to(scene, m, entity) ? hs_entity_described(scene, &scene->mentions[m].phrase, 0) : entity;
}

static uint32_t link(struct hs_scene *scene, uint32_t m)
{
	uint32_t entity = link_to_speaker(scene, m);

	if (entity != HS_NOBODY)
		return entity;
	switch (scene->mentions[m].phrase.form) {
	case HS_FORM_NAME:
		return link_name(scene, m);
	case HS_FORM_PRONOUN:
		return link_pronoun(scene, m);
	case HS_FORM_QUANTITY:
		return hs_quantity_link(scene, m);
	default:
		return link_described(scene, m);
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

	if (phrase->form != HS_FORM_NOUN || hs_apposition_find(scene, phrase) != HS_NOBODY)
		return link(scene, m);
	for (struct hs_link *called = hs_called_get(scene, phrase->noun); called && n < HS_CALLED_MAX;
	     called = called->next, n++) {
		const struct hs_entity *entity = &scene->entities[called->entity];

		if (entity->plural == phrase->plural && entity->mentions &&
		    (entity->person != HS_NOBODY || hs_modifiers_within(scene->work, phrase, &entity->best)) &&
		    (best == HS_NOBODY || entity->first < scene->entities[best].first))
			best = called->entity;
	}
	return best != HS_NOBODY ? best : link(scene, m);
}

/* "Councillor Hale said the mayor told her": whoever is described within Hale's words, and speaks there, is not Hale. */
static bool is_outer(const struct hs_scene *scene, uint32_t m, uint32_t entity)
{
	const struct hs_mention *mention = &scene->mentions[m];
	const struct hs_claim *claim = mention->claim ? &scene->work->out->claims[mention->claim - 1] : NULL;
	uint32_t of = claim && claim->outer >= 0 ? scene->of_claim[claim->outer] : HS_NOBODY;

	return mention->phrase.form == HS_FORM_NOUN && entity != HS_NOBODY && of != HS_NOBODY && of != m &&
	       scene->mentions[of].entity == entity;
}

/* Several who speak as one come first, and their heads with them; a head that is linked by then stays as it is. */
static void mention_link(struct hs_scene *scene, uint32_t m, uint32_t (*how)(struct hs_scene *, uint32_t))
{
	uint32_t entity = HS_NOBODY;

	scene->now = m;
	if (scene->mentions[m].entity != HS_NOBODY)
		return;
	if (scene->mentions[m].claim)
		entity = hs_members_find(scene, m, how);
	if (entity == HS_NOBODY)
		entity = hs_turn_link(scene, m, how);
	if (entity == HS_NOBODY)
		entity = how(scene, m);
	scene->mentions[m].entity = is_outer(scene, m, entity) ? hs_entity_described(scene, &scene->mentions[m].phrase, 0) : entity;
	if (scene->mentions[m].entity != HS_NOBODY)
		hs_entity_seen(scene, m);
}

#define NAMED_WITHIN 2          /* paragraphs */
#define NAMED_MENTIONS 120      /* and mentions */

static bool seems_named(const struct hs_raw *raw)
{
	for (int k = 0; k < HS_KIND_N; k++)
		if (k != HS_KIND_PERSON && raw->kind[k] >= raw->kind[HS_KIND_PERSON])
			return false;
	return true;
}

/* Does the model see somebody with a name in a description that no name stands beside? */
static bool waits_for_name(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_mention *mention = &scene->mentions[m];
	const struct hs_raw *raw = mention->claim ? scene->work->raw[mention->claim - 1] : NULL;
	const struct hs_entity *e = mention->entity == HS_NOBODY ? NULL : &scene->entities[mention->entity];

	return raw && seems_named(raw) && mention->phrase.form == HS_FORM_NOUN && e && e->person == HS_NOBODY &&
	       !e->plural && !e->many && !e->named && !e->author && e->human && e->first == m && !e->best.other;
}

static bool opens_paragraph(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_token *first = &scene->work->tokens[scene->mentions[m].phrase.run.first];

	return first == scene->work->tokens || first[-1].para != first->para;
}

/*
 * "A former harbour master says ...", "DNC chair dismisses ...": a lead describes whom the next paragraphs name, as one who speaks
 * and whom nobody has named before.
 */
static uint32_t name_that_follows(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_token *tokens = scene->work->tokens;
	const struct hs_entity *e = &scene->entities[scene->mentions[m].entity];
	uint32_t para = tokens[scene->mentions[m].phrase.head].para;
	bool opens = in_headline(scene, m) || opens_paragraph(scene, m);

	for (uint32_t i = m + 1; i < scene->n_mentions && i < m + NAMED_MENTIONS; i++) {
		const struct hs_mention *mention = &scene->mentions[i];
		const struct hs_entity *person = mention->entity == HS_NOBODY ? NULL : &scene->entities[mention->entity];

		if (tokens[mention->phrase.head].para > para + NAMED_WITHIN)
			return HS_NOBODY;
		if (!mention->claim || !person || person->person == HS_NOBODY || mention->phrase.form != HS_FORM_NAME ||
		    tokens[mention->phrase.head].sentence == tokens[scene->mentions[m].phrase.head].sentence)
			continue;
		if (!opens && !hs_entity_is(person, e->noun))
			continue;
		if (person->first != i || (e->gender != HS_GENDER_ANY && person->gender != HS_GENDER_ANY && e->gender != person->gender))
			return HS_NOBODY;
		return mention->entity;
	}
	return HS_NOBODY;
}

static void leads_link(struct hs_scene *scene)
{
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (waits_for_name(scene, m)) {
			uint32_t entity = name_that_follows(scene, m);

			if (entity != HS_NOBODY)
				scene->entities[scene->mentions[m].entity].named = entity + 1;
		}
}

/* "the judge", and nothing more of which one; but "the centrist" is an adjective as often. */
static bool is_plain_definite(const struct hs_entity *e)
{
	return e->best.form == HS_FORM_NOUN && hs_noun_is_human(e->noun) && e->noun->cls != HS_NOUN_CLASS &&
	       hs_phrase_is_definite(&e->best) && e->best.head == e->best.run.first + 1 && e->best.run.end == e->best.head + 1;
}

/* The one named person whom the article calls `noun`, or HS_NOBODY. */
static uint32_t only_one_called(const struct hs_scene *scene, const struct hs_noun *noun)
{
	uint32_t only = HS_NOBODY;

	for (const struct hs_link *link = hs_called_get(scene, noun); link; link = link->next) {
		const struct hs_entity *e = &scene->entities[link->entity];

		if (e->person == HS_NOBODY || !hs_entity_is(e, noun) || link->entity == only)
			continue;
		if (only != HS_NOBODY)
			return HS_NOBODY;
		only = link->entity;
	}
	return only;
}

/* "the judge said ... Judge Diaz asked": a description that stands before the name which the article gives later. */
static void offices_link(struct hs_scene *scene)
{
	for (uint32_t i = 0; i < scene->n_entities; i++) {
		struct hs_entity *e = &scene->entities[i];
		uint32_t person;

		if (e->person != HS_NOBODY || e->plural || e->many || e->named || !e->sources || !is_plain_definite(e))
			continue;
		person = only_one_called(scene, e->noun);
		if (person != HS_NOBODY)
			e->named = person + 1;
	}
}

void hs_entities_link(struct hs_scene *scene)
{
	struct hs_arena *arena = scene->work->arena;

	scene->of_person = hs_arena_array(arena, scene->names.n_persons + 1, sizeof(*scene->of_person));
	inside_mark(scene);
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (!in_headline(scene, m))
			mention_link(scene, m, link);
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (in_headline(scene, m))
			mention_link(scene, m, link_in_headline);
	leads_link(scene);
	offices_link(scene);
	for (uint32_t m = 0; m < scene->n_mentions; m++) {
		uint32_t entity = scene->mentions[m].entity;

		if (entity != HS_NOBODY && scene->entities[entity].named)
			scene->mentions[m].entity = scene->entities[entity].named - 1;
	}
	/* "I" in a quotation whose speaker comes behind it */
	for (uint32_t m = 0; m < scene->n_mentions; m++)
		if (scene->mentions[m].entity == HS_NOBODY && scene->mentions[m].claim) {
			const char *head = hs_fold_at(scene->work, scene->mentions[m].phrase.head);
			uint32_t entity = hs_pronoun_is(head, HS_PRONOUN_FIRST) ? link_first_person(scene, m) : HS_NOBODY;

			scene->mentions[m].entity = entity == HS_NOBODY ? hs_entity_author(scene) : entity;
			hs_entity_seen(scene, m);
		}
}
