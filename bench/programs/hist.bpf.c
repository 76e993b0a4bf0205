#include <bench.bpf.h>

PERCPU_SLOT(times, struct hist);

SEC("tp/syscalls/sys_enter_getppid")
int on_getppid(void *ctx)
{
	struct hist *hist;

	if (unwanted())
		return 1;
	hist = slot(&times);
	if (hist)
		hist_add(hist, bpf_ktime_get_boot_ns() & 0xfffff);
	return 1;
}
