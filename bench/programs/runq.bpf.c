#include <bench.bpf.h>

HASH(queued, BPF_MAP_TYPE_HASH, s32, u64, MAX_KEYS);
PERCPU_SLOT(us, struct hist);

static __always_inline void enqueue(s32 tid)
{
	u64 now = bpf_ktime_get_boot_ns();

	put(&queued, &tid, &now);
}

SEC("tp/sched/sched_wakeup")
int on_wakeup(struct trace_event_raw_sched_wakeup_template *ctx)
{
	if (unwanted())
		return 1;
	enqueue(ctx->pid);
	return 1;
}

SEC("tp/sched/sched_wakeup_new")
int on_wakeup_new(struct trace_event_raw_sched_wakeup_template *ctx)
{
	if (unwanted())
		return 1;
	enqueue(ctx->pid);
	return 1;
}

SEC("tp/sched/sched_switch")
int on_switch(struct trace_event_raw_sched_switch *ctx)
{
	struct hist *hist;
	u64 *since;
	s32 tid;

	if (unwanted())
		return 1;
	if (ctx->prev_state == 0)
		enqueue(ctx->prev_pid);
	tid = ctx->next_pid;
	since = bpf_map_lookup_elem(&queued, &tid);
	if (!since)
		return 1;
	hist = slot(&us);
	if (hist)
		hist_add(hist, (bpf_ktime_get_boot_ns() - *since) / 1000);
	bpf_map_delete_elem(&queued, &tid);
	return 1;
}
