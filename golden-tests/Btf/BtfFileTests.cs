using Tracegate.Compiler.Btf;
using Xunit;

namespace Tracegate.GoldenTests.Btf;

public sealed class BtfFileTests
{
    private static readonly BtfView View = new(TestData.Kinds);
    private static readonly BtfComposite Node = View.FindStruct("node")!;

    [Theory]
    [InlineData("next", "struct node *next")]
    [InlineData("counter", "const volatile int * restrict counter")]
    [InlineData("hidden", "struct opaque *hidden")]
    [InlineData("hidden_union", "union opaque_union *hidden_union")]
    [InlineData("name", "char name[16]")]
    [InlineData("grid", "short grid[2][3]")]
    [InlineData("ready", "unsigned int ready:1")]
    [InlineData("color", "enum color color")]
    [InlineData("pair", "pair_t pair")]
    [InlineData("where", "int *where")]
    [InlineData("compare", "int (*compare)(const struct node *, const struct node *, ...)")]
    [InlineData("tail", "u32 tail[0]")]
    public void Members_are_written_as_in_C(string member, string declaration) =>
        Assert.Equal(declaration, Node.Find(member)!.Member.ToString());

    [Fact]
    public void Sizes_offsets_and_bit_fields()
    {
        Assert.Equal((128L, 8), (Node.Size, Node.Alignment));
        Assert.Equal((48, 12L), (Node.Find("grid")!.Offset, Node.Find("grid")!.Type.Size));
        BtfMember level = Node.Find("level")!.Member;
        Assert.Equal((481, 3), (level.BitOffset, level.BitFieldSize));
        Assert.Equal((512, 40), (Node.Find("wide")!.BitOffset, Node.Find("wide")!.Member.BitFieldSize));
    }

    [Fact]
    public void A_member_of_an_anonymous_member_is_found_with_its_path()
    {
        BtfField high = Node.Find("high")!;
        Assert.Equal([9, 1, 1], high.Steps.Select(step => step.Index));
        Assert.Equal(74, high.Offset);
        Assert.Null(Node.Find("missing"));
        Assert.Contains("high", Node.MemberNames);
    }

    [Fact]
    public void Integers_floats_and_enums()
    {
        Assert.True(View.FindInt("int")!.IsSigned);
        Assert.False(View.FindInt("unsigned int")!.IsSigned);
        Assert.True(View.FindInt("_Bool")!.IsBool);
        Assert.True(View.FindInt("char")!.IsChar);
        Assert.Equal(8, Assert.IsType<BtfFloat>(Node.Find("ratio")!.Type).Size);
        Assert.Equal([0, 5, -1], View.FindEnum("color")!.Values.Select(value => value.Value));
        Assert.Equal(0x123456789abc, View.FindEnum("wide")!.Values[1].Value);
        Assert.Equal(("wide", 0x123456789abc), (View.FindEnumerator("HUGE")!.Value.Enum.Name, View.FindEnumerator("HUGE")!.Value.Value.Value));
        Assert.Null(View.FindEnumerator("GREENISH"));
    }

    [Fact]
    public void Resolving_removes_typedefs_and_qualifiers()
    {
        Assert.Equal("unsigned int", View.FindTypedef("u32")!.Resolved.Name);
        Assert.Equal(8, View.FindTypedef("pair_t")!.Size);
        var where = (BtfPointer)Node.Find("where")!.Type;
        Assert.Equal((BtfKind.TypeTag, "user"), (where.Target.Kind, where.Target.Name));
        Assert.Equal("int", where.Target.WithoutQualifiers.Name);
    }

    [Fact]
    public void Functions_variables_sections_and_tags()
    {
        BtfFunctionProto proto = View.FindFunction("visit")!.Proto;
        Assert.Equal("int", proto.Result.Name);
        Assert.Equal(["struct node *node", "u32 limit"], proto.Parameters.Select(parameter => parameter.ToString()));
        Assert.True(((BtfFunctionProto)((BtfPointer)Node.Find("compare")!.Type).Target).IsVariadic);
        var section = (BtfDataSection)View.Find(BtfKind.DataSection, ".data.counters")!;
        Assert.Equal("total", Assert.Single(section.Entries).Variable.Name);
        var tag = (BtfDeclTag)View.Find(BtfKind.DeclTag, "tagged")!;
        Assert.Equal((Node, -1), (tag.Target, tag.ComponentIndex));
        Assert.Equal(["visit"], View.FunctionNames());
    }

    [Fact]
    public void Names_match_as_a_whole() => Assert.Null(View.FindStruct("ode"));

    [Fact]
    public void The_same_entry_is_the_same_object() =>
        Assert.Same(Node, ((BtfPointer)Node.Find("next")!.Type).Target);

    [Theory]
    [InlineData(0, "it is not BTF")]
    [InlineData(10, "it is not BTF")]
    [InlineData(900, "it is truncated")]
    public void A_truncated_file_is_refused(int length, string expected)
    {
        Assert.False(BtfFile.TryOpen(TestData.Bytes("kinds.btf").AsMemory(0, length), "x", null, out _, out string? error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Corrupt_files_do_not_crash()
    {
        byte[] good = TestData.Bytes("kinds.btf");
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            byte[] bad = (byte[])good.Clone();
            for (int flips = 0; flips < 8; flips++)
                bad[24 + random.Next(bad.Length - 24)] ^= (byte)(1 << random.Next(8));
            if (!BtfFile.TryOpen(bad, "x", null, out BtfFile? file, out _))
                continue;
            for (int id = 0; id < file.Count; id++)
                _ = file[id].Name;
        }
    }

    [Fact]
    public void A_subset_of_everything_says_the_same()
    {
        BtfFile all = TestData.Open(BtfSubset.Cut(
            Enumerable.Range(1, TestData.Kinds.Count - 1).Select(id => new BtfRoot(TestData.Kinds[id], 9))));
        Assert.Equal(TestData.Kinds.Count, all.Count);
        for (int id = 1; id < all.Count; id++)
        {
            Assert.Equal(TestData.Kinds[id].ToString(), all[id].ToString());
            Assert.Equal((TestData.Kinds[id].Kind, TestData.Kinds[id].Size), (all[id].Kind, all[id].Size));
        }
        Assert.Equal(Node.Members.Select(member => member.BitOffset), new BtfView(all).FindStruct("node")!.Members.Select(member => member.BitOffset));
    }

    [Fact]
    public void A_subset_declares_what_lies_too_deep()
    {
        BtfFile cut = TestData.Open(BtfSubset.Cut([new BtfRoot(View.FindFunction("visit")!, 0)]));
        Assert.Null(new BtfView(cut).FindStruct("node"));
        Assert.NotNull(new BtfView(cut).Find(BtfKind.Forward, "node"));
        Assert.True(cut.Count < 10);
    }

    [Fact]
    public void A_split_file_refers_to_its_base()
    {
        // A module: struct extra { struct node *node; } and its name, with ids and strings that follow the base's.
        byte[] data = TestData.Bytes("kinds.btf");
        int baseStrings = BitConverter.ToInt32(data, 20);
        var writer = new BtfWriter();
        writer.Add(BtfKind.Struct, "extra", 1, false, 8, writer.String("node"), 1, 0);
        byte[] split = writer.ToArray();
        for (int at = 24; at < 24 + 24; at += 12)
            BitConverter.TryWriteBytes(split.AsSpan(at), BitConverter.ToInt32(split, at) + baseStrings);
        Assert.True(BtfFile.TryOpen(split, "module", TestData.Kinds, out BtfFile? module, out _));

        var view = new BtfView(TestData.Kinds, () => [module]);
        BtfComposite extra = view.FindStruct("extra")!;
        Assert.Equal("struct node *node", extra.Members[0].ToString());
        Assert.Same(Node, ((BtfPointer)extra.Members[0].Type).Target);
        Assert.Equal(TestData.Kinds.Count, extra.Id);
    }
}
