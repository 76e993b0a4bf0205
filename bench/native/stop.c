/*
 * stop MILLISECONDS COMMAND [ARGS]: runs a tracer until all its probes are attached and for that time more, then ends it as
 * Ctrl-C does. Prints three times in nanoseconds: from just before exec to the line that says that all is attached, from
 * the signal to the first output, and from the signal to what gives the prompt back, the end of the process or, if that
 * is later, of its output (as in a pipe).
 */
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "attached.h"

/* What the tracer printed while it traced is none of its last output. */
static void discard(int fd, int milliseconds)
{
	long long end = now() + milliseconds * 1000000LL;
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	static char text[65536];

	for (long long left; (left = (end - now()) / 1000000) > 0;)
		if (poll(&poll_fd, 1, left) > 0 && read(fd, text, sizeof(text)) <= 0)
			return;
}

int main(int argc, char **argv)
{
	long long begin, attached, stopped, first = 0, ended;
	static char text[65536];
	int output, status;
	pid_t pid;

	if (argc < 3) {
		fprintf(stderr, "usage: stop MILLISECONDS COMMAND [ARGS]\n");
		return 2;
	}
	pid = start(argv + 2, &output, &begin);
	attached = wait_attached(output);
	if (attached < 0) {
		kill(pid, SIGKILL);
		while (wait(NULL) > 0)
			;
		return 1;
	}
	discard(output, atoi(argv[1]));
	stopped = now();
	kill(pid, SIGINT);
	while (read(output, text, sizeof(text)) > 0)
		if (!first)
			first = now();
	waitpid(pid, &status, 0);
	ended = now();
	while (wait(NULL) > 0)
		;
	if (!first || !WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "stop: the tracer failed or printed nothing at its end\n");
		return 1;
	}
	printf("%lld %lld %lld\n", attached - begin, first - stopped, ended - stopped);
	return 0;
}
