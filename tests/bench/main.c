/*
 * main - run the benchmarks that are named, or all.
 *
 * usage: bench [NAME...]     (HEARSAY_MODEL names the model where it is not beside the program)
 */
#include "config.h"

#include "bench.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct { const char *name; void (*run)(void); } benches[] = {
	{ "tagger", bench_tagger },
	{ "extract", bench_extract },
	{ "ingest", bench_ingest },
	{ "match", bench_match },
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

void bench_fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(EXIT_FAILURE);
}

/* Uniform in [-1, 1), by a linear congruential generator (Knuth's MMIX): the same everywhere. */
static float draw(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (float)(int32_t)(*seed >> 32) * 0x1p-31f;
}

void bench_unit_vector(float *out, size_t n, uint64_t *seed)
{
	double square = 0;

	for (size_t i = 0; i < n; i++) {
		out[i] = draw(seed);
		square += (double)out[i] * out[i];
	}
	for (size_t i = 0; i < n; i++)
		out[i] /= (float)sqrt(square);
}

static _Noreturn void run_here(void (*run)(void))
{
	signal(SIGINT, SIG_DFL);
	run();
	exit(EXIT_SUCCESS);
}

/* Each part is a process of its own: its peak of memory is its own too, and its end does not keep the folder from being removed. */
static bool run_apart(int i)
{
	struct rusage usage;
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		run_here(benches[i].run);
	if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
		fprintf(stderr, "bench: cannot run '%s': %s\n", benches[i].name, strerror(errno));
		return false;
	}
	if (status != 0) {
		fprintf(stderr, "bench: '%s' failed\n", benches[i].name);
		return false;
	}
	printf("  peak memory %.0f MiB\n", usage.ru_maxrss / 1024.0);
	return true;
}

static bool run_named(const char *name)
{
	for (int i = 0; i < N_BENCHES; i++)
		if (strcmp(benches[i].name, name) == 0)
			return run_apart(i);
	fprintf(stderr, "bench: there is no '%s'\n", name);
	return false;
}

int main(int argc, char **argv)
{
	bool fine = true;

	signal(SIGINT, SIG_IGN);                /* the part ends, the folder is removed */
	bench_folder_make();
	for (int i = 1; fine && i < argc; i++)
		fine = run_named(argv[i]);
	for (int i = 0; fine && argc < 2 && i < N_BENCHES; i++)
		fine = run_apart(i);
	bench_folder_remove();
	return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
