@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %key = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  store i64 %cpu, ptr %key, align 8
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %element.3 = phi ptr [ %element, %body ], [ %element.2, %insert ]
  %old.1 = atomicrmw add ptr %element.3, i64 2 monotonic, align 8
  br label %updated
updated:
  ret i64 0
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %made = call i64 inttoptr (i64 2 to ptr)(ptr @AT_x, ptr %key, ptr %at, i64 1)
  %element.2 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr %key)
  %is.1 = icmp ne ptr %element.2, null
  br i1 %is.1, label %element.1, label %full
full:
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %updated
}
