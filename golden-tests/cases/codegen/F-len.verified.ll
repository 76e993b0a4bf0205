@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_y = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i8 1, ptr %value, align 1
  store i8 1, ptr %key, align 1
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_y, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  %length = call i64 inttoptr (i64 164 to ptr)(ptr @AT_y, ptr @visit, ptr null, i64 0)
  store i64 %length, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}

define internal i64 @visit(ptr %map, ptr %key, ptr %value, ptr %context) #1 {
entry:
  ret i64 0
}
