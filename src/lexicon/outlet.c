#include "lexicon/outlet.h"

#include <string.h>

#include "base/str.h"
#include "lexicon/agency.h"
#include "lexicon/table.h"

static const struct outlet { const char *word, *name; } outlets[] = {
#define OUTLET(word, name) { word, name },
#include "lexicon/outlet.def"
#undef OUTLET
};

static const struct masthead { const char *word; unsigned places; } mastheads[] = {
#define FIRST HS_MASTHEAD_FIRST
#define LAST HS_MASTHEAD_LAST
#define ALONE HS_MASTHEAD_ALONE
#define MASTHEAD(word, places) { word, places },
#include "lexicon/masthead.def"
#undef MASTHEAD
#undef ALONE
#undef LAST
#undef FIRST
};

const char *hs_outlet_find(const char *name)
{
	const char *agency = hs_agency_find(hs_span_of(name));
	const struct outlet *outlet;

	if (agency)
		return agency;
	outlet = hs_table_find(outlets, strncmp(name, "the ", 4) == 0 ? name + 4 : name);
	return outlet ? outlet->name : NULL;
}

unsigned hs_masthead_find(const char *word)
{
	const struct masthead *masthead = hs_table_find(mastheads, word);

	return masthead ? masthead->places : HS_MASTHEAD_NONE;
}

bool hs_masthead_fits(const char *first, const char *last, size_t n, bool the)
{
	if (n > 1 && (hs_masthead_find(last) & HS_MASTHEAD_LAST || hs_masthead_find(first) & HS_MASTHEAD_FIRST))
		return true;
	return the && hs_masthead_find(last) & HS_MASTHEAD_ALONE;
}

#define SITES ".com .net .tv .news .fr .de .es .it .ru .ie .ca .uk .au .nz .in .il"
#define STATIONS "-tv -fm -am tv"

#define STEM_MIN 3              /* letters before an ending: "8-am", "is.it" and "cctv" are no addresses */

/* Does the word end in one of these, behind a stem long enough? */
static bool ends_in_one(const char *word, const char *endings)
{
	size_t len = strlen(word);

	while (*endings) {
		size_t n = strcspn(endings, " ");

		if (len >= n + STEM_MIN && memcmp(word + len - n, endings, n) == 0)
			return true;
		endings += n + strspn(endings + n, " ");
	}
	return false;
}

bool hs_masthead_is_address(const char *word)
{
	return ends_in_one(word, SITES) || ends_in_one(word, STATIONS);
}
