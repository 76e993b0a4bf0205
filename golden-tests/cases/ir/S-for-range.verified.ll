define i64 @interval_s_1_1(ptr %ctx) #0 section "perf_event" {
entry:
  %n = alloca i64, align 8
  %frame = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i32 inttoptr (i64 8 to ptr)() #1
  %cpu.1 = zext i32 %cpu to i64
  store i64 %cpu.1, ptr %n, align 8
  %n.1 = load i64, ptr %n, align 8
  store i64 0, ptr %frame, align 8
  %is = icmp ult i64 0, %n.1
  br i1 %is, label %run, label %done
run:
  %n.2 = trunc i64 %n.1 to i32
  %turns = call i64 inttoptr (i64 181 to ptr)(i32 %n.2, ptr @interval_s_1_1_loop1, ptr %frame, i64 0)
  br label %done
done:
  ret i64 0
}
define internal i64 @interval_s_1_1_loop1(i32 %index, ptr %frame) #0 {
entry:
  %i = alloca i64, align 8
  %first = load i64, ptr %frame, align 8
  %index.1 = zext i32 %index to i64
  %index.2 = add i64 %first, %index.1
  store i64 %index.2, ptr %i, align 8
  %i.1 = load i64, ptr %i, align 8
  %old = atomicrmw add ptr @scalars, i64 %i.1 monotonic, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
