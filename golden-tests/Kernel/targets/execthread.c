// A thread other than the first replaces the process: it returns from execve under the id of the first.
#include <pthread.h>
#include <unistd.h>

static char *path;

static void *run(void *unused)
{
    execl(path, path, "again", NULL);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    if (argc > 1)
        return 0;
    path = argv[0];
    if (pthread_create(&thread, NULL, run, NULL) != 0)
        return 1;
    pthread_join(thread, NULL);
    return 1;
}
