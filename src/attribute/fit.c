/* Which of the entities called by the same noun a phrase resumes. */
#include "attribute/entity_p.h"

/* Whose it is: "his campaign", "Diaz's campaign", "the Diaz campaign"; the entity plus 1. */
uint32_t hs_owner_of(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	uint32_t owner = HS_NOBODY;

	if (phrase->owner)
		owner = hs_entity_at(scene, phrase->owner - 1);
	for (uint32_t at = phrase->run.first; owner == HS_NOBODY && at < phrase->head; at++) {
		uint32_t name = scene->names.of_token[at];

		if (name && scene->names.at[name - 1].run.end == at + 1)
			owner = hs_entity_at(scene, at);
	}
	return owner == HS_NOBODY ? 0 : owner + 1;
}

static bool is_modifier(const struct hs_token *token)
{
	return token->alnum && (token->lex->small == HS_SMALL_NONE || token->lex->small == HS_SMALL_PRONOUN);
}

static bool has_word(const struct hs_work *work, struct hs_run run, const struct hs_lexeme *lex)
{
	for (uint32_t at = run.first; at < run.end; at++)
		if (work->tokens[at].lex == lex)
			return true;
	return false;
}

static bool has_modifier(const struct hs_work *work, const struct hs_phrase *phrase, const struct hs_lexeme *lex)
{
	return has_word(work, phrase->run, lex);
}

/* Are all words before the head of `a` among those of `b`? "The Tax Policy Center" is no "Center for Federal Tax Policy". */
bool hs_modifiers_within(const struct hs_work *work, const struct hs_phrase *a, const struct hs_phrase *b)
{
	bool names = work->tokens[a->head].upper && work->tokens[b->head].upper && a->form != HS_FORM_NAME;
	struct hs_run words = { b->run.first, names ? b->head : b->run.end };

	for (uint32_t at = a->run.first; at < a->head; at++)
		if (is_modifier(&work->tokens[at]) && !work->tokens[at].possessive &&
		    !has_word(work, words, work->tokens[at].lex))
			return false;
	return true;
}

static bool owners_agree(uint32_t a, uint32_t b)
{
	return !a || !b || a == b;
}

/* The entity called by `phrase`'s head that fits best; of those, the latest. */
uint32_t hs_entity_fitting(const struct hs_scene *scene, const struct hs_phrase *phrase, uint32_t owner, hs_fits_fn *fits)
{
	uint32_t best = HS_NOBODY;
	struct hs_link *link = hs_called_get(scene, hs_called_key(scene, phrase));
	int most = 0;

	for (int n = 0; link && n < HS_CALLED_MAX; link = link->next, n++) {
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
	bool within = hs_modifiers_within(work, mine, theirs), around = hs_modifiers_within(work, theirs, mine);

	if (within && around)
		return 2;
	return within || (around && !has_complement(theirs));
}

/* "her lawyer" is no lawyer of somebody else; of families we do not always know. */
static bool is_owned(const struct hs_entity *entity, const struct hs_noun *noun, uint32_t owner)
{
	if (noun && noun->cls == HS_NOUN_KIN)
		return true;
	for (const struct hs_role *role = entity->roles; role; role = role->next)
		if (role->noun == noun && owner && role->owner == owner)
			return true;
	return false;
}

#define NOWHERE "republican republicans democratic democrat gop american u.s us"

bool hs_phrase_is_placed(const struct hs_work *work, const struct hs_phrase *phrase)
{
	for (uint32_t at = phrase->run.first; at < phrase->run.end && work->tokens[at].alnum; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (at != phrase->head && token->upper && token->lex->small == HS_SMALL_NONE && !hs_word_in(token->lex->fold, NOWHERE) &&
		    (token->lex->proper || at > phrase->head))
			return true;
	}
	return false;
}

/* The first word of that sort in [first, end), or NULL. */
static const struct hs_lexeme *small_word(const struct hs_work *work, uint32_t first, uint32_t end, enum hs_small small)
{
	for (uint32_t at = first; at < end; at++)
		if (work->tokens[at].lex->small == small)
			return work->tokens[at].lex;
	return NULL;
}

static const struct hs_lexeme *ordinal(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return small_word(work, phrase->run.first, phrase->head, HS_SMALL_ORDINAL);
}

static const struct hs_lexeme *quantifier(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return small_word(work, phrase->run.first, phrase->head + 1, HS_SMALL_QUANTITY);
}

int hs_fits_singular(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			 uint32_t owner)
{
	if (entity->person != HS_NOBODY && phrase->determiner == HS_SMALL_POSSESSIVE && !is_owned(entity, phrase->noun, owner))
		return 0;
	if (entity->person != HS_NOBODY && hs_entity_tags(scene->work, entity, phrase))
		return 2;
	if (entity->person != HS_NOBODY)        /* many are Republicans, but "the Ohio Republican" is of Ohio */
		return !(phrase->noun && phrase->noun->cls == HS_NOUN_CLASS && hs_phrase_is_placed(scene->work, phrase));
	if (entity->plural || !owners_agree(entity->owner, owner))
		return 0;
	if (entity->best.determiner == HS_SMALL_DEFINITE)
		return modifiers_fit(scene->work, phrase, &entity->best);
	if (!hs_modifiers_within(scene->work, phrase, &entity->best))
		return 0;
	if (ordinal(scene->work, &entity->best) != ordinal(scene->work, phrase))
		return 1;               /* "a second official ... a port official ... the official": the latest */
	return hs_modifiers_within(scene->work, &entity->best, phrase) ? 2 : 1;
}

/* A group that one of its own resumes: "officials said ... the official said". */
int hs_fits_resumed(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			uint32_t owner)
{
	return entity->plural && entity->sources && entity->best.count != 1 && owners_agree(entity->owner, owner) &&
	       hs_modifiers_within(scene->work, phrase, &entity->best) && complement_within(scene->work, phrase, &entity->best);
}

/* Three officials are no two officials. */
static bool counts_agree(const struct hs_phrase *a, const struct hs_phrase *b)
{
	return a->count <= 1 || b->count <= 1 || a->count == b->count;
}

/* "the Salt Workers of Norvane": a name, which "the workers" do not resume. */
static bool is_name_beside(const struct hs_work *work, const struct hs_phrase *name, const struct hs_phrase *phrase)
{
	return work->tokens[name->head].upper && !hs_begins_sentence(work, name->head) && name->head > name->run.first &&
	       work->tokens[name->head - 1].upper && (!work->tokens[phrase->head].upper || phrase->head == phrase->run.first);
}

int hs_fits_plural(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
		       uint32_t owner)
{
	int fit = modifiers_fit(scene->work, phrase, &entity->best);

	if (!entity->plural || entity->person != HS_NOBODY || entity->owner != owner || !counts_agree(phrase, &entity->best) ||
	    is_name_beside(scene->work, &entity->best, phrase) ||
	    !complement_within(scene->work, phrase, &entity->best))
		return 0;
	if (fit == 1 && entity->best.determiner == HS_SMALL_NUMBER && !hs_modifiers_within(scene->work, phrase, &entity->best))
		return 0;
	return fit;
}

/* Several officials are not many officials. */
int hs_fits_exactly(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			 uint32_t owner)
{
	return entity->plural == phrase->plural && entity->person == HS_NOBODY && entity->owner == owner &&
	       entity->best.determiner == phrase->determiner && quantifier(scene->work, &entity->best) == quantifier(scene->work, phrase) &&
	       counts_agree(phrase, &entity->best) && hs_modifiers_within(scene->work, phrase, &entity->best) &&
	       hs_modifiers_within(scene->work, &entity->best, phrase);
}

int hs_fits_office(const struct hs_scene *scene, const struct hs_entity *entity, const struct hs_phrase *phrase,
			uint32_t owner)
{
	return entity->person == HS_NOBODY && entity->sources ? hs_fits_singular(scene, entity, phrase, owner) : 0;
}
