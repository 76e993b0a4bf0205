// Counts its own calls of getppid with a perf event on the tracepoint whose id is given, and prints the count.
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct perf_event_attr attributes;
    unsigned long long count = 0;
    if (argc != 3)
        return 2;
    memset(&attributes, 0, sizeof attributes);
    attributes.size = sizeof attributes;
    attributes.type = PERF_TYPE_TRACEPOINT;
    attributes.config = strtoull(argv[1], NULL, 10);
    int fd = syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
    if (fd < 0)
        return 1;
    for (long i = atol(argv[2]); i > 0; i--)
        syscall(SYS_getppid);
    if (read(fd, &count, sizeof count) != sizeof count)
        return 1;
    printf("%llu\n", count);
    return 0;
}
