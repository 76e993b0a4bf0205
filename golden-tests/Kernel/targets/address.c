// Prints its pid and the address of main, and ends when its standard input does.
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char rest[64];
    printf("%d %p\n", getpid(), (void *)main);
    fflush(stdout);
    while (read(0, rest, sizeof rest) > 0) { }
    return 0;
}
