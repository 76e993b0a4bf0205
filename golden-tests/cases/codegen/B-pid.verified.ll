@gate = global i32 0, section ".data.gate", align 4
@scalars = global [6 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %pid_tgid = call i64 asm "call 14\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "={r0},~{r1},~{r2},~{r3},~{r4},~{r5}"() #1
  %pid = lshr i64 %pid_tgid, 32
  %pid.1 = trunc i64 %pid to i32
  store i32 %pid.1, ptr @scalars, align 4
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %tid = trunc i64 %pid_tgid to i32
  %t = getelementptr i8, ptr @scalars, i64 32
  store i32 %tid, ptr %t, align 4
  %present.1 = getelementptr i8, ptr @scalars, i64 40
  store i64 1, ptr %present.1, align 8
  %pid_tgid.1 = call i64 inttoptr (i64 14 to ptr)() #1
  %pid.2 = lshr i64 %pid_tgid.1, 32
  %pid.3 = trunc i64 %pid.2 to i32
  %i = getelementptr i8, ptr @scalars, i64 16
  store i32 %pid.3, ptr %i, align 4
  %present.2 = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present.2, align 8
  ret i64 0
}
