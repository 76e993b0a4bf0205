// Calls a function that calls itself: 11 calls for each of a number of rounds.
#include <stdlib.h>

__attribute__((noinline)) int down(int depth)
{
    if (depth == 0)
        return 0;
    int below = down(depth - 1);
    // Behind the call, so that it does not become a loop.
    __asm__ volatile("" : "+r"(below));
    return 1 + below;
}

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 1;
    for (long i = 0; i < rounds; i++)
        if (down(10) != 10)
            return 1;
    return 0;
}
