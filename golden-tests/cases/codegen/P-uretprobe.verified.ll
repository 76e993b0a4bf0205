@gate = global i32 0, section ".data.gate", align 4
@scalars = global [2 x i64] zeroinitializer, section ".data.scalars", align 8

define i64 @uretprobe__bin_sh_main_1(ptr %ctx) #0 section "uretprobe//bin/sh:main" {
entry:
  %gate = load volatile i32, ptr @gate, align 4
  %is = icmp eq i32 %gate, 1
  br i1 %is, label %open, label %exit
open:
  br label %setup
setup:
  br label %body
body:
  %register = getelementptr i8, ptr %ctx, i64 80
  %retval = load volatile i64, ptr %register, align 8
  store i64 %retval, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  br label %exit
exit:
  ret i64 0
}
