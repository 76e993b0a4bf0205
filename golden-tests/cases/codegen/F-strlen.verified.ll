@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %tmp = alloca [24 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  call i64 inttoptr (i64 16 to ptr)(ptr %tmp, i32 16)
  %length = call i64 @str_length(ptr %tmp, i64 16)
  store i64 %length, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}

define internal i64 @str_length(ptr %s, i64 %n) #1 {
entry:
  %i = alloca i64, align 8
  store i64 0, ptr %i, align 8
  br label %head
head:
  %i.1 = load i64, ptr %i, align 8
  %is = icmp ult i64 %i.1, %n
  br i1 %is, label %turn, label %done
turn:
  %at = getelementptr i8, ptr %s, i64 %i.1
  %c = load i8, ptr %at, align 1
  %is.1 = icmp eq i8 %c, 0
  br i1 %is.1, label %end, label %next
end:
  ret i64 %i.1
next:
  %next.1 = add i64 %i.1, 1
  store i64 %next.1, ptr %i, align 8
  br label %head
done:
  ret i64 %n
}
