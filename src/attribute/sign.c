/*
 * What the words of a source, and of the claims it makes, tell of its kind: the signs that kinds.def weighs.
 */
#include "attribute/resolve_p.h"

#include <stdarg.h>
#include <stdio.h>

#include "lexicon/agency.h"
#include "lexicon/outlet.h"

/* Kin are too few for signs of their own. */
static const char *class_word(const struct hs_noun *noun)
{
	static const char *const words[] = {
		[HS_NOUN_ROLE] = "role", [HS_NOUN_PERSON] = "person", [HS_NOUN_CLASS] = "class", [HS_NOUN_OFFICE] = "office",
		[HS_NOUN_KIN] = "person", [HS_NOUN_BODY] = "body", [HS_NOUN_BAND] = "band", [HS_NOUN_MASS] = "mass",
		[HS_NOUN_PAPER] = "paper", [HS_NOUN_OUTLET] = "outlet", [HS_NOUN_WIRE] = "wire", [HS_NOUN_DEED] = "deed",
	};

	return noun ? words[noun->cls] : "other";
}

static const char *determiner_word(const struct hs_phrase *phrase)
{
	if (phrase->other)
		return "other";
	switch (phrase->determiner) {
	case HS_SMALL_DEFINITE:
		return "the";
	case HS_SMALL_INDEFINITE:
		return "a";
	case HS_SMALL_POSSESSIVE:
		return "of";
	case HS_SMALL_QUANTITY:
		return "some";
	case HS_SMALL_NUMBER:
		return "two";
	case HS_SMALL_OTHER:
		return "other";
	default:
		return "bare";
	}
}

/* --- names that are no person's --------------------------------------------------------------------- */

/* "Norvane News Service": a news agency, though no table has it. */
static bool is_news_service(const struct hs_work *work, struct hs_run core)
{
	return core.end - core.first > 2 && hs_word_in(work->tokens[core.end - 1].lex->fold, "service agency") &&
	       work->tokens[core.end - 2].upper && hs_word_in(work->tokens[core.end - 2].lex->fold, "news press wire");
}

/* What a capitalised name that is no person's is known for; NULL: nothing. */
static const char *known_word(const struct hs_work *work, const struct hs_phrase *phrase)
{
	struct hs_run core = { phrase->run.first, phrase->head + 1 };
	const struct hs_token *head = &work->tokens[phrase->head];
	struct hs_span span;

	if (!head->upper && !hs_masthead_is_address(head->lex->fold))
		return NULL;
	while (core.first + 1 < core.end && (work->tokens[core.first].lex->small != HS_SMALL_NONE ||
					     !work->tokens[core.first].upper || work->tokens[core.first].possessive))
		core.first++;
	span = hs_span_at(work->article->text, hs_run_range(work, core));
	if (hs_agency_find(span) || is_news_service(work, core))
		return "agency";
	if (hs_run_is_own_outlet(work, core))
		return "own";
	if (hs_run_outlet(work, core) || (!phrase->noun && hs_outlet_find(head->lex->fold)))
		return "outlet";
	if (hs_run_is_masthead(work, core))
		return "press";
	if (hs_body_at(work, core.first) == core.end - core.first)
		return "known";
	if (head->lex->proper == HS_PROPER_PLACE)
		return "place";
	return head->lex->proper == HS_PROPER_BODY || head->lex->thing || work->tokens[core.first].lex->thing ? "known" : NULL;
}

bool hs_phrase_is_known(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return known_word(work, phrase) != NULL;
}

bool hs_phrase_is_outlet(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const char *known = known_word(work, phrase);

	return known && hs_word_in(known, "agency outlet own press");
}

/* --- signs ---------------------------------------------------------------------------------------- */

static void add(struct hs_signs *signs, struct hs_arena *arena, double value, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

static void add(struct hs_signs *signs, struct hs_arena *arena, double value, const char *fmt, ...)
{
	char word[64];
	va_list args;

	if (signs->n == HS_SIGNS)
		return;
	va_start(args, fmt);
	vsnprintf(word, sizeof(word), fmt, args);
	va_end(args);
	for (size_t i = 0; i < signs->n; i++)
		if (strcmp(signs->at[i].word, word) == 0) {
			signs->at[i].value += value;
			return;
		}
	signs->at[signs->n++] = (struct hs_sign){ hs_arena_str(arena, word), value };
}

/* Is a capitalised word that is no date in [first, end)? The first word of a sentence does not count. */
static bool has_capital(const struct hs_work *work, uint32_t first, uint32_t end)
{
	for (uint32_t at = first; at < end; at++)
		if (hs_token_may_name(&work->tokens[at]) && !hs_begins_sentence(work, at))
			return true;
	return false;
}

static bool has_name(const struct hs_scene *scene, uint32_t first, uint32_t end)
{
	for (uint32_t at = first; at < end; at++)
		if (scene->names.of_token[at])
			return true;
	return false;
}

#define MADE_NEAR 400           /* mentions on either side, which no two paragraphs of a newspaper hold */

/* Is a paper whose maker is told within two paragraphs: "a Hill Valley University poll ... a new poll"? Then "near" for one of the
 * same name, "beside" for another. */
static const char *made_near(const struct hs_scene *scene, const struct hs_entity *entity)
{
	uint32_t para = scene->work->tokens[entity->best.head].para;
	const char *found = "nobody";
	size_t own = scene->heads[entity->best.head];

	for (size_t m = own > MADE_NEAR ? own - MADE_NEAR : 0; m < scene->n_mentions && m < own + MADE_NEAR; m++) {
		const struct hs_phrase *phrase = &scene->mentions[m].phrase;
		uint32_t there = scene->work->tokens[phrase->head].para;
		const char *made;

		if (phrase->form != HS_FORM_NOUN || phrase->noun->cls != HS_NOUN_PAPER || there > para + 2 || para > there + 2)
			continue;
		made = hs_paper_made(scene->work, phrase);
		if (!made || !hs_word_in(made, "before behind"))
			continue;
		if (phrase->noun == entity->noun)
			return "near";
		found = "beside";
	}
	return found;
}

/* "Tallow for Fair Rents", "the Senate": a name, as far as capitals tell. */
static bool is_titled(const struct hs_work *work, const struct hs_phrase *phrase)
{
	bool more = phrase->head > phrase->run.first;

	if (!work->tokens[phrase->head].upper)
		return false;
	for (uint32_t at = phrase->head + 1; at < phrase->run.end && work->tokens[at].alnum; at++) {
		if (work->tokens[at].lex->small != HS_SMALL_NONE)
			continue;
		if (!work->tokens[at].upper)
			return !phrase->plural && phrase->head > phrase->run.first && hs_token_may_name(&work->tokens[phrase->head - 1]);
		more = true;
	}
	return more || !phrase->head || work->tokens[phrase->head - 1].sentence == work->tokens[phrase->head].sentence;
}

#define NAMED_NEAR 4000         /* words on either side in which the police are named */

/* "the Hill Valley police"; or "police", where the article says whose, and of one place alone: "a Hill Valley police officer", "the
 * Police Department" */
static bool is_force(const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_work *work = scene->work;
	const struct hs_lexeme *whose = NULL;
	uint32_t here = entity->best.head;

	if (entity->plural || !entity->noun || strcmp(entity->noun->word, "police") != 0)
		return false;
	if (has_capital(work, entity->best.run.first, here))
		return true;
	for (uint32_t at = here > NAMED_NEAR ? here - NAMED_NEAR : 1; at + 1 < work->n_tokens && at < here + NAMED_NEAR; at++) {
		const struct hs_token *before = &work->tokens[at - 1];
		bool sentence = before->sentence == work->tokens[at].sentence;
		const struct hs_lexeme *owner = sentence && hs_token_may_name(before) && !before->possessive ? before->lex : NULL;

		if (work->tokens[at].lex != entity->head)
			continue;
		if (!owner && work->tokens[at].upper && hs_word_in(work->tokens[at + 1].lex->fold, "department office bureau force"))
			owner = entity->head;
		if (owner && whose && owner != whose && whose != entity->head && owner != entity->head)
			return false;
		whose = owner ? owner : whose;
	}
	return whose != NULL;
}

static void paper_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_phrase *best = &entity->best;
	const char *made = hs_paper_made(scene->work, best);

	if (!made)
		made = made_near(scene, entity);
	add(signs, scene->work->arena, 1, "paper by %s", made);
	add(signs, scene->work->arena, 1, "paper by %s %s", made, determiner_word(best));
}

/* What stands before and behind the head of a description. */
static void phrase_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_work *work = scene->work;
	struct hs_arena *arena = work->arena;
	const struct hs_phrase *best = &entity->best;
	const char *many = entity->plural ? "many" : "one";

	if (best->owner)
		add(signs, arena, 1, "owned %s", many);
	if (has_name(scene, best->run.first, best->head))
		add(signs, arena, 1, "name before %s", many);
	else if (has_capital(work, best->run.first, best->head))
		add(signs, arena, 1, "capital before %s", many);
	if (best->head + 1 < best->run.end)
		add(signs, arena, 1, "behind %s", work->tokens[best->head + 1].alnum ? work->tokens[best->head + 1].lex->fold : "mark");
	if (has_capital(work, best->head + 1, best->run.end))
		add(signs, arena, 1, "capital behind %s", many);
}

/* "OPEC", "Tarn Holdings": what capitals alone tell. */
static void proper_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_work *work = scene->work;
	const struct hs_phrase *best = &entity->best;
	struct hs_range range = work->tokens[best->head].range;
	uint32_t words = 0, capitals = 0;

	for (uint32_t at = best->run.first; at <= best->head; at++)
		words += hs_token_may_name(&work->tokens[at]);
	for (uint32_t at = range.start; at < range.end; at++)
		capitals += work->article->text[at] >= 'A' && work->article->text[at] <= 'Z';
	add(signs, work->arena, 1, "proper %u %s", words > 3 ? 3 : words, determiner_word(best));
	if (capitals > 1)
		add(signs, work->arena, 1, "proper capitals");
}

static void name_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_person *person = &scene->names.persons[entity->person];
	struct hs_arena *arena = scene->work->arena;

	if (!person->guessed)
		return;
	add(signs, arena, 1, "guess %u", person->parts > 3 ? 3 : person->parts);
	if (entity->roles)
		add(signs, arena, 1, "guess role");
}

/* The words of its cues, each by its share of the claims. */
static void cue_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_work *work = scene->work;

	for (uint32_t i = entity->claim; i; i = scene->next_claim[i - 1]) {
		const struct hs_claim *claim = &work->out->claims[i - 1];
		struct hs_run cue = hs_cue_run(work, claim);
		const struct hs_cue *word = NULL;

		for (uint32_t at = cue.first; at < cue.end && !word; at++)
			word = work->tokens[at].lex->cue;
		add(signs, work->arena, 1.0 / entity->n_claims, "cue %s", word ? word->word : "other");
	}
}

/* Is it a word that tells of whom it speaks, and neither a name of somebody nor one that stands in any phrase? */
static bool is_telling(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_token *token = &scene->work->tokens[at];

	switch (token->lex->small) {
	case HS_SMALL_DEFINITE:
	case HS_SMALL_INDEFINITE:
	case HS_SMALL_PREPOSITION:
	case HS_SMALL_CONJUNCTION:
	case HS_SMALL_AUXILIARY:
		return false;
	default:
		return token->alnum && !scene->names.of_token[at];
	}
}

/* The words by which its claims tell who speaks, pronouns and what stands behind heads among them, each by its share of the claims. */
static void word_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_work *work = scene->work;

	for (uint32_t i = entity->claim; i; i = scene->next_claim[i - 1]) {
		const struct hs_ranges *spans = &work->out->claims[i - 1].source_spans;

		for (size_t k = 0; k < spans->n; k++) {
			struct hs_run run = hs_work_run(work, spans->at[k]);

			for (uint32_t at = run.first; at < run.end; at++)
				if (is_telling(scene, at))
					add(signs, work->arena, 1.0 / entity->n_claims, "word %s", work->tokens[at].lex->fold);
		}
	}
}

/* How many of them speak: so many people, most of a class, or some of it. */
static const struct count { const char *sort, *words; } counts[] = {
	{ "several", "several multiple various handful dozen dozens couple pair trio number series group groups array chorus contingent coalition" },
	{ "many", "many more most much majority all any every no half percent plenty lots numerous countless tens hundreds thousands millions" },
	{ "some", "some" },
	{ "other", "other others" },
};

/* The first word that counts them; "a few" are so many, "few" are hardly any of a class; NULL: nobody counts them. */
static const char *count_word(const struct hs_work *work, const struct hs_phrase *phrase)
{
	for (uint32_t at = phrase->run.first; at <= phrase->head; at++) {
		const char *fold = work->tokens[at].lex->fold;

		if (strcmp(fold, "few") == 0)
			return at > phrase->run.first && phrase->determiner != HS_SMALL_QUANTITY ? "several" : "many";
		for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
			if (hs_word_in(fold, counts[i].words))
				return counts[i].sort;
	}
	return NULL;
}

/* Those who are in the news for what all of their trade think or want: "economists", "the lobbyists". */
#define PUNDITS "academic activist analyst commentator consultant demonstrator donor economist expert forecaster historian investor journalist lawmaker " \
	"lawyer lobbyist marcher physician politician pollster professor protester pundit reporter researcher scholar scientist specialist strategist teacher"

/* "all three candidates", "both sides", "none of the four": every one of so many. */
static bool counts_every_one(const struct hs_work *work, const struct hs_phrase *phrase)
{
	bool all = false;

	for (uint32_t at = phrase->run.first; at <= phrase->head; at++) {
		const struct hs_token *token = &work->tokens[at];

		if (hs_word_in(token->lex->fold, "both neither") || (all && token->lex->small == HS_SMALL_NUMBER))
			return true;
		all = hs_word_in(token->lex->fold, "all the those these");
	}
	return false;
}

static void number_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	const char *count = count_word(scene->work, &entity->best);

	if (count)
		add(signs, scene->work->arena, 1, "count %s", count);
	if (counts_every_one(scene->work, &entity->best))
		add(signs, scene->work->arena, 1, "count every");
	if (entity->noun && hs_word_in(entity->noun->word, PUNDITS) && entity->best.determiner != HS_SMALL_NUMBER &&
	    !(count && strcmp(count, "several") == 0))
		add(signs, scene->work->arena, 1, "pundits");
}

/* "people", "several experts": more than one, by form or by meaning */
static bool is_of_several(const struct hs_entity *entity)
{
	return entity->plural || (entity->noun && strcmp(entity->noun->word, "people") == 0);
}

#define PRESS "media press news newspaper newspapers television tv radio"

/* "press reports", "newspaper editorials": what outlets say, and no papers; "several news reports" are so many papers. */
static bool is_coverage(const struct hs_work *work, const struct hs_entity *entity)
{
	return entity->plural && entity->noun && hs_word_in(entity->noun->word, "account editorial report source story") &&
	       !count_word(work, &entity->best) &&
	       entity->best.head > entity->best.run.first && hs_word_in(work->tokens[entity->best.head - 1].lex->fold, PRESS);
}

/* "papers like The Harbour Gazette": no documents, but newspapers. */
static bool is_press(const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_phrase *best = &entity->best;

	if (is_coverage(scene->work, entity))
		return true;
	if (!entity->plural || !entity->noun || strcmp(entity->noun->word, "paper") != 0)
		return false;
	for (uint32_t at = best->head + 1; at < best->run.end; at++)
		if (scene->heads[at] && hs_phrase_is_outlet(scene->work, &scene->mentions[scene->heads[at] - 1].phrase))
			return true;
	return false;
}

/* "three networks", "far fewer publications", "cable networks", "the newspapers": outlets, though none is named. */
static bool is_unnamed_press(const struct hs_work *work, const struct hs_entity *entity)
{
	const struct hs_phrase *best = &entity->best;

	if (!entity->plural || !entity->noun || entity->noun->cls != HS_NOUN_OUTLET)
		return false;
	for (uint32_t at = best->run.first; at < best->head; at++)
		if (hs_word_in(work->tokens[at].lex->fold, "fewer more cable state"))
			return true;
	return best->determiner == HS_SMALL_QUANTITY || best->determiner == HS_SMALL_NUMBER || best->determiner == HS_SMALL_DEFINITE;
}

/* What stands for other things as well: "a network of rebels", "the building site", "a police station"; and for many. */
static const char *const ambiguous_outlets[] = {
	"channel", "network", "news media", "news organisation", "news organization", "outlet", "podcast", "publication", "site",
	"station", "website", "wire",
};

/* "the state broadcaster", "a news agency": one outlet, though it is not named. */
static bool is_one_press(const struct hs_entity *entity)
{
	if (entity->plural || entity->best.form != HS_FORM_NOUN || !entity->noun ||
	    (entity->noun->cls != HS_NOUN_OUTLET && entity->noun->cls != HS_NOUN_WIRE))
		return false;
	for (size_t i = 0; i < sizeof(ambiguous_outlets) / sizeof(*ambiguous_outlets); i++)
		if (strcmp(entity->noun->word, ambiguous_outlets[i]) == 0)
			return false;
	return true;
}

/* "salt companies", "super PACs": any of them, and none by name. */
static bool is_any_body(const struct hs_work *work, const struct hs_entity *entity)
{
	const struct hs_phrase *best = &entity->best;
	bool pacs = entity->noun && (strcmp(entity->noun->word, "pac") == 0 || strcmp(entity->noun->word, "super pac") == 0);

	return entity->plural && entity->noun && entity->noun->cls == HS_NOUN_BODY && best->determiner == HS_SMALL_NONE &&
	       !best->other && !best->owner && !has_capital(work, best->run.first, best->head + !pacs);     /* "PACs" is no name */
}

/* "the groups", "these salt firms": certain ones, and never any of a class: "salt firms ... the firms". */
static bool is_certain_bodies(const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_phrase *best = &entity->best, *first = &scene->mentions[entity->first].phrase;

	return entity->plural && entity->noun && entity->noun->cls == HS_NOUN_BODY && best->form == HS_FORM_NOUN &&
	       best->determiner == HS_SMALL_DEFINITE && first->determiner == HS_SMALL_DEFINITE &&
	       !has_capital(scene->work, best->run.first, best->head + 1);
}

/* "Tallow Growers for Fair Rents", "Doctors Without Borders": a plural that is a name, and no class of people. */
static bool is_cause(const struct hs_scene *scene, const struct hs_phrase *phrase)
{
	const struct hs_work *work = scene->work;
	uint32_t at = phrase->head + 1;

	return phrase->plural && phrase->form == HS_FORM_NOUN && phrase->determiner == HS_SMALL_NONE && work->tokens[phrase->head].upper &&
	       at + 1 < phrase->run.end && hs_word_in(work->tokens[at].lex->fold, "for against without united") &&
	       hs_token_may_name(&work->tokens[at + 1]) && !has_name(scene, at, phrase->run.end) && is_titled(work, phrase);
}

/* "the Pilots of America", "the United Salt Workers of Norvane": a union or a lodge by its name. */
static bool is_union(const struct hs_work *work, const struct hs_phrase *phrase)
{
	uint32_t at = phrase->head;

	return phrase->plural && phrase->form == HS_FORM_NOUN && phrase->determiner == HS_SMALL_DEFINITE && work->tokens[at].upper &&
	       hs_noun_is_human(phrase->noun) && phrase->noun->cls != HS_NOUN_CLASS && at + 2 < phrase->run.end &&
	       hs_token_is(work, at + 1, "of") && hs_token_may_name(&work->tokens[at + 2]);
}

/* "the Association of Saltmere Pilots": a body by its name. */
static bool is_body_of(const struct hs_work *work, const struct hs_phrase *phrase)
{
	return !phrase->plural && phrase->form == HS_FORM_NOUN && phrase->noun->cls == HS_NOUN_BODY && work->tokens[phrase->head].upper &&
	       hs_token_is(work, phrase->head + 1, "of") && phrase->head + 2 < phrase->run.end && hs_token_may_name(&work->tokens[phrase->head + 2]);
}

/* "Oakmont Securities", "Brandt Capital Partners": a firm by its last word; not the advisers of somebody known. */
static bool is_firm(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const struct hs_token *head = &work->tokens[phrase->head], *first = &work->tokens[phrase->run.first];

	if (phrase->run.first >= phrase->head || phrase->determiner != HS_SMALL_NONE || phrase->owner || !hs_token_ends_firm(head) ||
	    first->lex->firstname || first->lex->proper || first->possessive)
		return false;
	if (head->noun && head->noun->cls == HS_NOUN_ROLE && phrase->head == phrase->run.first + 1)
		return false;           /* "Voss Advisers" may be a headline's for his */
	for (uint32_t at = phrase->run.first; at <= phrase->head; at++) {
		if (!hs_token_may_name(&work->tokens[at]) || work->tokens[at].lex->person)
			return false;
	}
	return true;
}

bool hs_entity_is_party(const struct hs_scene *scene, const struct hs_entity *entity)
{
	const struct hs_work *work = scene->work;

	for (uint32_t i = entity->claim; i; i = scene->next_claim[i - 1]) {
		const struct hs_claim *claim = &work->out->claims[i - 1];
		struct hs_run cue = hs_cue_run(work, claim);

		for (uint32_t at = cue.first; at < cue.end; at++)
			if (hs_phrase_at(work, at, "in a statement") || hs_phrase_at(work, at + 1, "in a statement") ||
			    hs_word_in(work->tokens[at].lex->fold, "filed sued appealed"))
				return true;
	}
	return false;
}

static void description_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity)
{
	struct hs_arena *arena = scene->work->arena;
	const char *many = entity->plural ? "many" : "one";

	add(signs, arena, 1, "%s %s", class_word(entity->noun), many);
	add(signs, arena, 1, "%s %s %s", class_word(entity->noun), many, determiner_word(&entity->best));
	add(signs, arena, 1, "head %s %s", entity->noun ? entity->noun->word : entity->head ? entity->head->fold : "", many);
	add(signs, arena, 1, "%s %s", many, determiner_word(&entity->best));
	phrase_signs(signs, scene, entity);
	if (is_of_several(entity))
		number_signs(signs, scene, entity);
	if (is_titled(scene->work, &entity->best))
		add(signs, arena, 1, "titled %s %s", class_word(entity->noun), many);
	if (entity->noun && entity->noun->cls == HS_NOUN_PAPER)
		paper_signs(signs, scene, entity);
}

/* "you": as "anybody" */
static struct hs_signs of_anybody(struct hs_arena *arena)
{
	struct hs_signs signs = { .n = 0, .by_name = true };

	add(&signs, arena, 1, "mass one");
	add(&signs, arena, 1, "mass one bare");
	return signs;
}

/* The name of an outlet, agency, place or body that the tables know; `known` is known_word(). */
static void known_signs(struct hs_signs *signs, const struct hs_scene *scene, const struct hs_entity *entity, const char *known)
{
	const struct hs_work *work = scene->work;
	const struct hs_lexeme *head = work->tokens[entity->best.head].lex;

	if (hs_word_in(known, "outlet press") && hs_entity_is_party(scene, entity))
		known = "known";
	add(signs, work->arena, 1, "%s", known);
	if (strcmp(known, "press") == 0)
		add(signs, work->arena, 1, "outlet");
	if (strcmp(known, "own") == 0)
		add(signs, work->arena, 1, "author");
	signs->by_name = hs_word_in(known, "agency outlet own press") || head->thing || head->proper == HS_PROPER_BODY ||
			 hs_body_at(work, entity->best.run.first) || is_firm(work, &entity->best);
}

struct hs_signs hs_signs_read(const struct hs_scene *scene, uint32_t of)
{
	const struct hs_entity *entity = &scene->entities[of];
	struct hs_arena *arena = scene->work->arena;
	struct hs_signs signs = { .n = 0 };
	const char *known;

	if (entity->author) {
		add(&signs, arena, 1, "author");
	} else if (entity->person != HS_NOBODY) {
		add(&signs, arena, 1, "%s", scene->names.persons[entity->person].guessed ? "guess" : "name");
		name_signs(&signs, scene, entity);
	} else if (entity->many || entity->called) {
		add(&signs, arena, 1, "name");
	} else if (entity->best.form == HS_FORM_PRONOUN) {
		add(&signs, arena, 1, "pronoun");
		add(&signs, arena, 1, "pronoun %s", entity->head ? entity->head->fold : "");
		if (entity->head && hs_pronoun_is(entity->head->fold, HS_PRONOUN_SECOND))
			signs = of_anybody(arena);
	} else if (entity->best.form == HS_FORM_QUANTITY) {
		add(&signs, arena, 1, "quantity");
		add(&signs, arena, 1, "quantity %s", entity->best.plural ? class_word(entity->noun) : "one");
		phrase_signs(&signs, scene, entity);
		if (entity->plural)
			number_signs(&signs, scene, entity);
	} else if (!entity->plural && (known = known_word(scene->work, &entity->best))) {
		known_signs(&signs, scene, entity, known);
	} else if (is_firm(scene->work, &entity->best) || is_force(scene, entity) || is_cause(scene, &entity->best) ||
		   is_union(scene->work, &entity->best) || is_certain_bodies(scene, entity) || is_body_of(scene->work, &entity->best)) {
		add(&signs, arena, 1, "known");
		signs.by_name = true;
	} else if (is_press(scene, entity) || is_unnamed_press(scene->work, entity) || is_one_press(entity)) {
		add(&signs, arena, 1, "outlet");
		signs.by_name = true;
	} else if (is_any_body(scene->work, entity)) {
		add(&signs, arena, 1, "bodies");
		signs.by_name = true;
	} else if (entity->best.form == HS_FORM_PROPER) {
		add(&signs, arena, 1, "proper");
		proper_signs(&signs, scene, entity);
	} else {
		description_signs(&signs, scene, entity);
	}
	if (entity->person == HS_NOBODY && !entity->author && !entity->many && !entity->called) {
		cue_signs(&signs, scene, entity);
		word_signs(&signs, scene, entity);
	}
	return signs;
}
