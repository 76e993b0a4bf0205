define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  br label %setup
setup:
  br label %body
body:
  %cpu = call i32 inttoptr (i64 8 to ptr)() #1
  %cpu.1 = zext i32 %cpu to i64
  %is = icmp eq i64 %cpu.1, 1
  br i1 %is, label %then, label %else
then:
  store i8 1, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %fi
else:
  %b = getelementptr i8, ptr @scalars, i64 16
  store i8 1, ptr %b, align 1
  %present.1 = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present.1, align 8
  br label %fi
fi:
  ret i64 0
}
