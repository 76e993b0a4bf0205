#include <bench.bpf.h>

/* The time is put into words by whoever reads the records. */
struct event {
	u64 ns;
	u32 pid;
	char comm[COMM_SIZE];
};

RINGBUF(events);

SEC("tp/syscalls/sys_enter_execve")
int on_execve(void *ctx)
{
	struct event *event;

	if (unwanted())
		return 1;
	event = record(&events, sizeof(*event));
	if (!event)
		return 1;
	event->ns = bpf_ktime_get_boot_ns();
	event->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, 0);
	return 1;
}
