#include <signal.h>

/*
 * Blocks the signals that steer a run before the .NET runtime starts its finalizer thread, which inherits the mask: a
 * signal to the process would otherwise go to that thread and end the process. SignalInbox lets the main thread have them.
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
