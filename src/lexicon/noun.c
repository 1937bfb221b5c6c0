#include "lexicon/noun.h"

#include "lexicon/table.h"

static const struct hs_noun nouns[] = {
#define NOUN(word, cls, gender) { word, HS_NOUN_##cls, HS_GENDER_##gender },
#include "lexicon/noun.def"
#undef NOUN
};

static const struct plural { const char *form, *word; } plurals[] = {
#define PLURAL(form, word) { form, word },
#include "lexicon/plural.def"
#undef PLURAL
};

/* "parties" -> "party", "bosses" -> "boss", "officials" -> "official" */
static const struct ending { const char *plural, *singular; } endings[] = {
	{ "ies", "y" },
	{ "es", "" },
	{ "s", "" },
};

/* "boss", "church", "hero" take "es"; "plan" does not: "planes" are none. */
static bool takes_es(const char *word)
{
	size_t len = strlen(word);

	return len > 1 && (strchr("sxzo", word[len - 1]) || (word[len - 1] == 'h' && strchr("cs", word[len - 2])));
}

static const struct hs_noun *noun_of_plural(const char *form)
{
	const struct plural *other = hs_table_find(plurals, form);
	size_t len = strlen(form);
	char word[64];

	if (other)
		return hs_table_find(nouns, other->word);
	if (len >= sizeof(word))
		return NULL;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t cut = strlen(endings[i].plural);
		const struct hs_noun *noun;

		if (len <= cut + 1 || strcmp(form + len - cut, endings[i].plural) != 0)
			continue;
		memcpy(word, form, len - cut);
		strcpy(word + len - cut, endings[i].singular);
		if (strcmp(endings[i].plural, "es") == 0 && !takes_es(word))
			continue;
		if ((noun = hs_table_find(nouns, word)))
			return noun;
	}
	return NULL;
}

const struct hs_noun *hs_noun_find(const char *form, bool *plural)
{
	const struct hs_noun *noun = hs_table_find(nouns, form);

	if (plural)
		*plural = !noun;
	return noun ? noun : noun_of_plural(form);
}

bool hs_noun_is_human(const struct hs_noun *noun)
{
	switch (noun->cls) {
	case HS_NOUN_ROLE:
	case HS_NOUN_PERSON:
	case HS_NOUN_CLASS:
	case HS_NOUN_OFFICE:
	case HS_NOUN_KIN:
		return true;
	default:
		return false;
	}
}
