define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  br label %setup
setup:
  br label %body
body:
  %start = load i64, ptr @clock, align 8
  %now = call i64 inttoptr (i64 125 to ptr)()
  %elapsed = sub i64 %now, %start
  store i64 %elapsed, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
