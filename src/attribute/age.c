/* "the 52-year-old": somebody under nothing but an age, and who it is. */
#include "attribute/entity_p.h"

#include <stdlib.h>

#define AGED_BACK 400           /* mentions from an age to the one who was given it */

/* "52-year-old": 52; 0: it is no such word. */
static long age_of(const char *fold)
{
	char *end;
	long age = strtol(fold, &end, 10);

	return end > fold && strcmp(end, "-year-old") == 0 ? age : 0;
}

/* "Ana Diaz, 52,", "Ana Diaz (52)", "a nurse, aged 52,": the age behind token `last`, or 0. */
static long age_behind(const struct hs_work *work, uint32_t last)
{
	uint32_t at = last + 1;
	char *end;
	long age;

	if (!hs_word_in(hs_fold_at(work, at), ", ("))
		return 0;
	at += 1 + hs_word_in(hs_fold_at(work, at + 1), "age aged");
	age = strtol(hs_fold_at(work, at), &end, 10);
	return !*end && age > 0 && age < 120 && hs_word_in(hs_fold_at(work, at + 1), ", ) . ;") ? age : 0;
}

/* The age that the words of a mention give: "a 52-year-old nurse", "52-year-old Ana Diaz", "Ana Diaz, 52,"; or 0. */
static long age_given(const struct hs_work *work, const struct hs_phrase *phrase)
{
	uint32_t first = phrase->form == HS_FORM_NAME && phrase->run.first ? phrase->run.first - 1 : phrase->run.first;
	long age = 0;

	if (phrase->form != HS_FORM_NAME && phrase->form != HS_FORM_NOUN)
		return 0;
	for (uint32_t at = first; at < phrase->head && !age; at++)
		age = age_of(hs_fold_at(work, at));
	return age ? age : age_behind(work, phrase->head);
}

/* The latest before mention `m` who was given this age; or, where `of` is somebody, who was given another one and is that one;
 * HS_NOBODY: nobody was. */
static uint32_t aged_before(const struct hs_scene *scene, uint32_t m, long age, uint32_t of)
{
	for (uint32_t i = m, n = 0; i > 0 && n < AGED_BACK; n++) {
		const struct hs_mention *before = &scene->mentions[--i];
		const struct hs_entity *entity = before->entity == HS_NOBODY ? NULL : &scene->entities[before->entity];
		long given = entity && entity->human && !entity->plural && !entity->many ? age_given(scene->work, &before->phrase) : 0;

		if (given && (of == HS_NOBODY ? given == age : given != age && before->entity == of))
			return before->entity;
	}
	return HS_NOBODY;
}

/* Whose age it is; else the named person spoken of, unless the article has given that one another age. */
static uint32_t aged_find(struct hs_scene *scene, uint32_t m, long age)
{
	static const struct hs_noun anybody = { "", HS_NOUN_PERSON, HS_GENDER_ANY };
	uint32_t entity = aged_before(scene, m, age, HS_NOBODY);

	if (entity != HS_NOBODY)
		return entity;
	entity = hs_person_described(scene, m, &anybody);
	return entity != HS_NOBODY && aged_before(scene, m, age, entity) == HS_NOBODY ? entity : HS_NOBODY;
}

uint32_t hs_aged_link(struct hs_scene *scene, uint32_t m)
{
	const struct hs_phrase *phrase = &scene->mentions[m].phrase;
	long age = phrase->form == HS_FORM_OTHER ? age_of(hs_fold_at(scene->work, phrase->head)) : 0;
	uint32_t entity = age && hs_phrase_is_definite(phrase) ? aged_find(scene, m, age) : HS_NOBODY;

	if (age && entity == HS_NOBODY) {
		entity = hs_entity_described(scene, phrase, 0);
		scene->entities[entity].human = true;
	}
	return entity;
}
