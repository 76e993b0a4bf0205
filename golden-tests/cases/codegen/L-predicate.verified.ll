@gate = global i32 0, section ".data.gate", align 4
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_read_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_read" {
entry:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  br label %setup
setup:
  br label %body
body:
  %cpu = call i64 inttoptr (i64 8 to ptr)() #1
  %is = icmp eq i64 %cpu, 1
  br i1 %is, label %matched, label %done
matched:
  br label %setup.1
setup.1:
  br label %body.1
body.1:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
element.1:
  %old = load i64, ptr %element, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %done
done:
  ret i64 1
}
