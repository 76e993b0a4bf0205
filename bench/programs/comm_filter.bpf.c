#include <bench.bpf.h>

HASH(calls, BPF_MAP_TYPE_PERCPU_HASH, u32, u64, MAX_KEYS);

/* The name fills the field, NUL included: two words decide. */
static const union {
	char text[COMM_SIZE];
	u64 words[2];
} wanted = { .text = "systemd-journal" };

SEC("tp/syscalls/sys_enter_openat")
int on_openat(void *ctx)
{
	union {
		char text[COMM_SIZE];
		u64 words[2];
	} name;
	u32 pid;

	if (unwanted())
		return 1;
	bpf_get_current_comm(&name, sizeof(name));
	if (name.words[0] != wanted.words[0] || name.words[1] != wanted.words[1])
		return 1;
	pid = bpf_get_current_pid_tgid() >> 32;
	count(&calls, &pid);
	return 1;
}
