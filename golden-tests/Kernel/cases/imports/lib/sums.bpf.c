struct item { int a; long b; };

static int calls;
int base = 3;

int add(int a, unsigned long b) { calls++; return a + b + base; }
int count_calls(void) { return calls; }
_Bool is_odd(unsigned char c) { return c & 1; }
short lower(short a) { return a - 1; }
__attribute__((visibility("hidden"))) long item_sum(struct item *it) { return it ? it->a + it->b : -1; }
