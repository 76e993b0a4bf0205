@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %tmp = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %is = icmp ugt i64 %cpu, 1
  br i1 %is, label %and, label %else
and:
  call i64 inttoptr (i64 16 to ptr)(ptr %tmp, i32 16)
  %word = load i64, ptr %tmp, align 8
  %is.1 = icmp eq i64 %word, 120
  br i1 %is.1, label %then, label %else
then:
  store i8 1, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %fi
else:
  store i8 2, ptr @scalars, align 1
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present.1, align 8
  br label %fi
fi:
  ret i64 0
}
