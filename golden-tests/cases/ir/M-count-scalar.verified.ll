define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
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
  br label %updated
updated:
  ret i64 0
}
