@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [4 x i64] zeroinitializer, section ".data.loss", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %now = call i64 inttoptr (i64 125 to ptr)()
  %interval = udiv i64 %now, 1000000000
  %epoch = add i64 %interval, 1
  %slot = urem i64 %interval, 5
  %slot.1 = trunc i64 %slot to i32
  store i32 %slot.1, ptr %key, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %element.3 = phi ptr [ %element, %body ], [ %element.2, %insert ]
  %meta = getelementptr i8, ptr %element.3, i64 8
  %epoch.1 = getelementptr i8, ptr %element.3, i64 16
  %last = load i64, ptr %epoch.1, align 8
  %is.2 = icmp eq i64 %last, %epoch
  br i1 %is.2, label %older, label %fresh
fresh:
  store i64 %cpu, ptr %element.3, align 8
  store i64 1, ptr %meta, align 8
  store i64 %epoch, ptr %epoch.1, align 8
  br label %added
older:
  %best = load i64, ptr %element.3, align 8
  %is.3 = icmp ugt i64 %cpu, %best
  %best.1 = select i1 %is.3, i64 %cpu, i64 %best
  store i64 %best.1, ptr %element.3, align 8
  br label %added
added:
  br label %updated
updated:
  ret i64 0
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 24
  %made = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %at, i64 1)
  %element.2 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is.1 = icmp ne ptr %element.2, null
  br i1 %is.1, label %element.1, label %full
full:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %updated
}
