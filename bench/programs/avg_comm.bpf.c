#include <bench.bpf.h>

struct average {
	s64 total;
	u64 count;
};

HASH(sizes, BPF_MAP_TYPE_PERCPU_HASH, struct comm, struct average, MAX_KEYS);

SEC("tp/syscalls/sys_exit_write")
int on_write(struct syscall_exit *ctx)
{
	s64 ret;
	struct comm key;
	struct average *average;

	if (unwanted())
		return 1;
	ret = ctx->ret;
	bpf_get_current_comm(&key, sizeof(key));
	average = bpf_map_lookup_elem(&sizes, &key);
	if (average) {
		average->total += ret;
		average->count += 1;
	} else {
		struct average first = { .total = ret, .count = 1 };

		lost_if(bpf_map_update_elem(&sizes, &key, &first, BPF_NOEXIST));
	}
	return 1;
}
