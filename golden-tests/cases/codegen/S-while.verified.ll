@gate = global i32 0, section ".data.gate", align 4

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %i = alloca i64, align 8
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %i, align 8
  br label %while
while:
  %i.1 = load i64, ptr %i, align 8
  %is = icmp slt i64 %i.1, 10
  br i1 %is, label %turn, label %done
turn:
  %i.2 = load i64, ptr %i, align 8
  %next = add i64 %i.2, 1
  store i64 %next, ptr %i, align 8
  %i.3 = load i64, ptr %i, align 8
  %is.1 = icmp eq i64 %i.3, 3
  br i1 %is.1, label %then, label %fi
then:
  br label %while
fi:
  %i.4 = load i64, ptr %i, align 8
  %is.2 = icmp eq i64 %i.4, 5
  br i1 %is.2, label %then.1, label %fi.1
then.1:
  br label %done
fi.1:
  br label %while
done:
  ret i64 0
}
