@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [16 x i8], align 8
  %value = alloca [8 x i8], align 8
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %record, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 8, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %lost, label %sent
lost:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr @loss, i64 %c monotonic, align 8
  br label %sent
sent:
  store i64 1, ptr %record, align 8
  %result.1 = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 8, i64 0)
  %is.1 = icmp ne i64 %result.1, 0
  br i1 %is.1, label %lost.1, label %sent.1
lost.1:
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr @loss, i64 %c.1 monotonic, align 8
  br label %sent.1
sent.1:
  store i8 2, ptr %value, align 1
  store i8 1, ptr %key, align 1
  %result.2 = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr %key, ptr %value, i64 0)
  %is.2 = icmp ne i64 %result.2, 0
  br i1 %is.2, label %full, label %stored
full:
  %lost.2 = getelementptr i8, ptr @loss, i64 8
  %c.2 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.2 = atomicrmw add ptr %lost.2, i64 %c.2 monotonic, align 8
  br label %stored
stored:
  ret i64 0
}
