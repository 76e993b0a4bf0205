using System.Collections.Immutable;

namespace Tracegate.Contract;

/// <summary>
/// The layout and meaning of a value in a map key, a map value or an event record. Integers are little endian;
/// structures have C alignment and zeroed padding, so that keys can be compared byte by byte.
/// </summary>
public abstract record ValueType
{
    /// <summary>Size in bytes.</summary>
    public abstract int Size { get; }

    /// <summary>Alignment in bytes inside tuples, records and event records.</summary>
    public virtual int Alignment => Size switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };

    /// <summary>Whether this type or one inside of it passes a test.</summary>
    public bool Holds(Func<ValueType, bool> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (test(this))
            return true;
        switch (this)
        {
            case Array array:
                return array.Element.Holds(test);
            case Composite composite:
                foreach (var member in composite.Members)
                {
                    if (member.Type.Holds(test))
                        return true;
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>Nothing; prints nothing.</summary>
    public sealed record None : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 0;
    }

    /// <summary>An integer of 1, 2, 4 or 8 bytes.</summary>
    public sealed record Integer(int Bytes, bool Signed) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => Bytes;
    }

    /// <summary>One byte, 0 or 1; prints as a word (L-bool).</summary>
    public sealed record Boolean : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 1;
    }

    /// <summary>
    /// A C enumeration: prints as the name of its value, or the number (E-enum-str). One of the kernel has the names that
    /// the running kernel gives it; the members are those of the compile-time kernel.
    /// </summary>
    public sealed record Enum(string Name, int Bytes, bool Signed, ImmutableArray<EnumMember> Members, bool OfKernel = false) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => Bytes;
    }

    /// <summary>An address of 8 bytes; prints in hex.</summary>
    public sealed record Pointer : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 8;
    }

    /// <summary>
    /// <paramref name="Capacity"/> bytes of text, ended by NUL unless full; full means truncated (T-str).
    /// </summary>
    public sealed record Text(int Capacity) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => Capacity;

        /// <inheritdoc/>
        public override int Alignment => 1;
    }

    /// <summary>A <c>u32</c> length, then <paramref name="Capacity"/> bytes of which that many count (F-buf).</summary>
    public sealed record Buffer(int Capacity) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => (4 + Capacity + 3) & ~3;

        /// <inheritdoc/>
        public override int Alignment => 4;
    }

    /// <summary>Equal elements without gaps.</summary>
    public sealed record Array(ValueType Element, int Count) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => Element.Size * Count;

        /// <inheritdoc/>
        public override int Alignment => Element.Alignment;
    }

    /// <summary>
    /// Members at given places: a tuple (no names, prints <c>(1, ab)</c>), a record or a C struct
    /// (prints <c>{ .a = 1 }</c>, M-out-compound).
    /// </summary>
    public sealed record Composite(bool IsTuple, int Bytes, int Align, ImmutableArray<Member> Members) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => Bytes;

        /// <inheritdoc/>
        public override int Alignment => Align;
    }

    /// <summary>A kernel address; prints as its symbol (F-ksym).</summary>
    public sealed record KernelSymbol : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 8;
    }

    /// <summary>
    /// A user address: <c>u64</c> address, <c>u32</c> pid in the initial namespace, <c>u32</c> index of the program
    /// (F-usym).
    /// </summary>
    public sealed record UserSymbol : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 16;
    }

    /// <summary>
    /// <c>u64</c> id in the stack map, <c>u32</c> number of frames, <c>u32</c> zero. No frames: unwind failure
    /// (F-kstack).
    /// </summary>
    public sealed record KernelStack(StackMode Mode, int Limit) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 16;
    }

    /// <summary>
    /// <c>u64</c> id in the stack map, <c>u32</c> number of frames, <c>u32</c> pid in the initial namespace (F-ustack).
    /// </summary>
    public sealed record UserStack(StackMode Mode, int Limit) : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 16;
    }

    /// <summary>
    /// <c>u64</c> nanoseconds, <c>u32</c> index of the format in <see cref="ObjectMetadata.Strings"/>, <c>u32</c>
    /// clock: 0 boot time, 1 tai (F-strftime).
    /// </summary>
    public sealed record Timestamp : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 16;
    }

    /// <summary><c>u32</c> address family (2 or 10), then 16 bytes in network order, IPv4 in the first four (F-ntop).</summary>
    public sealed record Inet : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 20;

        /// <inheritdoc/>
        public override int Alignment => 4;
    }

    /// <summary>Six bytes (F-macaddr).</summary>
    public sealed record MacAddress : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 6;

        /// <inheritdoc/>
        public override int Alignment => 1;
    }

    /// <summary>A <c>u64</c> user id, printed as the user's name (B-username).</summary>
    public sealed record Username : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 8;
    }

    /// <summary>
    /// <c>u64</c> cgroup id, <c>u32</c> index of the filter in <see cref="ObjectMetadata.Strings"/>, <c>u32</c> zero
    /// (F-cgroup_path).
    /// </summary>
    public sealed record CgroupPath : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 16;
    }

    /// <summary>A <c>u64</c> attach cookie, printed as the attach point's full name (B-probe).</summary>
    public sealed record ProbeName : ValueType
    {
        /// <inheritdoc/>
        public override int Size => 8;
    }
}

/// <summary>A named constant of an enumeration; signed values in two's complement.</summary>
public readonly record struct EnumMember(string Name, ulong Value);

/// <summary>
/// A member of a composite. <paramref name="Name"/> is empty in tuples. <paramref name="BitWidth"/> is not 0 for a
/// bit-field, which then lies <paramref name="BitShift"/> bits above the lowest bit of the integer at
/// <paramref name="Offset"/>.
/// </summary>
public readonly record struct Member(string Name, int Offset, ValueType Type, int BitShift = 0, int BitWidth = 0);

/// <summary>How stacks print (C-stack_mode).</summary>
public enum StackMode
{
    /// <summary>Symbol and offset.</summary>
    Bpftrace,

    /// <summary>Address, symbol and module, as perf does.</summary>
    Perf,

    /// <summary>Addresses.</summary>
    Raw,

    /// <summary>Build id and file offset of user frames.</summary>
    BuildId,
}
