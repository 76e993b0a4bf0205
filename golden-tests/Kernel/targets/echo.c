// Copies lines from its input to its output, one system call each: blocks in read() and in take_line() in between.
#include <unistd.h>

__attribute__((noinline)) ssize_t take_line(char *line, size_t size)
{
    ssize_t length = read(0, line, size);
    __asm__ volatile("" : "+r"(length));
    return length;
}

int main(void)
{
    char line[256];
    ssize_t length;
    while ((length = take_line(line, sizeof line)) > 0)
        if (write(1, line, length) != length)
            return 1;
    return 0;
}
