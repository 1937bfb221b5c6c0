/*
 * weights - the model file: mapped, verified, and its tensors found and checked by name, kind and shape.
 *
 * train/export.py describes the layout. Nothing in the file is trusted before the checksum over all of it holds;
 * after that, a wrong shape is still told and not assumed, since another release of the program may have made it.
 */
#include "model/model_p.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/str.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the model file is mapped as it is, which is little endian"
#endif

#define MAGIC "HEARSAY\x1a"

enum { FORMAT = 2, ALIGN = 64, UNCHECKED = 16 /* bytes before what the checksum covers */ };

struct header {
	char magic[8];
	uint64_t checksum;
	uint32_t format, n_entries;
	uint64_t size;
	char release[32];
};

enum payload { BYTES, FLOATS, ROWS, NUMBERS };

struct entry {
	char name[32];
	uint32_t kind, rows, cols, zero;
	uint64_t offset, size;
};

struct number {
	char name[24];
	double value;
};

static_assert(sizeof(struct header) == 64 && sizeof(struct entry) == 64 && sizeof(struct number) == 32, "as in the file");

struct loader {
	const char *path;
	struct hs_model *model;
	const char *map;
	const struct entry *entries;
	size_t n_entries;
	int layer;                      /* whose tensors are looked up, or -1 */
	float *floats;                  /* where matrices go as fp32 */
	size_t used;                    /* numbers of what is filled */
	struct hs_err *err;
};

static int damaged(const struct loader *load, const char *what)
{
	return hs_fail(load->err, HS_EINTERNAL, "model '%s' is damaged: %s", load->path, what);
}

/* --- The file */

static int map_file(struct hs_model *model, const char *path, struct hs_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc = HS_OK;
	struct stat st;

	if (fd < 0)
		return hs_fail(err, HS_EINTERNAL, "cannot open model '%s': %s", path, strerror(errno));
	if (fstat(fd, &st) < 0) {
		rc = hs_fail(err, HS_EINTERNAL, "cannot read model '%s': %s", path, strerror(errno));
	} else if (!S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof(struct header)) {
		rc = hs_fail(err, HS_EINTERNAL, "'%s' is not a model file", path);
	} else {
		model->map_len = st.st_size;
		model->map = mmap(NULL, model->map_len, PROT_READ, MAP_PRIVATE, fd, 0);
		if (model->map == MAP_FAILED) {
			model->map = NULL;
			rc = hs_fail(err, HS_EINTERNAL, "cannot map model '%s': %s", path, strerror(errno));
		}
	}
	close(fd);
	return rc;
}

static int check_header(struct loader *load)
{
	const struct header *header = (const void *)load->map;
	const size_t len = load->model->map_len;

	if (memcmp(header->magic, MAGIC, sizeof(header->magic)) != 0)
		return hs_fail(load->err, HS_EINTERNAL, "'%s' is not a model file", load->path);
	if (header->format != FORMAT)
		return hs_fail(load->err, HS_EINTERNAL, "model '%s' has format %u, this program reads format %d",
			       load->path, header->format, FORMAT);
	if (header->size != len)
		return hs_fail(load->err, HS_EINTERNAL, "model '%s' is damaged: it should have %llu bytes and has %zu",
			       load->path, (unsigned long long)header->size, len);
	if (header->checksum != XXH3_64bits(load->map + UNCHECKED, len - UNCHECKED))
		return damaged(load, "its checksum does not match");
	if (header->n_entries > (len - sizeof(*header)) / sizeof(struct entry))
		return damaged(load, "its table is longer than the file");
	load->entries = (const void *)(header + 1);
	load->n_entries = header->n_entries;
	memcpy(load->model->release, header->release, sizeof(header->release));
	return HS_OK;
}

static uint64_t padded(uint64_t size)
{
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static uint64_t payload_size(const struct entry *entry)
{
	const uint64_t n = (uint64_t)entry->rows * entry->cols;

	switch (entry->kind) {
	case FLOATS:
		return n * sizeof(float);
	case ROWS:
		return padded(entry->rows * sizeof(float)) + n;
	case NUMBERS:
		return entry->rows * sizeof(struct number);
	default:
		return entry->size;
	}
}

static int check_entries(struct loader *load)
{
	const uint64_t len = load->model->map_len;

	for (size_t i = 0; i < load->n_entries; i++) {
		const struct entry *entry = &load->entries[i];

		if (entry->kind > NUMBERS || (uint64_t)entry->rows * entry->cols > len || entry->offset % ALIGN || entry->offset > len || entry->size > len - entry->offset ||
		    entry->size != payload_size(entry) || !memchr(entry->name, '\0', sizeof(entry->name)))
			return damaged(load, "its table does not add up");
	}
	return HS_OK;
}

static const struct entry *find_entry(const struct loader *load, const char *name)
{
	char full[32];

	if (load->layer < 0)
		snprintf(full, sizeof(full), "%s", name);
	else
		snprintf(full, sizeof(full), "layers.%d.%s", load->layer, name);
	for (size_t i = 0; i < load->n_entries; i++)
		if (strcmp(load->entries[i].name, full) == 0)
			return &load->entries[i];
	return NULL;
}

/* --- Numbers: the shape and the settings */

static int read_number(double *out, const struct loader *load, const char *name, double least, double most)
{
	const struct entry *entry = find_entry(load, "numbers");
	const struct number *numbers = (const void *)(load->map + (entry ? entry->offset : 0));

	for (size_t i = 0; entry && entry->kind == NUMBERS && i < entry->rows; i++) {
		if (strncmp(numbers[i].name, name, sizeof(numbers[i].name)) != 0)
			continue;
		*out = numbers[i].value;
		if (*out >= least && *out <= most)
			return HS_OK;
		return hs_fail(load->err, HS_EINTERNAL, "model '%s': %s is %g, not %g to %g", load->path, name, *out, least, most);
	}
	return hs_fail(load->err, HS_EINTERNAL, "model '%s' does not say its '%s'", load->path, name);
}

static int read_size(size_t *out, const struct loader *load, const char *name, double least, double most)
{
	double value;
	int rc = read_number(&value, load, name, least, most);

	if (rc == HS_OK)
		*out = value;
	return rc;
}

static int read_numbers(struct loader *load)
{
	struct hs_shape *shape = &load->model->shape;
	struct hs_settings *settings = &load->model->settings;
	double cue;
	int rc;

#define SIZE(name, least, most) \
	if ((rc = read_size(&shape->name, load, #name, least, most)) < 0) \
		return rc;
#include "model/shape.def"
#undef SIZE
	if (shape->hidden % shape->heads)
		return damaged(load, "its hidden size is no multiple of its heads");
	if ((rc = read_size(&settings->window, load, "window", 1, shape->positions - 2)) < 0 ||
	    (rc = read_size(&settings->overlap, load, "overlap", 0, settings->window - 1)) < 0 ||
	    (rc = read_number(&cue, load, "cue", 0, 1)) < 0 ||
	    (rc = read_number(&settings->sure_base, load, "sure_base", -100, 100)) < 0 ||
	    (rc = read_number(&settings->sure_cue, load, "sure_cue", -100, 100)) < 0 ||
	    (rc = read_number(&settings->sure_path, load, "sure_path", -100, 100)) < 0 ||
	    (rc = read_number(&settings->sure_bare, load, "sure_bare", -100, 100)) < 0)
		return rc;
	settings->cue = cue;
	return HS_OK;
}

/* --- Tensors */

static int bind(const struct entry **out, const struct loader *load, const char *name, enum payload kind, size_t rows, size_t cols)
{
	const struct entry *entry = find_entry(load, name);

	if (!entry)
		return hs_fail(load->err, HS_EINTERNAL, "model '%s' has no '%s'", load->path, name);
	if (entry->kind != kind || entry->rows != rows || entry->cols != cols)
		return hs_fail(load->err, HS_EINTERNAL, "model '%s': '%s' is %u x %u, not %zu x %zu, or of another kind",
			       load->path, name, entry->rows, entry->cols, rows, cols);
	*out = entry;
	return HS_OK;
}

static int bind_table(struct hs_table *out, const struct loader *load, const char *name, size_t rows, size_t cols)
{
	const struct entry *entry;
	int rc = bind(&entry, load, name, ROWS, rows, cols);

	if (rc < 0)
		return rc;
	*out = (struct hs_table){
		.q = (const int8_t *)(load->map + entry->offset + padded(rows * sizeof(float))),
		.scale = (const void *)(load->map + entry->offset), .rows = rows, .cols = cols,
	};
	return HS_OK;
}

static int bind_plain(const float **out, const struct loader *load, const char *name, size_t rows, size_t cols)
{
	const struct entry *entry;
	int rc = bind(&entry, load, name, FLOATS, rows, cols);

	if (rc == HS_OK)
		*out = (const void *)(load->map + entry->offset);
	return rc;
}

static int bind_matrix(struct hs_matrix *out, const struct loader *load, const char *name, size_t rows, size_t cols)
{
	out->in = cols;
	out->out = rows;
	return bind_table(&out->rows, load, name, rows, cols);
}

#define TABLE(field, name, rows, cols) (rc = bind_table(&model->field, load, name, rows, cols)) < 0 ||
#define MATRIX(field, name, rows, cols) (rc = bind_matrix(&model->field, load, name, rows, cols)) < 0 ||
#define PLAIN(field, name, rows, cols) (rc = bind_plain(&model->field, load, name, rows, cols)) < 0 ||
#define LAYER_MATRIX(field, name, rows, cols)
#define LAYER_PLAIN(field, name, rows, cols)
static int bind_model(struct loader *load)
{
	struct hs_model *model = load->model;
	const struct hs_shape *s = &model->shape;
	int rc;

	load->layer = -1;
	if (
#include "model/tensors.def"
	    false)
		return rc;
	return HS_OK;
}
#undef TABLE
#undef MATRIX
#undef PLAIN
#undef LAYER_MATRIX
#undef LAYER_PLAIN

#define TABLE(field, name, rows, cols)
#define MATRIX(field, name, rows, cols)
#define PLAIN(field, name, rows, cols)
#define LAYER_MATRIX(field, name, rows, cols) (rc = bind_matrix(&layer->field, load, name, rows, cols)) < 0 ||
#define LAYER_PLAIN(field, name, rows, cols) (rc = bind_plain(&layer->field, load, name, rows, cols)) < 0 ||
static int bind_layer(struct loader *load, int number)
{
	struct hs_layer *layer = &load->model->layers[number];
	const struct hs_shape *s = &load->model->shape;
	int rc;

	load->layer = number;
	if (
#include "model/tensors.def"
	    false)
		return rc;
	load->layer = -1;
	return HS_OK;
}
#undef TABLE
#undef MATRIX
#undef PLAIN
#undef LAYER_MATRIX
#undef LAYER_PLAIN

static int bind_tensors(struct loader *load)
{
	const struct entry *words;
	int rc;

	if ((rc = bind(&words, load, "vocabulary", BYTES, load->model->shape.pieces, 0)) < 0 ||
	    (rc = hs_vocab_build(&load->model->vocab, load->map + words->offset, words->size, words->rows, load->err)) < 0 ||
	    (rc = bind_model(load)) < 0)
		return rc;
	for (size_t i = 0; i < load->model->shape.layers; i++)
		if ((rc = bind_layer(load, i)) < 0)
			return rc;
	return HS_OK;
}

/* --- Matrices as fp32 */

/* w[in][out] from int8 rows [out][in], a square of TILE at a time: one of both is walked against its grain. */
static void unpack(float *w, const struct hs_table *rows)
{
	enum { TILE = 32 };

	for (size_t o = 0; o < rows->rows; o += TILE)
		for (size_t i = 0; i < rows->cols; i += TILE)
			for (size_t r = o; r < rows->rows && r < o + TILE; r++)
				for (size_t c = i; c < rows->cols && c < i + TILE; c++)
					w[c * rows->rows + r] = rows->scale[r] * rows->q[r * rows->cols + c];
}

/* Call `visit` for each matrix of the model. */
static void each_matrix(struct loader *load, void (*visit)(struct loader *load, struct hs_matrix *matrix))
{
	struct hs_model *model = load->model;

#define TABLE(field, name, rows, cols)
#define PLAIN(field, name, rows, cols)
#define LAYER_PLAIN(field, name, rows, cols)
#define MATRIX(field, name, rows, cols) visit(load, &model->field);
#define LAYER_MATRIX(field, name, rows, cols) \
	for (size_t i = 0; i < model->shape.layers; i++) \
		visit(load, &model->layers[i].field);
#include "model/tensors.def"
#undef TABLE
#undef PLAIN
#undef LAYER_PLAIN
#undef MATRIX
#undef LAYER_MATRIX
}

/* Room for one, whole cache lines. */
static size_t matrix_floats(const struct hs_matrix *matrix)
{
	return padded(matrix->in * matrix->out * sizeof(float)) / sizeof(float);
}

static void count_floats(struct loader *load, struct hs_matrix *matrix)
{
	load->used += matrix_floats(matrix);
}

static void unpack_next(struct loader *load, struct hs_matrix *matrix)
{
	float *w = load->floats + load->used;

	unpack(w, &matrix->rows);
	matrix->w = w;
	load->used += matrix_floats(matrix);
}

void hs_model_unpack(struct hs_model *model)
{
	struct loader load = { .model = model };

	if (model->floats)
		return;
	each_matrix(&load, count_floats);
	model->floats = hs_malloc(load.used * sizeof(float) + ALIGN);
	load.floats = (float *)(uintptr_t)padded((uintptr_t)model->floats);
	load.used = 0;
	each_matrix(&load, unpack_next);
}

/* --- What int8 products need beside the matrices */

static void count_sums(struct loader *load, struct hs_matrix *matrix)
{
	struct hs_model *model = load->model;

	load->used += matrix->out;
	model->most_in = matrix->in > model->most_in ? matrix->in : model->most_in;
	model->most_out = matrix->out > model->most_out ? matrix->out : model->most_out;
}

static void sum_next(struct loader *load, struct hs_matrix *matrix)
{
	int32_t *sums = load->model->sums + load->used;

	for (size_t o = 0; o < matrix->out; o++) {
		const int8_t *row = matrix->rows.q + o * matrix->in;

		sums[o] = 0;
		for (size_t i = 0; i < matrix->in; i++)
			sums[o] += row[i];
	}
	matrix->sums = sums;
	load->used += matrix->out;
}

static void sum_all(struct loader *load)
{
	load->used = 0;
	each_matrix(load, count_sums);
	load->model->sums = hs_malloc(load->used * sizeof(int32_t));
	load->used = 0;
	each_matrix(load, sum_next);
}

static int read_precision(struct hs_model *model, struct hs_err *err)
{
	const char *word = getenv("HEARSAY_PRECISION");

	if (!word || !*word || strcmp(word, "int8") == 0)
		return HS_OK;
	if (strcmp(word, "fp32") != 0)
		return hs_fail(err, HS_EINTERNAL, "HEARSAY_PRECISION is '%s', neither 'int8' nor 'fp32'", word);
	model->precision = HS_FP32;
	hs_model_unpack(model);
	return HS_OK;
}

/* --- Where it is */

static int find_model(struct hs_str *out, const char *path, struct hs_err *err)
{
	const char *from = path ? path : getenv("HEARSAY_MODEL");

	if (from && *from) {
		hs_str_adds(out, from);
		return HS_OK;
	}
	if (hs_beside_program(out, "../share/hearsay/hearsay.model") || hs_beside_program(out, "model/hearsay.model"))
		return HS_OK;
	return hs_fail(err, HS_EINTERNAL, "no model: neither HEARSAY_MODEL nor '../share/hearsay/hearsay.model' nor "
		       "'model/hearsay.model' beside the program is one");
}

static int load_model(struct hs_model *model, const char *path, struct hs_err *err)
{
	struct loader load = { .path = path, .model = model, .layer = -1, .err = err };
	int rc;

	if ((rc = map_file(model, path, err)) < 0)
		return rc;
	load.map = model->map;
	if ((rc = check_header(&load)) < 0 ||
	    (rc = check_entries(&load)) < 0 ||
	    (rc = read_numbers(&load)) < 0 ||
	    (rc = bind_tensors(&load)) < 0)
		return rc;
	sum_all(&load);
	return read_precision(model, err);
}

int hs_model_open(struct hs_model **out, const char *path, struct hs_err *err)
{
	struct hs_model *model = hs_calloc(1, sizeof(*model));
	struct hs_str found = HS_STR_INIT;
	int rc;

	if ((rc = find_model(&found, path, err)) == HS_OK &&
	    (rc = load_model(model, found.ptr, err)) == HS_OK)
		*out = model;
	else
		hs_model_close(model);
	hs_str_release(&found);
	return rc;
}

void hs_model_close(struct hs_model *model)
{
	if (!model)
		return;
	hs_vocab_release(&model->vocab);
	free(model->sums);
	free(model->floats);
	if (model->map)
		munmap(model->map, model->map_len);
	free(model);
}

const char *hs_model_version(const struct hs_model *model)
{
	return model->release;
}
