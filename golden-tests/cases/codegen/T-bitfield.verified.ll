@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %bits = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %task.1 = ptrtoint ptr %task to i64
  %offset = load i64, ptr @"llvm.task_struct:0:1188$0:0", align 8
  %offset.1 = call i64 @llvm.bpf.passthrough.i64.i64(i32 1000000, i64 %offset)
  %size = load i32, ptr @"llvm.task_struct:1:4$0:0", align 4
  %size.1 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000001, i32 %size)
  %left = load i64, ptr @"llvm.task_struct:4:63$0:0", align 8
  %left.1 = call i64 @llvm.bpf.passthrough.i64.i64(i32 1000002, i64 %left)
  %right = load i64, ptr @"llvm.task_struct:5:63$0:0", align 8
  %right.1 = call i64 @llvm.bpf.passthrough.i64.i64(i32 1000003, i64 %right)
  store i64 0, ptr %bits, align 8
  %at = add i64 %task.1, %offset.1
  %read = call i64 inttoptr (i64 113 to ptr)(ptr %bits, i32 %size.1, i64 %at)
  %sched_reset_on_fork = load i64, ptr %bits, align 8
  %left.2 = shl i64 %sched_reset_on_fork, %left.1
  %sched_reset_on_fork.1 = lshr i64 %left.2, %right.1
  %sched_reset_on_fork.2 = trunc i64 %sched_reset_on_fork.1 to i32
  store i32 %sched_reset_on_fork.2, ptr @scalars, align 4
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}

@"llvm.task_struct:0:1188$0:0" = external global i64, !llvm.preserve.access.index !13 #2
@"llvm.task_struct:1:4$0:0" = external global i32, !llvm.preserve.access.index !13 #2
@"llvm.task_struct:4:63$0:0" = external global i64, !llvm.preserve.access.index !13 #2
@"llvm.task_struct:5:63$0:0" = external global i64, !llvm.preserve.access.index !13 #2
declare i32 @llvm.bpf.passthrough.i32.i32(i32, i32)
declare i64 @llvm.bpf.passthrough.i64.i64(i32, i64)
