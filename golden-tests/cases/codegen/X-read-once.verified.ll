@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_start = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_exit_read_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_exit_read" {
entry:
  %key = alloca [4 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %pid_tgid = call i64 asm "call 14\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "={r0},~{r1},~{r2},~{r3},~{r4},~{r5}"() #1
  %tid = trunc i64 %pid_tgid to i32
  store i32 %tid, ptr %key, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_start, ptr %key)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %found, label %missing
found:
  %value = load i64, ptr %element, align 8
  br label %read
missing:
  br label %read
read:
  %value.1 = phi i64 [ %value, %found ], [ 0, %missing ]
  %is.2 = icmp ne i64 %value.1, 0
  br i1 %is.2, label %matched, label %done
matched:
  br label %setup.1
setup.1:
  br label %body.1
body.1:
  %nsecs = call i64 inttoptr (i64 125 to ptr)()
  %sub = sub i64 %nsecs, %value.1
  %element.1 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is.3 = icmp ne ptr %element.1, null
  br i1 %is.3, label %element.2, label %updated
element.2:
  %old = load i64, ptr %element.1, align 8
  %new = add i64 %old, %sub
  store i64 %new, ptr %element.1, align 8
  %flag = getelementptr i8, ptr %element.1, i64 8
  store i64 1, ptr %flag, align 8
  br label %updated
updated:
  %result = call i64 inttoptr (i64 3 to ptr)(ptr @AT_start, ptr %key)
  %is.4 = icmp eq i64 %result, 0
  br label %done
done:
  br label %exit
exit:
  ret i64 1
}

define i64 @tracepoint_syscalls_sys_enter_read_2(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_read" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [8 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %nsecs = call i64 inttoptr (i64 125 to ptr)()
  store i64 %nsecs, ptr %value, align 8
  %pid_tgid = call i64 asm "call 14\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "={r0},~{r1},~{r2},~{r3},~{r4},~{r5}"() #1
  %tid = trunc i64 %pid_tgid to i32
  store i32 %tid, ptr %key, align 4
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_start, ptr %key, ptr %value, i64 0)
  %is.1 = icmp ne i64 %result, 0
  br i1 %is.1, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  br label %exit
exit:
  ret i64 1
}
