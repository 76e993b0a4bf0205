// Enters the kernel a known number of times by each way that there is: the 64-bit call, calls of the x32 table, numbers
// that no call has, and with the argument "compat" the 32-bit table, whose numbers mean other calls.
#include <string.h>
#include <sys/syscall.h>

static long call64(long number, long a)
{
    long result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(0L), "d"(0L) : "rcx", "r11", "memory");
    return result;
}

static long call32(long number, long a)
{
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(0L), "d"(0L) : "r8", "r9", "r10", "r11", "memory");
    return result;
}

int main(int argc, char **argv)
{
    for (int i = 0; i < 100; i++) {
        call64(SYS_getppid, 0);
        call64(SYS_read, -1);
        call64(0x40000000 | SYS_getppid, 0);
        call64(9999, 0);
        call64(-1, 0);
        call64((1L << 32) | SYS_getuid, 0);
        if (argc > 1 && strcmp(argv[1], "compat") == 0) {
            call32(64, 0);  // getppid there, semget here
            call32(146, -1); // writev there, sched_get_priority_max here
        }
    }
    return 0;
}
