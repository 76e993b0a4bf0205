@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8
@loss = global [2 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@guard = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @fentry__raw_spin_lock_1(ptr %ctx) #0 section "fentry/_raw_spin_lock" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  %guard = call ptr inttoptr (i64 1 to ptr)(ptr @guard, ptr @zeros)
  %is = icmp ne ptr %guard, null
  br i1 %is, label %guarded, label %exit
guarded:
  %old = atomicrmw xchg ptr %guard, i64 1 monotonic, align 8
  %is.1 = icmp eq i64 %old, 0
  br i1 %is.1, label %free, label %busy
free:
  br label %setup
setup:
  br label %body
body:
  %pid_tgid = call i64 asm "call 14\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "={r0},~{r1},~{r2},~{r3},~{r4},~{r5}"() #1
  %pid = lshr i64 %pid_tgid, 32
  %pid.1 = trunc i64 %pid to i32
  %pid.2 = zext i32 %pid.1 to i64
  %is.2 = icmp ugt i64 %pid.2, 1
  br i1 %is.2, label %matched, label %done
matched:
  br label %setup.1
setup.1:
  br label %body.1
body.1:
  %tid = trunc i64 %pid_tgid to i32
  %tid.1 = zext i32 %tid to i64
  %is.3 = icmp ugt i64 %tid.1, 2
  br i1 %is.3, label %then, label %fi
then:
  store volatile i64 0, ptr %guard, align 8
  ret i64 3
fi:
  %tid.2 = trunc i64 %pid_tgid to i32
  %tid.3 = zext i32 %tid.2 to i64
  %is.4 = icmp ugt i64 %tid.3, 1
  br i1 %is.4, label %then.1, label %fi.1
then.1:
  br label %release
fi.1:
  %old.2 = atomicrmw add ptr @scalars, i64 1 monotonic, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %done
done:
  br label %release
release:
  store volatile i64 0, ptr %guard, align 8
  br label %exit
exit:
  ret i64 0
busy:
  %lost = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old.1 = atomicrmw add ptr %lost, i64 %c monotonic, align 8
  br label %exit
}
