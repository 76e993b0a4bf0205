#include <bench.bpf.h>

struct event {
	s64 ret;
	u32 pid;
	char comm[COMM_SIZE];
	char path[STRING_SIZE];
};

HASH(path, BPF_MAP_TYPE_HASH, u32, u64, MAX_KEYS);
RINGBUF(events);

SEC("tp/syscalls/sys_enter_openat")
int on_entry(struct syscall_enter *ctx)
{
	u32 tid;
	u64 name;

	if (unwanted())
		return 1;
	tid = bpf_get_current_pid_tgid();
	name = ctx->args[1];
	put(&path, &tid, &name);
	return 1;
}

SEC("tp/syscalls/sys_exit_openat")
int on_return(struct syscall_exit *ctx)
{
	u32 tid;
	u64 id;
	u64 *name;
	struct event *event;

	if (unwanted())
		return 1;
	id = bpf_get_current_pid_tgid();
	tid = id;
	name = bpf_map_lookup_elem(&path, &tid);
	if (!name || !*name)
		return 1;
	event = record(&events, sizeof(*event));
	if (event) {
		event->ret = ctx->ret;
		event->pid = id >> 32;
		bpf_get_current_comm(event->comm, sizeof(event->comm));
		if (bpf_probe_read_user_str(event->path, sizeof(event->path), (void *)*name) < 0)
			event->path[0] = 0;
		bpf_ringbuf_submit(event, 0);
	}
	bpf_map_delete_elem(&path, &tid);
	return 1;
}
