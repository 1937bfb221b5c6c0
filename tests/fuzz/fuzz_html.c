#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_ingest(data, size, "html");
	fuzz_ingest(data, size, NULL);
	return 0;
}
