#include <bench.bpf.h>

PERCPU_SLOT(calls, u64);

static const union {
	char text[COMM_SIZE];
	u64 words[2];
} wanted = { .text = "someone-else" };

SEC("tp/syscalls/sys_enter_getppid")
int on_getppid(void *ctx)
{
	union {
		char text[COMM_SIZE];
		u64 words[2];
	} name;
	u64 *n;

	if (unwanted())
		return 1;
	bpf_get_current_comm(&name, sizeof(name));
	if (name.words[0] != wanted.words[0] || name.words[1] != wanted.words[1])
		return 1;
	n = slot(&calls);
	if (n)
		*n += 1;
	return 1;
}
