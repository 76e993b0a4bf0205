// Copies lines from its input to its output, one system call each: blocks in read() in between.
#include <unistd.h>

int main(void)
{
    char line[256];
    ssize_t length;
    while ((length = read(0, line, sizeof line)) > 0)
        if (write(1, line, length) != length)
            return 1;
    return 0;
}
