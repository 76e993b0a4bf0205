@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8
@control = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  call i64 inttoptr (i64 16 to ptr)(ptr %value, i32 16)
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr @zeros, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  %told = call i64 @send_control(i64 1)
  ret i64 0
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
  %lost.1 = getelementptr i8, ptr @loss, i64 16
  %old = atomicrmw add ptr %lost.1, i64 1 monotonic, align 8
  ret i64 0
}
