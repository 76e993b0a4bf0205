@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_s = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value.1 = alloca [8 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %is = icmp ne i64 %cpu, 0
  br i1 %is, label %then, label %else
then:
  br label %fi
else:
  br label %fi
fi:
  %value = phi i8 [ 1, %then ], [ 2, %else ]
  store i8 %value, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %cpu.1 = call i64 inttoptr (i64 8 to ptr)() #1
  %is.1 = icmp ne i64 %cpu.1, 0
  br i1 %is.1, label %then.1, label %else.1
then.1:
  store i16 97, ptr %value.1, align 2
  br label %fi.1
else.1:
  store i16 98, ptr %value.1, align 2
  br label %fi.1
fi.1:
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_s, ptr @zeros, ptr %value.1, i64 0)
  %is.2 = icmp ne i64 %result, 0
  br i1 %is.2, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  ret i64 0
}
