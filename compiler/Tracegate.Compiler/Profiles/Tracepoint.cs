using System.Collections.Immutable;
using Tracegate.Compiler.Btf;

namespace Tracegate.Compiler.Profiles;

/// <summary>How a field of a tracepoint is read from the context, without freezing the compile-time kernel's offsets.</summary>
public abstract record TracepointAccess
{
    private TracepointAccess() { }

    /// <summary>The number of the system call: the 8 bytes at offset 8, fixed by the kernel's ABI.</summary>
    public sealed record SyscallNumber : TracepointAccess;

    /// <summary>Argument <paramref name="Index"/> of the system call: the 8 bytes at offset 16 + 8 × index, fixed by the kernel's ABI.</summary>
    public sealed record SyscallArgument(int Index) : TracepointAccess;

    /// <summary>The result of the system call: the 8 bytes at offset 16, fixed by the kernel's ABI.</summary>
    public sealed record SyscallReturn : TracepointAccess;

    /// <summary>A member of the kernel's struct, by CO-RE; it holds the value or the location.</summary>
    public sealed record Member(BtfField Field) : TracepointAccess;

    /// <summary>No struct of the kernel matches: the offset of the format file, which the runtime compares with the target's.</summary>
    public sealed record FixedOffset(int Offset) : TracepointAccess;
}

/// <summary>A field of a tracepoint and how it is read.</summary>
/// <param name="Format">What the format file says.</param>
/// <param name="Access">How it is read.</param>
public sealed record TracepointField(TracepointFormatField Format, TracepointAccess Access)
{
    /// <summary>The name.</summary>
    public string Name => Format.Name;

    /// <summary>The kernel's type of the member, where there is one; for locations it is the location's.</summary>
    public BtfType? Type => (Access as TracepointAccess.Member)?.Field.Type;
}

/// <summary>A tracepoint of the target.</summary>
/// <param name="Name">Category and event.</param>
/// <param name="Struct">The kernel's struct of the record; null for system calls and where none matches.</param>
/// <param name="Fields">The common fields, then its own.</param>
public sealed record Tracepoint(TracepointName Name, BtfComposite? Struct, ImmutableArray<TracepointField> Fields)
{
    /// <summary>The field with a name, or null.</summary>
    public TracepointField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
