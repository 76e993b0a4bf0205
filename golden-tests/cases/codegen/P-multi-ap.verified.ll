@gate = global i32 0, section ".data.gate", align 4
@loss = global [3 x i64] zeroinitializer, section ".data.loss", align 8
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8
@events = global { ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @uprobe__bin_sh_main_1(ptr %ctx) #0 section "uprobe//bin/sh:main" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
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

define i64 @uprobe__bin_true_main_2(ptr %ctx) #0 section "uprobe//bin/true:main" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
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

define i64 @uretprobe__bin_sh_main_3(ptr %ctx) #0 section "uretprobe//bin/sh:main" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is.1 = icmp ne ptr %element, null
  br i1 %is.1, label %element.1, label %updated
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

define i64 @uprobe__bin_sh_main_4(ptr %ctx) #0 section "uprobe//bin/sh:main" {
entry:
  %record = alloca [32 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  store i64 0, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i64 3403143941882802293, ptr %argument, align 8
  %to = getelementptr i8, ptr %argument, i64 8
  store i64 7870718142709655906, ptr %to, align 8
  %to.1 = getelementptr i8, ptr %argument, i64 16
  store i32 7235937, ptr %to.1, align 4
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 28, i64 0)
  %is.1 = icmp ne i64 %result, 0
  br i1 %is.1, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 8
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  br label %exit
exit:
  ret i64 0
}

define i64 @uprobe__bin_sh_exit_5(ptr %ctx) #0 section "uprobe//bin/sh:exit" {
entry:
  %record = alloca [32 x i8], align 8
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  store i64 1, ptr %record, align 8
  %argument = getelementptr i8, ptr %record, i64 8
  store i64 3403143941882802293, ptr %argument, align 8
  %to = getelementptr i8, ptr %argument, i64 8
  store i64 7294257390406232418, ptr %to, align 8
  %to.1 = getelementptr i8, ptr %argument, i64 16
  store i32 7629176, ptr %to.1, align 4
  %result = call i64 inttoptr (i64 130 to ptr)(ptr @events, ptr %record, i64 28, i64 0)
  %is.1 = icmp ne i64 %result, 0
  br i1 %is.1, label %lost, label %sent
lost:
  %lost.1 = getelementptr i8, ptr @loss, i64 16
  %c = call i64 asm sideeffect "", "=r,0"(i64 1)
  %old = atomicrmw add ptr %lost.1, i64 %c monotonic, align 8
  br label %sent
sent:
  br label %exit
exit:
  ret i64 0
}
