@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_execve_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_execve" {
entry:
  %count = alloca i64, align 8
  %pointer = alloca [8 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.4 = icmp ne ptr %scratch, null
  br i1 %is.4, label %scratch.1, label %exit
body:
  store i64 0, ptr %scratch, align 8
  %arg = getelementptr i8, ptr %ctx, i64 24
  %argv = load i64, ptr %arg, align 8
  store i64 0, ptr %count, align 8
  br label %join
join:
  %count.1 = load i64, ptr %count, align 8
  %is = icmp ult i64 %count.1, 16
  br i1 %is, label %entry.1, label %joined
entry.1:
  %offset = shl i64 %count.1, 3
  %at = add i64 %argv, %offset
  %read = call i64 inttoptr (i64 112 to ptr)(ptr %pointer, i32 8, i64 %at)
  %pointer.1 = load i64, ptr %pointer, align 8
  %is.1 = icmp ne i64 %pointer.1, 0
  br i1 %is.1, label %text, label %joined
text:
  %offset.1 = mul i64 %count.1, 1024
  %offset.2 = add i64 %offset.1, 12
  %text.1 = getelementptr i8, ptr %scratch, i64 %offset.2
  %length = call i64 inttoptr (i64 114 to ptr)(ptr %text.1, i32 1024, i64 %pointer.1)
  %count.2 = add i64 %count.1, 1
  store i64 %count.2, ptr %count, align 8
  br label %join
joined:
  %count.3 = load i64, ptr %count, align 8
  %count.4 = trunc i64 %count.3 to i32
  %count.5 = getelementptr i8, ptr %scratch, i64 8
  store i32 %count.4, ptr %count.5, align 4
  %count.6 = call i64 asm sideeffect "", "=r,0"(i64 %count.3)
  %is.2 = icmp ule i64 %count.6, 16
  %entries = select i1 %is.2, i64 %count.6, i64 16
  %bytes = mul i64 %entries, 1024
  %bytes.1 = add i64 %bytes, 12
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %scratch, i64 %bytes.1, i64 0)
  %is.3 = icmp ne i64 %result, 0
  br i1 %is.3, label %lost, label %sent
sent:
  br label %exit
scratch.1:
  br label %body
exit:
  ret i64 1
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
}
