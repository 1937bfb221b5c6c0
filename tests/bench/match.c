/*
 * match - claims a second through the matcher. Claims are told of events, three articles an event: a claim has most of its
 * event's words and a vector near the event's, so that there is something to find and as much to leave aside.
 */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/pipeline.h"
#include "base/str.h"
#include "match/match.h"

enum { CLAIMS = 12000, TELLINGS = 3, EVENT_WORDS = 14, VOCABULARY = 8000 };

struct made {
	struct hs_arena *arena;         /* owned */
	struct hs_match_claim *claims;
	uint64_t seed;
};

static uint32_t draw(struct made *made, uint32_t n)
{
	made->seed = made->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(made->seed >> 33) % n;
}

/* A word by its rank: syllables, so that each is a word of its own to the stemmer. */
static void add_word(struct hs_str *out, uint32_t rank)
{
	static const char *const syllables[] = {
		"ba", "co", "du", "fe", "gi", "ho", "ka", "lu", "mo", "ne", "pi", "ra", "so", "tu", "va", "wo", "za", "bre", "cla", "dro",
	};
	const uint32_t n = sizeof(syllables) / sizeof(syllables[0]);

	if (out->len)
		hs_str_addc(out, ' ');
	for (rank += n; rank; rank /= n)
		hs_str_adds(out, syllables[rank % n]);
	hs_str_addc(out, 'k');
}

/* Low ranks come often, as words do. */
static uint32_t draw_word(struct made *made)
{
	return draw(made, 1 + draw(made, 1 + draw(made, VOCABULARY)));
}

/* One word in five is another than the event's. */
static char *tell(struct made *made, const uint32_t *words)
{
	struct hs_str out = HS_STR_INIT;
	char *copy;

	for (int i = 0; i < EVENT_WORDS; i++)
		add_word(&out, draw(made, 5) ? words[i] : draw_word(made));
	copy = hs_arena_strn(made->arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}

/* A direction near `centre`: its cosine with it is about 0.95. */
static float *near(struct made *made, const float *centre)
{
	float *vector = hs_arena_array(made->arena, HS_VECTOR, sizeof(*vector));
	double square = 0;

	bench_unit_vector(vector, HS_VECTOR, &made->seed);
	for (int i = 0; i < HS_VECTOR; i++) {
		vector[i] = centre[i] + 0.33f * vector[i];
		square += (double)vector[i] * vector[i];
	}
	for (int i = 0; i < HS_VECTOR; i++)
		vector[i] /= (float)sqrt(square);
	return vector;
}

static struct hs_id id_of(const char *domain, size_t i)
{
	struct hs_id_maker *maker = hs_id_begin(domain);

	hs_id_add(maker, &i, sizeof(i));
	return hs_id_end(maker);
}

static void tell_event(struct made *made, size_t first)
{
	static const char *const outlets[TELLINGS] = { "The Alden Courier", "Northline Radio", "Channel Six" };
	static const char *const names[] = { "Marta Ellison", "Tobias Renner", "Ruth Amadi", "Lena Torvik", "Paul Castellan" };
	const char *name = names[draw(made, sizeof(names) / sizeof(names[0]))];
	uint32_t words[EVENT_WORDS];
	float centre[HS_VECTOR];

	for (int i = 0; i < EVENT_WORDS; i++)
		words[i] = draw_word(made);
	bench_unit_vector(centre, HS_VECTOR, &made->seed);
	for (size_t i = 0; i < TELLINGS; i++)
		made->claims[first + i] = (struct hs_match_claim){
			.id = id_of("claim", first + i), .article = id_of("article", first + i), .outlet = outlets[i],
			.published = hs_arena_printf(made->arena, "2024-03-%02u", 1 + draw(made, 28)), .source = name, .name = name,
			.kind = HS_KIND_PERSON, .cue = "said", .content = tell(made, words), .context = tell(made, words),
			.stance = draw(made, 10) ? HS_ASSERTS : HS_DENIES, .vector = near(made, centre),
		};
}

/* How many pairs were matched, and in what time. */
static size_t measure(const struct made *made, unsigned threads, double *seconds)
{
	struct hs_match *matches;
	struct hs_matcher *matcher;
	size_t n, capped;

	*seconds = -bench_wall();
	matcher = hs_matcher_new(made->claims, CLAIMS);
	n = hs_matcher_run(&matches, matcher, threads, &capped);
	*seconds += bench_wall();
	printf("  -j%u %8.0f claims/s by the clock   (%zu pairs matched, %.2f a claim; %zu index entries left aside)\n", threads,
	       CLAIMS / *seconds, n, (double)n / CLAIMS, capped);
	hs_matcher_free(matcher);
	free(matches);
	return n;
}

void bench_match(void)
{
	struct made made = { .arena = hs_arena_new(), .seed = 5 };
	double one, two;
	size_t found;

	made.claims = hs_arena_array(made.arena, CLAIMS, sizeof(*made.claims));
	for (size_t i = 0; i < CLAIMS; i += TELLINGS)
		tell_event(&made, i);
	printf("match: %d claims of %d events, on %u processors\n", CLAIMS, CLAIMS / TELLINGS, hs_cpu_count());
	found = measure(&made, 1, &one);
	if (measure(&made, 2, &two) != found)
		bench_fail("two threads do not find what one finds");
	printf("  -j2 is %.2f times as fast as -j1\n", one / two);
	hs_arena_free(made.arena);
}
