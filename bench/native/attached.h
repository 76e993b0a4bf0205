/* The start of a tracer, and the wait for its line that says that all its probes are attached. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
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

/* Starts a tracer with its output in a pipe, which the caller reads; notes the time just before exec. */
static pid_t start(char **command, int *output, long long *begin)
{
	int fds[2];
	pid_t pid;

	/* A tracer may leave detaching to a child: the next run must not meet it. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	setenv(ATTACHED, "1", 1);
	if (pipe2(fds, O_CLOEXEC))
		exit(2);
	*output = fds[0];
	*begin = now();
	pid = vfork();
	if (pid == 0) {
		dup2(fds[1], STDOUT_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	close(fds[1]);
	return pid;
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
