#include <bench.bpf.h>

SEC("tc")
int nothing(void *ctx)
{
	return 0;
}
