#include <bench.bpf.h>

HASH(start, BPF_MAP_TYPE_HASH, u32, u64, MAX_KEYS);
PERCPU_SLOT(ns, struct hist);

SEC("tp/syscalls/sys_enter_read")
int on_entry(void *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 now = bpf_ktime_get_boot_ns();

	bpf_map_update_elem(&start, &tid, &now, BPF_ANY);
	return 1;
}

SEC("tp/syscalls/sys_exit_read")
int on_return(void *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 *began = bpf_map_lookup_elem(&start, &tid);
	struct hist *hist;

	if (!began)
		return 1;
	hist = slot(&ns);
	if (hist)
		hist_add(hist, bpf_ktime_get_boot_ns() - *began);
	bpf_map_delete_elem(&start, &tid);
	return 1;
}
