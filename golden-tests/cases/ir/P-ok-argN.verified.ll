define i64 @uprobe__bin_true_main_1(ptr %ctx) #0 section "uprobe//bin/true:main" {
entry:
  br label %setup
setup:
  br label %body
body:
  %register = getelementptr i8, ptr %ctx, i64 112
  %arg0 = load volatile i64, ptr %register, align 8
  store i64 %arg0, ptr @scalars, align 8
  %present = getelementptr i8, ptr @scalars, i64 8
  store i64 1, ptr %present, align 8
  ret i64 0
}
