@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@first.2 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8
@control = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %told = call i64 @send_control(i64 0)
  %told.1 = call i64 @send_control(i64 1)
  store i8 1, ptr %key, align 1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  ret i64 0
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.2)
  %lost = getelementptr i8, ptr %at, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr %key, ptr %at, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
}

define internal i64 @send_control(i64 %id) #1 {
entry:
  %record.1 = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 8, i64 0)
  %is = icmp ne ptr %record.1, null
  br i1 %is, label %record, label %full
record:
  store i64 %id, ptr %record.1, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record.1, i64 0)
  ret i64 0
full:
  %record.2 = call ptr inttoptr (i64 131 to ptr)(ptr @control, i64 16, i64 0)
  %is.1 = icmp ne ptr %record.2, null
  br i1 %is.1, label %second, label %lost
second:
  store i64 %id, ptr %record.2, align 8
  %position = call i64 inttoptr (i64 134 to ptr)(ptr @events, i64 3)
  %place = getelementptr i8, ptr %record.2, i64 8
  store i64 %position, ptr %place, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record.2, i64 0)
  ret i64 0
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost.1, i64 1 monotonic, align 8
  ret i64 0
}
