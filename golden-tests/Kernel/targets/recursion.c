// Calls a function that calls itself: 11 calls for each of a number of rounds.
#include <stdlib.h>

__attribute__((noinline)) int down(int depth)
{
    __asm__ volatile("");
    return depth == 0 ? 0 : 1 + down(depth - 1);
}

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 1;
    for (long i = 0; i < rounds; i++)
        if (down(10) != 10)
            return 1;
    return 0;
}
