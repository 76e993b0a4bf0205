@gate = global i32 0, section ".data.gate", align 4
@scalars = global [4 x i64] zeroinitializer, section ".data.scalars", align 8
@load = externally_initialized constant [8 x i8] zeroinitializer, section ".rodata.load", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value.1 = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %task.1 = ptrtoint ptr %task to i64
  %task.2 = inttoptr i64 %task.1 to ptr
  %offset = load i64, ptr @"llvm.task_struct:0:1280$0:1", align 8
  %real_parent = getelementptr i8, ptr %task.2, i64 %offset
  %real_parent.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000000, ptr %real_parent)
  %real_parent.2 = load i64, ptr %real_parent.1, align 8
  %real_parent.3 = inttoptr i64 %real_parent.2 to ptr
  %offset.1 = load i64, ptr @"llvm.task_struct:0:1268$0:0", align 8
  %tgid = getelementptr i8, ptr %real_parent.3, i64 %offset.1
  %tgid.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000001, ptr %tgid)
  %tgid.2 = load i32, ptr %tgid.1, align 4
  store i32 %tgid.2, ptr @scalars, align 4
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %value = load i64, ptr @load, align 8
  %read = call i64 inttoptr (i64 113 to ptr)(ptr %value.1, i32 4, i64 %value)
  %value.2 = load i32, ptr %value.1, align 4
  %y = getelementptr i8, ptr @scalars, i64 16
  store i32 %value.2, ptr %y, align 4
  %present.1 = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present.1, align 8
  ret i64 0
}

@"llvm.task_struct:0:1268$0:0" = external global i64, !llvm.preserve.access.index !13 #2
@"llvm.task_struct:0:1280$0:1" = external global i64, !llvm.preserve.access.index !13 #2
declare ptr @llvm.bpf.passthrough.p0.p0(i32, ptr)
