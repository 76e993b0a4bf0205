define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %start = load i64, ptr @clock, align 8
  %now = call i64 inttoptr (i64 125 to ptr)()
  %elapsed = sub i64 %now, %start
  %cpu = call i32 inttoptr (i64 8 to ptr)() #1
  %cpu.1 = zext i32 %cpu to i64
  store i64 %cpu.1, ptr %key, align 8
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
insert:
  %made = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr @zeros, i64 1)
  %element.2 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is.1 = icmp ne ptr %element.2, null
  br i1 %is.1, label %element.1, label %full
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost, i64 1 monotonic, align 8
  br label %updated
element.1:
  %element.3 = phi ptr [ %element, %body ], [ %element.2, %insert ]
  br label %positive
positive:
  %is.2 = icmp ult i64 %elapsed, 1
  br i1 %is.2, label %bucket, label %large
large:
  %is.3 = icmp ugt i64 %elapsed, 4294967295
  %step = select i1 %is.3, i64 32, i64 0
  %value = lshr i64 %elapsed, %step
  %is.4 = icmp ugt i64 %value, 65535
  %step.1 = select i1 %is.4, i64 16, i64 0
  %value.1 = lshr i64 %value, %step.1
  %power = or i64 %step, %step.1
  %is.5 = icmp ugt i64 %value.1, 255
  %step.2 = select i1 %is.5, i64 8, i64 0
  %value.2 = lshr i64 %value.1, %step.2
  %power.1 = or i64 %power, %step.2
  %is.6 = icmp ugt i64 %value.2, 15
  %step.3 = select i1 %is.6, i64 4, i64 0
  %value.3 = lshr i64 %value.2, %step.3
  %power.2 = or i64 %power.1, %step.3
  %is.7 = icmp ugt i64 %value.3, 3
  %step.4 = select i1 %is.7, i64 2, i64 0
  %value.4 = lshr i64 %value.3, %step.4
  %power.3 = or i64 %power.2, %step.4
  %is.8 = icmp ugt i64 %value.4, 1
  %step.5 = select i1 %is.8, i64 1, i64 0
  %power.4 = or i64 %power.3, %step.5
  %index = add i64 %power.4, 2
  br label %bucket
bucket:
  %index.1 = phi i64 [ 1, %positive ], [ %index, %large ]
  %index.2 = call i64 asm sideeffect "", "=r,0"(i64 %index.1)
  %is.9 = icmp ult i64 %index.2, 66
  %bucket.1 = select i1 %is.9, i64 %index.2, i64 65
  %offset = shl i64 %bucket.1, 3
  %bucket.2 = getelementptr i8, ptr %element.3, i64 %offset
  %old.1 = load i64, ptr %bucket.2, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %bucket.2, align 8
  br label %updated
updated:
  ret i64 0
}
