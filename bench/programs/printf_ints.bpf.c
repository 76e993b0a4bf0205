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
	struct event *event;
	u64 id;

	if (unwanted())
		return 1;
	event = record(&events, sizeof(*event));
	if (!event)
		return 1;
	id = bpf_get_current_pid_tgid();
	event->pid = id >> 32;
	event->tid = id;
	event->ret = ctx->ret;
	bpf_ringbuf_submit(event, 0);
	return 1;
}
