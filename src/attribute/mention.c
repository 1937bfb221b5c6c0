/* Everybody and everything that could speak, wherever the article mentions it. */
#include "attribute/resolve_p.h"

#include "lexicon/outlet.h"

struct seen {                           /* what the claims say of a token: it heads a source */
	struct hs_phrase phrase;
	uint32_t claim;                 /* plus 1 */
};

struct collector {
	struct hs_scene *scene;
	const struct hs_work *work;
	uint32_t *source_at;            /* for each token: index into sources, plus 1 */
	uint32_t *head_of;              /* for each claim: the token that heads its source, or HS_NOBODY */
	struct seen *sources;
	size_t n_sources, room;
};

/* The phrase of the first of the spans that has a head. */
static struct hs_phrase source_phrase(const struct hs_scene *scene, struct hs_ranges spans)
{
	struct hs_phrase phrase = { .form = HS_FORM_NONE };

	for (size_t i = 0; i < spans.n && phrase.form == HS_FORM_NONE; i++)
		phrase = hs_phrase_read(scene->work, &scene->names, hs_work_run(scene->work, spans.at[i]));
	return phrase;
}

/* The token that heads a credit in brackets, the only cue of an item of news: "FERRY HITS QUAY ... in thick fog. [Norvane Herald.]";
 * HS_NOBODY: the cue is none. */
static uint32_t credit_head(const struct hs_scene *scene, const struct hs_claim *claim)
{
	const struct hs_work *work = scene->work;
	struct hs_run run = claim->cue.n == 1 ? hs_work_run(work, claim->cue.at[0]) : (struct hs_run){ 0, 0 };

	if (run.first < run.end && hs_word_in(work->tokens[run.first].lex->fold, "[ ("))
		run.first++;
	while (run.end > run.first && !work->tokens[run.end - 1].alnum)
		run.end--;
	if (run.first >= run.end || !run.first || !hs_word_in(work->tokens[run.first - 1].lex->fold, "[ (") ||
	    !hs_word_in(hs_fold_at(work, run.end + hs_token_is(work, run.end, ".")), "] )"))
		return HS_NOBODY;
	return scene->names.of_token[run.end - 1] || hs_run_outlet(work, run) || hs_run_is_masthead(work, run) ? run.end - 1 : HS_NOBODY;
}

static void sources_read(struct collector *c)
{
	const struct hs_extraction *out = c->work->out;

	c->head_of = hs_arena_array(c->work->arena, out->n_claims + 1, sizeof(*c->head_of));
	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_phrase phrase = source_phrase(c->scene, out->claims[i].source_spans);
		uint32_t credit = credit_head(c->scene, &out->claims[i]);

		c->head_of[i] = credit == HS_NOBODY && phrase.form != HS_FORM_NONE ? phrase.head : credit;
		if (phrase.form == HS_FORM_NONE || c->source_at[phrase.head] || credit != HS_NOBODY)
			continue;
		c->sources = hs_arena_grow(c->work->arena, c->sources, c->n_sources, c->n_sources + 1, &c->room,
					   sizeof(*c->sources));
		c->sources[c->n_sources++] = (struct seen){ phrase, (uint32_t)i + 1 };
		c->source_at[phrase.head] = (uint32_t)c->n_sources;
	}
}

static bool joined(const struct hs_work *work, uint32_t at)
{
	return at + 1 < work->n_tokens && work->tokens[at].para == work->tokens[at + 1].para &&
	       work->tokens[at + 1].range.start == work->tokens[at].range.end + 1;
}

/* Does the noun at `at` head its phrase, and is it a noun here? "report" in "they report" is not. */
static bool heads_phrase(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_work *work = scene->work;
	const struct hs_token *token = &work->tokens[at], *next = token + 1;
	const struct hs_token *before = at && token[-1].para == token->para ? token - 1 : NULL;

	if (joined(work, at) && !token->possessive &&
	    ((next->noun && !(next->lex->cue && !token->plural)) ||
	     (next->upper && next->alnum && next->lex->small == HS_SMALL_NONE)))
		return false;
	if ((token->noun->cls == HS_NOUN_CLASS || hs_word_in(token->lex->fold, "major general chief head principal")) &&
	    !token->plural && joined(work, at) && next->alnum &&
	    next->lex->small == HS_SMALL_NONE && !next->lex->cue)
		return false;           /* "black", "moderate": adjectives, unless a phrase ends with them */
	if (before && ((before->lex->small == HS_SMALL_RELATIVE && strcmp(before->lex->fold, "whose") != 0) ||
		       before->lex->small == HS_SMALL_PRONOUN))
		return false;           /* "who heads the port" */
	if (!token->lex->cue && token->noun->cls != HS_NOUN_DEED)
		return true;
	return before && (hs_small_is_article(before->lex->small) || before->possessive || before->lex->small == HS_SMALL_PREPOSITION ||
			  (before->lex->small == HS_SMALL_NONE && !before->lex->cue && !scene->names.of_token[at - 1]));
}

static bool is_personal(const struct hs_token *token)
{
	const struct hs_pronoun *pronoun = hs_pronoun_find(token->lex->fold);

	return pronoun && pronoun->cls != HS_PRONOUN_FIRST && pronoun->cls != HS_PRONOUN_SECOND;
}

#define PHRASE_BACK 12          /* words of a noun phrase before what is known of it */

/* The first token of the noun phrase that goes on at `first`: of "Hale's party colleague Ana Diaz" it is "Hale's". */
static uint32_t phrase_first(const struct hs_work *work, uint32_t first)
{
	for (uint32_t n = 0; n < PHRASE_BACK && !hs_begins_sentence(work, first); n++) {
		const struct hs_token *before = &work->tokens[first - 1];
		bool modifies = before->lex->small == HS_SMALL_NONE && (before->noun || before->upper || before->possessive);

		if (!before->alnum || !(modifies || hs_small_is_article(before->lex->small) || before->lex->small == HS_SMALL_ORDINAL ||
					hs_word_in(before->lex->fold, "former late current then")))
			break;
		first--;
	}
	return first;
}

/* Stands where subjects stand: first in its sentence or clause, not behind a preposition or verb. */
static bool is_subject(const struct hs_work *work, uint32_t first, uint32_t head)
{
	const struct hs_token *before;

	if (work->tokens[head].possessive && work->tokens[head].lex->small != HS_SMALL_PRONOUN)        /* but "he's" */
		return false;
	first = phrase_first(work, first);
	if (hs_begins_sentence(work, first))
		return true;
	before = &work->tokens[first - 1];
	if (!before->alnum)
		return strcmp(before->lex->fold, "(") != 0;
	return before->lex->small == HS_SMALL_CONJUNCTION || before->lex->small == HS_SMALL_ADVERB ||
	       before->lex->small == HS_SMALL_RELATIVE || strcmp(before->lex->fold, "that") == 0;
}

static void mention_add(struct collector *c, const struct hs_phrase *phrase, uint32_t claim)
{
	struct hs_scene *scene = c->scene;
	const struct hs_work *work = c->work;
	uint32_t first = phrase->run.first;

	scene->mentions = hs_arena_grow(work->arena, scene->mentions, scene->n_mentions, scene->n_mentions + 1,
					&scene->mentions_room, sizeof(*scene->mentions));
	scene->mentions[scene->n_mentions++] = (struct hs_mention){
		.phrase = *phrase, .entity = HS_NOBODY, .claim = claim, .subject = is_subject(work, first, phrase->head),
		.quoted = work->tokens[phrase->head].quoted,
	};
	scene->heads[phrase->head] = (uint32_t)scene->n_mentions;
}

static void name_mention_add(struct collector *c, uint32_t name)
{
	const struct hs_name *found = &c->scene->names.at[name];
	struct hs_phrase phrase = {
		.form = HS_FORM_NAME, .run = { found->titles, found->run.end }, .head = found->run.end - 1, .name = name,
		.stop = found->run.end,
	};

	mention_add(c, &phrase, 0);
}

/* "RT", "AP": a name by its capitals, or by the tables */
static bool is_name_of_one(const struct hs_work *work, const struct hs_token *token)
{
	struct hs_span span = hs_span_at(work->article->text, token->range);
	size_t capitals = 0;

	if (token->lex->noun || token->lex->cue || token->lex->firstname)
		return false;
	if (hs_outlet_find(token->lex->fold))
		return true;
	while (capitals < span.len && span.ptr[capitals] >= 'A' && span.ptr[capitals] <= 'Z')
		capitals++;
	return capitals > 1 && capitals < 6 && capitals == span.len && !hs_word_in(token->lex->fold, "tv pm am et est edt pt ceo cfo");
}

/* A capitalised word that is no person, and the words before it that go with it: "the State Department". */
static bool ends_proper(const struct hs_scene *scene, uint32_t at)
{
	const struct hs_token *token = &scene->work->tokens[at];

	if (!token->upper || !token->alnum || token->lex->small != HS_SMALL_NONE || scene->names.of_token[at] || token->lex->title)
		return false;
	if (joined(scene->work, at) && !token->possessive && token[1].alnum &&
	    (token[1].upper || (token[1].noun && !token[1].lex->cue)))
		return false;           /* goes on, or only modifies: "the U.S. official" */
	return token->lex->proper || is_name_of_one(scene->work, token) || (at && joined(scene->work, at - 1) && token[-1].upper);
}

/* "the coal giant Tarn Holdings": the name alone */
static struct hs_run capitals_before(const struct hs_work *work, uint32_t at)
{
	struct hs_run run = { at, at + 1 };

	while (run.first && joined(work, run.first - 1) && work->tokens[run.first - 1].alnum && work->tokens[run.first - 1].upper &&
	       work->tokens[run.first - 1].lex->small == HS_SMALL_NONE)
		run.first--;
	return run;
}

#define INDEFINITE_ONE "anyone everyone anybody everybody someone one"

/* "sold Tarn Coal": a small letter before a name, and no article */
static bool begins_with_verb(const struct hs_work *work, const struct hs_phrase *phrase)
{
	const struct hs_token *first = &work->tokens[phrase->run.first];

	return phrase->form == HS_FORM_PROPER && first->alnum && !first->upper && first->lex->small == HS_SMALL_NONE;
}

/* "those who", "anyone in", "14 others who" */
static bool is_indefinite(const struct hs_work *work, uint32_t at)
{
	if (hs_token_is(work, at + 1, "who") && hs_word_in(work->tokens[at].lex->fold, "others some many several few one ones most all both"))
		return true;
	return at + 1 < work->n_tokens &&
	       (hs_token_is(work, at, "those") || hs_word_in(work->tokens[at].lex->fold, INDEFINITE_ONE)) &&
	       hs_word_in(work->tokens[at + 1].lex->fold, "who in on with from around near at");
}

/* "By Ana Diaz | Staff writer": of a byline the names alone; who wrote the article is nobody of whom it tells. */
static bool is_of_byline(const struct collector *c, uint32_t at)
{
	return c->work->article->paras[c->work->tokens[at].para].kind == HS_PARA_BYLINE && !c->scene->names.of_token[at] &&
	       !c->source_at[at];
}

static void token_read(struct collector *c, uint32_t at)
{
	const struct hs_token *token = &c->work->tokens[at];
	uint32_t name = c->scene->names.of_token[at];
	struct hs_phrase phrase;

	if (c->source_at[at]) {
		const struct seen *source = &c->sources[c->source_at[at] - 1];

		mention_add(c, &source->phrase, source->claim);
	} else if (name) {
		if (c->scene->names.at[name - 1].run.end == at + 1)
			name_mention_add(c, name - 1);
	} else if (is_personal(token)) {
		phrase = (struct hs_phrase){ .form = HS_FORM_PRONOUN, .run = { at, at + 1 }, .head = at, .stop = at + 1 };
		mention_add(c, &phrase, 0);
	} else if (is_indefinite(c->work, at)) {
		phrase = (struct hs_phrase){ .form = HS_FORM_QUANTITY, .run = { at, at + 1 }, .head = at, .stop = at + 1,
					     .plural = !hs_word_in(token->lex->fold, INDEFINITE_ONE) };
		mention_add(c, &phrase, 0);
	} else if ((token->noun && heads_phrase(c->scene, at)) || ends_proper(c->scene, at)) {
		phrase = hs_phrase_around(c->work, &c->scene->names, at);
		if ((phrase.head != at || begins_with_verb(c->work, &phrase)) && ends_proper(c->scene, at))
			phrase = hs_phrase_read(c->work, &c->scene->names, capitals_before(c->work, at));
		if (phrase.head != at && token->noun && hs_noun_is_human(token->noun))   /* "Diaz rebuked critics" */
			phrase = hs_phrase_read(c->work, &c->scene->names, (struct hs_run){ at, at + 1 });
		if (phrase.head == at)
			mention_add(c, &phrase, 0);
	}
}

void hs_mentions_find(struct hs_scene *scene)
{
	struct collector c = { .scene = scene, .work = scene->work };
	size_t n = scene->work->n_tokens;

	c.source_at = hs_arena_array(scene->work->arena, n + 1, sizeof(*c.source_at));
	scene->heads = hs_arena_array(scene->work->arena, n + 1, sizeof(*scene->heads));
	sources_read(&c);
	for (uint32_t at = 0; at < n; at++)
		if (!is_of_byline(&c, at))
			token_read(&c, at);
	scene->of_claim = hs_arena_array(scene->work->arena, scene->work->out->n_claims + 1, sizeof(*scene->of_claim));
	for (size_t i = 0; i < scene->work->out->n_claims; i++)
		scene->of_claim[i] = c.head_of[i] == HS_NOBODY ? HS_NOBODY : scene->heads[c.head_of[i]] - 1;
}
