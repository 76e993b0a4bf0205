define i64 @tracepoint_sched_sched_process_exit_1(ptr %ctx) #0 section "tracepoint/sched/sched_process_exit" {
entry:
  %key = alloca [8 x i8], align 8
  %first = alloca [8 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %offset = load i64, ptr @"llvm.trace_event_raw_sched_process_exit:0:24$0:0", align 8
  %pid = getelementptr i8, ptr %ctx, i64 %offset
  %pid.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000000, ptr %pid)
  %pid.2 = load i32, ptr %pid.1, align 4
  store i32 %pid.2, ptr %key, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
insert:
  store i64 1, ptr %first, align 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %first, i64 0)
  %is.1 = icmp eq i64 %result, 0
  br i1 %is.1, label %updated, label %full
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost, i64 1 monotonic, align 8
  br label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  ret i64 1
}
