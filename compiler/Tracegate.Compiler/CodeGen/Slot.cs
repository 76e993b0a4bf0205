using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Memory of the program that a value is written to.</summary>
/// <param name="Address">Where.</param>
/// <param name="Align">Known alignment in bytes.</param>
/// <param name="Slack">
/// Whether the byte behind the value may be overwritten: the helpers that read strings always write a NUL, which has to
/// go there to leave a full string recognisable as truncated (T-str).
/// </param>
/// <param name="Pad">Whether bytes behind the end of a string must be zero.</param>
/// <param name="InRing">Whether it lies in the ring buffer, which no helper takes a key from.</param>
public readonly record struct Slot(IrValue Address, int Align, bool Slack = false, bool Pad = false, bool InRing = false)
{
    /// <summary>The alignment at some bytes behind an aligned place.</summary>
    public static int AlignAt(int align, int offset) => offset == 0 ? align : Math.Min(align, offset & -offset);
}

/// <summary>Memory that a value is read from.</summary>
/// <param name="Address">An address for <see cref="AddressSpace.Local"/> and trusted places, otherwise a number.</param>
/// <param name="Space">Which helper reads it; none for Local.</param>
/// <param name="Align">Known alignment in bytes.</param>
/// <param name="Trusted">Whether the verifier knows the kernel type behind the address, so that words can be loaded directly.</param>
public readonly record struct Place(IrValue Address, AddressSpace Space, int Align = 1, bool Trusted = false)
{
    /// <summary>Whether words can be loaded without a helper.</summary>
    public bool IsDirect => Space == AddressSpace.Local || Trusted;
}
