@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %record = alloca [24 x i8], align 8
  %frame = alloca [32 x i8], align 8
  br label %setup
setup:
  %slot.3 = getelementptr i8, ptr %frame, i64 16
  store i64 0, ptr %slot.3, align 8
  br label %body
body:
  store i64 0, ptr %frame, align 8
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %slot = getelementptr i8, ptr %frame, i64 8
  store i64 0, ptr %slot, align 8
  %is = icmp ult i64 0, %cpu
  br i1 %is, label %run, label %done
run:
  %cpu.1 = trunc i64 %cpu to i32
  %turns = call i64 inttoptr (i64 181 to ptr)(i32 %cpu.1, ptr @begin_1_loop1, ptr %frame, i64 0)
  %slot.1 = getelementptr i8, ptr %frame, i64 16
  %returning = load i64, ptr %slot.1, align 8
  %is.1 = icmp ne i64 %returning, 0
  br i1 %is.1, label %leave, label %stay
leave:
  %slot.2 = getelementptr i8, ptr %frame, i64 24
  %value = load i64, ptr %slot.2, align 8
  ret i64 %value
stay:
  br label %done
done:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  %sum = load i64, ptr %frame, align 8
  store i64 %sum, ptr %argument, align 8
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 16, i64 0)
  %is.2 = icmp ne i64 %result, 0
  br i1 %is.2, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  ret i64 0
}

define internal i64 @begin_1_loop1(i32 %index, ptr %frame) #0 {
entry:
  %i = alloca i64, align 8
  %slot = getelementptr i8, ptr %frame, i64 8
  %first = load i64, ptr %slot, align 8
  %index.1 = zext i32 %index to i64
  %index.2 = add i64 %first, %index.1
  store i64 %index.2, ptr %i, align 8
  %sum = load i64, ptr %frame, align 8
  %i.1 = load i64, ptr %i, align 8
  %add = add i64 %sum, %i.1
  store i64 %add, ptr %frame, align 8
  %sum.1 = load i64, ptr %frame, align 8
  %is = icmp ugt i64 %sum.1, 100
  br i1 %is, label %then, label %fi
then:
  %slot.1 = getelementptr i8, ptr %frame, i64 16
  store i64 1, ptr %slot.1, align 8
  %slot.2 = getelementptr i8, ptr %frame, i64 24
  store i64 0, ptr %slot.2, align 8
  ret i64 1
fi:
  ret i64 0
}
