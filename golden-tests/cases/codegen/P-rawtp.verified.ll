@gate = global i32 0, section ".data.gate", align 4
@loss = global [1 x i64] zeroinitializer, section ".data.loss", align 8
@first.1 = global [2 x i64] [i64 1, i64 0], section ".data.loss", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @rawtracepoint_sched_wakeup_1(ptr %ctx) #0 section "tp_btf/sched_wakeup" {
entry:
  %key = alloca [8 x i8], align 8
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %p = load volatile i64, ptr %ctx, align 8
  %is = icmp ne i64 %p, 0
  br i1 %is, label %object, label %read
object:
  %p.1 = inttoptr i64 %p to ptr
  %offset = load i64, ptr @"llvm.task_struct:0:1268$0:0", align 8
  %tgid = getelementptr i8, ptr %p.1, i64 %offset
  %tgid.1 = call ptr @llvm.bpf.passthrough.p0.p0(i32 1000000, ptr %tgid)
  %tgid.2 = load i32, ptr %tgid.1, align 4
  br label %read
read:
  %field = phi i32 [ 0, %body ], [ %tgid.2, %object ]
  store i32 %field, ptr %key, align 4
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr %key)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %insert
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  ret i64 0
insert:
  %at = call ptr asm sideeffect "", "=r,0"(ptr @first.1)
  %lost = getelementptr i8, ptr %at, i64 8
  %result = call i64 inttoptr (i64 2 to ptr)(ptr @AT_, ptr %key, ptr %at, i64 0)
  %failed = lshr i64 %result, 63
  %old = atomicrmw add ptr %lost, i64 %failed monotonic, align 8
  br label %updated
}

@"llvm.task_struct:0:1268$0:0" = external global i64, !llvm.preserve.access.index !14 #1
declare ptr @llvm.bpf.passthrough.p0.p0(i32, ptr)
