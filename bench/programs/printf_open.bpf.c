#include <bench.bpf.h>

struct event {
	u32 pid;
	char comm[COMM_SIZE];
	char path[STRING_SIZE];
};

RINGBUF(events);

SEC("tp/syscalls/sys_enter_openat")
int on_openat(struct syscall_enter *ctx)
{
	struct event *event;

	if (unwanted())
		return 1;
	event = record(&events, sizeof(*event));
	if (!event)
		return 1;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	if (bpf_probe_read_user_str(event->path, sizeof(event->path), (void *)ctx->args[1]) < 0)
		event->path[0] = 0;
	bpf_ringbuf_submit(event, 0);
	return 1;
}
