#include "attribute/claim.h"

const char *hs_detail_word(enum hs_detail detail)
{
	static const char *const words[] = {
#define DETAIL(name, word) word,
		HS_DETAILS(DETAIL)
#undef DETAIL
	};

	return words[detail];
}

/* The table `reason` of schema/ has the same words. */
const char *hs_reason_word(int code)
{
	static const char *const words[] = {
		"no reason given",
		"not authorised to speak",
		"sensitivity of the matter",
		"job or professional reprisal",
		"safety, arrest or violence",
		"legal matter or inquiry",
		"rule, protocol or ground rules",
		"not final or before an announcement",
		"candour or private talks",
		"privacy, family or embarrassment",
		"business or competition",
		"relationship, not to offend",
		"another reason",
	};

	return words[code];
}
