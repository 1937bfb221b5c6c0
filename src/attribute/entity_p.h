/*
 * entity_p - the parts of linking: entities, how they are called, and the rules that find the one meant.
 *
 * Functions that find an entity give its index, or HS_NOBODY.
 */
#ifndef HS_ATTRIBUTE_ENTITY_P_H
#define HS_ATTRIBUTE_ENTITY_P_H

#include "attribute/resolve_p.h"

#define HS_CALLED_MAX 48        /* entities of one word that a look-up goes through, the latest first */

struct hs_link {                        /* an entity called by some word; the latest first */
	uint32_t entity;
	struct hs_link *next;
};

/* entity.c: entities by noun, or by word where there is no noun; new entities; what a mention adds. */
struct hs_link *hs_called_get(const struct hs_scene *scene, const void *key);
void hs_called_add(struct hs_scene *scene, const void *key, uint32_t entity);
const void *hs_called_key(const struct hs_scene *scene, const struct hs_phrase *phrase);
uint32_t hs_entity_new(struct hs_scene *scene);
uint32_t hs_entity_described(struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t owner);
uint32_t hs_entity_of_person(struct hs_scene *scene, uint32_t person);
uint32_t hs_entity_author(struct hs_scene *scene);
uint32_t hs_entity_at(const struct hs_scene *scene, uint32_t token);    /* whose head token it is */
void hs_entity_seen(struct hs_scene *scene, uint32_t m);

/* role.c */
void hs_role_add(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun);
void hs_role_own(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun, uint32_t owner);     /* whose it is */
void hs_roles_read(struct hs_scene *scene, uint32_t entity, const struct hs_name *name);

/* fit.c: how well an entity fits a phrase: 0 not, 1 well, 2 word by word. */
typedef int hs_fits_fn(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
		       uint32_t owner);
hs_fits_fn hs_fits_singular, hs_fits_plural, hs_fits_exactly, hs_fits_office;
hs_fits_fn hs_fits_resumed;             /* a group that one of its own resumes: "officials ... the official" */
uint32_t hs_owner_of(const struct hs_scene *scene, const struct hs_phrase *phrase);      /* whose it is: entity, plus 1 */
uint32_t hs_entity_fitting(const struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t owner, hs_fits_fn *fits);
bool hs_modifiers_within(const struct hs_work *work, const struct hs_phrase *a, const struct hs_phrase *b);

/* several.c */
uint32_t hs_entity_of_several(struct hs_scene *scene, const uint32_t *members, size_t n);        /* no member twice */
uint32_t hs_several_joined(struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t entity);    /* "Diaz and ..." */
uint32_t hs_several_listed(struct hs_scene *scene, const struct hs_phrase *phrase);      /* "two experts, Ana Diaz and ..." */
uint32_t hs_several_named(struct hs_scene *scene, uint32_t name);        /* all in the list of names, "Diaz, Park and ...", that begins there */
uint32_t hs_several_resumed(struct hs_scene *scene, uint32_t m);         /* "the friends" */
uint32_t hs_several_family(struct hs_scene *scene, const struct hs_phrase *phrase);      /* "the Diazes" */
uint32_t hs_several_few(struct hs_scene *scene, uint32_t m);                             /* "the two", "all three senators" */

/* members.c: the several whom the source of mention `m`, which speaks, names or describes one by one; HS_NOBODY: it is one.
 * `link` finds the entity of a mention. */
uint32_t hs_members_find(struct hs_scene *scene, uint32_t m, uint32_t (*link)(struct hs_scene *, uint32_t));

/* apposition.c: the name beside a description: "the mayor, Ana Diaz,", "Ana Diaz is a lawyer". */
uint32_t hs_apposition_find(struct hs_scene *scene, const struct hs_phrase *phrase);

/* apposition.c: "the first official to": a rank among many, that "the official" later does not resume. */
bool hs_apposition_is_rank(const struct hs_scene *scene, const struct hs_phrase *phrase);

/* age.c: whoever is called "the 52-year-old" and nothing else; HS_NOBODY: mention `m` is no such word. */
uint32_t hs_aged_link(struct hs_scene *scene, uint32_t m);

/* describe.c */
uint32_t hs_described_link(struct hs_scene *scene, uint32_t m);
uint32_t hs_quantity_link(struct hs_scene *scene, uint32_t m);

/* describe.c: "the number who said", "the share saying": the people whom the word at token `head` counts, spoken of last before mention
 * `m`; HS_NOBODY: it counts none. */
uint32_t hs_counted_link(const struct hs_scene *scene, uint32_t m, uint32_t head);

/* "Let's wait": in which "us" is the speaker and whoever hears it. */
static inline bool hs_token_is_appeal(const struct hs_token *token)
{
	return token->possessive && strcmp(token->lex->fold, "let") == 0;
}

static inline bool hs_phrase_is_definite(const struct hs_phrase *phrase)
{
	return phrase->determiner == HS_SMALL_DEFINITE;
}

#endif
