#include <linux/in.h>
#define PORT (PORT_BASE * 2)
#define PORT_BASE (1UL << 10)
struct item { int a; long b; };
enum color { RED = 1, GREEN };
