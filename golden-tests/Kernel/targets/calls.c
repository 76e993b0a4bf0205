// Calls functions a known number of times with known arguments, for uprobes.
#include <stdio.h>
#include <stdlib.h>

struct point { int x; int y; struct point *next; };

__attribute__((noinline)) long add(long a, long b) { __asm__ volatile(""); return a + b; }
__attribute__((noinline)) int greet(const char *name, int times) { __asm__ volatile("" ::"r"(name)); return times; }
__attribute__((noinline)) int walk(struct point *p) { __asm__ volatile("" ::"r"(p)); return p->x; }
__attribute__((noinline)) int six(int a, int b, int c, int d, int e, int f) { __asm__ volatile(""); return a + b + c + d + e + f; }
unsigned long counter = 42;
unsigned short port = 0x1234, after_port = 0xffff; // What follows each must not be read with it.
unsigned char letter = 'a', after_letter = 0xff;
int level = 77, after_level = -1;
int numbers[4] = {10, 20, 30, 40};

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 1;
    struct point second = {3, 4, NULL}, first = {1, -2, &second};
    long sum = 0;
    for (long i = 0; i < rounds; i++) {
        sum += add(i, 2 * i);
        sum += greet("world", 7);
        sum += walk(&first);
        sum += six(1, 2, 3, 4, 5, 6);
    }
    return sum == 0;
}
