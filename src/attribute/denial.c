/*
 * Denials that point back: "..., something Islamabad has denied", "..., an allegation rejected by the firm", "Diaz denied the
 * charge". What is denied stands elsewhere, in another claim; its words here only stand for it.
 */
#include "attribute/clause_p.h"

/* What a claim is called when it is denied; all may be plural. */
#define CLAIM_NOUNS "charge charges accusation accusations allegation allegations claim claims assertion assertions " \
	"suggestion suggestions contention contentions report reports notion theory figure figures number numbers assessment " \
	"version account accounts characterization characterisation story stories rumor rumors rumour rumours finding findings " \
	"insinuation insinuations statement statements description idea argument complaint complaints point"

#define NOUN_WITHIN 5           /* words before the noun of "a wholly baseless charge" */
#define CLAIMS_NEAR 40          /* claims on either side of a denial */
#define SENTENCES_BACK 2        /* from "Diaz denied the charge" to the charge */

static bool is_denying(const struct hs_work *work, uint32_t at)
{
	const struct hs_cue *cue = work->tokens[at].lex->cue;

	return cue && cue->stance == HS_CUE_DENIES;
}

/* --- words that stand for a claim -------------------------------------------------------------------- */

enum pointing { POINTS_NOWHERE, POINTS_BESIDE, POINTS_BACK };

static bool is_adjective(const struct hs_token *token)
{
	return token->alnum && !token->upper && token->lex->small == HS_SMALL_NONE && !token->noun && !token->possessive;
}

/* "a baseless charge", "the allegations", "all those claims": the end of the noun phrase at `at`, or `at`. */
static uint32_t claim_noun_end(const struct hs_work *work, uint32_t at, uint32_t end)
{
	uint32_t next = at;

	while (next < end && hs_word_in(hs_fold_at(work, next), "a an the this that these those such all any both its his her their"))
		next++;
	while (next + 1 < end && next < at + NOUN_WITHIN && is_adjective(&work->tokens[next]) && !hs_word_in(hs_fold_at(work, next), CLAIM_NOUNS))
		next++;
	if (next >= end || !hs_word_in(hs_fold_at(work, next), CLAIM_NOUNS) || work->tokens[next].possessive)
		return at;
	return next + 1;
}

/* The words at `at` that stand for a claim end at *stop; do they point to what is right before them, or further back? */
static enum pointing pointing_at(const struct hs_work *work, uint32_t at, uint32_t end, uint32_t *stop)
{
	bool set_off = at > 0 && !work->tokens[at - 1].alnum && work->tokens[at - 1].sentence == work->tokens[at].sentence;

	if (at >= end)
		return POINTS_NOWHERE;
	*stop = at + 1;
	if (hs_word_in(hs_fold_at(work, at), "something which"))
		return set_off ? POINTS_BESIDE : POINTS_NOWHERE;
	if (hs_word_in(hs_fold_at(work, at), "it this that so") && (at + 1 >= end || !work->tokens[at + 1].alnum ||
	    work->tokens[at + 1].lex->small == HS_SMALL_PREPOSITION || work->tokens[at + 1].lex->small == HS_SMALL_CONJUNCTION ||
	    work->tokens[at + 1].lex->small == HS_SMALL_ADVERB))
		return POINTS_BACK;
	*stop = claim_noun_end(work, at, end);
	if (*stop == at)
		return POINTS_NOWHERE;
	if (set_off && !hs_word_in(hs_fold_at(work, at), "the this that these those such"))
		return POINTS_BESIDE;
	if (!hs_word_in(hs_fold_at(work, at), "the this that these those such all any both"))
		return POINTS_NOWHERE;
	/* "the claim that he left" says itself what it is */
	return hs_word_in(hs_fold_at(work, *stop), "that of about against") ? POINTS_NOWHERE : POINTS_BACK;
}

/* --- denials that the model has not found ----------------------------------------------------------- */

struct denier {
	struct hs_scene *scene;
	struct hs_work *work;
	struct hs_marking *marking;
	struct hs_run sentence;
};

/* Where an object would stand there is none: it stands before, as "something" or "which". */
static bool lacks_object(const struct denier *d, uint32_t verb)
{
	uint32_t next = verb + 1;

	if (next >= d->sentence.end || !d->work->tokens[next].alnum)
		return true;
	return hs_word_in(hs_fold_at(d->work, next), "as in on to when while and but before since again repeatedly outright through by");
}

/* Words of the denial are no part of what it denies: cut them off the claims before. */
static void contents_cut(struct denier *d, uint32_t from, uint32_t denial)
{
	struct hs_extraction *out = d->work->out;
	struct hs_run near = hs_clause_near(d->sentence, from);
	uint32_t cut = d->work->tokens[from].range.start, i;

	while ((i = hs_marking_next(d->marking, &near.first, near.end)) != HS_NO_CLAIM) {
		struct hs_ranges content = out->claims[i].content;
		size_t n = content.n;
		struct hs_range *last = n ? &content.at[n - 1] : NULL;
		struct hs_run run;

		if (i == denial || !n || last->end <= cut || hs_work_run(d->work, *last).end > d->sentence.end)
			continue;
		if (last->start >= cut && (n == 1 || content.at[n - 2].end > cut))
			continue;
		out->claims[i].content = content = (struct hs_ranges){ hs_arena_array(d->work->arena, n, sizeof(*last)), n };
		memcpy(content.at, last - (n - 1), n * sizeof(*last));
		if (last->start >= cut) {
			out->claims[i].content.n = n - 1;
		} else {
			run = hs_clause_trim(d->work, (struct hs_run){ hs_work_run(d->work, *last).first, from });
			if (run.first >= run.end)
				continue;
			content.at[n - 1] = hs_run_range(d->work, run);
		}
		out->claims[i].vector = NULL;
	}
}

/* The model may give a denial the source of the claim before as well, or only a part of what points back. */
static void denial_mend(struct denier *d, uint32_t claim, struct hs_run source, struct hs_run pointing)
{
	struct hs_claim *c = &d->work->out->claims[claim];

	if (c->source_spans.n > 1)
		c->source_spans = hs_ranges_one(d->work->arena, hs_run_range(d->work, source));
	c->content = hs_ranges_one(d->work->arena, hs_run_range(d->work, pointing));
	c->vector = NULL;
}

/* The claim that is denied already at token `verb`, or a new one; its content is what points back. */
static uint32_t denial_of(struct denier *d, uint32_t verb, struct hs_run source, struct hs_run pointing)
{
	uint32_t *marked = &d->marking->cue[verb];

	if (*marked) {
		denial_mend(d, *marked - 1, source, pointing);
		return *marked - 1;
	}
	return hs_clause_claim(d->work, d->marking, source, (struct hs_run){ verb, verb + 1 },
			       hs_ranges_one(d->work->arena, hs_run_range(d->work, pointing)));
}

/* ", something (that) Islamabad has denied" */
static bool beside_read(struct denier *d, uint32_t at, uint32_t stop)
{
	struct hs_clause clause;
	uint32_t floor = stop;

	if (hs_word_in(hs_fold_at(d->work, floor), "that which"))
		floor++;
	for (uint32_t verb = floor + 1; verb < d->sentence.end && verb < floor + 16; verb++) {
		if (!is_denying(d->work, verb))
			continue;
		if (!hs_clause_read(&clause, d->scene, verb, floor) || clause.subject.run.first != floor || clause.unreal ||
		    clause.passive || !lacks_object(d, verb))
			return false;
		contents_cut(d, at, denial_of(d, verb, clause.subject.run, (struct hs_run){ at, stop }));
		return true;
	}
	return false;
}

/* ", an allegation denied by the firm" */
static bool passive_read(struct denier *d, uint32_t at, uint32_t stop)
{
	struct hs_phrase agent;
	uint32_t verb = stop;

	while (verb < d->sentence.end && (d->work->tokens[verb].lex->small == HS_SMALL_ADVERB ||
					  (is_adjective(&d->work->tokens[verb]) && !is_denying(d->work, verb))) && verb < stop + 2)
		verb++;
	if (verb + 2 >= d->sentence.end || !is_denying(d->work, verb) || strcmp(hs_fold_at(d->work, verb + 1), "by") != 0)
		return false;
	agent = hs_clause_phrase_at(d->scene, verb + 2, d->sentence.end);
	if (agent.form == HS_FORM_NONE || !hs_clause_speaks(d->scene, &agent))
		return false;
	contents_cut(d, at, denial_of(d, verb, agent.run, (struct hs_run){ at, stop }));
	return true;
}

/* "Diaz denied the charge" */
static void back_read(struct denier *d, uint32_t verb)
{
	struct hs_clause clause;
	uint32_t stop;

	if (pointing_at(d->work, verb + 1, d->sentence.end, &stop) != POINTS_BACK)
		return;
	if (!hs_clause_read(&clause, d->scene, verb, d->sentence.first) || clause.unreal || clause.passive)
		return;
	denial_of(d, verb, clause.subject.run, (struct hs_run){ verb + 1, stop });
}

static void sentence_read(struct denier *d)
{
	for (uint32_t at = d->sentence.first; at < d->sentence.end; at++) {
		uint32_t stop;

		if (d->work->tokens[at].quoted)
			continue;
		if (is_denying(d->work, at))
			back_read(d, at);
		if (pointing_at(d->work, at, d->sentence.end, &stop) == POINTS_BESIDE && !beside_read(d, at, stop))
			passive_read(d, at, stop);
	}
}

void hs_denials_find(struct hs_scene *scene, struct hs_marking *marking)
{
	struct hs_work *work = scene->work;
	struct denier d = { .scene = scene, .work = work, .marking = marking };

	for (uint32_t at = 0; at < work->n_tokens; at = d.sentence.end) {
		d.sentence = (struct hs_run){ at, hs_clause_end(work, at, (uint32_t)work->n_tokens) };
		if (work->article->paras[work->tokens[at].para].kind == HS_PARA_BODY)
			sentence_read(&d);
	}
}

/* --- what they answer ------------------------------------------------------------------------------- */

static uint32_t content_last(const struct hs_work *work, const struct hs_claim *claim)
{
	struct hs_run run = claim->content.n ? hs_work_run(work, claim->content.at[claim->content.n - 1]) : (struct hs_run){ 0, 0 };

	return run.end;
}

/* Who denies what stands right before is another, whatever the names say. */
static bool can_be_answered(const struct hs_claim *claim, const struct hs_claim *by, uint32_t sentences)
{
	return claim != by && claim->content.n && (!sentences || claim->source != by->source) &&
	       (claim->stance == HS_ASSERTS || claim->stance == HS_ATTITUDE);
}

/* The claim whose content comes last in the `n` sentences before token `at` and in its own; of two, the outer one. */
static int32_t answered_find(const struct hs_work *work, size_t of, uint32_t at, uint32_t n)
{
	const struct hs_extraction *out = work->out;
	const struct hs_claim *denial = &out->claims[of];
	uint32_t sentence = work->tokens[at].sentence, last = 0;
	int32_t found = -1;

	for (size_t i = of > CLAIMS_NEAR ? of - CLAIMS_NEAR : 0; i < out->n_claims && i < of + CLAIMS_NEAR; i++) {
		uint32_t end = content_last(work, &out->claims[i]);

		if (!can_be_answered(&out->claims[i], denial, n) || !end || end > at || work->tokens[end - 1].sentence + n < sentence)
			continue;
		if (end > last || (end == last && out->claims[i].depth < out->claims[found].depth)) {
			last = end;
			found = (int32_t)i;
		}
	}
	return found;
}

void hs_answers(struct hs_work *work)
{
	struct hs_extraction *out = work->out;

	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_claim *claim = &out->claims[i];
		struct hs_run run = claim->content.n == 1 ? hs_work_run(work, claim->content.at[0]) : (struct hs_run){ 0, 0 };
		enum pointing pointing;
		uint32_t stop = 0;

		claim->answers = -1;
		if (claim->stance != HS_DENIES || run.first >= run.end)
			continue;
		pointing = pointing_at(work, run.first, run.end, &stop);
		if (pointing == POINTS_NOWHERE || stop != run.end)
			continue;
		claim->answers = answered_find(work, i, run.first, pointing == POINTS_BACK ? SENTENCES_BACK : 0);
	}
}
