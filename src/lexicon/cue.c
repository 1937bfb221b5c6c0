#include "lexicon/cue.h"

#include "lexicon/table.h"

static const struct hs_cue cues[] = {
#define CUE(word, cls, stance) { word, HS_CUE_##cls, HS_CUE_##stance },
#include "lexicon/cue.def"
#undef CUE
};

/* Regular endings, longest first; `put` restores what they took: "denies" -> "deny", "noting" -> "note". */
static const struct ending { const char *cut, *put; } endings[] = {
	{ "ying", "y" }, { "ied", "y" }, { "ies", "y" },
	{ "ing", "" }, { "ing", "e" },
	{ "ed", "" }, { "ed", "e" },
	{ "es", "" }, { "s", "" },
};

/* "admitt" -> "admit" */
static bool undouble(char *word)
{
	size_t len = strlen(word);

	if (len < 4 || word[len - 1] != word[len - 2])
		return false;
	word[len - 1] = '\0';
	return true;
}

const struct hs_cue *hs_cue_find(const char *form)
{
	const struct hs_cue *cue = hs_table_find(cues, form);
	size_t len = strlen(form);
	char word[64];

	for (size_t i = 0; !cue && len < sizeof(word) && i < sizeof(endings) / sizeof(*endings); i++) {
		size_t cut = strlen(endings[i].cut);

		if (len < cut + 2 || strcmp(form + len - cut, endings[i].cut) != 0)
			continue;
		memcpy(word, form, len - cut);
		strcpy(word + len - cut, endings[i].put);
		if (!(cue = hs_table_find(cues, word)) && !*endings[i].put && undouble(word))
			cue = hs_table_find(cues, word);
	}
	return cue;
}
