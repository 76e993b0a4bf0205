using System.Runtime.InteropServices;
using System.Text;

namespace LLVMSharp.Interop;

/// <summary>A NUL-terminated UTF-8 copy of a string in native memory.</summary>
public unsafe struct MarshaledString : IDisposable
{
    /// <summary>Copies <paramref name="input"/>.</summary>
    public MarshaledString(ReadOnlySpan<char> input)
    {
        Length = Encoding.UTF8.GetByteCount(input);
        Value = (sbyte*)NativeMemory.Alloc((nuint)Length + 1);
        Encoding.UTF8.GetBytes(input, new Span<byte>(Value, Length));
        Value[Length] = 0;
    }

    /// <summary>Bytes without the terminator.</summary>
    public int Length { get; private set; }

    /// <summary>The first byte.</summary>
    public sbyte* Value { get; private set; }

    /// <summary>The pointer that C functions take.</summary>
    public static implicit operator sbyte*(in MarshaledString value) => value.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(Value);
        Value = null;
        Length = 0;
    }

    /// <summary>The managed copy of a message, empty for null.</summary>
    internal static string Read(sbyte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
