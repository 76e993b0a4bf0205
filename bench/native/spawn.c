/*
 * spawn COMMAND [ARGS]: runs a tracer until all its probes are attached, then stops it. Prints the nanoseconds from just
 * before exec to the line that says so, the tracer's peak memory at that moment in KiB, and the nanoseconds that its
 * threads were on a CPU, which tell more on a busy machine. Small and without libraries, so that the time is the tracer's
 * own.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "attached.h"

static long peak_kib(pid_t pid)
{
	char path[64], line[256];
	long kib = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "VmHWM: %ld", &kib) == 1)
			break;
	if (file)
		fclose(file);
	return kib;
}

static long long cpu_time(pid_t pid)
{
	char path[64 + sizeof(((struct dirent *)0)->d_name)];
	long long sum = 0, time;
	struct dirent *entry;
	DIR *threads;

	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	threads = opendir(path);
	while (threads && (entry = readdir(threads))) {
		FILE *file;

		snprintf(path, sizeof(path), "/proc/%d/task/%s/schedstat", pid, entry->d_name);
		file = fopen(path, "r");
		if (!file)
			continue;
		if (fscanf(file, "%lld", &time) == 1)
			sum += time;
		fclose(file);
	}
	if (threads)
		closedir(threads);
	return sum;
}

int main(int argc, char **argv)
{
	long long begin, attached, cpu;
	long peak;
	int output;
	pid_t pid;

	if (argc < 2) {
		fprintf(stderr, "usage: spawn COMMAND [ARGS]\n");
		return 2;
	}
	pid = start(argv + 1, &output, &begin);
	attached = wait_attached(output);
	cpu = attached < 0 ? -1 : cpu_time(pid);
	peak = attached < 0 ? -1 : peak_kib(pid);
	kill(pid, attached < 0 ? SIGKILL : SIGINT);
	/* Output after the line has no reader; a full pipe would stop the tracer from ending. */
	for (char rest[4096]; read(output, rest, sizeof(rest)) > 0;)
		;
	while (wait(NULL) > 0)
		;
	if (attached < 0)
		return 1;
	printf("%lld %ld %lld\n", attached - begin, peak, cpu);
	return 0;
}
