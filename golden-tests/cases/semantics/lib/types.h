#include <stdint.h>
enum t_kind { T_LOW = 3, T_HIGH };
typedef struct { int x; uint64_t y; } t_pair;
struct t_all {
  uint32_t a; enum t_kind k;
  union { uint8_t b[4]; uint32_t w; };
  struct { int z; } in;
  char name[16]; unsigned f1 : 3, f2 : 5;
  t_pair pair; struct t_all *next; struct task_struct *task;
  void (*fn)(int);
  int tail[];
};
