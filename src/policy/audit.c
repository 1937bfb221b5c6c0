/*
 * audit - the rules of a policy, one after the other, over one article.
 */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libstemmer.h>

#include "base/utf8.h"
#include "lexicon/noun.h"
#include "lexicon/small.h"
#include "policy/audit_p.h"
#include "text/words.h"

/* ── the wordings ── */

struct say_row {
	const char *pattern;
	enum hs_say say;
};

static const struct say_row say_rows[] = {
#define SAY(pattern, list) { pattern, HS_SAY_##list },
#include "policy/wordings.def"
#undef SAY
};

#define N_SAYS (sizeof(say_rows) / sizeof(say_rows[0]))

static struct hs_wording_row list_rows[N_SAYS];         /* the same, list by list */
static struct hs_wording_set *lists[HS_SAY_N];

static void lists_make(void)
{
	size_t n = 0;

	for (int say = 0; say < HS_SAY_N; say++) {
		size_t first = n;

		for (size_t i = 0; i < N_SAYS; i++)
			if ((int)say_rows[i].say == say)
				list_rows[n++] = (struct hs_wording_row){ say_rows[i].pattern, say };
		lists[say] = hs_wording_set_new(list_rows + first, n - first);
	}
}

/* ── the words ── */

struct columns {
	const char **word, **stem;
	struct hs_classes *classes;
	uint32_t *sentence;
	bool *alnum, *upper, *quoted;
	struct hs_range *range;
	size_t n;
};

static struct columns columns_new(struct hs_arena *arena, size_t n)
{
	return (struct columns){
		.word = hs_arena_array(arena, n, sizeof(const char *)), .stem = hs_arena_array(arena, n, sizeof(const char *)),
		.classes = hs_arena_array(arena, n, sizeof(struct hs_classes)),
		.sentence = hs_arena_array(arena, n, sizeof(uint32_t)), .alnum = hs_arena_array(arena, n, sizeof(bool)),
		.upper = hs_arena_array(arena, n, sizeof(bool)), .quoted = hs_arena_array(arena, n, sizeof(bool)),
		.range = hs_arena_array(arena, n, sizeof(struct hs_range)),
	};
}

/* In lower case, with straight apostrophes, without a possessive ending or the full stop of an abbreviation. */
static const char *folded(struct hs_arena *arena, struct hs_span word)
{
	char *fold = hs_utf8_fold(arena, word.ptr, word.len);
	size_t len = strlen(fold);

	if (len > 2 && strcmp(fold + len - 2, "'s") == 0)
		fold[len -= 2] = '\0';
	if (len > 1 && fold[len - 1] == '.')
		fold[len - 1] = '\0';
	return fold;
}

static const char *stem_of(struct hs_arena *arena, struct sb_stemmer *stemmer, const char *fold)
{
	const sb_symbol *stem;

	if (strlen(fold) < 3 || hs_small_find(fold) != HS_SMALL_NONE)
		return NULL;
	stem = sb_stemmer_stem(stemmer, (const sb_symbol *)fold, (int)strlen(fold));
	return hs_arena_strn(arena, (const char *)stem, (size_t)sb_stemmer_length(stemmer));
}

static void word_put(struct columns *cols, struct hs_auditor *auditor, struct sb_stemmer *stemmer, const struct hs_word *word,
		     uint32_t sentence)
{
	size_t at = cols->n++;

	cols->word[at] = folded(auditor->arena, hs_span_at(auditor->article->text, word->range));
	cols->stem[at] = word->alnum ? stem_of(auditor->arena, stemmer, cols->word[at]) : NULL;
	cols->classes[at] = hs_classes_of(cols->word[at]);
	cols->sentence[at] = sentence;
	cols->alnum[at] = word->alnum;
	cols->upper[at] = word->upper;
	cols->quoted[at] = word->quoted;
	cols->range[at] = word->range;
}

static int by_place(const void *a, const void *b)
{
	const struct hs_para *const *x = a, *const *y = b;

	return (*x)->range.start < (*y)->range.start ? -1 : (*x)->range.start > (*y)->range.start;
}

/* Headline and body as words, in the order of their offsets. */
static void words_read(struct hs_auditor *auditor)
{
	const struct hs_article *article = auditor->article;
	struct sb_stemmer *stemmer = sb_stemmer_new("english", "UTF_8");
	const struct hs_para **paras = hs_arena_array(auditor->arena, article->n_paras, sizeof(*paras));
	struct columns cols;
	uint32_t sentence = 0;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < article->n_paras; i++) {
		if (hs_para_speaks(&article->paras[i])) {
			paras[n++] = &article->paras[i];
			room += article->paras[i].range.end - article->paras[i].range.start;
		}
	}
	qsort(paras, n, sizeof(*paras), by_place);
	cols = columns_new(auditor->arena, room);       /* a word has a byte or more */
	for (size_t i = 0; i < n; i++) {
		struct hs_words words = hs_words_of(article, paras[i]->range);

		for (size_t w = 0; w < words.n; w++)
			word_put(&cols, auditor, stemmer, &words.at[w], sentence + words.at[w].sentence);
		sentence += words.n ? words.at[words.n - 1].sentence + 1 : 0;
	}
	sb_stemmer_delete(stemmer);
	auditor->text = (struct hs_wording_text){ cols.word, cols.classes, cols.sentence, cols.alnum, cols.upper, cols.n };
	auditor->range = cols.range;
	auditor->quoted = cols.quoted;
	auditor->stem = cols.stem;
}

void hs_auditor_words(const struct hs_auditor *auditor, struct hs_range range, size_t *from, size_t *to)
{
	size_t low = 0, high = auditor->text.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (auditor->range[middle].start < range.start)
			low = middle + 1;
		else
			high = middle;
	}
	*from = *to = low;
	while (*to < auditor->text.n && auditor->range[*to].start < range.end)
		++*to;
}

bool hs_auditor_says(const struct hs_auditor *auditor, enum hs_say say, struct hs_range range, struct hs_range *out)
{
	struct hs_wording_match match;
	size_t from, to;

	hs_auditor_words(auditor, range, &from, &to);
	if (!hs_wording_find(&match, lists[say], &auditor->text, from, to) || match.end > to)
		return false;
	if (out)
		*out = (struct hs_range){ auditor->range[match.first].start, auditor->range[match.end - 1].end };
	return true;
}

bool hs_auditor_says_in(const struct hs_auditor *auditor, enum hs_say say, const struct hs_ranges *ranges, struct hs_range *out)
{
	for (size_t i = 0; i < ranges->n; i++)
		if (hs_auditor_says(auditor, say, ranges->at[i], out))
			return true;
	return false;
}

/* ── sources and claims ── */

struct hs_range hs_ranges_hull(const struct hs_ranges *ranges)
{
	return (struct hs_range){ ranges->at[0].start, ranges->at[ranges->n - 1].end };
}

static bool is_unnamed(const struct hs_source *source)
{
	return source->kind == HS_KIND_INDIVIDUAL || source->kind == HS_KIND_GROUP;
}

/* One whose office it is to speak, and who does not ask to go unnamed. */
static bool is_spokesman(const struct hs_auditor *auditor, size_t index)
{
	const struct hs_source *source = &auditor->found->sources[index];
	struct hs_range place;

	return source->grant.n == 0 && source->reason.n == 0 && hs_auditor_place_of(auditor, index, &place) &&
	       hs_auditor_says(auditor, HS_SAY_SPOKESMAN, place, NULL);
}

static enum hs_who who_is(const struct hs_source *source)
{
	return source->kind == HS_KIND_INDIVIDUAL || source->count == 1 ? HS_WHO_ONE :
	       source->count > 1 ? HS_WHO_COUNTED : HS_WHO_SEVERAL;
}

/* The word that begins at `start`; NULL: none does. */
static const char *word_at(const struct hs_auditor *auditor, struct hs_range range)
{
	size_t from, to;

	hs_auditor_words(auditor, range, &from, &to);
	return from < to ? auditor->text.word[from] : NULL;
}

/* Is one of the words a plural: "officials", "senior aides"? */
static bool has_plural(const struct hs_auditor *auditor, struct hs_range range)
{
	size_t from, to;
	bool plural;

	hs_auditor_words(auditor, range, &from, &to);
	for (size_t w = from; w < to; w++)
		if (hs_noun_find(auditor->text.word[w], &plural) && plural)
			return true;
	return false;
}

/*
 * "The head of the civil defence service": a definite description tells who it is, where the office has one holder; so does a
 * relation to somebody ("her lawyer"). Whether it does is not known here, so that no rule is applied to it, unless the article itself
 * says that the source is not named, or speaks of it as one of many.
 */
static bool may_be_identified(const struct hs_auditor *auditor, const struct hs_source *source)
{
	bool definite = false;

	if (who_is(source) == HS_WHO_COUNTED || source->grant.n > 0 || source->reason.n > 0)
		return false;
	for (size_t i = 0; i < source->mentions.n; i++) {
		const char *word = word_at(auditor, source->mentions.at[i]);
		enum hs_small small = word ? hs_small_find(word) : HS_SMALL_PRONOUN;

		if (hs_small_is_definite(small))
			definite = true;
		else if (small == HS_SMALL_INDEFINITE || hs_small_is_quantifier(small) ||
			 (small == HS_SMALL_NONE && has_plural(auditor, source->mentions.at[i])))
			return false;
	}
	return definite;
}

/* What the first word for a person in the description says of who it is; NULL: there is none that is known. */
static const struct hs_noun *noun_of(const struct hs_auditor *auditor, struct hs_range place)
{
	size_t from, to;

	hs_auditor_words(auditor, place, &from, &to);
	for (size_t w = from; w < to; w++) {
		const struct hs_noun *noun = hs_noun_find(auditor->text.word[w], NULL);

		if (noun && hs_noun_is_human(noun))
			return noun;
	}
	return NULL;
}

/* Without such a word: "another", "one in the room", "a whistle-blower" may be a person; "everyone", "two committees", "figures" are not. */
static bool may_be_person(const struct hs_auditor *auditor, struct hs_range place)
{
	size_t from, to;
	enum hs_small small;

	hs_auditor_words(auditor, place, &from, &to);
	for (size_t w = from; w < to; w++)
		if (hs_noun_find(auditor->text.word[w], NULL))
			return false;
	small = from < to ? hs_small_find(auditor->text.word[from]) : HS_SMALL_NONE;
	return small == HS_SMALL_INDEFINITE || hs_small_is_quantifier(small);
}

/* "unidentified sources", "an anonymous caller" */
static bool is_called_unnamed(const struct hs_auditor *auditor, const struct hs_source *source)
{
	for (size_t i = 0; i < source->mentions.n; i++) {
		size_t from, to;

		hs_auditor_words(auditor, source->mentions.at[i], &from, &to);
		for (size_t w = from; w < to; w++)
			if (hs_classes_have(auditor->text.classes[w], HS_WC_anonymous))
				return true;
	}
	return false;
}

/*
 * Is the source one of those whom rules about unnamed sources mean? Whoever the article itself says is not named is. Else several without
 * number are where they are so by their office ("officials", not "residents"); a friend or a neighbour is where the rule asks for anybody; those
 * who speak in public or as a body are not.
 */
static bool is_meant(const struct hs_auditor *auditor, size_t index, enum hs_who is)
{
	const struct hs_source *source = &auditor->found->sources[index];
	const struct hs_noun *noun;
	struct hs_range place;

	if (source->grant.n > 0 || source->reason.n > 0 || is_called_unnamed(auditor, source))
		return true;
	if (!hs_auditor_place_of(auditor, index, &place) || hs_auditor_says(auditor, HS_SAY_PUBLIC, place, NULL) ||
	    hs_auditor_says(auditor, HS_SAY_CROWD, place, NULL))
		return false;
	noun = noun_of(auditor, place);
	if (is == HS_WHO_SEVERAL)
		return noun && noun->cls == HS_NOUN_ROLE;
	if (!noun)
		return source->basis.n > 0 || may_be_person(auditor, place);
	return (noun->cls != HS_NOUN_PERSON && noun->cls != HS_NOUN_KIN) || source->basis.n > 0 ||
	       strcmp(noun->word, "person") == 0 || strcmp(noun->word, "individual") == 0 || (auditor->rule->options.who & HS_WHO_ANYBODY);
}

bool hs_auditor_selects(const struct hs_auditor *auditor, size_t index)
{
	const struct hs_source *source = &auditor->found->sources[index];
	enum hs_who is = who_is(source);

	return is_unnamed(source) && ((auditor->rule->options.who & is) || is_called_unnamed(auditor, source)) && !may_be_identified(auditor, source) &&
	       is_meant(auditor, index, is) && ((auditor->rule->options.who & HS_WHO_SPOKESMAN) || !is_spokesman(auditor, index));
}

bool hs_auditor_counts(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	return claim->confidence * 100 >= (double)auditor->policy->confidence && claim->stance != HS_DECLINES && claim->content.n > 0 &&
	       claim->outer < 0;
}

size_t hs_auditor_claims_of(const struct hs_auditor *auditor, size_t source, const struct hs_claim **first)
{
	const struct hs_extraction *found = auditor->found;
	size_t n = 0;

	*first = NULL;
	for (size_t i = 0; i < found->n_claims; i++) {
		const struct hs_claim *claim = &found->claims[i];

		if (claim->source != source || claim->through.n > 0 || !hs_auditor_counts(auditor, claim))
			continue;
		if (!*first || (auditor->article->paras[(*first)->para].kind == HS_PARA_HEADLINE &&
				auditor->article->paras[claim->para].kind != HS_PARA_HEADLINE))
			*first = claim;
		n++;
	}
	return n;
}

static uint32_t length(struct hs_range range)
{
	return range.end - range.start;
}

bool hs_auditor_place_of(const struct hs_auditor *auditor, size_t index, struct hs_range *out)
{
	const struct hs_source *source = &auditor->found->sources[index];
	const struct hs_claim *first;
	bool any = false;

	for (size_t i = 0; i < source->mentions.n; i++) {
		struct hs_range range = source->mentions.at[i];
		bool behind = range.start > auditor->article->text_len;

		if (!any || (!behind && (out->start > auditor->article->text_len || length(range) > length(*out))))
			*out = range;
		any = true;
	}
	if (any)
		return true;
	hs_auditor_claims_of(auditor, index, &first);
	if (first && first->source_spans.n) {
		*out = hs_ranges_hull(&first->source_spans);
		return true;
	}
	if (source->grant.n)
		*out = hs_ranges_hull(&source->grant);
	return source->grant.n > 0;
}

const char *hs_auditor_name(const struct hs_auditor *auditor, size_t source)
{
	const char *name = auditor->found->sources[source].name;

	return name ? name : "the source";
}

/* ── do two claims say the same? ── */

static bool stem_in(const struct hs_auditor *auditor, const char *stem, const struct hs_ranges *ranges)
{
	for (size_t i = 0; i < ranges->n; i++) {
		size_t from, to;

		hs_auditor_words(auditor, ranges->at[i], &from, &to);
		for (size_t w = from; w < to; w++)
			if (auditor->stem[w] && strcmp(auditor->stem[w], stem) == 0)
				return true;
	}
	return false;
}

/* The telling words of a claim, and how many of them the other has too. */
static void count_words(const struct hs_auditor *auditor, const struct hs_claim *claim, const struct hs_claim *other, size_t *n,
			size_t *shared)
{
	*n = *shared = 0;
	for (size_t i = 0; i < claim->content.n; i++) {
		size_t from, to;

		hs_auditor_words(auditor, claim->content.at[i], &from, &to);
		for (size_t w = from; w < to; w++) {
			if (!auditor->stem[w])
				continue;
			++*n;
			*shared += stem_in(auditor, auditor->stem[w], &other->content);
		}
	}
}

size_t hs_auditor_telling(const struct hs_auditor *auditor, const struct hs_claim *claim)
{
	size_t n, shared;

	count_words(auditor, claim, claim, &n, &shared);
	return n;
}

bool hs_auditor_alike(const struct hs_auditor *auditor, const struct hs_claim *a, const struct hs_claim *b)
{
	size_t n_a, n_b, shared_a, shared_b;

	count_words(auditor, a, b, &n_a, &shared_a);
	count_words(auditor, b, a, &n_b, &shared_b);
	return (shared_a >= 3 && 2 * shared_a >= n_a) || (shared_b >= 3 && 2 * shared_b >= n_b);
}

/* ── findings ── */

static struct hs_id finding_id(const struct hs_policy *policy, const struct hs_rule *rule, const struct hs_article *article,
			       struct hs_range at)
{
	struct hs_id_maker *maker = hs_id_begin("finding");
	char place[32];

	hs_id_adds(maker, policy->name);
	hs_id_adds(maker, rule->name);
	hs_id_adds(maker, article->key.hex);
	snprintf(place, sizeof(place), "%u-%u", at.start, at.end);
	hs_id_adds(maker, place);
	return hs_id_end(maker);
}

struct hs_finding *hs_auditor_find(struct hs_auditor *auditor, struct hs_range at, int64_t source, int64_t claim,
				   const char *because, ...)
{
	struct hs_findings *all = &auditor->findings;
	char words[HS_ERR_MAX];
	va_list args;
	size_t len;

	all->at = hs_arena_grow(auditor->arena, all->at, all->n, all->n + 1, &auditor->room, sizeof(*all->at));
	va_start(args, because);
	vsnprintf(words, sizeof(words), because, args);
	va_end(args);
	all->at[all->n] = (struct hs_finding){
		.rule = auditor->rule, .at = at, .source = source, .claim = claim,
		.id = finding_id(auditor->policy, auditor->rule, auditor->article, at),
		.because = hs_utf8_repair(auditor->arena, words, strlen(words), &len),
	};
	return &all->at[all->n++];
}

void hs_finding_also(struct hs_auditor *auditor, struct hs_finding *finding, struct hs_range range)
{
	struct hs_range *at = hs_arena_array(auditor->arena, finding->also.n + 1, sizeof(*at));

	if (finding->also.n)
		memcpy(at, finding->also.at, finding->also.n * sizeof(*at));
	at[finding->also.n] = range;
	finding->also = (struct hs_ranges){ at, finding->also.n + 1 };
}

/* By place; two of one rule at one place are one. */
static void findings_order(struct hs_findings *all, size_t first)
{
	size_t n = first;

	for (size_t i = first + 1; i < all->n; i++) {
		struct hs_finding finding = all->at[i];
		size_t at = i;

		for (; at > first && (all->at[at - 1].at.start > finding.at.start ||
				      (all->at[at - 1].at.start == finding.at.start && all->at[at - 1].at.end > finding.at.end)); at--)
			all->at[at] = all->at[at - 1];
		all->at[at] = finding;
	}
	for (size_t i = first; i < all->n; i++)
		if (i == first || strcmp(all->at[i].id.hex, all->at[n - 1].id.hex) != 0)
			all->at[n++] = all->at[i];
	all->n = n;
}

static void (*const check_functions[HS_CHECK_N])(struct hs_auditor *) = {
#define CHECK(name, function, params, about) [HS_CHECK_##function] = hs_check_##function,
#include "policy/checks.def"
#undef CHECK
};

struct hs_findings hs_audit(const struct hs_policy *policy, const struct hs_case *it)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct hs_auditor auditor = {
		.policy = policy, .it = it, .found = it->found, .article = it->found->article, .arena = it->found->article->arena,
	};

	pthread_once(&once, lists_make);
	words_read(&auditor);
	for (size_t i = 0; i < policy->n_rules; i++) {
		size_t first = auditor.findings.n;

		auditor.rule = &policy->rules[i];
		check_functions[auditor.rule->check](&auditor);
		findings_order(&auditor.findings, first);
	}
	return auditor.findings;
}
