using System.Collections.Immutable;
using Tracegate.Compiler.Btf;

namespace Tracegate.Compiler.Types;

/// <summary>
/// A C struct or union: of the kernel (relocated on the target), of the script, or the arguments of a probe.
/// Compared by reference: the type factory makes one instance for each C type.
/// </summary>
public sealed record StructType : TraceType
{
    private readonly Lazy<ImmutableArray<StructField>> fields;

    /// <summary>Creates a struct whose fields are made when first asked for, since kernel structs refer to each other.</summary>
    public StructType(string tag, bool isUnion, int size, int alignment, BtfType? btf, Func<StructType, ImmutableArray<StructField>> fields)
    {
        (Tag, IsUnion, Size, Alignment, Btf) = (tag, isUnion, size, alignment, btf);
        this.fields = new(() => fields(this));
    }

    /// <summary>Name without <c>struct</c>; empty when anonymous.</summary>
    public string Tag { get; }

    /// <summary>Whether it is a union.</summary>
    public bool IsUnion { get; }

    /// <summary>The kernel's type when accesses are to be relocated (CO-RE), otherwise null: offsets are fixed.</summary>
    public BtfType? Btf { get; }

    /// <summary>Fields, those of anonymous members included.</summary>
    public ImmutableArray<StructField> Fields => fields.Value;

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override int Alignment { get; }

    /// <inheritdoc/>
    public override string Name => (IsUnion ? "union " : "struct ") + Tag;

    /// <summary>The field with a name, or null.</summary>
    public StructField? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <inheritdoc/>
    public bool Equals(StructType? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>A field of a <see cref="StructType"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="BitOffset">Bits from the start of the struct, by the compile-time layout.</param>
/// <param name="BitWidth">Bits of a bit-field; 0 for others.</param>
/// <param name="Path">Member indices from the struct through anonymous members to the field, for CO-RE.</param>
/// <param name="Source">How it is read.</param>
public sealed record StructField(
    string Name,
    TraceType Type,
    int BitOffset,
    int BitWidth,
    ImmutableArray<int> Path,
    FieldSource Source);

/// <summary>How the field of a struct or of <c>args</c> is read.</summary>
public abstract record FieldSource
{
    /// <summary>From memory at the struct's address, by CO-RE when the struct has BTF.</summary>
    public sealed record Memory : FieldSource
    {
        /// <summary>The only instance.</summary>
        public static Memory Instance { get; } = new();
    }

    /// <summary>The 8-byte word <paramref name="Index"/> of the context (rawtracepoint, fentry).</summary>
    public sealed record ContextWord(int Index) : FieldSource;

    /// <summary>
    /// Argument <paramref name="Index"/> of a syscall at the fixed place of the kernel's ABI
    /// (<c>trace_event_raw_sys_enter.args</c>: offset 16 + 8 × index in the context).
    /// </summary>
    public sealed record SyscallArgument(int Index) : FieldSource;

    /// <summary><c>trace_event_raw_sys_exit.ret</c>: offset 16 in the context.</summary>
    public sealed record SyscallReturn : FieldSource;

    /// <summary>A member of the tracepoint's BTF struct, read from the context by CO-RE.</summary>
    public sealed record TracepointMember : FieldSource;

    /// <summary>A <c>__data_loc</c> string: the member holds length &lt;&lt; 16 | offset from the context's start.</summary>
    public sealed record DataLocation : FieldSource;

    /// <summary>As <see cref="DataLocation"/>, but the offset counts from the end of the word (<c>__rel_loc</c>).</summary>
    public sealed record RelativeLocation : FieldSource;

    /// <summary>
    /// At a fixed offset of the context: the syscall's number, and fields of tracepoints for which the kernel has no
    /// struct; the runtime compares these with the target's format file.
    /// </summary>
    public sealed record ContextOffset(int Offset) : FieldSource;

    /// <summary>Argument register <paramref name="Index"/> of <c>pt_regs</c> (uprobe with debug info).</summary>
    public sealed record Register(int Index) : FieldSource;

    /// <summary>The return value of a fexit program (after the last argument).</summary>
    public sealed record FunctionReturn(int Index) : FieldSource;
}
