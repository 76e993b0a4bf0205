/* One type of each kind. clang-19 -O1 -g -target bpf -c kinds.c && llvm-objcopy-19 --dump-section .BTF=kinds.btf kinds.o */
#define tag(x) __attribute__((btf_type_tag(x)))
#define declared(x) __attribute__((btf_decl_tag(x)))
struct opaque;
union opaque_union;
enum color { RED, GREEN = 5, BLUE = -1 };
enum wide { SMALL = 1, HUGE = 0x123456789abcULL };
typedef unsigned int u32;
typedef struct { u32 lo, hi; } pair_t;
struct node {
  struct node *next;
  const volatile int *restrict counter;
  struct opaque *hidden;
  union opaque_union *hidden_union;
  char name[16];
  short grid[2][3];
  unsigned int ready : 1, level : 3;
  long long wide : 40;
  union { u32 plain; struct { unsigned short low, high; }; };
  enum color color;
  enum wide big;
  pair_t pair;
  _Bool flag;
  double ratio;
  int tag("user") *where;
  int (*compare)(const struct node *a, const struct node *b, ...);
  u32 tail[];
} declared("tagged");
int total __attribute__((section(".data.counters")));
struct node *keep;
__attribute__((noinline, section("text"))) int visit(struct node *node, u32 limit) { total += limit; keep = node; return node->ready; }
