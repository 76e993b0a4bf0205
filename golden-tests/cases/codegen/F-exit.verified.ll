@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %closed
closed:
  ret i64 0
open:
  br label %setup
setup:
  br label %body
body:
  store volatile i32 2, ptr @gate, align 4
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 16, i64 0)
  %is.1 = icmp ne ptr %record, null
  br i1 %is.1, label %record.1, label %lost
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  br label %sent
record.1:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i64 2, ptr %argument, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  br label %sent
sent:
  ret i64 0
}
