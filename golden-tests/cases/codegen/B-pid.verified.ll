@gate = global i32 0, section ".data.gate", align 4
@scalars = global [6 x i64] zeroinitializer, section ".data.scalars", align 8
@load = externally_initialized constant [24 x i8] c"\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00", section ".rodata.load", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %ids.1 = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %value = load i32, ptr @load, align 4
  %is = icmp ne i32 %value, 0
  br i1 %is, label %initial, label %namespace
initial:
  %pid_tgid = call i64 inttoptr (i64 14 to ptr)() #1
  br label %ids
namespace:
  %load = getelementptr i8, ptr @load, i64 8
  %value.1 = load i64, ptr %load, align 8
  %load.1 = getelementptr i8, ptr @load, i64 16
  %value.2 = load i64, ptr %load.1, align 8
  store i64 0, ptr %ids.1, align 8
  call i64 inttoptr (i64 120 to ptr)(i64 %value.1, i64 %value.2, ptr %ids.1, i32 8)
  %pid_tgid.1 = load i64, ptr %ids.1, align 8
  br label %ids
ids:
  %pid_tgid.2 = phi i64 [ %pid_tgid, %initial ], [ %pid_tgid.1, %namespace ]
  %pid = lshr i64 %pid_tgid.2, 32
  %pid.1 = trunc i64 %pid to i32
  store i32 %pid.1, ptr @scalars, align 4
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %tid = trunc i64 %pid_tgid.2 to i32
  %t = getelementptr i8, ptr @scalars, i64 32
  store i32 %tid, ptr %t, align 4
  %present.1 = getelementptr i8, ptr @scalars, i64 40
  store i64 1, ptr %present.1, align 8
  %pid_tgid.3 = call i64 inttoptr (i64 14 to ptr)() #1
  %pid.2 = lshr i64 %pid_tgid.3, 32
  %pid.3 = trunc i64 %pid.2 to i32
  %i = getelementptr i8, ptr @scalars, i64 16
  store i32 %pid.3, ptr %i, align 4
  %present.2 = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present.2, align 8
  ret i64 0
}
