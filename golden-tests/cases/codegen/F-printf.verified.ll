@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [40 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i64 1, ptr %argument, align 8
  %argument.1 = getelementptr i8, ptr %record, i64 16
  call i64 inttoptr (i64 16 to ptr)(ptr %argument.1, i32 16)
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 32, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  ret i64 0
}
