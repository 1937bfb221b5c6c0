/*
 * fuzz - what every target shares: bytes in, articles out, and what must hold of each of them.
 *
 * A target is one file with LLVMFuzzerTestOneInput(). `make check` links it with replay.c, which runs it over the files of
 * corpus/<target>/. With clang it hunts:
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -I. -Isrc -I../src ../tests/fuzz/fuzz_json.c ... -o fuzz_json
 *     ./fuzz_json corpus-of-yours ../tests/fuzz/corpus/json
 *
 * What it finds goes into the corpus with its fix.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read the bytes with one reader, or (NULL) with the one that they call for; ends the process where an article breaks a rule. */
void fuzz_ingest(const uint8_t *data, size_t size, const char *format);

#endif
