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

enum hs_proper hs_proper_find(const char *word)
{
	const struct proper *proper = hs_table_find(propers, word);

	return proper ? proper->cls : HS_PROPER_NONE;
}
