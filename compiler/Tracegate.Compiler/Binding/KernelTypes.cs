using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>
/// Types of the language made from the kernel's BTF (L-btf-types). One instance for each struct and enumeration, so
/// that types can be compared; fields are made when first asked for.
/// </summary>
internal sealed class KernelTypes(BtfView? kernel) : ITypeSource
{
    private readonly Dictionary<BtfComposite, StructType> structs = [];
    private readonly Dictionary<BtfEnum, EnumType> enums = [];

    /// <inheritdoc/>
    public StructType? FindStruct(string tag) => kernel?.FindStruct(tag) is { } found ? Struct(found) : null;

    /// <inheritdoc/>
    public StructType? FindUnion(string tag) => kernel?.FindUnion(tag) is { } found ? Struct(found) : null;

    /// <inheritdoc/>
    public EnumType? FindEnum(string tag) => kernel?.FindEnum(tag) is { } found ? Enum(found) : null;

    /// <inheritdoc/>
    public TraceType? FindTypedef(string name) =>
        (BtfType?)kernel?.FindTypedef(name) is { } typedef ? From(typedef)
        : kernel?.FindInt(name) is { } integer ? From(integer)
        : null;

    /// <inheritdoc/>
    public (EnumType Enum, EnumMember Member, bool IsKernel)? FindEnumerator(string name) =>
        kernel?.FindEnumerator(name) is { } found
            ? (Enum(found.Enum), new EnumMember(found.Value.Name, (ulong)found.Value.Value), true)
            : null;

    /// <summary>The type of a value in kernel memory, or in the memory that a pointer parameter of a syscall refers to.</summary>
    public TraceType From(BtfType type, AddressSpace space = AddressSpace.Kernel)
    {
        switch (type.Resolved)
        {
            case BtfInt { IsBool: true }:
                return BooleanType.Instance;
            case BtfInt { Size: 1 or 2 or 4 or 8 } integer:
                // On x86-64 char is signed, whatever the encoding says.
                return new IntegerType((int)integer.Size, integer.IsSigned || integer is { IsChar: true, Name: "char" });
            case BtfInt integer:
                return new ArrayType(IntegerType.UInt8, (int)(integer.Size ?? 0));
            case BtfPointer pointer:
                return Pointer(pointer, space);
            case BtfArray array:
                return Array(array, space);
            case BtfComposite composite:
                return Struct(composite);
            case BtfEnum e:
                return Enum(e);
            case BtfForward forward when Complete(forward) is { } complete:
                return Struct(complete);
            default:
                return VoidType.Instance;
        }
    }

    /// <summary>The struct type of a BTF struct or union.</summary>
    public StructType Struct(BtfComposite composite)
    {
        if (!structs.TryGetValue(composite, out var type))
        {
            type = new StructType(
                composite.Name, composite.IsUnion, (int)(composite.Size ?? 0), composite.Alignment, composite,
                self => Fields(composite, 0, []));
            structs.Add(composite, type);
        }

        return type;
    }

    private EnumType Enum(BtfEnum e)
    {
        if (!enums.TryGetValue(e, out var type))
        {
            var members = e.Values.Select(value => new EnumMember(value.Name, (ulong)value.Value));
            type = new EnumType(e.Name, (int)(e.Size ?? 4), e.IsSigned, new EnumMembers([.. members], e));
            enums.Add(e, type);
        }

        return type;
    }

    private PointerType Pointer(BtfPointer pointer, AddressSpace space)
    {
        // The tag comes before any other qualifier of the pointee.
        for (var target = pointer.Target; target is BtfQualifier qualifier; target = qualifier.Target)
        {
            if (qualifier is { Kind: BtfKind.TypeTag, Name: "user" })
            {
                space = AddressSpace.User;
            }
        }

        return new PointerType(From(pointer.Target, space), space);
    }

    private TraceType Array(BtfArray array, AddressSpace space)
    {
        var isText = array.Element.Resolved is BtfInt { Size: 1, Name: "char" };
        return isText && array.Count > 0
            ? new StringType((int)array.Count)
            : new ArrayType(From(array.Element, space), (int)array.Count);
    }

    private BtfComposite? Complete(BtfForward forward) =>
        forward.IsUnion ? kernel?.FindUnion(forward.Name) : kernel?.FindStruct(forward.Name);

    private ImmutableArray<StructField> Fields(BtfComposite composite, long offset, ImmutableArray<int> path)
    {
        var fields = ImmutableArray.CreateBuilder<StructField>();
        for (var index = 0; index < composite.Members.Length; index++)
        {
            var member = composite.Members[index];
            var place = offset + member.BitOffset;
            if (member.Name.Length == 0)
            {
                if (member.Type.Resolved is BtfComposite inner)
                {
                    fields.AddRange(Fields(inner, place, path.Add(index)));
                }

                continue;
            }

            fields.Add(new StructField(
                member.Name, From(member.Type), (int)place, member.BitFieldSize, path.Add(index), FieldSource.Memory.Instance));
        }

        return fields.ToImmutable();
    }
}
