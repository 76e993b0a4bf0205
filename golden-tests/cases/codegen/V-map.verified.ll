@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  store i64 1, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %old = atomicrmw add ptr @scalars, i64 2 monotonic, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present.1, align 8
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 8, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
lost:
  %old.1 = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  br label %sent
record.1:
  store i64 0, ptr %record, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  br label %sent
sent:
  ret i64 0
}
