define i64 @tracepoint_syscalls_sys_enter_openat_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_openat" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 1040, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  br label %sent
record.1:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %arg = getelementptr i8, ptr %ctx, i64 24
  %filename = load i64, ptr %arg, align 8
  %length = call i64 inttoptr (i64 114 to ptr)(ptr %argument, i32 1025, i64 %filename)
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  br label %sent
sent:
  ret i64 1
}
