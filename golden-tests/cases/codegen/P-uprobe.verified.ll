@gate = global i32 0, section ".data.gate", align 4
@scalars = global [4 x i64] zeroinitializer, section ".data.scalars", align 8

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
  %register = getelementptr i8, ptr %ctx, i64 104
  %arg1 = load volatile i64, ptr %register, align 8
  store i64 %arg1, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  %register.1 = getelementptr i8, ptr %ctx, i64 128
  %ip = load volatile i64, ptr %register.1, align 8
  %i = getelementptr i8, ptr @scalars, i64 16
  store i64 %ip, ptr %i, align 8
  %present.1 = getelementptr i8, ptr @scalars, i64 24
  store i64 1, ptr %present.1, align 8
  br label %exit
exit:
  ret i64 0
}
