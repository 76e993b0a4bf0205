@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_e = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_r = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_u = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@AT_x = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@floor = global i64 0, section ".data.calls", align 8
@call_notes = global { ptr, ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @tracepoint_syscalls_sys_enter_read_1(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_read" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %notes = call ptr inttoptr (i64 156 to ptr)(ptr @call_notes, ptr %task, ptr null, i64 1)
  %is.1 = icmp ne ptr %notes, null
  br i1 %is.1, label %note, label %lost
note:
  %floor = load volatile i64, ptr @floor, align 8
  %note.1 = add i64 %floor, 1
  store i64 %note.1, ptr %notes, align 8
  br label %noted
noted:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_e, ptr @zeros)
  %is.2 = icmp ne ptr %element, null
  br i1 %is.2, label %element.1, label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
exit:
  ret i64 1
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %noted
}

define i64 @tracepoint_syscalls_sys_exit_read_2(ptr %ctx) #0 section "tracepoint/syscalls/sys_exit_read" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  call void asm sideeffect "goto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0\0Agoto +0", "~{r0},~{r2},~{r3},~{r4},~{r5},~{r9}"()
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %notes = call ptr inttoptr (i64 156 to ptr)(ptr @call_notes, ptr %task, ptr null, i64 0)
  %is.1 = icmp ne ptr %notes, null
  br i1 %is.1, label %note, label %exit
note:
  %note.1 = load i64, ptr %notes, align 8
  %floor = load volatile i64, ptr @floor, align 8
  %is.2 = icmp ugt i64 %note.1, %floor
  br i1 %is.2, label %noted, label %exit
noted:
  %note.2 = add i64 %note.1, -1
  store i64 %note.2, ptr %notes, align 8
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_x, ptr @zeros)
  %is.3 = icmp ne ptr %element, null
  br i1 %is.3, label %element.1, label %updated
element.1:
  %old = load i64, ptr %element, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
exit:
  ret i64 1
}

define i64 @uprobe__bin_true_main_3(ptr %ctx) #0 section "uprobe//bin/true:main" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %notes = call ptr inttoptr (i64 156 to ptr)(ptr @call_notes, ptr %task, ptr null, i64 1)
  %is.1 = icmp ne ptr %notes, null
  br i1 %is.1, label %note, label %lost
note:
  %floor = load volatile i64, ptr @floor, align 8
  %note.1 = getelementptr i8, ptr %notes, i64 8
  %note.2 = load i64, ptr %note.1, align 8
  %is.2 = icmp ugt i64 %note.2, %floor
  %depth = select i1 %is.2, i64 %note.2, i64 %floor
  %note.3 = add i64 %depth, 1
  store i64 %note.3, ptr %note.1, align 8
  br label %noted
noted:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_u, ptr @zeros)
  %is.3 = icmp ne ptr %element, null
  br i1 %is.3, label %element.1, label %updated
element.1:
  %old.1 = load i64, ptr %element, align 8
  %new = add i64 %old.1, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
exit:
  ret i64 0
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 16
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %noted
}

define i64 @uretprobe__bin_true_main_4(ptr %ctx) #0 section "uretprobe//bin/true:main" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  %task = call ptr inttoptr (i64 158 to ptr)() #1
  %notes = call ptr inttoptr (i64 156 to ptr)(ptr @call_notes, ptr %task, ptr null, i64 0)
  %is.1 = icmp ne ptr %notes, null
  br i1 %is.1, label %note, label %exit
note:
  %note.1 = getelementptr i8, ptr %notes, i64 8
  %note.2 = load i64, ptr %note.1, align 8
  %floor = load volatile i64, ptr @floor, align 8
  %is.2 = icmp ugt i64 %note.2, %floor
  br i1 %is.2, label %noted, label %exit
noted:
  %note.3 = add i64 %note.2, -1
  store i64 %note.3, ptr %note.1, align 8
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_r, ptr @zeros)
  %is.3 = icmp ne ptr %element, null
  br i1 %is.3, label %element.1, label %updated
element.1:
  %old = load i64, ptr %element, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %element, align 8
  br label %updated
updated:
  br label %exit
exit:
  ret i64 0
}
