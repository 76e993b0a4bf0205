#include <bench.bpf.h>

HASH(calls, BPF_MAP_TYPE_PERCPU_HASH, struct comm, u64, MAX_KEYS);
HASH(bytes, BPF_MAP_TYPE_PERCPU_HASH, struct comm, s64, MAX_KEYS);

SEC("tp/syscalls/sys_exit_read")
int on_read(struct syscall_exit *ctx)
{
	s64 ret;
	s64 *total;
	struct comm key;

	if (unwanted())
		return 1;
	ret = ctx->ret;
	if (ret <= 0)
		return 1;
	bpf_get_current_comm(&key, sizeof(key));
	count(&calls, &key);
	total = bpf_map_lookup_elem(&bytes, &key);
	if (total)
		*total += ret;
	else
		lost_if(bpf_map_update_elem(&bytes, &key, &ret, BPF_NOEXIST));
	return 1;
}
