/*
 * functions: the program that the attach benchmark traces. Calls its 500 functions work_100 to work_599, one after another,
 * until it is ended.
 */

static volatile unsigned long calls;

#define TEN(what, n) what(n##0) what(n##1) what(n##2) what(n##3) what(n##4) what(n##5) what(n##6) what(n##7) what(n##8) what(n##9)
#define HUNDRED(what, n) TEN(what, n##0) TEN(what, n##1) TEN(what, n##2) TEN(what, n##3) TEN(what, n##4) \
	TEN(what, n##5) TEN(what, n##6) TEN(what, n##7) TEN(what, n##8) TEN(what, n##9)
#define ALL(what) HUNDRED(what, 1) HUNDRED(what, 2) HUNDRED(what, 3) HUNDRED(what, 4) HUNDRED(what, 5)

#define DEFINE(n) __attribute__((noinline)) void work_##n(void) { calls++; }
#define CALL(n) work_##n();

ALL(DEFINE)

int main(void)
{
	for (;;) {
		ALL(CALL)
	}
}
