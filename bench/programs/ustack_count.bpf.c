#include <bench.bpf.h>

enum { DEPTH = 127, USER_STACK = 1 << 8 };

struct stack {
	u64 frame[DEPTH];
};

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 16384);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(struct stack));
} stacks SEC(".maps");

/* Addresses say something only together with the process. */
struct key {
	u32 pid;
	s32 id;
};

HASH(calls, BPF_MAP_TYPE_PERCPU_HASH, struct key, u64, MAX_KEYS);

SEC("uprobe/libc.so.6:malloc")
int on_malloc(void *ctx)
{
	struct key key;

	if (unwanted())
		return 0;
	key.id = bpf_get_stackid(ctx, &stacks, USER_STACK);
	if (key.id < 0)
		return 0;
	key.pid = bpf_get_current_pid_tgid() >> 32;
	count(&calls, &key);
	return 0;
}
