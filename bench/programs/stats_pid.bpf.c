#include <bench.bpf.h>

struct stats {
	s64 total;
	u64 count;
};

HASH(bytes, BPF_MAP_TYPE_PERCPU_HASH, u32, struct stats, MAX_KEYS);

SEC("tp/syscalls/sys_exit_read")
int on_read(struct syscall_exit *ctx)
{
	s64 ret;
	struct stats *stats;
	u32 pid;

	if (unwanted())
		return 1;
	ret = ctx->ret;
	if (ret <= 0)
		return 1;
	pid = bpf_get_current_pid_tgid() >> 32;
	stats = bpf_map_lookup_elem(&bytes, &pid);
	if (stats) {
		stats->total += ret;
		stats->count += 1;
	} else {
		struct stats first = { .total = ret, .count = 1 };

		lost_if(bpf_map_update_elem(&bytes, &pid, &first, BPF_NOEXIST));
	}
	return 1;
}
