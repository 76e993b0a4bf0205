@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_sched_sched_switch_1(ptr %ctx) #0 section "tracepoint/sched/sched_switch" {
entry:
  %key = alloca [24 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %offset = load i64, ptr @"llvm.trace_event_raw_sched_switch:0:8$0:0", align 8
  %prev_comm = getelementptr i8, ptr %ctx, i64 %offset
  %prev_comm.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000000, ptr %prev_comm)
  %prev_comm.2 = ptrtoint ptr %prev_comm.1 to i64
  store i64 0, ptr %key, align 8
  %to = getelementptr i8, ptr %key, i64 8
  store i64 0, ptr %to, align 8
  %length = call i64 inttoptr (i64 115 to ptr)(ptr %key, i32 17, i64 %prev_comm.2)
  %to.1 = getelementptr i8, ptr %key, i64 16
  %offset.1 = load i64, ptr @"llvm.trace_event_raw_sched_switch:0:56$0:1", align 8
  %next_pid = getelementptr i8, ptr %ctx, i64 %offset.1
  %next_pid.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000001, ptr %next_pid)
  %next_pid.2 = load i32, ptr %next_pid.1, align 4
  store i32 %next_pid.2, ptr %to.1, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  ret i64 1
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %at, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
}

@"llvm.trace_event_raw_sched_switch:0:56$0:1" = external global i64, !llvm.preserve.access.index !14 #1
@"llvm.trace_event_raw_sched_switch:0:8$0:0" = external global i64, !llvm.preserve.access.index !14 #1
declare ptr @llvm.bpf.passthrough.p0.p0(i32, ptr)
