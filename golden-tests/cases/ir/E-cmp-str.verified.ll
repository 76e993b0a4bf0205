define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %tmp = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  call i64 inttoptr (i64 16 to ptr)(ptr %tmp, i32 16)
  %word = load i64, ptr %tmp, align 8
  %is = icmp eq i64 %word, 1752392034
  br i1 %is, label %matched, label %done
matched:
  br label %setup.1
setup.1:
  br label %body.1
body.1:
  %old = atomicrmw add ptr @scalars, i64 1 monotonic, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %done
done:
  ret i64 0
}
