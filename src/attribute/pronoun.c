/*
 * Who a pronoun stands for. Relative pronouns take the phrase before them; others the most salient of the latest
 * mentions that agree, by the weights of salience.def.
 */
#include "attribute/entity_p.h"

#include <math.h>

enum {
#define WEIGHT(name, value) W_##name = (value),
#include "attribute/salience.def"
#undef WEIGHT
};

#define LOOK_BACK 90            /* mentions */
#define PARAGRAPHS_BACK 6
#define RELATIVE_BACK 6         /* mentions from "who" back to whom it takes up */

enum wanted {
	WANT_MALE, WANT_FEMALE, WANT_PERSON, WANT_PLURAL, WANT_THING, WANT_SOMEONE, WANT_WHO, WANT_WHICH, WANT_THAT, WANT_NOTHING
};

static enum wanted wanted_of(const char *fold)
{
	static const enum wanted of_personal[] = {
		[HS_PRONOUN_FIRST] = WANT_NOTHING, [HS_PRONOUN_SECOND] = WANT_NOTHING, [HS_PRONOUN_MALE] = WANT_MALE,
		[HS_PRONOUN_FEMALE] = WANT_FEMALE, [HS_PRONOUN_PLURAL] = WANT_PLURAL, [HS_PRONOUN_THING] = WANT_THING,
	};
	static const struct { const char *words; enum wanted wanted; } table[] = {
		{ "these those both none each", WANT_PLURAL },
		{ "this", WANT_THING },
		{ "who whom whose", WANT_WHO },
		{ "which", WANT_WHICH },
		{ "that", WANT_THAT },
	};
	const struct hs_pronoun *personal = hs_pronoun_find(fold);

	if (personal)
		return of_personal[personal->cls];
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (hs_word_in(fold, table[i].words))
			return table[i].wanted;
	return WANT_NOTHING;
}

static bool is_thing(const struct hs_entity *entity)
{
	return !entity->human && !entity->author;
}

/* "people", "folks": plural without its ending, and never "it" */
static bool is_people(const struct hs_entity *entity)
{
	return entity->noun && hs_word_in(entity->noun->word, "people folks");
}

static bool is_group(const struct hs_entity *entity)
{
	enum hs_noun_class cls = entity->noun ? entity->noun->cls : HS_NOUN_DEED;

	return entity->plural || entity->many || cls == HS_NOUN_BAND || cls == HS_NOUN_BODY || cls == HS_NOUN_MASS;
}

/* "The Harbour Gazette ... they": those who make it. */
static bool names_outlet(const struct hs_work *work, const struct hs_entity *entity)
{
	return entity->person == HS_NOBODY && !entity->author && !entity->called &&
	       (entity->best.form == HS_FORM_PROPER || entity->best.form == HS_FORM_NOUN) && hs_phrase_is_outlet(work, &entity->best);
}

static bool agrees(const struct hs_work *work, const struct hs_entity *entity, enum wanted wanted)
{
	if (entity->author)
		return false;
	switch (wanted) {
	case WANT_MALE:
		return entity->human && !entity->plural && !entity->many && entity->gender != HS_GENDER_FEMALE;
	case WANT_FEMALE:
		return entity->human && !entity->plural && !entity->many && entity->gender != HS_GENDER_MALE;
	case WANT_PERSON:
		return entity->person != HS_NOBODY;
	case WANT_PLURAL:
		return is_group(entity) || names_outlet(work, entity);
	case WANT_THING:
		return is_thing(entity) && !entity->plural && !is_people(entity);
	case WANT_SOMEONE:
		return entity->human || (entity->noun && entity->noun->cls == HS_NOUN_BAND);
	case WANT_WHO:
		return entity->human || entity->plural || (entity->noun && entity->noun->cls == HS_NOUN_BAND);
	case WANT_WHICH:
		return is_thing(entity);
	case WANT_THAT:
		return true;
	default:
		return false;
	}
}

/* --- relative pronouns --------------------------------------------------------------------------- */

/* Does a mark stand in [first, end): "faced the Republicans, it was Diaz who"? */
static bool is_parted(const struct hs_work *work, uint32_t first, uint32_t end)
{
	for (uint32_t at = first; at < end; at++)
		if (hs_word_in(work->tokens[at].lex->fold, ", ; : -- \xE2\x80\x94") || hs_is_dash(work, at))
			return true;
	return false;
}

/*
 * "another question that asked", "an impersonator who": a clause that narrows a noun stands right behind it, though no table has
 * the noun; a small letter and the words before it tell that it is one.
 */
static uint32_t noun_before(struct hs_scene *scene, uint32_t m)
{
	const struct hs_work *work = scene->work;
	uint32_t at = scene->mentions[m].phrase.head;
	const struct hs_token *noun = hs_begins_sentence(work, at) ? NULL : &work->tokens[at - 1];
	struct hs_phrase phrase;

	if (!noun || !noun->alnum || noun->upper || noun->noun || noun->possessive || noun->lex->small != HS_SMALL_NONE ||
	    noun->lex->cue || scene->names.of_token[at - 1])
		return HS_NOBODY;
	phrase = hs_phrase_around(work, &scene->names, at - 1);
	if (phrase.head != at - 1 || phrase.form != HS_FORM_OTHER || phrase.determiner == HS_SMALL_NONE)
		return HS_NOBODY;
	return hs_entity_described(scene, &phrase, 0);
}

static uint32_t relative_resolve(const struct hs_scene *scene, uint32_t m, enum wanted wanted)
{
	const struct hs_work *work = scene->work;
	uint32_t at = scene->mentions[m].phrase.head;
	bool comma = at && !work->tokens[at - 1].alnum;
	uint32_t name = HS_NOBODY, name_at = at;

	for (uint32_t i = m, n = 0; i > 0 && n < RELATIVE_BACK; n++) {
		const struct hs_mention *before = &scene->mentions[--i];
		const struct hs_entity *entity;

		if (work->tokens[before->phrase.head].sentence != work->tokens[at].sentence)
			break;
		if (before->entity == HS_NOBODY || before->phrase.form == HS_FORM_PRONOUN ||
		    (work->tokens[before->phrase.head].possessive && before->phrase.head + 1 < at))
			continue;
		if (name != HS_NOBODY && is_parted(work, before->phrase.head, name_at))
			break;
		entity = &scene->entities[before->entity];
		if (!agrees(work, entity, wanted) || (before->phrase.form == HS_FORM_NAME && scene->names.at[before->phrase.name].modifier))
			continue;
		/* "a friend of Diaz who": without a comma the clause narrows a noun, not a name */
		if (before->phrase.form == HS_FORM_NAME && !comma && wanted != WANT_THAT) {
			if (name == HS_NOBODY)
				name_at = before->phrase.run.first;
			name = name == HS_NOBODY ? before->entity : name;
			continue;
		}
		return before->entity;
	}
	return name;
}

static uint32_t relative_link(struct hs_scene *scene, uint32_t m, enum wanted wanted)
{
	bool speaks = scene->mentions[m].claim;
	uint32_t at = scene->mentions[m].phrase.head, entity;

	if (speaks && at && wanted == WANT_WHO && (entity = hs_counted_link(scene, m, at - 1)) != HS_NOBODY)
		return entity;
	entity = speaks ? noun_before(scene, m) : HS_NOBODY;
	if (entity != HS_NOBODY) {
		scene->entities[entity].human = wanted == WANT_WHO;
		return entity;
	}
	if (wanted == WANT_WHO && (entity = relative_resolve(scene, m, WANT_SOMEONE)) != HS_NOBODY)
		return entity;
	return relative_resolve(scene, m, wanted);
}

/* --- personal pronouns ---------------------------------------------------------------------------- */

struct question {
	struct hs_scene *scene;
	const struct hs_mention *pronoun;
	uint32_t m;                     /* the mention that it is, or the next one behind a place where nobody is mentioned */
	enum wanted wanted;
	uint32_t outer;                 /* the entity that speaks the words the pronoun stands in, or HS_NOBODY */
	bool quoted;                    /* ... and they are a quotation */
	const struct hs_noun *noun;     /* a description and not a pronoun: what the one meant is called */
	bool placed;                    /* ... and of where: "the Ohio governor", "the director of the FBI" */
};

static void ask_outer(struct question *q)
{
	const struct hs_scene *scene = q->scene;
	const struct hs_mention *mention = q->pronoun;
	uint32_t claim = scene->inside[mention->phrase.head];
	uint32_t of;

	q->outer = HS_NOBODY;
	if (!claim)
		return;
	of = scene->of_claim[claim - 1];
	if (of == HS_NOBODY || &scene->mentions[of] == q->pronoun)
		return;
	q->outer = of < q->m ? scene->mentions[of].entity : HS_NOBODY;
	q->quoted = mention->quoted;
}

/* Stamp the people named in what the claim tells. */
static void content_stamp(struct hs_scene *scene, size_t claim)
{
	struct hs_ranges content = scene->work->out->claims[claim].content;

	for (size_t k = 0; k < content.n; k++) {
		struct hs_run run = hs_work_run(scene->work, content.at[k]);

		for (uint32_t at = run.first; at < run.end && at < run.first + 400; at++) {
			uint32_t name = scene->names.of_token[at];
			uint32_t entity = name ? scene->of_person[scene->names.at[name - 1].person] : 0;

			if (entity)
				scene->entities[entity - 1].stamp = scene->stamp;
		}
	}
}

/* ... in the words that the pronoun's own claims attribute. */
static void own_content_stamp(struct hs_scene *scene, uint32_t m)
{
	const struct hs_extraction *out = scene->work->out;
	const struct hs_mention *mention = &scene->mentions[m];

	scene->stamp++;
	if (!mention->claim)
		return;
	for (size_t i = mention->claim - 1; i < out->n_claims && i < mention->claim + 4; i++)
		if (scene->of_claim[i] == m)
			content_stamp(scene, i);
}

/* How much likelier than by chance the model finds the kinds that the entity could have, as a logarithm. */
static double model_view(const struct hs_scene *scene, const struct hs_mention *pronoun, const struct hs_entity *entity)
{
	const struct hs_raw *raw = pronoun->claim ? scene->work->raw[pronoun->claim - 1] : NULL;
	double p = 0;
	int n = 0;

	for (int k = 0; raw && k < HS_KIND_N; k++)
		if (hs_kind_may_be(entity, (enum hs_kind)k)) {
			p += raw->kind[k];
			n++;
		}
	return n ? log((p + 0.01) * HS_KIND_N / n) : 0;
}

/* Is token `at` among the words that the pronoun's claim attributes? */
static bool in_own_content(const struct hs_scene *scene, const struct hs_mention *pronoun, uint32_t at)
{
	const struct hs_claim *claim = pronoun->claim ? &scene->work->out->claims[pronoun->claim - 1] : NULL;
	uint32_t offset = scene->work->tokens[at].range.start;

	for (size_t k = 0; claim && k < claim->content.n; k++)
		if (claim->content.at[k].start <= offset && offset < claim->content.at[k].end)
			return true;
	return false;
}

static bool is_held_by_few(const struct hs_noun *noun)
{
	return noun->cls == HS_NOUN_OFFICE &&
	       !hs_word_in(noun->word, "candidate nominee contender hopeful challenger front-runner frontrunner incumbent running-mate");
}

/* "the Wisconsin Republican": many are Republicans, but this one is of Wisconsin. */
static bool is_of_elsewhere(const struct question *q, const struct hs_entity *entity)
{
	return q->noun->cls == HS_NOUN_CLASS && hs_phrase_is_placed(q->scene->work, &q->pronoun->phrase) &&
	       !hs_entity_tags(q->scene->work, entity, &q->pronoun->phrase);
}

/* How well mention `i` goes for the antecedent, if `of` is who it stands for. */
static double score_of(const struct question *q, uint32_t i, uint32_t of)
{
	const struct hs_scene *scene = q->scene;
	const struct hs_mention *mention = &scene->mentions[i], *pronoun = q->pronoun;
	const struct hs_entity *entity = &scene->entities[of];
	const struct hs_token *here = &scene->work->tokens[pronoun->phrase.head];
	const struct hs_token *there = &scene->work->tokens[mention->phrase.head];
	double score = 0;

	score += W_SENTENCE * (double)(here->sentence - there->sentence);
	score += W_PARAGRAPH * (double)(here->para - there->para);
	score += mention->subject ? W_SUBJECT : 0;
	score += mention->claim ? W_SPEAKER : 0;
	score += mention->phrase.form == HS_FORM_PRONOUN ? W_PRONOUN : 0;
	score += mention->quoted && !pronoun->quoted ? W_QUOTED : 0;
	if (mention->phrase.form == HS_FORM_NAME && scene->names.at[mention->phrase.name].modifier)
		score += W_MODIFIER;
	score += there->possessive || hs_word_in(there->lex->fold, "his her its their") ? W_OWNER : 0;
	score += W_MENTIONS * log(1 + entity->mentions);
	if (q->wanted == WANT_MALE || q->wanted == WANT_FEMALE)
		score += entity->gender != HS_GENDER_ANY ? W_GENDER : 0;
	if (entity->stamp == scene->stamp || in_own_content(scene, pronoun, mention->phrase.head))
		score += W_OWN_CONTENT;
	if (q->wanted == WANT_PLURAL && !entity->plural)
		score += W_SINGULAR;
	if (q->wanted == WANT_PLURAL && pronoun->claim && entity->plural && entity->noun &&
	    (entity->noun->cls == HS_NOUN_DEED || entity->noun->cls == HS_NOUN_PAPER))
		score += W_DEED;
	if (of == q->outer)
		score += q->quoted ? W_OUTER_QUOTED : W_OUTER;
	score += scene->work->article->paras[there->para].kind == HS_PARA_HEADLINE ? W_HEADLINE : 0;
	if (entity->person != HS_NOBODY)
		score += W_NAMED;
	else if (!entity->sources && entity->human && !entity->many)
		score += W_SILENT;
	if (i == 0 || scene->work->tokens[scene->mentions[i - 1].phrase.head].para != there->para)
		score += W_OPENS;
	score += W_MODEL * model_view(scene, pronoun, entity);
	if (q->noun && hs_entity_is(entity, q->noun) && !is_of_elsewhere(q, entity))
		score += W_ROLE + (is_held_by_few(q->noun) ? W_OFFICE_ROLE : 0);
	if (q->noun)
		score += W_TAG * hs_entity_tags(scene->work, entity, &pronoun->phrase);
	if (q->noun && q->noun->cls == HS_NOUN_OFFICE)
		score += W_OFFICE_MENTIONS * log(1 + entity->mentions);
	return score;
}

/* Could somebody who is not mentioned be meant: one who stands as a subject or speaks, and is not spoken of in the claim? */
static bool is_topic(const struct hs_scene *scene, uint32_t i)
{
	const struct hs_mention *mention = &scene->mentions[i];

	return (mention->subject || mention->claim) && scene->entities[mention->entity].stamp != scene->stamp;
}

/* A member of a house needs no other word than where from: "the Ohio senator". */
static bool is_held_by_one(const struct hs_noun *noun)
{
	return noun->cls == HS_NOUN_ROLE || (is_held_by_few(noun) && !hs_word_in(noun->word, "senator congressman congresswoman representative"));
}

/* "the Ohio governor": nobody whom the article has not called a governor, or of Ohio. */
static bool may_hold(const struct question *q, const struct hs_entity *entity)
{
	return !q->placed || hs_entity_is(entity, q->noun) || hs_entity_tags(q->scene->work, entity, &q->pronoun->phrase);
}

/* Whom mention `i` offers to the pronoun: the one it stands for, or to "they" all whose names it begins to list. */
static uint32_t candidate_at(const struct question *q, uint32_t i)
{
	const struct hs_mention *mention = &q->scene->mentions[i];

	if (q->wanted != WANT_PLURAL || mention->phrase.form != HS_FORM_NAME || mention->entity == HS_NOBODY ||
	    q->scene->entities[mention->entity].many)
		return mention->entity;
	return hs_several_named(q->scene, mention->phrase.name);
}

static uint32_t salient_resolve(struct question *q)
{
	const struct hs_scene *scene = q->scene;
	const struct hs_token *here = &scene->work->tokens[q->pronoun->phrase.head];
	uint32_t best = HS_NOBODY;
	bool subject_seen = false;
	double most = 0;

	for (uint32_t i = q->m, n = 0; i > 0 && n < LOOK_BACK; n++) {
		const struct hs_mention *mention = &scene->mentions[--i];
		uint32_t entity;
		double score;

		if (here->para - scene->work->tokens[mention->phrase.head].para > PARAGRAPHS_BACK ||
		    (!q->noun && scene->work->section[here->para] != scene->work->section[scene->work->tokens[mention->phrase.head].para]))
			break;
		entity = candidate_at(q, i);
		if (entity == HS_NOBODY || !agrees(scene->work, &scene->entities[entity], q->wanted) ||
		    (q->pronoun->phrase.form == HS_FORM_NONE && !is_topic(scene, i)) || !may_hold(q, &scene->entities[entity]))
			continue;
		score = score_of(q, i, entity) + (mention->subject && !subject_seen ? W_LATEST_SUBJECT : 0);
		subject_seen |= mention->subject;
		if (best == HS_NOBODY || score > most) {
			most = score;
			best = entity;
		}
	}
	return best;
}

/* What a pronoun shows of one without a name; of people names.c has seen all pronouns. */
static void gender_learn(struct hs_scene *scene, uint32_t entity, enum wanted wanted)
{
	if (entity == HS_NOBODY || scene->entities[entity].gender != HS_GENDER_ANY || scene->entities[entity].person != HS_NOBODY)
		return;
	if (wanted == WANT_MALE)
		scene->entities[entity].gender = HS_GENDER_MALE;
	else if (wanted == WANT_FEMALE)
		scene->entities[entity].gender = HS_GENDER_FEMALE;
}

uint32_t hs_pronoun_resolve(struct hs_scene *scene, uint32_t m)
{
	struct question q = { .scene = scene, .pronoun = &scene->mentions[m], .m = m };
	const char *fold = scene->work->tokens[scene->mentions[m].phrase.head].lex->fold;
	uint32_t entity;

	q.wanted = wanted_of(fold);
	if (q.wanted == WANT_NOTHING)
		return HS_NOBODY;
	if (q.wanted == WANT_WHO || q.wanted == WANT_WHICH || q.wanted == WANT_THAT)
		return relative_link(scene, m, q.wanted);
	ask_outer(&q);
	own_content_stamp(scene, m);
	entity = salient_resolve(&q);
	if (scene->mentions[m].claim)
		gender_learn(scene, entity, q.wanted);
	return entity;
}

uint32_t hs_person_described(struct hs_scene *scene, uint32_t m, const struct hs_noun *noun)
{
	struct question q = { .scene = scene, .pronoun = &scene->mentions[m], .m = m, .wanted = WANT_PERSON, .noun = noun };
	uint32_t entity;

	if (noun->gender == HS_GENDER_MALE)
		q.wanted = WANT_MALE;
	else if (noun->gender == HS_GENDER_FEMALE)
		q.wanted = WANT_FEMALE;
	q.placed = is_held_by_one(noun) && hs_phrase_is_placed(scene->work, &scene->mentions[m].phrase);
	ask_outer(&q);
	own_content_stamp(scene, m);
	entity = salient_resolve(&q);
	return entity != HS_NOBODY && scene->entities[entity].person == HS_NOBODY ? HS_NOBODY : entity;
}

/* The first mention whose head is token `at` or stands behind it. */
static uint32_t mention_from(const struct hs_scene *scene, uint32_t at)
{
	uint32_t low = 0, high = (uint32_t)scene->n_mentions;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (scene->mentions[middle].phrase.head < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t hs_person_unmentioned(struct hs_scene *scene, size_t claim)
{
	struct hs_run cue = hs_work_run(scene->work, scene->work->out->claims[claim].cue.at[0]);
	struct hs_mention nobody = {
		.phrase = { .form = HS_FORM_NONE, .head = cue.first }, .claim = (uint32_t)claim + 1,
		.quoted = scene->work->tokens[cue.first].quoted,
	};
	struct question q = { .scene = scene, .pronoun = &nobody, .m = mention_from(scene, cue.first), .wanted = WANT_PERSON };

	ask_outer(&q);
	scene->stamp++;
	content_stamp(scene, claim);
	return salient_resolve(&q);
}
