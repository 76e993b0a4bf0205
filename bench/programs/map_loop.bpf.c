#include <bench.bpf.h>

struct event {
	u32 pid;
	s64 opens;
};

HASH(opens, BPF_MAP_TYPE_HASH, u32, s64, MAX_KEYS);
RINGBUF(events);

SEC("tp/syscalls/sys_enter_openat")
int on_openat(void *ctx)
{
	u32 pid;
	s64 *n;
	s64 one = 1;

	if (unwanted())
		return 1;
	pid = bpf_get_current_pid_tgid() >> 32;
	n = bpf_map_lookup_elem(&opens, &pid);
	if (n)
		*n += 1;
	else
		put(&opens, &pid, &one);
	return 1;
}

static long report(void *map, u32 *pid, s64 *n, void *context)
{
	struct event *event;

	if (*n <= 100)
		return 0;
	event = record(&events, sizeof(*event));
	if (!event)
		return 0;
	event->pid = *pid;
	event->opens = *n;
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC("perf_event")
int hz1_one_cpu(void *ctx)
{
	bpf_for_each_map_elem(&opens, report, 0, 0);
	return 0;
}
