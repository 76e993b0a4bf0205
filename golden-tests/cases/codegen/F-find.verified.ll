@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_m = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [1 x i8], align 8
  %v = alloca i8, align 1
  br label %setup
setup:
  br label %body
body:
  store i8 2, ptr %value, align 1
  store i8 1, ptr %key, align 1
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_m, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  store i8 0, ptr %v, align 1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_m, ptr %key)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %found, label %find
found:
  %value.1 = load i8, ptr %element, align 1
  store i8 %value.1, ptr %v, align 1
  br label %find
find:
  %found.1 = phi i1 [ false, %stored ], [ true, %found ]
  br i1 %found.1, label %then, label %fi
then:
  %v.1 = load i8, ptr %v, align 1
  store i8 %v.1, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %fi
fi:
  ret i64 0
}
