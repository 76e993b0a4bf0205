@gate = global i32 0, section ".data.gate", align 4
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %updated
element.1:
  %is.1 = icmp ult i64 %cpu, 0
  br i1 %is.1, label %bucket, label %above
above:
  %is.2 = icmp uge i64 %cpu, 100
  br i1 %is.2, label %bucket, label %inside
inside:
  %steps = udiv i64 %cpu, 10
  %index = add i64 %steps, 1
  br label %bucket
bucket:
  %index.1 = phi i64 [ 0, %element.1 ], [ 11, %above ], [ %index, %inside ]
  %index.2 = call i64 asm sideeffect "", "=r,0"(i64 %index.1)
  %is.3 = icmp ult i64 %index.2, 12
  %bucket.1 = select i1 %is.3, i64 %index.2, i64 11
  %offset = shl i64 %bucket.1, 3
  %bucket.2 = getelementptr i8, ptr %element, i64 %offset
  %old = load i64, ptr %bucket.2, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %bucket.2, align 8
  br label %updated
updated:
  ret i64 0
}
