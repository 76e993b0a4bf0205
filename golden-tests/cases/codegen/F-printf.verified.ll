@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 40, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost.1, i64 1 monotonic, align 8
  br label %sent
record.1:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i8 1, ptr %argument, align 1
  %argument.1 = getelementptr i8, ptr %record, i64 16
  call i64 inttoptr (i64 16 to ptr)(ptr %argument.1, i32 16)
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  br label %sent
sent:
  ret i64 0
}
