@gate = global i32 0, section ".data.gate", align 4
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %counter = alloca i8, align 1
  %i = alloca i8, align 1
  br label %setup
setup:
  br label %body
body:
  store i8 0, ptr %counter, align 1
  br label %for
for:
  %number = load i8, ptr %counter, align 1
  %is = icmp slt i8 %number, 3
  br i1 %is, label %turn, label %done
turn:
  store i8 %number, ptr %i, align 1
  %i.1 = load i8, ptr %i, align 1
  %i.2 = sext i8 %i.1 to i64
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
element.1:
  %old = load i64, ptr %element, align 8
  %new = add i64 %old, %i.2
  store i64 %new, ptr %element, align 8
  %flag = getelementptr i8, ptr %element, i64 8
  store i64 1, ptr %flag, align 8
  br label %updated
updated:
  br label %next
next:
  %number.1 = load i8, ptr %counter, align 1
  %number.2 = add i8 %number.1, 1
  store i8 %number.2, ptr %counter, align 1
  br label %for
done:
  ret i64 0
}
