@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %record = alloca [24 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  store volatile i32 2, ptr @gate, align 4
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i64 2, ptr %argument, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is.1 = icmp ne i64 %result, 0
  br i1 %is.1, label %lost, label %sent
lost:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr @loss, i64 %c monotonic, align 8
  br label %sent
sent:
  br label %exit
exit:
  ret i64 0
}
