#include <bench.bpf.h>

enum { DEPTH = 127 };

struct stack {
	u64 frame[DEPTH];
};

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 16384);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(struct stack));
} stacks SEC(".maps");

HASH(switches, BPF_MAP_TYPE_PERCPU_HASH, u32, u64, MAX_KEYS);

SEC("tp/sched/sched_switch")
int on_switch(void *ctx)
{
	s32 id;

	if (unwanted())
		return 1;
	id = bpf_get_stackid(ctx, &stacks, 0);
	if (id >= 0)
		count(&switches, &id);
	return 1;
}
