; A tracepoint program as the compiler writes them: a gate, a map, CO-RE accesses to task_struct, a bpf_loop callback.
source_filename = "tp.bt"
target triple = "bpfel"

@gate = global i32 0, section ".data.gate", align 4, !dbg !10
@targ = constant i32 0, section ".rodata", align 4, !dbg !13
@LICENSE = global [4 x i8] c"GPL\00", section "license", align 1, !dbg !16
@counts = global { ptr, ptr, ptr, ptr } zeroinitializer, section ".maps", align 8, !dbg !21
@meta = constant [3 x i8] c"abc", section ".tracegate.meta", align 1
@llvm.compiler.used = appending global [4 x ptr] [ptr @gate, ptr @LICENSE, ptr @counts, ptr @meta], section "llvm.metadata"

define i64 @tp(ptr %ctx) #0 section "tracepoint/syscalls/sys_enter_openat" !dbg !50 {
entry:
  %value = alloca i64, align 8
  %key = alloca i32, align 4
  %gate = load volatile i32, ptr @gate, align 4, !dbg !60
  %open = icmp eq i32 %gate, 1, !dbg !60
  br i1 %open, label %body, label %exit, !dbg !60
body:
  %task = call i64 inttoptr (i64 35 to ptr)(), !dbg !61
  %taskp = inttoptr i64 %task to ptr, !dbg !61
  %parent.off = load i64, ptr @"llvm.task_struct:0:16$0:1", align 8, !dbg !61
  %parent.at = getelementptr i8, ptr %taskp, i64 %parent.off, !dbg !61
  %parent = call ptr @llvm.bpf.passthrough.p0.p0(i32 0, ptr %parent.at), !dbg !61
  %r0 = call i64 inttoptr (i64 113 to ptr)(ptr %value, i32 8, ptr %parent), !dbg !61
  %pp0 = load i64, ptr %value, align 8
  %pp = inttoptr i64 %pp0 to ptr
  %pid.off = load i64, ptr @"llvm.task_struct:0:8$0:0", align 8, !dbg !61
  %pid.at = getelementptr i8, ptr %pp, i64 %pid.off, !dbg !61
  %pid = call ptr @llvm.bpf.passthrough.p0.p0(i32 1, ptr %pid.at), !dbg !61
  %r1 = call i64 inttoptr (i64 113 to ptr)(ptr %key, i32 4, ptr %pid), !dbg !61
  %t = load volatile i32, ptr @targ, align 4
  %off.value = load i32, ptr @"llvm.task_struct:0:32$0:2", align 4, !dbg !61
  %off = call i32 @llvm.bpf.passthrough.i32.i32(i32 2, i32 %off.value), !dbg !61
  %lsh.value = load i32, ptr @"llvm.task_struct:4:63$0:2", align 4, !dbg !61
  %lsh = call i32 @llvm.bpf.passthrough.i32.i32(i32 3, i32 %lsh.value), !dbg !61
  %sz.value = load i32, ptr @"llvm.task_struct:9:2048$0", align 4, !dbg !61
  %sz = call i32 @llvm.bpf.passthrough.i32.i32(i32 4, i32 %sz.value), !dbg !61
  %ev.value = load i64, ptr @"llvm.pid_type:11:1$0", align 8, !dbg !61
  %ev = call i64 @llvm.bpf.passthrough.i64.i64(i32 5, i64 %ev.value), !dbg !61
  %k0 = load i32, ptr %key, align 4
  %k1 = add i32 %k0, %t
  %k2 = add i32 %k1, %off
  %k3 = add i32 %k2, %lsh
  %k4 = add i32 %k3, %sz
  %ev32 = trunc i64 %ev to i32
  %k5 = add i32 %k4, %ev32
  store i32 %k5, ptr %key, align 4
  %l = call i64 inttoptr (i64 181 to ptr)(i32 10, ptr @cb, ptr null, i64 0), !dbg !61
  %v = call ptr inttoptr (i64 1 to ptr)(ptr @counts, ptr %key), !dbg !61
  %found = icmp ne ptr %v, null, !dbg !61
  br i1 %found, label %bump, label %exit, !dbg !61
bump:
  %old = atomicrmw add ptr %v, i64 1 monotonic, align 8, !dbg !61
  br label %exit, !dbg !61
exit:
  ret i64 0, !dbg !61
}

define internal i64 @cb(i32 %index, ptr %ctx) #0 !dbg !55 {
  ret i64 0, !dbg !62
}

; CO-RE relocations, in the form that LLVM's own pass leaves behind: llvm.TYPE:KIND:VALUE$ACCESS
@"llvm.task_struct:0:16$0:1" = external global i64, !llvm.preserve.access.index !70 #1
@"llvm.task_struct:0:8$0:0" = external global i64, !llvm.preserve.access.index !70 #1
@"llvm.task_struct:0:32$0:2" = external global i32, !llvm.preserve.access.index !70 #1
@"llvm.task_struct:4:63$0:2" = external global i32, !llvm.preserve.access.index !70 #1
@"llvm.task_struct:9:2048$0" = external global i32, !llvm.preserve.access.index !70 #1
@"llvm.pid_type:11:1$0" = external global i64, !llvm.preserve.access.index !80 #1

declare ptr @llvm.bpf.passthrough.p0.p0(i32, ptr)
declare i32 @llvm.bpf.passthrough.i32.i32(i32, i32)
declare i64 @llvm.bpf.passthrough.i64.i64(i32, i64)


attributes #0 = { nounwind }
attributes #1 = { "btf_ama" }

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}

!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, producer: "tracegate", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug, globals: !4, splitDebugInlining: false, nameTableKind: None)
!1 = !DIFile(filename: "tp.bt", directory: ".", source: "tracepoint:syscalls:sys_enter_openat {\0A  @counts[curtask.parent.pid] = count();\0A}\0A")
!2 = !{i32 7, !"Dwarf Version", i32 5}
!3 = !{i32 2, !"Debug Info Version", i32 3}
!4 = !{!10, !13, !16, !21}
!5 = !DIBasicType(name: "unsigned int", size: 32, encoding: DW_ATE_unsigned)
!6 = !DIBasicType(name: "unsigned long long", size: 64, encoding: DW_ATE_unsigned)
!7 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!8 = !DIBasicType(name: "char", size: 8, encoding: DW_ATE_signed_char)
!9 = !DIBasicType(name: "long long", size: 64, encoding: DW_ATE_signed)

!10 = !DIGlobalVariableExpression(var: !11, expr: !DIExpression())
!11 = distinct !DIGlobalVariable(name: "gate", scope: !0, file: !1, line: 1, type: !5, isLocal: false, isDefinition: true)
!13 = !DIGlobalVariableExpression(var: !14, expr: !DIExpression())
!14 = distinct !DIGlobalVariable(name: "targ", scope: !0, file: !1, line: 1, type: !15, isLocal: false, isDefinition: true)
!15 = !DIDerivedType(tag: DW_TAG_const_type, baseType: !5)
!16 = !DIGlobalVariableExpression(var: !17, expr: !DIExpression())
!17 = distinct !DIGlobalVariable(name: "LICENSE", scope: !0, file: !1, line: 1, type: !18, isLocal: false, isDefinition: true)
!18 = !DICompositeType(tag: DW_TAG_array_type, baseType: !8, size: 32, elements: !19)
!19 = !{!20}
!20 = !DISubrange(count: 4)

!21 = !DIGlobalVariableExpression(var: !22, expr: !DIExpression())
!22 = distinct !DIGlobalVariable(name: "counts", scope: !0, file: !1, line: 2, type: !23, isLocal: false, isDefinition: true)
!23 = distinct !DICompositeType(tag: DW_TAG_structure_type, file: !1, size: 256, elements: !24)
!24 = !{!25, !26, !27, !28}
!25 = !DIDerivedType(tag: DW_TAG_member, name: "type", scope: !23, baseType: !29, size: 64, offset: 0)
!26 = !DIDerivedType(tag: DW_TAG_member, name: "max_entries", scope: !23, baseType: !32, size: 64, offset: 64)
!27 = !DIDerivedType(tag: DW_TAG_member, name: "key", scope: !23, baseType: !36, size: 64, offset: 128)
!28 = !DIDerivedType(tag: DW_TAG_member, name: "value", scope: !23, baseType: !37, size: 64, offset: 192)
!29 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !30, size: 64)
!30 = !DICompositeType(tag: DW_TAG_array_type, baseType: !7, size: 32, elements: !31)
!31 = !{!38}
!38 = !DISubrange(count: 1)
!32 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !33, size: 64)
!33 = !DICompositeType(tag: DW_TAG_array_type, baseType: !7, size: 32768, elements: !34)
!34 = !{!35}
!35 = !DISubrange(count: 1024)
!36 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !5, size: 64)
!37 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !6, size: 64)

!50 = distinct !DISubprogram(name: "tp", scope: !1, file: !1, line: 1, type: !51, scopeLine: 1, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !0, retainedNodes: !58)
!51 = !DISubroutineType(types: !52)
!52 = !{!9, !53}
!53 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: null, size: 64)
!55 = distinct !DISubprogram(name: "cb", scope: !1, file: !1, line: 2, type: !56, scopeLine: 2, spFlags: DISPFlagLocalToUnit | DISPFlagDefinition | DISPFlagOptimized, unit: !0, retainedNodes: !65)
!56 = !DISubroutineType(types: !57)
!57 = !{!9, !5, !53}
!58 = !{!59}
!59 = !DILocalVariable(name: "ctx", arg: 1, scope: !50, file: !1, line: 1, type: !53)
!65 = !{!66, !67}
!66 = !DILocalVariable(name: "index", arg: 1, scope: !55, file: !1, line: 1, type: !5)
!67 = !DILocalVariable(name: "ctx", arg: 2, scope: !55, file: !1, line: 1, type: !53)
!60 = !DILocation(line: 1, column: 1, scope: !50)
!61 = !DILocation(line: 2, column: 3, scope: !50)
!62 = !DILocation(line: 2, column: 3, scope: !55)

!70 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "task_struct", file: !1, size: 16384, elements: !71)
!71 = !{!72, !73, !74}
!72 = !DIDerivedType(tag: DW_TAG_member, name: "pid", scope: !70, baseType: !7, size: 32, offset: 64)
!73 = !DIDerivedType(tag: DW_TAG_member, name: "real_parent", scope: !70, baseType: !75, size: 64, offset: 128)
!74 = !DIDerivedType(tag: DW_TAG_member, name: "in_execve", scope: !70, baseType: !5, size: 1, offset: 256, flags: DIFlagBitField, extraData: i64 256)
!75 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !70, size: 64)
!80 = !DICompositeType(tag: DW_TAG_enumeration_type, name: "pid_type", file: !1, baseType: !5, size: 32, elements: !81)
!81 = !{!82}
!82 = !DIEnumerator(name: "PIDTYPE_TGID", value: 1, isUnsigned: true)
