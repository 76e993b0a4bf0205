/*
 * The work that the event benchmark traces: load CALL COUNT makes COUNT system calls on one CPU and prints how many
 * nanoseconds each took: the median of many batches, because other work may get in between.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BATCHES = 201 };

static int zero_fd;
static char byte;

static void call_getppid(void)
{
	syscall(SYS_getppid);
}

static void call_read(void)
{
	syscall(SYS_read, zero_fd, &byte, 1);
}

static void call_open(void)
{
	syscall(SYS_openat, AT_FDCWD, "/no/such/file", O_RDONLY);
}

static const struct {
	const char *name;
	void (*run)(void);
} calls[] = {
	{ "getppid", call_getppid },
	{ "read", call_read },
	{ "open", call_open },
};

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static double times[BATCHES];
	void (*run)(void) = NULL;
	cpu_set_t cpus;
	long count;

	for (size_t i = 0; argc == 3 && i < sizeof(calls) / sizeof(*calls); i++)
		if (!strcmp(argv[1], calls[i].name))
			run = calls[i].run;
	if (!run || (count = atol(argv[2]) / BATCHES) <= 0) {
		fprintf(stderr, "usage: load getppid|read|open COUNT\n");
		return 2;
	}
	/* Moving between CPUs would be noise. */
	CPU_ZERO(&cpus);
	CPU_SET(0, &cpus);
	sched_setaffinity(0, sizeof(cpus), &cpus);
	zero_fd = open("/dev/zero", O_RDONLY);
	for (int batch = 0; batch < BATCHES; batch++) {
		struct timespec begin, end;

		clock_gettime(CLOCK_MONOTONIC, &begin);
		for (long i = 0; i < count; i++)
			run();
		clock_gettime(CLOCK_MONOTONIC, &end);
		times[batch] = ((end.tv_sec - begin.tv_sec) * 1e9 + (end.tv_nsec - begin.tv_nsec)) / count;
	}
	qsort(times, BATCHES, sizeof(*times), compare);
	printf("%.2f\n", times[BATCHES / 2]);
	return 0;
}
