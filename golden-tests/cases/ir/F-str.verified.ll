define i64 @tracepoint_syscalls_sys_enter_openat_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_openat" {
entry:
  %value = load i32, ptr @load, align 4
  %is = icmp eq i32 %value, 0
  br i1 %is, label %admitted, label %filter
filter:
  %pid_tgid = call i64 inttoptr (i64 14 to ptr)() #1
  %pid = lshr i64 %pid_tgid, 32
  %pid.1 = trunc i64 %pid to i32
  %is.1 = icmp eq i32 %pid.1, %value
  br i1 %is.1, label %admitted, label %other
other:
  ret i64 1
admitted:
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.7 = icmp eq ptr %scratch, null
  br i1 %is.7, label %no_scratch, label %scratch.1
body:
  store i64 0, ptr %scratch, align 8
  %argument = getelementptr i8, ptr %scratch, i64 8
  %arg = getelementptr i8, ptr %ctx, i64 24
  %filename = load i64, ptr %arg, align 8
  %length = call i64 inttoptr (i64 114 to ptr)(ptr %argument, i32 1025, i64 %filename)
  %is.2 = icmp slt i64 %length, 0
  br i1 %is.2, label %failed, label %read
failed:
  %load = getelementptr i8, ptr @load, i64 4
  %value.1 = load i32, ptr %load, align 4
  %is.3 = icmp ne i32 %value.1, 0
  br i1 %is.3, label %warn, label %read
warn:
  %told = call i64 @report_code(i64 1, i64 %length)
  br label %read
read:
  %length.1 = call i64 asm sideeffect "", "=r,0"(i64 %length)
  %is.4 = icmp ule i64 %length.1, 1024
  %is.5 = icmp slt i64 %length.1, 0
  %length.2 = select i1 %is.5, i64 1, i64 1024
  %length.3 = select i1 %is.4, i64 %length.1, i64 %length.2
  %bytes = add i64 %length.3, 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %scratch, i64 %bytes, i64 0)
  %is.6 = icmp ne i64 %result, 0
  br i1 %is.6, label %lost, label %sent
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  br label %sent
sent:
  ret i64 1
no_scratch:
  ret i64 1
scratch.1:
  br label %body
}
define internal i64 @report_code(i64 %id, i64 %code) #2 {
entry:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 16, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  ret i64 0
record.1:
  store i64 %id, ptr %record, align 8
  %code.1 = getelementptr i8, ptr %record, i64 8
  store i64 %code, ptr %code.1, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  ret i64 0
}
