// Does a known number of getppid calls in a thread for each CPU, all at once: burst ROUNDS. Prints the total.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static long rounds;
static pthread_barrier_t start;

static void *work(void *cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((long)cpu, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
    pthread_barrier_wait(&start);
    for (long i = 0; i < rounds; i++)
        syscall(SYS_getppid);
    return NULL;
}

int main(int argc, char **argv)
{
    long cpus = sysconf(_SC_NPROCESSORS_ONLN);
    pthread_t threads[cpus];
    rounds = argc > 1 ? atol(argv[1]) : 1;
    pthread_barrier_init(&start, NULL, cpus);
    for (long i = 0; i < cpus; i++)
        pthread_create(&threads[i], NULL, work, (void *)i);
    for (long i = 0; i < cpus; i++)
        pthread_join(threads[i], NULL);
    printf("%ld calls\n", cpus * rounds);
    return 0;
}
