@gate = global i32 0, section ".data.gate", align 4
@clock = global i64 0, section ".data.clock", align 8
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %start = load i64, ptr @clock, align 8
  %now = call i64 inttoptr (i64 125 to ptr)()
  %elapsed = sub i64 %now, %start
  store i64 %elapsed, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
