@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_write_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_write" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.3 = icmp ne ptr %scratch, null
  br i1 %is.3, label %scratch.1, label %exit
body:
  %arg = getelementptr i8, ptr %ctx, i64 24
  %buf = load i64, ptr %arg, align 8
  %arg.1 = getelementptr i8, ptr %ctx, i64 32
  %count = load i64, ptr %arg.1, align 8
  %count.1 = call i64 asm sideeffect "", "=r,0"(i64 %count)
  %is = icmp eq i64 %count.1, 0
  %length = select i1 %is, i64 1, i64 %count.1
  %is.1 = icmp ult i64 %length, 1024
  %size = select i1 %is.1, i64 %length, i64 1024
  %size.1 = trunc i64 %size to i32
  %zero = call i64 inttoptr (i64 113 to ptr)(ptr %scratch, i32 1024, i64 0)
  %length.1 = call i64 inttoptr (i64 114 to ptr)(ptr %scratch, i32 %size.1, i64 %buf)
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %scratch)
  %is.2 = icmp ne ptr %element, null
  br i1 %is.2, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
scratch.1:
  br label %body
exit:
  ret i64 1
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %scratch, ptr %at, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
}
