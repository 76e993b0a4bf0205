@gate = global i32 0, section ".data.gate", align 4
@zeros = constant [8 x i8] zeroinitializer, section ".rodata", align 8
@AT_ = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8

define i64 @begin_1(ptr %ctx) #0 section "raw_tp" {
entry:
  br label %setup
setup:
  br label %body
body:
  %element = call ptr inttoptr (i64 1 to ptr)(ptr @AT_, ptr @zeros)
  %is = icmp ne ptr %element, null
  br i1 %is, label %element.1, label %updated
element.1:
  %is.1 = icmp slt i64 -1, 0
  br i1 %is.1, label %bucket, label %positive
positive:
  %small = add i64 -1, 1
  %is.2 = icmp ult i64 -1, 4
  br i1 %is.2, label %bucket, label %large
large:
  %outputs = call { i64, i64 } asm "r1 = r2\0Ar1 >>= 32\0Aif r1 == 0 goto +2\0Ar2 = r1\0Ar1 = 32\0Aif w2 < 65536 goto +2\0Aw2 >>= 16\0Aw1 += 16\0Aif w2 < 256 goto +2\0Aw2 >>= 8\0Aw1 += 8\0Aif w2 < 16 goto +2\0Aw2 >>= 4\0Aw1 += 4\0Aif w2 < 4 goto +2\0Aw2 >>= 2\0Aw1 += 2\0Aif w2 < 3 goto +1\0Aw2 = 2\0Aw1 += w2", "={r1},={r2},1"(i64 -1) #1
  %bits = extractvalue { i64, i64 } %outputs, 0
  %power = sub i64 %bits, 3
  %rest = lshr i64 -1, %power
  %rest.1 = and i64 %rest, 3
  %row = add i64 %power, 1
  %row.1 = shl i64 %row, 2
  %index = add i64 %row.1, %rest.1
  %index.1 = add i64 %index, 1
  br label %bucket
bucket:
  %index.2 = phi i64 [ 0, %element.1 ], [ %small, %positive ], [ %index.1, %large ]
  %index.3 = call i64 asm sideeffect "", "=r,0"(i64 %index.2)
  %is.3 = icmp ult i64 %index.3, 253
  %bucket.1 = select i1 %is.3, i64 %index.3, i64 252
  %offset = shl i64 %bucket.1, 3
  %bucket.2 = getelementptr i8, ptr %element, i64 %offset
  %old = load i64, ptr %bucket.2, align 8
  %new = add i64 %old, 1
  store i64 %new, ptr %bucket.2, align 8
  br label %updated
updated:
  ret i64 0
}
