#include <bench.bpf.h>

HASH(exits, BPF_MAP_TYPE_PERCPU_HASH, u32, u64, MAX_KEYS);

SEC("tp_btf/sched_process_exit")
int on_exit(u64 *ctx)
{
	struct task_struct *task;
	u32 pid;

	if (unwanted())
		return 0;
	task = (void *)ctx[0];
	pid = task->tgid;
	count(&exits, &pid);
	return 0;
}
