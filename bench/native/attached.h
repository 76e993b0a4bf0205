/* The clock, and the wait for a tracer's line that says that all its probes are attached. */
#define _GNU_SOURCE
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ATTACHED "__BPFTRACE_NOTIFY_PROBES_ATTACHED"
#define SECONDS 120

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* The time at which the line came, or -1. */
static long long wait_attached(int fd)
{
	static char text[65536];
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	size_t length = 0;

	while (length < sizeof(text) - 1 && poll(&poll_fd, 1, SECONDS * 1000) > 0) {
		ssize_t n = read(fd, text + length, sizeof(text) - 1 - length);
		long long time = now();

		if (n <= 0)
			break;
		length += n;
		text[length] = 0;
		if (strstr(text, ATTACHED))
			return time;
	}
	return -1;
}
