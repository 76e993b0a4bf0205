// Forks a number of children, which return from the same call a second time.
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 1;
    for (long i = 0; i < rounds; i++) {
        if (fork() == 0)
            _exit(0);
        wait(NULL);
    }
    return 0;
}
