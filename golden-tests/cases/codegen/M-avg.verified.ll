@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  %key = alloca [8 x i8], align 8
  %first = alloca [16 x i8], align 8
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  store i8 1, ptr %key, align 1
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, %cpu
  store i64 %new, ptr %element, align 8
  %count.1 = getelementptr i8, ptr %element, i64 8
  %old.2 = load i64, ptr %count.1, align 8
  %new.1 = add i64 %old.2, 1
  store i64 %new.1, ptr %count.1, align 8
  br label %updated
updated:
  ret i64 0
insert:
  store i64 %cpu, ptr %first, align 8
  %count = getelementptr i8, ptr %first, i64 8
  store i64 1, ptr %count, align 8
  %lost = getelementptr i8, ptr @loss, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %first, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
}
