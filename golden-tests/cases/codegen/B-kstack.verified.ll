@gate = global i32 0, section ".data.gate", align 4
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@stacks = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @profile_hz_99_1(ptr %ctx) #0 section "perf_event" {
entry:
  %key = alloca [16 x i8], align 8
  %stack.1 = alloca i64, align 8
  %depth = alloca i64, align 8
  %first = alloca [8 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %closed
closed:
  ret i64 0
open:
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.4 = icmp eq ptr %scratch, null
  br i1 %is.4, label %no_scratch, label %scratch.1
body:
  %bytes = call i64 inttoptr (i64 67 to ptr)(ptr %ctx, ptr %scratch, i32 64, i64 0)
  store i64 0, ptr %stack.1, align 8
  store i64 0, ptr %depth, align 8
  %is.1 = icmp sgt i64 %bytes, 0
  br i1 %is.1, label %kept, label %stack
kept:
  %depth.1 = lshr i64 %bytes, 3
  store i64 %depth.1, ptr %depth, align 8
  %words = lshr i64 %bytes, 3
  %kept.1 = call i64 @keep_stack(ptr %scratch, i64 %words, ptr %stack.1)
  br label %stack
stack:
  %id = load i64, ptr %stack.1, align 8
  store i64 %id, ptr %key, align 8
  %depth.2 = load i64, ptr %depth, align 8
  %depth.3 = trunc i64 %depth.2 to i32
  %depth.4 = getelementptr i8, ptr %key, i64 8
  store i32 %depth.3, ptr %depth.4, align 4
  %pid = getelementptr i8, ptr %key, i64 12
  store i32 0, ptr %pid, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is.2 = icmp ne ptr %element, null
  br i1 %is.2, label %element.1, label %insert
insert:
  store i64 1, ptr %first, align 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %first, i64 0)
  %is.3 = icmp eq i64 %result, 0
  br i1 %is.3, label %updated, label %full
full:
  %lost = getelementptr i8, ptr @loss, i64 8
  %old = atomicrmw add ptr %lost, i64 1 monotonic, align 8
  br label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  ret i64 0
no_scratch:
  ret i64 0
scratch.1:
  br label %body
}

define internal i64 @keep_stack(ptr %frames, i64 %words, ptr %id) #1 {
entry:
  %hash = alloca i64, align 8
  %i = alloca i64, align 8
  %key = alloca [8 x i8], align 8
  %is = icmp ult i64 %words, 8
  %words.1 = select i1 %is, i64 %words, i64 8
  store i64 %words.1, ptr %hash, align 8
  store i64 0, ptr %i, align 8
  br label %head
head:
  %i.1 = load i64, ptr %i, align 8
  %is.1 = icmp ult i64 %i.1, 8
  br i1 %is.1, label %turn, label %done
turn:
  %is.2 = icmp ult i64 %i.1, %words.1
  br i1 %is.2, label %more, label %done
more:
  %offset = shl i64 %i.1, 3
  %at = getelementptr i8, ptr %frames, i64 %offset
  %frame = load i64, ptr %at, align 8
  %hash.1 = load i64, ptr %hash, align 8
  %mixed = xor i64 %hash.1, %frame
  %mixed.1 = mul i64 %mixed, -7046029254386353131
  %folded = lshr i64 %mixed.1, 29
  %hash.2 = xor i64 %mixed.1, %folded
  store i64 %hash.2, ptr %hash, align 8
  %next = add i64 %i.1, 1
  store i64 %next, ptr %i, align 8
  br label %head
done:
  %hash.3 = load i64, ptr %hash, align 8
  store i64 %hash.3, ptr %key, align 8
  %hash.4 = load i64, ptr %hash, align 8
  store i64 %hash.4, ptr %id, align 8
  %old = call ptr inttoptr (i64 1 to ptr)(ptr @stacks, ptr %key)
  %is.3 = icmp eq ptr %old, null
  br i1 %is.3, label %add, label %kept
add:
  call i64 inttoptr (i64 2 to ptr)(ptr @stacks, ptr %key, ptr %frames, i64 0)
  br label %kept
kept:
  ret i64 0
}
