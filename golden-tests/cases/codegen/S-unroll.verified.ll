@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %old = atomicrmw add ptr @scalars, i64 1 monotonic, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %old.1 = atomicrmw add ptr @scalars, i64 1 monotonic, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present.1, align 8
  ret i64 0
}
