@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %t = alloca [32 x i8], align 8
  %record = alloca [32 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i8 1, ptr %t, align 1
  %to = getelementptr i8, ptr %t, i64 1
  call i64 inttoptr (i64 16 to ptr)(ptr %to, i32 16)
  %to.1 = getelementptr i8, ptr %t, i64 24
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  store i64 %cpu, ptr %to.1, align 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr @zeros, ptr %t, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  store i64 1, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %at = getelementptr i8, ptr %t, i64 1
  %word = load i8, ptr %at, align 1
  store i8 %word, ptr %argument, align 1
  %from = getelementptr i8, ptr %at, i64 1
  %word.1 = load i8, ptr %from, align 1
  %to.2 = getelementptr i8, ptr %argument, i64 1
  store i8 %word.1, ptr %to.2, align 1
  %from.1 = getelementptr i8, ptr %at, i64 2
  %word.2 = load i8, ptr %from.1, align 1
  %to.3 = getelementptr i8, ptr %argument, i64 2
  store i8 %word.2, ptr %to.3, align 1
  %from.2 = getelementptr i8, ptr %at, i64 3
  %word.3 = load i8, ptr %from.2, align 1
  %to.4 = getelementptr i8, ptr %argument, i64 3
  store i8 %word.3, ptr %to.4, align 1
  %from.3 = getelementptr i8, ptr %at, i64 4
  %word.4 = load i8, ptr %from.3, align 1
  %to.5 = getelementptr i8, ptr %argument, i64 4
  store i8 %word.4, ptr %to.5, align 1
  %from.4 = getelementptr i8, ptr %at, i64 5
  %word.5 = load i8, ptr %from.4, align 1
  %to.6 = getelementptr i8, ptr %argument, i64 5
  store i8 %word.5, ptr %to.6, align 1
  %from.5 = getelementptr i8, ptr %at, i64 6
  %word.6 = load i8, ptr %from.5, align 1
  %to.7 = getelementptr i8, ptr %argument, i64 6
  store i8 %word.6, ptr %to.7, align 1
  %from.6 = getelementptr i8, ptr %at, i64 7
  %word.7 = load i8, ptr %from.6, align 1
  %to.8 = getelementptr i8, ptr %argument, i64 7
  store i8 %word.7, ptr %to.8, align 1
  %from.7 = getelementptr i8, ptr %at, i64 8
  %word.8 = load i8, ptr %from.7, align 1
  %to.9 = getelementptr i8, ptr %argument, i64 8
  store i8 %word.8, ptr %to.9, align 1
  %from.8 = getelementptr i8, ptr %at, i64 9
  %word.9 = load i8, ptr %from.8, align 1
  %to.10 = getelementptr i8, ptr %argument, i64 9
  store i8 %word.9, ptr %to.10, align 1
  %from.9 = getelementptr i8, ptr %at, i64 10
  %word.10 = load i8, ptr %from.9, align 1
  %to.11 = getelementptr i8, ptr %argument, i64 10
  store i8 %word.10, ptr %to.11, align 1
  %from.10 = getelementptr i8, ptr %at, i64 11
  %word.11 = load i8, ptr %from.10, align 1
  %to.12 = getelementptr i8, ptr %argument, i64 11
  store i8 %word.11, ptr %to.12, align 1
  %from.11 = getelementptr i8, ptr %at, i64 12
  %word.12 = load i8, ptr %from.11, align 1
  %to.13 = getelementptr i8, ptr %argument, i64 12
  store i8 %word.12, ptr %to.13, align 1
  %from.12 = getelementptr i8, ptr %at, i64 13
  %word.13 = load i8, ptr %from.12, align 1
  %to.14 = getelementptr i8, ptr %argument, i64 13
  store i8 %word.13, ptr %to.14, align 1
  %from.13 = getelementptr i8, ptr %at, i64 14
  %word.14 = load i8, ptr %from.13, align 1
  %to.15 = getelementptr i8, ptr %argument, i64 14
  store i8 %word.14, ptr %to.15, align 1
  %from.14 = getelementptr i8, ptr %at, i64 15
  %word.15 = load i8, ptr %from.14, align 1
  %to.16 = getelementptr i8, ptr %argument, i64 15
  store i8 %word.15, ptr %to.16, align 1
  %result.1 = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 24, i64 0)
  %is.1 = icmp ne i64 %result.1, 0
  br i1 %is.1, label %lost.1, label %sent
lost.1:
  %lost.2 = getelementptr i8, ptr @loss, i64 16
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr %lost.2, i64 %c.1 monotonic, align 8
  br label %sent
sent:
  ret i64 0
}
