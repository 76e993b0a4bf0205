using Tracegate.Compiler.Binding;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.CodeGen;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Llvm;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Types;
using Xunit;

namespace Tracegate.GoldenTests.Btf;

/// <summary>Each test compiles a raw tracepoint program whose body uses relocations, and looks at what the kernel made of it.</summary>
public sealed class CoReTests
{
    // A kernel that differs from every real one: what it says must not survive loading.
    private static readonly KernelTypes Odd = new(new BtfView(OddKernel()));

    [BpftoolFact]
    public void Offsets_are_those_of_the_kernel_that_loads()
    {
        long pid = HostTypes().FindStruct("task_struct")!.Find("pid")!.Offset;
        string code = Load(Compile((f, core, task) =>
            f.Load(IrType.I32, core.FieldAddress(f, task, Struct("task_struct"), Fields("task_struct", "pid")), "pid")));
        Assert.Contains($"+{pid})", code, StringComparison.Ordinal);
    }

    [BpftoolFact]
    public void Nested_and_anonymous_members_are_one_relocation()
    {
        BtfView host = HostTypes();
        BtfField se = host.FindStruct("task_struct")!.Find("se")!;
        long vruntime = se.Offset + ((BtfComposite)se.Type.Resolved).Find("vruntime")!.Offset;
        string code = Load(Compile((f, core, task) => f.Load(IrType.I64, core.FieldAddress(
            f, task, Struct("task_struct"), [Field("task_struct", "se"), Field("sched_entity", "vruntime")]), "vruntime")));
        Assert.Contains($"+{vruntime})", code, StringComparison.Ordinal);

        long mode = host.FindStruct("path")!.Find("dentry")!.Offset;
        code = Load(Compile((f, core, _) => core.FieldOffset(f, Struct("path"), Fields("path", "dentry"))));
        Assert.Contains($"= {mode}", code, StringComparison.Ordinal);
    }

    [BpftoolFact]
    public void Bit_fields_sizes_and_enumerators()
    {
        BtfView host = HostTypes();
        BtfField bits = host.FindStruct("task_struct")!.Find("in_execve")!;
        long unit = bits.BitOffset / 32 * 4;
        string code = Load(Compile((f, core, _) =>
        {
            var (offset, size, left, right) = core.BitField(f, Struct("task_struct"), Fields("task_struct", "in_execve"));
            return f.Binary("add", f.Binary("add", offset, f.Resize(size, IrType.I64, false), "a"), f.Binary("mul", left, right, "b"), "c");
        }));
        Assert.Contains($"= {unit}", code, StringComparison.Ordinal);
        Assert.Contains($"= {64 - (bits.BitOffset + 1 - unit * 8)}", code, StringComparison.Ordinal);
        Assert.Contains("= 63", code, StringComparison.Ordinal);

        code = Load(Compile((f, core, _) => core.TypeSize(f, Struct("task_struct"))));
        Assert.Contains($"= {host.FindStruct("task_struct")!.Size}", code, StringComparison.Ordinal);

        code = Load(Compile((f, core, _) =>
        {
            var (type, member, _) = Odd.FindEnumerator("PIDTYPE_SID")!.Value;
            return core.EnumValue(f, type, member);
        }));
        Assert.Contains("= 0x3", code, StringComparison.Ordinal);
    }

    [BpftoolFact]
    public void Existence_of_fields_and_types()
    {
        string code = Load(Compile((f, core, _) => core.FieldExists(f, Struct("task_struct"), Fields("task_struct", "no_such_member"))));
        Assert.Contains("= 0", code, StringComparison.Ordinal);
        code = Load(Compile((f, core, _) => core.TypeExists(f, Struct("no_such_struct"))));
        Assert.Contains("= 0", code, StringComparison.Ordinal);
        code = Load(Compile((f, core, _) => core.TypeExists(f, Struct("task_struct"))));
        Assert.Contains("= 1", code, StringComparison.Ordinal);
    }

    [BpftoolFact]
    public void A_struct_without_a_name_is_found_by_its_typedef()
    {
        var counter = (StructType)Odd.FindTypedef("atomic_t")!;
        string code = Load(Compile((f, core, _) => core.FieldOffset(f, counter, [counter.FindField("counter")!])));
        Assert.Contains("= 0", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_members_that_are_used_are_in_the_object_in_the_order_of_their_offsets()
    {
        string ir = CompileToIr((f, core, task) =>
        {
            var late = f.Load(IrType.I32, core.FieldAddress(f, task, Struct("task_struct"), Fields("task_struct", "pid")), "pid");
            var early = f.Load(IrType.I32, core.FieldAddress(f, task, Struct("task_struct"), Fields("task_struct", "in_execve")), "bits");
            return f.Binary("add", late, early, "sum");
        });
        Assert.Contains("@\"llvm.task_struct:0:104$0:1\" = external global i64", ir, StringComparison.Ordinal);
        Assert.Contains("load i64, ptr @\"llvm.task_struct:0:104$0:1\"", ir, StringComparison.Ordinal);
        Assert.Contains("@\"llvm.task_struct:0:100$0:0\" = external global i64", ir, StringComparison.Ordinal);
        Assert.DoesNotContain("sched_entity", ir, StringComparison.Ordinal);
        Assert.DoesNotContain("relocation.", ir, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_of_the_script_are_not_relocated()
    {
        var pair = new StructType("pair", false, 8, 4, null, _ => [new StructField("hi", IntegerType.UInt32, 32, 0, [1], FieldSource.Memory.Instance)]);
        string ir = CompileToIr((f, core, _) => core.FieldOffset(f, pair, pair.Fields));
        Assert.Contains("ret i64 4", ir, StringComparison.Ordinal);
        Assert.DoesNotContain("passthrough", ir, StringComparison.Ordinal);
    }

    private static StructType Struct(string tag) => Odd.FindStruct(tag)!;

    private static StructField Field(string tag, string name) => Struct(tag).FindField(name)!;

    private static StructField[] Fields(string tag, string name) => [Field(tag, name)];

    private static BtfView HostTypes() => HostProfile.Create().Types!;

    private static ReadOnlyMemory<byte> Compile(Func<IrFunction, CoRe, IrValue, IrValue> body)
    {
        LlvmResult result = LlvmBackend.Compile(CompileToIr(body));
        Assert.Empty(result.Errors);
        return result.Output;
    }

    // Returns what the body yields, so that nothing is optimised away. The argument is a task_struct of tp_btf:sched_wakeup.
    private static string CompileToIr(Func<IrFunction, CoRe, IrValue, IrValue> body)
    {
        var module = new IrModule("test.bt");
        IrMetadata nodes = module.Metadata;
        string unit = nodes.Reserve();
        string file = nodes.Add("!DIFile(filename: \"test.bt\", directory: \".\")");
        nodes.AddNamed("llvm.dbg.cu", unit);
        nodes.AddNamed("llvm.module.flags", nodes.Add("!{i32 2, !\"Debug Info Version\", i32 3}"));
        string number = nodes.Add("!DIBasicType(name: \"long long\", size: 64, encoding: DW_ATE_signed)");
        string pointer = nodes.Add("!DIDerivedType(tag: DW_TAG_pointer_type, baseType: null, size: 64)");
        string signature = nodes.Add($"!DISubroutineType(types: !{{{number}, {pointer}}})");
        string program = nodes.Reserve();
        string context = nodes.Add($"!DILocalVariable(name: \"ctx\", arg: 1, scope: {program}, file: {file}, line: 1, type: {pointer})");
        nodes.Set(program, $"distinct !DISubprogram(name: \"probe\", scope: {file}, file: {file}, line: 1, type: {signature}, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: {unit}, retainedNodes: !{{{context}}})");

        module.AddGlobal("LICENSE", "global [4 x i8] c\"GPL\\00\", section \"license\", align 1", null, keep: true);
        var core = new CoRe(module);
        var f = new IrFunction("probe", IrType.I64, new IrParameter(IrType.Ptr, "ctx"))
        {
            Section = "tp_btf/sched_wakeup",
            Attributes = module.Attributes("nounwind"),
            Debug = program,
            Location = nodes.Add($"!DILocation(line: 1, column: 1, scope: {program})"),
        };
        module.AddFunction(f);
        IrValue task = f.Load(IrType.Ptr, f.Parameter(0), "task", 8);
        f.Return(f.Resize(body(f, core, task), IrType.I64, false));
        core.Finish();
        nodes.Set(unit, $"distinct !DICompileUnit(language: DW_LANG_C11, file: {file}, producer: \"test\", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug)");
        return module.Print();
    }

    private static string Load(ReadOnlyMemory<byte> elf)
    {
        string code = "";
        (bool success, string output) = Bpftool.LoadAll(
            elf, pinned => code = Bpftool.Run("prog", "dump", "xlated", "pinned", Directory.GetFiles(pinned)[0]).Output);
        Assert.True(success, output);
        return code;
    }

    private static BtfFile OddKernel()
    {
        var btf = new BtfWriter();
        int integer = btf.Add(BtfKind.Int, "int", 0, false, 4, 1u << 24 | 32);
        int word = btf.Add(BtfKind.Int, "unsigned int", 0, false, 4, 32);
        int wide = btf.Add(BtfKind.Int, "unsigned long long", 0, false, 8, 64);
        int entity = btf.Add(BtfKind.Struct, "sched_entity", 1, false, 48, btf.String("vruntime"), (uint)wide, 40 * 8);
        btf.Add(BtfKind.Struct, "task_struct", 4, true, 400,
            btf.String("in_execve"), (uint)word, 1u << 24 | (100 * 8 + 7),
            btf.String("pid"), (uint)integer, 104 * 8,
            btf.String("se"), (uint)entity, 200 * 8,
            btf.String("no_such_member"), (uint)integer, 300 * 8);
        int dentry = btf.Add(BtfKind.Struct, "dentry", 0, false, 8);
        int pointer = btf.Add(BtfKind.Pointer, "", 0, false, dentry);
        btf.Add(BtfKind.Struct, "path", 1, false, 32, btf.String("dentry"), (uint)pointer, 24 * 8);
        btf.Add(BtfKind.Struct, "no_such_struct", 0, false, 4);
        btf.Add(BtfKind.Enum, "pid_type", 2, false, 4, btf.String("PIDTYPE_PID"), 70, btf.String("PIDTYPE_SID"), 77);
        int counter = btf.Add(BtfKind.Struct, "", 1, false, 16, btf.String("counter"), (uint)integer, 64);
        btf.Add(BtfKind.Typedef, "atomic_t", 0, false, counter);
        return TestData.Open(btf.ToArray());
    }
}
