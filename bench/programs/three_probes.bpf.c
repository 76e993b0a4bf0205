#include <bench.bpf.h>

struct event {
	u32 pid;
	char comm[COMM_SIZE];
};

HASH(entered, BPF_MAP_TYPE_HASH, u32, u64, MAX_KEYS);
HASH(ns, BPF_MAP_TYPE_HASH, u32, u64, MAX_KEYS);
RINGBUF(events);

SEC("tp/syscalls/sys_enter_read")
int on_entry(void *ctx)
{
	u32 tid;
	u64 now;

	if (unwanted())
		return 1;
	tid = bpf_get_current_pid_tgid();
	now = bpf_ktime_get_boot_ns();
	put(&entered, &tid, &now);
	return 1;
}

SEC("tp/syscalls/sys_exit_read")
int on_return(void *ctx)
{
	u32 tid;
	u64 now;

	if (unwanted())
		return 1;
	tid = bpf_get_current_pid_tgid();
	now = bpf_ktime_get_boot_ns();
	if (!bpf_map_lookup_elem(&entered, &tid))
		return 1;
	put(&ns, &tid, &now);
	bpf_map_delete_elem(&entered, &tid);
	return 1;
}

SEC("tp/syscalls/sys_enter_chroot")
int on_chroot(void *ctx)
{
	struct event *event;

	if (unwanted())
		return 1;
	event = record(&events, sizeof(*event));
	if (!event)
		return 1;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, 0);
	return 1;
}
