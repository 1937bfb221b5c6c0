#include "lexicon/pronoun.h"

#include "lexicon/table.h"

static const struct hs_pronoun pronouns[] = {
#define PRONOUN(word, cls, kase) { word, HS_PRONOUN_##cls, HS_PRONOUN_##kase },
#include "lexicon/pronoun.def"
#undef PRONOUN
};

const struct hs_pronoun *hs_pronoun_find(const char *word)
{
	return hs_table_find(pronouns, word);
}

bool hs_pronoun_is(const char *word, enum hs_pronoun_class cls)
{
	const struct hs_pronoun *pronoun = hs_pronoun_find(word);

	return pronoun && pronoun->cls == cls;
}
