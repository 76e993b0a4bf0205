/*
 * skew THREADS: the work of the skew benchmark. Each thread reads a byte and writes a byte in turn until the process is
 * ended, so that at any two instants the numbers of reads and of writes in between differ by one for each thread.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static int zero, null;

static void *work(void *unused)
{
	char byte;

	(void)unused;
	prctl(PR_SET_NAME, "skew");
	while (read(zero, &byte, 1) == 1 && write(null, &byte, 1) == 1)
		;
	return NULL;
}

int main(int argc, char **argv)
{
	pthread_t thread;

	if (argc != 2 || atoi(argv[1]) < 1) {
		fprintf(stderr, "usage: skew THREADS\n");
		return 2;
	}
	zero = open("/dev/zero", O_RDONLY);
	null = open("/dev/null", O_WRONLY);
	for (int i = 0; i < atoi(argv[1]); i++)
		if (pthread_create(&thread, NULL, work, NULL))
			return 1;
	pthread_join(thread, NULL);
	return 1;
}
