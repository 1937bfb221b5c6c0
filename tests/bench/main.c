/*
 * main - run the benchmarks that are named, or all.
 *
 * usage: bench [NAME...]     (HEARSAY_MODEL names the model where it is not beside the program)
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static const struct { const char *name; void (*run)(void); } benches[] = {
	{ "tagger", bench_tagger },
};

enum { N_BENCHES = sizeof(benches) / sizeof(benches[0]) };

static double seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec + 1e-9 * now.tv_nsec;
}

double bench_cpu(void)
{
	return seconds(CLOCK_THREAD_CPUTIME_ID);
}

double bench_wall(void)
{
	return seconds(CLOCK_MONOTONIC);
}

static void print_memory(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("peak memory %.0f MiB\n", usage.ru_maxrss / 1024.0);
}

static int run_named(const char *name)
{
	for (int i = 0; i < N_BENCHES; i++)
		if (strcmp(benches[i].name, name) == 0) {
			benches[i].run();
			return 0;
		}
	fprintf(stderr, "bench: there is no '%s'\n", name);
	return -1;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (run_named(argv[i]) < 0)
			return EXIT_FAILURE;
	for (int i = 0; argc < 2 && i < N_BENCHES; i++)
		benches[i].run();
	print_memory();
	return EXIT_SUCCESS;
}
