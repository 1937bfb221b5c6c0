/*
 * tagger - article to raw attributions: pieces, windows, encoder, cues, and for each cue its roles.
 */
#include "model/tagger_p.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- Windows */

static struct hs_window *add_window(struct hs_windows *windows, uint32_t begin, uint32_t end)
{
	if (windows->n == windows->room) {
		windows->room = windows->room ? 2 * windows->room : 64;
		windows->at = hs_realloc(windows->at, windows->room * sizeof(*windows->at));
	}
	windows->at[windows->n] = (struct hs_window){ .begin = begin, .end = end };
	return &windows->at[windows->n++];
}

/* Where one window's own part ends and the next one's begins: the middle of what they share. */
static void share_out(struct hs_windows *windows)
{
	struct hs_window *at = windows->at;

	for (size_t i = 0; i < windows->n; i++) {
		at[i].own = i ? at[i - 1].own_end : 0;
		at[i].own_end = i + 1 < windows->n ? (at[i].end + at[i + 1].begin) / 2 : at[i].end;
	}
}

void hs_windows_plan(struct hs_windows *windows, const struct hs_pieces *pieces, const struct hs_settings *settings)
{
	const int64_t reach = (settings->window - settings->overlap) / 2;
	uint32_t begin = 0, end = 0;
	size_t para = 0;

	windows->n = 0;
	while (end < pieces->n) {
		int64_t latest, start;

		end = pieces->n - begin > settings->window ? begin + settings->window : pieces->n;
		add_window(windows, begin, end);
		latest = (int64_t)end - settings->overlap;
		while (para + 1 < pieces->n_paras && pieces->paras[para + 1].first <= latest)
			para++;
		start = pieces->paras[para].first;
		begin = start > begin && start > latest - reach ? start : latest;
	}
	share_out(windows);
}

/* --- Buffers: carved out of one block, in a first pass only to count */

struct carver {
	char *block;                    /* NULL: counting */
	size_t used;
};

static void *carve(struct carver *carver, size_t n, size_t size)
{
	void *ptr = carver->block ? carver->block + carver->used : NULL;

	carver->used += (n * size + 63) / 64 * 64;
	return ptr;
}

/* Of attention by products, and of our own. */
static size_t scores_room(const struct hs_model *model)
{
	const size_t rows = model->settings.window + 2;
	const size_t own = hs_vec_attend_room(rows, model->shape.hidden / model->shape.heads);

	const size_t products = HS_BLOCK_ROWS * rows * sizeof(float);

	return own > products ? own : products;
}

static void carve_buffers(struct hs_buffers *buf, struct carver *c, const struct hs_model *model)
{
	const struct hs_shape *s = &model->shape;
	const size_t window = model->settings.window, block = HS_BLOCK_ROWS;

#define FLOATS(field, rows, cols) buf->field = carve(c, (rows) * (cols), sizeof(float))
	FLOATS(x, buf->rows, s->hidden);
	FLOATS(qkv, buf->rows, 3 * s->hidden);
	FLOATS(mix, buf->rows, s->hidden);
	FLOATS(low, buf->rows, s->hidden);
	FLOATS(middle, buf->rows, s->hidden);
	FLOATS(wide, block, s->up);
	buf->scores = carve(c, scores_room(model), 1);
	FLOATS(cue_p, window, HS_CUE_TAGS);
	FLOATS(piece, window, 2 * s->reader);
	FLOATS(logits, window, HS_ROLE_TAGS);
	FLOATS(cue_in, HS_CUES, 2 * s->hidden);
	FLOATS(cue_out, HS_CUES, 2 * s->reader);
	FLOATS(kind_in, HS_CUES, 3 * s->hidden);
	FLOATS(kind_mid, HS_CUES, s->kind_hidden);
	FLOATS(claim_in, HS_CUES, 6 * s->hidden);
	FLOATS(claim_mid, HS_CUES, s->claim_hidden);
	FLOATS(claim_out, HS_CUES, s->vector);
	FLOATS(distance, s->distances, s->reader);
#undef FLOATS
	buf->small = carve(c, buf->rows, s->hidden);
	buf->wide_small = carve(c, HS_SMALL_ROWS, model->most_in);
	buf->grid = carve(c, buf->rows, sizeof(*buf->grid));
	buf->wide_grid = carve(c, HS_SMALL_ROWS, sizeof(*buf->wide_grid));
	buf->sums = carve(c, HS_SMALL_ROWS * model->most_out, sizeof(*buf->sums));
	buf->path = carve(c, window, 1);
	buf->back = carve(c, window, HS_ROLE_TAGS);
}

static void make_buffers(struct hs_buffers *buf, const struct hs_model *model)
{
	const size_t window_rows = model->settings.window + 2;
	struct carver carver = { 0 };

	buf->rows = window_rows > HS_BATCH_ROWS ? window_rows : HS_BATCH_ROWS;
	carve_buffers(buf, &carver, model);
	buf->block = hs_malloc(carver.used + 63);
	carver.block = (char *)(((uintptr_t)buf->block + 63) / 64 * 64);
	carver.used = 0;
	carve_buffers(buf, &carver, model);
}

struct hs_tagger *hs_tagger_new(const struct hs_model *model)
{
	struct hs_tagger *tagger = hs_calloc(1, sizeof(*tagger));

	tagger->model = model;
	hs_tagger_use(tagger, hs_gemm_default(), model->precision);
	tagger->vectors = true;
	hs_pieces_init(&tagger->pieces);
	make_buffers(&tagger->buf, model);
	return tagger;
}

void hs_tagger_free(struct hs_tagger *tagger)
{
	if (!tagger)
		return;
	hs_pieces_release(&tagger->pieces);
	free(tagger->windows.at);
	free(tagger->buf.block);
	free(tagger);
}

void hs_tagger_use(struct hs_tagger *tagger, const struct hs_gemm *gemm, enum hs_precision precision)
{
	assert(precision == HS_INT8 || tagger->model->floats);
	tagger->gemm = gemm;
	tagger->precision = precision;
}

void hs_tagger_want_vectors(struct hs_tagger *tagger, bool wanted)
{
	tagger->vectors = wanted;
}

bool hs_tagger_wants_vectors(const struct hs_tagger *tagger)
{
	return tagger->vectors;
}

/* --- One window */

struct found {                          /* what becomes of an article */
	struct hs_arena *arena;
	struct hs_raws raws;
	size_t room;
	size_t in_window;               /* the first of the window at work */
};

static struct hs_range bytes_of(const struct hs_tagger *tagger, const struct hs_window *window, size_t start, size_t end)
{
	const struct hs_piece *at = tagger->pieces.at + window->begin;

	return (struct hs_range){ at[start].start, at[end - 1].end };
}

/* Where the run of pieces [first, end) stops going forward in the text: a headline is read first but stands behind the text. */
static size_t forward_end(const struct hs_tagger *tagger, const struct hs_window *window, size_t first, size_t end)
{
	const struct hs_piece *at = tagger->pieces.at + window->begin;

	for (size_t i = first + 1; i < end; i++)
		if (at[i].start < at[i - 1].start)
			return i;
	return end;
}

static int by_start(const void *a, const void *b)
{
	const struct hs_range *left = a, *right = b;

	return (left->start > right->start) - (left->start < right->start);
}

/* The runs of a role in buf.path as bytes, in text order. */
static struct hs_ranges ranges_of(const struct hs_tagger *tagger, struct hs_arena *arena, const struct hs_window *window, int start)
{
	const size_t len = window->end - window->begin;
	struct hs_ranges ranges = { 0 };
	struct hs_stretch run = { 0 };
	size_t room = 0;

	while (hs_decode_run(&run, tagger->buf.path, len, run.end, start)) {
		run.end = forward_end(tagger, window, run.first, run.end);
		ranges.at = hs_arena_grow(arena, ranges.at, ranges.n, ranges.n + 1, &room, sizeof(*ranges.at));
		ranges.at[ranges.n++] = bytes_of(tagger, window, run.first, run.end);
	}
	if (ranges.n > 1)
		qsort(ranges.at, ranges.n, sizeof(*ranges.at), by_start);
	return ranges;
}

/* The pieces of the cue's paragraph, from the window's begin (which may cut it). */
static struct hs_stretch paragraph_of(const struct hs_pieces *pieces, const struct hs_window *window, uint32_t piece)
{
	const uint32_t at = window->begin + piece;
	size_t low = 0, high = pieces->n_paras;
	struct hs_stretch para;

	while (high - low > 1) {        /* paras[low].first <= at < paras[high].first */
		size_t mid = low + (high - low) / 2;

		if (pieces->paras[mid].first <= at)
			low = mid;
		else
			high = mid;
	}
	para = pieces->paras[low];
	para.first = para.first > window->begin ? para.first - window->begin : 0;
	para.end -= window->begin;
	return para;
}

static struct hs_raw *add_raw(struct found *found)
{
	struct hs_raws *raws = &found->raws;

	raws->at = hs_arena_grow(found->arena, raws->at, raws->n, raws->n + 1, &found->room, sizeof(*raws->at));
	return &raws->at[raws->n++];
}

/* Two cues of a window may be read as one: has it been? */
static bool is_taken(const struct found *found, struct hs_range cue)
{
	for (size_t i = found->in_window; i < found->raws.n; i++)
		if (found->raws.at[i].cue.start == cue.start)
			return true;
	return false;
}

/* Cue number `i` of the open ones, and all of it; false: it has no content, or another was read as the same, and it is dropped. */
static bool read_cue(struct hs_tagger *tagger, struct found *found, const struct hs_window *window, struct hs_cue cue, size_t i,
		     struct hs_stretch *whole)
{
	const size_t len = window->end - window->begin;
	struct hs_stretch content;
	struct hs_range range;
	float path_p;
	struct hs_raw *raw;

	hs_heads_roles(tagger, len, cue, i, paragraph_of(&tagger->pieces, window, cue.start));
	path_p = hs_decode_roles(tagger, len);
	hs_decode_words(tagger->buf.path, tagger->pieces.at + window->begin, len);
	*whole = hs_decode_whole(tagger->buf.path, len, cue);
	range = bytes_of(tagger, window, whole->first, forward_end(tagger, window, whole->first, whole->end));
	if (!hs_decode_run(&content, tagger->buf.path, len, 0, HS_B_CONTENT) || is_taken(found, range))
		return false;
	raw = add_raw(found);
	raw->cue = range;
	raw->source = ranges_of(tagger, found->arena, window, HS_B_SOURCE);
	raw->content = ranges_of(tagger, found->arena, window, HS_B_CONTENT);
	raw->cue_p = cue.p;
	raw->path_p = path_p;
	raw->p = hs_decode_sureness(&tagger->model->settings, raw);
	return true;
}

static void copy_vector(float *out, const struct hs_tagger *tagger, size_t i)
{
	const size_t size = tagger->model->shape.vector;

	memset(out, 0, HS_VECTOR * sizeof(*out));
	memcpy(out, tagger->buf.claim_out + i * size, size * sizeof(*out));
}

static const float *claim_vector(struct hs_arena *arena, const struct hs_tagger *tagger, size_t i)
{
	float *vector = hs_arena_array(arena, HS_VECTOR, sizeof(*vector));

	copy_vector(vector, tagger, i);
	return vector;
}

static void read_cues(struct hs_tagger *tagger, struct found *found, const struct hs_window *window, const float *h,
		      const struct hs_cue *cues, size_t n)
{
	const size_t first = found->raws.n;
	struct hs_stretch whole;
	size_t kept = 0;

	hs_heads_open(tagger, h, cues, n);
	for (size_t i = 0; i < n; i++)
		if (read_cue(tagger, found, window, cues[i], i, &whole))
			hs_heads_note(tagger, h, window->end - window->begin, cues[i], whole, kept++);
	hs_heads_close(tagger, kept);
	for (size_t i = 0; i < kept; i++) {
		struct hs_raw *raw = &found->raws.at[first + i];

		hs_heads_kind(tagger, i, raw->kind);
		raw->vector = tagger->vectors ? claim_vector(found->arena, tagger, i) : NULL;
	}
}

/* `h`: the hidden states of the window's pieces. */
static void read_window(struct hs_tagger *tagger, struct found *found, const struct hs_window *window, const float *h)
{
	const size_t len = window->end - window->begin, stop = window->own_end - window->begin;
	struct hs_cue cues[HS_CUES], cue = { .end = window->own - window->begin };
	const float threshold = tagger->model->settings.cue;
	bool prepared = false, more = true;

	hs_heads_cues(tagger, h, len);
	while (more) {
		size_t n = 0;

		while (n < HS_CUES && (more = hs_decode_cue(&cue, tagger->buf.cue_p, len, cue.end, stop, threshold)))
			cues[n++] = cue;
		if (n && !prepared)
			hs_heads_pieces(tagger, h, len);
		prepared = true;
		if (n)
			read_cues(tagger, found, window, h, cues, n);
	}
	hs_steps_lap(&tagger->steps, HS_STEP_HEADS);
}

/* --- Articles */

static void read_pieces(struct hs_tagger *tagger, const struct hs_article *article)
{
	hs_pieces_clear(&tagger->pieces);
	for (size_t i = 0; i < article->n_paras; i++)
		if (hs_para_speaks(&article->paras[i]))
			hs_pieces_add(&tagger->pieces, &tagger->model->vocab, article->text, article->paras[i].range);
	hs_windows_plan(&tagger->windows, &tagger->pieces, &tagger->model->settings);
	hs_steps_lap(&tagger->steps, HS_STEP_PIECES);
}

/* How many windows from number `i` on are encoded together. */
static size_t batch_from(const struct hs_tagger *tagger, size_t i)
{
	const struct hs_windows *windows = &tagger->windows;
	size_t n = 1, rows = hs_window_rows(&windows->at[i]);

	while (i + n < windows->n && (rows += hs_window_rows(&windows->at[i + n])) <= tagger->buf.rows)
		n++;
	return n;
}

typedef void on_window(struct hs_tagger *tagger, void *ctx, const struct hs_window *window, const float *h);

static void each_window(struct hs_tagger *tagger, on_window *call, void *ctx)
{
	const size_t hidden = tagger->model->shape.hidden;
	const struct hs_windows *windows = &tagger->windows;
	size_t n;

	for (size_t i = 0; i < windows->n; i += n) {
		const float *h = tagger->buf.x + hidden;

		n = batch_from(tagger, i);
		hs_encode(tagger, &windows->at[i], n);
		for (size_t k = i; k < i + n; k++) {
			call(tagger, ctx, &windows->at[k], h);
			h += hs_window_rows(&windows->at[k]) * hidden;
		}
	}
}

static void find_in_window(struct hs_tagger *tagger, void *ctx, const struct hs_window *window, const float *h)
{
	struct found *found = ctx;

	found->in_window = found->raws.n;
	read_window(tagger, found, window, h);
}

struct hs_raws hs_tagger_run(struct hs_tagger *tagger, const struct hs_article *article)
{
	struct found found = { .arena = article->arena };
	const int before = tagger->gemm->enter();

	hs_steps_start(&tagger->steps);
	read_pieces(tagger, article);
	each_window(tagger, find_in_window, &found);
	tagger->gemm->leave(before);
	return found.raws;
}

/* --- Vectors of attributions that are known */

struct place {                          /* where an attribution is read */
	uint32_t piece, number;
};

struct wanted {
	const struct hs_raw *raws;
	float *out;
	struct place *places;           /* by piece */
	size_t n, next;
};

/* The pieces of `range` that the window has, counted from its begin. */
static struct hs_stretch in_window(const struct hs_tagger *tagger, struct hs_range range, const struct hs_window *window)
{
	struct hs_stretch run = { 0 };

	if (range.start < range.end)
		run = hs_pieces_find(&tagger->pieces, range);
	run.first = run.first < window->begin ? window->begin : run.first;
	run.end = run.end > window->end ? window->end : run.end;
	if (run.first >= run.end)
		return (struct hs_stretch){ 0 };
	return (struct hs_stretch){ .first = run.first - window->begin, .end = run.end - window->begin };
}

static void mark(struct hs_tagger *tagger, const struct hs_ranges *ranges, const struct hs_window *window, int start)
{
	for (size_t i = 0; i < ranges->n; i++) {
		struct hs_stretch run = in_window(tagger, ranges->at[i], window);

		memset(tagger->buf.path + run.first, start, run.end - run.first);
	}
}

/* The piece that decides in which window an attribution is read: its cue's, or its content's where it has no cue. */
static bool reading_piece(const struct hs_tagger *tagger, const struct hs_raw *raw, uint32_t *piece)
{
	const struct hs_range range = raw->cue.start < raw->cue.end || !raw->content.n ? raw->cue : raw->content.at[0];
	struct hs_stretch run = { 0 };

	if (range.start < range.end)
		run = hs_pieces_find(&tagger->pieces, range);
	*piece = run.first;
	return run.first < run.end;
}

static int by_piece(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->piece != right->piece)
		return left->piece < right->piece ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

static void find_places(struct hs_tagger *tagger, struct wanted *wanted, size_t n)
{
	uint32_t piece;

	for (size_t i = 0; i < n; i++)
		if (wanted->raws[i].content.n && reading_piece(tagger, &wanted->raws[i], &piece))
			wanted->places[wanted->n++] = (struct place){ piece, i };
	if (wanted->n)
		qsort(wanted->places, wanted->n, sizeof(*wanted->places), by_piece);
}

/* Only the windows in which something is read. */
static void keep_windows(struct hs_windows *windows, const struct wanted *wanted)
{
	size_t kept = 0, next = 0;

	for (size_t i = 0; i < windows->n; i++) {
		const struct hs_window window = windows->at[i];
		const size_t before = next;

		while (next < wanted->n && wanted->places[next].piece < window.own_end)
			next++;
		if (next > before)
			windows->at[kept++] = window;
	}
	windows->n = kept;
}

static void embed(struct hs_tagger *tagger, const struct wanted *wanted, size_t number, const struct hs_window *window, const float *h)
{
	const struct hs_raw *raw = &wanted->raws[number];
	const struct hs_stretch cue = in_window(tagger, raw->cue, window);
	const size_t len = window->end - window->begin;

	memset(tagger->buf.path, 0, len);
	mark(tagger, &raw->content, window, HS_B_CONTENT);
	mark(tagger, &raw->source, window, HS_B_SOURCE);
	hs_heads_note(tagger, h, len, (struct hs_cue){ cue.first, cue.end, 1 }, cue, 0);
	hs_heads_vectors(tagger, 1);
	copy_vector(wanted->out + number * HS_VECTOR, tagger, 0);
}

static void embed_in_window(struct hs_tagger *tagger, void *ctx, const struct hs_window *window, const float *h)
{
	struct wanted *wanted = ctx;

	for (; wanted->next < wanted->n && wanted->places[wanted->next].piece < window->own_end; wanted->next++)
		embed(tagger, wanted, wanted->places[wanted->next].number, window, h);
}

void hs_tagger_embed(struct hs_tagger *tagger, const struct hs_article *article, const struct hs_raw *raws, size_t n, float *out)
{
	struct wanted wanted = { .raws = raws, .out = out, .places = hs_malloc((n + 1) * sizeof(*wanted.places)) };
	const int before = tagger->gemm->enter();

	assert(tagger->vectors);
	hs_steps_start(&tagger->steps);
	memset(out, 0, n * HS_VECTOR * sizeof(*out));
	read_pieces(tagger, article);
	find_places(tagger, &wanted, n);
	keep_windows(&tagger->windows, &wanted);
	each_window(tagger, embed_in_window, &wanted);
	tagger->gemm->leave(before);
	free(wanted.places);
}
