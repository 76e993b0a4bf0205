@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8
@control = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  %code = and i32 2, 255
  %code.1 = shl i32 %code, 8
  %word = or i32 %code.1, 65538
  %pair = cmpxchg ptr @gate, i32 1, i32 %word seq_cst seq_cst, align 4
  %before = extractvalue { i32, i1 } %pair, 0
  %is.1 = icmp eq i32 %before, 1
  br i1 %is.1, label %closed, label %shut
shut:
  %flag = and i32 %before, 65536
  %is.2 = icmp eq i32 %flag, 0
  br i1 %is.2, label %store, label %closed
store:
  store volatile i32 %word, ptr @gate, align 4
  br label %closed
closed:
  %told = call i64 @send_control(i64 0)
  br label %exit
exit:
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
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost.1, i64 1 monotonic, align 8
  ret i64 0
}
