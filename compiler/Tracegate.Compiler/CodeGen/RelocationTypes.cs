using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// The object's own copies of kernel types, from which the loader learns what the relocations mean: sizes and offsets are
/// the kernel's, but only the members that are used appear, and what they point to is only declared.
/// </summary>
internal sealed class RelocationTypes(IrMetadata nodes)
{
    private readonly Dictionary<BtfType, Copy> copies = [];
    private readonly List<Copy> order = [];

    /// <summary>Notes what an access needs.</summary>
    public void Use(RelocationAccess access)
    {
        Of(access.Root);
        foreach (RelocationStep step in access.Steps)
            Of(step.Parent).Members.Add(step.Index);
    }

    /// <summary>The metadata node of a type that is used.</summary>
    public string Reference(BtfType type) => Of(type).Reference;

    /// <summary>A member's number among those that are used; known after <see cref="Finish"/>.</summary>
    public int Position(RelocationStep step) => Of(step.Parent).Members.TakeWhile(index => index != step.Index).Count();

    /// <summary>Writes the types; nothing can be used afterwards.</summary>
    public void Finish()
    {
        // Members bring in further types while the list is walked.
        for (int index = 0; index < order.Count; index++)
            nodes.Set(order[index].Reference, order[index].Type switch
            {
                BtfTypedef typedef => $"!DIDerivedType(tag: DW_TAG_typedef, name: {IrText.Quote(typedef.Name)}, baseType: {Reference(typedef.Target.Resolved)})",
                BtfEnum e => Enum(e, order[index].Members),
                var type => Composite((BtfComposite)type, order[index]),
            });
    }

    private Copy Of(BtfType type)
    {
        if (!copies.TryGetValue(type, out Copy? copy))
        {
            copy = new Copy(type, nodes.Reserve());
            copies.Add(type, copy);
            order.Add(copy);
        }
        return copy;
    }

    // "distinct" keeps structs that look alike apart.
    private string Composite(BtfComposite type, Copy copy)
    {
        string members = nodes.List(copy.Members.Select(index => Member(type.Members[index])).ToList());
        return $"distinct !DICompositeType(tag: DW_TAG_{(type.IsUnion ? "union" : "structure")}_type, {Name(type)}size: {type.Size * 8}, elements: {members})";
    }

    private string Member(BtfMember member)
    {
        string name = member.Name.Length > 0 ? $"name: {IrText.Quote(member.Name)}, " : "";
        string bits = member.IsBitField ? $"{member.BitFieldSize}, offset: {member.BitOffset}, flags: DIFlagBitField, extraData: i64 {member.Offset * 8}"
            : $"{(member.Type.Size ?? 0) * 8}, offset: {member.BitOffset}";
        return nodes.Add($"!DIDerivedType(tag: DW_TAG_member, {name}baseType: {Type(member.Type.Resolved)}, size: {bits})");
    }

    private string Type(BtfType type) => type switch
    {
        BtfComposite composite => Reference(composite),
        BtfEnum e => nodes.Add(Enum(e, [])),
        BtfPointer pointer => nodes.Add($"!DIDerivedType(tag: DW_TAG_pointer_type, baseType: {Declaration(pointer.Target.Resolved)}, size: 64)"),
        BtfArray array => Array(array),
        BtfFloat number => nodes.Add($"!DIBasicType(name: {IrText.Quote(number.Name)}, size: {number.Size * 8}, encoding: DW_ATE_float)"),
        BtfInt integer => Integer(integer.Name, integer.Size * 8 ?? 0, integer.IsBool, integer.IsSigned),
        _ => Integer("unsigned char", 8, false, false),
    };

    private string Array(BtfArray array)
    {
        string count = nodes.Add($"!DISubrange(count: {array.Count})");
        return nodes.Add(
            $"!DICompositeType(tag: DW_TAG_array_type, baseType: {Type(array.Element.Resolved)}, size: {(array.Size ?? 0) * 8}, elements: {nodes.List([count])})");
    }

    private string Enum(BtfEnum type, IReadOnlyCollection<int> used)
    {
        string values = nodes.List(used.Select(index => nodes.Add(
            $"!DIEnumerator(name: {IrText.Quote(type.Values[index].Name)}, value: {Value(type, index)}{(type.IsSigned ? "" : ", isUnsigned: true")})")).ToList());
        string integer = Integer(type.IsSigned ? "int" : "unsigned int", type.Size * 8 ?? 32, false, type.IsSigned);
        return $"!DICompositeType(tag: DW_TAG_enumeration_type, {Name(type)}baseType: {integer}, size: {type.Size * 8}, elements: {values})";
    }

    private static string Value(BtfEnum type, int index) => type.IsSigned ? $"{type.Values[index].Value}" : $"{(ulong)type.Values[index].Value}";

    private string Integer(string name, long bits, bool isBool, bool isSigned)
    {
        string encoding = isBool ? "boolean" : isSigned ? "signed" : "unsigned";
        return nodes.Add($"!DIBasicType(name: {IrText.Quote(name)}, size: {bits}, encoding: DW_ATE_{encoding})");
    }

    private string Declaration(BtfType type) => type switch
    {
        BtfComposite { Name.Length: > 0, IsUnion: var isUnion } => Declare(type.Name, isUnion),
        BtfForward { IsUnion: var isUnion } => Declare(type.Name, isUnion),
        _ => "null",
    };

    private string Declare(string name, bool isUnion) => nodes.Add(
        $"!DICompositeType(tag: DW_TAG_{(isUnion ? "union" : "structure")}_type, name: {IrText.Quote(name)}, flags: DIFlagFwdDecl)");

    private static string Name(BtfType type) => type.Name.Length > 0 ? $"name: {IrText.Quote(type.Name)}, " : "";

    /// <summary>A type and the members that are used; the kernel wants them in the order of their offsets.</summary>
    private sealed record Copy(BtfType Type, string Reference)
    {
        public SortedSet<int> Members { get; } = [];
    }
}
