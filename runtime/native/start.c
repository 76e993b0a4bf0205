/* What the .NET runtime must find, or must not find, when it starts. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/*
 * Blocks the signals that steer a run before the runtime starts its finalizer thread, which inherits the mask: a signal
 * to the process would otherwise go to that thread and end the process. SignalInbox lets the main thread have them.
 */
__attribute__((constructor)) static void block_steering_signals(void)
{
	sigset_t steering;

	sigemptyset(&steering);
	sigaddset(&steering, SIGINT);
	sigaddset(&steering, SIGTERM);
	sigaddset(&steering, SIGUSR1);
	sigaddset(&steering, SIGUSR2);
	sigprocmask(SIG_BLOCK, &steering, 0);
}

FILE *__real_fopen64(const char *path, const char *mode);
FILE *__wrap_fopen64(const char *path, const char *mode);

/*
 * The runtime looks for the limits of its cgroup at the start, twice, for which it reads all mounts: hundreds on a host of
 * containers. They would bound a heap that is far below them. Without the list it goes on as where there are no cgroups.
 */
FILE *__wrap_fopen64(const char *path, const char *mode)
{
	if (strcmp(path, "/proc/self/mountinfo") != 0)
		return __real_fopen64(path, mode);
	errno = ENOENT;
	return NULL;
}
