@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define internal i64 @fn_twice(i64 %p0.a) #0 {
entry:
  %a = alloca i64, align 8
  store i64 %p0.a, ptr %a, align 8
  br label %setup
setup:
  br label %body
body:
  %a.1 = load i64, ptr %a, align 8
  %mul = mul i64 %a.1, 2
  ret i64 %mul
}

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %result = call i64 @fn_twice(i64 4)
  store i64 %result, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
