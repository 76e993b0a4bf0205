struct pair { long a, b; };
long by_value(struct pair p) { return p.a; }
long add(int a, unsigned long b) { return a + b; }
