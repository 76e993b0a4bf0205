@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_write_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_write" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 1032, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
record.1:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %arg = getelementptr i8, ptr %ctx, i64 24
  %buf = load i64, ptr %arg, align 8
  %data = getelementptr i8, ptr %argument, i64 4
  %arg.1 = getelementptr i8, ptr %ctx, i64 32
  %count = load i64, ptr %arg.1, align 8
  %count.1 = call i64 asm sideeffect "", "=r,0"(i64 %count)
  %is.1 = icmp ule i64 %count.1, 1020
  %length = select i1 %is.1, i64 %count.1, i64 1020
  %length.1 = trunc i64 %length to i32
  store i32 %length.1, ptr %argument, align 4
  %read = call i64 inttoptr (i64 112 to ptr)(ptr %data, i32 %length.1, i64 %buf)
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  br label %sent
sent:
  ret i64 1
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
}
