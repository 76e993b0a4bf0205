@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [8 x i8], align 8
  %record = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  store i64 %cpu, ptr %value, align 8
  store i8 1, ptr %key, align 1
  %to = getelementptr i8, ptr %key, i64 1
  store i8 97, ptr %to, align 1
  %to.1 = getelementptr i8, ptr %to, i64 1
  store i8 0, ptr %to.1, align 1
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  store i64 1, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i8 1, ptr %value, align 1
  %to.2 = getelementptr i8, ptr %value, i64 1
  store i8 98, ptr %to.2, align 1
  %to.3 = getelementptr i8, ptr %to.2, i64 1
  store i8 0, ptr %to.3, align 1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr %value)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %found, label %missing
found:
  %value.1 = load i64, ptr %element, align 8
  br label %read
missing:
  br label %read
read:
  %value.2 = phi i64 [ %value.1, %found ], [ 0, %missing ]
  store i64 %value.2, ptr %argument, align 8
  %result.1 = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is.2 = icmp ne i64 %result.1, 0
  br i1 %is.2, label %lost.1, label %sent
lost.1:
  %lost.2 = getelementptr i8, ptr @loss, i64 16
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr %lost.2, i64 %c.1 monotonic, align 8
  br label %sent
sent:
  ret i64 0
}
