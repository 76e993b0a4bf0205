// Sends its parent SIGUSR1 and waits to be ended.
#include <signal.h>
#include <unistd.h>

int main(void)
{
    kill(getppid(), SIGUSR1);
    for (;;)
        pause();
}
