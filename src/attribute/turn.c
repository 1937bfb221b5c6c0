/*
 * Transcripts: "WELLER: Is it dead?", "Q: Why granite?", "Mr. Holm (off camera): No." A label alone tells nothing: "UPDATE:", "Serves:",
 * and "Diaz: Would raise the toll" in a list of positions look the same. So a transcript has labels that come back, two or more
 * who bear them, one of them plainly a person or a Q with its A, and turns in which people say "I" and "you".
 */
#include "attribute/turn_p.h"

#define LABEL_TOKENS 16         /* of a label up to its colon, brackets included */
#define LABEL_WORDS 8
#define TURNS_MIN 3             /* fewer are no transcript, unless one is a question and the next its answer */
#define SPOKEN_SHARE 3          /* one turn in so many must have a sign of speech */
/* Small words within a label: "THE CHAIR OF THE BOARD:" */
#define JOINING "of the for and de del della la le da dos di du van von der den al el bin ibn"

/* Words that an answer opens with */
#define OPENING "well yes yeah no look okay ok right sure thanks thank exactly absolutely"

enum label_kind {
	LABEL_HEADING,                  /* "UPDATE", "THE FACTS": ends the turn before it, and speaks for nobody */
	LABEL_NAME,                     /* capitalised words: somebody's, if the rest is a transcript */
	LABEL_PERSON,                   /* with a title, a first name, a word for people, or named elsewhere */
	LABEL_QUESTION, LABEL_ANSWER
};

struct turn {
	uint32_t para;
	struct hs_run label;            /* the words of the source */
	uint32_t colon;
	const struct hs_lexeme *key;    /* its last word: "JAKE TAPPER" and "TAPPER" are one */
	enum label_kind kind;
	bool capitals;                  /* the label is in capitals throughout */
	bool marked;                    /* an opening quotation mark stands before it */
	bool speaks;                    /* it is a turn of a transcript */
	struct hs_ranges content;
	/* Of all labels with this key, kept in the first of them: */
	uint32_t same;                  /* how many there are */
	bool named, small;              /* the article has the word elsewhere: behind another capital, or with a small letter */
	uint32_t entity;                /* the one who bears it, plus 1 */
};

struct hs_turns {
	struct turn *at;                /* every paragraph with a label, in text order */
	size_t n, room;
	uint32_t *of_token;             /* for each token of a label or content the turn, plus 1 */
	bool marked;                    /* most of them in quotation marks */
	bool paired;                    /* questions with answers that somebody gives of himself */
};

struct reader {
	struct hs_work *work;
	struct hs_turns *turns;
};

/* --- labels ------------------------------------------------------------------------------------------- */

static bool is_capitals(const struct hs_work *work, const struct hs_token *token)
{
	struct hs_span span = hs_span_at(work->article->text, token->range);
	size_t small = 0;

	for (size_t i = 0; i < span.len; i++)
		small += span.ptr[i] >= 'a' && span.ptr[i] <= 'z';
	return small * 3 < span.len;            /* "McCAIN" */
}

/* Behind "(on camera)", "[through an interpreter]"; the same token where no bracket opens. */
static uint32_t bracket_end(const struct hs_work *work, uint32_t at, uint32_t end)
{
	if (!hs_word_in(hs_fold_at(work, at), "( ["))
		return at;
	while (at < end && !hs_word_in(hs_fold_at(work, at), ") ]"))
		at++;
	return at < end ? at + 1 : end;
}

static bool is_label_word(const struct hs_token *token)
{
	return (token->upper && !hs_lexeme_is_date(token->lex)) || hs_word_in(token->lex->fold, JOINING);
}

/* "Q.", "A.": in some papers a full stop stands for the colon. */
static bool ends_label(const struct hs_work *work, struct hs_run label, uint32_t at)
{
	const struct hs_token *token = &work->tokens[at];

	if (hs_token_is(work, at, ":"))
		return at + 1 >= work->n_tokens || token[1].para != token->para || token[1].range.start > token->range.end || token[1].upper;
	return hs_token_is(work, at, ".") && label.end == label.first + 1 && hs_word_in(hs_fold_at(work, label.first), "q a");
}

/* The label that begins at token `first`, up to its colon; false: none does. */
static bool label_read(const struct hs_work *work, struct turn *turn, uint32_t first, uint32_t end)
{
	uint32_t words = 0, at;

	turn->label = (struct hs_run){ first, first };
	if (first >= end || !work->tokens[first].alnum || !work->tokens[first].upper)
		return false;
	if (end > first + LABEL_TOKENS)
		end = first + LABEL_TOKENS;
	for (at = first; at < end && !ends_label(work, turn->label, at); at++) {
		uint32_t behind = bracket_end(work, at, end);

		if (behind > at) {
			at = behind - 1;
		} else if (work->tokens[at].alnum) {
			if (!is_label_word(&work->tokens[at]) || ++words > LABEL_WORDS)
				return false;
			if (turn->label.end == at || hs_token_is(work, at - 1, "."))    /* "Ana Brandt, governor of Leith:" */
				turn->label.end = at + 1;
		} else if (!hs_word_in(hs_fold_at(work, at), ". , ' - /")) {
			return false;
		}
	}
	turn->colon = at;
	return at < end && turn->label.end > turn->label.first;
}

/* The first turn whose label has this last word. */
static struct turn *turn_first(const struct hs_turns *turns, const struct turn *turn)
{
	return &turns->at[turn->key->label - 1];
}

/* A name that the article has elsewhere too, and never in small letters. */
static bool is_named_elsewhere(const struct hs_turns *turns, const struct turn *turn)
{
	const struct turn *first = turn_first(turns, turn);

	return !turn->key->noun && turn->key->small == HS_SMALL_NONE && !turn->key->proper && first->named && !first->small;
}

static bool is_person(const struct hs_work *work, const struct hs_turns *turns, const struct turn *turn)
{
	uint32_t words = turn->label.end - turn->label.first;

	for (uint32_t at = turn->label.first; at < turn->label.end; at++)
		if (work->tokens[at].lex->title)
			return true;
	if (words > 1 && work->tokens[turn->label.first].lex->firstname)
		return true;
	return (turn->key->noun && hs_noun_is_human(turn->key->noun)) || is_named_elsewhere(turns, turn);
}

/* "THE FACTS", "VIDEO": a deed or a paper speaks in no transcript. */
static bool is_heading(const struct turn *turn)
{
	const struct hs_noun *noun = turn->key->noun;

	return hs_classes_have(turn->key->classes, HS_WC_heading) || turn->key->proper == HS_PROPER_PLACE || turn->key->small != HS_SMALL_NONE ||
	       (noun && (noun->cls == HS_NOUN_DEED || noun->cls == HS_NOUN_PAPER));
}

static enum label_kind label_kind(const struct hs_work *work, const struct hs_turns *turns, const struct turn *turn)
{
	if (turn->label.end == turn->label.first + 1) {
		if (hs_word_in(turn->key->fold, "q question"))
			return LABEL_QUESTION;
		if (hs_word_in(turn->key->fold, "a answer"))
			return LABEL_ANSWER;
	}
	if (is_heading(turn))
		return LABEL_HEADING;
	return is_person(work, turns, turn) ? LABEL_PERSON : LABEL_NAME;
}

static void label_add(struct reader *r, struct turn turn)
{
	const struct hs_work *work = r->work;
	struct hs_lexeme *key = work->tokens[turn.label.end - 1].lex;

	turn.key = key;
	turn.capitals = true;
	for (uint32_t at = turn.label.first; at < turn.label.end; at++)
		turn.capitals &= !work->tokens[at].alnum || is_capitals(work, &work->tokens[at]);
	r->turns->at = hs_arena_grow(work->arena, r->turns->at, r->turns->n, r->turns->n + 1, &r->turns->room, sizeof(turn));
	r->turns->at[r->turns->n++] = turn;
	if (!key->label)
		key->label = (uint32_t)r->turns->n;
	turn_first(r->turns, &turn)->same++;
}

static void para_read(struct reader *r, uint32_t para)
{
	struct hs_run run = hs_para_run(r->work, para);
	struct turn turn = { .para = para };

	while (run.first < run.end && hs_is_mark(r->work, run.first)) {
		run.first++;
		turn.marked = true;
	}
	if (label_read(r->work, &turn, run.first, run.end))
		label_add(r, turn);
}

/* Where else the last words of labels stand: "Tom Weller", but not as the last word of another label. */
static void keys_look_up(struct reader *r)
{
	for (uint32_t at = 1; at < r->work->n_tokens; at++) {
		const struct hs_token *token = &r->work->tokens[at];
		struct turn *first = token->lex->label ? &r->turns->at[token->lex->label - 1] : NULL;

		if (!first)
			continue;
		first->small |= !token->upper;
		first->named |= token[-1].upper && token[-1].alnum && token[-1].para == token->para && !hs_token_is(r->work, at + 1, ":");
	}
}

static void labels_read(struct reader *r)
{
	for (size_t p = 0; p < r->work->article->n_paras; p++)
		if (r->work->article->paras[p].kind == HS_PARA_BODY)
			para_read(r, (uint32_t)p);
	if (!r->turns->n)
		return;
	keys_look_up(r);
	for (size_t i = 0; i < r->turns->n; i++)
		r->turns->at[i].kind = label_kind(r->work, r->turns, &r->turns->at[i]);
}

/* --- is it a transcript? -------------------------------------------------------------------------------- */

static bool recurs(const struct hs_turns *turns, const struct turn *turn)
{
	return turn_first(turns, turn)->same > 1;
}

static bool is_of_dialogue(const struct hs_token *token)
{
	return hs_pronoun_is(token->lex->fold, HS_PRONOUN_FIRST) || hs_pronoun_is(token->lex->fold, HS_PRONOUN_SECOND);
}

/* Does somebody say "I" or "you" in the run, in no quotation within it? */
static bool has_dialogue(const struct hs_work *work, struct hs_run run)
{
	bool whole = run.first < run.end && work->tokens[run.first].quoted;

	for (uint32_t at = run.first; at < run.end; at++)
		if ((whole || !work->tokens[at].quoted) && is_of_dialogue(&work->tokens[at]))
			return true;
	return false;
}

static bool is_spoken(const struct hs_work *work, const struct turn *turn)
{
	struct hs_run run = { turn->colon + 1, hs_para_run(work, turn->para).end };

	return run.first >= run.end || turn->marked || hs_is_mark(work, run.first) || hs_word_in(hs_fold_at(work, run.first), OPENING) ||
	       hs_token_is(work, run.end - 1, "?") || has_dialogue(work, run);
}

static bool has_first_person(const struct hs_work *work, struct hs_run run)
{
	for (uint32_t at = run.first; at < run.end; at++)
		if (hs_pronoun_is(hs_fold_at(work, at), HS_PRONOUN_FIRST))
			return true;
	return false;
}

/* A question and its answer in the next label; not where a paper asks and answers itself: "Q: What is a lock? A: A gate ..." */
static bool is_paired(const struct hs_work *work, const struct hs_turns *turns)
{
	size_t pairs = 0, own = 0;

	for (size_t i = 0; i + 1 < turns->n; i++)
		if (turns->at[i].kind == LABEL_QUESTION && turns->at[i + 1].kind == LABEL_ANSWER) {
			pairs++;
			own += has_first_person(work, (struct hs_run){ turns->at[i + 1].colon + 1, hs_para_run(work, turns->at[i + 1].para).end });
		}
	return pairs && own * SPOKEN_SHARE >= pairs;
}

static bool is_transcript(const struct hs_work *work, const struct hs_turns *turns)
{
	size_t n = 0, spoken = 0, again = 0, others = 0;
	const struct turn *first = NULL;
	bool person = false;

	if (turns->paired)
		return true;
	for (size_t i = 0; i < turns->n; i++) {
		const struct turn *turn = &turns->at[i];

		if (turn->kind == LABEL_HEADING || turn->kind == LABEL_ANSWER)
			continue;
		n++;
		spoken += is_spoken(work, turn);
		again += recurs(turns, turn);
		person |= turn->kind != LABEL_NAME;
		first = first ? first : turn;
		others += first->key != turn->key;
	}
	return n >= TURNS_MIN && again && others && person && spoken * SPOKEN_SHARE >= n;
}

/* Whose labels are they? A name that nothing tells to be one is one among capitals, or where it comes back. */
static void speakers_tell(struct hs_turns *turns)
{
	size_t in_capitals = 0, in_marks = 0;
	bool capitals;

	for (size_t i = 0; i < turns->n; i++) {
		in_capitals += turns->at[i].capitals;
		in_marks += turns->at[i].marked;
	}
	capitals = 2 * in_capitals > turns->n;
	turns->marked = 2 * in_marks > turns->n;
	for (size_t i = 0; i < turns->n; i++) {
		struct turn *turn = &turns->at[i];

		turn->speaks = turn->kind == LABEL_NAME ? (capitals && turn->capitals) || recurs(turns, turn) :
			       turn->kind == LABEL_ANSWER ? turns->paired : turn->kind != LABEL_HEADING;
	}
}

/* --- what is said in a turn ------------------------------------------------------------------------------- */

/* "(CROSSTALK)", "[Laughter.]", "...." */
static bool is_direction(const struct hs_work *work, struct hs_run run)
{
	while (run.first < run.end && hs_is_mark(work, run.first))
		run.first++;
	while (run.end > run.first && !work->tokens[run.end - 1].alnum && !hs_word_in(hs_fold_at(work, run.end - 1), ") ]"))
		run.end--;
	return run.first >= run.end || (hs_word_in(hs_fold_at(work, run.first), "( [") && hs_word_in(hs_fold_at(work, run.end - 1), ") ]"));
}

/* Could the paragraph go on with the turn? Not a direction, nor what stands behind a line that parts sections. */
static bool may_go_on(const struct hs_work *work, const struct turn *turn, uint32_t para)
{
	struct hs_run run = hs_para_run(work, para);

	return work->article->paras[para].kind == HS_PARA_BODY && work->section[para] == work->section[turn->para] && run.first < run.end &&
	       !is_direction(work, run);
}

/* In quotation marks, each paragraph of a turn opens with one, and the last one closes them. */
static uint32_t marked_end(const struct hs_work *work, const struct turn *turn, uint32_t limit)
{
	uint32_t para = turn->para + 1;

	while (para < limit && may_go_on(work, turn, para) && hs_is_mark(work, hs_para_run(work, para).first) &&
	       !hs_is_mark(work, hs_para_run(work, para - 1).end - 1))
		para++;
	return para;
}

/* Before the next label all that stands between a question and the next belongs to the answer; else what reaches to the last
 * paragraph in which somebody says "I" or "you". */
static uint32_t turn_end(const struct hs_work *work, const struct hs_turns *turns, size_t which)
{
	const struct turn *turn = &turns->at[which];
	uint32_t next = which + 1 < turns->n ? turns->at[which + 1].para : (uint32_t)work->article->n_paras, end = turn->para + 1;
	bool alone = turn->colon + 1 >= hs_para_run(work, turn->para).end;

	if (alone && end < next && may_go_on(work, turn, end))
		end++;
	if (turns->marked && !alone)
		return marked_end(work, turn, next);
	if (which + 1 == turns->n)
		return end;
	for (uint32_t para = end; para < next && may_go_on(work, turn, para); para++)
		if (turns->paired || has_dialogue(work, hs_para_run(work, para)))
			end = para + 1;
	return end;
}

static void content_read(struct reader *r, size_t which)
{
	struct turn *turn = &r->turns->at[which];
	uint32_t end = turn_end(r->work, r->turns, which);

	turn->content.at = hs_arena_array(r->work->arena, end - turn->para, sizeof(*turn->content.at));
	for (uint32_t para = turn->para; para < end; para++) {
		struct hs_run run = hs_para_run(r->work, para);

		run = hs_block_words(r->work, para == turn->para ? turn->colon + 1 : run.first, run.end);
		if (run.first >= run.end)
			continue;
		turn->content.at[turn->content.n++] = hs_run_range(r->work, run);
		for (uint32_t at = run.first; at < run.end; at++)
			r->turns->of_token[at] = (uint32_t)which + 1;
		hs_block_quote(r->work, run);
	}
	turn->speaks = turn->content.n > 0;
	for (uint32_t at = r->work->para_first[turn->para]; turn->speaks && at <= turn->colon; at++) {
		r->turns->of_token[at] = (uint32_t)which + 1;
		r->work->tokens[at].quoted = false;
	}
}

/* --- the claims ------------------------------------------------------------------------------------------- */

/* Is the token in the content of the turn, or with turn 0 in no turn? */
static bool is_within(const struct reader *r, uint32_t at, uint32_t turn)
{
	return r->turns->of_token[at] == turn && (!turn || at > r->turns->at[turn - 1].colon);
}

static bool is_label(const struct reader *r, uint32_t at)
{
	uint32_t turn = r->turns->of_token[at];

	return turn && at <= r->turns->at[turn - 1].colon;
}

/* How many words of the ranges are of any turn, of a label, not within the turn? */
struct shares { uint32_t turns, labels, out; };

static struct shares shares_of(const struct reader *r, struct hs_ranges ranges, uint32_t turn)
{
	struct shares shares = { 0 };

	for (size_t i = 0; i < ranges.n; i++) {
		struct hs_run run = hs_work_run(r->work, ranges.at[i]);

		for (uint32_t at = run.first; at < run.end; at++) {
			uint32_t word = r->work->tokens[at].alnum;

			shares.turns += word && r->turns->of_token[at];
			shares.labels += word && is_label(r, at);
			shares.out += word && !is_within(r, at, turn);
		}
	}
	return shares;
}

/* The parts of `ranges` that lie within the turn. */
static struct hs_ranges ranges_within(const struct reader *r, struct hs_ranges ranges, uint32_t turn)
{
	struct hs_ranges kept = { NULL, 0 };
	size_t room = 0;

	for (size_t i = 0; i < ranges.n; i++) {
		struct hs_run run = hs_work_run(r->work, ranges.at[i]);

		while (run.first < run.end) {
			struct hs_run part = { run.first, run.first };

			while (part.end < run.end && is_within(r, part.end, turn))
				part.end++;
			run.first = part.end + 1;
			part = hs_block_words(r->work, part.first, part.end);
			if (part.first >= part.end)
				continue;
			kept.at = hs_arena_grow(r->work->arena, kept.at, kept.n, kept.n + 1, &room, sizeof(*kept.at));
			kept.at[kept.n++] = hs_run_range(r->work, part);
		}
	}
	return kept;
}

static bool ranges_equal(struct hs_ranges a, struct hs_ranges b)
{
	return a.n == b.n && (!a.n || memcmp(a.at, b.at, a.n * sizeof(*a.at)) == 0);
}

static void content_set(struct hs_claim *claim, struct hs_ranges content)
{
	if (!ranges_equal(claim->content, content))
		claim->vector = NULL;
	claim->content = content;
}

/*
 * A claim that the model found, and whose cue is none of the colons, is cut to the turn that it stands in, or else to what is in none.
 * False: it is no claim. Nothing is left of it, or it has a label for its source, or for a part of its content and no source.
 */
static bool claim_cut(const struct reader *r, struct hs_claim *claim)
{
	uint32_t first = hs_work_run(r->work, claim->cue.at[0]).first, turn = r->turns->of_token[first];
	struct shares cue = shares_of(r, claim->cue, turn), source = shares_of(r, claim->source_spans, turn);
	struct shares content = shares_of(r, claim->content, turn);
	struct hs_ranges cut;

	if (cue.out || source.out || (content.labels && !claim->source_spans.n))
		return false;
	if (!content.out)
		return true;
	cut = ranges_within(r, claim->content, turn);
	content_set(claim, cut);
	return cut.n > 0;
}

/* The turn, plus 1, whose colon the cue is. */
static uint32_t turn_cued(const struct reader *r, const struct hs_claim *claim)
{
	struct hs_run cue = hs_work_run(r->work, claim->cue.at[0]);
	uint32_t turn = cue.first < cue.end ? r->turns->of_token[cue.end - 1] : 0;

	return turn && r->turns->at[turn - 1].colon == cue.end - 1 ? turn : 0;
}

static void claim_set(const struct reader *r, struct hs_claim *claim, const struct turn *turn)
{
	claim->source_spans = hs_ranges_one(r->work->arena, hs_run_range(r->work, turn->label));
	claim->cue = hs_ranges_one(r->work->arena, r->work->tokens[turn->colon].range);
	content_set(claim, turn->content);
}

static bool touches_turn(const struct reader *r, const struct hs_claim *claim)
{
	return shares_of(r, claim->cue, 0).turns || shares_of(r, claim->source_spans, 0).turns || shares_of(r, claim->content, 0).turns;
}

static void claims_settle(struct reader *r)
{
	struct hs_extraction *out = r->work->out;
	bool *found = hs_arena_array(r->work->arena, r->turns->n, sizeof(*found));
	size_t kept = 0;

	for (size_t i = 0; i < out->n_claims; i++) {
		struct hs_claim *claim = &out->claims[i];
		uint32_t turn = claim->cue.n ? turn_cued(r, claim) : 0;

		if (turn ? found[turn - 1] : claim->cue.n && touches_turn(r, claim) && !claim_cut(r, claim))
			continue;
		if (turn) {
			found[turn - 1] = true;
			claim_set(r, claim, &r->turns->at[turn - 1]);
		}
		r->work->raw[kept] = r->work->raw[i];
		out->claims[kept++] = *claim;
	}
	out->n_claims = kept;
	for (size_t i = 0; i < r->turns->n; i++)
		if (r->turns->at[i].speaks && !found[i])
			claim_set(r, hs_claim_add(r->work, NULL), &r->turns->at[i]);
}

void hs_turns_find(struct hs_work *work)
{
	struct reader r = { .work = work, .turns = hs_arena_alloc(work->arena, sizeof(*r.turns)) };

	labels_read(&r);
	r.turns->paired = is_paired(work, r.turns);
	if (!is_transcript(work, r.turns))
		return;
	work->turns = r.turns;
	r.turns->of_token = hs_arena_array(work->arena, work->n_tokens + 1, sizeof(*r.turns->of_token));
	speakers_tell(r.turns);
	for (size_t i = 0; i < r.turns->n; i++)
		if (r.turns->at[i].speaks)
			content_read(&r, i);
	claims_settle(&r);
}

bool hs_turn_holds(const struct hs_work *work, uint32_t at)
{
	return work->turns && work->turns->of_token[at];
}

bool hs_turn_asks(const struct hs_work *work, uint32_t at)
{
	return hs_turn_holds(work, at) && work->turns->paired && work->turns->at[work->turns->of_token[at] - 1].kind == LABEL_QUESTION;
}

/* --- who bears a label --------------------------------------------------------------------------------------- */

static struct turn *turn_labelled(const struct hs_scene *scene, uint32_t m)
{
	const struct hs_turns *turns = scene->work->turns;
	uint32_t head = scene->mentions[m].phrase.head, turn = turns ? turns->of_token[head] : 0;

	return turn && scene->mentions[m].claim && head < turns->at[turn - 1].label.end ? &turns->at[turn - 1] : NULL;
}

/* The person named most often in paragraphs [0, end) of this kind, and more often than anybody else; HS_NOBODY: there is none. */
static uint32_t person_most(const struct hs_scene *scene, enum hs_para_kind kind, uint32_t end)
{
	const struct hs_names *names = &scene->names;
	uint32_t *times = hs_arena_array(scene->work->arena, names->n_persons + 1, sizeof(*times));
	uint32_t best = HS_NOBODY, most = 0;

	for (size_t i = 0; i < names->n; i++) {
		uint32_t para = scene->work->tokens[names->at[i].run.first].para;

		if (scene->work->article->paras[para].kind == kind && para < end && !names->at[i].modifier)
			times[names->at[i].person]++;
	}
	for (uint32_t person = 0; person < names->n_persons; person++) {
		if (times[person] == most)
			best = HS_NOBODY;
		if (times[person] > most) {
			best = person;
			most = times[person];
		}
	}
	return best;
}

/* Whoever answers: the one whom the headline names, or else the text before the first question. */
static uint32_t interviewee(const struct hs_scene *scene)
{
	uint32_t person = person_most(scene, HS_PARA_HEADLINE, (uint32_t)scene->work->article->n_paras);

	return person != HS_NOBODY ? person : person_most(scene, HS_PARA_BODY, scene->work->turns->at[0].para);
}

static bool is_pair_label(const struct turn *turn)
{
	return turn->kind == LABEL_QUESTION || turn->kind == LABEL_ANSWER;
}

/* "Q" beside "A" whom the article makes plain is the writer; of any others nothing is known. */
static uint32_t asking_or_answering(struct hs_scene *scene, const struct turn *turn)
{
	uint32_t person = scene->work->turns->paired ? interviewee(scene) : HS_NOBODY, entity;

	if (person != HS_NOBODY)
		return turn->kind == LABEL_ANSWER ? hs_entity_of_person(scene, person) : hs_entity_author(scene);
	entity = hs_entity_new(scene);
	scene->entities[entity].unknown = scene->entities[entity].human = true;
	return entity;
}

/* Of labels that are no names, the same one means the same, and another one another. */
static uint32_t described(struct hs_scene *scene, uint32_t m, const struct turn *turn, uint32_t (*link)(struct hs_scene *, uint32_t))
{
	uint32_t entity = link(scene, m);

	if (entity == HS_NOBODY || (scene->entities[entity].label && scene->entities[entity].label != turn->key))
		entity = hs_entity_described(scene, &scene->mentions[m].phrase, 0);
	return entity;
}

uint32_t hs_turn_link(struct hs_scene *scene, uint32_t m, uint32_t (*link)(struct hs_scene *, uint32_t))
{
	const struct turn *turn = turn_labelled(scene, m);
	struct turn *first = turn ? turn_first(scene->work->turns, turn) : NULL;
	uint32_t entity;

	if (!turn)
		return HS_NOBODY;
	if (scene->mentions[m].phrase.form == HS_FORM_NAME && !is_pair_label(turn))
		entity = link(scene, m);
	else if (first->entity)
		entity = first->entity - 1;
	else if (is_pair_label(turn))
		entity = asking_or_answering(scene, turn);
	else
		entity = described(scene, m, turn, link);
	if (entity == HS_NOBODY)
		return HS_NOBODY;
	first->entity = entity + 1;
	scene->entities[entity].label = turn->key;
	return entity;
}
