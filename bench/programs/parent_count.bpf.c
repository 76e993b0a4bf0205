#include <bench.bpf.h>

HASH(calls, BPF_MAP_TYPE_PERCPU_HASH, u32, u64, MAX_KEYS);

SEC("tp/syscalls/sys_enter_execve")
int on_execve(void *ctx)
{
	struct task_struct *task;
	u32 parent;

	if (unwanted())
		return 1;
	task = bpf_get_current_task_btf();
	parent = task->real_parent->tgid;
	count(&calls, &parent);
	return 1;
}
