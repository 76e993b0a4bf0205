define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %i = alloca i64, align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %i, align 8
  br label %while
while:
  %i.1 = load i64, ptr %i, align 8
  %is = icmp slt i64 %i.1, 5
  br i1 %is, label %turn, label %done
turn:
  %i.2 = load i64, ptr %i, align 8
  %next = add i64 %i.2, 1
  store i64 %next, ptr %i, align 8
  br label %while
done:
  ret i64 0
}
