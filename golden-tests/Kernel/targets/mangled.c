// Functions with the names that C++ gives to app::box::get(int), app::box::get(long) and app::box::set(int).
// Argument: how often each is called.
#include <stdlib.h>

__attribute__((noinline)) int _ZN3app3box3getEi(int value)
{
    __asm__ volatile("" : "+r"(value));
    return value;
}

__attribute__((noinline)) long _ZN3app3box3getEl(long value)
{
    __asm__ volatile("" : "+r"(value));
    return value;
}

__attribute__((noinline)) void _ZN3app3box3setEi(int value)
{
    __asm__ volatile("" : "+r"(value));
}

// The compiler makes such parts of functions; they are never matched (P-part).
__attribute__((noinline)) void split_part(void) __asm__("split.part.0");
void split_part(void)
{
    __asm__ volatile("");
}

__attribute__((noinline)) void split(void)
{
    split_part();
}

int main(int count, char **arguments)
{
    for (int left = count > 1 ? atoi(arguments[1]) : 0; left > 0; left--)
    {
        _ZN3app3box3getEi(left);
        _ZN3app3box3getEl(left);
        _ZN3app3box3getEl(left);
        _ZN3app3box3setEi(left);
        split();
    }

    return 0;
}
