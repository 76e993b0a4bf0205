@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_openat_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_openat" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.3 = icmp ne ptr %scratch, null
  br i1 %is.3, label %scratch.1, label %exit
body:
  store i64 0, ptr %scratch, align 8
  %argument = getelementptr i8, ptr %scratch, i64 8
  %arg = getelementptr i8, ptr %ctx, i64 24
  %filename = load i64, ptr %arg, align 8
  %length = call i64 inttoptr (i64 114 to ptr)(ptr %argument, i32 1025, i64 %filename)
  %argument.1 = getelementptr i8, ptr %scratch, i64 1032
  %length.1 = call i64 inttoptr (i64 114 to ptr)(ptr %argument.1, i32 1025, i64 %filename)
  %length.2 = call i64 asm sideeffect "", "=r,0"(i64 %length.1)
  %is = icmp ule i64 %length.2, 1024
  %is.1 = icmp slt i64 %length.2, 0
  %length.3 = select i1 %is.1, i64 1, i64 1024
  %length.4 = select i1 %is, i64 %length.2, i64 %length.3
  %bytes = add i64 %length.4, 1032
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %scratch, i64 %bytes, i64 0)
  %is.2 = icmp ne i64 %result, 0
  br i1 %is.2, label %lost, label %sent
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
