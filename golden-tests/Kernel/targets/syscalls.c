// Does a known number of each of some syscalls with known arguments, for tracepoints.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 1;
    int null = open("/dev/null", O_WRONLY);
    int zero = open("/dev/zero", O_RDONLY);
    char buffer[64];
    for (long i = 0; i < rounds; i++) {
        if (read(zero, buffer, 1 + i % 64) < 0 || write(null, buffer, 3) < 0)
            return 1;
        getppid();
    }
    close(open("/nonexistent/file", O_RDONLY));
    return 0;
}
