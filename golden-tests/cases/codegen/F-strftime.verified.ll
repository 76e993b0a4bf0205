@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 24, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost.1, i64 1 monotonic, align 8
  br label %sent
record.1:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %nsecs = call i64 inttoptr (i64 125 to ptr)()
  store i64 %nsecs, ptr %argument, align 8
  %format = getelementptr i8, ptr %argument, i64 8
  store i32 0, ptr %format, align 4
  %clock = getelementptr i8, ptr %argument, i64 12
  store i32 0, ptr %clock, align 4
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  br label %sent
sent:
  ret i64 0
}
