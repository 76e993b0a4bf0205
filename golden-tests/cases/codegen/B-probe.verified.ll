@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@probe_names = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter___1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_*" {
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
  store i8 1, ptr %value, align 1
  %cookie = call i64 inttoptr (i64 174 to ptr)(ptr %ctx)
  %is.1 = icmp slt i64 %cookie, 0
  br i1 %is.1, label %shared, label %place
shared:
  %number = getelementptr i8, ptr %ctx, i64 8
  %number.1 = load volatile i32, ptr %number, align 4
  %number.2 = zext i32 %number.1 to i64
  %row = add i64 %cookie, %number.2
  %row.1 = add i64 %row, 1073741824
  br label %place
place:
  %cookie.1 = phi i64 [ %cookie, %body ], [ %row.1, %shared ]
  store i64 %cookie.1, ptr %key, align 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %value, i64 0)
  %is.2 = icmp ne i64 %result, 0
  br i1 %is.2, label %full, label %stored
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
