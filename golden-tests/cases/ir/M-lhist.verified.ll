define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  br label %setup
setup:
  br label %body
body:
  %start = load i64, ptr @clock, align 8
  %now = call i64 inttoptr (i64 125 to ptr)()
  %elapsed = sub i64 %now, %start
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %updated
element.1:
  %is.1 = icmp ult i64 %elapsed, 0
  br i1 %is.1, label %bucket, label %above
above:
  %is.2 = icmp uge i64 %elapsed, 100
  br i1 %is.2, label %bucket, label %inside
inside:
  %steps = udiv i64 %elapsed, 10
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
