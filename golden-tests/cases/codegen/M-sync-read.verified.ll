@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@load = externally_initialized constant [8 x i8] zeroinitializer, section ".rodata.load", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %updated
element.1:
  %old = load i64, ptr %element, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %element, align 8
  %count = getelementptr i8, ptr %element, i64 8
  %old.1 = load i64, ptr %count, align 8
  %new.1 = add i64 %old.1, 1
  store i64 %new.1, ptr %count, align 8
  br label %updated
updated:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %sum = call i64 @read_AT_(ptr @zeros)
  store i64 %sum, ptr %argument, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is.1 = icmp ne i64 %result, 0
  br i1 %is.1, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.2 = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  ret i64 0
}

define internal i64 @read_AT_(ptr %key) #1 {
entry:
  %total = alloca i64, align 8
  %count = alloca i64, align 8
  %i = alloca i64, align 8
  store i64 0, ptr %total, align 8
  store i64 0, ptr %count, align 8
  %processors = load i64, ptr @load, align 8
  %is = icmp ult i64 %processors, 4096
  %processors.1 = select i1 %is, i64 %processors, i64 4096
  store i64 0, ptr %i, align 8
  br label %head
head:
  %i.1 = load i64, ptr %i, align 8
  %is.1 = icmp ult i64 %i.1, %processors.1
  br i1 %is.1, label %turn, label %done
turn:
  %i.2 = trunc i64 %i.1 to i32
  %element = call ptr inttoptr (i64 195 to ptr)(ptr @AT_, ptr %key, i32 %i.2)
  %is.2 = icmp ne ptr %element, null
  br i1 %is.2, label %found, label %done
found:
  %value = load i64, ptr %element, align 8
  %total.1 = load i64, ptr %total, align 8
  %total.2 = add i64 %total.1, %value
  store i64 %total.2, ptr %total, align 8
  %count.1 = getelementptr i8, ptr %element, i64 8
  %count.2 = load i64, ptr %count.1, align 8
  %total.3 = load i64, ptr %count, align 8
  %total.4 = add i64 %total.3, %count.2
  store i64 %total.4, ptr %count, align 8
  %next = add i64 %i.1, 1
  store i64 %next, ptr %i, align 8
  br label %head
done:
  %total.5 = load i64, ptr %total, align 8
  %count.3 = load i64, ptr %count, align 8
  %is.3 = icmp eq i64 %count.3, 0
  br i1 %is.3, label %none, label %divide
none:
  ret i64 0
divide:
  %negative = icmp slt i64 %total.5, 0
  %neg = sub i64 0, %total.5
  %size = select i1 %negative, i64 %neg, i64 %total.5
  %average = udiv i64 %size, %count.3
  %neg.1 = sub i64 0, %average
  %average.1 = select i1 %negative, i64 %neg.1, i64 %average
  ret i64 %average.1
}
