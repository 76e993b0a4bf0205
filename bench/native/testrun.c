/*
 * testrun OBJECT REPEAT [-g STATE]: loads the object's first program as a traffic classifier, the kind that the kernel
 * runs any number of times in one bpf_prog_test_run, and prints the nanoseconds of each run: the median of many batches,
 * because other work may get in between. Only for programs that do not look at their context.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCHES = 101 };

static int set_gate(struct bpf_object *object, unsigned int state)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		size_t size;
		void *value = bpf_map__initial_value(map, &size);

		if (value && strstr(bpf_map__name(map), ".data.gate")) {
			memcpy(value, &state, sizeof(state));
			return 0;
		}
	}
	fprintf(stderr, "the object has no gate\n");
	return -1;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	unsigned char packet[64] = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = packet, .data_size_in = sizeof(packet));
	struct bpf_program *program;
	struct bpf_object *object;
	static double times[BATCHES];

	if (argc != 3 && !(argc == 5 && !strcmp(argv[3], "-g"))) {
		fprintf(stderr, "usage: testrun OBJECT REPEAT [-g STATE]\n");
		return 2;
	}
	object = bpf_object__open_file(argv[1], NULL);
	if (!object)
		return 1;
	bpf_object__for_each_program(program, object) {
		bpf_program__set_type(program, BPF_PROG_TYPE_SCHED_CLS);
		bpf_program__set_expected_attach_type(program, 0);
	}
	if (argc == 5 && set_gate(object, atoi(argv[4])))
		return 1;
	if (bpf_object__load(object))
		return 1;
	program = bpf_object__next_program(object, NULL);
	options.repeat = atoi(argv[2]) / BATCHES;
	for (int batch = 0; batch < BATCHES; batch++) {
		struct timespec begin, end;

		clock_gettime(CLOCK_MONOTONIC, &begin);
		if (bpf_prog_test_run_opts(bpf_program__fd(program), &options))
			return 1;
		clock_gettime(CLOCK_MONOTONIC, &end);
		times[batch] = ((end.tv_sec - begin.tv_sec) * 1e9 + (end.tv_nsec - begin.tv_nsec)) / options.repeat;
	}
	qsort(times, BATCHES, sizeof(*times), compare);
	printf("%.3f\n", times[BATCHES / 2]);
	return 0;
}
