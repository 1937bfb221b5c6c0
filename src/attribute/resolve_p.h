/*
 * resolve_p - mentions and the sources they stand for.
 *
 * A mention is a place in the article where somebody or something that could speak is named, described or
 * resumed by a pronoun. An entity is one of them; those that claims are attributed to become the article's sources.
 */
#ifndef HS_ATTRIBUTE_RESOLVE_P_H
#define HS_ATTRIBUTE_RESOLVE_P_H

#include "attribute/phrase.h"

#define HS_MEMBERS 5

struct hs_role {                        /* "Ana Diaz, the mayor": mayor is one of her roles */
	const struct hs_noun *noun;
	uint32_t owner;                 /* whose: "Weller's lawyer"; entity, plus 1; 0: nobody is said to be */
	struct hs_role *next;
};

struct hs_tag {                         /* "Sen. Ana Diaz of Ohio", "French President": Ohio, French tell who is meant later */
	const struct hs_lexeme *lex;
	struct hs_tag *next;
};

struct hs_entity {
	uint32_t person;                /* index into hs_names.persons, or HS_NOBODY */
	struct hs_phrase best;          /* its fullest description (not for people with a name) */
	const struct hs_lexeme *head;   /* of the description */
	const struct hs_noun *noun;
	struct hs_role *roles;
	struct hs_tag *tags;
	enum hs_gender gender;
	bool human;                     /* he and she can stand for it */
	bool plural;
	bool author;                    /* the article's own writer */
	bool unknown;                   /* somebody of whom the article tells nothing: the "Q" of a transcript */
	const struct hs_lexeme *label;  /* turn.c: the last word of the label that stands before what they say; or NULL */
	bool many;                      /* several entities joined: "Diaz and Park" */
	uint32_t owner;                 /* entity, plus 1: "Diaz" of "Diaz's campaign" */
	uint32_t first, last;           /* its first and latest mention */
	uint32_t mentions, sources;     /* how many mentions; how many of them speak */
	uint32_t members[HS_MEMBERS];   /* of several joined: entities, plus 1; 0 ends them */
	const char *called;             /* a name that is nowhere in one piece: "Mr. Smith" of "Mr. and Mrs. Smith"; or NULL */
	uint32_t next_many;             /* the entity of several found before, plus 1 */
	uint32_t named;                 /* the person that this description turned out to be: entity, plus 1 */
	bool resumed;                   /* a plural that a singular resumes */
	uint32_t source;                /* index into out->sources, plus 1 */
	double sureness;                /* of its class, once it is a source: hs_kind_judge() */
	double seen[HS_KIND_N];         /* sums of logarithms of the model's probabilities over its claims */
	uint32_t n_seen;                /* how many claims it has seen */
	uint32_t claim, n_claims;       /* its first claim, plus 1; how many */
	uint32_t stamp;                 /* scratch: the last question that has looked at it */
};

struct hs_mention {
	struct hs_phrase phrase;
	uint32_t entity;                /* index, or HS_NOBODY */
	uint32_t own;                   /* where that is several: the entity of this head alone, plus 1 */
	uint32_t claim;                 /* the first claim whose source this is, plus 1; 0: nobody speaks here */
	bool subject;                   /* stands where subjects stand */
	bool quoted;
};

struct hs_scene {                       /* the state of one article's resolution */
	struct hs_work *work;
	struct hs_names names;
	struct hs_mention *mentions;    /* in token order */
	size_t n_mentions, mentions_room;
	struct hs_entity *entities;
	size_t n_entities, entities_room;
	uint32_t *of_claim;             /* for each claim its mention, or HS_NOBODY */
	uint32_t *of_person;            /* for each person the entity, plus 1 */
	uint32_t *next_claim;           /* for each claim the next one of its entity, plus 1 */
	uint32_t *heads;                /* for each token the mention whose head it is, plus 1 */
	uint32_t *inside;               /* for each token the claim with the smallest content that holds it, plus 1 */
	struct hs_called *called;       /* entity.c: entities by noun or word */
	uint32_t many;                  /* the latest entity of several, plus 1 */
	uint32_t author, nobody;        /* entities, plus 1: the writer; the one who is not expressed */
	uint32_t absent, absent_para;   /* absent.c: the latest one found there, an entity, plus 1; and the paragraph of that claim */
	uint32_t *polls;                /* absent.c: for each token the poll that the article has mentioned before it, an entity, or HS_NOBODY */
	uint32_t stamp;
	uint32_t now;                   /* the mention that is being linked */
};

/* repair.c: claims that the model leaves to rules, and parts of contents that it misses. */
void hs_repair(struct hs_scene *scene);

/* beside.c: a part of hs_repair(): the sources that stand beside cues where the model has found none. */
void hs_subjects_find(struct hs_scene *scene);

/* mention.c: all mentions, unresolved. */
void hs_mentions_find(struct hs_scene *scene);

/* entity.c: the entity of every mention. */
void hs_entities_link(struct hs_scene *scene);

/* pronoun.c: the entity that the pronoun of mention `m` stands for, or HS_NOBODY; mentions before it are resolved. */
uint32_t hs_pronoun_resolve(struct hs_scene *scene, uint32_t m);

/* The named person whom "the candidate", "the Ohio Democrat" or "the woman" in mention `m` means, or HS_NOBODY. */
uint32_t hs_person_described(struct hs_scene *scene, uint32_t m, const struct hs_noun *noun);

/* The named person whom the article is about where the claim stands, and whom nothing beside its cue mentions, or HS_NOBODY. */
uint32_t hs_person_unmentioned(struct hs_scene *scene, size_t claim);

/* absent.c: the entity that speaks in claim number `claim`, though nothing in the sentence tells, or HS_NOBODY. */
uint32_t hs_absent_find(struct hs_scene *scene, size_t claim);

bool hs_entity_is(const struct hs_entity *entity, const struct hs_noun *noun);  /* has it this role? */

/* role.c: how many of the capitals before the head have stood beside the name: "the Wisconsin Republican" of one "R-Wis."? */
int hs_entity_tags(const struct hs_work *work, const struct hs_entity *entity, const struct hs_phrase *phrase);

/* fit.c: does the description tell where somebody holds an office or comes from: "the Ohio governor", "the director of the FBI"? */
bool hs_phrase_is_placed(const struct hs_work *work, const struct hs_phrase *phrase);

/* extract.c: an article with its mentions, sources and claims; what stands in its scene, and the steps that make it. */
struct hs_scene *hs_extract_scene(const struct hs_article *article, const struct hs_raws *raws);

/* extract.c: the same after all steps. */
struct hs_work *hs_extract_work(const struct hs_article *article, const struct hs_raws *raws);

/* resolve.c: a scene with the names of the article; then the distinct sources and the source of every claim. */
struct hs_scene *hs_scene_new(struct hs_work *work);
void hs_resolve(struct hs_scene *scene);

/* implied.c: the mention that speaks in claim number `claim`, beside whose cue no source stands, or HS_NOBODY. */
uint32_t hs_implied_find(const struct hs_scene *scene, size_t claim);

/* sign.c: what tells the kind of an entity: words for kinds.def, and how strongly each holds; what is beyond so many is left out. */
#define HS_SIGNS 128

struct hs_signs {
	struct hs_sign { const char *word; double value; } at[HS_SIGNS];
	size_t n;
	bool by_name;                   /* the name of an outlet or agency */
};

/*
 * paper.c: where the description of a paper tells who made it: "before" its head ("a Hill Valley University poll"), "behind" it by a
 * name ("by Ana Diaz"), or "told" there without one ("by four economists"), by its "owner" ("his letter"); or only what it is "about";
 * NULL: nowhere. A word for kinds.def.
 */
const char *hs_paper_made(const struct hs_work *work, const struct hs_phrase *phrase);

struct hs_signs hs_signs_read(const struct hs_scene *scene, uint32_t entity);

/* sign.c: is the phrase the name of an outlet, agency, place or known body? */
bool hs_phrase_is_known(const struct hs_work *work, const struct hs_phrase *phrase);

/* sign.c: ... the name of an outlet or agency? */
bool hs_phrase_is_outlet(const struct hs_work *work, const struct hs_phrase *phrase);

/* sign.c: does it make news itself, as an outlet does that "said in a statement" or "filed a motion"? */
bool hs_entity_is_party(const struct hs_scene *scene, const struct hs_entity *entity);

/* several.c: is it several, each of whom has a name? */
bool hs_several_are_named(const struct hs_scene *scene, const struct hs_entity *entity);

/* kind.c: could the entity, from what it is called, be of this kind at all? */
bool hs_kind_may_be(const struct hs_entity *entity, enum hs_kind kind);

/* kind.c: gather for each entity what the model saw in its claims; before hs_kind_decide(). */
void hs_kinds_read(struct hs_scene *scene);

/* kind.c: what the model's view of an entity with these signs adds to the score of each kind. */
void hs_kind_view(const struct hs_entity *entity, const struct hs_signs *signs, double score[HS_KIND_N]);

/* kind.c: is the kind of this entity weighed from its signs, and not told by its members or by the way it is brought in? */
bool hs_kind_is_weighed(const struct hs_scene *scene, const struct hs_entity *entity);

/* kind.c: the kind of an entity that speaks, from all its claims, and how likely its class is, as the signs have it. */
struct hs_verdict {
	enum hs_kind kind;
	double sureness;                /* HS_KIND_TOLD: it is told, and not weighed */
};

#define HS_KIND_TOLD 0.5                /* says nothing for or against the claims */

struct hs_verdict hs_kind_judge(const struct hs_scene *scene, uint32_t entity);

static inline enum hs_kind hs_kind_decide(const struct hs_scene *scene, uint32_t entity)
{
	return hs_kind_judge(scene, entity).kind;
}

#endif
