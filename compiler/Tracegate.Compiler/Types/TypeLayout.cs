using Tracegate.Contract;

namespace Tracegate.Compiler.Types;

/// <summary>The contract's layout of a type.</summary>
public static class TypeLayout
{
    /// <summary>How a value of this type lies in map keys, map values and event records.</summary>
    public static Contract.ValueType ToValueType(this TraceType type) => type switch
    {
        IntegerType integer => new Contract.ValueType.Integer(integer.Bytes, integer.Signed),
        BooleanType => new Contract.ValueType.Boolean(),
        EnumType e => new Contract.ValueType.Enum(e.Tag, e.Bytes, e.Signed, e.Members.List, e.Members.Btf is { Name.Length: > 0 }),
        StringType s => new Contract.ValueType.Text(s.Capacity),
        BufferType b => new Contract.ValueType.Buffer(b.Capacity),
        PointerType => new Contract.ValueType.Pointer(),
        ArrayType a => new Contract.ValueType.Array(a.Element.ToValueType(), a.Count),
        TupleType t => new Contract.ValueType.Composite(!t.IsRecord, t.Size, t.Alignment,
            [.. t.Members.Select(m => new Member(m.Name, m.Offset, m.Type.ToValueType()))]),
        StructType s => new Contract.ValueType.Composite(false, s.Size, s.Alignment, [.. s.Fields.Select(ToMember)]),
        StackType { User: true } s => new Contract.ValueType.UserStack(s.Mode, s.Limit),
        StackType s => new Contract.ValueType.KernelStack(s.Mode, s.Limit),
        SymbolicType s => s.Kind switch
        {
            SymbolicKind.KernelSymbol => new Contract.ValueType.KernelSymbol(),
            SymbolicKind.UserSymbol => new Contract.ValueType.UserSymbol(),
            SymbolicKind.Timestamp => new Contract.ValueType.Timestamp(),
            SymbolicKind.Inet => new Contract.ValueType.Inet(),
            SymbolicKind.MacAddress => new Contract.ValueType.MacAddress(),
            SymbolicKind.Username => new Contract.ValueType.Username(),
            SymbolicKind.CgroupPath => new Contract.ValueType.CgroupPath(),
            _ => new Contract.ValueType.ProbeName(),
        },
        _ => new Contract.ValueType.None(),
    };

    private static Member ToMember(StructField field)
    {
        var type = field.Type.ToValueType();
        if (field.BitWidth == 0)
        {
            return new Member(field.Name, field.BitOffset / 8, type);
        }

        var unit = type.Size * 8;
        return new Member(field.Name, field.BitOffset / unit * type.Size, type, field.BitOffset % unit, field.BitWidth);
    }
}
