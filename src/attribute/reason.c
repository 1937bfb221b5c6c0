/*
 * reason - why a source is not named: where the clause begins and ends, and what kind of reason it is.
 */
#include "config.h"

#include <pthread.h>
#include <string.h>

#include "attribute/unnamed_p.h"

enum opener { CLAUSE, SUBJECT, VERB, TELLING };

static const struct hs_wording_row opener_rows[] = {
#define OPEN(pattern, kind) { pattern, kind },
#include "lexicon/reason.def"
#undef OPEN
};

static const struct hs_wording_row code_rows[] = {
#define CODE(code, pattern) { pattern, code },
#include "lexicon/reason.def"
#undef CODE
};

#define R_OTHER 12
#define SUBJECT_MAX 9                   /* words from "as" to the verb */
#define CLAUSE_MAX 70                  /* words of a reason, at most */
#define FRONT_MAX 60                    /* words from "Citing ...," to the mark */
#define INTERLUDE_MAX 14                /* words between "anonymity" and "because": to whom, on which day */

static struct hs_wording_set *openers, *codes;
static pthread_once_t reasons_once = PTHREAD_ONCE_INIT;

static void reasons_compile(void)
{
	openers = hs_wording_set_new(opener_rows, sizeof(opener_rows) / sizeof(*opener_rows));
	codes = hs_wording_set_new(code_rows, sizeof(code_rows) / sizeof(*code_rows));
}

/* --- The code ------------------------------------------------------------------------------------ */

static bool clue_find(int *code, const struct hs_unnamed *un, size_t first, size_t end)
{
	struct hs_wording_match match;
	size_t best = SIZE_MAX;

	for (size_t at = first; at < end; at++)
		if (hs_wording_first(&match, codes, &un->text, at) && match.row < best) {
			best = match.row;
			*code = match.value;
		}
	return best != SIZE_MAX;
}

int hs_reason_code(const struct hs_unnamed *un, size_t first, size_t end)
{
	int code = R_OTHER;

	pthread_once(&reasons_once, reasons_compile);
	clue_find(&code, un, first, end);
	return code;
}

/* --- Where the clause ends --------------------------------------------------------------------- */

/* Is the verb of the sentence still to come, as in "an official who asked not to be named because ... said"? */
static bool is_embedded(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	size_t start = hs_un_sentence_start(un, mark->first);

	if (mark->first > start && hs_un_in(un, mark->first, HS_WC_hanging) && un->text.alnum[mark->first - 1] &&
	    !hs_un_in(un, mark->first - 1, HS_WC_finite))
		return true;            /* "an official speaking on condition of anonymity said" */
	for (size_t at = mark->first; at > start && mark->first - at < 40; at--) {
		if (hs_un_in(un, at - 1, HS_WC_relative))
			return true;
		if (hs_un_in(un, at - 1, HS_WC_finite))
			return false;
	}
	return (mark->kind == HS_MARK_BARRED && !hs_un_in(un, mark->first, HS_WC_aux)) ||
	       (mark->kind == HS_MARK_PARTIAL && hs_un_in(un, mark->first, HS_WC_named));       /* "a cook identified only as" */
}

static bool is_dash(const struct hs_unnamed *un, size_t at)
{
	return hs_un_among(un, at, "- -- – — ; : ( ) [ ] … .");
}

/* "..., the official said", "..., said ...", "..., adding that": the comma ends the clause. */
static bool speech_follows(const struct hs_unnamed *un, size_t at, size_t end)
{
	if (hs_un_in(un, at, HS_WC_finite) || hs_un_in(un, at, HS_WC_saying) || hs_un_in(un, at, HS_WC_aux))
		return true;
	for (size_t next = at; next < end && next < at + 7; next++) {
		if (!un->text.alnum[next])
			return false;
		if (hs_un_in(un, next, HS_WC_finite))
			return true;
	}
	return false;
}

static bool comma_ends(const struct hs_unnamed *un, size_t first, size_t at, size_t end, bool embedded)
{
	bool dated = hs_un_in(un, at - 1, HS_WC_month) || hs_un_in(un, at - 2, HS_WC_month);

	if (dated && at + 1 < end && un->text.word[at + 1][0] >= '0' && un->text.word[at + 1][0] <= '9')
		return false;
	if (embedded || speech_follows(un, at + 1, end))
		return true;
	if (hs_un_among(un, at + 1, "and or nor"))
		return speech_follows(un, at + 2, end);
	if (hs_un_among(un, at + 1, "which especially particularly including whether"))
		return false;
	return at - first > 4;
}

static bool and_ends(const struct hs_unnamed *un, size_t at)
{
	return hs_un_in(un, at + 1, HS_WC_finite) || hs_un_in(un, at + 1, HS_WC_saying) ||
	       hs_un_among(un, at + 1, "is are was were would wouldn't who") || hs_un_in(un, at + 1, HS_WC_asks) ||
	       (hs_un_in(un, at + 1, HS_WC_pron) && hs_un_in(un, at + 2, HS_WC_finite));
}

static bool is_adverb(const struct hs_unnamed *un, size_t at)
{
	return hs_un_in(un, at, HS_WC_adverb) || hs_ends_in(un->text.word[at], "ly");
}

/* A verb of speech whose subject is not in the clause: "because of protocol said recruitment rose". */
static bool verb_ends(const struct hs_unnamed *un, size_t first, size_t at)
{
	size_t before = at - 1;

	if (at <= first + 1 || !(hs_un_in(un, at, HS_WC_finite) || hs_un_among(un, at, "asked requested insisted spoke wished")))
		return false;
	while (before > first && is_adverb(un, before))
		before--;
	return !hs_un_in(un, before, HS_WC_pron) && !hs_un_in(un, before, HS_WC_aux) &&
	       !hs_un_in(un, before, HS_WC_relative) && !hs_un_among(un, before, "to not and or");
}

static size_t clause_end(const struct hs_unnamed *un, size_t first, size_t body, bool embedded)
{
	size_t end = hs_un_sentence_end(un, first);

	if (end > body + CLAUSE_MAX)
		end = body + CLAUSE_MAX;
	for (size_t at = body; at < end; at++) {
		if (is_dash(un, at))
			return at;
		if (hs_un_is(un, at, ",") && at == body && hs_un_in(un, at + 2, HS_WC_finite) && hs_un_is(un, at + 3, ",")) {
			at += 3;        /* "because, they said, the talks are private" */
			continue;
		}
		if (hs_un_is(un, at, ",") && comma_ends(un, first, at, end, embedded))
			return at;
		if (hs_un_among(un, at, "and but") && and_ends(un, at))
			return at;
		if (embedded && verb_ends(un, first, at))
			return at;
		if (hs_word_is_quote(un->text.word[at]) && (at + 1 == end || hs_un_is(un, at - 1, ",")))
			return at;
	}
	return end;
}

/* Words alone: no punctuation at either edge. */
static void trim(const struct hs_unnamed *un, size_t *first, size_t *end)
{
	while (*first < *end && !un->text.alnum[*first])
		(*first)++;
	while (*first < *end && !un->text.alnum[*end - 1])
		(*end)--;
}

/* --- Where it begins ----------------------------------------------------------------------------- */

/* "to discuss" and not "to reporters", "to The AP". A text that is cut there leaves it open. */
static bool verb_follows(const struct hs_unnamed *un, size_t at)
{
	if (at >= un->text.n || !un->text.alnum[at])
		return true;
	if (un->text.upper[at] || hs_un_in(un, at, HS_WC_det) || hs_un_in(un, at, HS_WC_prep) ||
	    hs_un_among(un, at, "them him me us"))
		return false;
	return !un->noun[at] || !un->plural[at];
}

/* "as the talks are private", "as only the chief may speak", but not "as part of", "as a result". A text that is cut
 * there leaves it open. */
static bool subject_follows(const struct hs_unnamed *un, size_t at, size_t end)
{
	if (hs_un_in(un, at, HS_WC_pron) || hs_un_in(un, at, HS_WC_poss) || hs_un_among(un, at, "no not none nothing"))
		return true;
	for (size_t verb = at + 1; verb < end && verb < at + SUBJECT_MAX; verb++) {
		if (!un->text.alnum[verb] || hs_un_in(un, verb, HS_WC_finite))
			return hs_un_is(un, verb, "…") || (hs_un_is(un, verb, ".") && hs_un_is(un, verb + 1, "."));
		if (hs_un_in(un, verb, HS_WC_aux))
			return true;
	}
	return false;
}

static bool opener_holds(const struct hs_unnamed *un, const struct hs_wording_match *match, size_t clause)
{
	int code;

	switch (match->value) {
	case VERB: return verb_follows(un, match->end);
	case SUBJECT: return subject_follows(un, match->end, clause);
	case TELLING: return clue_find(&code, un, match->first, clause);
	default: return true;
	}
}

static bool clause_at(const struct hs_unnamed *un, struct hs_mark *mark, size_t at, bool embedded)
{
	struct hs_wording_match match;
	size_t first, end;

	if (!hs_wording_match(&match, openers, &un->text, at))
		return false;
	first = match.first;
	end = clause_end(un, first, match.end, embedded);
	if (!opener_holds(un, &match, end))
		return false;
	trim(un, &first, &end);
	mark->reason_first = first;
	mark->reason_end = end;
	return first < end;
}

/* What may stand between a mark and its reason: "on Friday", "to The AP in an interview". */
static bool is_interlude(const struct hs_unnamed *un, size_t at)
{
	if (hs_un_among(un, at, ", . \"") || un->text.upper[at] || is_adverb(un, at) || hs_un_in(un, at, HS_WC_day) ||
	    hs_un_in(un, at, HS_WC_month) || hs_un_in(un, at, HS_WC_det) || hs_un_in(un, at, HS_WC_occasion))
		return true;
	return un->text.word[at][0] >= '0' && un->text.word[at][0] <= '9';
}

/* "is not naming [the night nurse] because": behind whom the outlet does not name. */
static size_t object_end(const struct hs_unnamed *un, const struct hs_mark *mark)
{
	if (mark->kind == HS_MARK_WITHHELD && hs_un_in(un, mark->end, HS_WC_det))
		for (size_t at = mark->end + 1; at < mark->end + 4 && at < un->text.n && un->text.alnum[at]; at++)
			if (un->noun[at] && hs_noun_is_human(un->noun[at]))
				return at + 1;
	return mark->end;
}

static bool reason_after(const struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t end = hs_un_sentence_end(un, mark->first), first = object_end(un, mark);
	bool embedded = is_embedded(un, mark);

	for (size_t at = first; at < end && at < first + INTERLUDE_MAX; at++) {
		if (clause_at(un, mark, at, embedded))
			return true;
		if (!is_interlude(un, at))
			return false;
	}
	return false;
}

/* "Citing safety concerns, the nurse asked not to be named"; "who, fearing reprisals, asked ...". */
static bool reason_before(const struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t start = hs_un_sentence_start(un, mark->first);
	size_t at = mark->first;
	struct hs_wording_match match;

	while (at > start && mark->first - at < FRONT_MAX) {
		bool relative = --at > start && hs_un_is(un, at - 1, "who");
		bool edge = at == start || !un->text.alnum[at - 1] || relative;

		if (!edge || !hs_wording_match(&match, openers, &un->text, at) || (match.value == VERB && at > start) ||
		    match.value == TELLING || match.value == SUBJECT || hs_un_among(un, at, "before until") ||
		    (at == start && hs_un_is(un, at, "given")))
			continue;
		if (!clause_at(un, mark, at, true))
			break;
		if (relative && mark->reason_end > mark->first)
			mark->reason_end = mark->first;         /* "who under the rules could not be named" */
		if (mark->reason_end > mark->first)
			break;
		if (at == start || mark->reason_end + 2 >= mark->first)
			return true;
		break;
	}
	mark->reason_first = mark->reason_end = 0;
	return false;
}

/* "was not authorized to speak publicly": the words are the reason themselves. */
static void reason_itself(const struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t start = hs_un_sentence_start(un, mark->first);
	size_t first = mark->first, end = clause_end(un, first, mark->end, is_embedded(un, mark));

	if (first > start && hs_un_is(un, first - 1, "but"))
		first--;
	else if (first > start + 1 && hs_un_in(un, first - 1, HS_WC_pron) &&
		 hs_un_among(un, first - 2, "because since as"))
		first -= 2;
	trim(un, &first, &end);
	mark->reason_first = first;
	mark->reason_end = end;
}

/* "The farmer asked not to be named. He said he feared the gangs.": a sentence of its own. */
static bool reason_next(const struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t first = hs_un_sentence_end(un, mark->first), end;

	if (hs_un_among(un, first, "he she they") && hs_un_among(un, first + 1, "said says explained added"))
		first += 2;
	if (!hs_un_among(un, first, "he she they") || un->quoted[first] ||
	    !hs_un_among(un, first + 1, "feared fears fear cited cites worried worries"))
		return false;
	end = clause_end(un, first, first + 2, false);
	trim(un, &first, &end);
	mark->reason_first = first;
	mark->reason_end = end;
	return true;
}

/* "was authorized to speak only on condition of anonymity": the ground rule is the reason. */
static bool reason_is_rule(const struct hs_unnamed *un, struct hs_mark *mark)
{
	size_t start = hs_un_sentence_start(un, mark->first);

	for (size_t at = mark->first; at > start && mark->first - at < 10; at--) {
		if (!un->text.alnum[at - 1] || hs_un_in(un, at - 1, HS_WC_relative))
			return false;
		if (hs_un_in(un, at - 1, HS_WC_authorized) && hs_un_is(un, at - 2, "not"))
			return false;
		if (hs_un_in(un, at - 1, HS_WC_authorized)) {
			mark->reason_first = at - 1;
			mark->reason_end = mark->end;
			return true;
		}
	}
	return false;
}

void hs_reason_of(const struct hs_unnamed *un, struct hs_mark *mark)
{
	pthread_once(&reasons_once, reasons_compile);
	if (mark->kind == HS_MARK_BARRED)
		reason_itself(un, mark);
	else if (!reason_after(un, mark) && !reason_before(un, mark) && !reason_is_rule(un, mark))
		reason_next(un, mark);
	if (mark->reason_first < mark->reason_end)
		mark->code = hs_reason_code(un, mark->reason_first, mark->reason_end);
}
