@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@load = externally_initialized constant [8 x i8] zeroinitializer, section ".rodata.load", align 8
@AT_y = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_z = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %value = alloca [8 x i8], align 8
  %key = alloca [1 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  store i8 1, ptr @scalars, align 1
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  store i8 1, ptr %value, align 1
  store i8 1, ptr %key, align 1
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_y, ptr %key, ptr %value, i64 0)
  %is = icmp ne i64 %result, 0
  br i1 %is, label %full, label %stored
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %stored
stored:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_z, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  %present.1 = getelementptr i8, ptr @scalars, i64 8
  %present.2 = load i64, ptr %present.1, align 8
  store i8 0, ptr @scalars, align 1
  %present.3 = getelementptr i8, ptr @scalars, i64 8
  store i64 0, ptr %present.3, align 8
  %is.2 = icmp ne i64 %present.2, 0
  %result.1 = call i64 inttoptr (i64 3 to ptr)(ptr @AT_y, ptr %key)
  %is.3 = icmp eq i64 %result.1, 0
  %cleared = call i64 @clear_AT_z()
  %is.4 = icmp ne i64 %cleared, 0
  ret i64 0
}

define internal i64 @clear_AT_z() #1 {
entry:
  %held = alloca i64, align 8
  %i = alloca i64, align 8
  %i.3 = alloca i64, align 8
  store i64 0, ptr %held, align 8
  %processors = load i64, ptr @load, align 8
  %is = icmp ult i64 %processors, 4096
  %processors.1 = select i1 %is, i64 %processors, i64 4096
  store i64 0, ptr %i, align 8
  br label %head
head:
  %i.1 = load i64, ptr %i, align 8
  %is.1 = icmp ult i64 %i.1, %processors.1
  br i1 %is.1, label %turn, label %done
turn:
  %i.2 = trunc i64 %i.1 to i32
  %element = call ptr inttoptr (i64 195 to ptr)(ptr @AT_z, ptr @zeros, i32 %i.2)
  %is.2 = icmp ne ptr %element, null
  br i1 %is.2, label %found, label %done
found:
  store i64 0, ptr %i.3, align 8
  br label %head.1
head.1:
  %i.4 = load i64, ptr %i.3, align 8
  %is.3 = icmp ult i64 %i.4, 1
  br i1 %is.3, label %turn.1, label %done.1
turn.1:
  %offset = shl i64 %i.4, 3
  %word = getelementptr i8, ptr %element, i64 %offset
  %held.1 = load i64, ptr %held, align 8
  %value = load i64, ptr %word, align 8
  %held.2 = or i64 %held.1, %value
  store i64 %held.2, ptr %held, align 8
  store i64 0, ptr %word, align 8
  %next = add i64 %i.4, 1
  store i64 %next, ptr %i.3, align 8
  br label %head.1
done.1:
  %next.1 = add i64 %i.1, 1
  store i64 %next.1, ptr %i, align 8
  br label %head
done:
  %held.3 = load i64, ptr %held, align 8
  %is.4 = icmp ne i64 %held.3, 0
  %is.5 = zext i1 %is.4 to i64
  ret i64 %is.5
}
