define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [8 x i8], align 8
  %frame = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i8 2, ptr %value, align 1
  store i8 1, ptr %key, align 1
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_m, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost, i64 1 monotonic, align 8
  br label %stored
stored:
  %visited = call i64 inttoptr (i64 164 to ptr)(ptr @AT_m, ptr @interval_s_1_1_loop1, ptr %frame, i64 0)
  ret i64 0
}
define internal i64 @interval_s_1_1_loop1(ptr %map, ptr %key, ptr %value, ptr %frame) #0 {
entry:
  %value.1 = load i8, ptr %value, align 1
  %value.2 = sext i8 %value.1 to i64
  %old = atomicrmw add ptr @scalars, i64 %value.2 monotonic, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
