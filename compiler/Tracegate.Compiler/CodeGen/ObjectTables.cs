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

    /// <summary>Number of rows and of words that count: what is told by its place in the script.</summary>
    public int Size => rows.Count + parts[^1].End;

    private int controlCounter;

    private readonly List<LossPart> parts = [new(DataSections.LossSymbol, 0, [0])];

    /// <summary>
    /// Parts of <see cref="WellKnown.LossSection"/>, a symbol for each: words that count, the first of all for rows without
    /// one, and between them first values of elements, each with the word that counts the elements without room behind
    /// it, so that making an element needs one address for both.
    /// </summary>
    public IReadOnlyList<LossPart> LossParts => parts;

    /// <summary>The word that all control rows share, since one function sends their records.</summary>
    public int ControlCounter => controlCounter > 0 ? controlCounter : controlCounter = AddCounter();

    /// <summary>Takes a word for a row that counts.</summary>
    public int AddCounter()
    {
        var last = parts[^1];
        if (last.IsFirstValue)
            parts.Add(last = new($"{DataSections.LossSymbol}.{last.End}", last.End, []));
        last.Words.Add(0);
        return last.End - 1;
    }

    /// <summary>Takes room for a first value and the word behind it, which counts.</summary>
    public (string Symbol, int Counter) AddFirstValue(IReadOnlyList<long> value)
    {
        var start = parts[^1].End;
        var part = new LossPart($"first.{start}", start, [.. value, 0], IsFirstValue: true);
        parts.Add(part);
        return (part.Symbol, part.End - 1);
    }

    /// <summary>Where a word that counts is.</summary>
    public (string Symbol, int Offset) LossWord(int counter)
    {
        var part = parts.FindLast(part => part.Start <= counter)!;
        return (part.Symbol, 8 * (counter - part.Start));
    }

    /// <summary>Adds a row and returns its number.</summary>
    public int Add(EventInfo row)
    {
        rows.Add(row);
        return rows.Count - 1;
    }
}

/// <summary>A part of <see cref="WellKnown.LossSection"/>.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Start">Number of its first word in the section.</param>
/// <param name="Words">What it holds at the start.</param>
/// <param name="IsFirstValue">Whether it is the first value of an element and the word behind it.</param>
public sealed record LossPart(string Symbol, int Start, List<long> Words, bool IsFirstValue = false)
{
    /// <summary>Number of the word behind it.</summary>
    public int End => Start + Words.Count;
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
