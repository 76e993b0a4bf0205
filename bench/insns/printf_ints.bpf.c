#include <bench.bpf.h>

struct event {
	u32 pid;
	u32 tid;
	s64 ret;
};

RINGBUF(events);

SEC("tp/syscalls/sys_exit_read")
int on_read(struct syscall_exit *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	u64 id;

	if (!event)
		return 1;
	id = bpf_get_current_pid_tgid();
	event->pid = id >> 32;
	event->tid = id;
	event->ret = ctx->ret;
	bpf_ringbuf_submit(event, 0);
	return 1;
}
