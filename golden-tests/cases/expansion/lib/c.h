#pragma once
#include <stdint.h>
#define C_SHIFT(n) (1UL << (n))
#define C_SIZE (sizeof(struct c_header) * 2)
#define C_FLAGS (C_SHIFT(5) | 0x3)
#define C_NAME "na\"me"
#define C_MAP @m
#define C_TASK ((struct task_struct *)curtask)
#define C_GONE 1
#undef C_GONE
#define C_SELF C_SELF
enum c_kind { C_A = 3, C_B, C_SELF = 9 };
struct c_header { uint32_t a; uint64_t b; };
