@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@first.3 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_c = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@scratch = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@stacks = global { ptr, ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_sched_sched_switch_1(ptr %ctx) #0 section "tracepoint/sched/sched_switch" {
entry:
  %key = alloca [32 x i8], align 8
  %key.1 = alloca [16 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  %scratch = call ptr inttoptr (i64 1 to ptr)(ptr @scratch, ptr @zeros)
  %is.6 = icmp ne ptr %scratch, null
  br i1 %is.6, label %scratch.3, label %exit
body:
  %bytes = call i64 inttoptr (i64 67 to ptr)(ptr %ctx, ptr %scratch, i32 24, i64 0)
  %scratch.1 = ptrtoint ptr %scratch to i64
  %outputs = call { i64, i64, i64 } asm "if r0 s> 0 goto +1\0Ar0 = 0\0Ar2 = r0\0Ar3 = r0\0Aif r3 s<= 0 goto +6\0Ar4 = *(u64 *)(r1 + 0)\0Ar2 ^= r4\0Ar2 *= -1640531535\0Ar1 += 8\0Ar3 -= 8\0Agoto -7", "={r0},={r1},={r2},0,1,~{r3},~{r4},~{memory}"(i64 %bytes, i64 %scratch.1)
  %size = extractvalue { i64, i64, i64 } %outputs, 0
  %stack = extractvalue { i64, i64, i64 } %outputs, 2
  %depth = lshr i64 %size, 3
  store i64 %stack, ptr %key, align 8
  %depth.1 = getelementptr i8, ptr %key, i64 8
  store i64 %depth, ptr %depth.1, align 8
  %to = getelementptr i8, ptr %key, i64 16
  %frames = getelementptr i8, ptr %scratch, i64 24
  %rest = getelementptr i8, ptr %frames, i64 16
  store i64 0, ptr %rest, align 8
  %bytes.1 = call i64 inttoptr (i64 67 to ptr)(ptr %ctx, ptr %frames, i32 16, i64 256)
  %frames.1 = ptrtoint ptr %frames to i64
  %outputs.1 = call { i64, i64, i64 } asm "if r0 s> 0 goto +1\0Ar0 = 0\0Ar2 = r0\0Ar3 = r0\0Aif r3 s<= 0 goto +6\0Ar4 = *(u64 *)(r1 + 0)\0Ar2 ^= r4\0Ar2 *= -1640531535\0Ar1 += 8\0Ar3 -= 8\0Agoto -7", "={r0},={r1},={r2},0,1,~{r3},~{r4},~{memory}"(i64 %bytes.1, i64 %frames.1)
  %size.1 = extractvalue { i64, i64, i64 } %outputs.1, 0
  %stack.1 = extractvalue { i64, i64, i64 } %outputs.1, 2
  %depth.2 = lshr i64 %size.1, 3
  store i64 %stack.1, ptr %to, align 8
  %depth.3 = trunc i64 %depth.2 to i32
  %depth.4 = getelementptr i8, ptr %to, i64 8
  store i32 %depth.3, ptr %depth.4, align 4
  %pid_tgid = call i64 inttoptr (i64 14 to ptr)() #1
  %pid = lshr i64 %pid_tgid, 32
  %pid.1 = trunc i64 %pid to i32
  %pid.2 = getelementptr i8, ptr %to, i64 12
  store i32 %pid.1, ptr %pid.2, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  %key.2 = call ptr asm sideeffect "", "=r,0"(ptr %key.1)
  %pid_tgid.1 = call i64 asm "call 14\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "={r0},~{r1},~{r2},~{r3},~{r4},~{r5}"() #1
  %pid.3 = lshr i64 %pid_tgid.1, 32
  %pid.4 = trunc i64 %pid.3 to i32
  %pid.5 = zext i32 %pid.4 to i64
  %is.2 = icmp ugt i64 %pid.5, 1
  br i1 %is.2, label %then, label %else
then:
  %bytes.2 = call i64 inttoptr (i64 67 to ptr)(ptr %ctx, ptr %scratch, i32 24, i64 0)
  %scratch.2 = ptrtoint ptr %scratch to i64
  %outputs.2 = call { i64, i64, i64 } asm "if r0 s> 0 goto +1\0Ar0 = 0\0Ar2 = r0\0Ar3 = r0\0Aif r3 s<= 0 goto +6\0Ar4 = *(u64 *)(r1 + 0)\0Ar2 ^= r4\0Ar2 *= -1640531535\0Ar1 += 8\0Ar3 -= 8\0Agoto -7", "={r0},={r1},={r2},0,1,~{r3},~{r4},~{memory}"(i64 %bytes.2, i64 %scratch.2)
  %size.2 = extractvalue { i64, i64, i64 } %outputs.2, 0
  %stack.2 = extractvalue { i64, i64, i64 } %outputs.2, 2
  %depth.5 = lshr i64 %size.2, 3
  store i64 %stack.2, ptr %key.2, align 8
  %depth.6 = getelementptr i8, ptr %key.2, i64 8
  store i64 %depth.5, ptr %depth.6, align 8
  %old.2 = call ptr inttoptr (i64 1 to ptr)(ptr @stacks, ptr %key.2)
  %is.3 = icmp eq ptr %old.2, null
  br i1 %is.3, label %add, label %seen
seen:
  br label %fi
else:
  %frames.2 = getelementptr i8, ptr %scratch, i64 24
  %bytes.3 = call i64 inttoptr (i64 67 to ptr)(ptr %ctx, ptr %frames.2, i32 24, i64 0)
  %frames.3 = ptrtoint ptr %frames.2 to i64
  %outputs.3 = call { i64, i64, i64 } asm "if r0 s> 0 goto +1\0Ar0 = 0\0Ar2 = r0\0Ar3 = r0\0Aif r3 s<= 0 goto +6\0Ar4 = *(u64 *)(r1 + 0)\0Ar2 ^= r4\0Ar2 *= -1640531535\0Ar1 += 8\0Ar3 -= 8\0Agoto -7", "={r0},={r1},={r2},0,1,~{r3},~{r4},~{memory}"(i64 %bytes.3, i64 %frames.3)
  %size.3 = extractvalue { i64, i64, i64 } %outputs.3, 0
  %stack.3 = extractvalue { i64, i64, i64 } %outputs.3, 2
  %depth.7 = lshr i64 %size.3, 3
  store i64 %stack.3, ptr %key.2, align 8
  %depth.8 = getelementptr i8, ptr %key.2, i64 8
  store i64 %depth.7, ptr %depth.8, align 8
  %old.3 = call ptr inttoptr (i64 1 to ptr)(ptr @stacks, ptr %key.2)
  %is.4 = icmp eq ptr %old.3, null
  br i1 %is.4, label %add.1, label %seen.1
seen.1:
  br label %fi
fi:
  %element.2 = call ptr inttoptr (i64 1 to ptr)(ptr @AT_c, ptr %key.2)
  %is.5 = icmp ne ptr %element.2, null
  br i1 %is.5, label %element.3, label %insert.1
element.3:
  %old.5 = load i64, ptr %element.2, align 8
  %new.1 = add i64 %old.5, 1
  store i64 %new.1, ptr %element.2, align 8
  br label %updated.1
updated.1:
  br label %exit
scratch.3:
  br label %body
exit:
  ret i64 1
insert:
  call i64 inttoptr (i64 2 to ptr)(ptr @stacks, ptr %key, ptr %scratch, i64 1)
  call i64 inttoptr (i64 2 to ptr)(ptr @stacks, ptr %to, ptr %frames, i64 1)
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %at, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
add:
  call i64 inttoptr (i64 2 to ptr)(ptr @stacks, ptr %key.2, ptr %scratch, i64 1)
  br label %seen
add.1:
  call i64 inttoptr (i64 2 to ptr)(ptr @stacks, ptr %key.2, ptr %frames.2, i64 1)
  br label %seen.1
insert.1:
  %at.1 = call ptr asm sideeffect "", "=r,0"(ptr @first.3)
  %lost.1 = getelementptr i8, ptr %at.1, i64 8
  %result.1 = call i64 inttoptr (i64 2 to ptr)(ptr @AT_c, ptr %key.2, ptr %at.1, i64 0)
  %failed.1 = lshr i64 %result.1, 63
  %old.4 = atomicrmw add ptr %lost.1, i64 %failed.1 monotonic, align 8
  br label %updated.1
}
