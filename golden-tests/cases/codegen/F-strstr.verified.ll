@text.0 = constant [3 x i8] c"ab\00", section ".rodata", align 8
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
  %index = call i64 @str_find(ptr %tmp, i64 16, ptr @text.0, i64 3)
  store i64 %index, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}

define internal i64 @str_find(ptr %text, i64 %size, ptr %part, i64 %part_size) #1 {
entry:
  %i = alloca i64, align 8
  %i.2 = alloca i64, align 8
  store i64 0, ptr %i, align 8
  br label %head
head:
  %i.1 = load i64, ptr %i, align 8
  %is = icmp ult i64 %i.1, %size
  br i1 %is, label %turn, label %done
turn:
  store i64 0, ptr %i.2, align 8
  br label %head.1
head.1:
  %i.3 = load i64, ptr %i.2, align 8
  %is.1 = icmp ult i64 %i.3, %part_size
  br i1 %is.1, label %turn.1, label %done.1
turn.1:
  %at = getelementptr i8, ptr %part, i64 %i.3
  %c = load i8, ptr %at, align 1
  %is.2 = icmp eq i8 %c, 0
  br i1 %is.2, label %found, label %more
more:
  %at.1 = add i64 %i.1, %i.3
  %at.2 = call i64 asm sideeffect "", "=r,0"(i64 %at.1)
  %is.3 = icmp ult i64 %at.2, %size
  br i1 %is.3, label %inside, label %ended
inside:
  %at.3 = getelementptr i8, ptr %text, i64 %at.2
  %d = load i8, ptr %at.3, align 1
  %is.4 = icmp eq i8 %c, %d
  br i1 %is.4, label %equal, label %differ
differ:
  %is.5 = icmp eq i8 %d, 0
  br i1 %is.5, label %ended, label %next
equal:
  %next.1 = add i64 %i.3, 1
  store i64 %next.1, ptr %i.2, align 8
  br label %head.1
done.1:
  br label %found
found:
  ret i64 %i.1
ended:
  br label %missing
missing:
  ret i64 -1
next:
  %next.2 = add i64 %i.1, 1
  store i64 %next.2, ptr %i, align 8
  br label %head
done:
  ret i64 -1
}
