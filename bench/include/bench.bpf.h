/* What the C programs of the benchmarks share: types, kernel structs, and the idioms that an expert has at hand. */
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;
typedef u8 __u8;
typedef u16 __u16;
typedef u32 __u32;
typedef u64 __u64;
typedef s8 __s8;
typedef s16 __s16;
typedef s32 __s32;
typedef s64 __s64;
typedef u16 __be16;
typedef u32 __be32;
typedef u64 __be64;
typedef u32 __wsum;

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

enum {
	BPF_MAP_TYPE_HASH = 1,
	BPF_MAP_TYPE_ARRAY = 2,
	BPF_MAP_TYPE_PERCPU_HASH = 5,
	BPF_MAP_TYPE_PERCPU_ARRAY = 6,
	BPF_MAP_TYPE_STACK_TRACE = 7,
	BPF_MAP_TYPE_RINGBUF = 27,
};

enum {
	BPF_ANY = 0,
	BPF_NOEXIST = 1,
};

enum {
	MAX_KEYS = 4096,
	COMM_SIZE = 16,
	STRING_SIZE = 1024,
};

/* System call tracepoints: a fixed layout, no relocation. */
struct syscall_enter {
	u64 common;
	s64 id;
	u64 args[6];
};

struct syscall_exit {
	u64 common;
	s64 id;
	s64 ret;
};

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct task_struct {
	int tgid;
	struct task_struct *real_parent;
};

struct trace_event_raw_sched_switch {
	int prev_pid;
	long prev_state;
	int next_pid;
};

struct trace_event_raw_sched_wakeup_template {
	int pid;
};

struct pt_regs {
	unsigned long di;
	unsigned long ax;
};

#pragma clang attribute pop

struct comm {
	char text[COMM_SIZE];
};

/* A compiled script can be limited to one process (-p) and tells what was lost; with COMPLETE the C does so too. */
#ifdef COMPLETE
const volatile u32 only_pid = 0;
u64 lost = 0;

static __always_inline int unwanted(void)
{
	return only_pid && bpf_get_current_pid_tgid() >> 32 != only_pid;
}

static __always_inline void lost_if(long failed)
{
	if (failed)
		__sync_fetch_and_add(&lost, 1);
}
#else
static __always_inline int unwanted(void)
{
	return 0;
}

static __always_inline void lost_if(long failed)
{
	(void)failed;
}
#endif

static __always_inline void put(void *map, const void *key, const void *value)
{
	lost_if(bpf_map_update_elem(map, key, value, BPF_ANY));
}

static __always_inline void *record(void *ring, u64 size)
{
	void *room = bpf_ringbuf_reserve(ring, size, 0);

	if (!room)
		lost_if(1);
	return room;
}

/* One on this CPU's counter of a key. */
static __always_inline void count(void *map, const void *key)
{
	u64 *value = bpf_map_lookup_elem(map, key);
	u64 one = 1;

	if (value)
		*value += 1;
	else
		lost_if(bpf_map_update_elem(map, key, &one, BPF_NOEXIST));
}

/* Number of bits below the highest set one; 0 for 0. */
static __always_inline u32 log2(u64 v)
{
	u32 r = 0;

	if (v >> 32) {
		v >>= 32;
		r += 32;
	}
	if (v >> 16) {
		v >>= 16;
		r += 16;
	}
	if (v >> 8) {
		v >>= 8;
		r += 8;
	}
	if (v >> 4) {
		v >>= 4;
		r += 4;
	}
	if (v >> 2) {
		v >>= 2;
		r += 2;
	}
	return r + (u32)(v >> 1);
}

/* Buckets: negative, 0, then one for each power of two. */
enum { HIST_BUCKETS = 66 };

struct hist {
	u64 bucket[HIST_BUCKETS];
};

static __always_inline u32 hist_bucket(s64 v)
{
	if (v < 0)
		return 0;
	if (v == 0)
		return 1;
	return 2 + log2(v);
}

static __always_inline void hist_add(struct hist *hist, s64 v)
{
	u32 bucket = hist_bucket(v);

	if (bucket < HIST_BUCKETS)
		hist->bucket[bucket] += 1;
}

#define HASH(name, kind, key_type, value_type, entries)                                                                \
	struct {                                                                                                       \
		__uint(type, kind);                                                                                    \
		__uint(max_entries, entries);                                                                          \
		__type(key, key_type);                                                                                 \
		__type(value, value_type);                                                                             \
	} name SEC(".maps")

#define PERCPU_SLOT(name, value_type) HASH(name, BPF_MAP_TYPE_PERCPU_ARRAY, u32, value_type, 1)

#define RINGBUF(name)                                                                                                  \
	struct {                                                                                                       \
		__uint(type, BPF_MAP_TYPE_RINGBUF);                                                                    \
		__uint(max_entries, 256 * 1024);                                                                       \
	} name SEC(".maps")

/* The only slot of a per-CPU array. */
static __always_inline void *slot(void *map)
{
	u32 zero = 0;

	return bpf_map_lookup_elem(map, &zero);
}
