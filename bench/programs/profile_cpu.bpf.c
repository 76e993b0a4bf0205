#include <bench.bpf.h>

struct key {
	u32 cpu;
	char comm[COMM_SIZE];
};

HASH(samples, BPF_MAP_TYPE_PERCPU_HASH, struct key, u64, MAX_KEYS);

SEC("perf_event")
int hz99_each_cpu(void *ctx)
{
	struct key key;

	if (unwanted())
		return 0;
	if (!(bpf_get_current_pid_tgid() >> 32))
		return 0;
	key.cpu = bpf_get_smp_processor_id();
	bpf_get_current_comm(key.comm, sizeof(key.comm));
	count(&samples, &key);
	return 0;
}
