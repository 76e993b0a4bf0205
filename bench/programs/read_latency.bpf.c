#include <bench.bpf.h>

HASH(start, BPF_MAP_TYPE_HASH, u32, u64, MAX_KEYS);
PERCPU_SLOT(ns, struct hist);

SEC("tp/syscalls/sys_enter_read")
int on_entry(void *ctx)
{
	u32 tid;
	u64 now;

	if (unwanted())
		return 1;
	tid = bpf_get_current_pid_tgid();
	now = bpf_ktime_get_boot_ns();
	put(&start, &tid, &now);
	return 1;
}

SEC("tp/syscalls/sys_exit_read")
int on_return(void *ctx)
{
	u32 tid;
	u64 *began;
	struct hist *hist;

	if (unwanted())
		return 1;
	tid = bpf_get_current_pid_tgid();
	began = bpf_map_lookup_elem(&start, &tid);
	if (!began)
		return 1;
	hist = slot(&ns);
	if (hist)
		hist_add(hist, bpf_ktime_get_boot_ns() - *began);
	bpf_map_delete_elem(&start, &tid);
	return 1;
}
