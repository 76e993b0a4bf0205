@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_read_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_read" {
entry:
  %key = alloca [24 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  call i64 inttoptr (i64 16 to ptr)(ptr %key, i32 16)
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
