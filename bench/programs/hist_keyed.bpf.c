#include <bench.bpf.h>

HASH(sizes, BPF_MAP_TYPE_PERCPU_HASH, struct comm, struct hist, MAX_KEYS);

static const struct hist empty;

SEC("tp/syscalls/sys_enter_write")
int on_write(struct syscall_enter *ctx)
{
	struct comm key;
	struct hist *hist;

	if (unwanted())
		return 1;
	bpf_get_current_comm(&key, sizeof(key));
	hist = bpf_map_lookup_elem(&sizes, &key);
	if (!hist) {
		lost_if(bpf_map_update_elem(&sizes, &key, &empty, BPF_NOEXIST));
		hist = bpf_map_lookup_elem(&sizes, &key);
		if (!hist)
			return 1;
	}
	hist_add(hist, ctx->args[2]);
	return 1;
}
