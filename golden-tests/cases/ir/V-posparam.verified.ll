define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  br label %setup
setup:
  br label %body
body:
  %value = load i64, ptr @load, align 8
  store i64 %value, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
