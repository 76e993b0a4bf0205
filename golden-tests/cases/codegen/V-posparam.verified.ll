@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@load = externally_initialized constant [1032 x i8] zeroinitializer, section ".rodata.load", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %value = load i64, ptr @load, align 8
  store i64 %value, ptr %argument, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  %record.1 = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 1040, i64 0)
  %is.1 = icmp ne ptr %record.1, null
  br i1 %is.1, label %record.2, label %lost.2
record.2:
  store i64 1, ptr %record.1, align 8
  %argument.1 = getelementptr i8, ptr %record.1, i64 8
  %load = getelementptr i8, ptr @load, i64 8
  %load.1 = ptrtoint ptr %load to i64
  %length = call i64 inttoptr (i64 115 to ptr)(ptr %argument.1, i32 1025, i64 %load.1)
  call void inttoptr (i64 132 to ptr)(ptr %record.1, i64 0)
  br label %sent.1
sent.1:
  ret i64 0
lost.2:
  %lost.3 = getelementptr i8, ptr @loss, i64 16
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr %lost.3, i64 %c.1 monotonic, align 8
  br label %sent.1
}
