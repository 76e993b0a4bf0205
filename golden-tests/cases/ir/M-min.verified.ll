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
  %flag = getelementptr i8, ptr %element, i64 8
  %set = load i64, ptr %flag, align 8
  %is.1 = icmp eq i64 %set, 0
  br i1 %is.1, label %take, label %compare
compare:
  %best = load i64, ptr %element, align 8
  %is.2 = icmp ult i64 %elapsed, %best
  br i1 %is.2, label %take, label %taken
take:
  store i64 %elapsed, ptr %element, align 8
  store i64 1, ptr %flag, align 8
  br label %taken
taken:
  br label %updated
updated:
  ret i64 0
}
