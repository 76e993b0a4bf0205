define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %key = alloca [8 x i8], align 8
  %value = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i32 inttoptr (i64 8 to ptr)() #1
  %cpu.1 = zext i32 %cpu to i64
  store i64 %cpu.1, ptr %key, align 8
  %result = call i64 inttoptr (i64 3 to ptr)(ptr @AT_m, ptr %key)
  %is = icmp eq i64 %result, 0
  store i8 1, ptr %value, align 1
  %result.1 = call i64 inttoptr (i64 2 to ptr)(ptr @AT_m, ptr %key, ptr %value, i64 0)
  %is.1 = icmp ne i64 %result.1, 0
  br i1 %is.1, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost, i64 1 monotonic, align 8
  br label %stored
stored:
  ret i64 0
}
