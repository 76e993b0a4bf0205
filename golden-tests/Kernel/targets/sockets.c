// Sends three bytes, one by one, through each end of a pair of sockets.
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return 1;
    for (int i = 0; i < 3; i++)
        if (write(ends[0], "x", 1) != 1 || write(ends[1], "x", 1) != 1)
            return 1;
    return 0;
}
