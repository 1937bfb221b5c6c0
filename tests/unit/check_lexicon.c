#include <string.h>

#include "lexicon/cue.h"
#include "lexicon/name.h"
#include "lexicon/noun.h"
#include "lexicon/outlet.h"
#include "lexicon/pronoun.h"
#include "lexicon/small.h"
#include "lexicon/wording.h"
#include "unit.h"

/* Binary search needs order: every row's word must be greater than the one before. */
#define WORD(word, ...) word,

static const char *const cue_words[] = {
#define CUE WORD
#include "lexicon/cue.def"
};
static const char *const firstname_words[] = {
#define FIRSTNAME WORD
#include "lexicon/firstname.def"
};
static const char *const masthead_words[] = {
#define MASTHEAD WORD
#include "lexicon/masthead.def"
};
static const char *const noun_words[] = {
#define NOUN WORD
#include "lexicon/noun.def"
};
static const char *const body_words[] = {
#define BODY WORD
#include "lexicon/body.def"
};
static const char *const outlet_words[] = {
#define OUTLET WORD
#include "lexicon/outlet.def"
};
static const char *const plural_words[] = {
#define PLURAL WORD
#include "lexicon/plural.def"
};
static const char *const pronoun_words[] = {
#define PRONOUN WORD
#include "lexicon/pronoun.def"
};
static const char *const proper_words[] = {
#define PROPER WORD
#include "lexicon/proper.def"
};
static const char *const small_words[] = {
#define SMALL WORD
#include "lexicon/small.def"
};
static const char *const title_words[] = {
#define TITLE WORD
#include "lexicon/title.def"
};

#define TABLE(words) { #words, words, sizeof(words) / sizeof(*words) }

static const struct { const char *name; const char *const *words; size_t n; } tables[] = {
	TABLE(body_words), TABLE(cue_words), TABLE(firstname_words), TABLE(masthead_words), TABLE(noun_words), TABLE(outlet_words),
	TABLE(plural_words), TABLE(pronoun_words), TABLE(proper_words), TABLE(small_words), TABLE(title_words),
};

START_TEST(tables_are_in_order)
{
	for (size_t i = 1; i < tables[_i].n; i++)
		ck_assert_msg(strcmp(tables[_i].words[i - 1], tables[_i].words[i]) < 0, "%s: '%s' before '%s'", tables[_i].name,
			      tables[_i].words[i - 1], tables[_i].words[i]);
}
END_TEST

static const struct { const char *form, *word; bool plural; } nouns[] = {
	{ "official", "official", false },
	{ "officials", "official", true },
	{ "parties", "party", true },
	{ "bosses", "boss", true },
	{ "spokesmen", "spokesman", true },
	{ "children", "child", true },
	{ "news agencies", "news agency", true },
	{ "midwives", "midwife", true },
	{ "thieves", "thief", true },
	{ "alumni", "alumnus", true },
	{ "runners-up", "runner-up", true },
	{ "attorneys general", "attorney general", true },
	{ "servicewomen", "servicewoman", true },
	{ "diagnoses", "diagnosis", true },
	{ "x-rays", "x-ray", true },
	{ "pharmacies", "pharmacy", true },
	{ "states", "state", true },
	{ "coaches", "coach", true },
	{ "planes", NULL, false },
	{ "writes", NULL, false },
	{ "table-top", NULL, false },
	{ "s", NULL, false },
	{ "", NULL, false },
};

START_TEST(finds_nouns_in_both_numbers)
{
	bool plural = false;
	const struct hs_noun *noun = hs_noun_find(nouns[_i].form, &plural);

	ck_assert_pstr_eq(noun ? noun->word : NULL, nouns[_i].word);
	ck_assert(!noun || plural == nouns[_i].plural);
}
END_TEST

/* No row of plural.def leads nowhere. */
START_TEST(plurals_have_their_noun)
{
	bool plural = false;

	ck_assert_msg(hs_noun_find(plural_words[_i], &plural) && plural, "'%s' is the plural of no noun", plural_words[_i]);
}
END_TEST

static const struct { const char *form; enum hs_noun_class cls; } speakers[] = {
	/* those who speak, in all parts of the news */
	{ "radiologist", HS_NOUN_ROLE }, { "gynaecologists", HS_NOUN_ROLE }, { "gynecologist", HS_NOUN_ROLE }, { "vet", HS_NOUN_ROLE },
	{ "seismologists", HS_NOUN_ROLE }, { "zookeeper", HS_NOUN_ROLE }, { "jurist", HS_NOUN_ROLE }, { "court justice", HS_NOUN_ROLE },
	{ "cop", HS_NOUN_ROLE }, { "brigadier", HS_NOUN_ROLE }, { "servicemen", HS_NOUN_ROLE }, { "stockbroker", HS_NOUN_ROLE },
	{ "jewellers", HS_NOUN_ROLE }, { "jeweler", HS_NOUN_ROLE }, { "bricklayers", HS_NOUN_ROLE }, { "harbor master", HS_NOUN_ROLE },
	{ "co-pilot", HS_NOUN_ROLE }, { "dockers", HS_NOUN_ROLE }, { "midfielder", HS_NOUN_ROLE }, { "songwriters", HS_NOUN_ROLE },
	{ "headteacher", HS_NOUN_ROLE }, { "mullah", HS_NOUN_ROLE }, { "parliamentarians", HS_NOUN_ROLE },
	{ "settlers", HS_NOUN_PERSON }, { "riders", HS_NOUN_PERSON }, { "hostage", HS_NOUN_PERSON }, { "motorists", HS_NOUN_PERSON },
	{ "holidaymaker", HS_NOUN_PERSON }, { "schoolchildren", HS_NOUN_PERSON }, { "grandma", HS_NOUN_KIN },
	{ "buddhists", HS_NOUN_CLASS }, { "nigerian", HS_NOUN_CLASS }, { "vegetarians", HS_NOUN_CLASS }, { "taoiseach", HS_NOUN_OFFICE },
	{ "chief justice", HS_NOUN_OFFICE }, { "chair", HS_NOUN_OFFICE },
	/* bodies and several people */
	{ "port", HS_NOUN_BODY }, { "harbour", HS_NOUN_BODY }, { "harbor", HS_NOUN_BODY }, { "theatre", HS_NOUN_BODY },
	{ "theater", HS_NOUN_BODY }, { "refinery", HS_NOUN_BODY }, { "carmakers", HS_NOUN_BODY }, { "record label", HS_NOUN_BODY },
	{ "police station", HS_NOUN_BODY }, { "trade body", HS_NOUN_BODY }, { "presidency", HS_NOUN_BODY }, { "band", HS_NOUN_BODY },
	{ "energy regulator", HS_NOUN_BODY }, { "tour operators", HS_NOUN_BODY }, { "judiciary", HS_NOUN_BODY },
	{ "locals", HS_NOUN_BAND }, { "troops", HS_NOUN_BAND }, { "state media", HS_NOUN_OUTLET }, { "diaspora", HS_NOUN_MASS },
	/* what shows something */
	{ "scan", HS_NOUN_PAPER }, { "blood tests", HS_NOUN_PAPER }, { "poem", HS_NOUN_PAPER }, { "logbook", HS_NOUN_PAPER },
	{ "judgment", HS_NOUN_PAPER }, { "judgement", HS_NOUN_PAPER }, { "sales figures", HS_NOUN_PAPER },
	{ "climate models", HS_NOUN_PAPER }, { "autopsies", HS_NOUN_PAPER }, { "blackout", HS_NOUN_DEED }, { "takeovers", HS_NOUN_DEED },
};

START_TEST(tells_who_speaks)
{
	const struct hs_noun *noun = hs_noun_find(speakers[_i].form, NULL);

	ck_assert_msg(noun != NULL, "no noun '%s'", speakers[_i].form);
	ck_assert_int_eq(noun->cls, speakers[_i].cls);
}
END_TEST

/* What is as often a verb, an adjective, a name or another thing is left out. */
static const char *const no_nouns[] = { "cast", "park", "mill", "emirates", "rangers", "label", "texans", "drawing", "holder", "sellers" };

START_TEST(leaves_out_what_may_be_anything)
{
	ck_assert_ptr_null(hs_noun_find(no_nouns[_i], NULL));
}
END_TEST

static const struct { const char *form, *word; } cues[] = {
	{ "said", "said" }, { "says", "say" }, { "saying", "say" }, { "denied", "deny" }, { "denies", "deny" },
	{ "denying", "deny" }, { "noted", "note" }, { "noting", "note" }, { "admitted", "admit" }, { "asks", "ask" },
	{ "bridge", NULL }, { "ed", NULL }, { "ing", NULL },
};

START_TEST(finds_cues_in_every_form)
{
	const struct hs_cue *cue = hs_cue_find(cues[_i].form);

	ck_assert_pstr_eq(cue ? cue->word : NULL, cues[_i].word);
}
END_TEST

static const struct { const char *name, *full; } outlets[] = {
	{ "new york times", "The New York Times" },
	{ "the new york times", "The New York Times" },
	{ "cnn", "CNN" },
	{ "ap", "Associated Press" },
	{ "the associated press", "Associated Press" },
	{ "bloomberg", "Bloomberg News" },      /* in both tables: its copy is printed by others */
	{ "hill valley times", NULL },
	{ "the", NULL },
	{ "", NULL },
};

START_TEST(finds_outlets_and_agencies)
{
	ck_assert_pstr_eq(hs_outlet_find(outlets[_i].name), outlets[_i].full);
}
END_TEST

START_TEST(tells_where_a_word_stands_in_the_names_of_outlets)
{
	ck_assert_uint_eq(hs_masthead_find("radio"), HS_MASTHEAD_FIRST | HS_MASTHEAD_LAST);
	ck_assert_uint_eq(hs_masthead_find("herald"), HS_MASTHEAD_LAST | HS_MASTHEAD_ALONE);
	ck_assert_uint_eq(hs_masthead_find("bridge"), HS_MASTHEAD_NONE);
	ck_assert(hs_masthead_fits("norvane", "herald", 2, false));
	ck_assert(hs_masthead_fits("radio", "norvane", 2, false));
	ck_assert(hs_masthead_fits("herald", "herald", 1, true));
	ck_assert(!hs_masthead_fits("herald", "herald", 1, false));
	ck_assert(!hs_masthead_fits("norvane", "bridge", 2, true));
	ck_assert(hs_masthead_is_address("norvane-soir.fr"));
	ck_assert(hs_masthead_is_address("wnvn-tv"));
	ck_assert(!hs_masthead_is_address("norvane.org"));
	ck_assert(!hs_masthead_is_address("u.s"));
	ck_assert(!hs_masthead_is_address(".com"));
}
END_TEST

static const struct { const char *word; bool definite, article, quantifier, determiner; } determiners[] = {
	{ "the", true, true, false, true },
	{ "those", true, true, false, true },
	{ "his", true, true, false, true },
	{ "a", false, true, false, true },
	{ "another", false, false, true, true },
	{ "some", false, false, true, true },
	{ "two", false, false, true, true },
	{ "second", false, false, false, false },
	{ "who", false, false, false, false },
	{ "bridge", false, false, false, false },
};

START_TEST(knows_pronouns)
{
	ck_assert_int_eq(hs_pronoun_find("himself")->cls, HS_PRONOUN_MALE);
	ck_assert_int_eq(hs_pronoun_find("himself")->kase, HS_PRONOUN_REFLEXIVE);
	ck_assert(hs_pronoun_is("ours", HS_PRONOUN_FIRST));
	ck_assert(!hs_pronoun_is("ours", HS_PRONOUN_PLURAL));
	ck_assert_ptr_null(hs_pronoun_find("who"));
}
END_TEST

START_TEST(tells_determiners)
{
	enum hs_small small = hs_small_find(determiners[_i].word);

	ck_assert_int_eq(hs_small_is_definite(small), determiners[_i].definite);
	ck_assert_int_eq(hs_small_is_article(small), determiners[_i].article);
	ck_assert_int_eq(hs_small_is_quantifier(small), determiners[_i].quantifier);
	ck_assert_int_eq(hs_small_is_determiner(small), determiners[_i].determiner);
}
END_TEST

/* The classes of grammar that patterns name are parts of those of small.def. */
static bool is_number(enum hs_small small)
{
	return small == HS_SMALL_NUMBER;
}

static bool is_preposition(enum hs_small small)
{
	return small == HS_SMALL_PREPOSITION;
}

static bool is_auxiliary(enum hs_small small)
{
	return small == HS_SMALL_AUXILIARY;
}

static bool is_pronoun(enum hs_small small)
{
	return small == HS_SMALL_PRONOUN;
}

static bool is_possessive(enum hs_small small)
{
	return small == HS_SMALL_POSSESSIVE;
}

static const struct { enum hs_words_class wc; bool (*is)(enum hs_small small); } grammar[] = {
	{ HS_WC_det, hs_small_is_determiner }, { HS_WC_number, is_number }, { HS_WC_prep, is_preposition },
	{ HS_WC_aux, is_auxiliary }, { HS_WC_modal, is_auxiliary }, { HS_WC_pron, is_pronoun }, { HS_WC_poss, is_possessive },
};

START_TEST(agrees_on_grammar_with_the_classes_of_patterns)
{
	static const char *const classes[] = {
#define CLASS(name, forms) forms,
#include "lexicon/class.def"
#undef CLASS
	};
	char *forms = strdup(classes[grammar[_i].wc]);

	ck_assert_ptr_nonnull(forms);
	for (char *rest = forms, *word; (word = strsep(&rest, " "));)
		ck_assert_msg(grammar[_i].is(hs_small_find(word)), "small.def has another class for '%s'", word);
	free(forms);
}
END_TEST

START_TEST(knows_short_first_names)
{
	ck_assert(hs_firstname_agrees("bill", "william"));
	ck_assert(hs_firstname_agrees("william", "bill"));
	ck_assert(hs_firstname_agrees("ana", "ana"));
	ck_assert(!hs_firstname_agrees("ana", "anna"));
	ck_assert_int_eq(hs_firstname_find("hillary")->gender, HS_GENDER_FEMALE);
	ck_assert_int_eq(hs_title_find("mr")->gender, HS_GENDER_MALE);
	ck_assert_int_eq(hs_small_find("who"), HS_SMALL_RELATIVE);
	ck_assert_int_eq(hs_proper_find("islamabad"), HS_PROPER_PLACE);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lexicon");
	TCase *tc = tcase_create("tables");

	tcase_add_loop_test(tc, tables_are_in_order, 0, ROWS(tables));
	tcase_add_loop_test(tc, finds_nouns_in_both_numbers, 0, ROWS(nouns));
	tcase_add_loop_test(tc, plurals_have_their_noun, 0, ROWS(plural_words));
	tcase_add_loop_test(tc, tells_who_speaks, 0, ROWS(speakers));
	tcase_add_loop_test(tc, leaves_out_what_may_be_anything, 0, ROWS(no_nouns));
	tcase_add_loop_test(tc, finds_cues_in_every_form, 0, ROWS(cues));
	tcase_add_loop_test(tc, finds_outlets_and_agencies, 0, ROWS(outlets));
	tcase_add_test(tc, tells_where_a_word_stands_in_the_names_of_outlets);
	tcase_add_test(tc, knows_pronouns);
	tcase_add_loop_test(tc, tells_determiners, 0, ROWS(determiners));
	tcase_add_loop_test(tc, agrees_on_grammar_with_the_classes_of_patterns, 0, ROWS(grammar));
	tcase_add_test(tc, knows_short_first_names);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
