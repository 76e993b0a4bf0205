@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_p = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %p = alloca [16 x i8], align 8
  %value = alloca [16 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %p, align 8
  %to = getelementptr i8, ptr %p, i64 8
  store i64 0, ptr %to, align 8
  %exists = load i32, ptr @"llvm.path:2:1$0:1", align 4
  %exists.1 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000000, i32 %exists)
  %is = icmp ne i32 %exists.1, 0
  br i1 %is, label %present, label %copied
present:
  %size = load i32, ptr @"llvm.path:1:8$0:1", align 4
  %size.1 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000001, i32 %size)
  %is.1 = icmp ult i32 %size.1, 8
  %size.2 = select i1 %is.1, i32 %size.1, i32 8
  %dentry = load i64, ptr @"llvm.path:0:8$0:1", align 8
  %dentry.1 = call i64 @llvm.bpf.passthrough.i64.i64(i32 1000002, i64 %dentry)
  %dentry.2 = getelementptr i8, ptr %p, i64 8
  %dentry.3 = add i64 8, %dentry.1
  %read = call i64 inttoptr (i64 4 to ptr)(ptr %dentry.2, i32 %size.2, i64 %dentry.3)
  br label %copied
copied:
  %at = getelementptr i8, ptr %p, i64 8
  %dentry.4 = load i64, ptr %at, align 8
  store i64 %dentry.4, ptr @scalars, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present.1, align 8
  store i64 0, ptr %value, align 8
  %to.1 = getelementptr i8, ptr %value, i64 8
  store i64 0, ptr %to.1, align 8
  %exists.2 = load i32, ptr @"llvm.path:2:1$0:0", align 4
  %exists.3 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000003, i32 %exists.2)
  %is.2 = icmp ne i32 %exists.3, 0
  br i1 %is.2, label %present.2, label %copied.1
present.2:
  %size.3 = load i32, ptr @"llvm.path:1:8$0:0", align 4
  %size.4 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000004, i32 %size.3)
  %is.3 = icmp ult i32 %size.4, 8
  %size.5 = select i1 %is.3, i32 %size.4, i32 8
  %mnt = load i64, ptr @"llvm.path:0:0$0:0", align 8
  %mnt.1 = call i64 @llvm.bpf.passthrough.i64.i64(i32 1000005, i64 %mnt)
  %mnt.2 = add i64 16, %mnt.1
  %read.1 = call i64 inttoptr (i64 4 to ptr)(ptr %value, i32 %size.5, i64 %mnt.2)
  br label %copied.1
copied.1:
  %exists.4 = load i32, ptr @"llvm.path:2:1$0:1", align 4
  %exists.5 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000006, i32 %exists.4)
  %is.4 = icmp ne i32 %exists.5, 0
  br i1 %is.4, label %present.3, label %copied.2
present.3:
  %size.6 = load i32, ptr @"llvm.path:1:8$0:1", align 4
  %size.7 = call i32 @llvm.bpf.passthrough.i32.i32(i32 1000007, i32 %size.6)
  %is.5 = icmp ult i32 %size.7, 8
  %size.8 = select i1 %is.5, i32 %size.7, i32 8
  %dentry.5 = load i64, ptr @"llvm.path:0:8$0:1", align 8
  %dentry.6 = call i64 @llvm.bpf.passthrough.i64.i64(i32 1000008, i64 %dentry.5)
  %dentry.7 = getelementptr i8, ptr %value, i64 8
  %dentry.8 = add i64 16, %dentry.6
  %read.2 = call i64 inttoptr (i64 4 to ptr)(ptr %dentry.7, i32 %size.8, i64 %dentry.8)
  br label %copied.2
copied.2:
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_p, ptr @zeros, ptr %value, i64 0)
  %is.6 = icmp ne i64 %result, 0
  br i1 %is.6, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  ret i64 0
}

@"llvm.path:0:0$0:0" = external global i64, !llvm.preserve.access.index !13 #1
@"llvm.path:0:8$0:1" = external global i64, !llvm.preserve.access.index !13 #1
@"llvm.path:1:8$0:0" = external global i32, !llvm.preserve.access.index !13 #1
@"llvm.path:1:8$0:1" = external global i32, !llvm.preserve.access.index !13 #1
@"llvm.path:2:1$0:0" = external global i32, !llvm.preserve.access.index !13 #1
@"llvm.path:2:1$0:1" = external global i32, !llvm.preserve.access.index !13 #1
declare i32 @llvm.bpf.passthrough.i32.i32(i32, i32)
declare i64 @llvm.bpf.passthrough.i64.i64(i32, i64)
