/*
 * io - whole files, streams that may be gzipped, and output that notices a full disk.
 */
#ifndef HS_BASE_IO_H
#define HS_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

struct hs_input;                        /* opaque: a file or standard input, gunzipped where it is gzip */

/*
 * Open `path` ("-" is standard input). gzip (also several members) is recognised by its first bytes.
 *
 * Messages of open name the file; those of the functions that read do not, as their caller adds file and record
 * (hs_err_prefix). A damaged stream or failed read is told once, after everything in front of it was handed
 * out, and is then the end of the input.
 */
int hs_input_open(struct hs_input **out, const char *path, struct hs_err *err);
void hs_input_close(struct hs_input *input);            /* NULL is fine */

/* Up to `size` bytes into buf, *got 0 at the end. HS_EINPUT: truncated or damaged gzip, or a bomb (more than
 * 200 bytes out for each one in, past the first 10 MiB). HS_EIO: the read failed. */
int hs_input_read(struct hs_input *input, void *buf, size_t size, size_t *got, struct hs_err *err);

/* Look at the first bytes without taking them: up to 64 KiB. */
int hs_input_peek(struct hs_input *input, const char **ptr, size_t *len, struct hs_err *err);

/* The next line without its LF (a CR before it is kept), *line valid until the next call. HS_DONE at the end.
 * A line longer than `max` is skipped whole and gives HS_EINPUT; the next call goes on after it. */
int hs_input_line(struct hs_input *input, struct hs_span *line, size_t max, struct hs_err *err);

/* The rest, whole, added to *out; HS_EINPUT when it is more than `max` bytes (all is skipped, *out as before). */
int hs_input_slurp(struct hs_input *input, struct hs_str *out, size_t max, struct hs_err *err);

/* Bytes of the file read so far and in all (0: not known), as stored: gzip counts compressed. */
void hs_input_progress(const struct hs_input *input, uint64_t *done, uint64_t *total);

const char *hs_input_name(const struct hs_input *input);         /* as given; "-" for standard input */

/* "FOLDER OF THE PROGRAM/tail" to *out, as far as the system tells; false: there is no such thing that can be read. */
bool hs_beside_program(struct hs_str *out, const char *tail);

/* Output to a file by way of a temporary one beside it, renamed at close; "-" or NULL is standard output. Devices
 * and pipes are written straight through. A failed write is kept and told at close, with the file named: HS_EIO.
 * Outputs are opened and closed by one thread, the one that gets signals. */
struct hs_output;
int hs_output_open(struct hs_output **out, const char *path, struct hs_err *err);
FILE *hs_output_file(struct hs_output *output);
int hs_output_close(struct hs_output *output, struct hs_err *err);      /* flush, fsync (files), rename */
void hs_output_abort(struct hs_output *output);                         /* leaves no trace */

/* For the handler of a signal that ends the program: remove the temporary files of all outputs that are still open. */
void hs_output_unlink_all(void);

#endif
