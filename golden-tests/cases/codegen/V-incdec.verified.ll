@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@loss.3 = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %i = alloca i64, align 8
  %value = alloca i64, align 8
  %key = alloca [8 x i8], align 8
  %record = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %i, align 8
  %i.1 = load i64, ptr %i, align 8
  %next = add i64 %i.1, 1
  store i64 %next, ptr %i, align 8
  store i64 0, ptr %value, align 8
  store i8 1, ptr %key, align 1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %element.3 = phi ptr [ %element, %body ], [ %element.2, %insert ]
  %old.1 = atomicrmw add ptr %element.3, i64 1 monotonic, align 8
  store i64 %old.1, ptr %value, align 8
  br label %updated
updated:
  %value.1 = load i64, ptr %value, align 8
  store i64 1, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i64 %value.1, ptr %argument, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is.2 = icmp ne i64 %result, 0
  br i1 %is.2, label %lost.1, label %sent
lost.1:
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.2 = atomicrmw add ptr @loss.3, i64 %c.1 monotonic, align 8
  br label %sent
sent:
  %i.2 = load i64, ptr %i, align 8
  %next.1 = add i64 %i.2, 1
  store i64 %next.1, ptr %i, align 8
  store i64 2, ptr %record, align 8
  %argument.1 = getelementptr i8, ptr %record, i64 8
  store i64 %next.1, ptr %argument.1, align 8
  %result.1 = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is.3 = icmp ne i64 %result.1, 0
  br i1 %is.3, label %lost.2, label %sent.1
lost.2:
  %lost.3 = getelementptr i8, ptr @loss.3, i64 8
  %c.2 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.3 = atomicrmw add ptr %lost.3, i64 %c.2 monotonic, align 8
  br label %sent.1
sent.1:
  ret i64 0
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %made = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr %key, ptr %at, i64 1)
  %element.2 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr %key)
  %is.1 = icmp ne ptr %element.2, null
  br i1 %is.1, label %element.1, label %full
full:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %updated
}
