#include <bench.bpf.h>

u32 gate SEC(".data.gate");

/* The check as it begins each gated program, except that both ways lead to the next check. */
#define CHECK                                                                                                          \
	asm volatile("r1 = %[gate] ll\n"                                                                               \
		     "r1 = *(u32 *)(r1 + 0)\n"                                                                         \
		     "if r1 != 1 goto +0\n" ::[gate] "i"(&gate)                                                        \
		     : "r1");
#define CHECK_4 CHECK CHECK CHECK CHECK
#define CHECK_20 CHECK_4 CHECK_4 CHECK_4 CHECK_4 CHECK_4
#define CHECK_100 CHECK_20 CHECK_20 CHECK_20 CHECK_20 CHECK_20

SEC("tc")
int checks(void *ctx)
{
	CHECK_100 CHECK_100 CHECK_100 CHECK_100
	return 0;
}
