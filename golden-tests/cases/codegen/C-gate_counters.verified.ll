@gate = global i32 0, section ".data.gate", align 4
@suppressed = global [8 x i64] zeroinitializer, section ".data.suppressed", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_calls = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_read_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_read" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %closed
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_calls, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
exit:
  ret i64 1
closed:
  %state = and i32 %gate, 3
  %state.1 = zext i32 %state to i64
  %offset = shl i64 %state.1, 3
  %suppressed = getelementptr i8, ptr @suppressed, i64 %offset
  %old = atomicrmw add ptr %suppressed, i64 1 monotonic, align 8
  br label %exit
}

define i64 @tracepoint_syscalls_sys_exit_read_2(ptr %ctx) #0 section "tracepoint/syscalls/sys_exit_read" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %closed
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_calls, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
exit:
  ret i64 1
closed:
  %state = and i32 %gate, 3
  %state.1 = zext i32 %state to i64
  %counters = getelementptr i8, ptr @suppressed, i64 32
  %offset = shl i64 %state.1, 3
  %suppressed = getelementptr i8, ptr %counters, i64 %offset
  %old = atomicrmw add ptr %suppressed, i64 1 monotonic, align 8
  br label %exit
}
