/* A cue read as a verb, as far as words and their endings tell. */
#include "attribute/subject_p.h"

/* Participles that tell how somebody feels, not what was done to them; and those of verbs that are not regular. */
#define FEELINGS "concerned worried pleased convinced opposed committed dedicated determined interested scared prepared excited surprised " \
	"disappointed inclined frustrated outraged disgusted horrified tired thrilled delighted confused satisfied ashamed alarmed"
#define PARTICIPLES_ALONE "seen known shown given taken written drawn sworn forbidden"        /* which differ from the past */
#define PARTICIPLES PARTICIPLES_ALONE " told said held hit made thought found led met paid put quoted read sent set heard understood " \
	"forced left meant"

/* What follows "be" and makes it as good as a passive: nobody tells who thinks so; the latter only where "to" comes behind. */
#define IMPERSONAL "likely supposed set due"
#define IMPERSONAL_TO "certain sure bound"

/* Adverbs before participles that do not differ from the past: such a verb is not finite. */
#define BEFORE_PARTICIPLES "widely ever partly commonly broadly"

/* Participles that go on with the noun before them, whatever it is ("a pilot known for"), or if nobody ("a box labeled"). */
#define REDUCED "known titled dubbed named based aimed accused meant"
#define REDUCED_BEHIND_NOUNS "labeled labelled entitled marked described"

/* What is said of somebody by others, and the verbs that make whoever hears it their subject: "drew fire", "faced questions". */
#define RECEPTION "criticism criticisms fire heat flak scrutiny backlash pushback questions accusations allegations complaints condemnation " \
	"request requests outrage ridicule rebuke rebukes boos jeers attack attacks praise applause acclaim reputation"
#define RECEIVES "face faces faced facing draw draws drew drawn drawing take takes took taken taking receive receives received receiving " \
	"field fields fielded fielding hear hears heard hearing entertain entertains entertained " \
	"get gets got gotten getting earn earns earned earning attract attracts attracted endure endures endured come comes came under"

/* Participles of cues whose subject speaks for all that, as it does where another verb follows: "was heard saying". */
#define OWN_WORDS "quoted assured"

#define APPEARS "seem seems seemed appear appears appeared"
#define SEEMS APPEARS " look looks looked sound sounds sounded evident"

bool hs_token_is_adverb(const struct hs_token *token)
{
	return token->lex->small == HS_SMALL_ADVERB || (hs_ends_in(token->lex->fold, "ly") && !token->upper);
}

uint32_t hs_verb_begin(const struct hs_seeker *s)
{
	uint32_t at = s->cue.first;

	for (; at > 0 && hs_same_sentence(s->work, at - 1, s->cue.first) && s->cue.first - at < HS_CLAUSE_REACH; at--) {
		const struct hs_token *before = &s->work->tokens[at - 1];

		if (!hs_token_is_adverb(before) && before->lex->small != HS_SMALL_AUXILIARY && !hs_word_in(before->lex->fold, "both each first"))
			break;
	}
	return at;
}

const struct hs_token *hs_verb_head(const struct hs_seeker *s)
{
	uint32_t at = s->cue.first;

	while (at + 1 < s->cue.end && hs_token_is_adverb(&s->work->tokens[at]))
		at++;
	return &s->work->tokens[at];
}

static bool is_be(const struct hs_token *token)
{
	return hs_word_in(token->lex->fold, "is are was were be been being am isn't aren't wasn't weren't gets got");
}

static bool is_participle(const char *fold)
{
	return hs_word_in(fold, PARTICIPLES) || (hs_ends_in(fold, "ed") && !hs_word_in(fold, FEELINGS));
}

/* What "be" goes with, past adverbs; NULL: nothing within the cue. */
static const struct hs_token *predicate(const struct hs_seeker *s, bool *be)
{
	*be = false;
	for (uint32_t at = hs_verb_begin(s); at < s->cue.end; at++) {
		const struct hs_token *token = &s->work->tokens[at];

		if (is_be(token))
			*be = true;
		else if (*be && !hs_token_is_adverb(token) && !hs_word_in(token->lex->fold, "both best better well"))
			return token;
	}
	return NULL;
}

/* "is likely", "is certain to", not "is certain that" */
static bool is_impersonal(const struct hs_seeker *s, const struct hs_token *token)
{
	size_t next = (size_t)(token - s->work->tokens) + 1;

	return hs_word_in(token->lex->fold, IMPERSONAL) || (hs_word_in(token->lex->fold, IMPERSONAL_TO) && hs_token_is(s->work, next, "to"));
}

bool hs_verb_is_passive(const struct hs_seeker *s)
{
	bool be;
	const struct hs_token *token = predicate(s, &be);

	return token ? is_participle(token->lex->fold) || is_impersonal(s, token) : be;
}

const struct hs_token *hs_verb_participle(const struct hs_seeker *s)
{
	bool be;
	const struct hs_token *token = predicate(s, &be);

	return token && is_participle(token->lex->fold) ? token : NULL;
}

/* "was criticized", "is called", not "writes in what is called": the passive of a cue. */
static bool is_said_of_subject(const struct hs_seeker *s)
{
	bool be;
	const struct hs_token *token = predicate(s, &be), *first = hs_verb_head(s);
	const struct hs_cue *cue = token ? token->lex->cue : NULL;

	if (!cue || (first != token && first->lex->small != HS_SMALL_AUXILIARY) || !is_participle(token->lex->fold))
		return false;
	if (cue->stance == HS_CUE_ATTITUDE && strcmp(cue->word, token->lex->fold) == 0)         /* "impressed" */
		return false;
	return !hs_word_in(token->lex->fold, OWN_WORDS) && !hs_ends_in(hs_fold_at(s->work, s->cue.end - 1), "ing");
}

/* "came under withering criticism", "faced | questions about"; not "took issue with criticism" */
static bool is_received(const struct hs_seeker *s)
{
	uint32_t at = hs_verb_begin(s);
	bool receives = at && hs_same_sentence(s->work, at - 1, at) && hs_word_in(hs_fold_at(s->work, at - 1), RECEIVES);

	for (; at < s->cue.end; at++) {
		if (receives && hs_word_in(hs_fold_at(s->work, at), RECEPTION))
			return true;
		receives = (receives && !hs_token_is(s->work, at, "with")) || hs_word_in(hs_fold_at(s->work, at), RECEIVES);
	}
	return false;
}

bool hs_verb_is_undergone(const struct hs_seeker *s)
{
	return is_said_of_subject(s) || is_received(s);
}

/* What comes behind "seems to", within the cue, is its subject's doing: "seemed to blame", not "seems to be". */
bool hs_verb_seems(const struct hs_seeker *s)
{
	for (uint32_t at = s->cue.first; at < s->cue.end; at++)
		if (hs_word_in(s->work->tokens[at].lex->fold, SEEMS))
			return !hs_token_is(s->work, at + 1, "to") || at + 2 >= s->cue.end || hs_token_is(s->work, at + 2, "be");
	return false;
}

/* "seemed | to confirm it": the subject does. */
static bool goes_on_speaking(const struct hs_seeker *s)
{
	const struct hs_cue *cue;

	if (!hs_token_is(s->work, s->cue.end, "to") || s->cue.end + 1 >= s->work->n_tokens)
		return false;
	cue = s->work->tokens[s->cue.end + 1].lex->cue;
	return cue && cue->stance != HS_CUE_ATTITUDE;
}

bool hs_verb_only_seems(const struct hs_seeker *s)
{
	return hs_word_in(hs_fold_at(s->work, s->cue.end - 1), APPEARS) && !goes_on_speaking(s);
}

/* Names and pronouns can go with any verb. */
static bool has_name(const struct hs_seeker *s, struct hs_run run)
{
	enum hs_small first = s->work->tokens[run.first].lex->small;

	for (uint32_t at = run.first; at < run.end; at++) {
		uint32_t name = s->scene->names.of_token[at];

		if (name && !s->scene->names.at[name - 1].modifier)
			return true;
	}
	return first == HS_SMALL_PRONOUN || first == HS_SMALL_RELATIVE;
}

/* Can the word be nothing but a verb, or is it the base form of one behind a plural? */
static bool agrees(const struct hs_token *verb, const struct hs_token *noun)
{
	bool plural = noun->plural || (!noun->noun && !noun->possessive && hs_ends_in(noun->lex->fold, "s"));

	return !verb->noun || hs_ends_in(verb->lex->fold, "s") || (plural && strcmp(verb->lex->cue->word, verb->lex->fold) == 0);
}

/* Behind a name or pronoun any word does that is not plainly another part of speech; behind a noun, a known verb. */
#define WITH_BACK 8             /* words from the last of several people back to "with" */

/* "with both Diaz and Weller expected to": what is said of them is no sentence. */
static bool follows_with(const struct hs_seeker *s, struct hs_run subject)
{
	for (uint32_t at = subject.first, n = 0; at > 0 && n < WITH_BACK; n++) {
		const struct hs_token *before = &s->work->tokens[--at];

		if (hs_token_is(s->work, at, "with"))
			return true;
		if (!before->upper && !before->noun && before->lex->small != HS_SMALL_POSSESSIVE &&
		    !hs_word_in(before->lex->fold, "both and the a an"))
			return false;
	}
	return false;
}

/* "Diaz, a judge considered a liberal": what follows an apposition belongs to it, but for verbs of speech. */
static bool follows_apposition(const struct hs_seeker *s, struct hs_run subject)
{
	const struct hs_token *first = &s->work->tokens[subject.first];
	const struct hs_cue *cue = hs_verb_head(s)->lex->cue;

	return first->lex->small == HS_SMALL_INDEFINITE && subject.first > 1 && hs_token_is(s->work, subject.first - 1, ",") &&
	       hs_same_sentence(s->work, subject.first - 2, subject.first) && first[-2].upper && !(cue && cue->cls == HS_CUE_SPEECH);
}

/* "a town seen as", "the first pilot ever assigned to" */
static bool is_reduced(const struct hs_seeker *s, struct hs_run subject)
{
	const char *verb = hs_verb_head(s)->lex->fold;
	uint32_t first = hs_verb_begin(s);

	if (hs_word_in(verb, REDUCED " " PARTICIPLES_ALONE))
		return true;
	return hs_ends_in(verb, "ed") && (hs_word_in(hs_fold_at(s->work, first), BEFORE_PARTICIPLES) || follows_apposition(s, subject));
}

bool hs_verb_is_finite(const struct hs_seeker *s, struct hs_run subject)
{
	const struct hs_token *verb = hs_verb_head(s), *last = &s->work->tokens[subject.end - 1];
	const struct hs_token *first = &s->work->tokens[hs_verb_begin(s)];

	if (hs_token_is_adverb(verb) || (verb->lex->small == HS_SMALL_AUXILIARY && hs_token_is_adverb(&s->work->tokens[s->cue.end - 1])))
		return false;           /* "reportedly", "has reportedly" */
	if (first->lex->small == HS_SMALL_AUXILIARY)
		return true;
	if (!verb->alnum || verb->upper || hs_ends_in(verb->lex->fold, "ing") || is_reduced(s, subject) ||
	    (verb->lex->small != HS_SMALL_NONE && !verb->lex->cue))
		return false;
	if (!first[-1].alnum && hs_word_in(verb->lex->fold, "asked pressed"))   /* "..., asked about the bridge" */
		return false;
	if (hs_ends_in(verb->lex->fold, "ed") && follows_with(s, subject))
		return false;
	if (has_name(s, subject))
		return true;
	if (hs_word_in(verb->lex->fold, REDUCED_BEHIND_NOUNS) && !(last->noun && hs_noun_is_human(last->noun)))
		return false;
	if (hs_ends_in(verb->lex->fold, "ed"))
		return verb->lex->cue || (last->noun && hs_noun_is_human(last->noun));
	return verb->lex->cue && agrees(verb, last);
}
