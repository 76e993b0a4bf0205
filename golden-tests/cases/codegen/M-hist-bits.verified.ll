@gate = global i32 0, section ".data.gate", align 4
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %updated
element.1:
  %is.1 = icmp slt i64 -1, 0
  br i1 %is.1, label %bucket, label %positive
positive:
  %small = add i64 -1, 1
  %is.2 = icmp ult i64 -1, 4
  br i1 %is.2, label %bucket, label %large
large:
  %is.3 = icmp ugt i64 -1, 4294967295
  %step = select i1 %is.3, i64 32, i64 0
  %value = lshr i64 -1, %step
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
  %power.5 = sub i64 %power.4, 2
  %rest = lshr i64 -1, %power.5
  %rest.1 = and i64 %rest, 3
  %row = add i64 %power.5, 1
  %row.1 = shl i64 %row, 2
  %index = add i64 %row.1, %rest.1
  %index.1 = add i64 %index, 1
  br label %bucket
bucket:
  %index.2 = phi i64 [ 0, %element.1 ], [ %small, %positive ], [ %index.1, %large ]
  %index.3 = call i64 asm sideeffect "", "=r,0"(i64 %index.2)
  %is.9 = icmp ult i64 %index.3, 253
  %bucket.1 = select i1 %is.9, i64 %index.3, i64 252
  %offset = shl i64 %bucket.1, 3
  %bucket.2 = getelementptr i8, ptr %element, i64 %offset
  %old = load i64, ptr %bucket.2, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %bucket.2, align 8
  br label %updated
updated:
  ret i64 0
}
