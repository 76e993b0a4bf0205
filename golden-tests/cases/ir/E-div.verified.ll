define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %c = alloca i64, align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i32 inttoptr (i64 8 to ptr)() #1
  %cpu.1 = zext i32 %cpu to i64
  store i64 %cpu.1, ptr %c, align 8
  %start = load i64, ptr @clock, align 8
  %now = call i64 inttoptr (i64 125 to ptr)()
  %elapsed = sub i64 %now, %start
  %c.1 = load i64, ptr %c, align 8
  %is = icmp eq i64 %c.1, 0
  br i1 %is, label %zero, label %divide
zero:
  %told = call i64 @report(i64 0)
  br label %divided
divide:
  %udiv = udiv i64 %elapsed, %c.1
  br label %divided
divided:
  %quotient = phi i64 [ 1, %zero ], [ %udiv, %divide ]
  store i64 %quotient, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
define internal i64 @report(i64 %id) #2 {
entry:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 8, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  ret i64 0
record.1:
  store i64 %id, ptr %record, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  ret i64 0
}
