// held [-n] TRACER.. -- COMMAND..: starts a tracer that holds its gate, runs the command while the gate is closed, opens it
// (not with -n), runs the command again, and stops the tracer. Exits with the tracer's status.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int start(char **words, int error)
{
    int pid = fork();
    if (pid == 0) {
        if (error >= 0)
            dup2(error, STDERR_FILENO);
        execvp(words[0], words);
        _exit(127);
    }
    return pid;
}

static int finish(int pid)
{
    int status;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Passes on what the tracer says until a line begins with the word, or to the end without a word.
static int await(FILE *messages, const char *word)
{
    char line[1024];
    while (fgets(line, sizeof(line), messages)) {
        fputs(line, stderr);
        if (word && strncmp(line, word, strlen(word)) == 0)
            return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    int opens = strcmp(argv[1], "-n") != 0, first = opens ? 1 : 2, split = first, fds[2];
    while (split < argc && strcmp(argv[split], "--") != 0)
        split++;
    if (split >= argc - 1 || pipe(fds))
        return 2;
    argv[split] = NULL;
    int tracer = start(argv + first, fds[1]);
    close(fds[1]);
    FILE *messages = fdopen(fds[0], "r");
    int well = await(messages, "Held");
    well = well && finish(start(argv + split + 1, -1)) == 0;
    if (well && opens) {
        kill(tracer, SIGUSR2);
        well = await(messages, "Opened") && finish(start(argv + split + 1, -1)) == 0;
    }
    kill(tracer, well ? SIGINT : SIGKILL);
    await(messages, NULL);
    return finish(tracer);
}
