/* What the words around a name say of its bearer: "Sen. Ana Diaz", "Tom Weller, the mayor of Hill Valley,". */
#include "attribute/entity_p.h"

#define NAMED_WITHIN 2          /* paragraphs */
#define LEAD_MENTIONS 12        /* only descriptions among the first mentions of an article wait for a name */

/*
 * "A judge has ruled ... Judge Ana Diaz wrote": a lead describes whom the next sentences name. `entity` is a person whose
 * first mention calls her or him `noun`; a description as that, in the paragraph or two before, meant the same one.
 */
static void description_name(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun)
{
	const struct hs_token *tokens = scene->work->tokens;
	const struct hs_token *here = &tokens[scene->mentions[scene->now].phrase.head], *there;
	const struct hs_link *link = hs_called_get(scene, noun);
	struct hs_entity *e = link ? &scene->entities[link->entity] : NULL;

	if (!e || e->person != HS_NOBODY || e->plural || e->named || e->best.other || !e->mentions ||
	    (e->best.determiner != HS_SMALL_INDEFINITE && e->best.determiner != HS_SMALL_NONE) ||
	    e->best.form != HS_FORM_NOUN)
		return;
	there = &tokens[e->best.head];
	if (e->first > LEAD_MENTIONS || there->para + NAMED_WITHIN < here->para || there->sentence == here->sentence)
		return;
	e->named = entity + 1;
}

void hs_role_add(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun)
{
	struct hs_role *role;
	struct hs_entity *e = &scene->entities[entity];

	if (!noun || !hs_noun_is_human(noun) || hs_entity_is(e, noun))
		return;
	role = hs_arena_alloc(scene->work->arena, sizeof(*role));
	*role = (struct hs_role){ noun, 0, e->roles };
	e->roles = role;
	if (e->gender == HS_GENDER_ANY)
		e->gender = noun->gender;
	if (e->person != HS_NOBODY && !e->mentions)
		description_name(scene, entity, noun);
	hs_called_add(scene, noun, entity);
}

void hs_role_own(struct hs_scene *scene, uint32_t entity, const struct hs_noun *noun, uint32_t owner)
{
	for (struct hs_role *role = scene->entities[entity].roles; role; role = role->next)
		if (role->noun == noun && owner)
			role->owner = owner;
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

#define ROLE_LEFT 7
#define ROLE_RIGHT 14

static void roles_before(struct hs_scene *scene, uint32_t entity, const struct hs_name *name)
{
	const struct hs_work *work = scene->work;

	for (uint32_t at = name->run.first, n = 0; at && n < ROLE_LEFT; n++) {
		const struct hs_token *token = &work->tokens[--at];

		if (token->sentence != work->tokens[name->run.first].sentence || token->possessive ||
		    (!token->alnum && !hs_token_is(work, at, ".")) ||
		    (token->lex->small != HS_SMALL_NONE && token->lex->small != HS_SMALL_ORDINAL) ||
		    (token->lex->cue && !token->noun))
			break;
		hs_role_add(scene, entity, noun_of_title(token));
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
		    scene->names.of_token[at] || hs_token_is(work, at, "whose"))
			return;
		if (token->noun && !token->plural && hs_noun_is_human(token->noun) && !token->possessive)
			hs_role_add(scene, entity, token->noun);
		if (token->lex->cue && !token->noun)
			return;
	}
}

#define LIKE_LETTERS 4          /* "Mexican", "Mexico" */
#define TAGS_RIGHT 6            /* words behind a name */
#define TAGS_MAX 16

/* "Wis" of "R-Wis", "Ohio" of itself. */
static const char *place_of(const char *fold)
{
	return strncmp(fold, "r-", 2) == 0 || strncmp(fold, "d-", 2) == 0 ? fold + 2 : fold;
}

/* "Mexican" and "Mexico", "Wis" and "Wisconsin": do they begin alike, as far as the shorter goes? */
static bool begins_alike(const char *place, const char *fold, bool is_short)
{
	size_t len = strlen(place);

	if (len >= LIKE_LETTERS)
		len = LIKE_LETTERS;
	else if (!is_short || len < 2)
		return false;
	return strncmp(place, fold, len) == 0;
}

/* Has a word like `lex` stood beside the name? */
static bool is_of(const struct hs_entity *entity, const struct hs_lexeme *lex)
{
	for (const struct hs_tag *tag = entity->tags; tag; tag = tag->next) {
		const char *place = place_of(tag->lex->fold);

		if (tag->lex == lex || begins_alike(place, lex->fold, place != tag->lex->fold))
			return true;
	}
	return false;
}

int hs_entity_tags(const struct hs_work *work, const struct hs_entity *entity, const struct hs_phrase *phrase)
{
	int n = 0;

	for (uint32_t at = phrase->run.first; at < phrase->head; at++)
		n += work->tokens[at].upper && work->tokens[at].lex->small == HS_SMALL_NONE && is_of(entity, work->tokens[at].lex);
	return n;
}

static void tag_add(struct hs_scene *scene, uint32_t entity, const struct hs_token *token)
{
	struct hs_entity *e = &scene->entities[entity];
	struct hs_tag *tag;
	int n = 0;

	if (!token->alnum || !token->upper || token->lex->small != HS_SMALL_NONE || token->lex->title)
		return;
	for (tag = e->tags; tag; tag = tag->next)
		if (tag->lex == token->lex || ++n == TAGS_MAX)
			return;
	tag = hs_arena_alloc(scene->work->arena, sizeof(*tag));
	*tag = (struct hs_tag){ token->lex, e->tags };
	e->tags = tag;
}

/* "R-Wis.", "D-Ohio": the party; the state is a tag. */
static void party_read(struct hs_scene *scene, uint32_t entity, const struct hs_token *token)
{
	const char *fold = token->lex->fold;

	if (token->upper && (fold[0] == 'r' || fold[0] == 'd') && (fold[1] == '\0' || fold[1] == '-'))
		hs_role_add(scene, entity, hs_noun_find(fold[0] == 'r' ? "republican" : "democrat", NULL));
}

/* Capitals in the titles before a name, and in what follows at once: "of Ohio", "(R-Wis.)". */
static void tags_read(struct hs_scene *scene, uint32_t entity, const struct hs_name *name)
{
	const struct hs_work *work = scene->work;
	uint32_t at = name->run.end;
	bool bracket = hs_token_is(work, at, "(") ||
		       (hs_token_is(work, at, ",") && place_of(hs_fold_at(work, at + 1)) != hs_fold_at(work, at + 1));

	for (uint32_t title = name->titles; title < name->run.first; title++)
		tag_add(scene, entity, &work->tokens[title]);
	if (!hs_token_is(work, at, "of") && !bracket)
		return;
	for (at++; at < work->n_tokens && at < name->run.end + TAGS_RIGHT && work->tokens[at].para == work->tokens[name->run.first].para; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (scene->names.of_token[at] || (token->alnum && !token->upper && !hs_word_in(token->lex->fold, "of the")) ||
		    hs_word_in(token->lex->fold, ") , ;"))
			return;
		if (bracket)
			party_read(scene, entity, token);
		tag_add(scene, entity, token);
	}
}

void hs_roles_read(struct hs_scene *scene, uint32_t entity, const struct hs_name *name)
{
	tags_read(scene, entity, name);
	roles_before(scene, entity, name);
	roles_after(scene, entity, name);
}
