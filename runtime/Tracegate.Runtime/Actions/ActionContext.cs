using Tracegate.Contract;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Actions;

/// <summary>What the actions of events work on.</summary>
internal sealed class ActionContext
{
    private PrintfFormatter?[]? formatters;

    /// <summary>Where the script prints.</summary>
    internal required ScriptOutput Output { get; init; }

    /// <summary>The object's metadata.</summary>
    internal required ObjectMetadata Metadata { get; init; }

    /// <summary>The script's maps, in the order of <see cref="ObjectMetadata.Maps"/>.</summary>
    internal required IReadOnlyList<MapContents> Maps { get; init; }

    /// <summary>Command line.</summary>
    internal required RunOptions Options { get; init; }

    /// <summary>Config of the run.</summary>
    internal required RunConfig Config { get; init; }

    /// <summary>For texts that an action builds.</summary>
    internal Utf8Buffer Scratch { get; } = new();

    /// <summary>Formats the arguments of a record into <see cref="Scratch"/>, by the event's format.</summary>
    internal ReadOnlySpan<byte> Format(int row, ReadOnlySpan<byte> record)
    {
        formatters ??= new PrintfFormatter?[Metadata.Events.Length];
        var info = Metadata.Events[row];
        var formatter = formatters[row] ??= new(info.Format, info.Arguments);
        Scratch.Clear();
        formatter.Append(Scratch, Output.Text, record);
        return Scratch.Written;
    }
}
