#include <bench.bpf.h>

HASH(calls, BPF_MAP_TYPE_PERCPU_HASH, struct comm, u64, MAX_KEYS);

SEC("tp/syscalls/sys_enter_getppid")
int on_getppid(void *ctx)
{
	struct comm key;

	if (unwanted())
		return 1;
	bpf_get_current_comm(&key, sizeof(key));
	count(&calls, &key);
	return 1;
}
