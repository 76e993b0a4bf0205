#include <bench.bpf.h>

enum { STEP = 10, MAX = 1000, BUCKETS = MAX / STEP + 2 };

struct linear {
	u64 bucket[BUCKETS];
};

PERCPU_SLOT(sizes, struct linear);

SEC("tp/syscalls/sys_enter_write")
int on_write(struct syscall_enter *ctx)
{
	struct linear *linear;
	s64 size;
	u64 bucket;

	if (unwanted())
		return 1;
	linear = slot(&sizes);
	size = ctx->args[2];
	if (!linear)
		return 1;
	if (size < 0)
		bucket = 0;
	else if (size >= MAX)
		bucket = BUCKETS - 1;
	else
		bucket = 1 + (u64)size / STEP;
	/* Clang knows the range, the verifier does not: keep the check. */
	asm volatile("" : "+r"(bucket));
	if (bucket < BUCKETS)
		linear->bucket[bucket] += 1;
	return 1;
}
