@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [16 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 1, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %old = atomicrmw add ptr @scalars, i64 2 monotonic, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present.1, align 8
  store i64 0, ptr %record, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 8, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %lost, label %sent
lost:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr @loss, i64 %c monotonic, align 8
  br label %sent
sent:
  ret i64 0
}
