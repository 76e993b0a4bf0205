#include <bench.bpf.h>

PERCPU_SLOT(calls, u64);

SEC("tp/syscalls/sys_enter_getppid")
int on_getppid(void *ctx)
{
	u64 *n;

	if (unwanted())
		return 1;
	n = slot(&calls);
	if (n)
		*n += 1;
	return 1;
}
