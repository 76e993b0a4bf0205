#include <bench.bpf.h>

struct key {
	u32 pid;
	char comm[COMM_SIZE];
	u32 fd;
};

HASH(calls, BPF_MAP_TYPE_PERCPU_HASH, struct key, u64, MAX_KEYS);

SEC("tp/syscalls/sys_enter_close")
int on_close(struct syscall_enter *ctx)
{
	struct key key;

	if (unwanted())
		return 1;
	key.pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(key.comm, sizeof(key.comm));
	key.fd = ctx->args[0];
	count(&calls, &key);
	return 1;
}
