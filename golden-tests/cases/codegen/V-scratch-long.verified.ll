@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_openat_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_openat" {
entry:
  %value = alloca [8 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.1 = icmp ne ptr %scratch, null
  br i1 %is.1, label %scratch.2, label %exit
body:
  %arg = getelementptr i8, ptr %ctx, i64 24
  %filename = load i64, ptr %arg, align 8
  %length = call i64 inttoptr (i64 114 to ptr)(ptr %scratch, i32 1025, i64 %filename)
  store i8 1, ptr %value, align 1
  %key = getelementptr i8, ptr %scratch, i64 1032
  %scratch.1 = ptrtoint ptr %scratch to i64
  %zero = call i64 inttoptr (i64 113 to ptr)(ptr %key, i32 1024, i64 0)
  %length.1 = call i64 inttoptr (i64 115 to ptr)(ptr %key, i32 1025, i64 %scratch.1)
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  br label %exit
scratch.2:
  br label %body
exit:
  ret i64 1
}
