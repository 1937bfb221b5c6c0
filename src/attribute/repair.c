/*
 * Claims that the model leaves to rules, because its corpus holds few of them: headlines that attribute by a colon;
 * quotations that stand without a cue of their own, which go on with the claim before them; and claims that it turns around.
 */
#include "attribute/clause_p.h"

#include "base/utf8.h"

#define SPEAKER_MAX 6           /* words of a speaker before or behind a headline's colon */
#define CONTENT_MIN 3           /* words that are enough to be said */
#define QUOTE_MIN 4

struct mender {
	struct hs_scene *scene;
	struct hs_work *work;
	uint32_t *covered;              /* for each token the last claim whose content holds it, plus 1 */
	bool *cued;                     /* for each token: part of a cue */
};

static void claim_cover(struct mender *m, uint32_t claim, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++)
		m->covered[at] = claim + 1;
}

static void claims_read(struct mender *m)
{
	const struct hs_extraction *out = m->work->out;

	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_run cue = hs_work_run(m->work, out->claims[i].cue.at[0]);

		for (size_t k = 0; k < out->claims[i].content.n; k++)
			claim_cover(m, (uint32_t)i, hs_work_run(m->work, out->claims[i].content.at[k]));
		for (uint32_t at = cue.first; at < cue.end; at++)
			m->cued[at] = true;
	}
}

static uint32_t words_in(const struct hs_work *work, struct hs_run run)
{
	uint32_t n = 0;

	for (uint32_t at = run.first; at < run.end; at++)
		n += work->tokens[at].alnum;
	return n;
}

/* --- headlines: "Diaz: bridge is safe", "Bridge is safe: official" -------------------------------------- */

/* Papers that name a kind of article and no source. */
#define RUBRICS "analysis review opinion editorial column video photo picture image map update timeline table headline post article " \
	"blog note list chart graph spot budget bill plan proposal summary caption figure film movie song book"

static bool noun_speaks(const struct hs_phrase *phrase)
{
	switch (phrase->noun->cls) {
	case HS_NOUN_ROLE:
	case HS_NOUN_OFFICE:
	case HS_NOUN_KIN:
	case HS_NOUN_WIRE:
	case HS_NOUN_OUTLET:
		return true;
	case HS_NOUN_CLASS:
		return phrase->plural;
	case HS_NOUN_BAND:
		return hs_word_in(phrase->noun->word, "police authorities family couple jury");
	case HS_NOUN_BODY:
		return hs_word_in(phrase->noun->word, "administration court department ministry government agency committee police military army "
				  "company office watchdog lawsuit pentagon union commission council supreme house");
	case HS_NOUN_PAPER:
		return !hs_word_in(phrase->noun->word, RUBRICS);
	default:
		return false;
	}
}

static bool is_speaker(const struct mender *m, struct hs_run run)
{
	struct hs_phrase phrase;

	if (run.first >= run.end || words_in(m->work, run) > SPEAKER_MAX)
		return false;
	phrase = hs_phrase_read(m->work, &m->scene->names, run);
	for (uint32_t at = phrase.stop; at < run.end; at++)
		if (m->work->tokens[at].lex->cue || m->work->tokens[at].lex->small == HS_SMALL_AUXILIARY)
			return false;
	switch (phrase.form) {
	case HS_FORM_NAME:
		return !m->work->tokens[phrase.head].possessive;
	case HS_FORM_NOUN:
		return noun_speaks(&phrase) || hs_phrase_is_known(m->work, &phrase);
	case HS_FORM_PROPER:
		return hs_phrase_is_known(m->work, &phrase);
	default:
		return false;
	}
}

static bool is_free(const struct mender *m, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++)
		if (m->covered[at] || m->cued[at])
			return false;
	return true;
}

/* Without marks at its edges. */
static struct hs_run run_trim(const struct hs_work *work, struct hs_run run)
{
	while (run.first < run.end && !work->tokens[run.first].alnum && !work->tokens[run.first].quoted)
		run.first++;
	while (run.end > run.first && !work->tokens[run.end - 1].alnum && !work->tokens[run.end - 1].quoted)
		run.end--;
	return run;
}

static void colon_claim_add(struct mender *m, struct hs_run source, uint32_t colon, struct hs_run content)
{
	struct hs_claim *claim = hs_claim_add(m->work, NULL);
	struct hs_arena *arena = m->work->arena;

	claim->source_spans = hs_ranges_one(arena, hs_run_range(m->work, source));
	claim->cue = hs_ranges_one(arena, m->work->tokens[colon].range);
	claim->content = hs_ranges_one(arena, hs_run_range(m->work, content));
	claim_cover(m, (uint32_t)m->work->out->n_claims - 1, content);
}

static void colon_read(struct mender *m, struct hs_run headline, uint32_t colon)
{
	struct hs_run left = run_trim(m->work, (struct hs_run){ headline.first, colon });
	struct hs_run right = run_trim(m->work, (struct hs_run){ colon + 1, headline.end });

	if (!is_free(m, headline))
		return;
	if (is_speaker(m, left) && words_in(m->work, right) >= CONTENT_MIN)
		colon_claim_add(m, left, colon, right);
	else if (is_speaker(m, right) && words_in(m->work, left) >= CONTENT_MIN)
		colon_claim_add(m, right, colon, left);
}

/* What the model has read of a headline by its colon is all that stands on the other side. */
static void colon_content_complete(struct mender *m, struct hs_run headline, uint32_t colon)
{
	struct hs_run sides[] = { { headline.first, colon }, { colon + 1, headline.end } };
	struct hs_extraction *out = m->work->out;

	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_claim *claim = &out->claims[i];

		if (claim->cue.at[0].start != m->work->tokens[colon].range.start || claim->content.n != 1 || !claim->source_spans.n)
			continue;
		for (int side = 0; side < 2; side++) {
			struct hs_run run = run_trim(m->work, sides[side]);
			struct hs_range all = run.first < run.end ? hs_run_range(m->work, run) : (struct hs_range){ 0, 0 };
			struct hs_range *content = &claim->content.at[0];

			if (content->start < all.start || content->end > all.end ||
			    (content->start == all.start && content->end == all.end))
				continue;
			claim->content = hs_ranges_one(m->work->arena, all);
			claim->vector = NULL;
			claim_cover(m, (uint32_t)i, run);
		}
	}
}

static void headline_read(struct mender *m, struct hs_run headline)
{
	for (uint32_t at = headline.first; at < headline.end; at++)
		if (hs_token_is(m->work, at, ":") && at + 1 < headline.end &&
		    m->work->tokens[at + 1].range.start > m->work->tokens[at].range.end) {
			colon_content_complete(m, headline, at);
			colon_read(m, headline, at);
			return;
		}
}

/* --- quotations without a cue of their own ------------------------------------------------------------ */

/* The run as one more range of the content. */
static void content_add(struct mender *m, uint32_t claim, struct hs_run run)
{
	struct hs_claim *c = &m->work->out->claims[claim];

	c->content = hs_ranges_with(m->work->arena, c->content, hs_run_range(m->work, run));
	c->carried = true;
	c->vector = NULL;               /* it is of the shorter content */
	claim_cover(m, claim, run);
}

/* The quotation that begins at token `at`, marks included; empty where there is none. */
static struct hs_run quotation_at(const struct hs_work *work, uint32_t at)
{
	struct hs_run run = { at, at };

	if (work->tokens[at].alnum || !work->tokens[at].quoted || (at && work->tokens[at - 1].para == work->tokens[at].para &&
								    work->tokens[at - 1].quoted && work->tokens[at - 1].alnum))
		return run;
	while (run.end < work->n_tokens && work->tokens[run.end].quoted && work->tokens[run.end].para == work->tokens[at].para)
		run.end++;
	return run;
}

static bool is_uncovered(const struct mender *m, struct hs_run run)
{
	uint32_t covered = 0;

	for (uint32_t at = run.first; at < run.end; at++)
		covered += m->covered[at] != 0 || m->cued[at];
	return 3 * covered < run.end - run.first;
}

/* The claim, plus 1, whose quoted content comes last in [first, end). */
static uint32_t claim_quoted_last(const struct mender *m, uint32_t first, uint32_t end)
{
	for (uint32_t at = end; at > first; at--)
		if (m->work->tokens[at - 1].quoted && m->work->tokens[at - 1].alnum)
			return m->covered[at - 1];
	return 0;
}

/* Does the quotation begin a sentence and is it one, so that no other words bear it? */
static bool stands_alone(const struct hs_work *work, struct hs_run quotation)
{
	uint32_t first = quotation.first;
	bool begins = first == 0 || work->tokens[first - 1].para != work->tokens[first].para ||
		      work->tokens[first - 1].sentence != work->tokens[first].sentence || hs_token_is(work, first - 1, ".");
	bool ends = quotation.end >= work->n_tokens || work->tokens[quotation.end].para != work->tokens[first].para ||
		    work->tokens[quotation.end].sentence != work->tokens[quotation.end - 1].sentence;

	return begins && ends && words_in(work, quotation) >= QUOTE_MIN;
}

/* The paragraph before `para` that speaks, or `para`. */
static size_t para_before(const struct hs_article *article, size_t para)
{
	for (size_t p = para; p > 0; p--)
		if (hs_para_speaks(&article->paras[p - 1]))
			return article->paras[p - 1].kind == HS_PARA_BODY ? p - 1 : para;
	return para;
}

/* A quotation alone goes on with the one before it: in its paragraph, or, where it is the whole paragraph, in the last. */
static void quotation_read(struct mender *m, size_t para, struct hs_run quotation)
{
	const uint32_t *firsts = m->work->para_first;
	uint32_t claim;

	if (!is_uncovered(m, quotation) || !stands_alone(m->work, quotation))
		return;
	claim = claim_quoted_last(m, firsts[para], quotation.first);
	if (!claim && quotation.first == firsts[para] && quotation.end + 1 >= firsts[para + 1]) {
		size_t before = para_before(m->work->article, para);

		claim = before < para ? claim_quoted_last(m, firsts[before], firsts[before + 1]) : 0;
	}
	if (claim)
		content_add(m, claim - 1, quotation);
}

static void body_read(struct mender *m, size_t para)
{
	uint32_t at = m->work->para_first[para], end = m->work->para_first[para + 1];

	while (at < end) {
		struct hs_run quotation = quotation_at(m->work, at);

		if (quotation.first < quotation.end)
			quotation_read(m, para, quotation);
		at = quotation.end > at ? quotation.end : at + 1;
	}
}

/* --- sources cut short: "The Associated" Press ------------------------------------------------------------ */

#define NAME_MORE 3             /* words that a name may have lost */

/* "a spokesman for the port" when reached by phone: how the words came is not who spoke. */
static bool is_of_occasion(const struct hs_work *work, uint32_t at)
{
	return hs_word_in(work->tokens[at].lex->fold, "when after as once") &&
	       hs_word_in(hs_fold_at(work, at + 1), "asked contacted reached approached questioned pressed quizzed interviewed");
}

/* The commas around "the consultant, who asked not to be named," are the sentence's. */
static void source_trim(struct mender *m, struct hs_claim *claim)
{
	for (size_t i = 0; i < claim->source_spans.n; i++) {
		struct hs_run whole = hs_work_run(m->work, claim->source_spans.at[i]), run = whole;

		while (run.first < run.end && hs_token_is(m->work, run.first, ","))
			run.first++;
		for (uint32_t at = run.first + 1; at + 1 < run.end; at++)
			if (is_of_occasion(m->work, at))
				run.end = at;
		while (run.end > run.first && hs_token_is(m->work, run.end - 1, ","))
			run.end--;
		if (run.first == run.end || (run.first == whole.first && run.end == whole.end))
			continue;
		claim->source_spans = hs_ranges_copy(m->work->arena, claim->source_spans);
		claim->source_spans.at[i] = hs_run_range(m->work, run);
	}
}

/* "Save" the Children: the name of a body that begins before the source is taken whole. */
static void source_begin(struct mender *m, struct hs_claim *claim)
{
	uint32_t first = claim->source_spans.n ? hs_work_run(m->work, claim->source_spans.at[0]).first : 0;

	for (uint32_t n = 1; n <= NAME_MORE && n <= first; n++)
		if (hs_body_at(m->work, first - n) > n) {
			claim->source_spans = hs_ranges_copy(m->work->arena, claim->source_spans);
			claim->source_spans.at[0].start = m->work->tokens[first - n].range.start;
			return;
		}
}

/* The name of an outlet that goes on behind the source is taken whole. */
static void source_complete(struct mender *m, struct hs_claim *claim)
{
	const struct hs_range *last = claim->source_spans.n ? &claim->source_spans.at[claim->source_spans.n - 1] : NULL;
	struct hs_run run = last ? hs_work_run(m->work, *last) : (struct hs_run){ 0, 0 };

	if (run.first >= run.end || !m->work->tokens[run.end - 1].upper)
		return;
	for (uint32_t n = 0; n < NAME_MORE && run.end < m->work->n_tokens; n++) {
		const struct hs_token *next = &m->work->tokens[run.end];

		if (!next->upper || !next->alnum || next->sentence != next[-1].sentence || m->cued[run.end] || m->covered[run.end])
			return;
		run.end++;
		if (hs_run_outlet(m->work, run)) {
			claim->source_spans = hs_ranges_copy(m->work->arena, claim->source_spans);
			claim->source_spans.at[claim->source_spans.n - 1].end = next->range.end;
			return;
		}
	}
}

/* --- contents with holes: "the mayor" told her "that the bridge would close" ------------------------------------- */

#define GAP_MAX 5               /* words that the model leaves out of a content */

static bool run_holds(struct hs_run run, uint32_t at)
{
	return run.first <= at && at < run.end;
}

/* Between two parts of a content stand its cue and its source, or else nothing was meant to be left out. */
static bool is_hole(const struct mender *m, const struct hs_claim *claim, uint32_t from, uint32_t to)
{
	struct hs_run cue = hs_work_run(m->work, claim->cue.at[0]);

	if (from > to || to - from > GAP_MAX || m->work->tokens[from].sentence != m->work->tokens[to].sentence)
		return false;
	for (uint32_t at = from; at < to; at++) {
		if (run_holds(cue, at))
			return false;
		for (size_t i = 0; i < claim->source_spans.n; i++)
			if (run_holds(hs_work_run(m->work, claim->source_spans.at[i]), at))
				return false;
	}
	return true;
}

static void content_close(struct mender *m, struct hs_claim *claim)
{
	struct hs_ranges closed = { hs_arena_array(m->work->arena, claim->content.n + 1, sizeof(*closed.at)), 0 };

	for (size_t i = 0; i < claim->content.n; i++) {
		struct hs_run before = closed.n ? hs_work_run(m->work, closed.at[closed.n - 1]) : (struct hs_run){ 0, 0 };

		if (closed.n && is_hole(m, claim, before.end, hs_work_run(m->work, claim->content.at[i]).first))
			closed.at[closed.n - 1].end = claim->content.at[i].end;
		else
			closed.at[closed.n++] = claim->content.at[i];
	}
	if (closed.n == claim->content.n)
		return;
	claim->content = closed;
	claim->vector = NULL;
}

/* --- contents that begin above the text ------------------------------------------------------------------- */

/* "official", the end of a headline, belongs to no sentence of the body: a content that begins in another kind of paragraph than
 * its cue stands in begins with the cue's own paragraph instead. */
static void content_lower(const struct mender *m, struct hs_claim *claim)
{
	const struct hs_article *article = m->work->article;
	int own = claim->cue.n ? hs_article_para_at(article, claim->cue.at[0].start) : -1;
	struct hs_range *first = claim->content.n ? claim->content.at : NULL;
	int para = first ? hs_article_para_at(article, first->start) : -1;

	if (own < 0 || para < 0 || para >= own || article->paras[para].kind == article->paras[own].kind ||
	    first->end <= article->paras[own].range.start)
		return;
	claim->content = hs_ranges_copy(m->work->arena, claim->content);
	claim->content.at[0].start = article->paras[own].range.start;
	claim->vector = NULL;
}

/* --- sources taken for contents: "the board has met, said the people, who asked not to be named" ------------------------ */

/* Does what stands at `at` belong to the people before it, as in ", who", "familiar with", and end the sentence? */
static bool is_told_of_source(const struct hs_work *work, uint32_t at, uint32_t end)
{
	if (hs_token_is(work, at, ","))
		at++;
	if (at < end && work->tokens[at].alnum &&
	    !hs_word_in(hs_fold_at(work, at), "who whom all both neither asking speaking requesting declining citing familiar "
					      "briefed with close"))
		return false;
	for (; at + 1 < end; at++)
		if (hs_token_is(work, at, ",") && (hs_classes_have(work->tokens[at + 1].lex->classes, HS_WC_finite) ||
						   hs_classes_have(work->tokens[at + 1].lex->classes, HS_WC_aux)))
			return false;
	return true;
}

/* Behind a comma and "said" stands the speaker, whatever the model took for the content. */
static void inversion_turn(struct mender *m, struct hs_claim *claim)
{
	const struct hs_work *work = m->work;
	struct hs_run cue = hs_work_run(work, claim->cue.at[0]), said;
	uint32_t end, first = cue.first;
	struct hs_phrase speaker;

	if (cue.end != cue.first + 1 || cue.first < 2 || !hs_token_is(work, cue.first, "said") ||
	    !hs_token_is(work, cue.first - 1, ",") || !claim->content.n || !claim->source_spans.n ||
	    hs_work_run(work, claim->content.at[0]).first != cue.end)
		return;
	end = hs_clause_end(work, cue.first, cue.first + HS_CLAUSE_REACH);
	if (cue.end >= end)
		return;
	speaker = hs_clause_phrase_at(m->scene, cue.end, end);
	if (speaker.form != HS_FORM_NOUN || !(hs_noun_is_human(speaker.noun) || speaker.noun->cls == HS_NOUN_BAND) ||
	    !is_told_of_source(work, speaker.head + 1, end))
		return;
	while (first > 0 && work->tokens[first - 1].sentence == work->tokens[cue.first].sentence)
		first--;
	said = hs_clause_trim(work, (struct hs_run){ first, cue.first - 1 });
	if (said.first >= said.end)
		return;
	speaker.run.end = speaker.head + 1;
	claim->source_spans = hs_ranges_one(work->arena, hs_run_range(work, speaker.run));
	claim->content = hs_ranges_one(work->arena, hs_run_range(work, said));
	claim->vector = NULL;
}

void hs_repair(struct hs_scene *scene)
{
	struct hs_work *work = scene->work;
	struct mender m = { .scene = scene, .work = work };

	m.covered = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(*m.covered));
	m.cued = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(*m.cued));
	for (size_t i = 0; i < work->out->n_claims; i++) {
		inversion_turn(&m, &work->out->claims[i]);
		content_close(&m, &work->out->claims[i]);
		content_lower(&m, &work->out->claims[i]);
	}
	claims_read(&m);
	for (size_t i = 0; i < work->out->n_claims; i++) {
		source_trim(&m, &work->out->claims[i]);
		source_begin(&m, &work->out->claims[i]);
		source_complete(&m, &work->out->claims[i]);
	}
	hs_subjects_find(scene);
	for (size_t p = 0; p < work->article->n_paras; p++) {
		if (work->article->paras[p].kind == HS_PARA_HEADLINE)
			headline_read(&m, (struct hs_run){ work->para_first[p], work->para_first[p + 1] });
		else if (work->article->paras[p].kind == HS_PARA_BODY)
			body_read(&m, p);
	}
}
