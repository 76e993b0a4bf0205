using System.Collections.Immutable;
using Tracegate.Contract;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Rows of the event table; a row's number is the id in its records.</summary>
public sealed class EventTable
{
    private readonly ImmutableArray<EventInfo>.Builder rows = ImmutableArray.CreateBuilder<EventInfo>();

    /// <summary>All rows.</summary>
    public ImmutableArray<EventInfo> Rows => rows.ToImmutable();

    private int controlCounter;

    /// <summary>Words of <see cref="WellKnown.LossSection"/>: the first for rows without one, then those of rows.</summary>
    public int Counters { get; private set; } = 1;

    /// <summary>The word that all control rows share, since one function sends their records.</summary>
    public int ControlCounter => controlCounter > 0 ? controlCounter : controlCounter = AddCounter();

    /// <summary>Takes a word for a row that counts.</summary>
    public int AddCounter() => Counters++;

    /// <summary>Adds a row and returns its number.</summary>
    public int Add(EventInfo row)
    {
        rows.Add(row);
        return rows.Count - 1;
    }
}

/// <summary>Slots of <see cref="WellKnown.ConstantsSection"/>.</summary>
public sealed class ConstantTable
{
    private readonly ImmutableArray<LoadConstant>.Builder rows = ImmutableArray.CreateBuilder<LoadConstant>();

    /// <summary>All slots.</summary>
    public ImmutableArray<LoadConstant> Rows => rows.ToImmutable();

    /// <summary>Bytes of the section.</summary>
    public int Size { get; private set; }

    /// <summary>Byte offset of a slot; the same constant of the same type has one slot.</summary>
    public int Offset(LoadConstantKind kind, string argument, ValueType type)
    {
        foreach (var row in rows)
            if (row.Kind == kind && row.Argument == argument && row.Type == type)
                return row.Offset;
        // Words are aligned, which is what makes the verifier treat them as known.
        var align = type is ValueType.Text ? 8 : Math.Max(type.Alignment, 1);
        var offset = (Size + align - 1) / align * align;
        rows.Add(new LoadConstant(kind, argument, offset, type));
        Size = offset + type.Size;
        return offset;
    }
}

/// <summary>The per-CPU array with the memory that does not fit on the stack: an entry for each program.</summary>
public sealed class ScratchMap
{
    /// <summary>Symbol of the map.</summary>
    public const string Symbol = "scratch";

    /// <summary>Number of entries.</summary>
    public int Entries { get; private set; }

    /// <summary>Bytes of an entry.</summary>
    public int Size { get; private set; }

    /// <summary>Takes an entry.</summary>
    public int Add() => Entries++;

    /// <summary>Makes sure that entries have so many bytes.</summary>
    public void Reserve(int size) => Size = Math.Max(Size, (size + 7) & ~7);
}
