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

/* "person Ana Diaz; individual an aide": kind and name of the source of each attribution. */
static const char *sources_shown(const struct marked *marked)
{
	const char *shown = "";

	for (size_t i = 1; i <= marked->raws.n; i++) {
		const struct hs_source *source = marked_source(marked, i);

		shown = hs_arena_printf(arena, "%s%s%s%s%s", shown, i > 1 ? "; " : "", hs_kind_word(source->kind),
					source->name ? " " : "", source->name ? source->name : "");
	}
	return shown;
}

static const struct { const char *text, *sources; } cases[] = {
	/* the fullest name of the article */
	{ "Ana Diaz opened the bridge. <s Diaz> <c said> <t it is safe>.", "person Ana Diaz" },
	{ "<s1 Mr. Park> <c1 said> <t1 no>. Later <s2 Jin Park> <c2 said> <t2 yes>.", "person Jin Park; person Jin Park" },
	/* ... also where nothing but what they say tells that they are people */
	{ "The visitors won after Zorin Kaldu edged Feldric Orrery on Monday. <s Orrery> <c said> <t it was close>.", "person Feldric Orrery" },
	{ "Browns DL Feldric Orrery was fined. <s Orrery> <c said> <t it was fair>.", "person Feldric Orrery" },
	{ "It was late, and <s the then home secretary, Zorin Kaldu,> <c said> <t it was too cold to sail>.", "person Zorin Kaldu" },
	{ "It was late, and <s Norvane's Health Minister, Zorin Kaldu,> <c said> <t it was too cold to sail>.", "person Zorin Kaldu" },
	{ "It was late. <s1 Ana Diaz, the commander of the port,> <c1 said> <t1 it was too cold to sail>. "
	  "<s2 The island's ambassador to Britain Zorin Kaldu> <c2 said> <t2 it was too warm to stay>.", "person Ana Diaz; person Zorin Kaldu" },
	{ "\"Make Orrery Smile\" is what we make. <s Orrery> <c said> <t it was fair>.", "person Orrery" },
	{ "<s Harbour spokesman Tom Weller> <c said> <t the pier is closed>.", "person Tom Weller" },
	{ "Ana M. Diaz won. Ana Diaz spoke. <s Ms. Diaz> <c said> <t thanks>.", "person Ana M. Diaz" },
	{ "Robert Hale spoke first. <s Bob Hale> <c said> <t it was late>.", "person Robert Hale" },
	{ "<s1 An official> <c1 told> CBS News' Zorin Kaldu <t1 no>. <s2 Kaldu> <c2 reports> <t2 that the pier is shut>.",
	  "individual An official; person Zorin Kaldu" },
	{ "<s1 Three people familiar with the talks> <c1 said> <t1 no>. <s2 Two people familiar with the talks> <c2 said> <t2 yes>.",
	  "group Three people familiar with the talks; group Two people familiar with the talks" },
	/* newspapers under names that mean something else, and outlets without a name */
	{ "Ana Diaz was out. <s The Star> <c said> <t she would resign>.", "outlet The Star" },
	{ "Ana Diaz was out. <s The star> <c said> <t she would resign>.", "person Ana Diaz" },
	{ "<s The Ledger> <c reported> <t that the port was sold>.", "outlet The Ledger" },
	{ "<s The state broadcaster> <c said> <t that the port was sold>.", "outlet The state broadcaster" },
	{ "<s A news agency> <c said> <t that the port was sold>.", "outlet A news agency" },
	{ "<c According to> <s norvane-soir.fr>, <t the port was sold>.", "outlet norvane-soir.fr" },
	{ "<s1 The San Francisco Chronicle> <c1 says> <t1 that the port was sold>. <s2 The Chronicle> <c2 says> <t2 it was not>.",
	  "outlet San Francisco Chronicle; outlet San Francisco Chronicle" },
	{ "<s WNVN-TV> <c reported> <t that the port was sold>.", "outlet WNVN-TV" },
	{ "<s The cable networks> <c carried> <t the mayor's speech>.", "outlet The cable networks" },
	/* bodies in capitals, one of which is no pronoun */
	{ "<s1 WHO> <c1 says> <t1 that the fever is rare>. A man who was ill died. <s2 The WHO> <c2 said> <t2 that it was not>.",
	  "organisation WHO; organisation WHO" },
	{ "<s PG&E officials> <c said> <t that the power was cut>.", "group PG&E officials" },
	/* an agency is the state's, and not the firm that came last; and it is not what stands before the comma of its own words */
	{ "<s1 HSA> <c1 said> <t1 that the rig was old>. <s2 Norvane Dynamics Corp> <c2 said> <t2 it was new>. <s3 The agency> <c3 said> <t3 it would look>.",
	  "organisation HSA; organisation Norvane Dynamics Corp; organisation HSA" },
	{ "The rig stands in NASA's lists. <s2 Norvane Dynamics Corp> <c2 said> <t2 it was new>. <c1 According to> <s1 the agency>, <t1 it is old>.",
	  "organisation NASA; organisation Norvane Dynamics Corp" },
	{ "It is old, <c1 according to> <s1 the Xinhua News Agency>. <t2 It stood in the Norvane Region>, <s2 the news agency> <c2 said>.",
	  "wire Xinhua; wire Xinhua" },
	/* "said" is the verb, and not the lawyers' "the said residents" */
	{ "<s Residents> <c have complained of> <t the noise>. She said residents of the port had no sleep.", "collective Residents" },
	/* how the words came is not who spoke */
	{ "<t \"It is safe,\"> <c said> <s a Norvane spokesman when contacted by the Herald>.", "individual a Norvane spokesman" },
	/* who is a group for a while; and no group is a place */
	{ "<s1 A group of nurses> <c1 wrote> <t1 that beds were short>. Norvane Corp ran the ward. <s2 The group> <c2 said> <t2 so again>. "
	  "<s3 The group> <c3 left> <t3 no doubt>.", "group A group of nurses; group A group of nurses; group A group of nurses" },
	{ "A team at the Harbour Center in Greenbelt, Maryland, found it. <c According to> <s the agency>, <t it is ice>.", "organisation the agency" },
	/* a credit in brackets */
	{ "<s HARBOUR SHUT AGAIN> <t The pier sank in the fog.> <c [Reuters.]>", "wire Reuters" },
	{ "<s HARBOUR SHUT AGAIN> <t The pier sank in the fog.> <c [The Norvane Herald]>", "outlet The Norvane Herald" },
	{ "Ana Diaz ran. <s HARBOUR SHUT AGAIN> <t The pier sank in the fog.> <c [Ana Diaz.]>", "person Ana Diaz" },
	/* one who shares a name with an outlet, where courtesy titles are given and where not */
	{ "Michael Forbes came. Mr. Forbes left. <s Forbes> <c reported> <t that the port was sold>.", "outlet Forbes" },
	{ "Michael Forbes came. Mr. Forbes left. \"<s Forbes> <c believes> <t that the port was sold>.\"", "person Michael Forbes" },
	{ "Michael Forbes came. <s Forbes> <c said> <t that the port was sold>.", "person Michael Forbes" },
	/* ... unless it ends what the unnamed one says */
	{ "<t The man they held was Tom Weller>, <s a police official> <c said>.", "individual a police official" },
	{ "<s Tom Weller, a police official,> <c said> <t so>.", "person Tom Weller" },
	{ "<s Save the Children> <c said> <t that the port was shut>.", "organisation Save the Children" },
	/* two with one surname */
	{ "John Reed met his wife, Carol Reed. <s1 Mrs. Reed> <c1 said> <t1 so>. <s2 Mr. Reed> <c2 agreed that> <t2 it was>.",
	  "person Carol Reed; person John Reed" },
	{ "John Reed met Carol Reed. <s Carol> <c said> <t so>.", "person Carol Reed" },
	{ "John Reed was out. Zorinda Reed was heard. <s1 Zorinda Reed> <c1 said> <t1 so>. <s2 She> <c2 agreed> <t2 to wait>.",
	  "person Zorinda Reed; person Zorinda Reed" },
	/* several in one */
	{ "Ana Diaz met Tom Weller. <s Diaz and Weller> <c said> <t they agreed>.", "person Ana Diaz; Tom Weller" },
	/* ... whom "they" resumes, also where no claim is attributed to them */
	{ "Ana Diaz and Tom Weller wrote a book about ferries. <s They> <c compare> <t wages on both shores>.", "person Ana Diaz; Tom Weller" },
	/* ... and counted descriptions */
	{ "Ana Diaz ran against Tom Weller and Rosa Hale. <s All three candidates> <c have said> <t they would close the pier>.",
	  "person Ana Diaz; Tom Weller; Rosa Hale" },
	{ "Candidate Ana Diaz met candidate Tom Weller and Bob Brandt. Rosa Hale, a candidate, was late. "
	  "<s The three candidates> <c agreed> <t to wait>.", "person Ana Diaz; Tom Weller; Rosa Hale" },
	{ "Ana Diaz met Tom Weller and Rosa Hale. <s None of the three> <c laid out> <t a plan>.", "person Ana Diaz; Tom Weller; Rosa Hale" },
	{ "Ana Diaz met Tom Weller and Rosa Hale. <s1 All three candidates> <c1 said> <t1 no>, and <s2 none> <c2 said> <t2 why>.",
	  "person Ana Diaz; Tom Weller; Rosa Hale; person Ana Diaz; Tom Weller; Rosa Hale" },
	{ "Tom Weller, 25, and his wife, Ana Diaz, 27, were tired. <s The couple> <c worried> <t that the pier would close>.",
	  "person Tom Weller; Ana Diaz" },
	/* ... and lists with what each of them is */
	{ "<s1 Three engineers -- Ana Diaz at Tarn Holdings, Tom Weller at the University of Leith and Rosa Hale at the port --> <c1 found> "
	  "<t1 cracks>. <s2 They> <c2 wrote> <t2 that it was late>.", "person Ana Diaz; Tom Weller; Rosa Hale; person Ana Diaz; Tom Weller; Rosa Hale" },
	{ "<s Two members of the council from Leith, Ana Diaz and Tom Weller,> <c said> <t no>.", "person Ana Diaz; Tom Weller" },
	/* a land whose name is a plural is not "they" */
	{ "Ana Diaz and Tom Weller wrote a book. In the United States, <s they> <c write>, <t ferries are slow>.", "person Ana Diaz; Tom Weller" },
	/* a description before the name */
	{ "<s1 The judge> <c1 said> <t1 no>. Rosa Hale was amazed. Judge Tom Weller rose. <s2 The judge> <c2 said> <t2 yes>.",
	  "person Tom Weller; person Tom Weller" },
	{ "<s1 The judge> <c1 said> <t1 no>. Judge Rosa Hale was amazed. Judge Tom Weller rose.", "individual The judge" },
	/* a name that the description gives, and "each" */
	{ "<s A woman later identified as Ana Diaz, an activist,> <c asked> <t why>.", "person Ana Diaz" },
	{ "Ana Diaz and Tom Weller drew crowds, but <s each> <c saw> <t the danger>.", "person Ana Diaz; Tom Weller" },
	/* a last name that is a small word */
	{ "The column is by George Will. <s1 Will> <c1 wrote> <t1 that it was late>. Will Ana Diaz win? <s2 Will> <c2 believes> <t2 she may>.",
	  "person George Will; person George Will" },
	{ "The column is by George Will. Will <s Ana Diaz> <c claim> <t that>?", "person Ana Diaz" },
	/* pronouns */
	{ "Ana Diaz met Tom Weller. <s She> <c said> <t it was time>.", "person Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 it was time>. <s2 She> <c2 added> <t2 that Tom Weller agreed>.",
	  "person Ana Diaz; person Ana Diaz" },
	{ "Tom Weller, <s who> <c warned> <t of ice>, went home.", "person Tom Weller" },
	/* unnamed: one source from first mention to pronoun; another is a second one */
	{ "<s1 A senior port official> <c1 said> <t1 the crane failed>. <s2 The official> <c2 said> <t2 nobody was hurt>.",
	  "individual A senior port official; individual A senior port official" },
	{ "<s1 A port official> <c1 said> <t1 the crane failed>. <s2 Another official> <c2 said> <t2 nobody was hurt>.",
	  "individual A port official; individual Another official" },
	{ "<s1 A nurse> <c1 said> <t1 beds were short>. <s2 She> <c2 said> <t2 it was worse in May>.",
	  "individual A nurse; individual A nurse" },
	{ "<s Two officials> <c said> <t the deal was dead>.", "group Two officials" },
	{ "<s Critics> <c said> <t the plan was too slow>.", "collective Critics" },
	/* so many of them, or the whole trade */
	{ "<s Several economists> <c said> <t rates would rise>.", "group Several economists" },
	{ "<s A few economists> <c said> <t rates would rise>.", "group A few economists" },
	{ "<s Many economists> <c say> <t rates will rise>.", "collective Many economists" },
	{ "<s Few economists> <c believe> <t that rates will rise>.", "collective Few economists" },
	/* a count without the people: those spoken of last, but a count that shows something is a figure */
	{ "The poll asked 900 voters. The number <s who> <c said> <t they would wait> fell.", "collective 900 voters" },
	{ "The poll asked 900 voters. <s The share who> <c say> <t they will wait> fell.", "collective 900 voters" },
	{ "The poll asked 900 voters. <s The proportion> <c saying> <t they would wait> fell.", "collective 900 voters" },
	{ "The poll asked 900 voters. The share of women <s who> <c said> <t they would wait> fell.", "collective women" },
	{ "Voters met Ana Diaz. <s The number> <c shows> <t that it was late>.", "event The number" },
	{ "<s Lobbyists> <c say> <t the bill is dead>.", "collective Lobbyists" },
	{ "<s Several people Democrats have met> <c said> <t no>.", "group Several people Democrats have met" },
	{ "<s Three surrogates> <c said> <t no>.", "group Three surrogates" },
	/* names: nicknames in quotation marks, initials, two family names, family name first, a noun as a name */
	{ "John \"Jack\" Reed (R-Ohio) spoke. <s Reed> <c said> <t no>.", "person John \"Jack\" Reed" },
	{ "Rosa Vega Ortiz runs the bank. <s Ms. Vega> <c said> <t it is sound>.", "person Rosa Vega Ortiz" },
	{ "W. Frank Ullmer, the harbour customs and tolls man, came. <s Ullmer> <c said> <t no>.", "person W. Frank Ullmer" },
	{ "The envoy met Ban Tae-ho, who spoke little. <s Mr. Ban> <c said> <t no>.", "person Ban Tae-ho" },
	{ "Laurel H. Post wrote it. <s Ms. Post> <c said> <t no>.", "person Laurel H. Post" },
	{ "Ken Marsh spoke. Later Kenneth Marsh left. <s Marsh> <c said> <t no>.", "person Kenneth Marsh" },
	{ "Bill and Carol Reed came late. <s Bill Reed> <c said> <t sorry>.", "person Bill Reed" },
	/* who is meant by a description */
	{ "Ana Diaz, the mayor of Hill Valley, opened the bridge. Tom Weller watched. <s The mayor> <c said> <t it is safe>.",
	  "person Ana Diaz" },
	{ "Sen. Ana Diaz of Ohio opposed the bill. <s The senator> <c said> <t it was rushed>.", "person Ana Diaz" },
	{ "<s The party leader, Marga Lind,> <c said> <t no>.", "person Marga Lind" },
	{ "<s Another critic, Ana Diaz,> <c said> <t no>.", "person Ana Diaz" },
	{ "<s His old friend, the Hill Valley shipowner Tom Weller, who was there,> <c said> <t no>.", "person Tom Weller" },
	{ "<s One of the authors of the plan, port warden Ana Diaz,> <c said> <t no>.", "person Ana Diaz" },
	{ "<s Ana Diaz, who teaches law at Hill College in Ardmoor, Ohio, and a writer of thrillers,> <c said> <t no>.", "person Ana Diaz" },
	{ "<s Ana Diaz, head of Hale Transport, a carrier of salt and timber,> <c said> <t no>.", "person Ana Diaz" },
	{ "<s Ana Diaz, the mayor, and the Port Authority> <c said> <t no>.", "person Ana Diaz; the Port Authority" },
	{ "<s Two analysts, Ana Diaz and Tom Weller,> <c said> <t rates would rise>.", "person Ana Diaz; Tom Weller" },
	{ "<s Two analysts, Ana Diaz of Hill College and Tom Weller of the port bank,> <c said> <t rates would rise>.",
	  "person Ana Diaz; Tom Weller" },
	{ "The council met late on Monday and agreed on nothing. <s Three members of the council -- Ana Diaz of Leith, Tom Weller of Ardmoor and Robert Hale of Salt Hill --> <c said> <t no>.",
	  "person Ana Diaz; Tom Weller; Robert Hale" },
	{ "<s Four members of the council, Ana Diaz of Leith and Tom Weller of Ardmoor among them,> <c said> <t no>.",
	  "group Four members of the council" },
	/* people whom names joined by "and" bring in: "they", in any order, and whatever they are then called */
	{ "Ana Diaz and Tom Weller left the port. <s They> <c said> <t the crane was safe>.", "person Ana Diaz; Tom Weller" },
	{ "Ana Diaz, Tom Weller and Robert Hale left the port. <s They> <c said> <t so>.", "person Ana Diaz; Tom Weller; Robert Hale" },
	/* ... with one who is described, and who is none of those named */
	{ "Ana Diaz, Tom Weller and the mayor left the pier. Rosa Hale left. <s They> <c said> <t so>.", "person Ana Diaz; Tom Weller; the mayor" },
	{ "Ana Diaz met Tom Weller. <s1 Diaz, Weller and the mayor> <c1 said> <t1 no>. <s2 They> <c2 said> <t2 so twice>.",
	  "person Ana Diaz; Tom Weller; the mayor; person Ana Diaz; Tom Weller; the mayor" },
	{ "Ana Diaz and a port official left the pier. <s They> <c said> <t so>.", "person Ana Diaz; a port official" },
	{ "Nurses met Ana Diaz and the mayor left the pier. <s They> <c said> <t so>.", "group Nurses" },
	{ "As Ana Diaz and Tom Weller toured the port, many nurses watched them, <s they> <c said>. <t It was new>.",
	  "person Ana Diaz; Tom Weller" },
	{ "Nurses met Ana Diaz and Tom Weller's lawyer. <s They> <c said> <t so>.", "group Nurses" },
	{ "Nurses left. Ana Diaz and Diaz met. <s They> <c said> <t so>.", "group Nurses" },
	{ "<s1 Ana Diaz and Tom Weller> <c1 said> <t1 no>. <s2 Weller and Diaz> <c2 said> <t2 so again>.",
	  "person Ana Diaz; Tom Weller; person Ana Diaz; Tom Weller" },
	{ "Ana Diaz and Tom Weller looked at the pier. <s The engineers> <c found> <t that it was sound>.", "person Ana Diaz; Tom Weller" },
	{ "Ana Diaz and Tom Weller looked at the pier. <s The voters> <c found> <t that it was sound>.", "collective The voters" },
	{ "<s Some experts like Ana Diaz> <c said> <t rates would rise>.", "collective Some experts like Ana Diaz" },
	{ "Ana Diaz met Tom Weller. <s The two> <c agreed> <t to wait>.", "person Ana Diaz; Tom Weller" },
	{ "John Reed won. Carol Reed was there. <s His wife> <c said> <t it was time>.", "person Carol Reed" },
	{ "Ana Diaz is a lawyer who <c believes> <t in juries>. <s2 She> <c2 said> <t2 so>.", "person Ana Diaz; person Ana Diaz" },
	{ "A judge ruled for the port on Monday. Judge Ana Diaz called the fine cruel. <s She> <c wrote> <t that it was>.", "person Ana Diaz" },
	{ "<s A judge> <c ruled> <t for the port> on Monday. Judge Ana Diaz called the fine cruel.", "person Ana Diaz" },
	/* pronouns: the subject, not the last name; not the one whom the words speak of; the speaker before a quotation */
	{ "<s1 Ana Diaz> <c1 said> <t1 the deal with Carol Reed was dead>. <s2 She> <c2 left> <t2 no doubt>.",
	  "person Ana Diaz; person Ana Diaz" },
	{ "Tom Weller spoke after John Reed. <t \"Reed is wrong,\"> <s he> <c said>.", "person Tom Weller" },
	{ "<s1 Diaz> <c1 said> <t1 <s2 she> <c2 thought> <t2 it was safe>>. Ana Diaz is the mayor.", "person Ana Diaz; person Ana Diaz" },
	{ "<t1 \"<s2 I> <c2 think> <t2 it is safe>,\"> <s1 Ana Diaz> <c1 said>.", "person Ana Diaz; person Ana Diaz" },
	{ "As <s she> <c weighs> <t a second term>, Ana Diaz has no rival.", "person Ana Diaz" },
	{ "A spokesman for Ana Diaz <s who> <c feared> <t the worst> left town.", "individual A spokesman for Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 no>, <c2 adding> <t2 that it was late>.", "person Ana Diaz; person Ana Diaz" },
	/* offices with a name behind them; what a copula says; verbs that look like nouns */
	{ "<s1 Secretary of State Ana Diaz> <c1 said> <t1 no>. <s2 Diaz> <c2 added> <t2 that it was late>.", "person Ana Diaz; person Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 no>. Diaz, speaking in Leith, the capital, became the first <s2 U.S. official> <c2 to admit> <t2 the leak>.",
	  "person Ana Diaz; person Ana Diaz" },
	/* ... and "the official" is still another */
	{ "Ana Diaz became the first <s1 U.S. official> <c1 to admit> <t1 the leak>. A senior official was less sure. <s2 The official> <c2 said> <t2 no>.",
	  "person Ana Diaz; individual A senior official" },
	{ "<s1 Ana Diaz> <c1 said> <t1 no>. Diaz is the most senior <s2 U.S. official> <c2 to admit> <t2 the leak>.",
	  "person Ana Diaz; person Ana Diaz" },
	{ "<s1 Port officials> <c1 said> <t1 no>. Ana Diaz became the first port official to agree. <s2 The officials> <c2 said> <t2 so>.",
	  "group Port officials; group Port officials" },
	{ "<s1 Several former and current port officials> <c1 said> <t1 no>. The brother of Tom Weller, who heads the union, left. "
	  "The talks were held in a village, <s2 they> <c2 said>, <t2 and nobody knew>.",
	  "group Several former and current port officials; group Several former and current port officials" },
	{ "Talks go on, <s1 Time magazine> <c1 says> <t1 of them>. It is so, <c2 according to> <s2 Time>. <t2 Yes>.",
	  "outlet Time magazine; outlet Time magazine" },
	{ "<s One of the mayor's advisers> <c said> <t no>.", "individual One of the mayor's advisers" },
	{ "It was cold, <s1 the Hill Valley Times> <c1 wrote> <t1 on Monday>. <s2 The Times> <c2 said> <t2 so before>.",
	  "outlet the Hill Valley Times; outlet the Hill Valley Times" },
	/* unnamed: not the same */
	{ "<s1 Officials in the mayor's office> <c1 said> <t1 no>. <s2 Port officials> <c2 said> <t2 yes>.",
	  "group Officials in the mayor's office; group Port officials" },
	{ "<s1 A port official> <c1 said> <t1 no>. <s2 A city official> <c2 said> <t2 yes>.",
	  "individual A port official; individual A city official" },
	{ "<s1 Port officials> <c1 said> <t1 no>. <s2 Officials> <c2 said> <t2 they were sure>.", "group Port officials; group Port officials" },
	{ "<s1 A second official> <c1 said> <t1 no>. <s2 One port official> <c2 said> <t2 yes>. <s3 The official> <c3 added> <t3 that it was late>.",
	  "individual A second official; individual One port official; individual One port official" },
	{ "<s1 Three people briefed on the sale> <c1 said> <t1 no>. It was late, <s2 the people> <c2 said>, <t2 and cold>.",
	  "group Three people briefed on the sale; group Three people briefed on the sale" },
	{ "Twelve people drowned. <s The people> <c said> <t they were cold>.", "group The people" },
	{ "<s Some of the workers> <c said> <t they were cold>.", "group Some of the workers" },
	{ "<s1 Many nurses> <c1 said> <t1 no>. <s2 Several nurses> <c2 said> <t2 yes>.", "group Many nurses; group Several nurses" },
	{ "Nurses met on Monday. <s Several of the three> <c said> <t so>.", "group Several of the three" },
	{ "Three nurses left the ward. <s Most of them> <c said> <t they were cold>.", "group Three nurses" },
	{ "Sent by the council, it was Tom Weller <s who> <c pressed for> <t a sale>.", "person Tom Weller" },
	{ "<s Those who live nearby> <c say> <t it is loud>.", "collective Those who live nearby" },
	{ "<s An accomplished, patient member of the crew> <c said> <t no>.", "individual An accomplished, patient member of the crew" },
	/* whose */
	{ "Ana Diaz met her lawyer, Tom Weller, on the pier. <s1 Diaz> <c1 said> <t1 no>. <s2 Her lawyer> <c2 agreed> <t2 to wait>.",
	  "person Ana Diaz; person Tom Weller" },
	{ "The mayor is confining all protesters to the pier. <s The protesters> <c said> <t no>.", "group all protesters" },
	/* no determiner */
	{ "Tom Weller hoped that Harbour Council members would vote. <s1 The members> <c1 said> <t1 no>.", "group Harbour Council members" },
	/* offices that few hold, and words that stood beside the name */
	{ "President Ana Diaz and the envoy Tom Weller came.\n\n<s1 Weller> <c1 said> <t1 no>. It rained.\n\n<s2 The president> <c2 agreed> <t2 to stay>.",
	  "person Tom Weller; person Ana Diaz" },
	{ "Sen. Ana Diaz (R-Wis.) met Tom Weller, a Republican. <s1 Weller> <c1 said> <t1 no>.\n\n<s2 The Wisconsin Republican> <c2 agreed> "
	  "<t2 to stay>.", "person Tom Weller; person Ana Diaz" },
	{ "<s You> <c know> <t what that means>.", "collective You" },
	/* organisations, papers, outlets, agencies */
	{ "<s The Harbour Authority> <c said> <t the pier is closed>.", "organisation The Harbour Authority" },
	{ "<s A campaign TV ad> <c says> <t that prices fell>.", "document A campaign TV ad" },
	{ "<s A legal opinion> <c concluded> <t that the fee was void>.", "document A legal opinion" },
	{ "<s The prosecution> <c said> <t that it would appeal>.", "organisation The prosecution" },
	{ "<s A slide> <c shows> <t that prices fell>.", "document A slide" },
	{ "<s Independent analyses> <c show> <t that prices fell>.", "document Independent analyses" },
	{ "<s A poll by Hill College> <c found> <t that most agree>.", "document A poll by Hill College" },
	{ "<s The New York Times> <c reported> <t that the mayor resigned>.", "outlet The New York Times" },
	{ "The mayor resigned, <s Reuters> <c reported> <t on Monday>.", "wire Reuters" },
	{ "The mayor resigned, <s The Associated Press> <c reported> <t on Monday>.", "wire Associated Press" },
	{ "The mayor resigned, <s the Norvane News Service> <c reported> <t on Monday>.", "wire the Norvane News Service" },
	{ "The mayor resigned, <s the Hill Valley Tribune> <c reported> <t on Monday>.", "outlet the Hill Valley Tribune" },
	{ "<s Islamabad> <c denied> <t the report>.", "organisation Islamabad" },
	{ "A Hill Valley police officer fired. <s Police> <c said> <t nobody died>.", "organisation Police" },
	{ "A Hill Valley police officer met an Ardmoor police officer. <s Police> <c said> <t nobody died>.", "group Police" },
	{ "The pit was sold to the salt giant Brannock Mining. <s1 Brannock> <c1 said> <t1 no>. <s2 The Alliance to Save Our Piers (ASOP)> "
	  "<c2 agreed> <t2 with it>. <s3 ASOP> <c3 added> <t3 more>.",
	  "organisation Brannock Mining; organisation The Alliance to Save Our Piers; organisation The Alliance to Save Our Piers" },
	{ "Future Mining, a fund <s1 that> <c1 backs> <t1 the plan>, grew. <s2 The fund> <c2 said> <t2 no>.",
	  "organisation Future Mining; organisation Future Mining" },
	{ "Ana Diaz told it to the AP, <s which> <c first reported> <t the deal>.", "wire Associated Press" },
	{ "<s The advocacy group Friends of the Harbour> <c said> <t no>.", "organisation The advocacy group Friends of the Harbour" },
	{ "<s His campaign> <c declined> <t to comment>.", "organisation His campaign" },
	{ "The pier, <s Sailors for Harbour Justice> <c said>, <t is closed>.", "organisation Sailors for Harbour Justice" },
	{ "<s1 The Hill Valley Tribune> <c1 looked into> <t1 the sale> of the pier. On Monday <s2 they> <c2 reported> <t2 that it was legal>.",
	  "outlet The Hill Valley Tribune; outlet The Hill Valley Tribune" },
	{ "<s1 The Hill Valley Tribune> <c1 reported> <t1 the sale>. <s2 The panel> <c2 said> <t2 no>.",
	  "outlet The Hill Valley Tribune; organisation The panel" },
	{ "<s Salt companies> <c say> <t the pier is unsafe>.", "collective Salt companies" },
	{ "<s Two dozen papers such as The New York Times> <c called for> <t a vote>.",
	  "outlet Two dozen papers such as The New York Times" },
	{ "<s Far fewer publications> <c backed> <t the plan>.", "outlet Far fewer publications" },
	{ "The pier was closed by <s Congress>, which <c voted> <t for it>.", "organisation Congress" },
	{ "<s A poll> <c shows> <t a close race>.", "document A poll" },
	/* a name behind a longer description; a family; an office and a title before a name; one of several who is named */
	{ "<s1 The director of the port office, Ina Kolb,> <c1 said> <t1 no>. <s2 She> <c2 added> <t2 that it was late>.",
	  "person Ina Kolb; person Ina Kolb" },
	{ "John Reed met Carol Reed. <s The Reeds> <c said> <t no>.", "person John Reed; Carol Reed" },
	{ "Ana Diaz spoke. <s Speaker of the House Rep. Ana Diaz> <c said> <t no>.", "person Ana Diaz" },
	{ "<s Many critics, including Ana Diaz,> <c said> <t no>.", "collective Many critics" },
	/* titles, and who is named in them */
	{ "Ana Diaz wrote of ferries. <s Diaz's \"The Long Bridge\"> <c argues> <t that they are slow>.", "document The Long Bridge" },
	{ "Ana Diaz wrote of ferries. In \"The Long Bridge,\" <s Diaz> <c writes> <t that they are slow>.", "person Ana Diaz" },
	{ "<s1 \"Tom Weller and the Bridge\"> <c1 argues> <t1 that ferries are slow>. <s2 \"Tom Weller and the Bridge\"> <c2 shows> <t2 why>.",
	  "document Tom Weller and the Bridge; document Tom Weller and the Bridge" },
	{ "\"<s Tom Weller and the Bridge>\" <c argues> <t that ferries are slow>.", "document Tom Weller and the Bridge" },
	{ "<s \"The Long Bridge: Salt and Timber\" by Ana Diaz> <c shows> <t that ferries are slow>.",
	  "document The Long Bridge: Salt and Timber" },
	{ "<s Brandt's 2009 book \"The Salt Road\"> <c argues> <t that ferries are slow>.", "document Brandt's 2009 book \"The Salt Road\"" },
	{ "<s \"The Long Bridge\" author Ana Diaz> <c said> <t that ferries are slow>.", "person Ana Diaz" },
	{ "<s \"Jane Doe\"> <c said> <t that ferries are slow>.", "person Jane Doe" },
	/* somebody under nothing but an age: whose it is, or else who was spoken of, if no other age is told of her or him */
	{ "Ana Diaz, 52, met Tom Weller at the pier. It rained. <s The 52-year-old> <c said> <t no>.", "person Ana Diaz" },
	{ "Ana Diaz (34) met Tom Weller (52) at the pier. <s The 34-year-old> <c said> <t no>.", "person Ana Diaz" },
	{ "Ana Diaz met 34-year-old Tom Weller at the pier. <s The 34-year-old> <c said> <t no>.", "person Tom Weller" },
	{ "<s1 A nurse, aged 34,> <c1 said> <t1 no>. <s2 The 34-year-old> <c2 agreed> <t2 to wait>.", "individual A nurse; individual A nurse" },
	{ "Ana Diaz was late. <s The 34-year-old> <c said> <t no>.", "person Ana Diaz" },
	{ "Ana Diaz, 61, was late. <s The 34-year-old> <c said> <t no>.", "person The 34-year-old" },
	{ "Ana Diaz was late. <s A 34-year-old> <c said> <t no>.", "individual A 34-year-old" },
	/* a company that is told by what it is to others */
	{ "<s1 Granite Marine, the main contractor,> <c1 said> <t1 no>. <s2 The contractor> <c2 agreed> <t2 to wait>. <s3 Granite> <c3 said> <t3 so>.",
	  "organisation Granite Marine; organisation Granite Marine; organisation Granite Marine" },
	{ "<s Granite Marine, the ship's insurer,> <c said> <t no>.", "organisation Granite Marine" },
	{ "<s1 Corvex, the rig's operator,> <c1 said> <t1 no>. <s2 The operator> <c2 agreed> <t2 to wait>.", "organisation Corvex; organisation Corvex" },
	{ "<s Corvex, the owner of the rig,> <c said> <t no>.", "organisation Corvex" },
	{ "<s The main contractor, Corvex,> <c said> <t no>.", "organisation Corvex" },
	{ "<s Ana Diaz, the main contractor,> <c said> <t no>.", "person Ana Diaz" },
	{ "Ana Diaz lost. On Saturday, <s her campaign> <c said> <t no>.", "organisation her campaign" },
	{ "Ana Diaz lost. Weeks after the Leith Primary, <s Diaz's campaign> <c said> <t no>.", "organisation Diaz's campaign" },
	{ "Ana Diaz lost. In Casper, <s her campaign> <c said> <t no>.", "organisation her campaign" },
	{ "<s Tolwyn Kaldu, the owner of the bar,> <c said> <t no>.", "person Tolwyn Kaldu" },
	{ "<s Tolwyn Kaldu, a contractor from Leith,> <c said> <t no>.", "person Tolwyn Kaldu" },
	/* an organisation that capitals alone do not tell from a person; a ship */
	{ "<s1 Norvane, which runs the dam,> <c1 said> <t1 no>. <s2 Norvane> <c2 added> <t2 that it was safe>.",
	  "organisation Norvane; organisation Norvane" },
	{ "<s1 A port official on the Helm Castle, who> <c1 said> <t1 no>, left. <s2 He> <c2 added> <t2 that it was late>.",
	  "individual A port official on the Helm Castle; individual A port official on the Helm Castle" },
	/* sources that stand beside the cue, or earlier in the sentence, or behind "by", and that nobody has marked */
	{ "Ana Diaz won. Diaz <c promised> <t that the pier would open>.", "person Ana Diaz" },
	{ "Ana Diaz won. It was Diaz's <c promise> <t to open the pier>.", "person Ana Diaz" },
	{ "Ana Diaz opened the pier on Monday and <c cast> <t herself as a builder>.", "person Ana Diaz" },
	{ "Ana Diaz won. <t The plan> <c was attacked> on Monday by Diaz.", "person Ana Diaz" },
	{ "Ana Diaz met Tom Weller, <s whose campaign> <c said> <t no>.", "organisation whose campaign" },
	/* what stands around a head: a body before a person's titles, a dash, "of whom", a name that only modifies, "neither ... nor" */
	{ "Ana Diaz came. <s Union Chairman Ana Diaz> <c said> <t no>.", "person Ana Diaz" },
	{ "The union of the open door met. Ana Diaz came. <s union Chairman Ana Diaz> <c said> <t no>.", "person Ana Diaz" },
	{ "<s Port officials - some of whom have long been at odds with the mayor> <c said> <t no>.",
	  "group Port officials" },
	{ "It was told by pilots of the ferry line, <s many of whom> <c said> <t the pier was unsafe>.", "group pilots of the ferry line" },
	{ "Ana Diaz won. <s Some Diaz endorsers> <c said> <t no>.", "group Some Diaz endorsers" },
	{ "John Reed met Carol Park. <s Neither Reed nor Park> <c agreed> <t to wait>.", "person John Reed; Carol Park" },
	{ "The port hired 12 pilots and 20 others <s who> <c said> <t no>.", "collective others" },
	/* a description of somebody new: not one of the group spoken of, nor whoever was named last */
	{ "<s1 March organizers in Leith> <c1 said> <t1 no>. <s2 The organizer of a harbour fair> <c2 said> <t2 yes>.",
	  "group March organizers in Leith; individual The organizer of a harbour fair" },
	{ "Ana Diaz met Tom Weller. <s1 Weller> <c1 said> <t1 no>. <s2 Her lawyer> <c2 agreed> <t2 to wait>.",
	  "person Tom Weller; person Her lawyer" },
	/* subjects behind what belongs to them, and possessors that are none */
	{ "Hale's colleague Tom Weller was blamed by John Reed after <s he> <c said> <t no>. Ken Hale was not.", "person Tom Weller" },
	/* he or she: what the words around a first name that both bear tell */
	{ "Tolwyn Reed has met her husband, Robin Reed. <s1 Mr. Reed> <c1 said> <t1 no>. <s2 Mrs. Reed> <c2 agreed> <t2 to wait>.",
	  "person Robin Reed; person Tolwyn Reed" },
	{ "Robin Reed came to the pier and backed Ana Diaz.\n\n<s She> <c said> <t no>.\n\nReed said that he was tired.", "person Ana Diaz" },
	/* entries of a running report: of two with one last name, whom the entry names first; pronouns stay in their entry */
	{ "Gary Marsh won the vote on the pier.\n\n___\n\nThe envoy Lena Marsh came to see the mayor.\n\nIt rained for an hour. It was cold, too."
	  "\n\n<s Marsh> <c said> <t no>.", "person Lena Marsh" },
	{ "Ana Diaz won.\n\n* * *\n\nThe pier was open. <s She> <c said> <t no>.", "individual She" },
	/* short names, and slips */
	{ "The Saltmere Fish League met. <s HSL> <c said> <t no>. <s2 SFL> <c2 agreed> <t2 to wait>.",
	  "organisation HSL; organisation The Saltmere Fish League" },
	{ "The pier is closed, <s1 Saltmere News Service> <c1 reported>. It was cold, <s2 SNS> <c2 said>.",
	  "wire Saltmere News Service; wire Saltmere News Service" },
	{ "Ana Diaz met Tom Weller there. <s Weler> <c said> <t no>.", "person Tom Weller" },
	/* "US" is no "us", and the initial "I." no "I" */
	{ "<s US Senator Ana Diaz> <c said> <t the pier sinks>.", "person Ana Diaz" },
	{ "<s I. Thomas Weller III> <c said> <t the pier sinks>.", "person Thomas Weller III" },
	/* "critics" behind a verb; a name that is their rival's */
	{ "Ana Diaz happily rebuked critics <s who> <c say> <t the pier sinks>.", "collective critics" },
	{ "<s Allies of her rival, Ana Diaz,> <c said> <t no>.", "group Allies of her rival" },
	{ "<s The former chairmen of the port's board Admiral, Ana Diaz,> <c said> <t no>.", "person Ana Diaz" },
	/* no person: a place, and a word for people that stands for an adjective */
	{ "In East Tallow, <s a young nurse> <c asked> <t for help>.", "individual a young nurse" },
	{ "Ana Diaz, a centrist, won. It was <s the centrist> <c philosophy of> <t low tolls>.", "person the centrist" },
	{ "It was seen on MSNBC. <s MNSBC> <c said> <t no>.", "outlet MSNBC" },
	/* nor does what a byline says of the writer */
	{ "By Ana Diaz | Staff writer\n\nThe pier was shut on Monday, and the port was too. <s He> <c said> <t so>.", "individual He" },
	/* deeds do not speak */
	{ "<s1 The Hill Valley Tribune> <c1 looked into> <t1 the shootings>. <s2 They> <c2 reported> <t2 that it was so>.",
	  "outlet The Hill Valley Tribune; outlet The Hill Valley Tribune" },
	/* where a name or description ends */
	{ "The Association of Saltmere Pilots represents 900 people. <s The Association of Saltmere Pilots> <c said> <t no>.",
	  "organisation The Association of Saltmere Pilots" },
	{ "<s Both the Federation of Saltmere Teachers and the Ardmoor School Association> <c said> <t no>.",
	  "organisation the Federation of Saltmere Teachers; the Ardmoor School Association" },
	{ "<s Several pilots I spoke to this week about Mrs. Diaz> <c said> <t no>.", "group Several pilots" },
	{ "<s Several pilots the mayor has met> <c said> <t no>.", "group Several pilots the mayor has met" },
	{ "<s A lawyer for the port - a body of 12 people> <c said> <t no>.", "individual A lawyer for the port" },
	{ "<s Three current and former Diaz aides> <c said> <t no>.", "group Three current and former Diaz aides" },
	{ "<s Two past officials> <c said> <t no>.", "group Two past officials" },
	{ "<s An outside group> <c said> <t no>.", "organisation An outside group" },
	{ "<s One in four voters> <c said> <t no>.", "collective One in four voters" },
	{ "<s A number of towns in western and northern Ohio> <c voted> <t for it>.", "collective A number of towns in western and northern Ohio" },
	{ "<s A letter that Ana Diaz and her aides carry with them> <c shows> <t it>.", "document A letter that Ana Diaz and her aides carry with them" },
	{ "<s A party nominee -- the Republican Tom Weller --> <c said> <t no>.", "person Tom Weller" },
	/* offices of another place; a description that is no adjective's; capitals that are no name */
	{ "<s1 Ana Diaz> <c1 said> <t1 no>. <s2 The Ohio governor> <c2 agreed> <t2 to wait>.", "person Ana Diaz; person The Ohio governor" },
	{ "Gov. Ana Diaz of Ohio met Tom Weller. <s1 Weller> <c1 said> <t1 no>. <s2 The Ohio governor> <c2 agreed> <t2 to wait>.",
	  "person Tom Weller; person Ana Diaz" },
	{ "<s1 Ana Diaz> <c1 said> <t1 no>. It is so, <c2 according to> <s2 the leading British medical journal>. <t2 Yes>.",
	  "person Ana Diaz; document the leading British medical journal" },
	{ "Ana Diaz won.\n\nTHE MAYOR THINKS HE'S SAFE.\n\n<t No>, <s Diaz> <c said>.", "person Ana Diaz" },
	/* people who are listed; two who are named together; one who is only mentioned */
	{ "It was seen by two pilots, Tyrelle Weller and Ana Diaz, who were there. <s Weller> <c said> <t no>.", "person Tyrelle Weller" },
	{ "John Reed and Carol Hale met on the pier in the cold rain, <s each> <c saying> <t no>.", "person John Reed; Carol Hale" },
	{ "<s1 John Reed and Carol Park> <c1 said> <t1 no>. <s2 Both> <c2 agreed> <t2 to wait>.", "person John Reed; Carol Park; person John Reed; Carol Park" },
	{ "John Reed came late. It was told with a photo of Zora Reed. <t No>, <s Reed> <c said>.", "person John Reed" },
	/* a paper, whoever wrote it; what is left of a firm's name */
	{ "Ana Diaz came. It was so, <c according to> <s her account>. <t Yes>.", "document her account" },
	/* a noun that no table has, right before "who"; papers that are not angry; people who are no "it" */
	{ "Ana Diaz came. She met a well-read spokesman <s who> <c said> <t no>.", "individual a well-read spokesman" },
	{ "The pilots were tired. Their e-mails were long. <s They> <c said> <t the pier was old>.", "group The pilots" },
	{ "The board met. People came. <s It> <c said> <t no>.", "organisation The board" },
	{ "They were angry. <s Protests> <c showed> <t how angry>.", "event Protests" },
	{ "They sold Tarn Coal on Monday. <s Tarn> <c agreed> <t to pay>.", "organisation Tarn Coal" },
	/* two roles of one; a class of many, but of one place; family without a last name */
	{ "<s The port's chief pollster and strategist Tom Weller> <c said> <t no>.", "person Tom Weller" },
	{ "<s Former Ohio Gov. and Port Chairman Tom Weller> <c said> <t it was no longer safe to cross the river there>.", "person Tom Weller" },
	{ "<s His wife and daughter Ana Diaz> <c said> <t no>.", "person His wife; Ana Diaz" },
	{ "Rep. Ana Diaz was angry with Republican Tom Weller there. <s1 Diaz> <c1 said> <t1 no>.\n\n<s2 The Ohio Republican> <c2 agreed> "
	  "<t2 to wait>.", "person Ana Diaz; person Ana Diaz" },
	{ "John Reed came with his daughter, Ellie, who was tired. <s She> <c said> <t no>.", "person Ellie" },
	/* names of bodies: whose they are, what is said of them, a name behind a comma, another of the same head, dots */
	{ "It was a hard campaign for Tom Weller. Weller's campaign sank. Ana Diaz came. <s Diaz's campaign> <c said> <t no>.", "organisation Diaz's campaign" },
	{ "Ana Diaz came. <s1 Her campaign> <c1 said> <t1 no>. <s2 Diaz's campaign> <c2 agreed> <t2 to wait>.",
	  "organisation Diaz's campaign; organisation Diaz's campaign" },
	{ "<s The more cautious Tax Foundation> <c said> <t no>.", "organisation Tax Foundation" },
	{ "It was led by an OECD man. <s OECD> <c said> <t no>.", "organisation OECD" },
	{ "<s One group, Harbour Watch,> <c said> <t no>.", "organisation Harbour Watch" },
	{ "<s1 The Center for Tax Policy> <c1 said> <t1 no>. <s2 The Harbour Policy Center> <c2 agreed> <t2 to wait>.",
	  "organisation The Center for Tax Policy; organisation The Harbour Policy Center" },
	{ "The Saltmere Fish League met. <s The S.F.L.> <c agreed> <t to wait>.", "organisation The Saltmere Fish League" },
	{ "<s White House and Pentagon spokesmen> <c said> <t no>.", "group White House and Pentagon spokesmen" },
	{ "<s The United Salt Workers of Norvane> <c said> <t no>.", "organisation The United Salt Workers of Norvane" },
	/* a passive without its agent: the one body that does this elsewhere, but no person, nor one of two */
	{ "<s1 The harbour board> <c1 rated> <t1 two piers safe>. <t2 The third> <c2 was rated> <t2 unsafe>.",
	  "organisation The harbour board; organisation The harbour board" },
	{ "<s1 Ana Diaz> <c1 rated> <t1 two piers safe>. <t2 The third> <c2 was rated> <t2 unsafe>.", "person Ana Diaz; unattributed" },
	{ "<s1 The harbour board> <c1 expected> <t1 a storm>. <t2 It> <c2 was expected> <t2 at noon>.",
	  "organisation The harbour board; unattributed" },
	{ "<s1 The harbour board> and others came. <s1 The harbour board> <c1 rated> <t1 two piers safe>, <s2 the port company> "
	  "<c2 rated> <t2 one>, and <t3 the third> <c3 was rated> <t3 unsafe>.",
	  "organisation The harbour board; organisation the port company; unattributed" },
	{ "It was said by Ana Diaz, the Harbour Customs and Border Protection commissioner, <s who> <c feared> <t the worst>.", "person Ana Diaz" },
	/* who asks: the latest poll, or the outlet that hears the answer */
	{ "<s1 A Harbour Institute poll> <c1 found> <t1 that few like the toll>. <c2 Asked> <t2 if it should go>, 62 percent said yes.",
	  "document A Harbour Institute poll; document A Harbour Institute poll" },
	{ "It is wrong, Ana Diaz told The Harbour Gazette when <c asked> <t about the toll>.", "outlet The Harbour Gazette" },
	{ "Ana Diaz was <c asked about> <t the toll> in an interview with The Harbour Gazette.", "outlet The Harbour Gazette" },
	{ "The Harbour Gazette was out. <c Asked about> <t the toll>, Ana Diaz said it was wrong.", "unattributed" },
	/* nobody */
	{ "The mayor <c is expected> <t to resign>.", "unattributed" },
};

START_TEST(resolves_sources)
{
	struct marked marked = marked_extract(arena, cases[_i].text);

	ck_assert_str_eq(sources_shown(&marked), cases[_i].sources);
}
END_TEST

static const struct { const char *text, *mentions; } mention_cases[] = {
	{ "<s The guards> <c said> <t it was safe>. The guards had built it themselves.", "The guards | The guards | themselves" },
	{ "<s Company barricades> <c showed> <t the way>. The company left.", "Company barricades" },
	{ "<s A port official> <c said> <t the crane failed>. The official left. He was tired.", "A port official | The official | He" },
};

START_TEST(lists_every_mention)
{
	struct marked marked = marked_extract(arena, mention_cases[_i].text);

	ck_assert_str_eq(marked_words(&marked, marked_source(&marked, 1)->mentions), mention_cases[_i].mentions);
}
END_TEST

static const char *const lead = "<s1 A former port official> <c1 says> <t1 the pier is unsafe>.\n\n"
	"<t2 It sinks,> <c2 said> <s2 Tom Weller>, who ran it for years.";

/* Whom a lead describes is named behind it, if the model sees somebody with a name there. */
START_TEST(names_whom_a_lead_describes)
{
	const enum hs_kind seen = _i ? HS_KIND_PERSON : HS_KIND_INDIVIDUAL;
	struct marked marked = marked_extract(arena, lead);

	marked.raws.at[0].kind[seen] = 0.9f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_str_eq(sources_shown(&marked), _i ? "person Tom Weller; person Tom Weller" :
			 "individual A former port official; person Tom Weller");
}
END_TEST

/* What the writer or the outlet says of its own accord, whatever the model takes it for. */
static const struct { const char *text, *sources; } own_cases[] = {
	{ "As <s this reporter> <c wrote>, <t the pier sinks>.", "author The Harbour Gazette" },
	{ "\"<t1 As <s2 this reporter> <c2 wrote>, <t2 the pier sinks>>,\" <s1 Ana Diaz> <c1 said>.", "person Ana Diaz; person this reporter" },
	{ "Zorin Kaldu ran the pier. Ana Diaz, the mayor, closed it. Diaz was glad.\n\nQ: Did it sink?\n\n"
	  "<s1 A><c1 :> <t1 <s2 I> <c2 think> <t2 it did>>.", "person Ana Diaz; person Ana Diaz" },
	{ "<c Let's hope> <t the pier holds>.", "author The Harbour Gazette" },
	{ "<s I> <c hope> <t the pier holds>.", "author The Harbour Gazette" },
	{ "<s The Harbour Gazette> <c reported> <t that the pier was sold>.", "author The Harbour Gazette" },
	{ "Diaz did not answer <s The Harbour Gazette's> <c questions about> <t the pier>.", "author The Harbour Gazette" },
	{ "Diaz answered The Gazette, <s which> <c asked> <t whether the pier was sold>.", "author The Gazette" },
	{ "<s The Tallow Gazette> <c reported> <t that the pier was sold>.", "outlet The Tallow Gazette" },
};

START_TEST(knows_its_own_outlet)
{
	struct marked marked = marked_extract(arena, own_cases[_i].text);

	marked.article->outlet = "The Harbour Gazette";
	for (size_t i = 0; i < marked.raws.n; i++)
		marked.raws.at[i].kind[HS_KIND_PERSON] = 0.9f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_str_eq(sources_shown(&marked), own_cases[_i].sources);
}
END_TEST

/* Nobody is mentioned beside the cue, and the model sees a named person: who the article is about. */
static const struct { const char *text, *sources; } absent_cases[] = {
	{ "Ana Diaz ran for mayor.\n\n<c1 Promises> <t1 a new pier>.\n\n<c2 Opposes> <t2 the toll of Tom Weller>.\n\n<c3 Calls> <t3 him weak>.",
	  "person Ana Diaz; person Ana Diaz; person Ana Diaz" },
	{ "Ana Diaz ran for mayor. <c Opposition to> <t the toll> was her theme.", "person Ana Diaz" },
	{ "Ana Diaz met Tom Weller. Nobody forgot the <c promise> <t that he would resign>.", "person Tom Weller" },
	{ "Ana Diaz met the council. It voted on <c denunciations of> <t the toll>.", "person Ana Diaz" },
	{ "Ana Diaz ran for mayor. The pier sank and <c defied> <t the toll>.", "unattributed" },
	{ "Ana Diaz ran for mayor. \"<c Opposition to> <t the toll> is low.\"", "unattributed" },
	{ "It was raining. <c Opposition to> <t the toll> was low.", "unattributed" },
};

START_TEST(finds_whom_nothing_beside_the_cue_mentions)
{
	struct marked marked = marked_extract(arena, absent_cases[_i].text);

	for (size_t i = 0; i < marked.raws.n; i++)
		marked.raws.at[i].kind[HS_KIND_PERSON] = 0.6f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_str_eq(sources_shown(&marked), absent_cases[_i].sources);
	ck_assert_uint_eq(marked_claim(&marked, 1)->source_spans.n, 0);
	ck_assert_int_eq(marked_claim(&marked, 1)->carried, strcmp(absent_cases[_i].sources, "unattributed") != 0);
}
END_TEST

/* Where the model has little doubt what speaks, it need not even stand alone; the last claim is the one. */
static const struct { const char *text; enum hs_kind kind; const char *sources; } sure_cases[] = {
	{ "Ana Diaz ran for mayor. She called him soft, <c a dig at> <t Tom Weller>.", HS_KIND_PERSON, "person Ana Diaz" },
	{ "Ana Diaz ran for mayor. She called him soft, <c a dig at> <t Tom Weller>.", HS_KIND_UNATTRIBUTED, "unattributed" },
	{ "Ana Diaz ran for mayor. \"Soft, <c a dig at> <t Tom Weller>.\"", HS_KIND_PERSON, "unattributed" },
	{ "<s2 The port authority> <c2 backed> <t2 the toll>. Its <t move> <c was announced> late.", HS_KIND_ORGANISATION,
	  "organisation The port authority; organisation The port authority" },
	{ "<s2 Ana Diaz> <c2 backed> <t2 the toll>. Its <t move> <c was announced> late.", HS_KIND_ORGANISATION, "unattributed; person Ana Diaz" },
};

START_TEST(trusts_the_model_where_it_is_sure)
{
	struct marked marked = marked_extract(arena, sure_cases[_i].text);

	for (size_t i = 0; i < marked.raws.n; i++)
		if (!marked.raws.at[i].source.n)
			marked.raws.at[i].kind[sure_cases[_i].kind] = 0.9f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_str_eq(sources_shown(&marked), sure_cases[_i].sources);
}
END_TEST

/* What the model takes them for, and what they are. */
static const struct { const char *text; enum hs_kind seen; const char *sources; } body_cases[] = {
	{ "<s Oakmont Securities> <c said> <t the harbour was sold>.", HS_KIND_PERSON, "organisation Oakmont Securities" },
	{ "<s Brandt Capital Partners> <c said> <t the harbour was sold>.", HS_KIND_PERSON, "organisation Brandt Capital Partners" },
	{ "<s Norvik Steel> <c said> <t the harbour was sold>.", HS_KIND_PERSON, "organisation Norvik Steel" },
	/* ... by what is said of it right before its name, but not in "the firm that he runs" */
	{ "<s The carmaker Norvik> <c said> <t sales fell>.", HS_KIND_PERSON, "organisation Norvik" },
	{ "Budget airline Velmar grew. It was full. <s Velmar> <c said> <t fares fell>.", HS_KIND_PERSON, "organisation Velmar" },
	{ "<s Insurer Pelham Croft> <c said> <t claims fell>.", HS_KIND_PERSON, "organisation Insurer Pelham Croft" },
	{ "<s The grocery chain Oskello> <c said> <t sales fell>.", HS_KIND_PERSON, "organisation Oskello" },
	{ "The firm Kaldu runs is broke. <s Kaldu> <c said> <t no>.", HS_KIND_PERSON, "person Kaldu" },
	{ "It is a firm Kaldu said he owned. <s Kaldu> <c said> <t no>.", HS_KIND_PERSON, "person Kaldu" },
	{ "<s One group, Alliance for Clean Rivers,> <c said> <t no>.", HS_KIND_ORGANISATION, "organisation Alliance for Clean Rivers" },
	{ "Late Harbour <s Report> <c Faults> <t Mayor>\n\nA report is out.", HS_KIND_DOCUMENT, "document A report" },
	{ "<s Danielle Steel> <c said> <t the harbour was sold>.", HS_KIND_PERSON, "person Danielle Steel" },
	{ "<s The campaign of the former mayor of Norvane> <c said> <t the harbour was sold>.", HS_KIND_PERSON,
	  "organisation The campaign of the former mayor of Norvane" },
	{ "It bought shares of Norvik, the maker of cranes. <s Norvik> <c said> <t the harbour was sold>.", HS_KIND_PERSON, "organisation Norvik" },
	{ "In fog <s Saltmere police> <c said> <t no>.", HS_KIND_GROUP, "organisation Saltmere police" },
	{ "<s These salt firms> <c said> <t no>.", HS_KIND_COLLECTIVE, "organisation These salt firms" },
	{ "Salt firms were there. <s They> <c said> <t no>.", HS_KIND_COLLECTIVE, "collective Salt firms" },
	{ "In fog <s super PACs> <c backed> <t the toll>.", HS_KIND_ORGANISATION, "collective super PACs" },
	{ "<s An arbitration panel> <c found> <t no>.", HS_KIND_DOCUMENT, "organisation An arbitration panel" },
	{ "<s The Harbour Club poll> <c found> <t no>.", HS_KIND_DOCUMENT, "document The Harbour Club poll" },
	{ "<c According to> <s a whistleblower>, <t the pier sinks>.", HS_KIND_DOCUMENT, "individual a whistleblower" },
	{ "<c According to> <s the narrator>, <t the pier sinks>.", HS_KIND_DOCUMENT, "document the narrator" },
	{ "<s The Indian Express> <c claimed> <t that the pier sinks>.", HS_KIND_ORGANISATION, "outlet The Indian Express" },
	{ "It met the Salt Workers of Norvane. <s The workers> <c objected to> <t the toll>.", HS_KIND_GROUP, "group The workers" },
	{ "<s CBS News> <c said in a statement> <t it was sorry>.", HS_KIND_OUTLET, "organisation CBS News" },
	{ "<s CBS News and the harbour board> <c filed a motion> <t to open the list>.", HS_KIND_OUTLET,
	  "organisation CBS News; the harbour board" },
	{ "In fog <s cable networks> <c carried> <t the mayor's speech>.", HS_KIND_COLLECTIVE, "outlet cable networks" },
	{ "The deal fell, <c according to> <s local press reports> <t that night>.", HS_KIND_PAPERS, "outlet local press reports" },
};

/* The sources of `text`, where the model takes the first for a `seen`. */
static const char *sources_seen(const char *text, enum hs_kind seen)
{
	struct marked marked = marked_extract(arena, text);

	marked.raws.at[0].kind[seen] = 0.9f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	return sources_shown(&marked);
}

START_TEST(knows_bodies_by_their_names)
{
	ck_assert_str_eq(sources_seen(body_cases[_i].text, body_cases[_i].seen), body_cases[_i].sources);
}
END_TEST

/* Whoever and whatever speaks in the news of a day, each as the model may see it that has read of elections alone. */
static const struct { const char *text; enum hs_kind seen; const char *sources; } noun_cases[] = {
	{ "<s The port> <c said> <t ships were late>.", HS_KIND_INDIVIDUAL, "organisation The port" },
	{ "<s The plant> <c said> <t the leak had stopped>.", HS_KIND_DOCUMENT, "organisation The plant" },
	{ "<s The theatre> <c said> <t refunds would be paid>.", HS_KIND_DOCUMENT, "organisation The theatre" },
	{ "<s The prison> <c said> <t the inmate was ill>.", HS_KIND_INDIVIDUAL, "organisation The prison" },
	{ "<s The carmaker> <c said> <t vans would be recalled>.", HS_KIND_PERSON, "organisation The carmaker" },
	{ "<s The grocery chain> <c said> <t two stores would close>.", HS_KIND_PERSON, "organisation The grocery chain" },
	{ "<s The coast guard> <c said> <t the search was off>.", HS_KIND_INDIVIDUAL, "organisation The coast guard" },
	{ "<s The care home> <c said> <t all were well>.", HS_KIND_INDIVIDUAL, "organisation The care home" },
	{ "<s The painter's estate> <c said> <t the letters were private>.", HS_KIND_INDIVIDUAL, "organisation The painter's estate" },
	{ "<s Saltmere Refinery> <c said> <t the fire was out>.", HS_KIND_PERSON, "organisation Saltmere Refinery" },
	{ "<s The ferry operator> <c said> <t the ship was sound>.", HS_KIND_INDIVIDUAL, "organisation The ferry operator" },
	{ "<s The rescuer> <c said> <t the sea was cold>.", HS_KIND_DOCUMENT, "individual The rescuer" },
	{ "<s A letter carrier> <c said> <t the dog was loose>.", HS_KIND_ORGANISATION, "individual A letter carrier" },
	{ "<s The neurologist> <c said> <t the clot was gone>.", HS_KIND_DOCUMENT, "individual The neurologist" },
	{ "Oskar Lindqvist, a neurologist, died. <s The late neurologist> <c wrote> <t that music heals>.", HS_KIND_PERSON, "person Oskar Lindqvist" },
	{ "In fog <s vets> <c said> <t the disease spreads>.", HS_KIND_PERSON, "group vets" },
	{ "<s The accused> <c said> <t he was at home>.", HS_KIND_DOCUMENT, "individual The accused" },
	{ "<s Midwives> <c said> <t the ward was full>.", HS_KIND_PERSON, "group Midwives" },
	{ "<s Resellers> <c said> <t the seats were paid for>.", HS_KIND_PERSON, "collective Resellers" },
	{ "<s The poem> <c says> <t the sea is deep>.", HS_KIND_ORGANISATION, "document The poem" },
	{ "<s A scan> <c showed> <t a crack>.", HS_KIND_ORGANISATION, "document A scan" },
	{ "<s A judgment> <c said> <t the ban was unlawful>.", HS_KIND_INDIVIDUAL, "document A judgment" },
	{ "<s Official figures> <c show> <t that prices rose>.", HS_KIND_GROUP, "document Official figures" },
	{ "<s The figures> <c show> <t that rents doubled>.", HS_KIND_GROUP, "document The figures" },
	{ "<s Figures from the port> <c showed> <t that prices rose>.", HS_KIND_GROUP, "document Figures from the port" },
	{ "<s Figures from the port> <c told> us <t that prices rose>.", HS_KIND_GROUP, "group Figures from the port" },
	{ "<s Fossils> <c show> <t that the beast had feathers>.", HS_KIND_PERSON, "document Fossils" },
	{ "<s State television> <c said> <t the general had resigned>.", HS_KIND_ORGANISATION, "outlet State television" },
	{ "<s The blackout> <c showed> <t that the grid is old>.", HS_KIND_DOCUMENT, "event The blackout" },
	/* a rank before one name */
	{ "It was late. <s Brigadier Kaldu> <c said> <t no>.", HS_KIND_INDIVIDUAL, "person Kaldu" },
	{ "It was late. <s Patriarch Zorin> <c said> <t no>.", HS_KIND_ORGANISATION, "person Zorin" },
	/* initials that happen to make a noun, and a noun in capitals */
	{ "The logs are gone. It wants them. <s CREW> <c said> <t no>.", HS_KIND_ORGANISATION, "organisation CREW" },
	{ "The crew is angry. <s The CREW> <c said> <t no>.", HS_KIND_GROUP, "group The CREW" },
	{ "The logs are gone. It heard <s CREW's> <c claim> <t no>.", HS_KIND_ORGANISATION, "organisation CREW" },
	{ "IT WAS LATE. <s THE CREW> <c SAID> <t NO>.", HS_KIND_ORGANISATION, "group THE CREW" },
	{ "It was late. <s The MEP> <c said> <t no>.", HS_KIND_INDIVIDUAL, "individual The MEP" },
	/* one who is brought in by what he has done, and no study */
	{ "In fog <s study co-author Zorin Kaldu, of Hill Valley,> <c said> <t no>.", HS_KIND_PERSON, "person Zorin Kaldu" },
};

START_TEST(knows_who_speaks_in_all_sorts_of_news)
{
	ck_assert_str_eq(sources_seen(noun_cases[_i].text, noun_cases[_i].seen), noun_cases[_i].sources);
}
END_TEST

/* Where the model has no doubt that it is one person, and the words say that it is not. */
static const struct { const char *text, *sources; } many_cases[] = {
	{ "<s Vegetarians> <c dismissed> <t the law>.", "collective Vegetarians" },
	{ "<s Off-duty guards> <c said> <t it was cold>.", "group Off-duty guards" },
	{ "Ana Diaz is a guard. <s Guards like Ana Diaz> <c said> <t it was cold>.", "person Guards like Ana Diaz" },
};

START_TEST(takes_no_plural_for_one_person)
{
	struct marked marked = marked_extract(arena, many_cases[_i].text);

	for (int k = 0; k < HS_KIND_N; k++)
		marked.raws.at[0].kind[k] = k == HS_KIND_PERSON ? 0.999f : 0.0001f;
	marked.found = hs_extract_from(marked.article, &marked.raws);
	ck_assert_str_eq(sources_shown(&marked), many_cases[_i].sources);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("resolve");
	TCase *tc = tcase_create("sources");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, names_whom_a_lead_describes, 0, 2);
	tcase_add_loop_test(tc, finds_whom_nothing_beside_the_cue_mentions, 0, ROWS(absent_cases));
	tcase_add_loop_test(tc, trusts_the_model_where_it_is_sure, 0, ROWS(sure_cases));
	tcase_add_loop_test(tc, knows_bodies_by_their_names, 0, ROWS(body_cases));
	tcase_add_loop_test(tc, knows_who_speaks_in_all_sorts_of_news, 0, ROWS(noun_cases));
	tcase_add_loop_test(tc, takes_no_plural_for_one_person, 0, ROWS(many_cases));
	tcase_add_loop_test(tc, knows_its_own_outlet, 0, ROWS(own_cases));
	tcase_add_loop_test(tc, resolves_sources, 0, ROWS(cases));
	tcase_add_loop_test(tc, lists_every_mention, 0, ROWS(mention_cases));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
