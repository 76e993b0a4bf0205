struct wrong { unknown_t a; };
int f(void) { return x; }
#error not this way
