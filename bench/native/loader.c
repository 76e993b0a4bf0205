/*
 * loader OBJECT [-g STATE]: what a C programmer's tracer is, as small as libbpf allows. It loads an object, attaches its
 * programs, says so on stdout and takes records from the ring buffer until SIGINT. Programs of type perf_event get their
 * event by name: hzN_each_cpu, hzN_one_cpu. -g sets the start gate of one of our own objects.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ATTACHED "__BPFTRACE_NOTIFY_PROBES_ATTACHED\n"

static volatile sig_atomic_t stop;

static void on_signal(int signal)
{
	(void)signal;
	stop = 1;
}

static int on_record(void *context, void *data, size_t size)
{
	(void)context;
	(void)data;
	(void)size;
	return 0;
}

static int attach_timer(struct bpf_program *program)
{
	struct perf_event_attr attr = {
		.size = sizeof(attr),
		.type = PERF_TYPE_SOFTWARE,
		.config = PERF_COUNT_SW_CPU_CLOCK,
		.freq = 1,
	};
	int cpus = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned int hertz;

	if (sscanf(bpf_program__name(program), "hz%u", &hertz) != 1)
		return -1;
	if (strstr(bpf_program__name(program), "_one_cpu"))
		cpus = 1;
	attr.sample_freq = hertz;
	for (int cpu = 0; cpu < cpus; cpu++) {
		int fd = syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);

		if (fd < 0 || !bpf_program__attach_perf_event(program, fd))
			return -1;
	}
	return 0;
}

static int set_gate(struct bpf_object *object, unsigned int state)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *name = bpf_map__name(map);
		unsigned int key = 0;
		void *value;
		int error;

		if (!strstr(name, ".data.gate"))
			continue;
		value = calloc(1, bpf_map__value_size(map));
		memcpy(value, &state, sizeof(state));
		error = bpf_map_update_elem(bpf_map__fd(map), &key, value, 0);
		free(value);
		return error;
	}
	fprintf(stderr, "the object has no gate\n");
	return -1;
}

int main(int argc, char **argv)
{
	struct bpf_program *program;
	struct ring_buffer *records = NULL;
	struct bpf_object *object;
	int events;

	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	if (argc != 2 && !(argc == 4 && !strcmp(argv[2], "-g"))) {
		fprintf(stderr, "usage: loader OBJECT [-g STATE]\n");
		return 2;
	}
	object = bpf_object__open_file(argv[1], NULL);
	if (!object || bpf_object__load(object))
		return 1;
	if (argc == 4 && set_gate(object, atoi(argv[3])))
		return 1;
	events = bpf_object__find_map_fd_by_name(object, "events");
	if (events >= 0 && !(records = ring_buffer__new(events, on_record, NULL, NULL)))
		return 1;
	bpf_object__for_each_program(program, object) {
		if (bpf_program__type(program) == BPF_PROG_TYPE_PERF_EVENT) {
			if (attach_timer(program))
				return 1;
		} else if (!bpf_program__attach(program)) {
			return 1;
		}
	}
	if (write(STDOUT_FILENO, ATTACHED, sizeof(ATTACHED) - 1) < 0)
		return 1;
	while (!stop) {
		if (!records)
			pause();
		else
			ring_buffer__poll(records, -1);
	}
	return 0;
}
