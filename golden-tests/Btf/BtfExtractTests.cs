using System.Text;
using Tracegate.Compiler.Btf;
using Tracegate.GoldenTests.Harness;
using Tracegate.Runtime.CoRe;
using Tracegate.Runtime.Elf;
using Xunit;

namespace Tracegate.GoldenTests.Btf;

/// <summary>The part of a kernel's types that libbpf gets for an object's relocations.</summary>
public sealed class BtfExtractTests
{
    [Fact]
    public void Types_are_as_in_the_whole_with_void_behind_pointers()
    {
        BtfFile extract = TestData.Open(Cut(TestData.Bytes("kinds.btf"), "node", "color", "wide", "u32")!);
        BtfComposite whole = new BtfView(TestData.Kinds).FindStruct("node")!;
        BtfComposite node = new BtfView(extract).FindStruct("node")!;
        Same(whole, node);
        Assert.Equal("void *next", node.Find("next")!.Member.ToString());
        Assert.Equal("enum color color", node.Find("color")!.Member.ToString());
        Assert.Equal("short grid[2][3]", node.Find("grid")!.Member.ToString());
        Assert.Equal("pair_t pair", node.Find("pair")!.Member.ToString());
        Assert.Equal(40, node.Find("wide")!.Member.BitFieldSize);
        Assert.Equal([0, 5, -1], new BtfView(extract).FindEnum("color")!.Values.Select(value => value.Value));
        Assert.Equal(0x123456789abc, new BtfView(extract).FindEnum("wide")!.Values[1].Value);
        Assert.Equal("unsigned int", new BtfView(extract).FindTypedef("u32")!.Target.ToString());
    }

    [Fact]
    public void Members_that_nobody_asks_for_are_left_out_but_for_those_that_hold_others_and_the_last()
    {
        byte[] cut = BtfExtract.Cut(
            TestData.Bytes("kinds.btf"), new RelocatedTypes(new NameSet("node"), new NameSet("color", "high")))!;
        BtfComposite whole = new BtfView(TestData.Kinds).FindStruct("node")!;
        BtfComposite node = new BtfView(TestData.Open(cut)).FindStruct("node")!;
        Assert.Equal(
            whole.Members.Where((member, index) => member.Name is "" or "color" || index == whole.Members.Length - 1)
                .Select(member => (member.Name, member.BitOffset, member.BitFieldSize)),
            node.Members.Select(member => (member.Name, member.BitOffset, member.BitFieldSize)));
        Assert.Equal(whole.Size, node.Size);
        Assert.Equal(whole.Find("high")!.Offset, node.Find("high")!.Offset);
    }

    [Fact]
    public void A_name_that_the_kernel_lacks_leaves_the_search_to_libbpf()
    {
        Assert.Null(Cut(TestData.Bytes("kinds.btf"), "node", "nosuch"));
        Assert.Null(Cut(TestData.Bytes("kinds.btf")[..100], "node"));
        Assert.Null(Cut([1, 2, 3], "node"));
    }

    [Fact]
    public void All_types_of_a_name_are_there_whatever_their_flavor_and_kind_in_the_order_of_the_kernel()
    {
        var writer = new BtfWriter();
        writer.Add(BtfKind.Int, "int", 0, false, 4, 32);
        writer.Add(BtfKind.Struct, "foo___v2", 1, false, 4, writer.String("second"), 1, 0);
        writer.Add(BtfKind.Struct, "foo_bar", 1, false, 4, writer.String("other"), 1, 0);
        writer.Add(BtfKind.Function, "foo", 0, false, 1);
        writer.Add(BtfKind.Struct, "foo", 1, false, 4, writer.String("first"), 1, 0);
        writer.Add(BtfKind.Typedef, "foo", 0, false, 1);
        writer.Add(BtfKind.Struct, "foo____x", 1, false, 4, writer.String("no_flavor"), 1, 0);
        BtfFile extract = TestData.Open(Cut(writer.ToArray(), "foo")!);
        Assert.Equal(["int", "foo___v2", "foo", "foo"], Enumerable.Range(1, extract.Count - 1).Select(id => extract[id].Name));
    }

    [Fact]
    public async Task Names_are_looked_for_among_types_of_the_kinds_that_the_relocations_have()
    {
        RelocatedTypes wanted = await Read("tracepoint:syscalls:sys_enter_read { @ = curtask.tgid; }");
        Assert.Equal(1u << (int)BtfKind.Struct, wanted.Kinds);
        BtfFile extract = TestData.Open(BtfExtract.Cut(await File.ReadAllBytesAsync("/sys/kernel/btf/vmlinux"), wanted)!);
        Assert.NotNull(new BtfView(extract).FindStruct("task_struct")!.Find("tgid"));
        Assert.Null(new BtfView(extract).FindStruct("task_struct")!.Find("real_parent"));
    }

    [Theory]
    [InlineData("foo", 3)]
    [InlineData("foo___bar", 3)]
    [InlineData("foo____bar", 10)]
    [InlineData("foo___a___b", 7)]
    [InlineData("___foo", 6)]
    [InlineData("foo___", 6)]
    public void A_flavor_begins_where_libbpf_sees_it(string name, int length) =>
        Assert.Equal(length, BtfExtract.EssentialLength(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public async Task The_names_are_those_of_the_relocations()
    {
        Assert.Equal(["task_struct"], await Names("tracepoint:syscalls:sys_enter_read { @ = curtask.real_parent.tgid; }"));
        Assert.Empty(await Names("tracepoint:syscalls:sys_enter_read { @ = count(); }"));
    }

    [Fact]
    public async Task An_extract_of_this_kernel_has_its_types()
    {
        BtfFile kernel = TestData.Open(await File.ReadAllBytesAsync("/sys/kernel/btf/vmlinux"));
        string[] names = ["task_struct", "file", "sk_buff", "request", "linux_binprm"];
        BtfFile extract = TestData.Open(Cut(kernel.Data.ToArray(), names)!);
        Assert.InRange(extract.Count, 100, 5000);
        foreach (string name in names)
            Same(new BtfView(kernel).FindStruct(name)!, new BtfView(extract).FindStruct(name)!);
    }

    private static byte[]? Cut(byte[] kernel, params string[] names) => BtfExtract.Cut(kernel, new RelocatedTypes(new NameSet(names), null));

    private static async Task<IEnumerable<string>> Names(string script) => (await Read(script)).Names.Names.Select(Encoding.UTF8.GetString);

    private static async Task<RelocatedTypes> Read(string script)
    {
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "x.bpf.o");
        ProcessResult compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", "-e", script, "-o", target]);
        Assert.True(compile.ExitCode == 0, compile.ToString());
        ObjectImage image = ObjectImage.Read(target);
        return RelocatedTypes.Read(image.Section(".BTF"), image.Section(".BTF.ext"))!;
    }

    // Members with their places and types, as deep as structs contain each other.
    private static void Same(BtfType expected, BtfType actual)
    {
        Assert.Equal((expected.Kind, expected.Name), (actual.Kind, actual.Name));
        if (expected is BtfPointer)
            return;
        Assert.Equal(expected.Size, actual.Size);
        if (expected is BtfArray array)
            Same(array.Element, ((BtfArray)actual).Element);
        if (expected is not BtfComposite composite)
            return;
        BtfComposite other = (BtfComposite)actual;
        Assert.Equal(
            composite.Members.Select(member => (member.Name, member.BitOffset, member.BitFieldSize)),
            other.Members.Select(member => (member.Name, member.BitOffset, member.BitFieldSize)));
        foreach ((BtfMember member, BtfMember same) in composite.Members.Zip(other.Members))
            Same(member.Type, same.Type);
    }
}
