using System.Globalization;

namespace Tracegate.Compiler.Ir;

/// <summary>The first-class types of the IR that is written; aggregates exist only in memory.</summary>
public enum IrType
{
    /// <summary>No value.</summary>
    Void,

    /// <summary>A condition.</summary>
    I1,

    /// <summary>8 bits.</summary>
    I8,

    /// <summary>16 bits.</summary>
    I16,

    /// <summary>32 bits.</summary>
    I32,

    /// <summary>64 bits.</summary>
    I64,

    /// <summary>An address that the program may load from or store to.</summary>
    Ptr,
}

/// <summary>Sizes and names of <see cref="IrType"/>.</summary>
public static class IrTypes
{
    /// <summary>LLVM's name.</summary>
    public static string Name(this IrType type) => type switch
    {
        IrType.Void => "void",
        IrType.Ptr => "ptr",
        _ => "i" + type.Bits().ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Number of bits; 64 for addresses.</summary>
    public static int Bits(this IrType type) => type switch
    {
        IrType.Void => 0,
        IrType.I1 => 1,
        IrType.I8 => 8,
        IrType.I16 => 16,
        IrType.I32 => 32,
        _ => 64,
    };

    /// <summary>Bytes in memory.</summary>
    public static int Bytes(this IrType type) => (type.Bits() + 7) / 8;

    /// <summary>The integer type of a number of bytes (1, 2, 4 or 8).</summary>
    public static IrType Integer(int bytes) => bytes switch
    {
        1 => IrType.I8,
        2 => IrType.I16,
        4 => IrType.I32,
        8 => IrType.I64,
        _ => throw new ArgumentOutOfRangeException(nameof(bytes)),
    };
}

/// <summary>A typed operand: a local value, a global's address or a constant, as it is written in the text.</summary>
public readonly record struct IrValue(IrType Type, string Text)
{
    /// <summary>The null address.</summary>
    public static IrValue Null { get; } = new(IrType.Ptr, "null");

    /// <summary>The condition that holds.</summary>
    public static IrValue True { get; } = new(IrType.I1, "true");

    /// <summary>The condition that does not hold.</summary>
    public static IrValue False { get; } = new(IrType.I1, "false");

    /// <summary>Whether the value is written in the text as a number or a word of its own.</summary>
    public bool IsConstant => Text.Length > 0 && Text[0] is not '%' and not '@';

    /// <summary>A 64-bit constant.</summary>
    public static IrValue I64(long value) => Constant(IrType.I64, value);

    /// <summary>A 32-bit constant.</summary>
    public static IrValue I32(long value) => Constant(IrType.I32, value);

    /// <summary>A constant, cut to the type.</summary>
    public static IrValue Constant(IrType type, long value) => type switch
    {
        IrType.I1 => (value & 1) != 0 ? True : False,
        IrType.I8 => new(type, ((sbyte)value).ToString(CultureInfo.InvariantCulture)),
        IrType.I16 => new(type, ((short)value).ToString(CultureInfo.InvariantCulture)),
        IrType.I32 => new(type, ((int)value).ToString(CultureInfo.InvariantCulture)),
        _ => new(IrType.I64, value.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>The address of a global.</summary>
    public static IrValue Global(string name) => new(IrType.Ptr, "@" + IrText.Symbol(name));

    /// <summary>The number that a constant stands for, or null.</summary>
    public long? ConstantValue => Text switch
    {
        "true" => 1,
        "false" or "null" => 0,
        _ => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    /// <summary>Type and operand, as instructions take them.</summary>
    public override string ToString() => Type.Name() + " " + Text;
}
