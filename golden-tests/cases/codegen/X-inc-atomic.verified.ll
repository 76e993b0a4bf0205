@gate = global i32 0, section ".data.gate", align 4
@scalars = global [4 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@first.3 = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_m = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_n = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %a = alloca i64, align 8
  %value = alloca i64, align 8
  %key = alloca [1 x i8], align 8
  %b = alloca i64, align 8
  br label %setup
setup:
  br label %body
body:
  %s = getelementptr i8, ptr @scalars, i64 16
  %old = atomicrmw add ptr %s, i64 1 monotonic, align 8
  %present = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present, align 8
  store i64 %old, ptr %a, align 8
  store i64 0, ptr %value, align 8
  store i8 1, ptr %key, align 1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_m, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %element.3 = phi ptr [ %element, %body ], [ %element.2, %insert ]
  %old.2 = atomicrmw add ptr %element.3, i64 1 monotonic, align 8
  %next = add i64 %old.2, 1
  store i64 %next, ptr %value, align 8
  br label %updated
updated:
  %value.1 = load i64, ptr %value, align 8
  store i64 %value.1, ptr %b, align 8
  %element.4 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_n, ptr %key)
  %is.2 = icmp ne ptr %element.4, null
  br i1 %is.2, label %element.5, label %insert.1
element.5:
  %element.7 = phi ptr [ %element.4, %updated ], [ %element.6, %insert.1 ]
  %old.4 = atomicrmw add ptr %element.7, i64 2 monotonic, align 8
  br label %updated.1
updated.1:
  %a.1 = load i64, ptr %a, align 8
  %b.1 = load i64, ptr %b, align 8
  %add = add i64 %a.1, %b.1
  store i64 %add, ptr @scalars, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present.1, align 8
  ret i64 0
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %made = call i64 inttoptr (i64 2 to ptr)(ptr @AT_m, ptr %key, ptr %at, i64 1)
  %element.2 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_m, ptr %key)
  %is.1 = icmp ne ptr %element.2, null
  br i1 %is.1, label %element.1, label %full
full:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %updated
insert.1:
  %at.1 = call ptr asm sideeffect "", "=r,0"(ptr @first.3)
  %lost.1 = getelementptr i8, ptr %at.1, i64 8
  %made.1 = call i64 inttoptr (i64 2 to ptr)(ptr @AT_n, ptr %key, ptr %at.1, i64 1)
  %element.6 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_n, ptr %key)
  %is.3 = icmp ne ptr %element.6, null
  br i1 %is.3, label %element.5, label %full.1
full.1:
  %c.1 = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.3 = atomicrmw add ptr %lost.1, i64 %c.1 monotonic, align 8
  br label %updated.1
}
