@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %a = alloca [4 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i32 5, ptr %a, align 4
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %cpu.1 = call i64 asm sideeffect "", "=r,0"(i64 %cpu)
  %is = icmp uge i64 %cpu.1, 4
  br i1 %is, label %outside, label %inside
outside:
  %told = call i64 @report(i64 0)
  br label %inside
inside:
  %index = phi i64 [ %cpu.1, %body ], [ 0, %outside ]
  %at = getelementptr i8, ptr %a, i64 %index
  %value = load i8, ptr %at, align 1
  store i8 %value, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}

define internal i64 @report(i64 %id) #2 {
entry:
  %record = call ptr inttoptr (i64 131 to ptr)(ptr @events, i64 8, i64 0)
  %is = icmp ne ptr %record, null
  br i1 %is, label %record.1, label %lost
record.1:
  store i64 %id, ptr %record, align 8
  call void inttoptr (i64 132 to ptr)(ptr %record, i64 0)
  ret i64 0
lost:
  %old = atomicrmw add ptr @loss, i64 1 monotonic, align 8
  ret i64 0
}
