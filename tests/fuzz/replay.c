/*
 * replay - run a fuzz target over files, without a fuzzing engine.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "fuzz.h"

#define SIZE_LIMIT ((size_t)16 << 20)

static int replay(const char *path)
{
	struct hs_str bytes = HS_STR_INIT;
	struct hs_input *input;
	struct hs_err err;

	if (hs_input_open(&input, path, &err) < 0 || hs_input_slurp(input, &bytes, SIZE_LIMIT, &err) < 0) {
		fprintf(stderr, "replay: %s\n", err.msg);
		return EXIT_FAILURE;
	}
	hs_input_close(input);
	LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
	hs_str_release(&bytes);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		printf("%s\n", argv[i]);
		fflush(stdout);
		if (replay(argv[i]) != EXIT_SUCCESS)
			return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
