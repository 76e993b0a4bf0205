@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @tracepoint_syscalls_sys_enter_openat_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_openat" {
entry:
  %tmp = alloca [16 x i8], align 8
  %tmp.1 = alloca [24 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %arg = getelementptr i8, ptr %ctx, i64 24
  %filename = load i64, ptr %arg, align 8
  %length = call i64 inttoptr (i64 114 to ptr)(ptr %tmp, i32 13, i64 %filename)
  %word = load i64, ptr %tmp, align 8
  %is = icmp eq i64 %word, 8314049735936992559
  br i1 %is, label %next, label %done
next:
  %from = getelementptr i8, ptr %tmp, i64 8
  %word.1 = load i32, ptr %from, align 4
  %is.1 = icmp eq i32 %word.1, 6584179
  br i1 %is.1, label %matched, label %done
matched:
  br label %setup.1
setup.1:
  br label %body.1
body.1:
  call i64 inttoptr (i64 16 to ptr)(ptr %tmp.1, i32 16)
  %word.2 = load i64, ptr %tmp.1, align 8
  %is.2 = icmp eq i64 %word.2, 1752392034
  br i1 %is.2, label %true, label %false
true:
  br label %known
false:
  br label %known
known:
  %truth = phi i1 [ true, %true ], [ false, %false ]
  %truth.1 = zext i1 %truth to i8
  store i8 %truth.1, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %done
done:
  ret i64 1
}
