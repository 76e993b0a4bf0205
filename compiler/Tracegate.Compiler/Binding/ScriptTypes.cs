using System.Collections.Immutable;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>The script's own C types first, then the kernel's (L-cdef, L-btf-types). Only the kernel's are relocated.</summary>
internal sealed class ScriptTypes(ICTypes script, ITypeSource kernel) : ITypeSource
{
    private readonly Dictionary<CStruct, StructType> _structs = [];
    private readonly Dictionary<CEnum, EnumType> _enums = [];

    /// <inheritdoc/>
    public StructType? FindStruct(string tag) => script.Find(CKind.Struct, tag) is CStruct found ? Struct(found) : kernel.FindStruct(tag);

    /// <inheritdoc/>
    public StructType? FindUnion(string tag) => script.Find(CKind.Union, tag) is CStruct found ? Struct(found) : kernel.FindUnion(tag);

    /// <inheritdoc/>
    public EnumType? FindEnum(string tag) => script.Find(CKind.Enum, tag) is CEnum found ? Enum(found) : kernel.FindEnum(tag);

    /// <inheritdoc/>
    public TraceType? FindTypedef(string name) => script.FindTypedef(name) is { } found ? From(found) : kernel.FindTypedef(name);

    /// <inheritdoc/>
    public (EnumType Enum, EnumMember Member, bool IsKernel)? FindEnumerator(string name) =>
        script.FindEnumerator(name) is { } found
            ? (Enum(found.Enum), new EnumMember(name, (ulong)found.Value), false)
            : kernel.FindEnumerator(name);

    private StructType Struct(CStruct definition)
    {
        if (!_structs.TryGetValue(definition, out var type))
        {
            _structs[definition] = type = new StructType(
                definition.Tag, definition.IsUnion, definition.Size, Math.Max(definition.Alignment, 1), null, _ => [.. Fields(definition, 0, [])]);
        }

        return type;
    }

    private EnumType Enum(CEnum definition)
    {
        if (!_enums.TryGetValue(definition, out var type))
        {
            var members = definition.Members.Select(member => new EnumMember(member.Name, (ulong)member.Value));
            _enums[definition] = type = new EnumType(definition.Tag, definition.Bytes, definition.Signed, new EnumMembers([.. members]));
        }

        return type;
    }

    // Members of anonymous structs and unions are reached directly (T-anon).
    private IEnumerable<StructField> Fields(CStruct definition, int offset, ImmutableArray<int> path)
    {
        for (var i = 0; i < definition.Fields.Length; i++)
        {
            var field = definition.Fields[i];
            if (field.Name.Length > 0)
            {
                yield return new StructField(field.Name, From(field.Type), offset + field.BitOffset, field.BitWidth, path.Add(i), FieldSource.Memory.Instance);
            }
            else if (field.Type is CStruct inner)
            {
                foreach (var member in Fields(inner, offset + field.BitOffset, path.Add(i)))
                    yield return member;
            }
        }
    }

    /// <summary>The type of a value of a C type.</summary>
    public TraceType From(CType type) => type switch
    {
        CInteger { Kind: CIntegerKind.Boolean } => BooleanType.Instance,
        CInteger { Kind: CIntegerKind.Float } or CVoid => VoidType.Instance,
        CInteger { Bytes: 1 or 2 or 4 or 8 } n => new IntegerType(n.Bytes, n.Signed),
        CInteger n => new ArrayType(IntegerType.UInt8, n.Bytes),
        CPointer n => new PointerType(From(n.Target), AddressSpace.Unknown),
        CArray { Element: CInteger { Kind: CIntegerKind.Character }, Count: > 0 } n => new StringType(n.Count),
        CArray n => new ArrayType(From(n.Element), n.Count),
        CStruct n => Struct(n),
        CEnum n => Enum(n),
        CExternal n => External(n),
        _ => VoidType.Instance,
    };

    // What is only named may stay unknown behind a pointer.
    private TraceType External(CExternal type) => type.Kind switch
    {
        CKind.Struct => kernel.FindStruct(type.Name) ?? (TraceType)VoidType.Instance,
        CKind.Union => kernel.FindUnion(type.Name) ?? (TraceType)VoidType.Instance,
        CKind.Enum => kernel.FindEnum(type.Name) ?? (TraceType)VoidType.Instance,
        _ => kernel.FindTypedef(type.Name) ?? VoidType.Instance,
    };
}
