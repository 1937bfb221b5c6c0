/*
 * owner - whose a mark is: the subject of its verb, the antecedent of its "who", the speaker of its sentence.
 */
#include "config.h"

#include "attribute/unnamed_p.h"

#define REACH 40                        /* words from a mark back to its owner */

enum need { ANY, SPEAKING };

static bool is_candidate(const struct hs_figure *figure, enum need need)
{
	return !figure->apposed && !figure->addressed && !figure->nested && (need == ANY || figure->speaks);
}

/* The last candidate of the sentence whose head is before word `at`, which is in the sentence or ends it. */
static size_t last_before(const struct hs_unnamed *un, size_t at, enum need need)
{
	for (size_t i = hs_un_figures_before(un, at); i-- > 0;) {
		const struct hs_figure *figure = &un->figures[i];

		if (at - figure->head > REACH || !hs_un_together(un, figure->head, at - 1))
			break;
		if (is_candidate(figure, need))
			return i;
	}
	return HS_NOWHERE;
}

static size_t first_after(const struct hs_unnamed *un, size_t at, enum need need)
{
	for (size_t i = hs_un_figures_before(un, at); i < un->n_found; i++) {
		const struct hs_figure *figure = &un->figures[i];

		if (figure->head - at > REACH || !hs_un_together(un, figure->head, at))
			break;
		if (is_candidate(figure, need))
			return i;
	}
	return HS_NOWHERE;
}

/* A subject that the lexicon does not know as a noun for people: "the Liberal, who asked ..." */
static size_t unknown_before(struct hs_unnamed *un, size_t end)
{
	const struct hs_noun *noun;
	size_t index;

	if (end == 0 || hs_un_is_border(un, end - 1) || hs_un_in(un, end - 1, HS_WC_det) ||
	    hs_un_among(un, end - 1, "and or"))
		return HS_NOWHERE;
	noun = un->noun[end - 1];
	if (noun && (noun->cls == HS_NOUN_BODY || noun->cls == HS_NOUN_PAPER || noun->cls == HS_NOUN_OUTLET ||
		     noun->cls == HS_NOUN_WIRE || noun->cls == HS_NOUN_DEED))
		return HS_NOWHERE;
	if (hs_un_in(un, end - 1, HS_WC_matter))
		return HS_NOWHERE;      /* "the talks who was not authorized" */
	index = hs_figure_before(un, end);
	un->figures[index].named = un->figures[index].det == HS_DET_NONE && un->text.upper[end - 1];
	return un->figures[index].apposed ? HS_NOWHERE : index;
}

/* The word that the verb of the mark follows, past "has", "also", "have both". */
static size_t word_before(const struct hs_unnamed *un, size_t at, size_t start)
{
	while (at > start && (hs_un_in(un, at - 1, HS_WC_aux) || hs_un_in(un, at - 1, HS_WC_adverb)))
		at--;
	return at;
}

/* "who, like others interviewed, spoke": where the aside that ends before `at` began; `at` where there is none. */
static size_t aside_start(const struct hs_unnamed *un, size_t at, size_t start)
{
	if (at == start || !hs_un_among(un, at - 1, ", ) - -- – —"))
		return at;
	for (size_t back = at - 1; back > start && at - back < REACH; back--)
		if (hs_un_among(un, back - 1, ", ( - -- – —"))
			return back - 1;
	return at;
}

/* The people of "like others interviewed for this story", standing in [first, end). */
static size_t likened(const struct hs_unnamed *un, size_t first, size_t end)
{
	for (size_t at = first; at < end; at++)
		if (hs_un_is(un, at, "like"))
			for (size_t i = hs_un_figures_before(un, at); i < un->n_found && un->figures[i].head < end; i++)
				if (un->figures[i].plural)
					return i;
	return HS_NOWHERE;
}

/* "one of the three people, all of whom": the people, of whom the first source is one. */
static size_t whole_of(struct hs_unnamed *un, size_t index)
{
	struct hs_figure whole = un->figures[index];

	while (whole.first < whole.head && !hs_un_is(un, whole.first, "of"))
		whole.first++;
	if (whole.first == whole.head)
		return HS_NOWHERE;
	whole.first++;
	whole.part = false;
	whole.whole = true;
	whole.plural = true;
	whole.det = HS_DET_DEFINITE;
	whole.count = 0;
	return hs_figure_copy(un, &whole);
}

/* Who else is meant by "all of whom": of "one of the three people" the others, of "an aide and a guard" the aide. */
static size_t others_of(struct hs_unnamed *un, size_t index)
{
	const struct hs_figure *figure = &un->figures[index];

	if (figure->part && !figure->plural)
		return whole_of(un, index);
	if (!figure->plural && index > 0 && figure->first == un->figures[index - 1].extent + 1 &&
	    hs_un_is(un, figure->first - 1, "and"))
		return index - 1;
	return HS_NOWHERE;
}

/* The antecedent of the "who" at `who`. */
static size_t antecedent(struct hs_unnamed *un, size_t who)
{
	size_t start = hs_un_sentence_start(un, who), at = who, found;

	while (at > start && !un->text.alnum[at - 1])
		at--;
	if (at > start + 1 && hs_un_is(un, at - 1, "of"))             /* "all of whom" */
		at -= 2;
	while (at > start && !un->text.alnum[at - 1])
		at--;
	found = last_before(un, at, ANY);
	if (found != HS_NOWHERE)
		return found;
	return at > start ? unknown_before(un, at) : HS_NOWHERE;
}

static size_t relative_before(const struct hs_unnamed *un, size_t at, size_t start)
{
	for (size_t back = at; back > start && at - back < REACH; back--) {
		if (hs_un_among(un, back - 1, "who whom whose"))
			return back - 1;
		if (hs_un_in(un, back - 1, HS_WC_finite) && !hs_un_in(un, back - 1, HS_WC_speak) &&
		    !hs_un_among(un, back - 1, "declined"))
			break;
	}
	return HS_NOWHERE;
}

/* "Some asked not to be named", "several of them spoke ...": people of whom the text has told before. */
static bool quantity_speaks(const struct hs_unnamed *un, size_t at, size_t start)
{
	if (hs_un_among(un, at, "them these those") && at > start && hs_un_is(un, at - 1, "of"))
		return true;
	if (hs_un_in(un, at, HS_WC_number) && at > start && hs_un_among(un, at - 1, "all the"))
		at--;                   /* "all three" */
	return hs_un_among(un, at, "some several many most all both none neither few the") &&
	       (at == start || !un->text.alnum[at - 1] || hs_un_among(un, at - 1, "but and while"));
}

static bool is_subject_pronoun(const struct hs_unnamed *un, size_t at)
{
	return hs_un_among(un, at, "he she they");
}

/* The subject of "he said", "they added" before word `at`. */
static size_t pronoun_speaking(struct hs_unnamed *un, size_t at, size_t after)
{
	size_t start = hs_un_sentence_start(un, at);

	for (size_t back = at; back > start && back > after && at - back < REACH; back--)
		if (is_subject_pronoun(un, back - 1) && !un->quoted[back - 1] && hs_un_in(un, back, HS_WC_finite))
			return hs_figure_pronoun(un, back - 1);
	return HS_NOWHERE;
}

/* "Speaking on condition of anonymity, a forester said ...": the subject behind the comma, whatever its noun. */
static size_t unknown_after(struct hs_unnamed *un, const struct hs_mark *mark)
{
	size_t end = hs_un_sentence_end(un, mark->first);
	size_t at = mark->reason_end > mark->end ? mark->reason_end : mark->end;

	if (!hs_un_is(un, at, ","))
		return HS_NOWHERE;
	for (size_t verb = at + 2; verb < end && verb < at + REACH && un->text.alnum[verb]; verb++)
		if (hs_un_in(un, verb, HS_WC_finite))
			return unknown_before(un, verb);
	return HS_NOWHERE;
}

/* A mark that hangs on the sentence: "speaking on condition of anonymity", "told CNN on condition ...". */
static size_t owner_of_phrase(struct hs_unnamed *un, const struct hs_mark *mark)
{
	size_t found = last_before(un, mark->first, SPEAKING);
	size_t pronoun = pronoun_speaking(un, mark->first, found == HS_NOWHERE ? 0 : un->figures[found].head);

	if (pronoun != HS_NOWHERE)
		return pronoun;
	if (found == HS_NOWHERE)
		found = last_before(un, mark->first, ANY);
	if (found == HS_NOWHERE)
		found = first_after(un, mark->end, SPEAKING);
	if (found == HS_NOWHERE)
		found = unknown_after(un, mark);
	if (found == HS_NOWHERE)
		found = first_after(un, mark->reason_end > mark->end ? mark->reason_end : mark->end, ANY);
	return found;
}

static bool is_phrase(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	return hs_un_in(un, mark->first, HS_WC_prep) || hs_un_in(un, mark->first, HS_WC_hanging) ||
	       hs_un_is(un, mark->first, "not") || hs_un_is(un, mark->first, "only") ||
	       (hs_un_is(un, mark->first, "granted") && mark->first > 0 && !un->text.alnum[mark->first - 1]);
}

static size_t same_owner_before(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	const struct hs_mark *before = mark - 1;

	if (mark == un->marks || !hs_un_together(un, before->first, mark->first))
		return HS_NOWHERE;
	return before->owner[0];
}

/* A verb with its subject: "the official asked", "who declined", "she requested". */
static size_t owner_of_verb(struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t start = hs_un_sentence_start(un, mark->first);
	size_t at = word_before(un, mark->first, start), aside = aside_start(un, at, start), found;
	size_t before = word_before(un, aside, start);

	if (aside < at)
		mark->owner[1] = likened(un, aside, at);
	else
		mark->owner[1] = likened(un, at > start + 8 ? at - 8 : start, at);
	if (mark->owner[1] != HS_NOWHERE && aside == at && !hs_un_is(un, start, "like"))
		for (before = at; before > start && !hs_un_is(un, before, "like"); before--)
			;
	if (hs_un_is(un, mark->first, "whose"))
		return antecedent(un, mark->first);
	if (hs_un_is(un, mark->first + 1, "of") && hs_un_is(un, mark->first + 2, "whom"))
		return antecedent(un, mark->first + 2);         /* "neither of whom was authorized" */
	if (before > start && hs_un_among(un, before - 1, "who whom")) {
		found = antecedent(un, before - 1);
		if (found != HS_NOWHERE && before > start + 2 && hs_un_among(un, before - 3, "all both none each"))
			mark->owner[1] = others_of(un, found);
		return found;
	}
	if (at > start && (is_subject_pronoun(un, at - 1) || quantity_speaks(un, at - 1, start)))
		return hs_figure_pronoun(un, at - 1);
	if (at > start && hs_un_among(un, at - 1, "and but or")) {
		size_t who;

		if ((found = same_owner_before(un, mark)) != HS_NOWHERE)
			return found;
		if ((who = relative_before(un, at - 1, start)) != HS_NOWHERE)
			return antecedent(un, who);
		if (last_before(un, at, ANY) == HS_NOWHERE)
			for (size_t first = start; first < at && first < start + REACH; first++)
				if (is_subject_pronoun(un, first) && !un->quoted[first])
					return hs_figure_pronoun(un, first);
	}
	found = last_before(un, before, ANY);
	if (found == HS_NOWHERE && before > start)
		found = unknown_before(un, before);
	return found != HS_NOWHERE ? found : owner_of_phrase(un, mark);
}

/* A text that begins in the middle: "... who declined to be identified". */
static bool begins_cut(const struct hs_unnamed *un)
{
	return un->text.n && (hs_un_among(un, 0, ". …") || (un->text.alnum[0] && !un->text.upper[0]));
}

/* "The Herald granted the guard anonymity", "granted anonymity to a guard": the guard's, and not the one's who grants
 * it. */
static size_t owner_of_object(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	bool passive = mark->first > 0 && hs_un_in(un, mark->first - 1, HS_WC_be) && !hs_un_is(un, mark->first, "granting");
	size_t found;

	if (passive || !hs_un_in(un, mark->first, HS_WC_grant))
		return HS_NOWHERE;
	found = first_after(un, mark->first, ANY);
	return found != HS_NOWHERE && (un->figures[found].head < mark->end || hs_un_is(un, mark->end, "to")) &&
	       un->figures[found].first <= mark->end + 1 ? found : HS_NOWHERE;
}

/* "insisted that the officials not be named" */
static size_t owner_inside(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	size_t i = hs_un_figures_before(un, mark->first);

	if (!hs_un_in(un, mark->first, HS_WC_insist) || i == un->n_found || un->figures[i].head >= mark->end)
		return HS_NOWHERE;
	return i;
}

/* "is not naming her", "withholding his name", "her name is withheld", "she is not being named": the pronoun for who goes unnamed. */
static size_t pronoun_withheld(struct hs_unnamed *un, const struct hs_mark *mark, size_t before)
{
	if (before > 0 && (is_subject_pronoun(un, before - 1) || hs_un_among(un, before - 1, "his her their")))
		return hs_figure_pronoun(un, before - 1);
	for (size_t at = mark->first; at < mark->end; at++)
		if (hs_un_among(un, at, "her his their him them"))
			return hs_figure_pronoun(un, at);
	return HS_NOWHERE;
}

/* Who goes unnamed by the outlet's own decision, or under a changed name. */
static size_t owner_withheld(struct hs_unnamed *un, const struct hs_mark *mark, size_t before)
{
	size_t start = hs_un_sentence_start(un, mark->first), who = relative_before(un, mark->first + 1, start), found;

	if (who != HS_NOWHERE && (found = antecedent(un, who)) != HS_NOWHERE)
		return found;
	if ((found = pronoun_withheld(un, mark, before)) != HS_NOWHERE)
		return found;
	if (mark->first > start && un->possessive[mark->first - 1])
		return unknown_before(un, mark->first);         /* "the nurse's name is being withheld" */
	found = first_after(un, mark->first, ANY);
	return found != HS_NOWHERE ? found : last_before(un, mark->first, ANY);
}

static bool speaks_of_itself(const struct hs_unnamed *un, size_t at)
{
	return at > 0 && hs_un_among(un, at - 1, "i we you");
}

static void owners_find(struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t start = hs_un_sentence_start(un, mark->first), at = word_before(un, mark->first, start);

	if (speaks_of_itself(un, at))
		return;
	if (mark->kind == HS_MARK_WITHHELD || (mark->kind == HS_MARK_PARTIAL && hs_un_in(un, mark->first, HS_WC_name))) {
		mark->owner[0] = owner_withheld(un, mark, at);
		return;
	}
	if ((mark->owner[0] = owner_inside(un, mark)) != HS_NOWHERE)
		return;
	if ((mark->owner[0] = owner_of_object(un, mark)) != HS_NOWHERE)
		return;
	mark->owner[0] = is_phrase(un, mark) ? owner_of_phrase(un, mark) : owner_of_verb(un, mark);
	if (mark->owner[0] == HS_NOWHERE && mark->kind != HS_MARK_PARTIAL && start == 0 && begins_cut(un))
		mark->owner[0] = hs_figure_pronoun(un, at > 0 && hs_un_is(un, at - 1, "who") ? at - 1 : at);
}

/* "a patient asked to be identified by her first name", "a cook used a pseudonym": unnamed for all that the text tells. A name may stand elsewhere
 * where it only mentions one, or where "she" asks. */
static bool asks_for_it(const struct hs_unnamed *un, const struct hs_mark *mark, const struct hs_figure *owner)
{
	bool asks = hs_un_in(un, mark->first, HS_WC_ask) || hs_un_in(un, mark->first, HS_WC_want);

	for (size_t at = mark->first; at < mark->end && !asks; at++)
		asks = hs_un_among(un, at, "pseudonym pseudonyms alias aliases false assumed fictitious invented");
	return asks && !owner->named && !owner->apposed && owner->det == HS_DET_INDEFINITE;
}

void hs_owner_find(struct hs_unnamed *un, struct hs_mark *mark)
{
	owners_find(un, mark);
	for (size_t i = 0; i < 2; i++) {
		struct hs_figure *figure = mark->owner[i] == HS_NOWHERE ? NULL : &un->figures[mark->owner[i]];

		if (!figure)
			continue;
		if (mark->kind != HS_MARK_WITHHELD && (mark->kind != HS_MARK_PARTIAL || asks_for_it(un, mark, figure)))
			figure->owner = true;
		else
			figure->meant = true;
	}
}
