#include <bench.bpf.h>

struct extreme {
	s64 value;
	u64 set;
};

PERCPU_SLOT(least, struct extreme);
PERCPU_SLOT(most, struct extreme);

SEC("tp/syscalls/sys_exit_write")
int on_write(struct syscall_exit *ctx)
{
	s64 ret;
	struct extreme *x;

	if (unwanted())
		return 1;
	ret = ctx->ret;
	x = slot(&least);
	if (x && (!x->set || ret < x->value)) {
		x->value = ret;
		x->set = 1;
	}
	x = slot(&most);
	if (x && (!x->set || ret > x->value)) {
		x->value = ret;
		x->set = 1;
	}
	return 1;
}
