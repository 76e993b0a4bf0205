@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@AT_m = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i8 1, ptr %value, align 1
  store i16 97, ptr %key, align 2
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_m, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  %visited = call i64 inttoptr (i64 164 to ptr)(ptr @AT_m, ptr @begin_1_loop1, ptr null, i64 0)
  ret i64 0
}

define internal i64 @begin_1_loop1(ptr %map, ptr %key, ptr %value, ptr %frame) #0 {
entry:
  %record = alloca [24 x i8], align 8
  store i64 1, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 16
  %word = load i16, ptr %key, align 2
  store i16 %word, ptr %argument, align 2
  %argument.1 = getelementptr i8, ptr %record, i64 8
  %value.1 = load i8, ptr %value, align 1
  %value.2 = zext i8 %value.1 to i64
  store i64 %value.2, ptr %argument.1, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 18, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 16
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  ret i64 0
}
