/*
 * Every text here is invented. Claims are shown one a line, in text order, as "source | content | name", with two blanks before an
 * inner one; of contents in several parts each stands in [brackets].
 */
#include "base/str.h"
#include "marked.h"

#define LEAD "Gov. Ana Brandt <c1 defended> <t1 the toll> on Sunday in an interview with Tom Weller, and the treasurer was not there.\n\n"
#define LEAD_SHOWN "Gov. Ana Brandt | the toll | Ana Brandt\n"

static struct hs_arena *arena;

static void arena_open(void)
{
	arena = hs_arena_new();
}

static void arena_close(void)
{
	hs_arena_free(arena);
}

static void show_ranges(struct hs_str *out, const struct marked *marked, struct hs_ranges ranges)
{
	for (size_t i = 0; i < ranges.n; i++)
		hs_str_addf(out, ranges.n > 1 ? "[%.*s]" : "%.*s", (int)(ranges.at[i].end - ranges.at[i].start),
			    marked->article->text + ranges.at[i].start);
}

static const char *show_claims(const struct marked *marked)
{
	struct hs_str out = HS_STR_INIT;
	const char *shown;

	for (size_t i = 0; i < marked->found->n_claims; i++) {
		const struct hs_claim *claim = &marked->found->claims[i];
		const struct hs_source *source = &marked->found->sources[claim->source];

		hs_str_adds(&out, claim->depth ? "  " : "");
		show_ranges(&out, marked, claim->source_spans);
		hs_str_adds(&out, " | ");
		show_ranges(&out, marked, claim->content);
		hs_str_addf(&out, " | %s\n", source->name ? source->name : hs_kind_word(source->kind));
	}
	shown = hs_arena_str(marked->article->arena, out.ptr);
	hs_str_release(&out);
	return shown;
}

static const struct { const char *text, *shown; } cases[] = {
	/* a transcript: labels in capitals, a stage direction, an answer of two paragraphs, a remark in brackets */
	{ LEAD "WELLER: Is the toll dead?\n\nBRANDT: It is dead, Tom.\n\nWe looked at every number, and I had seen enough.\n\n(CROSSTALK.)\n\n"
	  "WELLER: And the treasurer --\n\nBRANDT (off camera): He <c2 told> me <t2 that the bridge would be paid for>.\n\n"
	  "The governor left the studio after ten minutes and took no more questions.",
	  LEAD_SHOWN "WELLER | Is the toll dead? | Tom Weller\n"
	  "BRANDT | [It is dead, Tom][We looked at every number, and I had seen enough] | Ana Brandt\n"
	  "WELLER | And the treasurer -- | Tom Weller\n"
	  "BRANDT | He told me that the bridge would be paid for | Ana Brandt\n"
	  "  He | that the bridge would be paid for | Tom Weller\n" },
	/* each paragraph opens with a quotation mark; what the model took for one claim is four */
	{ LEAD "A transcript <c2 follows:>\n\n<t2 \"WELLER: Is it dead?\n\n\"BRANDT: It is dead.\n\n\"The bridge is paid for.\n\n"
	  "\"WELLER: Who says so?\n\n\"BRANDT: The treasurer does.\">\n\nThe treasurer was in the hall, and he did not answer.",
	  LEAD_SHOWN "WELLER | Is it dead? | Tom Weller\nBRANDT | [It is dead][The bridge is paid for] | Ana Brandt\n"
	  "WELLER | Who says so? | Tom Weller\nBRANDT | The treasurer does. | Ana Brandt\n" },
	/* titles, small letters */
	{ LEAD "Mr. Weller: You said one year. It is on tape.\n\nMs. Brandt: I said four.\n\nMr. Weller: We will check the tape.",
	  LEAD_SHOWN "Mr. Weller | You said one year. It is on tape | Tom Weller\nMs. Brandt | I said four | Ana Brandt\n"
	  "Mr. Weller | We will check the tape | Tom Weller\n" },
	/* in court: the same label is the same one, another is another */
	{ "The trial of the dock fire went on in Leith on Monday before a full house, with the foreman as its first witness.\n\n"
	  "MR. DRAKE: You were at the gate?\n\nTHE WITNESS: I was.\n\nTHE COURT: Move on, please.\n\nMR. DRAKE: Did you see a fire?\n\n"
	  "THE WITNESS: I saw no fire.",
	  "MR. DRAKE | You were at the gate? | DRAKE\nTHE WITNESS | I was | its first witness\nTHE COURT | Move on, please | THE COURT\n"
	  "MR. DRAKE | Did you see a fire? | DRAKE\nTHE WITNESS | I saw no fire | its first witness\n" },
	/* a speaker of whom nothing else is told */
	{ LEAD "BRANDT: I will sign it.\n\nODUYA: You will not.\n\nBRANDT: I will.",
	  LEAD_SHOWN "BRANDT | I will sign it | Ana Brandt\nODUYA | You will not | ODUYA\nBRANDT | I will | Ana Brandt\n" },
	/* questions and answers: of the one person whom the text before them names */
	{ "Helen Marsh has carved granite for forty years, and the museum at Leith opens its first show of her work this month.\n\n"
	  "Q: Why granite?\n\nA: I like that it answers back.\n\nMarble forgives.\n\nQ. And now?\n\nA. Now I rest.",
	  "Q | Why granite? | author\nA | [I like that it answers back][Marble forgives] | Helen Marsh\nQ | And now? | author\nA | Now I rest | Helen Marsh\n" },
	/* ... of the one who is named most there */
	{ "Helen Marsh has carved granite for forty years. Tom Weller of The Gazette met Marsh on the quay at Leith, and they walked.\n\n"
	  "Q: Why granite?\n\nA: Other than Peter Holm I've nobody to ask.",
	  "Q | Why granite? | author\nA | Other than Peter Holm I've nobody to ask | Helen Marsh\n" },
	/* ... of one of two: nothing tells which */
	{ "Helen Marsh and Peter Holm have carved granite for forty years, and the museum at Leith opens a show of it this month.\n\n"
	  "Q: Why granite?\n\nA: I like that it answers back.",
	  "Q | Why granite? | unresolved\nA | I like that it answers back | unresolved\n" },
	/* reporters at a briefing */
	{ LEAD "Q: Is the toll dead?\n\nMS. BRANDT: I am not going to say.\n\nQ: When will you?\n\nMS. BRANDT: In March.",
	  LEAD_SHOWN "Q | Is the toll dead? | unresolved\nMS. BRANDT | I am not going to say | Ana Brandt\n"
	  "Q | When will you? | unresolved\nMS. BRANDT | In March | Ana Brandt\n" },
	/* no transcripts: positions, a paper that asks itself, marks of an editor, what and when, a claim checked */
	{ LEAD "Brandt: Would end the toll in two years.\n\nWeller: Opposes the plan of the council.\n\nBrandt: Backs the new ferry.\n\n"
	  "Weller: Wants the contract annulled.", LEAD_SHOWN },
	{ LEAD "Q: What is a lock?\n\nA: A gate that holds the water back.", LEAD_SHOWN },
	{ LEAD "UPDATE: The council votes on Monday, as you know.\n\nUPDATE: You can see the vote here.\n\nCORRECTION: We misspelt a name.", LEAD_SHOWN },
	{ LEAD "What: A walk along the quay with your family.\n\nWhen: Monday, if you can.\n\nWhat: A talk on the toll.\n\nWhen: Friday.", LEAD_SHOWN },
	{ LEAD "BRANDT: \"We have paid for the bridge.\"\n\nTHE FACTS: It is not paid for.\n\nBRANDT: \"I cut the toll.\"\n\n"
	  "THE FACTS: It was never cut.", LEAD_SHOWN },
	{ LEAD "LEITH: We had rain.\n\nNORVANE: You could see the sun.\n\nLEITH: We had more rain.", LEAD_SHOWN },
	{ LEAD "BRANDT: I will sign it.\n\nODUYA: You will not.", LEAD_SHOWN },        /* two labels alone */
};

START_TEST(reads_transcripts)
{
	struct marked marked = marked_extract(arena, cases[_i].text);

	ck_assert_str_eq(show_claims(&marked), cases[_i].shown);
}
END_TEST

static const struct { const char *text, *shown; } blocks[] = {
	/* no marks: the next paragraph, and no more */
	{ LEAD "The governor added:\n\nI will not sign the order of the board.\n\nThe board met on Friday and took no vote.",
	  LEAD_SHOWN "The governor | I will not sign the order of the board | Ana Brandt\n" },
	{ LEAD "Ms. Brandt wrote to the board on Friday:\n\nI will not sign the order of the board.\n\nThe board took no vote.",
	  LEAD_SHOWN "Ms. Brandt | I will not sign the order of the board | Ana Brandt\n" },
	/* the model has read a part */
	{ LEAD "Ms. Brandt <c2 wrote:>\n\n<t2 I will not> sign the order of the board.\n\nThe board took no vote.",
	  LEAD_SHOWN "Ms. Brandt | I will not sign the order of the board | Ana Brandt\n" },
	{ LEAD "Ms. Brandt <c2 wrote:>\n\n<t2 I will not sign the order of the board.\n\nIt is a> waste of your money.",
	  LEAD_SHOWN "Ms. Brandt | [I will not sign the order of the board][It is a waste of your money] | Ana Brandt\n" },
	/* marks: as far as they go */
	{ LEAD "Ms. Brandt said:\n\n\"I will not sign it.\n\n\"The board knows why.\"\n\nThe board took no vote.",
	  LEAD_SHOWN "Ms. Brandt | [\"I will not sign it][\"The board knows why.\"] | Ana Brandt\n" },
	{ LEAD "Ms. Brandt <c2 said:>\n\n<t2 \"I will not sign it.> The board knows why.\"\n\nThe board took no vote.",
	  LEAD_SHOWN "Ms. Brandt | \"I will not sign it. The board knows why.\" | Ana Brandt\n" },
	/* the article ends within the block: no mark closes it, the model has read it to the end */
	{ LEAD "Ms. Brandt said:\n\n\"I will not sign it.", LEAD_SHOWN "Ms. Brandt | \"I will not sign it | Ana Brandt\n" },
	{ LEAD "Ms. Brandt <c2 wrote:>\n\n<t2 I will not sign the order of the board.>",
	  LEAD_SHOWN "Ms. Brandt | I will not sign the order of the board | Ana Brandt\n" },
	/* an inner claim stays */
	{ LEAD "Ms. Brandt said:\n\nThe mayor <c2 told> me <t2 that the bridge would close>.",
	  LEAD_SHOWN "Ms. Brandt | The mayor told me that the bridge would close | Ana Brandt\n  The mayor | that the bridge would close | The mayor\n" },
	/* left open at the end of the text; and no narrator leads what a quotation leads */
	{ LEAD "Ms. Brandt said:\n\n\"I will not sign it\" --", LEAD_SHOWN "Ms. Brandt | \"I will not sign it\" -- | Ana Brandt\n" },
	{ LEAD "\"The governor said\":\n\n\"The governor said\":\n\n\"I will not sign it.\"", LEAD_SHOWN },
	/* no blocks: lists, another clause, the narrator between the marks */
	{ LEAD "Ms. Brandt said the board wants:\n\nA new lock at the gate of the harbour.\n\nTwo new gates.", LEAD_SHOWN },
	{ LEAD "The changes include:\n\nNew gates for the lock at the old harbour.", LEAD_SHOWN },
	{ LEAD "Ms. Brandt said:\n\n- New gates for the lock at the old harbour.", LEAD_SHOWN },
};

START_TEST(reads_block_quotations)
{
	struct marked marked = marked_extract(arena, blocks[_i].text);

	ck_assert_str_eq(show_claims(&marked), blocks[_i].shown);
}
END_TEST

/* Word for word, so direct, marks or none; and "I" is who speaks. */
START_TEST(takes_turns_and_blocks_for_quotations)
{
	struct marked turns = marked_extract(arena, LEAD "BRANDT: I will sign it.\n\nODUYA: You will not.\n\nBRANDT: <s2 I> <c2 think> <t2 I will>.");
	struct marked block = marked_extract(arena, LEAD "The governor added:\n\nI will not sign the order of the board.");

	ck_assert_int_eq(turns.found->claims[1].quotation, HS_DIRECT);
	ck_assert_uint_eq(marked_claim(&turns, 2)->source, turns.found->claims[1].source);
	ck_assert_int_eq(block.found->claims[1].quotation, HS_DIRECT);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("turn");
	TCase *tc = tcase_create("turns");

	tcase_add_checked_fixture(tc, arena_open, arena_close);
	tcase_add_loop_test(tc, reads_transcripts, 0, ROWS(cases));
	tcase_add_loop_test(tc, reads_block_quotations, 0, ROWS(blocks));
	tcase_add_test(tc, takes_turns_and_blocks_for_quotations);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
