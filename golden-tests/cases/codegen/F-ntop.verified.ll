@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [32 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i32 2, ptr %argument, align 4
  %address = getelementptr i8, ptr %argument, i64 4
  %rest = getelementptr i8, ptr %address, i64 4
  store i32 0, ptr %rest, align 4
  %to = getelementptr i8, ptr %rest, i64 4
  store i32 0, ptr %to, align 4
  %to.1 = getelementptr i8, ptr %rest, i64 8
  store i32 0, ptr %to.1, align 4
  store i32 16777343, ptr %address, align 4
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 28, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  store i64 1, ptr %record, align 8
  %argument.1 = getelementptr i8, ptr %record, i64 8
  store i32 10, ptr %argument.1, align 4
  %address.1 = getelementptr i8, ptr %argument.1, i64 4
  store i32 0, ptr %address.1, align 4
  %to.2 = getelementptr i8, ptr %address.1, i64 4
  store i32 0, ptr %to.2, align 4
  %to.3 = getelementptr i8, ptr %address.1, i64 8
  store i32 0, ptr %to.3, align 4
  %to.4 = getelementptr i8, ptr %address.1, i64 12
  store i32 16777216, ptr %to.4, align 4
  %result.1 = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 28, i64 0)
  %is.1 = icmp ne i64 %result.1, 0
  br i1 %is.1, label %lost.2, label %sent.1
lost.2:
  %lost.3 = getelementptr i8, ptr @loss, i64 16
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr %lost.3, i64 %c.1 monotonic, align 8
  br label %sent.1
sent.1:
  ret i64 0
}
