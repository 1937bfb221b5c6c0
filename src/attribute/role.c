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
	*role = (struct hs_role){ noun, e->roles };
	e->roles = role;
	if (e->gender == HS_GENDER_ANY)
		e->gender = noun->gender;
	if (e->person != HS_NOBODY && !e->mentions)
		description_name(scene, entity, noun);
	hs_called_add(scene, noun, entity);
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

		if (token->para != work->tokens[name->run.first].para || token->possessive ||
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

void hs_roles_read(struct hs_scene *scene, uint32_t entity, const struct hs_name *name)
{
	roles_before(scene, entity, name);
	roles_after(scene, entity, name);
}
