#include "lexicon/name.h"

#include "lexicon/table.h"

static const struct hs_firstname firstnames[] = {
#define FIRSTNAME(word, gender) { word, HS_GENDER_##gender },
#include "lexicon/firstname.def"
#undef FIRSTNAME
};

static const struct hs_title titles[] = {
#define TITLE(word, cls, gender) { word, HS_TITLE_##cls, HS_GENDER_##gender },
#include "lexicon/title.def"
#undef TITLE
};

static const struct nickname { const char *word, *full; } nicknames[] = {
#define NICKNAME(word, full) { word, full },
#include "lexicon/nickname.def"
#undef NICKNAME
};

const struct hs_firstname *hs_firstname_find(const char *word)
{
	return hs_table_find(firstnames, word);
}

const struct hs_title *hs_title_find(const char *word)
{
	return hs_table_find(titles, word);
}

static bool nickname_of(const char *nickname, const char *full)
{
	for (size_t i = 0; i < sizeof(nicknames) / sizeof(*nicknames); i++)
		if (strcmp(nicknames[i].word, nickname) == 0 && strcmp(nicknames[i].full, full) == 0)
			return true;
	return false;
}

bool hs_firstname_agrees(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || nickname_of(a, b) || nickname_of(b, a);
}
