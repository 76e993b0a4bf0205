@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_read_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_read" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %result = call i64 inttoptr (i64 109 to ptr)(i32 10)
  %is = icmp slt i64 %result, 0
  br i1 %is, label %failed, label %done
done:
  ret i64 1
failed:
  %told = call i64 @report_code(i64 0, i64 %result)
  br label %done
}

define internal i64 @report_code(i64 %id, i64 %code) #1 {
entry:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 16, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
record.1:
  store i64 %id, ptr %record, align 8
  %code.1 = getelementptr i8, ptr %record, i64 8
  store i64 %code, ptr %code.1, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  ret i64 0
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  ret i64 0
}
