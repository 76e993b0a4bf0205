#include <bench.bpf.h>

HASH(size, BPF_MAP_TYPE_HASH, u32, u64, MAX_KEYS);
HASH(bytes, BPF_MAP_TYPE_PERCPU_HASH, struct comm, u64, MAX_KEYS);

SEC("uprobe/libc.so.6:malloc")
int on_entry(struct pt_regs *ctx)
{
	u32 tid;
	u64 requested;

	if (unwanted())
		return 0;
	tid = bpf_get_current_pid_tgid();
	requested = ctx->di;
	put(&size, &tid, &requested);
	return 0;
}

SEC("uretprobe/libc.so.6:malloc")
int on_return(struct pt_regs *ctx)
{
	u32 tid;
	u64 *requested;
	struct comm key;
	u64 *total;

	if (unwanted())
		return 0;
	tid = bpf_get_current_pid_tgid();
	requested = bpf_map_lookup_elem(&size, &tid);
	if (!requested || !*requested)
		return 0;
	bpf_get_current_comm(&key, sizeof(key));
	total = bpf_map_lookup_elem(&bytes, &key);
	if (total)
		*total += *requested;
	else
		lost_if(bpf_map_update_elem(&bytes, &key, requested, BPF_NOEXIST));
	bpf_map_delete_elem(&size, &tid);
	return 0;
}
