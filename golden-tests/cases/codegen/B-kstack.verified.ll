@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@stacks = global { ptr, ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @profile_hz_99_1(ptr %ctx) #0 section "perf_event" {
entry:
  %key = alloca [16 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.2 = icmp ne ptr %scratch, null
  br i1 %is.2, label %scratch.2, label %exit
body:
  %key.1 = call ptr asm sideeffect "", "=r,0"(ptr %key)
  %bytes = call i64 inttoptr (i64 67 to ptr)(ptr %ctx, ptr %scratch, i32 64, i64 0)
  %scratch.1 = ptrtoint ptr %scratch to i64
  %outputs = call { i64, i64, i64 } asm "if r0 s> 0 goto +1\0Ar0 = 0\0Ar2 = r0\0Ar3 = r0\0Aif r3 s<= 0 goto +6\0Ar4 = *(u64 *)(r1 + 0)\0Ar2 ^= r4\0Ar2 *= -1640531535\0Ar1 += 8\0Ar3 -= 8\0Agoto -7", "={r0},={r1},={r2},0,1,~{r3},~{r4},~{memory}"(i64 %bytes, i64 %scratch.1)
  %size = extractvalue { i64, i64, i64 } %outputs, 0
  %stack = extractvalue { i64, i64, i64 } %outputs, 2
  %depth = lshr i64 %size, 3
  store i64 %stack, ptr %key.1, align 8
  %depth.1 = getelementptr i8, ptr %key.1, i64 8
  store i64 %depth, ptr %depth.1, align 8
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key.1)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
scratch.2:
  br label %body
exit:
  ret i64 0
insert:
  call i64 inttoptr (i64 2 to ptr)(ptr @stacks, ptr %key.1, ptr %scratch, i64 1)
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key.1, ptr %at, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
}
