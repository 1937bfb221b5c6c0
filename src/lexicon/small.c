#include "lexicon/small.h"

#include "lexicon/table.h"

static const struct small { const char *word; enum hs_small cls; } smalls[] = {
#define SMALL(word, cls) { word, HS_SMALL_##cls },
#include "lexicon/small.def"
#undef SMALL
};

static const struct proper { const char *word; enum hs_proper cls; } propers[] = {
#define PROPER(word, cls) { word, HS_PROPER_##cls },
#include "lexicon/proper.def"
#undef PROPER
};

enum hs_small hs_small_find(const char *word)
{
	const struct small *small = hs_table_find(smalls, word);

	return small ? small->cls : HS_SMALL_NONE;
}

bool hs_small_is_definite(enum hs_small small)
{
	return small == HS_SMALL_DEFINITE || small == HS_SMALL_POSSESSIVE;
}

bool hs_small_is_article(enum hs_small small)
{
	return hs_small_is_definite(small) || small == HS_SMALL_INDEFINITE;
}

bool hs_small_is_quantifier(enum hs_small small)
{
	return small == HS_SMALL_OTHER || small == HS_SMALL_QUANTITY || small == HS_SMALL_NUMBER;
}

bool hs_small_is_determiner(enum hs_small small)
{
	return hs_small_is_article(small) || hs_small_is_quantifier(small);
}

enum hs_proper hs_proper_find(const char *word)
{
	const struct proper *proper = hs_table_find(propers, word);

	return proper ? proper->cls : HS_PROPER_NONE;
}

const char *const hs_body_names[] = {
#define BODY(name) name,
#include "lexicon/body.def"
#undef BODY
	NULL
};
