#include "lexicon/outlet.h"

#include "lexicon/table.h"

static const struct outlet { const char *word, *name; } outlets[] = {
#define OUTLET(word, name) { word, name },
#include "lexicon/outlet.def"
#undef OUTLET
};

const char *hs_outlet_find(const char *word)
{
	const struct outlet *outlet = hs_table_find(outlets, word);

	return outlet ? outlet->name : NULL;
}
