@gate = global i32 0, section ".data.gate", align 4
@scalars = global [4 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %y = alloca i8, align 1
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %is = icmp eq i64 %cpu, 0
  br i1 %is, label %zero, label %divide
zero:
  %told = call i64 @report(i64 0)
  br label %divided
divide:
  %udiv = udiv i64 10, %cpu
  br label %divided
divided:
  %quotient = phi i64 [ 1, %zero ], [ %udiv, %divide ]
  store i64 %quotient, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  store i8 -7, ptr %y, align 1
  %y.1 = load i8, ptr %y, align 1
  %y.2 = sext i8 %y.1 to i64
  %sign = ashr i64 %y.2, 63
  %flip = xor i64 %y.2, %sign
  %dividend = sub i64 %flip, %sign
  %udiv.1 = udiv i64 %dividend, 2
  %flip.1 = xor i64 %udiv.1, %sign
  %udiv.2 = sub i64 %flip.1, %sign
  %y.3 = getelementptr i8, ptr @scalars, i64 16
  store i64 %udiv.2, ptr %y.3, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present.1, align 8
  ret i64 0
}

define internal i64 @report(i64 %id) #2 {
entry:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 8, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
record.1:
  store i64 %id, ptr %record, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  ret i64 0
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  ret i64 0
}
