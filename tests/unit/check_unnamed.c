/* The ledger of unnamed sources, from words alone and together with claims. */
#include "marked.h"

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

/* The only unnamed person or group of a text. */
static const struct hs_source *only_source(const struct marked *marked)
{
	const struct hs_source *only = NULL;

	for (size_t i = 0; i < marked->found->n_sources; i++) {
		const struct hs_source *source = &marked->found->sources[i];

		if (source->kind != HS_KIND_INDIVIDUAL && source->kind != HS_KIND_GROUP)
			continue;
		ck_assert_msg(!only, "two unnamed sources: '%s', '%s'", only->name, source->name);
		only = source;
	}
	ck_assert_msg(only != NULL, "no unnamed source");
	return only;
}

/* --- Grants -------------------------------------------------------------------------------------- */

static const struct { const char *text, *name, *grant; } grants[] = {
	/* on condition of anonymity */
	{ "A harbor official spoke on condition of anonymity.", "A harbor official", "spoke on condition of anonymity" },
	{ "The inspector spoke to The Courier on the condition of anonymity.", "The inspector",
	  "spoke to The Courier on the condition of anonymity" },
	{ "The dike will not hold, an engineer told The Courier on condition of anonymity.", "an engineer",
	  "on condition of anonymity" },
	{ "Two nurses described the ward only on condition of strict anonymity.", "Two nurses",
	  "only on condition of strict anonymity" },
	{ "A pilot, who talked on condition that she not be identified, said the runway was too short.", "A pilot",
	  "talked on condition that she not be identified" },
	{ "One trader agreed to speak on condition that his name not be used.", "One trader",
	  "agreed to speak on condition that his name not be used" },
	{ "A dispatcher spoke on the condition of not being named.", "A dispatcher",
	  "spoke on the condition of not being named" },
	{ "\"It is over,\" said a party official, speaking under condition of anonymity.", "a party official",
	  "speaking under condition of anonymity" },
	{ "A clerk spoke on condition he remain anonymous.", "A clerk", "spoke on condition he remain anonymous" },
	{ "Speaking on condition of anonymity, a ranger said the fire had been set.", "a ranger",
	  "Speaking on condition of anonymity" },
	/* ... also where an interviewer puts it to somebody */
	{ "Ana Diaz runs the port.\n\nQ: A member of your own board told us, on condition of anonymity, that you do not listen.\n\n"
	  "A: I have listened to all of them for nine years.", "A member of your own board", "on condition of anonymity" },
	/* requested, was granted */
	{ "The banker requested anonymity.", "The banker", "requested anonymity" },
	{ "A teacher, requesting anonymity, called the plan a mess.", "A teacher", "requesting anonymity" },
	{ "The driver asked for anonymity.", "The driver", "asked for anonymity" },
	{ "A juror, who insisted on anonymity, said the vote was close.", "A juror", "insisted on anonymity" },
	{ "The whistleblower was granted anonymity.", "The whistleblower", "was granted anonymity" },
	{ "The Courier granted the guard anonymity.", "the guard", "granted the guard anonymity" },
	{ "One consultant, who demanded anonymity, said the bill was dead.", "One consultant", "demanded anonymity" },
	{ "The villagers sought anonymity.", "The villagers", "sought anonymity" },
	/* not to be named */
	{ "A miner asked not to be named.", "A miner", "asked not to be named" },
	{ "A miner asked to not be identified by name.", "A miner", "asked to not be identified by name" },
	{ "A miner asked that he not be identified.", "A miner", "asked that he not be identified" },
	{ "A miner asked that his name not be used.", "A miner", "asked that his name not be used" },
	{ "A miner asked that his name be withheld.", "A miner", "asked that his name be withheld" },
	{ "A miner asked to remain anonymous.", "A miner", "asked to remain anonymous" },
	{ "A miner preferred to stay anonymous.", "A miner", "preferred to stay anonymous" },
	{ "A miner declined to be identified.", "A miner", "declined to be identified" },
	{ "A miner refused to be quoted by name.", "A miner", "refused to be quoted by name" },
	{ "A miner declined to give his last name.", "A miner", "declined to give his last name" },
	{ "A miner refused to give her name.", "A miner", "refused to give her name" },
	{ "A miner did not want to be named.", "A miner", "did not want to be named" },
	{ "A miner didn\xE2\x80\x99t want to be identified.", "A miner", "didn\xE2\x80\x99t want to be identified" },
	{ "A miner did not want his name published.", "A miner", "did not want his name published" },
	{ "A miner who did not wish to be named said the shaft was flooded.", "A miner", "did not wish to be named" },
	{ "A miner would not give his name.", "A miner", "would not give his name" },
	{ "A miner wished to be kept anonymous.", "A miner", "wished to be kept anonymous" },
	{ "A miner who cannot be named for legal reasons said the shaft was flooded.", "A miner",
	  "cannot be named for legal reasons" },
	{ "\"It was dark,\" a miner said, not wanting to be identified.", "a miner", "not wanting to be identified" },
	{ "\"It was dark,\" said a miner, declining to be named.", "a miner", "declining to be named" },
	{ "A miner agreed to be interviewed without being named.", "A miner", "without being named" },
	{ "The miners said so. The Courier agreed not to publish the names of the miners.", "The miners", NULL },
	{ "A miner who asked to be called only Pavel said so.", "A miner", "asked to be called only Pavel" },
	{ "A miner asked not to be named out of concern that her visa would lapse.", "A miner", "asked not to be named" },
	{ "A miner insisted on speaking anonymously.", "A miner", "insisted on speaking anonymously" },
	{ "A miner, whose union asked that he not be named for his safety, fled.", "A miner", "asked that he not be named" },
	{ "The union insisted the miners not be named.", "the miners", "insisted the miners not be named" },
	{ "Two miners, neither of whom wanted to be named, said the shaft was flooded.", "Two miners",
	  "neither of whom wanted to be named" },
	{ "The shaft was chosen, but two miners who asked not to be named told The Courier it was flooded.", "two miners",
	  "asked not to be named" },
	{ "The former aide to the mayor spoke on condition that she not be named.", "The former aide to the mayor",
	  "spoke on condition that she not be named" },
	{ "The miner asked to be identified only as a union member.", "The miner", "asked to be identified only as" },
	{ "The shaft is flooded, per a union source granted anonymity.", "a union source", "granted anonymity" },
	{ "... who declined to be identified as the talks are private.", "who", "declined to be identified" },
	/* background */
	{ "A ministry official spoke on background.", "A ministry official", "spoke on background" },
	{ "Aides, speaking off the record, called the speech weak.", "Aides", "speaking off the record" },
	{ "A diplomat spoke anonymously.", "A diplomat", "spoke anonymously" },
	{ "The coach spoke privately.", "The coach", "spoke privately" },
	{ "A source speaking not for attribution said the sale was off.", "A source", "speaking not for attribution" },
	{ "A sergeant declined to speak on the record.", "A sergeant", "declined to speak on the record" },
};

START_TEST(finds_grants)
{
	struct marked marked = marked_extract(arena, grants[_i].text);
	const struct hs_source *source = only_source(&marked);

	ck_assert_pstr_eq(source->name, grants[_i].name);
	ck_assert_pstr_eq(marked_words(&marked, source->grant), grants[_i].grant);
}
END_TEST

/* --- Reasons --------------------------------------------------------------------------------------- */

static const struct { const char *text, *reason; int code; } reasons[] = {
	/* R1 */
	{ "The clerk spoke on condition of anonymity because she was not authorized to speak publicly.",
	  "because she was not authorized to speak publicly", 1 },
	{ "An aide who wasn\xE2\x80\x99t authorised to discuss the budget said it would shrink.",
	  "wasn\xE2\x80\x99t authorised to discuss the budget", 1 },
	{ "The people, who were not authorized to talk to the press, said the plant would close.",
	  "were not authorized to talk to the press", 1 },
	{ "A person familiar with the sale but not authorized to comment said the price was low.",
	  "but not authorized to comment", 1 },
	{ "The guard asked not to be named because he had no permission to talk to reporters.",
	  "because he had no permission to talk to reporters", 1 },
	{ "Lacking authorization to speak to the media, the officer asked not to be named.",
	  "Lacking authorization to speak to the media", 1 },
	{ "The deputy requested anonymity since he is not cleared to speak publicly about the crash.",
	  "since he is not cleared to speak publicly about the crash", 1 },
	{ "The officials, none of whom were authorized to speak publicly, said the raid had failed.",
	  "none of whom were authorized to speak publicly", 1 },
	{ "The clerks, who were not authorized to speak and requested anonymity, said the office was shut.",
	  "were not authorized to speak", 1 },
	/* R2 */
	{ "The envoy requested anonymity because of the sensitivity of the talks.", "because of the sensitivity of the talks", 2 },
	{ "The envoy, requesting anonymity given the delicacy of the matter, said no more.",
	  "given the delicacy of the matter", 2 },
	{ "The analyst asked not to be identified discussing sensitive matters.", "discussing sensitive matters", 2 },
	{ "Citing the sensitivity of the case, the lawyer asked not to be named.", "Citing the sensitivity of the case", 2 },
	{ "The officer spoke on condition of anonymity because parts of the plan remain classified.",
	  "because parts of the plan remain classified", 2 },
	{ "They spoke on condition of anonymity due to the sensitive nature of the negotiations.",
	  "due to the sensitive nature of the negotiations", 2 },
	/* R3 */
	{ "The nurse spoke on condition of anonymity for fear of losing her job.", "for fear of losing her job", 3 },
	{ "The welder asked not to be named, fearing he would be fired.", "fearing he would be fired", 3 },
	{ "Both teachers requested anonymity because they feared retaliation from the school board.",
	  "because they feared retaliation from the school board", 3 },
	{ "A staffer asked to remain anonymous to avoid hurting his career.", "to avoid hurting his career", 3 },
	{ "One employee declined to be named, citing fear of professional repercussions.",
	  "citing fear of professional repercussions", 3 },
	{ "Workers spoke on condition of anonymity for fear of reprisals.", "for fear of reprisals", 3 },
	/* R4 */
	{ "The villager asked not to be named for his own safety.", "for his own safety", 4 },
	{ "The activist spoke on condition of anonymity out of fear of arrest.", "out of fear of arrest", 4 },
	{ "A guard spoke on condition of anonymity for fear of reprisals against her family.", "for fear of reprisals against her family", 4 },
	{ "Residents asked not to be identified, fearing reprisals by the militia.", "fearing reprisals by the militia", 4 },
	{ "The shopkeeper declined to give his name for security reasons.", "for security reasons", 4 },
	{ "She asked that her name be withheld because she had received death threats.",
	  "because she had received death threats", 4 },
	{ "The refugee asked not to be named to protect relatives who could be jailed.",
	  "to protect relatives who could be jailed", 4 },
	/* R5 */
	{ "The officer asked not to be named because the investigation is ongoing.", "because the investigation is ongoing", 5 },
	{ "The lawyer requested anonymity because of the pending lawsuit.", "because of the pending lawsuit", 5 },
	{ "The former guard spoke on condition of anonymity because of a nondisclosure agreement.",
	  "because of a nondisclosure agreement", 5 },
	/* R6 */
	{ "The official spoke on condition of anonymity under ministry rules.", "under ministry rules", 6 },
	{ "He declined to be named, citing company policy.", "citing company policy", 6 },
	{ "The diplomat asked not to be named, in line with diplomatic protocol.", "in line with diplomatic protocol", 6 },
	{ "The officer spoke on condition of anonymity, as is customary.", "as is customary", 6 },
	{ "The aide spoke on condition of anonymity under ground rules set by the governor\xE2\x80\x99s office.",
	  "under ground rules set by the governor\xE2\x80\x99s office", 6 },
	{ "The official asked not to be named because the agency does not discuss individual cases.",
	  "because the agency does not discuss individual cases", 6 },
	/* R7 */
	{ "The person spoke on condition of anonymity because the trade had not been announced.",
	  "because the trade had not been announced", 7 },
	{ "The person spoke to The Courier on condition of anonymity Tuesday because the contract was pending a physical.",
	  "because the contract was pending a physical", 7 },
	{ "The banker asked not to be named because the plan isn't public yet.", "because the plan isn't public yet", 7 },
	{ "The aide requested anonymity ahead of the announcement.", "ahead of the announcement", 7 },
	{ "The banker asked not to be identified as no final decision has been made.",
	  "as no final decision has been made", 7 },
	{ "The official spoke on condition of anonymity to preview the governor's speech.", "to preview the governor's speech", 7 },
	{ "The agent asked not to be named because negotiations were continuing.", "because negotiations were continuing", 7 },
	{ "The official spoke on condition of anonymity before the report's release.", "before the report's release", 7 },
	/* R8 */
	{ "The aide requested anonymity to discuss private conversations.", "to discuss private conversations", 8 },
	{ "The adviser spoke on condition of anonymity to speak candidly.", "to speak candidly", 8 },
	{ "The adviser spoke on condition of anonymity in order to talk freely about the race.",
	  "in order to talk freely about the race", 8 },
	{ "The broker asked not to be identified because the information is private.", "because the information is private", 8 },
	{ "The lawmaker asked not to be named so he could speak frankly.", "so he could speak frankly", 8 },
	{ "The officials requested anonymity to describe internal deliberations.", "to describe internal deliberations", 8 },
	/* R9 */
	{ "The woman asked to remain anonymous to protect her family's privacy.", "to protect her family's privacy", 9 },
	{ "A patient asked not to be named because she had not told her parents about her illness.",
	  "because she had not told her parents about her illness", 9 },
	{ "The student declined to give his name out of embarrassment.", "out of embarrassment", 9 },
	{ "The man asked that his name not be used because he has not told his employer.",
	  "because he has not told his employer", 9 },
	/* R10 */
	{ "The supplier's manager asked not to be named to avoid losing business with the chain.",
	  "to avoid losing business with the chain", 10 },
	{ "The executive asked not to be named because the figures are commercially sensitive.",
	  "because the figures are commercially sensitive", 10 },
	{ "The broker requested anonymity for competitive reasons.", "for competitive reasons", 10 },
	/* the outlet's own decision about whoever speaks */
	{ "<s The nurse> <c said> <t the beds were full>. The Herald is not naming the nurse because she fears retaliation.",
	  "because she fears retaliation", 3 },
	{ "The Herald agreed not to name the guard because he feared losing his job. <s The guard> <c said> <t the gate was open>.",
	  "because he feared losing his job", 3 },
	/* R11 */
	{ "The donor asked not to be named so as not to offend the governor.", "so as not to offend the governor", 11 },
	{ "The senator's friend requested anonymity to avoid antagonizing her.", "to avoid antagonizing her", 11 },
	{ "The curator asked not to be named to preserve relationships with collectors.",
	  "to preserve relationships with collectors", 11 },
	/* R12 */
	{ "The official spoke on condition of anonymity to describe the scene.", "to describe the scene", 12 },
	{ "The cook declined to be named because he was on holiday.", "because he was on holiday", 12 },
	/* none */
	{ "The official spoke on condition of anonymity.", NULL, 0 },
	{ "The official spoke on condition of anonymity to The Courier.", NULL, 0 },
	{ "The official, who asked not to be named, said it was raining because of a storm.", NULL, 0 },
	{ "The official asked not to be named, saying the storm would pass.", NULL, 0 },
	/* found before the mark, or as a rule */
	{ "The guard, fearing reprisals, asked not to be named.", "fearing reprisals", 3 },
	{ "The officer, who was authorized to speak only on condition of anonymity, said the bridge was safe.",
	  "authorized to speak only on condition of anonymity", 6 },
	{ "Most nurses spoke on condition of anonymity, saying they feared losing their jobs.",
	  "saying they feared losing their jobs", 3 },
	/* where the clause ends */
	{ "The aides, who asked not to be named because the plan is secret, said it would fail.", "because the plan is secret", 8 },
	{ "An aide who asked not to be named because of party rules said the vote was lost.", "because of party rules", 6 },
	{ "The aide spoke on condition of anonymity because the plan was not final and said it might change.",
	  "because the plan was not final", 7 },
	{ "The aide asked not to be named as the talks are private, adding that they would go on.",
	  "as the talks are private", 8 },
	{ "An envoy speaking on condition of anonymity because of the delicacy of the talks said they would go on.",
	  "because of the delicacy of the talks", 2 },
	{ "Three aides, who requested anonymity because the trip had not been publicly announced, said it was off.",
	  "because the trip had not been publicly announced", 7 },
	{ "The envoy \xE2\x80\x94 who spoke on condition of anonymity because the talks are secret \xE2\x80\x94 said so.",
	  "because the talks are secret", 8 },
	{ "\"Nobody knows,\" said an aide, who asked not to be named because the talks are private. \"Nobody.\"",
	  "because the talks are private", 8 },
};

START_TEST(finds_reasons)
{
	struct marked marked = marked_extract(arena, reasons[_i].text);
	const struct hs_source *source = only_source(&marked);

	ck_assert_pstr_eq(marked_words(&marked, source->reason), reasons[_i].reason);
	ck_assert_int_eq(source->reason_code, reasons[_i].code);
}
END_TEST

/* --- Basis and level -------------------------------------------------------------------------------- */

static const struct { const char *text, *name, *basis; int level, count; } levels[] = {
	/* 0: nothing */
	{ "A source said the dam would close.", "A source", NULL, 0, 1 },
	{ "The sale is off, according to three people familiar with the matter.", "three people",
	  "familiar with the matter", 0, 3 },
	{ "A person close to the talks said they had stalled.", "A person", "close to the talks", 0, 1 },
	{ "People with knowledge of the plan said it was late.", "People", "with knowledge of the plan", 0, 0 },
	{ "An anonymous source told The Courier that the mayor was ill.", "An anonymous source", NULL, 0, 1 },
	/* 1: a category */
	{ "An official said the dam would close.", "An official", NULL, 1, 1 },
	{ "Two officials said the dam would close.", "Two officials", NULL, 1, 2 },
	{ "Diplomats said the talks had failed.", "Diplomats", NULL, 1, 0 },
	{ "One resident, who asked not to be named, heard shots.", "One resident", NULL, 1, 1 },
	{ "Both the drivers declined to be named.", "Both the drivers", NULL, 1, 2 },
	/* 2: a field or side */
	{ "A law enforcement official said there were two suspects.", "A law enforcement official", NULL, 2, 1 },
	{ "A Republican strategist said the race was over.", "A Republican strategist", NULL, 2, 1 },
	{ "A U.S. official said the ship had turned.", "A U.S. official", NULL, 2, 1 },
	{ "A Western diplomat said the ship had turned.", "A Western diplomat", NULL, 2, 1 },
	{ "Four officials from Norway and Chile said the ship had turned.", "Four officials from Norway and Chile", NULL, 2, 4 },
	{ "A person close to the governor said she was tired.", "A person", "close to the governor", 2, 1 },
	{ "Industry sources said prices would fall.", "Industry sources", NULL, 2, 0 },
	/* 3: an institution or a rank */
	{ "A Treasury Department official said rates would rise.", "A Treasury Department official", NULL, 3, 1 },
	{ "A senior official said rates would rise.", "A senior official", NULL, 3, 1 },
	{ "Pentagon officials said the ship had turned.", "Pentagon officials", NULL, 3, 0 },
	{ "A FEMA official said help was near.", "A FEMA official", NULL, 3, 1 },
	{ "An Acme Motors executive said the line would stop.", "An Acme Motors executive", NULL, 3, 1 },
	{ "A top aide said the bill was dead.", "A top aide", NULL, 3, 1 },
	{ "An official at the Finance Ministry said rates would rise.", "An official at the Finance Ministry", NULL, 3, 1 },
	/* 4: close to the facts */
	{ "A person with direct knowledge of the sale said it was off.", "A person", "with direct knowledge of the sale", 4, 1 },
	{ "Four people briefed on the inquiry said it was over.", "Four people", "briefed on the inquiry", 4, 4 },
	{ "A senator who attended the dinner said nobody laughed.", "A senator", "who attended the dinner", 4, 1 },
	{ "One executive involved in the negotiations said they had failed.", "One executive", "involved in the negotiations", 4, 1 },
	{ "Two aides who were in the room said nobody laughed.", "Two aides", "who were in the room", 4, 2 },
	{ "A lawyer who has seen the document said it was short.", "A lawyer", "who has seen the document", 4, 1 },
	{ "An official with firsthand knowledge of the raid said it had failed.", "An official",
	  "with firsthand knowledge of the raid", 4, 1 },
	{ "One attendee said nobody laughed.", "One attendee", "attendee", 4, 1 },
	{ "An aide who helped draft the plan said it was late.", "An aide", "who helped draft the plan", 4, 1 },
	{ "An aide who was told of the plan said it was late.", "An aide", "who was told of the plan", 4, 1 },
	{ "A banker directly aware of the sale said it was off.", "A banker", "directly aware of the sale", 4, 1 },
	{ "A lawyer, briefed on the case, said it was weak.", "A lawyer", "briefed on the case", 4, 1 },
	{ "The two guards, both of whom were in the room, said it was dark.", "The two guards",
	  "were in the room", 4, 2 },
	{ "A source in the Kremlin said it was late.", "A source in the Kremlin", NULL, 3, 1 },
	/* no basis */
	{ "Two guards who spoke to The Washington Post said it was dark.", "Two guards", NULL, 1, 2 },
	{ "Leaders who have questioned the plan said it was late.", "Leaders", NULL, 2, 0 },
	/* 5: a side or motive */
	{ "An ally of the governor said she was tired.", "An ally of the governor", NULL, 5, 1 },
	{ "A lawyer for one of the plaintiffs said the case was weak.", "A lawyer for one of the plaintiffs", NULL, 5, 1 },
};

START_TEST(tells_how_much_the_reader_learns)
{
	struct marked marked = marked_extract(arena, levels[_i].text);
	const struct hs_source *source = only_source(&marked);

	ck_assert_pstr_eq(source->name, levels[_i].name);
	ck_assert_pstr_eq(marked_words(&marked, source->basis), levels[_i].basis);
	ck_assert_int_eq(source->specificity, levels[_i].level);
	ck_assert_int_eq(source->count, levels[_i].count);
}
END_TEST

/* --- Who is who ----------------------------------------------------------------------------------------- */

/* The unnamed sources of a text, by name, in order. */
static const char *sources_shown(const struct marked *marked)
{
	const char *shown = "";

	for (size_t i = 0; i < marked->found->n_sources; i++)
		if (hs_kind_class(marked->found->sources[i].kind) == HS_CLASS_ANONYMOUS && marked->found->sources[i].name)
			shown = hs_arena_printf(arena, "%s%s%s", shown, *shown ? " / " : "", marked->found->sources[i].name);
	return shown;
}

static const struct { const char *text, *sources; } ledgers[] = {
	/* one */
	{ "A nurse said the ward was full. The nurse asked not to be named.", "A nurse" },
	{ "A person briefed on the plan said it was late. The person spoke on condition of anonymity.", "A person" },
	{ "Two people familiar with the plan said it was late. The people asked not to be named.", "Two people" },
	{ "A nurse said the ward was full. She asked not to be named.", "A nurse" },
	{ "Two nurses said the ward was full. They asked not to be named.", "Two nurses" },
	{ "Several nurses said the ward was full. Some of them asked not to be named.", "Several nurses" },
	{ "The woman, a nurse who asked not to be named, said the ward was full.", "The woman" },
	{ "Officials said the ward was full. Officials said it would stay so.", "Officials" },
	{ "\"It is full,\" <s a nurse> <c said>, speaking on condition of anonymity.", "a nurse" },
	{ "According to people briefed on the sale, it is off. The people spoke on condition of anonymity.", "people" },
	{ "A senior official who was briefed on the raid said it had failed. <s The official> <c said> <t so twice>.",
	  "A senior official" },
	{ "One of the people briefed on the sale said it was off. Ana Diaz left. The source said it was late.", "One of the people" },
	{ "<s1 One of the people> <c1 said> <t1 it was off>. <s2 The source> <c2 said> <t2 it was late>.", "One of the people" },
	{ "<s1 Two officials> <c1 said> <t1 it was off>. <s2 The sources> <c2 said> <t2 it was late>.", "Two officials" },
	{ "<s1 A source briefed on the sale> <c1 said> <t1 it was off>. <s2 The person> <c2 said> <t2 it was late>.", "A source briefed on the sale" },
	/* who hands over a paper that is the source */
	{ "The price was high, according to an account of the talks provided by a foreign negotiator. It rained.", "a foreign negotiator" },
	{ "The price was high, <c according to> <s notes of the talks given to The Courier by two aides>. It rained.",
	  "two aides" },
	{ "<s A video described by a lawyer for the family> <c shows> <t that the price was high>.",
	  "a lawyer for the family" },
	{ "<s1 A foreign negotiator> <c1 said> <t1 no>. The price was high, <c2 according to> <s2 an account provided by the foreign negotiator>.",
	  "A foreign negotiator / an account provided by the foreign negotiator" },
	{ "The box held a letter given to her by a nurse.", "" },
	{ "Papers were provided by two aides.", "" },
	/* several */
	{ "<s1 A nurse> <c1 said> <t1 no>. <s2 Two aides> <c2 agreed> <t2 to wait>. <s3 The source> <c3 said> <t3 yes>.",
	  "A nurse / Two aides / The source" },
	{ "<s1 A nurse> <c1 said> <t1 no>. <s2 The source close to the mayor> <c2 said> <t2 yes>.", "A nurse / The source close to the mayor" },
	{ "<s1 A nurse> <c1 said> <t1 no>. <s2 The person> <c2 said> <t2 yes>.", "A nurse / The person" },
	{ "A nurse said the ward was full. Another nurse said it was not.", "A nurse / Another nurse" },
	{ "An official said the ward was full. A second official said it was not.", "An official / A second official" },
	{ "This nurse, like others interviewed for this story, asked not to be named.",
	  "This nurse / others interviewed for this story" },
	{ "<s This nurse, like others interviewed for this story>, <c asked> <t not to be named>.",
	  "This nurse / others interviewed for this story" },
	{ "\"It is full,\" said one of the two nurses, both of whom asked not to be named.",
	  "one of the two nurses / the two nurses" },
	{ "Dam To Close In May, Senior Official Says", "Senior Official" },
	{ "Two aides and a person briefed on the plan said it was late.", "Two aides / a person" },
	/* none */
	{ "Ana Diaz, a nurse, said the ward was full.", "" },
	{ "A nurse, Ana Diaz, said the ward was full.", "" },
	{ "The mayor told reporters that the ward was full.", "" },
	{ "Diaz told people close to her that the ward was full.", "" },
	{ "Ana Diaz hugged a nurse and said the ward was full.", "" },
	{ "Nurses are paid little, and the ward is full.", "" },
	{ "Two companies declined to be named.", "" },
	{ "\"You refuse to give your name and I will call the guard,\" Ana Diaz said.", "" },
};

START_TEST(tells_sources_apart)
{
	struct marked marked = marked_extract(arena, ledgers[_i].text);

	ck_assert_str_eq(sources_shown(&marked), ledgers[_i].sources);
}
END_TEST

START_TEST(joins_a_reason_that_stands_far_off)
{
	struct marked marked = marked_extract(arena,
		"<s1 A senior official traveling with the minister> <c1 said> <t1 the talks took place in June>.\n\n"
		"<s2 The minister> <c2 said> <t2 the border would open soon>.\n\n"
		"The official spoke on condition of anonymity because parts of the talks remain secret.\n\n"
		"<s3 The official> <c3 said> <t3 the door was open>.");
	const struct hs_source *source = marked_source(&marked, 1);

	ck_assert_ptr_eq(source, marked_source(&marked, 3));
	ck_assert_pstr_eq(marked_words(&marked, source->grant), "spoke on condition of anonymity");
	ck_assert_pstr_eq(marked_words(&marked, source->reason), "because parts of the talks remain secret");
	ck_assert_int_eq(source->reason_code, 8);
	ck_assert_ptr_ne(source, marked_source(&marked, 2));
	ck_assert_ptr_eq(marked_source(&marked, 2)->grant.at, NULL);
}
END_TEST

START_TEST(gives_a_grant_to_the_claims_own_source)
{
	struct marked marked = marked_extract(arena,
		"<s3 Several officials> <c3 told> The Courier <t3 that a deal was near>. <t1 The talks were held in two cities>, "
		"<s1 they> <c1 said> on condition of anonymity because of the sensitivity of the negotiations. <s2 Diaz> <c2 denied> "
		"<t2 it>.");

	ck_assert_ptr_eq(marked_source(&marked, 1), marked_source(&marked, 3));
	ck_assert_pstr_eq(marked_words(&marked, marked_source(&marked, 1)->grant), "on condition of anonymity");
	ck_assert_int_eq(marked_source(&marked, 1)->reason_code, 2);
	ck_assert_int_eq(marked_source(&marked, 2)->reason_code, -1);
	ck_assert_int_eq(marked_source(&marked, 2)->specificity, -1);
}
END_TEST

/* The paper is the source; who asks not to be named is the one who gave it. */
START_TEST(gives_a_grant_to_who_gave_the_paper)
{
	struct marked marked = marked_extract(arena,
		"<t The price was high>, <c according to> <s an account of the talks provided by a foreign negotiator, who spoke on condition of "
		"anonymity because the talks were private>.");
	const struct hs_source *giver = &marked.found->sources[1];

	ck_assert_uint_eq(marked.found->n_sources, 2);
	ck_assert_uint_eq(marked_source(&marked, 1)->grant.n, 0);
	ck_assert_int_eq(marked_source(&marked, 1)->kind, HS_KIND_PAPERS);
	ck_assert_str_eq(giver->name, "a foreign negotiator");
	ck_assert_int_eq(giver->kind, HS_KIND_INDIVIDUAL);
	ck_assert_pstr_eq(marked_words(&marked, giver->grant), "spoke on condition of anonymity");
	ck_assert_pstr_eq(marked_words(&marked, giver->reason), "because the talks were private");
}
END_TEST

START_TEST(takes_a_torn_mention_for_the_whole_phrase)
{
	struct marked marked = marked_extract(arena,
		"<t1 It is late>, <c1 said> <s1 the> people, <s2 who> asked not to be named and <c2 feared> "
		"<t2 a strike>.");

	ck_assert_str_eq(only_source(&marked)->name, "the people");
	ck_assert_ptr_eq(marked_source(&marked, 1), marked_source(&marked, 2));
}
END_TEST

/* Whatever the kind that its claims suggest, who asks not to be named has no name here. */
START_TEST(takes_the_word_of_a_grant_for_the_kind)
{
	struct marked marked = marked_extract(arena, "<s The lawmaker> requested anonymity to speak freely and "
		"<c warned> <t that the bill was dead>.");

	ck_assert_str_eq(hs_kind_word(marked_source(&marked, 1)->kind), "individual");
	ck_assert_pstr_eq(marked_words(&marked, marked_source(&marked, 1)->grant), "requested anonymity");
}
END_TEST

/* To ask not to be named is to claim nothing; to speak of something on that condition is. */
static const struct { const char *text; size_t n; } asked[] = {
	{ "<t1 It is late>, <c1 said> <s1 a porter>, <s2 who> <c2 asked> <t2 not to be named because he feared the guild>.", 1 },
	{ "<s1 The porters> <c1 requested> <t1 anonymity to speak freely>. <s2 One> <c2 said> <t2 it was late>.", 1 },
	{ "<t1 It is late>, <c1 said> <s1 two porters>. <s2 They> <c2 were not permitted> <t2 to speak to reporters>.", 1 },
	{ "<s1 A porter> <c1 spoke about> <t1 the fire> on condition of anonymity.", 1 },
	{ "<s1 A porter> <c1 asked> <t1 the guests not to name the hotel>.", 1 },
	{ "The porter, granted <s1 anonymity> <c1 to respond to> <t1 the charge>, <c2 called> <t2 it absurd>.", 1 },
};

START_TEST(takes_no_grant_for_a_claim)
{
	ck_assert_uint_eq(marked_extract(arena, asked[_i].text).found->n_claims, asked[_i].n);
}
END_TEST

/* The number that is told decides between one and several, and one of them may be spoken of again. */
START_TEST(counts_by_the_words)
{
	struct marked marked = marked_extract(arena,
		"<t1 The port is sold>, <c1 according to> <s1 two people> familiar with the talks. <s2 One of the people> <c2 said> "
		"<t2 it was cheap>. <s3 The person> <c3 said> <t3 it was late>.");

	ck_assert_str_eq(hs_kind_word(marked_source(&marked, 1)->kind), "group");
	ck_assert_str_eq(hs_kind_word(marked_source(&marked, 2)->kind), "individual");
	ck_assert_ptr_eq(marked_source(&marked, 2), marked_source(&marked, 3));
}
END_TEST

START_TEST(takes_a_number_up)
{
	struct marked marked = marked_extract(arena,
		"<s Three porters> <c said> <t that the lift was stuck>. All three requested anonymity because they feared the owner.");

	ck_assert_pstr_eq(marked_words(&marked, marked_source(&marked, 1)->grant), "requested anonymity");
	ck_assert_uint_eq(marked.found->n_sources, 1);
}
END_TEST

/* A noun that no lexicon has says at least what it is, and how one knows. */
START_TEST(describes_by_an_unknown_noun)
{
	struct marked marked = marked_extract(arena,
		"<s A Norvane lampist> briefed on the repair <c said> <t that the light was out>. <s2 He> <c2 said> <t2 it was late>.");

	marked.raws.at[0].kind[HS_KIND_INDIVIDUAL] = 0.9f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_str_eq(hs_kind_word(marked_source(&marked, 1)->kind), "individual");
	ck_assert_pstr_eq(marked_words(&marked, marked_source(&marked, 1)->basis), "briefed on the repair");
	ck_assert_int_eq(marked_source(&marked, 1)->specificity, 4);
}
END_TEST

/* A name in the next sentence is not that of the one before, nor is he who is not named whom the text names. */
START_TEST(keeps_the_unnamed_from_the_named)
{
	struct marked marked = marked_extract(arena,
		"<t1 The council will meet on Friday>, <c1 according to> <s1 a banker>. <s2 Diaz> <c2 said> <t2 it was late>.\n\n"
		"<s3 Weller> <c3 had> <t3 two offers>, <c4 according to> <s4 the manager>, who asked not to be named.");

	ck_assert_ptr_ne(marked_source(&marked, 1), marked_source(&marked, 2));
	ck_assert_str_eq(hs_kind_word(marked_source(&marked, 1)->kind), "individual");
	ck_assert_ptr_ne(marked_source(&marked, 3), marked_source(&marked, 4));
	ck_assert_pstr_eq(marked_words(&marked, marked_source(&marked, 4)->grant), "asked not to be named");
}
END_TEST

/* "They" was taken for the two towns; but towns do not ask for anonymity. */
START_TEST(corrects_whom_a_pronoun_with_a_grant_stands_for)
{
	struct marked marked = marked_extract(arena,
		"<s1 Several former and current officials> <c1 told> The Courier <t1 that a deal was near>. <t2 The talks were "
		"held in two towns>, <s2 they> <c2 said> on condition of anonymity because of the sensitivity of the negotiations.");

	ck_assert_ptr_eq(marked_source(&marked, 1), marked_source(&marked, 2));
	ck_assert_int_eq(marked_source(&marked, 1)->reason_code, 2);
	ck_assert_uint_eq(marked.found->n_sources, 1);
}
END_TEST

#define CATEGORY (1u << HS_DETAIL_CATEGORY)
#define FIELD (1u << HS_DETAIL_FIELD)
#define PLACE (1u << HS_DETAIL_PLACE)
#define BASIS (1u << HS_DETAIL_BASIS)
#define SIDE (1u << HS_DETAIL_SIDE)

static const struct { const char *text; unsigned told_of; } details[] = {
	{ "A source said the dam leaked.", 0 },
	{ "A source briefed on the inquiry said the dam leaked.", BASIS },
	{ "An official said the dam leaked.", CATEGORY },
	{ "A law enforcement official said the dam leaked.", CATEGORY | FIELD },
	{ "A senior Treasury official said the dam leaked.", CATEGORY | FIELD | PLACE },
	{ "A senior Treasury official familiar with the plan said the dam leaked.", CATEGORY | FIELD | PLACE | BASIS },
	{ "An adviser who opposed the plan said the dam leaked.", CATEGORY | FIELD | SIDE },
	{ "An official said the dam leaked. The official, who was briefed on the inquiry, asked not to be named.", CATEGORY | BASIS },
};

START_TEST(tells_what_is_told_of_a_source)
{
	struct marked marked = marked_extract(arena, details[_i].text);

	ck_assert_uint_eq(only_source(&marked)->told_of, details[_i].told_of);
}
END_TEST

START_TEST(reports_a_plural_for_one)
{
	struct marked marked = marked_extract(arena, "Officials said the dam would close. The official asked not to be named.");

	ck_assert(only_source(&marked)->plural_for_one);
}
END_TEST

START_TEST(orders_sources_by_first_mention)
{
	struct marked marked = marked_extract(arena,
		"A clerk spoke on condition of anonymity. <s1 Ana Diaz> <c1 said> <t1 the clerk was wrong>. <s2 She> <c2 left>"
		" <t2 it at that>. Two aides who asked not to be named said so too.");
	uint32_t last = 0;

	ck_assert_uint_eq(marked.found->n_sources, 3);
	for (size_t i = 0; i < marked.found->n_sources; i++) {
		ck_assert_uint_ge(marked.found->sources[i].mentions.at[0].start, last);
		last = marked.found->sources[i].mentions.at[0].start;
	}
	ck_assert_str_eq(marked_source(&marked, 1)->name, "Ana Diaz");
	ck_assert_ptr_eq(marked_source(&marked, 1), marked_source(&marked, 2));
}
END_TEST

/* A headline that is a field of its own is read first, although it stands behind the text. */
START_TEST(reads_the_headline_first)
{
	struct hs_raws none = { NULL, 0 };
	struct hs_article *article = hs_article_new(arena, "A clerk who asked not to be named said so.", 42);
	struct hs_extraction *found;

	article->headline = "Dam will close, two engineers briefed on the plan say";
	hs_article_finish(article, NULL, 0);
	found = hs_extract_from(article, &none);
	ck_assert_uint_eq(found->n_sources, 2);
	ck_assert_str_eq(found->sources[0].name, "two engineers");
	ck_assert_int_eq(found->sources[0].count, 2);
	ck_assert_str_eq(found->sources[1].name, "A clerk");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("unnamed");
	TCase *tcase = tcase_create("ledger");

	tcase_add_checked_fixture(tcase, arena_open, arena_close);
	tcase_add_loop_test(tcase, finds_grants, 0, ROWS(grants));
	tcase_add_loop_test(tcase, finds_reasons, 0, ROWS(reasons));
	tcase_add_loop_test(tcase, tells_how_much_the_reader_learns, 0, ROWS(levels));
	tcase_add_loop_test(tcase, tells_sources_apart, 0, ROWS(ledgers));
	tcase_add_test(tcase, joins_a_reason_that_stands_far_off);
	tcase_add_test(tcase, gives_a_grant_to_the_claims_own_source);
	tcase_add_test(tcase, gives_a_grant_to_who_gave_the_paper);
	tcase_add_test(tcase, takes_a_torn_mention_for_the_whole_phrase);
	tcase_add_test(tcase, takes_the_word_of_a_grant_for_the_kind);
	tcase_add_test(tcase, counts_by_the_words);
	tcase_add_test(tcase, describes_by_an_unknown_noun);
	tcase_add_test(tcase, takes_a_number_up);
	tcase_add_loop_test(tcase, takes_no_grant_for_a_claim, 0, ROWS(asked));
	tcase_add_test(tcase, keeps_the_unnamed_from_the_named);
	tcase_add_test(tcase, corrects_whom_a_pronoun_with_a_grant_stands_for);
	tcase_add_loop_test(tcase, tells_what_is_told_of_a_source, 0, ROWS(details));
	tcase_add_test(tcase, reports_a_plural_for_one);
	tcase_add_test(tcase, orders_sources_by_first_mention);
	tcase_add_test(tcase, reads_the_headline_first);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
