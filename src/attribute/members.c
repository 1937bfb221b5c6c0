/*
 * Several sources of one claim: "Diaz and Weller", "both the council and the port authority", "Ana Diaz, the mayor, along with
 * two aides", "Mr. and Mrs. Smith". The words for the source are cut where one ends and the next begins; each is resolved
 * as if it stood alone.
 */
#include "attribute/entity_p.h"

#define STANDS_NEAR 4000        /* words on either side in which a name may stand alone */

struct parts {
	struct hs_run at[HS_MEMBERS];
	size_t n;
};

struct cutter {
	const struct hs_scene *scene;
	const struct hs_work *work;
	struct hs_run run;              /* all of the source */
};

/* The number of words at `at` that join one more: "and", "along with", also behind a comma; 0: none. */
static uint32_t joiner_at(const struct cutter *c, uint32_t at)
{
	static const char *const joiners[] = { "and", "&", "nor", "along with", "as well as", "together with" };
	uint32_t comma = hs_token_is(c->work, at, ","), n = 0;

	for (size_t i = 0; !n && i < sizeof(joiners) / sizeof(*joiners); i++)
		n = (uint32_t)hs_phrase_at(c->work, at + comma, joiners[i]);
	return n && at + comma + n < c->run.end ? comma + n : 0;
}

static struct hs_phrase phrase_of(const struct cutter *c, struct hs_run run)
{
	return hs_phrase_read(c->work, &c->scene->names, run);
}

/* "five current | and former officials": does the word before the joiner lead to the noun behind it, as that of a phrase that begins at
 * `first`? */
static bool joins_adjectives(const struct cutter *c, uint32_t first, uint32_t joiner)
{
	const struct hs_token *last = &c->work->tokens[joiner - 1];
	struct hs_phrase phrase;

	if (joiner <= first || !last->alnum || last->upper || last->noun || last->lex->small != HS_SMALL_NONE || hs_ends_in(last->lex->fold, "s"))
		return false;
	phrase = phrase_of(c, (struct hs_run){ first, c->run.end });
	return phrase.form == HS_FORM_NOUN && phrase.head > joiner && phrase.plural && phrase.determiner != HS_SMALL_INDEFINITE;
}

/* From `at` to the next comma or joiner of more than adjectives. */
static struct hs_run segment_at(const struct cutter *c, uint32_t at)
{
	struct hs_run segment = { at, at };

	while (segment.end < c->run.end && !hs_token_is(c->work, segment.end, ",") &&
	       (!joiner_at(c, segment.end) || joins_adjectives(c, at, segment.end)))
		segment.end++;
	return segment;
}

/* --- may it be one of several? ------------------------------------------------------------------------ */

static bool is_somebody(const struct cutter *c, const struct hs_phrase *phrase)
{
	switch (phrase->form) {
	case HS_FORM_NAME:
	case HS_FORM_PROPER:
		return true;
	case HS_FORM_PRONOUN:
		return c->work->tokens[phrase->head].lex->small != HS_SMALL_RELATIVE;
	case HS_FORM_NOUN:
		return phrase->noun->cls != HS_NOUN_DEED && phrase->noun->cls != HS_NOUN_MASS;
	case HS_FORM_OTHER:
		return hs_small_is_article(phrase->determiner);
	default:
		return false;
	}
}

/* "the president and chief executive": one and the same, since the second has no article. */
static bool is_bare(const struct cutter *c, const struct hs_phrase *phrase)
{
	return phrase->form == HS_FORM_NOUN && !phrase->plural && phrase->determiner == HS_SMALL_NONE && !phrase->owner &&
	       phrase->noun->cls != HS_NOUN_BAND && !c->work->tokens[phrase->head].upper;
}

static uint32_t capitals_before(const struct hs_work *work, uint32_t at, uint32_t first)
{
	uint32_t n = 0;

	while (at > first && work->tokens[at - 1].alnum && work->tokens[at - 1].upper && !work->tokens[at - 1].lex->small) {
		at--;
		n++;
	}
	return n;
}

static uint32_t capitals_behind(const struct hs_work *work, struct hs_run run)
{
	uint32_t n = 0;

	while (run.first < run.end && work->tokens[run.first].alnum && work->tokens[run.first].upper) {
		run.first++;
		n++;
	}
	return n;
}

/* Does the word stand elsewhere around here without the other beside it? */
static bool stands_alone(const struct cutter *c, uint32_t at)
{
	const struct hs_work *work = c->work;

	uint32_t from = at > STANDS_NEAR ? at - STANDS_NEAR : 0;

	for (uint32_t i = from; i < work->n_tokens && i < at + STANDS_NEAR; i++)
		if (work->tokens[i].lex == work->tokens[at].lex && work->tokens[i].upper && (i < c->run.first || i >= c->run.end) &&
		    !hs_word_in(hs_fold_at(work, i + 1), "and &") && !(i && hs_word_in(hs_fold_at(work, i - 1), "and &")))
			return true;
	return false;
}

/* "Procter and Gamble", "the Food and Drug Administration": is the joiner within a name? */
static bool is_one_name(const struct cutter *c, struct hs_run before, struct hs_run next)
{
	const struct hs_work *work = c->work;
	struct hs_phrase left = phrase_of(c, before), right = phrase_of(c, next);
	uint32_t n_left = capitals_before(work, before.end, before.first), n_right = capitals_behind(work, next);

	if (!n_left || !n_right || left.form == HS_FORM_NAME || right.form == HS_FORM_NAME)
		return false;
	if (work->tokens[before.end - 1].lex->proper && work->tokens[next.first].lex->proper)
		return false;           /* "Britain and France" */
	if (hs_phrase_is_known(work, &left) && hs_phrase_is_known(work, &right))
		return false;
	return !(stands_alone(c, before.end - 1) && stands_alone(c, next.first));
}

static bool holds_kind(const struct cutter *c, struct hs_run run, const struct hs_phrase *like)
{
	if (like->form == HS_FORM_OTHER)
		return true;            /* it may be of any kind */
	for (uint32_t at = run.first; at < run.end; at++) {
		const struct hs_token *token = &c->work->tokens[at];
		bool human = token->noun && hs_noun_is_human(token->noun);

		if (c->scene->names.of_token[at] && (like->form == HS_FORM_NAME || like->form == HS_FORM_PROPER))
			return true;
		if (like->form == HS_FORM_NAME)
			continue;
		if (token->upper && c->work->tokens[like->head].upper && token->lex->small == HS_SMALL_NONE)
			return true;    /* "polls in Ohio and Iowa" */
		if (token->noun && like->noun && human == hs_noun_is_human(like->noun)) {
			return true;
		}
	}
	return false;
}

/* "a lawyer for Ana Diaz | and Tom Weller", "the head of research | and development" */
static bool goes_with_complement(const struct cutter *c, struct hs_run before, const struct hs_phrase *next)
{
	struct hs_phrase head = phrase_of(c, before);
	uint32_t at = head.form == HS_FORM_NONE ? before.end : head.stop;

	while (at < before.end && c->work->tokens[at].lex->small != HS_SMALL_PREPOSITION && !hs_token_is(c->work, at, ","))
		at++;
	if (at >= before.end || hs_token_is(c->work, at, ","))
		return false;
	return holds_kind(c, (struct hs_run){ at, before.end }, next);
}

/* Is the part a name with what is said of its bearer, and not at its end yet: "Brandt, the head of"? */
static bool is_name_and_aside(const struct cutter *c, struct hs_run part)
{
	uint32_t at = part.first;

	while (at < part.end && !hs_token_is(c->work, at, ","))
		at++;
	return at + 1 < part.end && at > part.first && c->scene->names.of_token[at - 1];
}

/* "Brandt, a father | and a soldier", "Brandt, who runs Hale, a firm | and a bank": what follows an open comma describes the same. */
static bool goes_with_aside(const struct cutter *c, struct hs_run before, uint32_t joiner, const struct hs_phrase *next)
{
	bool open = is_name_and_aside(c, before);

	if (next->form == HS_FORM_NAME)
		return false;
	if (hs_token_is(c->work, joiner, ","))
		return open && next->determiner == HS_SMALL_INDEFINITE && !next->plural;
	for (uint32_t at = before.first; at < before.end && !open; at++)
		open ^= hs_token_is(c->work, at, ",");
	return open;
}

/* "White House | and Pentagon spokesmen", "the Brandt | and Hale campaigns": a body that has no article, or a person who has one, only
 * modifies the plural that both share. */
static bool shares_head(const struct cutter *c, struct hs_run before, const struct hs_phrase *left, const struct hs_phrase *next)
{
	if (next->form != HS_FORM_NOUN || !next->plural || next->determiner != HS_SMALL_NONE || c->work->tokens[next->head].upper ||
	    next->head == next->run.first)
		return false;
	if (left->form == HS_FORM_NAME)
		return c->work->tokens[before.first].lex->small == HS_SMALL_DEFINITE;
	return left->form == HS_FORM_NOUN && left->noun->cls == HS_NOUN_BODY && !left->plural && left->determiner == HS_SMALL_NONE && !left->owner &&
	       !c->work->tokens[left->head].possessive;
}

/* "Federal | and state officials", "unnamed Treasury | and council officials": no name begins with a small letter. */
static bool is_adjective(const struct cutter *c, struct hs_run before, const struct hs_phrase *left, const struct hs_phrase *next)
{
	const struct hs_token *first = &c->work->tokens[before.first];

	if (next->form != HS_FORM_NOUN || next->determiner != HS_SMALL_NONE || c->work->tokens[next->head].upper)
		return false;
	if (!first->upper && first->lex->small == HS_SMALL_NONE && c->work->tokens[before.end - 1].upper)
		return left->form == HS_FORM_PROPER || left->form == HS_FORM_NOUN;
	return left->form == HS_FORM_PROPER && before.end == before.first + 1 && !hs_phrase_is_known(c->work, left);
}

/* "counties in eastern | and southern Ohio": a preposition and an adjective are no end. */
static bool is_cut_short(const struct cutter *c, struct hs_run part)
{
	const struct hs_token *last = &c->work->tokens[part.end - 1];

	return part.end > part.first + 1 && last[-1].lex->small == HS_SMALL_PREPOSITION && !last->upper && !last->noun &&
	       last->lex->small == HS_SMALL_NONE;
}

/* "the port's pollster | and strategist Tom Weller", "former Ohio Gov. | and Port Chairman Tom Weller": one of two roles. */
static bool is_role_too(const struct cutter *c, struct hs_run before, struct hs_run next)
{
	const struct hs_token *last = &c->work->tokens[before.end - 1];
	struct hs_phrase left = phrase_of(c, before), both = phrase_of(c, (struct hs_run){ before.first, next.end });

	if (left.form == HS_FORM_NAME)
		return false;
	if (!last->alnum && before.end > before.first + 1)
		last--;                 /* "Gov." */
	return (last->upper && last->lex->title) || (both.form == HS_FORM_NAME && both.head >= next.first);
}

static bool begins_another(const struct cutter *c, struct hs_run before, uint32_t joiner, uint32_t at)
{
	struct hs_run segment = segment_at(c, at);
	struct hs_phrase left = phrase_of(c, before), next = phrase_of(c, segment);

	if (before.first >= before.end || segment.first >= segment.end || !is_somebody(c, &left) || !is_somebody(c, &next) ||
	    is_cut_short(c, before) || (c->work->tokens[joiner].quoted && c->work->tokens[before.first].quoted))
		return false;
	if (next.run.first > segment.first || is_adjective(c, before, &left, &next) || shares_head(c, before, &left, &next) ||
	    is_role_too(c, before, segment))
		return false;           /* "and has backed", "and around the country" */
	return !is_bare(c, &next) && !is_one_name(c, before, segment) && !goes_with_complement(c, before, &next) &&
	       !goes_with_aside(c, before, joiner, &next);
}

/* --- cutting ----------------------------------------------------------------------------------------- */

static bool joiner_follows(const struct cutter *c, uint32_t at)
{
	for (; at < c->run.end; at++)
		if (joiner_at(c, at))
			return true;
	return false;
}

/* "Germany[,] Poland and France": a list, and not "Ana Diaz[,] the mayor". */
static bool is_list_comma(const struct cutter *c, struct hs_run before, uint32_t comma)
{
	struct hs_phrase left = phrase_of(c, before), next = phrase_of(c, segment_at(c, comma + 1));

	if (!joiner_follows(c, comma + 1) || !is_somebody(c, &left) || !is_somebody(c, &next))
		return false;
	if (left.form != HS_FORM_NOUN || next.form != HS_FORM_NOUN)
		return left.form == next.form || (left.form == HS_FORM_PROPER && next.form == HS_FORM_NOUN &&
						  next.determiner == HS_SMALL_DEFINITE && !hs_noun_is_human(next.noun));
	return left.determiner == next.determiner && left.noun != next.noun;
}

static void part_add(struct parts *parts, const struct hs_work *work, struct hs_run run)
{
	while (run.end > run.first && !work->tokens[run.end - 1].alnum)
		run.end--;
	if (parts->n < HS_MEMBERS && run.first < run.end)
		parts->at[parts->n++] = run;
}

static bool is_left_to_list(const struct cutter *c)
{
	struct hs_run segment = segment_at(c, c->run.first);
	struct hs_phrase first = phrase_of(c, segment);

	/* "two analysts, Ana Diaz and Tom Weller": several.c reads those */
	return first.form == HS_FORM_NOUN && first.plural && hs_token_is(c->work, segment.end, ",") &&
	       phrase_of(c, segment_at(c, segment.end + 1)).form == HS_FORM_NAME;
}

static struct parts parts_find(const struct cutter *c)
{
	struct parts parts = { .n = 0 };
	struct hs_run part = c->run;
	bool relative = false;

	if (hs_word_in(hs_fold_at(c->work, part.first), "both neither"))
		part.first++;
	if (is_left_to_list(c))
		return parts;
	for (uint32_t at = part.first; at < c->run.end; at++) {
		uint32_t join = joiner_at(c, at);

		relative |= c->work->tokens[at].lex->small == HS_SMALL_RELATIVE || (at > part.first && hs_token_is(c->work, at, "that"));
		relative &= !hs_token_is(c->work, at, ",");
		part.end = at;
		if (join && !relative && !joins_adjectives(c, part.first, at) && begins_another(c, part, at, at + join)) {
			part_add(&parts, c->work, part);
			part.first = at + join;
			at += join - 1;
		} else if (!join && hs_token_is(c->work, at, ",") && is_list_comma(c, part, at)) {
			part_add(&parts, c->work, part);
			part.first = at + 1;
		}
	}
	part.end = c->run.end;
	part_add(&parts, c->work, part);
	if (parts.n < 2)
		parts.n = 0;
	return parts;
}

/* --- couples: "Mr. and Mrs. Smith", "John and Ellen Pike" -------------------------------------------------- */

/* The person with this last name whom the first name or the title fits, or HS_NOBODY. */
static uint32_t person_find(const struct hs_scene *scene, const struct hs_lexeme *last, const struct hs_lexeme *first,
			    enum hs_gender gender)
{
	for (uint32_t p = last->person; p; p = scene->names.persons[p - 1].next) {
		const struct hs_person *person = &scene->names.persons[p - 1];

		if (first ? person->first == first : person->first && person->gender == gender)
			return p - 1;
	}
	return HS_NOBODY;
}

static uint32_t spouse_entity(struct hs_scene *scene, uint32_t own, uint32_t name)
{
	const struct hs_work *work = scene->work;
	const struct hs_token *token = &work->tokens[own];
	enum hs_gender gender = token->lex->title ? (hs_word_in(token->lex->fold, "mr") ? HS_GENDER_MALE : HS_GENDER_FEMALE)
						  : HS_GENDER_ANY;
	uint32_t person = person_find(scene, work->tokens[name].lex, token->lex->title ? NULL : token->lex, gender);
	struct hs_run words = { own, own + 1 };
	struct hs_phrase phrase;
	uint32_t entity;

	if (person != HS_NOBODY)
		return hs_entity_of_person(scene, person);
	if (hs_token_is(work, own + 1, "."))
		words.end++;
	phrase = (struct hs_phrase){ .form = HS_FORM_PROPER, .run = words, .head = own, .stop = words.end };
	entity = hs_entity_described(scene, &phrase, 0);
	scene->entities[entity].called = hs_arena_printf(work->arena, "%s %s", hs_run_words(work, words),
							 hs_run_words(work, (struct hs_run){ name, name + 1 }));
	scene->entities[entity].human = true;
	scene->entities[entity].gender = gender;
	return entity;
}

/* The entity of the pair whose second name is at `run`'s end, or HS_NOBODY. */
static uint32_t couple_find(struct hs_scene *scene, struct hs_run run)
{
	const struct hs_work *work = scene->work;
	uint32_t first = run.first, and = first + 1, second, name;
	uint32_t members[2];

	if (hs_token_is(work, and, "."))
		and++;
	second = and + 1;
	if (second + 1 >= run.end || !hs_word_in(hs_fold_at(work, and), "and &") || !work->tokens[first].upper)
		return HS_NOBODY;
	name = hs_token_is(work, second + 1, ".") ? second + 2 : second + 1;
	if (name >= run.end || !work->tokens[name].upper || !work->tokens[name].alnum)
		return HS_NOBODY;
	if (!(hs_word_in(hs_fold_at(work, first), "mr dr") && hs_word_in(hs_fold_at(work, second), "mrs ms dr")) &&
	    !(work->tokens[first].lex->firstname && work->tokens[second].lex->firstname && name == second + 1))
		return HS_NOBODY;
	members[0] = spouse_entity(scene, first, name);
	members[1] = spouse_entity(scene, second, name);
	return hs_entity_of_several(scene, members, 2);
}

typedef uint32_t linker(struct hs_scene *scene, uint32_t m);

/* --- entities ------------------------------------------------------------------------------------------ */

/* The entity of a mention, as if the part were all of its words. */
static uint32_t mention_entity(struct hs_scene *scene, uint32_t m, const struct hs_phrase *part, linker *link)
{
	struct hs_mention *mention = &scene->mentions[m];
	struct hs_phrase whole = mention->phrase;

	if (mention->entity != HS_NOBODY)
		return mention->entity;
	mention->phrase = *part;
	mention->entity = link(scene, m);
	if (mention->entity != HS_NOBODY && m != scene->now)
		hs_entity_seen(scene, m);
	mention->phrase = whole;
	return mention->entity;
}

static uint32_t part_entity(struct hs_scene *scene, struct hs_run part, linker *link)
{
	struct hs_phrase phrase = hs_phrase_read(scene->work, &scene->names, part);
	uint32_t m = scene->heads[phrase.head], entity, owner;

	if (phrase.form == HS_FORM_NAME)
		return hs_entity_of_person(scene, scene->names.at[phrase.name].person);
	if (m)
		return mention_entity(scene, m - 1, &phrase, link);
	owner = hs_owner_of(scene, &phrase);
	entity = hs_entity_fitting(scene, &phrase, owner, phrase.plural ? hs_fits_plural : hs_fits_singular);
	return entity == HS_NOBODY ? hs_entity_described(scene, &phrase, owner) : entity;
}

uint32_t hs_members_find(struct hs_scene *scene, uint32_t m, linker *link)
{
	const struct hs_claim *claim = &scene->work->out->claims[scene->mentions[m].claim - 1];
	struct cutter c = { .scene = scene, .work = scene->work };
	uint32_t members[HS_MEMBERS], entity;
	struct parts parts;
	size_t n = 0;

	if (!claim->source_spans.n)
		return HS_NOBODY;
	c.run = hs_work_run(scene->work, claim->source_spans.at[0]);
	entity = couple_find(scene, c.run);
	if (entity != HS_NOBODY)
		return entity;
	parts = parts_find(&c);
	for (size_t i = 0; i < parts.n; i++) {
		uint32_t member = part_entity(scene, parts.at[i], link);
		bool known = member == HS_NOBODY || scene->entities[member].many;

		for (size_t k = 0; k < n; k++)
			known |= members[k] == member;
		if (!known)
			members[n++] = member;
	}
	if (n < 2) {
		scene->mentions[m].entity = HS_NOBODY;
		return HS_NOBODY;
	}
	scene->mentions[m].own = members[0] + 1;
	return hs_entity_of_several(scene, members, n);
}
