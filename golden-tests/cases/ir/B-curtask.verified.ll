define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  br label %setup
setup:
  br label %body
body:
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %task.1 = ptrtoint ptr %task to i64
  %task.2 = inttoptr i64 %task.1 to ptr
  %offset = load i64, ptr @"llvm.task_struct:0:1268$0:0", align 8
  %tgid = getelementptr i8, ptr %task.2, i64 %offset
  %tgid.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000000, ptr %tgid)
  %tgid.2 = load i32, ptr %tgid.1, align 4
  store i32 %tgid.2, ptr @scalars, align 4
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
